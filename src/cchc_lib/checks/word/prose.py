"""The prose of a Word file: its words, without those of cells that are numbers of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span
from cchc_lib.reading.spelled import follows, spells
from cchc_lib.reading.word.file import BREAK, WordFile, WordParagraph, Zone

__all__ = ["MOST_PROSE", "prose_of"]

MOST_PROSE = 200_000
"""Characters of prose that are judged: some 80 pages, a few seconds when full of numbers."""

_PROSE = 8
"""Words from which a cell of a table is read as prose."""


def prose_of(word: WordFile) -> Prose:
    """Return the text with short cells that have numbers blank, every offset as it was.

    What stands in one cell says nothing of the number in the next; rules over tables judge those.
    Nor is a number that a cell begins with one of the headings of the text. A number that is said
    again in words stays, as an aside.
    """
    paragraphs, kept = word.paragraphs, {*_said_in_words(word.paragraphs)}
    text = BREAK.join(
        paragraph.text if at in kept else _shown(paragraph)
        for at, paragraph in enumerate(paragraphs)
    )
    asides = [Span(paragraphs[at].start, paragraphs[at].end) for at in sorted(kept)]
    within = (aside for aside in asides if aside.end <= MOST_PROSE)
    return Prose.of(text[:MOST_PROSE], within)


def _shown(paragraph: WordParagraph) -> str:
    text = paragraph.text
    if paragraph.zone is not Zone.CELL:
        return text
    if _is_number(paragraph):
        return _blank(text)
    head = _ORDER.match(text)
    return _blank(head[0]) + text[head.end() :] if head else text


def _is_number(paragraph: WordParagraph) -> bool:
    """Whether it is a short cell with a number."""
    is_short = paragraph.zone is Zone.CELL and len(paragraph.text.split()) < _PROSE
    return is_short and re.search("[0-9]", paragraph.text) is not None


def _said_in_words(paragraphs: Sequence[WordParagraph]) -> Iterator[int]:
    """Yield the places of short cells whose number is said again in words, there or right after."""
    last: int | None = None
    for at, paragraph in enumerate(paragraphs):
        is_number = _is_number(paragraph)
        if is_number and spells(paragraph.text.lower()):
            yield at
        elif last is not None and follows(paragraph.text.lower()):
            yield last
        if paragraph.text.strip():
            last = at if is_number else None


_ORDER = re.compile(r"\s*(?:[IVXLC]+|[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-zĐđ])[.)](?=\s)")


def _blank(text: str) -> str:
    return re.sub(r"\S", " ", text)
