"""Percentages in tables: which columns they are of is found from the rows that agree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, permutations

import attrs

from cchc_lib.checks.claim import explain_percent
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.stated import Stated
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.checks.word.tables import at_cell, grids
from cchc_lib.errors import FormatError
from cchc_lib.figures.ratio import Ratio
from cchc_lib.reading.word.grid import Grid, GridLine
from cchc_lib.vietnamese import parse_percent

__all__: list[str] = []

_MOST = 20
_COLUMNS = 12  # pairs of columns to try: 132
_ROWS = 200  # rows from which the pair is told


@attrs.frozen(eq=False)
class _Share:
    """A percentage as a cell states it."""

    line: GridLine
    text: str
    stated: Stated


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
        counted = set(grid.counted)
        for column in range(len(grid.heads)):
            if column not in counted:
                yield from islice(_of_column(grid, column), _MOST)


def _of_column(grid: Grid, column: int) -> Iterator[Slip]:
    found = [share for line in grid.lines if (share := _share(grid, line, column))]
    if len(found) < 3:
        return
    best: dict[int, Ratio] = {}
    hits = 1  # two rows at least must agree
    for rates in _readings(grid, found):
        agreeing = sum(
            1
            for place, rate in rates.items()
            if 0 < rate.part < rate.whole and _holds(found[place].stated, rate)
        )
        telling = sum(1 for rate in rates.values() if rate.part not in (0, rate.whole))
        if agreeing > hits and 3 * agreeing >= 2 * telling:
            best, hits = rates, agreeing
    for place, rate in best.items():
        share = found[place]
        explained = explain_percent(share.text, rate)
        if explained is not None and not _is_of_rows(share, found, best):
            yield at_cell(
                share.line,
                column,
                f"hàng “{share.line.label or share.line.order}”: {explained.sentence}",
                actual=share.text,
                expected=explained.expected,
                hint="Các hàng khác trong cột khớp với cách tính này; tính lại tỷ lệ của hàng.",
                # shares may be printed as the sum of rounded ones
                severity=Severity.WARNING if explained.is_rounding or share.line.is_total else None,
            )


def _is_of_rows(share: _Share, found: list[_Share], rates: dict[int, Ratio]) -> bool:
    """Whether the rate of a row of totals is that of the rows: then a total is wrong, not it."""
    if not share.line.is_total:
        return False
    rows = [rate for place, rate in rates.items() if not found[place].line.is_total]
    whole = Ratio(sum(rate.part for rate in rows), sum(rate.whole for rate in rows))
    return explain_percent(share.text, whole) is None


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
        return _Share(line, text, Stated.of(parse_percent(text), text))
    except FormatError:
        return None


def _readings(grid: Grid, found: list[_Share]) -> Iterator[dict[int, Ratio]]:
    """Yield each way to read the column: its rows, by place in `found`, as ratios."""
    if len(found) > _ROWS:
        return
    counted = grid.counted[:_COLUMNS]
    for part, whole in permutations(counted, 2):
        yield dict(
            _ratios(
                ((place, share.line, share.line) for place, share in enumerate(found)), part, whole
            )
        )
    totals = [line for line in grid.lines if line.is_total]
    if len(totals) == 1:
        for part in counted:
            yield dict(
                _ratios(
                    ((place, share.line, totals[0]) for place, share in enumerate(found)),
                    part,
                    part,
                )
            )


def _ratios(
    rows: Iterator[tuple[int, GridLine, GridLine]], part: int, whole: int
) -> Iterator[tuple[int, Ratio]]:
    for place, above, below in rows:
        match above.number(part), below.number(whole):
            case int(some), int(all_of) if some >= 0 and all_of > 0:
                yield place, Ratio(some, all_of)


def _holds(stated: Stated, rate: Ratio) -> bool:
    return stated.is_rounded_from(Fraction(100 * rate.part, rate.whole))
