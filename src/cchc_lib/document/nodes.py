"""The format-free tree of a document: frozen values that say what is there, not how it looks.

Inline nodes make up a `Content`; blocks make up a section; sections and annexes make up a
`Document`. Nothing here is numbered: `cchc_lib.document.walk` numbers headings, notes, tables and
annexes once for every renderer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
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


def _optional_text(value: str | None) -> str | None:
    return None if value is None else _text(value)


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):  # its letters would become lines
        raise InvalidTypeError.refuse(
            "lines",
            values,
            "several texts, such as ('XÃ MAI HOA',)",
            "several texts, such as ('XÃ MAI HOA',)",
        )
    return tuple(_text(value) for value in values)


def content(*parts: str | Inline | Iterable[str | Inline]) -> Content:
    """Return inline nodes from words, nodes and sequences of nodes; empty words are left out.

    >>> content("Đạt ", Value("95,35%", "plan.completion"), ".")
    (Text(text='Đạt ', bold=False, italic=False), Value(text='95,35%', figure='plan.completion'),
     Text(text='.', bold=False, italic=False))

    Raises:
        InvalidTypeError: for a part that is neither words nor inline nodes.
    """
    nodes: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            if part:
                nodes.append(Text(part))
        elif isinstance(part, _INLINE):
            nodes.append(part)
        elif isinstance(part, Iterable):
            nodes.extend(content(*part))
        else:
            raise InvalidTypeError.refuse(
                "content", part, "words or inline nodes", "words or inline nodes"
            )
    return tuple(nodes)


def _content(parts: str | Inline | Iterable[str | Inline]) -> Content:
    if isinstance(parts, str):
        return (Text(parts),) if parts else ()
    return content(*parts) if isinstance(parts, (list, tuple)) else content(parts)


def _contents(rows: Iterable[str | Inline | Iterable[str | Inline]]) -> tuple[Content, ...]:
    if isinstance(rows, str):  # its letters would become paragraphs
        raise InvalidTypeError.refuse(
            "paragraphs", rows, "several, such as ['Đạt 100%.']", "several, such as ['Đạt 100%.']"
        )
    return tuple([_content(row) for row in rows])


def _id(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str) or not value or any(map(str.isspace, value)):
        raise InvalidValueError.refuse(
            attribute.name, value, "an id such as 'dossiers'", "an id such as 'dossiers'"
        )


Node = TypeVar("Node")


def _checked(field: str, values: Iterable[Node], kind: Any, accepted: str) -> tuple[Node, ...]:
    nodes = tuple(values)
    for node in nodes:
        if not isinstance(node, kind):
            raise InvalidTypeError.refuse(field, node, accepted, accepted)
    return nodes


def _blocks(values: Iterable[Block]) -> tuple[Block, ...]:
    return _checked("blocks", values, Block, "Paragraph, Items, Table, Section")


def _sections(values: Iterable[Section]) -> tuple[Section, ...]:
    return _checked("sections", values, Section, "Section")


def _annexes(values: Iterable[Annex]) -> tuple[Annex, ...]:
    return _checked("annexes", values, Annex, "Annex")


def _columns(values: Iterable[Column]) -> tuple[Column, ...]:
    return _checked("columns", values, Column, "Column")


def _rows(values: Iterable[Row]) -> tuple[Row, ...]:
    return _checked("rows", values, Row, "Row")


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
    """A footnote, anchored where it stands; its paragraphs hold anything but another note."""

    paragraphs: tuple[Content, ...] = attrs.field(converter=_contents)

    @paragraphs.validator
    def _no_nested_note(self, attribute: object, value: tuple[Content, ...]) -> None:
        if not value or any(isinstance(node, Note) for words in value for node in words):
            raise InvalidValueError.refuse(
                "note",
                value,
                "one paragraph or more, without a note inside",
                "one paragraph or more, without a note inside",
            )


@attrs.frozen
class Reference:
    """A mention by id of a section ("Mục II.2"), a table ("Bảng 2") or an annex ("Phụ lục I")."""

    target: str


Inline = Text | Value | Note | Reference
_INLINE = (Text, Value, Note, Reference)  # isinstance is quicker with a tuple than with a union
Content = tuple[Inline, ...]


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
    group: str | None = attrs.field(default=None, converter=_optional_text, kw_only=True)

    @width.validator
    def _some_width(self, attribute: object, value: int) -> None:
        if type(value) is not int or value < 1:
            raise InvalidValueError.refuse(
                "width", value, "a whole share from 1, such as 3", "a whole share from 1, such as 3"
            )


@attrs.frozen
class Row:
    """One row of a table; a total is set in bold."""

    cells: tuple[Content, ...] = attrs.field(converter=_contents)
    is_total: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen(kw_only=True)
class Table:
    """A table with a numbered caption above, or without one when its title is empty.

    `description` says in a sentence what it shows, for a reader who cannot see it. `unit` stands
    at the right above the table: `unit="hồ sơ"` prints "Đơn vị tính: hồ sơ". `notes` stand below.
    """

    id: str = attrs.field(validator=_id)
    title: str = attrs.field(converter=_text)
    description: str = attrs.field(converter=_text)
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[Row, ...] = attrs.field(converter=_rows)
    unit: str | None = attrs.field(default=None, converter=_optional_text)
    notes: tuple[Content, ...] = attrs.field(default=(), converter=_contents)

    @columns.validator
    def _some_columns(self, attribute: object, value: tuple[Column, ...]) -> None:
        if not value:
            raise InvalidValueError.refuse(
                f"table {self.id!r}", value, "one column or more", "one column or more"
            )

    @rows.validator
    def _full_rows(self, attribute: object, value: tuple[Row, ...]) -> None:
        for number, row in enumerate(value, start=1):
            if len(row.cells) != len(self.columns):
                raise InvalidValueError(
                    f"table {self.id!r}, row {number}: got {len(row.cells)} cells; "
                    f"accepted: {len(self.columns)}, one for each column"
                )


@attrs.frozen(kw_only=True)
class Section:
    """A heading and what stands under it; nesting gives the level (I., 1., a))."""

    id: str = attrs.field(validator=_id)
    title: str = attrs.field(converter=_text)
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)


Block = Paragraph | Items | Table | Section


@attrs.frozen(kw_only=True)
class Annex:
    """An annex, with page numbers of its own; the body refers to each by `Reference(id)`."""

    id: str = attrs.field(validator=_id)
    title: str = attrs.field(converter=_text)
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)


@attrs.frozen(kw_only=True)
class Letterhead:
    """The head of page 1: the agency at the left, the nation at the right.

    `parent` is the superior's line (regular), `agency` the agency's own lines (bold), `number`
    `None` for a blank to be filled by hand, `symbol` such as "BC-UBND", `place` such as "Mai Hoa",
    `day` `None` for a blank date, of which `year` may be known already.
    """

    agency: tuple[str, ...] = attrs.field(converter=_texts)
    symbol: str = attrs.field(converter=_text)
    place: str = attrs.field(converter=_text)
    parent: str | None = attrs.field(default=None, converter=_optional_text)
    number: int | None = attrs.field(default=None)
    day: date | None = None
    year: int | None = None

    @number.validator
    def _from_one(self, attribute: object, value: int | None) -> None:
        if value is not None and (type(value) is not int or value < 1):
            raise InvalidValueError.refuse(
                "number", value, "None or a whole number from 1", "None or a whole number from 1"
            )


@attrs.frozen(kw_only=True)
class Signature:
    """Who signs: lines of authority and office ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), then the name.

    The slot between is left empty, always.
    """

    lines: tuple[str, ...] = attrs.field(converter=_texts)
    name: str | None = attrs.field(default=None, converter=_optional_text)


@attrs.frozen(kw_only=True)
class Document:
    """An administrative document with a type name (mẫu 1.4 of Nghị định 30/2020/NĐ-CP).

    `kind` is the type ("BÁO CÁO"), `subject` its trích yếu; `opening` are the paragraphs before
    the first heading; `annex_reference` stands under an annex's title in brackets ("Kèm theo Báo
    cáo số …"); `end_mark` closes the last paragraph, and an empty one leaves it as it is.
    """

    letterhead: Letterhead
    kind: str = attrs.field(converter=_text)
    subject: str = attrs.field(converter=_text)
    addressees: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    opening: tuple[Block, ...] = attrs.field(default=(), converter=_blocks)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=_sections)
    signature: Signature
    recipients: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    annexes: tuple[Annex, ...] = attrs.field(default=(), converter=_annexes)
    annex_reference: str | None = attrs.field(default=None, converter=_optional_text)
    author: str = attrs.field(default="", converter=_text)
    end_mark: str = attrs.field(default="./.", converter=_text)
