"""Documents as people cite them, misprints included, and as the decree writes them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given, strategies as st

from cchc_lib import CchcError, Citation, FormatError, InvalidTypeError

# number as found in a real annual report -> as it should be written
SAMPLE = {
    "34/2016/NĐ-CP": "34/2016/NĐ-CP",
    "154/2020/NĐ-CP": "154/2020/NĐ-CP",
    "154/2025/NĐ-CP": "154/2025/NĐ-CP",
    "66-NQ/TW": "66-NQ/TW",
    "59-NQ/TW": "59-NQ/TW",
    "45-\nCTr/TU": "45-CTr/TU",
    "44- CTr/TU": "44-CTr/TU",
    "63/QĐ-UBND": "63/QĐ-UBND",
    "130/QĐ-\nUBND": "130/QĐ-UBND",
    "247/QĐ-UBND": "247/QĐ-UBND",
    "268/QĐ-UBND": "268/QĐ-UBND",
    "361/QĐ-UBND": "361/QĐ-UBND",
    "362/QĐ-UBND": "362/QĐ-UBND",
    "428/QĐ-UBND": "428/QĐ-UBND",
    "485/QĐ-UBND": "485/QĐ-UBND",
    "576/QĐ-UBND": "576/QĐ-UBND",
    "17/KH-UBND": "17/KH-UBND",
    "18/KH-UBND": "18/KH-UBND",
    "23/KH-UBND": "23/KH-UBND",
    "25/KH-UBND": "25/KH-UBND",
    "34/KH-UBND": "34/KH-UBND",
    "36/KH-\nUBND": "36/KH-UBND",
    "46/KH-UBND": "46/KH-UBND",
    "352/KH-UBND": "352/KH-UBND",
    "140/NQ-CP": "140/NQ-CP",
    "292/NQ-CP": "292/NQ-CP",
    "24/CT-TTg": "24/CT-TTg",
    "187/CĐ-TTg": "187/CĐ-TTg",
    "770/UBND": "770/UBND",
    "785/UBND": "785/UBND",
    "817/UBND": "817/UBND",
    "886/UBND": "886/UBND",
    "406/UBND-KT": "406/UBND-KT",
    "290/UBND – VP": "290/UBND-VP",
    "5690/SNV-CCHC&VTLT": "5690/SNV-CCHC&VTLT",
}
GRAMMAR = [
    "154/2025/NĐ-CP",
    "64/2025/QH15",
    "80/2015/QH13",
    "28/2026/QH16",
    "06/2024/QĐ-UBND",
    "66.18/2026/NQ-CP",
    "130/QĐ-UBND",
    "187/CĐ-TTg",
    "5690/SNV-CCHC&VTLT",
    "886/UBND",
    "1656/NQ-UBTVQH15",
    "66-NQ/TW",
    "45-CTr/TU",
    "05-HD/VPTW",
    "12-NQ/ĐU",
    "399-QĐ/TW",
    "123-CV/ĐU",
    "05-NQ/ĐU",
    "03/2025/TT-VPCP",
    "581/BNV-CCHC",
    "766/QĐ-TTg",
]
NOT_DOCUMENTS = [
    "TCVN ISO 9001:2015",
    "9001: 2015",
    "QCVN 06:2022/BXD",
    "24/7/2025",
    "5,147 tỷ/3046",
    "36/36",
    "01/Quý",
    "05/Tổng số",
    "II.06a/VPCP/KSTT",
    "",
    "Quyết định",
    "Luật",
    "130/qđ-ubnd",
]


def test_the_sample_is_whole():
    assert len(SAMPLE) == 35


@pytest.mark.parametrize(("found", "written"), SAMPLE.items())
def test_numbers_of_a_real_report(found, written):
    citation = Citation.parse(found)
    assert citation.code == written
    assert Citation.parse(str(citation)) == citation


@pytest.mark.parametrize("number", GRAMMAR)
def test_numbers_of_the_grammar(number):
    assert Citation.parse(number).code == number
    assert [found.code for found in Citation.find(f"theo {number}, và")] == [number]


@pytest.mark.parametrize("text", NOT_DOCUMENTS)
def test_what_is_no_document(text):
    with pytest.raises(FormatError, match="Quyết định số 130"):
        Citation.parse(text)
    assert list(Citation.find(text)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("130/QĐ-UBND", "Quyết định"),
        ("34/KH-UBND", "Kế hoạch"),
        ("886/UBND", "Công văn"),
        ("5690/SNV-CCHC&VTLT", "Công văn"),
        ("64/2025/QH15", "Luật"),
        ("1656/NQ-UBTVQH15", "Nghị quyết"),
        ("154/2025/NĐ-CP", "Nghị định"),
        ("45-CTr/TU", "Chương trình"),
        ("Chương trình hành động số 45-CTr/TU", "Chương trình hành động"),
        ("Văn bản số 290/UBND-VP", "Văn bản"),
        ("399-QĐ/TW", "Quyết định"),
        ("187/CĐ-TTg", "Công điện"),
    ],
)
def test_kind(text, kind):
    assert Citation.parse(text).kind == kind


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Quyết định số 130/QĐ-UBND ngày 24/7/2025", "Quyết định số 130/QĐ-UBND ngày 24/7/2025"),
        ("kế hoạch Số 18/KH-UBND ngày 3/9/2025", "Kế hoạch số 18/KH-UBND ngày 03/9/2025"),
        ("Quyết định 485/QĐ-UBND ngày 16/10/2025", "Quyết định số 485/QĐ-UBND ngày 16/10/2025"),
        ("số 268/QĐ-UBND ngày 12/8/2025", "Quyết định số 268/QĐ-UBND ngày 12/8/2025"),
        (
            "Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy xã",
            "Nghị quyết số 12-NQ/ĐU ngày 05/9/2026 của Đảng ủy xã",
        ),
        (
            "Văn bản số 5690/SNV-CCHC&VTLT ngày 10/11/2025 của Sở Nội vụ về đôn đốc báo cáo;",
            "Văn bản số 5690/SNV-CCHC&VTLT ngày 10/11/2025 của Sở Nội vụ về đôn đốc báo cáo",
        ),
        (
            "Công văn số 7/UBND-VP ngày 08 tháng 8 năm 2025 V/v chuẩn bị hội nghị",
            "Công văn số 07/UBND-VP ngày 08/8/2025 về việc chuẩn bị hội nghị",
        ),
        (
            "luật Ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi, bổ sung năm 2020)",
            "Luật Ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi, bổ sung năm 2020)",
        ),
        ("Quyết định 1234/QĐ - UBND", "Quyết định số 1234/QĐ-UBND"),
        ("Nghị định số 30 /2020/NĐ-CP", "Nghị định số 30/2020/NĐ-CP"),
    ],
)
def test_read_and_written(text, written):
    assert str(Citation.parse(text)) == written


CHINH_PHU = "ngày 05/3/2020 của Chính phủ"


@pytest.mark.parametrize(
    ("text", "issuer", "subject"),
    [
        (f"Nghị định số 61/2018/NĐ-CP {CHINH_PHU} về văn thư", "Chính phủ", "văn thư"),
        (f"Nghị định số 61/2018/NĐ-CP {CHINH_PHU} về việc cưới", "Chính phủ", "cưới"),
        (
            f"Nghị định số 61/2018/NĐ-CP {CHINH_PHU} quy định về thủ tục hành chính",
            "Chính phủ",
            "quy định về thủ tục hành chính",
        ),
        (
            "Kế hoạch số 18/KH-UBND ngày 03/9/2025 triển khai chuyển đổi số",
            None,
            "triển khai chuyển đổi số",
        ),
        (
            "Quyết định số 07/QĐ-BXD ngày 03/9/2025 của Bộ Xây dựng Ban hành Quy chế",
            "Bộ Xây dựng",
            "Ban hành Quy chế",
        ),
        (
            "Kế hoạch số 07/KH-TCT ngày 03/9/2025 của Tổ công tác triển khai Đề án 06 về dữ liệu",
            "Tổ công tác triển khai Đề án 06",
            "dữ liệu",
        ),
        (
            "Thông báo số 07/TB-BCĐ ngày 03/9/2025 của Ban Chỉ đạo cấp xã về phân công",
            "Ban Chỉ đạo cấp xã",
            "phân công",
        ),
        (
            "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025 của Quốc hội",
            "Quốc hội",
            "Tổ chức chính quyền địa phương",
        ),
        ("Luật Dân số số 72/2025/QH15", None, "Dân số"),
        ("Luật số 72/2025/QH15 về tổ chức chính quyền", None, "tổ chức chính quyền"),
        ("Luật Kế toán ngày 20/11/2015", None, "Kế toán"),
    ],
)
def test_issuer_and_subject_as_read(text, issuer, subject):
    citation = Citation.parse(text)
    assert (citation.issuer, citation.subject) == (issuer, subject)
    assert str(citation) == text  # an official subject is not rewritten
    assert Citation.parse(text) == citation


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 130/QĐ-UBND ngày 24.7.2025",
        "Quyết định số 130/QĐ-UBND ngày 24-7-2025",
        "QĐ 130/QĐ-UBND ngày 24/7/2025",
        "QĐ số: 130/QĐ-UBND, ngày 24 tháng 7 năm 2025",
    ],
)
def test_days_and_types_as_people_write_them(text):
    assert str(Citation.parse(text)) == "Quyết định số 130/QĐ-UBND ngày 24/7/2025"


def test_a_day_after_the_issuer():
    text = "Quyết định số 9/QĐ-UBND của Chủ tịch UBND tỉnh ngày 24/7/2025 về việc khen thưởng"
    citation = Citation.parse(text)
    assert (citation.day, citation.issuer) == (date(2025, 7, 24), "Chủ tịch UBND tỉnh")
    assert citation.subject == "khen thưởng"
    assert Citation.parse(str(citation)) == citation


@pytest.mark.parametrize(
    ("subject", "written"),
    [
        ("ban hành Kế hoạch", "về việc ban hành Kế hoạch"),
        ("văn thư", "về văn thư"),
        ("về văn thư", "về văn thư"),
        ("về việc văn thư;", "về việc văn thư"),
        ("V/v văn thư", "về việc văn thư"),
    ],
)
def test_what_leads_up_to_a_subject(subject, written):
    citation = Citation(kind="quyết định", number=1, symbol="QĐ-UBND", subject=subject)
    assert str(citation) == f"Quyết định số 01/QĐ-UBND {written}"
    assert Citation.parse(str(citation)) == citation


def test_an_unusual_lead_is_given():
    def subject(words, **fields):
        return str(Citation(kind="Kế hoạch", number=1, symbol="KH", subject=words, **fields))

    assert subject("ban hành Quy chế", about="") == "Kế hoạch số 01/KH ban hành Quy chế"
    assert subject("ban hành Quy chế", about="về") == "Kế hoạch số 01/KH về ban hành Quy chế"
    with pytest.raises(CchcError, match=r"Citation\.about"):
        subject("Quy chế", about="")  # the mention could not be read again
    with pytest.raises(CchcError, match=r"Citation\.about"):
        subject("Quy chế", about="bàn về")


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 130/QĐ-UBND ngày 24/7/2025 của Sở Nội vụ ngày 25/7/2025",
        "Quyết định số 130/QĐ-UBND ngày 24/7.2025",
        "Luật Kế toán số 88/2015/QH13 về kế toán",
        "Quyết định xem xét 130/QĐ-UBND",
        "Quyết định số 130/QĐ-UBND còn hiệu lực",
        "Quyết định số 130/QĐ-UBND ngày 31/6/2025",
        "Quyết định số 130/QĐ-UBND ngày 24/13/2025",
    ],
)
def test_half_understood_is_refused(text):
    with pytest.raises(FormatError):
        Citation.parse(text)


def test_refuses_what_is_not_text():
    with pytest.raises(InvalidTypeError):
        Citation.parse(130)


def test_later_mentions_are_short():
    citation = Citation.parse("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về văn thư")
    assert citation.cite(first=False) == "Nghị định số 30/2020/NĐ-CP"
    assert citation.is_normative_document
    assert not citation.is_party_document
    assert Citation.parse("66-NQ/TW").is_party_document
    assert not Citation.parse("130/QĐ-UBND").is_normative_document


def test_footnote_marks_are_cut_off():
    assert Citation.parse("130/QĐ-UBND1").code == "130/QĐ-UBND"
    assert Citation.parse("64/2025/QH15").code == "64/2025/QH15"


def test_a_law_by_name():
    law = Citation(kind="Luật", subject="Kế toán")
    assert str(law) == "Luật Kế toán"
    assert law.code is None


@given(
    st.integers(1, 99_999),
    st.sampled_from(["QĐ-UBND", "KH-UBND", "NQ/TW", "CTr/TU", "UBND-VP", "SNV-CCHC&VTLT"]),
    st.none() | st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from([None, "Sở Xây dựng", "Ủy ban nhân dân tỉnh Hà Tĩnh", "Tổ công tác cấp xã"]),
    st.none()
    | st.builds(
        " ".join,
        st.lists(
            st.sampled_from("ban hành|công tác|phê duyệt|về|việc|V/v|cấp|quy định|.".split("|")),
            min_size=1,
        ),
    ),
)
def test_parse_inverts_writing(number, symbol, day, issuer, subject):
    kind = Citation.parse(f"{number}{'-' if '/' in symbol else '/'}{symbol}").kind
    citation = Citation(
        kind=kind, number=number, symbol=symbol, day=day, issuer=issuer, subject=subject
    )
    assert Citation.parse(str(citation)) == citation


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    list(Citation.find(text))
    with contextlib.suppress(CchcError):
        Citation.parse(text)
