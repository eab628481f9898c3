"""Hypothesis strategies for whole documents, of any shape that a renderer may meet."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from cchc_lib.document.nodes import (
    Align,
    Annex,
    Column,
    Document,
    Items,
    Letterhead,
    Mention,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    Text,
    Value,
)

# Letters with marks, composed and decomposed; what XML escapes; spaces at the ends; an emoji.
LETTERS = "aăâeêoôơuưyđAĐƯ0189 ,.;:-/&<>\"'\u0301\u0323\u00a0😀ệỹ"
FIGURE = "⟦{}⟧"
"""How a figure is printed here, so that it can be found again in any output."""

words = st.text(LETTERS, max_size=24)
names = st.text(LETTERS, min_size=1, max_size=24)
texts = st.builds(Text, words, bold=st.booleans(), italic=st.booleans())
values = st.integers(0, 999).map(lambda n: Value(FIGURE.format(n), f"figure.{n}"))
mentions = st.builds(
    Mention,
    names,
    names,
    document=st.sampled_from("ab"),
    number=st.sampled_from("12"),
    has_subject=st.booleans(),
)
note_contents = st.lists(texts | values | mentions, max_size=3)
notes = st.builds(Note, st.lists(note_contents, min_size=1, max_size=2))
contents = st.lists(texts | values | mentions | notes, max_size=4)
columns = st.builds(
    Column,
    words,
    align=st.sampled_from(Align),
    width=st.integers(1, 9),
    group=st.none() | st.sampled_from(["Tiếp nhận", "Đã giải quyết & chờ"]),
)


@st.composite
def tables(draw: st.DrawFn, ids: list[str]) -> Table:
    own = draw(st.lists(columns, min_size=1, max_size=5))
    cells = st.lists(contents, min_size=len(own), max_size=len(own))
    return Table(
        id=_id(ids),
        title=draw(words),
        description=draw(words),
        columns=own,
        rows=draw(st.lists(st.builds(Row, cells, is_total=st.booleans()), max_size=4)),
        unit=draw(st.none() | words),
        notes=draw(st.lists(contents, max_size=1)),
    )


@st.composite
def blocks(draw: st.DrawFn, ids: list[str], depth: int) -> list[object]:
    kinds = ["paragraph", "items", "table", *["section"] * (depth > 0)]
    made: list[object] = []
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=3)):
        if kind == "paragraph":
            made.append(Paragraph(draw(contents)))
        elif kind == "items":
            made.append(Items(draw(st.lists(contents, max_size=3))))
        elif kind == "table":
            made.append(draw(tables(ids)))
        else:
            made.append(draw(sections(ids, depth - 1)))
    return made


@st.composite
def sections(draw: st.DrawFn, ids: list[str], depth: int) -> Section:
    return Section(id=_id(ids), title=draw(words), blocks=draw(blocks(ids, depth)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    ids: list[str] = []
    annexes = [
        Annex(id=_id(ids), title=draw(words), blocks=draw(blocks(ids, 1)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Document(
        letterhead=Letterhead(
            agency=draw(st.lists(names, min_size=1, max_size=2)),
            parent=draw(st.none() | names),
            symbol="BC-UBND",
            place=draw(names),
            number=draw(st.none() | st.integers(1, 2000)),
            day=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        ),
        kind="BÁO CÁO",
        subject=draw(words),
        addressees=draw(st.lists(names, max_size=3)),
        opening=draw(blocks(ids, 0)),
        sections=[draw(sections(ids, 4)) for _ in range(draw(st.integers(0, 2)))],
        signature=Signature(lines=draw(st.lists(names, max_size=3)), name=draw(st.none() | names)),
        recipients=draw(st.lists(names, max_size=3)),
        annexes=annexes,
        annex_reference=draw(st.none() | words),
        author=draw(words),
    )


def _id(ids: list[str]) -> str:
    ids.append(f"id.{len(ids)}")
    return ids[-1]
