"""What sentences name besides figures: words about the report, mentions of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cchc_lib.document.nodes import Mention
from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.vietnamese.dates import format_date

__all__ = ["WORDS", "mention", "sign"]

WORDS: Mapping[str, Any] = {
    "agency": lambda report: report.agency.short_name,
    "period": lambda report: str(report.period),
    "next_period": lambda report: str(report.period.next),
    "previous": lambda report: None if report.previous is None else str(report.previous.period),
    "year": lambda report: str(report.period.calendar_year),
    "start": lambda report: format_date(report.period.start),
    "end": lambda report: format_date(report.period.end),
}
"""What a sentence may name besides figures and facts."""


def sign(found: Figure) -> int:
    """Return 1 for a figure above 0, or a change upwards; 0 for none; -1 below."""
    value: Any = found.value
    if isinstance(value, Change):
        return value.direction or 0
    if isinstance(value, Ratio):
        value = value.part
    return int(value > 0) - int(value < 0)


def mention(document: Citation) -> Mention:
    """Return the mention of a document; a number alone begins again every year."""
    full, code = document.cite(), document.code
    if code is None:  # a law cited by its name, which is never shortened
        return Mention(full, full, document=full, number=full)
    day = "" if document.day is None else document.day.isoformat()
    return Mention(
        full,
        document.cite(first=False),
        document=" | ".join((code, day, document.issuer or "")),
        number=code,
        has_subject=document.subject is not None,
    )
