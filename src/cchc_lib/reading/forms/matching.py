"""Which column of a table is which of a form, and which line is which row.

Columns are told by the row of their numbers, "(1) (2) (3)", or by their titles. A row is told by
its mark and its words together: "1.1 Chi khác" is not "1 Chi khác".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from cchc_lib.errors import CchcError, FormatError, InvalidValueError, gathered
from cchc_lib.forms.filled import FormLine
from cchc_lib.forms.form import ColumnKind, FormColumn, FormRow, OfficialForm
from cchc_lib.forms.values import CellValue, read_cell
from cchc_lib.reading.forms.cells import CellText, FormTable
from cchc_lib.vietnamese.text import fold_label, fold_text

__all__ = ["columns_of", "lines_of_table", "no_table", "refuse_unmade"]

_TOTAL = re.compile(r"(?:tổng số|tổng cộng|tổng|cộng)(?: chung)?")
_REMARK = re.compile(r"(?:ghi chú|chú thích|lưu ý|nguồn)\b")


def columns_of(form: OfficialForm, table: FormTable) -> tuple[int, dict[str, int]] | None:
    """Return the row after the head of a table, and the place of each column in it."""
    return _by_numbers(form, table) or _by_titles(form, table)


def _by_numbers(form: OfficialForm, table: FormTable) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(table.rows):
        found = _numbered(form, row)
        if len(row) >= 2 and set(_needed(form)) <= set(found) and not _out_of_order(found):
            return at + 1, found
    return None


def _numbered(form: OfficialForm, row: Mapping[int, CellText]) -> dict[str, int]:
    """Return the place of each column whose number stands in a row, in the order of the form."""
    said = {cell.text.strip("() .").split("=")[0].strip("() "): p for p, cell in row.items()}
    return {c.number: said[c.number] for c in form.columns if c.number in said}


def _needed(form: OfficialForm) -> list[str]:
    return [c.number for c in form.columns if c.is_number or c.kind is ColumnKind.LABEL]


def _out_of_order(places: Mapping[str, int]) -> list[str]:
    """Return the columns that stand elsewhere than in the form, by the place they have now."""
    now = sorted(places, key=places.__getitem__)
    return [there for there, here in zip(now, places, strict=True) if there != here]


def _amiss(form: OfficialForm, tables: Sequence[FormTable]) -> tuple[str, str]:
    """Return what is wrong with the numbers of the table that has most of the form's columns."""
    rows = [_numbered(form, row) for table in tables for row in table.rows]
    found = max(rows, key=len, default={})
    if 2 * len(found) < len(form.columns):  # a line of data may hold some numbers by accident
        return "", ""
    if lacking := [number for number in _needed(form) if number not in found]:
        said = ", ".join(f"({number})" for number in lacking)
        return f"; column {said} is lacking", f"; thiếu cột {said}"
    moved = ", ".join(f"({number})" for number in _out_of_order(found))
    return (
        f"; columns stand in another order: {moved}",
        f"; các cột bị đổi thứ tự: {moved}; xếp lại đúng thứ tự của biểu",
    )


def no_table(form: OfficialForm, tables: Sequence[FormTable]) -> FormatError:
    """Return the error for a file without a table of a form; it says what is amiss if it shows."""
    amiss, amiss_vi = _amiss(form, tables)
    return FormatError(
        f"no table with the columns of {form.number}{amiss}; accepted: a table whose columns have "
        "their numbers, such as (1) (2) (3), or the titles of the form",
        f"không thấy bảng có các cột của biểu {form.number}{amiss_vi}; cần: bảng có dòng số thứ tự "
        "cột, ví dụ (1) (2) (3), hoặc đúng tên các cột của biểu",
        path="form",
        accepted=f"a table with the columns of {form.number}",
    )


def _by_titles(form: OfficialForm, table: FormTable) -> tuple[int, dict[str, int]] | None:
    """Tell columns by the titles over them, of which the form has each at one place only."""
    heads: dict[int, list[str]] = {}
    for at, row in enumerate(table.rows[:12]):
        for place, cell in row.items():
            for over in range(place, place + cell.columns):
                heads.setdefault(over, []).append(_folded(cell.text))
        found: dict[str, int] = {}
        for column in form.columns:
            titles = [_folded(title) for title in (*column.group, column.title)]
            fits = [p for p, words in heads.items() if words[-len(titles) :] == titles]
            if len(fits) == 1:
                found[column.number] = fits[0]
        if set(_needed(form)) <= set(found):
            return at + 1, found
    return None


def _folded(text: str) -> str:
    return fold_label(text).strip(" .:")


