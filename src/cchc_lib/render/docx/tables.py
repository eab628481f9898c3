"""Tables: a repeated head, rows that do not split, a description for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cchc_lib.document.nodes import Align
from cchc_lib.document.walk import HeadCell, ResolvedTable
from cchc_lib.law.layout import Layout, Size
from cchc_lib.render.columns import widths_of
from cchc_lib.render.docx.centred import centred
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


def table(data: ResolvedTable, layout: Layout, room: int) -> str:
    """Return a table with its caption, unit and notes, in `room` twentieths of a point."""
    dense = "Dense" if is_dense(data, layout) else ""
    size = size_of(data, layout)
    widths = widths_of(data, size, room)
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
            *_head(data.head, widths, f"TableHead{dense}"),
            *(row % tuple(map(runs, words)) for words in data.rows),
            "</w:tbl>",
            *(paragraph("TableNote", runs(note)) for note in data.notes),
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


def _head(
    lines: tuple[tuple[HeadCell, ...], ...], widths: Sequence[int], style: str
) -> Iterator[str]:
    """Yield the lines of the head; a cell over both lines goes on in the second, empty."""
    lower = iter(lines[-1])
    first, second, place = [], [], 0
    for head in lines[0]:
        own = widths[place : place + head.columns]
        place += head.columns
        tall = head.rows == 2
        span = f'<w:gridSpan w:val="{head.columns}"/>' if head.columns > 1 else ""
        merge = '<w:vMerge w:val="restart"/>' if tall else ""
        first.append(cell(paragraph(style, plain(head.text)), sum(own), span + merge))
        if tall:
            second.append(cell(paragraph(style), own[0], "<w:vMerge/>"))
        elif len(lines) == 2:
            second += [cell(paragraph(style, plain(next(lower).text)), width) for width in own]
    yield _row(first, "<w:tblHeader/>")
    if second:
        yield _row(second, "<w:tblHeader/>")


def _row(cells: Iterable[str], properties: str = "") -> str:
    inner = "".join(cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{inner}</w:tr>"
