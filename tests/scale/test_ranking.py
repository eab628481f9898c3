"""Units side by side: ties, small denominators, the period before, the mean, the sentence."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc

PROVINCE = cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
PERIOD = cchc.Period.quarter(2026, 3)
ID = "plan.completion"


def units(*done, before=None, **more):
    reports = []
    for place, each in enumerate(done):
        agency = cchc.Agency(name=f"Ủy ban nhân dân xã Đơn Vị {place:02d}")
        tasks, completed = each if isinstance(each, tuple) else (100, each)
        previous = None
        if before is not None and before[place] is not None:
            previous = cchc.Report(
                agency=agency,
                period=PERIOD.previous,
                plan=cchc.Plan(tasks=100, tasks_completed=before[place]),
            )
        plan = None if completed is None else cchc.Plan(tasks=tasks, tasks_completed=completed)
        reports.append(cchc.Report(agency=agency, period=PERIOD, plan=plan, previous=previous))
    return cchc.UnitReports(reports, agency=PROVINCE, **more)


def test_who_ties_shares_a_rank_and_the_next_is_as_many_places_behind():
    ranking = cchc.rank_units(units(90, 95, 95, None, 80, (0, 0)), ID)
    assert [row.rank for row in ranking.rows] == [1, 1, 3, 4, None, None]
    assert [row.is_tied for row in ranking.ranked] == [True, True, False, False]
    assert [row.figure and row.figure.text for row in ranking.rows[4:]] == [None, "không phát sinh"]


def test_the_other_end_may_be_the_best():
    ranking = cchc.rank_units(units(90, 95, 80), ID, order="low")
    assert [row.figure.text for row in ranking.rows] == ["80%", "90%", "95%"]
    assert "01 đơn vị cao nhất: UBND xã Đơn Vị 01 (95%)" in ranking.sentence(worst=1)


def test_a_rate_of_few_cases_is_marked():
    ranking = cchc.rank_units(units((29, 29), (30, 30)), ID)
    assert [row.is_small for row in ranking.rows] == [True, False]
    assert not cchc.rank_units(units((29, 29)), ID, small=29).rows[0].is_small


def test_the_mean_is_never_the_rate_of_all():
    ranking = cchc.rank_units(units((10, 10), (990, 0)), ID)
    assert ranking.mean == Fraction(1, 2)
    assert (ranking.mean_text, ranking.whole.text) == ("50%", "1%")
    counts = cchc.rank_units(units((10, 1), (10, 2), (10, 2)), "plan.tasks_completed")
    assert counts.mean_text == "1,67"


def test_what_became_of_each_unit_since_the_period_before():
    ranking = cchc.rank_units(units(90, 80, before=[85, None]), ID)
    assert [row.change and row.change.points() for row in ranking.rows] == [Decimal("5.00"), None]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30), st.integers(1, 5))
@settings(max_examples=40)
def test_ranks_are_how_many_are_better(done, worst):
    ranking = cchc.rank_units(units(*done), ID)
    for row in ranking.rows:
        assert row.rank == 1 + sum(each > row.figure.value.part for each in done)
        assert row.is_tied == (done.count(row.figure.value.part) > 1)
    last = ranking.last(worst)
    limit = sorted(done)[min(worst, len(done)) - 1]
    assert sorted(row.figure.value.part for row in last) == sorted(n for n in done if n <= limit)


def test_the_sentence():
    ranking = cchc.rank_units(units(96, 95, 94, 90, None), ID)
    assert ranking.sentence(at_least=95, worst=1) == (
        "Về tỷ lệ hoàn thành nhiệm vụ của kế hoạch: 2/4 đơn vị đạt từ 95% trở lên; 01 đơn vị thấp "
        "nhất: UBND xã Đơn Vị 03 (90%); 01 đơn vị không phát sinh hoặc chưa có số liệu."
    )
    assert (
        "02 đơn vị: UBND xã Đơn Vị 00 (96%), UBND xã Đơn Vị 01 (95%)"
        in cchc.rank_units(units(96, 95), ID).sentence()
    )
    assert cchc.rank_units(units((0, 0)), ID).sentence().startswith("Chưa có đơn vị nào")
    assert "từ 94,5% trở lên" in ranking.sentence(at_least=Decimal("94.5"))


def test_of_units_that_tie_at_the_end_all_are_named():
    assert "03 đơn vị thấp nhất" in cchc.rank_units(units(96, 90, 90, 90), ID).sentence(worst=2)
    assert "thấp nhất" not in cchc.rank_units(units(90, 90, 90), ID).sentence(at_least=1, worst=1)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"id": "plan.complete"}, cchc.UnknownNameError),
        ({"order": "best"}, cchc.InvalidValueError),
    ],
)
def test_what_cannot_be_ranked_is_refused(change, error):
    with pytest.raises(error):
        cchc.rank_units(units(1, 2), **({"id": ID} | change))


def test_a_threshold_is_exact():
    with pytest.raises(cchc.InvalidTypeError):
        cchc.rank_units(units(1, 2), ID).reaching(94.5)
    with pytest.raises(cchc.InvalidValueError):
        cchc.rank_units(units(1, 2), ID).last(0)


def test_the_outline_of_the_level_above_has_a_row_a_unit():
    gathered = units(96, 95, None, 80, before=[90, 90, None, 90], expected=["UBND xã Xa"])
    document = cchc.compose(gathered.report, outline=cchc.units_outline(gathered))
    assert document == cchc.compose(gathered.report, outline=cchc.units_outline(gathered))
    tables = [
        block for annex in document.annexes for block in annex.blocks if hasattr(block, "rows")
    ]
    by_id = {table.id: table for table in tables}
    assert len(by_id["table.units"].rows) == 5
    text = cchc.render_text(document)
    assert "số liệu của 0/1 đơn vị; 01 đơn vị chưa có báo cáo: UBND xã Xa." in text
    assert "Trung bình cộng tỷ lệ của các đơn vị là 90,33%" in text
    assert "tăng 6 điểm phần trăm" in text
    assert "Trung bình" not in text.split("Phụ lục I\n")[0]
    assert not cchc.audit_text(text.split("Phụ lục I\n")[0]).at_least("warning")


def test_a_kind_of_report_that_the_library_does_not_know_has_its_own_columns():
    import attrs

    from cchc_lib import define

    @cchc.family(
        title="Hòa giải {period}",
        outline=cchc.Outline((cchc.Part("i", "Kết quả", lines=["Có {cases} vụ."]),)),
    )
    @attrs.frozen(kw_only=True)
    class Mediation(cchc.ReportHead):
        cases: int | None = define.count("vụ", "số vụ")
        settled: int | None = define.count("vụ", "số vụ hòa giải thành", part_of="cases")
        success = define.ratio("settled / cases", "tỷ lệ hòa giải thành")

    reports = [
        Mediation(
            agency=cchc.Agency(name=f"UBND xã Đơn Vị {place}"),
            period=PERIOD,
            cases=9,
            settled=place,
        )
        for place in (7, 8)
    ]
    gathered = cchc.UnitReports(reports, agency=PROVINCE)
    text = cchc.render_text(gathered.report, outline=cchc.units_outline(gathered))
    assert "Tỷ lệ hòa giải thành" in text
    assert "83,33" in text


def test_two_sources_are_reconciled():
    ours, theirs = units(96, 95).report, units(96, 90).report
    found = {each.id: each.difference for each in cchc.reconcile(ours, theirs)}
    assert found == {
        "plan.tasks_completed": 5, "plan.tasks_remaining": -5, "plan.completion": None
    }  # fmt: skip
    assert cchc.reconcile(ours, ours) == ()
    with pytest.raises(cchc.InvalidTypeError, match="theirs"):
        cchc.reconcile(ours, None)


def test_only_unit_reports_have_an_outline_and_an_audit():
    for function in (cchc.units_outline, cchc.audit_units):
        with pytest.raises(cchc.InvalidTypeError, match="UnitReports"):
            function([])
