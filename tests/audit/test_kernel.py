"""What every part of the audit keeps: no ambient state is read, values travel, errors say where."""

import copy
import decimal
import json
import os
import pickle
import subprocess
import sys

import pytest
from audit.word.word_files import bare, body, example, paragraph, table
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.checks.claim import QUALIFIERS, explain_amount, explain_percent

TEXT = (
    "Hoàn thành 41/43 nhiệm vụ, đạt 95,34%. Tổng thu 5,1473 tỷ/3.046,25 triệu đồng, đạt 169%. "
    "Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,2213871%). Đạt trên 95,4%. "
    "Số hồ sơ tăng từ 1.250,5 lên 1.500,25 hồ sơ (tăng 16,7777%)."
)
WORD = bare(
    paragraph(TEXT)
    + table(
        ("STT", "Đơn vị", "Diện tích", "Số hộ", "Tỷ lệ"),
        ("1", "A", "12.345,678", "30", "75%"),
        ("2", "B", "1,0009", "40", "33,333%"),
        ("", "Tổng số", "12.346,6", "71", "50%"),
    )
)
REPORT = cchc.Report(
    agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    period=cchc.Period.year(2025),
    plan=cchc.Plan(tasks=43_876_543, tasks_completed=41_234_567),
    budget=cchc.Budget(
        revenue=cchc.BudgetLine(planned_vnd=3_046_123_456, actual_vnd=5_147_987_654)
    ),
    claims={
        "plan.completion": "93,97862694%",
        "plan.tasks": "43.876.543 nhiệm vụ",
        "budget.revenue.actual_vnd": "5,147987654 tỷ đồng",
        "budget.revenue.completion": "trên 169,000%",
    },
)

contexts = st.builds(
    decimal.Context,
    prec=st.sampled_from([1, 2, 3, 5, 28]),
    rounding=st.sampled_from([decimal.ROUND_UP, decimal.ROUND_FLOOR, decimal.ROUND_05UP]),
    Emin=st.sampled_from([-1, -999999]),
    Emax=st.sampled_from([1, 999999]),
    clamp=st.sampled_from([0, 1]),
    traps=st.sampled_from([[], [decimal.Inexact, decimal.Rounded, decimal.FloatOperation]]),
)


def judged():
    """All that the audit says, through every door."""
    rate = cchc.Ratio(41_234_567, 43_876_543)
    return (
        cchc.audit_text(TEXT),
        cchc.audit_docx(WORD),
        cchc.audit_docx(example("quarterly")),
        cchc.audit(REPORT),
        explain_percent("93,978626940094439522454628992%", rate),
        explain_percent("93,978%", rate),
        explain_amount("5,147987654321 tỷ đồng", 5_147_987_654, unit="tỷ đồng"),
        [explain_percent(f"{word} 93,97862694009%", rate) for word in QUALIFIERS],
    )


EXPECTED = judged()


def test_the_texts_swept_have_something_to_say():
    assert all(EXPECTED[place] for place in (0, 1, 3))


@settings(max_examples=25, deadline=None)
@given(contexts)
def test_no_decimal_context_of_the_caller_changes_a_verdict(context):
    with decimal.localcontext(context):
        assert judged() == EXPECTED
        assert not any(context.flags[flag] for flag in (decimal.Inexact, decimal.Rounded))


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(20, 50), st.integers(1, 4))
def test_claims_of_many_decimals_hold_exactly_when_they_are_the_quotient(part, whole, places, prec):
    scale = 10**places
    rounded = (2 * 100 * part * scale + whole) // (2 * whole)  # half up
    digits = f"{rounded:0{places + 1}d}"
    stated = f"{digits[:-places]},{digits[-places:]}%"
    rate = cchc.Ratio(part, whole)
    with decimal.localcontext(decimal.Context(prec=prec)):
        found = explain_percent(stated, rate)
        wrong = explain_percent(f"{stated[:-2]}{(int(stated[-2]) + 5) % 10}%", rate)
    exact = rate.value in (0, 1) or rounded not in (0, 100 * scale)
    assert (found is None) is exact
    assert wrong is not None


