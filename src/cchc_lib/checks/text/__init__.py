"""Rules over prose that somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cchc_lib.checks.collect import rules_in
from cchc_lib.checks.common import RULES as OF_ALL
from cchc_lib.checks.finding import Findings, check_ignored
from cchc_lib.checks.rule import Rule, Slip
from cchc_lib.checks.runner import Found, findings, run, settle
from cchc_lib.files import check_text
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.telling import tell
from cchc_lib.reading.told import Told

__all__ = ["RULES", "audit_prose", "audit_text", "found_in"]

RULES: tuple[Rule[Prose], ...] = rules_in(__name__)
"""Every rule over prose alone, by code; those over what facts tell too are `checks.common`."""


def audit_text(text: str, *, ignore: Mapping[str, str] | None = None) -> Findings:
    """Return what does not hold in a text of the genre: the gravest first.

    Findings of one severity stand in reading order. Reads running text as it is pasted from a PDF
    file or a mail: broken lines, page numbers and marks of footnotes are no hindrance. `ignore`
    gives codes to silence, each with a reason.

    Raises:
        InvalidTypeError: when it is not text, or `ignore` is no mapping of code to reason.
        InvalidValueError: when a reason is empty, or a code is none or retired; for the name of a
            file in the place of its text.
        UnknownNameError: for a code to ignore that no rule has.
    """
    check_text(text, word="audit_docx({})")
    prose = Prose.of(text)
    check_ignored(ignore)
    return audit_prose(prose, ignore)


def audit_prose(prose: Prose, ignore: Mapping[str, str] | None = None) -> Findings:
    """Return what does not hold in prose that was read."""
    return findings(settle(found_in(prose), ignore), ignore)


def found_in(prose: Prose, told: Told | None = None) -> Iterator[Found]:
    """Yield what the rules find in a text; `told` where it is known better what the text tells."""

    def place(slip: Slip) -> dict[str, Any]:
        start, end = slip.start or 0, slip.end or slip.start or 0
        line, column = prose.source.place(start)
        quote = prose.source.quote(start, end)
        return {"path": f"dòng {line}", "line": line, "column": column, "quote": quote}

    yield from run(RULES, prose, place)
    yield from run(OF_ALL, told or tell(prose), place)
