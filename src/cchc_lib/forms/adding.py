"""Forms of several units added up: data are added, results are computed anew.

A line is the same line in two forms by its row and, where units list rows of their own, its name.
What one unit does not know makes the sum not known; what nobody listed adds nothing. Rows of a tree
are never added to each other: TỔNG CỘNG is a result, and no unit's total enters a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.forms.filled import FilledForm, FormLine, LineKey
from cchc_lib.forms.form import FormColumn
from cchc_lib.forms.values import CellValue, added

__all__ = ["add_forms"]


def add_forms(
    forms: Iterable[FilledForm], *, agency: str | None = None, receiver: str | None = None
) -> FilledForm:
    """Return the form of all units: in any order and grouping the same.

    Rates are rates of sums. Where one unit states only the total of a block and another its rows,
    the block states the sum of both, and a check shows what the rows lack.

    >>> from cchc_lib import FormLine, official_form
    >>> form = official_form("II.06a")
    >>> one, other = (FilledForm(form=form, lines=[FormLine("sector", "Hộ tịch", {"4": count})])
    ...               for count in (7, 5))
    >>> total = add_forms([one, other])
    >>> [total.value(line, "4") for line in total.lines]
    [12, 12]

    Raises:
        InvalidTypeError: for what is no filled form.
        InvalidValueError: for none, for different forms, for different periods.
    """
    given = _checked(forms)
    form = given[0].form
    together: dict[LineKey, list[tuple[FilledForm, int]]] = {}
    for filled in given:
        for place, key in enumerate(filled.keys):
            together.setdefault(key, []).append((filled, place))
    rank = {row.id: place for place, row in enumerate(form.walk())}
    keys = sorted(together, key=lambda key: [(rank[row], name) for row, name in key])
    lines = [_bare(together[key]) for key in keys]
    bare = FilledForm(form=form, lines=lines)
    places = {key: bare.by_key[key] for key in keys}
    stated = {
        places[key]: {
            column.number: value
            for column in form.columns
            if (value := _value(bare, places[key], column, together[key])) is not None
        }
        for key in keys
    }
    return FilledForm(
        form=form,
        lines=[
            FormLine(line.row, line.label, stated.get(place, {}))
            for place, line in enumerate(bare.lines)
        ],
        agency=agency,
        receiver=receiver,
        period=given[0].period,
    )


def _bare(own: Sequence[tuple[FilledForm, int]]) -> FormLine:
    """Return the line of several forms without its cells; of spellings of a name the first."""
    lines = [filled.lines[place] for filled, place in own]
    return FormLine(lines[0].row, min(line.label for line in lines))


def _value(
    bare: FilledForm, line: int, column: FormColumn, own: Sequence[tuple[FilledForm, int]]
) -> CellValue:
    """Return what a cell states: the sum of data, or nothing where it is computed from others."""
    if not column.is_added:
        return None
    results = [filled.is_result(place, column) for filled, place in own]
    if bare.is_result(line, column) and (all(results) or column.formula is not None):
        stated = [filled.lines[place].cells.get(column.number) for filled, place in own]
        computed = [filled.computed(place, column) for filled, place in own]
        if all(
            made is not None or said is None for made, said in zip(computed, stated, strict=True)
        ):
            return None
    return added(filled.value(place, column.number) for filled, place in own)


def _checked(forms: Iterable[FilledForm]) -> list[FilledForm]:
    given = list(forms) if isinstance(forms, Iterable) else []
    for place, filled in enumerate(given):
        if not isinstance(filled, FilledForm):
            raise InvalidTypeError.refuse(
                f"forms[{place}]", filled, "a FilledForm", "một FilledForm (biểu đã điền)"
            )
    if not given:
        raise InvalidValueError.refuse(
            "forms", forms, "one filled form or more", "một biểu đã điền trở lên"
        )
    for place, filled in enumerate(given):
        if filled.form != given[0].form:
            raise InvalidValueError.refuse(
                f"forms[{place}]",
                filled.form.id,
                f"forms of one kind, {given[0].form.id!r}",
                f"các biểu cùng một mẫu, {given[0].form.number}",
            )
        if filled.period != given[0].period:
            raise InvalidValueError.refuse(
                f"forms[{place}].period",
                str(filled.period),
                f"forms of one period, {given[0].period}",
                f"các biểu cùng một kỳ, {given[0].period}",
            )
    return given
