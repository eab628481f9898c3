"""The XML of one sheet, in one pass: values, formulas, errors, what is merged or hidden.

ECMA-376, part 1, 18.3: a cell has its reference (`r`), type (`t`), style (`s`), its value (`v`), a
text of its own (`is`) and the formula (`f`) of which the value is the last result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from math import isfinite
from typing import Any

import attrs
from lxml import etree
from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601

__all__ = ["SheetReader", "Styles"]

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _MERGE, _COLUMN = f"{_NS}row", f"{_NS}mergeCell", f"{_NS}col"
_VALUE, _TEXT, _FORMULA = f"{_NS}v", f"{_NS}is", f"{_NS}f"
_RUN, _PART = f"{_NS}r", f"{_NS}t"
_TRUE = ("1", "true")
_SHOWN = 300


@attrs.frozen(kw_only=True)
class Styles:
    """The numbers of the styles that show a percentage, a day or a span of time."""

    percents: frozenset[str]
    days: frozenset[str]
    spans: frozenset[str]
    epoch: datetime


@attrs.define
class SheetReader:
    """Reads one sheet; `check` refuses a row and a column that are too far out."""

    styles: Styles
    texts: Sequence[str]
    check: Callable[[int, int], None]
    rows: list[tuple[int, tuple[Any, ...]]] = attrs.field(factory=list)
    formulas: dict[tuple[int, int], str] = attrs.field(factory=dict)
    errors: set[tuple[int, int]] = attrs.field(factory=set)
    percents: set[tuple[int, int]] = attrs.field(factory=set)
    merged: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: list[tuple[int, int]] = attrs.field(factory=list)
    _columns: dict[str, int] = attrs.field(factory=dict)

    def read(self, xml: bytes) -> None:
        """Read the sheet."""
        number = count = 0
        for _, element in etree.iterparse(
            BytesIO(xml),
            tag=(_ROW, _MERGE, _COLUMN),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        ):
            if element.tag == _ROW:
                count += 1
                number = int(element.get("r", number + 1))
                self.check(max(number, count), 0)
                if element.get("hidden") in _TRUE:
                    self.hidden_rows.add(number)
                if len(element):
                    self._row(number, element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif element.tag == _MERGE:
                self.merged.append(range_boundaries(element.get("ref", "A1")))  # type: ignore[arg-type]
            elif element.get("hidden") in _TRUE:
                columns = int(element.get("min", 0)), int(element.get("max", 0))
                self.hidden_columns.append(columns)

    def _row(self, number: int, row: Any) -> None:
        values: list[Any] = []
        is_blank = True
        column = 0
        plain, columns = self._is_plain, self._columns
        for cell in row:
            get = cell.get
            reference = get("r")
            if reference:
                letters = reference.rstrip("0123456789")
                column = columns.get(letters) or self._column(letters)
            else:
                column += 1
            size = len(cell)
            if not size:
                continue
            if column > len(values) + 1:
                self.check(number, column)
                values.extend([None] * (column - len(values) - 1))
            elif column <= len(values):  # two cells of one place: no program writes that
                raise ValueError(f"cell {reference}")
            value: Any = None
            if size == 1 and get("t", "n") == "n" and plain(get("s")) and cell[0].tag == _VALUE:
                text = cell[0].text  # nearly all are plain numbers
                value = int(text) if text and text.isdecimal() and len(text) < 16 else None
            if value is None:
                value = self._value(number, column, cell)
            values.append(value)
            is_blank = is_blank and value is None and (number, column) not in self.formulas
        self.check(number, len(values))
        if not is_blank:
            self.rows.append((number, tuple(values)))

    def _column(self, letters: str) -> int:
        found = self._columns[letters] = int(column_index_from_string(letters))
        return found

    def _is_plain(self, style: str | None) -> bool:
        return style not in self.styles.days and style not in self.styles.percents

    def _value(self, number: int, column: int, cell: Any) -> Any:
        sort, style = cell.get("t", "n"), cell.get("s")
        text = None
        for child in cell:
            if child.tag == _VALUE:
                text = child.text
            elif child.tag == _FORMULA:
                self.formulas[number, column] = child.text or ""
            elif child.tag == _TEXT and sort == "inlineStr":
                return _words(child)
        if style in self.styles.percents:
            self.percents.add((number, column))
        if text is None:
            return "" if sort == "str" and (number, column) in self.formulas else None
        if sort == "n":
            return self._number(text, style)
        if sort == "s":
            return self.texts[int(text)]
        if sort == "b":
            return text in _TRUE
        if sort == "e":
            self.errors.add((number, column))
        if sort == "d":
            return from_ISO8601(text)  # type: ignore[no-untyped-call]
        return text

    def _number(self, text: str, style: str | None) -> Any:
        value: int | float
        try:
            value = int(text)
        except ValueError:
            value = float(text)
        if isinstance(value, float) and not isfinite(value):
            return text[:_SHOWN]
        if style in self.styles.days:
            try:
                return from_excel(value, self.styles.epoch, timedelta=style in self.styles.spans)
            except (ValueError, OverflowError):
                return text[:_SHOWN]
        return value


def _words(element: Any) -> str:
    """Return the text of a cell, of all its runs; how it is pronounced is none of it."""
    parts = [child.text or "" for child in element if child.tag == _PART]
    for run in element.iterfind(_RUN):
        parts += [child.text or "" for child in run if child.tag == _PART]
    return "".join(parts)