@attrs.frozen
class _Read:
    """A line of a table: its mark, its words, its cells by the number of their column."""

    name: str
    mark: str
    label: str
    cells: Mapping[str, CellText]


def lines_of_table(form: OfficialForm, table: FormTable) -> tuple[FormLine, ...]:
    """Return the lines of a form that stand in a table.

    Raises:
        InvalidValueError: for what cannot be read, each in `problems`.
        FormatError: when it is no table of this form.
    """
    columns = columns_of(form, table)
    if columns is None:
        raise no_table(form, [table])
    start, places = columns
    matcher, problems = _Matcher(form), list[CchcError]()
    lines: list[FormLine] = []
    read_rows: list[tuple[FormRow, _Read]] = []
    for read in _reads(form, table, start, places):
        if not read.label:
            problems.append(
                InvalidValueError.refuse(
                    read.name,
                    read.mark,
                    "a name before the numbers, such as 'Hộ tịch'",
                    "tên dòng trước các số liệu, ví dụ 'Hộ tịch'",
                )
            )
            continue
        row = matcher.row_of(read)
        if row is None:
            problems.append(
                InvalidValueError.refuse(
                    read.name,
                    f"{read.mark} {read.label}".strip(),
                    "a row of the form",
                    f"một dòng có trong biểu {form.number}",
                )
            )
            continue
        read_rows.append((row, read))
        cells, slips = _cells(form, read)
        problems += slips
        is_named = bool(row.each) or (_folded(read.label) != _folded(row.label))
        lines.append(FormLine(row.id, read.label if is_named else "", cells))
    if unmade := _unmade(form, table, columns, read_rows):
        problems.insert(0, refuse_unmade(InvalidValueError, unmade))
    if problems:
        raise gathered(problems)
    return tuple(lines)


def _unmade(
    form: OfficialForm,
    table: FormTable,
    columns: tuple[int, Mapping[str, int]],
    lines: list[tuple[FormRow, _Read]],
) -> list[tuple[str, str]]:
    """Return where formulas without a result stand that the form does not compute itself.

    In the head, in the words of a line, and in cells that are no result of others in the form.
    """
    start, places = columns
    is_filled = any(cell.text for _, read in lines for cell in _numbers(form, read).values())
    given = {above.id for row, _ in lines if (above := form.above[row.id]) is not None}

    def is_made(row: FormRow, column: FormColumn) -> bool:
        summed = row.is_sum and (row.id in given or not is_filled)
        made = row.is_total or summed or row.id in form.formulas
        return column.formula is not None or (made and column.is_added)

    named = [places[c.number] for c in form.columns if not c.is_number and c.number in places]
    cells = [cell for row in table.rows[:start] for cell in row.values()]
    cells += [row[place] for row in table.rows[start:] for place in named if place in row]
    cells += [
        cell
        for row, read in lines
        for number, cell in _numbers(form, read).items()
        if not is_made(row, form.column(number))
    ]
    return [cell.unmade for cell in cells if cell.unmade]


def refuse_unmade(kind: type[CchcError], cells: list[tuple[str, str]]) -> CchcError:
    """Return the refusal of formulas that nobody has computed yet, by where they stand."""
    from cchc_lib.workbook.grid import not_computed

    what, what_vi = not_computed(len(cells), cells[0])
    accepted = "a file that was opened in Excel or LibreOffice and saved"
    return kind(
        f"form: {what}; accepted: {accepted}",
        f"{what_vi}; mở tệp bằng Excel hoặc LibreOffice rồi lưu lại",
        path="form",
        accepted=accepted,
    )


def _numbers(form: OfficialForm, read: _Read) -> dict[str, CellText]:
    return {c.number: read.cells[c.number] for c in form.numbers if c.number in read.cells}


def _reads(
    form: OfficialForm, table: FormTable, start: int, places: Mapping[str, int]
) -> Iterator[_Read]:
    """Yield the lines below the head; what stands under the table ends it."""
    of_kind = {column.kind: column.number for column in form.columns}
    order = places.get(of_kind.get(ColumnKind.ORDER, ""))
    label = places[of_kind[ColumnKind.LABEL]]
    found: list[tuple[_Read, dict[str, CellText]]] = []
    for at, row in enumerate(table.rows[start:], start + 1):
        words = row[label].text if label in row else ""
        mark = row[order].text if order is not None and order in row else ""
        if order is None:
            mark, words = _parted(form, words)
        cells = {number: row[place] for number, place in places.items() if place in row}
        read = _Read(f"{table.name} {at}", mark, words, cells)
        found.append((read, _numbers(form, read)))
    last = max(
        (at for at, (read, numbers) in enumerate(found) if _is_data(read, numbers)), default=-1
    )
    for at, (read, numbers) in enumerate(found):
        if at > last and not read.label and not _readable(numbers):
            return
        if read.label and not (at > last and _REMARK.match(fold_text(read.label))):
            yield read
        elif not read.label and _says_something(numbers):
            yield read  # nobody knows of what, but it is not left out without a word


