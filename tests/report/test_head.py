"""The head of a report: what cannot stand in it, and that a report is a value."""

import copy
import json
import pickle
from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import given, settings
from strategies import ALONE, COMMUNE, reports

import cchc_lib as cchc

YEAR = cchc.Period.year(2025)


def report(**given):
    return cchc.Report(**({"agency": COMMUNE, "period": YEAR} | given))


def refusal(**given):
    try:
        report(**given)
    except cchc.CchcError as error:
        return error
    return None


ODD = [
    *(5, -1, "x", b"x", 3.5, True, object(), type, [5], ["x", None], [None], {"a": 5}, {5: "a"}),
    *(
        date(2025, 1, 1),
        datetime(2025, 1, 1, tzinfo=UTC),
        [[]],
        ({},),
        {"a"},
        1j,
        ...,
        lambda: None,
    ),
]
FIELDS = [field.name for field in attrs.fields(cchc.Report)]


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_takes_what_it_should_or_says_so(name):
    for value in ODD:
        error = refusal(**{name: value})
        assert error is None or (error.accepted and error.message_vi and len(str(error)) < 2000)


@pytest.mark.parametrize("number", [0, -1, 10**6, 10**5000, True, 1.0, "12"], ids=range(7))
@pytest.mark.parametrize("name", ["number", "copies_kept"])
def test_numbers_of_documents(name, number):
    with pytest.raises(cchc.CchcError) as caught:
        report(**{name: number})
    assert caught.value.path == f"Report.{name}"
    assert len(str(caught.value)) < 500


BLANK = ["", "   ", "\u00a0", "\u200b", "\u200b \u2060", "\ufeff", "\u2003"]


@pytest.mark.parametrize("blank", BLANK, ids=ascii)
def test_a_blank_paragraph_is_none(blank):
    for name in ("next_tasks", "recommendations", "recipients", "addressees"):
        assert getattr(report(**{name: [blank, "Có chữ."]}), name) == ("Có chữ.",)
        assert report(**{name: [blank]}) == report()
    assert cchc.compose(report(next_tasks=[blank])) == cchc.compose(report())
    assert report(drafting_unit=blank).drafting_unit is None
    assert cchc.Assessment(strengths=[blank]) == cchc.Assessment()
    assert cchc.Plan(notes=[blank]) == cchc.Plan()
    assert cchc.Mark(source=blank) == cchc.Mark()
    assert cchc.Dossiers(sector=blank).sector is None
    with pytest.raises(cchc.InvalidValueError):
        cchc.Group(name=blank)
    with pytest.raises(cchc.InvalidValueError):
        cchc.Claim("plan.tasks", blank)


def narrative_fields(kind, path=()):
    """The ways to every paragraph of the agency's own in a report."""
    for field in attrs.fields(kind):
        declared = field.metadata.get("cchc_lib")
        if getattr(declared, "is_narrative", False):
            yield kind, field, path
        below = getattr(declared, "of", None)
        if attrs.has(below or object) and below is not kind:
            yield from narrative_fields(below, (*path, (kind, field)))


PARAGRAPHS = list(narrative_fields(cchc.Report))


def holding(kind, field, path, text):
    held = kind
    values = {field.name: [text] if field.default == () else text}
    for owner, above in reversed(path):
        needed = {each.name: "Tên" for each in attrs.fields(held) if each.default is attrs.NOTHING}
        built = held(**(needed | values))
        values, held = {above.name: [built] if above.default == () else built}, owner
    return report(**({"plan": cchc.Plan(tasks=5)} | values))


def test_there_are_paragraphs():
    assert len(PARAGRAPHS) > 15
    assert {"recipients", "addressees", "notes", "status"} <= {
        field.name for _, field, _ in PARAGRAPHS
    }


@pytest.mark.parametrize("at", PARAGRAPHS, ids=lambda at: f"{at[0].__name__}.{at[1].name}")
def test_every_paragraph_may_name_figures_and_only_figures(at):
    kind, field, _ = at
    is_plan = kind is cchc.Plan
    for wrong in (
        "Có {x}",
        "Có {plan.tasks",
        "Có }",
        "Có {}",
        "{plan.tasks.real}",
        "{agency.name}",
    ):
        with pytest.raises(cchc.CchcError) as caught:
            holding(*at, wrong)
        assert field.name in caught.value.path
    text = cchc.render_text(holding(*at, "Có {{ngoặc}} thật"))
    assert "{{" not in text
    if not is_plan:
        printed = cchc.render_text(holding(*at, "Có {plan.tasks} việc"))
        assert "{" not in printed
        assert cchc.render_docx(holding(*at, "Có {plan.tasks} việc"))


