"""The format-free tree of a document: frozen values that say what is there, not how it looks.

Inline nodes make up a `Content`; blocks make up a section; sections and annexes make up a
`Document`. Nothing here is numbered: `cchc_lib.document.walk` numbers headings, notes, tables and
annexes once for every renderer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from cchc_lib.errors import InvalidTypeError, refusal
from cchc_lib.vietnamese.text import clean_text

__all__ = [
    "Align",
    "Annex",
    "Block",
    "Column",
    "Content",
    "Document",
    "Inline",
    "Items",
    "Letterhead",
    "Note",
    "Paragraph",
    "Reference",
    "Row",
    "Section",
    "Signature",
    "Table",
    "Text",
    "Value",
    "content",
]


def _text(value: str) -> str:
    return clean_text("text", value)


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)


@attrs.frozen
class Text:
    """A run of words."""

    text: str = attrs.field(converter=_text)
    bold: bool = attrs.field(default=False, kw_only=True)
    italic: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Value:
    """A figure as printed; `figure` is its id, such as `plan.completion`."""

    text: str = attrs.field(converter=_text)
    figure: str


@attrs.frozen
class Note:
    """A footnote, anchored where it stands; its paragraphs hold text and values only."""

    paragraphs: tuple[Content, ...]


@attrs.frozen
class Reference:
    """A mention of a section, table or annex by its id; printed as its number or label."""

    target: str


Inline = Text | Value | Note | Reference
Content = tuple[Inline, ...]


def content(*parts: str | Inline | Iterable[Inline]) -> Content:
    """Return inline nodes from words, nodes and sequences of nodes; empty words are left out.

    >>> content("Đạt ", Value("95,35%", "plan.completion"), ".")
    (Text(text='Đạt ', bold=False, italic=False), Value(text='95,35%', figure='plan.completion'),
     Text(text='.', bold=False, italic=False))
    """
    nodes: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            if part:
                nodes.append(Text(part))
        elif isinstance(part, Inline):
            nodes.append(part)
        elif isinstance(part, Iterable):
            nodes.extend(content(*part))
        else:
            raise InvalidTypeError(refusal("content", part, "words or inline nodes"))
    return tuple(nodes)


def _content(parts: str | Inline | Iterable[Inline]) -> Content:
    return content(parts)


def _contents(rows: Iterable[str | Inline | Iterable[Inline]]) -> tuple[Content, ...]:
    return tuple(content(row) for row in rows)


class Align(StrEnum):
    """How a column of a table stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@attrs.frozen
class Paragraph:
    """A paragraph of running text."""

    content: Content = attrs.field(converter=_content)


@attrs.frozen
class Items:
    """A list whose items each begin with a dash."""

    items: tuple[Content, ...] = attrs.field(converter=_contents)


@attrs.frozen
class Column:
    """A column: its title, a title over several neighbours (`group`), its share of the width."""

    title: str = attrs.field(converter=_text)
    align: Align = attrs.field(default=Align.LEFT, kw_only=True)
    width: int = attrs.field(default=1, kw_only=True)
    group: str | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Row:
    """One row of a table; a total is set in bold."""

    cells: tuple[Content, ...] = attrs.field(converter=_contents)
    is_total: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen(kw_only=True)
class Table:
    """A table with a caption above; `description` says in a sentence what it shows, for a reader
    who cannot see it. `unit` stands at the right above the table: "Đơn vị tính: hồ sơ".
    """

    id: str
    title: str = attrs.field(converter=_text)
    description: str = attrs.field(converter=_text)
    columns: tuple[Column, ...] = attrs.field(converter=tuple)
    rows: tuple[Row, ...] = attrs.field(converter=tuple)
    unit: str | None = None
    notes: tuple[Content, ...] = attrs.field(default=(), converter=_contents)


@attrs.frozen(kw_only=True)
class Section:
    """A heading and what stands under it; nesting gives the level (I., 1., a))."""

    id: str
    title: str = attrs.field(converter=_text)
    blocks: tuple[Block, ...] = attrs.field(converter=tuple)


Block = Paragraph | Items | Table | Section


@attrs.frozen(kw_only=True)
class Annex:
    """An annex, with page numbers of its own; the body refers to each by `Reference(id)`."""

    id: str
    title: str = attrs.field(converter=_text)
    blocks: tuple[Block, ...] = attrs.field(converter=tuple)


@attrs.frozen(kw_only=True)
class Letterhead:
    """The head of page 1: the agency at the left, the nation at the right.

    `parent` is the superior's line (regular), `agency` the agency's own lines (bold), `number`
    `None` for a blank to be filled by hand, `symbol` such as "BC-UBND", `place` such as "Mai Hoa",
    `day` `None` for a blank date.
    """

    agency: tuple[str, ...] = attrs.field(converter=_texts)
    symbol: str = attrs.field(converter=_text)
    place: str = attrs.field(converter=_text)
    parent: str | None = None
    number: int | None = None
    day: date | None = None


@attrs.frozen(kw_only=True)
class Signature:
    """Who signs: lines of authority and office ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", …) and the
    name. The slot between is left empty, always.
    """

    lines: tuple[str, ...] = attrs.field(converter=_texts)
    name: str | None = None


@attrs.frozen(kw_only=True)
class Document:
    """An administrative document with a type name (mẫu 1.4 of Nghị định 30/2020/NĐ-CP).

    `kind` is the type ("BÁO CÁO"), `subject` its trích yếu; `opening` are the paragraphs before
    the first heading; `annex_reference` stands under an annex's title in brackets; `end_mark`
    closes the last paragraph.
    """

    letterhead: Letterhead
    kind: str = attrs.field(converter=_text)
    subject: str = attrs.field(converter=_text)
    addressees: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    opening: tuple[Block, ...] = attrs.field(default=(), converter=tuple)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=tuple)
    signature: Signature
    recipients: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    annexes: tuple[Annex, ...] = attrs.field(default=(), converter=tuple)
    annex_reference: str | None = None
    author: str = attrs.field(default="", converter=_text)
    end_mark: str = "./."
