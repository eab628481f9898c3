"""Ratio: exact, monotone, and never 100% unless complete."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from cchc_lib.errors import CchcError, FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures import Ratio, Rounding
from cchc_lib.figures.rounding import round_exact

counts = st.one_of(st.integers(0, 3000), st.integers(0, 10**18))
places = st.integers(0, 6)


@st.composite
def ratios(draw, *, within=False):
    whole = draw(counts.filter(bool))
    part = draw(st.integers(0, whole) if within else counts)
    return Ratio(part, whole)


def printed(ratio, spec=""):
    """The printed percentage as a Decimal, read back by hand."""
    return Decimal(format(ratio, spec).removesuffix("%").replace(".", "").replace(",", "."))


def test_contract():
    rate = Ratio(1219, 1268)
    assert rate.value == Fraction(1219, 1268)
    assert rate.percent() == Decimal("96.14")
    assert rate.percent(places=1) == Decimal("96.1")
    assert str(rate) == "96,14%"
    assert f"{rate:.1}" == "96,1%"
    assert str(Ratio(99_996, 100_000)) == "99,996%"
    assert Ratio(99_996, 100_000).percent() == Decimal("100.00")
    assert str(Ratio(0, 0)) == "không phát sinh"
    assert Ratio(0, 0).value is None
    assert Ratio(0, 0).percent() is None


@given(ratios(), places, st.sampled_from(Rounding))
def test_percent_is_within_its_rounding(ratio, places, rounding):
    error = abs(Fraction(ratio.percent(places, rounding)) - 100 * ratio.value) * 10**places
    assert error < 1 if rounding is Rounding.DOWN else error <= Fraction(1, 2)


@given(ratios(), places)
def test_percent_keeps_its_places(ratio, places):
    assert ratio.percent(places).as_tuple().exponent == -places


@given(st.integers(0, 5000), st.integers(1, 2500))
def test_half_up_agrees_with_the_decimal_module(part, whole):
    from decimal import ROUND_HALF_UP, Context

    exact = Context(prec=60)
    expected = exact.divide(Decimal(100 * part), Decimal(whole))
    assume(whole % 3 and whole % 7)  # a repeating decimal is cut by the oracle, never at a half
    assert Ratio(part, whole).percent() == expected.quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP, context=exact
    )


@given(ratios(), ratios(), places)
def test_percent_and_print_are_monotone(one, other, places):
    assume(one.value <= other.value)
    assert one.percent(places) <= other.percent(places)
    assert printed(one, f".{places}") <= printed(other, f".{places}")


@given(ratios(), places, st.booleans())
def test_prints_100_only_if_complete_and_0_only_if_empty(ratio, places, fixed):
    value = printed(ratio, f".{places}{'f' if fixed else ''}")
    assert (value == 100) == (ratio.part == ratio.whole)
    assert (value == 0) == (ratio.part == 0)


@given(st.integers(1, 10**9))
def test_one_short_of_complete_shows(whole):
    assert str(Ratio(whole, whole)) == "100%"
    assert str(Ratio(whole - 1, whole)) != "100%"
    assert str(Ratio(whole + 1, whole)) != "100%"
    assert (str(Ratio(1, whole)) == "100%") == (whole == 1)


@given(ratios(), places)
def test_print_equals_percent_where_nothing_is_widened(ratio, places):
    plain = ratio.percent(places)
    assume(plain not in (0, 100))
    assert printed(ratio, f".{places}") == plain


@pytest.mark.parametrize(
    ("ratio", "spec", "text"),
    [
        (Ratio(821, 1000), "", "82,1%"),
        (Ratio(2, 5), "", "40%"),
        (Ratio(2, 5), ".2f", "40,00%"),
        (Ratio(2, 5), "f", "40,00%"),
        (Ratio(2, 5), ".0", "40%"),
        (Ratio(1999, 2000), ".0", "99,95%"),  # 100% at no decimals, 100,0% at one: half up
        (Ratio(1, 25_000), "", "0,004%"),
        (Ratio(1, 25_000), ".2f", "0,004%"),
        (Ratio(5147, 3046), "", "168,98%"),
        (Ratio(123_456, 1), "", "12.345.600%"),
        (Ratio(3, 0), "", "không xác định"),
        (Ratio(0, 0), ".2f", "không phát sinh"),
    ],
)
def test_printed(ratio, spec, text):
    assert format(ratio, spec) == text


@pytest.mark.parametrize("part", [1.0, True, "1", None, Decimal(1), Fraction(1)])
def test_refuses_what_is_not_an_int(part):
    with pytest.raises(InvalidTypeError, match="part"):
        Ratio(part, 2)
    with pytest.raises(InvalidTypeError, match="whole"):
        Ratio(1, part)


def test_refuses_a_negative_count():
    with pytest.raises(InvalidValueError, match=r"part: got -1 \(int\)"):
        Ratio(-1, 2)


@pytest.mark.parametrize("spec", [".2%", "f2", "x", ".", ".-1", "10", ".101"])
def test_refuses_an_unknown_format(spec):
    with pytest.raises(CchcError):
        format(Ratio(1, 3), spec)


def test_complement():
    assert Ratio(3, 10).complement == Ratio(7, 10)
    with pytest.raises(InvalidValueError):
        _ = Ratio(11, 10).complement


@given(st.integers(0, 4000), st.integers(1, 4000), places)
def test_parts_printing_inverts_printing(part, whole, places):
    assert part in Ratio.parts_printing(format(Ratio(part, whole), f".{places}"), whole=whole)


@given(
    st.integers(1, 400),
    st.integers(0, 10**5),
    st.sampled_from([0, 1, 2, 3]),
    st.sampled_from(Rounding),
)
def test_parts_printing_agrees_with_trying_every_part(whole, scaled, decimals, rounding):
    stated = Decimal(scaled).scaleb(-decimals)
    assume(stated not in (0, 100))
    text = f"{stated:f}".replace(".", ",") + "%"
    near = int(whole * stated / 100)
    tried = [
        part
        for part in range(max(0, near - 2 * whole), near + 2 * whole + 2)
        if Ratio(part, whole).percent(decimals, rounding) == stated
    ]
    assert list(Ratio.parts_printing(text, whole=whole, rounding=rounding)) == tried


def test_parts_printing_of_the_sample():
    assert list(Ratio.parts_printing("99,75%", whole=1214)) == [1211]
    assert list(Ratio.parts_printing("0,25 %", whole=1214)) == [3]
    assert list(Ratio.parts_printing("0,25\u202f%", whole=1214)) == [3]
    assert list(Ratio.parts_printing("96,22%", whole=1268)) == []
    assert list(Ratio.parts_printing("100%", whole=1268)) == [1268]
    assert list(Ratio.parts_printing("0%", whole=1268)) == [0]
    assert list(Ratio.parts_printing("12%", whole=0)) == []
    assert list(Ratio.parts_printing("95,34%", whole=43)) == []
    assert list(Ratio.parts_printing("95,34%", whole=43, rounding=Rounding.DOWN)) == [41]


@pytest.mark.parametrize("text", ["99.75%", "99,75", "%", "-1%", "1,5,5%", "１%", "99,%"])
def test_parts_printing_refuses_what_is_no_percentage(text):
    with pytest.raises(FormatError):
        Ratio.parts_printing(text, whole=10)


@given(st.integers(1, 10**20), st.integers(1, 10**60), st.integers(0, 3))
def test_widening_adds_no_more_decimals_than_it_takes(part, whole, places):
    """Trying one decimal more at a time, as the rule says, prints the same."""
    for rate in (Ratio(part, whole), Ratio(whole, whole + part), Ratio(whole + part, whole)):
        exact, tried = Fraction(100 * rate.part, rate.whole), places
        while round_exact(exact, tried) in (0, 100) and exact not in (0, 100):
            tried += 1
        assert printed(rate, f".{places}f") == round_exact(exact, tried)


@pytest.mark.parametrize("gap", [*range(2, 60)])
def test_widening_finds_the_first_decimal_that_shows(gap):
    """Just below and just above each power of ten and of two, where an estimate would slip."""
    for whole in {step + near for step in (10**gap, 2 * 10**gap, 2**gap) for near in (-1, 0, 1)}:
        for rate in (Ratio(1, max(whole, 1)), Ratio(whole, whole + 1), Ratio(whole + 1, whole + 2)):
            exact, tried = Fraction(100 * rate.part, rate.whole), 0
            while round_exact(exact, tried) in (0, 100):
                tried += 1
            assert printed(rate, ".0") == round_exact(exact, tried)


def test_parts_printing_has_the_limit_of_every_number():
    for text in ("9" * 4301 + "%", "0," + "1" * 4301 + "%", "9" * 10**6 + "%"):
        with pytest.raises(FormatError, match="at most 4300 digits"):
            Ratio.parts_printing(text, whole=10)


def test_parts_printing_refuses_a_number():
    with pytest.raises(InvalidTypeError):
        Ratio.parts_printing(Decimal("99.75"), whole=10)
