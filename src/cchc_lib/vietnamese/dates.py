"""Dates as official documents write them: the day padded below 10, the month only if 1 or 2.

Nghị định 30/2020/NĐ-CP, Phụ lục I, for the date line; short dates follow it by custom.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from cchc_lib.errors import FormatError, InvalidTypeError
from cchc_lib.figures.checks import check_flag
from cchc_lib.vietnamese.text import stated_text

__all__ = ["format_date", "parse_date"]

_SHORT = re.compile(r"(?:ngày +)?([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_LONG = re.compile(r"ngày +([0-9]{1,2})( +)tháng +([0-9]{1,2}) +năm +([0-9]{4})")


def format_date(value: date, *, long: bool = False) -> str:
    """Return a date as an official document writes it: 03/9/2025.

    >>> format_date(date(2025, 9, 3)), format_date(date(2025, 9, 3), long=True)
    ('03/9/2025', 'ngày 03 tháng 9 năm 2025')
    >>> format_date(date(2019, 1, 24))
    '24/01/2019'

    Raises:
        InvalidTypeError: for anything but a date; a datetime also names an hour and a time zone.
            Also when `long` is not True or False.
    """
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidTypeError.refuse(
            "value", value, "a date, such as date(2025, 9, 3)", "ngày, ví dụ date(2025, 9, 3)"
        )
    day, month, year = f"{value.day:02d}", month_number(value.month), f"{value.year:04d}"
    if check_flag("long", long):
        return f"ngày {day} tháng {month} năm {year}"
    return f"{day}/{month}/{year}"


def month_number(month: int) -> str:
    """Return the number of a month, padded only if 1 or 2: 01, 02, 3 … 12."""
    return f"0{month}" if month < 3 else str(month)


def parse_date(text: str) -> date:
    """Return the date that a text states, day first; padded or not, short or long.

    The inverse of `format_date`. A short date may also have hyphens (3-10-2025), or "ngày" before.

    >>> parse_date("3/10/2025"), parse_date("ngày 03 tháng 9 năm 2025")
    (datetime.date(2025, 10, 3), datetime.date(2025, 9, 3))

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is not a date, or a day that the calendar does not have.
    """
    accepted = "a date of the calendar such as '03/9/2025' or 'ngày 03 tháng 9 năm 2025'"
    accepted_vi = "ngày có trong lịch, ví dụ '03/9/2025' hoặc 'ngày 03 tháng 9 năm 2025'"
    stated = stated_text(text, accepted, accepted_vi).lower()
    match = _SHORT.fullmatch(stated) or _LONG.fullmatch(stated)
    if match is None:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    try:
        return date(int(match[4]), int(match[3]), int(match[1]))
    except ValueError:
        raise FormatError.refuse("text", text, accepted, accepted_vi) from None
