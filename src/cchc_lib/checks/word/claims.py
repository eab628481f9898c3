"""Every relation between the numbers of a Word file: of its prose, and of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from cchc_lib.archive import FileSource
from cchc_lib.checks.claims import ReadClaim, ReadNumber, UnreadSentence
from cchc_lib.checks.rule import Rule
from cchc_lib.checks.text.claims import claims_in
from cchc_lib.checks.word.check import place_in
from cchc_lib.checks.word.columns import column_sums, stated_in_columns
from cchc_lib.checks.word.rows import row_identities, stated_in_rows
from cchc_lib.checks.word.shares import shares, stated_shares
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.checks.word.tables import Stated, tables
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.word.file import WordFile
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

__all__ = ["claims_in_word", "claims_of_file"]


def claims_of_file(path: FileSource) -> Iterator[ReadClaim | UnreadSentence]:
    """Yield every claim of the prose and the tables of a Word file, each at its place.

    Raises:
        FormatError: when it is no Word file, damaged, encrypted or unsafe.
        InvalidTypeError: when it is no path, bytes or open file.
        OSError: when it cannot be read.
    """
    return claims_in_word(Inspected(read_word(Package.of(path))))


def claims_in_word(subject: Inspected) -> Iterator[ReadClaim | UnreadSentence]:
    """Yield every claim of a Word file that was read."""
    found = [*_of_prose(subject), *_of_tables(subject)]
    return (claim for claim, _ in sorted(found, key=lambda one: one[1]))


def _of_prose(subject: Inspected) -> Iterator[tuple[ReadClaim | UnreadSentence, int]]:
    word, prose = subject.word, subject.prose
    starts = word.line_starts
    for claim, start, end in claims_in(prose):
        line, column = prose.source.place(start)
        first = starts[min(line, len(starts)) - 1] + column - 1
        path = place_in(word, first, first + end - start)["path"]
        yield _at_paragraphs(word, attrs.evolve(claim, path=path)), first


def _at_paragraphs(word: WordFile, claim: ReadClaim | UnreadSentence) -> ReadClaim | UnreadSentence:
    """Return a claim of the text of a file with its numbers at paragraphs, as findings are."""

    def at(number: ReadNumber) -> ReadNumber:
        starts = word.line_starts
        offset = starts[min(number.line, len(starts)) - 1] + number.column - 1
        place = place_in(word, offset, None)
        return attrs.evolve(number, line=place.get("line", 1), column=place.get("column", 1))

    if isinstance(claim, UnreadSentence):
        return attrs.evolve(claim, numbers=tuple(map(at, claim.numbers)))
    result = None if claim.result is None else at(claim.result)
    return attrs.evolve(claim, result=result, operands=tuple(map(at, claim.operands)))


def _of_tables(subject: Inspected) -> Iterator[tuple[ReadClaim, int]]:
    word = subject.word
    for table, grid in tables(subject):
        if grid is not None:
            yield from _told(word, column_sums, stated_in_columns(grid))
        yield from _told(word, row_identities, stated_in_rows(table, grid))
        if grid is not None:
            yield from _told(word, shares, stated_shares(grid))


def _told(
    word: WordFile, rule: Rule[Inspected], found: Iterable[Stated]
) -> Iterator[tuple[ReadClaim, int]]:
    """Yield claims of a table as the rule that judges them tells them, each once."""
    once: set[Any] = set()
    for stated in found:
        relation, slip = stated.verdict.relation, stated.slip
        cell = relation.result
        key = tuple(number.start for number in relation.printed)
        if key in once:
            continue
        once.add(key)
        finding = rule.finding(slip) if slip else None
        place = place_in(word, cell.start, cell.end)
        claim = ReadClaim.of(
            stated.verdict,
            lambda number: _number(word, number),
            path=place["path"],
            quote=place.get("quote") or "",
            code=finding.code if finding else rule.code,
            severity=finding.severity if finding else None,
            message=finding.message if finding else "",
        )
        yield claim, cell.start


def _number(word: WordFile, number: Quantity) -> ReadNumber:
    place = place_in(word, number.start, number.end)
    return ReadNumber(
        text=word.text[number.start : number.end].strip() or number.shown,
        line=place.get("line", 1),
        column=place.get("column", 1),
    )
