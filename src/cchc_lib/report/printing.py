"""The text of a figure in prose, from its value and unit: the one way a report prints it."""

from __future__ import annotations

from cchc_lib.figures.change import Change
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese.changes import format_change
from cchc_lib.vietnamese.money import format_vnd
from cchc_lib.vietnamese.numbers import format_count, format_number

__all__ = ["figure_text"]

_LARGE_UNITS = (("tỷ đồng", 10**9), ("triệu đồng", 10**6))
_MONEY = ("đồng", *(unit for unit, _ in _LARGE_UNITS))


def _money_unit(amount: int) -> str:
    """Return the largest unit that shows an amount exactly with at most three decimals."""
    for unit, size in _LARGE_UNITS:
        if abs(amount) >= size and amount % (size // 1000) == 0:
            return unit
    return "đồng"


def figure_text(value: int | Ratio | Change, unit: str, *, padded: bool = True) -> str:
    """Return what prose prints: 04, 1.268, 95,35%, 20.800.000 đồng, 10,55 tỷ đồng.

    >>> figure_text(10_550_000_000, "tỷ đồng"), figure_text(4, "phòng")
    ('10,55 tỷ đồng', '04')
    """
    if isinstance(value, Ratio):
        return str(value)
    if isinstance(value, Change):
        if unit in _MONEY and value.difference is not None:
            unit = _money_unit(value.difference)
        return format_change(value, unit=unit, padded=padded)
    if unit in _MONEY:
        return format_vnd(value, unit="đồng" if unit == "đồng" else _money_unit(value))
    return format_count(value, padded=padded) if value >= 0 else format_number(value)
