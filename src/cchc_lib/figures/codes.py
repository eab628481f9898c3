"""Codes of findings: what can be one, and which were given, so that a slip in one is seen."""

from __future__ import annotations

import re

from cchc_lib.errors import InvalidValueError

__all__ = ["check_code", "give_code", "given_codes"]

_CODE = re.compile(r"[A-Z]+[0-9]{3}")
_GIVEN: set[str] = set()
"""Every code that a rule or a declaration of this process has; nothing else is kept of them."""


def check_code(field: str, value: object) -> str:
    """Return `value` if it can be the code of a finding.

    Raises:
        InvalidValueError: for anything but capital letters and three digits.
    """
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise InvalidValueError.refuse(
            field,
            value,
            "a code of capital letters and three digits, such as 'CCHC231'",
            "mã gồm các chữ in hoa và ba chữ số, ví dụ 'CCHC231'",
        )
    return value


def give_code(code: str) -> str:
    """Return a code, which from now on is known to be one that findings may have."""
    _GIVEN.add(code)
    return code


def given_codes() -> frozenset[str]:
    """Return the codes of the rules and declarations loaded so far."""
    return frozenset(_GIVEN)
