"""What the unit says of its figures: claims and marks."""

import copy
import json
import pickle
import re
from datetime import UTC, date, datetime

import attrs
import pytest
from strategies import COMMUNE

import cchc_lib as cchc

YEAR = cchc.Period.year(2025)
PLAN = cchc.Plan(tasks=43, tasks_completed=41)


def report(**given):
    return cchc.Report(**({"agency": COMMUNE, "period": YEAR, "plan": PLAN} | given))


@pytest.mark.parametrize(
    "claims",
    [
        *({"a": 5}, {5: "a"}, {"plan.tasks": None}, {"plan.tasks": ""}, {"plan.tasks": "\u200b"}),
        *("plan.tasks", 5, ["plan.tasks"], [("plan.tasks", "43")], [None], {"plan.tasks": ["43"]}),
        *({"plan.task": "43"}, {"plan": "43"}, {"": "43"}, {"plan.tasks.x": "43"}),
    ],
    ids=str,
)
def test_claims_are_texts_of_figures(claims):
    with pytest.raises(cchc.CchcError) as caught:
        report(claims=claims)
    assert caught.value.path in ("Report.claims", "Claim.text", "Claim.figure")
    assert caught.value.message_vi


def test_claims_in_either_form_are_the_same():
    stated = {"plan.tasks": "43", "plan.completion": "95,34%"}
    one = report(claims=stated)
    assert one == report(claims=[cchc.Claim(id, text) for id, text in stated.items()])
    assert one == attrs.evolve(one, claims=one.claims) == pickle.loads(pickle.dumps(one))
    assert ["95,34" in found.message for found in cchc.audit(one)] == [True]


@pytest.mark.parametrize(
    "marks",
    [
        *({"a": cchc.Mark()}, {"plan.task": cchc.Mark()}, {"plan": cchc.Mark()}, {5: cchc.Mark()}),
        *({"plan.tasks": True}, {"plan.tasks": "ước"}, ["plan.tasks"], "plan.tasks", None, 5),
        *({"plan.tasks": None}, [cchc.Mark()]),
    ],
    ids=str,
)
def test_marks_are_of_figures(marks):
    with pytest.raises(cchc.CchcError) as caught:
        report(marks=marks)
    assert caught.value.path == "Report.marks"


def test_an_unknown_mark_names_the_nearest():
    with pytest.raises(cchc.UnknownNameError, match=r"'plan\.completed'.*'plan\.completion'"):
        report(marks={"plan.completed": cchc.Mark()})


@pytest.mark.parametrize(
    "given",
    [
        *({"is_estimate": 1}, {"is_estimate": "no"}, {"is_estimate": None}, {"source": 5}),
        *({"as_of": "2025"}, {"as_of": datetime(2025, 1, 1, tzinfo=UTC)}, {"as_of": 2025}),
    ],
    ids=str,
)
def test_what_is_no_mark_is_refused(given):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.Mark(**given)
    assert caught.value.path.startswith("Mark.")


MARKED = report(
    marks={
        "plan.tasks_completed": cchc.Mark(is_estimate=True),
        "plan.completion": cchc.Mark(source="Phòng Nội vụ", as_of=date(2025, 11, 1)),
    },
    next_tasks=["Hoàn thành {plan.tasks_completed} nhiệm vụ, đạt {plan.completion}."],
)


def test_an_estimate_is_printed_as_one_everywhere():
    text = cchc.render_text(MARKED)
    assert "đã hoàn thành ước 41/43 nhiệm vụ" in text
    assert "Hoàn thành ước 41 nhiệm vụ" in text
    assert "41 (ước)" in text
    assert "43 (ước)" not in text
    assert MARKED.figures()["plan.tasks_completed"].text == "ước 41"
    assert "ước" not in cchc.render_text(attrs.evolve(MARKED, marks={}))


def test_source_and_day_are_told_once():
    text = cchc.render_text(MARKED)
    assert text.count("Nguồn số liệu: Phòng Nội vụ; số liệu đến ngày 01/11/2025.") == 1


