"""The form of a page: rules as long as prescribed, sizes the decree allows, an empty slot."""

from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import attrs
import docx
import pytest
from hypothesis import given, strategies as st
from tests.document.strategies import documents, names
from tests.render import sample
from tests.render.wordml import W, parts, trees

from cchc_lib import errors
from cchc_lib.document.nodes import (
    Column,
    Items,
    Letterhead,
    Paragraph,
    Reference,
    Row,
    Section,
)
from cchc_lib.document.walk import resolve
from cchc_lib.law.layout import CUSTOMARY, MOTTO, NATION, Layout, Measure
from cchc_lib.render.columns import columns_of
from cchc_lib.render.docx import render_docx
from cchc_lib.render.docx.form import letterhead
from cchc_lib.render.metrics import BOLD, REGULAR, balanced

SAMPLE = sample.document()


def body(document, **options):
    return trees(render_docx(document, **options))["word/document.xml"]


def in_style(tree, style):
    return [
        node.getparent().getparent()
        for node in tree.iter(f"{W}pStyle")
        if node.get(f"{W}val") == style
    ]


def words(paragraph):
    return "".join(node.text for node in paragraph.iter(f"{W}t"))


def rules(tree):
    """Return the length and the room of each drawn rule, in twentieths of a point."""
    for paragraph in in_style(tree, "Rule"):
        indent = next(paragraph.iter(f"{W}ind"))
        cell = paragraph.getparent()
        width = next(cell.iter(f"{W}tcW"), None) if cell.tag == f"{W}tc" else None
        room = int(width.get(f"{W}w")) if width is not None else 9354
        left, right = int(indent.get(f"{W}left")), int(indent.get(f"{W}right"))
        assert left == right
        yield room - left - right, room


def test_the_rules_have_the_prescribed_lengths():
    tree = body(SAMPLE)
    (agency, _), (motto, _), (subject, _), *annexes = rules(tree)
    assert motto == pytest.approx(20 * BOLD.width(MOTTO, 14), abs=2)
    lines = [words(line) for line in in_style(tree, "Agency")]
    longest = 20 * max(BOLD.width(line, 13) for line in lines)
    assert agency == pytest.approx(longest / 2, abs=2)  # a name of two lines: the longest allowed
    text = 20 * BOLD.width(SAMPLE.subject, 14)
    assert text / 3 <= subject <= text / 2
    reference = 20 * REGULAR.width(f"({SAMPLE.annex_reference})", 14)
    assert len(annexes) == 2
    for length, _ in annexes:  # mẫu 2.1; the reference has two lines of nearly equal length
        assert reference / 7 <= length <= reference / 3


def test_the_rule_under_a_name_of_one_line_has_the_share_of_the_layout():
    head = attrs.evolve(SAMPLE.letterhead, agency=["SỞ NỘI VỤ"])
    for share in (Fraction(1, 3), Fraction(2, 5), Fraction(1, 2)):
        (length, _), *_ = rules(
            body(sample.document(letterhead=head), layout=Layout(rule_share=share))
        )
        assert length == pytest.approx(20 * BOLD.width("SỞ NỘI VỤ", 13) * share, abs=2)


def test_an_annex_without_a_reference_has_its_rule_under_the_title():
    tree = body(sample.document(annex_reference=None))
    assert len(list(rules(tree))) == 5
    (title, *_) = in_style(tree, "AnnexTitle")
    assert title.getnext().find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Rule"


@given(st.lists(names, min_size=1, max_size=3), names)
def test_no_rule_leaves_its_room(agency, subject):
    head = Letterhead(agency=agency, symbol="BC-UBND", place="Mai Hoa")
    tree = body(sample.document(letterhead=head, subject=subject))
    for length, room in rules(tree):
        assert 0 <= length <= room


@given(st.sampled_from([30, 35]), st.sampled_from([15, 20]), st.sampled_from([12, 13]))
def test_the_nation_stays_on_one_line(left, right, size):
    layout = Layout(left_mm=left, right_mm=right, nation_size=size)
    xml = letterhead(resolve(SAMPLE), layout, round(layout.text_width_mm * 14400 / 254))
    widths = [int(part.split('"')[0]) for part in xml.split('<w:gridCol w:w="')[1:]]
    assert widths[1] > 20 * BOLD.width(NATION, size)
    assert sum(widths) == round(layout.text_width_mm * 14400 / 254)


