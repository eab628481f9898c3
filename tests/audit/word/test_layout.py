"""Our own files are silent; each departure from the decree fires its code, once."""

import pytest
from audit.word.examples import BOLD, FIRES, style
from tests.audit.word.word_files import (
    bare,
    body,
    edited,
    example,
    paragraph,
    report,
    stranger,
    styles,
)
from tests.render import sample

import cchc_lib as cchc
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.word import RULES, audit_docx

OURS = {rule.code for rule in RULES}


def codes(data):
    return [found.code for found in audit_docx(data) if found.code in OURS]


@pytest.mark.parametrize("name", ["mai_hoa_2025", "quarterly"])
def test_our_own_files_are_silent(name):
    assert codes(example(name)) == []


AGENCIES = [
    cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    cchc.Agency(name="Ủy ban nhân dân phường Thành Sen"),
    cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh", level=cchc.Level.PROVINCE),
]


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.name)
@pytest.mark.parametrize(
    "layout",
    [
        cchc.Layout(),
        cchc.Layout(
            top_mm=25,
            left_mm=35,
            right_mm=20,
            body_size=13,
            first_line_mm=10,
            line_spacing=1,
            paragraph_gap=6,
            motto_size=13,
            nation_size=12,
        ),
    ],
)
def test_every_lawful_layout_is_silent(agency, layout):
    made = cchc.Report(
        agency=agency,
        period=cchc.Period.year(2025),
        number=5,
        plan=cchc.Plan(tasks=43, tasks_completed=41),
        signatory=cchc.Signatory(name="Nguyễn Văn A", position="Chủ tịch", authority="TM."),
    )
    assert codes(cchc.render_docx(made, layout=layout)) == []


def test_a_document_of_every_kind_of_node_has_no_warnings():
    found = [f for f in audit_docx(cchc.render_docx(sample.document())) if f.code in OURS]
    assert [f for f in found if f.severity is not Severity.NOTE] == []


