"""How a file is read: what is printed, in order, how it looks; and how long that takes."""

import pytest
from growth import growth
from tests.audit.word.word_files import (
    W,
    bare,
    edited,
    packed,
    paragraph,
    parts,
    report,
    table,
)

from cchc_lib.checks.word import audit_docx
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

STYLES = (
    f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi' "
    "w:hAnsiTheme='minorHAnsi'/><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:rPr><w:sz w:val='26'/></w:rPr>"
    "</w:style><w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='N'/><w:pPr><w:jc "
    "w:val='both'/><w:ind w:hanging='360'/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='C'><w:basedOn w:val='B'/><w:pPr><w:ind "
    "w:firstLine='720'/></w:pPr><w:rPr><w:rFonts w:ascii='Arial'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='S'><w:rPr><w:b/><w:i/></w:rPr></w:style></w:styles>"
)
THEME = (
    "<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:minorFont>"
    "<a:latin typeface='Calibri'/></a:minorFont></a:theme>"
)


def read(data):
    return read_word(Package.of(data))


def styled(inner):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{office}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "theme")
    )
    return packed(
        {
            **parts(bare(inner)),
            "word/_rels/document.xml.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/"
            f"package/2006/relationships'>{relations}</Relationships>",
            "word/styles.xml": STYLES,
            "word/theme.xml": THEME,
        }
    )


@pytest.mark.parametrize(
    ("style", "run", "wanted"),
    [
        ("", "", ("Calibri", "Calibri", 26, False, False)),
        ("B", "", ("Calibri", "Calibri", 26, True, False)),
        ("C", "", ("Arial", "Calibri", 26, True, False)),
        # a toggle in both styles is off; on the run itself it is what it says
        ("B", '<w:rStyle w:val="S"/>', ("Calibri", "Calibri", 26, False, True)),
        ("B", '<w:b w:val="0"/><w:sz w:val="28"/>', ("Calibri", "Calibri", 28, False, False)),
        ("B", '<w:rFonts w:hAnsi="Tahoma"/>', ("Calibri", "Tahoma", 26, True, False)),
        (
            "missing",
            '<w:sz w:val="x"/><w:b w:val="yes"/>',
            ("Calibri", "Calibri", None, None, False),
        ),
        ("", '<w:sz w:val="14pt"/><w:b w:val="on"/>', ("Calibri", "Calibri", 28, True, False)),
    ],
)
def test_faces(style, run, wanted):
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    word = read(styled(f"<w:p>{mark}<w:r><w:rPr>{run}</w:rPr><w:t>a</w:t></w:r></w:p>"))
    face = word.paragraphs[0].pieces[0].face
    found = (face.font_of("a"), face.font_of("ộ"), face.half_points, face.bold, face.italic)
    assert found == wanted


def test_shapes():
    word = read(
        styled(
            "".join(
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr></w:p>'
                for style, own in (("B", ""), ("C", ""), ("B", '<w:jc w:val="right"/>'))
            )
        )
    )
    assert [(p.shape.align, p.shape.first_line) for p in word.paragraphs] == [
        ("both", -360),
        ("both", 720),
        ("right", -360),
    ]


def test_what_is_printed_and_in_which_order():
    inner = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t xml:space='preserve'> b</w:t></w:r><w:del w:id='1' "
        "w:author='x'><w:r><w:delText>c</w:delText></w:r></w:del><w:ins w:id='2' w:author='x'><w:r>"
        "<w:t>d</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>e</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>f\xadg</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        "<w:sdt><w:sdtContent>"
        + paragraph("h")
        + "</w:sdtContent></w:sdt>"
        + table(("i", ("j", 2)), ("k", "l", "m"))
        + paragraph("n")
    )
    word = read(bare(inner))
    assert [p.text for p in word.paragraphs] == ["a\t bdfg", "h", *"ijklm", "", "n"]
    assert [p.place for p in word.paragraphs] == [
        "đoạn 1",
        "đoạn 2",
        "bảng 1, hàng 1, cột 1",
        "bảng 1, hàng 1, cột 2",
        "bảng 1, hàng 2, cột 1",
        "bảng 1, hàng 2, cột 2",
        "bảng 1, hàng 2, cột 3",
        "đoạn 3",
        "đoạn 4",
    ]
    assert all(word.text[p.start : p.end] == p.text for p in word.paragraphs)
    assert [[c.column for c in row] for row in word.tables[0].rows] == [[0, 1], [0, 1, 2]]


def test_prose_is_judged_at_its_words():
    wrong = "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%."
    data = bare(paragraph("Đoạn đầu.") + paragraph(wrong) + table(("41/43", "95,34%"), ("a", "b")))
    (found,) = (f for f in audit_docx(data) if f.expected == "95,35%")
    assert (found.path, found.line, found.quote) == ("đoạn 2", 2, "95,34%")
    assert wrong[found.column - 1 :].startswith("95,34%")


def test_twice_the_file_takes_no_more_than_twice_the_time():
    """Tables, runs and styles; the prose has a limit of its own."""
    xml = parts(report())["word/document.xml"].decode()
    inner = xml[xml.index("<w:body>") + 8 : xml.rindex("<w:sectPr")]

    def audit(times):
        data = edited(report(), "word/document.xml", ("<w:body>", "<w:body>" + inner * times))
        return lambda: audit_docx(data)

    assert growth(audit(4), audit(8), 3) < 3