def _is_data(read: _Read, numbers: Mapping[str, CellText]) -> bool:
    """Whether a line has a name and numbers: what stands under the table comes after the last."""
    return read.label != "" and _readable(numbers) and any(each.text for each in numbers.values())


def _says_something(cells: Mapping[str, CellText]) -> bool:
    return any(each.text not in ("", "…", "-", "0") for each in cells.values())


def _readable(cells: Mapping[str, CellText]) -> bool:
    """Whether cells hold numbers and signs only."""
    for cell in cells.values():
        try:
            _value(cell)
        except CchcError:
            return False
    return True


def _parted(form: OfficialForm, words: str) -> tuple[str, str]:
    """Return the mark before the words of a row, of a form that has no column for marks."""
    for row in form.walk():
        if row.mark and words.startswith(f"{row.mark}. "):
            return row.mark, words.removeprefix(f"{row.mark}. ")
    return "", words


def _cells(form: OfficialForm, read: _Read) -> tuple[dict[str, CellValue], list[CchcError]]:
    found: dict[str, CellValue] = {}
    slips: list[CchcError] = []
    for column in form.columns:
        cell = read.cells.get(column.number)
        if cell is None or column.kind in (ColumnKind.ORDER, ColumnKind.LABEL, ColumnKind.UNIT):
            continue
        path = f"{read.name}, cột ({column.number})"
        if column.kind is ColumnKind.WORDS:
            found[column.number] = cell.text or None
            continue
        try:
            value = _value(cell)
        except CchcError as error:
            slips.append(
                InvalidValueError(
                    f"{path}: {str(error).removeprefix('cell: ')}",
                    f"{path}: {error.message_vi.removeprefix('cell: ')}",
                    path=path,
                    got=error.got,
                    accepted=error.accepted,
                )
            )
            continue
        if column.kind is ColumnKind.COUNT and isinstance(value, int | Decimal):
            if value < 0 or value != int(value):
                slips.append(
                    InvalidValueError.refuse(
                        path, value, "a whole number from 0", "số nguyên từ 0 trở lên"
                    )
                )
                continue
            value = int(value)
        found[column.number] = value
    return found, slips


def _value(cell: CellText) -> CellValue:
    return read_cell(cell.value) if isinstance(cell.value, str) else cell.value


class _Matcher:
    """Tells lines one after another: where a line may stand follows from those before it."""

    def __init__(self, form: OfficialForm) -> None:
        self.form = form
        self.used: set[str] = set()
        self.last: FormRow | None = None

    def row_of(self, read: _Read) -> FormRow | None:
        found = self._fixed(read) or self._open(read)
        if found is not None:
            self.last = found
            if not found.each:
                self.used.add(found.id)
        return found

    def _fixed(self, read: _Read) -> FormRow | None:
        label = _folded(read.label)
        free = [row for row in self.form.walk() if not row.each and row.id not in self.used]
        alike = [row for row in free if _folded(row.label) == label]
        for row in alike:
            if row.mark == read.mark:
                return row
        if len(alike) == 1 and (not read.mark or not alike[0].mark):
            return alike[0]
        if _TOTAL.fullmatch(label):
            return next((row for row in free if row.is_total), None)
        for row in free:
            if row.match and row.mark == read.mark and _has(label, row.match):
                return row
        return None

    def _open(self, read: _Read) -> FormRow | None:
        """Return the row that the agency lists here: under the last, beside it, or above it."""
        is_head = bool(re.fullmatch("[A-Z]", read.mark))
        at = self.last
        while at is not None:
            beside = self.form.above[at.id]
            for rows in (at.rows, beside.rows if beside else ()):
                for row in rows:
                    if row.each and (bool(row.rows) == is_head or not read.mark):
                        return row
            at = beside
        tops = [row for row in self.form.rows if row.each]
        fitting = [row for row in tops if bool(row.rows) == is_head]
        return next(iter(fitting or (tops if not is_head else ())), None)


def _has(label: str, words: str) -> bool:
    return re.search(rf"(?<!\w)(?:{fold_text(words)})(?!\w)", label) is not None
