"""The real report of the sample commune: what an audit must find in it, and must not."""

from datetime import date

import pytest
from example_reports import example_report

import cchc_lib as cchc
from cchc_lib.checks.report import audit


@pytest.fixture(scope="module")
def found():
    return audit(example_report("mai_hoa_2025"))


def of(found, code):
    return {finding.path: finding for finding in found.only(code)}


def test_nothing_else_is_found(found):
    assert {code: len(same) for code, same in found.by_code().items()} == {
        "CCHC101": 1,
        "CCHC201": 3,
        "CCHC203": 1,
        "CCHC301": 1,
        "CCHC401": 3,
        "CCHC411": 4,
    }


def test_26_dossiers_are_unaccounted_for(found):
    finding = of(found, "CCHC101")["procedures.dossiers.unaccounted"]
    assert (finding.actual, finding.severity) == ("26", "warning")
    assert "1.268" in finding.message
    assert "26 hồ sơ" in finding.message


def test_three_wrong_claims_are_explained(found):
    wrong = of(found, "CCHC201")
    cut = wrong["plan.completion"]
    assert (cut.actual, cut.expected, cut.severity) == ("95,34%", "95,35%", "warning")
    assert "cắt bỏ" in cut.message
    for share, stated, computed in (
        ("online", "96,22%", "96,14%"),
        ("in_person", "3,78%", "3,86%"),
    ):
        finding = wrong[f"procedures.dossiers.{share}_share"]
        assert (finding.actual, finding.expected, finding.severity) == (stated, computed, "error")
        assert "không có số nào" in finding.message


def test_what_has_no_base_is_not_checked(found):
    (finding,) = found.only("CCHC203")
    assert (finding.path, finding.actual) == ("budget.disbursement.completion", "82,1%")
    assert "số kế hoạch" in finding.hint
    assert finding.message.startswith("Giải ngân vốn đầu tư công")


def test_the_day_after_the_window(found):
    (finding,) = found.only("CCHC301")
    assert (finding.path, finding.actual) == ("staffing.snapshots[1].day", "11/12/2025")


def test_three_bases_had_expired(found):
    expired = of(found, "CCHC401")
    assert list(expired) == [f"institutions.legal_bases[{row}]" for row in range(3)]
    assert all("01/4/2025" in finding.message for finding in expired.values())
    successors = [finding.expected for finding in expired.values()]
    assert "64/2025/QH15" in successors[0]
    assert all("78/2025" in text and "79/2025" in text for text in successors[1:])


def test_what_holds_is_left_alone(found):
    paths = {finding.path for finding in found}
    assert not paths & {
        "budget.revenue.completion",  # 169% of 168,98%
        "assigned_tasks.on_time_ratio",
        "procedures.dossiers.on_time_ratio",
        "procedures.dossiers.late_ratio",
        "procedures.online_services",
    }
    assert not [path for path in paths if path.startswith(("staffing.departures", "direction"))]


def test_a_lost_comma():
    def revenue(stated):
        line = cchc.BudgetLine(planned_vnd=3_046_000_000_000, actual_vnd=5_147_000_000)
        return cchc.Report(
            agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
            period=cchc.Period.year(2025),
            budget=cchc.Budget(revenue=line),
            claims={"budget.revenue.completion": stated},
        )

    assert audit(revenue("0,17%")).codes == ("CCHC206",)
    claimed = audit(revenue("169%"))
    assert claimed.codes == ("CCHC201", "CCHC206")
    assert "1.000 lần" in claimed[0].message


def test_a_report_dated_before_the_law_expired():
    law = cchc.Citation.parse("Luật Ban hành văn bản quy phạm pháp luật năm 2015")

    def audited(period, issued=None):
        return audit(
            cchc.Report(
                agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
                period=period,
                issued=issued,
                institutions=cchc.Institutions(legal_bases=[law]),
            )
        )

    assert not audited(cchc.Period.quarter(2025, 1))
    assert not audited(cchc.Period.quarter(2025, 1), date(2025, 3, 31))
    assert audited(cchc.Period.quarter(2025, 1), date(2025, 4, 1))[0].severity == "warning"
    assert audited(cchc.Period.year(2025))[0].severity == "warning"
    assert audited(cchc.Period.quarter(2025, 3))[0].severity == "error"
