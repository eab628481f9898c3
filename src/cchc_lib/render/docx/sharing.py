"""Which annexes share a page, and which lie: judged by how high and how wide their words are set.

Heights are those that Word and LibreOffice give the named styles, a little generously: annexes that
just might not fit stand on pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

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
_FEW_COLUMNS = 5  # so many have room upright for any word but an address of the web
_CELL_GAP = 52  # above and below the words of a cell, the line drawn among it
_RULE_GAP = 180  # around the rule under the head of an annex


def shared_pages(
    annexes: Iterable[ResolvedAnnex], layout: Layout, upright: Sheet, spare: Fraction
) -> Iterator[tuple[list[ResolvedAnnex], Sheet]]:
    """Yield neighbouring annexes that fit on one page together, or each alone, with their page.

    `spare` is the share of a page that must stay free: 1 lets none share.
    """
    shared: list[ResolvedAnnex] = []
    sheet, floor = upright, 0
    used: int | None = None
    for annex in annexes:
        own = upright.turned() if _is_wide(annex, layout, upright.room) else upright
        room = (1 - spare) * own.depth - ANNEX_GAP
        low, needed = _least(annex, layout), None
        if shared and own == sheet and floor + low <= room:  # else none is measured
            used = _height(shared[0], layout, own) if used is None else used
            needed = _height(annex, layout, own)
            if used + needed <= room:
                shared.append(annex)
                used, floor = used + ANNEX_GAP + needed, floor + ANNEX_GAP + low
                continue
        if shared:
            yield shared, sheet
        shared, sheet, floor, used = [annex], own, low, needed
    if shared:
        yield shared, sheet


def _tables(blocks: Iterable[ResolvedBlock]) -> Iterator[ResolvedTable]:
    return (block for block in blocks if isinstance(block, ResolvedTable))


def _is_wide(annex: ResolvedAnnex, layout: Layout, room: int) -> bool:
    """Whether upright a table would have to break words, figures among them."""
    return any(
        narrowest(table, size_of(table, layout)) > room
        for table in _tables(annex.blocks)
        if len(table.widths) > _FEW_COLUMNS
    )


def _least(annex: ResolvedAnnex, layout: Layout) -> int:
    """Return a height that an annex has at least: each row and each paragraph is one line."""
    rows = ((_line(size_of(t, layout)) + _CELL_GAP, len(t.rows)) for t in _tables(annex.blocks))
    return sum(line * count for line, count in rows) + _line(layout.body_size) * len(annex.blocks)


def _height(annex: ResolvedAnnex, layout: Layout, sheet: Sheet) -> int:
    """Return how high an annex is; one with footnotes fills its page."""
    if _has_notes(annex):
        return sheet.depth
    room, size = sheet.room, layout.annex_title_size
    title = _lines(annex.title, BOLD, _units(room, size))
    reference = _lines(annex.reference or "", REGULAR, _units(room, size))
    head = _line(layout.annex_label_size) + (title + reference) * _line(size) + _RULE_GAP
    return round(_SLACK * (head + sum(_block(block, layout, room) for block in annex.blocks)))


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
    size, gap = layout.body_size, points(layout.paragraph_gap)
    line = round(_line(size) * Fraction(layout.line_spacing))
    limit, indent = _units(room, size), _units(mm(layout.first_line_mm), size)
    return sum(max(1, _lines(text, face, limit, indent)) * line + gap for text in texts)


def _table(table: ResolvedTable, layout: Layout, room: int) -> int:
    size, body = size_of(table, layout), layout.body_size
    line, other = _line(size), _line(layout.table_size)
    limits = [_units(width - 2 * CELL_SIDE, size) for width in widths_of(table, size, room)]
    whole = points(9 + 6) + _lines(table.caption or "", BOLD, _units(room, body)) * _line(body)
    whole += other if table.unit else 0
    titles = zip(table.titles, limits, strict=True)
    # what columns have in common, above their titles, and their numbers below are one line each
    more = len(table.head) - 1 + bool(table.numbers)
    lines = max(_lines(title, BOLD, limit) for title, limit in titles) + more
    whole += lines * line + (1 + more) * _CELL_GAP
    for row in table.rows:
        cells = zip(row, limits, strict=True)
        whole += max(1, *(_lines(_text(each), _face(each), limit) for each, limit in cells)) * line
    notes = (_lines(_text(note), REGULAR, _units(room, layout.table_size)) for note in table.notes)
    return whole + len(table.rows) * _CELL_GAP + sum(other * count + _CELL_GAP for count in notes)


def _text(words: Words) -> str:
    return "".join([word.text for word in words if isinstance(word, Run)])


def _face(words: Words) -> Face:
    return BOLD if any(isinstance(word, Run) and word.bold for word in words) else REGULAR


def _lines(text: str, face: Face, limit: int, indent: int = 0) -> int:
    """Return the lines of a paragraph, the first `indent` shorter, in 1/2048 of its size."""
    if indent + len(text) * EM <= limit or indent + face.units(text) <= limit:  # nearly every cell
        return 1 if text else 0
    space, count, used = face.units(" "), 1, indent
    for word in text.split(" "):
        width = face.units(word)
        if used and used + width > limit:
            count, used = count + 1, 0
        used += width + space
    return count


def _units(room: int, size: Size) -> int:
    """Return twentieths of a point in 1/2048 of a size."""
    return int(room * EM / (Fraction(size) * 20))


@lru_cache(maxsize=64)
def _line(size: Size) -> int:
    return round(Fraction(size) * 20 * _LINE)
