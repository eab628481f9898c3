"""A workbook of facts: to be filled in, or filled with those of a report."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from copy import copy
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_lib.exchange.shapes import Shape, is_report, kind_id, shapes
from cchc_lib.exchange.versions import CURRENT
from cchc_lib.exchange.xlsx.formulas import cell_formula
from cchc_lib.exchange.xlsx.layout import (
    COLUMNS,
    END,
    GUIDE,
    NUMBER,
    PARENT,
    Computed,
    Line,
    Path,
    Sheet,
    code_of,
    sheets_of,
)
from cchc_lib.exchange.xlsx.leaves import shape_at, spread
from cchc_lib.exchange.xlsx.places import FIRST, NUMBERS, VALUE, Filled, Places, Table, filled
from cchc_lib.exchange.xlsx.rules import Validated, hint_of
from cchc_lib.exchange.xlsx.values import cell_of
from cchc_lib.exchange.xlsx.words import (
    HEADS,
    HEADS_OF_LINES,
    MUST,
    VALUE_HEAD,
    heads_of,
    label_of_line,
    unit_of,
)
from cchc_lib.figures.change import Change
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese.text import capital
from cchc_lib.workbook import style

__all__ = ["facts_workbook", "filled_workbook"]

_CODES: Mapping[Path, str] = {(): "this", ("previous",): "previous", ("cumulative",): "cumulative"}
_REST = "Dữ liệu khác"


def filled_workbook(value: Any, *, outline: str | None = None) -> bytes:
    """Return the workbook that says what an object says.

    Raises:
        InvalidValueError: for text that no cell holds.
    """
    kind = type(value)
    own = tuple(type(item) for item in value.own) if is_report(kind) else ()
    return facts_workbook(kind, own, spread(value, kind), outline=outline)


def facts_workbook(
    kind: Any, own: Iterable[type], data: Mapping[str, Any], *, outline: str | None = None
) -> bytes:
    """Return the workbook of a kind of report, with the nested data that are given."""
    return _Writer(kind, tuple(own), data, outline).bytes()


class _Writer:
    def __init__(
        self, kind: Any, own: tuple[type, ...], data: Mapping[str, Any], outline: str | None
    ) -> None:
        header = {"cchc_lib": CURRENT, "kind": kind_id(kind)}
        self.header = {**header, "outline": outline} if is_report(kind) else {}
        self.kind = kind
        self.own = {each.__subject__.id: each for each in own}  # type: ignore[attr-defined]
        self.sheets = sheets_of(kind, own)
        self.data: Filled = filled(
            self.sheets, {key: each for key, each in data.items() if key not in self.header}
        )
        self.places = Places.laid(self.sheets, self.data)
        self.last = VALUE + len(self.data.prefixes)  # the column of hints
        self.widths: dict[int, float] = {}
        self.is_wide = False
        self.looks: dict[Hashable, Any] = {}

    def bytes(self) -> bytes:
        book = Workbook()
        del book[book.active.title]  # type: ignore[union-attr]
        for place, sheet in enumerate(self.sheets):
            written = book.create_sheet(sheet.name)
            self.checks = Validated(written)
            self._sheet(written, sheet, is_head=place == 0)
            self.checks.add()
        if self.data.rest:
            self._rest(book.create_sheet(_REST))
        return style.bytes_of(book)

    # ------------------------------------------------------------ a sheet

    def _sheet(self, sheet: Worksheet, of: Sheet, *, is_head: bool) -> None:
        has_lines = any(section.lines for section in of.sections)
        self._widths(sheet, of, has_lines=has_lines)
        self._top(sheet, of.heading, has_lines=has_lines)
        number = 0
        for spot in self.places.spots[of.name]:
            if isinstance(spot.what, Table):
                self._table(sheet, spot.row, spot.what)
            elif isinstance(spot.what, str):
                self._title(sheet, spot.row, spot.what)
            else:
                number += 1
                self._line(sheet, spot.row, number, spot.what)
        if is_head:
            self._header(sheet)

    def _top(self, sheet: Worksheet, heading: str, *, has_lines: bool) -> None:
        sheet["A1"], sheet["A2"], sheet["A3"] = END, END, COLUMNS
        style.put(sheet["B1"], heading)
        sheet["B1"].font = style.TITLE
        style.put(sheet["B2"], GUIDE)
        sheet["B2"].font = style.HINT
        for prefix, column in self.places.columns.items():
            sheet.cell(3, column, _CODES[prefix])
        sheet.row_dimensions[3].hidden = True
        sheet["A4"] = END
        if has_lines:
            label, unit, hint = HEADS_OF_LINES
            values = [HEADS[prefix] for prefix in self.data.prefixes]
            values = [VALUE_HEAD] if len(values) == 1 else values
            self._heads(sheet, 4, ["STT", label, unit, *values, hint])
        sheet.freeze_panes = "D5" if has_lines else "A5"
        sheet.column_dimensions["A"].hidden = True
        sheet.protection.sheet = True
        for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows"):
            setattr(sheet.protection, allowed, False)

    def _heads(self, sheet: Worksheet, row: int, heads: Iterable[str]) -> None:
        for column, head in enumerate(heads, NUMBERS):
            cell = sheet.cell(row, column)
            style.put(cell, head)
            cell.font, cell.fill, cell.border = style.BOLD, style.HEAD, style.GRID
            cell.alignment = style.UPRIGHT if self.is_wide and column > FIRST else style.CENTRE
        if self.is_wide:
            sheet.row_dimensions[row].height = 150
        else:
            self._fit(sheet, row)

    def _title(self, sheet: Worksheet, row: int, title: str) -> None:
        sheet.cell(row, 1, END)
        cell = sheet.cell(row, NUMBERS)
        style.put(cell, capital(title))
        cell.font = style.SECTION

    def _header(self, sheet: Worksheet) -> None:
        """Write which version and kind of report it is, below everything."""
        last = get_column_letter(self.last)
        sheet.print_area = f"B1:{last}{sheet.max_row + 1}"  # not what follows
        row = sheet.max_row + 2
        labels = {
            "cchc_lib": "Phiên bản biểu mẫu",
            "kind": "Loại báo cáo",
            "outline": "Tệp đề cương",
        }
        for key, value in self.header.items():
            if value is not None:
                sheet.cell(row, 1, key)
                style.put(sheet.cell(row, FIRST), f"{labels[key]} (không sửa)")
                style.put(sheet.cell(row, VALUE), value)
                for column in (FIRST, VALUE):
                    sheet.cell(row, column).font = style.HINT
                    sheet.cell(row, column).alignment = style.LEFT
                row += 1
        sheet.cell(row, 1, END)

    def _widths(self, sheet: Worksheet, of: Sheet, *, has_lines: bool) -> None:
        tables = [one for section in of.sections for one in section.listings]
        columns = max((len(one.columns) + len(one.figures) for one in tables), default=0)
        self.is_wide = any(one.is_wide for one in tables)
        self.widths = {NUMBERS: 8, FIRST: 30 if self.is_wide else 52}
        for column in range(FIRST + 1, max(FIRST + columns, self.last + 1)):
            self.widths[column] = 8.5 if self.is_wide else 15
        if has_lines:
            self.widths[FIRST + 1] = 18
            for column in self.places.columns.values():
                self.widths[column] = 40 if _is_of_words(of) else 20
            self.widths[self.last] = 36 if _is_of_words(of) else 30
        elif columns == 1:
            self.widths[FIRST] = 110
        for column, width in self.widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        title_rows = "4:4" if has_lines and not tables else "1:1"
        style.page(sheet, title_rows=title_rows, wide=2 if self.is_wide else 1)
        if self.is_wide:
            sheet.print_title_cols = "B:C"

    def _fit(self, sheet: Worksheet, row: int) -> None:
        """Make a row as high as its texts need; a row of one line stays as it is."""
        lines = max(
            style.lines_of(sheet.cell(row, column).value, self.widths[column])
            for column in self.widths
        )
        if lines > 1:
            sheet.row_dimensions[row].height = 16 * lines

    # ------------------------------------------------------------ lines

    def _line(self, sheet: Worksheet, row: int, number: int, line: Line | Computed) -> None:
        is_given = isinstance(line, Line)
        sheet.cell(
            row, 1, code_of(line.path) if is_given else f"={code_of(line.path)}"
        ).data_type = "s"
        sheet.cell(row, NUMBERS, number).alignment = style.CENTRE
        shape = line.shape if isinstance(line, Line) else None
        must = MUST if shape is not None and self._is_needed(line.path, shape) else ""
        style.put(sheet.cell(row, FIRST), label_of_line(line) + must)
        style.put(sheet.cell(row, FIRST + 1), unit_of(line))
        for column in range(NUMBERS, self.last + 1):
            cell = sheet.cell(row, column)
            cell.font, cell.border = style.PLAIN, style.GRID
            if column != NUMBERS:
                cell.alignment = style.LEFT
        for prefix, column in self.places.columns.items():
            cell = sheet.cell(row, column)
            path = (*prefix, *line.path)
            if isinstance(line, Line):
                self._input(cell, line.shape, self.data.cells.get(path), path)
                self.checks.check(cell.coordinate, line.shape)
            else:
                figure = Computed(path, line.owner, line.name)
                self._computed(cell, figure, self.places.cells(sheet.title))
                style.as_prose(sheet, cell.coordinate, _shown(figure))
        hint = sheet.cell(row, self.last)
        style.put(hint, hint_of(shape) if shape is not None else "tự tính")
        hint.font = style.HINT
        self._fit(sheet, row)

    def _is_needed(self, path: Path, shape: Shape) -> bool:
        """Whether no object is made without it; what an optional part needs is needed with it."""
        above = shapes(self.kind).get(str(path[0]))
        return shape.is_required and (above is None or above.is_required)

    def _input(self, cell: Any, shape: Shape, value: Any, path: Path) -> None:
        self._dress(cell, (shape.sort, shape.of is Ratio), lambda: self._as_input(cell, shape))
        if value is not None:
            style.put(cell, cell_of(shape, value, code_of(path)))

    def _dress(self, cell: Any, look: Hashable, dress: Callable[[], None]) -> None:
        """Give a cell its look; a look is made once for each workbook, and copied."""
        if look in self.looks:
            cell._style = copy(self.looks[look])
        else:
            dress()
            self.looks[look] = copy(cell._style)

    def _as_input(self, cell: Any, shape: Shape) -> None:
        cell.font, cell.fill, cell.border = style.PLAIN, style.INPUT, style.GRID
        cell.protection = style.OPEN
        is_number = shape.sort in ("count", "money", "score", "whole") and shape.of is not Ratio
        cell.alignment = style.RIGHT if is_number else style.LEFT
        cell.number_format = _format(shape)

    def _computed(self, cell: Any, figure: Computed, cells: Any) -> None:
        formula = cell_formula(figure, cells)
        if formula is not None:
            cell.value = formula
        shown = _shown(figure)
        self._dress(cell, shown, lambda: self._as_computed(cell, shown))

    def _as_computed(self, cell: Any, shown: str) -> None:
        cell.font, cell.fill, cell.border = style.PLAIN, style.COMPUTED, style.GRID
        cell.alignment = style.RIGHT
        cell.number_format = shown

    # ------------------------------------------------------------ lists

    def _table(self, sheet: Worksheet, row: int, table: Table) -> None:
        listing = table.listing
        above = "" if listing.parent is None else f" (của từng dòng: {listing.parent.label})"
        self._title(sheet, row, listing.label + above)
        keys, heads = row + 1, row + 2
        sheet.cell(keys, 1, listing.code)
        for key, column in table.columns.items():
            sheet.cell(keys, column, key).data_type = "s"
        sheet.row_dimensions[keys].hidden = True
        sheet.cell(heads, 1, END)
        named = heads_of(listing)
        self._heads(sheet, heads, (named[key] for key in table.columns))
        for key, shape in listing.columns:
            letter = get_column_letter(table.columns[key])
            self.checks.check(f"{letter}{table.first}:{letter}{table.last}", shape)
        for figure in listing.figures:
            letter = get_column_letter(table.columns[f"={figure.name}"])
            style.as_prose(sheet, f"{letter}{table.first}:{letter}{table.last}", _shown(figure))
        given = self.data.rows.get(listing.path, ())
        for place in range(table.first, table.last + 1):
            values = given[place - table.first] if place - table.first < len(given) else {}
            self._row(sheet, place, table, values)
        sheet.cell(table.last + 1, 1, END)

    def _as_number(self, cell: Any) -> None:
        cell.font, cell.border, cell.alignment = style.PLAIN, style.GRID, style.CENTRE

    def _row(self, sheet: Worksheet, row: int, table: Table, values: Mapping[str, Any]) -> None:
        listing = table.listing
        number = sheet.cell(row, NUMBERS)
        if listing.parent is None:
            number.value = row - table.first + 1
            self._dress(number, NUMBER, lambda: self._as_number(number))
        else:
            whole = Shape(key=PARENT, name=PARENT, sort="whole", label="")
            self._input(number, whole, values.get(PARENT), listing.path)
        for key, shape in listing.columns:
            cell = sheet.cell(row, table.columns[key])
            self._input(cell, shape, values.get(key), (*listing.path, key))
        for figure in listing.figures:
            cell = sheet.cell(row, table.columns[f"={figure.name}"])
            cells = self.places.cells(sheet.title, table=table, row=row)
            self._computed(cell, figure, cells)
        if values:
            self._fit(sheet, row)

    # ------------------------------------------------------------ the rest

    def _rest(self, sheet: Worksheet) -> None:
        """Write what has no place of its own: a line a value, with its code."""
        self.checks = Validated(sheet)
        self.last, self.is_wide = VALUE, False
        self.widths = dict(zip(range(NUMBERS, VALUE + 1), (8, 52, 40, 52), strict=True))
        for column, width in self.widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        self._top(sheet, "Dữ liệu không có ô riêng trong biểu mẫu", has_lines=False)
        self._heads(sheet, 4, ("STT", "Mã", "Nội dung", VALUE_HEAD))
        for number, (path, value) in enumerate(self.data.rest, 1):
            row = 4 + number
            shape = shape_at(self.kind, self.own, path)
            style.put(sheet.cell(row, 1), code_of(path))
            sheet.cell(row, NUMBERS, number).alignment = style.CENTRE
            style.put(sheet.cell(row, FIRST), code_of(path))
            style.put(sheet.cell(row, FIRST + 1), "" if shape is None else shape.label)
            for column in range(NUMBERS, VALUE):
                cell = sheet.cell(row, column)
                cell.font, cell.border = style.PLAIN, style.GRID
                if column != NUMBERS:
                    cell.alignment = style.LEFT
            text = Shape(key="", name="", sort="text", label="")
            self._input(sheet.cell(row, VALUE), shape or text, value, path)
            self._fit(sheet, row)
        sheet.cell(sheet.max_row + 1, 1, END)
        style.page(sheet, title_rows="4:4")


def _is_of_words(sheet: Sheet) -> bool:
    lines = [line for section in sheet.sections for line in section.lines if isinstance(line, Line)]
    return any(line.shape.sort in ("text", "object") for line in lines)


def _format(shape: Shape) -> str:
    if shape.of is Ratio:
        return style.TEXT
    if shape.sort in ("count", "money"):
        return style.COUNT
    if shape.sort == "day":
        return style.DAY
    if shape.sort == "score":
        return style.GENERAL
    return "0" if shape.sort == "whole" else style.TEXT


def _shown(figure: Computed) -> str:
    """Return the format of a figure that follows from others."""
    kind = figure.declared.value_type
    if kind is Ratio:
        return style.RATE
    if kind is Change and figure.declared.unit == "%":
        return style.POINTS
    return style.COUNT if kind is int else style.GENERAL
