"""Any string is read: nothing raises, the same text gives the same findings, in linear time."""

import re
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib import InvalidTypeError, InvalidValueError
from cchc_lib.checks.text import RULES, audit_text

SAMPLE = (Path(__file__).parent / "sample.txt").read_text("utf-8")

pieces = st.sampled_from(
    [
        *"tổng số|hồ sơ|trong đó|gồm|đạt|chiếm|tiếp nhận|đã giải quyết|còn|đang giải quyết".split(
            "|"
        ),
        *"trực tuyến|trực tiếp|đúng hạn|quá hạn|nhiệm vụ|tỷ|triệu|đồng|%|trên|từ ngày|đến".split(
            "|"
        ),
        *"41/43|1.268|96,14|0|00|1,2,3|1.2.3|31/6/2025|130/QĐ-UBND|66-NQ/TW".split("|"),
        *"( ) ; : . ,".split(),
        *"I. A|IV. B|1. |PHƯƠNG HƯỚNG|năm 2025|quý IV|Luật|ǎ|a\u0300|\x00|\u2028|/|-|–".split("|"),
        "\ud800",
        "\n",
        "\n- ",
        *"đạt 00,18%|41/43 nhiệm vụ, đạt|9 hồ sơ, trong đó 1 hồ sơ|(01%)|0/0|1.268%|100%".split(
            "|"
        ),
        "9" * 40,
        " " * 50,
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=60).map(" ".join))
def test_words_of_the_genre_in_any_order(text):
    assert audit_text(text) == audit_text(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_string(text):
    for found in audit_text(text):
        lines = text.split("\n")
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        found.as_dict()
        str(found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_sample_with_anything_cut_or_put_in(data):
    text = SAMPLE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 200)))
        text = text[:start] + data.draw(st.text(max_size=20)) + text[end:]
    audit_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Có 1" + ".000" * 1500 + " hồ sơ.",
        "Đón 103 trİệu khách, trong đó có 18 triệu khách nước ngoài.",
        "Đất rừng 1.582,8 ha, đất ở 894,7 ha, đất tỷ lệ 98,28%, còn 5.685 ha, tỷ lệ 1,7%.",
    ],
    ids=["thousands of thousands", "letters of others", "a whole that no text prints"],
)
def test_what_broke_it(text):
    audit_text(text)
    cchc.read_claims(text)


@pytest.mark.parametrize("value", [None, 5, b"text", ["text"]])
def test_what_is_no_text(value):
    with pytest.raises(InvalidTypeError, match="text"):
        audit_text(value)


def test_silencing_wants_a_reason():
    silenced = audit_text(SAMPLE, ignore={"CCHC652": "đơn vị không quy định"})
    assert "CCHC652" not in silenced.codes
    assert silenced.silenced == (("CCHC652", "đơn vị không quy định"),)
    assert "Đã bỏ qua CCHC652: đơn vị không quy định" in str(silenced)
    with pytest.raises(InvalidValueError, match="reason"):
        audit_text(SAMPLE, ignore={"CCHC652": " "})


HOSTILE = {
    "sample": SAMPLE,
    "digits": "1 ",
    "long digits": "9" * 50,
    "portions": "1/2 ",
    "percents": "1 hồ sơ (50%), ",
    "brackets in brackets": "5 vụ (4 (3; 2), 1); ",
    "brackets never closed": "(đ. ",
    "limits of one indicator": "Đúng hạn đạt 99,75%. Đúng hạn đạt trên 99,6%. ",
    "rises and shares": "tăng chiếm 16%, ",
    "rises since then": "9 vụ, tăng 5 vụ so với kỳ (4 vụ), ",
    "totals": "tổng số 9 hồ sơ gồm ",
    "colons": "9: ",
    "dots": ". ",
    "full stops": ".",
    "brackets": "(",
    "closing": ")",
    "spaces": "    ",
    "lines": "\n",
    "spaced lines": " \n\t",
    "slashes": "1/",
    "hyphens": "1/QĐ-",
    "documents": "130/QĐ-UBND ngày 24/7/2025; ",
    "carried out": "130/QĐ-UBND ngày 24/7/2025 triển khai ",
    "points": "a) x\n",
    "offices": "CHỦ TỊCH\nLê Văn A\n",
    "addressees": "Kính gửi:\n- a;\n",
    "recipients": "Nơi nhận:\n- a;\n",
    "thousands": "1,000,000 đồng, ",
    "parted": "37, 38 tỷ ",
    "clauses": "một hai ba bốn năm, ",
    "misplaced tones": "lựơng ",
    "bases": "căn cứ theo ",
    "letters": "a",
    "capitals": "A",
    "tones": "oà",
    "words": "aa.Aa",
    "doubled": "aa aa ",
    "intake": "tiếp nhận 9 hồ sơ, đã giải quyết 1 hồ sơ, ",
    "headings": "I. A\n",
    "combining": "e\u0302\u0301",
    "years": "năm 2025 ",
    "divisions": "÷",
    "multiplications": "×",
    "letters and signs": "a÷",
    "marks alone": "\u0301",
    "marks in two orders": "a\u0323\u0301",
    "vowels of Thai": "\u0e31",
    "numbered": "[1] :",
    "from": "từ ngày 01/7/2025 đến ",
    "tasks": "IV. NHIỆM VỤ\nkiểm tra cải cách hành chính năm 2025. ",
}


def times(short, long, most, **how):
    """How many times as long the audit of the second text takes."""
    return growth(lambda: audit_text(short), lambda: audit_text(long), most, **how)


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_text_takes_about_four_times_the_time(kind):
    unit = HOSTILE[kind]
    once = unit * (4_000 // len(unit))
    assert times(once, once * 4, 8) < 8


def test_marks_that_never_end_cost_what_their_number_says():
    few, many = ("a" + "\u0301\u0323" * count for count in (2_000, 8_000))
    assert times(few, many, 8) < 8


@pytest.mark.parametrize("unit", ["9: ", "[1] :", "1 gồm 1, ", "(1) "])
def test_a_character_costs_little_whatever_it_is(unit):
    """As a multiple of what ordinary prose costs: a clock of its own, on any machine."""
    text = unit * (40_000 // len(unit))
    most = 12 * len(text) / len(SAMPLE)
    assert times(SAMPLE, text, most) < most


@given(st.text(st.sampled_from("a÷×\u0301\u0323eé1 ,.\n"), max_size=80))
def test_signs_among_letters_are_quoted_as_they_stand(text):
    for found in audit_text(text):
        lines = text.split("\n")
        assert found.quote in "\n".join(lines[found.line - 1 :])[found.column - 1 :]


def test_two_megabytes_of_reports_cost_what_their_size_says():
    text = SAMPLE * (2_000_000 // len(SAMPLE) + 1)
    tenth = SAMPLE * (200_000 // len(SAMPLE))
    assert times(tenth, text, 25, rounds=2) < 25


def zeros():
    """Every example of a rule, each of its numbers replaced by nothing in turn."""
    for rule in RULES:
        for text in (rule.fires, rule.silent):
            for found in re.finditer(r"\d[\d.,]*", text):
                for nothing in ("0", "00", "0,0", "0%", "0/0"):
                    yield text[: found.start()] + nothing + text[found.end() :]


def test_nothing_divides_by_nothing():
    for text in zeros():
        audit_text(text)
    audit_text("Số hồ sơ quá hạn tăng từ 0 lên 5 hồ sơ (tăng 100%).")
    audit_text("Đạt 0/0 hồ sơ. Tỷ lệ giải quyết đúng hạn 0/0 hồ sơ, đạt 95%; đúng hạn 95%.")
