"""Tables: a repeated head, rows that do not split, a description for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from cchc_lib.document.nodes import Align
from cchc_lib.document.walk import HeadCell, ResolvedTable, stacked
from cchc_lib.law.layout import Layout, Size
from cchc_lib.render.columns import widths_of
from cchc_lib.render.docx.centred import centred
from cchc_lib.render.docx.live import Controls
from cchc_lib.render.docx.xml import attribute, paragraph, plain, runs
from cchc_lib.render.metrics import BOLD

__all__ = ["cell", "form_table", "is_dense", "size_of", "table"]


_CELL_STYLES = {
    Align.LEFT: "TableLeft",
    Align.CENTER: "TableCenter",
    Align.RIGHT: "TableRight",
}


def is_dense(data: ResolvedTable, layout: Layout) -> bool:
    """Whether a table has so many columns that its letters are smaller."""
    return len(data.widths) >= layout.dense_from


def size_of(data: ResolvedTable, layout: Layout) -> Size:
    """Return the size of the letters of a table, in points."""
    return layout.dense_table_size if is_dense(data, layout) else layout.table_size


def table(data: ResolvedTable, layout: Layout, room: int, controls: Controls | None = None) -> str:
    """Return a table with its caption, unit and notes, in `room` twentieths of a point."""
    dense = "Dense" if is_dense(data, layout) else ""
    size = size_of(data, layout)
    widths = widths_of(data, size, room)
    written = partial(runs, controls=controls)
    row = _row(
        cell(paragraph(_CELL_STYLES[align] + dense, "%s"), width)
        for align, width in zip(data.aligns, widths, strict=True)
    )
    return "".join(
        [
            centred("Caption", data.caption, BOLD, layout.body_size, room) if data.caption else "",
            paragraph("Unit", plain(data.unit)) if data.unit else "",
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>',
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/>',
            f'<w:tblCaption w:val="{attribute(data.caption or "")}"/>' if data.caption else "",
            f'<w:tblDescription w:val="{attribute(data.description)}"/></w:tblPr>',
            _grid(widths),
            *_head(data, widths, f"TableHead{dense}", f"TableCenter{dense}"),
            *(row % tuple(map(written, words)) for words in data.rows),
            "</w:tbl>",
            *(paragraph("TableNote", written(note)) for note in data.notes),
            paragraph("TableEnd"),  # Word would join two tables that touch
        ]
    )


def form_table(cells: Iterable[Iterable[str]], widths: Sequence[int]) -> str:
    """Return a table without lines that only places parts of the form side by side."""
    rows = (_row(map(cell, row, widths)) for row in cells)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000"/></w:tblPr>{_grid(widths)}{"".join(rows)}</w:tbl>'
    )


def cell(inner: str, width: int, properties: str = "") -> str:
    """Return one cell of paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def _grid(widths: Iterable[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _head(data: ResolvedTable, widths: Sequence[int], style: str, numbers: str) -> Iterator[str]:
    """Yield the lines of the head; a cell over several lines goes on in the others, empty."""
    for line in stacked(data.head, len(widths)):
        cells, place = [], 0
        for head, begins in line:
            own = sum(widths[place : place + head.columns])
            place += head.columns
            inner = paragraph(style, plain(head.text)) if begins else paragraph(style)
            cells.append(cell(inner, own, _merged(head, begins=begins)))
        yield _row(cells, "<w:tblHeader/>")
    if data.numbers:
        under = zip(data.numbers, widths, strict=True)
        cells = [cell(paragraph(numbers, plain(number)), width) for number, width in under]
        yield _row(cells, "<w:tblHeader/>")


def _merged(head: HeadCell, *, begins: bool) -> str:
    span = f'<w:gridSpan w:val="{head.columns}"/>' if head.columns > 1 else ""
    if not begins:
        return f"{span}<w:vMerge/>"
    return span + ('<w:vMerge w:val="restart"/>' if head.rows > 1 else "")


def _row(cells: Iterable[str], properties: str = "") -> str:
    inner = "".join(cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{inner}</w:tr>"
