"""One walk that numbers a document for every renderer.

`resolve` gives headings, notes, tables and annexes their numbers, writes references out, shortens
later mentions of documents and puts the fixed words of the form around what the tree says ("Số:",
"Kính gửi:", "Đơn vị tính:"). A renderer only lays out the plain records it returns, in their order.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II and III.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import attrs

from cchc_lib.document.mentions import Mentions
from cchc_lib.document.nodes import (
    Align,
    Annex,
    Block,
    Content,
    Document,
    Items,
    Letterhead,
    Mention,
    Note,
    Paragraph,
    Reference,
    Row,
    Section,
    Table,
    Text,
    Value,
)
from cchc_lib.document.numbering import Labels, label_targets
from cchc_lib.errors import InvalidTypeError
from cchc_lib.vietnamese.dates import format_date

__all__ = [
    "HeadCell",
    "Heading",
    "ItemLines",
    "NoteMark",
    "NoteText",
    "Resolved",
    "ResolvedAnnex",
    "ResolvedBlock",
    "ResolvedTable",
    "Run",
    "TextLine",
    "Words",
    "resolve",
    "resolve_table",
    "stacked",
]


class Run(NamedTuple):  # made for every word group of a document: quicker than a class of attrs
    """Words in one style; `figure` is the id of a figure, `target` of what a reference names."""

    text: str
    bold: bool = False
    italic: bool = False
    figure: str | None = None
    target: str | None = None


@attrs.frozen
class NoteMark:
    """The place of a footnote, by its number."""

    number: int


Words = tuple[Run | NoteMark, ...]


@attrs.frozen
class Heading:
    """A heading with its number ("I.", "1.", "a)", "-"); level 1 is the highest."""

    id: str
    level: int
    label: str
    title: str


@attrs.frozen
class TextLine:
    """A paragraph of running text."""

    words: Words


@attrs.frozen
class ItemLines:
    """A list; each item is shown with a dash before it."""

    items: tuple[Words, ...]


@attrs.frozen
class HeadCell:
    """A cell of a table's head; one of several `rows` reaches down over as many lines of it."""

    text: str
    columns: int = 1
    rows: int = 1


@attrs.frozen
class ResolvedTable:
    """A table with its caption in full ("Bảng 2. Hồ sơ") or none, and the lines of its head.

    `titles`, `aligns` and `widths` have one entry for each column, whatever the head groups, and so
    have `numbers`, a last line of the head, where there are some.
    """

    id: str
    caption: str | None
    unit: str | None
    description: str
    head: tuple[tuple[HeadCell, ...], ...]
    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    aligns: tuple[Align, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Words, ...], ...]
    notes: tuple[Words, ...]


ResolvedBlock = Heading | TextLine | ItemLines | ResolvedTable


@attrs.frozen
class NoteText:
    """What a footnote says."""

    number: int
    paragraphs: tuple[Words, ...]


@attrs.frozen
class ResolvedAnnex:
    """An annex: its label ("Phụ lục II"), its title in capitals, what it belongs to."""

    id: str
    label: str
    title: str
    reference: str | None
    blocks: tuple[ResolvedBlock, ...]


