"""Rounding of exact numbers, once, by a named mode, with no ambient decimal context.

Vietnamese accounting rounds half up: a dropped part of 5 or more adds one unit, less is dropped
(Thông tư 174/2015/TT-BTC, art. 6). The other modes exist to explain figures that others printed.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from cchc_lib.errors import InvalidValueError
from cchc_lib.figures.checks import Exact, check_exact, check_places, check_text

__all__ = ["Rounding", "check_rounding", "divide", "round_exact", "scaled_decimal"]


class Rounding(StrEnum):
    """How the digit kept last is chosen.

    | mode      | 1,25 | 1,35 | -1,25 | 1,29 |
    |-----------|------|------|-------|------|
    | half-up   | 1,3  | 1,4  | -1,3  | 1,3  |
    | half-even | 1,2  | 1,4  | -1,2  | 1,3  |
    | down      | 1,2  | 1,3  | -1,2  | 1,2  |
    """

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"


def check_rounding(value: object) -> Rounding:
    """Return the mode that a member of `Rounding` is, or that its value names.

    >>> check_rounding("half-even")
    <Rounding.HALF_EVEN: 'half-even'>

    Raises:
        InvalidTypeError: for anything that is not text.
        InvalidValueError: for a mode that does not exist.
    """
    if isinstance(value, Rounding):
        return value
    named = ", ".join(Rounding)
    accepted, accepted_vi = (
        f"one of {named}; such as 'half-up'",
        f"một trong {named}; ví dụ 'half-up'",
    )
    mode = check_text("rounding", value, accepted, accepted_vi)
    if mode not in tuple(Rounding):
        raise InvalidValueError.refuse("rounding", value, accepted, accepted_vi)
    return Rounding(mode)


def divide(
    numerator: int,
    denominator: int,
    rounding: Rounding | Literal["half-up", "half-even", "down"] = Rounding.HALF_UP,
) -> int:
    """Return numerator / denominator as a whole number; halves go away from zero in half-up.

    >>> divide(5, 2), divide(-5, 2), divide(5, 2, Rounding.HALF_EVEN), divide(5, 2, Rounding.DOWN)
    (3, -3, 2, 2)
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    quotient, rest = divmod(abs(numerator), denominator)
    if rounding is Rounding.HALF_UP:
        quotient += 2 * rest >= denominator
    elif rounding is Rounding.HALF_EVEN:
        quotient += 2 * rest > denominator or (2 * rest == denominator and quotient % 2 == 1)
    elif rounding is not Rounding.DOWN:
        return divide(numerator, denominator, check_rounding(rounding))
    return -quotient if numerator < 0 else quotient


def scaled_decimal(scaled: int, places: int) -> Decimal:
    """Return scaled / 10**places as a Decimal with exactly `places` decimals.

    >>> scaled_decimal(9614, 2)
    Decimal('96.14')
    """
    sign, digits, _ = Decimal(scaled).as_tuple()
    return Decimal((sign, digits, -places))


def round_exact(
    value: Exact,
    places: int = 2,
    rounding: Rounding | Literal["half-up", "half-even", "down"] = Rounding.HALF_UP,
) -> Decimal:
    """Return `value` rounded to `places` decimals, trailing zeros kept.

    >>> round_exact(Decimal("96.145"))
    Decimal('96.15')

    Raises:
        InvalidTypeError: for a float, a bool or text.
        InvalidValueError: for NaN, infinity, more than 4300 digits, a number of decimals outside 0
            to 100, or a mode that does not exist.
    """
    numerator, denominator = check_exact("value", value).as_integer_ratio()
    scale = 10 ** check_places(places)
    return scaled_decimal(divide(numerator * scale, denominator, rounding), places)
