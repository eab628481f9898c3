"""An official form as a Word file of its own, on lying paper, its head repeated on every page."""

from __future__ import annotations

from decimal import Decimal

import attrs

from cchc_lib.archive import zipped
from cchc_lib.document.sheet import FormSheet
from cchc_lib.document.walk import ResolvedTable, resolve_table
from cchc_lib.law.layout import CUSTOMARY, Layout
from cchc_lib.render.columns import narrowest
from cchc_lib.render.docx.centred import centred
from cchc_lib.render.docx.notes import footnotes_xml
from cchc_lib.render.docx.package import core_xml, static_parts
from cchc_lib.render.docx.sheet import Sheet
from cchc_lib.render.docx.styles import styles_xml
from cchc_lib.render.docx.tables import form_table, size_of, table
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, paragraph, plain
from cchc_lib.render.metrics import BOLD

__all__ = ["render_form_docx"]

_SMALLER = (10, Decimal("9.5"), 9, Decimal("8.5"), 8)
"""The sizes that the letters of a table of many columns may have, the largest that fits."""

_SLOT_LINES = 4


def render_form_docx(sheet: FormSheet, *, layout: Layout = CUSTOMARY) -> bytes:
    """Return the Word file of a form; the same form and layout give the same bytes."""
    page = Sheet.of(layout).turned()
    data = resolve_table(sheet.table)
    layout = _fitting(data, layout, page.room)
    body = (
        _head(sheet, layout, page.room) + table(data, layout, page.room) + _foot(sheet, page.room)
    )
    main = (
        f"{PROLOG}<w:document {NAMESPACES}><w:body>{paragraph('Gap')}{body}{paragraph('Gap')}"
        f"{page.section(layout)}</w:body></w:document>"
    )
    return zipped(
        {
            **dict(static_parts()),
            "word/styles.xml": styles_xml(layout),
            "word/document.xml": main,
            "word/footnotes.xml": footnotes_xml(()),
            "docProps/core.xml": core_xml(f"{' '.join(sheet.form[:1])} {sheet.title}", "", None),
        }
    )


def _fitting(data: ResolvedTable, layout: Layout, room: int) -> Layout:
    """Return the layout with the largest letters in which no word of the table is broken."""
    for size in (layout.dense_table_size, *_SMALLER):
        smaller = attrs.evolve(layout, dense_table_size=size)
        if size <= layout.dense_table_size and narrowest(data, size_of(data, smaller)) <= room:
            return smaller
    return attrs.evolve(layout, dense_table_size=min(layout.dense_table_size, _SMALLER[-1]))


_BOLD = "<w:rPr><w:b/><w:bCs/></w:rPr>"


def _head(sheet: FormSheet, layout: Layout, room: int) -> str:
    """Return the three boxes of the head: which form, what it tells of, who reports to whom."""
    side, gap = room * 27 // 100, room // 50
    middle = room - 2 * (side + gap)
    first, *others = sheet.form or ("",)
    left = paragraph("TableLeft", plain(first, _BOLD))
    left += "".join(paragraph("TableLeft", plain(line)) for line in others)
    centre = centred("Subtitle", sheet.title.upper(), BOLD, layout.subject_size, middle)
    centre += "".join(paragraph("Date", plain(line)) for line in sheet.under)
    right = "".join(paragraph("TableLeft", plain(line)) for line in sheet.parties)
    empty = paragraph("TableLeft")
    row = (left, empty, centre, empty, right or empty)
    # Word would join two tables that touch, and then no head be repeated
    return form_table((row,), (side, gap, middle, gap, side)) + paragraph("TableEnd")


def _foot(sheet: FormSheet, room: int) -> str:
    if not sheet.signers:
        return ""
    width = room // len(sheet.signers)
    cells = []
    for place, (office, *below) in enumerate(sheet.signers):
        is_last = place == len(sheet.signers) - 1
        inner = paragraph("Date", plain(sheet.date) if is_last else "")
        inner += paragraph("Signature", plain(office))
        inner += "".join(paragraph("Date", plain(line)) for line in below)
        cells.append(inner + paragraph("Signature") * _SLOT_LINES)
    return form_table((cells,), [width] * len(cells))
