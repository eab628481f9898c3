"""The numbers that Word puts before paragraphs are read as printed, or not at all."""

import pytest
from tests.audit.word.word_files import W
from tests.reading.word.test_content import read, with_parts

from cchc_lib.checks.word import audit_docx

STANDARD = (("upperRoman", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"))


def level(at, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more=""):
    inner = "".join(level(at, *one) for at, one in enumerate(levels))
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{more}'
        f"{nums}</w:numbering>"
    )


def item(text, at=0, number=1):
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def shown(numbering, *items):
    return [one.text for one in read("".join(items), numbering=numbering).paragraphs]


def test_levels_count_within_each_other():
    items = [item("x", at) for at in (0, 1, 1, 2, 2, 1, 0, 1)]
    numbering = lists(*STANDARD, ("decimal", "%4"))
    found = [text.split()[0] for text in shown(numbering, *items)]
    assert found == ["I.", "I.1.", "I.2.", "a)", "b)", "I.3.", "II.", "II.1."]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("decimal", ["1", "2", "3"]),
        ("decimalZero", ["01", "02", "03"]),
        ("upperRoman", ["I", "II", "III"]),
        ("lowerLetter", ["a", "b", "c"]),
        ("chicago", ["", "", ""]),  # not known: no number rather than a wrong one
    ],
)
def test_formats(form, wanted):
    found = shown(lists((form, "%1")), *[item("x")] * 3)
    assert found == [f"{number} x" if number else "x" for number in wanted]


def test_after_z_letters_are_doubled():
    found = shown(lists(("upperLetter", "%1")), *[item("x")] * 28)
    assert [found[25], found[26], found[27]] == ["Z x", "AA x", "BB x"]


def test_bullets_are_what_they_look_like():
    numbering = lists(("bullet", "-"), ("bullet", "\uf0b7"))
    assert shown(numbering, item("x"), item("y", 1)) == ["- x", "• y"]


OTHER = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
FIRST = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


@pytest.mark.parametrize(
    ("override", "wanted"), [("", "1 x,2 x,3 y,4 x"), (AGAIN, "1 x,2 x,1 y,2 x")]
)
def test_lists_of_one_kind_go_on_unless_they_begin_anew(override, wanted):
    numbering = lists(("decimal", "%1"), nums=FIRST + OTHER.format(override))
    items = (item("x"), item("x"), item("y", number=2), item("x"))
    assert ",".join(shown(numbering, *items)) == wanted


def test_a_level_that_never_begins_anew():
    numbering = lists(("decimal", "%1"), ("decimal", "%2", '<w:lvlRestart w:val="0"/>'))
    items = [item("x", at) for at in (0, 1, 0, 1)]
    assert [text.split()[0] for text in shown(numbering, *items)] == ["1", "1", "2", "2"]


def test_a_number_above_that_was_not_given_is_unknown():
    assert shown(lists(*STANDARD), item("x", 1)) == ["x"]
    assert shown(lists(*STANDARD), item("x", 1), item("y"), item("z")) == ["x", "y", "z"]
    assert shown(lists(*STANDARD), item("x", 7), item("x", number=9)) == ["x", "x"]


def test_legal_numbers_are_arabic():
    numbering = lists(("upperRoman", "%1"), ("decimal", "%1.%2", "<w:isLgl/>"))
    assert shown(numbering, item("x"), item("x", 1)) == ["I x", "1.1 x"]


def row(number, *texts):
    cells = (f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in (number, *cells)) + "</w:tr>"


ROWS = (("Cấp tỉnh", "10", 0), ("Hộ tịch", "6", 1), ("Đất đai", "4", 1), ("Cấp xã", "20", 0))
ROWS += (("Hộ tịch", "20", 1),)


@pytest.mark.parametrize(("total", "is_right"), [("30", True), ("31", False), ("33", False)])
def test_groups_numbered_by_word_are_what_rows_add_up_to(total, is_right):
    numbering = lists(("upperRoman", "%1"), ("decimal", "%2"))
    head = row("<w:p><w:r><w:t>STT</w:t></w:r></w:p>", "Lĩnh vực", "Số")
    inner = "".join(row(item("", at), label, count) for label, count, at in ROWS)
    table = f"<w:tbl>{head}{inner}{row('<w:p/>', 'Tổng số', total)}</w:tbl>"
    found = audit_docx(with_parts(table, numbering=numbering)).codes
    assert ("CCHC150" not in found) is is_right
