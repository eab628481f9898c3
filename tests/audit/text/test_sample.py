"""A text with the slips that handwork makes: every one found at its place, nothing else accused."""

from pathlib import Path

import pytest

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.text import audit_text

TEXT = (Path(__file__).parent / "sample.txt").read_text("utf-8")
FINDINGS = audit_text(TEXT)

EXPECTED = [
    ("CCHC231", "95,34%", "95,35%", "cắt bỏ"),
    ("CCHC231", "96,22 %", "96,14%", "không có số nào"),
    ("CCHC231", "3,78%", "3,86%", "không có số nào"),
    ("CCHC162", "28", None, "còn 26 hồ sơ"),
    ("CCHC236", "3046 tỷ", None, "dấu phẩy"),
    ("CCHC233", "95,4%", "95,35%", "41/43"),
    ("CCHC234", "99,6%", "99,75%", "hai giá trị"),
    ("CCHC235", "10,550 tỷ đồng", None, "gọi là tỷ lệ"),
    ("CCHC330", "11/12/2025", None, "11/11/2025"),
    ("CCHC332", "QUÝ IV NĂM 2025", "năm 2026", "Tiêu đề"),
    ("CCHC551", "TỒN TẠI, HẠN CHẾ", None, "Ưu điểm"),
    ("CCHC552", "Lập đoàn kiểm tra", None, "đã được báo cáo"),
    ("CCHC656", "(", None, "không đóng"),
    ("CCHC650", "1219", None, "1219, 1214"),
    ("CCHC651", "96,22 %", None, "96,22 %, 169 %"),
    ("CCHC652", "3", None, "có và không có số 0"),
    ("CCHC653", "01/07/2025", None, "viết 3 kiểu"),
    ("CCHC450", "290/UBND – VP", "290/UBND-VP", "thể thức"),
    ("CCHC450", "44- CTr/TU", "44-CTr/TU", "thể thức"),
    ("CCHC450", "Số", "số", "viết thường"),
    ("CCHC401", "34/2016/NĐ-CP", None, "hết hiệu lực"),
    ("CCHC401", "154/2020/NĐ-CP", None, "hết hiệu lực"),
    ("CCHC401", "Luật Ban hành văn bản quy phạm pháp luật năm 2015", None, "hết hiệu lực"),
    ("CCHC655", "người người", "người", "lặp"),
    ("CCHC655", "được được", "được", "lặp"),
    ("CCHC659", "nghĩ thôi việc", "nghỉ thôi việc", "có lẽ"),
    ("CCHC659", "năng cao", "nâng cao", "có lẽ"),
    ("CCHC659", "đợn vị", "đơn vị", "có lẽ"),
    ("CCHC659", "phần đấu", "phấn đấu", "có lẽ"),
    ("CCHC659", "trên địa xã", "trên địa bàn xã", "có lẽ"),
    ("CCHC654", "mạng.", None, "dấu cách"),
    ("CCHC821", "Lưu: VT, UBND", None, "đơn vị soạn thảo"),
]


@pytest.mark.parametrize(("code", "quote", "expected", "words"), EXPECTED)
def test_found(code, quote, expected, words):
    matching = [
        found
        for found in FINDINGS.only(code)
        if quote in " ".join(found.quote.split()) and words in found.message
    ]
    assert len(matching) == 1
    (found,) = matching
    if expected is not None:
        assert found.expected == expected
    line = TEXT.splitlines()[found.line - 1]
    assert line[found.column - 1 :].startswith(found.quote.splitlines()[0])


def test_nothing_else_is_accused():
    """Sums of staff, 75 + 293, 36/36, 3 + 14, 16 + 1, numbers rising with dates: all hold."""
    graver = FINDINGS.at_least(Severity.WARNING)
    known = [(code, quote) for code, quote, _, _ in EXPECTED]
    for found in graver:
        quoted = " ".join(found.quote.split())
        assert any(found.code == code and quote in quoted for code, quote in known), str(found)


def test_findings_stand_in_reading_order_the_gravest_first():
    places = [(found.severity.rank, found.line, found.column) for found in FINDINGS]
    assert places == sorted(places)
    assert audit_text(TEXT) == FINDINGS


def test_windows_line_ends_change_no_line():
    lines = [(found.code, found.line) for found in audit_text(TEXT.replace("\n", "\r\n"))]
    assert lines == [(found.code, found.line) for found in FINDINGS]