def test_a_long_agency_is_narrowed_until_its_lines_are_even():
    head = Letterhead(
        agency=["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"], symbol="BC-TTPVHCC", place="Mai Hoa"
    )
    (agency,) = in_style(body(sample.document(letterhead=head)), "Agency")
    assert words(agency) == head.agency[0]
    indent = next(agency.iter(f"{W}ind"))
    room = int(next(agency.getparent().iter(f"{W}tcW")).get(f"{W}w"))
    narrowed = room - int(indent.get(f"{W}left")) - int(indent.get(f"{W}right"))
    assert balanced(head.agency[0], BOLD, 13, Fraction(narrowed, 20)) == (
        "TRUNG TÂM PHỤC VỤ",
        "HÀNH CHÍNH CÔNG",
    )


def test_a_signature_slot_is_never_filled():
    signs = in_style(body(SAMPLE), "Signature")
    assert [words(line) for line in signs] == [*SAMPLE.signature.lines, *[""] * 5, "Nguyễn Văn A"]
    assert not any(True for _ in body(SAMPLE).iter(f"{W}drawing", f"{W}pict"))


def test_one_addressee_shares_the_line_and_several_stand_under_the_colon():
    one = body(sample.document(addressees=["Sở Nội vụ"]))
    assert [words(line) for line in in_style(one, "Addressee")] == ["Kính gửi: Sở Nội vụ"]
    label, *lines = in_style(body(SAMPLE), "Addressees")
    start = int(next(label.iter(f"{W}ind")).get(f"{W}left"))
    assert start == 0  # a name as long as the line has all of it
    colon = start + 20 * REGULAR.width("Kính gửi", 14)
    for line in lines:
        indent = next(line.iter(f"{W}ind"))
        dash = int(indent.get(f"{W}left")) - int(indent.get(f"{W}hanging"))
        assert dash == pytest.approx(colon, abs=2)


def test_page_one_of_the_body_and_of_each_annex_has_no_number():
    sections = list(body(SAMPLE).iter(f"{W}sectPr"))
    assert len(sections) == 3
    for section in sections:
        assert section.find(f"{W}titlePg") is not None
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert [node.get(f"{W}type") for node in section.iter(f"{W}headerReference")] == ["default"]


def test_table_heads_repeat_and_rows_do_not_split():
    for table in body(SAMPLE).iter(f"{W}tbl"):
        for row in table.iter(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
    grids = [table for table in body(SAMPLE).iter(f"{W}tbl") if _style(table) == "Grid"]
    assert [len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) for table in grids] == [2, 2, 1]


def test_a_table_is_described_for_who_cannot_see_it():
    grid = next(table for table in body(SAMPLE).iter(f"{W}tbl") if _style(table) == "Grid")
    properties = grid.find(f"{W}tblPr")
    assert properties.find(f"{W}tblCaption").get(f"{W}val").startswith("Bảng 1. Kết quả")
    assert properties.find(f"{W}tblDescription").get(f"{W}val").startswith("Số hồ sơ")


def test_many_columns_take_the_smaller_type():
    styles = {node.get(f"{W}val") for node in body(SAMPLE).iter(f"{W}pStyle")}
    assert {"TableHead", "TableHeadDense", "TableRight", "TableCenterDense"} <= styles


def test_the_last_words_stay_with_the_signature():
    last = next(p for p in in_style(body(SAMPLE), "BodyText") if words(p).startswith("Trên đây"))
    assert last.find(f"{W}pPr/{W}keepNext") is not None


def test_a_line_that_only_refers_stays_with_what_it_is_about():
    def kept(*blocks):
        section = Section(id="i", title="A", blocks=blocks)
        closing = Paragraph("Hết.")
        tree = body(sample.document(sections=[section, *ENDS], opening=[closing]))
        return [
            words(line)
            for line in in_style(tree, "BodyText")
            if line.find(f"{W}pPr/{W}keepNext") is not None
        ][:-1]  # the last words of the body stay with the signature

    refers = Paragraph(["Chi tiết tại ", Reference("a.plan"), "."])
    assert kept(Paragraph("một"), refers) == ["một"]
    assert kept(Items(["một", "hai"]), refers, refers) == ["- hai", words_of(refers)]
    assert kept(refers, Paragraph("một")) == []
    assert kept(sample.dossiers(), refers) == []
    assert kept(Paragraph("một"), Paragraph(["x" * 60, Reference("a.plan")])) == []


ENDS = [Section(id="z", title="Z", blocks=[Paragraph("Hết.")])]


