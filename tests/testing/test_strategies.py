"""The strategies that the library ships: true, complete, deterministic, quick to shrink."""

import json
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from random import Random

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, seed, settings, strategies as st
from tests.testing.own import Kind, Mediation, MediationReport, NewRural

import cchc_lib as cchc
from cchc_lib import testing
from cchc_lib.figures.figure import objects
from cchc_lib.testing import broken, consistent_reports, edge_ratios, reports, subjects

quiet = settings(max_examples=40)
FAMILIES = {
    "reform": consistent_reports(),
    "procedures": consistent_reports(cchc.ProceduresReport),
    "own family": consistent_reports(MediationReport, own=[NewRural]),
    "complete": consistent_reports(own=[NewRural, Mediation], complete=True),
    "own subjects": consistent_reports(own=[NewRural, Mediation]),
}


def sample(strategy, number, start=0):
    """A fixed sample: the same in every run."""
    drawn = []

    @seed(start)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value):
        drawn.append(value)

    collect()
    return drawn


@pytest.mark.parametrize("family", FAMILIES)
def test_a_consistent_report_has_no_finding_above_a_note(family):
    @settings(quiet, max_examples=15 if family == "complete" else 40)
    @given(FAMILIES[family])
    def silent(report):
        found = cchc.audit(report).at_least("warning")
        assert not found, str(found)

    silent()


@pytest.mark.parametrize(
    "strategy",
    [broken(), broken(cchc.ProceduresReport), broken(MediationReport, own=[NewRural])],
    ids=["reform", "procedures", "own family"],
)
def test_what_is_broken_is_found_and_was_not_there(strategy):
    @quiet
    @given(strategy)
    def found(case):
        assert case.code in cchc.audit(case.report).codes
        assert case.code not in cchc.audit(case.intact).codes

    found()


def codes_of(strategy, is_enough):
    """The codes of faults of one sample after another, until they are enough."""
    found = set()
    for start in range(20):
        found |= {case.code for case in sample(strategy, 50, start)}
        if is_enough(found):
            break
    return found


def test_many_kinds_of_fault_are_drawn():
    left_over = {"CCHC801", "CCHC805"}  # by the report before
    found = codes_of(broken(), lambda codes: len(codes) >= 15 and codes & left_over)
    assert len(found) >= 15, found
    assert found & left_over
    known = {"CCHC120", "CCHC121", "CCHC122", "CCHC201", "CCHC202", "CCHC303"}
    assert known <= codes_of(broken(MediationReport, own=[NewRural]), known.issubset)


def filled(drawn):
    """The fields of each class of which some object states something."""
    found = defaultdict(set)
    for report in drawn:
        for _, item in objects(report):
            for field in attrs.fields(type(item)):
                if getattr(item, field.name) not in (None, ()):
                    found[type(item)].add(field.name)
    return found


@pytest.mark.parametrize("kind", [cchc.Report, MediationReport], ids=["reform", "own family"])
@pytest.mark.parametrize("strategy", [reports, consistent_reports])
def test_every_field_of_every_class_is_reached(strategy, kind):
    found, lacking = defaultdict(set), {"all": {}}
    for start in range(12):
        for owner, names in filled(sample(strategy(kind, own=[NewRural]), 120, start)).items():
            found[owner] |= names
        lacking = {
            owner.__name__: rest
            for owner, names in found.items()
            if (rest := {field.name for field in attrs.fields(owner)} - names)
        }
        if start and not lacking:
            break
    assert not lacking
    assert len(found) >= 6


def test_the_same_sample_twice():
    def drawn(strategy):
        found = []

        @settings(max_examples=15, deadline=None, database=None, derandomize=True)
        @given(strategy)
        def collect(value):
            found.append(value)

        collect()
        return found

    for strategy in (reports(own=[NewRural]), consistent_reports(own=[NewRural]), broken()):
        assert drawn(strategy) == drawn(strategy)


def test_what_fails_shrinks_to_a_small_report():
    def many(report):
        held = report.mediation
        return held and (held.all or 0) > 10 and held.villages

    few = settings(database=None, deadline=None, max_examples=1000)
    for strategy, most in (
        (reports(MediationReport), 12),
        (consistent_reports(MediationReport), 70),
    ):
        report = find(strategy, many, settings=few, random=Random(0))
        assert report.previous is None
        assert report.cumulative is None
        assert {path for path, _ in objects(report)} <= {
            *("", "mediation", "mediation.villages[0]")
        }
        assert len(report.figures()) <= most, report


