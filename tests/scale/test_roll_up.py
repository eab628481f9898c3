"""Reports added up: any order, any grouping, all at once; what is unknown is said."""

from datetime import date

import attrs
import pytest
from growth import growth
from hypothesis import given, settings, strategies as st
from strategies import COMMUNE

import cchc_lib as cchc
from cchc_lib import define, testing
from cchc_lib.figures.declare import declarations
from cchc_lib.scale.together import together

PROVINCE = cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
PERIOD = cchc.Period.quarter(2026, 3)
ALONE = {
    "previous": st.none(),
    "cumulative": st.none(),
    "marks": st.just({}),
    "claims": st.just(()),
}


def unit(place):
    return cchc.Agency(name=f"Ủy ban nhân dân xã Đơn Vị {place}")


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn", part_of="communes")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn")


@cchc.family(
    title="Hòa giải {period}",
    outline=cchc.Outline((cchc.Part("i", "Kết quả", lines=["Có {cases} vụ."]),)),
)
@attrs.frozen(kw_only=True)
class OwnReport(cchc.ReportHead):
    cases: int | None = define.count("vụ", "số vụ")
    open: int | None = define.count("vụ", "số vụ còn lại", over_periods="last")
    rural: NewRural | None = define.one(NewRural)
    rurals: tuple[NewRural, ...] = define.several(NewRural, "các đợt")


KINDS = {"report": cchc.Report, "procedures": cchc.ProceduresReport, "own": OwnReport}
kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@st.composite
def of_units(draw, kind, *, least=1, most=6):
    shape = testing.reports(kind, own=[NewRural] if kind is cchc.Report else (), **ALONE)
    drawn = draw(st.lists(shape, min_size=least, max_size=most))
    return [
        attrs.evolve(
            each, agency=unit(place), period=PERIOD, claims=(), next_tasks=(), recommendations=(),
            assessment=None,
        )
        for place, each in enumerate(drawn)
    ]  # fmt: skip


def facts(report):
    """A report without what is said of its figures, and for whom it was made."""
    return attrs.evolve(report, marks={}, agency=PROVINCE, previous=None, cumulative=None)


@kinds
def test_neither_order_nor_grouping_matters(kind):
    @given(of_units(kind, least=2), st.data())
    @settings(max_examples=40)
    def holds(reports, data):
        whole = cchc.roll_up(reports, agency=PROVINCE)
        mixed = data.draw(st.permutations(reports))
        assert cchc.roll_up(mixed, agency=PROVINCE) == whole
        at = data.draw(st.integers(1, len(mixed) - 1))
        halves = [
            cchc.roll_up(part, agency=unit(f"Nhóm {place}"), period=PERIOD)
            for place, part in enumerate((mixed[:at], mixed[at:]))
        ]
        grouped = cchc.roll_up(halves, agency=PROVINCE)
        assert facts(grouped) == facts(whole)
        assert grouped.marks.keys() >= whole.marks.keys()

    holds()


WHOLE = ("Plan", "Feedback", "Satisfaction", "AssignedTasks", "Institutions", "Dossiers")


@pytest.mark.parametrize("name", WHOLE)
def test_it_is_what_counting_everything_at_once_gives(name):
    """Where every unit states everything, figures too are sums, and rates rates of sums."""
    owner = getattr(cchc, name)
    counted = [
        fact
        for fact, declared in declarations(owner).items()
        if declared.formula is None and declared.value_type is int and fact != "pending_unsplit"
    ]

    @given(st.lists(st.lists(st.integers(0, 99), min_size=len(counted), max_size=len(counted)),
                    min_size=1, max_size=6))  # fmt: skip
    @settings(max_examples=30)
    def holds(drawn):
        units = [owner(**dict(zip(counted, numbers, strict=True))) for numbers in drawn]
        whole = together(units, "units")
        for figure, declared in declarations(owner).items():
            values = [getattr(each, figure) for each in units]
            if declared.over_units == "none" or None in values:
                continue
            if declared.value_type is int:
                assert getattr(whole, figure) == sum(values), figure
            elif declared.value_type is cchc.Ratio:
                parts, wholes = zip(*((each.part, each.whole) for each in values), strict=True)
                assert getattr(whole, figure) == cchc.Ratio(sum(parts), sum(wholes)), figure

    holds()


