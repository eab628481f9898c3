"""Part over base: the rates and shares of a report, exact until printed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from cchc_lib.errors import FormatError
from cchc_lib.figures.checks import (
    LIMIT,
    LIMIT_VI,
    MAX_DIGITS,
    check_count,
    check_places,
    check_text,
)
from cchc_lib.figures.rounding import Rounding, check_rounding, divide, scaled_decimal
from cchc_lib.figures.writing import write_scaled

__all__ = ["NOTHING_AROSE", "UNDETERMINED", "Ratio", "write_percent"]

NOTHING_AROSE = "không phát sinh"
"""What 0/0 prints: nothing arose, so there is no rate."""

UNDETERMINED = "không xác định"
"""What a part of nothing prints (3/0): the facts contradict each other."""

_SPEC = re.compile(r"(?:\.([0-9]{1,3}))?(f?)")
_STATED = re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?\s?%")


@attrs.frozen
class Ratio:
    """A part of a whole, such as tasks completed of tasks planned.

    Both are whole numbers from 0 (counts, or đồng). A part above the whole is allowed: a budget
    line may reach 168,98% of its plan. Nothing is rounded before printing.

    >>> rate = Ratio(1219, 1268)
    >>> rate.value, rate.percent(), str(rate), f"{rate:.1}"
    (Fraction(1219, 1268), Decimal('96.14'), '96,14%', '96,1%')
    >>> str(Ratio(36, 36)), str(Ratio(99_996, 100_000)), str(Ratio(0, 0))
    ('100%', '99,996%', 'không phát sinh')

    Raises:
        InvalidTypeError: for a float, a bool or anything else that is not an int.
        InvalidValueError: for a negative number, or one of more than 4300 digits.
    """

    part: int = attrs.field()
    whole: int = attrs.field()

    def __attrs_post_init__(self) -> None:
        """Refuse what is not a count; one hook is faster than two validators."""
        check_count("part", self.part)
        check_count("whole", self.whole)

    @property
    def value(self) -> Fraction | None:
        """The exact quotient; `None` when the whole is 0."""
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def is_undefined(self) -> bool:
        """Whether the whole is 0, so that there is no rate."""
        return not self.whole

    @property
    def complement(self) -> Ratio:
        """The rest of the whole over the whole.

        Raises:
            InvalidValueError: when the part exceeds the whole.
        """
        return Ratio(self.whole - self.part, self.whole)

    def percent(
        self,
        places: int = 2,
        rounding: Rounding | Literal["half-up", "half-even", "down"] = Rounding.HALF_UP,
    ) -> Decimal | None:
        """Return the rate in percent, plainly rounded; `None` when undefined.

        Only printing widens: `Ratio(99_996, 100_000).percent()` is 100.00, printed 99,996%.

        Raises:
            InvalidTypeError: for `places` or a mode of another type.
            InvalidValueError: for `places` outside 0 to 100, or a mode that does not exist.
        """
        scale, mode = 100 * 10 ** check_places(places), check_rounding(rounding)
        if not self.whole:
            return None
        return scaled_decimal(divide(self.part * scale, self.whole, mode), places)

    def __str__(self) -> str:
        return self.__format__("")

    def __format__(self, spec: str) -> str:
        """Return the printed rate; `.1` rounds to one decimal, `.2f` keeps trailing zeros.

        A rate that is not complete never prints as 100%, one that is not zero never as 0%:
        decimals are added until it shows.

        Raises:
            FormatError: for another format.
            InvalidValueError: for more than 100 decimals.
        """
        accepted = "nothing, '.1' (one decimal) or '.2f' (trailing zeros kept)"
        accepted_vi = "để trống, '.1' (một chữ số thập phân) hoặc '.2f' (giữ các số 0 ở cuối)"
        if check_text("format of a Ratio", spec, accepted, accepted_vi):
            match = _SPEC.fullmatch(spec)
            if match is None:
                raise FormatError.refuse("format of a Ratio", spec, accepted, accepted_vi)
            places = 2 if match[1] is None else check_places(int(match[1]))
            fixed = bool(match[2])
        else:
            places, fixed = 2, False
        if not self.whole:
            return UNDETERMINED if self.part else NOTHING_AROSE
        return write_percent(100 * self.part, self.whole, places, fixed=fixed)

    @staticmethod
    def parts_printing(
        stated: str,
        *,
        whole: int,
        rounding: Rounding | Literal["half-up", "half-even", "down"] = Rounding.HALF_UP,
    ) -> range:
        """Return the parts of `whole` that a printed percentage could come from.

        The percentage is taken as rounded to the decimals it shows. Like everything printed here,
        100% comes only from the whole itself and 0% only from 0. An empty range says that no part
        of this whole prints so.

        >>> list(Ratio.parts_printing("99,75%", whole=1214))
        [1211]
        >>> list(Ratio.parts_printing("96,22%", whole=1268))
        []

        Raises:
            InvalidTypeError: when `stated` is not text, or `whole` not an int.
            InvalidValueError: for a negative whole, or a mode that does not exist.
            FormatError: when `stated` is not a percentage such as "99,75%", or one of more than
                4300 digits.
        """
        check_count("whole", whole)
        mode = check_rounding(rounding)
        accepted, accepted_vi = "a percentage such as '99,75%'", "tỷ lệ phần trăm, ví dụ '99,75%'"
        match = _STATED.fullmatch(check_text("stated", stated, accepted, accepted_vi).strip())
        if match is None:
            raise FormatError.refuse("stated", stated, accepted, accepted_vi)
        before, decimals = match[1].replace(".", ""), match[2] or ""
        if max(len(before), len(decimals)) > MAX_DIGITS:
            raise FormatError.refuse("stated", stated, LIMIT, LIMIT_VI)
        scaled, scale = int(Decimal(before + decimals)), 10 ** len(decimals)
        if not whole:
            return range(0)
        if scaled == 0:
            return range(1)
        if scaled == 100 * scale:
            return range(whole, whole + 1)

        def first_part(target: int) -> int:
            """Return the least part whose rounded, scaled percentage reaches `target`."""
            low, high = 0, target * whole // (100 * scale) + 2
            while low < high:
                middle = (low + high) // 2
                if divide(middle * 100 * scale, whole, mode) >= target:
                    high = middle
                else:
                    low = middle + 1
            return low

        return range(first_part(scaled), first_part(scaled + 1))


def write_percent(numerator: int, denominator: int, places: int = 2, *, fixed: bool = False) -> str:
    """Return numerator / denominator percent as text, half up, widened where 0 or 100 would lie.

    >>> write_percent(9999, 100), write_percent(99999, 1000), write_percent(1, 1000)
    ('99,99%', '99,999%', '0,001%')
    """
    scale: int = 10**places
    scaled = divide(numerator * scale, denominator)
    if _hides(scaled, scale, numerator, denominator):
        # 0 and 100 are told apart from what lies beside them at about as many decimals as this
        # distance has; from one before them on, each is tried
        away = min(abs(numerator - whole) for whole in (0, 100 * denominator) if numerator != whole)
        bits = denominator.bit_length() - away.bit_length() - 2
        places = max(places + 1, bits * 30102 // 100_000)
        scale = 10**places
        scaled = divide(numerator * scale, denominator)
        while _hides(scaled, scale, numerator, denominator):
            places += 1
            scale *= 10
            scaled = divide(numerator * scale, denominator)
    return write_scaled(scaled, places, fixed=fixed) + "%"


def _hides(scaled: int, scale: int, numerator: int, denominator: int) -> bool:
    """Return whether what is printed says 0 or 100 of what is neither."""
    return (scaled == 0 and numerator != 0) or (
        scaled == 100 * scale and numerator != 100 * denominator
    )
