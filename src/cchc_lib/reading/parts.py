"""Which of the numbers that are listed are the parts of a total: by noun, by measure, by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, groupby, pairwise

import attrs

from cchc_lib.reading.halves import (
    LABEL,
    REST,
    are_intake,
    are_told,
    labels_of,
    names_all,
)
from cchc_lib.reading.lexicon import all_of, either, words
from cchc_lib.reading.numbers import SPELLED
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.terms import Passage, Role, Term, is_alike

__all__ = ["Listed", "Opening", "parts_of", "sum_of"]

_TRAIT = re.compile(words("trait"))
_DEPUTY, _TITLES = (
    "|".join(word[0].upper() + word[1:] for word in all_of(name)) or "(?!)"
    for name in ("deputy", "title")
)
_SPELLED = re.compile(rf"(?<!\w)({either('numeral')}) (?=[a-zà-ỹđ])", re.IGNORECASE)
_TITLE = re.compile(rf"(?<![0-9] )(?<!{_DEPUTY} )\b(?:(?:{_DEPUTY}) )?(?:{_TITLES})")
_AND = re.compile(rf" {words('joining.last')} ")
_SIDE_BY_SIDE = re.compile(rf"[,;:.\n+]|{words('joining')}| [-–] ")
"""What stands between parts that are listed."""

_FEW, _MANY = 9, 1000
"""Of so few parts one may be counted in another, of a total so great that no chance does it."""

_WITHIN = 12
"""So many numbers before what opens a list its total stands at most."""

_SURER = {
    Structure.POSSIBLE: Structure.LIKELY,
    Structure.LIKELY: Structure.CERTAIN,
    Structure.CERTAIN: Structure.CERTAIN,
}


@attrs.frozen(slots=False)
class Opening:
    """Words that say that parts follow, at one number, and how sure they make it."""

    at: int
    structure: Structure
    pattern: str
    is_bracket: bool = False

    @cached_property
    def unsure(self) -> Opening:
        """The same where what follows begins later: its words open nothing there."""
        if self.structure is Structure.POSSIBLE:
            return self
        return attrs.evolve(self, structure=Structure.POSSIBLE)


@attrs.frozen(slots=False)
class Run:
    """Numbers side by side that may be parts, each with where it stands."""

    terms: list[Term]
    numbers: list[Quantity]
    is_named: bool = False
    """Whether the same words stand before each of them as before the total."""

    @classmethod
    def of(cls, terms: list[Term], unit: str, side: int = 0, *, is_named: bool = False) -> Run:
        """Return those numbers that have a unit; `side` is 1 for the second of each pair."""
        kept = [term for term in terms if term.numbers[side].unit == unit]
        return cls(kept, [term.numbers[side] for term in kept], is_named)

    @cached_property
    def sums(self) -> tuple[list[ExactQuantity], list[ExactQuantity]]:
        """What the numbers up to each make up, at least and at most."""
        return (
            list(accumulate([number.low for number in self.numbers])),
            list(accumulate([number.high for number in self.numbers])),
        )

    @cached_property
    def breaks(self) -> set[int]:
        """Where a reader would end it: at the end, and before a wider gap than any before."""
        gaps = [term.gap for term in self.terms]
        widest = list(accumulate(gaps[1:], max))
        wider = {end for end in range(2, len(gaps)) if gaps[end] > widest[end - 2]}
        return wider | {len(gaps)}


def _but_portions(terms: Sequence[Term]) -> list[Term]:
    """Return what is listed but portions of another: phát hiện 39 vấn đề; đã xử lý 39/39."""
    known = {term.number.value for term in terms if not term.is_pair}
    return [term for term in terms if not (term.is_pair and term.numbers[1].value in known)]


@attrs.frozen(slots=False)
class Listed:
    """The numbers that follow an opening, all of them and those of the first sentence."""

    all: list[Term] = attrs.field(converter=_but_portions)
    _alike: dict[object, tuple[Run, ...]] = attrs.field(factory=dict, init=False)

    @cached_property
    def first(self) -> list[Term]:
        """Those of the first sentence; all where it has but one."""
        first = [term for term in self.all if term.sentence == self.all[0].sentence]
        return first if len(first) > 1 else list(self.all)

    @cached_property
    def counted(self) -> list[Term]:
        """The first ones that are no days or years."""
        return [term for term in self.first if term.role is not Role.TIME]

    @cached_property
    def has_pairs(self) -> bool:
        """Whether one is a pair: 22/38 đơn."""
        return any(term.is_pair for term in self.first)

    def alike(self, total: Quantity, side: int, said: str) -> tuple[Run, ...]:
        """Return the sets of the first ones that may be parts of totals such as this one."""
        key = total.unit, total.noun, side, said
        if key not in self._alike:
            self._alike[key] = tuple(self._sets(total, side, said))
        return self._alike[key]

    def _sets(self, total: Quantity, side: int, said: str) -> Iterator[Run]:
        same = [term for term in self.all if is_alike(total, term.number)]
        named = [term for term in same if said and term.verb == said]
        if 1 < len(named) <= len(same) // 2:
            yield Run.of(named, total.unit, is_named=True)
        if self.has_pairs:
            pairs = [term for term in self.counted if len(term.numbers) > side]
            yield Run.of(pairs, total.unit, side)
        alike = [term for term in self.first if is_alike(total, term.number)]
        for terms in (
            [term for term in alike if not term.is_attribute or term.number.noun],
            [term for term in self.counted if not term.is_attribute],
            alike,
            self.counted,
        ):
            yield Run.of(terms, total.unit)


def parts_of(
    passage: Passage,
    opening: Opening,
    total: Quantity,
    listed: Listed,
    *,
    side: int = 0,
    column: tuple[int, int] = (0, 1),
    is_every: bool = True,
    said: str = "",
) -> Iterator[Relation]:
    """Yield each set of the listed numbers that may be the parts of a total, the natural first.

    What neither words nor arithmetic name is left out unless `is_every`. `side` is 1 for the second
    number of a pair; `column` says which of how many measures side by side the total is (242 vụ,
    344 đối tượng); `said` are the words right before it that tell it from other measures.
    """
    if total.unit == "%":
        return
    set_aside = [
        term.number
        for term in passage.terms[max(0, opening.at - _WITHIN) : opening.at]
        if term.depth and term.start > total.end and is_alike(total, term.number)
    ]
    seen: set[tuple[int, int, int]] = set()
    tried: list[list[Quantity]] = []
    for run in _options(total, listed, side, column, said):
        if run.numbers in tried:
            continue
        tried.append(run.numbers)
        for end, is_natural, adds_up in _ends(total, run):
            parts = run.numbers[:end]
            if not _may_be_parts(total, parts, side):
                continue
            key = (parts[0].start, parts[-1].start, end)
            if key in seen:
                continue
            seen.add(key)
            is_first = parts[0] in listed.all[0].numbers
            is_below = end > 2 and is_first and opening.pattern == "danh sách"
            if is_below and names_all(passage.prose, total, parts[:2]):
                yield sum_of(passage, opening, total, parts[:2], is_natural=True)
            if not (is_every or adds_up or are_told(passage.prose, total, parts)):
                continue
            if end == len(run.numbers) > 2 and names_all(passage.prose, total, parts):
                yield sum_of(passage, opening, total, parts, is_natural=True)
                return
            yield from _with_titles(passage, opening, total, parts)
            is_one = run.terms[0].sentence == run.terms[end - 1].sentence
            how = opening if is_first or run.is_named else opening.unsure
            yield sum_of(passage, how, total, parts, is_natural=is_natural, is_one=is_one)
            is_sure = opening.structure is Structure.CERTAIN
            for fewer in _but_one(total, parts) if is_natural and not is_sure else ():
                yield sum_of(passage, how, total, fewer, is_natural=False)
            if set_aside and not opening.is_bracket:  # tổng số 79 việc (trong đó ủy thác 4 việc)
                yield sum_of(passage, how, total, [*set_aside, *parts], is_natural=False)


def _may_be_parts(total: Quantity, parts: Sequence[Quantity], side: int) -> bool:
    """Whether numbers are none that repeat the total, nor scores beside a count."""
    repeated = [part.value for part in parts].count(total.value)
    if (repeated > 1 and total.value) or (side and repeated == len(parts)):
        return False
    return bool(total.half or total.decimals) or not any(part.decimals for part in parts)


def _options(
    total: Quantity, listed: Listed, side: int, column: tuple[int, int], said: str
) -> Iterator[Run]:
    """Yield the sets of what is listed: of one sentence, then of all of them."""
    yield from listed.alike(total, side, said)
    place, count = column
    first, every = listed.first, listed.all
    for group in (first, every) if len(first) < len(every) else (first,):
        if count > 1 and len(group) % count == 0:
            yield Run.of(group[place::count], total.unit)
        if count > 1:
            rows = [list(row) for _, row in groupby(group, lambda term: term.sentence)]
            yield Run.of([row[place] for row in rows if len(row) > place], total.unit)
    if len(first) < len(every):
        yield Run.of([term for term in every if is_alike(total, term.number)], total.unit)


def _ends(total: Quantity, run: Run) -> Iterator[tuple[int, bool, bool]]:
    """Yield where a list may end, whether a reader would end it there, and whether it adds up.

    In the middle of a list only where its numbers make up the total up to there.
    """
    if len(run.numbers) < 2:
        return
    least, most = total.bounds
    lows, highs = run.sums
    for end in range(len(run.numbers), 1, -1):
        adds_up = lows[end - 1] <= most and least <= highs[end - 1]
        is_natural = end in run.breaks
        if is_natural or adds_up:
            yield end, is_natural, adds_up


def _with_titles(
    passage: Passage, opening: Opening, total: Quantity, numbers: list[Quantity]
) -> Iterator[Relation]:
    """Yield the sum with the titles that stand without a number: Chủ tịch, 03 Phó Chủ tịch."""
    if total.unit or opening.structure is Structure.POSSIBLE:
        return
    found = passage.prose.once(_titles)
    first = bisect_left(found, total.end, key=_start)
    titles = found[first : bisect_left(found, numbers[-1].end + LABEL, key=_start)]
    known = {number.start for number in numbers}
    unread = [title for title in titles if title.start not in known]
    if unread:
        parts = sorted([*unread, *numbers], key=lambda number: number.start)
        yield sum_of(passage, opening, total, parts, is_natural=False)


def _but_one(total: Quantity, numbers: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Yield what is left without one part, counted in another, where that makes up the total."""
    if not 2 < len(numbers) < _FEW or total.value < _MANY * total.size:
        return
    low, high = sum(one.low for one in numbers), sum(one.high for one in numbers)
    for at, one in enumerate(numbers):
        if at and low - one.low <= total.high and total.low <= high - one.high:
            yield [*numbers[:at], *numbers[at + 1 :]]


