"""What must stand on one line: the number of a document, and the day in an annex's head."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["hyphens_of_numbers", "wrapped_dates", "wrapped_numbers"]

# A hyphen between the groups of a number: 25/KH-UBND, 66-NQ/TW. What has no stroke is no number.
_TOKEN = re.compile(r"[\w….-]*/\S*\w")
_HYPHEN = re.compile(r"(?<=\w)-(?=[A-ZĐƯÔ])")
_DATE = re.compile(r"ngày (?:\S+ tháng \S+ năm [\d…]+|[\d…]+/[\d…]+/[\d…]+)")


def hyphens_of_numbers(text: str, instead: str) -> str:
    """Return text with another sign for each hyphen within the number of a document."""
    if "-" not in text or "/" not in text:
        return text
    return _TOKEN.sub(lambda token: _HYPHEN.sub(instead, token[0]), text)


def wrapped_numbers(text: str, wrap: Callable[[str], str]) -> str:
    """Return text with each number of a document that a line could break wrapped.

    >>> wrapped_numbers("theo Kế hoạch số 25/KH-UBND ngày 11/9/2025", "<{}>".format)
    'theo Kế hoạch số <25/KH-UBND> ngày 11/9/2025'
    """
    if "-" not in text or "/" not in text:
        return text
    return _TOKEN.sub(lambda token: wrap(token[0]) if _HYPHEN.search(token[0]) else token[0], text)


def wrapped_dates(text: str, wrap: Callable[[str], str]) -> str:
    """Return text with each date wrapped, a blank one too.

    >>> wrapped_dates("số …/BC-UBND ngày … tháng … năm … của", "<{}>".format)
    'số …/BC-UBND <ngày … tháng … năm …> của'
    """
    return _DATE.sub(lambda found: wrap(found[0]), text)
