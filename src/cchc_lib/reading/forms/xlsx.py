"""The sheets of a workbook, for forms: read within bounds, numbers as they are shown.

A number with decimals is read with as many as its cell shows: what is printed says how exact it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

from cchc_lib.archive import FileSource
from cchc_lib.reading.forms.cells import CellText, FormTable, Unlike

if TYPE_CHECKING:
    from cchc_lib.workbook.grid import Grid

__all__ = ["xlsx_tables"]

_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_LARGE = Decimal("1e60")
"""From here on a binary fraction has no decimals to show."""

_SEEN = (
    "cells that are seen: show the hidden rows or columns, or clear them",
    "ô nhìn thấy được: hãy hiện dòng, cột đang ẩn (Unhide), hoặc xóa nội dung",
)
_AS_SHOWN = (
    "numbers as their cells show them: the format leaves out thousands, or hides them",
    "số đúng như ô hiện ra: định dạng của ô đang chia cho nghìn, triệu hoặc ẩn số; hãy đặt lại "
    "định dạng Số (Number) rồi kiểm tra số",
)


def xlsx_tables(source: FileSource) -> Iterator[FormTable]:
    """Yield the sheets of a workbook that are seen as tables.

    Raises:
        FormatError: for what is no workbook, or one that is unsafe to read.
        MissingExtraError: without openpyxl, which the extra `xlsx` brings.
    """
    from cchc_lib.workbook.grid import grids

    for grid in grids(source, alone=False):
        if grid.is_hidden:
            continue
        rows = tuple(_rows(grid))
        around = "\n\n".join(cell.text for row in rows for cell in row.values() if cell.text)
        yield FormTable(rows, around, f"trang “{grid.name}”, dòng")


def _rows(grid: Grid) -> Iterator[dict[int, CellText]]:
    """Yield the cells of each row, by their columns from 0; rows in which nothing stands, too."""
    last = 0
    for number, values in grid.rows:
        yield from ({} for _ in range(last + 1, number))
        last = number
        yield {
            column - 1: CellText(
                "" if value is None else _shown(grid, at, value),
                grid.spans.get(at, (1, 1))[0],
                grid.place(*at) if value is None else None,
                _unlike(grid, at),
            )
            for column, value in enumerate(values, 1)
            if _is_said(grid, at := (number, column), value)
        }


def _unlike(grid: Grid, at: tuple[int, int]) -> Unlike | None:
    """Return why a cell that says something does not say what is seen."""
    if grid.is_out_of_sight(*at):
        return Unlike(_SEEN, grid.place(*at))
    return Unlike(_AS_SHOWN, grid.place(*at)) if at in grid.masked else None


def _is_said(grid: Grid, at: tuple[int, int], value: Any) -> bool:
    """Whether a cell is seen: none behind another with which it is merged, and no blank result."""
    if grid.is_merged(*at) and at not in grid.spans:
        return False
    return at in grid.formulas if value is None else value != "" or at not in grid.formulas


def _shown(grid: Grid, at: tuple[int, int], value: Any) -> str | int | Decimal:
    if isinstance(value, bool):
        return str(value).upper()  # as Excel shows it: it is no number, and not nothing
    if not isinstance(value, int | float):
        return str(value)
    is_percent = at in grid.percents
    if isinstance(value, int):
        return 100 * value if is_percent else value
    exact = Decimal(format(value, ".15g"))
    if is_percent:
        exact = _EXACT.multiply(exact, Decimal(100))
    places = grid.decimals.get(at)
    if places is not None and abs(exact) < _LARGE:
        return exact.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    whole = int(exact)
    return whole if exact == whole else Decimal(format(exact, "f"))
