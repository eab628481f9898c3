"""A number that stands in figures and again in words is one number."""

import pytest
from audit.word.word_files import bare, paragraph, table
from growth import growth
from hypothesis import given, strategies as st

import cchc_lib as cchc

HOLDS = """
Thu từ trồng trọt: 13.503.000.000đ (Mười ba tỷ, năm trăm linh ba triệu đồng).
Hỗ trợ 20.800.000 đồng (bằng chữ: Hai mươi triệu tám trăm nghìn đồng).
Hỗ trợ 20.800.000 đồng (Bằng chữ: Hai mươi triệu, tám trăm ngàn đồng chẵn./.).
Hỗ trợ 20.800.000 đồng.⏎Số tiền bằng chữ: Hai mươi triệu tám trăm nghìn đồng./.
Hỗ trợ: 20.800.000 VNĐ⏎(Số tiền viết bằng chữ: hai mươi triệu tám trăm nghìn đồng)
Tổng cộng: 20.800.000⏎- Bằng chữ: Hai mươi triệu tám trăm nghìn đồng chẵn
Số tiền (bằng số): 20.800.000 đồng; (bằng chữ): Hai mươi triệu tám trăm nghìn đồng.
Hỗ trợ 20.800.000 đồng (Số tiền bằng chữ là: “Hai mươi triệu tám trăm nghìn đồng”).
Hỗ trợ 20.800.000 đồng (Hai mươi triệu⏎   tám trăm nghìn đồng chẵn/.).
Đã ứng 5.000.000 đồng, còn 20.800.000 đồng. Bằng chữ: hai mươi triệu tám trăm nghìn đồng.
Kinh phí 606.631.000 đồng (sáu trăm lẻ sáu triệu sáu trăm ba mươi mốt ngàn đồng).
Kinh phí 1.080.000 đồng (một triệu tám mươi nghìn đồng).
Kinh phí 5 tỷ 147 triệu đồng (năm tỷ một trăm bốn mươi bảy triệu đồng).
Kinh phí 20,8 triệu đồng (hai mươi triệu tám trăm nghìn đồng).
Kinh phí 2,5 tỷ đồng (hai tỷ rưỡi).
Kinh phí 20.800 (hai mươi triệu tám trăm nghìn đồng).
Kinh phí 5 (năm) triệu đồng, 20 triệu (hai mươi) đồng.
Kinh phí hơn 20.800.000 đồng (hai mươi triệu tám trăm nghìn đồng).
Lập thành 05 (năm) bản, mỗi bên giữ 02 (hai) bản.
Thời hạn 12 (mười hai) tháng, chậm nhất 15 (mười lăm) ngày.
Thời hạn 12 tháng (mười hai tháng).
Tỷ lệ 50% (năm mươi phần trăm), phạt 8% (tám phần trăm), lãi 3,5% (ba phẩy năm phần trăm).
Đạt 3,5 (ba phẩy năm) điểm.
Tối thiểu 03 (ba) người, không quá 25 (hai mươi lăm) người.
"""
FAILS = """
Hỗ trợ 20.800.000 đồng (Hai mươi triệu tám mươi nghìn đồng).
Hỗ trợ 13.503.000.000đ (Mười ba triệu, năm trăm linh ba nghìn đồng).
Hỗ trợ 20.800.000 đồng (bằng chữ: Hai mươi triệu tám trăm đồng).
Hỗ trợ 20.800.000 đồng.⏎Số tiền bằng chữ: Hai mươi tám triệu đồng chẵn./.
Tổng cộng: 20.800.000⏎- Bằng chữ: Hai mươi tám triệu đồng chẵn
Lập thành 05 (bốn) bản.
Lập thành 04 (năm) văn bản.
Thời hạn 12 (mười) tháng.
Chậm nhất 15 (mười bốn) ngày.
Tỷ lệ 50% (mười lăm phần trăm).
"""
NOTHING_SURE = """
Thời hạn 13 tháng (mười hai tháng).
Ứng 5.000.000 đồng, còn 20.800.000 đồng theo hợp đồng. Bằng chữ: hai mươi triệu đồng.
"""
SILENT = """
Hợp đồng do 02 (hai bên) ký, gồm 02 (hai bản gốc).
Có 20 (hai bên) người dự.
Thực hiện 3 (ba) lần trong 10 (mười) ngày.
Theo Điều 5 (năm 2020), trong tháng 5 (năm nay).
Thời gian xây dựng: 4 (năm).
Có 1 (không) trường hợp, 2 (tư) cơ sở.
Theo Điều 6 (bảy) và khoản 2 (ba).
Số liệu năm 2023 và 2024 (năm trước và năm báo cáo).
Khi có 2/3 (hai phần ba) số ủy viên, trên 1/2 (một phần hai) hội viên.
Vốn ít nhất 1.000.000 USD (một triệu đô la Mỹ).
Kinh phí 20.800.000 đồng (Hai mươi triệu tám trăn nghìn đồng).
Kinh phí 20.800.000 đồng (Hai mươi triệu đồng và quà).
Kinh phí 20.800.000 đồng (Hai mươi triệu đồng/hộ).
Hỗ trợ 5 hộ (hai mươi triệu đồng).
Hỗ trợ 20 triệu đồng mỗi hộ (một trăm triệu đồng).
Thời hạn 12 tháng (một năm), 24 giờ (một ngày).
Có 3 (hai, ba) phương án; 15 (mười năm).
Bảo lãnh 1.000 USD. Bằng chữ: hai nghìn đô la Mỹ.
Giá chưa có thuế 10%.⏎Bằng chữ: hai mươi triệu đồng.
Bằng chữ: ........... đồng.
Số hiệu được ghi bằng chữ in hoa, cỡ chữ 13.
Có 05-07 (năm đến bảy) ngày.
"""


