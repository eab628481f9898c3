"""The text of a figure in prose, from its value and unit: the one way a report prints it."""

from __future__ import annotations

from cchc_lib.figures.change import Change
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese.changes import format_change
from cchc_lib.vietnamese.money import format_vnd
from cchc_lib.vietnamese.numbers import format_count, format_number

__all__ = ["figure_text"]

_LARGE_UNITS = (("tỷ đồng", 10**9), ("triệu đồng", 10**6))


def _money_text(amount: int) -> str:
    """Return an amount in the largest unit that shows it exactly with at most three decimals."""
    for unit, size in _LARGE_UNITS:
        if abs(amount) >= size and amount % (size // 1000) == 0:
            return format_vnd(amount, unit=unit)
    return format_vnd(amount)


def figure_text(value: int | Ratio | Change, unit: str, *, padded: bool = True) -> str:
    """Return what prose prints: 04, 1.268, 95,35%, 20.800.000 đồng, 10,55 tỷ đồng.

    >>> figure_text(10_550_000_000, "tỷ đồng"), figure_text(4, "phòng")
    ('10,55 tỷ đồng', '04')
    """
    if isinstance(value, Ratio):
        return str(value)
    if isinstance(value, Change):
        return format_change(value, unit=unit, padded=padded)
    if unit == "đồng":
        return format_vnd(value)
    if unit.endswith("đồng"):
        return _money_text(value)
    return format_count(value, padded=padded) if value >= 0 else format_number(value)
