"""Sentences of the genre in many wordings: those that hold are silent, a broken number is found.

The wordings are those of reports, news and Party documents; names and numbers are made up.
"""

import pytest

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.text import audit_text

BROKEN = {
    "CCHC160": """
Biên chế có 34 người, gồm 22 nam, 11 nữ.
Tổng số 643 hồ sơ, gồm:⏎+ Hộ tịch: 400 hồ sơ;⏎+ Chứng thực: 233 hồ sơ.
""",
    "CCHC161": """
Giải quyết 1.214 hồ sơ; trong đó: trước hạn 1.000 hồ sơ, đúng hạn 201 hồ sơ, quá hạn 3 hồ sơ.
Giải quyết 1.214 hồ sơ. Trong đó, trước hạn 1.000 hồ sơ, đúng hạn 201 hồ sơ, quá hạn 3 hồ sơ.
Kết quả: 34 người (22 nam, 11 nữ).
Ban hành 12 văn bản chỉ đạo (03 kế hoạch, 02 quyết định, 06 công văn).
Tổng số TTHC là 386 thủ tục, trong đó 75 toàn trình, 293 một phần, 17 cung cấp thông tin.
Đã tinh giản 12 người (nghỉ hưu trước tuổi 8 người, thôi việc ngay 3 người).
Tiếp nhận 900 hồ sơ, trong đó 620 hồ sơ trực tuyến, 250 hồ sơ trực tiếp.
Trong số 340 hồ sơ đang giải quyết, 243 hồ sơ chưa đến hạn và 87 hồ sơ đã quá hạn.
Tổng số hồ sơ tiếp nhận: 900 hồ sơ, trong đó:⏎+ Trực tuyến: 620 hồ sơ⏎+ Trực tiếp: 250 hồ sơ
Bố trí 281/305 cán bộ, công chức, trong đó có 148 cán bộ chuyên trách, còn lại 143 công chức.
Thu 397,7 tỷ đồng, đạt 64% dự toán. Trong đó, tỉnh thu 203 tỷ đồng; huyện thu 197,7 tỷ đồng.
""",
    "CCHC162": """
Tiếp nhận trong kỳ 126 hồ sơ; đã giải quyết 121 hồ sơ, còn 2 hồ sơ đang giải quyết.
Đã tiếp nhận 59 phản ánh; đã xử lý 27 phản ánh; đang xử lý 35 phản ánh.
Kỳ trước chuyển sang 02 phản ánh; tiếp nhận 59 phản ánh; đã xử lý 27, đang xử lý 35 phản ánh.
Tiếp nhận 68 hồ sơ, đã giải quyết 14 hồ sơ. Đang giải quyết 28 hồ sơ; còn 36 hồ sơ chờ bổ sung.
""",
    "CCHC163": """
Đã giải quyết 19/33 vụ việc, 16 vụ việc còn lại đang xem xét.
Giải quyết 790/820 hồ sơ, đạt 96,34%; còn 40 hồ sơ đang trong hạn.
""",
    "CCHC164": "Kế hoạch đề ra 23 mục tiêu, 45 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.",
    "CCHC165": """
Hoàn thành đúng hạn 17/74 nhiệm vụ; quá hạn 20 nhiệm vụ; đang thực hiện 30 nhiệm vụ.
Kế hoạch đề ra 43 nhiệm vụ, đã hoàn thành 41 nhiệm vụ, còn lại 03 nhiệm vụ.
Số nhiệm vụ được giao 120, hoàn thành 110 nhiệm vụ (quá hạn 2), đang thực hiện 12 nhiệm vụ.
""",
    "CCHC166": "Tổng số 630 hồ sơ, nhận mới 413 hồ sơ, kỳ trước chuyển sang 227 hồ sơ.",
    "CCHC230": """
Tổng thu 1.250,5 triệu đồng/dự toán 1.000 triệu đồng, đạt 125,5%.
Hồ sơ trực tuyến đạt 812/1.020 hồ sơ, chiếm gần 79%.
Mức độ hài lòng 17,94/18 điểm, đạt 99,66%.
Nữ 17 đại biểu trong tổng số 52 đại biểu, tỷ lệ 39.53%.
Có 96% (42/43) cán bộ, công chức được tập huấn.
Trong kỳ đã kiểm tra 26/30 cơ quan, đơn vị, đạt 96,67%.
Hoàn thành 41[3]/43[4] nhiệm vụ, đạt 85,35%.
""",
    "CCHC231": """
Thu ngân sách 5.147 triệu đồng, bằng 196% kế hoạch (3.046 triệu đồng).
Thu ngân sách 5.147 triệu đồng, đạt 196% kế hoạch 3.046 triệu đồng.
Dự toán thu 8.500 triệu đồng; thực hiện 6 tháng 4.675 triệu đồng, đạt 58% dự toán.
Có 25 xã, phường; 20 xã hoàn thành (85%), 05 xã chưa hoàn thành (20%).
Tiếp nhận 3.718 hồ sơ, trong đó 2.255 hồ sơ trực tuyến, đạt tỷ lệ 70,56%.
Đã giải quyết 1.456/1.625 hồ sơ, trong đó đúng hạn 1.447 hồ sơ (tỷ lệ 98,4%).
Thu 90 tỷ đồng, đạt 45% kế hoạch 200 tỷ đồng do xã giao, đạt 65% kế hoạch 150 tỷ đồng do tỉnh giao.
Thu 90 tỷ đồng, tăng 5 tỷ đồng (5,88%) so với quý II, đạt 46% kế hoạch 200 tỷ đồng.
Biên chế được giao 39 người, có mặt 43 người, đạt 92,31%.
Tiếp nhận 900 hồ sơ. Đã số hóa 501 hồ sơ, đạt 57,67% số hồ sơ tiếp nhận trong kỳ.
""",
    "CCHC232": "Hồ sơ giải quyết trước hạn 60%, đúng hạn 30%, quá hạn 20%.",
    "CCHC237": """
Tiếp nhận 1.500 hồ sơ, tăng 25% so với cùng kỳ năm 2024 (1.250 hồ sơ).
Số hồ sơ tiếp nhận tăng từ 1.250 lên 1.500 hồ sơ (tăng 16,7%).
Biên chế giảm từ 120 xuống còn 105 người, giảm 14,3%.
Tỷ lệ hồ sơ trực tuyến tăng từ 95% lên 97,5% (tăng 3,5%).
Mức độ hài lòng đạt 96,5%, vượt 2,5% so với kế hoạch (95%).
Tiếp nhận 1.500 hồ sơ, tăng 250 hồ sơ (16,67%) so với cùng kỳ.
Sau sắp xếp còn 05 phòng, giảm 02 phòng (từ 07 xuống 05), tương ứng giảm 40%.
Đạt 61,3%, vượt 13,3% so với yêu cầu 50%.
Đạt 62,4%, thấp hơn 6,1 điểm phần trăm so với chỉ tiêu 67,5%.
Đạt 98,2%, tăng 3,2 điểm phần trăm so với năm 2024 (96,1%).
Số hồ sơ tăng 268 hồ sơ so với quý II (1.000 hồ sơ), tương ứng tăng 28,6%.
Số hồ sơ là 1.268 hồ sơ, tăng 268 hồ sơ so với quý II (1.000 hồ sơ), tương ứng tăng 28,6%.
""",
    "CCHC238": """
Số hồ sơ giảm từ 1.250 lên 1.500 hồ sơ.
Số vụ việc tăng từ 25 xuống 20 vụ.
Tiếp nhận 1.500 hồ sơ, tăng 350 hồ sơ so với cùng kỳ năm trước (1.250 hồ sơ).
Số biên chế được giao 45, hiện có 43 (thiếu 03 biên chế).
""",
    "CCHC239": "Giải quyết đúng hạn 990/1.000 hồ sơ, đạt 99%. Như vậy, hồ sơ đúng hạn đạt 98,9%.",
    "CCHC240": "Có 107% cán bộ, công chức được cấp chữ ký số.",
}
"""By code, sentences one to a line; ⏎ is a line break."""

