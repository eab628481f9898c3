"""Numbers in figures: exact, half up, never '-0', and read back strictly."""

import sys
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures import Ratio
from cchc_lib.figures.rounding import round_exact
from cchc_lib.vietnamese import format_count, format_number, parse_number

EXACT = st.integers() | st.decimals(
    min_value=-(10**30), max_value=10**30, allow_nan=False, allow_infinity=False
)
PLACES = st.integers(0, 12)


@pytest.mark.parametrize(
    ("value", "options", "text"),
    [
        (1268, {}, "1.268"),
        (-1268, {}, "-1.268"),
        (0, {}, "0"),
        (Decimal("5.147"), {}, "5,147"),
        (Decimal("1234567.5"), {}, "1.234.567,5"),
        (Decimal("82.10"), {}, "82,1"),
        (Decimal("82.10"), {"fixed": True}, "82,10"),
        (Decimal("40.00"), {}, "40"),
        (Decimal(100), {}, "100"),
        (Decimal("1E+6"), {}, "1.000.000"),
        (Decimal("1.5E-10"), {}, "0,00000000015"),
        (Decimal("-0"), {}, "0"),
        (Decimal("-0.00"), {"fixed": True}, "0,00"),
        (Decimal("-0.004"), {"places": 2}, "0"),
        (Decimal("-0.004"), {"places": 2, "fixed": True}, "0,00"),
        (Decimal("96.145"), {"places": 2}, "96,15"),
        (Decimal("-96.145"), {"places": 2}, "-96,15"),
        (Decimal("999.995"), {"places": 2}, "1.000"),
        (40, {"places": 2, "fixed": True}, "40,00"),
        (40, {"places": 2}, "40"),
        (1268, {"places": 0, "fixed": True}, "1.268"),
        (Fraction(1, 3), {"places": 4}, "0,3333"),
    ],
)
def test_format_number(value, options, text):
    assert format_number(value, **options) == text


@given(EXACT, st.booleans())
def test_reading_inverts_writing(value, fixed):
    text = format_number(value, fixed=fixed)
    assert parse_number(text) == value
    assert fixed or type(parse_number(text)) is (int if value == int(value) else Decimal)


@given(st.integers(0))
def test_reading_inverts_counts(count):
    assert parse_number(format_count(count)) == count
    assert parse_number(format_count(count, padded=False)) == count


@given(EXACT | st.fractions(), PLACES, st.booleans())
def test_rounding_stays_within_half_a_unit(value, places, fixed):
    text = format_number(value, places=places, fixed=fixed)
    written = parse_number(text)
    assert abs(Fraction(written) - Fraction(value)) * 2 <= Fraction(1, 10**places)
    assert written == round_exact(value, places)
    if fixed and places:
        assert len(text.partition(",")[2]) == places


@given(EXACT, EXACT, PLACES)
def test_rounding_keeps_the_order(one, other, places):
    low, high = sorted((one, other))
    assert parse_number(format_number(low, places=places)) <= parse_number(
        format_number(high, places=places)
    )


@given(EXACT, st.none() | PLACES, st.booleans())
def test_zero_has_no_minus_and_nothing_is_scientific(value, places, fixed):
    text = format_number(value, places=places, fixed=fixed)
    assert set(text) <= set("-0123456789.,")
    assert not (text.startswith("-") and parse_number(text) == 0)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), PLACES)
def test_the_ambient_context_changes_nothing(value, places):
    expected = format_number(value), format_number(value, places=places)
    with localcontext(prec=2):
        assert (format_number(value), format_number(value, places=places)) == expected
        assert parse_number(expected[0]) == value


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (1268, "1.268")]
)
def test_format_count(count, text):
    assert format_count(count) == text
    assert format_count(count, padded=False) == text.removeprefix("0") or count == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.268", 1268),
        ("1268", 1268),
        ("96,14", Decimal("96.14")),
        ("1.268,50", Decimal("1268.50")),
        ("0,05", Decimal("0.05")),
        ("1.234,567", Decimal("1234.567")),
        ("04", 4),
        ("-5", -5),
        ("\u22125,5", Decimal("-5.5")),
        (" 12 ", 12),
        ("\u00a012\u202f", 12),
        ("-0", 0),
    ],
)
def test_parse_number(text, value):
    read = parse_number(text)
    assert read == value
    assert type(read) is type(value)


def test_one_limit_of_digits_for_writing_and_reading():
    most, least = 10**4300 - 1, Decimal((0, (1,), -4300))
    for value in (most, -most, Decimal(most), least, -least):
        assert parse_number(format_number(value)) == value
    for value in (
        10**4300,
        Decimal((0, (1,), 4300)),
        Decimal((0, (1,), -4301)),
        Decimal("0E+4300"),
    ):
        for options in ({}, {"places": 2}):
            with pytest.raises(InvalidValueError, match="at most 4300 digits"):
                format_number(value, **options)
    for text in ("1" + "0" * 4300, "-1" + ".000" * 1434, "0," + "1" * 4301):
        with pytest.raises(FormatError, match="at most 4300 digits"):
            parse_number(text)
    for part in (Fraction(10**4300), Fraction(1, 10**4300)):
        with pytest.raises(InvalidValueError, match="at most 4300 digits"):
            format_number(part, places=2)


def test_the_limit_does_not_hang_on_that_of_python():
    """Python can be told to convert no more than 640 digits; what is written stays the same."""
    before, value = sys.get_int_max_str_digits(), 10**4000 + 7
    rate = Ratio(value - 1, value)
    printed = format_number(value), str(rate)
    try:
        sys.set_int_max_str_digits(640)
        assert printed == (format_number(value), str(rate))
        assert parse_number(printed[0]) == value
        with pytest.raises(InvalidValueError):
            format_number(10**5000)
    finally:
        sys.set_int_max_str_digits(before)


def test_decimals_stay_as_stated():
    assert str(parse_number("96,10")) == "96.10"
    assert str(parse_number("-0,00")) == "0.00"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "1.23", "1,234.5", "1.2345", "1.234.56", "01.234", "0.500", "007", "00",
        "04,5", "1 268", "1\u00a0268", "1,", ",5", ".5", "1..234", "1,2,3", "+5", "--5", "- 5",
        "5-", "1e3", "１２", "٣", "1.２34", "NaN", "Infinity", "1_000", "0x1", "5%", "½", "–5",
        "1.268\n1", "\ud800",
    ],
)  # fmt: skip
def test_what_is_not_a_number_is_refused(text):
    with pytest.raises(FormatError, match="accepted"):
        parse_number(text)


def test_a_fraction_needs_places():
    with pytest.raises(InvalidTypeError, match="places="):
        format_number(Fraction(1, 3))


@pytest.mark.parametrize("value", [Decimal("1E+999999999"), Decimal("1E-999999999")])
def test_numbers_too_long_to_write_are_refused(value):
    for options in ({}, {"places": 2}):
        with pytest.raises(InvalidValueError, match="exponent"):
            format_number(value, **options)


@pytest.mark.parametrize("places", [-1, 101])
def test_places_have_bounds(places):
    with pytest.raises(InvalidValueError):
        format_number(1, places=places)


def test_counts_are_not_negative():
    with pytest.raises(InvalidValueError):
        format_count(-1)
