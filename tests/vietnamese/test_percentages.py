"""Percentages, points and changes: never 100% unless complete, never 0% unless zero."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures import Change, Ratio
from cchc_lib.vietnamese import (
    format_change,
    format_percent,
    format_points,
    parse_number,
    parse_percent,
    parse_points,
)

COUNTS = st.integers(0, 10**6)
PERCENTAGES = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("rate", "options", "text"),
    [
        (Ratio(1219, 1268), {}, "96,14%"),
        (Ratio(1219, 1268), {"places": 1}, "96,1%"),
        (Ratio(2, 5), {}, "40%"),
        (Ratio(2, 5), {"fixed": True}, "40,00%"),
        (Ratio(36, 36), {}, "100%"),
        (Ratio(99_996, 100_000), {}, "99,996%"),
        (Ratio(100_001, 100_000), {"places": 0}, "100,001%"),
        (Ratio(1, 10**9), {}, "0,0000001%"),
        (Ratio(1, 200_000), {}, "0,001%"),
        (Ratio(0, 9), {"fixed": True}, "0,00%"),
        (Ratio(0, 0), {}, "không phát sinh"),
        (Ratio(3, 0), {}, "không xác định"),
        (Decimal("96.14"), {}, "96,14%"),
        (Decimal("96.145"), {}, "96,15%"),
        (Decimal("-96.145"), {}, "-96,15%"),
        (Decimal("99.999"), {}, "99,999%"),
        (Decimal("-99.999"), {}, "-99,999%"),
        (Decimal("-0.001"), {}, "-0,001%"),
        (Decimal("-0.00"), {}, "0%"),
        (Decimal("1268.5"), {}, "1.268,5%"),
        (Decimal("0.0005"), {}, "0,001%"),
        (Decimal("1E-300"), {}, "0," + "0" * 299 + "1%"),
        (40, {}, "40%"),
        (-40, {"fixed": True}, "-40,00%"),
    ],
)
def test_format_percent(rate, options, text):
    assert format_percent(rate, **options) == text


@given(COUNTS, st.integers(1, 10**6), st.integers(0, 6), st.booleans())
def test_a_rate_prints_as_the_ratio_does(part, whole, places, fixed):
    rate = Ratio(part, whole)
    text = format_percent(rate, places=places, fixed=fixed)
    assert text == f"{rate:.{places}{'f' if fixed else ''}}"
    stated = parse_percent(text)
    assert (stated == 100) == (part == whole)
    assert (stated == 0) == (part == 0)
    assert abs(Fraction(stated) - 100 * Fraction(part, whole)) * 2 <= Fraction(1, 10**places)


@given(PERCENTAGES, st.integers(0, 6), st.booleans())
def test_reading_inverts_percentages(value, places, fixed):
    text = format_percent(value, places=places, fixed=fixed)
    stated = parse_percent(text)
    assert abs(Fraction(stated) - Fraction(value)) * 2 <= Fraction(1, 10**places)
    assert (stated == 0) == (value == 0)
    assert (abs(stated) == 100) == (abs(value) == 100)
    assert not (stated == 0 and text.startswith("-"))
    assert parse_points(format_points(value, places=places, fixed=fixed)) == stated


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=2))
def test_two_decimals_come_back_exactly(value):
    assert parse_percent(format_percent(value)) == value
    assert parse_points(format_points(value)) == value


@given(PERCENTAGES, PERCENTAGES)
def test_percentages_keep_the_order(one, other):
    low, high = sorted((one, other))
    assert parse_percent(format_percent(low)) <= parse_percent(format_percent(high)) + Decimal(
        "0.01"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [("96,22%", "96.22"), ("96,22 %", "96.22"), ("96,22\u00a0%", "96.22"), ("-5%", "-5"),
     ("96,22\u202f%", "96.22"), ("96,22\u2009%", "96.22"),
     ("\u22125,0%", "-5.0"), ("1.268,5%", "1268.5"), (" 40% ", "40")],
)  # fmt: skip
def test_parse_percent(text, value):
    assert str(parse_percent(text)) == value


@pytest.mark.parametrize(
    "text",
    ["", "%", "96.22%", "96,22", "96,22  %", "96,22%%", "không phát sinh", "١٠%", "５%",
     "5 điểm phần trăm", "04%", "\ud800%"],
)  # fmt: skip
def test_what_is_not_a_percentage_is_refused(text):
    with pytest.raises(FormatError, match="percentage"):
        parse_percent(text)


def test_points_are_read_decomposed_and_with_any_space():
    text = unicodedata.normalize("NFD", "0,42\u00a0điểm\u202fphần\u2009trăm")
    assert parse_points(text) == Decimal("0.42")


@pytest.mark.parametrize("write", [format_percent, format_points])
def test_percentages_too_long_to_write_are_refused(write):
    for value in ("1E+1000000", "1E-1000000", "1E+4300", "1E-4301", "0E+999999999"):
        with pytest.raises(InvalidValueError, match="at most 4300 digits"):
            write(Decimal(value))
    assert parse_number(write(Decimal("1E-4300")).split("%")[0].split()[0]) == Decimal("1E-4300")


def test_percent_and_points_are_not_read_as_each_other():
    with pytest.raises(FormatError):
        parse_points("5%")


@pytest.mark.parametrize("write", [format_percent, format_points])
def test_a_fraction_is_ambiguous(write):
    with pytest.raises(InvalidTypeError, match="Decimal"):
        write(Fraction(1, 2))


def test_a_rate_is_not_a_number_of_points():
    with pytest.raises(InvalidTypeError):
        format_points(Ratio(1, 2))


@pytest.mark.parametrize(
    ("change", "unit", "text"),
    [
        (Change(1268, 1100), "hồ sơ", "tăng 168 hồ sơ (15,27%)"),
        (Change(1100, 1268), "hồ sơ", "giảm 168 hồ sơ (13,25%)"),
        (Change(1268, 1100), "", "tăng 168 (15,27%)"),
        (Change(0, 5), "hồ sơ", "giảm 5 hồ sơ (100%)"),
        (Change(1, 100_000), "hồ sơ", "giảm 99.999 hồ sơ (99,999%)"),
        (Change(5, 0), "hồ sơ", "tăng 5 hồ sơ"),
        (Change(0, 0), "hồ sơ", "không thay đổi"),
        (Change(-50, -100), "hồ sơ", "tăng 50 hồ sơ"),
        (Change(-100, -50), "triệu đồng", "giảm 0,00005 triệu đồng"),
        (Change(50, -100), "", "tăng 150"),
        (Change(-50, 100), "", "giảm 150 (150%)"),
        (Change(7, 7), "hồ sơ", "không thay đổi"),
        (Change(10_550_000_000, 8_000_000_000), "tỷ đồng", "tăng 2,55 tỷ đồng (31,88%)"),
        (Change(20_800_000, 0), "đồng", "tăng 20.800.000 đồng"),
        (Change(Ratio(3, 4), Ratio(4, 5)), "hồ sơ", "giảm 5 điểm phần trăm"),
        (Change(Ratio(41, 43), Ratio(30, 40)), "", "tăng 20,35 điểm phần trăm"),
        (Change(Ratio(1, 1), Ratio(99_999, 100_000)), "", "tăng 0,001 điểm phần trăm"),
        (Change(Ratio(1, 2), Ratio(2, 4)), "", "không thay đổi"),
        (Change(Ratio(0, 0), Ratio(0, 0)), "", "không phát sinh"),
        (Change(Ratio(1, 2), Ratio(0, 0)), "", "không có cơ sở so sánh"),
        (Change(Ratio(0, 0), Ratio(1, 2)), "", "không có cơ sở so sánh"),
        (Change(Ratio(3, 0), Ratio(0, 0)), "", "không có cơ sở so sánh"),
    ],
)
def test_format_change(change, unit, text):
    assert format_change(change, unit=unit) == text


@given(COUNTS, COUNTS)
def test_a_change_of_counts_states_the_difference(now, then):
    text = format_change(Change(now, then), unit="hồ sơ")
    if now == then:
        assert text == "không thay đổi"
        return
    word, difference, *_ = text.split()
    assert parse_number(difference) * {"tăng": 1, "giảm": -1}[word] == now - then
    assert ("%" in text) == (then != 0)
    assert "điểm" not in text


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_direction_percent_and_words_never_contradict(now, then, places):
    change = Change(now, then)
    text, percent = format_change(change, places=places), change.percent(places)
    word = {1: "tăng", -1: "giảm", 0: "không"}[change.direction]
    assert text.split()[0] == word
    assert "-" not in text
    assert ("%" in text) == (percent is not None and change.direction != 0)
    assert (percent is None) == (then <= 0)
    if percent is not None:
        assert (percent > 0) - (percent < 0) in (0, change.direction)


@given(COUNTS, st.integers(1, 10**6), COUNTS, st.integers(1, 10**6))
def test_a_change_of_rates_states_points(part, whole, old_part, old_whole):
    text = format_change(Change(Ratio(part, whole), Ratio(old_part, old_whole)), places=3)
    assert "%" not in text
    exact = 100 * (Fraction(part, whole) - Fraction(old_part, old_whole))
    if not exact:
        assert text == "không thay đổi"
        return
    word, points = text.split(" ", 1)
    stated = parse_points(points) * {"tăng": 1, "giảm": -1}[word]
    assert stated
    assert abs(Fraction(stated) - exact) * 2 <= Fraction(1, 1000)


@pytest.mark.parametrize(("change", "unit"), [(5, ""), (Change(1, 2), None), (Ratio(1, 2), "")])
def test_only_changes_with_a_unit_in_text(change, unit):
    with pytest.raises(InvalidTypeError):
        format_change(change, unit=unit)
