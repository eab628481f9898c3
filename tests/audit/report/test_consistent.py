"""Silence on a report that agrees with itself; the right code once one number is broken."""

from datetime import date, timedelta

import attrs
import pytest
from audit.consistent import SECTORS, consistent, put
from hypothesis import HealthCheck, given, settings

import cchc_lib as cchc
from cchc_lib.checks.common import RULES as OF_ALL
from cchc_lib.checks.report import audit
from cchc_lib.families.rules import RULES

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=60,
)


@slow
@given(consistent())
def test_silent_above_a_note(report):
    assert not audit(report).at_least("warning"), str(audit(report))


@slow
@given(consistent(complete=True))
def test_silent_on_a_complete_one(report):
    assert not audit(report), str(audit(report))


def more(by=1):
    return lambda number: number + by


def later(days):
    return lambda day: day + timedelta(days)


GROUP = cchc.Group(name="công chức", count=5)
ALL = "procedures.dossiers"
BROKEN = {
    "CCHC101": [
        (f"{ALL}.late", more()),
        (f"{ALL}.online", more()),
        (f"{ALL}.carried_over", more()),
        (f"{ALL}.overdue", more(40)),
        (f"{ALL}.sectors[1].on_time", more()),
    ],
    "CCHC102": [(f"{ALL}.digitised", more(10**6)), (f"{ALL}.sectors[0].digitised", 10**6)],
    "CCHC103": [
        *((f"{ALL}.{column}", more()) for column in ("online", "postal", "early", "late")),
        *((f"{ALL}.{column}", more()) for column in ("overdue", "returned", "digitised")),
        *((f"{ALL}.sectors[2].{column}", more()) for column in ("in_person", "pending_in_time")),
    ],
    "CCHC104": [(f"{ALL}.sectors[2].sector", SECTORS[0].upper())],
    "CCHC105": [("procedures.full_online", more(560))],
    "CCHC106": [("plan.tasks_completed", more(3001)), ("plan.tasks", -1)],
    "CCHC107": [("assigned_tasks.late", more()), ("assigned_tasks.total", more())],
    "CCHC108": [("inspections.problems_handled", more(3001))],
    "CCHC109": [("institutions.reviewed", more(3001))],
    "CCHC110": [
        ("procedures.feedback.handled", more()),
        ("procedures.feedback.received", more()),
    ],
    "CCHC111": [("procedures.satisfaction.satisfied", more(3001))],
    "CCHC112": [("digital.electronic_documents", more(3001))],
    "CCHC113": [
        ("digital.staff_equipped", cchc.Ratio(39, 38)),
        ("civil_service.compliance", cchc.Ratio(1, 0)),
    ],
    "CCHC114": [("institutions.sanctions.cases", 0)],
    "CCHC115": [("staffing.departures[0].by_origin[0].count", more())],
    "CCHC116": [("staffing.quota", 9)],
    "CCHC117": [("staffing.snapshots[0].groups[0].count", more(11))],
    "CCHC118": [
        (
            "staffing.snapshots",
            lambda held: (*held, attrs.evolve(held[-1], groups=[GROUP])),
        )
    ],
    "CCHC119": [("inspections.units[1].name", "Phòng,  trung tâm".replace("  ", " "))],
    "CCHC120": [("institutions", lambda held: attrs.evolve(held, issued=2, decisions=3))],
    "CCHC121": [
        (
            "civil_service",
            lambda held: attrs.evolve(
                held, trained=4, training_topics=[cchc.Group(name="chuyển đổi số", count=3)]
            ),
        )
    ],
    "CCHC122": [
        (
            "procedures.satisfaction",
            lambda held: attrs.evolve(
                held, sectors=[cchc.Satisfaction(sector="Đất đai", answers=held.answers + 1)]
            ),
        )
    ],
    "CCHC123": [
        (
            ALL,
            lambda held: cchc.Dossiers.of_sectors(
                [attrs.evolve(held.sectors[0], online=None), *held.sectors[1:]]
            ),
        )
    ],
    "CCHC126": [
        (
            ALL,
            lambda held: attrs.evolve(
                held, sources=[cchc.Dossiers(source="Hệ thống tỉnh", late=held.late + 1)]
            ),
        )
    ],
    "CCHC127": [(f"{ALL}.apologies", 9999)],
    "CCHC805": [
        (
            "",
            lambda report: attrs.evolve(
                put(report, "procedures.feedback.carried_over", 3),
                previous=put(
                    report.previous,
                    "procedures.feedback",
                    cchc.Feedback(received=9, handled=8, pending=1),
                ),
            ),
        )
    ],
    "CCHC806": [
        (
            "",
            lambda report: attrs.evolve(
                report,
                outreach=cchc.Outreach(articles=9),
                cumulative=attrs.evolve(
                    report,
                    previous=None,
                    period=cchc.Period.year(
                        report.period.calendar_year, end=report.period.end
                    ),
                    outreach=cchc.Outreach(articles=8),
                ),
            ),
        )
    ],
    "CCHC209": [
        (
            "",
            lambda report: attrs.evolve(
                report,
                plan=attrs.evolve(report.plan, tasks_completed=None),
                next_tasks=["Hoàn thành {plan.tasks_remaining} nhiệm vụ."],
            ),
        )
    ],
    "CCHC206": [
        ("budget.revenue", lambda line: attrs.evolve(line, actual_vnd=line.planned_vnd // 1000)),
        ("budget.revenue.actual_vnd", lambda amount: amount * 10_000),
    ],
    "CCHC207": [
        ("budget.disbursement", lambda line: attrs.evolve(line, actual_vnd=2 * line.planned_vnd))
    ],
    "CCHC301": [
        ("staffing.snapshots[1].day", later(30)),
        ("budget.disbursement.as_of", later(1)),
        ("staffing.departures[0].until", later(20)),
        (f"{ALL}.end", date(2099, 1, 1)),
    ],
    "CCHC302": [("budget.disbursement.as_of", later(-400))],
    "CCHC303": [("issued", later(-30)), ("issued", later(-400))],
    "CCHC304": [(f"{ALL}.end", date(2020, 1, 1)), (f"{ALL}.start", date(2099, 1, 1))],
    "CCHC305": [("staffing.snapshots[0].day", later(370))],
    "CCHC306": [("staffing.departures[0].until", later(-400))],
    "CCHC401": [
        ("institutions.legal_bases[1]", cchc.Citation.parse("34/2016/NĐ-CP")),
        ("institutions.legal_bases[0]", cchc.Citation.parse("Luật Ban hành văn bản quy phạm "
                                                            "pháp luật năm 2015")),
    ],
    "CCHC403": [("institutions.legal_bases[1]", cchc.Citation.parse("78/NĐ-CP"))],
    "CCHC404": [("plan.decision.day", lambda day: day.replace(day=28 if day.day < 28 else 1))],
    "CCHC405": [("plan.decision.subject", "kiện toàn Tổ công nghệ")],
    "CCHC406": [
        ("direction.documents[3]", lambda cited: attrs.evolve(
            cited, number=9999, day=cited.day.replace(month=1, day=2))),
    ],
    "CCHC407": [("direction.documents[3].day", date(2099, 1, 5)),
                ("basis[0].day", date(2099, 1, 5))],
    "CCHC408": [("direction.documents[0].day", date(2019, 1, 5))],
    "CCHC409": [("institutions.legal_bases[1].day", date(2024, 2, 10))],
    "CCHC410": [("direction.documents[1].kind", "Kế hoạch")],
    "CCHC411": [
        ("inspections.plan", cchc.Citation(kind="Công văn", number=886, symbol="UBND")),
    ],
    "CCHC801": [
        (f"{ALL}.carried_over", more(7)),
        ("previous.procedures.dossiers.pending_unsplit", more()),
        (f"{ALL}.sectors[1].carried_over", more(3)),
    ],
    "CCHC802": [("previous.agency", cchc.Agency(name="Ủy ban nhân dân xã Đức Lĩnh"))],
    "CCHC803": [("previous.period.end", date(2040, 1, 1))],
    "CCHC821": [("drafting_unit", "UBND"), ("drafting_unit", "Uỷ ban nhân dân xã Mai Hoa")],
    "CCHC822": [("recipients", ["Như trên", "Lưu: VT, VP."]), ("recipients", ["- Lưu VT"])],
    "CCHC823": [
        ("signatory.name", "TS. Nguyễn Anh Tuấn"),
        ("signatory.name", "PGS.TS Nguyễn Anh Tuấn"),
        ("signatory.name", "ThS Nguyễn Anh Tuấn"),
    ],
    "CCHC824": [
        ("signatory.authority", None),
        ("signatory.authority", "TM."),
        ("signatory.position", "Chủ tịch"),
    ],
    "CCHC825": [("recipients", ["Như trên", "Sở Nội vụ", "Sở Nội Vụ"])],
    "CCHC826": [("recipients", ["Thường trực Đảng ủy"])],
    "CCHC827": [("addressees", ["Ủy ban nhân dân huyện Vũ Quang"])],
}  # fmt: skip
CASES = [(code, path, value) for code, cases in BROKEN.items() for path, value in cases]


@pytest.mark.parametrize(
    ("code", "path", "value"), CASES, ids=[f"{code}-{path}" for code, path, _ in CASES]
)
@settings(slow, max_examples=4)
@given(report=consistent(complete=True))
def test_one_break_gives_its_code(code, path, value, report):
    if path == "plan.tasks":
        value = max(report.plan.tasks_completed - 1, 0)
        if not report.plan.tasks_completed:
            return
    # without claims: each would rightly be found to differ from what is broken
    broken = attrs.evolve(report, claims=())
    broken = put(broken, path, value) if path else value(broken)
    assert code in audit(broken).codes, (path, str(audit(broken)))


def wrong(claim, figure):
    """Another percentage, or another count, than a unit stated; None for what is neither."""
    if isinstance(figure.value, cchc.Ratio) and figure.value.whole:
        number = cchc.parse_percent(claim.text)
        return cchc.format_number(number + (1 if number < 100 else -1), fixed=True) + "%"
    if type(figure.value) is int and "đồng" not in figure.unit:
        return cchc.format_number(figure.value + 1)
    return None


@settings(slow, max_examples=20)
@given(report=consistent(complete=True))
def test_every_wrong_claim_is_found(report):
    figures = report.figures()
    told = {claim.figure: wrong(claim, figures[claim.figure]) for claim in report.claims}
    told = {id: text for id, text in told.items() if text is not None}
    found = audit(attrs.evolve(report, claims=told)).only("CCHC201", "CCHC202")
    assert {finding.path for finding in found} == set(told)
    assert len(found) == len(told)


def test_every_rule_is_broken_somewhere():
    elsewhere = {"CCHC201", "CCHC202", "CCHC203", "CCHC204", "CCHC208", "CCHC402", "CCHC804"}
    at_doors = {"CCHC331", "CCHC333", "CCHC412", "CCHC413"}  # tests/audit/test_doors.py
    assert {rule.code for rule in (*RULES, *OF_ALL)} == set(BROKEN) | elsewhere | at_doors
