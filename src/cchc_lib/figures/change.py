"""Change against another period: of an amount in units and in %, of a rate in percentage points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.ratio import Ratio
from cchc_lib.figures.rounding import Rounding, round_exact

__all__ = ["Change"]


@attrs.frozen
class Change:
    """What a figure became, against what it was.

    Two counts or amounts have a `difference` in their unit and a growth in percent. Two ratios
    have a difference in percentage points (điểm phần trăm), which is never printed as percent.

    >>> Change(1268, 1100).difference, Change(1268, 1100).percent()
    (168, Decimal('15.27'))
    >>> Change(Ratio(41, 43), Ratio(30, 40)).points()
    Decimal('20.35')

    Raises:
        InvalidTypeError: unless both are ints or both are Ratios.
    """

    now: int | Ratio
    then: int | Ratio

    def __attrs_post_init__(self) -> None:
        """Refuse to compare a rate with an amount."""
        for field, value in (("now", self.now), ("then", self.then)):
            if type(value) not in (int, Ratio):
                raise InvalidTypeError.refuse(
                    field,
                    value,
                    "an int or a Ratio, such as 1268",
                    "an int or a Ratio, such as 1268",
                )
        if type(self.now) is not type(self.then):
            raise InvalidTypeError.refuse(
                "then",
                self.then,
                f"the kind of now ({type(self.now).__name__})",
                f"the kind of now ({type(self.now).__name__})",
            )

    @property
    def difference(self) -> int | None:
        """Now minus then in the unit counted; `None` for rates."""
        if isinstance(self.now, Ratio) or isinstance(self.then, Ratio):
            return None
        return self.now - self.then

    @property
    def growth(self) -> Fraction | None:
        """Now over then, minus 1; `None` for rates and where then is 0."""
        if isinstance(self.now, Ratio) or isinstance(self.then, Ratio) or not self.then:
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

    def percent(self, places: int = 2, rounding: Rounding = Rounding.HALF_UP) -> Decimal | None:
        """Return the growth in percent, plainly rounded; `None` where undefined."""
        growth = self.growth
        return None if growth is None else round_exact(100 * growth, places, rounding)

    def points(self, places: int = 2, rounding: Rounding = Rounding.HALF_UP) -> Decimal | None:
        """Return the difference of rates in percentage points; `None` where undefined."""
        shift = self.shift
        return None if shift is None else round_exact(100 * shift, places, rounding)
