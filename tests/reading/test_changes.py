"""What a change is of: a growth that cannot be never holds, nor one of another thing."""

import pytest

from cchc_lib import Standing, read_claims


def growths(text):
    return [claim for claim in read_claims(text) if claim.result and "%" in claim.result.text]


@pytest.mark.parametrize("way", ["tăng", "vượt"])
@pytest.mark.parametrize("now", [1, 34, 120])
@pytest.mark.parametrize("rate", ["10%", "99,9%", "100%", "352,9%"])
@pytest.mark.parametrize(
    "words",
    [
        "Năm nay có {now} vụ, {way} 120 vụ ({way} {rate}).",
        "Đang giải quyết {now} hồ sơ. Số hồ sơ tiếp nhận {way} 120 hồ sơ, {way} {rate}.",
        "Tiếp nhận {now} hồ sơ. So với cùng kỳ {way} 120 hồ sơ ({rate}).",
        "Thu {now} tỷ đồng, {way} 120 tỷ đồng ({rate}).",
    ],
)
def test_what_cannot_have_grown_so_never_holds(words, now, way, rate):
    """By as much as there is now, or by more: before, there was nothing, or less."""
    for claim in growths(words.format(now=now, way=way, rate=rate)):
        assert claim.standing is not Standing.HOLDS
        assert claim.standing is Standing.FAILS or "không có tỷ lệ tăng" in claim.message


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Đang giải quyết 34 hồ sơ. Số hồ sơ tiếp nhận tăng 17 hồ sơ, tăng 100%.", False),
        ("Đang giải quyết 34 hồ sơ; số hồ sơ tiếp nhận tăng 17 hồ sơ, tăng 100%.", False),
        ("Giải ngân 34 tỷ đồng. Thu ngân sách tăng 17 tỷ đồng (100%).", False),
        ("Tiếp nhận 34 hồ sơ. Số hồ sơ tiếp nhận tăng 17 hồ sơ, tăng 100%.", True),
        ("Thu ngân sách 34 tỷ đồng. Thu ngân sách tăng 17 tỷ đồng (100%).", True),
        ("Tiếp nhận 34 hồ sơ. So với cùng kỳ tăng 17 hồ sơ (100%).", True),
        ("Xảy ra 34 vụ, chết 5 người. Tai nạn giao thông tăng 17 vụ (100%).", True),
    ],
)
def test_a_change_is_of_what_it_names(text, is_read):
    assert [claim.standing for claim in growths(text)] == [Standing.HOLDS] * is_read


@pytest.mark.parametrize(("rate", "holds"), [("14,9%", True), ("15,9%", False)])
def test_the_base_stands_before_the_change(rate, holds):
    text = "Đang giải quyết 34 hồ sơ. So với quý II (1.250 hồ sơ), số hồ sơ tăng 186 hồ sơ, tăng "
    (claim,) = growths(f"{text}{rate}.")
    assert [number.text for number in claim.operands] == ["186", "1.250"]
    assert claim.standing is (Standing.HOLDS if holds else Standing.FAILS)
