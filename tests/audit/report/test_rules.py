"""Each rule is documented by examples that run, has a code of its own, and never raises."""

from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from strategies import reports

import cchc_lib as cchc
from cchc_lib.checks.finding import Findings, Severity
from cchc_lib.checks.report import audit
from cchc_lib.families.rules import RULES
from cchc_lib.figures.figure import walk


def report(**fields):
    """What the examples call: a report of the sample commune, for 2025 unless said otherwise."""
    commune = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    return cchc.Report(**{"agency": commune, "period": cchc.Period.year(2025)} | fields)


NAMES = {"report": report, "date": date} | {name: getattr(cchc, name) for name in cchc.__all__}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_rule
def test_a_rule_says_what_why_and_what_to_do(rule):
    assert set(rule.sections) == {"why", "Fires", "Silent", "Do"}
    assert all(rule.sections.values())
    assert rule.title.endswith(".")


@each_rule
def test_its_example_fires(rule):
    found = audit(eval(rule.sections["Fires"], NAMES))
    assert rule.code in found.codes
    assert set(found.codes) <= {rule.code, "CCHC203"}, str(found)  # unknown is also unchecked
    for finding in found:
        assert finding.message.lstrip("“")[0].isupper()
        assert finding.message.endswith(".")
        assert ".." not in finding.message
        assert "None" not in str(finding)
        assert finding.path
        assert finding.hint.endswith(".")


@each_rule
def test_its_other_example_is_silent(rule):
    found = audit(eval(rule.sections["Silent"], NAMES))
    assert rule.code not in found.codes, str(found)
    assert not found.at_least("warning"), str(found)


def test_codes_are_unique_sorted_and_in_their_ranges():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    allowed = {*range(101, 150), *range(201, 230), *range(301, 330), *range(401, 450)}
    assert {int(code.removeprefix("CCHC")) for code in codes} <= allowed | {*range(801, 850)}


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
