"""The XML of one sheet, in one pass: values, formulas, errors, what is merged or hidden.

ECMA-376, part 1, 18.3: a cell has its reference (`r`), type (`t`), style (`s`), its value (`v`), a
text of its own (`is`) and the formula (`f`) of which the value is the last result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from math import isfinite
from typing import Any

import attrs
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601

from cchc_lib.errors import CchcError

__all__ = [
    *("MAX_COLUMNS", "MAX_MERGED", "MAX_ROWS", "NAMESPACE", "TRUE", "SheetReader", "Styles"),
    *("elements", "words"),
]

MAX_ROWS = 50_000
"""The last row with a value, blank ones above it counted: programs write rows of looks alone
down to the last that a sheet has. A province has some 130 communes, the country 3.321."""

MAX_COLUMNS = 1_000
"""Columns with a value; what has only a look may reach to the last one that a sheet has."""

MAX_MERGED = 1_000_000
"""Rows of merged cells, those of each added up."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MAX_MARKS = 300_000
"""Elements up to the end of one that is read: a row of 1.000 cells has some thousands."""

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TRUE = ("1", "true")
_ROW, _MERGE, _COLUMN = f"{NAMESPACE}row", f"{NAMESPACE}mergeCell", f"{NAMESPACE}col"
_CELL, _VALUE = f"{NAMESPACE}c", f"{NAMESPACE}v"
_TEXT, _FORMULA = f"{NAMESPACE}is", f"{NAMESPACE}f"
_RUN, _PART = f"{NAMESPACE}r", f"{NAMESPACE}t"
_CHUNK = 1 << 16
_SHOWN = 300
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|NaN|[+-]?INF")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Refuse = Callable[[str, str], CchcError]
"""Returns the refusal of a file, for a reason in English and in Vietnamese."""


@attrs.frozen(kw_only=True)
class Styles:
    """The numbers of the styles that show a percentage, a day, a span of time, another number.

    `parts` show a part of a day, or zeros before a number; `others` are all of them. `places` says
    how many decimals a style shows, where it shows some.
    """

    percents: frozenset[str]
    days: frozenset[str]
    spans: frozenset[str]
    masks: frozenset[str]
    parts: frozenset[str]
    epoch: datetime
    places: Mapping[str, int] = attrs.field(factory=dict)
    others: frozenset[str] = attrs.field(init=False)

    @others.default
    def _others(self) -> frozenset[str]:
        return self.percents | self.days | self.masks | self.parts


