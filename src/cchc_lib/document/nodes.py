"""The format-free tree of a document: frozen values that say what is there, not how it looks.

Inline nodes make up a `Content`; blocks make up a section; sections and annexes make up a
`Document`. Nothing here is numbered: `cchc_lib.document.walk` numbers headings, notes, tables and
annexes and shortens the mentions of documents, once for every renderer.

Every node checks every field, whoever makes it: a renderer meets nothing but text in one normal
form, whole numbers in range and nodes where nodes belong.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import attrs

from cchc_lib.document import fields
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.shown import Shown

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
    "Mention",
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

MAX_DEPTH = 9
"""How deep sections may nest: Word knows nine levels of headings, the decree names four."""

_MAX_NUMBER = 999_999  # of a document within its year; the busiest offices stay far below
_MAX_SHARE = 1000
_MAX_NESTED = 20  # sequences within sequences of words, which are laid end to end

_WORDS = "words or inline nodes, such as 'Đạt ' or Value('95,35%', 'plan.completion')"
_WORDS_VI = "chữ hoặc thành phần trong dòng, ví dụ 'Đạt ' hoặc Value('95,35%', 'plan.completion')"


def content(*parts: str | Inline | Iterable[str | Inline]) -> Content:
    """Return inline nodes from words, nodes and sequences of nodes; empty words are left out.

    >>> content("Đạt ", Value("95,35%", "plan.completion"), ".")
    (Text(text='Đạt ', bold=False, italic=False), Value(text='95,35%', figure='plan.completion'),
     Text(text='.', bold=False, italic=False))

    Raises:
        InvalidTypeError: for a part that is neither words nor inline nodes.
        InvalidValueError: for sequences nested more than 20 deep.
    """
    nodes: list[Inline] = []
    _gather(nodes, parts, "content")
    return tuple(nodes)


def _gather(nodes: list[Inline], parts: Iterable[object], path: str, depth: int = 0) -> None:
    for part in parts:
        if isinstance(part, str):
            if part:
                nodes.append(Text(part))
        elif isinstance(part, _INLINE):
            nodes.append(part)
        elif depth == _MAX_NESTED:
            raise InvalidValueError.refuse(
                path,
                part,
                f"sequences nested at most {_MAX_NESTED} deep, such as ['Đạt ', ['100%', '.']]",
                f"danh sách lồng nhau tối đa {_MAX_NESTED} lớp, ví dụ ['Đạt ', ['100%', '.']]",
            )
        else:
            _gather(nodes, fields.iterated(path, part, _WORDS, _WORDS_VI), path, depth + 1)


def _content(parts: str | Inline | Iterable[str | Inline], path: str = "content") -> Content:
    if isinstance(parts, str):
        return (Text(parts),) if parts else ()
    nodes: list[Inline] = []
    _gather(nodes, parts if isinstance(parts, (list, tuple)) else (parts,), path)
    return tuple(nodes)


def _contents(
    rows: Iterable[str | Inline | Iterable[str | Inline]], path: str = "contents"
) -> tuple[Content, ...]:
    accepted = "several contents, such as ['Đạt 100%.', 'Còn 02 hồ sơ.']"
    accepted_vi = "nhiều đoạn chữ, ví dụ ['Đạt 100%.', 'Còn 02 hồ sơ.']"
    return tuple(
        [_content(row, path) for row in fields.iterated(path, rows, accepted, accepted_vi)]
    )


def _blocks(values: Iterable[Block], path: str = "blocks") -> tuple[Block, ...]:
    example = "Paragraph('Đạt 100%.'), Items(['một;', 'hai.']), Table(…), Section(…)"
    return fields.checked(path, values, _BLOCK, example)


def _sections(values: Iterable[Section], path: str = "sections") -> tuple[Section, ...]:
    return fields.checked(path, values, Section, "Section(id='i', title='Kết quả', blocks=[])")


def _annexes(values: Iterable[Annex], path: str = "annexes") -> tuple[Annex, ...]:
    return fields.checked(path, values, Annex, "Annex(id='a', title='Số liệu', blocks=[])")


def _columns(values: Iterable[Column], path: str = "columns") -> tuple[Column, ...]:
    return fields.checked(path, values, Column, "Column('Số hồ sơ')")


def _rows(values: Iterable[Row], path: str = "rows") -> tuple[Row, ...]:
    return fields.checked(path, values, Row, "Row(['Hộ tịch', '12'])")


def _shallow(instance: object, attribute: Any, value: tuple[Block, ...]) -> None:
    """Refuse sections nested deeper than any reader numbers; without a stack of its own."""
    room = MAX_DEPTH - isinstance(instance, Section)
    level = [block for block in value if isinstance(block, Section)]
    for _ in range(room):
        if not level:
            return
        level = [block for above in level for block in above.blocks if isinstance(block, Section)]
    if level:
        raise InvalidValueError(
            f"{type(instance).__name__}.{attribute.name}: sections nested more than {MAX_DEPTH} "
            f"deep; accepted: at most {MAX_DEPTH}, the levels of headings that Word knows, such as "
            "Section(id='i', title='Kết quả', blocks=[Section(id='i.1', …)])",
            f"{type(instance).__name__}.{attribute.name}: các mục lồng nhau quá {MAX_DEPTH} cấp; "
            f"cần: tối đa {MAX_DEPTH} cấp, là số cấp tiêu đề của Word, ví dụ "
            "Section(id='i', title='Kết quả', blocks=[Section(id='i.1', …)])",
            path=f"{type(instance).__name__}.{attribute.name}",
            accepted=f"at most {MAX_DEPTH} levels of sections",
        )


@attrs.frozen(field_transformer=fields.named)
class Text:
    """A run of words."""

    text: str = attrs.field(converter=fields.clean_words)
    bold: bool = attrs.field(default=False, kw_only=True)
    italic: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check both flags at once: no other node is made as often."""
        if self.bold.__class__ is not bool or self.italic.__class__ is not bool:
            own = attrs.fields(Text)
            fields.a_flag(self, own.bold, self.bold)
            fields.a_flag(self, own.italic, self.italic)


