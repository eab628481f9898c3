"""From the parts of a Word file to the paragraphs, tables and pages that rules read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from cchc_lib.reading.word.content import AROUND, Content, children
from cchc_lib.reading.word.file import (
    BREAK,
    Cell,
    WordFile,
    WordParagraph,
    WordPiece,
    WordTable,
    Zone,
)
from cchc_lib.reading.word.measures import counted, is_on
from cchc_lib.reading.word.numbering import Numbering
from cchc_lib.reading.word.package import Package, member_name, tag, unreadable
from cchc_lib.reading.word.pages import read_pages
from cchc_lib.reading.word.styles import Shape, Styles, properties
from cchc_lib.vietnamese import fold_text

__all__ = ["read_word"]

_VALUE = tag("val")
_MAX_PARAGRAPHS = 100_000
"""Paragraphs and cells, empty ones included: a report of a hundred pages has some 5.000."""

_MAX_DEPTH = 20
"""Tables within tables; a report has at most two, and Python's stack has its end."""

_MAX_COLUMNS = 63  # no table of Word's has more
_FEW_LETTERS = 200  # with fewer a file of pictures is one of scanned pages
_NATION = re.compile(r"cộng h.{0,30}việt nam")  # also where a letter of it is wrong
_RECIPIENTS = re.compile(r"nơi nhận\s*(?::|$)")


def read_word(package: Package) -> WordFile:
    """Read a Word file.

    Raises:
        FormatError: when a part that is needed is damaged, unsafe or too large.
    """
    main = package.main
    styles_root, theme, lists = (
        next((package.tree(name) for name in package.related(main, kind)), None)
        for kind in ("styles", "theme", "numbering")
    )
    document = package.tree(main)
    styles = Styles(styles_root, theme)
    reader = _Reader(styles, Numbering(lists, styles))
    body = document.find(tag("body"))
    if body is None:
        raise unreadable("no body of a document", "tệp không có nội dung văn bản")
    reader.blocks(body, _Spot())
    for kind, name, zone in (
        ("footnotes", "footnote", Zone.NOTE),
        ("endnotes", "endnote", Zone.END_NOTE),
    ):
        marks = {
            mark.get(tag("id"), ""): mark.getparent()
            for mark in document.iter(tag(f"{name}Reference"))
        }
        for part in package.related(main, kind):
            reader.notes(package.tree(part).iterchildren(tag(name)), zone, marks)
    for kind, zone in (("header", Zone.HEAD), ("footer", Zone.FOOT)):
        for part in dict.fromkeys(package.related(main, kind)):
            reader.margin(package.tree(part), zone)
    for part in package.related(main, "glossaryDocument"):
        if any((text.text or "").strip() for text in package.tree(part).iter(tag("t"))):
            reader.content.unread["kho mẫu soạn sẵn (glossary)"] += 1
    pages = read_pages(package, document, styles)
    return WordFile(
        package, document, tuple(reader.paragraphs), tuple(reader.tables), pages, reader.unread()
    )


@attrs.frozen
class _Spot:
    """Where blocks stand: the zone, the cell and the name of its table, where a comment hangs."""

    zone: Zone = Zone.BODY
    name: str = ""
    table: int = 0
    holder: int = 0
    row: int = 0
    column: int = 0
    is_main: bool = True
    anchor: etree._Element | None = None