VALUES = [
    *cchc.audit_text(TEXT)[:2],
    cchc.audit_text(TEXT),
    cchc.audit_text(TEXT).without("CCHC230", reason="đối chiếu riêng"),
    explain_percent("95,34%", cchc.Ratio(41, 43)),
    cchc.Severity.ERROR,
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_travel(value):
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    assert copy.copy(value) == copy.deepcopy(value) == value
    assert hash(copy.deepcopy(value)) == hash(value)


def test_findings_are_plain_values_for_json():
    found = cchc.audit_text(TEXT)
    plain = json.loads(json.dumps(found.as_list()))
    assert plain == json.loads(found.to_json()) == [one.as_dict() for one in found]
    assert {type(value) for one in found.as_list() for value in one.values()} <= {str, int}
    assert [cchc.Finding(**one) for one in plain] == list(found)
    assert cchc.Findings(cchc.Finding(**one) for one in plain) == found


DOORS = {
    "text": lambda ignore: cchc.audit_text(TEXT, ignore=ignore),
    "word": lambda ignore: cchc.audit_docx(WORD, ignore=ignore),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("ignore", [["CCHC230"], "CCHC230", 5, {("CCHC230", "lý do")}])
def test_codes_to_ignore_want_reasons(door, ignore):
    with pytest.raises(cchc.InvalidTypeError) as raised:
        DOORS[door](ignore)
    assert raised.value.path == "ignore"
    assert "lý do" in raised.value.message_vi


@pytest.mark.parametrize("door", DOORS)
def test_none_to_ignore_is_none(door):
    assert DOORS[door](None) == DOORS[door]({})
    assert "CCHC230" in DOORS[door](None).codes
    assert "CCHC230" not in DOORS[door]({"CCHC230": "đối chiếu riêng"}).codes


@pytest.mark.parametrize("items", [None, 5, "CCHC230", ["CCHC230"], [None], {"CCHC230": 1}])
def test_findings_hold_findings(items):
    with pytest.raises(cchc.InvalidTypeError) as raised:
        cchc.Findings(items)
    assert raised.value.path == "Findings.items"


@pytest.mark.parametrize("silenced", [None, 5, ["CCHC230"], [("CCHC230", "")], [("x", "lý do")]])
def test_what_is_silenced_has_code_and_reason(silenced):
    with pytest.raises(cchc.CchcError) as raised:
        cchc.Findings((), silenced)
    assert raised.value.path == "Findings.silenced"


def test_a_severity_is_one_of_three():
    with pytest.raises(cchc.InvalidValueError) as raised:
        cchc.Finding(code="CCHC230", severity="grave", path="", message="")
    assert raised.value.path == "severity"


SCRIPT = f"""
import json, sys
import cchc_lib as cchc
with open(sys.argv[1], "rb") as file:
    word = file.read()
found = [*cchc.audit_text({TEXT!r}), *cchc.audit_docx(word)]
report = cchc.Report(agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    period=cchc.Period.year(2025), plan=cchc.Plan(tasks=3, tasks_completed=5))
print(json.dumps([one.as_dict() for one in found]))
print(cchc.audit(report).codes)
"""


@pytest.mark.parametrize("options", [["-O"], ["-OO"]])
def test_findings_are_the_same_without_docstrings(options, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(body(("Số: 87/BC-UBND", "Số: 7 /BC - UBND"), (">702<", ">703<")))
    outputs = [
        subprocess.run(
            [sys.executable, *some, "-c", SCRIPT, str(path)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        ).stdout
        for some in ([], options)
    ]
    assert outputs[0] == outputs[1]
    assert b"CCHC715" in outputs[0]
