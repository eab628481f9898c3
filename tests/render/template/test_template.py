"""An office's own template: what it has stays, what we make goes in, equal bytes always."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import attrs
import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree
from tests.document.strategies import documents
from tests.render import sample
from tests.render.template import office_templates as office
from tests.render.wordml import W, parts, problems, text_of, trees

import cchc_lib as cchc
from cchc_lib.document.nodes import Annex, Paragraph, Section
from cchc_lib.law.layout import NATION

SAMPLE = sample.document()
FILES = {name: office.bytes_of(make()) for name, make in office.FAMILY.items()}
FILES["no mark"] = office.bytes_of(office.plain("Báo cáo cũ của quý trước."))
FILES["bare"] = office.bytes_of(office.without_styles(office.plain(), "Title", "Body Text"))
ALONE = sample.document(
    annexes=(), sections=(Section(id="i", title="Kết quả", blocks=[Paragraph("Đã đạt.")]),)
)
named = pytest.mark.parametrize("name", FILES)


def body_words(data):
    return [line for line in text_of(data).split("\n") if line.strip()]


def own_words(name):
    """What stays of the words of a template, where the report goes in at its mark."""
    lines = body_words(FILES[name])
    return [] if office.TEXT not in lines else lines


@named
def test_the_words_of_the_report_stand_in_the_place_of_the_mark(name):
    ours = body_words(cchc.render_docx(SAMPLE))
    made = body_words(cchc.render_docx(SAMPLE, template=FILES[name]))
    kept = [line for line in own_words(name) if line not in (office.TEXT, office.ANNEXES)]
    if name == "own_form":  # its letterhead and its signature in the place of ours
        title, end = ours.index("BÁO CÁO"), ours.index("Nơi nhận:")
        annexes = ours[ours.index("Phụ lục I") :]
        ours = ours[title:end]
        above = next(place for place, line in enumerate(kept) if line.startswith("Nơi nhận:"))
        assert made == [*kept[:above], *ours, *kept[above:], *annexes]
    else:
        assert made == [*kept, *ours]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(sorted(FILES)))
def test_any_document_goes_into_any_template(tree, name):
    template = cchc.OfficeTemplate(FILES[name], letterhead=True, signature=True)
    made = cchc.render_docx(tree, template=template)
    assert set(problems(made)) <= set(problems(FILES[name]))
    printed = body_words(cchc.render_docx(tree))
    rest = iter(body_words(made))
    assert all(line in rest for line in printed)  # in this order


@named
def test_heads_feet_pictures_and_sections_stay(name):
    before, after = parts(FILES[name]), parts(cchc.render_docx(SAMPLE, template=FILES[name]))
    kinds = ("word/header", "word/footer", "word/media", "word/theme", "word/fontTable")
    for part in before:
        if part.startswith(kinds):
            assert canonical(part, after[part]) == canonical(part, before[part])
    old, new = (docx.Document(BytesIO(data)) for data in (FILES[name], rendered(name)))
    for mine, theirs in zip(old.sections, new.sections, strict=False):
        assert page(theirs) == page(mine)


def canonical(name, data):
    return (
        data if not name.endswith(".xml") else etree.tostring(etree.fromstring(data), method="c14n")
    )


def rendered(name, **options):
    return cchc.render_docx(SAMPLE, template=FILES[name], **options)


def page(section):
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    return (section.page_width, section.page_height, section.orientation, *margins)


@named
def test_styles_are_those_of_the_template_and_ours_where_it_lacks_them(name):
    old = {
        style_id(style): style for style in trees(FILES[name])["word/styles.xml"].iter(f"{W}style")
    }
    made = trees(rendered(name))
    new = {style_id(style): style for style in made["word/styles.xml"].iter(f"{W}style")}
    for key, style in old.items():
        assert etree.tostring(new[key], method="c14n") == etree.tostring(style, method="c14n")
    used = {
        node.get(f"{W}val")
        for part in made
        if "word/document" in part or "word/footnotes" in part
        for node in made[part].iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    added = {key[1] for key in new.keys() - old.keys()}
    assert added <= used | {"FormTable"}  # nothing is added that nothing needs
    names = [style.find(f"{W}name").get(f"{W}val").lower() for style in new.values()]
    assert len(names) == len(set(names))


def style_id(style):
    return style.get(f"{W}type"), style.get(f"{W}styleId")


def test_a_style_of_another_language_is_known_by_its_name():
    made = office.plain(office.TEXT)
    made.styles["Heading 1"].element.set(qn("w:styleId"), "u1")
    made.styles["Body Text"].element.set(qn("w:styleId"), "ThnVnban")
    opened = cchc.to_python_docx(SAMPLE, template=office.bytes_of(made))
    ids = [paragraph._p.style for paragraph in opened.paragraphs]
    assert "u1" in ids
    assert "ThnVnban" in ids
    assert not {"Heading1", "BodyText"} & set(ids)


def test_an_id_that_the_template_has_for_something_else_is_not_taken():
    made = office.plain(office.TEXT)
    made.styles["Quote"].element.set(qn("w:styleId"), "Agency")
    opened = cchc.to_python_docx(SAMPLE, template=office.bytes_of(made))
    (cell,) = {
        paragraph.style.name
        for paragraph in opened.tables[0].cell(0, 0).paragraphs
        if paragraph.text == "XÃ MAI HOA"
    }
    assert cell == "Cơ quan ban hành"
    assert opened.styles["Quote"].element.get(qn("w:styleId")) == "Agency"


def test_headings_that_number_themselves_are_not_numbered_twice():
    made = cchc.to_python_docx(SAMPLE, template=FILES["own_headings"])
    headings = [each for each in made.paragraphs if each.style.name == "Heading 1"]
    assert headings[0].text.startswith("I. ")
    for each in headings:
        assert each._p.pPr.numPr.numId.val == 0
    assert all(
        each._p.pPr.numPr is None for each in made.paragraphs if each.style.name == "Body Text"
    )


def test_a_report_looks_the_same_whatever_the_default_of_the_template_is():
    """Styles that are added owe no measure to it."""
    odd = office.plain(office.TEXT)
    normal = odd.styles["Normal"].paragraph_format
    normal.space_after, normal.space_before = docx.shared.Pt(30), docx.shared.Pt(20)
    normal.left_indent, normal.line_spacing = docx.shared.Mm(20), 2.0
    normal.alignment = docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    odd.styles["Normal"].font.size = docx.shared.Pt(30)
    odd.styles["Normal"].font.name = "Arial"
    made = cchc.to_python_docx(SAMPLE, template=office.bytes_of(odd))
    for style in ("Ô bảng", "Số và ký hiệu", "Danh sách nơi nhận", "Đơn vị tính", "Khoảng trống"):
        form = made.styles[style].paragraph_format
        assert form.space_after.pt < 10
        assert form.space_before.pt < 10
        assert form.line_spacing is not None
        assert form.line_spacing != 2.0
        assert form.alignment is not None
        assert form.left_indent.mm < 5
        assert made.styles[style].font.size.pt < 20
        assert made.styles[style].font.name == "Times New Roman"


def test_added_styles_are_based_on_normal_where_no_style_is_marked_as_default():
    """As LibreOffice saves a file."""
    made = office.plain(office.TEXT)
    for style in made.styles:
        style.element.attrib.pop(qn("w:default"), None)
    opened = cchc.to_python_docx(SAMPLE, template=office.bytes_of(made))
    assert opened.styles["Ô bảng"].base_style.name == "Normal"


@named
def test_equal_inputs_give_equal_bytes_as_docx_and_dotx(name):
    first = rendered(name)
    assert first == rendered(name)
    assert first == cchc.render_docx(SAMPLE, template=office.dotx(FILES[name]))
    assert first == cchc.render_docx(SAMPLE, template=cchc.OfficeTemplate(FILES[name]))
    assert first == cchc.render_docx(SAMPLE, template=BytesIO(FILES[name]))


def test_equal_bytes_at_any_time_in_any_process(tmp_path):
    (tmp_path / "mau.docx").write_bytes(FILES["letterhead"])
    code = (
        "import sys, hashlib, time; sys.path.insert(0, sys.argv[1])\n"
        "import zipfile; real = time.time\n"
        "time.localtime = lambda *_: time.gmtime(int(sys.argv[3]))\n"
        "from tests.render import sample\nimport cchc_lib as cchc\n"
        "made = cchc.render_docx(sample.document(), template=sys.argv[2])\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    root = str(Path(__file__).parents[3])
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, root, str(tmp_path / "mau.docx"), moment],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone, moment in (
            ("1", "Asia/Ho_Chi_Minh", "900000000"),
            ("2", "America/Lima", "1700000000"),
        )
    }
    assert len(digests) == 1


def test_what_is_saved_is_what_is_rendered(tmp_path):
    (tmp_path / "mau.dotx").write_bytes(office.dotx(FILES["letterhead"]))
    cchc.save_docx(SAMPLE, tmp_path / "a.docx", template=tmp_path / "mau.dotx")
    assert (tmp_path / "a.docx").read_bytes() == rendered("letterhead")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "mau.dotx"]


@named
def test_title_author_and_day_are_those_of_the_report(name):
    properties = docx.Document(BytesIO(rendered(name))).core_properties
    assert properties.title == f"{SAMPLE.kind} {SAMPLE.subject}"
    assert properties.author == SAMPLE.author
    assert properties.created == properties.modified == datetime(2026, 1, 5, tzinfo=UTC)
    assert properties.last_modified_by == properties.comments == properties.keywords == ""


def test_a_title_longer_than_python_docx_sets_is_kept():
    long = sample.document(subject="Kết quả công tác " * 30)
    made = docx.Document(BytesIO(cchc.render_docx(long, template=FILES["letterhead"])))
    assert len(made.core_properties.title) > 255


# ------------------------------------------------------------------ form, annexes, notes


def test_the_form_is_printed_where_the_template_has_none():
    for name, has_form in (("letterhead", True), ("own_form", False)):
        made = text_of(rendered(name))
        assert made.count(NATION) == 1
        assert made.count("Nơi nhận:") == 1
        assert ("Độc lập - Tự do - Hạnh phúc" in made) is True
        assert ("Số: 05/BC-UBND" in made) is has_form
    both = cchc.OfficeTemplate(FILES["own_form"], letterhead=True, signature=True)
    assert text_of(cchc.render_docx(SAMPLE, template=both)).count(NATION) == 2
    none = cchc.OfficeTemplate(FILES["letterhead"], letterhead=False, signature=False)
    made = text_of(cchc.render_docx(SAMPLE, template=none))
    assert NATION not in made
    assert "Nơi nhận:" not in made
    assert made.strip().startswith("BÁO CÁO")


@pytest.mark.parametrize("answer", [1, "có", b""])
def test_an_answer_is_yes_no_or_as_the_template_has_it(answer):
    with pytest.raises(cchc.InvalidTypeError, match="letterhead"):
        cchc.OfficeTemplate(FILES["letterhead"], letterhead=answer)


def test_annexes_stand_at_their_own_mark_on_its_pages():
    made = docx.Document(BytesIO(rendered("landscape")))
    assert [section.orientation for section in made.sections] == [0, 1, 1]
    text = text_of(rendered("landscape"))
    assert office.ANNEXES not in text
    without = cchc.render_docx(ALONE, template=FILES["landscape"])
    alone = docx.Document(BytesIO(without))
    assert [section.orientation for section in alone.sections] == [0]
    assert "Phụ lục I" not in text_of(without)


def test_words_around_the_mark_of_annexes_stay_in_their_order():
    made = office.plain(office.TEXT, "Trước phụ lục.", office.ANNEXES, "Sau phụ lục.")
    lines = body_words(cchc.render_docx(SAMPLE, template=office.bytes_of(made)))
    places = [lines.index(line) for line in ("Trước phụ lục.", "Phụ lục I", "Phụ lục II")]
    assert places == sorted(places)
    assert lines[-1] == "Sau phụ lục."
    none = cchc.render_docx(ALONE, template=office.bytes_of(made))
    assert body_words(none)[-2:] == ["Trước phụ lục.", "Sau phụ lục."]
    assert len(docx.Document(BytesIO(none)).sections) == 1


def test_annexes_count_their_own_pages_and_repeat_no_letterhead():
    made = docx.Document(BytesIO(rendered("first_page")))
    first, *annexes = made.sections
    assert first.first_page_header.paragraphs[0].text == "TIÊU ĐỀ TRANG ĐẦU"
    assert len(annexes) == 2
    for section in annexes:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert [each.text for each in section.first_page_header.paragraphs] == [""]
        assert section.first_page_footer.paragraphs[0].text == "CHÂN TRANG"
        assert "PAGE" in etree.tostring(section.header._element).decode()


def test_a_section_that_has_its_head_from_the_one_before_keeps_it():
    """Also where annexes with heads of their own come between the two."""
    made = office.first_page()
    made.add_paragraph(office.ANNEXES)
    made.add_section()
    made.add_paragraph("Trang sau phụ lục.")
    made.save(file := BytesIO())
    opened = docx.Document(BytesIO(cchc.render_docx(SAMPLE, template=file.getvalue())))
    last = opened.sections[-1]
    assert opened.paragraphs[-1].text == "Trang sau phụ lục."
    assert last._sectPr.find(qn("w:titlePg")) is not None
    assert last.first_page_header.paragraphs[0].text == "TIÊU ĐỀ TRANG ĐẦU"
    assert len(opened.sections) == 4


def test_a_wide_annex_lies_on_the_pages_of_a_template_too():
    made = cchc.to_python_docx(wide(), template=FILES["letterhead"])
    assert [section.orientation for section in made.sections] == [0, 1]
    first, second = made.sections
    assert (second.page_width, second.page_height) == (first.page_height, first.page_width)
    assert second.top_margin == first.left_margin


def wide():
    table = sample.wide_table()
    rows = [attrs.evolve(row, cells=[["9.876.543.210.000"]] * len(row.cells)) for row in table.rows]
    annex = Annex(id="a", title="Bảng rộng", blocks=(attrs.evolve(table, rows=rows),))
    return attrs.evolve(ALONE, annexes=(annex,))


def with_notes(name, lines=(office.TEXT,)):
    """A template with a footnote of its own, as LibreOffice or Word would write one."""
    made = office.bytes_of(office.plain("Trước.", *lines))
    ours = parts(cchc.render_docx(SAMPLE))
    note = (
        '<w:footnote w:id="7"><w:p><w:r><w:t>Chú thích của mẫu.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="9"><w:p><w:r><w:t>Chú thích bỏ quên.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    start = ours["word/footnotes.xml"].decode()
    separators = start[: start.index('<w:footnote w:id="1"')].replace(
        '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>', ""
    )
    made = office.replaced(
        made,
        "word/document.xml",
        "Trước.</w:t></w:r>",
        'Trước.</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>',
    )
    made = office.replaced(
        made,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    made = office.replaced(
        made,
        "[Content_Types].xml",
        "</Types>",
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.footnotes+xml"/></Types>',
    )
    return office.changed(made, **{"word/footnotes.xml": separators + note})


def test_footnotes_stand_beside_those_of_the_template():
    made = cchc.render_docx(SAMPLE, template=with_notes("x"))
    assert not [each for each in problems(made) if "notes" in each]
    texts = text_of(made, "word/footnotes.xml")
    assert "Chú thích của mẫu." in texts
    assert "Chú thích bỏ quên." not in texts
    assert "Quyết định số 63/QĐ-UBND" in texts
    root = trees(made)["word/document.xml"]
    marks = [int(mark.get(f"{W}id")) for mark in root.iter(f"{W}footnoteReference")]
    assert marks[0] == 7
    assert sorted(set(marks)) == sorted(marks)
    assert min(marks[1:]) > 9


def test_footnotes_come_into_a_template_without_any():
    made = trees(rendered("letterhead"))
    (name,) = (name for name in made if "footnotes" in name and "rels" not in name)
    assert "Quyết định số 63/QĐ-UBND" in text_of(rendered("letterhead"), name)
    kept = made["word/settings.xml"].find(f"{W}footnotePr")
    assert [note.get(f"{W}id") for note in kept] == ["-1", "0"]
    none = parts(cchc.render_docx(ALONE, template=FILES["letterhead"]))
    assert not [name for name in none if "footnotes" in name]


def test_nothing_of_an_old_report_travels_along():
    old = office.plain("Số liệu mật của quý trước.")
    old.add_paragraph().add_run().add_picture(BytesIO(office.LOGO))
    old.add_comment(old.paragraphs[0].runs, text="Nhận xét nội bộ", author="Ai đó")
    data = office.bytes_of(old)
    for needle in (b"media/image1.png", "Nhận xét nội bộ".encode()):
        assert needle in b"".join(parts(data).values()) + b" ".join(map(str.encode, parts(data)))
    made = parts(cchc.render_docx(SAMPLE, template=data))
    everything = b"".join(made.values())
    for needle in ("Số liệu mật", "Nhận xét nội bộ", "Ai đó"):
        assert needle.encode() not in everything
    assert not [
        name for name in made if "media" in name or "thumbnail" in name or "comments" in name
    ]


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Mật">'
    "<vt:lpwstr>Điều không nói ra</vt:lpwstr></property></Properties>"
)


def with_unseen_values(data):
    """Return a template with a property and a variable of its own, and data to merge."""
    types = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    for part, end, added in (
        (
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/docProps/custom.xml" ContentType="{types}"/>',
        ),
        (
            "_rels/.rels",
            "</Relationships>",
            f'<Relationship Id="rIdC" Type="{kind}" Target="docProps/custom.xml"/>',
        ),
    ):
        data = office.replaced(data, part, end, added + end)
    settings = (
        '<w:mailMerge><w:query w:val="SELECT Điều không nói ra"/></w:mailMerge>'
        '<w:docVars><w:docVar w:name="a" w:val="Điều không nói ra"/></w:docVars>'
    )
    data = office.replaced(
        data, "word/settings.xml", "<w:defaultTabStop", f"{settings}<w:defaultTabStop"
    )
    return office.changed(data, **{"docProps/custom.xml": CUSTOM.encode()})


def test_values_that_no_page_shows_do_not_travel_along():
    data = with_unseen_values(FILES["letterhead"])
    made = parts(cchc.render_docx(SAMPLE, template=data))
    assert "Điều không nói ra".encode() not in b"".join(made.values())
    assert "docProps/custom.xml" not in made
    assert "docProps/app.xml" not in made


def test_values_that_a_field_shows_stay():
    data = with_unseen_values(FILES["letterhead"])
    field = '<w:p><w:fldSimple w:instr="{}"/></w:p></w:ftr>'
    for shown, kept in (("DOCPROPERTY Mật", "docProps/custom.xml"), ("DOCVARIABLE a", "settings")):
        with_field = office.replaced(data, "word/footer1.xml", "</w:ftr>", field.format(shown))
        made = parts(cchc.render_docx(SAMPLE, template=with_field))
        told = [name for name in made if "Điều không nói ra".encode() in made[name]]
        assert len(told) == 1
        assert kept in told[0]


def test_the_disk_of_who_made_a_template_is_not_told():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006'
        f'/relationships"><Relationship Id="rId1" Type="{kind}" '
        'Target="file:///C:/Users/An/mau.dotx" TargetMode="External"/></Relationships>'
    )
    data = office.replaced(
        FILES["letterhead"],
        "word/settings.xml",
        "<w:defaultTabStop",
        '<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships" r:id="rId1"/><w:defaultTabStop',
    )
    data = office.changed(data, **{"word/_rels/settings.xml.rels": rels})
    made = parts(cchc.render_docx(SAMPLE, template=data))
    assert b"attachedTemplate" not in b"".join(made.values())
    assert b"Users" not in b"".join(made.values())


@pytest.mark.parametrize("name", ["letterhead", "landscape", "first_page"])
def test_python_docx_and_the_audit_go_on_with_it(name, tmp_path):
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43, tasks_completed=41),
    )
    opened = cchc.to_python_docx(report, template=FILES[name])
    opened.add_paragraph("Thêm một đoạn.")
    opened.save(tmp_path / "a.docx")
    assert docx.Document(tmp_path / "a.docx").paragraphs[-1].text == "Thêm một đoạn."
    cchc.save_docx(report, tmp_path / "b.docx", template=FILES[name])
    findings = cchc.audit_docx(tmp_path / "b.docx", annotated=tmp_path / "c.docx")
    assert not [each for each in findings if each.severity is cchc.Severity.ERROR]
    assert any("95,35%" in line for line in body_words((tmp_path / "c.docx").read_bytes()))
