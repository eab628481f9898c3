"""How a figure prints, from its value and unit: in prose, in a cell of a table, as a percentage."""

from __future__ import annotations

from decimal import Decimal

from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Measured
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese.changes import format_change
from cchc_lib.vietnamese.money import format_vnd
from cchc_lib.vietnamese.numbers import format_count, format_number

__all__ = ["cell_text", "figure_text"]

_UNITS = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn đồng": 10**3, "đồng": 1}
"""From the largest down; a figure is written in one of those up to its own."""


def _money_unit(amount: int, largest: str) -> str:
    """Return the largest unit up to `largest` that shows an amount exactly with three decimals."""
    sizes = list(_UNITS)
    for unit in sizes[sizes.index(largest) :]:
        size = _UNITS[unit]
        is_customary = unit in (largest, "triệu đồng", "đồng")
        if is_customary and abs(amount) >= size and amount % max(size // 1000, 1) == 0:
            return unit
    return "đồng"


def figure_text(value: Measured, unit: str, *, padded: bool = True) -> str:
    """Return what prose prints: 04, 1.268, 95,35%, 20.800.000 đồng, 10,55 tỷ đồng.

    >>> figure_text(10_550_000_000, "tỷ đồng"), figure_text(4, "phòng")
    ('10,55 tỷ đồng', '04')
    """
    if isinstance(value, Ratio):
        return str(value)
    if isinstance(value, Change):
        if unit in _UNITS and value.difference is not None:
            unit = _money_unit(value.difference, unit)
        return format_change(value, unit=unit, padded=padded)
    if isinstance(value, Decimal):
        return format_number(value) + ("%" if unit == "%" else "")
    if unit in _UNITS:
        return format_vnd(value, unit=_money_unit(value, unit))
    return format_count(value, padded=padded) if value >= 0 else format_number(value)


def cell_text(value: Measured, unit: str) -> str:
    """Return what a column of a table shows: no padding, rates with two decimals, whole đồng.

    >>> cell_text(Ratio(41, 43), "%"), cell_text(4, "phòng"), cell_text(10_550_000_000, "tỷ đồng")
    ('95,35%', '4', '10.550.000.000')
    """
    if isinstance(value, Ratio):
        return f"{value:.2f}"
    return format_number(value) if isinstance(value, int) else figure_text(value, unit)
