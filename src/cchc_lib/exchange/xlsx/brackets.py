"""What stands in brackets behind a header: the unit of its column, or a word that changes it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from cchc_lib.errors import CchcError, InvalidValueError
from cchc_lib.exchange.shapes import Shape
from cchc_lib.exchange.xlsx.words import unit_of_shape
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese.numbers import parse_number
from cchc_lib.vietnamese.text import fold_label

__all__ = ["in_brackets", "in_dong", "scale_of", "without_brackets"]

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_SAID_BEFORE = re.compile(r"^(?:đơn vị tính|đơn vị|đvt)\s*:?\s*")
_THOUSANDS = {"nghìn": 10**3, "ngàn": 10**3, "1.000": 10**3, "1000": 10**3}
_SCALES = {**_THOUSANDS, "triệu": 10**6, "tr.": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_DONG = ("đồng", "đ", "vnđ", "vnd")
_NUMBERS = ("count", "money", "score", "whole", "number")


def without_brackets(head: str) -> str:
    """Return a header without what stands in brackets behind it."""
    return _BRACKETS.sub("", head)


def in_brackets(head: str) -> str:
    """Return what stands in brackets behind a header, as it is compared; "" where nothing does."""
    found = _BRACKETS.search(head)
    return "" if found is None else _SAID_BEFORE.sub("", fold_label(found[1]))


def scale_of(shape: Shape, head: str, *, is_chosen: bool) -> int | None:
    """Return by what the values of a column are multiplied, `None` where its unit is another.

    `is_chosen` says that somebody named the fact of just this header: words in its brackets that
    are no unit were seen then.
    """
    stated, unit = in_brackets(head), fold_label(unit_of_shape(shape))
    if not stated or stated == unit or (shape.sort not in _NUMBERS and shape.of is not Ratio):
        return 1
    size, _, of = stated.partition(" ")
    if unit == "đồng":
        if stated in _DONG:
            return 1
        if size in _SCALES and (not of or of in _DONG):
            return _SCALES[size]
    return (
        1 if is_chosen and size not in _SCALES and "%" not in stated and "‰" not in stated else None
    )


def in_dong(raw: Any, scale: int) -> Any:
    """Return the amount in đồng of a number in a column of thousands, millions or billions.

    Text with a unit of its own is returned as it is.

    Raises:
        InvalidValueError: for parts of a đồng.
    """
    exact = raw
    if isinstance(raw, str):
        try:
            exact = parse_number(raw.strip())
        except CchcError:
            return raw
    if isinstance(exact, bool) or not isinstance(exact, int | float | Decimal):
        return raw
    amount = Decimal(repr(exact) if isinstance(exact, float) else exact) * scale
    if amount != amount.to_integral_value():
        raise InvalidValueError.refuse(
            "",
            raw,
            "an amount of whole đồng after the unit of the header, such as 2450.5 in millions",
            "số tiền tròn đồng khi đổi theo đơn vị ở tiêu đề, ví dụ 2450,5 (triệu đồng)",
        )
    return int(amount)
