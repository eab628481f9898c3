"""The sheets of a workbook, for forms: read within bounds, numbers as they are shown.

A number with decimals is read with as many as its cell shows: what is printed says how exact it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from io import BytesIO
from typing import Any

from cchc_lib.archive import FileSource, OfficeFile
from cchc_lib.errors import FormatError, MissingExtraError
from cchc_lib.reading.forms.cells import CellText, FormTable

__all__ = ["WORKBOOK", "xlsx_tables"]

WORKBOOK = OfficeFile(
    name="a workbook",
    name_vi="bảng tính Excel",
    example="bieu.xlsx",
    program="Excel",
    saved_as="Excel Workbook (*.xlsx)",
    old=".xls",
)
_MOST_ROWS, _MOST_COLUMNS = 20_200, 200  # styles alone may reach to the last row of a sheet
_DECIMALS = re.compile(r"0\.(0+)")
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def xlsx_tables(source: FileSource) -> Iterator[FormTable]:
    """Yield the sheets of a workbook as tables.

    Raises:
        FormatError: for what is no workbook, or one that is unsafe to read.
        MissingExtraError: without openpyxl, which the extra `xlsx` brings.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise MissingExtraError.of("xlsx", "openpyxl") from error
    data = WORKBOOK.bytes_of(source)
    parts, _ = WORKBOOK.unpacked(data)
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            WORKBOOK.check_xml(name, part)
    try:
        book = load_workbook(BytesIO(data), data_only=True)
        sheets = [(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
    except FormatError:
        raise
    except Exception as error:  # openpyxl lets many kinds through on damaged parts
        raise WORKBOOK.unreadable(
            "damaged, or no workbook", "tệp hỏng hoặc không phải bảng tính Excel (.xlsx)"
        ) from error
    for title, rows in sheets:
        around = "\n\n".join(cell.text for row in rows for cell in row.values() if cell.text)
        yield FormTable(tuple(rows), around, f"trang {title}, dòng")


def _rows(sheet: Any) -> Iterator[dict[int, CellText]]:
    spans = {
        (merged.min_row, merged.min_col): merged.max_col - merged.min_col + 1
        for merged in sheet.merged_cells.ranges
    }
    last = min(sheet.max_row, _MOST_ROWS)
    wide = min(sheet.max_column, _MOST_COLUMNS)
    for at, row in enumerate(sheet.iter_rows(max_row=last, max_col=wide), 1):
        yield {
            place: CellText(_value(cell), spans.get((at, place + 1), 1))
            for place, cell in enumerate(row)
            if cell.value is not None
        }


def _value(cell: Any) -> str | int | Decimal:
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()  # as Excel shows it: it is no number, and not nothing
    if type(value) is int:
        return value
    if isinstance(value, float):
        found = _DECIMALS.search(str(cell.number_format or ""))
        exact = Decimal(format(value, ".15g"))
        if found is not None:
            return exact.quantize(Decimal(1).scaleb(-len(found[1])), context=_EXACT)
        if exact == exact.to_integral_value():
            return int(exact)
        return Decimal(format(exact, "f"))
    return str(value)
