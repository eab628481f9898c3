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
        ("20.800.000 ₫", 20_800_000),
        ("20.800.000₫", 20_800_000),
        ("5,147 tỷ VND", 5_147_000_000),
        ("5,147 tỷ vnđ", 5_147_000_000),
        ("500 ngàn đ", 500_000),
        ("1,2 ngàn tỉ đồng", 1_200_000_000_000),
        ("2 triệu tỷ đồng", 2 * 10**15),
        ("5 tỷ 147 triệu đồng", 5_147_000_000),
        ("5 tỉ 147 triệu", 5_147_000_000),
        ("-5 tỷ 147 triệu 200 nghìn 500 đồng", -5_147_200_500),
        ("5 tỷ 147,5 triệu đ", 5_147_500_000),
        ("1 nghìn tỷ 200 tỷ đồng", 1_200_000_000_000),
        ("1 tỷ 200.000 đồng", 1_000_200_000),
        ("2\u202ftriệu\u2009500\u00a0ngàn đồng", 2_500_000),
    ],
)
def test_parse_vnd(text, amount):
    assert parse_vnd(text) == amount


@pytest.mark.parametrize(
    "text",
    ["", "đồng", "20.800.000", "5.14 tỷ đồng", "5 xu", "5 tỷ tỷ", "5,5 đồng", "0,0000000001 tỷ",
     "568,000 VND", "568,000 đồng", "1.568,00 đ", "5,0 ₫", "5 tỷ 500,000 đồng", "5,5 tỷ 147 triệu",
     "5 tỷ 1.500 triệu đồng", "5 tỷ 1.000 triệu", "5 triệu 2 tỷ",
     "5 tỷ 1.500 triệu 3 nghìn", "0 tỷ 1.500 triệu 3 nghìn", "5 triệu 0 tỷ 3 nghìn", "5 triệu 0 tỷ",
     "5 tỷ 3 tỷ", "1 nghìn 200 tỷ",
     "5 tỷ 147", "5 tỷ đồng 147 triệu đồng", "5 tỷ -147 triệu", "5 tỷ, 147 triệu", "₫ 5",
     "5 tỷđồng", "5 tỷ 147triệu2 nghìn", "5 tỷ\u200b147 triệu", "5 trăm triệu đồng",
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


@given(
    st.lists(st.integers(0, 999), min_size=2, max_size=5),
    st.sampled_from(["", " đồng", " đ", " VND", " ₫"]),
    st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]),
)
def test_units_that_go_down_add_up(terms, currency, space):
    scales = ["nghìn tỷ", "tỷ", "triệu", "nghìn", "đồng"][-len(terms) - (currency == "") :]
    amount = sum(term * parse_vnd(f"1 {scale}") for term, scale in zip(terms, scales, strict=False))
    text = " ".join(f"{term} {scale}" for term, scale in zip(terms, scales, strict=False))
    if not text.endswith("đồng"):
        text += currency
    assert parse_vnd(text.replace(" ", space)) == amount
    assert parse_vnd(f"-{text}") == -amount


def test_the_limit_is_that_of_every_number():
    most = 10**4300 - 1
    assert parse_vnd(format_vnd(most)) == most
    assert parse_vnd(format_vnd(-most, unit="tỷ đồng")) == -most
    for text in ("1" + "0" * 4300 + " đồng", "9" * 4300 + " tỷ đồng", "0," + "1" * 4301 + " tỷ"):
        with pytest.raises(FormatError, match="at most 4300 digits"):
            parse_vnd(text)
    with pytest.raises(InvalidValueError, match=r"^amount: .*at most 4300 digits"):
        format_vnd(most + 1)
