"""The judge over the cells of a form, and what is left where an identity does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from cchc_lib.checks.forms.ties import CellAt, Tie, TieKind, ties_of
from cchc_lib.checks.judge import Verdict, judge
from cchc_lib.errors import InvalidTypeError
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.form import ColumnKind
from cchc_lib.forms.residual import FormResidual
from cchc_lib.forms.table import row_words
from cchc_lib.forms.values import NotApplicable, cell_words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.vietnamese.numbers import format_number

__all__ = ["check_forms", "form_residuals", "judged", "line_name", "shown_number", "size_of"]

_MONEY = {"nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}


def check_forms(filled: object, previous: object, others: Sequence[object]) -> None:
    """Refuse what is no filled form among those that are checked together.

    Raises:
        InvalidTypeError: for it.
    """
    held = [("filled", filled), *(("others", each) for each in others)]
    for name, value in [*held, *([("previous", previous)] if previous is not None else [])]:
        if not isinstance(value, FilledForm):
            raise InvalidTypeError.refuse(
                name, value, "a FilledForm, such as read_form('bieu.xlsx')", "một FilledForm"
            )


def form_residuals(
    filled: FilledForm, *, previous: FilledForm | None = None, others: Sequence[FilledForm] = ()
) -> tuple[FormResidual, ...]:
    """Return every identity of a form that can be judged, right ones too, in the order of lines.

    >>> from cchc_lib import FormLine, official_form
    >>> filled = FilledForm(form=official_form("II.06a"), lines=[
    ...     FormLine("sector", "Hộ tịch", {"3": 11, "4": 7, "5": 2, "6": 1})])
    >>> [(each.identity, each.residual) for each in form_residuals(filled)]
    [('(3) = (4) + (5) + (6)', '1')]

    Raises:
        InvalidTypeError: for what is no filled form.
    """
    check_forms(filled, previous, others)
    found = []
    for tie, verdict in judged(filled, previous, others):
        size = size_of(tie.result)
        value = tie.result.value
        assert isinstance(value, int | Decimal)
        exact = Fraction(value) - Fraction(verdict.exact) / size
        left = Fraction(0) if verdict.holds else exact
        found.append(
            FormResidual(
                line=line_name(tie.result),
                column=tie.result.column.number,
                identity=tie.says or "tổng các dòng",
                stated=cell_words(tie.result.value),
                made=shown_number(Fraction(verdict.exact) / size),
                residual=shown_number(left),
                holds=verdict.holds,
            )
        )
    return tuple(found)


def judged(
    filled: FilledForm, previous: FilledForm | None = None, others: Sequence[FilledForm] = ()
) -> Iterator[tuple[Tie, Verdict]]:
    """Yield each identity whose cells are known, without those that only compute their result."""
    for tie in ties_of(filled, previous, others):
        if tie.result.stated is None and not _tells(tie):
            continue
        relation = _relation(tie)
        if relation is not None:
            yield tie, judge(relation)


def _tells(tie: Tie) -> bool:
    """Whether an identity says more than how its result, which nobody stated, is computed."""
    if tie.kind in (TieKind.AT_MOST, TieKind.RISING, TieKind.FORMS, TieKind.CARRIED):
        return True
    cell, made = tie.result, tie.identity
    form, line = cell.filled.form, cell.filled.lines[cell.line]
    if made is None or made.equation in (cell.column.formula, form.formulas.get(line.row)):
        return False
    return bool(line.cells)  # a total of which nothing was stated breaks where its rows do


def _relation(tie: Tie) -> Relation | None:
    cells = (tie.result, *tie.parts)
    values = [cell.value for cell in cells]
    if any(value is None or isinstance(value, str) for value in values):
        return None
    if isinstance(tie.result.value, NotApplicable):
        return None
    plus = [cell for cell in tie.plus if not isinstance(cell.value, NotApplicable)]
    less = [cell for cell in tie.less if not isinstance(cell.value, NotApplicable)]
    if not plus and not less:
        return None
    kind = {
        TieKind.SHARE: Kind.SHARE,
        TieKind.AT_MOST: Kind.AT_MOST,
        TieKind.RISING: Kind.AT_MOST,
    }.get(tie.kind, Kind.SUM)
    operands = tuple(map(_quantity, plus))
    if tie.whole is not None:
        if isinstance(tie.whole.value, NotApplicable):
            return None
        operands = (*operands, _quantity(tie.whole))
    return Relation(
        kind,
        _quantity(tie.result),
        operands,
        Structure.CERTAIN,
        Pattern.TABLE,
        tuple(map(_quantity, less)),
        is_list=True,
    )


def size_of(cell: CellAt) -> int:
    """Return how many đồng one of what a cell counts in is; 1 for counts."""
    is_amount = cell.column.kind is ColumnKind.AMOUNT
    return _MONEY.get(_unit(cell), 1) if is_amount else 1


def _unit(cell: CellAt) -> str:
    form = cell.filled.form
    row = form.row(cell.filled.lines[cell.line].row)
    return row.unit or cell.column.unit or form.unit or ""


def _quantity(cell: CellAt) -> Quantity:
    """Return a number as it is printed: its decimals say how exact it is."""
    value = cell.value
    assert isinstance(value, int | Decimal)
    size = size_of(cell)
    exact: ExactQuantity = value * size if isinstance(value, int) else Fraction(value) * size
    is_percent = cell.column.kind is ColumnKind.PERCENT
    return Quantity(
        0,
        1,
        exact,
        "%" if is_percent else "đồng" if size > 1 else "",
        (),
        format_number(value, fixed=True),
        None,
        size,
        is_rounded=size > 1,
    )


def line_name(cell: CellAt) -> str:
    """Return what a line is called in a message: its mark and its words."""
    words = row_words(cell.filled, cell.line)
    mark = cell.filled.marks[cell.line]
    return f"{mark}. {words}" if mark and not words.startswith(f"{mark}.") else words


def shown_number(value: ExactQuantity) -> str:
    """Return a number as an officer writes it."""
    exact = Fraction(value)
    return format_number(exact, places=0 if exact.denominator == 1 else 6)
