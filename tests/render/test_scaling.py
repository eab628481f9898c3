"""Twice the report takes about twice the time, whatever the machine: never its square."""

import pytest
from growth import growth
from tests.render import sample

from cchc_lib.document.nodes import Paragraph, Row, Section, Value
from cchc_lib.render.docx import render_docx
from cchc_lib.render.html import render_html
from cchc_lib.render.text import render_text


def report(times):
    paragraphs = [Paragraph([f"Đoạn {n} ", Value("95,35%", "rate")]) for n in range(300 * times)]
    table = sample.plain_table()
    rows = [Row([[f"Dòng {n}"], ["1.268"]]) for n in range(300 * times)]
    table = type(table)(id="t", title="Bảng", description="", columns=table.columns, rows=rows)
    sections = (Section(id="i", title="Kết quả", blocks=(*paragraphs, table)),)
    return sample.document(sections=sections, opening=())


@pytest.mark.parametrize("render", [render_docx, render_html, render_text])
def test_twice_the_report_takes_less_than_two_and_a_half_times_as_long(render):
    one, two = report(2), report(4)
    render(one)
    assert growth(lambda: render(one), lambda: render(two), 2.5) < 2.5