@kinds
def test_every_figure_is_of_the_units_that_state_it(kind):
    """A figure of all that units do not all state is told, with how many do."""

    @given(of_units(kind, least=2))
    @settings(max_examples=30)
    def holds(reports):
        gathered = cchc.UnitReports(reports, agency=PROVINCE)
        for id, partial in gathered.partial.items():
            stating = [each for each in gathered.contributions(id) if each.figure is not None]
            assert len(partial.lacking) == partial.all - partial.stating
            if not id.endswith("pending_unsplit"):  # which units may state in another way
                assert partial.stating <= len(stating)
            assert max(partial.stating, len(stating)) <= partial.all == len(reports)
            assert partial.is_mixed == (
                partial.common is not None or not stating or partial.is_merged
            )
            assert gathered.report.marks[id].source == str(partial)
        assert gathered.report.marks.keys() == gathered.partial.keys()

    holds()


def test_a_figure_that_no_unit_has_in_whole_is_of_none():
    gathered = cchc.UnitReports(
        [dossiers(1, online=90), dossiers(2, in_person=10)], agency=PROVINCE
    )
    partial = gathered.partial["procedures.dossiers.received"]
    assert (partial.value, str(partial)) == (100, "không đơn vị nào có đủ số liệu")
    found = cchc.audit_units(gathered).only("CCHC835").at_least("warning")
    assert "procedures.dossiers.received" in [each.path for each in found]


def test_one_subject_is_one_class_in_all_reports():
    @define.subject("xây dựng nông thôn mới", id="new_rural")
    @attrs.frozen(kw_only=True)
    class Other:
        communes: int | None = define.count("xã", "số xã")

    reports = [report(1, own=[NewRural(communes=1)]), report(2, own=[Other(communes=1)])]
    with pytest.raises(cchc.InvalidTypeError, match="one class"):
        cchc.roll_up(reports, agency=PROVINCE)


def test_facts_of_every_subject_add_up():
    """Every count that is declared to add up, one after another, in every shipped subject."""
    names = "Plan Direction Dossiers Feedback Satisfaction Staffing CivilService Digital"
    for name in f"{names} Enterprises Institutions Sanctions".split():
        owner = getattr(cchc, name)
        for fact, declared in declarations(owner).items():
            if declared.formula is not None or declared.value_type is not int:
                continue
            made = together([owner(**{fact: 3}), owner(**{fact: 4}), owner()], "units")
            assert getattr(made, fact) == (7 if declared.over_units == "sum" else None), fact


def report(place, **subjects):
    agency = unit(place) if isinstance(place, int) else place
    return cchc.Report(agency=agency, period=PERIOD, **subjects)


def dossiers(place, **counted):
    return report(place, procedures=cchc.Procedures(dossiers=cchc.Dossiers(**counted)))


def test_rates_are_rates_of_sums():
    whole = cchc.roll_up(
        [dossiers(1, online=90, in_person=10), dossiers(2, online=0, in_person=900)],
        agency=PROVINCE,
    )
    assert str(whole.procedures.dossiers.online_share) == "9%"
    assert whole.agency == PROVINCE
    assert not whole.marks


def test_what_a_unit_lacks_is_said_with_the_right_rate():
    gathered = cchc.UnitReports(
        [
            dossiers(1, online=90, in_person=10),
            dossiers(2, online=50),
            dossiers(3, online=10, in_person=90),
        ],
        agency=PROVINCE,
    )
    whole = gathered.report
    assert whole.procedures.dossiers.online == 150
    partial = gathered.partial["procedures.dossiers.online_share"]
    assert (partial.stating, partial.all, partial.lacking) == (2, 3, ("UBND xã Đơn Vị 2",))
    assert str(partial.common) == "50%"
    assert str(partial) == (
        "2/3 đơn vị; chưa có số liệu: UBND xã Đơn Vị 2; tính riêng các đơn vị có đủ số liệu: 50%"
    )
    assert whole.marks["procedures.dossiers.in_person"].source == (
        "2/3 đơn vị; chưa có số liệu: UBND xã Đơn Vị 2"
    )
    assert "Nguồn số liệu: 2/3 đơn vị" in cchc.render_text(whole)
    assert "procedures.dossiers.postal" not in gathered.partial


