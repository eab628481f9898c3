"""A form filled in: who reports, for which period, and the lines; results are computed.

A line holds what was stated, results too where somebody stated them: a wrong total can be held and
is found by the check. What was not stated of a result is computed when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.frozen import FrozenDict
from cchc_lib.forms.accepted import check_head, check_line, check_official
from cchc_lib.forms.form import FormColumn, FormRow, OfficialForm
from cchc_lib.forms.values import CellValue, added, percent_of
from cchc_lib.report.period import Period
from cchc_lib.vietnamese.text import clean_text, fold_label

__all__ = ["FilledForm", "FormLine", "LineKey", "empty_form"]

LineKey = tuple[tuple[str, str], ...]
"""The rows from the highest level down to a line, each with the name it has where it was listed."""

MAX_LINES = 20_000
"""How many lines a filled form may have."""


def _cells(values: Mapping[str, CellValue]) -> FrozenDict[CellValue]:
    if not isinstance(values, Mapping):
        raise InvalidTypeError.refuse(
            "FormLine.cells",
            values,
            'values by the number of their column, such as {"4": 12}',
            'giá trị theo số cột, ví dụ {"4": 12}',
        )
    return FrozenDict({str(key): value for key, value in values.items() if value is not None})


def _words(value: str, path: str = "FormLine.label") -> str:
    return clean_text(path, value)


@attrs.frozen
class FormLine:
    """A line of a filled form: which row it is, its name where the agency lists rows, its cells.

    `cells` are by the number of their column; a column that is not there is not known (or a result
    that is computed). `path` is where a report holds these facts.
    """

    row: str
    label: str = attrs.field(default="", converter=_words)
    cells: FrozenDict[CellValue] = attrs.field(factory=FrozenDict, converter=_cells)
    path: str | None = attrs.field(default=None, eq=False, kw_only=True)


def _lines(values: Iterable[FormLine]) -> tuple[FormLine, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidTypeError.refuse(
            "FilledForm.lines", values, "a list of FormLine", "danh sách FormLine"
        )
    return tuple(values)


def _name(value: str | None) -> str | None:
    return None if value is None else _words(value, "FilledForm")


@attrs.frozen(kw_only=True, slots=False)
class FilledForm:
    """A form that an agency filled in for a period.

    `lines` stand in the order of the form; fixed rows that were not given are there, empty.

    >>> from cchc_lib import official_form
    >>> filled = FilledForm(form=official_form("II.06a"), lines=[
    ...     FormLine("sector", "Hộ tịch", {"4": 7, "5": 2, "6": 1, "8": 0, "9": 8, "10": 0}),
    ...     FormLine("sector", "Đất đai", {"4": 3, "5": 5, "6": 0, "8": 1, "9": 2, "10": 1})])
    >>> [filled.value(line, "3") for line in filled.lines], filled.value(filled.lines[-1], "11")
    ([10, 8, 18], None)

    Raises:
        InvalidValueError: for a value that its column cannot hold, a fixed row that stands twice.
        UnknownNameError: for a row or a column that the form does not have.
    """

    form: OfficialForm
    lines: tuple[FormLine, ...] = attrs.field(default=(), converter=_lines)
    agency: str | None = attrs.field(default=None, converter=_name)
    receiver: str | None = attrs.field(default=None, converter=_name)
    period: Period | None = None
    place: str | None = attrs.field(default=None, converter=_name)

    def __attrs_post_init__(self) -> None:
        """Check every line, and put them in the order of the form."""
        check_head(self.form, self.period)
        if len(self.lines) > MAX_LINES:
            raise InvalidValueError.refuse(
                "FilledForm.lines",
                len(self.lines),
                f"at most {MAX_LINES} lines",
                f"nhiều nhất {MAX_LINES} dòng",
            )
        for place, line in enumerate(self.lines):
            if not isinstance(line, FormLine):
                raise InvalidTypeError.refuse(
                    f"lines[{place}]",
                    line,
                    "a FormLine, such as FormLine('total')",
                    "một FormLine, ví dụ FormLine('total')",
                )
            check_line(self.form, line.row, line.label, line.cells, f"lines[{place}]")
        object.__setattr__(self, "lines", tuple(_ordered(self.form, self.lines)))

    @property
    def is_empty(self) -> bool:
        """Whether nobody has filled in anything."""
        return not any(line.cells or line.label for line in self.lines)

    @cached_property
    def parents(self) -> tuple[int | None, ...]:
        """For each line the place of the one that it stands under."""
        last: dict[str, int] = {}
        found: list[int | None] = []
        for place, line in enumerate(self.lines):
            above = self.form.above[line.row]
            found.append(None if above is None else last.get(above.id))
            last[line.row] = place
        return tuple(found)

    def below(self, line: int | None) -> list[int]:
        """Return the places of the lines right under one; of `None` those of the highest level."""
        return self._children.get(line, [])

    @cached_property
    def _children(self) -> dict[int | None, list[int]]:
        found: dict[int | None, list[int]] = {}
        for place, above in enumerate(self.parents):
            found.setdefault(above, []).append(place)
        return found

    def summed(self, line: int) -> list[int]:
        """Return the places of the lines that a line of results adds up; none of a line of data."""
        row = self.form.row(self.lines[line].row)
        if row.is_total:
            under = [each for each in self.below(None) if each != line]
            return [each for each in under if not self.form.row(self.lines[each].row).is_total]
        if not row.is_sum:
            return []
        under = self.below(line)
        return [each for each in under if not self.form.row(self.lines[each].row).is_part]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """What stands before each line: the mark of its row, or its place among its own.

        Rows of the agency's own that hold others are lettered on from those of the form.
        """
        counts: dict[tuple[int | None, str], int] = {}
        found: list[str] = []
        heads = 0
        for place, line in enumerate(self.lines):
            row = self.form.row(line.row)
            if row.each and row.rows:
                heads += 1
                found.append(chr(ord("A") + min(heads, 26) - 1))
            elif row.each and not row.mark:
                key = self.parents[place], row.id
                counts[key] = counts.get(key, 0) + 1
                found.append(str(counts[key]))
            else:
                heads += row.mark.isalpha() and self.parents[place] is None
                found.append(row.mark)
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[LineKey, ...]:
        """What tells each line from all others, in any form filled in alike."""
        found: list[LineKey] = []
        for line, above in zip(self.lines, self.parents, strict=True):
            is_listed = self.form.row(line.row).each is not None
            name = fold_label(line.label) if is_listed else ""
            found.append((*(found[above] if above is not None else ()), (line.row, name)))
        return tuple(found)

    @cached_property
    def by_key(self) -> dict[LineKey, int]:
        """The place of each line; of several with one name the first."""
        found: dict[LineKey, int] = {}
        for place, key in enumerate(self.keys):
            found.setdefault(key, place)
        return found

    def places_of(self, row: str) -> list[int]:
        """Return the places of the lines of a row."""
        return [at for at, line in enumerate(self.lines) if line.row == row]

    def line_of(self, row: str) -> int | None:
        """Return the place of a fixed row."""
        return next((at for at, line in enumerate(self.lines) if line.row == row), None)

    def is_result(self, line: int, column: FormColumn) -> bool:
        """Whether a cell is made of others."""
        row = self.form.row(self.lines[line].row)
        made = bool(self.summed(line)) or row.is_total or row.id in self.form.formulas
        return column.formula is not None or (made and column.is_added)

    def is_within(self, line: int, column: FormColumn) -> bool:
        """Whether what a column counts is in another here: a total that does not tell it apart.

        One that is what the rows add up to in that other column has nothing more in it.
        """
        cells, other = self.lines[line].cells, column.counted_in
        if other is None or column.number in cells or other not in cells:
            return False
        rows = [self._value(each, self.form.column(other)) for each in self.summed(line)]
        return cells[other] != added(rows)

    def value(self, line: FormLine | int, column: str) -> CellValue:
        """Return what stands in a cell: as it was stated, or of a result what it is computed to be.

        Raises:
            UnknownNameError: for a column that the form does not have.
        """
        at = line if isinstance(line, int) else self._place(line)
        return self._value(at, self.form.column(column))

    def _place(self, line: FormLine) -> int:
        return next(at for at, each in enumerate(self.lines) if each is line or each == line)

    @cached_property
    def _known(self) -> dict[tuple[int, str], CellValue]:
        return {}

    def _value(self, line: int, column: FormColumn) -> CellValue:
        key = line, column.number
        if key not in self._known:
            stated = self.lines[line].cells.get(column.number)
            found = stated if stated is not None else self.computed(line, column)
            self._known[key] = found
        return self._known[key]

    def computed(self, line: int, column: FormColumn) -> CellValue:
        """Return what the others make a cell; `None` where they do not, or are not known."""
        row = self.form.row(self.lines[line].row)
        found: CellValue = None
        if self.is_within(line, column):
            return None
        if column.is_added:
            if rows := self.summed(line):
                found = added([self._value(each, column) for each in rows])
            elif (formula := self.form.formulas.get(row.id)) is not None:
                places = [
                    [self.line_of(ref.row or "") for ref in refs]
                    for refs in (formula.plus, formula.less)
                ]
                plus, less = (
                    [None if at is None else self._value(at, column) for at in side]
                    for side in places
                )
                found = added(plus, less)
        formula = column.formula
        if found is None and formula is not None:
            at = self.form.column
            if formula.whole is not None:
                part = self._value(line, at(formula.plus[0].column or ""))
                whole = self._value(line, at(formula.whole.column or ""))
                return percent_of(part, whole, column.places)
            found = added(
                [self._value(line, at(ref.column or "")) for ref in formula.plus],
                [self._value(line, at(ref.column or "")) for ref in formula.less],
            )
        return found

    def complete(self) -> FilledForm:
        """Return the form with every result that can be computed stated."""
        return attrs.evolve(
            self,
            lines=[
                attrs.evolve(
                    line,
                    cells={
                        column.number: self._value(at, column)
                        if column.is_number
                        else line.cells.get(column.number)
                        for column in self.form.columns
                    },
                )
                for at, line in enumerate(self.lines)
            ],
        )

    def data(self) -> FilledForm:
        """Return the form without its results: what was counted, to add up or to fill in again."""
        return attrs.evolve(
            self,
            lines=[
                attrs.evolve(
                    line,
                    cells={
                        number: value
                        for number, value in line.cells.items()
                        if not self.is_result(at, self.form.column(number))
                    },
                )
                for at, line in enumerate(self.lines)
            ],
        )


def empty_form(form: OfficialForm, **head: Any) -> FilledForm:
    """Return a form to fill in, with all its rows; `head` is who reports, to whom, and when.

    Raises:
        InvalidTypeError: for what is no form.
    """
    check_official(form)
    fixed = [FormLine(row.id) for row in form.walk() if not row.each and not _is_open(form, row)]
    return FilledForm(form=form, lines=fixed, **head)


def _ordered(form: OfficialForm, lines: Iterable[FormLine]) -> list[FormLine]:
    """Return the lines as the tree of rows has them, with the fixed rows that were not given."""
    waiting = list(lines)
    fixed = [line.row for line in waiting if not form.row(line.row).each]
    if len(set(fixed)) < len(fixed):
        twice = next(row for row in fixed if fixed.count(row) > 1)
        raise InvalidValueError.refuse(
            "FilledForm.lines",
            twice,
            "each fixed row once",
            f"mỗi dòng có sẵn của biểu chỉ một lần, dòng “{form.row(twice).label}” có nhiều hơn",
        )
    own: dict[tuple[str, int | None], list[FormLine]] = {}
    last: dict[str, FormLine] = {}
    for place, line in enumerate(waiting):
        row, over = form.row(line.row), form.above[line.row]
        holder = last.get(over.id) if over is not None and _is_open(form, row) else None
        if holder is None and _is_open(form, row):
            raise InvalidValueError.refuse(
                f"lines[{place}]",
                line.row,
                f"a line behind that of the row {over.id!r} that it stands under" if over else "",
                "dòng con đứng sau dòng mà nó thuộc về",
            )
        own.setdefault((row.id, None if holder is None else id(holder)), []).append(line)
        last[line.row] = line
    given = {line.row for line in waiting}
    found: list[FormLine] = []

    def put(rows: Iterable[FormRow], under: FormLine | None) -> None:
        for row in rows:
            at = id(under) if under is not None and _is_open(form, row) else None
            lines = own.get((row.id, at), [])
            is_there = not row.is_optional or any(inner.id in given for inner in row.walk())
            if not lines and not row.each and is_there:
                lines = [FormLine(row.id)]
            for line in lines:
                found.append(line)
                put(row.rows, line)

    put(form.rows, None)
    return found


def _is_open(form: OfficialForm, row: FormRow) -> bool:
    """Whether rows that the agency lists stand above a row: then it may be there several times."""
    over = form.above[row.id]
    while over is not None:
        if over.each:
            return True
        over = form.above[over.id]
    return False
