"""The subject of every prose rule: a text with its numbers found, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

import attrs

from cchc_lib.reading.numbers import Quantities
from cchc_lib.reading.quantity import Portion, Quantity
from cchc_lib.reading.source import Source, Span

__all__ = ["Prose"]

T = TypeVar("T")

# What begins a line and counts nothing: "1.", "6.2.", a page number, the mark of a footnote.
_MARKS = re.compile(
    r"(?m)^[ \t\f]*(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.):](?=\s)|[0-9]{1,4}[ \t]*$|"
    r"[0-9]{1,2}[ \t]?[-–/](?=[ \t][A-ZĐÀ-Ỹ])|"
    r"[0-9]{1,2}(?= [A-ZĐÀ-Ỹ]))"
)


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


def _is_row(line: str) -> bool:
    """Whether the gaps of a line are those between cells."""
    if line.rstrip().endswith((";", ".", ",")):
        return False
    return bool(_WIDE.search(line) or (len(line) <= _ROW and _NARROW.search(line)))


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
    def words(self) -> tuple[list[str], ...]:
        """The words of each sentence, in lower case."""
        lower = self.lower
        return tuple(
            _WORD.findall(lower, sentence.start, sentence.end) for sentence in self.source.sentences
        )

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, once: what is none of them need not be looked for."""
        return frozenset().union(*self.words)

    @cached_property
    def plans_from(self) -> int:
        """Where the section on the tasks ahead begins; the end of the text where there is none."""
        found = _AHEAD.search(self.source.text)
        return found.start() if found else len(self.flat)

    @cached_property
    def quantities(self) -> Quantities:
        """Every number of the text."""
        marks = [match.span() for match in _MARKS.finditer(self.source.text)]
        marks += [
            line.span()
            for line in _LINE.finditer(self.source.text)
            if len(_GAP.findall(line[0])) > 1 and _is_row(line[0])
        ]
        marks += [(aside.start, aside.end) for aside in self.asides]
        return Quantities(self.flat, marks)

    @cached_property
    def _aside(self) -> Quantities:
        """The numbers of all asides."""
        starts = [0, *(aside.end for aside in self.asides)]
        ends = [*(aside.start for aside in self.asides), len(self.flat)]
        return Quantities(self.flat, zip(starts, ends, strict=True))

    def numbers_within(self, span: Span) -> list[Quantity]:
        """Return the numbers of a stretch, those of asides too, in reading order."""
        found = [*self.quantities.within(span)]
        if not self.asides:
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
        found: list[Quantity | Portion] = [
            *(self.quantities.spelled_within(span) if spelled else ()),
            *self.quantities.within(span),
            *self.quantities.portions_within(span),
        ]
        return sorted(found, key=lambda item: item.start)

    def before(self, item: Quantity | Portion, length: int) -> str:
        """Return so many characters before a number, in lower case."""
        return self.flat[max(0, item.start - length) : item.start].lower()

    def behind(self, item: Quantity | Portion, length: int) -> str:
        """Return so many characters behind a number, in lower case."""
        return self.flat[item.end : item.end + length].lower()

    def between(self, one: Quantity | Portion, other: Quantity | Portion) -> str:
        """Return the words between two numbers, in lower case."""
        return self.flat[one.end : other.start].lower()
