"""A stated figure holds exactly when it is the half-up one; what does not hold is explained."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as st

import cchc_lib as cchc
from cchc_lib.checks.claim import QUALIFIERS, explain_amount, explain_percent, qualified
from cchc_lib.checks.slips import Cause
from cchc_lib.figures.rounding import Rounding

wholes = st.integers(1, 5000)
rates = st.builds(cchc.Ratio, st.integers(0, 6000), wholes)
percents = st.one_of(
    st.decimals(0, 200, places=2), st.integers(0, 200), st.decimals(-50, 20000, places=1)
).map(lambda value: cchc.format_number(value) + "%")
places = st.integers(0, 4)


def printed(rate, decimals, rounding=Rounding.HALF_UP):
    return cchc.format_number(rate.percent(decimals, rounding), fixed=True) + "%"


def cause(stated, rate, **options):
    found = explain_percent(stated, rate, **options)
    return None if found is None else found.cause


@given(rates, places)
def test_what_is_rounded_half_up_holds(rate, decimals):
    stated = printed(rate, decimals)
    widened = Decimal(stated[:-1].replace(".", "").replace(",", ".")) in (0, 100)
    if widened and rate.value not in (0, 1):
        assert cause(stated, rate) in (Cause.ROUNDED_TO_100, Cause.ROUNDED_TO_0)
    else:
        assert explain_percent(stated, rate) is None
    assert explain_percent(str(rate), rate) is None


@given(percents, rates, places)
def test_only_that_holds(stated, rate, decimals):
    number = cchc.parse_percent(stated)
    shown = -number.as_tuple().exponent
    found = explain_percent(stated, rate)
    if found is None:
        assert rate.percent(shown) == number
    else:
        assert found.expected != stated
        assert explain_percent(found.expected, rate) is None
        assert stated in found.sentence


@given(st.text(), rates)
def test_what_is_no_percentage_is_refused_as_such(text, rate):
    with contextlib.suppress(cchc.FormatError):
        explain_percent(text, rate)


@given(rates, places)
def test_cut_and_half_even(rate, decimals):
    cut = printed(rate, decimals, Rounding.DOWN)
    assume(cut != printed(rate, decimals))
    tie = printed(rate, decimals, Rounding.HALF_EVEN) == cut
    assert cause(cut, rate) is (Cause.HALF_EVEN if tie else Cause.TRUNCATED)


@given(st.integers(0, 5000), wholes)
def test_the_rest_of_the_whole(part, whole):
    rate = cchc.Ratio(min(part, whole - 1), whole)
    rest = str(rate.complement)
    found = cause(rest, rate)
    assert found in (None, Cause.COMPLEMENT) or rate.part == 0 or found.value.startswith("r")


@pytest.mark.parametrize(
    ("stated", "part", "whole", "expected"),
    [
        ("95,35%", 41, 43, None),
        ("95%", 41, 43, None),
        ("169%", 5147, 3046, None),
        ("96,14 %", 1219, 1268, None),
        ("95,34%", 41, 43, Cause.TRUNCATED),
        ("95,4%", 41, 43, Cause.ROUNDED_TWICE),
        ("12%", 1, 8, Cause.HALF_EVEN),
        ("4,65%", 41, 43, Cause.COMPLEMENT),
        ("75,93%", 41, 43, Cause.OTHER_BASE),
        ("9535%", 41, 43, Cause.FACTOR),
        ("0,17%", 5147, 3046, Cause.FACTOR),
        ("95,53%", 41, 43, Cause.SWAPPED),
        ("96,22%", 1219, 1268, Cause.IMPOSSIBLE),
        ("3,78%", 49, 1268, Cause.IMPOSSIBLE),
        ("96,2%", 2602, 2760, Cause.DIFFERS),
        ("-5%", 1, 2, Cause.DIFFERS),
        ("100%", 0, 0, Cause.UNDEFINED),
        ("100%", 1211, 1214, Cause.ROUNDED_TO_100),
        ("100,00%", 99_996, 100_000, Cause.ROUNDED_TO_100),
        ("0%", 3, 1214, Cause.ROUNDED_TO_0),
        ("100%", 36, 36, None),
        ("0%", 0, 36, None),
    ],
)
def test_causes(stated, part, whole, expected):
    others = {"hoạt động": cchc.Ratio(41, 54), "không có": cchc.Ratio(0, 0)}
    assert cause(stated, cchc.Ratio(part, whole), others=others) is expected


def test_sentences_say_what_to_write():
    found = explain_percent("95,34%", cchc.Ratio(41, 43))
    assert found.expected == "95,35%"
    assert found.is_rounding
    assert "41/43 = 95,3488…%" in found.sentence
    assert "cắt bỏ phần thập phân" in found.sentence
    found = explain_percent("96,22%", cchc.Ratio(1219, 1268))
    assert found.expected == "96,14%"
    assert not found.is_rounding
    assert "1.268" in found.sentence


def test_numbers_without_end_are_refused():
    with pytest.raises(cchc.FormatError):
        explain_percent("0," + "1" * 5000 + "%", cchc.Ratio(1, 3))
    with pytest.raises(cchc.FormatError):
        explain_percent("9" * 5000 + "%", cchc.Ratio(1, 3))
    assert cause("9" * 4000 + "%", cchc.Ratio(1, 3)) is Cause.IMPOSSIBLE


@pytest.mark.parametrize(
    ("stated", "actual", "unit", "expected"),
    [
        ("1.268", 1268, "hồ sơ", None),
        ("1268 hồ sơ", 1268, "hồ sơ", None),
        ("04", 4, "phòng", None),
        ("5,147 tỷ đồng", 5_147_000_000, "tỷ đồng", None),
        ("5,15 tỷ đồng", 5_147_000_000, "tỷ đồng", None),
        ("5.147 triệu đồng", 5_147_000_000, "tỷ đồng", None),
        ("20.800.000 đồng", 20_800_000, "đồng", None),
        ("5,14 tỷ đồng", 5_147_000_000, "tỷ đồng", Cause.TRUNCATED),
        ("3046 tỷ đồng", 3_046_000_000, "tỷ đồng", Cause.FACTOR),
        ("5 tỷ đồng", 5_147_000_000, "tỷ đồng", Cause.COARSE),
        ("1.242", 1268, "hồ sơ", Cause.DIFFERS),
        ("1.286", 1268, "hồ sơ", Cause.SWAPPED),
        ("1.258", 1268, "hồ sơ", Cause.DIGIT),
        ("128", 1268, "hồ sơ", Cause.DROPPED),
        ("12.268", 1268, "hồ sơ", Cause.DOUBLED),
        ("12", 13, "hồ sơ", Cause.DIFFERS),
        ("hơn 1.200", 9000, "hồ sơ", Cause.COARSE),
        ("hơn 9.200", 9000, "hồ sơ", Cause.DIFFERS),
        ("gần 9.200", 8000, "hồ sơ", Cause.DIFFERS),
    ],
)
def test_amounts(stated, actual, unit, expected):
    found = explain_amount(stated, actual, unit=unit)
    assert (found and found.cause) is expected


@pytest.mark.parametrize(
    ("stated", "unit"), [("5,147", "tỷ đồng"), ("1.2.3", "hồ sơ"), ("12 phòng", "hồ sơ"), ("", "x")]
)
def test_amounts_that_cannot_be_read(stated, unit):
    with pytest.raises(cchc.FormatError):
        explain_amount(stated, 5, unit=unit)


@given(st.integers(0, 10**13))
def test_our_own_money_holds(amount):
    assert explain_amount(cchc.format_vnd(amount, unit="tỷ đồng"), amount, unit="đồng") is None


@pytest.mark.parametrize(
    ("qualifier", "stated", "expected"),
    [
        ("trên", "95,4%", False),
        ("Trên", "95,3%", True),
        ("hơn", "95%", True),
        ("dưới", "96%", True),
        ("dưới", "95%", False),
        ("ít nhất", "95,35%", True),
        ("không dưới", "95,36%", False),
        ("không quá", "95,35%", True),
        ("không quá", "95,34%", False),
        ("không quá", "110%", True),
        ("ít nhất", "80%", True),
        ("khoảng", "94%", True),
        ("khoảng", "97%", True),
        ("gần", "96%", True),
        ("gần", "95%", True),
        ("gần", "90%", False),
        ("khoảng", "95%", True),
        ("khoảng", "80%", False),
    ],
)
def test_bounds(qualifier, stated, expected):
    found = explain_percent(f"{qualifier} {stated}", cchc.Ratio(41, 43))
    assert (found is None) is expected


def test_bounds_of_nothing():
    assert cause("trên 5%", cchc.Ratio(0, 0)) is Cause.UNDEFINED
    with pytest.raises(cchc.FormatError):
        explain_percent("cỡ 5%", cchc.Ratio(5, 100))


@given(st.sampled_from(QUALIFIERS), st.integers(1, 10**6), st.fractions(0, 10**6))
def test_bounds_follow_the_order(qualifier, stated, exact):
    rate = cchc.Ratio(exact.numerator, 100 * exact.denominator)
    holds = explain_percent(f"{qualifier} {stated}%", rate) is None
    if qualifier in ("trên", "hơn", "vượt"):
        assert holds is (exact > stated)
    if not holds:
        assert exact != stated or qualifier in (
            "trên", "hơn", "vượt", "dưới", "chưa đến", "chưa tới", "không đến"
        )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "actual", "unit", "holds"),
    [
        ("trên 95,4%", cchc.Ratio(41, 43), "%", False),
        ("Trên 95%", cchc.Ratio(41, 43), "%", True),
        ("gần 100%", cchc.Ratio(0, 0), "%", False),
        ("trên 1.200 hồ sơ", 1268, "hồ sơ", True),
        ("gần 1.300", 1268, "hồ sơ", True),
        ("dưới 1.200", 1268, "hồ sơ", False),
        ("không quá 1.268 hồ sơ", 1268, "hồ sơ", True),
        ("không quá 1.267 hồ sơ", 1268, "hồ sơ", False),
        ("ít nhất 12 hồ sơ", 1268, "hồ sơ", True),
        ("từ 1.200 hồ sơ", 1268, "hồ sơ", True),
        ("hơn 1.200 hồ sơ", 9000, "hồ sơ", False),  # it reaches to 1.300
        ("ước 5 tỷ đồng", 5_147_000_000, "tỷ đồng", True),
        ("hơn 5 tỷ đồng", 5_147_000_000, "tỷ đồng", True),
        ("hơn 6 tỷ đồng", 5_147_000_000, "tỷ đồng", False),
    ],
)
def test_qualified_figures(stated, actual, unit, holds):
    if isinstance(actual, cchc.Ratio):
        found = explain_percent(stated, actual)
    else:
        found = explain_amount(stated, actual, unit=unit)
    assert (found is None) is holds
    qualifier, number = qualified(stated)
    if found is not None and found.cause is Cause.DIFFERS:
        assert f"không phải {qualifier} {number}" in found.sentence


@given(st.sampled_from(QUALIFIERS), percents)
def test_the_longest_words_before_a_number_are_taken(qualifier, stated):
    if stated[0].isdigit():
        assert qualified(f"{qualifier} {stated}") == (qualifier, stated)
    assert qualified(stated) == (None, stated)
