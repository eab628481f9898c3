"""Rounding by a named mode, and shares that add up."""

import decimal
import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures import Change, Ratio, Rounding, apportion
from cchc_lib.figures.rounding import divide, round_exact, scaled_decimal

exact = st.one_of(
    st.integers(-(10**30), 10**30),
    st.fractions(),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
)


@given(exact, st.integers(0, 8), st.sampled_from(Rounding))
def test_within_one_unit_and_idempotent(value, places, rounding):
    rounded = round_exact(value, places, rounding)
    error = abs(Fraction(rounded) - Fraction(value)) * 10**places
    assert error < 1 if rounding is Rounding.DOWN else error <= Fraction(1, 2)
    assert round_exact(rounded, places, rounding) == rounded


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9),
    st.integers(0, 6),
)
def test_modes_agree_with_the_decimal_module(value, places):
    context = decimal.Context(prec=400)
    for ours, theirs in (
        (Rounding.HALF_UP, decimal.ROUND_HALF_UP),
        (Rounding.HALF_EVEN, decimal.ROUND_HALF_EVEN),
        (Rounding.DOWN, decimal.ROUND_DOWN),
    ):
        expected = value.quantize(Decimal(1).scaleb(-places), rounding=theirs, context=context)
        assert round_exact(value, places, ours) == expected


def test_ambient_context_changes_nothing():
    with decimal.localcontext(decimal.Context(prec=2, rounding=decimal.ROUND_DOWN)):
        assert round_exact(Decimal("12345.675")) == Decimal("12345.68")
        assert str(Ratio(1_234_567, 1_000_000)) == "123,46%"


@pytest.mark.parametrize("value", [1.5, True, "1", None, float("nan")])
def test_refuses_inexact_numbers(value):
    with pytest.raises(InvalidTypeError):
        round_exact(value)


@pytest.mark.parametrize("value", [Decimal("nan"), Decimal("inf"), Decimal("sNaN")])
def test_refuses_numbers_that_are_none(value):
    with pytest.raises(InvalidValueError):
        round_exact(value)


@pytest.mark.parametrize("places", [-1, 101])
def test_refuses_places_out_of_range(places):
    with pytest.raises(InvalidValueError, match="places"):
        round_exact(1, places)


def test_refuses_an_unknown_mode():
    with pytest.raises(InvalidValueError, match="rounding"):
        divide(1, 2, "up")


@given(st.integers(-(10**40), 10**40), st.integers(0, 30))
def test_scaled_decimal_is_exact(scaled, places):
    assert Fraction(scaled_decimal(scaled, places)) == Fraction(scaled, 10**places)


@given(st.lists(st.integers(0, 10**12), min_size=1).filter(any), st.integers(0, 4))
def test_shares_add_up_to_exactly_100(weights, places):
    shares = apportion(weights, places=places)
    assert sum(map(Fraction, shares)) == 100
    total = sum(weights)
    for weight, share in zip(weights, shares, strict=True):
        assert abs(Fraction(share) - Fraction(100 * weight, total)) * 10**places < 1
        assert (weight == 0) <= (share == 0)


@given(st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_shares_keep_the_order_of_weights(weights):
    shares = apportion(weights)
    pairs = sorted(zip(weights, shares, strict=True), key=lambda pair: pair[0])
    for (lighter, less), (heavier, more) in itertools.pairwise(pairs):
        assert less <= more or lighter == heavier


def test_ties_go_to_the_earlier_row():
    assert apportion([1, 1, 1], places=0) == (Decimal(34), Decimal(33), Decimal(33))
    assert apportion([1219, 49]) == (Decimal("96.14"), Decimal("3.86"))


@pytest.mark.parametrize("weights", [[], [0], [0, 0]])
def test_nothing_has_no_shares(weights):
    with pytest.raises(InvalidValueError, match="at least one weight"):
        apportion(weights)


def test_apportion_names_the_bad_weight():
    with pytest.raises(InvalidTypeError, match=r"weights\[1\]"):
        apportion([1, 0.5])


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_change_of_amounts(now, then):
    change = Change(now, then)
    assert change.difference == now - then
    assert change.direction == (now > then) - (now < then)
    assert change.points() is None
    if then:
        assert then * (1 + change.growth) == now
    else:
        assert change.growth is None
        assert change.percent() is None


two_counts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted)


@given(two_counts, two_counts)
def test_change_of_rates_is_in_points(now, then):
    (a, b), (c, d) = now, then
    change = Change(Ratio(a, b), Ratio(c, d))
    assert change.difference is None
    assert change.percent() is None
    assert (change.points() is None) == (not b or not d)
    if b and d:
        assert change.shift == Fraction(a, b) - Fraction(c, d)


def test_change_refuses_to_mix():
    with pytest.raises(InvalidTypeError, match="then"):
        Change(1, Ratio(1, 2))
    with pytest.raises(InvalidTypeError, match="now"):
        Change(0.5, 1)