def _titles(prose: Prose) -> Iterator[Quantity]:
    """Yield titles without a number, which are one each, and numbers in words of anything."""
    found = [
        Quantity(one.start(), one.end(), 1, "", (), one[0], None, is_word=True)
        for one in _TITLE.finditer(prose.flat)
    ]
    found += [
        Quantity(
            one.start(1), one.end(1), SPELLED[one[1].lower()], "", (), one[1], None, is_word=True
        )
        for one in _SPELLED.finditer(prose.flat)
    ]
    yield from sorted(found, key=_start)


def _start(number: Quantity) -> int:
    return number.start


def sum_of(
    passage: Passage,
    opening: Opening,
    total: Quantity,
    numbers: list[Quantity],
    *,
    is_natural: bool,
    is_one: bool = True,
) -> Relation:
    """Return a total and its parts, as sure as their words make it."""
    prose, lower = passage.prose, passage.prose.lower
    structure, pattern, is_whole = opening.structure, opening.pattern, False
    last = lower[numbers[-2].end : numbers[-1].start]
    if names_all(prose, total, numbers):
        is_pair = len(numbers) == 2
        is_whole = not is_pair or numbers[-1].value <= total.value
        if is_pair and is_whole and are_intake(*labels_of(lower, total, numbers)):
            pattern = "nhận mới, kỳ trước"
    if is_whole or (REST.search(last) and not pattern.startswith("câu sau")):
        structure = _SURER[structure]
    if structure is Structure.POSSIBLE or not all(
        _SIDE_BY_SIDE.search(lower, one.end, two.start) for one, two in pairwise(numbers)
    ):
        structure = Structure.POSSIBLE
        return Relation(Kind.SUM, total, tuple(numbers), structure, pattern, is_natural=is_natural)
    heads = {number.noun[:1] for number in numbers}
    is_like_total = all(is_alike(total, number) for number in numbers if not number.is_word)
    is_mixed = pattern == "với" and len(heads - {()}) > 1
    if is_mixed:
        structure = Structure.POSSIBLE
    are_alike = len(heads) == 1 and heads != {()} and "gồm" in pattern
    are_alike |= pattern == "gồm" and lower.startswith(":", numbers[0].start - 2)
    if structure is Structure.LIKELY and _are_all(passage, numbers):
        structure, is_whole = Structure.CERTAIN, True
    are_alike |= is_like_total
    if structure is Structure.CERTAIN and not (are_alike or is_whole or opening.is_bracket):
        structure = Structure.LIKELY
    gaps = {";" in lower[one.end : other.start] for one, other in pairwise(numbers)}
    return Relation(
        Kind.SUM,
        total,
        tuple(numbers),
        structure,
        pattern,
        overlaps=not is_whole and _has_trait(prose, total.end, numbers[-1].end + LABEL),
        is_closed=bool(_AND.search(last)),
        is_alike=are_alike or is_whole,
        is_complete=is_whole or ("gồm" in pattern and structure is Structure.CERTAIN and are_alike),
        is_list=(len(gaps) == 1 and is_natural and is_one and "trong" in pattern and are_alike),
        is_natural=is_natural,
    )


def _has_trait(prose: Prose, start: int, end: int) -> bool:
    """Whether a stretch names what may be counted twice."""
    traits = prose.once(_traits)
    place = bisect_left(traits, (start, start))
    return place < len(traits) and traits[place][1] <= end


def _traits(prose: Prose) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _TRAIT.finditer(prose.lower))


def _are_all(passage: Passage, numbers: Sequence[Quantity]) -> bool:
    """Whether each part has its percentage beside it, and these make up 100."""
    low, high = Fraction(0), Fraction(0)
    for number in numbers:
        place = bisect_left(passage.terms, number.end, key=_begins)
        beside = passage.terms[place] if place < len(passage.terms) else None
        if beside is None or beside.role is not Role.PERCENT or beside.depth == 0:
            return False
        low, high = low + beside.number.low, high + beside.number.high
    return low <= 100 <= high


def _begins(term: Term) -> int:
    return term.start
