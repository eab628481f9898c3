"""Percentages and percentage points: two things, printed so that nobody can confuse them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import FormatError, InvalidTypeError
from cchc_lib.figures.checks import check_exact, check_flag, check_places
from cchc_lib.figures.ratio import NOTHING_AROSE, UNDETERMINED, Ratio, write_percent
from cchc_lib.vietnamese.numbers import NUMBER, read_number
from cchc_lib.vietnamese.text import stated_text

__all__ = ["format_percent", "format_points", "parse_percent", "parse_points"]

POINTS = "điểm phần trăm"
"""The unit of the difference of two percentages."""

_PERCENT = re.compile(rf"({NUMBER}) ?%")
_POINTS = re.compile(rf"({NUMBER}) {POINTS}")


def format_percent(rate: Ratio | Decimal | int, *, places: int = 2, fixed: bool = False) -> str:
    """Return a percentage as printed: 96,14%.

    A Ratio is a rate (1219 of 1268); a Decimal or an int already is a percentage, and may be
    negative (a growth). Rounded half up to `places`; zeros at the end go unless `fixed`. What is
    not exactly 100% never prints so, and what is not 0 never prints as 0%: decimals are added.

    >>> format_percent(Ratio(1219, 1268)), format_percent(Decimal("96.10"), fixed=True)
    ('96,14%', '96,10%')
    >>> format_percent(Ratio(99_996, 100_000)), format_percent(Decimal("-0.004"))
    ('99,996%', '-0,004%')
    >>> format_percent(Ratio(0, 0))
    'không phát sinh'

    Raises:
        InvalidTypeError: for a float, a bool, text, or a Fraction: 1/2 may mean 50% or 0,5%.
        InvalidValueError: for NaN, infinity, more than 4300 digits, or `places` outside 0 to 100.
    """
    check_places(places)
    check_flag("fixed", fixed)
    if isinstance(rate, Ratio):
        if not rate.whole:
            return UNDETERMINED if rate.part else NOTHING_AROSE
        return write_percent(100 * rate.part, rate.whole, places, fixed=fixed)
    if isinstance(rate, Fraction):
        raise InvalidTypeError.refuse(
            "rate",
            rate,
            "a Ratio (a rate), or a Decimal that already is a percentage, such as 96.14 for 96,14%",
            "Ratio (tỷ lệ), hoặc Decimal đã tính theo phần trăm, ví dụ 96.14 cho 96,14%",
        )
    return write_widened("rate", rate, places, fixed=fixed)


def format_points(points: Decimal | int, *, places: int = 2, fixed: bool = False) -> str:
    """Return a difference of percentages, in percentage points: 0,42 điểm phần trăm.

    Rounded half up to `places`, like a percentage: what is not 0 never prints as 0.

    >>> format_points(Decimal("0.42")), format_points(Decimal("-20.350"))
    ('0,42 điểm phần trăm', '-20,35 điểm phần trăm')

    Raises:
        InvalidTypeError: for a float, a bool, text or a Fraction.
        InvalidValueError: for NaN, infinity, more than 4300 digits, or `places` outside 0 to 100.
    """
    if isinstance(points, Fraction):
        raise InvalidTypeError.refuse(
            "points",
            points,
            "percentage points as a Decimal, such as Decimal('0.42')",
            "số điểm phần trăm kiểu Decimal, ví dụ Decimal('0.42')",
        )
    check_places(places)
    check_flag("fixed", fixed)
    return f"{write_widened('points', points, places, fixed=fixed).removesuffix('%')} {POINTS}"


def write_widened(field: str, percentage: object, places: int, *, fixed: bool) -> str:
    """Return a percentage that is given in percent; a negative one widens like a positive one."""
    numerator, denominator = check_exact(field, percentage).as_integer_ratio()
    sign = "-" if numerator < 0 else ""
    return sign + write_percent(abs(numerator), denominator, places, fixed=fixed)


def parse_percent(text: str) -> Decimal:
    """Return the percentage that a text states: 96.14 for '96,14%'; a space before % is allowed.

    The inverse of `format_percent`, but for a rate that is undefined, which states no number.

    >>> parse_percent("96,22 %"), parse_percent("-5%")
    (Decimal('96.22'), Decimal('-5'))

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is not a percentage such as '96,14%'.
    """
    return _read(_PERCENT, text, "a percentage such as '96,14%'", "tỷ lệ phần trăm, ví dụ '96,14%'")


def parse_points(text: str) -> Decimal:
    """Return the percentage points that a text states; the inverse of `format_points`.

    >>> parse_points("0,42 điểm phần trăm")
    Decimal('0.42')

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is not a number of points such as '0,42 điểm phần trăm'.
    """
    return _read(
        _POINTS,
        text,
        f"a number of points such as '0,42 {POINTS}'",
        f"số điểm phần trăm, ví dụ '0,42 {POINTS}'",
    )


def _read(form: re.Pattern[str], text: object, accepted: str, accepted_vi: str) -> Decimal:
    match = form.fullmatch(stated_text(text, accepted, accepted_vi))
    if match is None:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    return Decimal(read_number(match[1], text))
