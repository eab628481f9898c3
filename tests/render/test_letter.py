"""A công văn: no type, "V/v" under the number, in every renderer and in an office's template."""

from io import BytesIO

import attrs
import docx
from tests.render import sample

import cchc_lib as cchc

LETTER = attrs.evolve(
    sample.document(), kind="", subject="rà soát số liệu", addressees=("Ủy ban nhân dân xã A",)
)
BRIEF = "V/v rà soát số liệu"


def test_the_brief_stands_under_the_number_and_no_type_is_printed():
    made = docx.Document(BytesIO(cchc.render_docx(LETTER)))
    left = [each.text for each in made.tables[0].cell(1, 0).paragraphs]
    assert left[0].startswith("Số:")
    assert left[1:] == [BRIEF]
    assert not [each for each in made.paragraphs if each.style.name in ("Title", "Subtitle")]
    assert made.core_properties.title == "rà soát số liệu"


def test_a_document_with_a_type_has_no_brief():
    made = docx.Document(BytesIO(cchc.render_docx(sample.document())))
    assert len(made.tables[0].cell(1, 0).paragraphs) == 1


def test_as_text_and_as_a_page():
    lines = cchc.render_text(LETTER).split("\n")
    assert lines[lines.index(BRIEF) - 1].startswith("Số:")
    assert "BÁO CÁO" not in lines
    page = cchc.render_html(LETTER)
    assert f'<h1 class="brief">{BRIEF}</h1>' in page
    assert page.count("<h1") == 1
    assert "<title>rà soát số liệu</title>" in page


def test_the_size_is_what_the_decree_allows():
    made = docx.Document(BytesIO(cchc.render_docx(LETTER, layout=cchc.Layout(brief_size=13))))
    assert made.styles["Trích yếu công văn"].font.size.pt == 13
