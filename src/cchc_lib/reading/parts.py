"""Which of the numbers that are listed are the parts of a total: by noun, by measure, by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

import attrs

from cchc_lib.reading.lexicon import all_of, sides, words
from cchc_lib.reading.numbers import Quantity
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.terms import Passage, Role, Term, is_alike

__all__ = ["Opening", "is_hinted", "names_both", "parts_of", "sum_of"]

_PAIRS = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        *sides("half"),
        (words("deadline.early", "deadline.kept"), words("deadline.late")),
    )
)
"""Parts that leave no third: where both are named, they are all."""

_INTAKE = next((re.compile(one), re.compile(other)) for one, other in sides("half.intake"))
_REST = re.compile(words("parts.rest"))
_HINT = re.compile("|".join([*(side.pattern for pair in _PAIRS for side in pair), _REST.pattern]))
_TRAIT = re.compile(words("trait"))
_DEPUTY, _TITLES = (
    "|".join(word[0].upper() + word[1:] for word in all_of(name)) or "(?!)"
    for name in ("deputy", "title")
)
_TITLE = re.compile(rf"(?<![0-9] )(?<!{_DEPUTY} )\b(?:(?:{_DEPUTY}) )?(?:{_TITLES})")
_AND = re.compile(rf" {words('and')} ")
_LABEL = 40
_PHRASE = 32
"""So many characters before a number, and behind it, say what it counts."""

_SURER = {
    Structure.POSSIBLE: Structure.LIKELY,
    Structure.LIKELY: Structure.CERTAIN,
    Structure.CERTAIN: Structure.CERTAIN,
}


@attrs.frozen
class Opening:
    """Words that say that parts follow, at one number, and how sure they make it."""

    at: int
    structure: Structure
    pattern: str
    is_bracket: bool = False


def is_hinted(prose: Prose, start: int, end: int) -> bool:
    """Whether words that tell parts by themselves stand beside the numbers of a stretch."""
    hints = prose.once(_hints)
    place = bisect_left(hints, start - _LABEL)
    return place < len(hints) and hints[place] < end + _PHRASE


def _hints(prose: Prose) -> Iterator[int]:
    return (found.start() for found in _HINT.finditer(prose.lower))


def names_both(first: str, second: str) -> bool:
    """Whether two labels name parts that leave no third: online and in person."""
    return any(_are(pair, first, second) for pair in _PAIRS)


def _are(pair: tuple[re.Pattern[str], re.Pattern[str]], first: str, second: str) -> bool:
    one, other = pair
    if one.search(first):
        return not other.search(first) and bool(other.search(second))
    return bool(other.search(first) and one.search(second) and not other.search(second))


def parts_of(
    passage: Passage,
    opening: Opening,
    total: Quantity,
    listed: Sequence[Term],
    *,
    side: int = 0,
    column: tuple[int, int] = (0, 1),
    is_every: bool = True,
) -> Iterator[Relation]:
    """Yield each set of the listed numbers that may be the parts of a total, the natural first.

    What neither words nor arithmetic name is left out unless `is_every`. `side` is 1 for the second
    number of a pair; `column` says which of how many measures side by side the total is (242 vụ,
    344 đối tượng).
    """
    if total.unit == "%":
        return
    set_aside = [
        term.number
        for term in passage.terms[: opening.at]
        if term.depth and term.start > total.end and is_alike(total, term.number)
    ]
    seen: set[tuple[int, ...]] = set()
    tried: set[tuple[int, ...]] = set()
    for option in _options(opening, total, listed, side, column):
        parts = [(term, number) for term, number in option if number.unit == total.unit]
        starts = tuple([number.start for _, number in parts])
        if starts in tried:
            continue
        tried.add(starts)
        for end, is_natural, adds_up in _ends(total, parts):
            numbers = [number for _, number in parts[:end]]
            key = (numbers[0].start, numbers[-1].start, end)
            if key in seen:
                continue
            seen.add(key)
            if not (is_every or adds_up or _is_told(passage.prose.lower, total, numbers)):
                continue
            yield from _with_titles(passage, opening, total, numbers)
            is_first = numbers[0] in listed[0].numbers
            how = opening if is_first else attrs.evolve(opening, structure=Structure.POSSIBLE)
            is_one = parts[0][0].sentence == parts[end - 1][0].sentence
            yield sum_of(passage, how, total, numbers, is_natural=is_natural, is_one=is_one)
            if set_aside and not opening.is_bracket:  # tổng số 79 việc (trong đó ủy thác 4 việc)
                yield sum_of(passage, how, total, [*set_aside, *numbers], is_natural=False)


_Parts = list[tuple[Term, Quantity]]


def _options(
    opening: Opening,
    total: Quantity,
    listed: Sequence[Term],
    side: int,
    column: tuple[int, int],
) -> Iterator[_Parts]:
    """Yield the sets of what is listed: of the first sentence, then of all of them."""
    first = [term for term in listed if term.sentence == listed[0].sentence]
    if len(first) < 2:
        first = list(listed)
    if any(term.is_pair for term in first):
        pairs = [term for term in first if len(term.numbers) > side]
        yield [(term, term.numbers[side]) for term in pairs if term.role is not Role.TIME]
    alike = [(term, term.number) for term in first if is_alike(total, term.number)]
    counted = [(term, term.number) for term in first if term.role is not Role.TIME]
    yield [(term, number) for term, number in alike if not term.is_attribute or number.noun]
    yield [(term, number) for term, number in counted if not term.is_attribute]
    yield alike
    yield counted
    place, count = column
    for group in (first, listed) if len(first) < len(listed) else (first,):
        if count > 1 and len(group) % count == 0:
            yield [(term, term.number) for term in group[place::count]]
        if count > 1:
            rows = [list(row) for _, row in groupby(group, lambda term: term.sentence)]
            yield [(row[place], row[place].number) for row in rows if len(row) > place]
    if len(first) < len(listed):
        yield [(term, term.number) for term in listed if is_alike(total, term.number)]


def _ends(total: Quantity, parts: _Parts) -> Iterator[tuple[int, bool, bool]]:
    """Yield where a list may end, whether a reader would end it there, and whether it adds up.

    In the middle of a list only where its numbers make up the total up to there.
    """
    if len(parts) < 2:
        return
    gaps = [term.gap for term, _ in parts[1:]]
    widest = list(accumulate(gaps, max))
    lows = list(accumulate(number.low for _, number in parts))
    highs = list(accumulate(number.high for _, number in parts))
    least, most = total.bounds
    for end in range(len(parts), 1, -1):
        adds_up = lows[end - 1] <= most and least <= highs[end - 1]
        is_natural = end == len(parts) or gaps[end - 1] > widest[end - 2]
        if is_natural or adds_up:
            yield end, is_natural, adds_up


def _with_titles(
    passage: Passage, opening: Opening, total: Quantity, numbers: list[Quantity]
) -> Iterator[Relation]:
    """Yield the sum with the titles that stand without a number: Chủ tịch, 03 Phó Chủ tịch."""
    if total.unit or opening.structure is Structure.POSSIBLE:
        return
    titles = [
        Quantity(found.start(), found.end(), 1, "", (), found[0], None, is_word=True)
        for found in _TITLE.finditer(passage.prose.flat, total.end, numbers[-1].start)
    ]
    if titles:
        parts = sorted([*titles, *numbers], key=lambda number: number.start)
        yield sum_of(passage, opening, total, parts, is_natural=False)


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
    lower = passage.prose.lower
    structure, pattern, is_whole = opening.structure, opening.pattern, False
    last = lower[numbers[-2].end : numbers[-1].start]
    if len(numbers) == 2:
        labels = _labels(lower, total, numbers)
        is_whole = names_both(*labels)
        if is_whole and _are(_INTAKE, *labels):
            pattern = "nhận mới, kỳ trước"
    if is_whole or _REST.search(last):
        structure = _SURER[structure]
    if structure is Structure.POSSIBLE:
        return Relation(Kind.SUM, total, tuple(numbers), structure, pattern, is_natural=is_natural)
    said = lower[total.end : numbers[-1].end + _LABEL]
    are_alike = all(is_alike(total, number) for number in numbers)
    gaps = {";" in lower[one.end : other.start] for one, other in pairwise(numbers)}
    return Relation(
        Kind.SUM,
        total,
        tuple(numbers),
        structure,
        pattern,
        overlaps=not is_whole and bool(_TRAIT.search(said)),
        is_closed=bool(_AND.search(last)),
        is_complete=is_whole or ("gồm" in pattern and structure is Structure.CERTAIN and are_alike),
        is_list=(len(gaps) == 1 and is_natural and is_one and "trong" in pattern and are_alike),
        is_natural=is_natural,
    )


def _is_told(lower: str, total: Quantity, numbers: list[Quantity]) -> bool:
    """Whether parts are told by their own words: a pair that leaves no third, or the rest."""
    if _REST.search(lower, numbers[-2].end, numbers[-1].start):
        return True
    return len(numbers) == 2 and names_both(*_labels(lower, total, numbers))


def _labels(lower: str, total: Quantity, numbers: list[Quantity]) -> list[str]:
    return [
        _label(lower, before, number)
        for before, number in zip([total, *numbers], numbers, strict=False)
    ]


def _label(lower: str, before: Quantity, number: Quantity) -> str:
    """Return the words that say what a number counts, behind it and before it."""
    behind = re.split(r"[;,.]", lower[number.end : number.end + _PHRASE])[0]
    least = max(0, number.start - _LABEL)
    start = max(least, before.end) if before.end <= number.start else least
    return f"{behind} {lower[start : number.start]}"
