"""What the file of a form may say, as classes that are read as facts are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

import attrs

from cchc_lib.figures.declaration import labelled
from cchc_lib.forms.form import Certainty, ColumnKind
from cchc_lib.report.fields import day, several, words

__all__ = ["ColumnEntry", "FormFile", "IdentityEntry", "RowEntry"]


def _plain(label: str, default: Any) -> Any:
    return attrs.field(default=default, metadata=labelled(label))


def _tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(values)


def _listed(label: str) -> Any:
    return attrs.field(default=(), converter=_tuple, metadata=labelled(label))


@attrs.frozen(kw_only=True)
class ColumnEntry:
    """A column; `formula` is what it is the result of: "(4) + (5) + (6)".

    Who does not count it apart has it in the column `counted_in`.
    """

    number: str = words("số cột", default=attrs.NOTHING)
    title: str = words("tên cột", default=attrs.NOTHING)
    group: Sequence[str] = _listed("nhóm cột")
    kind: ColumnKind = _plain("loại", ColumnKind.COUNT)
    formula: str | None = words("công thức")
    fact: str | None = words("số liệu")
    counted_in: str | None = words("cột có số này khi không tách riêng")
    unit: str | None = words("đơn vị tính")
    places: int = _plain("số chữ số thập phân", 2)
    width: int | None = _plain("độ rộng", None)


@attrs.frozen(kw_only=True)
class RowEntry:
    """A row, with those below it."""

    id: str = words("mã", default=attrs.NOTHING)
    label: str | None = words("tên dòng")
    mark: str | None = words("ký hiệu")
    each: str | None = words("theo từng")
    is_sum: bool = _plain("là tổng các dòng dưới", default=False)
    is_total: bool = _plain("là tổng cộng", default=False)
    is_part: bool = _plain("là một phần", default=False)
    is_optional: bool = _plain("có thể không có", default=False)
    unit: str | None = words("đơn vị tính")
    at: str | None = words("lấy từ")
    match: str | None = words("nhận ra theo")
    unless: Sequence[str] = _listed("không dùng khi đã có dòng")
    rows: Sequence[RowEntry] = _listed("các dòng")


@attrs.frozen(kw_only=True)
class IdentityEntry:
    """What must hold: "(3) = (7) + (11)"."""

    says: str = words("hệ thức", default=attrs.NOTHING)
    note_above: str | None = words("lưu ý khi nhiều hơn")
    within_year: bool = _plain("trong cùng một năm", default=False)
    code: str | None = words("mã phát hiện")


@attrs.frozen(kw_only=True)
class FormFile:
    """A form: what it is, its columns, its rows, its identities."""

    __kind__: ClassVar[str] = "form"

    id: str = words("mã", default=attrs.NOTHING)
    number: str = words("mẫu số", default=attrs.NOTHING)
    title: str = words("tên biểu", default=attrs.NOTHING)
    unit: str | None = words("đơn vị tính")
    law: str | None = words("căn cứ")
    start: date | None = day("áp dụng từ ngày")
    end: date | None = day("hết áp dụng từ ngày")
    certainty: Certainty = _plain("mức độ chắc chắn", Certainty.CHECK)
    doubts: Sequence[str] = _listed("điểm chưa rõ")
    columns: Sequence[ColumnEntry] = several(ColumnEntry, "các cột")
    rows: Sequence[RowEntry] = several(RowEntry, "các dòng")
    identities: Sequence[IdentityEntry] = several(IdentityEntry, "các hệ thức")