def test_what_is_of_some_units_stays_so_however_often_it_is_added_up():
    one, other = dossiers(1, online=10, in_person=90), dossiers(2, online=50)
    rest = [dossiers(place, online=20, in_person=80) for place in (3, 4)]
    group = cchc.roll_up([one, other], agency=unit("Nhóm Một"))
    for level in range(3):
        units = cchc.UnitReports([group, *rest], agency=unit(f"Cấp {level}"))
        assert (
            "1/2 đơn vị; chưa có" in units.report.marks["procedures.dossiers.online_share"].source
        )
        found = cchc.audit_units(units).only("CCHC835")
        assert {"warning", "note"} == {each.severity for each in found}
        assert "1/2 đơn vị; chưa có số liệu: UBND xã Đơn Vị 2" in found[0].message
        group = units.report
    shown = cchc.units_outline(cchc.UnitReports([group, *rest], agency=PROVINCE))
    text = cchc.render_text(cchc.roll_up([group, *rest], agency=PROVINCE), outline=shown)
    assert "1/2 đơn vị; chưa có số liệu: UBND xã Đơn Vị 2" in text


def test_a_source_of_a_unit_that_says_nothing_of_units_is_its_own():
    marks = {"procedures.dossiers.online": cchc.Mark(source="hệ thống một cửa")}
    whole = cchc.roll_up(
        [attrs.evolve(dossiers(1, online=1), marks=marks), dossiers(2, online=2)], agency=PROVINCE
    )
    assert not whole.marks


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            {"pending_unsplit": 5},
            {"pending_in_time": 3, "overdue": 1},
            dict.fromkeys(
                ("pending_unsplit", "pending"),
                "tách riêng được: đang giải quyết, trong hạn 03 (1/2 đơn vị); đang giải quyết, quá "
                "hạn 01 (1/2 đơn vị)",
            ),
        ),
        (
            {"pending_in_time": 5},
            {"pending_in_time": 3, "overdue": 1},
            dict.fromkeys(("overdue", "pending", "due"), "1/2 đơn vị; chưa có"),
        ),
        (
            {"early": 5},
            {},
            {
                "early": "1/2 đơn vị nêu số này",
                "on_time": "1/2 đơn vị tính cả giải quyết trước hạn",
            },
        ),
        ({"returned": 1}, {}, dict.fromkeys(("returned", "set_aside"), "1/2 đơn vị nêu số này")),
    ],
)
def test_a_figure_is_of_those_who_state_it_in_whatever_way(one, other, told):
    counted = {"online": 10, "in_person": 5, "on_time": 9, "late": 1}
    units = cchc.UnitReports(
        [dossiers(1, **counted, **one), dossiers(2, **counted, **other)], agency=PROVINCE
    )
    said = {id.rpartition(".")[2]: str(each) for id, each in units.partial.items()}
    assert said.keys() == told.keys()
    assert all(said[name].startswith(words) for name, words in told.items())


def test_what_units_count_together_is_mixed_and_what_they_split_is_whole():
    counted = {"online": 10, "in_person": 5, "late": 1}
    one = dossiers(1, **counted, early=6, on_time=4, pending_in_time=3, overdue=1)
    other = dossiers(2, **counted, on_time=10, pending_unsplit=2)
    units = cchc.UnitReports([one, other], agency=PROVINCE)
    coverage = {id.rpartition(".")[2]: mark.coverage for id, mark in units.report.marks.items()}
    whole = dict.fromkeys(("pending", "pending_unsplit"), "all")
    assert coverage == {"early": "some", "on_time": "mixed", **whole}
    told = {each.path.rpartition(".")[2] for each in cchc.audit_units(units).only("CCHC835")}
    assert told == {"early", "on_time"}
    assert "quá hạn 01 (1/2 đơn vị)" in cchc.render_text(units.report)


def test_a_part_that_is_lacking_below_marks_the_whole_above():
    counted = {"online": 10, "in_person": 5, "on_time": 9, "late": 1}
    split, half = {"pending_in_time": 3, "overdue": 1}, {"pending_in_time": 3}
    group = cchc.roll_up(
        [dossiers(1, **counted, **split), dossiers(2, **counted, **half)], agency=unit("Nhóm")
    )
    above = cchc.roll_up([group, dossiers(3, **counted, pending_unsplit=2)], agency=PROVINCE)
    mark = above.marks["procedures.dossiers.pending_unsplit"]
    assert mark.coverage != "all"
    assert "chưa có số liệu: UBND xã Đơn Vị 2" in mark.source


