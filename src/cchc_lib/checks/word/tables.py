"""What rules over the numbers of tables share: the tables, their cells, and when numbers add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cchc_lib.checks.rule import Slip
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.reading.word.grid import Grid, GridLine, grid_of
from cchc_lib.vietnamese import format_number

__all__ = ["Reach", "adds_up", "at_cell", "grids", "named", "reach", "shown", "stated"]

Reach = tuple[Fraction, Fraction]
"""Between what the exact value of a printed number lies."""


def grids(subject: Inspected) -> Iterator[Grid]:
    """Yield the tables of data."""
    for table in subject.word.tables:
        if grid := grid_of(table):
            yield grid


def adds_up(whole: Reach, terms: Iterable[Reach]) -> bool:
    """Whether a printed number may be the sum of printed terms: their reaches meet."""
    low, high = Fraction(0), Fraction(0)
    for term in terms:
        low, high = low + term[0], high + term[1]
    return low <= whole[1] and whole[0] <= high


def reach(line: GridLine, column: int, sign: int = 1) -> Reach:
    """Return between what the number of a cell lies: half a unit of its last decimal each way.

    A whole number is a point, and one without counts as 0; `sign` turns it into one to take away.
    """
    number = line.number(column)
    value = stated(line, column)
    places = -int(number.as_tuple().exponent) if isinstance(number, Decimal) else 0
    slack = Fraction(1, 2 * 10**places) if places > 0 else Fraction(0)
    return sign * value - slack, sign * value + slack


def stated(line: GridLine, column: int) -> Fraction:
    """Return the number of a cell; one without counts as 0."""
    number = line.number(column)
    return Fraction(0) if number is None else Fraction(number)


def at_cell(line: GridLine, column: int, message: str, **details: Any) -> Slip:
    """Return a slip at the words of a cell."""
    cell = line.cells[column]
    return Slip(message=message, start=cell.start, end=cell.start + len(cell.text), **details)


def named(grid: Grid, column: int) -> str:
    """Return the title of a column with that of its group, as short as it is clear."""
    parts = grid.heads[column].split(" / ") if column < len(grid.heads) else [""]
    return ": ".join(dict.fromkeys((parts[0], parts[-1]))) or f"cột {column + 1}"


def shown(value: Fraction) -> str:
    """Return a number as an officer writes it."""
    return format_number(value, places=0 if value.denominator == 1 else 6)
