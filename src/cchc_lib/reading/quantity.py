"""A number with what it counts, and how far what was meant may be from what is printed."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, cached_property

import attrs

from cchc_lib.reading.lexicon import all_of

__all__ = ["ExactQuantity", "Portion", "Quantity"]

ExactQuantity = int | Fraction
"""A value of the text: an int where it is whole, for these are many and quicker."""

_ABOVE, _BELOW, _AT_MOST, _JUST_BELOW = (
    frozenset(all_of(f"limit.{name}")) for name in ("above", "below", "at_most", "just_below")
)
_FROM, _ESTIMATES = frozenset(all_of("limit.from")), frozenset(all_of("limit.estimate"))
"""An amount that is estimated for the end of a period adds up as any other."""

_AT_LEAST = frozenset(all_of("limit.at_least")) | _FROM
_ABOUT = frozenset(all_of("limit.about")) | _ESTIMATES

_MEASURES = frozenset(all_of("noun.measure"))
_HARDLY = Fraction(1, 10**40)
"""What a strict bound leaves out, and a bound that may be reached takes in."""

_ENDLESS = 10**30


@cache
def _half(size: ExactQuantity, decimals: int) -> Fraction:
    return Fraction(size, 2 * 10**decimals)


@attrs.frozen(slots=False, eq=False)
class Quantity:
    """A number with what it counts.

    `unit` is "%", "đồng" (then `value` is in đồng) or "" for a count; `noun` the words that follow
    a count; `shown` the number's very words; `qualifier` what limits it ("trên", "gần"); `size`
    what its unit makes of it (tỷ: 10^9).
    """

    start: int
    end: int
    value: ExactQuantity
    unit: str
    noun: tuple[str, ...]
    shown: str
    qualifier: str | None
    size: int = 1
    is_word: bool = False
    is_rounded: bool = False
    """Whether it is known to be rounded to its last digit, as amounts of a table in tỷ are."""
    decimals: int = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: len(self.shown.partition(",")[2]), takes_self=True),
    )
    """The decimals shown."""

    @property
    def is_limited(self) -> bool:
        """Whether words before it leave open how much it is; an estimated amount adds up."""
        is_estimate = self.is_amount and self.qualifier in _ESTIMATES
        return self.qualifier is not None and not is_estimate

    @property
    def is_amount(self) -> bool:
        """Whether it is money, or so much that nobody counts it to the last."""
        return self.size > 1 or self.unit not in ("", "%")

    @property
    def is_least(self) -> bool:
        """Whether it is said to be the least: ít nhất 02 bộ."""
        return self.qualifier in _AT_LEAST

    @property
    def is_measure(self) -> bool:
        """Whether it counts hectares, tonnes and the like."""
        return bool(self.noun) and self.noun[0] in _MEASURES

    @cached_property
    def digits(self) -> str:
        """The digits shown, without marks; of a number in words those of its value."""
        if self.is_word:
            return str(self.value // self.size)
        return re.sub(r"[^0-9]", "", self.shown) or str(int(self.value))

    @cached_property
    def low(self) -> ExactQuantity:
        """The least value that it may stand for."""
        return self.bounds[0]

    @cached_property
    def high(self) -> ExactQuantity:
        """The greatest value that it may stand for."""
        return self.bounds[1]

    @cached_property
    def bounds(self) -> tuple[ExactQuantity, ExactQuantity]:
        """The least and the most that it may stand for: the only tolerance there is."""
        value, limit = self.value, self.qualifier
        if limit is None:
            half = self.half
            return (value - half, value + half) if half else (value, value)
        if self.unit == "%":
            return self._percent_bounds
        if limit in _FROM or (self.is_amount and limit in _ESTIMATES):
            limit = None
        if limit in _BELOW:
            return 0, value
        if limit in _JUST_BELOW:
            return value - self.step, value
        if limit in _AT_MOST:
            return 0, value + (self.half or _HARDLY)
        if limit in _AT_LEAST:
            return value - self.half, _ENDLESS
        if limit in _ABOVE:
            return value, value + self.step
        if limit in _ABOUT:
            return value - self.step / 2, value + self.step / 2
        return value - self.half, value + self.half

    @property
    def _percent_bounds(self) -> tuple[ExactQuantity, ExactQuantity]:
        """The percentages meant: "trên" and "dưới" are strict, "khoảng" fails beyond a tenth."""
        value, limit, tenth = self.value, self.qualifier, Fraction(self.value) / 10
        if limit in _BELOW:
            return -_ENDLESS, value - _HARDLY
        if limit in _ABOVE:
            return value + _HARDLY, _ENDLESS
        if limit in _AT_MOST:
            return -_ENDLESS, value + self.half
        if limit in _AT_LEAST:
            return value - self.half, _ENDLESS
        if limit in _JUST_BELOW:
            return value - tenth, value + self.half
        if limit in _ABOUT:
            return value - tenth, value + tenth + _HARDLY
        return value - self.half, value + self.half

    @cached_property
    def half(self) -> ExactQuantity:
        """Half a unit of the last digit, of what was rounded; a count is exact.

        A number with decimals and no noun is a measure; with a noun, a score. Whole numbers are
        off by half a hundredth of themselves at most: 1 tỷ đồng is not 1,4.
        """
        is_scaled = self.size > 1 or (self.decimals and not self.noun)
        if not (self.unit or self.is_measure or is_scaled):
            return 0
        half = _half(self.size, self.decimals)
        if self.decimals or self.unit == "%" or self.is_rounded:
            return half
        return min(half, abs(Fraction(self.value)) / 200)

    @property
    def step(self) -> Fraction:
        """A unit of the last digit that says something: of 74.240 ten."""
        zeros = 0 if self.decimals else len(self.digits) - len(self.digits.rstrip("0"))
        return Fraction(self.size * 10**zeros, 10**self.decimals)

    def moved(self, factor: Fraction) -> str:
        """Return the number with its comma moved: 3046 is 3,046."""
        value = Fraction(self.value) / self.size * factor
        power = len(str(factor.denominator)) - 1 + self.decimals
        digits = str(int(value * 10**power))
        if not power:
            return digits
        digits = digits.zfill(power + 1)
        return f"{digits[:-power]},{digits[-power:]}".rstrip("0").rstrip(",")

    def print(self, digits: str) -> str:
        """Return other digits with the marks of this number."""
        if self.decimals:
            digits = digits.zfill(self.decimals + 1)
            whole, decimals = digits[: -self.decimals], digits[-self.decimals :]
            return f"{int(whole):,}".replace(",", ".") + f",{decimals}"
        if digits.startswith("0") or (len(digits) < 5 and "." not in self.shown):
            return digits
        return f"{int(digits):,}".replace(",", ".")


@attrs.frozen
class Portion:
    """A part over a whole as written: 41/43 nhiệm vụ; 5,147 tỷ/3,046 tỷ đồng."""

    start: int
    end: int
    part: Quantity
    whole: Quantity
    shown: str
