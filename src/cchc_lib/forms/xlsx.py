"""A form as a workbook: one sheet to fill in or to print, its results live formulas.

A result is a formula where the workbook can compute what stands there; where something else was
stated it is that number, for the check to find. As in the form, a term that is not known makes a
result not known ("…"), and "x" takes no part in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from cchc_lib.document.walk import resolve_table, stacked
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.form import ColumnKind, FormColumn, FormRow
from cchc_lib.forms.live import NOT_KNOWN, rate_formula, sum_formula
from cchc_lib.forms.page import head_lines
from cchc_lib.forms.table import row_words, table_of
from cchc_lib.forms.values import NO_NUMBER, UNKNOWN, CellValue, NotApplicable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["form_workbook"]

_MOST_DIGITS = 15
"""The digits that a number of a workbook holds exactly."""


def form_workbook(filled: FilledForm, *, blank: int = 10) -> bytes:
    """Return the workbook of a form; the same form gives the same bytes.

    A form without any line of the agency's own has `blank` empty rows where it lists them.

    Raises:
        MissingExtraError: without openpyxl, which the extra `xlsx` brings.
    """
    from cchc_lib.workbook import style  # says what to install where openpyxl is not there

    book = style.new_book()
    sheet: Any = book.active
    sheet.title = re.sub(r"[\\/*?:\[\]]", "-", filled.form.id)[:31]
    book.properties.title = str(filled.form)
    book.properties.language = "vi-VN"
    _Writer(filled, sheet, blank, style).write()
    return style.bytes_of(book, creator=filled.agency or "")


@attrs.frozen
class _Place:
    """A row of the sheet: a line of the form, or one that is empty, to list something in."""

    at: int
    row: FormRow
    line: int | None
    above: int | None


class _Writer:
    def __init__(self, filled: FilledForm, sheet: Worksheet, blank: int, style: Any) -> None:
        from openpyxl.utils import get_column_letter

        self.style = style
        self.filled, self.form, self.sheet = filled, filled.form, sheet
        self.letters = {
            column.number: get_column_letter(place)
            for place, column in enumerate(self.form.columns, 1)
        }
        self.letter = get_column_letter
        self.is_empty = filled.is_empty
        self.blank = blank if self.is_empty else 0
        self.width = len(self.form.columns)
        self.places: list[_Place] = []
        self.at_line: dict[int | None, int] = {}
        self.under: dict[int | None, list[_Place]] = {}

    def write(self) -> None:
        data = resolve_table(table_of(self.filled, id="form"))
        first = self._titles()
        below = self._head(first, data)
        self.places = list(self._placed(below))
        self.at_line = {each.line: each.at for each in self.places}
        for each in self.places:
            self.under.setdefault(each.above, []).append(each)
        self._lines()
        self._foot((self.places[-1].at if self.places else below) + 2)
        self._page(data.widths, first, below)

    # ---- the head

    def put(
        self, at: int, first: int, last: int, text: str, *, align: str = "left", **face: Any
    ) -> None:
        """Write words over several columns."""
        cell: Any = self.sheet.cell(at, first)
        self.style.put(cell, text)
        cell.font = self.style.font(**{"size": 12, **face})
        cell.alignment = self.style.aligned(align)
        if last > first:
            self.sheet.merge_cells(start_row=at, start_column=first, end_row=at, end_column=last)

    def _titles(self) -> int:
        """Write the head of the form; return the row under it."""
        left, under, parties = head_lines(self.filled)
        half = max(1, self.width // 2)
        for place in range(max(len(left), len(parties))):
            if place < len(left):
                self.put(place + 1, 1, half, left[place], bold=place == 0)
            if place < len(parties) and half < self.width:
                self.put(place + 1, half + 1, self.width, parties[place])
        at = max(len(left), len(parties)) + 1
        title = self.form.title.upper()
        self.put(at, 1, self.width, title, bold=True, size=14, align="center")
        self.sheet.row_dimensions[at].height = 20 * (1 + len(title) // (9 * self.width))
        for place, line in enumerate(under, at + 1):
            self.put(place, 1, self.width, line, italic=True, align="center")
        at += len(under) + 1
        if self.form.unit:
            unit = f"Đơn vị tính: {self.form.unit}"
            self.put(at, 1, self.width, unit, italic=True, align="right")
        return at + 1

    def _head(self, at: int, data: Any) -> int:
        """Write the titles of the columns and their numbers; return the row under them."""
        for level, line in enumerate(stacked(data.head, self.width)):
            place = 1
            for cell, begins in line:
                if begins:
                    self.put(at + level, place, place, cell.text, bold=True, align="center")
                    if cell.columns > 1 or cell.rows > 1:
                        self.sheet.merge_cells(
                            start_row=at + level,
                            start_column=place,
                            end_row=at + level + cell.rows - 1,
                            end_column=place + cell.columns - 1,
                        )
                place += cell.columns
        under = at + len(data.head)
        for place, number in enumerate(data.numbers, 1):
            self.put(under, place, place, number, align="center", size=11)
        self._frame(at, under)
        leaves = [
            (max(1, -(-len(title) // int(self._wide(column, width) - 1))), len(column.group))
            for title, width, column in zip(
                data.titles, data.widths, self.form.columns, strict=True
            )
        ]
        depth = len(data.head)
        for level in range(depth):
            needed = max((lines for lines, above in leaves if above == level), default=1)
            rows = depth - level
            self.sheet.row_dimensions[at + level].height = 16 * max(1, -(-needed // rows))
        return under + 1

    def _frame(self, first: int, last: int) -> None:
        for at in range(first, last + 1):
            for place in range(1, self.width + 1):
                self.sheet.cell(at, place).border = self.style.FRAME

    # ---- the lines

    def _placed(self, first: int) -> Iterator[_Place]:
        """Yield the rows of the sheet: lines, and empty ones where the agency lists its own."""
        at = first
        by_line: dict[int, int] = {}
        present = {line.row for line in self.filled.lines}

        def put(rows: Iterable[FormRow], line: int | None) -> Iterator[_Place]:
            nonlocal at
            for row in rows:
                lines = [
                    each
                    for each in self.filled.below(line)
                    if self.filled.lines[each].row == row.id
                ]
                above = None if line is None else by_line[line]
                for each in lines:
                    by_line[each] = at
                    yield _Place(at, row, each, above)
                    at += 1
                    yield from put(row.rows, each)
                if row.each and not row.rows and present.isdisjoint(row.unless):
                    for _ in range(self.blank):
                        yield _Place(at, row, None, above)
                        at += 1

        return put(self.form.rows, None)

    def _lines(self) -> None:
        marks = self.filled.marks
        for place in self.places:
            strong = place.row.is_total or bool(place.row.rows and self.form.is_result(place.row))
            for number, column in enumerate(self.form.columns, 1):
                cell: Any = self.sheet.cell(place.at, number)
                cell.font = self.style.font(11, bold=strong)
                cell.alignment = self.style.aligned(_ALIGNS.get(column.kind, "right"))
                if place.line is not None and column.kind is ColumnKind.ORDER:
                    self.style.put(cell, marks[place.line])
                elif place.line is not None and column.kind is ColumnKind.LABEL:
                    self.style.put(cell, row_words(self.filled, place.line))
                elif column.kind is ColumnKind.UNIT:
                    self.style.put(cell, place.row.unit or "")
                elif column.is_number:
                    self._number(cell, place, column)
                elif place.line is not None:
                    self.style.put(cell, self.filled.value(place.line, column.number))
            words = row_words(self.filled, place.line) if place.line is not None else ""
            self.sheet.row_dimensions[place.at].height = 15 * max(1, -(-len(words) // 34))
        if self.places:
            self._frame(self.places[0].at, self.places[-1].at)

    def _number(self, cell: Any, place: _Place, column: FormColumn) -> None:
        filled = self.filled
        line = place.line
        value = None if line is None else filled.value(line, column.number)
        is_within = line is not None and filled.is_within(line, column)
        formula = None if is_within else self._formula(place, column)
        if formula is not None and (
            line is None or value is None or value == filled.computed(line, column)
        ):
            cell.value = formula
        else:
            self.style.put(cell, _stored(value, is_empty=self.is_empty))
        cell.number_format = _format(value, column, self.style.rounded)

    def _formula(self, place: _Place, column: FormColumn) -> str | None:
        """Return the formula of a result, in the way the form computes it."""
        made: str | None = None
        if column.is_added:
            made = self._of_rows(place, self.letters[column.number])
        if made is None and column.formula is not None:
            formula = column.formula

            def cell(number: str | None) -> str:
                return f"{self.letters[number or '']}{place.at}"

            if formula.whole is not None:
                part, whole = cell(formula.plus[0].column), cell(formula.whole.column)
                made = rate_formula(part, whole, column.places)
            else:
                plus = [cell(ref.column) for ref in formula.plus]
                made = sum_formula(plus, [cell(ref.column) for ref in formula.less])
        if made is None:
            return None
        if place.line is None:
            label = next(c.number for c in self.form.columns if c.kind is ColumnKind.LABEL)
            made = f'IF(${self.letters[label]}{place.at}="","",{made})'
        return f"={made}" if made.startswith("IF(") else f"=IF(TRUE,{made})"

    def _of_rows(self, place: _Place, letter: str) -> str | None:
        row, line = place.row, place.line
        if line is None:
            return None
        formula = self.form.formulas.get(row.id)
        if not (row.is_total or row.is_sum) and formula is not None:
            lines = [self.filled.line_of(ref.row or "") for ref in (*formula.plus, *formula.less)]
            if None in lines:
                return None
            cells = [f"{letter}{self.at_line[each]}" for each in lines]
            return sum_formula(cells[: len(formula.plus)], cells[len(formula.plus) :])
        if row.is_total:
            under = [each for each in self.under[None] if not each.row.is_total]
        elif row.is_sum:
            under = [each for each in self.under.get(place.at, ()) if not each.row.is_part]
        else:
            under = []
        if not under:
            return None
        full = [f"{letter}{e.at}" for e in under if e.line is not None and not self._is_free(e)]
        free = [f"{letter}{e.at}" for e in under if e.line is not None and self._is_free(e)]
        open_rows = [each.at for each in under if each.line is None]
        label = next(c.number for c in self.form.columns if c.kind is ColumnKind.LABEL)
        listed = [(letter, self.letters[label], at) for at in open_rows]
        return sum_formula(
            full, [], listed, free, nothing='""' if self._is_free(place) else NOT_KNOWN
        )

    def _is_free(self, place: _Place) -> bool:
        """Whether a row may be left out, and nothing is listed under it yet."""
        under = self.under.get(place.at, ())
        return place.row.is_optional and bool(under) and all(e.line is None for e in under)

    # ---- the page

    def _wide(self, column: FormColumn, width: int) -> float:
        if column.kind is ColumnKind.LABEL:
            return 36
        return max(7 if column.kind is ColumnKind.ORDER else 10, min(24, 2.6 * width))

    def _foot(self, at: int) -> None:
        half = max(1, self.width // 2)
        day = f"{self.filled.place or '…………'}, ngày … tháng … năm ……"
        self.put(at, half + 1, max(self.width, half + 1), day, italic=True, align="center")
        self.put(at + 1, 1, half, "NGƯỜI LẬP BIỂU", bold=True, align="center")
        office = "THỦ TRƯỞNG ĐƠN VỊ"
        self.put(at + 1, half + 1, max(self.width, half + 1), office, bold=True, align="center")

    def _page(self, widths: Sequence[int], first: int, below: int) -> None:
        sheet: Any = self.sheet
        for number, (column, width) in enumerate(zip(self.form.columns, widths, strict=True), 1):
            sheet.column_dimensions[self.letter(number)].width = self._wide(column, width)
        labels = [place for place, c in enumerate(self.form.columns, 1) if c.is_number]
        sheet.freeze_panes = sheet.cell(below, labels[0] if labels else 1)
        self.style.across(sheet, title_rows=f"{first}:{below - 1}")
        sheet.page_margins.left = sheet.page_margins.right = 0.6
        sheet.print_options.horizontalCentered = True


_ALIGNS = {
    ColumnKind.ORDER: "center",
    ColumnKind.LABEL: "left",
    ColumnKind.UNIT: "center",
    ColumnKind.WORDS: "left",
}


def _stored(value: CellValue, *, is_empty: bool) -> Any:
    if value is None:
        return None if is_empty else UNKNOWN
    if isinstance(value, NotApplicable):
        return NO_NUMBER
    if (
        isinstance(value, int | Decimal)
        and len(str(value).lstrip("-").replace(".", "")) > _MOST_DIGITS
    ):
        from cchc_lib.forms.values import cell_words

        return cell_words(value)
    return value


def _format(value: CellValue, column: FormColumn, shown: Callable[[int], str]) -> str:
    """Return how a number is shown: its own decimals, a dash for a count of nothing.

    `shown` makes the format of a number with so many decimals.
    """
    if column.kind is ColumnKind.PERCENT:
        return shown(max(column.places, _decimals(value)))
    places = _decimals(value)
    positive, digits = shown(places), shown(places).partition("#")
    negative = f"{digits[0]}-#{digits[2]}"
    return f"{positive};{negative};" + (positive if places else '"-"')


def _decimals(value: CellValue) -> int:
    if not isinstance(value, Decimal):
        return 0
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