def words_of(refers):
    return f"{refers.content[0].text}Phụ lục I."


def test_a_number_breaks_no_line_and_is_read_back_as_it_was():
    number = "5690/SNV-CCHC&VTLT, (66-NQ/TW) và 25/KH-UBND"
    tree = sample.document(
        opening=[Paragraph(f"Theo {number}; giai đoạn 2026-2030, COVID-19, a/b-c.")],
        recipients=[f"Sở (theo {number})"],
        annex_reference=f"Kèm theo {number} ngày 05 tháng 01 năm 2026",
    )
    data = render_docx(tree)
    xml = parts(data)["word/document.xml"].decode()
    assert "SNV-CCHC" not in xml
    assert "66-NQ" not in xml
    assert "2026-2030, COVID-19, a/b-c" in xml
    shown = docx.Document(BytesIO(data))
    texts = [paragraph.text for paragraph in shown.paragraphs]
    assert any(f"Theo {number}; giai đoạn" in text for text in texts)
    assert shown.tables[0].rows[1].cells[0].text == "Số: 05/BC-UBND"
    day = "ngày\xa005\xa0tháng\xa001\xa0năm\xa02026"
    assert texts.count(f"(Kèm theo {number} {day})") == 2


def test_a_second_line_of_the_recipients_stands_under_the_first():
    styles = trees(render_docx(SAMPLE))["word/styles.xml"]
    indent = next(styles.find(f"{W}style[@{W}styleId='Recipients']").iter(f"{W}ind"))
    dash = round(20 * REGULAR.width("- ", 11))
    assert int(indent.get(f"{W}left")) == int(indent.get(f"{W}hanging")) == dash


def test_every_part_of_text_declares_the_names_that_readers_look_for():
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml"):
        assert b"xmlns:r=" in parts(render_docx(SAMPLE))[name]


def grid(table):
    tree = body(sample.document(sections=[ENDS[0]], opening=[table], annexes=()))
    found = next(found for found in tree.iter(f"{W}tbl") if _style(found) == "Grid")
    return [int(column.get(f"{W}w")) for column in found.find(f"{W}tblGrid")]


def test_declared_widths_stay_where_nothing_wraps():
    assert grid(sample.plain_table()) == columns_of(9354, [3, 1])


def test_a_column_of_long_words_takes_what_columns_of_figures_have_to_spare():
    columns = [Column("STT"), Column("Chỉ tiêu", width=2), Column("Quý III năm 2025", width=2)]
    label = "Tỷ lệ hồ sơ giải quyết đúng hạn, tính trên số hồ sơ đã giải quyết"
    rows = [Row(["1", label, "96,14%"])]
    table = attrs.evolve(sample.plain_table(), columns=columns, rows=rows)
    order, wide, figures = grid(table)
    assert order + wide + figures == 9354
    assert wide > 20 * REGULAR.width(label, 12)
    assert figures >= columns_of(9354, [1, 2, 2])[2] // 2
    assert figures > 20 * BOLD.width("Quý III", 12)
    long = attrs.evolve(table, rows=[Row(["1", label * 20, "96,14%"])])
    assert grid(long)[2] > 20 * BOLD.width("96,14%", 12)


def test_a_column_that_lacks_little_is_served_before_one_that_lacks_much():
    columns = [Column(name) for name in ("A", "B", "C", "D")]
    rows = [Row(["1", "2", "giảm 25,17 điểm phần trăm", "chữ " * 100])]
    first, second, little, much = grid(
        attrs.evolve(sample.plain_table(), columns=columns, rows=rows)
    )
    assert little > 20 * REGULAR.width("giảm 25,17 điểm phần trăm", 12)
    assert much > first == second


@given(st.lists(st.lists(names, min_size=3, max_size=3), max_size=5))
def test_any_table_fills_the_width(rows):
    columns = [Column("STT"), Column("Lĩnh vực", width=4), Column("Tỷ lệ (%)", width=2)]
    table = attrs.evolve(sample.plain_table(), columns=columns, rows=list(map(Row, rows)))
    widths = grid(table)
    assert sum(widths) == 9354
    assert all(width > 0 for width in widths)


def _style(table):
    return table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val")


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3000)), min_size=1, max_size=20),
    st.integers(2000, 9355),
)
def test_columns_fill_the_width_and_keep_their_words_whole(columns, total):
    shares, least = zip(*columns, strict=True)
    widths = columns_of(total, shares, least)
    assert sum(widths) == total
    if sum(least) < total:
        assert all(width >= minimum - 1 for width, minimum in zip(widths, least, strict=True))


