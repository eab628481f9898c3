"""Plain text as one would paste it into an e-mail."""

import unicodedata

import attrs
import pytest
from hypothesis import given, strategies as st
from tests.document.strategies import documents
from tests.render import sample

from cchc_lib import errors
from cchc_lib.document.nodes import Align, Column, Paragraph, Row, Text
from cchc_lib.render.text import render_text

SAMPLE = sample.document()


@given(documents(), st.none() | st.integers(20, 120))
def test_any_document_is_clean_text(tree, width):
    text = render_text(tree, width=width)
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_a_mark_that_begins_a_run_joins_the_letter_before_it():
    opening = [Paragraph([Text("tie", bold=True), Text("\u0302\u0301ng")])]
    text = render_text(sample.document(opening=opening, sections=(), annexes=()))
    assert "tiếng./." in text


def test_a_paragraph_is_a_line():
    lines = render_text(SAMPLE).split("\n")
    assert "2. Tiến độ thực hiện Kế hoạch cải cách hành chính năm 2025" in lines
    assert "- Hội nghị, tập huấn: 03 cuộc." in lines
    assert "Trên đây là báo cáo của Ủy ban nhân dân xã Mai Hoa./." in lines
    assert "Tính đến 15/12" in lines
    assert any(line.startswith("[1] Gồm: Quyết định số 63/QĐ-UBND") for line in lines)


def test_wrapped_lines_are_no_longer_than_asked():
    tree = sample.document(annexes=(), sections=(sample.direction_without_references(),))
    wrapped = render_text(tree, width=60)
    assert max(map(len, wrapped.split("\n"))) <= 60
    assert wrapped.split() == render_text(tree).split()


@pytest.mark.parametrize("width", [0, 19, -5])
def test_a_width_that_nothing_fits_is_refused(width):
    with pytest.raises(errors.InvalidValueError, match="width"):
        render_text(SAMPLE, width=width)


def test_columns_are_aligned():
    columns = (
        Column("TT", align=Align.CENTER),
        Column("Lĩnh vực"),
        Column("Số 😀", align=Align.RIGHT),
    )
    rows = [Row([["1"], ["Hộ tịch"], ["1.268"]]), Row([["2"], ["Đất đai 😀"], ["9"]])]
    table = attrs.evolve(sample.dossiers(), columns=columns, rows=rows, unit=None, notes=())
    text = render_text(sample.document(opening=(table,), sections=(), annexes=()))
    assert (
        "TT  Lĩnh vực    Số 😀\n"
        "--  ----------  -----\n"
        "1   Hộ tịch     1.268\n"
        "2   Đất đai 😀      9\n"
    ) in text


def test_a_group_stands_over_its_columns():
    lines = render_text(SAMPLE).split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("STT"))
    groups, titles = lines[place - 1], lines[place]
    assert titles.index("Trực tuyến") <= groups.index("Tiếp nhận")
    assert groups.index("Đã giải quyết") >= titles.index("Đúng hạn")


def test_a_group_longer_than_its_columns_pushes_them_apart():
    columns = (Column("A", group="Một tên nhóm rất dài"), Column("B"))
    table = attrs.evolve(
        sample.plain_table(), columns=columns, rows=[Row([["1"], ["2"]])], unit=None
    )
    text = render_text(sample.document(opening=(table,), sections=(), annexes=()))
    assert "Một tên nhóm rất dài\nA                     B\n" in text
