"""Numbers, names and fixed words, as Nghị định 30/2020/NĐ-CP has them."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from tests.document.strategies import documents

from cchc_lib import errors
from cchc_lib.document.nodes import (
    Annex,
    Column,
    Document,
    Items,
    Letterhead,
    Note,
    Paragraph,
    Reference,
    Row,
    Section,
    Signature,
    Table,
    Value,
)
from cchc_lib.document.walk import HeadCell, Heading, ItemLines, NoteMark, Run, TextLine, resolve

HEAD = Letterhead(agency=["UBND XÃ"], symbol="BC-UBND", place="Mai Hoa")


def document(*sections, **fields):
    return Document(
        **(
            {
                "letterhead": HEAD,
                "kind": "BÁO CÁO",
                "subject": "Công tác",
                "signature": Signature(lines=["CHỦ TỊCH"]),
                "sections": sections,
            }
            | fields
        )
    )


def section(id, *blocks, title="Tên mục"):
    return Section(id=id, title=title, blocks=blocks)


def table(id, title="Hồ sơ", **changes):
    fields = {"columns": [Column("Số")], "rows": [Row([["1"]])]} | changes
    return Table(id=id, title=title, description="Số.", **fields)


def headings(resolved):
    return [
        f"{block.label} {block.title}" for block in resolved.blocks if isinstance(block, Heading)
    ]


def text(words):
    return "".join(word.text if isinstance(word, Run) else f"[{word.number}]" for word in words)


def last(resolved):
    block = resolved.blocks[-1]
    return text(block.items[-1] if isinstance(block, ItemLines) else block.words)


def referring(*targets, to=(), **fields):
    mentions = [Paragraph([Reference(target)]) for target in targets]
    resolved = resolve(document(*to, opening=mentions, end_mark="", **fields))
    return [text(block.words) for block in resolved.blocks[: len(targets)]]


def test_headings_are_numbered_by_their_depth():
    five = section("e", title="năm")
    four = section("d", five, title="bốn")
    three = section("c", four, title="ba")
    resolved = resolve(document(section("a", section("b", three)), section("z", title="đã đổi")))
    assert headings(resolved) == [
        "I. TÊN MỤC",
        "1. Tên mục",
        "a) ba",
        "- bốn",
        "+ năm",
        "II. ĐÃ ĐỔI",
    ]
    assert [block.level for block in resolved.blocks if isinstance(block, Heading)] == [
        1,
        2,
        3,
        4,
        5,
        1,
    ]


def test_the_letters_are_the_official_ones():
    letters = list("abcdđeghiklmnopqrstuvxy")
    points = [section(f"p{n}") for n in range(len(letters))]
    resolved = resolve(document(section("a", section("b", *points))))
    assert [line.split(")")[0] for line in headings(resolved)[2:]] == letters
    with pytest.raises(errors.InvalidValueError, match="điểm 24 of its khoản"):
        resolve(document(section("a", section("b", *points, section("more")))))


def test_numbering_starts_again_under_each_heading():
    resolved = resolve(document(section("a", section("b")), section("c", section("d"))))
    assert [line.split()[0] for line in headings(resolved)] == ["I.", "1.", "II.", "1."]


def test_references_are_written_out():
    deep = section("i", section("i.1", section("i.1.a"), section("i.1.b")))
    body = (deep, section("ii", table("t1"), section("ii.1", table("t2"))))
    annexes = [Annex(id="x", title="A", blocks=[section("x.i", table("t3"))])]
    mentions = referring("i", "i.1", "i.1.b", "t2", "t3", "x", "x.i", to=body, annexes=annexes)
    assert mentions == [
        "Mục I",
        "Mục I.1",
        "điểm b Mục I.1",
        "Bảng 2",
        "Bảng 3",
        "Phụ lục",
        "Mục I Phụ lục",
    ]


def test_several_annexes_take_roman_numerals():
    annexes = [Annex(id=f"x{n}", title="Tên", blocks=[]) for n in range(1, 5)]
    assert referring("x1", "x4", annexes=annexes) == ["Phụ lục I", "Phụ lục IV"]
    resolved = resolve(document(annexes=annexes, annex_reference="Kèm theo Báo cáo"))
    assert resolved.annexes[1].label == "Phụ lục II"
    assert resolved.annexes[1].title == "TÊN"
    assert resolved.annexes[1].reference == "(Kèm theo Báo cáo)"


def test_a_reference_keeps_its_target_for_a_link():
    resolved = resolve(document(section("a", Paragraph(["tại ", Reference("a")])), end_mark=""))
    assert resolved.blocks[1].words == (Run("tại "), Run("Mục I", target="a"))


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(errors.UnknownNameError, match=r"'plam'; did you mean 'plan'\?"):
        referring("plam", to=[section("plan")])


def test_what_has_no_number_cannot_be_referred_to():
    with pytest.raises(errors.UnknownNameError):
        referring("t", to=[section("a", table("t", title=""))])


@pytest.mark.parametrize("twice", [section("a", table("a")), section("a", section("a"))])
def test_an_id_used_twice_is_refused(twice):
    with pytest.raises(errors.InvalidValueError, match="'a' is used twice"):
        resolve(document(twice))
    with pytest.raises(errors.InvalidValueError, match="used twice"):
        resolve(document(section("a"), annexes=[Annex(id="a", title="A", blocks=[])]))


def test_a_table_without_a_title_takes_no_number():
    blocks = resolve(document(section("a", table("t1", title=""), table("t2"), table("t3")))).blocks
    assert [block.caption for block in blocks[1:4]] == [None, "Bảng 1. Hồ sơ", "Bảng 2. Hồ sơ"]


def test_the_unit_is_announced():
    resolved = resolve(document(section("a", table("t", unit="hồ sơ"))))
    assert resolved.blocks[1].unit == "Đơn vị tính: hồ sơ"


def test_neighbours_share_a_group_and_others_reach_down():
    columns = [
        Column("TT"),
        Column("Trực tuyến", group="Tiếp nhận"),
        Column("Trực tiếp", group="Tiếp nhận"),
        Column("Ghi chú"),
        Column("Khác", group="Tiếp nhận"),
    ]
    resolved = resolve(document(section("a", table("t", columns=columns, rows=[]))))
    upper, lower = resolved.blocks[1].head
    assert upper == (
        HeadCell("TT", rows=2),
        HeadCell("Tiếp nhận", columns=2),
        HeadCell("Ghi chú", rows=2),
        HeadCell("Tiếp nhận"),
    )
    assert [cell.text for cell in lower] == ["Trực tuyến", "Trực tiếp", "Khác"]


def test_a_total_is_bold_and_keeps_its_figures():
    row = Row([[Value("12", "total")]], is_total=True)
    resolved = resolve(document(section("a", table("t", rows=[row]))))
    assert resolved.blocks[1].rows == (((Run("12", bold=True, figure="total"),),),)


def test_notes_are_numbered_as_they_are_read():
    words = ["một", Note([["chú thích ", Value("1", "a")], ["dòng hai"]]), Note([["hai"]])]
    rows = [Row([["ô", Note([["trong bảng"]])]])]
    annex = Annex(id="x", title="X", blocks=[Paragraph(["cuối", Note([["phụ lục"]])])])
    resolved = resolve(
        document(section("a", Paragraph(words), table("t", rows=rows)), annexes=[annex])
    )
    assert [text(note.paragraphs[0]) for note in resolved.notes] == [
        "chú thích 1",
        "hai",
        "trong bảng",
        "phụ lục",
    ]
    assert [note.number for note in resolved.notes] == [1, 2, 3, 4]
    assert resolved.blocks[1].words == (Run("một"), NoteMark(1), NoteMark(2))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph("Trên đây là báo cáo."), "Trên đây là báo cáo./."),
        (Paragraph("Trên đây là báo cáo"), "Trên đây là báo cáo./."),
        (Paragraph("Trên đây là báo cáo./."), "Trên đây là báo cáo./."),
        (Paragraph(["Báo cáo.", Note([["x"]])]), "Báo cáo[1]./."),
        (Paragraph(["Đạt ", Value("95%", "x")]), "Đạt 95%./."),
        (Paragraph([]), "./."),
        (Items(["một;", "hai."]), "hai./."),
        (Items([]), "./."),
        (table("t"), "./."),
    ],
)
def test_the_end_mark_closes_the_body(block, expected):
    assert last(resolve(document(section("a", block)))) == expected


def test_without_an_end_mark_the_last_words_stay():
    kept = document(section("a", Paragraph("Hết.")), end_mark="")
    assert last(resolve(kept)) == "Hết."
    assert resolve(document()).blocks == ()


def test_the_end_mark_keeps_the_figure_of_the_last_words():
    resolved = resolve(document(section("a", Paragraph([Value("95%.", "x")]))))
    assert resolved.blocks[1].words[0] == Run("95%", figure="x")


@pytest.mark.parametrize(
    ("changes", "number", "day"),
    [
        ({}, "Số:      /BC-UBND", "Mai Hoa, ngày    tháng    năm"),
        ({"year": 2025}, "Số:      /BC-UBND", "Mai Hoa, ngày    tháng    năm 2025"),
        (
            {"number": 5, "day": date(2026, 1, 5)},
            "Số: 05/BC-UBND",
            "Mai Hoa, ngày 05 tháng 01 năm 2026",
        ),
        (
            {"number": 1268, "day": date(2025, 3, 15)},
            "Số: 1268/BC-UBND",
            "Mai Hoa, ngày 15 tháng 3 năm 2025",
        ),
    ],
)
def test_number_and_day_or_room_for_them(changes, number, day):
    resolved = resolve(document(letterhead=attrs.evolve(HEAD, **changes)))
    assert (resolved.number, resolved.date) == (number, day)


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        ([], ()),
        (["Sở Nội vụ"], ("Kính gửi: Sở Nội vụ",)),
        (["Sở Nội vụ", "- Văn phòng;"], ("Kính gửi:", "- Sở Nội vụ;", "- Văn phòng.")),
    ],
)
def test_addressees_stand_on_lines_of_their_own_when_several(names, lines):
    assert resolve(document(addressees=names)).addressees == lines


def test_recipients_end_with_a_full_stop():
    resolved = resolve(document(recipients=["Như trên", "Lưu: VT, VP."]))
    assert resolved.recipients == ("- Như trên;", "- Lưu: VT, VP.")


@given(documents())
def test_every_note_is_marked_once_in_reading_order(tree):
    resolved = resolve(tree)
    marks = [word.number for words in _all_words(resolved) for word in words if _is_mark(word)]
    assert marks == [note.number for note in resolved.notes] == list(range(1, len(marks) + 1))


@given(documents())
def test_captions_count_from_one(tree):
    captions = [
        block.caption
        for part in _parts(resolve(tree))
        for block in part
        if getattr(block, "caption", None)
    ]
    assert [caption.split(".")[0] for caption in captions] == [
        f"Bảng {n}" for n in range(1, len(captions) + 1)
    ]


def _parts(resolved):
    return [resolved.blocks, *(annex.blocks for annex in resolved.annexes)]


def _is_mark(word):
    return isinstance(word, NoteMark)


def _all_words(resolved):
    for blocks in _parts(resolved):
        for block in blocks:
            if isinstance(block, TextLine):
                yield block.words
            elif isinstance(block, ItemLines):
                yield from block.items
            elif not isinstance(block, Heading):
                for row in block.rows:
                    yield from row
                yield from block.notes
