"""The form: every report fits into it and comes out of it as it was."""

import re

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
