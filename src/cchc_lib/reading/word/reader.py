"""From the parts of a Word file to the paragraphs, tables and pages that rules read."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from lxml import etree

from cchc_lib.law.layout import NATION
from cchc_lib.reading.word.file import (
    BREAK,
    Cell,
    WordFile,
    WordParagraph,
    WordPiece,
    WordTable,
    Zone,
)
from cchc_lib.reading.word.package import Package, member_name, tag, unreadable
from cchc_lib.reading.word.pages import read_pages
from cchc_lib.reading.word.styles import Shape, Styles, Typeface, properties
from cchc_lib.vietnamese import fold_text

__all__ = ["read_word"]

_VALUE = tag("val")
_AROUND = {  # they hold paragraphs, tables or runs, and print nothing themselves
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "hyperlink",
    "fldSimple",
    "smartTag",
    "customXml",
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SOFT_HYPHEN = "\xad"
_MAX_PARAGRAPHS = 100_000
"""Paragraphs and cells, empty ones included: a report of a hundred pages has some 5.000."""

_MAX_DEPTH = 20
"""Tables within tables; a report has at most two, and Python's stack has its end."""


def read_word(package: Package) -> WordFile:
    """Read a Word file.

    Raises:
        FormatError: when a part that is needed is damaged, unsafe or too large.
    """
    styles, theme = (
        next((package.tree(name) for name in package.related(package.main, kind)), None)
        for kind in ("styles", "theme")
    )
    document = package.tree(package.main)
    reader = _Reader(Styles(styles, theme))
    body = document.find(tag("body"))
    if body is None:
        raise unreadable("no body of a document", "tệp không có nội dung văn bản")
    reader.blocks(body, None)
    marks = {mark.get(tag("id"), ""): mark for mark in document.iter(tag("footnoteReference"))}
    for name in package.related(package.main, "footnotes"):
        reader.notes(package.tree(name), marks)
    pages = read_pages(package, document, reader.styles)
    return WordFile(package, document, tuple(reader.paragraphs), tuple(reader.tables), pages)


@attrs.frozen
class _Spot:
    """The cell that is being read: of which table, by its number and by its place in the file."""

    table: int
    holder: int
    row: int
    column: int


