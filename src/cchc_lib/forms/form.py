"""A form: numbered columns, a tree of rows, what must hold between them, and the law behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

import attrs

from cchc_lib.errors import unknown_name
from cchc_lib.forms.equations import PREVIOUS, Equation

__all__ = ["Certainty", "ColumnKind", "FormColumn", "FormRow", "Identity", "OfficialForm"]


class ColumnKind(StrEnum):
    """What stands in a column.

    | kind    | what                                                   |
    |---------|--------------------------------------------------------|
    | order   | the number of a row (STT)                              |
    | label   | what a row is                                          |
    | unit    | in what a row counts                                   |
    | count   | whole numbers                                          |
    | amount  | amounts and measures, exact or with decimals           |
    | percent | percentages                                            |
    | words   | remarks                                                |
    """

    ORDER = "order"
    LABEL = "label"
    UNIT = "unit"
    COUNT = "count"
    AMOUNT = "amount"
    PERCENT = "percent"
    WORDS = "words"


class Certainty(StrEnum):
    """How sure it is that a form is as it stands here; a page of it says so."""

    SURE = "sure"
    LIKELY = "likely"
    CHECK = "check"

    @property
    def label(self) -> str:
        """The words that an officer reads."""
        return _CERTAINTIES[self]


_CERTAINTIES = {
    Certainty.SURE: "các cột đã được đối chiếu",
    Certainty.LIKELY: "theo nguồn gián tiếp, cần đối chiếu với văn bản trước khi dùng",
    Certainty.CHECK: "chưa đối chiếu được với văn bản, không dùng làm căn cứ",
}


@attrs.frozen(kw_only=True)
class FormColumn:
    """A column: its number as printed, its title and those above it, what stands in it.

    `formula` makes it a result; `fact` is the figure of a report that fills it. Who does not count
    it apart has it in the column `counted_in`: those resolved early among those resolved in time.
    """

    number: str
    title: str
    kind: ColumnKind = ColumnKind.COUNT
    group: tuple[str, ...] = ()
    formula: Equation | None = None
    fact: str | None = None
    counted_in: str | None = None
    unit: str | None = None
    places: int = 2
    width: int | None = None

    @property
    def is_number(self) -> bool:
        """Whether numbers stand in it."""
        return self.kind in (ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.PERCENT)

    @property
    def is_added(self) -> bool:
        """Whether rows and forms add up in it; a percentage is one of the sums, never a sum."""
        rate = self.formula is not None and self.formula.whole is not None
        return self.is_number and self.kind is not ColumnKind.PERCENT and not rate

    @property
    def full_title(self) -> str:
        """Its title after those above it."""
        return ": ".join((*self.group, self.title))


@attrs.frozen(kw_only=True)
class FormRow:
    """A row of the tree. Its mark is part of what it is: "1.1 Chi khác" is not "1 Chi khác".

    `each` says that an agency lists rows of its own here, one for each of what it names ("lĩnh
    vực"). `is_sum` is the result of the rows right below, without those that are only a part of it
    (`is_part`, "Trong đó:"); `is_total` that of the rows of the highest level. `at` is where a
    report holds its facts, `match` words by which one of several is told; it is not filled from a
    report that fills one of the rows in `unless`, which hold the same facts otherwise parted.
    """

    id: str
    label: str = ""
    mark: str = ""
    each: str | None = None
    is_sum: bool = False
    is_total: bool = False
    is_part: bool = False
    is_optional: bool = False
    unit: str | None = None
    at: str | None = None
    match: str | None = None
    unless: tuple[str, ...] = ()
    rows: tuple[FormRow, ...] = ()

    def walk(self) -> Iterator[FormRow]:
        """Yield this row and all below it, as they are printed."""
        yield self
        for row in self.rows:
            yield from row.walk()


@attrs.frozen(kw_only=True)
class Identity:
    """What must hold, in every row or column that it does not name.

    Where its result may rightly be more (dossiers that wait are in no column), `note_above` says
    what to make plain, and it is only a note; a warning where that would be more than all the rest
    and no report is at hand that tells it. `within_year` is asked of one year only. `code` is
    that of the finding, where the facts have a rule of their own for it.
    """

    equation: Equation
    note_above: str | None = None
    within_year: bool = False
    code: str | None = None


@attrs.frozen(kw_only=True, slots=False, repr=False)
class OfficialForm:
    """An official table: its name, by which law and when, its columns, rows and identities."""

    id: str
    number: str
    title: str
    unit: str | None = None
    law: str | None = None
    start: date | None = None
    end: date | None = None
    certainty: Certainty = Certainty.CHECK
    doubts: tuple[str, ...] = ()
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    identities: tuple[Identity, ...] = ()

    def __repr__(self) -> str:
        return f"OfficialForm({self.id!r})"

    def __str__(self) -> str:
        return f"Biểu số {self.number}: {self.title}"

    @cached_property
    def _columns(self) -> dict[str, FormColumn]:
        return {column.number: column for column in self.columns}

    @cached_property
    def _rows(self) -> dict[str, FormRow]:
        return {row.id: row for row in self.walk()}

    @cached_property
    def above(self) -> dict[str, FormRow | None]:
        """The row above each, by its id; `None` for those of the highest level."""
        found: dict[str, FormRow | None] = {row.id: None for row in self.rows}
        for row in self.walk():
            found |= {inner.id: row for inner in row.rows}
        return found

    def walk(self) -> Iterator[FormRow]:
        """Yield every row, as they are printed."""
        for row in self.rows:
            yield from row.walk()

    def column(self, number: str) -> FormColumn:
        """Return a column by its number.

        Raises:
            UnknownNameError: when it has none with this number.
        """
        if number not in self._columns:
            raise unknown_name("column", "cột", number, self._columns, where=self.id)
        return self._columns[number]

    def row(self, id: str) -> FormRow:
        """Return a row by its id.

        Raises:
            UnknownNameError: when it has none with this id.
        """
        if id not in self._rows:
            raise unknown_name("row", "dòng", id, self._rows, where=self.id)
        return self._rows[id]

    @cached_property
    def numbers(self) -> tuple[FormColumn, ...]:
        """The columns in which numbers stand."""
        return tuple(column for column in self.columns if column.is_number)

    @cached_property
    def formulas(self) -> dict[str, Equation]:
        """The identity of each row that is the result of others that it names, by its id."""
        return {
            each.equation.result.row: each.equation
            for each in self.identities
            if each.equation.result.row
            and each.equation.result.column is None
            and each.equation.sign == "="
        }

    @cached_property
    def every(self) -> tuple[Identity, ...]:
        """All identities: those that make columns results, then the others."""
        of_columns = (column.formula for column in self.columns if column.formula is not None)
        return (*(Identity(equation=each) for each in of_columns), *self.identities)

    def is_result(self, row: FormRow) -> bool:
        """Whether a row is made of others."""
        return row.is_sum or row.is_total or row.id in self.formulas

    def holds(self, day: date) -> bool:
        """Whether the form was in use on a day, as far as that is known."""
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day < self.end)

    @property
    def compares(self) -> bool:
        """Whether an identity ties it to the period before."""
        return any(ref.form == PREVIOUS for each in self.every for ref in each.equation.refs)
