"""The data on what is in force: one entry a text, dates in order, successors that can be cited."""

from datetime import date

import pytest

import cchc_lib as cchc
from cchc_lib.law.texts import TEXTS, known_text


def test_one_entry_for_each_text():
    codes = [text.code for text in TEXTS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.code)
def test_an_entry(text):
    cited = cchc.Citation.parse(text.code)
    assert cited.code == text.code
    assert known_text(cited) is text
    assert text.start or text.end
    assert (text.successor is None) == (text.end is None)
    if text.start and text.end:
        assert text.start < text.end
    for successor in cchc.Citation.find(text.successor or ""):
        replacing = known_text(successor)
        assert replacing.start == text.end
        assert replacing.end is None


@pytest.mark.parametrize(
    ("name", "day", "known"),
    [
        ("Ban hành văn bản quy phạm pháp luật năm 2015", None, True),
        ("ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi năm 2020)", None, True),
        ("Ban hành văn bản quy phạm pháp luật", date(2015, 6, 22), True),
        ("Ban hành văn bản quy phạm pháp luật", None, False),
        ("Ban hành văn bản quy phạm pháp luật năm 2025", None, False),
        ("Ban hành văn bản quy phạm pháp luật năm 2025 thay Luật năm 2015", None, False),
        ("Tổ chức chính quyền địa phương năm 2015", None, False),
    ],
)
def test_a_law_cited_by_name(name, day, known):
    cited = cchc.Citation(kind="Luật", subject=name, day=day)
    assert (known_text(cited) is not None) is known
