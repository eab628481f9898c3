"""A text or a Word file that somebody gave: its words, what was found at them, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from math import ceil

import attrs

from cchc_lib.checks.claims import ReadClaims
from cchc_lib.checks.finding import Finding, Findings, Severity
from cchc_lib.checks.text import audit_prose
from cchc_lib.checks.text.claims import claims_in
from cchc_lib.checks.word.check import commented
from cchc_lib.checks.word.claims import claims_in_word
from cchc_lib.errors import InvalidValueError
from cchc_lib.files import is_file_name
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.word.file import WordFile, WordParagraph, Zone

__all__ = ["Block", "Checked", "Note", "Piece", "Stretch", "check_text", "check_word"]

MOST_SHOWN = 300_000
"""Characters of a text that are shown whole; of a longer one, the paragraphs with findings."""

MOST_NOTES = 500
"""Findings that are shown."""


@attrs.frozen
class Note:
    """A finding with its number on the page."""

    number: int
    finding: Finding

    @property
    def lines(self) -> float:
        """How high its card is about, in lines of the text."""
        found = self.finding
        details = (found.actual, found.expected, found.hint, found.citation)
        rows = sum(ceil(len(each) / _DETAIL) for each in details if each)
        return 2.3 + _SMALL * (ceil(len(found.message) / _CARD) + rows)


@attrs.frozen
class Piece:
    """Words that look alike: `notes` are the findings at them.

    Of these, `begin` are those whose words begin here, and `end` those whose words end here.
    """

    text: str
    notes: tuple[Note, ...] = ()
    begin: tuple[Note, ...] = ()
    end: tuple[Note, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest of the findings at these words."""
        grave = sorted((note.finding.severity for note in self.notes), key=lambda each: each.rank)
        return grave[0] if grave else None


@attrs.frozen
class Block:
    """A paragraph, or a row of a table with its cells, and the findings at its words."""

    cells: tuple[tuple[Piece, ...], ...]
    notes: tuple[Note, ...]
    is_row: bool = False

    @property
    def lines(self) -> int:
        """How many lines it takes about beside cards."""
        width = _LINE / len(self.cells)
        texts = ("".join(piece.text for piece in cell) for cell in self.cells)
        return max(ceil(len(text) / width) + text.count("\n") for text in texts)


@attrs.frozen
class Stretch:
    """A paragraph with findings and those without that follow."""

    first: Block
    rest: tuple[Block, ...] = ()

    @property
    def is_beside(self) -> bool:
        """Whether the findings stand beside the words: not where these would leave a gap."""
        words = sum(block.lines for block in (self.first, *self.rest))
        return sum(note.lines for note in self.first.notes) <= words + _GAP


_LINE, _CARD, _DETAIL = 90, 39, 28
"""Characters of a line of the text beside cards, of one in a card, and beside a name in it."""

_SMALL, _GAP = 0.8, 2
"""How high a line of a card is, in lines of the text, and how many of these may stay blank."""


@attrs.frozen(kw_only=True)
class Checked:
    """What came of a check, as the page shows it.

    `notes` are numbered in reading order, and `whole` are those about the whole of it.
    """

    findings: Findings
    claims: ReadClaims
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]
    whole: tuple[Note, ...]
    is_cut: bool
    copy: bytes | None = None


def check_text(text: str) -> Checked:
    """Return what came of a text.

    Raises:
        CchcError: for what `audit_text` refuses.
    """
    if is_file_name(text):
        raise InvalidValueError(
            f"text: got {text!r}; accepted: text itself, no name of a file",
            f"“{text.strip()}” là tên tệp, không phải nội dung; hãy chọn tệp ở ô chọn tệp, hoặc mở "
            "tệp, sao chép rồi dán nội dung",
        )
    prose = Prose.of(text)  # read once, for what is found and what was read
    claims = ReadClaims.of(claim for claim, _, _ in claims_in(prose))
    lines = [_Words(line, at) for at, line in enumerate(text.split("\n"), 1)]
    return _checked(audit_prose(prose), claims, lines)


