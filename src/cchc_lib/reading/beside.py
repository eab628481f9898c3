"""Measures beside those that a list names: what stands in a bracket behind each of its numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cchc_lib.reading.parts import Opening, sum_of
from cchc_lib.reading.relation import Relation
from cchc_lib.reading.terms import BY_START, Passage, Role, Term, is_alike

__all__ = ["in_brackets"]


def in_brackets(
    passage: Passage, opening: Opening, totals: Sequence[Term], listed: Sequence[Term]
) -> tuple[tuple[Relation, ...], ...]:
    """Return the sum of what stands in a bracket behind each that is listed.

    Có 87 lớp với 4.241 em, trong đó 05 lớp bán trú (211 em) và 82 lớp một buổi (4.030 em).
    """
    alike = [term for term in listed if is_alike(totals[0].number, term.number)] if totals else []
    named = alike if len(alike) > 1 else [term for term in listed if term.depth == listed[0].depth]
    ends = [*(term.start for term in named[1:]), len(passage.prose.flat)]
    inner = [_inside(passage, term, end) for term, end in zip(named, ends, strict=False)]
    numbers = [term.number for term in inner if term is not None]
    first = inner[0] if inner else None
    if first is None or len(numbers) < max(2, len(inner)):
        return ()
    for total in (beside for one in totals for beside in _beside(passage, one)):
        is_same = total.is_change == first.is_change and is_alike(total.number, first.number)
        if is_same and total is not totals[0] and total.start < first.start:
            return ((sum_of(passage, opening, total.number, numbers, is_natural=True),),)
    return ()


def _inside(passage: Passage, term: Term, end: int) -> Term | None:
    """Return the first number in a bracket behind another, before the next that is listed."""
    terms = passage.terms
    first = bisect_left(terms, term.end, key=BY_START)
    for inner in (terms[place] for place in range(first, min(first + _FEW, len(terms)))):
        if inner.start >= end or inner.sentence != term.sentence:
            return None
        if inner.depth == term.depth + 1:
            return inner if "(" in inner.lead and inner.role is not Role.PERCENT else None
    return None


def _beside(passage: Passage, total: Term) -> Iterator[Term]:
    """Yield what stands in a bracket behind a total, and the total itself."""
    if (inner := _inside(passage, total, total.end + _NEAR)) is not None:
        yield inner
    yield total


_FEW = 8
"""So many numbers may stand between one and the bracket behind it."""

_NEAR = 40
"""So many characters behind a total another measure of it stands in a bracket."""
