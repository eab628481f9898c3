"""The cells of a workbook that anybody made: read within bounds, nothing run, followed or fetched.

openpyxl reads the workbook: its sheets, texts and styles. The cells are read here, in one pass with
what openpyxl tells in none (formulas beside their results, what is merged or hidden), and faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from io import BytesIO
from typing import Any

import attrs
import openpyxl
from openpyxl.utils import get_column_letter

from cchc_lib.archive import FileSource, OfficeFile
from cchc_lib.errors import CchcError, FormatError
from cchc_lib.exchange.xlsx.sheet import SheetReader, Styles

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "WORKBOOK", "Grid", "grids"]

WORKBOOK = OfficeFile(
    name="a workbook",
    name_vi="bảng tính",
    example="so-lieu.xlsx",
    program="Excel",
    saved_as="Excel Workbook (*.xlsx)",
    old=".xls",
    max_file=32 << 20,
    max_total=128 << 20,
    max_xml=64 << 20,
)
MAX_ROWS = 50_000
"""Rows of a sheet, blank ones counted: a province has some 130 communes, the country 3.321."""

MAX_COLUMNS = 1_000
MAX_SHEETS = 200

_TYPES = "[Content_Types].xml"
_OUTSIDE = re.compile(r"\[\d|\||^'?[a-z]+:|\b(WEBSERVICE|DDE|RTD|CALL|REGISTER)\b", re.IGNORECASE)
_PERCENT_IDS = {9, 10}


@attrs.frozen
class Grid:
    """One sheet: its rows of values, by number, and what is said of its cells.

    `formulas` are the formulas of cells that have one, `errors` cells that show an error,
    `percents` those whose format is a percentage, each by (row, column); `merged` are ranges as
    (first column, first row, last column, last row).
    """

    name: str
    is_hidden: bool
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    formulas: Mapping[tuple[int, int], str]
    errors: frozenset[tuple[int, int]]
    percents: frozenset[tuple[int, int]]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]

    def place(self, row: int, column: int) -> tuple[str, str]:
        """Return how a message names a cell, in English and in Vietnamese."""
        cell = f"{get_column_letter(column)}{row}"
        return f"sheet '{self.name}', cell {cell}", f'trang "{self.name}", ô {cell}'

    def is_out_of_sight(self, row: int, column: int) -> bool:
        """Whether somebody who looks at the workbook does not see a cell."""
        in_columns = any(first <= column <= last for first, last in self.hidden_columns)
        return self.is_hidden or row in self.hidden_rows or in_columns

    def is_merged(self, row: int, column: int) -> bool:
        """Whether a cell is part of a merged one."""
        return any(
            left <= column <= right and top <= row <= bottom
            for left, top, right, bottom in self.merged
        )


def grids(source: FileSource, *, alone: bool = True) -> Iterator[Grid]:
    """Yield the sheets of a workbook in order.

    It has to stand `alone`, unless only what it shows is wanted: then results that macros or other
    files once gave are read as they stand.

    Raises:
        FormatError: for what is no workbook, is damaged, unsafe or beyond the bounds: 32 MB of
            file, 128 MB unpacked, 64 MB a sheet, 50.000 rows and 1.000 columns of each; one with
            macros or links to other files.
        InvalidTypeError, InvalidValueError: for a source that is none.
        OSError: when the file cannot be opened.
    """
    data = WORKBOOK.bytes_of(source)
    parts, _ = WORKBOOK.unpacked(data)
    _check(parts, alone=alone)
    try:
        with closing(
            openpyxl.load_workbook(
                BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=False
            )
        ) as book:
            styles = _styles(book)
            for sheet in book.worksheets:
                path: str = sheet._worksheet_path  # type: ignore[attr-defined]
                read = SheetReader(styles, sheet._shared_strings, _bounds(sheet.title))  # type: ignore[attr-defined]
                read.read(parts[path.lstrip("/")])
                yield Grid(
                    name=sheet.title,
                    is_hidden=sheet.sheet_state != "visible",
                    rows=tuple(read.rows),
                    formulas=read.formulas,
                    errors=frozenset(read.errors),
                    percents=frozenset(read.percents),
                    merged=tuple(read.merged),
                    hidden_rows=frozenset(read.hidden_rows),
                    hidden_columns=tuple(read.hidden_columns),
                )
    except CchcError:
        raise
    except Exception as error:  # openpyxl lets a dozen kinds through on damaged parts
        raise WORKBOOK.unreadable(
            "damaged, or no workbook", "tệp hỏng hoặc không phải bảng tính (.xlsx)"
        ) from error


def _check(parts: Mapping[str, bytes], *, alone: bool) -> None:
    """Refuse what is unsafe to read and, where it must stand alone, macros and other files."""
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            WORKBOOK.check_xml(name, content)
        elif b"<!DOCTYPE" in content[:4096]:
            raise WORKBOOK.with_dtd(name)
    lower = [name.casefold() for name in parts]
    if alone and (
        b"macroenabled" in parts.get(_TYPES, b"").lower() or any("vbaproject" in n for n in lower)
    ):
        raise WORKBOOK.unclear("it has macros", "tệp có macro")
    if alone and any(name.startswith("xl/externallinks/") for name in lower):
        raise FormatError(
            "path: it draws values from other files; accepted: a workbook that stands by itself",
            "tệp lấy số liệu từ tệp khác; hãy mở bằng Excel, chọn Data > Edit Links > Break Link "
            "(Dữ liệu > Sửa liên kết > Ngắt liên kết) rồi lưu lại",
            path="path",
            accepted="a workbook that stands by itself",
        )
    if sum(name.startswith("xl/worksheets/") for name in lower) > 2 * MAX_SHEETS:
        raise WORKBOOK.unreadable(
            f"too many sheets (above {MAX_SHEETS})", f"tệp có quá nhiều trang (trên {MAX_SHEETS})"
        )


def _styles(book: Any) -> Styles:
    """Return which styles show a percentage or a day, of the styles that openpyxl read."""
    percents = set()
    own = book._number_formats
    for number, style in enumerate(book._cell_styles):
        id = style.numFmtId
        is_own = id >= 164 and id - 164 < len(own) and "%" in own[id - 164]
        if id in _PERCENT_IDS or is_own:
            percents.add(str(number))
    return Styles(
        percents=frozenset(percents),
        days=frozenset(map(str, book._date_formats)),
        spans=frozenset(map(str, book._timedelta_formats)),
        epoch=book.epoch,
    )


def _bounds(title: str) -> Callable[[int, int], None]:
    return lambda rows, columns: _check_size(title, rows, columns)


def _check_size(title: str, rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise WORKBOOK.unreadable(
            f"sheet '{title}' reaches row {rows}, column {columns}: above {MAX_ROWS} rows or "
            f"{MAX_COLUMNS} columns",
            f'trang "{title}" có đến dòng {rows}, cột {columns}, quá {MAX_ROWS} dòng hoặc '
            f"{MAX_COLUMNS} cột; hãy xóa các dòng, cột trống ở cuối trang rồi lưu lại",
        )


def draws_outside(formula: str) -> bool:
    """Whether a formula asks another file or program."""
    return _OUTSIDE.search(formula) is not None
