"""Word files: those of ours with their facts, official forms, what somebody else wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from cchc_lib.checks.claims import ReadClaim, Standing
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.checks.report import audit
from cchc_lib.checks.word.check import word_findings
from cchc_lib.checks.word.claims import claims_in_word
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.comparing import diff_docx
from cchc_lib.errors import FormatError
from cchc_lib.exchange.files import loads
from cchc_lib.inbox.extracted import cells_in, figures_in
from cchc_lib.inbox.form import read_as_form
from cchc_lib.inbox.found import FileClaim, Sort
from cchc_lib.inbox.places import in_words, stated_at
from cchc_lib.inbox.prose import day_in, document_of
from cchc_lib.inbox.sections import under_headings
from cchc_lib.inbox.sentences import lines_of, sentence_at
from cchc_lib.inbox.whom import HEAD, period_in
from cchc_lib.reading.days import own_day
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.word.file import WordFile
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word
from cchc_lib.readout import read_claims
from cchc_lib.report.head import ReportHead

__all__ = ["balances", "facts_tell", "read_word_file", "word_tells"]


def read_word_file(data: bytes, kind: type[ReportHead]) -> dict[str, Any]:
    """Return what a Word file tells, by the fields of a `ReadFile`.

    Raises:
        FormatError: when it is no Word file, damaged, encrypted or unsafe.
        InvalidValueError: for facts of ours with a fault.
    """
    subject = Inspected(read_word(Package.of(data)))
    under = under_headings(subject.word)

    def place(named: str) -> str:
        return under.get(named, named)

    told = word_tells(subject, place)
    findings = [_at(place, each) for each in word_findings(subject)]
    try:
        report: Any = loads(data, format="docx", kind=kind)
    except FormatError:  # it carries no facts
        as_form = read_as_form(data, subject.word.text)
        if "form" not in as_form:
            as_form["findings"] = (*findings, *as_form.get("findings", ()))
        return told | {"sort": Sort.WORD} | as_form
    found = audit(report)
    changed = [_at(place, each) for each in diff_docx(data, kind=kind)]
    told["claims"] = (
        *_following(told["claims"], changed, read_claims(report)),
        *balances(report, found),
    )
    told |= facts_tell(report) | {"sort": Sort.LIVE, "figures": ()}
    return told | {"findings": (*findings, *found, *changed)}


def _at(place: Callable[[str], str], found: Finding) -> Finding:
    return attrs.evolve(found, path=place(found.path))


def _following(
    claims: Iterable[FileClaim], changed: Iterable[Finding], printed: Iterable[ReadClaim]
) -> Iterator[FileClaim]:
    """Yield the claims of a file of ours, those marked that fail by a figure changed by hand.

    What does not hold in the print of the facts either is a fault of its own.
    """
    grave = (each for each in changed if each.severity is not Severity.NOTE)
    edited = {text for each in grave for text in (each.actual or "").split("; ")}
    faults = {
        (each.kind.label, each.computed) for each in printed if each.standing is Standing.FAILS
    }
    for each in claims:
        fails = each.standing is Standing.FAILS and (each.kind, each.computed) not in faults
        yield attrs.evolve(each, follows=fails and not edited.isdisjoint(each.numbers))


def facts_tell(report: ReportHead) -> dict[str, Any]:
    """Return what facts of ours tell of who sends them and when."""
    family: Any = getattr(type(report), "__family__", None)
    code = f"{family.code}-" if family is not None else ""
    number = report.number
    document = "" if number is None else f"{number:02d}/{code}{report.agency.symbol}"
    return {
        "report": report,
        "agency": report.agency,
        "period": report.period,
        "issued": report.issued,
        "document": document,
    }


def balances(report: ReportHead, found: Iterable[Finding]) -> Iterator[FileClaim]:
    """Yield what facts should add up to and do not, as claims: a table counts them as others."""
    for each in found:
        if each.code.startswith("CCHC1") and each.severity is not Severity.NOTE:
            stated, computed = stated_at(each.path, report, each)
            yield FileClaim(
                sentence=each.message,
                place=in_words(each.path, report),
                kind="cân đối số liệu",
                stated=stated,
                computed=computed,
                standing=Standing.FAILS,
                code=each.code,
                severity=each.severity,
                message=each.message,
            )


def word_tells(subject: Inspected, place: Callable[[str], str] = str) -> dict[str, Any]:
    """Return what the words and the tables of a file tell; `place` renames where things stand."""
    word, prose, claims, unread = subject.word, subject.prose, [], 0
    for each in claims_in_word(subject):
        if isinstance(each, ReadClaim):
            sentence, where = _sentence(word, prose, each)
            claims.append(FileClaim.of(each, sentence=sentence, place=place(where)))
        else:
            unread += 1
    starts = word.line_starts

    def place_of_line(line: int) -> str:
        at = word.at(starts[min(line, len(starts)) - 1])
        return "văn bản" if at is None else place(word.paragraphs[at].place)

    head = "\n".join(each.text for each in word.paragraphs[:_FIRST])[: 2 * HEAD]
    return {
        "head": head,
        "period": period_in(prose),
        "issued": own_day(prose) or day_in(head),
        "document": document_of(head),
        "claims": tuple(claims),
        "unread": unread,
        "figures": (*figures_in(prose, place_of_line), *cells_in(word, place)),
        "lines": (*lines_of(prose), *_rows(word)),
    }


_FIRST = 80
"""Paragraphs and cells within which a file says who it is from."""


def _sentence(word: WordFile, prose: Prose, claim: ReadClaim) -> tuple[str, str]:
    """Return the sentence around the result of a claim, or the row of its table, and its place."""
    first = claim.result or next(iter(claim.operands), None)
    if first is None or not 1 <= first.line <= len(word.paragraphs):
        return claim.quote, claim.path
    paragraph = word.paragraphs[first.line - 1]
    if paragraph.holder and paragraph.table:
        return " | ".join(_row(word, first.line - 1)), claim.path
    at = prose.source.read_at(paragraph.start + first.column - 1)
    return sentence_at(prose, at) or paragraph.text, paragraph.place


def _row(word: WordFile, at: int) -> Iterator[str]:
    here = word.paragraphs[at]
    first = at
    while first and _is_beside(word.paragraphs[first - 1], here):
        first -= 1
    for each in word.paragraphs[first:]:
        if not _is_beside(each, here):
            return
        if each.text.strip():
            yield each.text.strip()


def _is_beside(one: Any, other: Any) -> bool:
    return bool(one.holder == other.holder and one.row == other.row)


def _rows(word: WordFile) -> Iterator[str]:
    """Yield the rows of tables that have a number, as one line each."""
    for table in word.tables:
        for row in () if table.is_form else table.rows:
            words = " | ".join(cell.text.strip() for cell in row if cell.text.strip())
            if re.search("[0-9]", words):
                yield " ".join(words.split())[:400]
