"""Rounding by a named mode, and shares that add up."""

import decimal
import enum
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


class Mode(str, enum.Enum):  # noqa: UP042
    EVEN = "half-even"


@pytest.mark.parametrize("ratio", [Ratio(1, 800), Ratio(0, 0)])
def test_modes_are_named_by_their_value_too(ratio):
    change, rates = Change(801, 800), Change(ratio, Ratio(0, 5))
    for mode, *names in ((Rounding.HALF_EVEN, "half-even", Mode.EVEN), (Rounding.DOWN, "down")):
        for name in names:
            assert divide(5, 2, name) == divide(5, 2, mode)
            assert round_exact(Decimal("0.125"), 2, name) == round_exact(Decimal("0.125"), 2, mode)
            assert ratio.percent(2, name) == ratio.percent(2, mode)
            assert change.percent(2, name) == change.percent(2, mode)
            assert rates.points(2, name) == rates.points(2, mode)
            assert Ratio.parts_printing("0,12%", whole=800, rounding=name) == Ratio.parts_printing(
                "0,12%", whole=800, rounding=mode
            )


@pytest.mark.parametrize(
    ("mode", "error"),
    [("up", InvalidValueError), ("", InvalidValueError), (None, InvalidTypeError),
     ([], InvalidTypeError), (1, InvalidTypeError)],
)  # fmt: skip
def test_refuses_an_unknown_mode(mode, error):
    for ask in (
        lambda: divide(1, 2, mode),
        lambda: round_exact(1, 2, mode),
        lambda: Ratio(1, 2).percent(rounding=mode),
        lambda: Ratio(0, 0).percent(rounding=mode),
        lambda: Change(1, 0).percent(rounding=mode),
        lambda: Change(1, 0).points(rounding=mode),
        lambda: Ratio.parts_printing("5%", whole=0, rounding=mode),
    ):
        with pytest.raises(error, match=r"^rounding: .*one of half-up, half-even, down"):
            ask()


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
        assert (weight == 0) == (share == 0)
        assert (weight == total) == (share == 100)
    assert len({share.as_tuple().exponent for share in shares}) == 1


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


@given(st.lists(st.integers(0, 10**12), min_size=1).filter(any), st.integers(0, 4))
def test_shares_have_no_more_decimals_than_it_takes_to_show(weights, places):
    shown = -apportion(weights, places=places)[0].as_tuple().exponent
    assert shown >= places
    if shown > places:  # one decimal fewer leaves a row at 0 by the largest remainder
        units, total = 100 * 10 ** (shown - 1), sum(weights)
        cut = [divmod(weight * units, total) for weight in weights]
        missing = units - sum(quotient for quotient, _ in cut)
        topped = sorted(range(len(cut)), key=lambda row: -cut[row][1])[:missing]
        assert any(w and not cut[row][0] and row not in topped for row, w in enumerate(weights))


@pytest.mark.parametrize(
    ("weights", "places", "shares"),
    [
        ([1, 999], 0, ("0.1", "99.9")),
        ([999, 1], 0, ("99.9", "0.1")),
        ([1, 99_999], 2, ("0.001", "99.999")),
        ([0, 1, 999], 0, ("0.0", "0.1", "99.9")),
        ([0, 7], 0, ("0", "100")),
        ([1, 199], 0, ("1", "99")),  # a half: the earlier row takes it
    ],
)
def test_shares_widen_until_each_shows(weights, places, shares):
    assert tuple(map(str, apportion(weights, places=places))) == shares


def test_many_equal_rows_all_show():
    assert set(apportion([1] * 1000, places=0)) == {Decimal("0.1")}
    assert str(apportion([1, 10**4299], places=0)[0].adjusted()) == "-4297"


def test_apportion_names_the_bad_weight():
    with pytest.raises(InvalidTypeError, match=r"weights\[1\]"):
        apportion([1, 0.5])


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_change_of_amounts(now, then):
    change = Change(now, then)
    assert change.difference == now - then
    assert change.direction == (now > then) - (now < then)
    assert change.points() is None
    if then > 0:
        assert (change.growth > 0) - (change.growth < 0) == change.direction
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


def test_a_growth_needs_a_base_above_0():
    change = Change(-50, -100)
    assert (change.direction, change.difference) == (1, 50)
    assert change.growth is None
    assert change.percent() is None
    assert Change(-50, 100).percent() == Decimal("-150.00")


def test_numbers_have_one_limit_of_digits():
    for make in (
        lambda: Ratio(10**4300, 1),
        lambda: Ratio(1, 10**4300),
        lambda: Change(1, -(10**4300)),
        lambda: apportion([1, 10**4300]),
        lambda: round_exact(Decimal("1E+4300")),
        lambda: round_exact(Decimal("1E-4301")),
        lambda: round_exact(Fraction(1, 10**4300)),
    ):
        with pytest.raises(InvalidValueError, match="at most 4300 digits"):
            make()
    most = 10**4300 - 1
    assert len(str(Ratio(most - 1, most))) == 4302
    assert Change(most, -most).difference == 2 * most
    assert Change(Ratio(most, 1), Ratio(1, most)).points().adjusted() == 4301


def test_change_refuses_to_mix():
    with pytest.raises(InvalidTypeError, match="then"):
        Change(1, Ratio(1, 2))
    with pytest.raises(InvalidTypeError, match="now"):
        Change(0.5, 1)
