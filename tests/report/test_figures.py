"""Every figure: one definition, a formula that is true, a label, a text."""

import re
from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given, settings
from strategies import COMMUNE, chapters, reports

import cchc_lib as cchc
from cchc_lib.errors import UnknownNameError
from cchc_lib.figures import Change, Ratio
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import objects, walk

NAME = r"[a-z_]+(?:\[-?\d+\])?(?:\.[a-z_]+)*"


def look_up(owner, path):
    """The value that a name in a formula stands for."""
    for step in path.split("."):
        name, _, row = step.partition("[")
        owner = getattr(owner, name)
        if row:
            owner = owner[int(row.rstrip("]"))]
    return owner.value if isinstance(owner, cchc.RateBase) else owner


def evaluate(owner, formula):
    """What a formula says, computed without the property; `None` where a needed part is missing."""
    if match := re.fullmatch(rf"sum\(({NAME})\.(\w+)\)", formula):
        counts = [getattr(item, match[2]) for item in look_up(owner, match[1])]
        return sum(counts) if counts and None not in counts else None
    if match := re.fullmatch(rf"count\(({NAME})\)", formula):
        return len(look_up(owner, match[1])) or None
    first, *others = re.split(r" or (?![^\[]*\])", formula, maxsplit=1)
    if others:
        value = evaluate(owner, first)
        return evaluate(owner, others[0]) if value is None else value
    total, needed, known = 0, True, False
    names = re.split(r" ([-+/]) ", formula)
    for sign, name in zip(["+", *names[1::2]], names[::2], strict=True):
        base = re.fullmatch(r"base\((\w+)\)", name)
        bare = name.strip("[]")
        if " or " in bare:
            value = evaluate(owner, bare)
        else:
            value = look_up(owner, getattr(owner, base[1]) if base else bare)
        if sign == "/":
            whole = value
            known = needed and whole is not None and total >= 0 and whole >= 0
            return Ratio(total, whole) if known else None
        if value is None:
            needed = needed and name.startswith("[")
            continue
        known = True
        total += value if sign == "+" else -value
    return total if needed and known else None


@settings(max_examples=150, deadline=None)
@given(reports())
def test_every_formula_gives_the_property(report):
    for _, owner in objects(report):
        for name, declaration in declarations(type(owner)).items():
            if declaration.formula is None:
                continue
            if name == "net_change":
                if len(owner.snapshots) > 1:
                    first, last = owner.snapshots[0].total, owner.snapshots[-1].total
                    expected = None if None in (first, last) else Change(last, first)
                    assert owner.net_change == expected
                continue
            if name == "present":
                last = owner.snapshots[-1].total if owner.snapshots else None
                assert owner.present == last
                continue
            assert getattr(owner, name) == evaluate(owner, declaration.formula), name


@settings(max_examples=100, deadline=None)
@given(reports())
def test_every_figure_is_found_once_with_text_unit_and_label(report):
    figures = report.figures()
    assert isinstance(figures, Mapping)
    found = [located.id for located in walk(report)]
    assert len(found) == len(set(found))
    for id, figure in figures.items():
        assert figure.id == id
        assert figure.text
        assert figure.label
        if isinstance(figure.value, Ratio):
            about = "ước " if figure.is_estimate else ""
            assert figure.text == f"{about}{figure.value}"
            assert figure.unit == "%"


def test_ids_are_attribute_paths():
    report = cchc.Report(
        agency=COMMUNE,
        period=cchc.Period.year(2025),
        staffing=cchc.Staffing(
            snapshots=[cchc.StaffingSnapshot(groups=[cchc.Group(name="Chủ tịch", count=1)])]
        ),
    )
    figures = report.figures()
    assert figures["staffing.snapshots[0].total"].value == 1
    assert figures["staffing.snapshots[0].groups[0].count"].label == "số lượng: Chủ tịch"


def test_what_was_not_reported_is_no_figure():
    report = cchc.Report(
        agency=COMMUNE, period=cchc.Period.year(2025), plan=cchc.Plan(tasks_completed=0)
    )
    assert set(report.figures()) == {"plan.tasks_completed"}


def test_zero_is_a_figure_and_nothing_of_nothing_is_said():
    report = cchc.Report(
        agency=COMMUNE, period=cchc.Period.year(2025), plan=cchc.Plan(tasks=0, tasks_completed=0)
    )
    assert report.figures()["plan.completion"].text == "không phát sinh"
    assert report.figures()["plan.tasks"].text == "0"


def test_changes_against_the_previous_report():
    def year(number, received, completed):
        return cchc.Report(
            agency=COMMUNE,
            period=cchc.Period.year(number),
            plan=cchc.Plan(tasks=40, tasks_completed=completed),
            procedures=cchc.Procedures(dossiers=cchc.Dossiers(online=received, in_person=0)),
            previous=None if number == 2024 else year(2024, 1100, 30),
        )

    figures = year(2025, 1268, 31).figures()
    assert figures["procedures.dossiers.received.change"].text == "tăng 168 hồ sơ (15,27%)"
    assert figures["plan.completion.change"].text == "tăng 2,5 điểm phần trăm"
    assert figures["plan.tasks.change"].text == "không thay đổi"
    assert "procedures.dossiers.late.change" not in figures