def months(count, **more):
    last = None
    for month in range(count):
        period = cchc.Period.month(2021 + month // 12, month % 12 + 1)
        last = report(period=period, previous=last, **more)
    return last


def test_reports_behind_each_other_have_an_end():
    assert months(25).previous is not None
    with pytest.raises(cchc.InvalidValueError, match="at most 24") as caught:
        months(26)
    assert caught.value.path == "Report.previous"
    deepest = months(25)
    assert pickle.loads(pickle.dumps(deepest)) == copy.deepcopy(deepest) == deepest
    since = report()
    for _ in range(24):
        since = report(cumulative=since)
    with pytest.raises(cchc.InvalidValueError) as caught:
        report(cumulative=since)
    assert caught.value.path == "Report.cumulative"


def test_reports_behind_several_are_counted_once():
    """One report as previous and as cumulative doubles the ways, and not the work."""
    last = report(period=cchc.Period.year(2001))
    for year in range(2002, 2013):
        period = cchc.Period.year(year)
        since = report(period=period, previous=last)
        last = report(period=period, previous=last, cumulative=since)
    assert last.previous is not None


@pytest.mark.parametrize("name", ["previous", "cumulative"])
def test_another_kind_of_report_is_refused(name):
    other = cchc.ProceduresReport(agency=COMMUNE, period=cchc.Period.year(2024))
    with pytest.raises(cchc.InvalidTypeError) as caught:
        report(**{name: other})
    assert caught.value.path == f"Report.{name}"

    @attrs.frozen(kw_only=True)
    class Mine(cchc.Report):
        pass

    with pytest.raises(cchc.InvalidTypeError):
        report(**{name: Mine(agency=COMMUNE, period=cchc.Period.year(2024))})


@pytest.mark.parametrize(
    "period", [cchc.Period.year(2025), cchc.Period.year(2026), cchc.Period.quarter(2024, 3)]
)
def test_previous_is_earlier_and_of_the_same_kind(period):
    with pytest.raises(cchc.InvalidValueError) as caught:
        report(previous=report(period=period))
    assert caught.value.path == "Report.previous"


def test_cumulative_takes_in_the_period():
    quarter = cchc.Period.quarter(2025, 3)
    since = report(period=cchc.Period.nine_months(2025), plan=cchc.Plan(tasks=43))
    held = report(period=quarter, cumulative=since, plan=cchc.Plan(tasks=9))
    assert held.figures()["plan.tasks.cumulative"].text == "43"
    others = [
        *(cchc.Period.year(2027), cchc.Period.quarter(2024, 1), cchc.Period.half(2025, 1)),
        *(quarter, cchc.Period.month(2025, 9), cchc.Period.half(2025, 2)),
        *(cchc.Period.year(2025, end=date(2025, 9, 1)), cchc.Period.year(2024, end=quarter.end)),
    ]
    for other in others:
        with pytest.raises(cchc.InvalidValueError) as caught:
            report(period=quarter, cumulative=report(period=other))
        assert caught.value.path == "Report.cumulative"


@settings(max_examples=60)
@given(reports(**ALONE))
def test_figures_are_those_of_the_facts_alone(held):
    figures = held.figures()
    assert attrs.evolve(held).figures() == figures
    assert attrs.evolve(held, number=12, next_tasks=["Khác."]).figures() == figures
    assert attrs.evolve(held, plan=None).figures() == {
        id: each for id, each in figures.items() if not id.startswith("plan.")
    }
    assert cchc.compose(held) == cchc.compose(copy.deepcopy(held))
    assert hash(held) == hash(copy.deepcopy(held))


@settings(max_examples=30)
@given(reports(cchc.ProceduresReport))
def test_figures_travel(held):
    figures = held.figures()
    assert pickle.loads(pickle.dumps(figures)) == copy.deepcopy(figures) == figures
    texts = {id: each.text for id, each in figures.items()}
    assert json.loads(json.dumps(texts, ensure_ascii=False)) == texts
    for change in (figures.clear, figures.popitem, lambda: figures.update(a=1)):
        with pytest.raises(cchc.InvalidTypeError):
            change()


@pytest.mark.parametrize("kind", [cchc.Report, cchc.ProceduresReport])
@pytest.mark.parametrize(
    "given", [{"issued": 5}, {"number": "a"}, {"next_tasks": 5}, {"medium": "x"}, {"claims": 5}]
)
def test_fields_of_the_head_are_named_alike_in_every_family(kind, given):
    with pytest.raises(cchc.CchcError) as caught:
        kind(agency=COMMUNE, period=YEAR, **given)
    assert caught.value.path.startswith(f"Report.{next(iter(given))}")
