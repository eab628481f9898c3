"""Annexes: small ones share a page, one too wide for an upright page lies, the rest stand alone."""

import functools
import operator

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from tests.render import sample
from tests.render.wordml import W, problems, trees

from cchc_lib.document.nodes import (
    Align,
    Annex,
    Column,
    Items,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
)
from cchc_lib.document.walk import resolve
from cchc_lib.law.layout import CUSTOMARY, Layout
from cchc_lib.render.docx import render_docx
from cchc_lib.render.docx.body import annexes
from cchc_lib.render.docx.sheet import Sheet

UPRIGHT = Sheet.of(CUSTOMARY)


def table(id, rows, columns=4, cell="1.268"):
    return Table(
        id=id,
        title="Kết quả giải quyết hồ sơ",
        description="Số hồ sơ.",
        columns=[Column("STT"), *(Column(f"Cột {n}", align=Align.RIGHT) for n in range(columns))],
        rows=[Row([str(n + 1), *[cell] * columns]) for n in range(rows)],
    )


def annex(number, *blocks):
    return Annex(id=f"a{number}", title="Kết quả", blocks=blocks)


def document(*found):
    text = Section(id="i", title="Kết quả", blocks=[Paragraph("Đã đạt.")])
    return sample.document(sections=(text,), annexes=found)


def sections(*found, **options):
    """Return of each section its labels of annexes and whether it lies."""
    body = trees(render_docx(document(*found), **options))["word/document.xml"][0]
    told, labels = [], []
    for block in body:
        style = block.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "AnnexLabel":
            labels.append("".join(text.text for text in block.iter(f"{W}t")))
        for section in block.iter(f"{W}sectPr"):
            told.append((labels, section.find(f"{W}pgSz").get(f"{W}orient") == "landscape"))
            labels = []
    return told[1:]


def small(number):
    return annex(number, table(f"t{number}", 5))


def test_small_annexes_share_a_page():
    assert sections(small(1), small(2)) == [(["Phụ lục I", "Phụ lục II"], False)]
    assert problems(render_docx(document(small(1), small(2)))) == []


def test_as_many_share_as_fit():
    found = [labels for labels, _ in sections(*map(small, range(12)))]
    assert len(found) > 1
    assert all(len(labels) == len(found[0]) for labels in found[:-1])
    assert 2 < len(found[0]) < 6
    assert functools.reduce(operator.iadd, found, [])[0] == "Phụ lục I"
    assert len(functools.reduce(operator.iadd, found, [])) == 12


def test_one_that_does_not_fit_begins_a_page():
    large = annex(2, table("t2", 40))
    assert [labels for labels, _ in sections(small(1), large, small(3))] == [
        ["Phụ lục I"],
        ["Phụ lục II"],
        ["Phụ lục III"],
    ]


def test_one_with_a_footnote_has_its_page_alone():
    noted = annex(2, Paragraph(["Theo kế hoạch", Note([["Kế hoạch số 18/KH-UBND."]]), "."]))
    assert len(sections(small(1), noted)) == 2


def test_an_annex_under_another_keeps_away_from_it():
    body = trees(render_docx(document(small(1), small(2))))["word/document.xml"]
    gaps = [
        None if (gap := style.getparent().find(f"{W}spacing")) is None else gap.get(f"{W}before")
        for style in body.iter(f"{W}pStyle")
        if style.get(f"{W}val") == "AnnexLabel"
    ]
    assert gaps == [None, "360"]


def test_a_table_whose_words_have_no_room_upright_lies():
    wide = annex(1, table("t1", 5, columns=11, cell="876.543.210"))
    narrow = annex(2, table("t2", 5, columns=11, cell="9.876"))
    assert sections(wide, narrow) == [(["Phụ lục I"], True), (["Phụ lục II"], False)]
    for page in annexes(resolve(document(wide)), CUSTOMARY, UPRIGHT):
        assert page.sheet.width > page.sheet.height


def test_the_columns_of_a_lying_table_fill_the_lying_page():
    wide = annex(1, table("t1", 5, columns=11, cell="876.543.210"))
    body = trees(render_docx(document(wide)))["word/document.xml"]
    *_, last = body.iter(f"{W}tbl")
    widths = [int(column.get(f"{W}w")) for column in last.iter(f"{W}gridCol")]
    page = list(body.iter(f"{W}sectPr"))[-1]
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    room = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
    assert sum(widths) == room > UPRIGHT.room
    # turned: the side of the binding is above
    assert margins.get(f"{W}top") == str(UPRIGHT.left)
    assert margins.get(f"{W}left") == str(UPRIGHT.bottom)


@pytest.mark.parametrize("layout", [CUSTOMARY, Layout(table_size=14, body_size=13, line_spacing=1)])
@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 70), min_size=1, max_size=6))
def test_all_annexes_are_printed_once_in_their_order(layout, rows):
    found = [annex(n, table(f"t{n}", count)) for n, count in enumerate(rows)]
    told = sections(*found, layout=layout)
    assert [label for labels, _ in told for label in labels] == [
        text.label for text in resolve(document(*found)).annexes
    ]
    assert all(labels for labels, _ in told)


def test_none_share_where_all_of_the_page_must_stay_free():
    resolved = resolve(document(small(1), small(2)))
    assert len(list(annexes(resolved, CUSTOMARY, UPRIGHT))) == 1
    assert len(list(annexes(resolved, CUSTOMARY, UPRIGHT, spare=1))) == 2


def test_a_list_is_measured_too():
    listed = annex(1, Items([["Nhiệm vụ đã hoàn thành trong kỳ báo cáo. " * 3]] * 12))
    assert len(sections(listed, attrs.evolve(listed, id="a2"))) == 2
    short = annex(1, Items([["Đã xong."]] * 12))
    assert len(sections(short, attrs.evolve(short, id="a2"))) == 1
