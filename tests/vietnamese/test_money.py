"""Amounts: whole đồng in, any unit out, and back without losing one đồng."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese import format_vnd, parse_vnd

UNITS = (
    "đồng", "nghìn đồng", "ngàn đồng", "triệu đồng", "tỷ đồng", "tỉ đồng", "nghìn tỷ đồng",
    "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "nghìn tỷ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "options", "text"),
    [
        (20_800_000, {}, "20.800.000 đồng"),
        (0, {}, "0 đồng"),
        (-5_000, {}, "-5.000 đồng"),
        (5_147_000_000, {"unit": "tỷ đồng"}, "5,147 tỷ đồng"),
        (5_147_000_000, {"unit": "triệu đồng"}, "5.147 triệu đồng"),
        (3_046_000_000_000, {"unit": "tỷ đồng"}, "3.046 tỷ đồng"),
        (1, {"unit": "tỷ đồng"}, "0,000000001 tỷ đồng"),
        (10_553_200_000, {"unit": "tỷ đồng", "places": 2}, "10,55 tỷ đồng"),
        (10_555_000_000, {"unit": "tỷ đồng", "places": 2}, "10,56 tỷ đồng"),
        (-10_555_000_000, {"unit": "tỷ đồng", "places": 2}, "-10,56 tỷ đồng"),
        (10_500_000_000, {"unit": "tỷ đồng", "places": 2}, "10,5 tỷ đồng"),
        (10_500_000_000, {"unit": "tỷ đồng", "places": 2, "fixed": True}, "10,50 tỷ đồng"),
        (-1, {"unit": "tỷ đồng", "places": 2, "fixed": True}, "0,00 tỷ đồng"),
        (5_000, {"unit": "nghìn"}, "5 nghìn"),
    ],
)
def test_format_vnd(amount, options, text):
    assert format_vnd(amount, **options) == text


@given(st.integers(), st.sampled_from(UNITS))
def test_reading_inverts_writing(amount, unit):
    text = format_vnd(amount, unit=unit)
    assert parse_vnd(text) == amount
    assert parse_vnd(text.upper()) == amount
    assert amount or not text.startswith("-")


@given(st.integers(), st.sampled_from(UNITS), st.integers(0, 9))
def test_rounding_stays_within_half_a_unit(amount, unit, places):
    size = parse_vnd(f"1 {unit}")
    text = format_vnd(amount, unit=unit, places=min(places, len(str(size)) - 1))
    assert abs(Fraction(parse_vnd(text) - amount, size)) * 2 <= Fraction(1, 10**places) or (
        parse_vnd(text) == amount
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5,147 tỷ đồng", 5_147_000_000),
        ("5,147 tỉ", 5_147_000_000),
        ("20.800.000đ", 20_800_000),
        ("20.800.000 VND", 20_800_000),
        ("20.800.000 VNĐ", 20_800_000),
        ("20800000\u00a0đồng", 20_800_000),
        ("1,2 nghìn tỷ đồng", 1_200_000_000_000),
        ("500 ngàn", 500_000),
        ("-5 triệu đồng", -5_000_000),
        (" 1,50 triệu đồng ", 1_500_000),
    ],
)
def test_parse_vnd(text, amount):
    assert parse_vnd(text) == amount


@pytest.mark.parametrize(
    "text",
    ["", "đồng", "20.800.000", "5.14 tỷ đồng", "5 xu", "5 tỷ tỷ", "5,5 đồng", "0,0000000001 tỷ",
     "５ đồng", "٥ đồng", "5  đồng", "5 USD", "năm đồng", "5 tỷ đồng chẵn", "\ud800", "5 \ud800"],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused(text):
    with pytest.raises(FormatError):
        parse_vnd(text)


@pytest.mark.parametrize("unit", ["", "tỷ ", "USD", "Đồng", "trăm triệu đồng"])
def test_units_are_those_of_money(unit):
    with pytest.raises(InvalidValueError, match="tỷ đồng"):
        format_vnd(1, unit=unit)


def test_a_unit_is_text():
    with pytest.raises(InvalidTypeError):
        format_vnd(1, unit=9)


def test_amounts_longer_than_python_reads():
    digits = "9" * 6000
    assert parse_vnd(f"{digits} đồng") == 10**6000 - 1
    assert parse_vnd(f"{digits},5 tỷ đồng") == (10**6000 - 1) * 10**9 + 5 * 10**8
    with pytest.raises(FormatError):
        parse_vnd(f"{digits},5 đồng")
