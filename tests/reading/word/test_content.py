"""Everything that holds words is read in its place, or named as not read."""

from io import BytesIO

import docx
import pytest
from tests.audit.word.word_files import W, bare, packed, paragraph, parts, table

from cchc_lib.checks.word import audit_docx
from cchc_lib.reading.word.content import UNREAD_SIGN
from cchc_lib.reading.word.file import Zone
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'{W} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
WRONG = "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%."


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_parts(inner, **others):
    """A bare file with further parts: footnotes, endnotes, header, numbering, glossary."""
    found = parts(bare(""))
    found["word/document.xml"] = (
        f"<w:document {SPACES}><w:body>{inner}</w:body></w:document>".encode()
    )
    relations, types = [], []
    for name, xml in others.items():
        kind = "glossaryDocument" if name == "glossary" else name
        relations.append(f'<Relationship Id="r{name}" Target="{name}.xml" Type="{OFFICE}/{kind}"/>')
        types.append(
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.wordprocessingml.{name}+xml"/>'
        )
        found[f"word/{name}.xml"] = xml.encode()
    listing = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    found["word/_rels/document.xml.rels"] = (
        f"{listing}{''.join(relations)}</Relationships>".encode()
    )
    old = found["[Content_Types].xml"].decode()
    found["[Content_Types].xml"] = old.replace("</Types>", f"{''.join(types)}</Types>").encode()
    return packed(found)


def read(inner, **others):
    return read_word(Package.of(with_parts(inner, **others)))


INLINE = {
    "bdo": f'<w:bdo w:val="ltr">{run("b")}</w:bdo>',
    "dir": f'<w:dir w:val="ltr">{run("b")}</w:dir>',
    "formula": "<m:oMath><m:r><m:t>b</m:t></m:r></m:oMath>",
    "formula on a line": "<m:oMathPara><m:oMath><m:r><m:t>b</m:t></m:r></m:oMath></m:oMathPara>",
    "ruby": "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>b</w:t></w:r>"
    "</w:rubyBase></w:ruby></w:r>",
    "two ways": f"<mc:AlternateContent><mc:Choice Requires='wps'>{run('b')}</mc:Choice>"
    f"<mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>",
    "two ways in a run": "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>b</w:t>"
    "</mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    "inserted": f'<w:ins w:id="1" w:author="a">{run("b")}</w:ins>',
    "symbol": '<w:r><w:sym w:font="Times New Roman" w:char="0062"/></w:r>',
}


@pytest.mark.parametrize("name", INLINE)
def test_what_stands_in_a_line_is_read_there(name, tmp_path):
    inner = f"<w:p>{run('a')}{INLINE[name]}{run('c')}</w:p>"
    assert [one.text for one in read(inner).paragraphs] == ["abc"]
    wrong = inner.replace(">a<", ">Đã hoàn thành 41/43 nhiệm vụ, đạt 95,<").replace(">b<", ">34<")
    if name != "symbol":  # holds one sign only
        found = audit_docx(with_parts(wrong.replace(">c<", ">%.<")), tmp_path / "a.docx")
        (slip,) = (f for f in found if f.quote and "34" in f.quote)
        assert slip.expected == "95,35%"
        assert len(list(docx.Document(tmp_path / "a.docx").comments)) == len(found)


@pytest.mark.parametrize(
    ("inner", "sign"),
    [
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', UNREAD_SIGN),
        ('<w:r><w:sym w:font="Wingdings" w:char="A8"/></w:r>', UNREAD_SIGN),
        ('<w:r><w:sym w:char="x"/></w:r>', UNREAD_SIGN),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
            "</m:den></m:f></m:oMath>",
            UNREAD_SIGN,
        ),
    ],
)
def test_what_is_no_words_parts_those_beside_it(inner, sign):
    (found,) = read(f"<w:p>{run('đạt ')}{inner}{run('95%')}</w:p>").paragraphs
    assert found.text == f"đạt {sign}95%"


def box(text):
    """A box in a run, in the new way with the old one beside it."""
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_boxes_are_read_once_after_their_paragraph():
    word = read(f"<w:p>{run('a')}{box('b')}{run('c')}</w:p>{paragraph('d')}")
    assert [(one.zone, one.text) for one in word.paragraphs] == [
        (Zone.BODY, "ac"),
        (Zone.BOX, "b"),
        (Zone.BODY, "d"),
    ]
    assert [one.place for one in word.paragraphs] == ["đoạn 1", "hộp văn bản 1", "đoạn 2"]
    assert word.unread == {}


