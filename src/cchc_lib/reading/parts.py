"""Which of the numbers that are listed are the parts of a total: by noun, by measure, by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import attrs

from cchc_lib.reading.halves import (
    LABEL,
    REST,
    are_intake,
    are_told,
    is_hinted,
    labels_of,
    named_by,
    names_all,
)
from cchc_lib.reading.lexicon import all_of, cue, either, words
from cchc_lib.reading.listed import Listed, Run
from cchc_lib.reading.numbers import SPELLED
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure, meet, sum_up
from cchc_lib.reading.terms import BY_START, Passage, Role, is_alike

__all__ = ["Choices", "Opening", "parts_of", "sum_of"]

_TRAIT = re.compile(words("trait"))
_DEPUTY, _TITLES = (
    "|".join(word[0].upper() + word[1:] for word in all_of(name)) or "(?!)"
    for name in ("deputy", "title")
)
_SPELLED = re.compile(rf"(?<!\w)({either('numeral')}) (?=[a-zà-ỹđ])", re.IGNORECASE)
_TITLE = re.compile(rf"(?<![0-9] )(?<!{_DEPUTY} )\b(?:(?:{_DEPUTY}) )?(?:{_TITLES})")
_CLOSES = re.compile(r"[;()]")
_UNCOUNTED = re.compile(r"[^0-9.;:()]*(?=[.;:]|$)")
_REMAINS = re.compile(words("parts.rest.left"))
_MORE = re.compile(rf" {words('joining.last')} {words('uncounted')}")
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
    pattern: Pattern
    is_bracket: bool = False

    @cached_property
    def unsure(self) -> Opening:
        """The same where what follows begins later: its words open nothing there."""
        if self.structure is Structure.POSSIBLE:
            return self
        return attrs.evolve(self, structure=Structure.POSSIBLE)


@attrs.frozen(slots=False)
class Choice:
    """Numbers that may be the parts of a total, and what opens them."""

    numbers: list[Quantity]
    opening: Opening
    is_natural: bool
    """Whether a reader would stop where they end."""
    is_one: bool = True
    """Whether they stand in one sentence."""


@attrs.frozen(slots=False)
class Choices:
    """The sets of numbers of which one may be the parts of a total, the natural first."""

    total: Quantity
    adding: list[Choice]
    """Those that may make it up; where the last is natural, it does."""
    others: list[Choice]
    """All of them that matter where none makes it up for sure."""

    @property
    def is_sure(self) -> bool:
        """Whether what a reader would take for its parts makes it up."""
        return not self.others

    def readings(self, passage: Passage) -> tuple[Relation, ...]:
        """Return a total with each set of its parts."""
        return tuple(
            sum_of(
                passage,
                choice.opening,
                self.total,
                choice.numbers,
                is_natural=choice.is_natural,
                is_one=choice.is_one,
            )
            for choice in self.others or self.adding
        )


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
) -> Choices | None:
    """Return the sets of the listed numbers that may be the parts of a total.

    What neither words nor arithmetic name is left out unless `is_every`, and what cannot matter:
    sets where no reader would stop and which do not add up; all but the first that does. `side` is
    1 for the second number of a pair; `column` says which of how many measures side by side the
    total is (242 vụ, 344 đối tượng); `said` are the words right before it that tell it from other
    measures.
    """
    if total.unit == "%":
        return None
    every = listed.all
    is_told = (
        is_every
        or is_hinted(passage.prose, every[0].start, every[-1].end)
        or named_by(passage.prose.lower, total) is not None
    )
    if not (is_told or listed.may_make_up(total)):
        return None
    runs = list(listed.sets(total, side, column, said))
    if not is_told and not any(run.ends(total) for run in runs):
        return None
    found = Choices(total, [], [])
    for choice in _choices(passage, opening, total, listed, runs, side, is_every=is_every):
        low, high = sum_up(choice.numbers)
        if choice.is_natural and meet((low, high), total.bounds):
            found.adding.append(choice)
            found.others.clear()
            return found
        may_add = low <= total.high and total.low <= high
        if may_add and not choice.is_natural:
            found.adding.append(choice)
        if may_add or choice.is_natural:
            found.others.append(choice)
    return found if found.others else None


def _choices(
    passage: Passage,
    opening: Opening,
    total: Quantity,
    listed: Listed,
    runs: Sequence[Run],
    side: int,
    *,
    is_every: bool,
) -> Iterator[Choice]:
    """Yield each set of the listed numbers that may be the parts of a total, the natural first."""
    set_aside = [
        term.number
        for term in passage.terms[max(0, opening.at - _WITHIN) : opening.at]
        if term.depth and term.start > total.end and is_alike(total, term.number)
    ]
    seen: set[tuple[int, int, int]] = set()
    tried: list[list[Quantity]] = []
    for run in runs:
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
            is_below = end > 2 and is_first and opening.pattern is Pattern.BELOW
            if is_below and names_all(passage.prose, total, parts[:2]):
                yield Choice(parts[:2], opening, True)
            if not (is_every or adds_up or are_told(passage.prose, total, parts)):
                continue
            if end == len(run.numbers) > 2 and names_all(passage.prose, total, parts):
                yield Choice(parts, opening, True)
                return
            if with_titles := _with_titles(passage, opening, total, parts):
                yield Choice(with_titles, opening, False)
            is_one = run.terms[0].sentence == run.terms[end - 1].sentence
            how = opening if is_first or run.is_named else opening.unsure
            yield Choice(parts, how, is_natural, is_one)
            is_sure = opening.structure is Structure.CERTAIN
            for fewer in _but_one(total, parts) if is_natural and not is_sure else ():
                yield Choice(fewer, how, False)
            if set_aside and not opening.is_bracket:  # tổng số 79 việc (trong đó ủy thác 4 việc)
                yield Choice([*set_aside, *parts], how, False)


def _may_be_parts(total: Quantity, parts: Sequence[Quantity], side: int) -> bool:
    """Whether numbers are none that repeat the total, nor scores beside a count."""
    repeated = [part.value for part in parts].count(total.value)
    if (repeated > 1 and total.value) or (side and repeated == len(parts)):
        return False
    return bool(total.half or total.decimals) or not any(part.decimals for part in parts)


def _ends(total: Quantity, run: Run) -> Iterator[tuple[int, bool, bool]]:
    """Yield where a list may end, whether a reader would end it there, and whether it adds up.

    In the middle of a list only where its numbers make up the total up to there.
    """
    if len(run.numbers) < 2:
        return
    adding, breaks = run.ends(total), run.breaks
    for end in range(len(run.numbers), 1, -1):
        if end in breaks or end in adding:
            yield end, end in breaks, end in adding


def _with_titles(
    passage: Passage, opening: Opening, total: Quantity, numbers: list[Quantity]
) -> list[Quantity]:
    """Return the parts with the titles that stand without a number: Chủ tịch, 03 Phó Chủ tịch."""
    if total.unit or opening.structure is Structure.POSSIBLE:
        return []
    found = passage.prose.once(_titles)
    last = numbers[-1].end
    closes = _CLOSES.search(passage.prose.flat, last, last + LABEL)
    end = closes.start() if closes else last + LABEL
    first = bisect_left(found, total.end, key=BY_START)
    titles = found[first : bisect_left(found, end, key=BY_START)]
    known = {number.start for number in numbers}
    unread = [title for title in titles if title.start not in known]
    return sorted([*unread, *numbers], key=BY_START) if unread else []


def _but_one(total: Quantity, numbers: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Yield what is left without one part, counted in another, where that makes up the total."""
    if not 2 < len(numbers) < _FEW or total.value < _MANY * total.size:
        return
    low, high = sum_up(numbers)
    for at, one in enumerate(numbers):
        if at and low - one.low <= total.high and total.low <= high - one.high:
            yield [*numbers[:at], *numbers[at + 1 :]]