def elements(xml: bytes, tags: tuple[str, ...], refuse: Refuse) -> Iterator[Any]:
    """Yield the elements of some tags, each forgotten when the next is asked for.

    Raises:
        CchcError: for a part that has too many others between two of them.
        etree.XMLSyntaxError: for what is no XML.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    marks = 0
    for start in range(0, len(xml), _CHUNK):
        chunk = xml[start : start + _CHUNK]
        parser.feed(chunk)
        marks += chunk.count(b"<")
        for _, element in parser.read_events():
            marks = 0
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and parent[0] is not element:
                del parent[0]
        if marks > _MAX_MARKS:
            raise refuse(
                f"more than {_MAX_MARKS} elements where a workbook has some thousands",
                "tệp có quá nhiều phần tử bất thường, không an toàn",
            )
    parser.close()


@attrs.define
class SheetReader:
    """Reads one sheet; `refuse` returns the refusal of the file, for what is wrong with it."""

    name: str
    styles: Styles
    texts: Sequence[str]
    refuse: Refuse
    rows: list[tuple[int, tuple[Any, ...]]] = attrs.field(factory=list)
    formulas: dict[tuple[int, int], str] = attrs.field(factory=dict)
    shared: dict[tuple[int, int], tuple[int, int]] = attrs.field(factory=dict)
    errors: set[tuple[int, int]] = attrs.field(factory=set)
    percents: set[tuple[int, int]] = attrs.field(factory=set)
    masked: set[tuple[int, int]] = attrs.field(factory=set)
    partial: set[tuple[int, int]] = attrs.field(factory=set)
    decimals: dict[tuple[int, int], int] = attrs.field(factory=dict)
    merged: dict[int, int] = attrs.field(factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = attrs.field(factory=dict)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: int = 0
    _columns: dict[str, int] = attrs.field(factory=dict)
    _masters: dict[str, tuple[int, int]] = attrs.field(factory=dict)
    _heights: int = 0

    def read(self, xml: bytes) -> None:
        """Read the sheet.

        Raises:
            CchcError: for what is beyond the bounds, or says a thing in two ways.
        """
        number = 0
        for element in elements(xml, (_ROW, _MERGE, _COLUMN), self.refuse):
            if element.tag == _ROW:
                stated = element.get("r", str(number + 1))
                if not (stated.isascii() and stated.isdecimal()) or len(stated) > 15:
                    raise self._twice(f"row {stated[:20]}", f"dòng {stated[:20]}")
                if int(stated) <= number:
                    raise self._twice(f"row {stated}", f"dòng {stated}")
                number = int(stated)
                if number > _LAST_ROW:
                    self._check(number, 0)
                if number <= MAX_ROWS and (
                    element.get("hidden") in TRUE or _is_flat(element, "ht")
                ):
                    self.hidden_rows.add(number)
                if len(element):
                    self._row(number, element)
            elif element.tag == _MERGE:
                self._merge(*range_boundaries(element.get("ref", "A1")))
            elif element.get("hidden") in TRUE or _is_flat(element, "width"):
                self.hidden_columns |= _mask(int(element.get("min", 0)), int(element.get("max", 0)))

    def _check(self, rows: int, columns: int) -> None:
        if rows > MAX_ROWS or columns > MAX_COLUMNS:
            raise self.refuse(
                f"sheet '{self.name}' reaches row {rows}, column {columns}: above {MAX_ROWS} rows "
                f"or {MAX_COLUMNS} columns",
                f'trang "{self.name}" có đến dòng {rows}, cột {columns}, quá {MAX_ROWS} dòng hoặc '
                f"{MAX_COLUMNS} cột; hãy xóa các dòng, cột trống ở cuối trang rồi lưu lại",
            )

    def _twice(self, where: str, where_vi: str) -> CchcError:
        return self.refuse(
            f"sheet '{self.name}', {where}: stands twice, or in another place than it says",
            f'trang "{self.name}", {where_vi}: ghi hai lần hoặc sai chỗ, tệp hỏng; hãy mở bằng '
            "Excel và lưu lại",
        )

    def _no_value(self, number: int, column: int, text: str | None) -> CchcError:
        cell = f"{get_column_letter(column)}{number}"
        return self.refuse(
            f"sheet '{self.name}', cell {cell}: {(text or '')[:40]!r} is no value of its type",
            f'trang "{self.name}", ô {cell}: nội dung "{(text or "")[:40]}" không đúng loại của ô, '
            "tệp hỏng; hãy mở bằng Excel và lưu lại",
        )

    def _merge(self, left: int, top: int, right: int, bottom: int) -> None:
        bottom = min(bottom, MAX_ROWS)
        self._heights += max(bottom - top + 1, 0)
        if self._heights > MAX_MERGED:
            raise self.refuse(
                f"sheet '{self.name}' has too many merged cells",
                f'trang "{self.name}" có quá nhiều ô gộp; hãy bỏ gộp ô (Unmerge Cells) rồi lưu lại',
            )
        self.spans[top, left] = right - left + 1, bottom - top + 1
        mask = _mask(left, right)
        for row in range(top, bottom + 1):
            self.merged[row] = self.merged.get(row, 0) | mask

    def _row(self, number: int, row: Any) -> None:
        values: list[Any] = []
        is_blank = True
        column = 0
        plain, columns, digits = self._is_plain, self._columns, str(number)
        for cell in row:
            get = cell.get
            reference = get("r")
            last = column
            if reference:
                letters = reference.rstrip("0123456789")
                column = columns.get(letters) or self._column(letters)
                if column <= last or reference != letters + digits:
                    raise self._twice(f"cell {reference[:20]}", f"ô {reference[:20]}")
            elif cell.tag != _CELL:
                raise self._no_value(number, column + 1, "".join(cell.itertext()))
            else:
                column += 1
            if column > _LAST_COLUMN:
                self._check(number, column)
            size = len(cell)
            if not size:
                continue
            if column > len(values) + 1:
                self._check(0, column)
                values.extend([None] * (column - len(values) - 1))
            value: Any = None
            if size == 1 and get("t", "n") == "n" and plain(get("s")) and cell[0].tag == _VALUE:
                text = cell[0].text  # nearly all are plain numbers
                if (
                    text
                    and not len(cell[0])
                    and text.isdecimal()
                    and len(text) < 16
                    and text.isascii()
                ):
                    value = int(text)
            if value is None:
                value = self._value(number, column, cell)
            values.append(value)
            is_blank = is_blank and value is None and (number, column) not in self.formulas
        self._check(0 if is_blank else number, len(values))
        if not is_blank:
            self.rows.append((number, tuple(values)))

    def _column(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and letters.isupper()) or len(letters) > 3:
            raise self._twice(f"cell {letters[:20]}", f"ô {letters[:20]}")
        found = self._columns[letters] = int(column_index_from_string(letters))
        return found

    def _is_plain(self, style: str | None) -> bool:
        return style not in self.styles.others

    def _value(self, number: int, column: int, cell: Any) -> Any:
        sort, style = cell.get("t", "n"), cell.get("s")
        found = {child.tag: child for child in cell}
        if len(found) != len(cell) or cell.tag != _CELL or (_TEXT in found and sort != "inlineStr"):
            raise self._no_value(number, column, "".join(cell.itertext()))
        if _FORMULA in found:
            self._formula(number, column, found[_FORMULA])
        if _TEXT in found:
            if _VALUE in found:
                raise self._no_value(number, column, "".join(cell.itertext()))
            return words(found[_TEXT])
        if _VALUE in found and len(found[_VALUE]):
            raise self._no_value(number, column, "".join(cell.itertext()))
        text = found[_VALUE].text if _VALUE in found else None
        if style in self.styles.percents:
            self.percents.add((number, column))
        elif style in self.styles.masks and _VALUE in found:
            self.masked.add((number, column))
        if style in self.styles.parts and _VALUE in found:
            self.partial.add((number, column))
        if text is None:
            return "" if sort == "str" and (number, column) in self.formulas else None
        if sort == "n" and _NUMBER.fullmatch(text.strip()):
            value = self._number(text.strip(), style)
            if isinstance(value, float) and style in self.styles.places:
                self.decimals[number, column] = self.styles.places[style]
            return value
        if sort == "s" and text.isascii() and text.isdecimal() and int(text) < len(self.texts):
            return self.texts[int(text)]
        if sort == "b" and text in ("0", "false", *TRUE):
            return text in TRUE
        if sort == "e":
            self.errors.add((number, column))
        if sort == "d":
            return from_ISO8601(text)  # type: ignore[no-untyped-call]
        if sort not in ("e", "str"):
            raise self._no_value(number, column, text)
        return _unescaped(text)

    def _formula(self, number: int, column: int, formula: Any) -> None:
        """Keep a formula; one of several cells stands in the first, whose place is kept too."""
        text, here = formula.text, (number, column)
        if formula.get("t") == "shared":
            master = self._masters.setdefault(formula.get("si", ""), here)
            if not text:
                self.shared[here] = master
                text = self.formulas.get(master)
        self.formulas[here] = text or ""

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


def _is_flat(element: Any, size: str) -> bool:
    """Whether a row or a column has no height or width, which hides it as well."""
    stated = element.get(size)
    return stated is not None and not stated.strip("0. ")


def _mask(first: int, last: int) -> int:
    """Return the columns of a range as bits; those where no value can be are left out."""
    first, last = max(first, 0), min(last, MAX_COLUMNS)
    return ((1 << (last - first + 1)) - 1) << first if first <= last else 0


def words(element: Any) -> str:
    """Return the text of a cell, of all its runs; how it is pronounced is none of it."""
    parts = [child.text or "" for child in element if child.tag == _PART]
    for run in element.iterfind(_RUN):
        parts += [child.text or "" for child in run if child.tag == _PART]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Return text with the characters that XML does not hold, as `_x000D_` says them."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")
