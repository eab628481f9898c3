"""Babel as a second opinion: where it is right we agree; where it is not, this says how."""

import subprocess
import sys
from datetime import date
from decimal import Decimal, InvalidOperation

import pytest
from babel.dates import format_date as babel_date
from babel.lists import format_list
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent as babel_percent,
    parse_decimal,
)
from hypothesis import given, strategies as st

from cchc_lib.errors import FormatError
from cchc_lib.figures import Ratio
from cchc_lib.vietnamese import (
    format_date,
    format_number,
    format_percent,
    format_vnd,
    join_list,
    parse_number,
    quarter_name,
)


@given(st.integers(-(10**24), 10**24))
def test_whole_numbers_agree(number):
    assert format_number(number) == format_decimal(number, locale="vi")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_decimals_agree_where_nothing_is_rounded(number):
    expected = format_decimal(number, "#,##0.###", locale="vi")
    assert format_number(number) == ("0" if expected == "-0" else expected)
    assert parse_number(format_number(number)) == parse_decimal(expected, "vi", strict=True)


@given(st.dates())
def test_dates_agree_on_a_pattern(day):
    day_and_month = "dd/MM" if day.month < 3 else "dd/M"
    expected = babel_date(day, f"{day_and_month}/yyyy", locale="vi")
    assert format_date(day) == expected


@given(st.lists(st.text(alphabet="abc{} ", max_size=4), max_size=6))
def test_lists_agree(items):
    assert join_list(items) == format_list(items, locale="vi")
    assert join_list(items, conjunction="hoặc") == format_list(items, "or", locale="vi")


@given(st.integers(0, 10**15))
def test_amounts_agree_but_for_the_sign(amount):
    expected = format_currency(amount, "VND", locale="vi").replace("\u00a0₫", " đồng")
    assert format_vnd(amount) == expected


@pytest.mark.parametrize(("text", "read"), [("1.23", "123"), ("1,234.5", "1.2345")])
def test_babel_reads_english_numbers_as_others(text, read):
    assert parse_decimal(text, locale="vi") == Decimal(read)
    with pytest.raises(FormatError):
        parse_number(text)


def test_babel_rounds_half_to_even():
    assert format_decimal(Decimal("96.145"), "#,##0.##", locale="vi") == "96,14"
    assert format_number(Decimal("96.145"), places=2) == "96,15"


def test_babel_prints_a_negative_zero():
    assert format_decimal(Decimal("-0.001"), "#,##0.00", locale="vi") == "-0,00"
    assert format_number(Decimal("-0.001"), places=2, fixed=True) == "0,00"


def test_babel_prints_100_percent_of_what_is_not_complete():
    assert babel_percent(Decimal("0.99996"), "#,##0.##%", locale="vi") == "100%"
    assert format_percent(Ratio(99_996, 100_000)) == "99,996%"


def test_babel_refuses_long_decimals():
    number = Decimal("1" * 30)
    with pytest.raises(InvalidOperation):
        format_decimal(number, locale="vi")
    assert format_number(number) == format_number(int(number))


def test_babel_loses_small_decimals_unless_told():
    assert format_decimal(Decimal("0.0001"), locale="vi") == "0"
    assert format_number(Decimal("0.0001")) == "0,0001"


def test_babel_dates_are_not_those_of_documents():
    day = date(2026, 1, 5)
    assert babel_date(day, "long", locale="vi") == "5 tháng 1, 2026"
    assert format_date(day, long=True) == "ngày 05 tháng 01 năm 2026"
    assert babel_date(day, "QQQQ y", locale="vi") == "Quý 1 2026"
    assert quarter_name(2026, 1) == "quý I năm 2026"


def test_babel_is_loaded_only_by_lists():
    code = (
        "import sys, cchc_lib.vietnamese as v\n"
        "v.format_number(1268); v.spell(24); v.parse_words('hai')\n"
        "assert 'babel' not in sys.modules\n"
        "v.join_list(['a', 'b'])\n"
        "assert 'babel' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