def test_who_is_missing_takes_time_that_grows_with_the_units():
    def work(count):
        reports = [dossiers(place, online=1) for place in range(count)]
        expected = [f"Ủy ban nhân dân xã Đơn Vị {place}" for place in range(1, count + 1)]

        def ask():
            units = cchc.UnitReports(reports, agency=PROVINCE, expected=expected)
            assert (len(units.missing), len(units.unexpected)) == (1, 1)

        return ask

    assert growth(work(100), work(800), 16) < 16


@pytest.mark.parametrize("source", [None, "sở tự tổng hợp", "2/3 đơn vị nộp qua hệ thống"])
def test_coverage_is_told_by_the_mark_not_by_the_words_of_its_source(source):
    key = "procedures.dossiers.online_share"
    for coverage, severity in (("all", None), ("some", "note"), ("mixed", "warning")):
        mark = cchc.Mark(source=source, coverage=coverage)
        one = attrs.evolve(dossiers(1, online=1, in_person=1), marks={key: mark})
        units = cchc.UnitReports([one, dossiers(2, online=2, in_person=5)], agency=PROVINCE)
        found = [each for each in cchc.audit_units(units).only("CCHC835") if each.path == key]
        assert [each.severity for each in found] == ([severity] if severity else [])
        assert units.report.marks.get(key, cchc.Mark()).coverage == coverage
        text = cchc.render_text(one)
        assert (f"số liệu {mark.coverage.label}".lower() in text.lower()) == (
            source is None and coverage != "all"
        )
        assert (mark.coverage.label in one.explain(key).note) == (coverage != "all")


def test_where_each_figure_comes_from():
    gathered = cchc.UnitReports(
        [dossiers(2, online=5), dossiers(1, online=90, in_person=10)], agency=PROVINCE
    )
    found = gathered.contributions("procedures.dossiers.online_share")
    assert [(each.agency.name[-1], each.figure and each.figure.text) for each in found] == [
        ("1", "90%"),
        ("2", None),
    ]
    with pytest.raises(cchc.UnknownNameError, match="did you mean"):
        gathered.contributions("procedures.dossiers.online_shares")


def test_all_without_counts_adds_up_to_nothing_known():
    digital = [cchc.Digital(staff_equipped=cchc.Ratio(37, 38)),
               cchc.Digital(staff_equipped=cchc.Ratio(1, 1))]  # fmt: skip
    gathered = cchc.UnitReports(
        [report(place, digital=each) for place, each in enumerate(digital)], agency=PROVINCE
    )
    assert gathered.report.digital.staff_equipped == cchc.Ratio(37, 38)
    assert gathered.partial["digital.staff_equipped"].stating == 1


def test_what_every_commune_has_is_not_more_in_a_province():
    reports = [report(place, procedures=cchc.Procedures(total=400)) for place in range(3)]
    assert cchc.roll_up(reports, agency=PROVINCE).procedures.total is None


def test_split_and_unsplit_pending_are_one_number_and_nothing_is_lost():
    reports = [
        dossiers(1, pending_unsplit=5),
        dossiers(2, pending_in_time=3),
        dossiers(3, pending_in_time=2, overdue=1),
    ]
    whole = cchc.roll_up(reports, agency=PROVINCE).procedures.dossiers
    assert (whole.pending_unsplit, whole.pending_in_time, whole.overdue) == (11, None, None)


def test_sectors_are_put_together_by_name_and_fill_a_whole_that_is_not_stated():
    sectors = [cchc.Dossiers(sector="Đất đai", online=3), cchc.Dossiers(sector="Hộ tịch", online=4)]
    reports = [
        dossiers(1, sectors=sectors),
        dossiers(2, online=10, sectors=[cchc.Dossiers(sector="ĐẤT ĐAI", online=10)]),
    ]
    whole = cchc.roll_up(reports, agency=PROVINCE).procedures.dossiers
    assert whole.online == 17
    assert [(each.sector, each.online) for each in whole.sectors] == [
        ("Đất đai", 13),
        ("Hộ tịch", 4),
    ]


