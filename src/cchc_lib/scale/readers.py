"""Files with one row a dossier: parquet, CSV, workbooks; their columns are found by the headers."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from cchc_lib.errors import CchcError, FormatError, MissingExtraError, UnknownNameError
from cchc_lib.files import check_file
from cchc_lib.scale.columns import DAY_FORMS, PORTAL, DayForm, RowColumns, known_in
from cchc_lib.scale.lines import ADVICE, check_lines
from cchc_lib.scale.plain import BLANKS, as_text, is_day

__all__ = [
    "ENDS",
    "RowTable",
    "check_installed",
    "columns_of",
    "engine_errors",
    "matched",
    "row_table",
]

_TEXT, _BOOKS = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
ENDS = (".parquet", *_TEXT, *_BOOKS)
"""How the files end that are read."""

_ABOVE = 30
"""As many rows may stand above the headers: the name of the office, a title, filters."""

_SAMPLE = 1000
"""As many rows tell how days are written."""

_SEPARATORS = (",", ";", "\t", "|")


@attrs.frozen
class RowTable:
    """The rows of a file, as `count_rows` takes them, and which column is what."""

    rows: Any
    columns: RowColumns
    path: str = attrs.field(default="rows", kw_only=True)


def row_table(
    path: str | os.PathLike[str], columns: RowColumns | None = None, **others: str
) -> RowTable:
    """Return the rows of a file: .parquet, .csv (UTF-8), .xlsx, .xls, .xlsb, .ods.

    The headers may stand below a title; every visible sheet that has them is read. Parquet and CSV
    stay on disk until they are counted. `others` are names of columns that are called otherwise, as
    `RowColumns.matching` takes them: `channel="Nộp qua"`.

    Raises:
        FormatError: for a file that is none of these, or is broken.
        UnknownNameError: when a column that is needed is not found.
        MissingExtraError: when a package of the extra `frames` is not installed.
        OSError: when it cannot be read.
    """
    file = Path(path)
    end = file.suffix.lower()
    if end not in ENDS:
        raise FormatError.refuse(
            "path",
            str(path),
            f"a file that ends in {', '.join(ENDS)}, such as 'ho-so.csv'",
            f"tệp có đuôi {', '.join(ENDS)}, ví dụ 'ho-so.csv'",
        )
    check_file(file)
    check_installed("narwhals", "polars", "pyarrow", "python_calamine")
    with engine_errors(str(path)):
        if end in _BOOKS:
            table = _workbook(file, columns, others)
            return attrs.evolve(table, path=str(path))
        frame = _separated(file, columns, others) if end in _TEXT else _parquet(file)
        return RowTable(frame, columns or columns_of(frame, **others), path=str(path))


@contextmanager
def engine_errors(path: str) -> Iterator[None]:
    """Turn what an engine or a reader says of its own into an error of this library."""
    try:
        yield
    except (CchcError, OSError):
        raise
    except Exception as error:
        said = str(error).partition("\n")[0]
        advice, advice_vi = ADVICE if path.lower().endswith(_TEXT) else ("", "")
        raise FormatError(
            f"{path}: the table cannot be read{advice}: {said}",
            f"{path}: không đọc được bảng{advice_vi} ({said})",
            path=path,
        ) from error


def check_installed(*packages: str) -> None:
    """Refuse to go on without packages of the extra `frames`.

    Raises:
        MissingExtraError: for the first one that is not installed.
    """
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtraError.of("frames", package.replace("_", "-"))


def columns_of(frame: Any, **others: str) -> RowColumns:
    """Return which column of a frame is what, by its headers, and how days are written in it.

    Raises:
        UnknownNameError: when a column that is needed is not found.
    """
    import narwhals as nw

    lazy = nw.from_native(frame).lazy()
    schema = lazy.collect_schema()
    columns = _matching(list(schema), others)
    texts = [
        name
        for name in _days(columns)
        if schema[name] == nw.String or schema[name].is_integer() or schema[name].is_float()
    ]
    if not texts or columns.days == PORTAL.days:
        return columns
    sample = lazy.select(*texts).head(_SAMPLE).collect().to_dict(as_series=False)
    return attrs.evolve(columns, days=_written(value for name in texts for value in sample[name]))


def matched(rows: Sequence[Mapping[str, Any]], **others: str) -> RowColumns:
    """Return the same for rows that are mappings."""
    headers = dict.fromkeys(name for row in rows if isinstance(row, Mapping) for name in row)
    columns = _matching(list(headers), others)
    if columns.days == PORTAL.days:
        return columns
    sample = [row for row in rows[:_SAMPLE] if isinstance(row, Mapping)]
    cells = (row.get(name) for row in sample for name in _days(columns))
    return attrs.evolve(columns, days=_written(cells))


def _matching(headers: Sequence[str], others: Mapping[str, str]) -> RowColumns:
    """Return the columns by their headers, and by the names of those that are called otherwise."""
    of_portal = {name for name in PORTAL.names().values() if name is not None}
    if of_portal <= set(headers):
        columns = attrs.evolve(PORTAL, **dict[str, Any](others)) if others else PORTAL
    else:
        columns = RowColumns.matching(headers, **others)
    columns.check_there([header for header in headers if header])
    return columns


def _days(columns: RowColumns) -> tuple[str, str, str]:
    return columns.received, columns.due, columns.ended


def _written(cells: Iterable[Any]) -> DayForm:
    """Return how most of the days are written that are text or numbers, such as 20261123."""
    texts = [text for cell in cells if not isinstance(cell, date) and (text := as_text(cell))]
    forms: list[DayForm] = ["dd/mm/yyyy", *(form for form in DAY_FORMS if form != "dd/mm/yyyy")]  # type: ignore[list-item]
    return max(forms, key=lambda form: sum(is_day(text, form) for text in texts))


def _parquet(file: Path) -> Any:
    import polars as pl

    return pl.scan_parquet(file, glob=False)


def _separated(file: Path, columns: RowColumns | None, others: Mapping[str, str]) -> Any:
    import polars as pl

    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(islice(opened, _ABOVE + 1))
    between = [max(_SEPARATORS, key=line.count) for line in lines]
    cells = [
        next(csv.reader([line], delimiter=separator), [])
        for line, separator in zip(lines, between, strict=True)
    ]
    at = _header_at(cells, columns, others)
    if at is None:
        at = _likeliest(cells)
        if columns is None:  # says what is missing
            _matching([cell.strip(BLANKS) for cell in cells[at]] if cells else [], others)
    else:
        _check_once(
            cells[at], columns or _matching(cells[at], others), "the file", "tệp", str(file)
        )
        ends = [each[-1:] for each in lines[: at + 1]]
        check_lines(file, between[at], at, len(cells[at]), ends)
    separator = between[at] if between else ","
    rows = pl.scan_csv(file, separator=separator, infer_schema=False, skip_lines=at, glob=False)
    return rows.filter(~pl.all_horizontal(pl.all().is_null()))  # an empty line is no row


def _check_once(
    headers: Sequence[Any], columns: RowColumns, where: str, where_vi: str, path: str
) -> None:
    """Refuse two columns of one name, where that column counts."""
    names = columns.names().values()
    if twice := [each for each in names if list(headers).count(each or "") > 1]:
        raise FormatError(
            f"{path}: {where} has two columns {twice[0]!r}; accepted: one of each",
            f"{where_vi} có hai cột {twice[0]!r}; cần: mỗi tên cột một lần",
            path=path,
        )


def _header_at(
    lines: Sequence[Sequence[Any]], columns: RowColumns | None, others: Mapping[str, str]
) -> int | None:
    """Return the place of the line of headers, `None` where none has all that is needed."""
    found = (at for at, cells in enumerate(lines) if _is_header(cells, columns, others))
    return next(found, None)


def _likeliest(lines: Sequence[Sequence[Any]]) -> int:
    """Return the place of the line that a message shows: with the most headers that are known.

    Where none is known it is the first one of several cells, which is no title.
    """

    def rank(at: int) -> tuple[int, bool]:
        cells = [cell for cell in lines[at] if cell not in (None, "")]
        return known_in(cells), len(cells) > 2

    return max(range(len(lines)), key=rank, default=0)


def _is_header(cells: Sequence[Any], columns: RowColumns | None, others: Mapping[str, str]) -> bool:
    headers = [str(cell).strip(BLANKS) for cell in cells if cell not in (None, "")]
    if columns is not None:
        return {name for name in columns.names().values() if name} <= set(headers)
    try:
        _matching(headers, others)
    except UnknownNameError:
        return False
    return True


def _workbook(file: Path, columns: RowColumns | None, others: Mapping[str, str]) -> RowTable:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_path(str(file))
    first: list[list[Any]] = []
    found: dict[str, tuple[list[str], list[dict[str, Any]]]] = {}
    for about in book.sheets_metadata:
        if about.visible != SheetVisibleEnum.Visible:
            continue
        cells = book.get_sheet_by_name(about.name).to_python(skip_empty_area=True)
        above = cells[: _ABOVE + 1]
        at = _header_at(above, columns, others)
        if at is not None:
            found[about.name] = _rows(cells[at], cells[at + 1 :])
        first += above
    if found:
        return _together(found, columns, others, str(file))
    if columns is None:  # says what is missing
        shown = first[_likeliest(first)] if first else []
        _matching([str(cell).strip(BLANKS) for cell in shown], others)
    raise UnknownNameError(
        f"no sheet has the columns {columns}",
        "không trang tính nào có đủ các cột đã nêu",
        path=str(file),
    )


def _rows(
    header: Sequence[Any], body: Sequence[Sequence[Any]]
) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the headers of a sheet, and its rows by them."""
    names = [str(cell).strip(BLANKS) for cell in header]
    return [name for name in names if name], [
        {name: _cell(cell) for name, cell in zip(names, row, strict=False) if name}
        for row in body
        if any(cell not in (None, "") for cell in row)
    ]


def _together(
    sheets: Mapping[str, tuple[list[str], list[dict[str, Any]]]],
    columns: RowColumns | None,
    others: Mapping[str, str],
    path: str,
) -> RowTable:
    """Return the rows of all sheets that have the columns: often there is one a month."""
    kinds = {name: columns or _matching(headers, others) for name, (headers, _) in sheets.items()}
    for name, (headers, _) in sheets.items():
        _check_once(headers, kinds[name], f"sheet {name!r}", f"trang tính {name!r}", path)
    (named, one), *more = kinds.items()
    for name, other in more:
        if other.names() != one.names():
            raise FormatError(
                f"{path}: sheets {named!r} and {name!r} name their columns otherwise; accepted: "
                "sheets with the same headers, or columns=",
                f"hai trang tính {named!r} và {name!r} đặt tên cột khác nhau; cần: các trang cùng "
                "tiêu đề cột, mỗi trang khác tiêu đề để ở một tệp riêng",
                path=path,
            )
    rows = [row for _, body in sheets.values() for row in body]
    headers = next(iter(sheets.values()))[0]
    return RowTable(rows, columns or matched(rows or [dict.fromkeys(headers)], **others))


def _cell(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell == "" else str(cell)
