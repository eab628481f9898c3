"""How figures go wrong: a digit, two digits swapped, one dropped or typed twice, a comma."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

import attrs

from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Bounds, Kind, Relation

__all__ = ["Repair", "chance_of", "over", "repairs_of"]

_DIGITS = 2
"""One digit with a comma elsewhere fits too much."""

_WIDE = 40
"""A number that so many printed values would repair is explained by none of them."""

_RATES = (Kind.SHARE, Kind.GROWTH, Kind.GROWN)


@attrs.frozen
class Repair:
    """One number that, printed so instead, makes a relation hold; `how` it went wrong."""

    number: Quantity
    printed: str
    how: str


def repairs_of(relation: Relation, made: Bounds) -> Iterator[Repair]:
    """Yield the numbers of a relation of which one explains that it does not hold."""
    if relation.kind is Kind.AT_MOST:
        return
    yield from _printed(relation.result, made)
    for number, wanted in _wanted(relation, made):
        if wanted[1] + number.half >= 0:
            yield from _printed(number, wanted)


def _wanted(relation: Relation, made: Bounds) -> Iterator[tuple[Quantity, Bounds]]:
    """Yield for each operand the values with which the relation would hold."""
    low, high = relation.result.bounds
    if relation.kind is Kind.SUM:
        above = made[0] - high
        for number in dict.fromkeys(relation.operands):
            if number.high + number.half < above:  # even without it they are too many
                continue
            yield number, (low - made[1] + number.high, high - made[0] + number.low)
        for number in relation.less:
            yield number, (made[0] + number.high - high, made[1] + number.low - low)
        return
    if len(relation.operands) < 2:
        return
    first, second = relation.operands
    sign = -1 if relation.rose is False else 1
    if relation.kind is Kind.DIFFERENCE:
        yield first, _sorted(second.low + sign * low, second.high + sign * high)
        yield second, _sorted(first.low - sign * high, first.high - sign * low)
    elif relation.kind is Kind.SHARE and low > 0:
        yield first, (over(low * second.low, 100), over(high * second.high, 100))
        yield second, (over(100 * first.low, high), over(100 * first.high, low))
    elif low > 0 and 100 + sign * high > 0:
        least, most = Fraction(100 + sign * low), Fraction(100 + sign * high)
        if relation.kind is Kind.GROWN:
            yield first, _sorted(second.low * low / least, second.high * high / most)
            yield second, _sorted(first.low * most / high, first.high * least / low)
        else:
            yield first, _sorted(second.low * least / 100, second.high * most / 100)
            yield second, _sorted(100 * first.low / most, 100 * first.high / least)


def over(one: ExactQuantity, other: ExactQuantity) -> Fraction:
    """Return one value over another, reduced once."""
    return Fraction(one.numerator * other.denominator, one.denominator * other.numerator)


def _sorted(one: ExactQuantity, other: ExactQuantity) -> Bounds:
    return (one, other) if one <= other else (other, one)


def _printed(number: Quantity, wanted: Bounds) -> Iterator[Repair]:
    """Yield how a number would be printed between two values, where that is a slip away."""
    if moved := _moved(number, wanted):
        yield Repair(number, moved, "comma")
        return
    zeros = len(number.digits) - len(number.digits.rstrip("0"))
    is_round = 1 < zeros < len(number.digits)
    for dropped in (0, zeros) if is_round else (0,):
        if found := _one_off(number, wanted, dropped):
            yield found
            return


def _moved(number: Quantity, wanted: Bounds) -> str | None:
    """Return the number with its comma elsewhere, where that brings it between two values."""
    low, high = number.bounds
    if len(number.digits.strip("0")) < _DIGITS or low <= 0:
        return None
    if 10 * low > wanted[1] and 10 * wanted[0] > high:
        return None
    for power in (3, 2, 1):
        factor = 10**power
        if low * factor <= wanted[1] and wanted[0] <= high * factor:
            return number.moved(Fraction(factor))
        if low <= wanted[1] * factor and wanted[0] * factor <= high:
            return number.moved(Fraction(1, factor))
    return None


def _one_off(number: Quantity, wanted: Bounds, zeros: int) -> Repair | None:
    """Return the number as a slip away from between two values; some zeros behind stay."""
    unit, half = number.size * 10**zeros, number.half
    if number.decimals:
        unit = Fraction(unit, 10**number.decimals)
    least = -((half - wanted[0]) // unit)
    most = (wanted[1] + half) // unit
    if most < 0:
        return None
    shown = number.digits[: len(number.digits) - zeros]
    width = len(shown) if shown.startswith("0") else 0
    if most - least > _WIDE:
        candidates: Iterable[int] = (one for one in _inserted(shown) if least <= one <= most)
    else:
        candidates = range(max(0, least), most + 1)
    for digits in candidates:
        meant = str(digits).zfill(width)
        if how := _how(shown, meant):
            return Repair(number, number.print(meant + "0" * zeros), how)
    return None


def _inserted(shown: str) -> Iterator[int]:
    """Yield the numbers of which some digits would be, were one dropped."""
    if len(shown) >= _DIGITS:
        for place in range(len(shown) + 1):
            yield from (int(shown[:place] + digit + shown[place:]) for digit in "0123456789")


def _how(shown: str, meant: str) -> str | None:
    """Return how digits go wrong to become others, or `None`."""
    if len(shown) == len(meant):
        apart = [place for place in range(len(shown)) if shown[place] != meant[place]]
        if len(apart) == 1:
            is_padding = apart[0] == 0 and shown[0] == "0"  # 09 is no 79 mistyped
            return None if is_padding else "digit"
        is_pair = len(apart) == 2 and apart[1] == apart[0] + 1
        is_swapped = is_pair and [shown[place] for place in apart] == [
            meant[place] for place in reversed(apart)
        ]
        return "swapped" if is_swapped else None
    longer, shorter = (shown, meant) if len(shown) > len(meant) else (meant, shown)
    if len(longer) != len(shorter) + 1 or len(shorter) < _DIGITS:
        return None
    place = next((at for at, digit in enumerate(shorter) if longer[at] != digit), len(shorter))
    if longer[place + 1 :] != shorter[place:]:
        return None
    return "dropped" if shown == shorter else "doubled"


def chance_of(relation: Relation, width: ExactQuantity, how: Collection[str] = ()) -> Fraction:
    """Return how likely one slip explains numbers that have nothing to do with each other.

    So many printed values are a slip away from one of the numbers, of so many that could be; two
    digits swapped are ten times rarer than another digit.
    """
    numbers = (relation.result, *relation.operands)
    each = 1 if how and "swapped" in how else 10
    variants = each * sum(len(number.digits) for number in numbers)
    decimals = max(number.decimals for number in numbers)
    if relation.kind in _RATES:
        possible = Fraction(100 * 10**relation.result.decimals)
    else:
        unit = Fraction(relation.result.size, 10**decimals)
        possible = abs(Fraction(relation.result.value)) / max(unit, Fraction(width)) or Fraction(1)
    return min(Fraction(1), variants / possible)