NOTE = f'<w:footnotes {W}><w:footnote w:id="2">{{}}</w:footnote></w:footnotes>'
MARK = '<w:p><w:r><w:t>Chữ</w:t></w:r><w:r><w:{}Reference w:id="2"/></w:r></w:p>'
CONTROL = f"<w:sdt><w:sdtContent>{paragraph(WRONG)}</w:sdtContent></w:sdt>"
ELSEWHERE = {
    "box": (f"<w:p>{run('a')}{box(WRONG)}</w:p>", {}, "hộp văn bản 1"),
    "box in a cell": (
        table(("x", "y")).replace("</w:p>", f"{box(WRONG)}</w:p>", 1),
        {},
        "hộp văn bản 1",
    ),
    "endnote": (
        MARK.format("endnote"),
        {"endnotes": NOTE.format(paragraph(WRONG)).replace("footnote", "endnote")},
        "chú thích cuối 1",
    ),
    "table in a footnote": (
        MARK.format("footnote"),
        {"footnotes": NOTE.format(table(("a", WRONG)))},
        "bảng 1, hàng 1, cột 2",
    ),
    "control in a footnote": (
        MARK.format("footnote"),
        {"footnotes": NOTE.format(CONTROL)},
        "chú thích 1",
    ),
    "header": ("<w:p/>", {"header": f"<w:hdr {W}>{paragraph(WRONG)}</w:hdr>"}, "đầu trang"),
    "footer": ("<w:p/>", {"footer": f"<w:ftr {W}>{paragraph(WRONG)}</w:ftr>"}, "cuối trang"),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_stands_elsewhere_is_judged_and_has_its_comment(name, tmp_path):
    inner, others, place = ELSEWHERE[name]
    target = tmp_path / "a.docx"
    found = audit_docx(with_parts(inner, **others), target)
    (slip,) = (f for f in found if f.expected == "95,35%")
    assert (slip.path, slip.quote) == (place, "95,34%")
    assert len(list(docx.Document(target).comments)) == len(found)
    body = docx.Document(target).element.body
    marks = body.findall(f".//{{{body.nsmap['w']}}}commentReference")
    assert len(marks) == len(found)


def test_a_page_number_in_a_header_is_no_text():
    assert len(read("<w:p/>", header=f"<w:hdr {W}>{paragraph('- 2 -')}</w:hdr>").paragraphs) == 1


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ("<w:altChunk/>", "altChunk"),
        ("<w:p><w:subDoc/></w:p>", "văn bản con"),
        ("<w:p><w:r><w:drawing><c:chart/></w:drawing></w:r></w:p>", "biểu đồ"),
        ("<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>", "đối tượng nhúng"),
        ("<w:p><w:r><w:pict><v:shape><v:textpath/></v:shape></w:pict></w:r></w:p>", "WordArt"),
        ("<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>", "ảnh"),
        ("<w:p><m:oMath><m:rad/></m:oMath></w:p>", "công thức"),
    ],
)
def test_what_is_not_read_is_named(inner, kind):
    (found,) = (f for f in audit_docx(with_parts(inner)) if f.code == "CCHC908")
    assert kind in found.message
    assert "CCHC908" not in audit_docx(with_parts(paragraph("Chữ."))).codes


def test_a_picture_beside_words_is_no_scanned_page():
    picture = "<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>"
    assert read(picture + paragraph("Kết quả " * 40)).unread == {}


def test_building_blocks_are_named():
    xml = f"<w:glossaryDocument {W}><w:p>{run('a')}</w:p></w:glossaryDocument>"
    assert list(read("<w:p/>", glossary=xml).unread) == ["kho mẫu soạn sẵn (glossary)"]


def deleted(text, mark="del"):
    gone = f'<w:pPr><w:rPr><w:{mark} w:id="1" w:author="a"/></w:rPr></w:pPr>'
    return f"<w:p>{gone}{run(text) if text else ''}</w:p>"


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_deleted_mark_joins_what_it_parted(mark, tmp_path):
    half = WRONG.index("đạt")
    inner = deleted(WRONG[:half], mark) + deleted("", mark) + paragraph(WRONG[half:])
    assert [one.text for one in read(inner + paragraph("b")).paragraphs] == [WRONG, "b"]
    found = audit_docx(with_parts(inner), tmp_path / "a.docx")
    assert "95,35%" in [f.expected for f in found]
    assert len(list(docx.Document(tmp_path / "a.docx").comments)) == len(found)


def test_what_was_deleted_whole_is_no_paragraph():
    assert [one.text for one in read(deleted("") + table(("a", "b"))).paragraphs[:1]] == ["a"]
    assert [one.text for one in read(deleted("x") + table(("a", "b"))).paragraphs[:2]] == ["x", "a"]


@pytest.mark.parametrize("mark", ['<w:del w:id="1" w:author="a"/>', "<w:hidden/>"])
def test_rows_that_are_not_printed_are_not_read(mark):
    rows = table(("a", "b"), ("c", "d")).replace("<w:tr>", f"<w:tr><w:trPr>{mark}</w:trPr>", 1)
    assert [len(one.rows) for one in read(rows).tables] == [1]


def test_parts_are_found_whatever_their_capitals(tmp_path):
    inner, others, place = ELSEWHERE["endnote"]
    found = parts(with_parts(inner, **others))
    found["word/Document.XML"] = found.pop("word/document.xml")
    found["word/ENDNOTES.xml"] = found.pop("word/endnotes.xml")
    slips = audit_docx(packed(found), tmp_path / "a.docx")
    assert place in [f.path for f in slips if f.expected == "95,35%"]
    copy = parts((tmp_path / "a.docx").read_bytes())
    assert set(copy) == set(found) | {"word/comments.xml"}


def test_tables_of_the_form_have_their_own_names():
    inner = table(("UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + table(("Nơi nhận:", "KT"))
    names = [one.place.partition(",")[0] for one in read(inner).paragraphs if one.holder]
    assert dict.fromkeys(names) == dict.fromkeys(["bảng đầu văn bản", "bảng nơi nhận"])


def test_a_column_of_recipients_makes_no_table_of_the_form():
    rows = (("STT", "Nơi nhận", "Số bản"), *((str(n), f"Xã {n}", str(n)) for n in range(1, 5)))
    assert [one.is_form for one in read(table(*rows)).tables] == [False]


def test_python_docx_reads_the_copy():
    assert docx.Document(BytesIO(with_parts(paragraph("a")))).paragraphs[0].text == "a"
