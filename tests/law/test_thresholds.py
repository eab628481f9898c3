"""Targets: dated, cited, and told where an error hides that one was not reached."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib.law.sources import REFORM_PLAN
from cchc_lib.law.thresholds import TARGETS, crossed

DAY = date(2026, 9, 15)
percents = st.fractions(0, 120)


@given(percents, percents)
def test_a_target_is_crossed_where_one_reaches_it_and_the_other_does_not(stated, actual):
    found = crossed("mức độ hài lòng", stated, actual, DAY)
    assert (found is not None) is ((stated >= 95) is not (actual >= 95))
    if found:
        assert ("số đã ghi đạt" in found) is (stated >= 95)
        assert "Quyết định 282/QĐ-TTg" in found


@pytest.mark.parametrize(
    ("named", "least"),
    [
        ("procedures.satisfaction.satisfaction", 95),
        ("procedures.satisfaction.sectors[0].satisfaction Đất đai: mức độ hài lòng", 90),
        ("tỷ lệ hài lòng của người dân về lĩnh vực xây dựng", 90),
        ("plan.completion", 100),
        ("budget.revenue.completion", 100),
        ("so với dự toán", 100),
    ],
)
def test_which_target_a_figure_has(named, least):
    assert crossed(named, least, Fraction(least) - Fraction(1, 1000), DAY)
    assert crossed(named, least, least + 3, DAY) is None


@pytest.mark.parametrize("named", ["", "procedures.dossiers.online_share", "tỷ lệ trực tuyến"])
def test_most_figures_have_none(named):
    assert crossed(named, 100, 0, DAY) is None


@pytest.mark.parametrize("on", [None, date(2025, 12, 14), date(2031, 1, 1)])
def test_a_text_sets_none_before_or_after_it_holds(on):
    assert crossed("mức độ hài lòng", 96, 94, on) is None
    assert REFORM_PLAN.start
    assert crossed("mức độ hài lòng", 96, 94, REFORM_PLAN.start)


def test_no_float_is_compared():
    with pytest.raises(cchc.InvalidTypeError):
        crossed("plan.completion", 99.5, 100, DAY)


def test_targets_are_cited_but_for_the_units_own():
    assert [target.source for target in TARGETS if target.source is None] == [None]
    assert all(0 < target.least <= 100 for target in TARGETS)


def report(**fields):
    commune = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    return cchc.Report(agency=commune, period=cchc.Period.year(2026), **fields)


def test_a_claim_that_crosses_one_says_so_and_comes_first():
    answers = cchc.Satisfaction(answers=1000, satisfied=500, very_satisfied=446)
    found = cchc.audit(
        report(
            plan=cchc.Plan(tasks=43, tasks_completed=41),
            procedures=cchc.Procedures(satisfaction=answers),
            claims={
                "plan.tasks": "44",
                "procedures.satisfaction.satisfaction": "95,6%",
                "procedures.satisfaction.positive": "956",
            },
        )
    )
    assert found[0].path == "procedures.satisfaction.satisfaction"
    assert found[0].target in found[0].message.replace("Số đã", "số đã")
    assert [each.target is None for each in found] == [False, True, True]
    assert list(found.sorted()) == list(found)


def test_what_crosses_comes_before_what_does_not_whatever_its_code():
    line = cchc.BudgetLine(planned_vnd=5_100_000_000, actual_vnd=5_000_000_000)
    claims = {"plan.completion": "96,53%", "budget.revenue.actual_vnd": "5,2 tỷ đồng"}
    plan = cchc.Plan(tasks=43, tasks_completed=41)
    found = cchc.audit(report(plan=plan, budget=cchc.Budget(revenue=line), claims=claims))
    assert found.codes == ("CCHC202", "CCHC201")


def test_an_amount_is_held_against_the_plan():
    line = cchc.BudgetLine(planned_vnd=5_100_000_000, actual_vnd=5_000_000_000)
    for text, is_crossed in (("5,2 tỷ đồng", True), ("4,9 tỷ đồng", False)):
        claims = {"budget.revenue.actual_vnd": text}
        (found,) = cchc.audit(report(budget=cchc.Budget(revenue=line), claims=claims))
        assert (found.target is not None) is is_crossed


def test_a_rounding_that_hides_a_plan_not_reached_is_an_error():
    plan = cchc.Plan(tasks=20_000, tasks_completed=19_999)
    (found,) = cchc.audit(report(plan=plan, claims={"plan.completion": "100,0%"}))
    assert found.severity is cchc.Severity.ERROR
    assert found.target
