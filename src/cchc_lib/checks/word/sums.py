"""Tables whose numbers contradict each other: columns against their total, rows, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.law.sources import PROCEDURES_REPORTS
from cchc_lib.reading.word.grid import Grid, GridLine, LineKind, grid_of
from cchc_lib.vietnamese import format_number

__all__ = ["at_cell", "grids"]

_MOST = 20  # findings of one rule in one table: who made more must look at the table as a whole
_SHOWN = 5  # rows named in one finding
_FAR = 500  # rows: a total further down is one of many, and all of them would take too long
_FORMULA = re.compile(r"\(?([0-9]{1,2})\)?\s*=\s*(\(?[0-9]{1,2}\)?(?:\s*\+\s*\(?[0-9]{1,2}\)?)+)")
_FORM = PROCEDURES_REPORTS.at("Biểu số II.06a/VPCP/KSTT")
_IN_TIME, _EARLY = "đúng hạn", "trước hạn"


def grids(subject: Inspected) -> Iterator[Grid]:
    """Yield the tables of data."""
    for table in subject.word.tables:
        if grid := grid_of(table):
            yield grid


def at_cell(line: GridLine, column: int, message: str, **details: Any) -> Slip:
    """Return a slip at the words of a cell."""
    cell = line.cells[column]
    return Slip(message=message, start=cell.start, end=cell.start + len(cell.text), **details)


@rule(
    "CCHC150",
    Severity.ERROR,
    title="Hàng “Tổng số”, “Tổng cộng” hoặc “Cộng” bằng tổng của cột.",
    why="Chỉ cộng những cột có số ở mọi ô; dấu gạch (–) là số chưa biết, nên tổng số được phép "
    "nhiều hơn mà không được ít hơn. Hàng nhóm (I, II) và hàng “trong đó” được nhận ra qua số "
    "thứ tự. Không chắc hàng nào được cộng thì cảnh báo hoặc không xét.",
    english="Only columns with a number in every cell are added; a dash (–) is any number, so "
    'that the total may be more but not less. Group rows (I, II) and rows "trong đó" are told '
    "by their order numbers. Where it is unsure which rows are added, it is a warning or "
    "nothing is said.",
    fires="1. Hộ tịch: 12; 2. Đất đai: 30; Tổng số: 43",
    silent="1. Hộ tịch: 12; 2. Đất đai: 30; Tổng số: 42",
    do="Kiểm tra lại từng hàng và hàng tổng.",
)
def column_sums(subject: Inspected) -> Iterator[Slip]:
    for grid in grids(subject):
        for place, line in enumerate(grid.lines):
            if line.kind is LineKind.TOTAL and place < _FAR:
                yield from islice(_of_total(grid, place), _MOST)


def _of_total(grid: Grid, place: int) -> Iterator[Slip]:
    total, choices = grid.lines[place], _summed(grid, place)
    judged = [
        column
        for column in grid.counted
        if choices
        and total.number(column) is not None
        and all(line.number(column) is not None or line.is_dash(column) for line in choices[0])
    ]
    if not judged:
        return
    hits = [
        sum(
            1
            for column in judged
            if _sum(rows, column)
            and not _is_open(rows, column)
            and _is_sum(grid, total, column, _sum(rows, column))
        )
        for rows in choices
    ]
    best = max(range(len(choices)), key=lambda choice: hits[choice])
    if len(choices) > 1 and not hits[best]:
        return  # which rows were added cannot be told
    is_sure = hits[best] > 0 or (grid.is_listed and len(judged) == 1)
    for column in judged:
        if not any(_may_be_sum(grid, total, column, rows) for rows in choices):
            stated, made = _stated(total, column), _sum(choices[best], column)
            yield at_cell(
                total,
                column,
                f"cột “{_name(grid, column)}”: hàng “{total.label}” ghi {_shown(stated)}, các hàng "
                f"cộng lại là {_shown(made)}",
                actual=_shown(stated),
                expected=_shown(made),
                hint="Kiểm tra lại số liệu từng hàng, rồi hàng tổng.",
                severity=None if is_sure else Severity.WARNING,
            )


def _may_be_sum(grid: Grid, total: GridLine, column: int, rows: Sequence[GridLine]) -> bool:
    """Whether a total may add up these rows, whatever their dashes stand for."""
    added = _sum(rows, column)
    if _is_sum(grid, total, column, added):
        return True
    if added < _stated(total, column):
        return _is_open(rows, column) or _holds_more(grid, total, column)
    exact = [line for line in rows if not _holds_more(grid, line, column)]
    return len(exact) < len(rows) and _sum(exact, column) <= _stated(total, column)


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
    """Return the sets of rows that a total may add up, the widest first."""
    lines = grid.lines
    totals = [at for at, line in enumerate(lines) if line.kind is LineKind.TOTAL]
    if place == 0 and len(totals) == 1:
        items = list(lines[1:])
    else:
        start = max((at + 1 for at in totals if at < place), default=0)
        items = list(lines[start:place])
    leaves = [line for line in items if line.kind is LineKind.ITEM]
    groups = [line for line in items if line.kind is LineKind.GROUP]
    choices = [items, leaves, groups, [*groups, *leaves]]
    earlier = [lines[at] for at in totals if at < place]
    if earlier:
        choices += [earlier, [line for line in lines[:place] if line.kind is LineKind.ITEM]]
    unique: list[list[GridLine]] = []
    for rows in choices:
        if len(rows) > 1 and rows not in unique:
            unique.append(rows)
    return unique


def _sum(rows: Sequence[GridLine], column: int) -> Fraction:
    return sum((_stated(line, column) for line in rows), Fraction(0))


def _stated(line: GridLine, column: int) -> Fraction:
    number = line.number(column)
    return Fraction(0) if number is None else Fraction(number)


def _is_sum(grid: Grid, total: GridLine, column: int, added: Fraction) -> bool:
    """Whether a total is this sum; rounded decimals may differ by half a unit each."""
    places = grid.places[column]
    slack = Fraction(len(grid.lines), 2 * 10**places) if places else Fraction(0)
    return abs(_stated(total, column) - added) <= slack


@rule(
    "CCHC151",
    Severity.ERROR,
    title="Ở mỗi hàng, cột tổng bằng các cột thành phần cộng lại: (3) = (4) + (5) + (6).",
    why="Theo công thức ở đầu cột, hoặc của Biểu II.06a/VPCP/KSTT khi nhận ra các cột: (3) = "
    "(4) + (5) + (6); (7) = (8) + (9) + (10); (11) = (12) + (13); (3) = (7) + (11). Dấu gạch "
    "(–) là số chưa biết. (3) lớn hơn (7) + (11) thì chỉ lưu ý, vì hồ sơ chờ bổ sung, trả lại "
    "hoặc rút có thể nằm ngoài hai nhóm.",
    english="By the formula in the column's head, or those of Biểu II.06a/VPCP/KSTT where its "
    "columns are recognised: (3) = (4) + (5) + (6); (7) = (8) + (9) + (10); (11) = (12) + "
    "(13); (3) = (7) + (11). A dash (–) is any number. Where (3) exceeds (7) + (11) it is only "
    "a note, for dossiers that wait for a supplement, are returned or withdrawn may be outside "
    "both groups.",
    fires="nhận giải quyết 100; trực tuyến 80; trực tiếp 15; kỳ trước 4",
    silent="nhận giải quyết 100; trực tuyến 80; trực tiếp 15; kỳ trước 5",
    do="Kiểm tra lại các cột của hàng.",
)
def row_identities(subject: Inspected) -> Iterator[Slip]:
    for grid in grids(subject):
        yield from islice(_of_rows(grid), _MOST)


def _of_rows(grid: Grid) -> Iterator[Slip]:
    for whole, parts, is_balance in _identities(grid):
        short: list[str] = []
        for line in grid.lines:
            is_open = any(map(line.is_dash, parts))
            if line.number(whole) is None or not all(
                line.number(part) is not None or line.is_dash(part) for part in parts
            ):
                continue
            stated = _stated(line, whole)
            added = sum((_stated(line, part) for part in parts), Fraction())
            if stated == added or (is_open and stated > added):
                continue
            label = line.label or line.order
            if is_balance and stated > added:
                short.append(f"{label} ({_shown(stated - added)})")
                continue
            names = " + ".join(f"“{_name(grid, part)}”" for part in parts)
            yield at_cell(
                line,
                whole,
                f"hàng “{label}”: cột “{_name(grid, whole)}” ghi {_shown(stated)}, {names} cộng "
                f"lại là {_shown(added)}",
                actual=_shown(stated),
                expected=_shown(added),
                hint="Kiểm tra lại các cột của hàng này.",
                citation=_FORM if _is_form(grid) else None,
            )
        if short:
            yield Slip(
                message="số nhận giải quyết lớn hơn số đã và đang giải quyết cộng lại: "
                + "; ".join(short[:_SHOWN])
                + (f" và {len(short) - _SHOWN} hàng khác" if len(short) > _SHOWN else ""),
                path=f"bảng {grid.table.number}",
                start=grid.lines[0].cells[whole].start,
                end=grid.lines[0].cells[whole].start + len(grid.lines[0].cells[whole].text),
                hint="Nêu rõ hồ sơ chờ bổ sung, trả lại, rút, nếu có.",
                citation=_FORM,
                severity=Severity.NOTE,
            )


def _identities(grid: Grid) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    """Yield the columns that must add up, by the form or by the formulas in the head."""
    if _is_form(grid):
        yield 2, (3, 4, 5), False
        yield 6, (7, 8, 9), False
        yield 10, (11, 12), False
        yield 2, (6, 10), True
        return
    for text in grid.formulas:
        for found in _FORMULA.finditer(text):
            whole, *parts = (
                grid.indexes.get(int(n), int(n) - 1) for n in re.findall("[0-9]+", found[0])
            )
            yield whole, tuple(parts), False


def _is_form(grid: Grid) -> bool:
    """Whether these are the thirteen columns of Biểu II.06a."""
    heads = grid.heads
    groups = {3: "nhận giải quyết", 7: "đã giải quyết", 11: "đang giải quyết"}
    return len(heads) == 13 and all(
        words in heads[number - 1] and "tổng số" in heads[number - 1]
        for number, words in groups.items()
    )


def _name(grid: Grid, column: int) -> str:
    """Return the title of a column with that of its group, as short as it is clear."""
    parts = grid.heads[column].split(" / ") if column < len(grid.heads) else [""]
    return ": ".join(dict.fromkeys((parts[0], parts[-1]))) or f"cột {column + 1}"


def _shown(value: Fraction) -> str:
    return format_number(value, places=0 if value.denominator == 1 else 6)
