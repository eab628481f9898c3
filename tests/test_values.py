"""Everything that comes out is a value: it pickles, copies and serialises to an equal object."""

import copy
import json
import pickle

import attrs
import pytest
import strategies
from hypothesis import given, settings

import cchc_lib as cchc
from cchc_lib import define


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn", part_of="communes")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn")


def results_of(report):
    """Return all that follows from a report."""
    figures = report.figures()
    yield report
    yield figures
    yield from figures.values()
    yield from (report.explain(id) for id in list(figures)[:5])
    yield cchc.audit(report)
    yield cchc.compose(report)


def check(value):
    for other in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert type(other) is type(value)
        assert other == value
        if value.__hash__ is not None:
            assert hash(other) == hash(value)


@pytest.mark.parametrize("family", [cchc.Report, cchc.ProceduresReport])
@settings(max_examples=10)
@given(data=strategies.st.data())
def test_results_travel(family, data):
    own = [NewRural(communes=11, reached=9)]
    report = attrs.evolve(data.draw(strategies.reports(family)), own=own)
    for value in results_of(report):
        check(value)


@settings(max_examples=25)
@given(strategies.reports(own=strategies.st.just([NewRural(communes=11, reached=9)])))
def test_reports_and_findings_are_json(report):
    told = json.loads(json.dumps(cchc.to_dict(report)))
    assert cchc.from_dict(told, own=[NewRural]) == report
    found = cchc.audit(report)
    told = json.loads(json.dumps(cchc.to_dict(found)))
    assert told["findings"] == found.as_list() == json.loads(json.dumps(found.as_list()))
    assert json.loads(json.dumps(cchc.to_dict(report.figures()))).keys() == report.figures().keys()