def test_own_subjects_add_up():
    reports = [
        report(1, own=[NewRural(communes=11, reached=9)]),
        report(2, own=[NewRural(communes=9, reached=1)]),
    ]
    assert cchc.roll_up(reports, agency=PROVINCE).figures()["new_rural.completion"].text == "50%"


# ---------------------------------------------------------------- periods


def quarter(number, **counted):
    return cchc.Report(
        agency=COMMUNE,
        period=cchc.Period.quarter(2026, number),
        plan=cchc.Plan(tasks=43, tasks_completed=10 * number),
        procedures=cchc.Procedures(dossiers=cchc.Dossiers(**counted)),
    )


def test_periods_of_one_unit_become_a_cumulative_report():
    first = quarter(1, online=10, in_person=0, carried_over=5, on_time=11, late=0,
                    pending_in_time=4, overdue=0)  # fmt: skip
    second = quarter(2, online=20, in_person=0, carried_over=4, on_time=22, late=0,
                     pending_in_time=2, overdue=0)  # fmt: skip
    whole = cchc.roll_up([second, first])
    counted = whole.procedures.dossiers
    assert (counted.carried_over, counted.online, counted.pending, counted.resolved) == (
        5,
        30,
        2,
        33,
    )
    assert counted.unaccounted == 0
    assert (whole.plan.tasks, whole.plan.tasks_completed) == (43, 20)
    assert str(whole.period) == "6 tháng đầu năm 2026"
    assert whole.agency == COMMUNE
    assert cchc.audit(attrs.evolve(second, cumulative=whole)).only("CCHC806").codes == ()


def test_a_period_that_lacks_a_fact_is_named():
    gathered = cchc.UnitReports([quarter(1, online=10), quarter(2, online=20, in_person=3)])
    assert gathered.report.marks["procedures.dossiers.in_person"].source == (
        "1/2 kỳ; chưa có số liệu: quý I năm 2026"
    )


def test_days_that_no_period_has_are_said_of_what_they_add_up_to():
    first, third = (
        quarter(1, online=10, pending_unsplit=2),
        quarter(3, online=20, pending_unsplit=3),
    )
    units = cchc.UnitReports([first, third])
    says = "không có số liệu từ ngày 15/3/2026 đến ngày 14/6/2026"
    assert units.report.marks["procedures.dossiers.online"].source == says
    assert "procedures.dossiers.pending" not in units.report.marks  # of the last day alone
    assert cchc.audit_units(units).codes == ("CCHC837",)
    several = cchc.UnitReports([first, third, dossiers(1, online=5)], agency=PROVINCE)
    assert several.sorted.gaps
    assert says in several.report.marks["procedures.dossiers.online"].source
    above = cchc.roll_up([several.report, dossiers(2, online=7)], agency=unit("Trên"))
    assert says in above.marks["procedures.dossiers.online"].source
    whole = cchc.roll_up([first, quarter(2, online=15, pending_unsplit=1), third])
    assert not whole.marks
    assert str(whole.period) == "9 tháng năm 2026"


@pytest.mark.parametrize(
    ("kind", "numbers", "says"),
    [
        ("quarter", (1, 3), "quý I và quý III năm 2026"),
        ("quarter", (2, 3), "quý II và quý III năm 2026"),
        ("quarter", (1, 2, 3), "9 tháng năm 2026"),
        ("quarter", (1, 2, 3, 4), "năm 2026"),
        ("quarter", (1, 2, 4), "quý I, quý II và quý IV năm 2026"),
        ("month", (2, 3, 4, 5), "tháng 02 đến tháng 5 năm 2026"),
        ("month", (1, 3, 5), "tháng 01, tháng 3 và tháng 5 năm 2026"),
        ("month", (1, 2, 3, 9), "tháng 01 đến tháng 3 và tháng 9 năm 2026"),
    ],
)
def test_a_period_of_unusual_days_is_called_by_its_parts(kind, numbers, says):
    """No report of some months is called by the name of the year that they are of."""
    made = [getattr(cchc.Period, kind)(2026, number) for number in numbers]
    reports = [
        cchc.Report(agency=unit(1), period=each, outreach=cchc.Outreach(articles=5))
        for each in made
    ]
    whole = cchc.roll_up(reports[::-1])
    assert str(whole.period) == says
    assert says in cchc.render_text(whole)
    assert cchc.loads(cchc.dumps(whole, format="toml"), format="toml") == whole
    assert not cchc.audit(whole)
    assert not cchc.audit_text(cchc.render_text(whole))


