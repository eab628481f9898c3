"""What a filled form may hold: a form and a period, names where rows are listed, values by kind."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.forms.form import ColumnKind, FormColumn, OfficialForm
from cchc_lib.forms.values import NotApplicable
from cchc_lib.report.period import Period

__all__ = ["check_head", "check_line", "check_official"]


def check_official(form: Any, path: str = "form") -> None:
    """Refuse what is no form, such as its id.

    Raises:
        InvalidTypeError: for it.
    """
    if not isinstance(form, OfficialForm):
        raise InvalidTypeError.refuse(
            path,
            form,
            "a form, such as official_form('II.06a')",
            "một biểu mẫu, ví dụ official_form('II.06a')",
        )


def check_head(form: Any, period: Any) -> None:
    """Refuse what is no form, and what is no period.

    Raises:
        InvalidTypeError: for either.
    """
    check_official(form, "FilledForm.form")
    if period is not None and not isinstance(period, Period):
        raise InvalidTypeError.refuse(
            "FilledForm.period",
            period,
            "a Period, such as Period.quarter(2025, 3), or None",
            "một Period, ví dụ Period.quarter(2025, 3), hoặc None",
        )


def check_line(
    form: OfficialForm, row: str, label: str, cells: Mapping[str, object], path: str
) -> None:
    """Refuse a line that its form cannot have.

    Raises:
        InvalidTypeError: for a value of a type that its column cannot hold.
        InvalidValueError: for such a value, and a listed row without a name.
        UnknownNameError: for a row or a column that the form does not have.
    """
    of = form.row(row)
    if of.each and not label.strip():
        raise InvalidValueError.refuse(
            f"{path}.label",
            label,
            "the name of the row, such as 'Hộ tịch'",
            f"tên {of.each}, ví dụ 'Hộ tịch'",
        )
    for number, value in cells.items():
        _check_value(form.column(number), value, f"{path}.cells[{number}]")


def _check_value(column: FormColumn, value: Any, path: str) -> None:
    if column.kind in (ColumnKind.ORDER, ColumnKind.LABEL, ColumnKind.UNIT):
        raise InvalidValueError.refuse(
            path, value, "no value: the form says what stands there", "để trống, biểu đã ghi sẵn"
        )
    if column.kind is ColumnKind.WORDS:
        accepted = isinstance(value, str)
    elif isinstance(value, NotApplicable):
        accepted = True
    elif column.kind is ColumnKind.COUNT:
        accepted = type(value) is int and value >= 0
    else:
        accepted = type(value) is int or (isinstance(value, Decimal) and value.is_finite())
    if not accepted:
        kinds = {
            ColumnKind.WORDS: ("words", "chữ"),
            ColumnKind.COUNT: ("a whole number from 0, such as 12", "số nguyên từ 0, ví dụ 12"),
        }
        said, said_vi = kinds.get(
            column.kind, ("an int or a Decimal, such as 12", "int hoặc Decimal, ví dụ 12")
        )
        kind = InvalidValueError if type(value) in (int, Decimal) else InvalidTypeError
        raise kind.refuse(
            path, value, f"{said}; None, or NOT_APPLICABLE", f"{said_vi}; None, NOT_APPLICABLE"
        )
