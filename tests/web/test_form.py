"""The form: every report fits into it and comes out of it as it was."""

import re

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from tests.example_reports import example_report
from tests.web.browser import Form

import cchc_lib as cchc
from cchc_lib.exchange.files import dumps
from cchc_lib.testing import reports
from cchc_lib.web.kinds import Kinds
from cchc_lib.web.reporting import filled_form
from cchc_lib.web.uploads import Sent, SentFile

KINDS = Kinds()
MANY = 25


def asked(texts, file=None, kinds=KINDS, **more):
    return filled_form(kinds, Sent({**texts, **more}, file))


def loaded(report, kinds=KINDS, format="toml"):
    """The page with a report that was saved as a file."""
    file = SentFile(f"bc.{format}", dumps(report, format=format).encode())
    reply = asked({"loai": report.__subject__.id}, file, kinds, viec="nap")
    assert reply.status == 200, reply.body.decode()
    return Form(reply.body.decode())


def back(form, kinds=KINDS, format="json", kind=cchc.Report):
    """The report that the form says."""
    reply = asked(form.sent, kinds=kinds, viec=format)
    assert reply.status == 200, re.findall(r'role="alert".*?</div>', reply.body.decode(), re.DOTALL)
    assert reply.filename == f"bao-cao.{format}"
    return cchc.loads(reply.body, format=format, kind=kind)


@pytest.mark.parametrize("name", ["mai_hoa_2025", "quarterly"])
@pytest.mark.parametrize("format", ["json", "toml"])
def test_a_report_comes_out_as_it_was(name, format):
    report = example_report(name)
    assert back(loaded(report, format=format), format=format) == report


@pytest.mark.parametrize("kind", [cchc.Report, cchc.ProceduresReport])
@settings(max_examples=MANY)
@given(data=st.data())
def test_any_report_comes_out_as_it_was(kind, data):
    report = data.draw(reports(kind))
    assert back(loaded(report), kind=kind) == report


def office(**more):
    return cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"), period=cchc.Period.year(2025), **more
    )


UNSAYABLE = cchc.Citation(kind="Quyết định", number=130, symbol="QĐ-UBND", subject="số 7 ngày 3")
TRICKY = {
    "a document that no line says": office(
        basis=[cchc.Citation.parse("130/QĐ-UBND"), UNSAYABLE], plan=cchc.Plan(decision=UNSAYABLE)
    ),
    "a blank row in the middle that a mark counts": office(
        staffing=cchc.Staffing(
            snapshots=[
                cchc.StaffingSnapshot(),
                cchc.StaffingSnapshot(groups=[cchc.Group(name="công chức", count=4)]),
            ]
        ),
        marks={"staffing.snapshots[1].total": cchc.Mark(is_estimate=True)},
    ),
    "an object with nothing in it that a claim names": office(
        plan=cchc.Plan(), claims={"plan.completion": "95,35%"}
    ),
    "a name with every sign": office(drafting_unit="A&B <c> \"d\" 'e' {{f}} %g"),
    "a small amount": office(budget=cchc.Budget(audit_vnd=5, carried_capital_vnd=0)),
    "an agency and a period that have to be said field by field": cchc.Report(
        agency=cchc.Agency(
            name="Trường Tiểu học Mai Hoa",
            symbol="THMH",
            head="Hiệu trưởng",
            parent=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        ),
        period=attrs.evolve(cchc.Period.year(2025), label="năm học 2025"),
    ),
}


@pytest.mark.parametrize("report", TRICKY.values(), ids=TRICKY.keys())
def test_what_is_hard_to_say_in_a_form_comes_out_as_it_was(report):
    form = loaded(report, format="json")
    assert back(form) == report
    again = Form(asked(form.sent, viec="them:evidence").body.decode())  # blank rows are told
    assert asked(again.sent, viec="bot:evidence[0]").status == 200
    again = Form(asked(again.sent, viec="bot:evidence[0]").body.decode())
    assert back(again) == report