def _titles(prose: Prose) -> Iterator[Quantity]:
    """Yield titles without a number, which are one each, and numbers in words of anything."""
    found = [
        Quantity(one.start(), one.end(), 1, "", (), one[0], None, is_word=True)
        for one in prose.said(_TITLE, cue("title", "deputy"), prose.flat)
    ]
    found += [
        Quantity(
            one.start(1), one.end(1), SPELLED[one[1].lower()], "", (), one[1], None, is_word=True
        )
        for one in prose.said(_SPELLED, cue("numeral"), prose.flat)
    ]
    yield from sorted(found, key=BY_START)


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
    if sum_up(numbers)[1] < total.low and _goes_on(lower, numbers[-1].end, bool(_AND.search(last))):
        opening = opening.unsure  # gồm 200 hồ sơ đất đai, 40 hồ sơ hộ tịch và một số hồ sơ khác
        structure = opening.structure
    if names_all(prose, total, numbers):
        is_pair = len(numbers) == 2
        is_whole = not is_pair or numbers[-1].value <= total.value
        if is_pair and is_whole and are_intake(*labels_of(lower, total, numbers)):
            pattern = Pattern.INTAKE
    if is_whole or (REST.search(last) and not pattern.is_next_sentence):
        structure = _SURER[structure]
    if structure is Structure.POSSIBLE or not all(
        _SIDE_BY_SIDE.search(lower, one.end, two.start) for one, two in pairwise(numbers)
    ):
        structure = Structure.POSSIBLE
        return Relation(Kind.SUM, total, tuple(numbers), structure, pattern, is_natural=is_natural)
    heads = {number.noun[:1] for number in numbers}
    is_like_total = all(is_alike(total, number) for number in numbers if not number.is_word)
    is_mixed = pattern is Pattern.WITH and len(heads - {()}) > 1
    if is_mixed:
        structure = Structure.POSSIBLE
    is_within = not pattern.is_below or all(one.low <= total.high for one in numbers)
    are_alike = len(heads) == 1 and heads != {()} and pattern.says_all and is_within
    are_alike |= pattern is Pattern.ALL and lower.startswith(":", numbers[0].start - 2)
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
        is_complete=is_whole or (pattern.says_all and structure is Structure.CERTAIN and are_alike),
        is_list=(len(gaps) == 1 and is_natural and is_one and pattern.is_within and are_alike),
        is_natural=is_natural,
    )


def _goes_on(lower: str, at: int, is_closed: bool) -> bool:
    """Whether a list goes on with parts that have no number."""
    found = _UNCOUNTED.match(lower, at)
    if found is None:
        return False
    return bool(_REMAINS.search(found[0]) or (not is_closed and _MORE.search(found[0])))


def _has_trait(prose: Prose, start: int, end: int) -> bool:
    """Whether a stretch names what may be counted twice."""
    traits = prose.once(_traits)
    place = bisect_left(traits, (start, start))
    return place < len(traits) and traits[place][1] <= end


def _traits(prose: Prose) -> Iterator[tuple[int, int]]:
    return (found.span() for found in prose.said(_TRAIT, cue("trait")))


def _are_all(passage: Passage, numbers: Sequence[Quantity]) -> bool:
    """Whether each part has its percentage beside it, and these make up 100."""
    percents: list[Quantity] = []
    for number in numbers:
        place = bisect_left(passage.terms, number.end, key=BY_START)
        beside = passage.terms[place] if place < len(passage.terms) else None
        if beside is None or beside.role is not Role.PERCENT or beside.depth == 0:
            return False
        percents.append(beside.number)
    low, high = sum_up(percents)
    return low <= 100 <= high
