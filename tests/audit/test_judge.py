"""The judge: a printed number is an interval, a relation holds when intervals meet."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, strategies as st

from cchc_lib import Ratio, format_number
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import judge
from cchc_lib.checks.weight import settle, weigh
from cchc_lib.reading.numbers import Quantities
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.relation import Kind, Relation, Structure

counts = st.integers(1, 10**6)


def number(text):
    (found,) = Quantities(text).numbers
    return found


def relation(kind, result, *operands, structure=Structure.CERTAIN, **more):
    numbers = [number(text) for text in operands]
    return Relation(kind, number(result), tuple(numbers), structure, Pattern.SOME, **more)


@given(counts, counts)
def test_a_share_printed_half_up_holds_and_no_other_does(part, whole):
    assume(part < whole)
    exact = Decimal(100 * part) / Decimal(whole)
    printed = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assume(0 < printed < 100)
    operands = f"{part} hồ sơ", f"{whole} hồ sơ"
    for off, holds in ((0, True), (1, False), (-1, False)):
        text = format_number(printed + off * Decimal("0.01"), places=2, fixed=True)
        verdict = judge(relation(Kind.SHARE, f"{text}%", *operands))
        assert verdict.holds is holds
        assert (weigh(verdict) is None) is holds


@given(st.lists(counts, min_size=2, max_size=6))
def test_a_sum_of_counts_is_exact(parts):
    texts = [f"{part} hồ sơ" for part in parts]
    assert judge(relation(Kind.SUM, f"{sum(parts)} hồ sơ", *texts)).holds
    wrong = judge(relation(Kind.SUM, f"{sum(parts) + 1} hồ sơ", *texts))
    assert not wrong.holds
    assert wrong.off == -1


@given(st.lists(st.integers(100, 10**7), min_size=2, max_size=5))
def test_amounts_in_tỷ_hold_when_each_is_rounded(parts):
    """10,55 tỷ is 10,545 to below 10,555: what rounding alone does is no contradiction."""

    def shown(millions):
        rounded = (Decimal(millions) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"{format_number(rounded, places=2, fixed=True)} tỷ đồng"

    assert judge(relation(Kind.SUM, shown(sum(parts)), *map(shown, parts))).holds


@given(st.lists(st.integers(1000, 10**6), min_size=2, max_size=5), st.data())
def test_one_digit_wrong_is_a_slip_and_the_repair_is_what_was_meant(parts, data):
    texts = [str(part) for part in parts]
    at = data.draw(st.integers(0, len(parts) - 1))
    place = data.draw(st.integers(1, len(texts[at]) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != texts[at][place])
    wrong = texts[at][:place] + digit + texts[at][place + 1 :]
    shown = [*texts[:at], wrong, *texts[at + 1 :]]
    verdict = judge(relation(Kind.SUM, f"{sum(parts)} hồ sơ", *(f"{text} hồ sơ" for text in shown)))
    assert verdict.is_slip
    assert any(
        repair.number is verdict.relation.operands[at]
        and repair.printed.replace(".", "") == texts[at]
        for repair in verdict.repairs
    )
    assert weigh(verdict) is Severity.ERROR


@pytest.mark.parametrize(
    ("shown", "meant", "how"),
    [
        ("169", "196", "swapped"),
        ("1.477", "1.447", "digit"),
        ("120", "1.200", "factor"),
        ("1.244", "124", "doubled"),
        ("03", "02", "digit"),
    ],
)
def test_how_figures_go_wrong(shown, meant, how):
    whole = int(meant.replace(".", "")) + 5000
    verdict = judge(relation(Kind.SUM, f"{whole} hồ sơ", f"{shown} hồ sơ", "5000 hồ sơ"))
    assert how in {repair.how for repair in verdict.repairs if repair.number.shown == shown}


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("hơn 326,7 tỷ đồng", 326_700_000_000, 326_800_000_000),
        ("gần 1.300 hồ sơ", 1200, 1300),
        ("hơn 74.240 lượt", 74_240, 74_250),
        ("1.268 hồ sơ", 1268, 1268),
        ("10,55 tỷ đồng", 10_545_000_000, 10_555_000_000),
    ],
)
def test_what_a_printed_number_may_stand_for(words, low, high):
    assert number(words).bounds == (low, high)


@pytest.mark.parametrize(("words", "count"), [("7/70 nhiệm vụ", 1), ("trực 24/7, 24/24", 0)])
def test_round_the_clock_is_no_portion(words, count):
    assert len(Quantities(words).portions) == count


@pytest.mark.parametrize(
    ("then", "now", "says", "holds"),
    [
        ("1.250 hồ sơ", "1.500 hồ sơ", "20%", True),
        ("1.250 hồ sơ", "1.500 hồ sơ", "16,7%", False),
        ("80 tỷ đồng", "90 tỷ đồng", "12,5%", True),
    ],
)
def test_growth(then, now, says, holds):
    assert judge(relation(Kind.GROWTH, says, now, then, rose=True)).holds is holds


@pytest.mark.parametrize(("rose", "holds"), [(True, True), (False, False), (None, True)])
def test_a_difference_has_a_direction(rose, holds):
    found = judge(relation(Kind.DIFFERENCE, "250 hồ sơ", "1.500 hồ sơ", "1.250 hồ sơ", rose=rose))
    assert found.holds is holds


def test_all_is_all_and_nothing_nothing():
    """A false 100% is a warning at every door; 99,96% of counts is not 100%."""
    verdict = judge(relation(Kind.SHARE, "100%", "9.997 hồ sơ", "10.000 hồ sơ"))
    assert not verdict.holds
    assert weigh(verdict) is Severity.WARNING
    assert judge(relation(Kind.SHARE, "100%", "10.000 hồ sơ", "10.000 hồ sơ")).holds


def test_a_rate_of_nothing_is_not_judged():
    assert judge(relation(Kind.SHARE, "95%", "0 hồ sơ", "0 hồ sơ")).holds


@pytest.mark.parametrize(
    ("structure", "severity"),
    [
        (Structure.CERTAIN, Severity.ERROR),
        (Structure.LIKELY, Severity.WARNING),
        (Structure.POSSIBLE, None),
    ],
)
def test_structure_and_arithmetic_make_the_severity(structure, severity):
    verdict = judge(
        relation(Kind.SUM, "1.268 hồ sơ", "1.219 hồ sơ", "48 hồ sơ", structure=structure)
    )
    assert weigh(verdict) is severity


def test_a_reading_that_holds_silences_the_others():
    total, right, wrong = "1.268 hồ sơ", ("1.219 hồ sơ", "49 hồ sơ"), ("1.219 hồ sơ", "48 hồ sơ")
    readings = [relation(Kind.SUM, total, *wrong), relation(Kind.SUM, total, *right)]
    (verdict,) = settle([readings])
    assert verdict.holds


@given(counts, counts)
def test_the_judge_agrees_with_the_figures(part, whole):
    """What the library prints of a rate holds for the judge of what others print."""
    rate = Ratio(min(part, whole), max(part, whole))
    operands = f"{rate.part} hồ sơ", f"{rate.whole} hồ sơ"
    assert judge(relation(Kind.SHARE, str(rate), *operands)).holds
