"""Files with one row a dossier: parquet, CSV, workbooks; their columns are found by the headers."""

from __future__ import annotations

import codecs
import csv
import os
import re
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
from cchc_lib.scale.columns import DAY_FORMS, PORTAL, DayForm, RowColumns
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

_ADVICE = (
    " (save it as CSV UTF-8; every line has as many cells as the header; a quotation mark inside a "
    "cell is doubled)",
    "; với tệp CSV: lưu lại theo dạng “CSV UTF-8”, mỗi dòng có số ô như dòng tiêu đề, dấu ngoặc "
    "kép trong ô phải viết thành hai dấu",
)

_SEPARATORS = (",", ";", "\t", "|")


@attrs.frozen
class RowTable:
    """The rows of a file, as `count_rows` takes them, and which column is what."""

    rows: Any
    columns: RowColumns
    path: str = attrs.field(default="rows", kw_only=True)


def row_table(path: str | os.PathLike[str], columns: RowColumns | None = None) -> RowTable:
    """Return the rows of a file: .parquet, .csv (UTF-8), .xlsx, .xls, .xlsb, .ods.

    The headers may stand below a title; every visible sheet that has them is read. Parquet and CSV
    stay on disk until they are counted.

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
            table = _workbook(file, columns)
            return attrs.evolve(table, path=str(path))
        frame = _separated(file, columns) if end in _TEXT else _parquet(file)
        return RowTable(frame, columns or columns_of(frame), path=str(path))


@contextmanager
def engine_errors(path: str) -> Iterator[None]:
    """Turn what an engine or a reader says of its own into an error of this library."""
    try:
        yield
    except (CchcError, OSError):
        raise
    except Exception as error:
        said = str(error).partition("\n")[0]
        advice, advice_vi = _ADVICE if path.lower().endswith(_TEXT) else ("", "")
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


def columns_of(frame: Any) -> RowColumns:
    """Return which column of a frame is what, by its headers, and how days are written in it.

    Raises:
        UnknownNameError: when a column that is needed is not found.
    """
    import narwhals as nw

    lazy = nw.from_native(frame).lazy()
    schema = lazy.collect_schema()
    columns = _matching(list(schema))
    texts = [
        name
        for name in _days(columns)
        if schema[name] == nw.String or schema[name].is_integer() or schema[name].is_float()
    ]
    if columns is PORTAL or not texts:
        return columns
    sample = lazy.select(*texts).head(_SAMPLE).collect().to_dict(as_series=False)
    return attrs.evolve(columns, days=_written(value for name in texts for value in sample[name]))


def matched(rows: Sequence[Mapping[str, Any]]) -> RowColumns:
    """Return the same for rows that are mappings."""
    headers = dict.fromkeys(name for row in rows if isinstance(row, Mapping) for name in row)
    columns = _matching(list(headers))
    if columns is PORTAL:
        return columns
    sample = [row for row in rows[:_SAMPLE] if isinstance(row, Mapping)]
    cells = (row.get(name) for row in sample for name in _days(columns))
    return attrs.evolve(columns, days=_written(cells))


def _matching(headers: Sequence[str]) -> RowColumns:
    of_portal = {name for name in PORTAL.names().values() if name is not None}
    return PORTAL if of_portal <= set(headers) else RowColumns.matching(headers)


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


def _separated(file: Path, columns: RowColumns | None) -> Any:
    import polars as pl

    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(islice(opened, _ABOVE + 1))
    at, separator = 0, ","
    for place, line in enumerate(lines):
        separator = max(_SEPARATORS, key=line.count)
        header = next(csv.reader([line], delimiter=separator), [])
        if _is_header(header, columns):
            at = place
            _check_once(header, columns, "the file", "tệp", str(file))
            _check_lines(file, separator, at, len(header), [each[-1:] for each in lines[: at + 1]])
            break
    else:
        separator = max(_SEPARATORS, key="".join(lines[:1]).count)
    rows = pl.scan_csv(file, separator=separator, infer_schema=False, skip_lines=at, glob=False)
    return rows.filter(~pl.all_horizontal(pl.all().is_null()))  # an empty line is no row


_INSIDE = re.compile(rb'(?:[^"]+|"")*+')
"""What a quoted cell holds, up to the mark that closes it."""


def _check_lines(file: Path, separator: str, at: int, cells: int, ends: Sequence[str]) -> None:
    """Refuse a file in which a line is cut off, or a quotation mark takes lines into its cell.

    It reads each line once and keeps none. A cell may hold line breaks, or separators as a text has
    them ("Đất đai, nhà ở"), but not what looks like the cells of a further row.
    """

    def refuse(line: int, said: str, said_vi: str) -> FormatError:
        return FormatError(
            f"{file}: line {line} {said}{_ADVICE[0]}",
            f"{file}: dòng {line} {said_vi}{_ADVICE[1]}",
            path=str(file),
        )

    def check_count(line: int, got: int) -> None:
        if got != cells:
            raise refuse(
                line,
                f"has {got} cells, and the header, line {at + 1}, has {cells}",
                f"có {got} ô, còn dòng tiêu đề (dòng {at + 1}) có {cells} ô",
            )

    if "\r" in ends:
        raise refuse(ends.index("\r") + 1, "ends as on an old Mac", "kết thúc theo kiểu máy Mac cũ")
    mark = separator.encode()
    sure = re.compile(re.escape(mark) + rb"(?!\s)")  # a text has a blank behind its comma
    none = rb'[^"\r\n' + re.escape(mark) + rb"]*+"
    bare = re.compile(none + rb'(?:"' + none + rb'"' + none + rb")*+")
    quoted = rb'"(?:[^"\r\n]++|"")*+"'
    cell = b"(?:" + quoted + rb'|(?!")' + bare.pattern + b")"
    usual = re.compile(cell + b"(?:%b%b){%d}\r?\n?" % (re.escape(mark), cell, cells - 1))
    is_open, first, got, held, certain = False, 0, 0, 0, 0
    with file.open("rb") as opened:
        for number, line in enumerate(opened, 1):
            if number <= at:
                continue
            if not is_open:
                first, got = number, 0
                if b'"' not in line and b"\r" not in line[:-2]:
                    if not line.isspace():
                        check_count(number, line.count(mark) + 1)
                    continue
                if usual.fullmatch(line):
                    continue
            place = 3 if number == 1 and line.startswith(codecs.BOM_UTF8) else 0
            while True:
                if not is_open and line[place : place + 1] == b'"':
                    is_open, place, held, certain, since = True, place + 1, 0, 0, number
                if is_open:
                    end = _INSIDE.match(line, place).end()  # type: ignore[union-attr]
                    held += line.count(mark, place, end)
                    certain += len(sure.findall(line, place, end))
                    is_open = end == len(line)
                    if (is_open or since < number) and (certain or held >= cells - 1):
                        raise refuse(
                            since,
                            "has a quotation mark that takes in the line behind it",
                            "có dấu ngoặc kép làm dính cả dòng sau vào một ô",
                        )
                    if is_open:
                        break
                    end += 1
                else:
                    end = bare.match(line, place).end()  # type: ignore[union-attr]
                got += 1
                if line[end:] in (b"", b"\n", b"\r\n"):
                    check_count(first, got)
                    break
                if not line.startswith(mark, end):
                    raise refuse(
                        number,
                        "has a quotation mark or a line end within a cell",
                        "có dấu ngoặc kép hoặc dấu ngắt dòng đặt sai trong ô",
                    )
                place = end + 1
    if is_open:
        raise refuse(since, "has a quotation mark that is not closed", "có dấu ngoặc kép chưa đóng")


def _check_once(
    headers: Sequence[Any], columns: RowColumns | None, where: str, where_vi: str, path: str
) -> None:
    """Refuse two columns of one name, where that column counts."""
    names = (columns or _matching(headers)).names().values()
    if twice := [each for each in names if list(headers).count(each or "") > 1]:
        raise FormatError(
            f"{path}: {where} has two columns {twice[0]!r}; accepted: one of each",
            f"{where_vi} có hai cột {twice[0]!r}; cần: mỗi tên cột một lần",
            path=path,
        )


def _is_header(cells: Sequence[Any], columns: RowColumns | None) -> bool:
    headers = [str(cell).strip(BLANKS) for cell in cells if cell not in (None, "")]
    if columns is not None:
        return {name for name in columns.names().values() if name} <= set(headers)
    try:
        _matching(headers)
    except UnknownNameError:
        return False
    return True


def _workbook(file: Path, columns: RowColumns | None) -> RowTable:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_path(str(file))
    first: list[str] | None = None
    found: dict[str, tuple[list[str], list[dict[str, Any]]]] = {}
    for about in book.sheets_metadata:
        if about.visible != SheetVisibleEnum.Visible:
            continue
        cells = book.get_sheet_by_name(about.name).to_python(skip_empty_area=True)
        for at, row in enumerate(cells[: _ABOVE + 1]):
            if _is_header(row, columns):
                found[about.name] = _rows(row, cells[at + 1 :])
                break
            if first is None and sum(cell not in (None, "") for cell in row) > 2:
                first = [str(cell) for cell in row]
    if found:
        return _together(found, columns, str(file))
    if columns is None:
        RowColumns.matching(first or [])  # says what is missing
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
    path: str,
) -> RowTable:
    """Return the rows of all sheets that have the columns: often there is one a month."""
    kinds = {name: columns or _matching(headers) for name, (headers, _) in sheets.items()}
    for name, (headers, _) in sheets.items():
        _check_once(headers, kinds[name], f"sheet {name!r}", f"trang tính {name!r}", path)
    (named, one), *others = kinds.items()
    for name, other in others:
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
    return RowTable(rows, columns or matched(rows or [dict.fromkeys(headers)]))


def _cell(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell == "" else str(cell)
