"""Scores: exact, dated, with doubts; what reproduces published values; a scheme of one's own."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib import define, testing
from cchc_lib.scale.scores import SHIPPED

MAI_HOA = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
PERIOD = cchc.Period.quarter(2026, 4)


def report(**counted):
    feedback = counted.pop("feedback", None)
    return cchc.Report(
        agency=MAI_HOA,
        period=PERIOD,
        procedures=cchc.Procedures(dossiers=cchc.Dossiers(**counted), feedback=feedback),
    )


def row(found, id):
    return next(row for row in found.rows if row.item.id == id)


@pytest.mark.parametrize(
    ("id", "counted", "points"),
    [  # the formulas that reproduce what a portal published: 20·r; min(6; 6C/0,5); min(6; 6r/0,90)
        ("2.1", {"on_time": 90, "late": 10, "pending_in_time": 0, "overdue": 0}, "18"),
        ("3.3", {"online": 25, "in_person": 75}, "3"),
        ("3.3", {"online": 60, "in_person": 40}, "6"),
        ("4.3", {"online": 50, "in_person": 50, "reused": 40}, "1"),
        ("5.4", {"on_time": 45, "late": 55}, "3"),
        ("5.4", {"on_time": 95, "late": 5}, "6"),
        ("2.1", {"on_time": 0, "late": 0, "pending_in_time": 0, "overdue": 0}, "0"),
        ("5.2", {"feedback": cchc.Feedback(received=0, handled_on_time=0)}, "6"),
        ("5.2", {"feedback": cchc.Feedback(received=4, handled_on_time=3)}, "9/2"),
    ],
)
def test_points_by_766(id, counted, points):
    assert row(cchc.score(report(**counted), "766"), id).points == Fraction(points)


def test_what_is_not_stated_is_unknown_and_not_nothing():
    found = cchc.score(report(online=25, in_person=75), "766")
    assert row(found, "2.1").points is None
    assert "2.1" in found.unknown
    assert (found.points, found.most) == (3, 6)
    assert "chưa có số liệu; –/20 điểm" in str(found)
    assert "Cộng: 3/6 điểm của các tiêu chí tính được." in str(found)
    assert "không phải điểm chính thức" in str(found)


def test_224_has_rates_and_no_points():
    found = cchc.score(report(online=25, in_person=75, on_time=3, late=1), "224")
    assert str(row(found, "19.2.b").rate) == "25%"
    assert (found.points, found.most, found.unknown) == (0, 0, ())


@pytest.mark.parametrize("name", SHIPPED)
@given(testing.reports(period=st.just(PERIOD), previous=st.none(), cumulative=st.none()))
@settings(max_examples=25)
def test_no_report_makes_it_fail_and_points_stay_within(name, report):
    for each in cchc.score(report, name).rows:
        if each.points is not None:
            assert 0 <= each.points <= each.item.points
        assert each.item.label[0].islower()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_criterion_of_the_library_names_figures_that_there_are(name):
    full = cchc.Procedures(dossiers=cchc.Dossiers(), feedback=cchc.Feedback(),
                           satisfaction=cchc.Satisfaction())  # fmt: skip
    whole = cchc.Report(agency=MAI_HOA, period=PERIOD, procedures=full)
    assert all(each.rate is None for each in cchc.score(whole, name).rows)


def test_a_scheme_holds_between_its_days():
    old = attrs.evolve(report(), period=cchc.Period.quarter(2026, 2))
    cchc.score(old, "766")
    with pytest.raises(cchc.InvalidValueError, match="Nghị định 224/2026") as caught:
        cchc.score(old, "224")
    assert "từ 01/7/2026" in caught.value.message_vi


def test_a_province_writes_its_own(tmp_path):
    @define.subject("nông thôn mới")
    @attrs.frozen(kw_only=True)
    class Rural:
        communes: int | None = define.count("xã", "số xã")
        reached: int | None = define.count("xã", "số xã đạt")

    path = tmp_path / "tinh.toml"
    path.write_text(
        'cchc_lib = 1\nkind = "score_scheme"\n'
        'id = "tinh"\nname = "Bộ tiêu chí của tỉnh"\nend = 2030-12-31\n'
        '[[items]]\nid = "1"\nlabel = "tỷ lệ xã đạt chuẩn"\n'
        'formula = "rural.reached / rural.communes"\npoints = "2,5"\nfull_from = 50\n',
        "utf-8",
    )
    held = attrs.evolve(report(), own=[Rural(communes=8, reached=2)])
    found = cchc.score(held, path)
    assert found.points == Fraction(5, 4)
    assert found.scheme.items[0].points == Decimal("2.5")
    assert cchc.load_scheme(path) == found.scheme
    cchc.dump(found.scheme, tmp_path / "x.json")
    assert cchc.load_scheme(tmp_path / "x.json") == found.scheme
    assert cchc.to_dict(found.scheme)["kind"] == "score_scheme"
    for wrong in ("cchc_lib = 2\n", 'kind = "form"\n'):
        with pytest.raises(cchc.InvalidValueError) as caught:
            cchc.loads(wrong + 'id = "x"\nname = "X"\n', format="toml", kind=cchc.ScoreScheme)
        assert caught.value.path == wrong.split()[0]
    assert found.scheme.holds(date(2030, 12, 30))
    assert not found.scheme.holds(date(2030, 12, 31))


def item(**more):
    return cchc.ScoreItem(**({"id": "1", "label": "tỷ lệ", "formula": "plan.tasks_completed / "
                              "plan.tasks"} | more))  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"formula": "plan.tasks"},
        {"points": Decimal(-1)},
        {"full_from": Decimal(0)},
        {"full_from": Decimal(101)},
        {"when_nothing": "half"},
    ],
)
def test_a_criterion_that_cannot_be_is_refused(change):
    with pytest.raises(cchc.CchcError) as caught:
        item(**change)
    assert caught.value.path == f"ScoreItem.{next(iter(change))}"


@pytest.mark.parametrize("formula", ["plan.done / plan.tasks", "plans.tasks / plan.tasks"])
def test_a_figure_that_does_not_exist_is_named(formula):
    scheme = cchc.ScoreScheme(id="x", name="x", items=[item(formula=formula)])
    held = cchc.Report(agency=MAI_HOA, period=PERIOD, plan=cchc.Plan(tasks=4))
    with pytest.raises(cchc.UnknownNameError, match="no figure"):
        cchc.score(held, scheme)


def test_what_is_no_scheme_or_report_is_refused(tmp_path):
    with pytest.raises(cchc.UnknownNameError, match="766"):
        cchc.load_scheme("76")
    with pytest.raises(cchc.InvalidTypeError):
        cchc.score(None, "766")
    path = tmp_path / "x.toml"
    path.write_text('id = "x"\nnames = "x"\n', "utf-8")
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.load_scheme(path)
    assert any("name" in str(each) for each in caught.value.problems)


def scheme(*formulas):
    items = [
        cchc.ScoreItem(id=str(place), label="x", formula=each)
        for place, each in enumerate(formulas)
    ]
    return cchc.ScoreScheme(id="tinh", name="Bộ tiêu chí của tỉnh", items=items)


@pytest.mark.parametrize(
    ("figure", "named"),
    [
        ("plan.tsks", "tasks"),  # the report has no plan at all
        ("plan", "plan"),
        ("procedures.dossiers.sectors", "sectors"),
        ("procedures.dossiers.on_time_ratio", "on_time_ratio"),
        ("procedures.dossiers.of_sectors", "of_sectors"),
        ("procedures.dossiers", "dossiers"),
        ("agency.name", "agency"),
    ],
)
def test_what_is_no_count_is_refused_also_of_a_subject_that_is_not_there(figure, named):
    for formula in (f"{figure} / plan.tasks", f"plan.tasks / {figure}"):
        with pytest.raises(cchc.UnknownNameError) as caught:
            cchc.score(report(online=1, in_person=1), scheme(formula))
        assert named in str(caught.value)
        assert formula in caught.value.path


def test_sums_over_lists_are_figures_too():
    sectors = [cchc.Dossiers(sector=name, online=3, in_person=1, postal=0) for name in "ab"]
    whole = cchc.Report(
        agency=MAI_HOA,
        period=PERIOD,
        procedures=cchc.Procedures(dossiers=cchc.Dossiers.of_sectors(sectors)),
    )
    formula = "sum(procedures.dossiers.sectors.online) / procedures.dossiers.received"
    (row,) = cchc.score(whole, scheme(formula)).rows
    assert str(row.rate) == "75%"


def test_no_criterion_counts_twice():
    item = cchc.ScoreItem(id="1", label="x", formula="plan.tasks_completed / plan.tasks")
    with pytest.raises(cchc.InvalidValueError, match="each id once"):
        cchc.ScoreScheme(id="tinh", name="x", items=[item, item])
    with pytest.raises(cchc.InvalidValueError, match="each id once"):
        cchc.ScoreScheme(id="tinh", name="x", items=[item, attrs.evolve(item, id="1 ")])


@pytest.mark.parametrize("figure", ["procedures.dossiers.sectors", "procedures.dossiers", "plan"])
def test_a_group_of_figures_is_not_said_to_be_misspelled(figure):
    with pytest.raises(cchc.UnknownNameError) as caught:
        cchc.score(report(online=1, in_person=1), scheme(f"{figure} / plan.tasks"))
    assert "did you mean" not in str(caught.value)
    assert f"'{figure}.x'" in str(caught.value)
    assert f"'{figure}.x'" in caught.value.message_vi


def test_a_figure_has_none_within():
    with pytest.raises(cchc.UnknownNameError, match="holds no others"):
        cchc.score(report(online=1, in_person=1), scheme("plan.tasks.x / plan.tasks"))


@pytest.mark.parametrize("days", [("2027-01-01", "2026-01-01"), ("2026-01-01", "2026-01-01")])
def test_a_scheme_that_ends_before_it_begins_is_refused(days):
    start, end = map(date.fromisoformat, days)
    with pytest.raises(cchc.InvalidValueError, match="a day after"):
        attrs.evolve(scheme("plan.tasks / plan.tasks"), start=start, end=end)


def test_a_rate_above_100_percent_is_told():
    formula = "procedures.dossiers.received / procedures.dossiers.online"
    said = {
        online: str(cchc.score(report(online=online, in_person=10 - online), scheme(formula)))
        for online in (2, 10)
    }
    assert "500%" in said[2]
    assert "vượt 100%" in said[2]
    assert "vượt 100%" not in said[10]
