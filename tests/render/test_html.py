"""A page that a screen reader can read, a browser can print and no input can break."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from tests.document.strategies import documents
from tests.render import sample

from cchc_lib.document.nodes import Paragraph, Section, Text, Value
from cchc_lib.render.html import render_html, stylesheet

SAMPLE = sample.document()
VOID = {"meta", "col", "br", "link", "img"}


class Page(HTMLParser):
    """The elements of a page in order; raises when one is closed that is not the open one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        assert len(attributes) == len(dict(attributes)), "an attribute given twice"
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if self.open[-1:] != ["style"]:
            self.text += text

    def all(self, *tags):
        return [attributes for tag, attributes in self.elements if tag in tags]


@given(documents())
def test_any_document_makes_a_well_formed_page(tree):
    page = Page(render_html(tree))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [a["href"] for a in page.all("a")]
    assert all(link.removeprefix("#") in ids for link in links)


def test_the_page_says_its_language_and_title():
    page = Page(render_html(SAMPLE))
    assert page.all("html") == [{"lang": "vi"}]
    assert f"<title>{SAMPLE.kind} {SAMPLE.subject}</title>" in render_html(SAMPLE)
    assert [tag for tag, _ in page.elements if tag in ("main", "article", "header", "footer")] == [
        "main",
        "article",
        "header",
        "footer",
    ]


def test_headings_stand_in_order():
    tags = [tag for tag, _ in Page(render_html(SAMPLE)).elements if re.fullmatch("h[1-6]", tag)]
    assert tags[0] == "h1"
    assert tags.count("h1") == 1
    levels = [int(tag[1]) for tag in tags]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_fetched_and_nothing_runs():
    html = render_html(SAMPLE)
    assert not re.search(r"<script|src=|url\(|@import|https?:|javascript:|\son\w+=", html)


def test_a_table_names_its_columns_and_rows():
    html = render_html(SAMPLE)
    assert '<th scope="colgroup" colspan="2">Tiếp nhận</th>' in html
    assert '<th scope="col" rowspan="2">Lĩnh vực</th>' in html
    assert '<td class="center">1</td><th class="left" scope="row">Hộ tịch</th>' in html
    captions = re.findall("<caption>(.*?)</caption>", html)
    assert captions[0].startswith("Bảng 1. Kết quả giải quyết hồ sơ")
    assert '<span class="hidden">Số hồ sơ tiếp nhận' in captions[0]
    assert "Đơn vị tính: hồ sơ" in captions[0]


def test_a_note_leads_there_and_back():
    html = render_html(SAMPLE)
    there = '<a id="chu-thich-1-ve" href="#chu-thich-1" role="doc-noteref"'
    assert html.index(there) < html.index('<li id="chu-thich-1">')
    assert 'href="#chu-thich-1-ve" role="doc-backlink"' in html
    assert "doc-endnotes" not in render_html(sample.document(sections=(), annexes=()))


def test_figures_carry_their_id_and_references_their_target():
    html = render_html(SAMPLE)
    assert '<span data-figure="plan.completion">95,35%</span>' in html
    assert '<a href="#a.plan">Phụ lục I</a>' in html
    assert "<strong><em>2026</em></strong>" in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b", "\"'><img src=x>", "]]>"])
def test_everything_is_escaped(text):
    body = Section(id='a"<b>', title=text, blocks=[Paragraph([Value(text, text), Text(text)])])
    tree = sample.document(
        sections=[body], kind=text, subject=text, addressees=[text], recipients=[text], author=text
    )
    page = Page(render_html(tree))
    assert page.all("script", "img") == []
    assert page.text.count(text) >= 6
    assert {"data-figure": text} in page.all("span")


def test_a_number_and_the_day_of_an_annex_break_no_line_and_copy_as_they_are():
    html = render_html(SAMPLE)
    assert '<span class="whole">5690/SNV-CCHC&amp;VTLT</span> ngày 10/11/2025' in html
    assert '<span class="whole">ngày 05 tháng 01 năm 2026</span> của Ủy ban' in html
    page = Page(html)
    assert "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2026 của" in page.text
    assert "\xa0" not in html
    assert ".cchc .whole { white-space: nowrap; }" in stylesheet()


def test_a_fragment_is_the_article_alone():
    fragment = render_html(SAMPLE, fragment=True)
    assert fragment.startswith('<article class="cchc" lang="vi">')
    assert fragment.endswith("</article>")
    assert fragment in render_html(SAMPLE)


def test_the_stylesheet_touches_nothing_outside_the_article():
    for line in stylesheet().splitlines():
        if line == "}":  # the end of rules for one medium
            continue
        for rule in re.sub(r"^@media [^{]+\{(.*?)\}?$", r"\1", line).split("{")[0].split(","):
            assert rule.strip().startswith((".cchc", "@page")) or rule == ""
