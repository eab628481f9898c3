"""A Word file as an audit reads it: paragraphs in order, tables, pages, and one text of it all.

Every word has an offset in `WordFile.text`, where paragraphs are parted by an empty line. From an
offset follow the paragraph, its place in words, and the run to hang a comment on. The number that
Word puts before a paragraph is read as its first words. Insertions that are not accepted yet are
read, deletions and hidden words are not. Boxes stand after the paragraph that holds them; notes,
heads and feet of pages stand at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

import attrs
from lxml import etree

from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.styles import Shape, Typeface

__all__ = [
    "BREAK",
    "Cell",
    "Header",
    "WordFile",
    "WordPage",
    "WordParagraph",
    "WordPiece",
    "WordTable",
    "Zone",
]

BREAK = "\n\n"


class Zone(StrEnum):
    """Where a paragraph stands, in the words of a finding's path."""

    BODY = "đoạn"
    CELL = "bảng"
    BOX = "hộp văn bản"
    NOTE = "chú thích"
    END_NOTE = "chú thích cuối"
    HEAD = "đầu trang"
    FOOT = "cuối trang"


@attrs.frozen(eq=False)
class WordPiece:
    """A stretch of characters that look alike, and the XML node that holds them.

    `at` is where it begins in the text of that node. The number that Word puts there has no node.
    """

    start: int
    text: str
    face: Typeface
    node: etree._Element | None
    at: int = 0

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


@attrs.frozen(eq=False, slots=False)
class WordParagraph:
    """A paragraph; `start` is its offset in the text of the file, those of pieces are within.

    In a table, `table` is the number that paths name, 0 for the tables of the form, and `holder`
    tells every table and box from the others. Where `is_main` is false no comment can stand at its
    words: it hangs on the run `anchor`, the mark of a note or what holds a box, if there is one.
    """

    zone: Zone
    place: str
    start: int
    pieces: tuple[WordPiece, ...]
    shape: Shape
    node: etree._Element
    section: int = 0
    column: int = 0
    table: int = 0
    row: int = 0
    holder: int = 0
    is_main: bool = True
    anchor: etree._Element | None = None

    @cached_property
    def text(self) -> str:
        """Its words; a line break within is one line break, a tab is a tab."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)

    def faces(self, start: int, end: int) -> tuple[tuple[str, Typeface], ...]:
        """Return what can be seen between two offsets of the file: words, and how they look."""
        start, end = start - self.start, end - self.start
        cut = (
            (piece.text[max(0, start - piece.start) : max(0, end - piece.start)].strip(), piece)
            for piece in self.pieces
        )
        return tuple((text, piece.face) for text, piece in cut if text)


@attrs.frozen(eq=False)
class Cell:
    """A cell of a table, at its first column; `columns` is over how many it reaches."""

    text: str
    start: int
    column: int
    columns: int = 1
    goes_on: bool = False  # the cell above reaches down over it


@attrs.frozen(eq=False)
class WordTable:
    """A table: `number` as the paths name it; `is_form` when it only places parts of the form.

    Where it is not `is_regular`, the file does not say clearly over which columns cells reach.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    is_form: bool
    is_regular: bool = True


@attrs.frozen
class Header:
    """The head or foot of pages: whether it numbers them, and how; `None` where unsure."""

    align: str | None
    has_number: bool
    half_points: int | None


@attrs.frozen
class WordPage:
    """The page of a section, in twentieths of a point; `None` is unknown.

    `heads` and `feet` are those that are shown, by type of page.
    """

    width: int | None
    height: int | None
    margins: dict[str, int | None]
    has_title_page: bool
    heads: dict[str, Header]
    feet: dict[str, Header]


@attrs.frozen(eq=False, slots=False)
class WordFile:
    """All that the rules read of a file; `unread` counts, by kind, what holds words not read."""

    package: Package
    document: etree._Element
    paragraphs: tuple[WordParagraph, ...]
    tables: tuple[WordTable, ...]
    pages: tuple[WordPage, ...]
    unread: Mapping[str, int]

    @cached_property
    def text(self) -> str:
        """The words of all paragraphs, cells and notes; an empty line between two of them."""
        return BREAK.join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line of the text begins."""
        return [0, *(place + 1 for place, sign in enumerate(self.text) if sign == "\n")]

    def at(self, offset: int) -> int | None:
        """Return the index of the paragraph in which an offset lies."""
        return max(0, bisect_right(self._starts, offset) - 1) if self.paragraphs else None
