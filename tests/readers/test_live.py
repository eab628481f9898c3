"""LibreOffice shows a live file as it shows a plain one, and keeps what it carries."""

import pytest
from example_reports import example_report
from tests.render.template.test_template import FILES

import cchc_lib as cchc

REPORT = example_report("mai_hoa_2025")


@pytest.fixture(scope="module")
def saved(saved_of):
    """The file of the sample report as LibreOffice saves it, with words replaced or not."""
    return lambda *change: saved_of(cchc.render_docx(REPORT), *change)


def test_pages_are_those_of_the_plain_file(pdf_of, words_of):
    live, plain = (words_of(pdf_of(cchc.render_docx(REPORT, live=each))) for each in (True, False))
    assert [(page, word) for page, _, _, word in live] == [
        (page, word) for page, _, _, word in plain
    ]
    for one, other in zip(live, plain, strict=True):
        assert one[1] == pytest.approx(other[1], abs=2)
        assert one[2] == pytest.approx(other[2], abs=0.1)


def test_no_form_is_shown_in_place_of_a_figure(pdf_of):
    data = pdf_of(cchc.render_docx(REPORT)).read_bytes()
    assert b"/AcroForm" not in data
    assert b"/Widget" not in data


def test_what_it_saves_has_the_facts_and_no_change(saved):
    data = saved()
    assert data != cchc.render_docx(REPORT)
    assert cchc.loads(data, format="docx") == REPORT
    found = cchc.diff_docx(data)
    assert not found, str(found)


def test_a_figure_that_a_script_changes_is_found(saved):
    data = saved("95,35%", "95,53%")
    assert cchc.loads(data, format="docx") == REPORT
    (found,) = cchc.diff_docx(data)
    assert (found.code, found.actual, found.expected) == ("CCHC951", "95,53%", "95,35%")
    assert found.quote == "95,53%"


def test_a_sentence_that_a_script_changes_is_found(saved):
    (found,) = cchc.diff_docx(saved("chỉ đạo, điều hành công tác", "chỉ đạo công tác"))
    assert found.code == "CCHC954"
    assert "chỉ đạo công tác" in found.quote
    assert "chỉ đạo, điều hành công tác" in found.message


def test_what_it_saves_twice_has_the_facts_or_says_that_they_are_lost(saved, saved_of):
    """LibreOffice 7.4 drops a relation of the part when it saves, and then the part."""
    data = saved_of(saved())
    if b"customXml/item1.xml" in data:
        assert cchc.loads(data, format="docx") == REPORT
        assert not cchc.diff_docx(data)
        return
    with pytest.raises(cchc.FormatError, match="were lost") as error:
        cchc.loads(data, format="docx")
    assert "tệp gốc" in error.value.message_vi


@pytest.fixture(scope="module", params=["letterhead", "own_form", "first_page", "landscape"])
def from_template(request):
    return cchc.render_docx(REPORT, template=FILES[request.param])


def test_what_it_saves_of_a_file_made_from_a_template_has_the_facts_and_no_change(
    from_template, saved_of
):
    data = saved_of(from_template)
    assert data != from_template
    assert cchc.loads(data, format="docx") == REPORT
    found = cchc.diff_docx(data)
    assert not found, str(found)
    (found,) = cchc.diff_docx(saved_of(from_template, "95,35%", "95,53%"))
    assert (found.code, found.actual, found.expected) == ("CCHC951", "95,53%", "95,35%")
