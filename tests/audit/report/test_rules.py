"""The audit of a report never raises, keeps its order, and silences only for a reason."""

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from strategies import reports
from tests.audit.facts import report

import cchc_lib as cchc
from cchc_lib.checks.finding import Findings, Severity
from cchc_lib.checks.report import audit
from cchc_lib.figures.figure import walk

anything = settings(suppress_health_check=list(HealthCheck), max_examples=200, deadline=None)


@st.composite
def claimed(draw):
    """Any report, with claims of any text on its figures, against any other report."""
    found = draw(reports(drafting_unit=st.none() | st.just("UBND")))
    before = draw(st.none() | reports(period=st.just(found.period.previous)))
    found = attrs.evolve(found, previous=before)
    ids = [located.id for located in walk(found)]
    if not ids:
        return found
    texts = st.sampled_from(
        ["95,34%", "100%", "0%", "1.268", "04 phòng", "3046 tỷ đồng", "không phát sinh", "-5%", "x"]
    ) | st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
    ids = st.sampled_from(ids)
    ids = ids | ids.map(lambda id: f"{id}.change")
    claims = draw(st.lists(st.builds(cchc.Claim, ids, texts), max_size=5))
    return attrs.evolve(found, claims=claims)


@anything
@given(claimed())
def test_no_report_makes_it_raise(found):
    findings = audit(found)
    assert isinstance(findings, Findings)
    assert findings == audit(found)
    assert list(findings) == list(findings.sorted())
    assert str(findings)
    assert findings.to_json()
    for finding in findings:
        assert finding.message.endswith(".")
        assert "None" not in finding.message


@pytest.mark.parametrize("wrong", [None, "báo cáo", {}, cchc.Plan(tasks=3)])
def test_only_reports_are_audited(wrong):
    with pytest.raises(cchc.InvalidTypeError):
        audit(wrong)


def test_codes_are_ignored_for_a_reason():
    found = report(plan=cchc.Plan(tasks=1, tasks_completed=2), drafting_unit="UBND")
    assert audit(found).codes == ("CCHC106", "CCHC821")
    kept = audit(found, ignore={"CCHC821": "theo quy định của tỉnh"})
    assert kept.codes == ("CCHC106",)
    assert kept.silenced == (("CCHC821", "theo quy định của tỉnh"),)
    with pytest.raises(cchc.InvalidValueError):
        audit(found, ignore={"CCHC821": " "})
    with pytest.raises(cchc.InvalidTypeError):
        audit(found, ignore=["CCHC821"])


def test_the_gravest_comes_first():
    found = report(
        drafting_unit="UBND",
        plan=cchc.Plan(tasks=1, tasks_completed=2),
        staffing=cchc.Staffing(
            quota=0, snapshots=[cchc.StaffingSnapshot(groups=[cchc.Group(name="a", count=1)])]
        ),
    )
    severities = [finding.severity for finding in audit(found)]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
