"""Attributes of OOXML: one measure in every way to write it; what cannot be read is unknown."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st
from tests.audit.word.word_files import body, edited, report, styles

from cchc_lib.checks.word import audit_docx
from cchc_lib.reading.word.measures import counted, half_points, is_on, twips

UNITS = {"mm": Fraction(1440, 1) / Fraction("25.4"), "in": 1440, "pt": 20, "pc": 240, "pi": 240}


@given(st.integers(-400_000, 400_000), st.sampled_from(sorted(UNITS)))
def test_a_measure_is_the_same_in_every_unit(wanted, unit):
    exact = Fraction(wanted) / UNITS[unit]
    written = f"{exact.numerator / exact.denominator:.8f}"
    assert twips(str(wanted)) == twips(f"{written}{unit}") == wanted
    if wanted % 10 == 0:
        assert half_points(f"{written}{unit}") == half_points(str(wanted // 10)) == wanted // 10


@given(st.text(max_size=12))
def test_what_is_no_measure_is_unknown(text):
    for found in (twips(text), half_points(text), counted(text)):
        assert found is None or any(sign in "0123456789" for sign in text)
    assert is_on(text) in (None, text in ("1", "true", "on")) or text in ("0", "false", "off")


SAME = {
    "margins in millimetres": body(
        ('w:left="1701" w:header', 'w:left="30mm" w:header'), ('w:top="1134"', 'w:top="2cm"')
    ),
    "margins with decimals": body(('w:top="1134"', 'w:top="1133.8582677165355"')),
    "sizes in points": styles(('w:val="28"', 'w:val="14pt"'), ('w:val="26"', 'w:val="13pt"')),
    "indents, spacing": styles(
        ('w:firstLine="720"', 'w:firstLine="1.27cm"'), ('w:after="120"', 'w:after="6pt"')
    ),
    "switches": styles(("<w:b/>", '<w:b w:val="on"/>'), ("<w:i/>", '<w:i w:val="true"/>')),
}
UNKNOWN = {
    "margins": body(('w:left="1701" w:header', 'w:left="wide" w:header')),
    "paper": body(('w:w="11906" w:h="16838"', 'w:w="A4" w:h=""')),
    "sizes": styles(('w:val="28"', 'w:val="big"'), ('w:val="22"', 'w:val="small"')),
    "indents, spacing": styles(
        ('w:firstLine="720"', 'w:firstLine="?"'), ('w:after="120"', 'w:after="?"')
    ),
    "in characters": styles(('w:firstLine="720"', 'w:firstLineChars="200"')),
    "lines": styles(('w:line="240"', 'w:line="single"')),
    "switches": styles(("<w:b/>", '<w:b w:val="yes"/>'), ("<w:i/>", '<w:i w:val="yes"/>')),
}


@pytest.mark.parametrize("data", [*SAME.values(), *UNKNOWN.values()], ids=[*SAME, *UNKNOWN])
def test_no_rule_accuses_what_is_right_or_unknown(data):
    assert [f for f in audit_docx(data) if f.code.startswith("CCHC7")] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('w:val="28"', 'w:val="18pt"', "CCHC730"),
        ('w:firstLine="720"', 'w:firstLine="4mm"', "CCHC732"),
        ('w:after="120"', 'w:after="2pt"', "CCHC733"),
    ],
)
def test_a_wrong_measure_is_wrong_in_any_unit(old, new, code):
    assert code in audit_docx(edited(report(), "word/styles.xml", (old, new))).codes