@attrs.frozen(field_transformer=fields.named)
class Value:
    """A figure as printed; `figure` is its id, such as `plan.completion`."""

    text: str = attrs.field(converter=fields.clean_words)
    figure: str = attrs.field(converter=fields.clean_words)


@attrs.frozen(field_transformer=fields.named)
class Mention:
    """A document mentioned: printed in full where a reader meets it first, later in short.

    `full` is the mention in full, `short` its type and number. `document` is what the mentions of
    one document share and those of another do not; `number` is what two documents may share, and
    then never stands alone. `has_subject` is whether `full` tells what the document is about: the
    first mention is printed with the subject, even when only a later one was written with it.
    """

    full: str = attrs.field(converter=fields.clean_words)
    short: str = attrs.field(converter=fields.clean_words)
    document: str = attrs.field(converter=fields.clean_words, kw_only=True)
    number: str = attrs.field(converter=fields.clean_words, kw_only=True)
    has_subject: bool = attrs.field(default=False, kw_only=True, validator=fields.a_flag)


@attrs.frozen(field_transformer=fields.named)
class Note:
    """A footnote, anchored where it stands; its paragraphs hold anything but another note."""

    paragraphs: tuple[Content, ...] = attrs.field(converter=_contents)

    @paragraphs.validator
    def _no_nested_note(self, attribute: object, value: tuple[Content, ...]) -> None:
        if not value or any(isinstance(node, Note) for words in value for node in words):
            raise InvalidValueError.refuse(
                "Note.paragraphs",
                value,
                "one paragraph or more, without a note inside, such as ['Kế hoạch số 18/KH-UBND.']",
                "một đoạn trở lên, không có chú thích bên trong, ví dụ ['Kế hoạch số 18/KH-UBND.']",
            )


