"""Figures and annex tables as a workbook: exact numbers in cells that show what prose shows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_lib.document.nodes import Align
from cchc_lib.document.walk import ResolvedTable, Run, resolve, stacked
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.change import Change
from cchc_lib.figures.declaration import MONEY
from cchc_lib.figures.figure import Figure, full_label
from cchc_lib.figures.ratio import Ratio
from cchc_lib.files import replace_file
from cchc_lib.outline.compose import compose
from cchc_lib.outline.outline import Outline
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import capital
from cchc_lib.workbook import style

__all__ = ["save_xlsx", "tables_workbook"]

_ESTIMATE = "ước "
_DECIMALS = re.compile(r",([0-9]+)")
_SCALE = {"đồng": "", "nghìn đồng": ",", "triệu đồng": ",,", "tỷ đồng": ",,,"}
_EXACT = 10**15
_FIGURES = ("STT", "Nội dung", "Số liệu", "Đơn vị tính", "Trong văn bản", "Công thức", "Mã")
_BOLD_ROOM = 0.8
_WIDTHS = (7, 60, 22, 16, 34, 34, 40)


def save_xlsx(
    report: ReportHead, path: str | os.PathLike[str], *, outline: Outline | None = None
) -> None:
    """Write the figures and annex tables of a report into a workbook, whole or not at all.

    The first sheet has every figure, then there is a sheet for each annex table. Cells hold exact
    numbers (a rate is 0,8214… and shows 82,14%), with as many decimals as prose shows, and
    Vietnamese separators wherever the program knows them. The same report gives the same bytes.

    It is for reading and computing on; `dump(report, "x.xlsx")` writes facts that `load` reads.

    Raises:
        InvalidTypeError: for what is no report, or a path that is none.
        InvalidValueError: for a path that does not end in .xlsx.
        OSError: when the file cannot be written; an old one stays as it was.
    """
    shown = os.fspath(path) if isinstance(path, str | os.PathLike) else None
    if isinstance(shown, str) and Path(shown).suffix.lower() != ".xlsx":
        raise InvalidValueError.refuse(
            "path",
            shown,
            "the path of a workbook, which ends in .xlsx, such as 'so-lieu.xlsx'",
            "đường dẫn bảng tính có đuôi .xlsx, ví dụ 'so-lieu.xlsx'",
        )
    replace_file(path, tables_workbook(report, outline=outline))


def tables_workbook(report: ReportHead, *, outline: Outline | None = None) -> bytes:
    """Return the workbook that `save_xlsx` writes."""
    if not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse(
            "report",
            report,
            "a report, such as cchc.load('mai-hoa.toml')",
            "một báo cáo, ví dụ cchc.load('mai-hoa.toml')",
        )
    book = Workbook()
    del book[book.active.title]  # type: ignore[union-attr]
    figures = report.figures(padded=False)
    _figures(book.create_sheet("Số liệu"), str(report.period), figures.values())
    number = 0
    for annex in resolve(compose(report, outline=outline)).annexes:
        for block in annex.blocks:
            if isinstance(block, ResolvedTable):
                number += 1
                _table(book.create_sheet(f"Bảng {number}"), block, figures)
    return style.bytes_of(book)


def _figures(sheet: Worksheet, period: str, figures: Iterable[Figure]) -> None:
    style.put(sheet["A1"], f"Số liệu {period}")
    sheet["A1"].font = style.TITLE
    _head(sheet, 3, _FIGURES)
    for row, figure in enumerate(figures, 4):
        value, shown = number_of(figure, figure.text)
        unit = "" if figure.unit in (*MONEY, "%") else figure.unit  # the number shows it
        cells = row - 3, capital(full_label(figure)), value, unit, figure.text
        for column, held in enumerate((*cells, figure.formula or "", figure.id), 1):
            _cell(sheet, row, column, held, shown if column == 3 else "")
        lines = max(
            style.lines_of(cells[1], _WIDTHS[1]), style.lines_of(figure.formula, _WIDTHS[5])
        )
        if lines > 1:
            sheet.row_dimensions[row].height = 16 * lines
    _widths(sheet, _WIDTHS)
    sheet.freeze_panes = "C4"
    style.page(sheet, title_rows="3:3")


def _table(sheet: Worksheet, table: ResolvedTable, figures: Any) -> None:
    style.put(sheet["A1"], table.caption or capital(table.description))
    sheet["A1"].font = style.TITLE
    if table.unit:
        style.put(sheet["A2"], table.unit)
        sheet["A2"].font = style.HINT
    total = sum(table.widths)
    widths = [max(9, round(150 * width / total)) for width in table.widths]
    first = _stacked_head(sheet, 3, table, widths) + 1
    for row, cells in enumerate(table.rows, first):
        for column, words in enumerate(cells, 1):
            runs = [word for word in words if isinstance(word, Run)]
            text = "".join(run.text for run in runs)
            named = {run.figure for run in runs if run.figure}
            figure = figures.get(named.pop()) if len(named) == 1 else None
            held, shown = (text, "") if figure is None else number_of(figure, text)
            if column == 1 and text.isdecimal():
                held = int(text)
            cell = _cell(sheet, row, column, held, shown)
            if runs and all(run.bold for run in runs):
                cell.font = style.BOLD
            if table.aligns[column - 1] is not Align.LEFT:
                is_centred = table.aligns[column - 1] is Align.CENTER
                cell.alignment = style.CENTRE if is_centred else style.RIGHT
    _widths(sheet, widths)
    sheet.freeze_panes = f"A{first}"
    style.page(sheet, title_rows=f"3:{first - 1}")


def _stacked_head(sheet: Worksheet, row: int, table: ResolvedTable, widths: Sequence[float]) -> int:
    """Write the lines of a head, and the numbers of the columns if any; return the last row."""
    lines = [*stacked(table.head, len(widths))]
    numbers = [table.numbers] if table.numbers else []
    for at, titles in enumerate([("",) * len(widths)] * len(lines) + numbers, row):
        _head(sheet, at, titles)
    high = dict.fromkeys(range(row, row + len(lines)), 1)
    for at, line in enumerate(lines, row):
        place = 1
        for cell, begins in line:
            right, last = place + cell.columns - 1, at + cell.rows - 1
            if begins:
                style.put(sheet.cell(at, place), cell.text)
                needed = style.lines_of(cell.text, sum(widths[place - 1 : right]) * _BOLD_ROOM)
                high[last] = max(high[last], needed - cell.rows + 1)
            if begins and (right, last) != (place, at):
                sheet.merge_cells(None, at, place, last, right)
            place = right + 1
    for at, count in high.items():
        sheet.row_dimensions[at].height = 17 * count
    return row + len(lines) + len(numbers) - 1


def _head(sheet: Worksheet, row: int, titles: Iterable[str]) -> None:
    for column, title in enumerate(titles, 1):
        cell = sheet.cell(row, column)
        style.put(cell, title or None)
        cell.font, cell.fill, cell.border = style.BOLD, style.HEAD, style.GRID
        cell.alignment = style.CENTRE


def _cell(sheet: Worksheet, row: int, column: int, value: Any, shown: str) -> Any:
    cell = sheet.cell(row, column)
    cell.font, cell.border = style.PLAIN, style.GRID
    is_number = isinstance(value, int | float)
    cell.alignment = style.CENTRE if column == 1 else style.RIGHT if is_number else style.LEFT
    if is_number and shown:
        cell.number_format = shown
    if value is not None:
        style.put(cell, value)
    return cell


def _widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


# ---------------------------------------------------------------- numbers as prose shows them


def number_of(figure: Figure, text: str) -> tuple[Any, str]:
    """Return what a cell holds of a figure, and the format in which it shows the text.

    A figure that is no number (nothing arose), or longer than a cell keeps exactly, is its text.
    """
    stated = text.removesuffix(" (ước)").removeprefix(_ESTIMATE)
    before = _ESTIMATE if text.startswith(_ESTIMATE) else ""
    after = '" (ước)"' if text.endswith(" (ước)") else ""
    found = _number(figure.value, figure.unit, stated)
    if found is None:
        return text, ""
    value, shown = found
    return value, style.after(before, shown) + after


def _number(value: Any, unit: str, text: str) -> tuple[Any, str] | None:
    decimals = _DECIMALS.search(text)
    places = len(decimals[1]) if decimals else 0
    if isinstance(value, Ratio):
        if value.value is None:
            return None
        if text.endswith("%"):
            return float(value.value), style.percent(places)
        return float(100 * value.value), style.rounded(places)
    if isinstance(value, Change):
        return _difference(value)
    if isinstance(value, Decimal):
        is_short = len(value.as_tuple().digits) <= 15
        after = '"%"' if text.endswith("%") else ""
        return (float(value), style.rounded(places) + after) if is_short else None
    if abs(value) >= _EXACT:
        return None
    for name, scale in _SCALE.items() if unit in MONEY else ():
        if text.endswith(f" {name}") and not (name == "đồng" and _has_size(text)):
            return value, f'{style.rounded(places)}{scale}" {name}"'
    return value, style.rounded(0)


def _has_size(text: str) -> bool:
    return text.endswith((" nghìn đồng", " triệu đồng", " tỷ đồng"))


def _difference(value: Change) -> tuple[Any, str] | None:
    if value.difference is not None:
        is_short = isinstance(value.difference, int) and abs(value.difference) < _EXACT
        return (value.difference, style.COUNT) if is_short else None
    return None if value.shift is None else (float(100 * value.shift), style.POINTS)
