"""Findings as values: filters that cannot silently miss, and how they are shown."""

import pytest

import cchc_lib as cchc
from cchc_lib.checks.finding import Severity

TEXT = "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%. Tổ chức rà soát để năng cao trách nhiệm."
FOUND = cchc.audit_text(TEXT)


def test_codes_filter_and_group():
    assert FOUND.codes == ("CCHC230", "CCHC659")
    assert FOUND.only("CCHC659", "CCHC230") == FOUND
    assert list(FOUND.by_code()) == ["CCHC230", "CCHC659"]
    assert FOUND.at_least("error") == FOUND.at_least(Severity.ERROR) == FOUND.only("CCHC230")


@pytest.mark.parametrize("code", ["cchc231", "CCHC9999", "231", ["CCHC230", "CCHC659"], None])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(cchc.InvalidValueError, match="CCHC231"):
        FOUND.only(code)
    with pytest.raises(cchc.InvalidValueError, match="CCHC231"):
        FOUND.without(code, reason="đối chiếu riêng")
    if not isinstance(code, list):
        with pytest.raises(cchc.InvalidValueError, match="CCHC231"):
            cchc.audit_text(TEXT, ignore={code: "đối chiếu riêng"})


def test_what_is_no_severity_is_refused_with_those_that_are():
    with pytest.raises(cchc.InvalidValueError, match="'error', 'warning', 'note'"):
        FOUND.at_least("warn")


def test_silence_is_visible_wherever_findings_are_shown():
    left = FOUND.without("CCHC230", reason="đơn vị <đối chiếu> riêng")
    assert left.codes == ("CCHC659",)
    assert "Đã bỏ qua CCHC230: đơn vị <đối chiếu> riêng" in str(left)
    page = left._repr_html_()
    assert "1 phát hiện: 0 lỗi, 1 cảnh báo, 0 lưu ý." in page
    assert "Đã bỏ qua CCHC230: đơn vị &lt;đối chiếu&gt; riêng" in page


def test_every_field_of_a_finding_has_its_row():
    page = FOUND._repr_html_()
    for text in ("CCHC230", "Lỗi", "dòng 1", "95,35%", "95,34%"):
        assert text in page
    assert page.count("<tr>") == 3