def check_word(data: bytes) -> Checked:
    """Return what came of a Word file, with its copy with comments.

    Raises:
        FormatError: when it is no Word file, damaged, encrypted or unsafe.
    """
    subject, found, copy = commented(data)
    claims = ReadClaims.of(claims_in_word(subject))
    return _checked(found, claims, [*_words(subject.word)], copy)


@attrs.frozen
class _Words:
    """Words in which findings have a column: `line` is what they call the line."""

    text: str
    line: int
    row: tuple[int, int] | None = None
    cell: int = 0


def _words(word: WordFile) -> Iterator[_Words]:
    for at, paragraph in enumerate(word.paragraphs, 1):
        row, cell = _row(paragraph)
        yield _Words(paragraph.text, at, row, cell)


def _row(paragraph: WordParagraph) -> tuple[tuple[int, int] | None, int]:
    if paragraph.zone is not Zone.CELL:
        return None, 0
    return (paragraph.holder, paragraph.row), paragraph.column


def _checked(
    found: Findings, claims: ReadClaims, lines: list[_Words], copy: bytes | None = None
) -> Checked:
    in_order = sorted(found[:MOST_NOTES], key=lambda each: (each.line or 0, each.column or 0))
    notes = tuple(Note(number, each) for number, each in enumerate(in_order, 1))
    by_line: dict[int, list[Note]] = {}
    for note in notes:
        by_line.setdefault(note.finding.line or 0, []).append(note)
    blocks = [block for block in _blocks(lines, by_line) if any(map(_has_words, block.cells))]
    placed = {note.number for block in blocks for note in block.notes}
    is_long = sum(len(each.text) for each in lines) > MOST_SHOWN
    return Checked(
        findings=found,
        claims=claims,
        stretches=tuple(_stretches(block for block in blocks if block.notes or not is_long)),
        notes=notes,
        whole=tuple(note for note in notes if note.number not in placed),
        is_cut=is_long or len(found) > MOST_NOTES,
        copy=copy,
    )


def _stretches(blocks: Iterable[Block]) -> Iterator[Stretch]:
    first: Block | None = None
    rest: list[Block] = []
    for block in blocks:
        if block.notes or first is None:
            if first is not None:
                yield Stretch(first, tuple(rest))
            first, rest = block, []
        else:
            rest.append(block)
    if first is not None:
        yield Stretch(first, tuple(rest))


def _has_words(pieces: Iterable[Piece]) -> bool:
    return any(piece.text.strip() for piece in pieces)


def _blocks(lines: list[_Words], notes: dict[int, list[Note]]) -> Iterator[Block]:
    """Yield paragraphs; those of one row of a table together, of one cell below each other."""
    for row, group in groupby(lines, key=lambda each: each.row or each.line):
        members = list(group)
        beside = [note for each in members for note in notes.get(each.line, ())]
        cells: list[tuple[Piece, ...]] = []
        for _, of_cell in groupby(members, key=lambda each: each.cell):
            pieces: list[Piece] = []
            for each in of_cell:
                pieces += [Piece("\n")] if pieces else []
                pieces += _pieces(each.text, notes.get(each.line, ()))
            cells.append(tuple(pieces))
        yield Block(tuple(cells), tuple(beside), isinstance(row, tuple))


def _pieces(text: str, notes: Iterable[Note]) -> Iterator[Piece]:
    """Yield the words of a line, cut where a finding begins or ends."""
    spans = [(note, *span) for note in notes if (span := _span(note.finding, text))]
    edges = sorted({0, len(text), *(edge for _, *span in spans for edge in span)})
    for start, end in pairwise(edges):
        yield Piece(
            text[start:end],
            tuple(note for note, first, last in spans if first <= start and end <= last),
            tuple(note for note, first, _ in spans if first == start),
            tuple(note for note, _, last in spans if last == end),
        )


def _span(finding: Finding, text: str) -> tuple[int, int] | None:
    """Return where the words of a finding begin and end in their line, if it names any."""
    start = (finding.column or 1) - 1
    length = len(finding.quote or "")
    end = min(start + length, len(text))
    return (start, end) if start < end else None
