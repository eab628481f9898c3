"""The workbook of an inbox: a sheet a table, to sort and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from cchc_lib.inbox import shown
from cchc_lib.workbook import style

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cchc_lib.inbox.inbox import Inbox

__all__ = ["inbox_workbook"]

_MOST_ROWS = 1_000_000
_LONGEST = 32_000  # characters of a cell
_HEAD = 3


def inbox_workbook(inbox: Inbox) -> bytes:
    """Return the workbook of an inbox, the same always."""
    book = Workbook()
    del book[book.active.title]  # type: ignore[union-attr]
    for table in (
        shown.files_table(inbox),
        shown.units_table(inbox),
        shown.claims_table(inbox),
        shown.findings_table(inbox),
        shown.figures_table(inbox),
    ):
        _sheet(book.create_sheet(table.title), table, inbox)
    return style.bytes_of(book)


def _sheet(sheet: Worksheet, table: shown.ShownTable, inbox: Inbox) -> None:
    period = f" {inbox.period}" if inbox.period is not None else ""
    style.put(sheet["A1"], f"{table.title}: hộp thư báo cáo{period}")
    sheet["A1"].font = style.TITLE
    for column, (title, width) in enumerate(table.columns, 1):
        cell = sheet.cell(_HEAD, column)
        style.put(cell, title)
        cell.font, cell.fill, cell.border = style.BOLD, style.HEAD, style.GRID
        cell.alignment = style.CENTRE
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[_HEAD].height = 34
    for at, row in enumerate(table.rows[:_MOST_ROWS], _HEAD + 1):
        lines = 1
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            held = value[:_LONGEST] if isinstance(value, str) else value
            style.put(cell, held if held != "" else None)
            cell.font = (
                style.BOLD if column == 1 and at - _HEAD - 1 in table.marked else style.PLAIN
            )
            cell.border = style.GRID
            cell.alignment = style.RIGHT if isinstance(value, int) else style.LEFT
            lines = max(lines, style.lines_of(held, table.columns[column - 1][1]))
        if lines > 1:
            sheet.row_dimensions[at].height = min(16 * lines, 240)
    sheet.freeze_panes = f"B{_HEAD + 1}"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{_HEAD + len(table.rows)}"
    style.page(sheet, title_rows=f"{_HEAD}:{_HEAD}")
