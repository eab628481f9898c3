"""How figures go wrong: another rounding, another base, a digit, two digits swapped, a comma."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from fractions import Fraction

import attrs

from cchc_lib.figures.ratio import Ratio
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Bounds, Kind, Relation

__all__ = [
    "Cause",
    "Repair",
    "cause_of",
    "chance_of",
    "factor_of",
    "over",
    "parts_printing",
    "ratio_of",
    "repairs_of",
]


class Cause(StrEnum):
    """How a printed number differs from what others give.

    | cause          | of 41/43 = 95,3488…%, say                                       |
    |----------------|-----------------------------------------------------------------|
    | truncated      | 95,34%: cut, not rounded                                        |
    | half_even      | 12,2% for 12,25%: the 5 rounded to the even digit               |
    | rounded_twice  | 95,4% for 95,3488…%: through 95,35%                             |
    | rounded_to_100 | 100% for 99,75%: not complete                                   |
    | rounded_to_0   | 0% for 0,25%: not nothing                                       |
    | coarse         | 5 tỷ for 5,147 tỷ, hơn 1.200 for 9.000: not wrong, but far off  |
    | complement     | 4,65%: the rest of the whole                                    |
    | other_base     | right over another whole                                        |
    | factor         | 9535%: a decimal comma lost or misplaced                        |
    | swapped        | 95,53%: two digits changed places                               |
    | digit          | 1.218 for 1.268: another digit                                  |
    | dropped        | 128 for 1.268: a digit is missing                               |
    | doubled        | 12.268 for 1.268: a digit too many                              |
    | impossible     | no part of this whole prints so                                 |
    | undefined      | the whole is 0, so there is no rate                             |
    | differs        | none of these                                                   |
    """

    TRUNCATED = "truncated"
    HALF_EVEN = "half_even"
    ROUNDED_TWICE = "rounded_twice"
    ROUNDED_TO_100 = "rounded_to_100"
    ROUNDED_TO_0 = "rounded_to_0"
    COARSE = "coarse"
    COMPLEMENT = "complement"
    OTHER_BASE = "other_base"
    FACTOR = "factor"
    SWAPPED = "swapped"
    DIGIT = "digit"
    DROPPED = "dropped"
    DOUBLED = "doubled"
    IMPOSSIBLE = "impossible"
    UNDEFINED = "undefined"
    DIFFERS = "differs"

    @property
    def is_rounding(self) -> bool:
        """Whether the numbers are right and only the last digits were made another way."""
        return self in _OF_ROUNDING


_OF_ROUNDING = {
    Cause.TRUNCATED,
    Cause.HALF_EVEN,
    Cause.ROUNDED_TWICE,
    Cause.ROUNDED_TO_100,
    Cause.ROUNDED_TO_0,
    Cause.COARSE,
}

_DIGITS = 2
"""One digit with a comma elsewhere fits too much."""

_WIDE = 40
"""A number that so many printed values would repair is explained by none of them."""

_OPEN = 10**20
"""Values so far apart are a bound with no other end, which explains nothing."""

_RATES = (Kind.SHARE, Kind.GROWTH, Kind.GROWN)
_PRINTED = (*_RATES, Kind.SAME)
"""Relations whose result is one exact value, printed."""


@attrs.frozen
class Repair:
    """One number that, printed so instead, makes a relation hold; `how` it went wrong."""

    number: Quantity
    printed: str
    how: Cause


def cause_of(relation: Relation, exact: ExactQuantity) -> Cause:
    """Return the likeliest way in which the result of a relation that fails went wrong.

    `exact` is what the values printed give.
    """
    number = relation.result
    if relation.kind is Kind.SHARE and not relation.operands[1].value:
        return Cause.UNDEFINED
    if relation.kind in (Kind.AT_MOST, Kind.DIRECTION):
        return Cause.DIFFERS
    if number.qualifier:
        is_above = number.low == number.value and exact >= number.high
        return Cause.COARSE if is_above else Cause.DIFFERS
    made = exact, exact
    if relation.kind in _PRINTED and (found := _of_rounding(relation, exact)):
        return found
    if relation.kind is Kind.SHARE:
        part, whole = (each.value for each in relation.operands)
        if 0 < part <= whole and _is_near(number, 100 - exact):
            return Cause.COMPLEMENT
    if relation.kind in _PRINTED and factor_of(number, made):
        return Cause.FACTOR
    hows = [repair.how for repair in _printed(number, made)]
    if relation.kind is not Kind.SHARE:
        return hows[0] if hows and len(number.digits) > _DIGITS else Cause.DIFFERS
    if Cause.SWAPPED in hows:
        return Cause.SWAPPED
    if number.value < 0 or parts_printing(relation):
        return Cause.DIFFERS
    return Cause.IMPOSSIBLE


def _of_rounding(relation: Relation, exact: ExactQuantity) -> Cause | None:
    """Return which other way of making the last digit prints an exact value so."""
    number = relation.result
    unit = Fraction(number.size, 10**number.decimals)
    above = (exact - number.value) / unit  # by so many units of the last digit
    half = Fraction(1, 2)
    if -half <= above < half:
        if relation.kind is Kind.SHARE and number.value in (0, 100):
            return Cause.ROUNDED_TO_100 if number.value else Cause.ROUNDED_TO_0
        return Cause.COARSE
    # on a tie cutting and half-even agree: the machine's habit is the likelier cause
    if above == half and Fraction(number.value) / unit % 2 == 0:
        return Cause.HALF_EVEN
    if half <= above < 1:
        return Cause.TRUNCATED
    return Cause.ROUNDED_TWICE if -half - Fraction(1, 20) <= above < -half else None


def _is_near(number: Quantity, value: ExactQuantity) -> bool:
    return number.low <= value < number.high


def ratio_of(relation: Relation) -> Ratio:
    """Return part over whole of a share, as whole numbers."""
    part, whole = (Fraction(number.value) for number in relation.operands)
    scale = part.denominator * whole.denominator
    return Ratio(int(part * scale), int(whole * scale))


def parts_printing(relation: Relation) -> range:
    """Return the parts of the whole of a share that its percentage could come from."""
    return Ratio.parts_printing(f"{relation.result.shown}%", whole=ratio_of(relation).whole)


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
    if wanted[1] - wanted[0] >= _OPEN:
        return
    if len(number.digits.strip("0")) >= _DIGITS and (factor := factor_of(number, wanted)):
        yield Repair(number, number.moved(factor), Cause.FACTOR)
        return
    zeros = len(number.digits) - len(number.digits.rstrip("0"))
    is_round = 1 < zeros < len(number.digits)
    for dropped in (0, zeros) if is_round else (0,):
        if found := _one_off(number, wanted, dropped):
            yield found
            return


def factor_of(number: Quantity, wanted: Bounds) -> Fraction | None:
    """Return 10, 100, 1000 or one over these, where times this a number is between two values."""
    low, high = number.bounds
    if low <= 0 or len(number.digits.lstrip("0")) < _DIGITS:
        return None
    if 10 * low > wanted[1] and 10 * wanted[0] > high:
        return None
    for power in (3, 2, 1):
        factor = 10**power
        if low * factor <= wanted[1] and wanted[0] <= high * factor:
            return Fraction(factor)
        if low <= wanted[1] * factor and wanted[0] * factor <= high:
            return Fraction(1, factor)
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


def _how(shown: str, meant: str) -> Cause | None:
    """Return how digits go wrong to become others, or `None`."""
    if len(shown) == len(meant):
        apart = [place for place in range(len(shown)) if shown[place] != meant[place]]
        if len(apart) == 1:
            is_padding = apart[0] == 0 and shown[0] == "0"  # 09 is no 79 mistyped
            return None if is_padding else Cause.DIGIT
        is_pair = len(apart) == 2 and apart[1] == apart[0] + 1
        is_swapped = is_pair and [shown[place] for place in apart] == [
            meant[place] for place in reversed(apart)
        ]
        return Cause.SWAPPED if is_swapped else None
    longer, shorter = (shown, meant) if len(shown) > len(meant) else (meant, shown)
    if len(longer) != len(shorter) + 1 or len(shorter) < _DIGITS:
        return None
    place = next((at for at, digit in enumerate(shorter) if longer[at] != digit), len(shorter))
    if longer[place + 1 :] != shorter[place:]:
        return None
    return Cause.DROPPED if shown == shorter else Cause.DOUBLED


def chance_of(relation: Relation, width: ExactQuantity, how: Collection[Cause] = ()) -> Fraction:
    """Return how likely one slip explains numbers that have nothing to do with each other.

    So many printed values are a slip away from one of the numbers, of so many that could be; two
    digits swapped are ten times rarer than another digit.
    """
    numbers = (relation.result, *relation.operands)
    each = 1 if how and Cause.SWAPPED in how else 10
    variants = each * sum(len(number.digits) for number in numbers)
    decimals = max(number.decimals for number in numbers)
    if relation.kind in _RATES:
        possible = Fraction(100 * 10**relation.result.decimals)
    else:
        unit = Fraction(relation.result.size, 10**decimals)
        possible = abs(Fraction(relation.result.value)) / max(unit, Fraction(width)) or Fraction(1)
    return min(Fraction(1), variants / possible)