@attrs.frozen(field_transformer=fields.named)
class Reference:
    """A mention by id of a section ("Mục II.2"), a table ("Bảng 2") or an annex ("Phụ lục I")."""

    target: str = attrs.field(validator=fields.an_id)


Inline = Text | Value | Mention | Note | Reference
_INLINE = (Text, Value, Mention, Note, Reference)  # isinstance is quicker with it than with a union
Content = tuple[Inline, ...]


class Align(StrEnum):
    """How a column of a table stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


def _align(value: Align | str, path: str = "align") -> Align:
    if not isinstance(value, str) or value not in set(Align):
        raise InvalidValueError.refuse(
            path,
            value,
            "'left', 'center' or 'right', such as Align.RIGHT",
            "'left' (trái), 'center' (giữa) hoặc 'right' (phải), ví dụ Align.RIGHT",
        )
    return Align(value)


@attrs.frozen(field_transformer=fields.named)
class Paragraph:
    """A paragraph of running text."""

    content: Content = attrs.field(converter=_content)


@attrs.frozen(field_transformer=fields.named)
class Items:
    """A list whose items each begin with a dash."""

    items: tuple[Content, ...] = attrs.field(converter=_contents)


@attrs.frozen(field_transformer=fields.named)
class Column:
    """A column: its title and number, titles over neighbours (`group`), its share of the width."""

    title: str = attrs.field(converter=fields.clean_words)
    align: Align = attrs.field(default=Align.LEFT, converter=_align, kw_only=True)
    width: int = attrs.field(default=1, validator=fields.whole(1, _MAX_SHARE, 3), kw_only=True)
    group: tuple[str, ...] = attrs.field(default=(), converter=fields.above, kw_only=True)
    number: str | None = attrs.field(default=None, converter=fields.optional_words, kw_only=True)


@attrs.frozen(field_transformer=fields.named)
class Row:
    """One row of a table; a total is set in bold."""

    cells: tuple[Content, ...] = attrs.field(converter=_contents)
    is_total: bool = attrs.field(default=False, validator=fields.a_flag, kw_only=True)


@attrs.frozen(kw_only=True, field_transformer=fields.named)
class Table:
    """A table with a numbered caption above, or without one when its title is empty.

    `description` says in a sentence what it shows, for a reader who cannot see it. `unit` stands
    at the right above the table: `unit="hồ sơ"` prints "Đơn vị tính: hồ sơ". `notes` stand below.
    """

    id: str = attrs.field(validator=fields.an_id)
    title: str = attrs.field(converter=fields.clean_words)
    description: str = attrs.field(converter=fields.clean_words)
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[Row, ...] = attrs.field(converter=_rows)
    unit: str | None = attrs.field(default=None, converter=fields.optional_words)
    notes: tuple[Content, ...] = attrs.field(default=(), converter=_contents)

    @columns.validator
    def _some_columns(self, attribute: object, value: tuple[Column, ...]) -> None:
        if not value:
            accepted = "one column or more, such as [Column('Số hồ sơ')]"
            accepted_vi = "một cột trở lên, ví dụ [Column('Số hồ sơ')]"
            raise InvalidValueError.refuse(f"table {self.id!r}", value, accepted, accepted_vi)

    @rows.validator
    def _full_rows(self, attribute: object, value: tuple[Row, ...]) -> None:
        columns = len(self.columns)
        for number, row in enumerate(value, start=1):
            if len(row.cells) != columns:
                raise InvalidValueError(
                    f"table {self.id!r}, row {number}: got {len(row.cells)} cells; "
                    f"accepted: {columns}, one for each column, such as Row(['Hộ tịch', '12'])",
                    f"bảng {self.id!r}, dòng {number}: nhận được {len(row.cells)} ô; "
                    f"cần: {columns} ô, mỗi cột một ô, ví dụ Row(['Hộ tịch', '12'])",
                    path=f"Table.rows[{number - 1}]",
                    got=len(row.cells),
                    accepted=f"{columns} cells",
                )


@attrs.frozen(kw_only=True, field_transformer=fields.named)
class Section:
    """A heading and what stands under it; nesting gives the level (I., 1., a)), nine at most."""

    id: str = attrs.field(validator=fields.an_id)
    title: str = attrs.field(converter=fields.clean_words)
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks, validator=_shallow)


Block = Paragraph | Items | Table | Section
_BLOCK = (Paragraph, Items, Table, Section)


@attrs.frozen(kw_only=True, field_transformer=fields.named)
class Annex:
    """An annex, with page numbers of its own; the body refers to each by `Reference(id)`."""

    id: str = attrs.field(validator=fields.an_id)
    title: str = attrs.field(converter=fields.clean_words)
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks, validator=_shallow)


@attrs.frozen(kw_only=True, field_transformer=fields.named)
class Letterhead:
    """The head of page 1: the agency at the left, the nation at the right.

    `parent` is the superior's line (regular), `agency` the agency's own lines (bold), `number`
    `None` for a blank to be filled by hand, `symbol` such as "BC-UBND", `place` such as "Mai Hoa",
    `day` `None` for a blank date, of which `year` may be known already.
    """

    agency: tuple[str, ...] = attrs.field(converter=fields.lines)
    symbol: str = attrs.field(converter=fields.clean_words)
    place: str = attrs.field(converter=fields.clean_words)
    parent: str | None = attrs.field(default=None, converter=fields.optional_words)
    number: int | None = attrs.field(default=None, validator=fields.whole(1, _MAX_NUMBER, 5))
    day: date | None = attrs.field(default=None)
    year: int | None = attrs.field(default=None, validator=fields.whole(1, 9999, 2026))

    @day.validator
    def _a_day(self, attribute: object, value: object) -> None:
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise InvalidTypeError.refuse(
                "Letterhead.day",
                value,
                "None or a date without a time, such as date(2026, 1, 5)",
                "None hoặc một ngày không kèm giờ, ví dụ date(2026, 1, 5)",
            )


@attrs.frozen(kw_only=True, field_transformer=fields.named)
class Signature:
    """Who signs: lines of authority and office ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), then the name.

    The slot between is left empty, always.
    """

    lines: tuple[str, ...] = attrs.field(converter=fields.lines)
    name: str | None = attrs.field(default=None, converter=fields.optional_words)


@attrs.frozen(kw_only=True, field_transformer=fields.named)
class Document(Shown):
    """An administrative document with a type name (mẫu 1.4 of Nghị định 30/2020/NĐ-CP).

    `kind` is the type ("BÁO CÁO"), "" that of a công văn (mẫu 1.5); `subject` is its trích yếu;
    `opening` are the paragraphs before the first heading; `annex_reference` stands under an annex's
    title in brackets ("Kèm theo Báo cáo số …"); `end_mark` closes the last paragraph, and an empty
    one leaves it as it is.
    """

    letterhead: Letterhead = attrs.field(
        validator=fields.one_node(Letterhead, "Letterhead(agency=['XÃ MAI HOA'], …)")
    )
    kind: str = attrs.field(converter=fields.clean_words)
    subject: str = attrs.field(converter=fields.clean_words)
    addressees: tuple[str, ...] = attrs.field(converter=fields.lines, default=())
    opening: tuple[Block, ...] = attrs.field(converter=_blocks, default=(), validator=_shallow)
    sections: tuple[Section, ...] = attrs.field(converter=_sections, default=(), validator=_shallow)
    signature: Signature = attrs.field(
        validator=fields.one_node(Signature, "Signature(lines=['CHỦ TỊCH'])")
    )
    recipients: tuple[str, ...] = attrs.field(converter=fields.lines, default=())
    annexes: tuple[Annex, ...] = attrs.field(converter=_annexes, default=())
    annex_reference: str | None = attrs.field(default=None, converter=fields.optional_words)
    author: str = attrs.field(converter=fields.clean_words, default="")
    end_mark: str = attrs.field(converter=fields.clean_words, default="./.")
