"""The judge: whether a relation between printed numbers holds.

A printed number is the interval of values that it may stand for (`Quantity.low`, `.high`). A
relation holds when what its operands give meets its result. This is the only tolerance there is.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from operator import attrgetter

import attrs

from cchc_lib.checks.slips import Cause, Repair, cause_of, chance_of, over, repairs_of
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Bounds, Kind, Relation, meet, sum_up

__all__ = ["ANYTHING", "NOTHING", "Verdict", "judge"]


ANYTHING: Bounds = (0, 10**9)
"""What a rate of nothing may be."""

NOTHING: Bounds = (10**12, 10**12)
"""What a growth from nothing, or from less, is: no number that is printed."""


_CHANGES = (Kind.DIFFERENCE, Kind.GROWTH)
_EXACT_ONLY = (Kind.DIRECTION, Kind.AT_MOST, Kind.SPELLED)


@attrs.frozen(eq=False, slots=False)
class Verdict:
    """What the judge says of a relation: what its operands give, and whether that is its result.

    Where it fails, `cause` is how its result went wrong, `off` by how much it is above or below,
    `repairs` which one number would mend it, and `chance` how likely numbers that have nothing to
    do with each other look so.
    """

    relation: Relation

    @cached_property
    def made(self) -> Bounds:
        """The least and the most that the operands give."""
        return _made(self.relation)

    @cached_property
    def holds(self) -> bool:
        """Whether what the operands give meets the result."""
        relation = self.relation
        if relation.kind is Kind.SHARE:
            return _is_share(self)
        low, high = self.made
        if relation.kind is Kind.DIRECTION:
            return low <= relation.result.low and relation.result.high <= high
        if relation.kind is Kind.AT_MOST:
            return low <= relation.result.high
        return meet(self.made, relation.result.bounds)

    @cached_property
    def is_by_rounding(self) -> bool:
        """Whether a change of percentages holds only if those were rounded apart: 91% to 95%, 5%.

        As printed they give another number than the one stated, in points and in percent.
        """
        relation = self.relation
        is_of_rates = relation.kind in _CHANGES and relation.operands[0].unit == "%"
        return self.holds and is_of_rates and not meet((self.exact,) * 2, relation.result.bounds)

    @cached_property
    def is_within_rounding(self) -> bool:
        """Whether it holds, though the very values that are printed give another result."""
        relation = self.relation
        if relation.kind in _EXACT_ONLY or any(each.qualifier for each in relation.operands):
            return False
        return self.holds and not meet((self.exact,) * 2, relation.result.bounds)

    @property
    def exact(self) -> ExactQuantity:
        """What the operands give when each is just the value that it prints."""
        return _made(self.relation, _value)[0]

    @cached_property
    def cause(self) -> Cause | None:
        """How the result went wrong; `None` where the relation holds."""
        return None if self.holds else cause_of(self.relation, self.exact)

    @cached_property
    def off(self) -> Fraction:
        """How far above (or, below 0, below) its result the relation is; 0 where it holds."""
        if self.holds:
            return Fraction(0)
        (low, high), (least, most) = self.made, self.relation.result.bounds
        return Fraction(low - most if low >= most else high - least)

    @cached_property
    def share_off(self) -> Fraction:
        """How far it fails, as a share of the result."""
        return abs(self.off) / (abs(Fraction(self.relation.result.value)) or 1)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """The numbers of which one, gone wrong as figures do, explains it."""
        return () if self.holds else tuple(repairs_of(self.relation, self.made))

    @cached_property
    def is_slip(self) -> bool:
        """Whether one number explains it."""
        return not self.holds and any(True for _ in repairs_of(self.relation, self.made))

    @cached_property
    def chance(self) -> Fraction:
        """How likely a slip would explain numbers that have nothing to do with each other."""
        how = {repair.how for repair in self.repairs}
        return chance_of(self.relation, self.made[1] - self.made[0], how)


def judge(relation: Relation) -> Verdict:
    """Return what the judge says of a relation."""
    return Verdict(relation)


def _is_share(verdict: Verdict) -> bool:
    """Whether a percentage is part over whole; of counts it is asked without a division."""
    percent, (part, whole) = verdict.relation.result, verdict.relation.operands
    (some, most), (least, greatest) = part.bounds, whole.bounds
    if _says_all(verdict.relation):
        return verdict.made[0] == percent.value == verdict.made[1]
    low, high = percent.bounds
    if low == high or least <= 0:
        return meet(verdict.made, percent.bounds)
    if some == most and least == greatest:
        share = 100 * some.numerator * least.denominator
        base = some.denominator * least.numerator
        return (
            low.numerator * base <= share * low.denominator
            and share * high.denominator < high.numerator * base
        )
    return meet(verdict.made, percent.bounds)


_between: Callable[[Quantity], Bounds] = attrgetter("bounds")


def _value(number: Quantity) -> Bounds:
    return number.value, number.value


def _made(relation: Relation, of: Callable[[Quantity], Bounds] = _between) -> Bounds:
    """Return the least and the most that the operands give."""
    match relation.kind:
        case Kind.SUM:
            if of is _between:
                return sum_up(relation.operands, relation.less)
            bounds = [of(number) for number in relation.operands]
            low, high = sum(low for low, _ in bounds), sum(high for _, high in bounds)
            for least, most in map(of, relation.less):
                low, high = low - most, high - least
            return low, high
        case Kind.SHARE:
            part, whole = map(of, relation.operands)
            return _percent(part, whole)
        case Kind.GROWTH:
            now, then = map(of, relation.operands)
            return _grown(_apart(relation, now, then), then)
        case Kind.GROWN:
            by, now = map(of, relation.operands)
            if relation.rose:
                return _grown(by, (now[0] - by[1], now[1] - by[0]))
            return _grown(by, (now[0] + by[0], now[1] + by[1]))
        case Kind.DIFFERENCE:
            now, then = map(of, relation.operands)
            return _apart(relation, now, then)
        case Kind.DIRECTION:
            low, high = of(relation.operands[0])
            return (low, 10**30) if relation.rose else (-(10**30), high)
        case _:
            return of(relation.operands[0])


def _apart(relation: Relation, now: Bounds, then: Bounds) -> Bounds:
    """Return how far two values are apart, in the direction that the words give."""
    low, high = now[0] - then[1], now[1] - then[0]
    is_fall = relation.rose is False or (relation.rose is None and high < 0)
    return (-high, -low) if is_fall else (low, high)


def _grown(by: Bounds, then: Bounds) -> Bounds:
    """Return by how much in percent a value grew; from nothing, or from less, nothing grows."""
    if then[0] + then[1] <= 0:
        return NOTHING
    if then[0] <= 0 <= by[0]:  # rounded, it may have been hardly anything
        return over(100 * by[0], then[1]), NOTHING[0]
    return _percent(by, then)


def _percent(part: Bounds, whole: Bounds) -> Bounds:
    """Return part over whole in percent; where the whole may be nothing, anything."""
    if whole[0] <= 0:
        return ANYTHING
    return over(100 * part[0], whole[1]), over(100 * part[1], whole[0])


def _says_all(relation: Relation) -> bool:
    """Whether "100%" or "0%" is said of counts, which is all of them or none."""
    percent = relation.result
    if percent.value not in (0, 100) or percent.qualifier:
        return False
    return all(number.low == number.high for number in relation.operands)
