"""Wholes that a text does not print: what the counts make up whose percentages are of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from cchc_lib.reading.lexicon import words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Relation, sum_up
from cchc_lib.reading.terms import Passage, Role, Term, is_alike

__all__ = ["LINK", "computed_wholes", "of_both"]

LINK = re.compile(rf"(?:{words('rate')}|=|\(|:)[^0-9%;]{{0,30}}$")
"""What joins a percentage to the count before it."""

_MOST = 60
"""More numbers than any paragraph has whose percentages are of one whole."""

_FEW_PARTS = 2
"""Of so few parts the percentages say nothing of a whole that is not printed."""

_TRIED = 4
"""So many wholes, the likeliest ones, are asked for the share of two parts at once."""


def computed_wholes(passage: Passage) -> dict[str, list[ExactQuantity]]:
    """Return wholes that stand nowhere, by unit: counts whose percentages make up 100 together."""
    found: dict[str, list[ExactQuantity]] = {}
    values: dict[str, ExactQuantity] = {}
    percents: list[Quantity] = []
    run: list[tuple[Quantity, Quantity]] = []
    for one, percent in pairwise(passage.terms[:_MOST]):
        if percent.role is not Role.PERCENT or one.role is not Role.COUNT:
            continue
        if LINK.search(percent.lead):
            unit = one.number.unit
            values[unit] = values.get(unit, 0) + one.number.value
            percents.append(percent.number)
            run = [*run, (one.number, percent.number)] if not run or unit == run[0][0].unit else []
            if len(run) > _FEW_PARTS and (whole := _agreed(run)):
                found.setdefault(unit, []).append(whole)
            if _make_up_all(percents) and values[unit] != one.number.value:
                found.setdefault(unit, []).append(values[unit])
    return found


def _make_up_all(percents: Sequence[Quantity]) -> bool:
    """Whether percentages may add up to 100."""
    low, high = sum_up(percents)
    return low <= 100 <= high


def _agreed(run: Sequence[tuple[Quantity, Quantity]]) -> ExactQuantity | None:
    """Return what parts make up, where all their percentages but one are of that."""
    whole = sum(part.value for part, _ in run)
    shares = (
        percent.low <= Fraction(100 * part.value) / whole <= percent.high if whole else False
        for part, percent in run
    )
    return whole if sum(shares) == len(run) - 1 else None


def of_both(before: Sequence[Term], part: Term, shares: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the shares of two parts at once: 45 hộ nghèo, 60 hộ cận nghèo, chiếm 8,4%."""
    other = before[-1] if before else None
    if (
        other is not None
        and other.role is Role.COUNT
        and not other.is_pair
        and other.sentence == part.sentence
        and is_alike(other.number, part.number)
    ):
        made = part.number.value + other.number.value
        both = attrs.evolve(part.number, value=made, shown="", start=0, end=0)
        for share in shares[:_TRIED]:
            if share.operands[1] is not other.number:
                operands = both, share.operands[1]
                pattern = Pattern.TWO_PARTS
                yield attrs.evolve(share, operands=operands, pattern=pattern, is_natural=False)
