"""Official forms filled in at random: consistent, for results are computed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cchc_lib.forms.filled import FilledForm, FormLine
from cchc_lib.forms.form import ColumnKind, FormColumn, FormRow, OfficialForm
from cchc_lib.forms.shipped import official_forms
from cchc_lib.forms.values import NOT_APPLICABLE, CellValue

__all__ = ["filled_forms"]

_NAMES = (
    "Hộ tịch",
    "Đất đai",
    "Thôn 1",
    "Xã Mai Hoa",
    "Bảo trợ xã hội",
    "Chứng thực",
    "Môi trường",
)


@st.composite
def filled_forms(
    draw: st.DrawFn,
    /,
    form: OfficialForm | None = None,
    *,
    known: bool = False,
    **head: Any,
) -> FilledForm:
    """Generate filled forms, of one that is given or of those that ship; results are not stated.

    With `known` every cell has a number; without it some are not known, or cannot have one. `head`
    is what `FilledForm` takes beside the form and its lines.

    >>> from cchc_lib import official_form
    >>> from cchc_lib.testing import filled_forms
    >>> filled_forms(official_form("DTC"), known=True).example().form.id  # doctest: +SKIP
    'DTC'
    """
    official = draw(st.sampled_from(official_forms())) if form is None else form
    lines: list[FormLine] = []
    filled: set[str] = set()

    def put(rows: Iterable[FormRow]) -> None:
        for row in rows:
            if row.is_total or not filled.isdisjoint(row.unless):
                lines.extend([FormLine(row.id)] if row.is_total else [])
                continue
            if row.each:
                names = draw(st.lists(st.sampled_from(_NAMES), unique=True, max_size=3))
            else:
                names = [""] if not row.is_optional or draw(st.booleans()) else []
            for name in names:
                filled.add(row.id)
                place = len(lines)
                lines.append(FormLine(row.id, name))
                put(row.rows)
                if not official.is_result(row) or len(lines) == place + 1:
                    lines[place] = FormLine(row.id, name, _cells(draw, official, known))

    put(official.rows)
    return FilledForm(form=official, lines=lines, **head)


def _cells(draw: st.DrawFn, form: OfficialForm, known: bool) -> dict[str, CellValue]:
    return {
        column.number: value
        for column in form.numbers
        if column.formula is None and (value := draw(_values(column, known))) is not None
    }


def _values(column: FormColumn, known: bool) -> st.SearchStrategy[CellValue]:
    numbers: st.SearchStrategy[Any] = st.integers(0, 10**6)
    if column.kind is not ColumnKind.COUNT:
        numbers = numbers | st.integers(0, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))
    if known:
        return numbers
    return st.one_of(numbers, numbers, numbers, st.none(), st.just(NOT_APPLICABLE), st.just(0))
