"""Which column of a table is which of a form.

Columns are told by the row of their numbers, "(1) (2) (3)", or by their titles. Where both stand
and say otherwise, nobody knows which is right, and the table is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from cchc_lib.errors import FormatError
from cchc_lib.forms.form import ColumnKind, FormColumn, OfficialForm
from cchc_lib.forms.shipped import official_forms
from cchc_lib.reading.forms.cells import CellText, FormTable
from cchc_lib.vietnamese.text import fold_label

__all__ = ["columns_of", "folded", "no_table"]

_HEAD = 12
"""Rows within which the titles of columns stand."""

Places = dict[str, int]


def columns_of(form: OfficialForm, table: FormTable) -> tuple[int, Places] | None:
    """Return the row after the head of a table, and the place of each column in it."""
    if _is_of_another(form, table):
        return None
    numbers = _numbers_in(form, table)
    if not numbers:
        return _by_titles(form, table)
    return next((each for each in numbers if not _moved(form, table, *each)), None)


def folded(text: str) -> str:
    """Return words as labels and titles are compared."""
    return fold_label(text).strip(" .:")


def _numbers_in(form: OfficialForm, table: FormTable) -> list[tuple[int, Places]]:
    """Return the rows that hold the numbers of all columns: where each ends, and their places."""
    needed = set(_needed(form))
    found = ((at, _numbered(form, row)) for at, row in enumerate(table.rows, 1) if len(row) >= 2)
    return [(at, places) for at, places in found if needed <= set(places)]


def _numbered(form: OfficialForm, row: Mapping[int, CellText]) -> Places:
    """Return the place of each column whose number stands in a row, in the order of the form."""
    said = {cell.text.strip("() .").split("=")[0].strip("() "): p for p, cell in row.items()}
    return {c.number: said[c.number] for c in form.columns if c.number in said}


def _needed(form: OfficialForm) -> list[str]:
    return [c.number for c in form.columns if c.is_number or c.kind is ColumnKind.LABEL]


def _moved(form: OfficialForm, table: FormTable, end: int, places: Places) -> list[str]:
    """Return the columns that stand elsewhere than in the form, or under the title of another."""
    now = sorted(places, key=places.__getitem__)
    moved = [there for there, here in zip(now, places, strict=True) if there != here]
    heads = _heads(table, end - 1)
    return moved or [
        number
        for number, place in places.items()
        if _is_under_another(form, form.column(number), heads.get(place, []))
    ]


def _is_under_another(form: OfficialForm, column: FormColumn, words: Sequence[str]) -> bool:
    """Whether the titles over a column are those of another, or of one beside it in its group."""
    if not words or _is_under(column, words):
        return False
    return any(
        _is_under(each, words) or (each.group == column.group and words[-1] in _titles(each))
        for each in form.columns
        if each is not column and not set(_titles(each)) & set(_titles(column))
    ) and words[-1] not in _titles(column)


def _is_under(column: FormColumn, words: Sequence[str]) -> bool:
    over = [folded(title) for title in column.group]
    return any(list(words[-1 - len(over) :]) == [*over, title] for title in _titles(column))


@lru_cache(maxsize=1024)
def _titles(column: FormColumn) -> tuple[str, ...]:
    """Return the title of a column, without its unit and with it."""
    return tuple(folded(f"{column.title}{unit}") for unit in ("", f" ({column.unit})"))


def _heads(table: FormTable, end: int) -> dict[int, list[str]]:
    """Return the words over each column, down to a row."""
    heads: dict[int, list[str]] = {}
    for row in table.rows[:end]:
        _put(heads, row)
    return heads


def _put(heads: dict[int, list[str]], row: Mapping[int, CellText]) -> None:
    for place, cell in row.items():
        for over in range(place, place + cell.columns) if cell.text else ():
            heads.setdefault(over, []).append(folded(cell.text))


def _by_titles(form: OfficialForm, table: FormTable) -> tuple[int, Places] | None:
    """Tell columns by the titles over them, of which the form has each at one place only."""
    heads: dict[int, list[str]] = {}
    for at, row in enumerate(table.rows[:_HEAD]):
        _put(heads, row)
        found: Places = {}
        for column in form.columns:
            fits = [p for p, words in heads.items() if _is_under(column, words)]
            if len(fits) == 1:
                found[column.number] = fits[0]
        if set(_needed(form)) <= set(found):
            return at + 1, found
    return None


def _is_of_another(form: OfficialForm, table: FormTable) -> bool:
    """Whether the titles of a table are rather those of another official form."""
    said = {folded(cell.text) for row in table.rows[:_HEAD] for cell in row.values() if cell.text}
    own = len(said & _all_titles(form.columns))
    return any(
        len(said & titles) > max(own, 2)
        for id, titles in _official_titles().items()
        if id != form.id
    )


@cache
def _official_titles() -> dict[str, frozenset[str]]:
    return {form.id: _all_titles(form.columns) for form in official_forms()}


@lru_cache(maxsize=32)
def _all_titles(columns: tuple[FormColumn, ...]) -> frozenset[str]:
    groups = {folded(title) for column in columns for title in column.group}
    return frozenset(groups.union(*map(_titles, columns)))


def no_table(form: OfficialForm, tables: Sequence[FormTable]) -> FormatError:
    """Return the error for a file without a table of a form; it says what is amiss if it shows."""
    amiss, amiss_vi = _amiss(form, [each for each in tables if not _is_of_another(form, each)])
    return FormatError(
        f"no table with the columns of {form.number}{amiss}; accepted: a table whose columns have "
        "their numbers, such as (1) (2) (3), or the titles of the form",
        f"không thấy bảng có các cột của biểu {form.number}{amiss_vi}; cần: bảng có dòng số thứ tự "
        "cột, ví dụ (1) (2) (3), hoặc đúng tên các cột của biểu",
        path="form",
        accepted=f"a table with the columns of {form.number}",
    )


def _amiss(form: OfficialForm, tables: Sequence[FormTable]) -> tuple[str, str]:
    """Return what is wrong with the numbers of the table that has most of the form's columns."""
    rows = [
        (_numbered(form, row), at, table)
        for table in tables
        for at, row in enumerate(table.rows, 1)
    ]
    found, end, table = max(rows, key=lambda each: len(each[0]), default=({}, 0, None))
    # a line of data may hold some numbers by accident
    if table is None or 2 * len(found) < len(form.columns):
        return "", ""
    if lacking := [number for number in _needed(form) if number not in found]:
        said = ", ".join(f"({number})" for number in lacking)
        return f"; column {said} is lacking", f"; thiếu cột {said}"
    moved = ", ".join(f"({number})" for number in _moved(form, table, end, found))
    return (
        f"; columns stand in another order: {moved}",
        f"; các cột bị đổi thứ tự: {moved}; xếp lại đúng thứ tự của biểu",
    )
