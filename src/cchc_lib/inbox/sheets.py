"""Workbooks: facts of ours, official forms, and sheets that somebody else made.

A sheet of somebody else is read as the tables of a Word file are: one reader, one judge. Its rows
are put into tables, a table a stretch without empty rows, and the places are named as in the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import attrs

from cchc_lib.errors import FormatError, MissingExtraError

try:
    from openpyxl.utils import get_column_letter
except ImportError as error:
    raise MissingExtraError.of("inbox", "openpyxl") from error

from cchc_lib.archive import zipped
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.checks.word.check import word_findings
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.exchange.files import load
from cchc_lib.exchange.xlsx.read import header_of
from cchc_lib.inbox.form import read_as_form
from cchc_lib.inbox.found import Sort
from cchc_lib.inbox.word import word_tells
from cchc_lib.reading.word.package import WORD, Package
from cchc_lib.reading.word.reader import read_word
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.numbers import format_number
from cchc_lib.workbook.grid import Grid, grids, not_computed

__all__ = ["facts_of_workbook", "read_sheets"]

_MOST_COLUMNS = 63
"""Columns that a table of Word may have."""

_MOST_ROWS = 5_000
_MOST_CELLS = 60_000
"""Rows of a sheet, and cells of all, that are read; more is no report."""


_OF_FIGURES = ("CCHC1", "CCHC2")
"""With these begin the codes of what numbers state: a sheet has no layout to judge."""


def facts_of_workbook(path: str, data: bytes, kind: Any) -> Any:
    """Return the report that a workbook of ours holds; `None` of another workbook.

    Raises:
        CchcError: for what `load` refuses in a workbook of ours.
    """
    try:
        header = header_of(data)
    except FormatError:
        return None
    return load(path, kind=kind) if header.get("kind") is not None else None


def read_sheets(data: bytes) -> dict[str, Any]:
    """Return what the sheets of a workbook tell, by the fields of a `ReadFile`.

    Raises:
        FormatError: for what is no workbook, damaged, unsafe, or too large for a report.
    """
    unmade: list[tuple[str, str]] = []
    blocks = tuple(_blocks(data, unmade))
    subject = Inspected(read_word(Package.of(_as_word(blocks))))
    told = word_tells(subject, lambda place: _place(place, blocks))
    told["sort"] = Sort.SHEET
    told["findings"] = tuple(
        attrs.evolve(each, path=_place(each.path, blocks))
        for each in word_findings(subject)
        if each.code.startswith(_OF_FIGURES)
    )
    if unmade:
        told["findings"] = (_not_computed(unmade), *told["findings"])
    return told | read_as_form(data, subject.word.text)  # whose findings are then all there are


def _not_computed(cells: list[tuple[str, str]]) -> Finding:
    _, place = cells[0]
    return Finding(
        code="CCHC841",
        severity=Severity.WARNING,
        path=place,
        message=f"{not_computed(len(cells), cells[0])[1]}: chưa biết số liệu ở đó.",
        hint="Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại, sau đó gửi lại.",
    )


@attrs.frozen
class _Block:
    """Rows of a sheet between empty ones: the texts of its cells, by row and column from 1."""

    sheet: str
    first: int
    rows: tuple[dict[int, str], ...]
    spans: Mapping[tuple[int, int], tuple[int, int]]


def _blocks(data: bytes, unmade: list[tuple[str, str]]) -> Iterator[_Block]:
    """Yield the blocks of the sheets that are seen; `unmade` takes formulas without a result."""
    cells = 0
    for grid in grids(data, alone=False):
        if grid.is_hidden:
            continue
        seen = (at for at in grid.uncomputed if not grid.is_out_of_sight(*at))
        unmade += (grid.place(*at) for at in seen)
        rows: list[dict[int, str]] = []
        first = last = 0
        wide = max((len(values) for _, values in grid.rows), default=0)
        if len(grid.rows) > _MOST_ROWS or wide > _MOST_COLUMNS:
            raise _too_large(f"{len(grid.rows)} rows, {wide} columns", grid.name)
        for number, values in grid.rows:
            if number in grid.hidden_rows:
                continue
            texts = {
                column: text
                for column, value in enumerate(values, 1)
                if (text := _text(grid, number, column, value))
            }
            cells += len(texts)
            if cells > _MOST_CELLS:
                raise _too_large(f"more than {_MOST_CELLS} cells", grid.name)
            if rows and (number > last + 1 or not texts):
                yield _Block(grid.name, first, tuple(rows), grid.spans)
                rows = []
            if texts:
                first, last = (number if not rows else first), number
                rows.append(texts)
        if rows:
            yield _Block(grid.name, first, tuple(rows), grid.spans)


def _too_large(size: str, sheet: str) -> FormatError:
    return FormatError(
        f"path: sheet {sheet!r}: {size}; accepted: at most {_MOST_ROWS} rows, {_MOST_COLUMNS} "
        f"columns, {_MOST_CELLS} cells, as the workbook of a report has",
        f"trang “{sheet}” quá lớn cho một báo cáo (trên {_MOST_ROWS} dòng, {_MOST_COLUMNS} cột "
        f"hoặc {_MOST_CELLS} ô); danh sách hồ sơ thì đếm bằng lệnh cchc count",
        path="path",
    )


def _text(grid: Grid, row: int, column: int, value: Any) -> str:
    """Return what a cell shows, in Vietnamese figures."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
        if (row, column) in grid.percents:
            return f"{format_number(100 * exact, places=2)}%"
        return format_number(exact, places=4)
    if isinstance(value, datetime | date):
        return format_date(date(value.year, value.month, value.day))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)).split())


def _as_word(blocks: tuple[_Block, ...]) -> bytes:
    body = "".join(_table(block) for block in blocks) or "<w:p/>"
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:p/></w:body>'
            "</w:document>",
        }
    )


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def _table(block: _Block) -> str:
    wide = min(_MOST_COLUMNS, max(max(row) for row in block.rows))
    grown: dict[int, tuple[int, int]] = {}  # column: how many rows more, over how many columns
    lines = []
    for at, row in enumerate(block.rows, block.first):
        cells, column = [], 1
        while column <= wide:
            more, across = grown.get(column, (0, 1))
            if more:
                grown[column] = more - 1, across
                cells.append(_cell("", across, '<w:vMerge w:val="continue"/>'))
            else:
                across, down = block.spans.get((at, column), (1, 1))
                across = min(across, wide - column + 1)
                if down > 1:
                    grown[column] = down - 1, across
                merge = '<w:vMerge w:val="restart"/>' if down > 1 else ""
                cells.append(_cell(row.get(column, ""), across, merge))
            column += across
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl><w:p/>"


def _cell(text: str, across: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    words = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{words}</w:p></w:tc>"


_PLACE = re.compile(r"bảng (\d+), hàng (\d+), cột (\d+)")


def _place(place: str, blocks: tuple[_Block, ...]) -> str:
    found = _PLACE.search(place)
    if found is None:
        return place
    table, row, column = map(int, found.groups())
    if not 1 <= table <= len(blocks):
        return place
    block = blocks[table - 1]
    return f"trang “{block.sheet}”, ô {get_column_letter(column)}{block.first + row - 1}"