HOLD = """
Tổng số hồ sơ tiếp nhận 1.500 hồ sơ, tăng 20% so với cùng kỳ năm 2024 (1.250 hồ sơ).
Số hồ sơ tiếp nhận tăng từ 1.250 lên 1.500 hồ sơ (tăng 20%).
Biên chế giảm từ 120 xuống còn 105 người, giảm 12,5%.
Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,14%); phấn đấu trực tuyến trên 97%.
Đạt 98%, tăng 2 điểm phần trăm so với năm 2024 (96%).
Số hồ sơ tăng 268 hồ sơ so với quý II (1.000 hồ sơ), tương ứng tăng 26,8%.
Kế hoạch đề ra 43 nhiệm vụ, đã hoàn thành 41 nhiệm vụ, còn lại 02 nhiệm vụ.
Tiếp nhận 68 hồ sơ, đã giải quyết 14 hồ sơ. Đang giải quyết 28 hồ sơ; còn 26 hồ sơ chờ bổ sung.
Tiếp nhận 142 đơn; có 77 đơn thuộc thẩm quyền, đã giải quyết 66 đơn, đang giải quyết 11 đơn.
Có 33 đơn (trong đó tồn từ quý trước là 12 đơn), gồm 29 đơn khiếu nại, 4 đơn tố cáo.
Công bố mới, bao gồm: cấp tỉnh 09 thủ tục hành chính (TTHC); cấp huyện 05 thủ tục, xã 03 thủ tục.
Xếp hạng tăng từ hạng 30 lên hạng 12; đạt 85,75/100 điểm, xếp thứ 12/63 tỉnh, thành phố.
Tỷ lệ hồ sơ trực tuyến đạt 97,5%, tăng 2,5% so với quý trước (95%).
Tiếp nhận 1.500 hồ sơ, tăng 250 hồ sơ (20%) so với cùng kỳ.
So với tháng 7/2025, giảm 90 vụ (-4,76%); tăng 13 người (+1,51%), trong khi cả năm có 1.937 vụ.
Kết quả có 43 vụ. So với cùng kỳ, giảm 02 vụ (4,44%).
Thu ngân sách 4,7 tỷ đồng/8,5 tỷ đồng, đạt 55% dự toán.
Kế hoạch vốn 12,85 tỷ đồng, đã giải ngân 10,55 tỷ đồng, đạt 82,1%.
Có 102 tỷ 990 triệu 477 nghìn đồng trên 163 tỷ 702 triệu 787 nghìn đồng, đạt 62,91%.
Toàn Đảng bộ có 260 đảng viên. Trong năm kết nạp 01 đảng viên, đạt 100% kế hoạch.
Toàn xã có 2.150 hộ. Hỗ trợ xây nhà cho 05 hộ, đạt 100% kế hoạch.
Xây dựng Đảng 2019. Kết nạp 01 đảng viên, đạt 100% kế hoạch.
Phụ nữ có 254 người, chiếm 40,84% (khóa trước có 242 người, tỷ lệ 37,04%) trong 622 người.
Xuất sắc 15 đảng viên, chiếm 20,83%; tốt 55 đảng viên, chiếm 76,39%; còn 02 đảng viên, chiếm 2,78%.
Đúng hạn 960 hồ sơ (96,97%), chậm hạn 30 hồ sơ (3,03%).
Đến 30/9, tỷ lệ hồ sơ trực tuyến đạt 39,98%; sau 15/8 đạt 45%; trước 31/12, hoàn thành 100%.
Có 5/9 xã đạt tỷ lệ này dưới 3% và 9/9 xã đạt dưới 10%; 8/10 sở đạt tỷ lệ trực tuyến 90%.
Có 13/14 tổ dân phố đạt tổ dân phố văn hóa, 100% cơ quan đạt danh hiệu.
Đã giải quyết gần 1.300 hồ sơ, trong đó 1.260 hồ sơ đúng hạn, đạt 98,75%.
Tiếp nhận 1.268 hồ sơ. Trong 9 tháng qua, tỷ lệ hồ sơ trễ hạn là 1,57%.
Tổng số 1.598 hồ sơ, trong đó 61 hồ sơ mức độ 3 và 1.537 hồ sơ mức độ 4.
Có 46 hồ sơ, gồm Sở GD-ĐT 11 hồ sơ, Sở KH&ĐT 17 hồ sơ, Sở TN&MT 18 hồ sơ.
Nhiều nhất là Sở Công Thương (117 hồ sơ), Sở Tư pháp (67 hồ sơ), Sở Y tế (65 hồ sơ).
Có 242 TTHC đang áp dụng (186 TTHC cấp tỉnh, 37 TTHC cấp xã, 30 TTHC cơ quan khác).
Giải quyết 490 hồ sơ. Trong đó, 223 hồ sơ trước hạn; 259 hồ sơ đúng hạn và tám hồ sơ quá hạn.
Giải quyết 205 hồ sơ; trong đó 204 hồ sơ trước hạn; đang giải quyết 21 hồ sơ trong hạn.
Đã giải quyết đúng hạn 155 hồ sơ (trong đó 37 hồ sơ trong hạn và 9 hồ sơ quá hạn đang xử lý).
Lúa xuân là 173 ha, bằng 123,5% kế hoạch và tăng 23,5% so với cùng kỳ, diện tích ngô là 102 ha.
Có 34 người (22 nữ, 30 đảng viên), trong đó 05 người trẻ.
Kế hoạch năm giao 120 nhiệm vụ. Trong quý đã hoàn thành 25/30 nhiệm vụ đến hạn.
Tổng số 820 hồ sơ (kỳ trước chuyển qua 20; tiếp nhận mới 800), đã giải quyết 790/820 hồ sơ, còn 30.
Trường chuẩn quốc gia: mầm non 141 (51,8%), tiểu học 206 (75,2%), trong số 485 trường đã xét.
Danh sách 52 đại biểu, dưới 40 tuổi 9 đại biểu, tỷ lệ 17,31%.
Hoàn thành 41[3]/43[4] nhiệm vụ, đạt 95,35%; còn 02[12] nhiệm vụ.
Thu 90 tỷ đồng, đạt 45% kế hoạch 200 tỷ đồng do xã giao, đạt 60% kế hoạch 150 tỷ đồng do tỉnh giao.
Thu 90 tỷ đồng, tăng 5 tỷ đồng (5,88%) so với quý II, đạt 45% kế hoạch 200 tỷ đồng.
Kỳ trước chuyển sang 03 phản ánh; tiếp nhận 59 phản ánh; đã xử lý 27, đang xử lý 35 phản ánh.
Tiếp nhận 100 hồ sơ; đã giải quyết 80 hồ sơ, đang giải quyết 10 hồ sơ; trả lại ước 11 hồ sơ.
Tiếp nhận 900 hồ sơ. Đã số hóa 501 hồ sơ, đạt 55,67% số hồ sơ tiếp nhận trong kỳ.
Đạt 27,14 điểm (tỷ lệ 27,14%). Chỉ số khác đạt 81,5/98,25 điểm.
Chi bộ nghiên cứu Nghị quyết 42 và Kế hoạch số 41, đã kiểm tra 40 đơn vị, đạt 100%.
"""


