"""Wholes that a text does not print: what the counts make up whose percentages are of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from cchc_lib.reading.lexicon import words
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.terms import Passage, Role

__all__ = ["LINK", "computed_wholes"]

LINK = re.compile(rf"(?:{words('rate')}|=|\(|:)[^0-9%;]{{0,30}}$")
"""What joins a percentage to the count before it."""

_MOST = 60
"""More numbers than any paragraph has whose percentages are of one whole."""

_FEW_PARTS = 2
"""Of so few parts the percentages say nothing of a whole that is not printed."""


def computed_wholes(passage: Passage) -> dict[str, list[ExactQuantity]]:
    """Return wholes that stand nowhere, by unit: counts whose percentages make up 100 together."""
    found: dict[str, list[ExactQuantity]] = {}
    values: dict[str, ExactQuantity] = {}
    percents = Fraction(0)
    run: list[tuple[Quantity, Quantity]] = []
    for one, percent in pairwise(passage.terms[:_MOST]):
        if percent.role is not Role.PERCENT or one.role is not Role.COUNT:
            continue
        if LINK.search(percent.lead):
            unit = one.number.unit
            values[unit] = values.get(unit, 0) + one.number.value
            percents += percent.number.value
            run = [*run, (one.number, percent.number)] if not run or unit == run[0][0].unit else []
            if len(run) > _FEW_PARTS and (whole := _agreed(run)):
                found.setdefault(unit, []).append(whole)
            if abs(percents - 100) <= 1 and values[unit] != one.number.value:
                found.setdefault(unit, []).append(values[unit])
    return found


def _agreed(run: Sequence[tuple[Quantity, Quantity]]) -> ExactQuantity | None:
    """Return what parts make up, where all their percentages but one are of that."""
    whole = sum(part.value for part, _ in run)
    shares = (
        percent.low <= Fraction(100 * part.value) / whole <= percent.high if whole else False
        for part, percent in run
    )
    return whole if sum(shares) == len(run) - 1 else None
