"""The lines of a table as those of a form, and what of it cannot be read.

A row is told by its mark and its words together: "1.1 Chi khác" is not "1 Chi khác".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cchc_lib.errors import CchcError, InvalidValueError, gathered
from cchc_lib.forms.filled import FormLine
from cchc_lib.forms.form import ColumnKind, FormColumn, FormRow, OfficialForm
from cchc_lib.forms.values import CellValue, added, read_cell
from cchc_lib.reading.forms.cells import CellText, FormTable, Unlike
from cchc_lib.reading.forms.columns import columns_of, folded, no_table
from cchc_lib.reading.forms.rows import LineRead, RowMatcher, is_like_total, says_total
from cchc_lib.reading.spaced import joined
from cchc_lib.vietnamese.text import fold_text

__all__ = ["lines_of_table", "refuse_unmade"]

_REMARK = re.compile(r"(?:ghi chú|chú thích|lưu ý|nguồn)\b")


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
    reads = list(_reads(form, table, start, places))
    matcher, problems = RowMatcher(form, reads), _unlike(reads)
    lines: list[FormLine] = []
    read_rows: list[tuple[FormRow, LineRead]] = []
    for read in reads:
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
        if row is None and matcher.is_second_total(read):
            problems.append(_counted_twice(read))
            continue
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
        is_named = bool(row.each) or (folded(read.label) != folded(row.label))
        lines.append(FormLine(row.id, read.label if is_named else "", cells))
    if unmade := _unmade(form, table, columns, read_rows):
        problems.insert(0, refuse_unmade(InvalidValueError, unmade))
    if matcher.of_totals is not None:
        problems += _doubled(form, list(zip(read_rows, lines, strict=True)))
    if problems:
        raise gathered(problems)
    return tuple(lines)


def _unlike(reads: list[LineRead]) -> list[CchcError]:
    """Return the refusals of cells that do not say what is seen, each kind once."""
    found: dict[tuple[str, str], list[Unlike]] = {}
    for read in reads:
        for cell in read.cells.values():
            if cell.unlike is not None:
                found.setdefault(cell.unlike.accepted, []).append(cell.unlike)
    return [
        InvalidValueError(
            f"form: {len(each)} cells that do not say what is seen, the first in "
            f"{each[0].place[0]}; accepted: {accepted}",
            f"{len(each)} ô không đúng như nhìn thấy (đầu tiên: {each[0].place[1]}); "
            f"cần: {accepted_vi}",
            path="form",
            accepted=accepted,
        )
        for (accepted, accepted_vi), each in found.items()
    ]


def _doubled(
    form: OfficialForm, lines: list[tuple[tuple[FormRow, LineRead], FormLine]]
) -> list[CchcError]:
    """Return the refusals of lines that may be totals and are the sum of others."""
    plain: list[FormLine] = []
    since: list[FormLine] = []
    doubtful: list[tuple[LineRead, FormLine, list[FormLine]]] = []
    for (row, read), line in lines:
        if row.each and not row.rows and is_like_total(read.label):
            doubtful.append((read, line, since))
            since = []
        elif not form.is_result(row):
            plain.append(line)
            if since and since[-1].row != line.row:
                since = []
            since.append(line)
    if not doubtful:
        return []
    whole = _sums(form, plain)
    return [
        _counted_twice(read)
        for read, line, before in doubtful
        if any(_is_sum(line, sums) for sums in (whole, _sums(form, before)))
    ]


def _sums(form: OfficialForm, lines: list[FormLine]) -> dict[str, CellValue]:
    """Return what lines add up to, in each column in which all of them are known."""
    columns = [column.number for column in form.numbers if column.is_added]
    sums = {number: added(line.cells.get(number) for line in lines) for number in columns}
    return {number: value for number, value in sums.items() if lines and value is not None}


def _is_sum(line: FormLine, sums: Mapping[str, CellValue]) -> bool:
    """Whether the numbers of a line, not all of them none, are sums."""
    pairs = [(line.cells[number], sums[number]) for number in sums if number in line.cells]
    return any(own for own, _ in pairs) and all(own == total for own, total in pairs)


def _counted_twice(read: LineRead) -> CchcError:
    return InvalidValueError.refuse(
        read.name,
        read.label,
        "one row of totals, such as 'TỔNG CỘNG', and no other: it would be counted twice",
        "mỗi biểu một dòng tổng, ví dụ “TỔNG CỘNG”; dòng này là tổng của các dòng khác nên sẽ bị "
        "tính hai lần, hãy bỏ hoặc ghi lại tên dòng",
    )


def _unmade(
    form: OfficialForm,
    table: FormTable,
    columns: tuple[int, Mapping[str, int]],
    lines: list[tuple[FormRow, LineRead]],
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


def _numbers(form: OfficialForm, read: LineRead) -> dict[str, CellText]:
    return {c.number: read.cells[c.number] for c in form.numbers if c.number in read.cells}


def _reads(
    form: OfficialForm, table: FormTable, start: int, places: Mapping[str, int]
) -> Iterator[LineRead]:
    """Yield the lines below the head; what stands under the table ends it."""
    of_kind = {column.kind: column.number for column in form.columns}
    order = places.get(of_kind.get(ColumnKind.ORDER, ""))
    label = places[of_kind[ColumnKind.LABEL]]
    found: list[tuple[LineRead, dict[str, CellText]]] = []
    for at, row in enumerate(table.rows[start:], start + 1):
        words = row[label].text if label in row else ""
        mark = row[order].text if order is not None and order in row else ""
        if order is None:
            mark, words = _parted(form, words)
        elif not words and _is_name(form, places, row.get(order), label):
            mark, words = _parted(form, mark)
        cells = {number: row[place] for number, place in places.items() if place in row}
        read = LineRead(f"{table.name} {at}", mark, words, cells)
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


def _is_name(
    form: OfficialForm, places: Mapping[str, int], cell: CellText | None, label: int
) -> bool:
    """Whether the words in the column of marks are those of the line.

    They reach over the names, or they say that it is the total.
    """
    if cell is None:
        return False
    end = min(places[column.number] for column in form.numbers)
    at = places[next(c.number for c in form.columns if c.kind is ColumnKind.ORDER)]
    return says_total(cell.text) or (cell.columns > 1 and label < at + cell.columns <= end)


def _is_data(read: LineRead, numbers: Mapping[str, CellText]) -> bool:
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


def _cells(form: OfficialForm, read: LineRead) -> tuple[dict[str, CellValue], list[CchcError]]:
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
    return read_cell(joined(cell.value.strip())) if isinstance(cell.value, str) else cell.value
