"""What stands behind its numbers: a change after both sizes, a rate called by a part, a total."""

import pytest

import cchc_lib as cchc
from cchc_lib.checks.finding import Severity

WRONG = """
CCHC237|Số hồ sơ 1.254 hồ sơ, cùng kỳ năm trước (1.140 hồ sơ), tăng 114 hồ sơ, tăng 12%.|10%
CCHC237|Tiếp nhận 1.254 hồ sơ, so với cùng kỳ (1.140 hồ sơ) tăng 114 hồ sơ (tăng 12%).|10%
CCHC238|Thu hút 24 dự án, cùng kỳ năm trước (20 dự án), tăng 05 dự án.|04
CCHC237|Lượng khách 45.000 lượt; cùng kỳ năm 2023 đạt 40.000 lượt, tăng 15%.|12,5%
CCHC238|Kết nạp 45 hội viên, cùng kỳ 40 hội viên, tăng 15 hội viên.|05
CCHC231|Nhận 1.254 đơn (trực tuyến 1.105, trực tiếp 149), đạt tỷ lệ trực tuyến 98,12%.|88,12%
CCHC231|Trường có 820 học sinh (nam 410 em, nữ 410 em), tỷ lệ nữ 55%.|50%
CCHC231|Xử lý 240 vụ (đất đai 180 vụ, xây dựng 60 vụ), tỷ lệ đất đai chiếm 57%.|75%
CCHC161|Ban hành 05 Quyết định, 03 Kế hoạch và 10 Công văn (tổng cộng 19 văn bản).|18
CCHC161|Trồng 15 ha bưởi, 23 ha cam và 40 ha chè (tổng cộng 80 ha).|78
CCHC161|Đã cấp 120 giấy khai sinh, 35 giấy khai tử, 60 giấy kết hôn (cộng 225 giấy).|215
"""

SILENT = """
Đạt 120 tỷ đồng, vượt kế hoạch (100 tỷ đồng), tăng 15% so với cùng kỳ.
Thu ngân sách 120 tỷ đồng, cùng kỳ (100 tỷ đồng), vượt 25% so với kế hoạch.
Có 820 học sinh (nữ 410 em), tỷ lệ nữ đoàn viên 30%.
Tiếp nhận 640 kiến nghị (đất đai 400), tỷ lệ giải quyết đạt 98%.
Tổ chức 12 hội nghị với 640 lượt người tham dự (tổng cộng 15 ngày).
Mua 12 tấn gạo, 30 thùng mì (tổng cộng 45 triệu đồng).
Có 45 đơn khiếu nại, 55 đơn tố cáo, cộng đồng gửi 110 đơn.
Đạt 95%, tăng 5% so với cùng kỳ năm trước (91%).
"""


def told(text):
    found = cchc.audit_text(text).at_least(Severity.WARNING)
    return [one.code for one in found if one.code.startswith(("CCHC1", "CCHC2"))]


CASES = [tuple(line.split("|")) for line in WRONG.strip().splitlines()]


@pytest.mark.parametrize(("code", "text", "right"), CASES)
def test_what_is_wrong_is_found_and_what_is_right_is_confirmed(code, text, right):
    assert code in told(text)
    claims = [claim for claim in cchc.read_claims(text) if claim.code == code]
    wrong = next(claim.result.text for claim in claims if claim.standing == "fails")
    place = text.rindex(wrong)
    mended = text[:place] + right + text[place + len(wrong) :]
    assert told(mended) == []
    held = [claim.result.text for claim in cchc.read_claims(mended).only("holds")]
    assert right in held


@pytest.mark.parametrize("text", SILENT.strip().splitlines())
def test_what_says_something_else_is_left_alone(text):
    assert told(text) == []
    assert len(cchc.read_claims(text).only("fails")) == 0


@pytest.mark.parametrize(
    ("stated", "standing", "kind"),
    [
        ("4%", "holds", "difference"),
        ("4 điểm phần trăm", "holds", "difference"),
        ("4,4%", "holds", "growth"),
        ("5%", "open", "difference"),
        ("4,9%", "open", "difference"),
        ("8%", "fails", "difference"),
    ],
)
def test_rates_that_only_rounding_makes_right_stay_open(stated, standing, kind):
    (claim,) = cchc.read_claims(f"Độ che phủ đạt 95%, tăng {stated} so với năm trước (91%).")
    assert (claim.standing, claim.kind) == (standing, kind)
    assert ("chỉ khớp nếu" in claim.message) == (standing == "open")
    assert (claim.message in str(claim)) == (standing != "holds" or not claim.message)


def test_growth_in_percent_of_percent_holds_where_points_do_not():
    found = cchc.read_claims("Tỷ lệ bao phủ tăng từ 80% lên 84% (tăng 5%).")
    assert [str(claim.kind) for claim in found.only("holds")] == ["direction", "growth"]


def test_a_paragraph_that_prints_a_number_twice_states_one_claim():
    text = "Giao 820 việc, đã làm 790 việc, còn 30 việc. Làm xong 790/820 việc; còn 30 việc."
    claims = cchc.read_claims(text).only("holds")
    said = [
        (claim.kind, claim.result.text, *(one.text for one in claim.operands)) for claim in claims
    ]
    assert said
    assert len(said) == len({*said})
    assert len(cchc.read_claims(f"{text}\n\n{text}").only("holds")) == 2 * len(claims)
