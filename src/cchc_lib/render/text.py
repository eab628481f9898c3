"""A document as plain text, as one would paste it into an e-mail."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from cchc_lib.document.nodes import Align, Document
from cchc_lib.document.walk import (
    HeadCell,
    Heading,
    ItemLines,
    Resolved,
    ResolvedAnnex,
    ResolvedBlock,
    ResolvedTable,
    Run,
    TextLine,
    Words,
    resolve,
    stacked,
)
from cchc_lib.errors import InvalidValueError
from cchc_lib.law.layout import MOTTO, NATION

__all__ = ["render_text"]

_BETWEEN = "  "  # two columns of a table


def render_text(document: Document, *, width: int | None = None) -> str:
    """Return the document as text, a paragraph a line, or wrapped to `width` characters.

    Tables stand in plain columns and are never wrapped; footnotes are marked `[1]` and come last.

    Raises:
        InvalidValueError: for a width below 20, an id used twice, or more điểm in a khoản than
            there are letters.
        UnknownNameError: for a reference to an id that is not in the document.
    """
    if width is not None and width < 20:
        raise InvalidValueError.refuse(
            "width",
            width,
            "None, or 20 characters or more, such as 72",
            "None hoặc từ 20 ký tự trở lên, ví dụ 72",
        )
    lines = [""]
    for piece in _pieces(resolve(document)):
        if not piece and not lines[-1]:
            continue
        if isinstance(piece, str) and width is not None:
            lines += wrap(piece, width, break_long_words=False, break_on_hyphens=False) or [""]
        else:
            lines += [piece] if isinstance(piece, str) else piece
    return "\n".join(line.rstrip() for line in lines[1:]).rstrip("\n") + "\n"


def _pieces(document: Resolved) -> Iterator[str | list[str]]:
    """Yield paragraphs, which may be wrapped, and the lines of tables, which must not."""
    yield from [document.parent] if document.parent else []
    yield from (*document.agency, document.number)
    yield from ("",) if document.brief is None else (document.brief, "")
    yield from (NATION, MOTTO, document.date, "")
    if document.brief is None:
        yield from (document.kind, document.subject, "")
    if document.addressees:
        yield from (*document.addressees, "")
    yield from _blocks(document.blocks)
    yield ""
    if document.recipients:
        yield from ("Nơi nhận:", *document.recipients, "")
    yield from document.signature
    if document.signatory:
        yield document.signatory
    for annex in document.annexes:
        yield from _annex(annex)
    if document.notes:
        yield ""
    for note in document.notes:
        first, *others = map(_words, note.paragraphs)
        yield from (f"[{note.number}] {first}", *others)


def _annex(annex: ResolvedAnnex) -> Iterator[str | list[str]]:
    yield from ("", annex.label, annex.title)
    if annex.reference:
        yield annex.reference
    yield ""
    yield from _blocks(annex.blocks)


def _blocks(blocks: Iterable[ResolvedBlock]) -> Iterator[str | list[str]]:
    for place, block in enumerate(blocks):
        if isinstance(block, TextLine):
            yield _words(block.words)
        elif isinstance(block, Heading):
            if block.level == 1 and place:
                yield ""
            yield f"{block.label} {block.title}"
        elif isinstance(block, ItemLines):
            yield from (f"- {_words(item)}" for item in block.items)
        else:
            yield from _table(block)


def _table(table: ResolvedTable) -> Iterator[str | list[str]]:
    yield ""
    yield from (line for line in (table.caption, table.unit) if line)
    rows = [list(map(_words, row)) for row in table.rows]
    widths = [max(map(_columns, column)) for column in zip(table.titles, *rows, strict=True)]
    depth = len(table.head)
    groups = [
        _groups(
            [cell if level + cell.rows < depth else HeadCell("", cell.columns) for cell, _ in line],
            widths,
        )
        for level, line in enumerate(list(stacked(table.head, len(widths)))[:-1])
    ]
    ruler = ["-" * width for width in widths]
    numbers = [table.numbers] if table.numbers else []
    body = (_aligned(row, widths, table.aligns) for row in (table.titles, *numbers, ruler, *rows))
    yield [*groups, *body]
    yield from map(_words, table.notes)
    yield ""


def _groups(cells: Iterable[HeadCell], widths: list[int]) -> str:
    """Return the titles of groups, each over its columns; a longer one widens the last of them."""
    line, place = [], 0
    for cell in cells:
        place += cell.columns
        own = widths[place - cell.columns : place]
        title = cell.text
        room = sum(own) + len(_BETWEEN) * (cell.columns - 1)
        widths[place - 1] += max(0, _columns(title) - room)
        line.append(_padded(title, max(room, _columns(title)), Align.CENTER))
    return _BETWEEN.join(line)


def _aligned(cells: Sequence[str], widths: Sequence[int], aligns: Sequence[Align]) -> str:
    return _BETWEEN.join(map(_padded, cells, widths, aligns))


def _padded(text: str, width: int, align: Align) -> str:
    missing = width - _columns(text)
    before = {Align.LEFT: 0, Align.CENTER: missing // 2, Align.RIGHT: missing}[align]
    return " " * before + text + " " * (missing - before)


def _columns(text: str) -> int:
    """Return how many columns of a terminal the text takes: an emoji two, a lone mark none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def _words(words: Words) -> str:
    text = "".join(word.text if isinstance(word, Run) else f"[{word.number}]" for word in words)
    return unicodedata.normalize("NFC", text)  # a mark may begin a run of its own
