"""What a notebook shows of reports, figures, findings and documents, whatever their words."""

import re
import subprocess
import sys
from html.parser import HTMLParser

import attrs
import pytest
import strategies
from hypothesis import given, settings

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.notebook import shown

HOSTILE = '<script>alert("1")</script> & </iframe>\'"'


@define.subject(f"chủ đề {HOSTILE}", id="hostile")
@attrs.frozen(kw_only=True)
class Hostile:
    name: str | None = define.name("tên")
    cases: int | None = define.count("<b>vụ</b>", f"số {HOSTILE}")


REPORT = cchc.Report(
    agency=cchc.Agency(name=f"Ủy ban nhân dân xã Mai {HOSTILE}", place="Mai Hoa"),
    period=cchc.Period.quarter(2026, 3),
    plan=cchc.Plan(tasks=43, tasks_completed=41),
    own=[Hostile(name=HOSTILE, cases=4)],
    next_tasks=[f"Hoàn thành {HOSTILE}."],
)
FOUND = cchc.Findings(
    [
        cchc.Finding(
            code="CCHC201", severity="error", path=HOSTILE, message=HOSTILE, expected=HOSTILE
        )
    ],
    [("CCHC230", HOSTILE)],
)


class Tags(HTMLParser):
    """The tags that a browser would see, and the texts between them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.texts, self.open, self.attributes = [], [], [], {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.setdefault(tag, []).append(dict(attributes))
        if tag not in ("br", "meta", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.texts.append(text)


def tags(value):
    found = Tags(value._repr_html_())
    assert not found.open
    return found


TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td", "br"}


@pytest.mark.parametrize(
    "value", [REPORT, REPORT.figures(), FOUND], ids=["report", "figures", "findings"]
)
def test_tables_are_tables_whatever_the_words(value):
    found = tags(value)
    assert set(found.tags) <= TABLE
    assert any('<script>alert("1")</script>' in text for text in found.texts)


def test_an_explanation_is_a_list_whatever_the_words():
    found = tags(REPORT.explain("hostile.cases"))
    assert set(found.tags) == {"ul", "li"}
    assert "<script>" in found.texts[0]


def test_a_report_says_what_it_is_and_its_figures():
    found = tags(REPORT)
    assert found.texts[:3] == [
        "BÁO CÁO Công tác cải cách hành chính quý III năm 2026, phương hướng, nhiệm vụ quý IV năm "
        "2026",
        REPORT.agency.name,
        "Kỳ báo cáo: quý III năm 2026",
    ]
    assert found.texts[3:7] == ["Mã", "Số liệu", "Giá trị", "Đơn vị tính"]
    assert found.tags.count("tr") == 1 + len(REPORT.figures())
    row = found.texts.index("plan.completion")
    assert found.texts[row + 1 : row + 4] == [
        "tỷ lệ hoàn thành nhiệm vụ của kế hoạch",
        "95,35%",
        "%",
    ]
    cases = found.texts.index("hostile.cases")
    assert found.texts[cases + 2 : cases + 4] == ["4", "<b>vụ</b>"]


def test_findings_say_severity_code_place_message_and_what_is_expected():
    found = cchc.audit_text("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%.")
    texts = tags(found).texts
    for text in ("CCHC230", "Lỗi", "dòng 1", found[0].message, "95,35%"):
        assert any(text in held for held in texts)


def test_a_document_stands_in_a_frame_of_its_own():
    document = cchc.compose(REPORT)
    found = tags(document)
    assert found.tags == ["iframe"]
    (held,) = found.attributes["iframe"]
    assert held["srcdoc"] == cchc.render_html(document)
    assert held["sandbox"] is None  # nothing runs, whatever the page would hold
    assert held["title"] == f"{document.kind} {document.subject}"
    inner = Tags(held["srcdoc"])
    assert "script" not in inner.tags
    assert "style" in inner.tags
    assert not re.search(r"<(?!iframe|/iframe)", document._repr_html_())


@attrs.frozen(kw_only=True)
class Bare(cchc.ReportHead):
    """A class of reports that is no family."""


def test_a_report_without_a_family_says_its_class():
    bare = Bare(agency=strategies.COMMUNE, period=cchc.Period.year(2025))
    assert tags(bare).texts[:2] == ["Bare", "Ủy ban nhân dân xã Mai Hoa"]


@pytest.mark.parametrize("family", [cchc.Report, cchc.ProceduresReport])
@settings(max_examples=15)
@given(data=strategies.st.data())
def test_every_report_shows_every_figure(family, data):
    report = data.draw(strategies.reports(family))
    found = tags(report)
    assert set(found.tags) <= TABLE
    assert found.tags.count("tr") == 1 + len(report.figures())


def test_what_has_no_form_of_its_own_is_told_as_text():
    assert shown("<b>") == "<pre>&#x27;&lt;b&gt;&#x27;</pre>"


def test_it_is_loaded_when_something_is_shown():
    code = (
        "import sys, cchc_lib as cchc\n"
        "report = cchc.Report(agency=cchc.Agency(name='UBND xã Mai Hoa'),"
        " period=cchc.Period.year(2025), plan=cchc.Plan(tasks=43))\n"
        "report.figures()\n"
        "print('cchc_lib.notebook' in sys.modules, 'cchc_lib.render' in sys.modules)\n"
        "report._repr_html_()\n"
        "print('cchc_lib.notebook' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]
