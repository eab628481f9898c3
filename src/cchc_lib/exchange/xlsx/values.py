"""What a cell holds and what it says: from a value of data to a cell, and back, strictly.

Whole numbers go up to 10^15 and decimals up to 15 digits as numbers, which is what a cell keeps
exactly; what is longer stands as text, and is read from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cchc_lib.errors import CchcError, InvalidValueError
from cchc_lib.exchange.shapes import Shape
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.fields import is_blank
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.money import parse_vnd
from cchc_lib.vietnamese.numbers import format_number

__all__ = ["MAX_CELL", "NO", "YES", "by_hand", "cell_of", "choice_label", "value_of"]

MAX_CELL = 32_767
"""The most characters that a cell holds."""

YES, NO = "có", "không"
_EXACT = 10**15
_DIGITS = 15
_WHOLE = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,30}")
"""A whole number as people write it into a cell of text: 20800000, 20.800.000."""

_EARLIEST = date(1900, 3, 1)
"""The first day of which every program says the same number."""


def choice_label(member: Any) -> str:
    """Return how a sheet names a member of an enumeration."""
    return str(getattr(member, "label", member.value))


# ---------------------------------------------------------------- to a cell


def cell_of(shape: Shape | None, value: Any, path: str) -> Any:
    """Return what a cell holds for a value of data: a number, a day or text.

    Raises:
        InvalidValueError: for text that no cell holds.
    """
    sort = None if shape is None else shape.sort
    if sort == "money" and isinstance(value, str):
        value = parse_vnd(value)
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int):
        return value if abs(value) < _EXACT else format_number(value)
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, date):
        return value if value >= _EARLIEST else value.isoformat()
    if sort == "choice" and shape is not None:
        return next((choice_label(one) for one in shape.of if one.value == value), value)
    if len(value) > MAX_CELL:
        raise InvalidValueError.refuse(
            path,
            value,
            f"text of at most {MAX_CELL} characters, which a cell holds; such as two paragraphs",
            f"chữ không quá {format_number(MAX_CELL)} ký tự, vì một ô chỉ chứa chừng đó; ví dụ "
            "tách thành hai đoạn",
        )
    return value


def _of_decimal(value: Decimal) -> Any:
    whole = len(value.as_tuple().digits) <= _DIGITS and abs(value) < _EXACT
    if whole and Decimal(repr(float(value))) == value:
        return float(value)
    return format_number(value)


# ---------------------------------------------------------------- from a cell


def value_of(shape: Shape | None, raw: Any, *, is_percent: bool = False) -> Any:
    """Return the value of data that a cell says, `None` for one that says nothing.

    What cannot be of the field's sort is returned as it is: whoever reads data refuses it.

    Raises:
        CchcError: for what a spreadsheet made of what was typed; the path is empty.
    """
    if raw is None or (isinstance(raw, str) and is_blank(raw)):
        return None
    if shape is None:
        return raw
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _EXACT:
        raw = int(raw)
    read = _READ.get("share" if shape.of is Ratio else shape.sort, _of_words)
    return read(shape, raw, is_percent)


def by_hand(shape: Shape | None, value: Any) -> Any:
    """Return a value as somebody writes it who reads by hand: an amount with its unit.

    A bare amount below a million is refused in a file; beside a cell its unit stands.
    """
    is_amount = shape is not None and shape.sort == "money" and type(value) is int
    return f"{format_number(value)} đồng" if is_amount and value > 0 else value


def _of_number(shape: Shape, raw: Any, is_percent: bool) -> Any:
    if isinstance(raw, str):
        stated = raw.strip()
        is_read = shape.sort != "count" and _WHOLE.fullmatch(stated) is not None
        return int(stated.replace(".", "")) if is_read else stated
    if is_percent or isinstance(raw, datetime | date) or not isinstance(raw, int | float):
        if isinstance(raw, bool):
            return raw
        shown = f"{_short(100 * Decimal(repr(raw)))}%" if is_percent else str(raw)
        raise InvalidValueError.refuse(
            "",
            shown,
            "a whole number in a cell of the format Number, such as 43",
            "số nguyên trong ô có định dạng Số (Number), ví dụ 43",
        )
    if isinstance(raw, float):
        raise _no_whole(raw)
    return raw


def _no_whole(raw: float) -> CchcError:
    exact = Decimal(repr(raw))
    likely = exact * 1000
    such = int(likely) if likely == likely.to_integral_value() and exact > 0 else 43
    return InvalidValueError.refuse(
        "",
        exact,
        f"a whole number; 1.234 typed into a spreadsheet may be a decimal: such as {such}",
        f"số nguyên, gõ không có dấu chấm, dấu phẩy (bảng tính có thể hiểu 1.234 là số thập phân), "
        f"ví dụ {such}",
    )


def _of_score(shape: Shape, raw: Any, is_percent: bool) -> Any:
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return raw if isinstance(raw, bool) else str(raw)
    exact = _exact(raw)
    if is_percent and shape.unit != "%":
        return f"{_short(100 * exact)}%"
    exact = 100 * exact if is_percent else exact
    return int(exact) if exact == exact.to_integral_value() else Decimal(_short(exact, mark="."))


def _exact(raw: int | float) -> Decimal:
    """Return the number that was typed; what was computed and not rounded is refused."""
    exact = Decimal(repr(raw))
    if len(exact.normalize().as_tuple().digits) > _DIGITS:
        raise InvalidValueError.refuse(
            "",
            exact,
            f"a number of at most {_DIGITS} digits: round what was computed, such as 0.3",
            f"số không quá {_DIGITS} chữ số; số tính ra thì làm tròn trước khi điền, ví dụ 0,3",
        )
    return exact


def _short(value: Decimal, *, mark: str = ",") -> str:
    written = format(value, "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return written.replace(".", mark)


def _of_share(shape: Shape, raw: Any, is_percent: bool) -> Any:
    if is_percent and isinstance(raw, int | float) and not isinstance(raw, bool):
        return f"{_short(100 * _exact(raw))}%"
    if isinstance(raw, str):
        return raw.strip()
    raise InvalidValueError.refuse(
        "",
        str(raw),
        'a rate as text such as "41/43" or "95,35%"',
        'tỷ lệ ghi dạng chữ, ví dụ "41/43" hoặc "95,35%"',
    )


def _of_day(shape: Shape, raw: Any, is_percent: bool) -> Any:
    if isinstance(raw, datetime) and raw.time() == datetime.min.time():
        return raw.date()
    if isinstance(raw, int) and not isinstance(raw, bool):
        raise InvalidValueError.refuse(
            "",
            raw,
            'a day, such as "24/7/2025" in a cell of the format Date',
            "ngày, ví dụ 24/7/2025, trong ô có định dạng Ngày (Date)",
        )
    return raw.strip() if isinstance(raw, str) else raw


def _of_flag(shape: Shape, raw: Any, is_percent: bool) -> Any:
    said = raw.strip().lower() if isinstance(raw, str) else raw
    return {YES: True, NO: False}.get(said, raw) if isinstance(said, str) else raw


def _of_words(shape: Shape, raw: Any, is_percent: bool) -> Any:
    """Return text; a whole number or a day that a spreadsheet made of it is that text."""
    if isinstance(raw, datetime) and raw.time() == datetime.min.time():
        return format_date(raw.date())
    if type(raw) is int and shape.sort != "number" and not is_percent:
        return str(raw)
    return raw


def _of_choice(shape: Shape, raw: Any, is_percent: bool) -> Any:
    if not isinstance(raw, str):
        return raw
    said = " ".join(raw.split()).casefold()
    return next((one.value for one in shape.of if choice_label(one).casefold() == said), raw)


_READ: dict[str, Callable[[Shape, Any, bool], Any]] = {
    "count": _of_number,
    "whole": _of_number,
    "money": _of_number,
    "score": _of_score,
    "share": _of_share,
    "day": _of_day,
    "flag": _of_flag,
    "choice": _of_choice,
}
