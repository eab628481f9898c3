"""The table of a filled form, for every renderer; an empty cell shows what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cchc_lib.document.nodes import Align, Column, Content, Row, Table, content
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.form import ColumnKind, FormColumn
from cchc_lib.forms.values import cell_words

__all__ = ["form_columns", "form_rows", "row_words", "table_of"]

CellWriter = Callable[[FilledForm, int, FormColumn], Content]
"""What writes a cell: the form, the place of the line, the column."""

_ALIGNS = {
    ColumnKind.ORDER: Align.CENTER,
    ColumnKind.LABEL: Align.LEFT,
    ColumnKind.UNIT: Align.CENTER,
    ColumnKind.WORDS: Align.LEFT,
}
_WIDTHS = {ColumnKind.ORDER: 3, ColumnKind.LABEL: 10, ColumnKind.WORDS: 5, ColumnKind.AMOUNT: 5}


def table_of(
    filled: FilledForm,
    *,
    id: str,
    title: str = "",
    write: CellWriter | None = None,
    notes: tuple[Content, ...] = (),
    blank: int = 0,
) -> Table:
    """Return the table; without a title it has no caption of its own.

    A form that is empty has `blank` empty rows wherever the agency lists rows of its own.
    """
    form = filled.form
    return Table(
        id=id,
        title=title,
        description=f"{form}. Mỗi dòng là một chỉ tiêu hoặc đối tượng, mỗi cột là một số liệu.",
        columns=form_columns(filled),
        rows=tuple(form_rows(filled, write or _written, blank if filled.is_empty else 0)),
        unit=form.unit,
        notes=notes,
    )


def form_columns(filled: FilledForm) -> tuple[Column, ...]:
    """Return the columns with their numbers under them."""
    return tuple(
        Column(
            column.title if column.unit is None else f"{column.title} ({column.unit})",
            group=column.group,
            number=f"({column.number})",
            align=_ALIGNS.get(column.kind, Align.RIGHT),
            width=column.width or _WIDTHS.get(column.kind, 4),
        )
        for column in filled.form.columns
    )


def form_rows(filled: FilledForm, write: CellWriter, blank: int = 0) -> Iterator[Row]:
    """Yield the lines; results of rows are set as totals."""
    form = filled.form
    listed = {line.row for line in filled.lines}
    empty = Row([content("")] * len(form.columns))
    for row in form.walk():
        if blank and row.each and not row.rows and form.above[row.id] is None:
            yield from [empty] * (blank if listed.isdisjoint(row.unless) else 0)
        for place in filled.places_of(row.id) if blank else ():
            yield _row(filled, place, write)
            own = [each for each in row.rows if each.each and not each.rows]
            yield from [empty] * (blank * len(own))
    for place in range(len(filled.lines)) if not blank else ():
        yield _row(filled, place, write)


def _row(filled: FilledForm, place: int, write: CellWriter) -> Row:
    form = filled.form
    row = form.row(filled.lines[place].row)
    cells: list[Content] = []
    for column in form.columns:
        if column.kind is ColumnKind.ORDER:
            cells.append(content(filled.marks[place]))
        elif column.kind is ColumnKind.LABEL:
            cells.append(content(row_words(filled, place)))
        elif column.kind is ColumnKind.UNIT:
            cells.append(content(row.unit or ""))
        else:
            cells.append(write(filled, place, column))
    is_total = row.is_total or (form.is_result(row) and bool(row.rows))
    return Row(cells, is_total=is_total)


def row_words(filled: FilledForm, place: int) -> str:
    """Return what a line is called, behind its mark where the form has no column for that."""
    line = filled.lines[place]
    row = filled.form.row(line.row)
    words = line.label or row.label
    has_order = any(column.kind is ColumnKind.ORDER for column in filled.form.columns)
    return words if has_order or not row.mark else f"{row.mark}. {words}"


def _written(filled: FilledForm, place: int, column: FormColumn) -> Content:
    if column.kind is ColumnKind.WORDS or filled.is_empty:
        return content(str(filled.value(place, column.number) or ""))
    return content(cell_words(filled.value(place, column.number)))
