"""Whatever a field of a node is given, it is refused with an error of the library, or printable."""

import inspect
import unicodedata
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import attrs
import pytest
from tests.render import sample
from tests.render.wordml import problems

from cchc_lib import errors
from cchc_lib.document import nodes
from cchc_lib.document.nodes import (
    MAX_DEPTH,
    Annex,
    Column,
    Mention,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    content,
)
from cchc_lib.document.walk import resolve
from cchc_lib.render.docx import render_docx
from cchc_lib.render.html import render_html
from cchc_lib.render.text import render_text

GOOD = {
    "Text": {"text": "Đạt"},
    "Value": {"text": "95,35%", "figure": "plan.completion"},
    "Mention": {"full": "Kế hoạch số 18/KH-UBND", "short": "số 18", "document": "a", "number": "b"},
    "Note": {"paragraphs": ["a"]},
    "Reference": {"target": "a"},
    "Paragraph": {"content": "a"},
    "Items": {"items": ["a"]},
    "Column": {"title": "Số"},
    "Row": {"cells": ["1"]},
    "Table": {"id": "t", "title": "A", "description": "A", "columns": [Column("A")], "rows": []},
    "Section": {"id": "i", "title": "A", "blocks": []},
    "Annex": {"id": "i", "title": "A", "blocks": []},
    "Letterhead": {"agency": ["A"], "symbol": "BC-UBND", "place": "Mai Hoa"},
    "Signature": {"lines": ["CHỦ TỊCH"]},
    "Document": {
        "letterhead": sample.document().letterhead,
        "kind": "BÁO CÁO",
        "subject": "Công tác",
        "signature": sample.document().signature,
    },
}
NODES = {
    name: node for name, node in vars(nodes).items() if inspect.isclass(node) and attrs.has(node)
}


class Kind(str, Enum):  # noqa: UP042 - formatting it prints the name, which is the point
    LAND = "đất đai"


def nested(depth):
    inside = ["a"]
    for _ in range(depth):
        inside = [inside]
    return inside


LOOP = []
LOOP.append(LOOP)

JUNK = [
    None, True, False, 0, -1, 5, 1.5, 10**5000, Decimal("NaN"), Fraction(1, 3), b"abc", object(),
    "", " ", "a", "a b", "a\0b", "a\nb", "\ud800", "\u2028", "\ufffe", '"><img src=x onerror=a>',
    "Hoa\u0300", Kind.LAND, [], (), {}, {"a": 1}, set(), range(3), [None], [1], [b"a"], [object()],
    ["a\0b"], [["a\nb"]], nested(100), nested(3000), LOOP, iter([1]), lambda: None, int, ValueError,
    date(2026, 1, 5), datetime(2026, 1, 5, tzinfo=UTC), Text("a"), [Text("a")], Column("A"),
    [Column("A")], Row(["a"]), [Row(["a"])], Paragraph("a"), [Paragraph("a")],
    [Section(id="a", title="A", blocks=[])], Annex(id="a", title="A", blocks=[]),
    sample.document(), [sample.document()],
]  # fmt: skip


def test_every_node_is_swept():
    assert set(GOOD) == set(NODES)
    assert all(NODES[name](**fields) for name, fields in GOOD.items())


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field.name) for name, node in NODES.items() for field in attrs.fields(node)],
)
def test_any_junk_is_refused_in_words_or_can_be_printed(name, field):
    for junk in JUNK:
        node = None
        with suppress(errors.CchcError):
            node = NODES[name](**GOOD[name] | {field: junk})
        if node is None:
            continue
        assert render_html(_holding(node)).count("<img") == 0
        assert problems(render_docx(_holding(node))) == []
        assert "Kind.LAND" not in render_text(_holding(node))


