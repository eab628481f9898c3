"""How sure each rule is: an error contradicts itself, a warning may be right, a note is open."""

from datetime import date

import pytest

import cchc_lib as cchc
from cchc_lib.checks.report import audit

CITED = cchc.Citation.parse
CLERKS = cchc.Group(name="công chức", count=43)


def report(**fields):
    commune = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    return cchc.Report(**{"agency": commune, "period": cchc.Period.year(2026)} | fields)


def dossiers(**counts):
    return report(procedures=cchc.Procedures(dossiers=cchc.Dossiers(**counts)))


def nine(**counts):
    """Nine dossiers received, none late."""
    return dossiers(**{"online": 9, "in_person": 0, "late": 0} | counts)


def snapshots(*rows):
    return report(
        staffing=cchc.Staffing(
            snapshots=[cchc.StaffingSnapshot(day=day, groups=groups) for day, groups in rows]
        )
    )


def decisions(*texts):
    return report(direction=cchc.Direction(documents=[CITED(text) for text in texts]))


def stated(figure, text, **fields):
    return report(claims={figure: text}, **fields)


DAY = date(2026, 7, 1)
PLAN = {"plan": cchc.Plan(tasks=43, tasks_completed=41)}
REVENUE = {"budget": cchc.Budget(revenue=cchc.BudgetLine(actual_vnd=5_147_000_000))}
ASSIGNED = {"assigned_tasks": cchc.AssignedTasks(total=36, on_time=30, late=0)}
STATED = [
    # more ended than came: certain only with what was carried over
    ("CCHC101 error", nine(carried_over=0, on_time=9, pending_unsplit=1)),
    ("CCHC101 warning", nine(on_time=9, pending_unsplit=1)),
    # side states counted inside or outside: both practices exist
    ("CCHC101 note", nine(carried_over=0, on_time=9, pending_unsplit=0, returned=2)),
    ("CCHC101 warning", nine(carried_over=0, on_time=8, overdue=0, pending_in_time=0,
                                 returned=2)),
    ("CCHC101 error", nine(carried_over=0, on_time=9, pending_unsplit=1, returned=2)),
    # nobody said how many are pending in time
    ("CCHC101 note", nine(on_time=5, overdue=0)),
    ("CCHC101 note", nine(on_time=5)),
    ("", nine(on_time=5, late=None)),
    # a sector that leaves a column empty is not held to be 0
    ("", dossiers(late=5, sectors=[cchc.Dossiers(sector="a", late=3), cchc.Dossiers(sector="b")])),
    ("CCHC103 error", dossiers(late=2, sectors=[cchc.Dossiers(sector="a", late=3),
                                                cchc.Dossiers(sector="b")])),
    ("CCHC103 warning", dossiers(late=5, sectors=[cchc.Dossiers(sector="a", late=3)])),
    # early counted apart in the sectors, together in the whole
    ("", dossiers(on_time=5, sectors=[cchc.Dossiers(sector="a", early=3, on_time=2)])),
    ("CCHC103 error", dossiers(on_time=4, sectors=[cchc.Dossiers(sector="a", early=3, on_time=2)])),
    # states of tasks that nobody reported
    ("CCHC107 note", report(assigned_tasks=cchc.AssignedTasks(total=36, on_time=30))),
    ("CCHC107 warning", report(assigned_tasks=cchc.AssignedTasks(
        total=36, on_time=30, late=0, pending_in_time=0, overdue=0))),
    ("CCHC107 error", report(assigned_tasks=cchc.AssignedTasks(total=36, on_time=37))),
    # other groups on one day are no contradiction
    ("CCHC118 error", snapshots((DAY, [CLERKS]), (DAY, [cchc.Group(name="công chức", count=4)]))),
    ("", snapshots((DAY, [CLERKS]), (DAY, [cchc.Group(name="viên chức", count=4)]))),
    # one number with two days: the province's and the commune's, perhaps
    ("CCHC404 warning", decisions("25/KH-UBND ngày 11/9/2026", "25/KH-UBND ngày 05/9/2026")),
    ("CCHC404 error", decisions("25/KH-UBND ngày 11/9/2026 về kiểm tra",
                                "25/KH-UBND ngày 05/9/2026 về kiểm tra")),
    ("", decisions("25/KH-UBND ngày 11/9/2026", "25/KH-UBND ngày 05/9/2026 của UBND tỉnh")),
    # numbers begin again each year, and with the new communes
    ("CCHC408 note", decisions("900/QĐ-UBND ngày 20/11/2025", "5/QĐ-UBND ngày 05/01/2026")),
    ("CCHC408 note CCHC408 note", decisions("900/QĐ-UBND ngày 20/6/2025",
                                            "5/QĐ-UBND ngày 05/7/2025")),
    ("CCHC406 warning", decisions("900/QĐ-UBND ngày 20/6/2026", "5/QĐ-UBND ngày 05/7/2026")),
    ("", decisions("900/QĐ-UBND ngày 20/6/2026", "5/KH-UBND ngày 05/7/2026")),
    # ways of rounding, other bases, bounds
    ("CCHC201 warning", stated("plan.completion", "95,34%", **PLAN)),
    ("CCHC201 error", stated("plan.completion", "95,53%", **PLAN)),
    ("CCHC201 error", stated("plan.completion", "trên 95,4%", **PLAN)),
    ("", stated("plan.completion", "trên 95%", **PLAN)),
    ("CCHC201 warning CCHC107 note", stated("assigned_tasks.on_time_ratio", "100%", **ASSIGNED)),
    ("CCHC203 note", stated("plan.completion", "gần hết", **PLAN)),
    ("", stated("plan.tasks", "trên 40 nhiệm vụ", **PLAN)),
    ("CCHC202 error", stated("plan.tasks", "trên 50 nhiệm vụ", **PLAN)),
    ("", stated("plan.tasks", "trên 40 nhiệm vụ", **PLAN)),
    # not wrong, but further off than a printed number reaches
    ("CCHC202 warning", stated("plan.tasks", "trên 30 nhiệm vụ", **PLAN)),
    ("CCHC202 warning", stated("budget.revenue.actual_vnd", "5 tỷ đồng", **REVENUE)),
    ("", stated("budget.revenue.actual_vnd", "5,1 tỷ đồng", **REVENUE)),
    # a low rate early in the year
    ("CCHC206 warning", report(budget=cchc.Budget(
        revenue=cchc.BudgetLine(planned_vnd=10**9, actual_vnd=10**6)))),
    ("CCHC206 note", report(period=cchc.Period.quarter(2026, 1), budget=cchc.Budget(
        revenue=cchc.BudgetLine(planned_vnd=10**9, actual_vnd=10**6)))),
    # an estimate may lie after the report's own date, a count may not
    ("CCHC301 warning", report(issued=date(2026, 12, 16), budget=cchc.Budget(
        revenue=cchc.BudgetLine(actual_vnd=1, as_of=date(2026, 12, 31))))),
    ("CCHC301 error", report(issued=date(2026, 12, 16), staffing=cchc.Staffing(
        snapshots=[cchc.StaffingSnapshot(day=date(2026, 12, 31), groups=[CLERKS])]))),
    ("CCHC303 note", report(issued=date(2026, 12, 14))),
    ("CCHC303 warning", report(issued=date(2026, 12, 13))),
    ("CCHC303 error", report(issued=date(2025, 12, 14))),
    # one day in common is enough
    ("", dossiers(start=date(2026, 12, 14))),
    ("CCHC304 error", dossiers(start=date(2026, 12, 15))),
    ("", dossiers(end=date(2025, 12, 15))),
    ("CCHC304 error", dossiers(end=date(2025, 12, 14))),
    # what had expired is no basis; elsewhere it may be history
    ("CCHC401 error", report(basis=[CITED("34/2016/NĐ-CP")])),
    ("CCHC401 note", report(direction=cchc.Direction(documents=[CITED("34/2016/NĐ-CP")]))),
    # the same agency, written shorter
    ("", report(previous=report(period=cchc.Period.year(2025), agency=cchc.Agency(
        name="UBND xã Mai Hoa", level=cchc.Level.COMMUNE, place="Mai Hoa")))),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "found"), STATED)
def test_severities(expected, found):
    codes = [f"{finding.code} {finding.severity}" for finding in audit(found)]
    assert " ".join(codes) == expected, str(audit(found))


def test_messages_name_the_line_and_both_amounts():
    line = cchc.BudgetLine(planned_vnd=10**12, actual_vnd=5 * 10**8)
    named = cchc.BudgetLine(name="chi thường xuyên", planned_vnd=10**12, actual_vnd=10**8)
    first, second = audit(report(budget=cchc.Budget(lines=[line, named]))).only("CCHC206")
    assert "khoản mục thứ 1 " in first.message
    assert "thực hiện 500 triệu đồng, kế hoạch 1.000 tỷ đồng" in first.message
    assert "chi thường xuyên" in second.message


def test_a_day_that_had_not_come_is_named_so():
    staffing = cchc.Staffing(snapshots=[cchc.StaffingSnapshot(day=date(2026, 12, 20))])
    (before,) = audit(report(staffing=staffing, issued=date(2026, 12, 22)))
    (after,) = audit(report(staffing=staffing, issued=date(2026, 12, 16)))
    assert "ngày ban hành" not in before.message
    assert "sau ngày ban hành báo cáo (16/12/2026)" in after.message
