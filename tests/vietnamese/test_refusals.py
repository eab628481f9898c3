"""One sweep over everything public: wrong input is refused as such, whatever it is."""

import contextlib
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import cchc_lib.vietnamese as vietnamese
from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese import (
    fold_text,
    format_count,
    format_date,
    format_number,
    format_percent,
    format_points,
    format_vnd,
    normalize_text,
    parse_date,
    parse_number,
    parse_percent,
    parse_period_name,
    parse_points,
    parse_roman,
    parse_spelled_vnd,
    parse_vnd,
    parse_words,
    roman,
    spell,
    spell_vnd,
)

WRITERS = (format_number, format_count, format_percent, format_points, format_vnd, roman, spell,
           spell_vnd, format_date)  # fmt: skip
EXACT_WRITERS = (format_number, format_percent, format_points, spell)
WHOLE_WRITERS = (format_count, format_vnd, roman, spell_vnd)
PARSERS = (parse_number, parse_percent, parse_points, parse_vnd, parse_date, parse_period_name,
           parse_roman, parse_words, parse_spelled_vnd)  # fmt: skip


class Unprintable:
    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("value", [1.5, 0.0, True, None, "5", b"5", [5], 1j, Unprintable()])
def test_what_is_not_exact_is_not_written(write, value):
    with pytest.raises(InvalidTypeError, match="accepted"):
        write(value)


@pytest.mark.parametrize("write", EXACT_WRITERS)
@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+9999999"])
def test_what_is_not_finite_is_not_written(write, value):
    with pytest.raises(InvalidValueError):
        write(Decimal(value))


@pytest.mark.parametrize("write", WHOLE_WRITERS)
@pytest.mark.parametrize("value", [Decimal(5), Fraction(5), date(2025, 9, 3)])
def test_counts_and_amounts_are_whole(write, value):
    with pytest.raises(InvalidTypeError):
        write(value)


def test_a_fraction_has_no_reading():
    with pytest.raises(InvalidTypeError):
        spell(Fraction(1, 3))


@pytest.mark.parametrize("write", [format_number, format_percent, format_points, format_vnd])
@pytest.mark.parametrize("places", [2.0, "2", True])
def test_places_are_whole(write, places):
    with pytest.raises(InvalidTypeError):
        write(5, places=places)


@pytest.mark.parametrize("read", [*PARSERS, normalize_text, fold_text])
@pytest.mark.parametrize("value", [None, 5, 5.0, b"5", ["5"]])
def test_only_text_is_read(read, value):
    with pytest.raises(InvalidTypeError):
        read(value)


@pytest.mark.parametrize("read", PARSERS)
@given(text=st.text() | st.text("0123456789.,-−%/ đồngtỷquýnămIVX\ud800", max_size=20))
def test_any_text_is_read_or_refused(read, text):
    with contextlib.suppress(FormatError):
        read(text)


@pytest.mark.parametrize("read", PARSERS)
@pytest.mark.parametrize("size", [1, 40_000, 100_000])
@pytest.mark.parametrize(
    "piece", ["1", "1.", "1.000", ",", " ", "tỷ ", "một ", "I", "năm phẩy ", "đ", "\u0301\u0323"]
)
def test_long_text_takes_no_long_time(read, size, piece):
    """No expression here looks back: 100.000 pieces are refused, or read, at once."""
    with contextlib.suppress(FormatError):
        read(piece * size)


def test_the_public_names_are_sorted_and_whole():
    assert vietnamese.__all__ == sorted(vietnamese.__all__)
    assert all(hasattr(vietnamese, name) for name in vietnamese.__all__)
    for name in vietnamese.__all__:
        assert getattr(vietnamese, name).__doc__