def test_periods_that_leave_out_days_of_the_period_asked_for_are_told():
    halves = [quarter(1, online=10), quarter(2, online=20)]
    asked = cchc.UnitReports(halves, period=cchc.Period.nine_months(2026))
    assert cchc.audit_units(asked).codes == ("CCHC833",)
    assert not cchc.audit_units(cchc.UnitReports(halves))


def test_units_of_several_periods_are_added_up_over_both():
    reports = [
        cchc.Report(
            agency=unit(place),
            period=cchc.Period.quarter(2026, number),
            outreach=cchc.Outreach(articles=place * number),
        )
        for place in (1, 2)
        for number in (1, 2)
    ]
    whole = cchc.roll_up(reports, agency=PROVINCE)
    assert whole.outreach.articles == 9
    assert str(whole.period) == "6 tháng đầu năm 2026"


def test_what_is_behind_every_unit_is_behind_all():
    before = cchc.Period.quarter(2026, 2)
    reports = [
        cchc.Report(
            agency=unit(place), period=PERIOD, outreach=cchc.Outreach(articles=10),
            previous=cchc.Report(
                agency=unit(place), period=before, outreach=cchc.Outreach(articles=6)
            ),
        )
        for place in (1, 2)
    ]  # fmt: skip
    whole = cchc.roll_up(reports, agency=PROVINCE)
    assert whole.figures()["outreach.articles.change"].text == "tăng 08 tin, bài (66,67%)"
    alone = [reports[0], attrs.evolve(reports[1], previous=None)]
    assert cchc.roll_up(alone, agency=PROVINCE).previous is None


def test_an_estimate_of_a_unit_is_one_of_all():
    budget = cchc.Budget(revenue=cchc.BudgetLine(actual_vnd=5_000_000_000))
    reports = [report(place, budget=budget) for place in (1, 2)]
    key = "budget.revenue.actual_vnd"
    reports[0] = attrs.evolve(reports[0], marks={key: cchc.Mark(is_estimate=True)})
    assert cchc.roll_up(reports, agency=PROVINCE).figures()[key].text == "ước 10 tỷ đồng"


# ---------------------------------------------------------------- what counts


def test_of_two_reports_of_a_unit_the_later_one_counts():
    old = attrs.evolve(dossiers(1, online=90), issued=date(2026, 9, 15))
    new = attrs.evolve(dossiers(1, online=80), issued=date(2026, 9, 18))
    for reports in ([old, new, dossiers(2, online=1)], [dossiers(2, online=1), new, old]):
        gathered = cchc.UnitReports(reports, agency=PROVINCE)
        assert gathered.report.procedures.dossiers.online == 81
        assert [(each.report, each.other) for each in gathered.sorted.aside] == [(old, new)]


def test_overlapping_periods_of_a_unit_are_counted_once():
    half = attrs.evolve(quarter(1, online=30), period=cchc.Period.half(2026, 1))
    gathered = cchc.UnitReports([quarter(1, online=10), half, quarter(3, online=5)])
    assert gathered.report.procedures.dossiers.online == 35
    assert [each.why for each in gathered.sorted.aside] == ["overlap"]


def test_the_report_of_all_is_not_counted_among_them():
    reports = [dossiers(1, online=10), dossiers(2, online=20), dossiers(PROVINCE, online=30)]
    assert cchc.roll_up(reports, agency=PROVINCE).procedures.dossiers.online == 30


def test_a_report_of_another_year_is_set_aside():
    other = attrs.evolve(dossiers(3, online=7), period=cchc.Period.quarter(2025, 3))
    gathered = cchc.UnitReports(
        [dossiers(1, online=1), dossiers(2, online=2), other], agency=PROVINCE
    )
    assert gathered.report.procedures.dossiers.online == 3
    assert gathered.sorted.period == PERIOD


