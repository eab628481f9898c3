"""Rules over prose that somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cchc_lib.checks.finding import Finding, Findings
from cchc_lib.checks.rule import Rule
from cchc_lib.checks.text import (
    assigned,
    balance,
    calendar,
    changes,
    documents,
    headings,
    indicators,
    ratios,
    spelling,
    style,
    sums,
)
from cchc_lib.reading.prose import Prose

__all__ = ["RULES", "audit_text"]

RULES: tuple[Rule[Prose], ...] = tuple(
    sorted(
        (
            *ratios.RULES,
            *sums.RULES,
            *assigned.RULES,
            *balance.RULES,
            *changes.RULES,
            *calendar.RULES,
            *documents.RULES,
            *headings.RULES,
            *indicators.RULES,
            *spelling.RULES,
            *style.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
"""Every rule over prose, by code."""


def audit_text(text: str, *, ignore: Mapping[str, str] | None = None) -> Findings:
    """Return what does not hold in a text of the genre, in reading order.

    Reads running text as it is pasted from a PDF file or a mail: broken lines, page numbers and
    marks of footnotes are no hindrance. `ignore` gives codes to silence, each with a reason.

    Raises:
        InvalidTypeError: when it is not text, or `ignore` is no mapping of code to reason.
        InvalidValueError: when a reason is empty.
    """
    prose = Prose.of(text)
    found = sorted(_findings(prose), key=lambda item: (item.line or 0, item.column or 0, item.code))
    return Findings(found).ignoring(ignore)


def _findings(prose: Prose) -> Iterator[Finding]:
    for rule in RULES:
        for slip in rule.slips(prose):
            start, end = slip.start or 0, slip.end or slip.start or 0
            line, column = prose.source.place(start)
            yield rule.finding(
                slip,
                path=f"dòng {line}",
                line=line,
                column=column,
                quote=prose.source.quote(start, end),
            )
