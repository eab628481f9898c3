"""The law data against the words of the decree's annexes, copied out beside these tests."""

import re
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from cchc_lib.law.document_types import ADMINISTRATIVE, COPIES
from cchc_lib.law.layout import Layout
from cchc_lib.law.records import OUTGOING
from cchc_lib.vietnamese import normalize_text

HERE = Path(__file__).parent
MEASURES = {field.name: field.validator for field in attrs.fields(Layout)}


def rows(name):
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


WORDS = [
    pytest.param(article, words, field, id=field)
    for article, words, fields in rows("phu-luc-I.tsv")
    for field in fields.split()
]


def ends(words):
    """The numbers that words of the annex state, in millimetres or points."""
    stated = words.replace("dòng đơn", "1 lines")
    found = [Fraction(n.replace(",", ".")) for n in re.findall(r"\d+(?:[,/]\d+)?", stated)]
    return [number * 10 for number in found] if " cm" in words else found


@pytest.mark.parametrize(("article", "words", "field"), WORDS)
def test_a_measure_is_that_of_the_annex(article, words, field):
    measure = MEASURES[field]
    assert article in measure.article.split(", ")
    stated = ends(words)
    if "tối thiểu" in words and len(stated) == 1:  # the annex sets no upper end
        assert Fraction(measure.low) == stated[0]
    else:
        assert [Fraction(measure.low), Fraction(measure.high)] == [stated[0], stated[-1]]
    assert measure.only_ends == (" hoặc " in words)


def test_every_measure_of_the_decree_is_compared():
    compared = {field for _, _, fields in rows("phu-luc-I.tsv") for field in fields.split()}
    assert compared == {name for name, measure in MEASURES.items() if measure.article}


def test_types_and_codes_are_those_of_the_annex():
    printed = [
        (normalize_text(name).removesuffix(" (cá biệt)"), code)
        for name, code in rows("phu-luc-III.tsv")
    ]
    held = [(kind.name, kind.code) for kind in (*ADMINISTRATIVE, *COPIES) if kind.code]
    assert held == printed


def test_the_electronic_record_is_that_of_the_annex():
    printed = [
        (number, " ".join(label.split()), key, kind or None, int(length) if length else None)
        for number, label, key, kind, length in rows("phu-luc-VI.tsv")
    ]
    misprints = {"Organld": "OrganId", "Signerlnfo": "SignerInfo"}
    printed = [(n, label, misprints.get(key, key), k, size) for n, label, key, k, size in printed]
    held = [attrs.astuple(field) for field in OUTGOING]
    assert [tuple(field) for field in held] == printed


def test_nothing_between_two_values_that_the_annex_names():
    for allowed in (10, Fraction("12.7")):
        assert Layout(first_line_mm=allowed).first_line_mm == allowed
    with pytest.raises(ValueError, match=r"first_line_mm.*accepted: 10 or 12.7 mm"):
        Layout(first_line_mm=11)
