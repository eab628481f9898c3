"""Rows of tables: the column of a total is what the columns beside it add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import Verdict
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.labelled import labelled_rows
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.checks.word.tables import Stated, added, at_cell, named, shown, tables, told
from cchc_lib.forms.form import Certainty, FormColumn, Identity, OfficialForm
from cchc_lib.forms.shipped import official_forms
from cchc_lib.reading.word.file import Cell, WordTable
from cchc_lib.reading.word.grid import Grid
from cchc_lib.vietnamese import fold_text

__all__ = ["stated_in_rows"]

_SHOWN = 5  # rows named in one finding
_TERM = r"\(?+[0-9]{1,2}+\)?+"
_FORMULA = re.compile(  # of sums and differences only: another sign behind it, and it is none
    rf"\(?(?P<whole>[0-9]{{1,2}})\)?\s*=\s*(?P<terms>{_TERM}(?:\s*[-+–−]\s*{_TERM})+)"
    r"(?!\s*[-+–−x×*/:%\d.,])"
)


@rule(
    "CCHC151",
    Severity.ERROR,
    title="Ở mỗi hàng, cột tổng bằng các cột thành phần cộng lại: (3) = (4) + (5) + (6).",
    why="Theo công thức ở đầu cột, hoặc của Biểu II.06a/VPCP/KSTT khi nhận ra các cột: (3) = "
    "(4) + (5) + (6); (7) = (8) + (9) + (10); (11) = (12) + (13); (3) = (7) + (11). Dấu gạch "
    "(–) là số chưa biết. (3) lớn hơn (7) + (11) thì chỉ lưu ý, vì hồ sơ chờ bổ sung, trả lại "
    "hoặc rút có thể nằm ngoài hai nhóm; trong biểu kiểm tra riêng, phần ngoài hai nhóm nhiều hơn "
    "cả hai nhóm thì cảnh báo. Trong bảng khác, tổng số đứng trước hai số mà nhãn không để sót "
    "phần nào (trực tuyến và trực tiếp, nam và nữ) bằng hai số ấy cộng lại; chỉ có một hàng như "
    "vậy thì cảnh báo.",
    english="By the formula in the column's head, or those of Biểu II.06a/VPCP/KSTT where its "
    "columns are recognised: (3) = (4) + (5) + (6); (7) = (8) + (9) + (10); (11) = (12) + "
    "(13); (3) = (7) + (11). A dash (–) is any number. Where (3) exceeds (7) + (11) it is only "
    "a note, for dossiers that wait for a supplement, are returned or withdrawn may be outside "
    "both groups; in a form that is checked by itself it is a warning where those outside are more "
    "than both groups. In other tables a total before two numbers whose labels leave no third "
    "(online and in person, men and women) is what these add up to; a warning where there is one "
    "such row only.",
    fires="nhận giải quyết 100; trực tuyến 80; trực tiếp 15; kỳ trước 4",
    silent="nhận giải quyết 100; trực tuyến 80; trực tiếp 15; kỳ trước 5",
    do="Kiểm tra lại các cột của hàng.",
)
def row_identities(subject: Inspected) -> Iterator[Slip]:
    for table, grid in tables(subject):
        yield from told(stated_in_rows(table, grid))


def stated_in_rows(table: WordTable, grid: Grid | None) -> Iterator[Stated]:
    """Yield, for each row, what its columns of totals state, and numbers that have labels."""
    form = None if grid is None else form_of(grid)
    if grid is not None:
        yield from _by_identities(grid, form)
    if form is None and (grid is None or not grid.formulas):
        yield from labelled_rows(table, grid)


def _by_identities(grid: Grid, form: OfficialForm | None) -> Iterator[Stated]:
    citation = None if form is None else f"{form.law}, Biểu số {form.number}"
    for whole, parts, note_above in _identities(grid, form):
        short: dict[str, tuple[Verdict, Cell]] = {}
        for line in grid.lines:
            if line.number(whole) is None or not all(
                line.number(part) is not None or line.is_dash(part) for part in parts
            ):
                continue
            printed = line.quantity(whole).value
            made = sum(sign * line.quantity(part).value for part, sign in parts.items())
            verdict = added(
                line.quantity(whole),
                (line.quantity(part) for part, sign in parts.items() if sign > 0),
                less=(line.quantity(part) for part, sign in parts.items() if sign < 0),
            )
            open_signs = {sign for part, sign in parts.items() if line.is_dash(part)}
            if (
                verdict.holds
                or (1 in open_signs and verdict.off < 0)
                or (-1 in open_signs and verdict.off > 0)
            ):
                yield Stated(verdict)
                continue
            label = line.label or line.order
            if note_above and verdict.off < 0:
                short[f"{label} ({shown(printed - made)})"] = verdict, line.cells[whole]
                continue
            slip = at_cell(
                line,
                whole,
                f"hàng “{label}”: cột “{named(grid, whole)}” ghi {shown(printed)}, "
                f"{_worded(grid, parts)} là {shown(made)}",
                actual=shown(printed),
                expected=shown(made),
                hint="Kiểm tra lại các cột của hàng này.",
                citation=citation,
            )
            yield Stated(verdict, slip)
        for verdict, _ in islice(short.values(), 1, None):
            yield Stated(verdict)
        if short:
            verdict, cell = next(iter(short.values()))
            slip = Slip(
                message="số nhận giải quyết lớn hơn số đã và đang giải quyết cộng lại: "
                + "; ".join(islice(short, _SHOWN))
                + (f" và {len(short) - _SHOWN} hàng khác" if len(short) > _SHOWN else ""),
                path=f"bảng {grid.table.number}",
                start=cell.start,
                end=cell.start + len(cell.text),
                hint=note_above,
                citation=citation,
                severity=Severity.NOTE,
            )
            yield Stated(verdict, slip)


def _worded(grid: Grid, parts: Mapping[int, int]) -> str:
    names = [f"{'+' if sign > 0 else '-'} “{named(grid, part)}”" for part, sign in parts.items()]
    return " ".join(names).removeprefix("+ ") + " cộng lại" * all(s > 0 for s in parts.values())


def _identities(
    grid: Grid, form: OfficialForm | None
) -> Iterator[tuple[int, dict[int, int], str | None]]:
    """Yield the columns that must add up, each with its sign, by the form or by formulas.

    Last is what to make plain where the total may rightly be more.
    """
    if form is not None:
        places = {column.number: place for place, column in enumerate(form.columns)}
        for identity in _sums(form):
            made = identity.equation
            parts = {places[str(ref.column)]: 1 for ref in made.plus}
            parts |= {places[str(ref.column)]: -1 for ref in made.less}
            yield places[str(made.result.column)], parts, identity.note_above
        return
    for text in grid.formulas:
        for found in _FORMULA.finditer(text):
            whole = _column(grid, found["whole"])
            parts = {
                _column(grid, number): -1 if sign in ("-", "–", "−") else 1
                for sign, number in re.findall(r"([-+–−]?)\s*\(?([0-9]{1,2})", found["terms"])
            }
            if max(whole, *parts) < len(grid.heads):
                yield whole, parts, None


def _column(grid: Grid, number: str) -> int:
    return grid.indexes.get(int(number), int(number) - 1)


def _sums(form: OfficialForm) -> list[Identity]:
    """Return the identities that say of every row which columns add up."""
    return [
        each
        for each in form.every
        if each.equation.sign == "="
        and each.equation.whole is None
        and all(ref.row is None and ref.form is None for ref in each.equation.refs)
    ]


def form_of(grid: Grid) -> OfficialForm | None:
    """Return the official form whose columns these are, of those whose columns are sure.

    As many columns, and over each that is a total its title and the last words of its group.
    """
    for form in official_forms():
        totals = [
            (place, column)
            for place, column in enumerate(form.columns)
            if column.formula is not None and column.formula.whole is None and column.group
        ]
        if (
            form.certainty is Certainty.SURE
            and len(grid.heads) == len(form.columns)
            and totals
            and all(_fits(grid.heads[place], column) for place, column in totals)
        ):
            return form
    return None


def _fits(head: str, column: FormColumn) -> bool:
    group = " ".join(fold_text(column.group[0]).split()[-3:])
    return group in head and fold_text(column.title) in head
