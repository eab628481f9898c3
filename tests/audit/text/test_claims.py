"""Everything that prose states is read, right ones too, and by which wording."""

import io
import json
from pathlib import Path

import pytest

import cchc_lib as cchc
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.text import audit_text

SAMPLE = (Path(__file__).parent / "sample.txt").read_text("utf-8")


def read(text):
    return [
        (claim.kind.value, claim.standing.value, claim.result and claim.result.text)
        for claim in cchc.read_claims(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%.", [("share", "holds", "95,35%")]),
        ("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,53%.", [("share", "fails", "95,53%")]),
        ("Có 34 người, gồm 22 nam, 12 nữ.", [("sum", "holds", "34")]),
        ("Thu 90 tỷ đồng, tăng 12% so với cùng kỳ (80 tỷ đồng).", [("growth", "holds", "12%")]),
        (  # by two wordings, each claim once
            "Số hồ sơ giảm từ 100 xuống 80 hồ sơ (giảm 20%).",
            [("direction", "holds", "80"), ("growth", "holds", "20%")],
        ),
        (
            "Có 16/25 đại biểu nữ; 09/25 đại biểu trẻ.",
            [("at_most", "holds", "25"), ("at_most", "holds", "25")],
        ),
        ("Trời nắng.", []),
    ],
)
def test_what_is_read(text, expected):
    assert read(text) == expected


def test_a_silent_sentence_has_its_explanation():
    text = "Kỷ luật 395 người, trong đó 138 người ở tỉnh A, 68 người ở tỉnh B."
    assert audit_text(text).at_least("warning").codes == ()
    claims = cchc.read_claims(text)
    assert [claim.pattern for claim in claims.only("open")] == ["trong đó"]
    assert not claims.only("fails")


def test_numbers_stand_where_they_say():
    lines = SAMPLE.splitlines()
    claims = cchc.read_claims(SAMPLE)
    assert len(claims) > 15
    for claim in claims:
        for number in (*claim.operands, *filter(None, [claim.result])):
            assert lines[number.line - 1][number.column - 1 :].startswith(
                number.text.splitlines()[0]
            )


def test_what_fails_is_what_the_audit_tells():
    """The same verdicts: a claim that fails above a note has a finding with its message."""
    messages = {found.message.rstrip(".").lower() for found in audit_text(SAMPLE)}
    failing = [claim for claim in cchc.read_claims(SAMPLE) if claim.severity is not None]
    assert failing
    assert {claim.message.lower() for claim in failing} <= messages


def test_claims_are_values():
    claims = cchc.read_claims(SAMPLE)
    assert json.loads(claims.to_json()) == claims.as_list()
    assert sum(len(claims.only(one)) for one in cchc.Standing) == len(claims)
    assert claims[:2] == cchc.ReadClaims(claims.items[:2])
    assert f"Đã đọc {len(claims)} quan hệ" in str(claims)
    assert "<table>" in claims._repr_html_()
    with pytest.raises(cchc.InvalidValueError, match="fails"):
        claims.only("wrong")


def test_of_a_report_and_its_word_file():
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43, tasks_completed=41),
    )
    of_report = {claim.quote for claim in cchc.read_claims(report)}
    file = cchc.render_docx(report)
    of_file = cchc.read_claims(io.BytesIO(file))
    assert {claim.quote for claim in of_file} == of_report
    assert "41/43 nhiệm vụ, đạt 95,35%" in of_report
    assert of_file[0].path.startswith("đoạn")
    assert not of_file.only("fails")


@pytest.mark.parametrize("value", [None, 5, ["41/43"], {}])
def test_what_cannot_be_read(value):
    with pytest.raises(cchc.InvalidTypeError, match="source"):
        cchc.read_claims(value)


def test_the_number_is_blamed_that_no_other_claim_confirms():
    found = audit_text("Tổng số 120 hồ sơ: đúng hạn 118 (98,3%), quá hạn 03 (1,7%).")
    (wrong,) = found.only("CCHC161")
    assert wrong.severity is Severity.ERROR
    assert "118 + 03 = 121" in wrong.message
    assert "nếu 03 là 02 thì khớp" in wrong.message


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Tiếp nhận 1.254 hồ sơ (trực tuyến 1.105 hồ sơ, trực tiếp 159 hồ sơ).", "1.254"),
        ("Đã ban hành 11 văn bản, gồm 01 kế hoạch, 04 quyết định, 07 công văn.", "11"),
        ("Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.200 hồ sơ, đang giải quyết 78 hồ sơ.", None),
    ],
)
def test_what_a_sum_is_said_to_state_stands_in_the_text(text, stated):
    found = cchc.audit_text(text)
    assert found
    for each in found:
        assert each.actual in text
        assert stated in (None, each.actual)
        assert "=" in each.expected