class _Reader:
    """The state of one reading: what was met so far, and the offset reached."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.content = Content(styles)
        self.paragraphs: list[WordParagraph] = []
        self.tables: list[WordTable] = []
        self.offset = 0
        self.section = 0
        self.counted = dict.fromkeys(Zone, 0)
        self.numbered = 0
        self.boxed = 0

    def blocks(self, parent: etree._Element, spot: _Spot, depth: int = 0) -> None:
        """Read the paragraphs and tables within an element."""
        if depth > _MAX_DEPTH:
            raise unreadable(
                f"tables within tables more than {_MAX_DEPTH} deep",
                f"bảng lồng nhau quá {_MAX_DEPTH} lớp",
            )
        joined: list[etree._Element] = []  # those whose marks are deleted go on in the next
        for child in children(parent):
            name = member_name(child)
            if name == "p":
                joined.append(child)
                if not _is_mark_deleted(child):
                    self.paragraph(joined, spot, depth)
                    joined = []
                continue
            if name in ("tbl", *AROUND) and joined:
                self.paragraph(joined, spot, depth, is_kept=False)
                joined = []
            if name == "tbl":
                self.table(child, spot, depth)
            elif name in AROUND:
                self.blocks(child, spot, depth + 1)
            else:
                self.content.note(child)
        if joined:
            self.paragraph(joined, spot, depth, is_kept=False)

    def paragraph(
        self,
        nodes: Sequence[etree._Element],
        spot: _Spot,
        depth: int,
        *,
        is_kept: bool = True,
    ) -> None:
        """Read what nodes print as one paragraph, of the shape of the last; then their boxes.

        One that is not `is_kept` and prints nothing is none.
        """
        if len(self.paragraphs) == _MAX_PARAGRAPHS:
            raise unreadable(
                f"too many paragraphs (above {_MAX_PARAGRAPHS})",
                f"văn bản có quá nhiều đoạn (trên {_MAX_PARAGRAPHS})",
            )
        node = nodes[-1]
        style, shape = self.shape(node)
        self.content.boxes = []
        pieces = self.pieces(nodes, style, shape)
        boxes = self.content.boxes
        if pieces or is_kept:
            length = pieces[-1].end if pieces else 0
            found = WordParagraph(
                zone=spot.zone,
                place=self.place(spot),
                start=self.offset,
                pieces=pieces,
                shape=shape,
                node=node,
                section=self.section,
                table=spot.table,
                row=spot.row,
                column=spot.column,
                holder=spot.holder,
                is_main=spot.is_main,
                anchor=spot.anchor,
            )
            self.paragraphs.append(found)
            self.offset += length + len(BREAK)
        if spot.zone is Zone.BODY and node.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
            self.section += 1
        for box, run in boxes:
            self.boxed += 1
            self.counted[Zone.BOX] = self.boxed
            anchor = run if spot.is_main else spot.anchor
            inside = _Spot(Zone.BOX, holder=-self.boxed, is_main=False, anchor=anchor)
            self.blocks(box, inside, depth + 1)

    def pieces(
        self, nodes: Sequence[etree._Element], style: str, shape: Shape
    ) -> tuple[WordPiece, ...]:
        """Return what is printed of nodes, after the number that Word puts before it."""
        label = self.numbering.label(shape, style) if shape.list_id else ""
        found: list[WordPiece] = []
        length = len(label)
        for node in nodes:
            for sign, face, holder, at in self.content.signs(node, style):
                found.append(WordPiece(length, sign, face, holder, at))
                length += len(sign)
        if label:
            mark = properties(nodes[-1].find(f"{tag('pPr')}/{tag('rPr')}"))
            face = found[0].face if found else self.styles.face(style, tuple(mark.items()))
            found.insert(0, WordPiece(0, label, face, None))
        return tuple(found)

    def place(self, spot: _Spot) -> str:
        """Return the place in words; empty paragraphs count too, as a person scrolls past them."""
        if spot.zone is Zone.CELL:
            return f"{spot.name}, hàng {spot.row + 1}, cột {spot.column + 1}"
        if spot.zone is Zone.BODY:
            self.counted[spot.zone] += 1
        elif spot.zone in (Zone.HEAD, Zone.FOOT):
            return spot.zone
        return f"{spot.zone} {self.counted[spot.zone]}"

    def shape(self, node: etree._Element) -> tuple[str, Shape]:
        """Return the style of a paragraph and its shape."""
        direct = properties(node.find(tag("pPr")))
        style = direct.pop("pStyle", "")
        return style, self.styles.shape(style, tuple(direct.items()))

    def table(self, node: etree._Element, spot: _Spot, depth: int) -> None:
        """Read a table row by row; rows that are deleted or hidden are not printed.

        One within a table of the form only places its parts too.
        """
        rows = [row for row in _within(node, "tr") if not _is_gone(row)]
        if spot.zone is Zone.CELL and not spot.table:
            for cell in (cell for row in rows for cell in _within(row, "tc")):
                self.blocks(cell, spot, depth + 1)
            return
        form = _form_of(node, len(rows))
        number = 0
        if not form:
            self.numbered += 1
            number = self.numbered
        place = len(self.tables)
        self.tables.append(WordTable(number, (), bool(form)))  # before any table within it
        inside = attrs.evolve(
            spot,
            zone=Zone.CELL,
            name=form or f"bảng {number}",
            table=number,
            holder=place + 1,
        )
        read = [
            self.row(row, attrs.evolve(inside, row=index), depth) for index, row in enumerate(rows)
        ]
        self.tables[place] = WordTable(
            number, tuple(cells for cells, _ in read), bool(form), all(clear for _, clear in read)
        )

    def row(self, node: etree._Element, spot: _Spot, depth: int) -> tuple[tuple[Cell, ...], bool]:
        """Read the cells of a row, and whether it is clear over which columns they reach."""
        cells: list[Cell] = []
        before = _columns(node.find(f"{tag('trPr')}/{tag('gridBefore')}"), 0)
        is_clear, column = before is not None, before or 0
        for cell in _within(node, "tc"):
            own = properties(cell.find(tag("tcPr")))
            start, first = self.offset, len(self.paragraphs)
            self.blocks(cell, attrs.evolve(spot, column=column), depth + 1)
            inside = (found for found in self.paragraphs[first:] if found.zone is not Zone.BOX)
            text = "\n".join(found.text for found in inside)
            columns = _columns(cell.find(f"{tag('tcPr')}/{tag('gridSpan')}"), 1)
            is_clear = is_clear and columns is not None
            goes_on = own.get("vMerge", "restart") != "restart"
            cells.append(Cell(text, start, column, columns or 1, goes_on))
            column += columns or 1
        return tuple(cells), is_clear

    def notes(
        self,
        notes: Iterator[etree._Element],
        zone: Zone,
        marks: dict[str, etree._Element | None],
    ) -> None:
        """Read notes; a comment on one hangs on the run with its mark in the text."""
        for note in notes:
            if note.get(tag("type"), "normal") != "normal":
                continue
            self.counted[zone] += 1
            anchor = marks.get(note.get(tag("id"), ""))
            is_run = anchor is not None and member_name(anchor) == "r"
            self.blocks(note, _Spot(zone, is_main=False, anchor=anchor if is_run else None))

    def margin(self, root: etree._Element, zone: Zone) -> None:
        """Read the head or foot of pages, if it has words."""
        if any(sign.isalpha() for text in root.iter(tag("t")) for sign in text.text or ""):
            self.blocks(root, _Spot(zone, is_main=False))

    def unread(self) -> dict[str, int]:
        """Return what was met that holds words and was not read; of pictures, scanned pages."""
        found = dict(self.content.unread)
        if self.content.pictures:
            letters = sum(sign.isalpha() for one in self.paragraphs for sign in one.text)
            if letters < _FEW_LETTERS:
                found["ảnh"] = self.content.pictures
        return found


def _is_mark_deleted(node: etree._Element) -> bool:
    """Whether the mark that ends a paragraph is deleted or moved away (17.13.5.15)."""
    mark = node.find(f"{tag('pPr')}/{tag('rPr')}")
    return mark is not None and any(member_name(child) in ("del", "moveFrom") for child in mark)


def _is_gone(row: etree._Element) -> bool:
    own = properties(row.find(tag("trPr")))
    return "del" in own or is_on(own.get("hidden", "0")) is True


def _form_of(node: etree._Element, rows: int) -> str:
    """Return the name of a table that only places parts of the form, or "" of a table of data."""
    paragraphs = node.iter(tag("p"))
    lines = [fold_text("".join(map(str, one.itertext(tag("t"))))).strip() for one in paragraphs]
    if any(_NATION.search(line) for line in lines):
        return "bảng đầu văn bản"
    if any(_RECIPIENTS.match(line) and (":" in line or rows <= 3) for line in lines):
        return "bảng nơi nhận, chữ ký"
    return ""


def _within(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in children(parent):
        name = member_name(child)
        if name == wanted:
            yield child
        elif name in AROUND:
            yield from _within(child, wanted)


def _columns(element: etree._Element | None, usual: int) -> int | None:
    """Return how many columns an element counts, `None` where that cannot be read."""
    if element is None:
        return usual
    count = counted(element.get(_VALUE))
    return count if count is not None and usual <= count <= _MAX_COLUMNS else None
