"""The components of the form: found however people place them, and only where they are meant."""

import unicodedata
from datetime import date
from html import escape

import pytest
from tests.audit.word.word_files import bare, body, paragraph, stranger, table

from cchc_lib.checks.word import audit_docx
from cchc_lib.reading.days import own_day
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.word.form import find_form
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
DATE = "Mai Hoa, ngày 05 tháng 3 năm 2026"
TEXT = "Thực hiện nhiệm vụ được giao, Ủy ban nhân dân xã báo cáo kết quả như sau. " * 3


def form_of(data):
    return find_form(read_word(Package.of(data)))


def cell(*lines):
    lines = [escape(line) for line in lines]
    return "</w:t></w:r></w:p><w:p><w:r><w:t>".join(lines)


def letter(agency, *, number=("Số: 05/UBND-VP",), rest=""):
    head = table((cell(*agency, *number), cell(NATION, MOTTO, DATE)))
    return bare(f"{head}{rest}{paragraph(TEXT)}")


def names(data):
    return [line.text for line in form_of(data).agency]


def test_what_stands_under_the_number_is_no_agency():
    agency = ["ỦY BAN NHÂN DÂN", "XÃ MAI HOA"]
    for more in ("V/v báo cáo kết quả", "(V/v báo cáo)", "Về việc báo cáo kết quả"):
        number = ("Số: 05/UBND-VP", more, "cải cách hành chính")
        assert names(letter(agency, number=number)) == agency
        assert names(letter(agency, number=(more, "cải cách"))) == agency
    for drawn in ("-------", "_____", "___&___", "---o0o---", "————"):
        assert names(letter([*agency, drawn])) == agency


@pytest.mark.parametrize("tail", [[], ["Nơi nhận:", "- NHƯ TRÊN;", "- LƯU: VT."]])
def test_capitals_after_the_nation_are_no_agency(tail):
    data = stranger(["UBND XÃ MAI HOA", NATION, MOTTO, "ĐƠN XIN NGHỈ PHÉP", *tail])
    assert names(data) == ["UBND XÃ MAI HOA"]


def test_two_columns_made_with_blanks():
    data = stranger(
        [
            f"UBND XÃ MAI HOA          {NATION}",
            f"VĂN PHÒNG       {MOTTO}",
            f"Số:      /BC-UBND          {DATE}",
        ]
    )
    form = form_of(data)
    assert [line.text for line in form.agency] == ["UBND XÃ MAI HOA", "VĂN PHÒNG"]
    found = (form.nation.text, form.motto.text, form.number.text, form.date.text)
    assert found == (NATION, MOTTO, "Số:      /BC-UBND", DATE)


def decision(*after):
    head = table((cell("UBND XÃ MAI HOA", "Số: 05/QĐ-UBND"), cell(NATION, MOTTO, DATE)))
    middle = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    lines = ("QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác", *after)
    inner = "".join(paragraph(line, middle) for line in lines)
    return bare(f"{head}{inner}{paragraph('Căn cứ Luật Tổ chức chính quyền địa phương;')}")


