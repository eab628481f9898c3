"""A table as numbers: which rows are its head, which columns count something, what each row is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import attrs

from cchc_lib.errors import FormatError
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.spaced import joined
from cchc_lib.reading.word.file import Cell, WordTable
from cchc_lib.reading.word.order import levels_of, split_order
from cchc_lib.vietnamese import fold_text, parse_number
from cchc_lib.vietnamese.text import fold_label

__all__ = ["Grid", "GridLine", "grid_of", "is_dash", "number_of", "quantity_of"]

_MOST_ROWS = 2_000  # a longer table is a list of cases, and takes too long
_TOTAL = re.compile(r"(?:tổng số|tổng cộng|tổng|cộng)(?: chung)?\s*(?:\(.*\))?")
_NOTHING = ("-", "−")  # spreadsheets write 0 so in their format for amounts
_DASHES = ("–", "—", "…", "...")
_INDEX = re.compile(r"\(?(?:[0-9]{1,2}|[A-Za-zĐđ])\)?(?:\s*=.*)?")
_UNIT_HEAD = re.compile(r"(?:đơn vị|đv) tính|đvt")
_UNIT = re.compile(r"\(([^()]{1,20})\)$")
_RATE = re.compile(r"tỷ lệ|tỉ lệ|%|bình quân|trung bình|chỉ số|so với|tốc độ")
_NOT_COUNTED = re.compile(
    r"tỷ lệ|tỉ lệ|%|bình quân|trung bình|điểm|chỉ số|hạng|so với|so sánh|tăng|giảm|đơn giá|"
    r"định mức|\bmã\b|năm sinh|\b(?:stt|tt|số tt|số thứ tự)\b"
)


@attrs.frozen(eq=False)
class GridLine:
    """A row of data: its order ("1", "I"), its label, and its cells by column.

    `level` is how deep it stands under others, `None` where its number does not tell. `unit` is in
    what it counts, where it says so; a row of rates is not added up.
    """

    order: str
    label: str
    is_total: bool
    cells: dict[int, Cell]
    unit: str = ""
    level: int | None = None
    _read: dict[int, Quantity] = attrs.field(factory=dict, init=False, repr=False)

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate, a mean or an index of others."""
        return self.unit == "%" or _RATE.search(fold_text(self.label)) is not None

    def number(self, column: int) -> int | Decimal | None:
        """The number in a column, if it is plainly one."""
        cell = self.cells.get(column)
        return None if cell is None else number_of(cell.text)

    def quantity(self, column: int) -> Quantity:
        """The number in a column as it is printed, at its words; a cell without one counts as 0."""
        if column not in self._read:
            self._read[column] = quantity_of(self.cells.get(column))
        return self._read[column]

    def is_dash(self, column: int) -> bool:
        """Whether a dash stands in a column."""
        cell = self.cells.get(column)
        return cell is not None and is_dash(cell.text)


@attrs.frozen(eq=False)
class Grid:
    """The head of each column, from the top down, the rows of data, and the columns that count.

    `formulas` are what cells of the head say of columns: "(3)=(4)+(5)".
    """

    table: WordTable
    heads: tuple[str, ...]
    indexes: dict[int, int]  # the number printed over a column, to the column
    formulas: tuple[str, ...]
    lines: tuple[GridLine, ...]
    counted: tuple[int, ...]

    @property
    def is_listed(self) -> bool:
        """Whether its items are numbered 1, 2, 3 and nothing stands between them."""
        orders = [line.order for line in self.lines if not line.is_total]
        return bool(orders) and orders == [str(place) for place in range(1, len(orders) + 1)]

    def below(self, place: int) -> list[GridLine]:
        """Return the rows right under a row, one level deeper, if all there are clear."""
        level, found = self.lines[place].level, []
        for line in self.lines[place + 1 :]:
            if level is None or line.is_total or (line.level is not None and line.level <= level):
                break
            if line.level is None:
                return []
            if line.level == level + 1:
                found.append(line)
        return found


def is_dash(text: str) -> bool:
    """Whether a cell says with a dash, or "…", that it has no number: nobody counted it yet."""
    return text.strip() in _DASHES


def number_of(text: str) -> int | Decimal | None:
    """Return the number that is all a cell says; a hyphen, as spreadsheets write it, says 0."""
    text = joined(text.strip()).replace("\xa0", "")
    if text in _NOTHING:
        return 0
    if not text or len(text) > 40:
        return None
    try:
        return parse_number(text)
    except FormatError:
        return None


