"""What rules over the numbers of tables share: the tables, their cells, and what adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

import attrs

from cchc_lib.checks.judge import Verdict, judge
from cchc_lib.checks.rule import Slip
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.word.file import WordTable
from cchc_lib.reading.word.grid import Grid, GridLine, grid_of
from cchc_lib.vietnamese import format_number

__all__ = ["Stated", "added", "at_cell", "grids", "named", "shown", "tables", "told"]

_MOST = 20  # findings of one rule in one table: who made more must look at the table as a whole


@attrs.frozen
class Stated:
    """What a cell states of others, right or not, and what is told of it where it is not."""

    verdict: Verdict
    slip: Slip | None = None


def told(stated: Iterable[Stated]) -> Iterator[Slip]:
    """Yield what is told of one table."""
    return islice((each.slip for each in stated if each.slip), _MOST)


def tables(subject: Inspected) -> Iterator[tuple[WordTable, Grid | None]]:
    """Yield the tables that hold no parts of the form, each as one of data if it is."""
    for table in subject.word.tables:
        if table.is_regular and not table.is_form:
            yield table, grid_of(table)


def grids(subject: Inspected) -> Iterator[Grid]:
    """Yield the tables of data."""
    for table in subject.word.tables:
        if grid := grid_of(table):
            yield grid


def added(total: Quantity, parts: Iterable[Quantity], less: Iterable[Quantity] = ()) -> Verdict:
    """Return what the judge says of a number that should be what others add up to."""
    relation = Relation(
        Kind.SUM, total, tuple(parts), Structure.LIKELY, Pattern.TABLE, tuple(less), is_list=True
    )
    return judge(relation)


def at_cell(line: GridLine, column: int, message: str, **details: Any) -> Slip:
    """Return a slip at the words of a cell."""
    cell = line.cells[column]
    return Slip(message=message, start=cell.start, end=cell.start + len(cell.text), **details)


def named(grid: Grid, column: int) -> str:
    """Return the title of a column with that of its group, as short as it is clear."""
    parts = grid.heads[column].split(" / ") if column < len(grid.heads) else [""]
    return ": ".join(dict.fromkeys((parts[0], parts[-1]))) or f"cột {column + 1}"


def shown(number: ExactQuantity) -> str:
    """Return a number as an officer writes it."""
    value = Fraction(number)
    return format_number(value, places=0 if value.denominator == 1 else 6)