@pytest.mark.parametrize("asked", [None, PERIOD])
def test_of_several_reports_of_a_unit_that_of_the_period_counts(asked):
    def of(place, period, online):
        return attrs.evolve(dossiers(place, online=online), period=period)

    quarter = cchc.Period.quarter
    reports = [
        dossiers(1, online=1), dossiers(5, online=0),
        of(2, PERIOD, 2), of(2, cchc.Period.year(2026), 2000),
        of(3, PERIOD, 3), of(3, quarter(2026, 2), 3000),
        of(4, cchc.Period.month(2026, 7), 40), of(4, quarter(2026, 2), 4000),
        of(4, cchc.Period.half(2026, 2), 40_000),
    ]  # fmt: skip
    gathered = cchc.UnitReports(reports, agency=PROVINCE, period=asked)
    assert gathered.sorted.period == PERIOD
    assert gathered.report.procedures.dossiers.online == 46
    assert len(gathered.sorted.aside) == 4
    found = cchc.audit_units(gathered).only("CCHC833")
    assert [str(each.severity) for each in found] == ["warning"] * 5  # and July is not the quarter
    assert "đã cộng báo cáo quý III năm 2026" in found[0].message + found[1].message


def test_a_period_of_which_there_is_no_report_is_refused():
    for reports in ([dossiers(1, online=1)], [dossiers(1, online=1), dossiers(2, online=1)]):
        with pytest.raises(cchc.InvalidValueError) as caught:
            cchc.roll_up(reports, agency=PROVINCE, period=cchc.Period.quarter(2026, 1))
        assert (caught.value.path, caught.value.got) == ("period", "quý I năm 2026")


def test_codes_tell_units_of_one_name_apart():
    one, other = (
        cchc.Agency(name="Ủy ban nhân dân xã Tân Phú", unit_code=code)
        for code in ("00004", "00008")
    )
    reports = [dossiers(one, online=1), dossiers(other, online=2)]
    assert cchc.roll_up(reports, agency=PROVINCE).procedures.dossiers.online == 3
    same = [dossiers(one, online=1), dossiers(attrs.evolve(one, unit_code=None), online=1)]
    assert cchc.roll_up(same, agency=PROVINCE).procedures.dossiers.online == 1


def test_who_is_missing():
    expected = [unit(1), "UBND xã Đơn Vị 2", "18073"]
    gathered = cchc.UnitReports(
        [dossiers(1, online=1), dossiers(4, online=1)], agency=PROVINCE, expected=expected
    )
    assert [each.name for each in gathered.missing] == [
        "UBND xã Đơn Vị 2",
        "Ủy ban nhân dân phường Thành Sen",
    ]
    assert [each.agency for each in gathered.unexpected] == [unit(4)]
    assert len(cchc.UnitReports(gathered.reports, agency=PROVINCE, expected="42").missing) == 69


@pytest.mark.parametrize("reports", [[], "x", None, [1], {"a": 1}, [cchc.Plan()]])
def test_what_is_no_report_is_refused(reports):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.roll_up(reports, agency=PROVINCE)
    assert caught.value.path.startswith("reports")
    assert "báo cáo" in caught.value.message_vi


def test_reports_of_two_kinds_are_refused():
    other = cchc.ProceduresReport(agency=unit(2), period=PERIOD)
    with pytest.raises(cchc.InvalidTypeError, match=r"reports\[1\]"):
        cchc.roll_up([dossiers(1), other], agency=PROVINCE)


def test_several_units_need_an_agency():
    with pytest.raises(cchc.InvalidValueError, match="Hà Tĩnh"):
        cchc.roll_up([dossiers(1), dossiers(2)])


@pytest.mark.parametrize("name", ["agency", "period", "expected"])
def test_what_is_none_of_these_is_refused(name):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        cchc.UnitReports([dossiers(1)], **{name: 7})
    assert caught.value.path == name


def test_time_is_linear_in_units():
    def work(count):
        sectors = [cchc.Dossiers(sector=f"Lĩnh vực {row}", online=row) for row in range(6)]
        counted = {"in_person": 1, "late": 0, "sectors": sectors}
        reports = [dossiers(place, online=place, **counted) for place in range(count)]
        return lambda: cchc.UnitReports(reports, agency=PROVINCE).report

    assert growth(work(150), work(900), 9) < 9


def test_it_travels_between_processes():
    import pickle

    gathered = cchc.UnitReports([dossiers(1, online=3), dossiers(2)], agency=PROVINCE)
    assert pickle.loads(pickle.dumps(gathered)).report == gathered.report
