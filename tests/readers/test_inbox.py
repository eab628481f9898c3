"""Files that other programs make: what an inbox reads in them is what stood in ours."""

import attrs
import pytest
from example_reports import example_report

import cchc_lib as cchc

REPORT = attrs.evolve(example_report("bao_cao_quy"), previous=None)
WORD = cchc.render_docx(REPORT, live=False)


def told(inbox):
    return [
        {(each.kind, each.stated, each.computed, each.standing) for each in row.read.claims}
        for row in inbox.files
    ]


@pytest.mark.parametrize("end", ["doc", "odt", "rtf"])
def test_files_of_other_word_processors(converted, tmp_path, end):
    (made,) = converted(".docx", end, WORD)
    (tmp_path / f"a.{end}").write_bytes(made.read_bytes())
    (tmp_path / "b.docx").write_bytes(WORD)
    inbox = cchc.read_inbox(tmp_path)
    assert [row.why for row in inbox.files if row.state.value == "unreadable"] == []
    other, ours = told(inbox)
    assert ours
    assert ours <= other
    assert {row.unit for row in inbox.files} == {REPORT.agency.name}
    assert {str(row.period) for row in inbox.files} == {str(REPORT.period)}
    assert {row.day for row in inbox.files} == {REPORT.issued}


def test_a_printed_page_says_what_the_word_file_says(converted, tmp_path):
    (made,) = converted(".docx", "pdf", WORD)
    (tmp_path / "a.pdf").write_bytes(made.read_bytes())
    (tmp_path / "b.docx").write_bytes(WORD)
    inbox = cchc.read_inbox(tmp_path)
    pdf, word = inbox.files
    assert (pdf.unit, str(pdf.period), pdf.day) == (word.unit, str(word.period), word.day)
    shares = {each for each in told(inbox)[1] if each[0] == "tỷ lệ"}
    assert shares
    assert shares <= told(inbox)[0]
    assert not [each for each in inbox.claims if each.verdict.value == "fails"]
    assert pdf.state.value == "duplicate"  # the same numbers, of another program
    assert pdf.read.claims[0].place.startswith("trang 1, dòng ")
