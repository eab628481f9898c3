"""Publishing: a report or a composed document, one call."""

from functools import partial
from io import BytesIO

import docx
import pytest
from strategies import COMMUNE

import cchc_lib as cchc

REPORT = cchc.Report(
    agency=COMMUNE,
    period=cchc.Period.year(2025),
    plan=cchc.Plan(
        tasks=43, tasks_completed=41, notes=["A & B < C 🇻🇳 Pho\u0300ng " + "x" * 20_000]
    ),
)


@pytest.mark.parametrize(
    "publish", [partial(cchc.render_docx, live=False), cchc.render_html, cchc.render_text]
)
def test_a_report_and_its_document_print_the_same(publish):
    assert publish(REPORT) == publish(cchc.compose(REPORT))
    assert publish(REPORT) != publish(REPORT, outline=cchc.STANDARD.without("i.2"))


@pytest.mark.parametrize("publish", [cchc.render_docx, cchc.render_html, cchc.render_text])
def test_what_is_neither_is_refused(publish):
    with pytest.raises(cchc.InvalidTypeError, match="source"):
        publish({"plan": 1})
    with pytest.raises(cchc.InvalidTypeError, match="outline"):
        publish(cchc.compose(REPORT), outline=cchc.STANDARD)


@pytest.mark.parametrize("path", [5, None, b"a.docx", "a\0.docx", ["a.docx"]])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(cchc.InvalidTypeError, match="path"):
        cchc.save_docx(REPORT, path)


@pytest.mark.parametrize("width", ["x", 60.0, True])
def test_what_is_no_width_is_refused(width):
    with pytest.raises(cchc.InvalidTypeError, match="width"):
        cchc.render_text(REPORT, width=width)


def test_hard_text_comes_out_right_everywhere():
    written = "A & B < C 🇻🇳 Ph\u00f2ng " + "x" * 20_000
    paragraphs = [p.text for p in docx.Document(BytesIO(cchc.render_docx(REPORT))).paragraphs]
    assert any(text.startswith(written) for text in paragraphs)
    assert written in cchc.render_text(REPORT)
    assert written.replace("&", "&amp;").replace("<", "&lt;") in cchc.render_html(REPORT)


def test_python_docx_goes_on_with_it(tmp_path):
    document = cchc.to_python_docx(REPORT)
    document.add_paragraph("Thêm một đoạn.")
    document.save(tmp_path / "a.docx")
    again = docx.Document(tmp_path / "a.docx")
    assert again.paragraphs[-1].text == "Thêm một đoạn."
    assert again.core_properties.language == "vi-VN"


def test_saved_is_rendered(tmp_path):
    cchc.save_docx(REPORT, tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == cchc.render_docx(REPORT)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