def quantity_of(cell: Cell | None) -> Quantity:
    """Return the number that is all a cell says, at its words; without one it counts as 0."""
    number = None if cell is None else number_of(cell.text)
    at = cell.start if cell is not None else 0
    end = at + len(cell.text) if cell is not None else 0
    shown = cell.text.strip() if cell is not None and number else "0"
    value = Fraction(number) if isinstance(number, Decimal) else number or 0
    return Quantity(at, end, value, "", (), shown, None)


def grid_of(table: WordTable) -> Grid | None:
    """Return a table of data as a grid, or `None` when it has no numbers to check."""
    rows = table.rows
    if table.is_form or not table.is_regular or not 3 <= len(rows) <= _MOST_ROWS:
        return None
    first = _head_rows(rows)
    columns = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    # a cell over the whole table is its title
    top = [[cell for cell in row if cell.columns < columns] for row in rows[:first]]
    heads = tuple(_head(top, column) for column in range(columns))
    order = next((place for place, head in enumerate(heads) if _is_order(head)), None)
    texts = [{cell.column: cell for cell in row} for row in rows[first:] if not _is_index(row)]
    counted = tuple(
        column
        for column in range(columns)
        if column != order
        and not _NOT_COUNTED.search(heads[column])
        and any(number_of(row[column].text) is not None for row in texts if column in row)
    )
    labels = range(counted[0]) if counted else range(0)
    unit = next((place for place in labels if _UNIT_HEAD.search(heads[place])), None)
    read = [_line(row, order, unit, labels) for row in texts]
    lines = _placed([line for line in read if _has_number(line, counted)])
    if len(lines) < 2:
        return None
    cells = [cell for row in rows[: first + 1] for cell in row]
    indexes = _indexes(rows[: first + 1])
    formulas = tuple(cell.text for cell in cells if "=" in cell.text)
    return Grid(table, heads, indexes, formulas, tuple(lines), counted)


def _head_rows(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """Return how many rows are the head: all up to the first that counts something."""
    for place, row in enumerate(rows):
        numbers = [0 if is_dash(cell.text) else number_of(cell.text) for cell in row]
        found = [number for number in numbers if number is not None]
        is_tall = any(cell.goes_on for cell in row)
        is_years = all(1900 <= number <= 2100 for number in found)
        if found and not _is_index(row) and not (is_years and (place == 0 or is_tall)):
            return place
    return len(rows)


def _is_index(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    if len(texts) < 3 or not all(map(_INDEX.fullmatch, texts)):
        return False
    numbers = [int(found[0]) for text in texts if (found := re.search("[0-9]+", text))]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _indexes(rows: tuple[tuple[Cell, ...], ...]) -> dict[int, int]:
    for row in rows:
        if _is_index(row):
            found = ((re.search("[0-9]+", cell.text), cell.column) for cell in row)
            return {int(number[0]): column for number, column in found if number}
    return {}


def _head(rows: Sequence[Sequence[Cell]], column: int) -> str:
    words = (
        fold_label(cell.text)
        for row in rows
        if not _is_index(row)
        for cell in row
        if cell.column <= column < cell.column + cell.columns
    )
    return " / ".join(filter(None, words))


def _is_order(head: str) -> bool:
    return head.strip(" .") in ("stt", "tt", "số tt", "số thứ tự")


def _line(row: dict[int, Cell], order: int | None, unit: int | None, labels: range) -> GridLine:
    number = row[order].text.strip() if order is not None and order in row else ""
    words = " ".join(
        row[column].text.strip()
        for column in labels
        if column in row and column not in (order, unit)
    ).strip()
    if _TOTAL.fullmatch(fold_text(words or number).strip(" :.")):
        words, number, is_total = words or number, "", True
    else:
        number, is_total = split_order(number)[0] if number else "", False
        if not number:
            first, rest = split_order(words)
            number = first if rest else ""
    said = row[unit].text if unit is not None and unit in row else ""
    inside = _UNIT.search(words)
    counts_in = fold_text(said or (inside[1] if inside else "")).strip()
    return GridLine(number, words, is_total, row, counts_in)


def _placed(lines: list[GridLine]) -> list[GridLine]:
    """Return the rows with how deep each stands; a total parts what is above from what follows."""
    levels = iter(levels_of((line.order, line.label) for line in lines if not line.is_total))
    return [line if line.is_total else attrs.evolve(line, level=next(levels)) for line in lines]


def _has_number(line: GridLine, counted: tuple[int, ...]) -> bool:
    return any(line.number(column) is not None or line.is_dash(column) for column in counted)
