"""LibreOffice shows the pages as the decree wants them."""

import attrs
import pytest
from example_reports import example_report
from tests.render import sample
from tests.render.test_sharing import annex, document, table

import cchc_lib as cchc
from cchc_lib.document.nodes import Paragraph, Section
from cchc_lib.render.docx import render_docx

TOP_MARGIN = 20 * 72 / 25.4


@pytest.fixture(scope="module")
def words(pdf_of, words_of):
    return words_of(pdf_of(render_docx(sample.document())))


def page(words, number):
    return " ".join(word for at, _, _, word in words if at == number)


def in_top_margin(words, number):
    return [(left, word) for at, left, top, word in words if at == number and top < TOP_MARGIN - 6]


def test_page_one_has_the_letterhead_and_no_number(words):
    first = page(words, 1)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "Độc lập - Tự do - Hạnh phúc" in first
    assert "Mai Hoa, ngày 05 tháng 01 năm 2026" in first
    assert in_top_margin(words, 1) == []


def test_page_two_has_its_number_centred_in_the_top_margin(words):
    ((left, number),) = in_top_margin(words, 2)
    assert number == "2"
    middle = (30 + 165 / 2) * 72 / 25.4
    assert left == pytest.approx(middle, abs=6)


def test_the_nation_is_one_line_beside_the_agency(words):
    tops = {word: top for at, _, top, word in words if at == 1 and word in ("CỘNG", "NAM")}
    assert len(set(tops.values())) == 1
    agency = next(top for at, _, top, word in words if at == 1 and word == "ỦY")
    assert agency == pytest.approx(tops["CỘNG"], abs=1)


def test_the_note_stands_at_the_foot_of_its_page(words):
    tops = {word: top for at, _, top, word in words if at == 1}
    assert tops["Gồm:"] > 500
    assert "Tính đến 15/12" in page(words, 1)


def test_each_annex_begins_a_page_and_counts_its_own(words):
    pages = {number: page(words, number) for number in range(1, words[-1][0] + 1)}
    first = next(number for number, text in pages.items() if text.startswith("Phụ lục I "))
    second = next(number for number, text in pages.items() if text.startswith("Phụ lục II "))
    assert "(Kèm theo Báo cáo số 05/BC-UBND" in pages[first]
    assert in_top_margin(words, first) == in_top_margin(words, second) == []
    ((_, number),) = in_top_margin(words, first + 1)
    assert number == "2"
    assert second == first + 2


def test_a_table_repeats_its_head_on_the_next_page(words):
    pages = [page(words, number) for number in range(1, words[-1][0] + 1)]
    assert sum("Tiếp nhận" in text and "chuyển" in text for text in pages) == 2


def test_the_signature_stands_beside_the_recipients(words):
    recipients = next(entry for entry in words if entry[3] == "Nơi")
    authority = next(entry for entry in words if entry[3] == "TM.")
    assert recipients[0] == authority[0]
    assert recipients[2] == pytest.approx(authority[2], abs=5)
    name = next(entry for entry in words if entry[3] == "Nguyễn")
    last_line = next(entry for entry in words if entry[3] == "PHÓ")
    assert name[2] - last_line[2] > 4 * 14


def test_a_footnote_on_page_one_does_not_lower_the_letterhead(words, pdf_of, words_of):
    plain = words_of(pdf_of(render_docx(sample.document(sections=(), annexes=()))))
    for word in ("CỘNG", "ỦY"):
        tops = [next(top for _, _, top, text in page if text == word) for page in (words, plain)]
        assert tops[0] == pytest.approx(tops[1], abs=1)
        assert tops[0] == pytest.approx(TOP_MARGIN, abs=3)


