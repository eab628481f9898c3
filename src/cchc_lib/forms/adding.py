"""Forms of several units added up, cell by cell; results that follow from the rest are computed.

A line is the same line in two forms by its row and, where units list rows of their own, its name.
What one unit does not know makes the sum not known; what nobody listed adds nothing. Rows of a tree
are never added to each other: TỔNG CỘNG is a result, and enters no row. What a unit states as a
total only, where others list rows, is a row of its own: "Không phân theo lĩnh vực".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.forms.filled import FilledForm, FormLine, LineKey
from cchc_lib.forms.form import FormRow, OfficialForm
from cchc_lib.forms.page import place_of
from cchc_lib.forms.values import NOT_APPLICABLE, added
from cchc_lib.report.agency import plain_name
from cchc_lib.vietnamese.text import fold_label

__all__ = ["add_forms"]


def add_forms(
    forms: Iterable[FilledForm], *, agency: str | None = None, receiver: str | None = None
) -> FilledForm:
    """Return the form of all units: in any order and grouping the same.

    Rates are rates of sums. Where one unit states only a total and another its rows, the total of
    the one is a row of its own, behind the others, so the sum is that of the rows, and not known
    where the one does not know it. Totals that are wrong add up too: a check shows the residual.

    >>> from cchc_lib import FormLine, official_form
    >>> form = official_form("II.06a")
    >>> one, other = (FilledForm(form=form, lines=[FormLine("sector", "Hộ tịch", {"4": count})])
    ...               for count in (7, 5))
    >>> total = add_forms([one, other])
    >>> [total.value(line, "4") for line in total.lines]
    [12, 12]
    >>> only = FilledForm(form=form, lines=[FormLine("total", cells={"4": 30})])
    >>> [(line.label, line.cells.get("4")) for line in add_forms([one, only]).lines[:-1]]
    [('Hộ tịch', 7), ('Không phân theo lĩnh vực', 30)]

    Raises:
        InvalidTypeError: for what is no filled form.
        InvalidValueError: for none, for different forms, for different periods, for two of one
            unit, which would count twice, and for one of which a total is of nothing: what an empty
            form comes to is not known.
    """
    given = _with_rest(_checked(forms))
    form = given[0].form
    together: dict[LineKey, list[tuple[FilledForm, int]]] = {}
    for filled in given:
        for place, key in enumerate(filled.keys):
            together.setdefault(key, []).append((filled, place))
    rank = {row.id: place for place, row in enumerate(form.walk())}
    rest = {row.id: fold_label(_rest_name(row)) for row in form.walk() if row.each}
    keys = sorted(
        together, key=lambda key: [(rank[row], name == rest.get(row), name) for row, name in key]
    )
    full = FilledForm(
        form=form,
        lines=[_added(form, together[key]) for key in keys],
        agency=agency,
        receiver=receiver,
        period=given[0].period,
        place=place_of(agency),
    )
    return attrs.evolve(full, lines=[_told(full, place) for place in range(len(full.lines))])


def _holds_rows(row: FormRow) -> bool:
    return bool(row.rows)


def _rest_name(row: FormRow) -> str:
    """Return what the row is called that holds what a unit did not list by anything."""
    return f"Không phân theo {row.each}"


def _with_rest(given: Sequence[FilledForm]) -> list[FilledForm]:
    """Return the forms, each total without rows as a row too where another form has rows."""
    listed = {
        filled.keys[place]
        for filled in given
        for place in range(len(filled.lines))
        if filled.summed(place)
    }
    found = []
    for at, filled in enumerate(given):
        lines: list[FormLine] = []
        for place, line in enumerate(filled.lines):
            lines.append(line)
            if filled.keys[place] in listed and not filled.summed(place):
                lines += _rest(filled, place, at)
        found.append(attrs.evolve(filled, lines=lines))
    return found


def _rest(filled: FilledForm, place: int, at: int) -> list[FormLine]:
    """Return the row that holds what a total states; none where nothing arose."""
    form, row = filled.form, filled.form.row(filled.lines[place].row)
    cells = {
        column.number: filled.value(place, column.number)
        for column in form.columns
        if column.is_added
    }
    if all(value == 0 or value is NOT_APPLICABLE for value in cells.values()):
        return []
    under = form.rows if row.is_total else row.rows
    lists = sorted((each for each in under if each.each and not each.is_part), key=_holds_rows)
    own = next(iter(lists), None)
    if own is None:
        name = filled.lines[place].label or row.label
        raise InvalidValueError.refuse(
            f"forms[{at}]",
            name,
            "a form with the rows that others fill in under this total, as this kind of form has "
            "no row for what is stated as a total only",
            "biểu có đủ các dòng dưới dòng này như biểu của đơn vị khác, vì mẫu không có dòng nào "
            "để ghi phần chỉ có số tổng",
        )
    return [FormLine(own.id, _rest_name(own), cells)]


def _added(form: OfficialForm, own: Sequence[tuple[FilledForm, int]]) -> FormLine:
    """Return a line with the sums of its cells; of spellings of a name the first in order."""
    lines = [filled.lines[place] for filled, place in own]
    cells = {
        column.number: added(filled.value(place, column.number) for filled, place in own)
        for column in form.columns
        if column.is_added
    }
    return FormLine(lines[0].row, min(line.label for line in lines), cells)


def _told(full: FilledForm, place: int) -> FormLine:
    """Return a line without the results that follow from the rest."""
    line = full.lines[place]
    return FormLine(
        line.row,
        line.label,
        {
            column.number: value
            for column in full.form.columns
            if (value := line.cells.get(column.number)) is not None
            and not (full.is_result(place, column) and full.computed(place, column) == value)
        },
    )


def _of_nothing(filled: FilledForm) -> str | None:
    """Return the name of a total that nobody stated, over no rows; `None` where there is none."""
    for place, line in enumerate(filled.lines):
        row = filled.form.row(line.row)
        is_sum = (row.is_total or row.is_sum) and not row.is_optional
        if is_sum and not line.cells and not filled.summed(place):
            return line.label or row.label
    return None


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
    units: dict[str, int] = {}
    for place, filled in enumerate(given):
        unit = plain_name(filled.agency or "")
        if unit and units.setdefault(unit, place) != place:
            raise InvalidValueError.refuse(
                f"forms[{place}].agency",
                filled.agency,
                f"each unit once; forms[{units[unit]}] is of the same",
                f"mỗi đơn vị một biểu; biểu thứ {units[unit] + 1} cũng của đơn vị này",
            )
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
                str(filled.period or "chưa ghi kỳ"),
                f"forms of one period, {given[0].period or 'which is not stated'}",
                f"các biểu cùng một kỳ ({given[0].period or 'chưa ghi kỳ'})",
            )
    for place, filled in enumerate(given):
        if (empty := _of_nothing(filled)) is not None:
            raise InvalidValueError.refuse(
                f"forms[{place}]",
                empty,
                "a form that is filled in, with '-' (0) where nothing arose",
                "biểu đã điền, không phát sinh thì ghi “-”; biểu "
                + (f"của {filled.agency} còn trống" if filled.agency else "này còn trống"),
            )
    return given
