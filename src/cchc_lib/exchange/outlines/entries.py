"""What a file of an office's own kind of report may say: read as facts are, from declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Self

import attrs

from cchc_lib.figures.declaration import labelled
from cchc_lib.figures.frozen import FrozenDict
from cchc_lib.report.fields import one, several, words

__all__ = [
    "Aggregation",
    "Base",
    "FactEntry",
    "FactKind",
    "FigureEntry",
    "InsertEntry",
    "ListEntry",
    "OutlineFile",
    "PartEntry",
    "RowsEntry",
    "SentenceEntry",
    "SubjectEntry",
]


class _Named(StrEnum):
    """A choice that a file may also make in Vietnamese."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Hold what it is called."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class FactKind(_Named):
    """What a fact is, where its unit does not tell."""

    COUNT = "count", "số lượng"
    MONEY = "money", "số tiền"
    SHARE = "share", "tỷ lệ"
    SCORE = "score", "điểm"
    WORDS = "words", "chữ"
    PARAGRAPHS = "paragraphs", "các đoạn văn"
    DAY = "day", "ngày"
    DOCUMENT = "document", "văn bản"
    DOCUMENTS = "documents", "các văn bản"


class Aggregation(_Named):
    """How several periods, or units, add up."""

    SUM = "sum", "cộng"
    FIRST = "first", "đầu kỳ"
    LAST = "last", "cuối kỳ"
    NONE = "none", "không cộng"


class Base(_Named):
    """The kind of report that an office's own is built on."""

    REPORT = "report", "cải cách hành chính"
    PROCEDURES = "procedures_report", "thủ tục hành chính"
    NONE = "none", "không"


def _by_id(label: str) -> Any:
    return attrs.field(default=FrozenDict(), converter=FrozenDict, metadata=labelled(label))


def _plain(label: str, default: Any = None) -> Any:
    return attrs.field(default=default, metadata=labelled(label))


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _listed(label: str) -> Any:
    return attrs.field(default=(), converter=_texts, metadata=labelled(label))


@attrs.frozen(kw_only=True)
class FactEntry:
    """A fact that the agency counts, in one line.

    Its `unit` tells what it is: "tỷ đồng" money, "%" a share, any other noun a count; `kind` says
    what no unit tells.
    """

    label: str = words("tên", default=attrs.NOTHING)
    unit: str | None = words("đơn vị tính")
    kind: FactKind | None = _plain("loại")
    part_of: str | None = words("một phần của")
    agrees_with: str | None = words("bằng")
    continues: str | None = words("tiếp nối")
    over_periods: Aggregation | None = _plain("qua các kỳ")
    over_units: Aggregation | None = _plain("qua các đơn vị")
    is_printed: bool = _plain("được in", default=True)


@attrs.frozen(kw_only=True)
class FigureEntry:
    """A figure that follows from facts: a rate, a total, with `then` a change."""

    label: str = words("tên", default=attrs.NOTHING)
    formula: str = words("công thức", default=attrs.NOTHING)
    then: str | None = words("so với")
    unit: str | None = words("đơn vị tính")
    part_of: str | None = words("một phần của")
    agrees_with: str | None = words("bằng")
    is_printed: bool = _plain("được in", default=True)


@attrs.frozen(kw_only=True)
class RowsEntry:
    """The same facts row by row, such as by village."""

    name: str = words("tên dòng", default=attrs.NOTHING)
    label: str | None = words("tên")


@attrs.frozen(kw_only=True)
class ListEntry:
    """Items of a list, each with facts of its own."""

    label: str = words("tên", default=attrs.NOTHING)
    name: str = words("tên dòng", default="tên")
    facts: Mapping[str, FactEntry] = _by_id("số liệu")
    figures: Mapping[str, FigureEntry] = _by_id("số liệu tính")


@attrs.frozen(kw_only=True)
class SubjectEntry:
    """A subject: its facts, the figures that follow, its rows and its lists."""

    label: str = words("tên", default=attrs.NOTHING)
    facts: Mapping[str, FactEntry] = _by_id("số liệu")
    figures: Mapping[str, FigureEntry] = _by_id("số liệu tính")
    rows: RowsEntry | None = one(RowsEntry, "theo từng")
    lists: Mapping[str, ListEntry] = _by_id("danh sách")


@attrs.frozen(kw_only=True)
class SentenceEntry:
    """A sentence that is said in several ways, or for each object of a list."""

    say: Sequence[str] = _listed("các cách nói")
    none: str | None = words("khi không phát sinh")
    of: Sequence[str] = _listed("xét các số liệu")
    each: str | None = words("lặp theo")


@attrs.frozen(kw_only=True)
class PartEntry:
    """A part of the outline; one whose id the kind of report has already takes over the rest."""

    id: str = words("mã", default=attrs.NOTHING)
    title: str | None = words("tiêu đề")
    lines: Sequence[SentenceEntry] = several(SentenceEntry, "câu mẫu")
    is_list: bool | None = _plain("thành danh sách")
    table: Sequence[str] = _listed("bảng số liệu")
    about: str | None = words("đoạn văn của chủ đề")
    annex: str | None = words("phụ lục chi tiết")
    when_empty: str | None = words("khi không phát sinh")
    parts: Sequence[PartEntry] = _listed("các mục")


@attrs.frozen(kw_only=True)
class InsertEntry(PartEntry):
    """A part that is put after, or before, one that is there."""

    after: str | None = words("sau mục")
    before: str | None = words("trước mục")


@attrs.frozen(kw_only=True)
class OutlineFile:
    """A kind of report: its subjects, its outline in whole or as changes to a shipped one."""

    __kind__: ClassVar[str] = "outline"

    id: str = words("mã", default=attrs.NOTHING)
    base: Base = _plain("loại báo cáo gốc", default=Base.REPORT)
    title: str | None = words("trích yếu")
    document: str | None = words("loại văn bản")
    code: str | None = words("chữ viết tắt")
    subjects: Mapping[str, SubjectEntry] = _by_id("chủ đề")
    chapters: Sequence[PartEntry] = several(PartEntry, "các phần")
    annexes: Sequence[PartEntry] = several(PartEntry, "các phụ lục")
    without: Sequence[str] = _listed("bỏ mục")
    change: Sequence[PartEntry] = several(PartEntry, "sửa mục")
    insert: Sequence[InsertEntry] = several(InsertEntry, "thêm mục")
