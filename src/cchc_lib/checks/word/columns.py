"""Columns of tables: a row of totals is what the rows above add up to, a group what is under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import Verdict
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.labelled import labelled_columns
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.checks.word.tables import Stated, added, at_cell, grids, named, shown, told
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.word.grid import Grid, GridLine

__all__ = ["stated_in_columns"]

_FAR = 500  # rows: a total further down is one of many, and all of them would take too long
_SMALL = 60  # rows within which unnumbered groups are looked for, at the cost of their square
_IN_TIME, _EARLY = "đúng hạn", "trước hạn"


@rule(
    "CCHC150",
    Severity.ERROR,
    title="Hàng “Tổng số”, “Tổng cộng” hoặc “Cộng” bằng tổng của cột; hàng nhóm bằng tổng của "
    "nhóm.",
    why="Chỉ cộng những cột có số ở mọi ô, và những cột có ô trống khi các cột khác của bảng cho "
    "thấy ô trống là 0; dấu gạch (–) là số chưa biết, nên tổng số được phép nhiều hơn mà không "
    "được ít hơn. Hàng nào thuộc hàng nào được nhận ra qua số thứ tự (I, 1, 1.1, kể cả số do Word "
    "tự đánh), và nhóm chỉ được cộng khi các cột hoặc nhóm khác cho thấy nhóm là tổng. Hàng khác "
    "đơn vị tính, tỷ lệ, bình quân không được cộng. Không chắc hàng nào được cộng thì cảnh báo "
    "hoặc không xét. Hàng có nhãn bắt đầu bằng tổng số, trước hai hàng mà nhãn không để sót phần "
    "nào (trực tuyến và trực tiếp), cũng là hàng tổng.",
    english="Only columns with a number in every cell are added, and those with empty cells where "
    "others of the table show that these are 0; a dash (–) is any number, so that the total may "
    "be more but not less. Which rows stand under which is told by their numbers (I, 1, 1.1, also "
    "those that Word gives), and a group is added up only where other columns or groups show that "
    "it is a sum. Rows in different units, rates and means are not added. Where it is unsure which "
    "rows are added, it is a warning or nothing is said. A row whose label begins with a total, "
    "before two rows whose labels leave no third (online and in person), is one of totals too.",
    fires="1. Hộ tịch: 12; 2. Đất đai: 30; Tổng số: 43",
    silent="1. Hộ tịch: 12; 2. Đất đai: 30; Tổng số: 42",
    do="Kiểm tra lại từng hàng và hàng tổng.",
)
def column_sums(subject: Inspected) -> Iterator[Slip]:
    for grid in grids(subject):
        yield from told(stated_in_columns(grid))


def stated_in_columns(grid: Grid) -> Iterator[Stated]:
    """Yield what rows of totals, of groups and of parts with labels state, column by column."""
    judged = list(_of_rows(grid))
    yield from judged
    yield from _of_labels(grid, judged)


def _of_rows(grid: Grid) -> Iterator[Stated]:
    for place, line in enumerate(grid.lines):
        if line.is_total and place < _FAR:
            yield from _of_total(grid, place)
            yield from _of_sparse_total(grid, place)
    yield from _of_groups(grid)


def _of_labels(grid: Grid, judged: Sequence[Stated]) -> Iterator[Stated]:
    """Yield what labels tell of totals that are not judged by the rows of the table."""
    totals = {each.verdict.relation.result.start for each in judged}
    for each in labelled_columns(grid):
        if each.verdict.relation.result.start not in totals:
            yield each


def _of_total(grid: Grid, place: int) -> Iterator[Stated]:
    total, choices = grid.lines[place], _summed(grid, place)
    judged = [column for column in grid.counted if choices and _is_full(total, choices[0], column)]
    hits = [sum(1 for column in judged if _shows(total, rows, column)) for rows in choices]
    if not judged:
        return
    best = max(range(len(choices)), key=lambda choice: hits[choice])
    if len(choices) > 1 and not hits[best]:
        return  # which rows were added cannot be told
    is_sure = hits[best] > 0 or (grid.is_listed and len(judged) == 1)
    for column in judged:
        tried = [choices[best], *choices]
        rows = next((rows for rows in tried if _added(total, rows, column).holds), choices[best])
        is_right = any(_may_be_sum(grid, total, column, rows) for rows in choices)
        yield _stated(grid, total, rows, column, is_right=is_right, is_sure=is_sure)


def _of_sparse_total(grid: Grid, place: int) -> Iterator[Stated]:
    """Yield totals of columns with empty cells, where other such columns show that they are 0."""
    total = grid.lines[place]
    for rows in _summed(grid, place):
        sparse = [column for column in grid.counted if _is_sparse(total, rows, column)]
        right = [column for column in sparse if _shows(total, rows, column)]
        if len(right) > 1 and 3 * len(right) >= 2 * len(sparse):
            for column in sparse:
                is_right = _may_be_sum(grid, total, column, rows)
                yield _stated(grid, total, rows, column, is_right=is_right, is_sure=False)
            return


def _is_sparse(total: GridLine, rows: Sequence[GridLine], column: int) -> bool:
    """Whether a column has a total, two numbers or more, and else empty cells only."""
    full = [line for line in rows if line.number(column) is not None]
    empty = sum(1 for line in rows if column in line.cells and not line.cells[column].text.strip())
    return len(full) > 1 and empty == len(rows) - len(full) > 0 and total.number(column) is not None


def _of_groups(grid: Grid) -> Iterator[Stated]:
    """Yield the groups beside what is under them, in a table whose groups are sums."""
    groups = [
        (line, rows)
        for place, line in enumerate(grid.lines[:_FAR])
        if len(rows := grid.below(place)) > 1 and _is_of_one_unit([line, *rows])
    ]
    judged = [
        (line, rows, column)
        for line, rows in groups
        for column in grid.counted
        if _is_full(line, rows, column)
    ]
    right = [(line, column) for line, rows, column in judged if _shows(line, rows, column)]
    if len(right) < 2 or 3 * len(right) < 2 * len(judged):
        return
    shown_by_others = {line for line, _ in right}
    for line, rows, column in judged:
        is_right = _may_be_sum(grid, line, column, rows)
        is_sure = line in shown_by_others
        yield _stated(grid, line, rows, column, is_right=is_right, is_sure=is_sure)


def _stated(
    grid: Grid,
    total: GridLine,
    rows: Sequence[GridLine],
    column: int,
    *,
    is_right: bool,
    is_sure: bool,
) -> Stated:
    verdict = _added(total, rows, column)
    if is_right:
        return Stated(verdict)
    printed, made = shown(total.quantity(column).value), shown(_sum(rows, column))
    slip = at_cell(
        total,
        column,
        f"cột “{named(grid, column)}”: hàng “{total.label or total.order}” ghi {printed}, các hàng "
        f"cộng lại là {made}",
        actual=printed,
        expected=made,
        hint="Kiểm tra lại số liệu từng hàng, rồi hàng tổng.",
        severity=None if is_sure else Severity.WARNING,
    )
    return Stated(verdict, slip)


def _is_full(total: GridLine, rows: Sequence[GridLine], column: int) -> bool:
    """Whether a total and all its rows have a number, or a dash for one."""
    return total.number(column) is not None and all(
        line.number(column) is not None or line.is_dash(column) for line in rows
    )


def _is_of_one_unit(lines: Sequence[GridLine]) -> bool:
    units = {line.unit for line in lines if line.unit}
    return len(units) < 2 and not any(line.is_rate for line in lines)


def _shows(total: GridLine, rows: Sequence[GridLine], column: int) -> bool:
    """Whether a column shows by itself that a total adds up these rows."""
    is_known = _sum(rows, column) != 0 and not _is_open(rows, column)
    return is_known and _added(total, rows, column).holds


def _may_be_sum(grid: Grid, total: GridLine, column: int, rows: Sequence[GridLine]) -> bool:
    """Whether a total may add up these rows, whatever their dashes stand for."""
    verdict = _added(total, rows, column)
    if verdict.holds or _is_nested(verdict.relation.result, verdict.relation.operands):
        return True
    if verdict.off < 0:
        return _is_open(rows, column) or _holds_more(grid, total, column)
    exact = [line for line in rows if not _holds_more(grid, line, column)]
    return len(exact) < len(rows) and _added(total, exact, column).off <= 0


def _is_nested(whole: Quantity, rows: Sequence[Quantity]) -> bool:
    """Whether some rows are the sums of those after them, and without these it adds up.

    A sum of exactly twice the total is one of rows and of what they add up to.
    """
    if len(rows) > 2 and added(whole, rows, less=[whole]).holds:
        return True
    heads, place = [], 0
    if len(rows) > _SMALL:
        return False
    while place < len(rows):
        heads.append(rows[place])
        place = _after(rows, place)
    return added(whole, heads).holds


def _after(rows: Sequence[Quantity], place: int) -> int:
    """Return the place after the rows that add up to one; it is one of them if there are none."""
    least: ExactQuantity
    most: ExactQuantity
    head, least, most = rows[place], 0, 0
    if head.high <= 0:
        return place + 1
    for end in range(place + 1, len(rows)):
        least, most = least + rows[end].low, most + rows[end].high
        if least > head.high:
            break
        if most >= head.low and added(head, rows[place + 1 : end + 1]).holds:
            return end + 1
    return place + 1


def _is_open(rows: Sequence[GridLine], column: int) -> bool:
    return any(line.is_dash(column) for line in rows)


def _holds_more(grid: Grid, line: GridLine, column: int) -> bool:
    """Whether a row counts in this column what it has a dash for in another.

    Who does not count dossiers resolved early apart has them among those resolved in time.
    """
    head = grid.heads[column]
    return _IN_TIME in head and any(
        line.is_dash(other)
        for other, words in enumerate(grid.heads)
        if words == head.replace(_IN_TIME, _EARLY)
    )


def _summed(grid: Grid, place: int) -> list[list[GridLine]]:
    """Return the sets of rows that a total may add up, the widest first; none in mixed units.

    Where the numbers of all rows tell their levels there is one: the rows of the highest.
    """
    lines = grid.lines
    totals = [at for at, line in enumerate(lines) if line.is_total]
    if place == 0 and len(totals) == 1:
        items = list(lines[1:])
    else:
        start = max((at + 1 for at in totals if at < place), default=0)
        items = list(lines[start:place])
    if not _is_of_one_unit([lines[place], *items]):
        return []
    levels = {line.level for line in items}
    known = [level for level in levels if level is not None]
    highest = [line for line in items if known and line.level == min(known)]
    choices = [highest] if None not in levels else [items, highest]
    choices.append([line for line in items if line.level is None])
    earlier = [lines[at] for at in totals if at < place]
    if earlier:
        choices += [earlier, [line for line in lines[:place] if not line.is_total]]
    unique: list[list[GridLine]] = []
    for rows in choices:
        if len(rows) > 1 and rows not in unique:
            unique.append(rows)
    return unique


def _added(total: GridLine, rows: Sequence[GridLine], column: int) -> Verdict:
    return added(total.quantity(column), (line.quantity(column) for line in rows))


def _sum(rows: Sequence[GridLine], column: int) -> ExactQuantity:
    return sum(line.quantity(column).value for line in rows)
