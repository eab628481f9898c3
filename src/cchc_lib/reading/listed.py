"""The numbers that a list names, and the sets of them that may be the parts of a total."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby

import attrs

from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.terms import Role, Term, is_alike

__all__ = ["Listed", "Run"]


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

    def ends(self, total: Quantity) -> range:
        """Return where it may end so that its numbers make up a total."""
        if len(self.numbers) < 2:
            return range(0)
        lows, highs = self.sums
        return range(max(2, bisect_left(highs, total.low) + 1), bisect_right(lows, total.high) + 1)

    @cached_property
    def breaks(self) -> set[int]:
        """Where a reader would end it: at the end, and before a wider gap than any before."""
        found = {len(self.terms)}
        widest = self.terms[1].gap
        for end, term in enumerate(self.terms[2:], 2):
            if term.gap > widest:
                widest = term.gap
                found.add(end)
        return found


def _but_portions(terms: Sequence[Term]) -> list[Term]:
    """Return what is listed but portions of another: phát hiện 39 vấn đề; đã xử lý 39/39."""
    known = {term.number.value for term in terms if not term.is_pair}
    wholes = Counter(term.numbers[1].value for term in terms if term.is_pair)
    known |= {whole for whole, times in wholes.items() if 1 < times < len(terms)}
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
    def _of_one_noun(self) -> list[Term]:
        """The first ones that count the same, where others are without a noun: chiếc, not 6 m."""
        heads = Counter(term.number.noun[:1] for term in self.counted)
        head, most = max(heads.items(), key=lambda item: (bool(item[0]), item[1]), default=((), 0))
        if most < 2 or heads.total() == most:
            return []
        return [term for term in self.counted if term.number.noun[:1] == head]

    @cached_property
    def has_pairs(self) -> bool:
        """Whether one is a pair: 22/38 đơn."""
        return any(term.is_pair for term in self.first)

    @cached_property
    def _bounds(self) -> dict[str, tuple[list[ExactQuantity], ExactQuantity]]:
        """The least that each number may be, sorted, and the most that all are, by unit."""
        found: dict[str, tuple[list[ExactQuantity], ExactQuantity]] = {}
        for term in self.all:
            for number in term.numbers:
                lows, most = found.get(number.unit, ([], 0))
                lows.append(number.low)
                found[number.unit] = lows, most + number.high
        return {unit: (sorted(lows), most) for unit, (lows, most) in found.items()}

    def may_make_up(self, total: Quantity) -> bool:
        """Whether some of the numbers may add up to a total, by their sizes alone."""
        lows, most = self._bounds.get(total.unit, ((), 0))
        return len(lows) > 1 and lows[0] + lows[1] <= total.high and total.low <= most

    def alike(self, total: Quantity, side: int, said: str) -> tuple[Run, ...]:
        """Return the sets of the first ones that may be parts of totals such as this one."""
        key = total.unit, total.noun, side, said
        if key not in self._alike:
            self._alike[key] = tuple(self._sets(total, side, said))
        return self._alike[key]

    def _sets(self, total: Quantity, side: int, said: str) -> Iterator[Run]:
        same = self._same(total)
        named = [term for term in same if term.verb == said] if said and len(same) > 3 else []
        if 1 < len(named) <= len(same) // 2:
            yield Run.of(named, total.unit, is_named=True)
        if self.has_pairs:
            pairs = [term for term in self.counted if len(term.numbers) > side]
            yield Run.of(pairs, total.unit, side)
        first = self.first
        alike = same if len(first) == len(self.all) else [term for term in same if term in first]
        known: list[list[Term]] = []
        for terms in (
            [term for term in alike if not term.is_attribute or term.number.noun],
            [term for term in self.counted if not term.is_attribute],
            alike,
            self.counted,
            [term for term in self._of_one_noun if not is_alike(total, term.number)],
        ):
            if terms not in known:
                known.append(terms)
                yield Run.of(terms, total.unit)

    def _same(self, total: Quantity) -> list[Term]:
        return [term for term in self.all if is_alike(total, term.number)]

    def sets(self, total: Quantity, side: int, column: tuple[int, int], said: str) -> Iterator[Run]:
        """Yield the sets that may be the parts of a total: of one sentence, then of all of them.

        `column` says which of how many measures side by side the total is, `said` are the words
        right before it.
        """
        yield from self.alike(total, side, said)
        place, count = column
        first, every = self.first, self.all
        if count > 1:
            for group in (first, every) if len(first) < len(every) else (first,):
                if len(group) % count == 0:
                    yield Run.of(group[place::count], total.unit)
                rows = [list(row) for _, row in groupby(group, lambda term: term.sentence)]
                yield Run.of([row[place] for row in rows if len(row) > place], total.unit)
        if len(first) < len(every):
            yield Run.of(self._same(total), total.unit)
