"""Change against another period: of an amount in units and in %, of a rate in percentage points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.checks import check_places, check_whole
from cchc_lib.figures.ratio import Ratio
from cchc_lib.figures.rounding import Rounding, check_rounding, divide, scaled_decimal

__all__ = ["Change"]


@attrs.frozen
class Change:
    """What a figure became, against what it was.

    Two counts or amounts have a `difference` in their unit and a growth in percent. Two ratios
    have a difference in percentage points (điểm phần trăm), which is never printed as percent.
    Growth is measured against an amount above 0 only: from a loss of 100 to one of 50 is more by
    50, and no percentage says so.

    >>> Change(1268, 1100).difference, Change(1268, 1100).percent()
    (168, Decimal('15.27'))
    >>> Change(Ratio(41, 43), Ratio(30, 40)).points()
    Decimal('20.35')

    Raises:
        InvalidTypeError: unless both are ints or both are Ratios.
        InvalidValueError: for an int of more than 4300 digits.
    """

    now: int | Ratio
    then: int | Ratio

    def __attrs_post_init__(self) -> None:
        """Refuse to compare a rate with an amount."""
        for field, value in (("now", self.now), ("then", self.then)):
            if type(value) is int:
                check_whole(field, value)
            elif not isinstance(value, Ratio):
                raise InvalidTypeError.refuse(
                    field,
                    value,
                    "an int or a Ratio, such as 1268",
                    "số nguyên (int) hoặc Ratio, ví dụ 1268",
                )
        if isinstance(self.now, Ratio) is not isinstance(self.then, Ratio):
            rates = isinstance(self.now, Ratio)
            kind, example = ("Ratio", "Ratio(30, 40)") if rates else ("int", "1100")
            raise InvalidTypeError.refuse(
                "then",
                self.then,
                f"the kind of now ({kind})",
                f"cùng loại với now ({kind}), ví dụ {example}",
            )

    @property
    def difference(self) -> int | None:
        """Now minus then in the unit counted; `None` for rates."""
        if isinstance(self.now, Ratio) or isinstance(self.then, Ratio):
            return None
        return self.now - self.then

    @property
    def growth(self) -> Fraction | None:
        """Now over then, minus 1; `None` for rates and where then is not above 0."""
        if isinstance(self.now, Ratio) or isinstance(self.then, Ratio) or self.then <= 0:
            return None
        return Fraction(self.now, self.then) - 1

    @property
    def shift(self) -> Fraction | None:
        """The difference of two rates, as a fraction of 1; `None` where there is none."""
        if not (isinstance(self.now, Ratio) and isinstance(self.then, Ratio)):
            return None
        now, then = self.now.value, self.then.value
        return None if now is None or then is None else now - then

    @property
    def direction(self) -> int | None:
        """1 for more, -1 for less, 0 for the same; `None` where nothing can be compared."""
        measured = self.shift if isinstance(self.now, Ratio) else self.difference
        return None if measured is None else (measured > 0) - (measured < 0)

    def percent(
        self,
        places: int = 2,
        rounding: Rounding | Literal["half-up", "half-even", "down"] = Rounding.HALF_UP,
    ) -> Decimal | None:
        """Return the growth in percent, plainly rounded; `None` where undefined.

        Raises:
            InvalidTypeError: for `places` or a mode of another type.
            InvalidValueError: for `places` outside 0 to 100, or a mode that does not exist.
        """
        return _percent(self.growth, places, rounding)

    def points(
        self,
        places: int = 2,
        rounding: Rounding | Literal["half-up", "half-even", "down"] = Rounding.HALF_UP,
    ) -> Decimal | None:
        """Return the difference of rates in percentage points; `None` where undefined.

        Raises:
            InvalidTypeError: for `places` or a mode of another type.
            InvalidValueError: for `places` outside 0 to 100, or a mode that does not exist.
        """
        return _percent(self.shift, places, rounding)


def _percent(value: Fraction | None, places: int, rounding: object) -> Decimal | None:
    """Return a fraction of 1 in percent; two numbers within the limit make one that need not be."""
    scale, mode = 100 * 10 ** check_places(places), check_rounding(rounding)
    if value is None:
        return None
    return scaled_decimal(divide(value.numerator * scale, value.denominator, mode), places)
