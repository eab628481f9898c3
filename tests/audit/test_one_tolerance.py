"""What a text says and what a unit states as its figure are judged alike, with the same cause."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

import cchc_lib as cchc
from cchc_lib.checks.claim import QUALIFIERS, explain_amount, explain_percent
from cchc_lib.checks.judge import judge
from cchc_lib.checks.slips import Cause
from cchc_lib.checks.text.statements import verdicts
from cchc_lib.figures.rounding import Rounding, round_exact
from cchc_lib.reading.numbers import Quantities
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure

LIMITS = ("", *sorted({*QUALIFIERS} - {"vượt"}))  # "đạt vượt 95%" is odd


def cause(explanation):
    return explanation and explanation.cause


def slipped(draw, exact):
    """Return a number as it might be printed for an exact one, right or gone wrong."""
    places = draw(st.integers(0, 3))
    meant = exact * draw(st.sampled_from([1, 1, 1, 1, 10, 1000, Fraction(1, 10), Fraction(1, 100)]))
    meant += Fraction(draw(st.integers(-2, 2)), 10**places)
    printed = round_exact(max(meant, Fraction(0)), places, draw(st.sampled_from(Rounding)))
    digits = list(cchc.format_number(printed, fixed=True))
    if draw(st.booleans()) and len(digits) > 2:
        place = draw(st.integers(0, len(digits) - 2))
        pair = digits[place] + digits[place + 1]
        if pair.isdigit() and (place or pair[1] != "0"):
            digits[place : place + 2] = digits[place + 1], digits[place]
    return "".join(digits)


@st.composite
def rates(draw):
    whole = draw(st.integers(1, 20_000))
    part = draw(st.one_of(st.integers(0, whole), st.integers(max(0, whole - 3), 2 * whole)))
    exact = Fraction(100 * part, whole)
    return cchc.Ratio(part, whole), slipped(draw, draw(st.sampled_from([exact, abs(100 - exact)])))


@given(rates(), st.sampled_from(LIMITS))
def test_a_rate(drawn, limit):
    rate, shown = drawn
    said = f"{limit} {shown}%".strip()
    counts = "/".join(map(cchc.format_number, (rate.part, rate.whole)))
    assume(counts not in ("24/24", "24/7", "7/7"))  # round the clock
    prose = Prose.of(f"Đã hoàn thành {counts} nhiệm vụ, đạt {said}.")
    (verdict,) = [each for each in verdicts(prose) if each.relation.kind is Kind.SHARE]
    found = explain_percent(said, rate)
    assert verdict.holds is (found is None)
    assert verdict.cause is cause(found)


@given(st.integers(1, 10**13), st.sampled_from(["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"]),
       st.sampled_from(LIMITS), st.data())  # fmt: skip
def test_an_amount(amount, unit, limit, data):
    assume(limit not in ("từ", "ước", "ước khoảng", "ước đạt"))  # they limit a figure alone
    exact = Fraction(amount, cchc.parse_vnd(f"1 {unit}"))
    said = f"{limit} {slipped(data.draw, exact)} {unit}".strip()
    (number,) = Quantities(f"Thu {said}.").numbers
    fact = Quantity(0, 0, amount, "", (), "", None)
    verdict = judge(Relation(Kind.SAME, number, (fact,), Structure.CERTAIN, Pattern.SOME))
    found = explain_amount(said, amount, unit="đồng")
    assert verdict.holds is (found is None)
    assert verdict.cause is cause(found)


@pytest.mark.parametrize("stated", ["100%", "100,00%"])
def test_all_is_all_at_each_door(stated):
    """Of 9.999 of 10.000 nobody may say that it is all, however many zeros follow."""
    assert explain_percent(stated, cchc.Ratio(99_996, 100_000)).cause is Cause.ROUNDED_TO_100
    (found,) = cchc.audit_text(f"Giải quyết 99.996/100.000 hồ sơ, đạt {stated}.").only("CCHC230")
    assert found.severity == "warning"
