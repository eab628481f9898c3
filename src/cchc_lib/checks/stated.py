"""A number as somebody printed it, and the ways in which it can differ from the exact one."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from cchc_lib.errors import FormatError
from cchc_lib.figures.rounding import Rounding, divide

__all__ = ["Cause", "Explanation", "Stated"]

_MAX_PLACES = 50
"""More decimals than any figure has; the exact value could still be written out."""


class Cause(StrEnum):
    """How a stated figure differs from the facts.

    | cause          | of 41/43 = 95,3488…%, say                                       |
    |----------------|-----------------------------------------------------------------|
    | truncated      | 95,34%: cut, not rounded                                        |
    | half_even      | 12,2% for 12,25%: the 5 rounded to the even digit               |
    | rounded_twice  | 95,4% for 95,3488…%: through 95,35%                             |
    | rounded_to_100 | 100% for 99,75%: not complete                                   |
    | rounded_to_0   | 0% for 0,25%: not nothing                                       |
    | complement     | 4,65%: the rest of the whole                                    |
    | other_base     | right over another whole                                        |
    | factor         | 9535%: a decimal comma lost or misplaced                        |
    | impossible     | no part of this whole prints so                                 |
    | undefined      | the whole is 0, so there is no rate                             |
    | differs        | none of these                                                   |
    """

    TRUNCATED = "truncated"
    HALF_EVEN = "half_even"
    ROUNDED_TWICE = "rounded_twice"
    ROUNDED_TO_100 = "rounded_to_100"
    ROUNDED_TO_0 = "rounded_to_0"
    COMPLEMENT = "complement"
    OTHER_BASE = "other_base"
    FACTOR = "factor"
    IMPOSSIBLE = "impossible"
    UNDEFINED = "undefined"
    DIFFERS = "differs"


@attrs.frozen
class Explanation:
    """Why a stated figure does not hold: the cause, a sentence for officers, what to write."""

    cause: Cause
    sentence: str
    expected: str | None

    @property
    def is_rounding(self) -> bool:
        """Whether the facts are right and only the last digits were made another way."""
        return self.cause in _OF_ROUNDING


_OF_ROUNDING = {
    Cause.TRUNCATED,
    Cause.HALF_EVEN,
    Cause.ROUNDED_TWICE,
    Cause.ROUNDED_TO_100,
    Cause.ROUNDED_TO_0,
}


@attrs.frozen
class Stated:
    """A number as printed: its digits without the comma, and how many of them are decimals."""

    digits: int
    places: int

    @classmethod
    def of(cls, number: int | Decimal, text: str) -> Stated:
        """Return the number that a text states; refuse decimals without end."""
        places = max(0, -int(number.as_tuple().exponent)) if isinstance(number, Decimal) else 0
        if places > _MAX_PLACES:
            raise FormatError.refuse(
                "stated",
                text,
                f"at most {_MAX_PLACES} decimals, such as '95,35%'",
                f"không quá {_MAX_PLACES} chữ số thập phân, ví dụ '95,35%'",
            )
        # a Fraction, for Decimal would round in the context of whoever calls
        return cls(int(Fraction(number) * 10**places), places)

    def is_rounded_from(self, exact: Fraction, rounding: Rounding = Rounding.HALF_UP) -> bool:
        """Return whether an exact value prints so with these decimals."""
        scaled = exact * 10**self.places
        return divide(scaled.numerator, scaled.denominator, rounding) == self.digits

    def slip_of_rounding(self, exact: Fraction) -> Cause | None:
        """Return which other way of making the last digit gives this number."""
        # on a tie cutting and half-even agree: the machine's habit is the likelier cause
        if self.is_rounded_from(exact, Rounding.HALF_EVEN):
            return Cause.HALF_EVEN
        if self.is_rounded_from(exact, Rounding.DOWN):
            return Cause.TRUNCATED
        once = exact * 10 ** (self.places + 1)
        finer = divide(once.numerator, once.denominator)
        return Cause.ROUNDED_TWICE if divide(finer, 10) == self.digits else None

    def factor_off(self, exact: Fraction) -> int | None:
        """Return 10, 100 or 1000 where the comma stands so many places from where it should."""
        if abs(self.digits) < 10:  # one digit fits too much
            return None
        for power in (3, 2, 1):
            factor = 10**power
            if self.is_rounded_from(exact * factor) or self.is_rounded_from(exact / factor):
                return factor
        return None
