"""The subject of every prose rule: a text with its numbers found, once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property
from itertools import chain, compress, pairwise, repeat
from typing import Any, TypeVar

import attrs

from cchc_lib.reading.lexicon import cue, heads
from cchc_lib.reading.numbers import Quantities
from cchc_lib.reading.places import place_names
from cchc_lib.reading.quantity import Portion, Quantity
from cchc_lib.reading.source import Source, Span

__all__ = ["Prose"]

T = TypeVar("T")

# What begins a line and counts nothing: "1.", "6.2.", a page number, the mark of a footnote.
_MARKS = re.compile(
    r"(?m)^[ \t\f]*(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:[.):](?=\s)|[.)](?=[A-ZĐÀ-Ỹ]))|"
    r"[0-9]{1,4}[ \t]*$|"
    r"[0-9]{1,2}[ \t]?[-–/](?=[ \t][A-ZĐÀ-Ỹ])|"
    r"[0-9]{1,2}(?= [A-ZĐÀ-Ỹ]))"
)


_COUNT_OFF = re.compile(r"\(([0-9]{1,2})\)(?=[ \t])")
_AHEAD = re.compile(
    r"(?m)^[ \t]*[IVX]{1,4}\.[^\n]{0,40}"
    r"(?:PHƯƠNG HƯỚNG|NHIỆM VỤ[^\n]{0,30}(?:QUÝ|NĂM|THÁNG|THỜI GIAN))"
)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"\S(?: {2,}|\t)(?=\S)")
_WIDE = re.compile(r"\S(?: {5,}|\t)(?=\S)|^ *(?:[0-9]+|-+) {2,}")
_NARROW = re.compile(r"\S {3,}(?=\S)")
_ROW = 120
"""A line that is no longer may be a row of a table by gaps of three blanks."""


def _has_gap(line: str) -> bool:
    return "  " in line or "\t" in line


def _is_row(line: str) -> bool:
    """Whether the gaps of a line are those between cells."""
    if line.rstrip().endswith((";", ".", ",")):
        return False
    return bool(_WIDE.search(line) or (len(line) <= _ROW and _NARROW.search(line)))


def _counted_off(flat: str) -> Iterator[tuple[int, int]]:
    """Yield the marks of items within a line, which count nothing: (1) …; (2) …; (3) …."""
    run: list[re.Match[str]] = []
    for found in _COUNT_OFF.finditer(flat) if "(1)" in flat else ():
        number = int(found[1])
        if number == 1:
            run = [found]
        elif run and number == int(run[-1][1]) + 1:
            if len(run) == 1:
                yield run[0].span(1)
            run.append(found)
            yield found.span(1)
        else:
            run = []


@attrs.frozen(slots=False)
class Prose:
    """A text, its quantities and its sentences."""

    source: Source
    asides: tuple[Span, ...] = ()
    """Stretches whose numbers have to do with no other than those in them: cells of a table."""

    _found: dict[object, Any] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def of(cls, text: object, asides: Iterable[Span] = ()) -> Prose:
        """Return a text ready for the rules; `asides` are stretches of the text as given."""
        source = Source.of(text)
        found = (Span(source.read_at(one.start), source.read_at(one.end)) for one in asides)
        return cls(source, tuple(found))

    @property
    def flat(self) -> str:
        """The text with line breaks as spaces."""
        return self.source.flat

    @cached_property
    def lower(self) -> str:
        """The same in lower case, each character at its place."""
        lower = self.flat.lower()
        if len(lower) == len(self.flat):
            return lower
        return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in self.flat)

    @cached_property
    def _words(self) -> tuple[list[str], list[int]]:
        """The words of the text, in lower case, and where each begins."""
        lower = self.lower
        return _WORD.findall(lower), [word.start() for word in _WORD.finditer(lower)]

    @cached_property
    def words(self) -> tuple[list[str], ...]:
        """The words of each sentence, in lower case."""
        words, starts = self._words
        ends = [bisect_left(starts, sentence.end) for sentence in self.source.sentences]
        return tuple(words[start:end] for start, end in pairwise([0, *ends]))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, once: what is none of them need not be looked for."""
        return frozenset(self._words[0])

    @cached_property
    def _cues(self) -> tuple[list[int], list[int]]:
        """Where the words of the lexicon begin, and what they may mean, as bits."""
        words, starts = self._words
        bits = list(map(heads().get, words, repeat(0)))
        return list(compress(starts, bits)), list(filter(None, bits))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word of the lexicon begins."""
        known = heads()
        found: dict[str, list[int]] = {word: [] for word in self.vocabulary & known.keys()}
        for word, start in zip(*self._words, strict=True):
            if word in known:
                found[word].append(start)
        return found

    def spans_of(self, words: Container[str]) -> list[tuple[int, int]]:
        """Return where words stand, given in lower case."""
        return [
            (start, start + len(word))
            for word, start in zip(*self._words, strict=True)
            if word in words
        ]

    def word_at(self, place: int) -> int:
        """Return where the word begins that stands at a place, or the last one before it."""
        starts = self._words[1]
        return starts[max(0, bisect_right(starts, place) - 1)]

    def cues(self, start: int, end: int) -> int:
        """Return what the words that begin in a stretch may mean, as `lexicon.cue` has it."""
        starts, bits = self._cues
        found = 0
        for place in range(bisect_left(starts, start), len(starts)):
            if starts[place] >= end:
                break
            found |= bits[place]
        return found

    def places(self, cue: int) -> list[int]:
        """Return where the words begin that may mean one of some things."""
        known = heads()
        found = [starts for word, starts in self._places.items() if known[word] & cue]
        return sorted(chain.from_iterable(found))

    def said(
        self, expression: re.Pattern[str], cue: int, text: str | None = None
    ) -> Iterator[re.Match[str]]:
        """Yield where an expression matches that begins with words of the lexicon."""
        last, text = 0, self.lower if text is None else text
        for start in self.places(cue):
            if start >= last and (found := expression.match(text, start)):
                last = found.end()
                yield found

    @cached_property
    def plans_from(self) -> int:
        """Where the section on the tasks ahead begins; the end of the text where there is none."""
        found = _AHEAD.search(self.source.text)
        return found.start() if found else len(self.flat)

    @cached_property
    def set_aside(self) -> tuple[Span, ...]:
        """The asides, and sentences with a number that may be two: 12 345."""
        sentences, found = self.source.sentences, [*self.asides]
        for one in self.source.spaced:
            if not one.is_one:
                found.append(sentences[bisect_right(sentences, one.start, key=_start) - 1])
        merged: list[Span] = []
        for span in sorted(found, key=_start):
            if merged and span.start < merged[-1].end:
                last = merged.pop()
                span = Span(last.start, max(last.end, span.end))
            merged.append(span)
        return tuple(merged)

    @cached_property
    def quantities(self) -> Quantities:
        """Every number of the text."""
        marks = [match.span() for match in _MARKS.finditer(self.source.text)]
        marks += [
            line.span()
            for line in _LINE.finditer(self.source.text)
            if _has_gap(line[0]) and len(_GAP.findall(line[0])) > 1 and _is_row(line[0])
        ]
        marks += [(aside.start, aside.end) for aside in self.set_aside]
        marks += _counted_off(self.flat)
        marks += place_names(self.flat)
        return Quantities(self.flat, marks)

    def numerals(self, span: Span) -> Iterator[Quantity]:
        """Yield the numbers in words of a stretch: "bốn việc"."""
        places = self.once(_numerals)
        for at in range(bisect_left(places, span.start), bisect_left(places, span.end)):
            if found := self.quantities.spelled(places[at], span.end):
                yield found

    @cached_property
    def _aside(self) -> Quantities:
        """The numbers of all asides."""
        starts = [0, *(aside.end for aside in self.set_aside)]
        ends = [*(aside.start for aside in self.set_aside), len(self.flat)]
        return Quantities(self.flat, zip(starts, ends, strict=True))

    def numbers_within(self, span: Span) -> list[Quantity]:
        """Return the numbers of a stretch, those of asides too, in reading order."""
        found = [*self.quantities.within(span)]
        if not self.set_aside:
            return found
        return sorted([*found, *self._aside.within(span)], key=lambda number: number.start)

    def once(self, find: Callable[[Prose], Iterable[T]]) -> tuple[T, ...]:
        """Return what a function finds in the text, found only the first time it is asked."""
        if find not in self._found:
            self._found[find] = tuple(find(self))
        found: tuple[T, ...] = self._found[find]
        return found

    def items(self, span: Span, *, spelled: bool = False) -> list[Quantity | Portion]:
        """Return the numbers and portions of a stretch, in reading order; `spelled` ones too."""
        more: list[Quantity | Portion] = [
            *(self.numerals(span) if spelled else ()),
            *self.quantities.portions_within(span),
        ]
        numbers = self.quantities.within(span)
        return sorted([*more, *numbers], key=_start) if more else [*numbers]

    def before(self, item: Quantity | Portion, length: int) -> str:
        """Return so many characters before a number, in lower case."""
        return self.flat[max(0, item.start - length) : item.start].lower()

    def behind(self, item: Quantity | Portion, length: int) -> str:
        """Return so many characters behind a number, in lower case."""
        return self.flat[item.end : item.end + length].lower()

    def between(self, one: Quantity | Portion, other: Quantity | Portion) -> str:
        """Return the words between two numbers, in lower case."""
        return self.flat[one.end : other.start].lower()


def _start(item: Quantity | Portion | Span) -> int:
    return item.start


def _numerals(prose: Prose) -> Iterable[int]:
    return prose.places(cue("numeral"))
