"""Percentages in tables: which columns they are of is found from the rows that agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import permutations

import attrs

from cchc_lib.checks.claim import explain_share
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import judge
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.checks.word.tables import Stated, at_cell, grids, told
from cchc_lib.errors import FormatError
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.word.grid import Grid, GridLine
from cchc_lib.vietnamese import parse_percent

__all__ = ["stated_shares"]

_COLUMNS = 12  # pairs of columns to try: 132
_ROWS = 200  # rows from which the pair is told


@attrs.frozen(eq=False)
class _Share:
    """A percentage as a cell states it."""

    line: GridLine
    text: str
    percent: Quantity


@rule(
    "CCHC152",
    Severity.ERROR,
    title="Tỷ lệ là thương của hai cột, hoặc của hàng trên hàng tổng, như ở các hàng khác.",
    why="Cột tỷ lệ được hiểu là cột này chia cột kia, hoặc hàng chia hàng tổng, khi điều đó "
    "đúng với ít nhất hai hàng và hai phần ba số hàng. Chỉ khác cách làm tròn thì cảnh báo, và "
    "hàng tổng (tỷ lệ 100%) cũng vậy.",
    english="A column of rates is read as one column over another, or each row over the total, "
    "when that holds for at least two rows and two thirds of all. Only another way of rounding "
    "is a warning, and so is a row of totals, of which the share is 100%.",
    fires="kế hoạch 40, thực hiện 30, tỷ lệ 75%; kế hoạch 50, thực hiện 40, tỷ lệ 80%; kế "
    "hoạch 20, thực hiện 17, tỷ lệ 86%",
    silent="như trên, hàng cuối tỷ lệ 85%",
    do="Tính lại tỷ lệ của hàng.",
)
def shares(subject: Inspected) -> Iterator[Slip]:
    for grid in grids(subject):
        yield from told(stated_shares(grid))


def stated_shares(grid: Grid) -> Iterator[Stated]:
    """Yield what columns of percentages state of the columns that they are of."""
    counted = set(grid.counted)
    for column in range(len(grid.heads)):
        if column not in counted:
            yield from _of_column(grid, column)


def _of_column(grid: Grid, column: int) -> Iterator[Stated]:
    found = [share for line in grid.lines if (share := _share(grid, line, column))]
    if len(found) < 3:
        return
    best: dict[int, Relation] = {}
    hits = 1  # two rows at least must agree
    for reading in _readings(grid, found):
        telling = [relation for relation in reading.values() if _is_telling(relation)]
        agreeing = sum(1 for one in telling if _is_below(one) and judge(one).holds)
        if agreeing > hits and 3 * agreeing >= 2 * len(telling):
            best, hits = reading, agreeing
    for place, relation in best.items():
        share = found[place]
        verdict = judge(relation)
        explained = explain_share(verdict, share.text)
        if explained is None or _is_of_rows(share, found, best):
            yield Stated(verdict)
        else:
            slip = at_cell(
                share.line,
                column,
                f"hàng “{share.line.label or share.line.order}”: {explained.sentence}",
                actual=share.text,
                expected=explained.expected,
                hint="Các hàng khác trong cột khớp với cách tính này; tính lại tỷ lệ của hàng.",
                # shares may be printed as the sum of rounded ones
                severity=Severity.WARNING if explained.is_rounding or share.line.is_total else None,
            )
            yield Stated(verdict, slip)


def _is_of_rows(share: _Share, found: list[_Share], reading: dict[int, Relation]) -> bool:
    """Whether the rate of a row of totals is that of the rows: then a total is wrong, not it."""
    if not share.line.is_total:
        return False
    rows = [
        relation.operands for place, relation in reading.items() if not found[place].line.is_total
    ]
    part = sum(int(part.value) for part, _ in rows)
    whole = sum(int(whole.value) for _, whole in rows)
    return whole > 0 and judge(_relation(share, _counted(part), _counted(whole))).holds


def _share(grid: Grid, line: GridLine, column: int) -> _Share | None:
    cell = line.cells.get(column)
    text = "" if cell is None else cell.text.strip().replace("\xa0", "")
    if not text or len(text) > 20:
        return None
    if not text.endswith("%"):
        if "%" not in grid.heads[column]:
            return None
        text += "%"
    try:
        number, shown = parse_percent(text), text.removesuffix("%").strip()
    except FormatError:
        return None
    assert cell is not None
    end = cell.start + len(cell.text)
    return _Share(line, text, Quantity(cell.start, end, Fraction(number), "%", (), shown, None))


def _readings(grid: Grid, found: list[_Share]) -> Iterator[dict[int, Relation]]:
    """Yield each way to read the column: its rows, by place in `found`, as shares."""
    if len(found) > _ROWS:
        return
    columns = grid.counted[:_COLUMNS]
    rows = [_whole_numbers(share.line, columns) for share in found]
    for part, whole in permutations(columns, 2):
        yield dict(_relations(found, rows, part, ((row, whole) for row in rows)))
    totals = [line for line in grid.lines if line.is_total]
    if len(totals) == 1:
        total = _whole_numbers(totals[0], columns)
        for part in columns:
            yield dict(_relations(found, rows, part, ((total, part) for _ in rows)))


def _whole_numbers(line: GridLine, columns: Iterable[int]) -> dict[int, Quantity]:
    """Return the counts of a row by column."""
    numbers = ((column, line.number(column)) for column in columns)
    return {
        column: line.quantity(column)
        for column, number in numbers
        if isinstance(number, int) and number >= 0
    }


def _relations(
    found: Iterable[_Share],
    rows: Iterable[Mapping[int, Quantity]],
    part: int,
    wholes: Iterable[tuple[Mapping[int, Quantity], int]],
) -> Iterator[tuple[int, Relation]]:
    """Yield each percentage, by its place, as that of a column over another number."""
    for place, (share, row, (other, column)) in enumerate(zip(found, rows, wholes, strict=True)):
        some, all_of = row.get(part), other.get(column)
        if some is not None and all_of is not None and all_of.value > 0:
            yield place, _relation(share, some, all_of)


def _is_telling(relation: Relation) -> bool:
    """Whether it is not of nothing or of all, which many a pair of columns gives."""
    part, whole = relation.operands
    return part.value not in (0, whole.value)


def _is_below(relation: Relation) -> bool:
    part, whole = relation.operands
    return part.value < whole.value


def _relation(share: _Share, part: Quantity, whole: Quantity) -> Relation:
    return Relation(Kind.SHARE, share.percent, (part, whole), Structure.LIKELY, Pattern.TABLE)


def _counted(value: int) -> Quantity:
    return Quantity(0, 0, value, "", (), str(value), None)
