"""The tree refuses what no renderer could print."""

import pytest

from cchc_lib import errors
from cchc_lib.document.nodes import (
    Annex,
    Column,
    Items,
    Letterhead,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    Text,
    Value,
    content,
)


def table(**changes):
    fields = {
        "id": "t",
        "title": "Hồ sơ",
        "description": "Số hồ sơ.",
        "columns": [Column("Lĩnh vực"), Column("Số")],
        "rows": [Row([["Hộ tịch"], ["12"]])],
    }
    return Table(**(fields | changes))


def test_text_is_kept_in_one_normal_form():
    assert Text("Hoa\u0300").text == "Hoà"
    assert Value("1\u0323", "x").text == "1\u0323"


def test_content_takes_words_nodes_and_sequences():
    value = Value("95,35%", "plan.completion")
    assert content("Đạt ", [value, "."], "") == (Text("Đạt "), value, Text("."))
    assert Paragraph("Đạt.").content == Paragraph(["Đạt."]).content == (Text("Đạt."),)
    assert Paragraph(value).content == (value,)
    assert Items(["một", ["hai ", value]]).items == ((Text("một"),), (Text("hai "), value))


@pytest.mark.parametrize("part", [3, 9.5, None, b"x", object()])
def test_content_refuses_what_is_no_text(part):
    with pytest.raises(errors.InvalidTypeError):
        content("a", part)


@pytest.mark.parametrize("text", ["dòng\nhai", "\x00", "\ud800", "\u2028"])
def test_text_that_no_word_file_can_hold_is_refused(text):
    for make in (Text, Paragraph, Column, lambda bad: Signature(lines=[bad])):
        with pytest.raises(errors.InvalidValueError):
            make(text)


def test_a_string_is_not_a_list_of_its_letters():
    for make in (Items, Note, Row, lambda words: Signature(lines=words)):
        with pytest.raises(errors.InvalidTypeError):
            make("XÃ MAI HOA")


def test_a_note_holds_no_note_and_something():
    with pytest.raises(errors.InvalidValueError, match="without a note inside"):
        Note([["a", Note([["b"]])]])
    with pytest.raises(errors.InvalidValueError):
        Note([])


def test_a_row_has_a_cell_for_each_column():
    with pytest.raises(errors.InvalidValueError, match=r"table 't', row 2: got 1 cells.*2"):
        table(rows=[Row([["a"], ["b"]]), Row([["a"]])])
    with pytest.raises(errors.InvalidValueError, match="one column or more"):
        table(columns=[], rows=[])


@pytest.mark.parametrize("width", [0, -1, 1.5, True, "2"])
def test_a_column_has_a_whole_share_of_the_width(width):
    with pytest.raises(errors.InvalidValueError):
        Column("Số", width=width)


@pytest.mark.parametrize("bad", ["", "a b", "a\t", None, 3])
def test_an_id_is_a_word(bad):
    with pytest.raises(errors.InvalidValueError):
        Section(id=bad, title="A", blocks=[])
    with pytest.raises(errors.InvalidValueError):
        table(id=bad)


def test_blocks_are_blocks():
    with pytest.raises(errors.InvalidTypeError):
        Section(id="a", title="A", blocks=["words"])
    with pytest.raises(errors.InvalidTypeError):
        Annex(id="a", title="A", blocks=[Text("words")])


@pytest.mark.parametrize("number", [0, -3, True, "5", 5.0])
def test_a_document_number_counts_from_one(number):
    with pytest.raises(errors.InvalidValueError):
        Letterhead(agency=["A"], symbol="BC-UBND", place="Mai Hoa", number=number)
