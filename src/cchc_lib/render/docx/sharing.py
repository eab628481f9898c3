"""Which annexes share a page, and which lie: judged by how high and how wide their words are set.

Heights are those that Word and LibreOffice give the named styles, a little generously: annexes that
just might not fit stand on pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc_lib.document.walk import (
    Heading,
    ItemLines,
    NoteMark,
    ResolvedAnnex,
    ResolvedBlock,
    ResolvedTable,
    Run,
    TextLine,
    Words,
)
from cchc_lib.law.layout import Layout, Size
from cchc_lib.render.columns import CELL_SIDE, narrowest, widths_of
from cchc_lib.render.docx.sheet import Sheet
from cchc_lib.render.docx.tables import size_of
from cchc_lib.render.docx.xml import mm, points
from cchc_lib.render.metrics import BOLD, EM, REGULAR, Face

__all__ = ["ANNEX_GAP", "shared_pages"]

ANNEX_GAP = 360
"""The space above an annex that stands under another, in twentieths of a point."""

_LINE = Fraction(23, 20)  # the height of a line of Times New Roman, in its size
_SLACK = Fraction(101, 100)
_MOST_ROWS = 80  # more than fit on any page: such a table need not be measured


def shared_pages(
    annexes: Iterable[ResolvedAnnex], layout: Layout, upright: Sheet
) -> Iterator[tuple[list[ResolvedAnnex], Sheet]]:
    """Yield neighbouring annexes that fit on one page together, or each alone, with their page."""
    shared: list[ResolvedAnnex] = []
    sheet, used = upright, 0
    for annex in annexes:
        own = upright.turned() if _is_wide(annex, layout, upright.room) else upright
        needed = _height(annex, layout, own)
        if shared and own == sheet and used + ANNEX_GAP + needed <= own.depth:
            shared.append(annex)
            used += ANNEX_GAP + needed
            continue
        if shared:
            yield shared, sheet
        shared, sheet, used = [annex], own, needed
    if shared:
        yield shared, sheet


def _tables(blocks: Iterable[ResolvedBlock]) -> Iterator[ResolvedTable]:
    return (block for block in blocks if isinstance(block, ResolvedTable))


def _is_wide(annex: ResolvedAnnex, layout: Layout, room: int) -> bool:
    """Whether upright a table would have to break words, figures among them."""
    return any(
        narrowest(table, size_of(table, layout)) > room
        for table in _tables(annex.blocks)
        if len(table.widths) > 2
    )


def _height(annex: ResolvedAnnex, layout: Layout, sheet: Sheet) -> int:
    """Return how high an annex is, or more than a page where it need not be known."""
    if _has_notes(annex) or sum(len(table.rows) for table in _tables(annex.blocks)) > _MOST_ROWS:
        return sheet.depth + 1
    room = sheet.room
    whole = _lines(1, layout.annex_label_size) + _set(
        annex.title, BOLD, layout.annex_title_size, room
    )
    whole += _set(annex.reference or "", REGULAR, layout.annex_title_size, room) + points(9)
    return round(_SLACK * (whole + sum(_block(block, layout, room) for block in annex.blocks)))


def _has_notes(annex: ResolvedAnnex) -> bool:
    """Whether a footnote stands at the foot of its page, where room is needed too."""
    return any(isinstance(word, NoteMark) for block in annex.blocks for word in _words(block))


def _words(block: ResolvedBlock) -> Iterator[object]:
    if isinstance(block, TextLine):
        yield from block.words
    elif isinstance(block, ItemLines):
        for item in block.items:
            yield from item
    elif isinstance(block, ResolvedTable):
        for row in (*block.rows, block.notes):
            for words in row:
                yield from words


def _block(block: ResolvedBlock, layout: Layout, room: int) -> int:
    if isinstance(block, ResolvedTable):
        return _table(block, layout, room)
    if isinstance(block, Heading):
        texts, face = [f"{block.label} {block.title}"], BOLD
    elif isinstance(block, ItemLines):
        texts, face = [f"- {_text(item)}" for item in block.items], REGULAR
    else:
        texts, face = [_text(block.words)], REGULAR
    indent, gap = mm(layout.first_line_mm), points(layout.paragraph_gap)
    spacing = Fraction(layout.line_spacing)
    return sum(
        round(_set(text, face, layout.body_size, room, indent) * spacing) + gap for text in texts
    )


def _table(table: ResolvedTable, layout: Layout, room: int) -> int:
    size = size_of(table, layout)
    widths = widths_of(table, size, room)
    whole = _set(table.caption or "", BOLD, layout.body_size, room) + points(9 + 6)
    whole += _lines(1 if table.unit else 0, layout.table_size)
    heads = [*zip(table.titles, widths, strict=True)]
    whole += len(table.head) * points(3) + max(
        _set(title, BOLD, size, width - 2 * CELL_SIDE) for title, width in heads
    )
    above = len(table.head) - 1 + bool(table.numbers)
    whole += _lines(above, size)  # the lines of what columns have in common, and of their numbers
    for row in table.rows:
        cells = zip(row, widths, strict=True)
        # a row has the space of its cells and half a line drawn
        whole += points(3) + max(
            _set(_text(words), _face(words), size, width - 2 * CELL_SIDE) for words, width in cells
        )
    notes = (
        _set(_text(note), REGULAR, layout.table_size, room) + points(3) for note in table.notes
    )
    return whole + sum(notes)


def _text(words: Words) -> str:
    return "".join([word.text for word in words if isinstance(word, Run)])


def _face(words: Words) -> Face:
    return BOLD if any(isinstance(word, Run) and word.bold for word in words) else REGULAR


def _set(text: str, face: Face, size: Size, room: int, indent: int = 0) -> int:
    """Return the height of a paragraph in `room` twentieths of a point, `indent` its first line."""
    measure = int(room * EM / (Fraction(size) * 20))
    start = int(indent * EM / (Fraction(size) * 20))
    if start + face.units(text) <= measure:  # nearly every cell of a table
        return _lines(1 if text else 0, size)
    space, count = face.units(" "), 1
    for word in text.split(" "):
        width = face.units(word)
        if start and start + width > measure:
            count, start = count + 1, 0
        start += width + space
    return _lines(count, size)


def _lines(count: int, size: Size) -> int:
    return round(count * size * 20 * _LINE)
