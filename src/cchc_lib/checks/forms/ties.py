"""Which cells each identity of a form ties: of every row or column that it does not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

import attrs

from cchc_lib.forms.equations import PREVIOUS, Equation, Ref
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.form import FormColumn, Identity
from cchc_lib.forms.values import CellValue, added

__all__ = ["CellAt", "Tie", "TieKind", "ties_of"]


class TieKind(Enum):
    """What an identity ties: columns of a row, rows of a column, forms, periods."""

    COLUMNS = "columns"
    ROWS = "rows"
    SHARE = "share"
    AT_MOST = "at_most"
    CARRIED = "carried"
    RISING = "rising"
    FORMS = "forms"


@attrs.frozen
class CellAt:
    """A cell: the form it stands in, the place of its line, its column."""

    filled: FilledForm
    line: int
    column: FormColumn

    @property
    def value(self) -> CellValue:
        """What stands there."""
        return self.filled.value(self.line, self.column.number)

    @property
    def stated(self) -> CellValue:
        """What somebody wrote there."""
        return self.filled.lines[self.line].cells.get(self.column.number)


@attrs.frozen
class Tie:
    """An identity at its cells."""

    kind: TieKind
    says: str
    result: CellAt
    plus: tuple[CellAt, ...]
    less: tuple[CellAt, ...] = ()
    whole: CellAt | None = None
    identity: Identity | None = None

    @property
    def parts(self) -> tuple[CellAt, ...]:
        """The cells that make the result."""
        return (*self.plus, *self.less, *(() if self.whole is None else (self.whole,)))


def ties_of(
    filled: FilledForm, previous: FilledForm | None = None, others: Sequence[FilledForm] = ()
) -> Iterator[Tie]:
    """Yield every identity of a form at its cells, in the order of the lines."""
    forms = _forms(filled, previous, others)
    by_line: dict[int, list[Tie]] = {}
    for tie in (*_sums(filled), *_identities(filled, forms)):
        by_line.setdefault(tie.result.line, []).append(tie)
    for line in sorted(by_line):
        yield from by_line[line]


def _forms(
    filled: FilledForm, previous: FilledForm | None, others: Sequence[FilledForm]
) -> dict[str | None, FilledForm]:
    found: dict[str | None, FilledForm] = {}
    for other in others:
        found |= {other.form.id: other, other.form.number: other}
    if previous is not None:
        found[PREVIOUS] = previous
    return found | {None: filled}


def _sums(filled: FilledForm) -> Iterator[Tie]:
    """Yield the rows that are the results of those below them, or of all, and parts of rows."""
    for line in range(len(filled.lines)):
        under = filled.summed(line)
        for column in filled.form.columns if under else ():
            if column.is_added:
                result, *parts = (CellAt(filled, each, column) for each in (line, *under))
                plus, less = _within(result, parts)
                yield Tie(TieKind.ROWS, "", result, (*parts, *plus), less)
        above = filled.parents[line]
        if above is not None and filled.form.row(filled.lines[line].row).is_part:
            for column in filled.form.columns:
                if column.is_added:
                    part = CellAt(filled, line, column)
                    yield Tie(TieKind.AT_MOST, "trong đó", CellAt(filled, above, column), (part,))


def _within(
    result: CellAt, parts: Sequence[CellAt]
) -> tuple[tuple[CellAt, ...], tuple[CellAt, ...]]:
    """Return what counts beside the rows and beside their total, where some have it in them.

    Who does not count dossiers resolved early apart has them among those resolved in time.
    """
    filled, number = result.filled, result.column.number
    held = next((each for each in filled.form.columns if each.counted_in == number), None)
    if held is None or result.value == added(part.value for part in parts):
        return (), ()
    total, *rows = (CellAt(filled, each.line, held) for each in (result, *parts))
    if all(each.value is not None for each in (total, *rows)):
        return (), ()
    plus = tuple(each for each in rows if each.value is not None)
    return plus, (total,) if total.value is not None else ()


def _identities(filled: FilledForm, forms: Mapping[str | None, FilledForm]) -> Iterator[Tie]:
    for identity in filled.form.every:
        equation = identity.equation
        if not all(ref.form in forms for ref in equation.refs):
            continue  # the other form, or the period before, is not at hand
        lines = [None] if all(ref.row for ref in equation.refs) else range(len(filled.lines))
        columns = (
            [None]
            if any(ref.column for ref in equation.refs)
            else [column for column in filled.form.columns if column.is_added]
        )
        for line in lines:
            for column in columns:
                found = [_at(ref, filled, forms, line, column) for ref in equation.refs]
                cells = [each for each in found if each is not None]
                if len(cells) == len(found):
                    yield _tie(identity, cells)


def _at(
    ref: Ref,
    filled: FilledForm,
    forms: Mapping[str | None, FilledForm],
    line: int | None,
    column: FormColumn | None,
) -> CellAt | None:
    there = forms[ref.form]
    if ref.row is not None:
        at = there.line_of(ref.row)
    elif line is None:
        return None
    else:
        at = line if ref.form is None else there.by_key.get(filled.keys[line])
    numbers = {each.number: each for each in there.form.columns}
    found = column if ref.column is None else numbers.get(ref.column)
    return None if at is None or found is None else CellAt(there, at, found)


def _tie(identity: Identity, cells: Sequence[CellAt]) -> Tie:
    equation = identity.equation
    result, rest = cells[0], cells[1:]
    plus = tuple(rest[: len(equation.plus)])
    less = tuple(rest[len(equation.plus) : len(equation.plus) + len(equation.less)])
    whole = rest[-1] if equation.whole is not None else None
    return Tie(_kind(equation), str(equation), result, plus, less, whole, identity)


def _kind(equation: Equation) -> TieKind:
    forms = {ref.form for ref in equation.refs} - {None}
    if forms == {PREVIOUS}:
        return TieKind.RISING if equation.sign == "<=" else TieKind.CARRIED
    if forms:
        return TieKind.FORMS
    if equation.whole is not None:
        return TieKind.SHARE
    if equation.sign == "<=":
        return TieKind.AT_MOST
    if any(ref.row for ref in equation.refs):
        return TieKind.ROWS
    return TieKind.COLUMNS