def test_the_head_of_an_annex_keeps_its_day_on_one_line(words):
    annex = next(page for page, *_, word in words if word == "(Kèm")
    lines = {}
    for at, _, top, word in words:
        if at == annex:
            lines.setdefault(round(top), []).append(word)
    (first,) = (" ".join(line) for line in lines.values() if "(Kèm" in line)
    (second,) = (" ".join(line) for line in lines.values() if "ngày" in line)
    assert first == "(Kèm theo Báo cáo số 05/BC-UBND"
    assert second == "ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã Mai Hoa)"


def test_long_names_break_into_even_lines(pdf_of, words_of):
    head = attrs.evolve(sample.document().letterhead, agency=("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",))
    subject = "Kết quả công tác cải cách hành chính 6 tháng đầu năm 2025 trên địa bàn xã Mai Hoa"
    words = words_of(pdf_of(render_docx(sample.document(letterhead=head, subject=subject))))
    tops = {word: top for _, _, top, word in reversed(words)}
    assert tops["TRUNG"] == tops["PHỤC"] < tops["CÔNG"]
    assert tops["CÔNG"] - tops["TRUNG"] < 20
    left = [left for at, left, top, word in words if at == 1 and word == "Kết"]
    assert left[0] > 150


def test_the_sample_report_opens_whole(pdf_of, words_of):
    """The annual report of the sample: 7 to 12 pages, each of its parts on paper."""
    words = words_of(pdf_of(cchc.render_docx(example_report("mai_hoa_2025"))))
    assert 7 <= max(number for number, *_ in words) <= 12
    text = " ".join(word for *_, word in words)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "95,35%", "Nguyễn Anh Tuấn", "Phụ lục II"):
        assert part in text


def test_annexes_that_share_a_page_fit_on_it(pdf_of, words_of):
    """What was judged to fit does, whatever the height of rows; and no page stays half empty."""
    for rows, cell in ((3, "1.268"), (7, "Đã hoàn thành trong kỳ báo cáo"), (11, "5")):
        found = [annex(number, table(f"t{number}", rows, cell=cell)) for number in range(10)]
        words = words_of(pdf_of(render_docx(document(*found))))
        pages = {number: page(words, number) for number in range(2, words[-1][0] + 1)}
        assert all(text.startswith("Phụ lục ") for text in pages.values())  # none goes on
        heads = [text.count("(Kèm theo Báo cáo") for text in pages.values()]
        assert sum(heads) == 10
        assert min(heads[:-1]) == max(heads[:-1]) > 1
        bottoms = [max(top for at, _, top, _ in words if at == number) for number in pages]
        used = min(bottoms[:-1]) - TOP_MARGIN
        free = 842 - 2 * TOP_MARGIN - used
        assert free < 1.1 * used / heads[0] + 40  # no further one had room, or hardly


def test_a_lying_annex_is_printed_lying(pdf_of, words_of):
    wide = annex(1, table("t1", 5, columns=11, cell="876.543.210"))
    words = words_of(pdf_of(render_docx(document(wide))))
    figures = [left for at, left, _, word in words if at == 2 and word == "876.543.210"]
    assert len(figures) == 55  # not one is broken
    assert max(figures) > 595


@pytest.mark.parametrize("lines", range(20, 26))
def test_a_report_of_one_page_stays_one_page(pdf_of, words_of, lines):
    """Until the page is full; no page is empty, and no signature stands alone."""
    body = [Paragraph(f"Đoạn {number}.") for number in range(lines)]
    text = Section(id="i", title="Kết quả", blocks=body)
    words = words_of(pdf_of(render_docx(sample.document(sections=(text,), annexes=()))))
    last = max(number for number, *_ in words)
    name = max(top for at, _, top, word in words if word == "Nguyễn")
    if last == 1:
        assert name < 842 - TOP_MARGIN
    else:
        first = max(top for at, _, top, _ in words if at == 1)
        height = name - min(top for at, _, top, _ in words if at == 2)
        assert first + height > 842 - TOP_MARGIN - 40  # it had no room
        assert f"Đoạn {lines - 1}." in page(words, 2)