def lines(block):
    return [line for line in block.strip().splitlines() if line]


CASES = [
    (code, sentence.replace("⏎", "\n"))
    for code, block in BROKEN.items()
    for sentence in lines(block)
]


@pytest.mark.parametrize(("code", "sentence"), CASES)
def test_a_broken_number_is_found(code, sentence):
    found = audit_text(sentence).at_least(Severity.WARNING)
    assert code in found.codes, str(found)


@pytest.mark.parametrize("sentence", lines(HOLD))
def test_what_holds_is_silent(sentence):
    graver = audit_text(sentence).at_least(Severity.WARNING)
    assert graver.codes == (), str(graver)


def test_aims_of_the_next_period_contradict_nothing():
    text = (
        "I. KẾT QUẢ\nHồ sơ trực tuyến 1.219/1.268 hồ sơ, đạt 96,14%.\n"
        "II. NHIỆM VỤ QUÝ IV NĂM 2025\nDuy trì tỷ lệ hồ sơ trực tuyến trên 97%."
    )
    assert audit_text(text).at_least(Severity.WARNING).codes == ()
    assert audit_text(text.replace("II. NHIỆM VỤ QUÝ IV NĂM 2025\n", "")).codes == ("CCHC233",)


@pytest.mark.parametrize("number", ["215 /UBND-VP", "215/ UBND-VP", "215 /KH - UBND"])
def test_spaces_beside_the_slash_of_a_number_are_seen(number):
    (found,) = audit_text(f"Thực hiện Văn bản số {number} ngày 08/8/2025.").only("CCHC450")
    assert found.quote == number
    assert found.expected == number.replace(" ", "")


def test_there_is_no_month_13():
    assert "CCHC333" in audit_text("Trong tháng 13/2025 tiếp nhận 12 hồ sơ.").codes
