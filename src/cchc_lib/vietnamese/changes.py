"""A change against another period, in words: more or less, by how many, by how much of 100."""

from __future__ import annotations

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.change import Change
from cchc_lib.figures.checks import check_flag, check_places, check_text
from cchc_lib.figures.ratio import NOTHING_AROSE, Ratio, write_percent
from cchc_lib.vietnamese.money import UNITS, format_vnd
from cchc_lib.vietnamese.numbers import format_count
from cchc_lib.vietnamese.percentages import POINTS

__all__ = ["format_change"]

NO_CHANGE = "không thay đổi"
"""What a change of 0 prints."""

NO_BASE = "không có cơ sở so sánh"
"""What a change prints when one of the two rates does not exist."""


def format_change(change: Change, *, unit: str = "", places: int = 2, padded: bool = False) -> str:
    """Return a change in words: 'tăng 168 hồ sơ (15,27%)'.

    Counts and amounts print the difference in `unit` and the growth in percent; without a base
    (then 0, or below) only the difference. `padded` writes a count below 10 as `format_count`
    does (04).
    Amounts are đồng where `unit` is a unit of money, and are written in it. Two rates print
    percentage points, never percent. Rounded half up to `places`, but what is not 0 never prints
    as 0.

    >>> format_change(Change(1268, 1100), unit="hồ sơ")
    'tăng 168 hồ sơ (15,27%)'
    >>> format_change(Change(Ratio(3, 4), Ratio(4, 5)))
    'giảm 5 điểm phần trăm'
    >>> format_change(Change(4, 0), unit="hồ sơ"), format_change(Change(4, 4))
    ('tăng 4 hồ sơ', 'không thay đổi')

    Raises:
        InvalidTypeError: when `change` is not a Change, `unit` not text, or an option of a wrong
            type.
        InvalidValueError: for `places` outside 0 to 100.
    """
    if not isinstance(change, Change):
        raise InvalidTypeError.refuse(
            "change",
            change,
            "a Change, such as Change(1268, 1100)",
            "một Change, ví dụ Change(1268, 1100)",
        )
    unit = check_text("unit", unit, "text such as 'hồ sơ'", "văn bản, ví dụ 'hồ sơ'")
    check_places(places)
    check_flag("padded", padded)
    direction = change.direction
    if direction is None:
        return _without_base(change)
    if not direction:
        return NO_CHANGE
    return f"{'tăng' if direction > 0 else 'giảm'} {_extent(change, unit, places, padded)}"


def _without_base(change: Change) -> str:
    both = (change.now, change.then)
    if all(isinstance(rate, Ratio) and not rate.part and not rate.whole for rate in both):
        return NOTHING_AROSE
    return NO_BASE


def _extent(change: Change, unit: str, places: int, padded: bool) -> str:
    """Return how large a change is, without its direction."""
    if (shift := change.shift) is not None:
        points = write_percent(abs(100 * shift.numerator), shift.denominator, places)
        return f"{points.removesuffix('%')} {POINTS}"
    difference = abs(change.difference or 0)
    if unit in UNITS:
        amount = format_vnd(difference, unit=unit)
    else:
        amount = f"{format_count(difference, padded=padded)} {unit}".rstrip()
    if (growth := change.growth) is None:
        return amount
    return f"{amount} ({write_percent(abs(100 * growth.numerator), growth.denominator, places)})"