def test_columns_of_equal_shares_differ_by_one_at_most():
    widths = columns_of(9354, [1] * 13)
    assert max(widths) - min(widths) <= 1


@given(st.text("ABC ỦƯĐ-", max_size=80), st.integers(40, 400))
def test_balanced_lines_say_the_same_and_fit(text, limit):
    lines = balanced(text, BOLD, 13, Fraction(limit))
    assert " ".join(lines) == " ".join(text.split())
    for line in lines:
        assert BOLD.width(line, 13) <= limit or " " not in line


def test_letters_with_marks_are_as_wide_as_their_base():
    assert REGULAR.units("ệ") == REGULAR.units("e")
    assert BOLD.units("Ừ") == BOLD.units("Ư") > BOLD.units("U")
    assert BOLD.units("ỗ") == BOLD.units("o\u0302\u0303") == BOLD.units("o")
    assert REGULAR.width("😀", 10) == 10
    assert REGULAR.units("\u0323") == 0


_RULES = {
    field.name: field.validator
    for field in attrs.fields(Layout)
    if isinstance(field.validator, Measure)
}


def test_every_measure_of_a_layout_has_a_rule():
    assert set(_RULES) == {field.name for field in attrs.fields(Layout)}


@pytest.mark.parametrize("name", _RULES)
def test_a_layout_takes_the_ends_of_a_range_and_nothing_beyond(name):
    rule = _RULES[name]
    for end in (rule.low, rule.high):
        assert getattr(Layout(**{name: Fraction(end)}), name) == Fraction(end)
    for beyond in (Fraction(rule.low) - 1, Fraction(rule.high) + 1):
        with pytest.raises(errors.InvalidValueError, match=name) as caught:
            Layout(**{name: beyond})
        source = "custom" if rule.article is None else f"Phụ lục I, mục {rule.article}"
        assert source in str(caught.value)
    for inexact in (13.0, True, "13", None):
        with pytest.raises(errors.InvalidTypeError, match=name):
            Layout(**{name: inexact})


def test_the_ranges_are_those_of_the_decree():
    """Written down a second time, from the table of mục V, so that no slip passes unseen."""
    upper = "nation parent agency brief"
    usual = "motto date kind subject body signature addressee annex_title page_number"
    ranges = {
        **{f"{name}_size": ("12", "13") for name in upper.split()},
        **{f"{name}_size": ("13", "14") for name in usual.split()},
        "number_size": ("13", "13"),
        "recipients_label_size": ("12", "12"),
        "recipients_size": ("11", "11"),
        "annex_label_size": ("14", "14"),
        "rule_share": ("1/3", "1/2"),
        "top_mm": ("20", "25"),
        "bottom_mm": ("20", "25"),
        "left_mm": ("30", "35"),
        "right_mm": ("15", "20"),
        "first_line_mm": ("10", "12.7"),
        "line_spacing": ("1", "1.5"),
    }
    decreed = {name: (rule.low, rule.high) for name, rule in _RULES.items() if rule.article}
    assert decreed.pop("paragraph_gap")[0] == "6"  # the decree sets no upper end
    assert decreed == ranges


def test_a_size_is_in_half_points():
    assert Layout(body_size=Decimal("13.5")).body_size == Decimal("13.5")
    with pytest.raises(errors.InvalidValueError, match="half points"):
        Layout(body_size=Decimal("13.3"))


def test_the_customary_layout_is_the_default():
    assert Layout() == CUSTOMARY
    assert CUSTOMARY.text_width_mm == 165


def test_a_table_of_words_too_long_for_the_page_still_fills_it():
    wide = attrs.evolve(
        sample.plain_table(),
        columns=[Column("x" * 60), Column("y" * 60)],
        rows=[Row([["z" * 80], ["1"]])],
    )
    tree = body(sample.document(sections=(), opening=(wide,), annexes=()))
    grid = next(table for table in tree.iter(f"{W}tbl") if _style(table) == "Grid")
    columns = [int(column.get(f"{W}w")) for column in grid.find(f"{W}tblGrid")]
    assert sum(columns) == 9354


@given(documents())
def test_every_paragraph_has_a_named_style(tree):
    for paragraph in body(tree).iter(f"{W}p"):
        assert paragraph.find(f"{W}pPr/{W}pStyle") is not None
