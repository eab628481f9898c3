"""Figures for other systems: every id, every identity; VTL; the record of annex VI; the log."""

import json
import re
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from strategies import ALONE, reports

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.checks.catalogued import CODES
from cchc_lib.figures.figure import ids
from cchc_lib.law.records import OUTGOING

MAI_HOA = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa", identifier="H27.12.3")


@define.subject("nông thôn mới")
@attrs.frozen(kw_only=True)
class Rural:
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt", part_of="communes")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt")


FOUND = cchc.figure_catalogue(own=[Rural])
BY_ID = {each["id"]: each for each in FOUND["figures"]}


@given(reports(**ALONE))
@settings(max_examples=30)
def test_every_figure_that_a_report_can_have_is_listed(report):
    for id in ids(report):
        assert re.sub(r"\[[0-9]+\]", "[]", id) in BY_ID or id.count("[") > 1


def test_it_is_plain_and_says_how_facts_add_up():
    assert json.loads(json.dumps(FOUND)) == FOUND
    assert len(BY_ID) == len(FOUND["figures"])
    carried = BY_ID["procedures.dossiers.carried_over"]
    assert carried["over"] == {"rows": "sum", "units": "sum", "periods": "first"}
    assert BY_ID["procedures.total"]["over"]["units"] == "none"
    assert BY_ID["rural.completion"]["formula"] == ("reached / communes")


def test_every_identity_names_a_figure_and_a_rule():
    for each in FOUND["identities"]:
        assert each["rule"] in CODES
        assert each["figure"] in BY_ID or each["figure"].endswith(".*")
    assert {
        "figure": "procedures.dossiers.carried_over", "is": "continues", "other": "pending",
        "rule": "CCHC801", "severity": "warning",
    } in FOUND["identities"]  # fmt: skip
    assert any(
        each["other"] == "sectors[].*" and each["rule"] == "CCHC103" for each in FOUND["identities"]
    )


def test_periods_have_codes():
    assert cchc.period_code(cchc.Period.month(2026, 1)) == "202601"
    for period in (cchc.Period.half(2026, 1), cchc.Period.nine_months(2026)):
        with pytest.raises(cchc.InvalidValueError, match="quarter"):
            cchc.period_code(period)
        found = cchc.stated_figures(cchc.Report(agency=MAI_HOA, period=period))
        assert found["period"] is None
        assert found["from"] == "2025-12-15"
    with pytest.raises(cchc.InvalidTypeError):
        cchc.period_code("2026")


@pytest.mark.parametrize("what", [cchc.Plan, None, "Report", 5])
def test_what_is_no_kind_of_reports_is_refused(what):
    for function in (cchc.figure_catalogue, cchc.figure_vtl):
        with pytest.raises(cchc.InvalidTypeError, match="Report"):
            function(what)


# ---------------------------------------------------------------- VTL

VTL = cchc.figure_vtl(own=[Rural])


def test_each_formula_is_a_step_after_those_it_needs():
    stated = {each["id"] for each in FOUND["figures"] if each["formula"] is None}
    given_ = set(re.findall(r"^/\* ([a-z_.]+) = ", VTL, re.MULTILINE))
    assert len(given_) < 20  # sums over lists, and what became of their items
    known = {*stated, *given_, "procedures.dossiers.rate_base"}
    steps = re.findall(r"\[calc /\*.*?\*/\n  '(.+?)' := (.+)\n\]", VTL)
    assert len(steps) > 60
    for id, formula in steps:
        assert set(re.findall(r"'([^']+)'", formula)) <= known, id
        known.add(id)


def test_brackets_and_quotes_are_closed():
    for each in "()", "[]":
        assert VTL.count(each[0]) == VTL.count(each[1])
    assert VTL.count("'") % 2 == VTL.count('"') % 2 == 0
    assert VTL.count("/*") == VTL.count("*/")


def test_a_term_that_may_be_missing_is_0_and_a_choice_is_the_first_that_is_known():
    dossiers = "procedures.dossiers"
    assert (
        f"'{dossiers}.received' := '{dossiers}.online' + '{dossiers}.in_person' + "
        f"nvl('{dossiers}.postal', 0)"
    ) in VTL
    assert (
        f"'{dossiers}.pending' := nvl('{dossiers}.pending_unsplit', "
        f"('{dossiers}.pending_in_time' + '{dossiers}.overdue'))"
    ) in VTL
    assert "then 'procedures.dossiers.caseload' else" in VTL
    assert 'errorcode "CCHC106" errorlevel 3' in VTL
    assert "'rural.completion' := 'rural.reached' / 'rural.communes'" in VTL