def test_a_complete_report_leaves_nothing_out():
    for report in sample(consistent_reports(own=[NewRural], complete=True), 10):
        chapters = [field.name for field in attrs.fields(cchc.Report)][
            len(attrs.fields(cchc.ReportHead)) :
        ]
        assert all(getattr(report, name) is not None for name in chapters)
        assert report.plan.completion is not None
        assert report.own
        if report.period.kind != "nine_months":
            assert report.previous.period == report.period.previous


def test_facts_of_a_class_alone():
    assert {type(found) for found in sample(subjects(Mediation), 20)} == {Mediation}
    rows = [found for found in sample(subjects(cchc.Dossiers), 60) if found.sectors]
    assert rows
    assert all(row.sector for found in rows for row in found.sectors)


NOT_DRAWN = ("OfficeTemplate", "RefusedRow", "RowReports", "Inbox", "BoundedExecutor")
"""What was read of files, and what runs work: nobody makes them up."""

PUBLIC = sorted(
    name
    for name in cchc.__all__
    if isinstance(kind := getattr(cchc, name), type) and not issubclass(kind, Exception)
    if name not in NOT_DRAWN
)


@pytest.mark.parametrize("name", PUBLIC)
def test_from_type_draws_every_public_class(name):
    kind = getattr(cchc, name)
    drawn = sample(st.from_type(kind), 12)
    assert all(isinstance(each, kind) for each in drawn)
    assert len({repr(each) for each in drawn}) > 1


def test_from_type_draws_what_was_registered():
    testing.register(Mediation, MediationReport, Kind)
    drawn = sample(st.from_type(MediationReport), 60)
    assert any(each.mediation and each.mediation.villages for each in drawn)
    assert any(each.cases for each in sample(st.from_type(Kind), 10))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: testing.register(int),
        lambda: subjects(int),
        lambda: subjects("plan"),
        lambda: reports(cchc.Plan),
        lambda: reports(own=NewRural),
        lambda: reports(own=[int]),
        lambda: consistent_reports(own="NewRural"),
        lambda: broken(agency=cchc.Agency(name="Sở Nội vụ", symbol="SNV", place="Huế")),
    ],
)
def test_what_is_no_class_of_reports_is_refused(wrong):
    with pytest.raises(cchc.InvalidTypeError, match="such as"):
        wrong()


def test_fields_are_replaced():
    agency = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    period = cchc.Period.quarter(2026, 3)
    for strategy in (reports, consistent_reports):
        drawn = sample(strategy(agency=st.just(agency), period=st.just(period)), 30)
        assert {(each.agency, each.period) for each in drawn} == {(agency, period)}
    plan = st.builds(cchc.Plan, tasks=st.integers(1, 9))
    assert all(each.plan.tasks for each in sample(reports(plan=plan), 10))


def test_rates_lie_at_every_edge():
    drawn = sample(edge_ratios(), 400)
    hundredths = [200 * 100 * rate.value for rate in drawn if rate.whole]  # halves are odd
    assert sum(each.denominator == 1 and each.numerator % 2 == 1 for each in hundredths) > 5
    assert cchc.Ratio(0, 0) in drawn
    assert any(rate.part == rate.whole > 0 for rate in drawn)
    assert any(rate.part == 1 and rate.whole > 20_000 for rate in drawn)
    assert any(rate.percent() == 100 and rate.part != rate.whole for rate in drawn)
    assert any(rate.percent() == Decimal("100.00") and rate.part > rate.whole for rate in drawn)
    assert any(rate.percent() == 0 and rate.part for rate in drawn)


@given(edge_ratios())
def test_only_all_prints_as_all_and_nothing_as_nothing(rate):
    assert (str(rate) == "100%") == (rate.part == rate.whole > 0)
    assert (str(rate) == "0%") == (rate.part == 0 < rate.whole)


def python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_the_error_without_hypothesis_names_the_extra():
    done = python(
        "import sys; sys.modules['hypothesis'] = None\n"
        "import cchc_lib\n"
        "try: import cchc_lib.testing\n"
        "except ImportError as error: print(error, error.name)"
    )
    assert done.stdout.split("\n")[0].endswith('pip install "cchc-lib[testing]" hypothesis')


def test_importing_the_strategies_loads_no_word():
    done = python("import sys, json, cchc_lib.testing; print(json.dumps(sorted(sys.modules)))")
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert "hypothesis" in loaded
    assert not loaded & {"docx", "lxml", "pytest", "openpyxl"}


def test_every_strategy_is_documented():
    for name in testing.__all__:
        assert getattr(testing, name).__doc__
    modules = Path(testing.__file__).parent.glob("*.py")
    assert all(module.read_text("utf-8").startswith('"""') for module in modules)
