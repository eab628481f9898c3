"""The numbers of a file that somebody else wrote, in sentences and in tables, with their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice

from cchc_lib.inbox.found import FileFigure
from cchc_lib.inbox.guess import Said, fact_of_cell, fact_of_words, totals_of_words
from cchc_lib.inbox.sentences import sentence_at, span_at
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Portion, Quantity
from cchc_lib.reading.word.file import Cell, WordFile

__all__ = ["MOST_FIGURES", "cells_in", "figures_in"]

MOST_FIGURES = 2_000
"""Numbers of one file that are listed: so many of its sentences, and of its tables."""


def figures_in(prose: Prose, place: Callable[[int], str]) -> Iterator[FileFigure]:
    """Yield the numbers of a text with the words that say what they count."""
    times: Counter[tuple[str, ...]] = Counter()
    last, clause, begun, said = 0, "", -1, Said()
    for each in islice(_numbers(prose), MOST_FIGURES):
        sentence = span_at(prose, each.start)
        first = sentence.start if sentence else 0
        since = prose.flat[max(last, first) : each.start]
        last = each.end
        if first != begun:
            begun = first
            said = said if _GOES_ON.match(since) else Said()
        heard = max(begun, each.start - len(since))
        if each.start - first > _AHEAD:  # lines of a PDF that nothing ends
            for line in _LINE.finditer(prose.source.text, heard, each.start):
                said, heard = Said(), line.start(1)
        said.hear(prose.flat[heard : each.start])
        if since != "/":  # the whole has the words of its part
            clause = _CLAUSE.split(since.rstrip(_OPEN))[-1]
            clause = " ".join(clause.strip(_OPEN).split()[-_WORDS:])
        is_count = each.unit == "" and each.qualifier is None and each.value == int(each.value)
        text = " ".join(prose.flat[each.start : each.end].split())
        words = " ".join(sentence_at(prose, each.start)[:_LONGEST].split())
        times[text, words] += 1
        behind = _END.split(prose.flat[each.end : each.end + _FAR], maxsplit=1)[0]
        yield FileFigure(
            mark=_mark(text, words, times[text, words]),
            text=text,
            label=" ".join([clause, *each.noun[:4]]).strip(),
            place=place(prose.source.place(each.start)[0]),
            sentence=words[:400],
            value=int(each.value) if is_count else None,
            figure=fact_of_words(clause, behind, since, said) if is_count else None,
            totals=totals_of_words(clause, behind, since, said) if is_count else (),
        )


_CLAUSE = re.compile(r"[.;:,)](?:\s|$)|[\n(]")
_END = re.compile(r"[.;:,()\n0-9]")
_AHEAD, _LINE = 120, re.compile(r"\n[ \t]*([A-ZĐÀ-Ỹ])")
_GOES_ON = re.compile(r"[\s+–-]*trong đó\b", re.IGNORECASE)
_OPEN, _WORDS, _FAR, _LONGEST = " -–:(\n", 16, 80, 4_000


def _numbers(prose: Prose) -> Iterator[Quantity]:
    """Yield every number, those of a part and its whole too (41/43 nhiệm vụ), in their order."""
    items: list[Quantity | Portion] = [*prose.quantities.numbers, *prose.quantities.portions]
    for each in sorted(items, key=lambda item: item.start):
        parts = (each.part, each.whole) if isinstance(each, Portion) else (each,)
        yield from (number for number in parts if number.end)


def _mark(text: str, sentence: str, times: int) -> str:
    """Return what a figure is told by: its number, and a digest of its sentence and which it is."""
    digest = sha256(f"{text}\n{sentence}\n{times}".encode()).hexdigest()[:8]
    return f"{''.join(text.split())[:_MARK]}-{digest}"


_MARK = 20


def cells_in(word: WordFile, place: Callable[[str], str] = str) -> Iterator[FileFigure]:
    """Yield the numbers that are cells of tables, with the names of their row and column.

    Which fact a cell states is guessed in the row of totals, by the name of its column, and in a
    table of one column of numbers, by the name of the row.
    """
    return islice(_cells_of(word, place), MOST_FIGURES)


def _cells_of(word: WordFile, place: Callable[[str], str]) -> Iterator[FileFigure]:
    times: Counter[tuple[str, ...]] = Counter()
    for table in word.tables:
        if table.is_form:
            continue
        around = " ".join(
            (word.text[:_HEAD], *(cell.text for row in table.rows for cell in row if cell.text))
        )[:_MOST]
        width = {cell.column for row in table.rows for cell in row if _COUNT.fullmatch(_text(cell))}
        heads: dict[int, list[str]] = {}
        for at, row in enumerate(table.rows, 1):
            held = [(cell.column, _text(cell)) for cell in row if _text(cell)]
            if _is_numbering([text for _, text in held]):
                continue
            names = [text for _, text in held if not _NUMERAL.fullmatch(text)]
            if len(names) == len(held):  # a row of words heads the columns below
                for cell in row:
                    for column in range(cell.column, cell.column + cell.columns):
                        if text := _text(cell):
                            heads.setdefault(column, []).append(text)
                continue
            label, line = " ".join(names[:2]), " | ".join(text for _, text in held)
            for column, text in held:
                head = heads.get(column, [])[-2:]
                if not _COUNT.fullmatch(text) or any(_ORDER.fullmatch(each) for each in head):
                    continue
                times[text, line, *head] += 1
                is_total = bool(_TOTAL.match(label)) or not label
                rows = names[:1] if len(width - _orders(heads)) == 1 else []
                yield FileFigure(
                    mark=_mark(text, "\n".join((line, *head)), times[text, line, *head]),
                    text=text,
                    label=", ".join(filter(None, (label, *head)))[:_LONG],
                    place=place(f"bảng {table.number}, hàng {at}, cột {column + 1}"),
                    sentence=line[:400],
                    value=int(text.replace(".", "")),
                    figure=fact_of_cell(head[-1:] if is_total else rows, around),
                )


_HEAD, _MOST, _LONG = 1_500, 20_000, 160
_NUMERAL = re.compile(r"[0-9.,% -]+")
_COUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9}")
_ORDER = re.compile(r"(?:số )?(?:stt|tt|thứ tự)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng|cộng|toàn (?:xã|phường))(?: (?:số|cộng))?\b", re.IGNORECASE)


def _orders(heads: dict[int, list[str]]) -> set[int]:
    return {column for column, names in heads.items() if any(map(_ORDER.fullmatch, names))}


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    plain = [each.strip("()") for each in texts]
    return len(plain) > 1 and plain == [str(at) for at in range(1, len(plain) + 1)]


def _text(cell: Cell) -> str:
    return " ".join(cell.text.split())
