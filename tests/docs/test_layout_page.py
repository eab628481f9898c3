"""The page on layout: every mục of annex I has a row, and what a row names exists."""

import re
from pathlib import Path

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib.checks.common import RULES as ALL
from cchc_lib.checks.text import RULES as PROSE
from cchc_lib.checks.word import RULES as DOCX
from cchc_lib.families.rules import RULES as FACTS

PACKAGE = Path(cchc.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "layout.md"
TEXT = PAGE.read_text("utf-8").partition("## Measures")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| Mục"))
]
CODES = {rule.code for rule in (*DOCX, *FACTS, *PROSE, *ALL)}
MEASURES = {field.name: field.validator for field in attrs.fields(cchc.Layout)}
WHO = ("library", "author", "both", "office", "not covered", "as data")

# the mục of annex I, part I, with the điểm of those that state several things
ANNEX_I = (
    "I.1 I.2 I.3 I.4 I.5 I.6 I.7 II.1 II.2 II.3 II.4 II.5 II.6.a II.6.b II.6.c II.6.d II.6.đ "
    "II.6.e II.7.b II.7.c II.7.d II.7.đ II.8.a II.8.b II.9.b II.9.c II.9.d III.1.a III.1.b "
    "III.1.c III.1.d III.1.đ III.1.e III.2.a III.2.b III.2.c III.3 III.4 IV V"
)


def test_every_article_has_a_row():
    listed = {row[0] for row in ROWS}
    assert set(ANNEX_I.split()) <= listed
    assert all("" not in row[:3] and len(row) == 4 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1][:30]}")
def test_what_a_row_names_exists(row):
    article, _, who, by = row
    assert who.startswith(WHO)
    for code in re.findall(r"CCHC\d+", by):
        assert code in CODES
    for name in re.findall("`([^`]+)`", by):
        if "/" in name:
            assert (PACKAGE / name).is_file(), name
        elif "." in name:
            owner, member = name.split(".")
            assert hasattr(getattr(cchc, owner), member), name
        elif name.islower():
            assert name in MEASURES, name
            if MEASURES[name].article:
                found = MEASURES[name].article.split(", ")
                assert any(article.startswith(place) for place in found), name
        else:
            assert hasattr(cchc, name), name


def test_every_measure_of_the_decree_has_a_row():
    named = {name for row in ROWS for name in re.findall("`([^`]+)`", row[3])}
    assert {name for name, measure in MEASURES.items() if measure.article} <= named