def lines(texts):
    return [line.replace("⏎", "\n") for line in texts.strip().splitlines()]


def read(text):
    return [claim for claim in cchc.read_claims(text) if claim.kind.value == "spelled"]


@pytest.mark.parametrize("text", lines(HOLDS))
def test_words_that_say_the_same(text):
    found = read(text)
    assert found
    assert {claim.standing.value for claim in found} == {"holds"}
    assert "CCHC168" not in cchc.audit_text(text).codes


@pytest.mark.parametrize("text", lines(FAILS))
def test_words_that_say_another_number(text):
    (claim,) = read(text)
    assert (claim.standing.value, claim.code) == ("fails", "CCHC168")
    (slip,) = cchc.audit_text(text).only("CCHC168")
    assert slip.severity == "error"
    assert slip.message == f"{claim.message[0].upper()}{claim.message[1:]}."


@pytest.mark.parametrize("text", lines(NOTHING_SURE))
def test_words_that_may_be_of_something_else(text):
    (claim,) = read(text)
    assert claim.standing.value == "open"
    assert "CCHC168" not in cchc.audit_text(text).codes


@pytest.mark.parametrize("text", lines(SILENT))
def test_what_says_no_number_again(text):
    assert not [claim for claim in read(text) if claim.standing.value != "holds"]
    assert "CCHC168" not in cchc.audit_text(text).codes


def test_the_message_says_both_and_what_each_would_be():
    text = "Hỗ trợ 20.800.000 đồng (Hai mươi triệu tám mươi nghìn đồng)."
    (slip,) = cchc.audit_text(text).only("CCHC168")
    for part in (
        "20.800.000 đồng",
        "“hai mươi triệu tám trăm nghìn đồng”",
        "“Hai mươi triệu tám mươi nghìn”",
        "20.080.000 đồng",
    ):
        assert part in slip.message
    assert slip.quote == "Hai mươi triệu tám mươi nghìn"


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.booleans())
def test_every_amount_holds_with_its_words_and_with_no_others(amount, other, has_mark):
    mark = "bằng chữ: " if has_mark else ""
    for said in {amount, other}:
        text = f"Hỗ trợ {cchc.format_vnd(amount)} ({mark}{cchc.spell_vnd(said)})."
        (claim,) = read(text)
        assert claim.standing.value == ("holds" if said == amount else "fails")


@given(st.integers(1, 999), st.integers(1, 999))
def test_every_count(count, other):
    for said in {count, other}:
        text = f"Lập thành {cchc.format_count(count)} ({cchc.spell(said)}) văn bản."
        standings = [claim.standing.value for claim in read(text)]
        assert standings == (["holds"] if said == count else ["fails"])


# ---------------------------------------------------------------- Word

CELLS = ("1", "Hỗ trợ", "20.800.000 (hai mươi triệu {} nghìn đồng)")
HEAD = ("STT", "Nội dung", "Số tiền (đồng)")


def in_word(*parts):
    data = bare("".join(parts))
    claims = [claim for claim in cchc.read_claims(data) if claim.kind.value == "spelled"]
    return claims, cchc.audit_docx(data).only("CCHC168")


@pytest.mark.parametrize(("words", "holds"), [("tám trăm", True), ("tám mươi", False)])
def test_in_word(words, holds):
    said = f"Hai mươi triệu {words} nghìn đồng"
    rows = (HEAD, ("1", "Hỗ trợ", "20.800.000"))
    ways = {
        "đoạn 1": [paragraph(f"Hỗ trợ 20.800.000 đồng ({said}).")],
        "bảng 1, hàng 2, cột 3": [table(HEAD, ("1", "Hỗ trợ", f"20.800.000 ({said})"))],
        "bảng 1, hàng 2, cột 3 ": [
            table(HEAD, ("1", "Xã", f"12 ({'mười hai' if holds else 'mười ba'})"))
        ],
        "đoạn 2": [table(*rows), paragraph(f"Bằng chữ: {said}./.")],
        "bảng 1, hàng 3, cột 2": [table(*rows, ("", f"Số tiền bằng chữ: {said} chẵn", ""))],
    }
    for way, parts in ways.items():
        claims, slips = in_word(*parts)
        assert [claim.standing.value for claim in claims] == ["holds" if holds else "fails"], way
        assert [slip.path for slip in slips] == ([] if holds else [way.strip()]), way


def test_a_number_that_words_repeat_is_none_of_the_text_beside_its_cell():
    rows = [("1", "A", "12 (mười hai) hồ sơ"), ("2", "B", "15 (mười lăm) hồ sơ")]
    data = bare(paragraph("Tổng số 30 hồ sơ, gồm:") + table(HEAD, *rows))
    assert {claim.kind.value for claim in cchc.read_claims(data)} == {"spelled"}


# ---------------------------------------------------------------- hostile input


@pytest.mark.parametrize(
    "unit",
    ["(", "(hai ", "5 (hai ", "(hai mươi triệu, ", "bằng chữ: hai ", "5 (bằng chữ: ", "(bằng chữ ",
     "20.000 đồng (hai mươi nghìn đồng) ", "1 (một) bằng chữ: một; "],
)  # fmt: skip
def test_eight_times_the_text_takes_about_eight_times_the_time(unit):
    short, long = (unit * (size // len(unit)) for size in (4000, 32_000))
    assert growth(lambda: read(short), lambda: read(long), 20) < 20
