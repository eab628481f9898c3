"""Many units on one sheet, a row each: a report from each good row, a reason for each other one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cchc_lib.archive import FileSource
from cchc_lib.errors import CchcError, FormatError, InvalidTypeError, InvalidValueError, gathered
from cchc_lib.exchange.data import checked, reader_of
from cchc_lib.exchange.leaves import at
from cchc_lib.exchange.problems import Search
from cchc_lib.exchange.xlsx.columns import Column, Facts, columns_of, header_row, other_heads
from cchc_lib.exchange.xlsx.layout import COLUMNS, Path, code_of, steps_of
from cchc_lib.exchange.xlsx.leaves import EMPTY, flat, nested, together
from cchc_lib.exchange.xlsx.said import Said, as_shown, fault, says_nothing
from cchc_lib.exchange.xlsx.told import Teller
from cchc_lib.exchange.xlsx.values import by_hand
from cchc_lib.families.cchc import Report
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import fold_label
from cchc_lib.workbook.grid import Grid, grids

__all__ = ["RefusedRow", "RowReports", "read_rows"]


_HEAD = 4  # rows within which a sheet of a workbook of facts says that it is one


@attrs.frozen
class RefusedRow:
    """A row of which no report could be made: its number on the sheet, and why.

    `error.problems` has one error for each fault, with the cell in its message.
    """

    row: int
    error: CchcError


@attrs.frozen
class RowReports:
    """What the rows of a sheet came to: every row is in one of the two lists.

    `reports` are those made, `rows` the numbers of their rows; `refused` the other rows; `columns`
    the fact that each header was read as.
    """

    reports: tuple[ReportHead, ...]
    rows: tuple[int, ...]
    refused: tuple[RefusedRow, ...]
    columns: Mapping[str, str]


def read_rows(
    path: FileSource,
    mapping: Mapping[str, str | None] | None = None,
    *,
    kind: type[ReportHead] = Report,
    own: Iterable[type] = (),
    given: Mapping[str, Any] | None = None,
    sheet: str | None = None,
) -> RowReports:
    """Return the reports that the rows of a sheet say, a unit a row, and the rows refused.

    The row of headers is the first that names two facts. A header is the label of a fact, as the
    sheets of `cchc new --xlsx` have it ("Nhiệm vụ của kế hoạch"), with the subject before it where
    several have that label ("Hồ sơ: trực tuyến"), or its id ("plan.tasks"); `mapping` says of any
    other header which fact it is, or `None` to leave the column out. Columns headed STT, TT and
    Ghi chú are left out. `given` are facts of every row, such as `{"period": "năm 2025"}`, none of
    which has a column. The sheet is the first, or the one named.

    Brackets behind a header hold its unit: amounts under "(triệu đồng)" are multiplied by 10^6.
    Other words there are refused, unless `mapping` names the whole header.

    A blank cell was not reported, 0 is that nothing arose. Rows are never dropped: rows of the
    sheet are those made and those refused; refused are also rows under other headers further down,
    and a second row of one unit and one period.

    Raises:
        InvalidValueError: for headers that name no fact, or one twice; a header or an id of
            `mapping` that is none; a fact both given and in a column; a sheet that is not there.
        FormatError: for what is no workbook, or beyond the bounds (32 MB, 50.000 rows), or a
            workbook of facts, which `load` reads.
        InvalidTypeError: for a `kind`, `own`, `mapping` or `given` that are none.
        OSError: when the file cannot be opened.
    """
    kind, classes = checked(kind, own)
    for name, value in (("mapping", mapping or {}), ("given", given or {})):
        if not isinstance(value, Mapping):
            raise InvalidTypeError.refuse(
                name,
                value,
                "a mapping, such as {'Số nhiệm vụ': 'plan.tasks'}",
                "một dict, ví dụ {'Số nhiệm vụ': 'plan.tasks'}",
            )
    grid = _sheet(path, sheet)
    own_columns = {fold_label(str(head)): name for head, name in (mapping or {}).items()}
    facts = Facts(kind, classes, own_columns)
    number, heads = header_row(grid, facts)
    columns = columns_of(grid, number, heads, facts)
    _check_given(grid, number, columns, given or {})
    reading = _Rows(grid, columns, kind, classes, dict(given or {}))
    reports: list[ReportHead] = []
    rows: list[int] = []
    refused: list[RefusedRow] = []
    made_of: dict[str, list[tuple[int, Any]]] = {}
    other = 0
    for row, cells in grid.rows:
        if row <= number or all(map(says_nothing, cells)):
            continue
        try:
            if not other and other_heads(cells, columns, facts):
                other = row
            if other:
                raise _behind(grid, row, other)
            made = reading.report(row, cells)
            named = made_of.setdefault(made.agency.name, [])
            for same, other_made in named:
                if (other_made.agency, other_made.period) == (made.agency, made.period):
                    raise _again(grid, row, same)
            named.append((row, made))
            reports.append(made)
            rows.append(row)
        except CchcError as error:
            refused.append(RefusedRow(row, error))
    heads_read = {column.head: code_of(column.path) for column in columns}
    return RowReports(tuple(reports), tuple(rows), tuple(refused), heads_read)


def _sheet(source: FileSource, name: str | None) -> Grid:
    names = []
    for grid in grids(source):
        if name is None or grid.name == name:
            if any(row[0] == COLUMNS for _, row in grid.rows[:_HEAD]):
                raise _is_form(grid)
            return grid
        names.append(grid.name)
    known = ", ".join(f'"{each}"' for each in names)
    if name is None:
        raise FormatError("path: no sheet in it", "tệp không có trang tính nào", path="path")
    raise InvalidValueError.refuse(
        "sheet", name, f"the name of a sheet: {known}", f"tên một trang tính: {known}"
    )


def _is_form(grid: Grid) -> FormatError:
    accepted = "a sheet with a row of headers and a unit in each row below"
    return FormatError(
        f"path: sheet '{grid.name}' is of a workbook of facts, which cchc.load reads; accepted: "
        f"{accepted}",
        f'trang "{grid.name}" thuộc biểu mẫu số liệu của một đơn vị: hãy đọc bằng cchc.load hoặc '
        "lệnh cchc read; read_rows đọc bảng có dòng tiêu đề, mỗi đơn vị một dòng",
        path="path",
        accepted=accepted,
    )


def _check_given(
    grid: Grid, number: int, columns: Iterable[Column], given: Mapping[str, Any]
) -> None:
    """Refuse facts that are given for every row and have a column too."""
    stated = [path for path, value in flat(given) if value != EMPTY]
    problems = []
    for column in columns:
        path = column.path
        is_day = path[0] == "period" and isinstance(given.get("period"), str)
        for each in stated:
            least = min(len(path), len(each))
            if path[:least] == each[:least] and not is_day:
                where, where_vi = grid.place(number, column.number)
                code = code_of(path)
                problems.append(
                    InvalidValueError(
                        f"given: {code_of(each)} is stated, and by the column {column.head!r} too "
                        f"({where}); accepted: one of the two",
                        f'given: {code_of(each)} đã nêu cho mọi dòng, mà cột "{column.head}" '
                        f"({where_vi}) cũng ghi; cần: chỉ một trong hai",
                        path=code,
                        got=column.head,
                        accepted="one of the two",
                    )
                )
    if problems:
        raise gathered(problems)


def _behind(grid: Grid, row: int, heads: int) -> CchcError:
    """Return the refusal of a row that stands under headers further down."""
    where, where_vi = grid.place(row, 1)
    accepted = "one table on a sheet: move the second to a sheet of its own"
    return InvalidValueError(
        f"{where}: row {heads} has other headers than the first; accepted: {accepted}",
        f"{where_vi}: dòng {heads} là tiêu đề của một bảng khác; cần: mỗi trang một bảng, hãy "
        "chuyển bảng thứ hai (cả dòng tiêu đề) sang trang riêng",
        path="headers",
        got=heads,
        accepted=accepted,
    )


def _again(grid: Grid, row: int, first: int) -> CchcError:
    """Return the refusal of a second row of one unit and one period."""
    where, where_vi = grid.place(row, 1)
    accepted = "one row for a unit and a period"
    return InvalidValueError(
        f"{where}: the unit and the period of row {first} again; accepted: {accepted}",
        f"{where_vi}: trùng đơn vị và kỳ báo cáo với dòng {first}; cần: mỗi đơn vị một dòng cho "
        "mỗi kỳ, hãy xóa dòng thừa hoặc sửa tên đơn vị",
        path="agency",
        got=row,
        accepted=accepted,
    )


class _Rows:
    """Reads one row after the other."""

    def __init__(
        self,
        grid: Grid,
        columns: tuple[Column, ...],
        kind: Any,
        own: tuple[type, ...],
        given: dict[str, Any],
    ) -> None:
        self.grid = grid
        self.columns = columns
        self.kind = kind
        self.reader, self.exact = reader_of(own, True), reader_of(own, False)
        self.given = given
        self.teller = Teller(kind, {each.__subject__.id: each for each in own})  # type: ignore[attr-defined]
        of_period = self.given.get("period")
        if isinstance(of_period, str) and not any(one.path[0] == "period" for one in columns):
            from cchc_lib.exchange.leaves import from_text
            from cchc_lib.report.period import Period

            self.given["period"] = from_text(Period, of_period)
        by_parent: dict[Path, list[Column]] = {}
        for column in columns:
            by_parent.setdefault(column.path[:-1], []).append(column)
        self.parts = tuple((parent, tuple(held)) for parent, held in by_parent.items())
        is_given = any(parent and parent[0] in self.given for parent in by_parent)
        self.is_plain = not (
            is_given
            or grid.formulas
            or grid.errors
            or grid.percents
            or grid.masked
            or grid.partial
            or grid.merged
            or grid.hidden_rows
            or grid.hidden_columns
            or grid.is_hidden
        )

    def report(self, row: int, cells: tuple[Any, ...]) -> Any:
        """Return the report of a row.

        Raises:
            InvalidValueError: for a row that has a fault.
        """
        if self.is_plain:
            try:  # nearly all rows are without a fault
                return self.exact.read(self.kind, self.plain_data(cells))
            except RecursionError:
                raise
            except Exception:  # or say "1.268", which people write
                pass
        return self.checked(row, cells)

    def plain_data(self, cells: tuple[Any, ...]) -> dict[str, Any]:
        """Return what a row says as data of programs."""
        data = dict(self.given)
        width = len(cells)
        for parent, columns in self.parts:
            found = {}
            for column in columns:
                raw = cells[column.number - 1] if column.number <= width else None
                if raw is None:
                    continue
                if type(raw) is not int or not column.is_number:
                    raw = column.value(raw)
                if raw is not None:
                    found[column.path[-1]] = raw
            if found:
                at: Any = data
                for step in parent:
                    at = at.setdefault(step, {})
                at.update(found)
        return data

    def checked(self, row: int, cells: tuple[Any, ...]) -> Any:
        """Return the report of a row, which is read as people write; every fault has its cell."""
        said = []
        refused: list[tuple[Column, CchcError]] = []
        for column in self.columns:
            raw = cells[column.number - 1] if column.number <= len(cells) else None
            try:
                value = self.value(row, column, raw)
            except CchcError as error:
                refused.append((column, at(error, code_of(column.path))))
                continue
            if value is not None:
                said.append((column.path, by_hand(column.shape, value)))
        data = together(self.given, nested(said))
        fault: Exception | None = None
        try:
            made = self.reader.read(self.kind, data)
            if not refused:
                return made
        except RecursionError:
            raise
        except Exception as error:
            fault = error
        problems = tuple(self.problems(row, cells, refused, data))
        if not problems:
            assert fault is not None
            if not isinstance(fault, CchcError):
                raise fault
            problems = (fault,)
        raise gathered(problems)

    def value(self, row: int, column: Column, raw: Any) -> Any:
        said = Said(column.path, raw, self.grid, row, column.number)
        error = fault(said) or as_shown(said, column.shape)
        if error is not None:
            raise error
        return column.value(raw, is_percent=said.is_percent)

    def problems(
        self,
        row: int,
        cells: tuple[Any, ...],
        refused: list[tuple[Column, CchcError]],
        data: dict[str, Any],
    ) -> Iterator[CchcError]:
        """Yield what is wrong in a row, each with its cell."""
        for column, error in refused:
            yield self.teller.cell(error, *self.cell(row, column, cells))
        paths = {column.path for column, _ in refused}
        for error in Search(self.reader).run(self.kind, data):
            path = steps_of(error.path)
            if path in paths:
                continue
            column_of = {one.path[:depth]: one for one in self.columns for depth in range(1, 9)}
            while path and path not in column_of:
                path = path[:-1]
            found = column_of.get(path)
            if found is None:
                yield self.teller.fact(error, (f"row {row}", f"dòng {row}"), None)
            else:
                yield self.teller.fact(error, *self.cell(row, found, cells))

    def cell(self, row: int, column: Column, cells: tuple[Any, ...]) -> tuple[tuple[str, str], Any]:
        """Return how a message names a cell, and what it holds."""
        raw = cells[column.number - 1] if column.number <= len(cells) else None
        return self.grid.place(row, column.number), raw