class _Reader:
    """The state of one reading: what was met so far, and the offset reached."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.paragraphs: list[WordParagraph] = []
        self.tables: list[WordTable] = []
        self.offset = 0
        self.section = 0
        self.counted = dict.fromkeys(Zone, 0)
        self.numbered = 0

    def blocks(self, parent: etree._Element, spot: _Spot | None, depth: int = 0) -> None:
        """Read the paragraphs and tables within an element."""
        if depth > _MAX_DEPTH:
            raise unreadable(
                f"tables within tables more than {_MAX_DEPTH} deep",
                f"bảng lồng nhau quá {_MAX_DEPTH} lớp",
            )
        for child in parent:
            name = member_name(child)
            if name == "p":
                zone = Zone.BODY if spot is None else Zone.CELL
                self.paragraph(child, zone, spot)
            elif name == "tbl":
                self.table(child, depth)
            elif name in _AROUND:
                self.blocks(child, spot, depth + 1)

    def paragraph(
        self,
        node: etree._Element,
        zone: Zone,
        spot: _Spot | None = None,
        anchor: etree._Element | None = None,
    ) -> None:
        """Read a paragraph and note where it stands."""
        if len(self.paragraphs) == _MAX_PARAGRAPHS:
            raise unreadable(
                f"too many paragraphs (above {_MAX_PARAGRAPHS})",
                f"văn bản có quá nhiều đoạn (trên {_MAX_PARAGRAPHS})",
            )
        style, shape = self.shape(node)
        pieces: list[WordPiece] = []
        length = 0
        for sign, run_face, holder, at in _signs(node, style, self.styles):
            pieces.append(WordPiece(length, sign, run_face, holder, at))
            length += len(sign)
        found = WordParagraph(
            zone=zone,
            place=self.place(zone, spot),
            start=self.offset,
            pieces=tuple(pieces),
            shape=shape,
            node=node,
            section=self.section,
            table=0 if spot is None else spot.table,
            row=0 if spot is None else spot.row,
            column=0 if spot is None else spot.column,
            holder=0 if spot is None else spot.holder,
            anchor=anchor,
        )
        self.paragraphs.append(found)
        self.offset += length + len(BREAK)
        if node.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
            self.section += 1

    def place(self, zone: Zone, spot: _Spot | None) -> str:
        """Return the place in words; empty paragraphs count too, as a person scrolls past them."""
        if spot is not None:
            head = f"bảng {spot.table}" if spot.table else "bảng thể thức"
            return f"{head}, hàng {spot.row + 1}, cột {spot.column + 1}"
        if zone is Zone.BODY:
            self.counted[zone] += 1
        return f"{zone} {self.counted[zone]}"

    def shape(self, node: etree._Element) -> tuple[str, Shape]:
        """Return the style of a paragraph and its shape."""
        direct = properties(node.find(tag("pPr")))
        style = direct.pop("pStyle", "")
        return style, self.styles.shape(style, tuple(direct.items()))

    def table(self, node: etree._Element, depth: int) -> None:
        """Read a table row by row."""
        words = fold_text("".join(map(str, node.itertext(tag("t")))))
        is_form = _NATION in words or "nơi nhận" in words
        number = 0
        if not is_form:
            self.numbered += 1
            number = self.numbered
        place = len(self.tables)
        self.tables.append(WordTable(number, (), is_form))  # before any table within it
        rows = tuple(
            self.row(row, _Spot(number, place + 1, index, 0), depth)
            for index, row in enumerate(_within(node, "tr"))
        )
        self.tables[place] = WordTable(number, rows, is_form)

    def row(self, node: etree._Element, spot: _Spot, depth: int) -> tuple[Cell, ...]:
        """Read the cells of a row; a cell over several columns counts for each."""
        cells: list[Cell] = []
        column = _count(node.find(f"{tag('trPr')}/{tag('gridBefore')}"), 0)
        for cell in _within(node, "tc"):
            own = properties(cell.find(tag("tcPr")))
            start, first = self.offset, len(self.paragraphs)
            self.blocks(cell, attrs.evolve(spot, column=column), depth + 1)
            text = "\n".join(found.text for found in self.paragraphs[first:])
            columns = _count(cell.find(f"{tag('tcPr')}/{tag('gridSpan')}"), 1)
            goes_on = own.get("vMerge", "restart") != "restart"
            cells.append(Cell(text, start, column, columns, goes_on))
            column += columns
        return tuple(cells)

    def notes(self, root: etree._Element, marks: dict[str, etree._Element]) -> None:
        """Read the footnotes; a comment on one hangs on its mark in the text."""
        for note in root.iterchildren(tag("footnote")):
            if note.get(tag("type"), "normal") != "normal":
                continue
            self.counted[Zone.NOTE] += 1
            for node in note.iterchildren(tag("p")):
                self.paragraph(node, Zone.NOTE, anchor=marks.get(note.get(tag("id"), "")))


_NATION = fold_text(NATION)


def _within(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        name = member_name(child)
        if name == wanted:
            yield child
        elif name in _AROUND:
            yield from _within(child, wanted)


def _count(element: etree._Element | None, default: int) -> int:
    """Return how many columns an element counts; no table of Word's has more than 63."""
    text = "" if element is None else element.get(_VALUE, "")
    return min(int(text), 63) if text.isdecimal() and len(text) < 9 else default


def _signs(
    node: etree._Element, style: str, styles: Styles
) -> Iterator[tuple[str, Typeface, etree._Element, int]]:
    """Yield what a paragraph prints: words, how they look, the node and where in it."""
    for child in node:
        name = member_name(child)
        if name == "r":
            face = styles.face(style, tuple(properties(child.find(tag("rPr"))).items()))
            if not face.hidden:
                for sign, holder, at in _run_signs(child):
                    yield sign, face, holder, at
        elif name in _AROUND:
            yield from _signs(child, style, styles)


def _run_signs(run: etree._Element) -> Iterator[tuple[str, etree._Element, int]]:
    for child in run:
        name = member_name(child)
        if name == "t":
            text = child.text or ""
            kept = text if child.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
            at = text.find(kept)
            for part in kept.split(_SOFT_HYPHEN):
                if part:
                    yield part.translate(_CONTROL), child, at
                at += len(part) + 1
        elif name in _SIGNS:
            yield _SIGNS[name], child, 0


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL = dict.fromkeys(range(32), " ") | {0x2028: " ", 0x2029: " "}
