"""Thousands parted by a blank: one number where nothing else can be meant, else none is read."""

import pytest
from growth import growth
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.spaced import joined, spaced

FIRM = ["\u00a0", "\u202f", "\u2009", "\u2007"]
NOUNS = ["hồ sơ", "con bò", "lượt khách", "ha", "triệu đồng", "đồng", "cây xanh", "TTHC"]


def shown(text):
    return [number.shown for number in Prose.of(text).quantities.numbers]


def grouped(number, blank):
    return f"{number:,}".replace(",", blank)


@given(
    st.integers(1_000, 10**12), st.sampled_from([" ", *FIRM]), st.sampled_from(NOUNS), st.booleans()
)
def test_one_number_before_what_it_counts(number, blank, noun, is_first):
    said = f"{grouped(number, blank)} {noun}"
    text = f"{'Có' if is_first else 'Toàn vùng có 12 dự án; đã trao'} {said}."
    assert Prose.of(text).quantities.numbers[-1].digits == str(number)
    assert "CCHC650" in cchc.audit_text(text).codes


@given(st.integers(1_000, 10**9), st.sampled_from(FIRM))
def test_a_blank_that_does_not_break_joins_without_a_noun(number, blank):
    assert shown(f"Trực tuyến {grouped(number, blank)}, đạt yêu cầu.") == [grouped(number, ".")]


def test_a_text_that_writes_so_once_writes_so_always():
    alone = "Trồng 2 350, chăm sóc 2 115."
    assert shown(alone) == []
    assert shown(f"{alone} Đã giao 1 200 cây.") == ["2.350", "2.115", "1.200"]


@pytest.mark.parametrize(
    "text",
    [
        "Tháng 6 150 lượt khách, trong đó 100 lượt trong nước.",
        "Ngày 12 345 đại biểu dự họp, gồm 200 nam, 145 nữ.",
        "Theo Điều 2 350 hồ sơ được xem xét, trong đó 150 hồ sơ bị trả.",
        "Thôn 3 120 hộ, thôn 4 115 hộ, trong đó 10 hộ nghèo.",
        "Công văn số 12 345 và 200 văn bản kèm theo, trong đó 100 văn bản hỏa tốc.",
        "Điện thoại 3 825 120, gồm 2 máy.",
        "Các mức 100 200 và 300 nghìn đồng.",
        "Tiếp nhận 2 350, trong đó trực tuyến 2 115.",
    ],
)
def test_what_may_be_two_numbers_is_told_and_not_read(text):
    claims = cchc.read_claims(text)
    assert len(claims) == 0
    assert [found.quote for found in claims.unread] == [text]
    assert "không rõ là một số" in str(cchc.audit_text(text).only("CCHC650")).lower()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Năm 2025 120 hồ sơ, quá hạn 3 hồ sơ.", ["120", "3"]),
        ("Đợt 01 200 hồ sơ.", ["200"]),
        ("Ngày 21/3 125 hồ sơ.", ["125"]),
        ("Có 2.350 hồ sơ, 2 vụ.", ["2.350", "2"]),
    ],
)
def test_what_are_surely_two_is_read_as_before(text, read):
    assert shown(text) == read
    assert list(spaced(text)) == []


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("Thu 12 350 triệu đồng/13 000 triệu đồng, đạt 95% dự toán.", True),
        ("Thu 12 350 triệu đồng/13 000 triệu đồng, đạt 59% dự toán.", False),
        ("Tiêm phòng 4 200/5 600 con, đạt 75%.", True),
        ("Tiêm phòng 4 200/5 600 con, đạt 57%.", False),
        ("Số thẻ tăng từ 12 400 lên 13 020 thẻ (tăng 5%).", True),
        ("Số thẻ tăng từ 12 400 lên 13 020 thẻ (tăng 8%).", False),
        ("Đàn gia súc 12 580 con, gồm trâu 2 130 con, bò 4 250 con, lợn 6 200 con.", True),
        ("Đàn gia súc 12 480 con, gồm trâu 2 130 con, bò 4 250 con, lợn 6 200 con.", False),
        ("Tiếp nhận 2\u00a0350 hồ sơ, trong đó trực tuyến 2\u202f115 hồ sơ (90%).", True),
        ("Tiếp nhận 2\u00a0350 hồ sơ, trong đó trực tuyến 2\u202f115 hồ sơ (80%).", False),
    ],
)
def test_relations_across_them(text, is_right):
    told = [found for found in cchc.audit_text(text) if found.code.startswith(("CCHC1", "CCHC2"))]
    assert bool(told) != is_right
    assert all(claim.standing == "holds" for claim in cchc.read_claims(text)) == is_right


def test_quotes_are_the_very_words():
    (claim,) = cchc.read_claims("Có 2 350 hộ, trong đó 2 115 hộ khá.")
    assert (claim.result.text, claim.operands[0].text) == ("2 350", "2 115")


@pytest.mark.parametrize("text", ["2 350", "2\u00a0350", "12 345 678,9", "-2 350"])
def test_a_number_alone_is_joined(text):
    assert joined(text) == text.replace(" ", ".").replace("\u00a0", ".")


@pytest.mark.parametrize("text", ["23 50", "0 350", "2 350 hồ sơ", "1234 567", "2 35", ""])
def test_what_is_no_number_alone_stays(text):
    assert joined(text) == text


@pytest.mark.parametrize("unit", ["2 350 ", "2 350, ", "tháng 6 150 hồ sơ. ", "1\u00a0000\u00a0"])
def test_four_times_the_text_takes_about_four_times_the_time(unit):
    text = unit * (6_000 // len(unit))
    assert growth(lambda: cchc.audit_text(text), lambda: cchc.audit_text(text * 4), 8) < 8
