"""Which numbers belong together: shares in a bracket, sums, changes, and where a claim stands."""

import pytest

from cchc_lib import Standing, audit_text, read_claims

BRACKET = "Đã giải quyết 860 hồ sơ (850 hồ sơ đúng hạn, chiếm {}; 10 hồ sơ quá hạn, chiếm {})."


def standings(text):
    return {
        claim.result.text: claim.standing
        for claim in read_claims(text)
        if claim.result and claim.result.text.endswith("%")
    }


@pytest.mark.parametrize("before", ["", "Tiếp nhận 900 hồ sơ. ", "Tiếp nhận 900 hồ sơ.\n"])
def test_a_share_in_a_bracket_is_of_its_total(before):
    found = standings(before + BRACKET.format("98,8%", "1,1%"))
    assert found == {"98,8%": Standing.HOLDS, "1,1%": Standing.FAILS}


def test_shares_in_a_bracket_that_agree_on_another_whole_are_of_that():
    text = "Tiếp nhận 900 hồ sơ. " + BRACKET.format("94,4%", "1,1%")
    assert set(standings(text).values()) == {Standing.HOLDS}
    assert not audit_text(text).only("CCHC231")


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Giải ngân 3,8 tỷ đồng. Thu ngân sách quý I 1,2 tỷ, quý II 1,5 tỷ, quý III 1,1 tỷ.", 0),
        ("Giải ngân 4,0 tỷ đồng. Quý I 1,2 tỷ, quý II 1,5 tỷ, quý III 1,1 tỷ.", 0),
        ("Giải ngân 3,8 tỷ đồng. Quý I 1,2 tỷ, quý II 1,5 tỷ, quý III 1,1 tỷ.", 1),
        ("Thu ngân sách 2,7 tỷ đồng. Thu ngân sách quý I 1,2 tỷ, quý II 1,5 tỷ.", 1),
        ("Chi 2,7 tỷ đồng. Xây dựng cơ bản 1,2 tỷ, chi thường xuyên 1,5 tỷ.", 1),
        ("Tổng hợp 9 tháng: quý I 12, quý II 15, quý III 10.", 0),
        ("Tổng hợp 37 tháng: quý I 12, quý II 15, quý III 10.", 0),
    ],
)
def test_a_sum_is_of_what_its_parts_are_said_of(text, is_read):
    assert [claim.standing for claim in read_claims(text)] == [Standing.HOLDS] * is_read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Thu 5,2 tỷ đồng, tăng 0,7 tỷ đồng so với cùng kỳ (4,6 tỷ đồng).", "0,6 tỷ đồng"),
        ("Thu 3,8 tỷ đồng, gồm: thuế 1,2 tỷ đồng, phí 2,5 tỷ đồng.", "3,7 tỷ đồng"),
        ("Thu 3,7 tỷ đồng, gồm: thuế 1,2 tỷ đồng, phí 2,5 tỷ đồng.", ""),
        ("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%.", ""),
    ],
)
def test_what_holds_only_as_it_is_rounded_says_so(text, says):
    (claim,) = read_claims(text)
    assert claim.standing is Standing.HOLDS
    assert claim.message == (f"các số đã ghi cho {says}; khớp trong phạm vi làm tròn" * bool(says))


def test_a_claim_stands_where_its_own_number_does():
    text = "Có 80 vụ.\nTiếp nhận 900 hồ sơ.\nĐã giải quyết 850 hồ sơ, chiếm 94,4%.\nHết."
    found = {claim.result.text: claim for claim in read_claims(text)}
    assert found["94,4%"].path == "dòng 3"
    assert found["94,4%"].operands[1].line == 2
    for claim in read_claims(text):
        assert claim.path == f"dòng {claim.result.line}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ban hành 12 văn bản, gồm 05 kế hoạch, 04 công văn, 02 quyết định.", "(thiếu 1)"),
        (
            "Tiếp nhận 1.436 hồ sơ. Đã giải quyết 1.402 hồ sơ, trong đó trước hạn 870 hồ sơ, "
            "đúng hạn 525 hồ sơ, quá hạn 17 hồ sơ; đang giải quyết 34 hồ sơ.",
            "có lẽ một thành phần ghi sai",
        ),
        (
            "Giải ngân 8,45 tỷ đồng/10,2 tỷ đồng, đạt 84,2% kế hoạch.",
            "84,2% ứng với từ 8,58 đến 8,59 tỷ đồng trên 10,2 tỷ đồng",
        ),
        (
            "Chi 22/23 triệu đồng, đạt 94% kế hoạch.",
            "94% ứng với từ 21,5 đến 21,7 triệu đồng trên 23 triệu đồng",
        ),
    ],
)
def test_what_mends_it_is_not_said_twice(text, says):
    (wrong,) = [claim for claim in read_claims(text) if claim.severity]
    assert wrong.message.endswith(says)


def test_people_in_millions_are_not_money():
    (claim,) = read_claims("Đón 3,8 triệu lượt khách, gồm 1,2 triệu lượt khách Âu, 2,4 triệu lượt.")
    assert claim.computed == "3,6 triệu"