def test_marks_are_a_value_that_cannot_change():
    assert pickle.loads(pickle.dumps(MARKED)) == copy.deepcopy(MARKED) == MARKED
    assert hash(MARKED) == hash(copy.deepcopy(MARKED))
    with pytest.raises(cchc.InvalidTypeError):
        MARKED.marks["plan.tasks"] = cchc.Mark()
    given = {"plan.tasks": cchc.Mark(is_estimate=True)}
    held = report(marks=given)
    given.clear()
    assert list(held.marks) == ["plan.tasks"]
    assert json.dumps(list(held.marks)) == '["plan.tasks"]'


def test_marks_reach_own_subjects_changes_and_rows():
    held = report(
        previous=report(period=cchc.Period.year(2024), plan=cchc.Plan(tasks=40)),
        inspections=cchc.Inspections(units=[cchc.Group(name="trường học", count=3)]),
        marks={
            "inspections.units[0].count": cchc.Mark(is_estimate=True),
        },
    )
    assert "ước 03 trường học" in cchc.render_text(held)


@pytest.mark.parametrize("id", ["plan.targets", "procedures.dossiers.sectors[0].online"])
def test_source_of_a_figure_that_stands_in_a_table_only(id):
    report = cchc.Report(
        agency=COMMUNE,
        period=YEAR,
        plan=cchc.Plan(targets=7),
        procedures=cchc.Procedures(
            dossiers=cchc.Dossiers(
                online=12, in_person=0, sectors=[cchc.Dossiers(sector="Đất đai", online=12)]
            )
        ),
        marks={id: cchc.Mark(source="Kho bạc")},
    )
    outline = cchc.STANDARD.without("i") if id.startswith("plan") else cchc.STANDARD
    if id.startswith("plan"):
        outline = cchc.Outline(
            (cchc.Part("a", "Kế hoạch", lines=["Có kế hoạch."], table=["plan"]),)
        )
    assert cchc.render_text(report, outline=outline).count("Nguồn số liệu: Kho bạc.") == 1


def test_what_follows_from_an_estimate_is_one_everywhere():
    """Changes, cumulative figures and rows of tables say it, whichever report has the mark."""
    quarter = cchc.Period.quarter(2026, 3)
    estimate = {"plan.tasks_completed": cchc.Mark(is_estimate=True)}

    def text(now=(), then=(), since=()):
        def plan(period, done, marks, **more):
            return cchc.Report(
                agency=COMMUNE,
                period=period,
                plan=cchc.Plan(tasks=20, tasks_completed=done),
                marks=marks,
                **more,
            )

        return cchc.render_text(
            plan(
                quarter,
                9,
                dict(now),
                previous=plan(cchc.Period.quarter(2026, 2), 7, dict(then)),
                cumulative=plan(cchc.Period.nine_months(2026), 16, dict(since)),
                next_tasks=[
                    "Hơn {plan.tasks_completed.change}; lũy kế {plan.completion.cumulative}."
                ],
            )
        )

    exact = text()
    assert "(ước)" not in exact
    assert " ước " not in exact
    assert "Hơn tăng 02 nhiệm vụ (28,57%); lũy kế 80%" in exact
    for marks in ({"now": estimate}, {"then": estimate}):
        assert "Hơn ước tăng 02 nhiệm vụ (28,57%); lũy kế 80%" in text(**marks)
    assert "lũy kế ước 80%" in text(since=estimate)
    assert re.search(r"đã hoàn thành +nhiệm vụ +7 \(ước\) +9 ", text(then=estimate))
    assert re.search(r"đã hoàn thành +nhiệm vụ +7 +9 \(ước\)", text(now=estimate))
    assert re.search(r"đã hoàn thành +nhiệm vụ +9 +16 \(ước\)", text(since=estimate))
    assert re.search(r"45,00 \(ước\)", text(now=estimate))


def test_an_estimate_below_a_fraction_stands_before_it():
    text = cchc.render_text(report(marks={"plan.tasks": cchc.Mark(is_estimate=True)}))
    assert "/ước" not in text
    assert "ước 41/43 nhiệm vụ" in text


def test_a_rate_of_nothing_is_no_estimate():
    held = report(
        plan=cchc.Plan(tasks=0, tasks_completed=0),
        marks={"plan.tasks": cchc.Mark(is_estimate=True)},
    )
    assert held.figures()["plan.completion"].text == "không phát sinh"