@attrs.frozen(kw_only=True)
class Resolved:
    """A document in which every number is written and every line of the form is in words.

    `brief` is the trích yếu of a công văn, which has no kind.
    """

    parent: str | None
    agency: tuple[str, ...]
    number: str
    date: str
    kind: str
    subject: str
    brief: str | None
    addressees: tuple[str, ...]
    blocks: tuple[ResolvedBlock, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signatory: str | None
    annexes: tuple[ResolvedAnnex, ...]
    notes: tuple[NoteText, ...]


def resolve(document: Document) -> Resolved:
    """Return the document with everything numbered, in reading order.

    Raises:
        InvalidTypeError: for anything but a `Document`.
        InvalidValueError: for an id used twice, or more điểm in a khoản than there are letters.
        UnknownNameError: for a reference to an id that is not in the document.
    """
    if not isinstance(document, Document):
        raise InvalidTypeError.refuse(
            "document",
            document,
            "a Document, such as compose(report)",
            "một Document, ví dụ compose(report)",
        )
    walk = _Walk(label_targets(document), Mentions(document))
    blocks = list(walk.blocks((*document.opening, *document.sections), level=1))
    if document.end_mark:
        _close(blocks, document.end_mark)
    annexes = tuple(walk.annex(annex, document.annex_reference) for annex in document.annexes)
    head = document.letterhead
    return Resolved(
        parent=head.parent,
        agency=head.agency,
        number=f"Số: {'     ' if head.number is None else f'{head.number:02d}'}/{head.symbol}",
        date=f"{head.place}, {_date(head)}",
        kind=document.kind,
        subject=document.subject,
        brief=None if document.kind else f"V/v {document.subject}",
        addressees=_addressees(document.addressees),
        blocks=tuple(blocks),
        recipients=_dashed(document.recipients),
        signature=document.signature.lines,
        signatory=document.signature.name,
        annexes=annexes,
        notes=tuple(walk.notes),
    )


def resolve_table(table: Table) -> ResolvedTable:
    """Return a table that stands alone, without a caption."""
    return _Walk(Labels(), None).table(attrs.evolve(table, title=""))


class _Walk:
    """The state of one walk: what is numbered, the documents and the notes met so far."""

    def __init__(self, labels: Labels, mentions: Mentions | None) -> None:
        self.labels = labels
        self.mentions = mentions
        self.notes: list[NoteText] = []

    def annex(self, annex: Annex, reference: str | None) -> ResolvedAnnex:
        label = self.labels.name(annex.id)
        blocks = tuple(self.blocks(annex.blocks, level=1))
        return ResolvedAnnex(
            annex.id, label, annex.title.upper(), reference and f"({reference})", blocks
        )

    def blocks(self, blocks: Iterable[Block], level: int) -> Iterator[ResolvedBlock]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield TextLine(self.words(block.content))
            elif isinstance(block, Items):
                yield ItemLines(tuple(map(self.words, block.items)))
            elif isinstance(block, Table):
                yield self.table(block)
            else:
                yield self.heading(block, level)
                yield from self.blocks(block.blocks, level + 1)

    def heading(self, section: Section, level: int) -> Heading:
        title = section.title.upper() if level == 1 else section.title
        return Heading(section.id, level, self.labels.numbers[section.id], title)

    def table(self, table: Table) -> ResolvedTable:
        caption = f"{self.labels.name(table.id)}. {table.title}" if table.title else None
        return ResolvedTable(
            id=table.id,
            caption=caption,
            unit=f"Đơn vị tính: {table.unit}" if table.unit else None,
            description=table.description,
            head=_head(table),
            titles=tuple(column.title for column in table.columns),
            numbers=tuple(column.number or "" for column in table.columns)
            if any(column.number for column in table.columns)
            else (),
            aligns=tuple(column.align for column in table.columns),
            widths=tuple(column.width for column in table.columns),
            rows=tuple(self.row(row) for row in table.rows),
            notes=tuple(map(self.words, table.notes)),
        )

    def row(self, row: Row) -> tuple[Words, ...]:
        return tuple(self.words(cell, bold=row.is_total) for cell in row.cells)

    def words(self, content: Content, *, bold: bool = False) -> Words:
        return tuple(
            [
                Run(node.text, bold or node.bold, node.italic)
                if isinstance(node, Text)  # nearly all are
                else self.inline(node, bold=bold)
                for node in content
            ]
        )

    def inline(self, node: Value | Mention | Reference | Note, *, bold: bool) -> Run | NoteMark:
        if isinstance(node, Value):
            return Run(node.text, bold, figure=node.figure)
        if isinstance(node, Mention):
            return Run(self.mentions.words(node) if self.mentions else node.full, bold)
        if isinstance(node, Reference):
            return Run(self.labels.name(node.target), bold, target=node.target)
        number = len(self.notes) + 1
        self.notes.append(NoteText(number, tuple(map(self.words, node.paragraphs))))
        return NoteMark(number)


def _head(table: Table) -> tuple[tuple[HeadCell, ...], ...]:
    """Return the lines of the head: neighbouring columns share the titles above theirs."""
    paths = [(*column.group, column.title) for column in table.columns]
    depth = max(map(len, paths))
    lines: list[tuple[HeadCell, ...]] = []
    for level in range(depth):
        line: list[HeadCell] = []
        for above, members in groupby(paths, key=lambda path: path[: level + 1]):
            for is_last, own in groupby(members, key=lambda path: len(path) == level + 1):
                if is_last:
                    line += [HeadCell(above[-1], rows=depth - level) for _ in own]
                elif len(above) == level + 1:
                    line.append(HeadCell(above[-1], columns=len(list(own))))
        lines.append(tuple(line))
    return tuple(lines)


def stacked(
    head: Iterable[Iterable[HeadCell]], columns: int
) -> Iterator[list[tuple[HeadCell, bool]]]:
    """Yield the cells over all columns for each line of a head, and whether each begins there."""
    above: dict[int, tuple[HeadCell, int]] = {}
    for line in head:
        waiting, place = iter(line), 0
        found: list[tuple[HeadCell, bool]] = []
        while place < columns:
            cell, left = above.get(place, (None, 0))
            begins = cell is None or not left
            if cell is None or not left:
                cell = next(waiting)
                left = cell.rows
            above[place] = cell, left - 1
            found.append((cell, begins))
            place += cell.columns
        yield found


def _close(blocks: list[ResolvedBlock], mark: str) -> None:
    """Put the end mark after the last words of the body, in place of their full stop."""
    last = blocks[-1] if blocks else None
    if isinstance(last, TextLine):
        blocks[-1] = TextLine(_closed(last.words, mark))
    elif isinstance(last, ItemLines) and last.items:
        blocks[-1] = ItemLines((*last.items[:-1], _closed(last.items[-1], mark)))
    elif last is not None:
        blocks.append(TextLine((Run(mark),)))


def _closed(words: Words, mark: str) -> Words:
    for place in range(len(words) - 1, -1, -1):
        run = words[place]
        if isinstance(run, Run):  # a note may be anchored after the full stop
            text = run.text.rstrip().removesuffix(mark).removesuffix(".")
            words = (*words[:place], run._replace(text=text), *words[place + 1 :])
            break
    return (*words, Run(mark))


def _date(head: Letterhead) -> str:
    """Return the day (mục II.4), or room to write it by hand."""
    if head.day is None:
        return f"ngày    tháng    năm {head.year or ''}".rstrip()
    return format_date(head.day, long=True)


def _addressees(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return one line with the only addressee, or "Kính gửi:" and a line for each."""
    if len(names) == 1:
        return (f"Kính gửi: {names[0]}",)
    return ("Kính gửi:", *_dashed(names)) if names else ()


def _dashed(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return a line for each name: "- …;", the last one closed by a full stop."""
    ends = [";"] * (len(names) - 1) + ["."]
    bare = (name.removeprefix("-").lstrip().rstrip(" ;,.") for name in names)
    return tuple(f"- {name}{end}" for name, end in zip(bare, ends, strict=False))
