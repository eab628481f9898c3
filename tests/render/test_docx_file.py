"""A file that Word opens without a word: whole, in schema order, the same bytes every time."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import attrs
import docx
import pytest
from hypothesis import given
from lxml import etree
from tests.document.strategies import documents
from tests.render import sample
from tests.render.wordml import W, problems, text_of, trees

from cchc_lib.document.nodes import Paragraph, Section
from cchc_lib.law.layout import Layout
from cchc_lib.render.docx import render_docx

SAMPLE = sample.document()


@given(documents())
def test_any_document_makes_a_file_without_problems(tree):
    assert problems(render_docx(tree)) == []


def test_the_sample_makes_a_file_without_problems():
    assert problems(render_docx(SAMPLE)) == []


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("word/document.xml", '<w:pStyle w:val="Title"/>', '<w:jc/><w:pStyle w:val="Title"/>'),
        ("word/document.xml", '<w:gridSpan w:val="2"/>', ""),
        ("word/document.xml", "<w:tblHeader/></w:trPr>", "</w:trPr><w:trPr/>"),
        ("word/document.xml", "</w:tc></w:tr></w:tbl>", "<w:tbl/></w:tc></w:tr></w:tbl>"),
        ("word/styles.xml", "<w:b/><w:bCs/>", "<w:sz w:val='2'/><w:b/>"),
        ("word/styles.xml", 'w:styleId="Title"', 'w:styleId="Titel"'),
        ("word/footnotes.xml", 'w:id="1"', 'w:id="7"'),
        ("[Content_Types].xml", "/word/header1.xml", "/word/header2.xml"),
        ("word/_rels/document.xml.rels", "rId4", "rId9"),
        ("word/_rels/document.xml.rels", "footnotes.xml", "endnotes.xml"),
    ],
)
def test_the_check_itself_sees_a_broken_file(part, right, wrong):
    broken = BytesIO()
    with ZipFile(BytesIO(render_docx(SAMPLE))) as old, ZipFile(broken, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            assert name != part or right in text
            new.writestr(name, text.replace(right, wrong, 1) if name == part else text)
    assert problems(broken.getvalue())


def test_equal_documents_are_equal_bytes_in_any_process():
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from tests.render import sample\n"
        "from cchc_lib.render.docx import render_docx\n"
        "print(hashlib.sha256(render_docx(sample.document())).hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, root],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone, locale in (("1", "Asia/Ho_Chi_Minh", "C"), ("2", "America/Lima", "C.UTF-8"))
    }
    assert len(digests) == 1


def test_python_docx_reads_it():
    opened = docx.Document(BytesIO(render_docx(SAMPLE)))
    properties = opened.core_properties
    assert properties.title == f"{SAMPLE.kind} {SAMPLE.subject}"
    assert properties.author == "Ủy ban nhân dân xã Mai Hoa"
    assert properties.language == "vi-VN"
    assert properties.created == properties.modified == datetime(2026, 1, 5, tzinfo=UTC)
    assert len(opened.sections) == 3
    assert [len(table.columns) for table in opened.tables] == [2, 7, 2, 13, 2]
    headings = [p.text for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH",
        "1. Các hoạt động chỉ đạo, điều hành",
        "2. Tiến độ thực hiện Kế hoạch cải cách hành chính năm 2025",
    ]


def test_without_a_day_no_time_is_told():
    head = attrs.evolve(SAMPLE.letterhead, day=None, number=None)
    data = render_docx(sample.document(letterhead=head))
    core = etree.tostring(trees(data)["docProps/core.xml"]).decode()
    assert "created" not in core
    assert "Số:      /BC-UBND" in text_of(data)


def test_a_report_is_a_small_file():
    paragraphs = [Paragraph(f"{n}. " + "Ủy ban nhân dân xã đã chỉ đạo. " * 5) for n in range(150)]
    body = (Section(id="i", title="Kết quả", blocks=(*paragraphs, sample.dossiers())),)
    assert len(render_docx(sample.document(sections=body, opening=()))) < 20_000


def test_hard_text_comes_back_as_it_was():
    hard = [
        "  hai đầu có khoảng trắng  ",
        "R&D <b>không</b> \"phải\" 'thẻ' &amp; ]]>",
        "cười 😀 và 👩‍🌾",
        "NFD: Hoa\u0300 tie\u0302\u0301ng Vie\u0323\u0302t",
        "x" * 20_000,
        "% %s {0} {{x}} \\",
    ]
    body = (Section(id="i", title="A & <B>", blocks=tuple(map(Paragraph, hard))),)
    data = render_docx(sample.document(sections=body, opening=(), end_mark=""))
    lines = text_of(data).split("\n")
    for text in hard:
        assert Paragraph(text).content[0].text in lines
    assert "I. A & <B>" in lines


def test_every_slot_has_the_font_and_the_language():
    styles = trees(render_docx(SAMPLE))["word/styles.xml"]
    fonts = next(styles.iter(f"{W}rFonts"))
    assert {fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    assert next(styles.iter(f"{W}lang")).get(f"{W}val") == "vi-VN"
    assert len(list(styles.iter(f"{W}rFonts"))) == 1


def test_nothing_but_emphasis_is_formatted_directly():
    allowed = {"b", "bCs", "i", "iCs", "rStyle"}
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml"):
        for node in trees(render_docx(SAMPLE))[name].iter(f"{W}rPr"):
            assert {etree.QName(child).localname for child in node} <= allowed


def test_the_layout_reaches_the_styles():
    wide = Layout(top_mm=25, left_mm=35, body_size=13, line_spacing=1)
    data = render_docx(SAMPLE, layout=wide)
    assert problems(data) == []
    margins = next(trees(data)["word/document.xml"].iter(f"{W}pgMar"))
    assert (margins.get(f"{W}top"), margins.get(f"{W}left")) == ("1417", "1984")
    normal = trees(data)["word/styles.xml"].find(f"{W}style[@{W}styleId='Normal']")
    assert next(normal.iter(f"{W}sz")).get(f"{W}val") == "26"


def test_several_threads_make_the_same_file():
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(render_docx, [SAMPLE] * 32))) == 1