def _holding(node):
    """Return a document that prints the node."""
    if isinstance(node, nodes.Document):
        return node
    if isinstance(node, nodes.Letterhead):
        return sample.document(letterhead=node)
    if isinstance(node, nodes.Signature):
        return sample.document(signature=node)
    if isinstance(node, Annex):
        return sample.document(annexes=[node], sections=())
    if isinstance(node, nodes.Reference):
        there = Section(id=node.target, title="A", blocks=[Paragraph([node])])
        return sample.document(sections=[there], annexes=())
    if isinstance(node, Column):
        node = Table(id="t", title="A", description="A", columns=[node], rows=[])
    elif isinstance(node, Row):
        columns = [Column("A")] * len(node.cells)
        node = Table(id="t", title="A", description="A", columns=columns or [Column("A")], rows=[])
    elif isinstance(node, nodes.Inline):
        node = Paragraph([node])
    if isinstance(node, Section):
        return sample.document(sections=[node], annexes=())
    return sample.document(opening=[node], sections=(), annexes=())


def test_a_refusal_names_its_field_in_both_languages():
    for make, path in [
        (lambda: Column("x", align='"><img src=x>'), "Column.align"),
        (lambda: Column("x", width=10**5000), "Column.width"),
        (lambda: attrs.evolve(sample.document().letterhead, year="a\0b"), "Letterhead.year"),
        (
            lambda: attrs.evolve(sample.document(), sections=[Paragraph("a")]),
            "Document.sections[0]",
        ),
        (lambda: Row([["a"], ["b\0"]]), "text"),
        (lambda: nodes.Signature(lines=["A", 3]), "Signature.lines[1]"),
        (lambda: Text("a", bold="false"), "Text.bold"),
    ]:
        with pytest.raises(errors.CchcError) as caught:
            make()
        assert path in str(caught.value)
        vietnamese = caught.value.message_vi
        assert path in vietnamese
        assert vietnamese == unicodedata.normalize("NFC", vietnamese)


@pytest.mark.parametrize("align", ["right", nodes.Align.RIGHT])
def test_a_column_takes_the_value_of_an_alignment(align):
    assert Column("Số", align=align).align is nodes.Align.RIGHT


def test_the_words_of_an_enumeration_are_its_value():
    assert type(Text(Kind.LAND).text) is str
    assert content(Kind.LAND) == (Text("đất đai"),)


def sections(depth):
    made = Section(id=f"i{depth}", title="A", blocks=[Paragraph("a")])
    for level in range(depth - 1, 0, -1):
        made = Section(id=f"i{level}", title="A", blocks=[made])
    return made


def test_sections_nest_as_deep_as_word_has_headings():
    deepest = sections(MAX_DEPTH)
    tree = sample.document(sections=[deepest], annexes=[Annex(id="x", title="X", blocks=[])])
    assert len(resolve(tree).blocks) > MAX_DEPTH
    for render in (render_docx, render_html, render_text):
        assert render(tree)
    for depth in (MAX_DEPTH + 1, 2000):
        with pytest.raises(errors.InvalidValueError, match=r"Section\.blocks.*at most 9") as caught:
            sections(depth)
        assert "tối đa 9 cấp" in caught.value.message_vi


@pytest.mark.parametrize("junk", [None, 5, "a", [], Text("a")])
def test_only_a_document_is_rendered(junk):
    for render in (resolve, render_docx, render_html, render_text):
        with pytest.raises(errors.InvalidTypeError, match="document"):
            render(junk)


def test_mentions_are_full_first_and_short_later():
    def mention(full, *, document="a", number="1", has_subject=False):
        return Mention(full, "ngắn", document=document, number=number, has_subject=has_subject)

    def printed(*mentions):
        tree = sample.document(
            opening=[Paragraph([mention]) for mention in mentions], sections=(), annexes=()
        )
        return [line.words[0].text for line in resolve(tree).blocks]

    once, again = mention("đầy đủ"), mention("đầy đủ")
    assert printed(once, again, once) == ["đầy đủ", "ngắn", "ngắn"]
    told = mention("đầy đủ về việc", has_subject=True)
    assert printed(once, told, again) == ["đầy đủ về việc", "ngắn", "ngắn"]
    other = mention("khác", document="b")
    assert printed(once, other, again) == ["đầy đủ", "khác", "đầy đủ"]
    assert printed(once, mention("khác", document="b", number="2"), again)[2] == "ngắn"