@pytest.mark.parametrize(
    "after",
    [(), ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MAI HOA",), ("_____",), ("-----", "ỦY BAN NHÂN DÂN XÃ")],
)
def test_the_authority_of_a_decision_is_no_trich_yeu(after):
    subject = form_of(decision(*after)).subject
    assert [line.text for line in subject] == ["Về việc thành lập Tổ công tác"]


def test_cells_of_data_are_no_components():
    rows = (("STT", "Văn bản", "Ngày, tháng, năm"), ("1", "Báo cáo", "ngày 1 tháng 2 năm 2026"))
    form = form_of(letter(["UBND XÃ MAI HOA"], rest=table(*rows)))
    assert (form.kind, form.date.text) == (None, DATE)
    for line in ("Ngày, tháng, năm sinh: 1/2/1990", "Sinh ngày 01 tháng 02 năm sinh 1990"):
        assert form_of(stranger([NATION, MOTTO, line])).date is None


@pytest.mark.parametrize(
    "line",
    [
        DATE,
        "Hà Nội ngày 05 tháng 3 năm 2026",
        "Thị trấn Thiên Cầm (Cẩm Xuyên), ngày 05 tháng 3 năm 2026.",
        "……(2)……, ngày …. tháng …. năm 20….",
        "{{noi_lap}}, ngày {{ngay}} tháng {{thang}} năm {{nam}}",
        "Ngày 05 tháng 3 năm 2026",
    ],
)
def test_place_and_date_stand_by_themselves(line):
    assert form_of(stranger([NATION, MOTTO, line])).date.text == line


@pytest.mark.parametrize(
    "line",
    [
        "Cháu Lê Thị An sinh ngày 07 tháng 4 năm 2019",
        "Sinh ngày 07 tháng 4 năm 2019",
        "Họ và tên: ……………, sinh ngày …. tháng …. năm ….",
        "Được nhận nuôi theo Quyết định số 16/QĐ-UBND ngày 07 tháng 4 năm 2019",
        "Căn cứ Nghị quyết của Hội đồng nhân dân, ngày 07 tháng 4 năm 2019",
        "(Kèm theo Kế hoạch ngày 07 tháng 4 năm 2019",
        "Hôm nay, ngày 07 tháng 4 năm 2019",
        "Hồi 14 giờ, ngày 07 tháng 4 năm 2019",
        "Thời gian thử việc từ ngày 07 tháng 4 năm 2019",
    ],
)
def test_a_day_in_the_text_is_not_the_date_of_the_document(line):
    form = form_of(stranger([NATION, MOTTO, "ĐƠN ĐỀ NGHỊ", line]))
    assert form.date is None
    cited = "Đề nghị xem xét theo Quyết định số 21/QĐ-UBND ngày 07/5/2025."
    found = audit_docx(stranger([NATION, MOTTO, "ĐƠN ĐỀ NGHỊ", line, cited]))
    assert "CCHC407" not in found.codes


def test_a_form_is_not_issued_on_the_day_it_bears():
    cited = paragraph("Theo Quyết định số 21/QĐ-UBND ngày 07/5/2026, tôi đề nghị hỗ trợ.")
    head = table((cell("UBND XÃ MAI HOA"), cell(NATION, MOTTO, DATE)))
    form = bare(f"{head}{paragraph('PHIẾU ĐỀ NGHỊ')}{cited}")
    assert "CCHC407" not in audit_docx(form).codes
    numbered = table((cell("UBND XÃ MAI HOA", "Số: 05/BC-UBND"), cell(NATION, MOTTO, DATE)))
    assert "CCHC407" in audit_docx(bare(f"{numbered}{paragraph('BÁO CÁO')}{cited}")).codes


def test_nfd_is_read_like_nfc():
    lines = [NATION, MOTTO, "Số: 5/BC-UBND", DATE, "BÁO CÁO", "Kết quả", TEXT]
    tail = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    tail = [unicodedata.normalize("NFD", line) for line in tail]
    form = form_of(stranger([unicodedata.normalize("NFD", line) for line in lines], tail=tail))
    assert None not in (form.nation, form.motto, form.kind, form.date, form.recipients_label)
    assert len(form.recipients) == 2


def test_words_about_recipients_are_no_label():
    assert form_of(stranger([NATION, "Nơi nhận văn bản ghi ở cuối."])).recipients_label is None


EXEMPT = {
    "quy phạm": stranger(["CHÍNH PHỦ", NATION, "Số: 30/2020/NĐ-CP", "NGHỊ ĐỊNH", DATE]),
    "quy phạm pháp luật": stranger(["UBND TỈNH", NATION, "Số:    /2026/QĐ-UBND", "QUYẾT ĐỊNH"]),
    "của Đảng": stranger(["ĐẢNG CỘNG SẢN VIỆT NAM", "Số: 5-BC/ĐU", "BÁO CÁO", DATE]),
    "kèm theo": stranger(["UBND XÃ", NATION, "ĐIỀU LỆ", "(Kèm theo Quyết định số 5/QĐ-UBND)"]),
    "đơn": stranger([NATION, MOTTO, "ĐƠN XIN NGHỈ PHÉP", "Kính gửi: Ban Giám hiệu"]),
    "đơn, tờ khai": stranger(["UBND XÃ", NATION, MOTTO, DATE, "PHIẾU TRÌNH CÔNG VIỆC"]),
    "có trước": stranger(
        ["UBND XÃ", NATION, "Số: 5/BC-UBND", "Mai Hoa, ngày 04 tháng 3 năm 2020", "BÁO CÁO"]
    ),
}


@pytest.mark.parametrize("reason", EXEMPT)
def test_what_the_decree_does_not_govern_gets_one_note(reason):
    found = [f for f in audit_docx(EXEMPT[reason]) if f.code.startswith("CCHC7")]
    assert [f.code for f in found] == ["CCHC710"]
    assert reason in found[0].message


def test_on_the_day_of_the_decree_it_governs():
    day = "Mai Hoa, ngày 05 tháng 3 năm 2020"
    found = audit_docx(stranger(["UBND XÃ", NATION, "Số: 5/BC-UBND", day, "BÁO CÁO"]))
    assert "CCHC710" not in found.codes
    assert "CCHC712" in found.codes


@pytest.mark.parametrize(
    "blank", ["<<tên cơ quan>>", "xã ..(1)..", "{{so}}", "Số: ...../<<nam>>", "[_007_]"]
)
def test_what_is_to_be_filled_in_is_not_judged(blank):
    head = table((cell("UBND XÃ MAI HOA", blank), cell(NATION, MOTTO, DATE)))
    found = audit_docx(bare(f"{head}{paragraph('Số: 5/BC-UBND')}{paragraph(TEXT)}"))
    assert "CCHC711" not in found.codes
    assert not [f for f in found if f.quote and blank in f.quote]
    dots = paragraph("Họ và tên: " + "." * 90)
    found = audit_docx(bare(head + paragraph(TEXT) + dots))
    assert all("đoạn 3" not in f.path for f in found if f.code.startswith("CCHC73"))


def test_how_a_comma_looks_is_no_departure():
    plain = "</w:t></w:r><w:r><w:rPr><w:b w:val='0'/><w:sz w:val='40'/></w:rPr><w:t>,</w:t></w:r>"
    data = body((">PHƯỜNG THÀNH SEN<", f">PHƯỜNG{plain}<w:r><w:t> THÀNH SEN<"))
    assert "CCHC714" not in audit_docx(data).codes


@pytest.mark.parametrize("place", ["Sơn Kim 1", "A Lưới 5", "2 Bảo Lộc"])
def test_the_name_of_a_place_may_have_a_number(place):
    day = f"{place}, ngày 16 tháng 9 năm 2026"
    data = stranger(["UBND XÃ", NATION, "Số: 5/BC-UBND", day, "BÁO CÁO"])
    form = find_form(read_word(Package.of(data)))
    assert form.date is not None
    assert form.date.text == day
    assert own_day(Prose.of(f"Số: 5/BC-UBND\n{day}\nBÁO CÁO")) == date(2026, 9, 16)