# ---------------------------------------------------------------- the record of annex VI


def signed(**more):
    return cchc.Report(
        agency=MAI_HOA, period=cchc.Period.year(2025), number=5, issued=date(2025, 12, 16),
        addressees=["Ủy ban nhân dân tỉnh Hà Tĩnh"],
        signatory=cchc.Signatory(name="Nguyễn Anh Tuấn", position="Chủ tịch"), **more,
    )  # fmt: skip


def test_the_record_has_the_keys_of_the_annex():
    record = cchc.outgoing_record(signed(), PageAmount=7, FileCode={"FileNotation": "01.CCHC"})
    assert list(record) == [each.key for each in OUTGOING if "." not in each.number]
    assert record["FileCode"] == {
        "OrganId": "H27.12.3", "FileCatalog": 2025, "FileNotation": "01.CCHC"
    }  # fmt: skip
    assert record["SignerInfo"] == {"Position": "Chủ tịch", "FullName": "Nguyễn Anh Tuấn"}
    assert record["To"] == [{"OrganId": None, "OrganName": "Ủy ban nhân dân tỉnh Hà Tĩnh"}]
    assert record["Subject"].startswith("Công tác cải cách hành chính năm 2025")
    assert json.dumps(record)


@pytest.mark.parametrize(
    ("given_", "error"),
    [
        ({"Pages": 7}, cchc.UnknownNameError),
        ({"PageAmount": 1000}, cchc.InvalidValueError),
        ({"PageAmount": "7"}, cchc.InvalidTypeError),
        ({"Priority": True}, cchc.InvalidTypeError),
        ({"FileCode": {"Notation": "1"}}, cchc.UnknownNameError),
        ({"DueDate": "2026-01-05"}, cchc.InvalidTypeError),
    ],
)
def test_what_the_annex_does_not_take_is_refused(given_, error):
    with pytest.raises(error):
        cchc.outgoing_record(signed(), **given_)


@given(reports(**ALONE))
@settings(max_examples=20)
def test_of_any_report_there_is_a_record_a_log_and_figures(report):
    try:
        cchc.outgoing_record(report)
    except cchc.InvalidValueError as error:
        too_long = str(error)
    else:
        too_long = "Phụ lục VI"
    assert "Phụ lục VI" in too_long
    assert json.dumps(cchc.stated_figures(report))
    log = cchc.quality_log(report)
    assert json.dumps(log)
    assert cchc.quality_log(report) == log


# ---------------------------------------------------------------- the log of what was checked


def test_the_log_tells_facts_and_documents_apart(tmp_path):
    report = signed(plan=cchc.Plan(tasks=4, tasks_completed=5))
    document = cchc.render_docx(report)
    log = cchc.quality_log(report, document, ignore={"CCHC106": "đã hỏi lại"})
    assert log["facts"] == cchc.fingerprint(report)
    assert log["facts"] != cchc.fingerprint(attrs.evolve(report, number=6))
    assert log["document"] != cchc.quality_log(report, b"")["document"]
    assert log["silenced"] == [{"code": "CCHC106", "reason": "đã hỏi lại"}]
    assert "CCHC106" not in [each["code"] for each in log["findings"]]
    assert set(log["rules"]) <= CODES
    path = tmp_path / "bao-cao.qa.json"
    cchc.save_quality_log(report, path, document, ignore={"CCHC106": "đã hỏi lại"})
    assert json.loads(path.read_text("utf-8")) == log
    with pytest.raises(cchc.InvalidTypeError):
        cchc.quality_log(report, "bao-cao.docx")


@pytest.mark.parametrize(
    ("key", "value"),
    [("FileCode", 5), ("FileCode", ["x"]), ("SignerInfo", "x"), ("To", "x"), ("To", [5])],
)
def test_parts_of_a_record_that_are_none_are_refused(key, value):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        cchc.outgoing_record(signed(), **{key: value})
    assert caught.value.path == key
