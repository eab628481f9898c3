"""What facts tell of documents, days and people: typed fields, and the agency's own paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cchc_lib.checks.report.cited import Cited, citations
from cchc_lib.reading.mentions import mentions
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.told import Line, Mention, Passage, Signing, Told
from cchc_lib.report.citation import DOCUMENT_NUMBER, Citation
from cchc_lib.report.head import ReportHead, paragraphs
from cchc_lib.vietnamese import fold_text

__all__ = ["tell"]


def tell(report: ReportHead) -> Told:
    """Return what a report tells, each thing with the path of its field."""
    told = list(paragraphs(report))
    drafted, signatory = report.drafting_unit, report.signatory
    return Told(
        documents=(*map(_mention, citations(report)), *_in_paragraphs(told)),
        passages=tuple(Passage(text=text, path=path) for path, text in told),
        issued=report.issued,
        since=report.period.start,
        until=report.period.end,
        own_names=(report.agency.symbol, report.agency.name, report.agency.short_name),
        drafted_by=None if drafted is None else Line(drafted, "drafting_unit"),
        addressees=_lines("addressees", report.addressees),
        recipients=_lines("recipients", report.recipients),
        signing=None
        if signatory is None
        else Signing(
            name=Line(signatory.name, "signatory.name") if signatory.name else None,
            authority=None if signatory.authority is None else signatory.authority.value,
            office=Line(signatory.position, "signatory.authority"),
            head=signatory.head or report.agency.head,
        ),
    )


def _lines(field: str, texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(text, f"{field}[{row}]") for row, text in enumerate(texts))


def _mention(cited: Cited) -> Mention:
    found = cited.citation
    return Mention(
        citation=found,
        line=Line(cited.name, cited.path),
        is_basis=cited.is_basis,
        is_own=cited.is_own,
        hand=fold_text(found.issuer or "")
        if cited.is_own and "." not in str(found.number)
        else None,
        rests_on=_carried_out(found),
    )


def _carried_out(citation: Citation) -> Citation | None:
    """Return the document that the subject of another says it carries out."""
    if citation.subject is None or DOCUMENT_NUMBER.search(citation.subject) is None:
        return None
    found = list(mentions(Prose.of(f"{citation.code}, {citation.subject}")))
    return found[0].rests_on if found else None


def _in_paragraphs(told: list[tuple[str, str]]) -> Iterator[Mention]:
    """Yield the documents that the agency's own paragraphs name."""
    for path, text in told:
        for found in mentions(Prose.of(text)):
            yield attrs.evolve(found, line=attrs.evolve(found.line, path=path))