def test_only_the_same_things_are_compared():
    def year(number, sector, line, base):
        return cchc.Report(
            agency=COMMUNE,
            period=cchc.Period.year(number),
            procedures=cchc.Procedures(
                dossiers=cchc.Dossiers(
                    on_time=9,
                    late=1,
                    online=10,
                    in_person=0,
                    rate_base=base,
                    sectors=[cchc.Dossiers(sector=sector, online=10)],
                )
            ),
            budget=cchc.Budget(lines=[cchc.BudgetLine(name=line, actual_vnd=10**9)]),
            previous=year(2024, "Hộ tịch", "chi thường xuyên", "received")
            if number == 2025
            else None,
        )

    other = year(2025, "Đất đai", "chi đầu tư", "resolved").figures()
    same = year(2025, "Hộ tịch", "chi thường xuyên", "received").figures()
    for id in (
        "procedures.dossiers.sectors[0].online.change",
        "budget.lines[0].actual_vnd.change",
        "procedures.dossiers.on_time_ratio.change",
    ):
        assert id in same
        assert id not in other
    assert "procedures.dossiers.online.change" in other


@pytest.mark.parametrize(
    "period", [cchc.Period.year(2025), cchc.Period.year(2026), cchc.Period.quarter(2024, 1)]
)
def test_the_previous_period_is_earlier_and_of_the_same_kind(period):
    previous = cchc.Report(agency=COMMUNE, period=period)
    with pytest.raises(cchc.InvalidValueError, match=r"Report\.previous"):
        cchc.Report(agency=COMMUNE, period=cchc.Period.year(2025), previous=previous)


def test_what_is_not_reported_is_not_taken_for_0():
    counted = cchc.Dossiers(online=1219)
    assert counted.received is None
    assert counted.online_share is None
    assert cchc.Dossiers(on_time=1211).resolved is None
    assert cchc.Dossiers(carried_over=40).caseload is None
    assert cchc.Dossiers(online=5, in_person=1, on_time=3, late=1).unaccounted == 2


def test_sectors_add_up_where_each_states_a_count():
    whole = cchc.Dossiers.of_sectors(
        [
            cchc.Dossiers(sector="Hộ tịch", online=7, in_person=2, late=1),
            cchc.Dossiers(sector="Đất đai", online=3, in_person=1),
        ],
        carried_over=4,
    )
    assert (whole.online, whole.in_person, whole.late, whole.carried_over) == (10, 3, None, 4)
    assert [part.sector for part in whole.sectors] == ["Hộ tịch", "Đất đai"]


def test_padding_is_an_option():
    report = cchc.Report(agency=COMMUNE, period=cchc.Period.year(2025), plan=cchc.Plan(tasks=4))
    assert report.figures()["plan.tasks"].text == "04"
    assert report.figures(padded=False)["plan.tasks"].text == "4"


@pytest.mark.parametrize("where", ["claims", "next_tasks", "notes"])
def test_unknown_figures_are_refused_with_near_names(where):
    fields = {"plan": cchc.Plan(tasks=43, tasks_completed=41)}
    if where == "claims":
        fields["claims"] = {"plan.complete": "95,34%"}
    elif where == "next_tasks":
        fields["next_tasks"] = ["Đạt {plan.complete}."]
    else:
        fields["plan"] = cchc.Plan(tasks=43, notes=["Đạt {plan.complete}."])
    place = {"claims": "claims", "next_tasks": r"next_tasks\[0\]", "notes": r"plan\.notes\[0\]"}
    with pytest.raises(UnknownNameError, match=rf"Report\.{place[where]}: .*plan\.completion"):
        cchc.Report(agency=COMMUNE, period=cchc.Period.year(2025), **fields)


def test_a_figure_without_a_value_cannot_be_named_in_prose():
    report = cchc.Report(
        agency=COMMUNE,
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43),
        next_tasks=["Đạt {plan.completion}."],
    )
    with pytest.raises(UnknownNameError, match="no value in this report"):
        cchc.compose(report)


@pytest.mark.parametrize(
    "text", ["{plan.tasks.__class__}", "{plan}", "{plan.tasks!r}", "{0}", "{}", "{plan.tasks:>9}"]
)
def test_placeholders_evaluate_nothing(text):
    with pytest.raises(UnknownNameError):
        cchc.Report(
            agency=COMMUNE,
            period=cchc.Period.year(2025),
            plan=cchc.Plan(tasks=4),
            next_tasks=[text],
        )


@pytest.mark.parametrize("text", ["a } b", "a { b", "{a {b}}"])
def test_stray_braces_are_refused(text):
    with pytest.raises(cchc.FormatError, match="brace"):
        cchc.Report(agency=COMMUNE, period=cchc.Period.year(2025), next_tasks=[text])


def test_strategies_reach_every_chapter():
    fields = {field.name for field in attrs.fields(cchc.Report)}
    assert set(chapters) <= fields
