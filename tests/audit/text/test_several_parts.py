"""Rates behind several parts, and lists whose numbers are no parts: right ones are left alone."""

import pytest

import cchc_lib as cchc
from cchc_lib.checks.finding import Severity

NAMED = """
Xử lý 250 đơn, trong đó đúng hạn 240 đơn, quá hạn 10 đơn, tỷ lệ xử lý đúng hạn đạt {}.|96%|4%
Tiếp nhận 800 hồ sơ, trong đó trực tuyến 760 hồ sơ, trực tiếp 40 hồ sơ, tỷ lệ hồ sơ trực tuyến đạt {}.|95%|5%
Tiếp nhận 800 hồ sơ, trong đó nộp trực tuyến 760 hồ sơ, nộp trực tiếp 40 hồ sơ, tỷ lệ trực tuyến {}.|95%|5%
Tiếp nhận 200 hồ sơ; đã giải quyết 190 hồ sơ, đang giải quyết 10 hồ sơ; tỷ lệ giải quyết đạt {}.|95%|5%
Được giao 50 nhiệm vụ, đã hoàn thành 46 nhiệm vụ, đang thực hiện 04 nhiệm vụ, tỷ lệ hoàn thành đạt {}.|92%|8%
Giải quyết 250 hồ sơ (đúng hạn 240, quá hạn 10), đạt tỷ lệ đúng hạn {}.|96%|4%
Được giao 20 tỷ đồng, đã giải ngân 17 tỷ đồng, còn lại 3 tỷ đồng, tỷ lệ giải ngân {}.|85%|15%
Thu về 250 phiếu, hài lòng 240 phiếu, không hài lòng 10 phiếu, tỷ lệ hài lòng đạt {}.|96%|4%
""".strip().splitlines()  # noqa: E501

RIGHT = """
Giải quyết 250 hồ sơ, trong đó trước hạn 200, đúng hạn 40, quá hạn 10, tỷ lệ giải quyết đúng hạn là 96%.
Được giao 50 nhiệm vụ, đã hoàn thành 46 nhiệm vụ, còn 04 nhiệm vụ đang thực hiện, đạt 92%.
Được giao 50 nhiệm vụ: hoàn thành đúng hạn 40, hoàn thành quá hạn 06, chưa hoàn thành 04; tỷ lệ hoàn thành 92%.
Giao 50 biên chế, có mặt 46 biên chế, chưa sử dụng 04 biên chế, tỷ lệ sử dụng biên chế 92%.
Tiếp nhận 800 hồ sơ; trực tuyến 760 hồ sơ, trực tiếp 40 hồ sơ, tỷ lệ hồ sơ nộp qua mạng đạt 95%.
Kế hoạch 200 ha, đã thực hiện 170 ha, còn 30 ha, đạt 85% kế hoạch.
Thu về 250 phiếu, trong đó rất hài lòng 150 phiếu, hài lòng 90 phiếu, không hài lòng 10 phiếu, tỷ lệ hài lòng đạt 96%.
Tháng 4: 120 hồ sơ, tháng 5: 250 hồ sơ, tháng 6: 30 hồ sơ, tổng cộng 3 tháng 400 hồ sơ.
Tổng số 50 biên chế, trong đó cán bộ 04, công chức 42, còn thiếu 04; tổng số có mặt 46 người.
Mở 04 lớp tập huấn với 130 người, 03 hội nghị với 160 người, tổng cộng 290 người tham dự.
Tiếp nhận 800 hồ sơ, trong đó 600 hồ sơ trực tuyến (75%), toàn trình 480 hồ sơ (80% số hồ sơ trực tuyến).
""".strip().splitlines()  # noqa: E501


def graver(text):
    found = cchc.audit_text(text).at_least(Severity.NOTE)
    return [one.code for one in found if one.code.startswith(("CCHC1", "CCHC2"))]


@pytest.mark.parametrize("line", NAMED)
def test_the_part_that_a_rate_names_is_its_part(line):
    text, right, rest = line.split("|")
    assert graver(text.format(right)) == []
    held = [claim.result.text for claim in cchc.read_claims(text.format(right)).only("holds")]
    assert right in held
    assert "CCHC231" in graver(text.format(rest))
    assert rest not in [
        claim.result.text for claim in cchc.read_claims(text.format(rest)).only("holds")
    ]


@pytest.mark.parametrize("text", RIGHT)
def test_what_several_parts_explain_is_left_alone(text):
    assert graver(text) == []
    assert len(cchc.read_claims(text).only("fails")) == 0


def test_one_list_has_one_sum():
    text = "Trong số 43 nhiệm vụ: điều hành 01, thể chế 02, thủ tục 31, bộ máy 06, công vụ 04."
    sums = [claim for claim in cchc.read_claims(text) if claim.kind == "sum"]
    assert [(claim.standing, claim.computed) for claim in sums] == [("fails", "44")]


def test_three_groups_of_digits_number_no_commune():
    text = "Kinh phí 1 250 000 000 đồng, gồm ngân sách xã {} đồng, xã hội hóa 450 000 000 đồng."
    assert "CCHC160" in graver(text.format("900 000 000"))
    assert graver(text.format("800 000 000")) == []


def test_marks_of_footnotes_in_front_of_their_lines_are_no_parts():
    lines = "".join(f"[{at}] Nguồn số liệu: Cổng Dịch vụ công quốc gia.\n" for at in range(4, 12))
    text = f"[3] Các số liệu 69,05% và 42 có nguồn số liệu: Cổng Dịch vụ công quốc gia.\n{lines}"
    assert not cchc.audit_text(text)
    assert not cchc.read_claims(text)