DEPARTURES = {
    "701 letter": (body(('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')), "CCHC701"),
    "702 left": (body(('w:left="1701" w:header', 'w:left="567" w:header')), "CCHC702"),
    "702 right": (body(('w:right="850" w:bottom', 'w:right="567" w:bottom')), "CCHC702"),
    "703 at the right": (
        style("Header", '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'),
        "CCHC703",
    ),
    "703 small": (style("Header", 'w:val="26"', 'w:val="20"'), "CCHC703"),
    "703 none": (edited(report(), "word/header1.xml", (" PAGE ", " DATE ")), "CCHC703"),
    "703 only on even pages, which do not differ": (
        body(('<w:headerReference w:type="default"', '<w:headerReference w:type="even"')),
        "CCHC703",
    ),
    "704": (body(("<w:titlePg/>", "")), "CCHC704"),
    "705": (styles(("Times New Roman", "Arial")), "CCHC705"),
    "706": (style("BodyText", "<w:rPr>", '<w:rPr><w:color w:val="FF0000"/>'), "CCHC706"),
    "711": (body(("Số: 87/BC-UBND", "")), "CCHC711"),
    "712 words": (body(("CHỦ NGHĨA VIỆT", "CHŨ NGHĨA VIỆT")), "CCHC712"),
    "712 case": (
        body(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam")),
        "CCHC712",
    ),
    "712 bold": (style("Nation", BOLD, ""), "CCHC712"),
    "712 size": (style("Nation", 'w:val="26"', 'w:val="28"'), "CCHC712"),
    "713 case": (body(("Độc lập - Tự do", "Độc Lập - Tự Do")), "CCHC713"),
    "713 dash": (body(("Độc lập - Tự do", "Độc lập – Tự do")), "CCHC713"),
    "713 bold": (style("Motto", BOLD, ""), "CCHC713"),
    "714 case": (body((">PHƯỜNG THÀNH SEN<", ">Phường Thành Sen<")), "CCHC714"),
    "714 bold": (style("Agency", BOLD, ""), "CCHC714"),
    "715 space": (body(("Số: 87/BC", "Số: 87 /BC")), "CCHC715"),
    "715 dash": (body(("Số: 87/BC-UBND", "Số: 87/BC - UBND")), "CCHC715"),
    "715 padding": (body(("Số: 87/BC", "Số: 7/BC")), "CCHC715"),
    "715 bold": (style("Number", "</w:rPr>", f"{BOLD}</w:rPr>"), "CCHC715"),
    "716": (body(("Số: 87/BC-UBND", "Số: 87/KH-UBND")), "CCHC716"),
    "717 day": (
        body(("ngày 15 tháng 9 năm 2026</w:t>", "ngày 5 tháng 9 năm 2026</w:t>")),
        "CCHC717",
    ),
    "717 month": (
        body(("ngày 15 tháng 9 năm 2026</w:t>", "ngày 15 tháng 09 năm 2026</w:t>")),
        "CCHC717",
    ),
    "717 upright": (style("Date", "<w:i/><w:iCs/>", ""), "CCHC717"),
    "718 case": (body((">BÁO CÁO<", ">Báo cáo<")), "CCHC718"),
    "718 left": (style("Title", '<w:jc w:val="center"/>', ""), "CCHC718"),
    "719": (style("Subtitle", BOLD, ""), "CCHC719"),
    "730": (style("BodyText", "<w:rPr>", '<w:rPr><w:sz w:val="24"/>'), "CCHC730"),
    "731": (style("BodyText", '<w:jc w:val="both"/>', ""), "CCHC731"),
    "732": (style("BodyText", 'w:firstLine="720"', 'w:firstLine="0"'), "CCHC732"),
    "733": (style("BodyText", 'w:after="120"', 'w:after="0"'), "CCHC733"),
    "734 wide": (style("BodyText", 'w:line="240"', 'w:line="480"'), "CCHC734"),
    "734 exact": (
        style("BodyText", 'w:line="240" w:lineRule="auto"', 'w:line="220" w:lineRule="exact"'),
        "CCHC734",
    ),
    "735": (style("Heading1", BOLD, ""), "CCHC735"),
    "737": (body(("./.", ".")), "CCHC737"),
    "740": (body((">TM. ỦY BAN NHÂN DÂN<", ">TM. Ủy ban nhân dân<")), "CCHC740"),
    "740 size": (style("Signature", 'w:val="28"', 'w:val="24"'), "CCHC740"),
    "741": (FIRES["CCHC741"], "CCHC741"),
    "742": (style("RecipientsLabel", "<w:i/><w:iCs/>", ""), "CCHC742"),
    "743": (style("Recipients", 'w:val="22"', 'w:val="26"'), "CCHC743"),
    "744": (body(("- Lưu: VT, VHXH.", "- Lưu VHXH.")), "CCHC744"),
}


SHARED = {"740 size", "741"}
"""Office and name have one style."""


@pytest.mark.parametrize("name", DEPARTURES)
def test_each_departure_fires_its_code(name):
    data, code = DEPARTURES[name]
    found = codes(data)
    assert code in found
    assert set(found) <= {code} | ({"CCHC740", "CCHC741"} if name in SHARED else set()), found
    first = next(f for f in audit_docx(data) if f.code == code)
    assert first.severity is (Severity.NOTE if code == "CCHC737" else Severity.WARNING)
    assert None not in (first.citation, first.path or None)
    assert first.message == first.message.strip()


def test_every_layout_rule_is_tried():
    tried = {code for _, code in DEPARTURES.values()} | {"CCHC710"}
    assert tried == {code for code in OURS if code.startswith("CCHC7")}


SECOND = ">II. KẾT QUẢ THỰC HIỆN CẢI CÁCH HÀNH CHÍNH<"


def then(words, properties='<w:b w:val="0"/>'):
    """Words that follow others, with a look of their own."""
    return f"</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>{words}<"


HEADINGS = {
    "3 tiêu đề mục chưa in đậm": style("Heading1", BOLD, ""),
    "1 tiêu đề mục chưa in hoa": body((SECOND, ">II. Kết quả<")),
    "1 tiêu đề mục chưa in đậm": body((SECOND, f">II. KẾT {then('QUẢ')}")),
    "1 tiêu đề mục chưa in hoa, in đậm": body((SECOND, f">II. Kết {then('quả')}")),
    "": body((SECOND, f">II. KẾT QUẢ{then(':')}")),
}


@pytest.mark.parametrize("message", HEADINGS)
def test_a_heading_is_told_what_it_lacks(message):
    found = [f.message for f in audit_docx(HEADINGS[message]).only("CCHC735")]
    assert found == ([f"{message}."] if message else [])


def test_words_of_another_size_in_the_list_of_recipients_are_named():
    small = "- Lưu: VT, VHXH."
    small += then("NMA", '<w:sz w:val="16"/>')
    (found,) = audit_docx(body(("- Lưu: VT, VHXH.<", small))).only("CCHC743")
    assert found.message == "Danh sách nơi nhận, ở “NMA”: cỡ chữ 8 (quy định 11)."
    (found,) = audit_docx(DEPARTURES["743"][0]).only("CCHC743")
    assert found.message == "Danh sách nơi nhận: cỡ chữ 13 (quy định 11)."


def test_repeated_departures_are_one_finding():
    data, code = DEPARTURES["731"]
    (found,) = (f for f in audit_docx(data) if f.code == code)
    assert "đoạn khác" in found.path
    assert int(found.message.split()[0]) > 5


@pytest.mark.parametrize(
    "data",
    [
        bare(paragraph("Kết quả giải quyết thủ tục hành chính năm 2025 đạt yêu cầu. " * 30)),
        stranger(["Nội dung trích.", "I. Kết quả", "Nội dung."]),
        bare(""),
    ],
)
def test_an_excerpt_gets_one_note(data):
    assert codes(data) == ["CCHC710"]


def test_a_letterhead_made_with_tabs_is_found():
    data = stranger(
        [
            "UBND TỈNH HÀ TĨNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc",
            "Số: 5/BC-SNV\tHà Tĩnh, ngày 3 tháng 02 năm 2026",
            "BÁO CÁO",
            "Kết quả công tác năm 2025",
            "Thực hiện nhiệm vụ được giao, Sở Nội vụ báo cáo kết quả như sau. " * 4,
            "I. Kết quả đạt được",
            "Đã hoàn thành các nhiệm vụ được giao theo kế hoạch của năm, đúng tiến độ. " * 3,
        ],
        tail=["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "TS. Lê Văn B"],
    )
    found = {f.code: f for f in audit_docx(data) if f.code in OURS}
    assert "CCHC711" not in found, found["CCHC711"]
    assert found["CCHC715"].expected == "Số: 05/BC-SNV"
    assert found["CCHC717"].expected == "Hà Tĩnh, ngày 03 tháng 02 năm 2026"
    (titled,) = audit_docx(data).only("CCHC823")
    assert titled.expected == "Lê Văn B"
    assert {"CCHC701", "CCHC705", "CCHC730", "CCHC731", "CCHC735"} <= set(found)


def test_a_number_not_given_yet_is_no_departure():
    assert (
        "Số:      /BC-UBND"
        in cchc.to_python_docx(cchc.Report(agency=AGENCIES[0], period=cchc.Period.year(2025)))
        .tables[0]
        .cell(1, 0)
        .text
    )
    assert "CCHC715" not in codes(example("mai_hoa_2025"))


def test_words_of_the_signature_table_are_read():
    assert "CCHC821" not in [finding.code for finding in audit_docx(report())]
    named = body(("Lưu: VT, VHXH.", "Lưu: VT, UBND."))
    assert "CCHC821" in [finding.code for finding in audit_docx(named)]
