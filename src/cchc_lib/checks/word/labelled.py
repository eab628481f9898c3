"""Totals beside two parts that leave no third, told by labels: Tổng số, Trực tuyến, Trực tiếp.

The labels are heads of columns, the first cells of rows, or stand in the cells of one row with
their numbers. Which labels leave no third is what the reader of prose knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import Verdict
from cchc_lib.checks.rule import Slip
from cchc_lib.checks.word.tables import Stated, added, shown
from cchc_lib.reading.halves import names_both
from cchc_lib.reading.lexicon import words
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.word.file import Cell, WordTable
from cchc_lib.reading.word.grid import Grid, number_of, quantity_of
from cchc_lib.vietnamese import fold_text

__all__ = ["labelled_columns", "labelled_rows"]

_TOTAL = re.compile(rf"(?:số )?{words('total.all')}")
_CELL = re.compile(r"(?P<label>[^\W\d][^\d]{0,60}?)[\s:]+(?P<number>[0-9][0-9.,\s]*[0-9]|[0-9])\b")
_LABEL = 60
"""A longer cell is no label."""

_NEAR = Fraction(1, 10)
_MORE = 8
"""So many numbers behind a total may be its parts."""


@attrs.frozen(eq=False)
class _Labelled:
    """A number with the words that say what it counts, and the group they stand in."""

    label: str
    number: Quantity
    group: str = ""


@attrs.frozen(eq=False)
class _Added:
    """A total with its two parts, and what the judge says of them."""

    total: _Labelled
    parts: tuple[_Labelled, _Labelled]
    verdict: Verdict


def labelled_rows(table: WordTable, grid: Grid | None) -> Iterator[Stated]:
    """Yield what each row states by the heads of its columns, or by labels in its cells."""
    found = [one for row in table.rows for one in _added_up(list(_in_cells(row)))]
    if grid is not None:
        heads = [head.rpartition(" / ") for head in grid.heads]
        for line in grid.lines:
            found += _added_up(
                [
                    _Labelled(heads[column][2], line.quantity(column), heads[column][0])
                    for column in grid.counted
                    if line.number(column) is not None
                ]
            )
    elif len(table.rows) == 2:
        texts = [{cell.column: cell for cell in row} for row in table.rows]
        found += _added_up(
            [
                _Labelled(fold_text(texts[0][column].text).strip(), quantity_of(cell))
                for column, cell in texts[1].items()
                if column in texts[0] and number_of(cell.text) is not None
            ]
        )
    yield from _stated(found)


def labelled_columns(grid: Grid) -> Iterator[Stated]:
    """Yield what the rows of each column state by their own labels."""
    for column in grid.counted:
        lines = [line for line in grid.lines if line.number(column) is not None]
        labels = [fold_text(line.label).strip() for line in lines]
        yield from _stated(
            _added_up(
                [
                    _Labelled(label, line.quantity(column))
                    for label, line in zip(labels, lines, strict=True)
                ]
            )
        )


def _in_cells(row: Sequence[Cell]) -> Iterator[_Labelled]:
    """Yield the numbers of a row that have their label in their own cell or in the one before."""
    label = ""
    for cell in row:
        text = cell.text.strip()
        if label and number_of(text) is not None:
            yield _Labelled(label, quantity_of(cell))
        elif found := _CELL.match(text):
            number = attrs.evolve(
                cell,
                text=found["number"],
                start=cell.start + cell.text.index(text) + found.start("number"),
            )
            is_only = not any(sign.isdigit() for sign in text[found.end() :])
            if is_only and number_of(number.text) is not None:
                yield _Labelled(fold_text(found["label"]).strip(), quantity_of(number))
        is_label = 0 < len(text) <= _LABEL and not any(sign.isdigit() for sign in text)
        label = fold_text(text).strip(" :") if is_label else ""


def _added_up(found: Sequence[_Labelled]) -> Iterator[_Added]:
    """Yield the totals whose next two numbers are named by words that leave no third."""
    for place, (total, *parts) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        first, second = parts
        if (
            not _TOTAL.match(total.label)
            or any(_TOTAL.match(part.label) for part in parts)
            or not names_both(first.label, second.label)
            or (total.group and first.group and total.group != first.group)
            or _is_behind(found[max(0, place - _MORE) : place], total.number)
        ):
            continue
        more = [one.number for one in found[place + 3 : place + _MORE]]
        numbers = [first.number, second.number]
        ways = [added(total.number, [*numbers, *more[:end]]) for end in range(len(more) + 1)]
        verdict = next((one for one in ways if one.holds), ways[0])
        is_open = _may_go_on(found[place + 3 : place + 5], first.group)
        if verdict.holds or not (is_open and verdict.off < 0):
            yield _Added(total, (first, second), verdict)


def _is_behind(before: Sequence[_Labelled], total: Quantity) -> bool:
    """Whether a total is of numbers that stand before it."""
    if len(before) > 1 and names_both(before[-2].label, before[-1].label):
        return True
    numbers = [one.number for one in before]
    return any(added(total, numbers[start:]).holds for start in range(len(numbers) - 1))


def _may_go_on(behind: Sequence[_Labelled], group: str) -> bool:
    """Whether the number behind two parts may be a third: not one of another pair."""
    if not behind or behind[0].group != group or _TOTAL.match(behind[0].label):
        return False
    return len(behind) < 2 or not names_both(behind[0].label, behind[1].label)


def _stated(found: Iterable[_Added]) -> Iterator[Stated]:
    """Yield the verdicts; one that fails is told where the others hold, or it is near."""
    every = list(found)
    right = sum(1 for one in every if one.verdict.holds)
    wrong = len(every) - right
    for one in every:
        is_told = right >= wrong or (
            wrong == 1 and (one.verdict.is_slip or one.verdict.share_off <= _NEAR)
        )
        if one.verdict.holds or not is_told:
            yield Stated(one.verdict)
            continue
        printed, made = one.total.number, one.verdict.made[0]
        first, second = (f"“{part.label}” {shown(part.number.value)}" for part in one.parts)
        slip = Slip(
            message=f"“{one.total.label}” ghi {shown(printed.value)}, còn {first} và {second} "
            f"cộng lại là {shown(made)}",
            actual=shown(printed.value),
            expected=shown(made),
            hint="Kiểm tra lại tổng số và hai thành phần.",
            severity=None if right else Severity.WARNING,
            start=printed.start,
            end=printed.end,
        )
        yield Stated(one.verdict, slip)
