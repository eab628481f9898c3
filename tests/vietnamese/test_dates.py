"""Dates: the padding of Nghị định 30/2020, and every day of the calendar read back."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from cchc_lib.errors import FormatError, InvalidTypeError
from cchc_lib.vietnamese import format_date, parse_date


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2025, 9, 3), "03/9/2025", "ngày 03 tháng 9 năm 2025"),
        (date(2020, 3, 5), "05/3/2020", "ngày 05 tháng 3 năm 2020"),
        (date(2019, 1, 24), "24/01/2019", "ngày 24 tháng 01 năm 2019"),
        (date(2025, 2, 10), "10/02/2025", "ngày 10 tháng 02 năm 2025"),
        (date(2025, 11, 11), "11/11/2025", "ngày 11 tháng 11 năm 2025"),
        (date(25, 10, 9), "09/10/0025", "ngày 09 tháng 10 năm 0025"),
    ],
)
def test_format_date(day, short, long):
    assert format_date(day) == short
    assert format_date(day, long=True) == long


def test_every_day_of_four_years_comes_back():
    day = date(2023, 1, 1)
    while day < date(2027, 1, 1):
        assert parse_date(format_date(day)) == parse_date(format_date(day, long=True)) == day
        day += timedelta(days=1)


@given(st.dates())
def test_reading_inverts_writing(day):
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date(day, long=True).upper()) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/10/2025", date(2025, 10, 3)),
        ("03/10/2025", date(2025, 10, 3)),
        ("08/08/2025", date(2025, 8, 8)),
        ("1/7/2025", date(2025, 7, 1)),
        ("3-10-2025", date(2025, 10, 3)),
        (" Ngày  3 tháng 10 năm 2025 ", date(2025, 10, 3)),
        ("29/02/2024", date(2024, 2, 29)),
        ("ngày 03/9/2025", date(2025, 9, 3)),
        ("Ngày 3-9-2025", date(2025, 9, 3)),
        ("ngày\u00a003\u202ftháng\u20099\tnăm 2025", date(2025, 9, 3)),
        ("\u00a003/9/2025\u00a0", date(2025, 9, 3)),
    ],
)
def test_parse_date(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2025", "29/02/2025", "0/1/2025", "1/13/2025", "1/1/0000", "2025-10-03", "3/10/25",
     "3/10-2025", "3.10.2025", "3/10/2025 10:00", "３/10/2025", "٣/10/2025", "ngày3/10/2025",
     "ngày ngày 3/10/2025",
     "ngày 3 tháng 10", "ngày 3/10", "ngày 31/02/2025", "3 /10/2025", "\ud800", "003/10/2025"],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(FormatError, match="a date of the calendar"):
        parse_date(text)


@pytest.mark.parametrize("value", [datetime(2025, 9, 3), "03/9/2025", 45_000, None])  # noqa: DTZ001
def test_only_a_date_is_a_date(value):
    with pytest.raises(InvalidTypeError):
        format_date(value)
