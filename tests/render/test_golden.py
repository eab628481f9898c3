"""What a change does to the output, as a difference that a reviewer can read.

    CCHC_WRITE_GOLDEN=1 pytest tests/render/test_golden.py

writes the files of `golden/` anew; look at the difference before committing it.
"""

import os
from datetime import date
from pathlib import Path
from pprint import pformat
from xml.etree import ElementTree

import attrs
import pytest
from tests.render import sample
from tests.render.wordml import parts

from cchc_lib.document.nodes import Annex, Document, Letterhead, Note, Paragraph, Section, Signature
from cchc_lib.document.walk import resolve
from cchc_lib.render.docx import render_docx
from cchc_lib.render.html import render_html
from cchc_lib.render.text import render_text

GOLDEN = Path(__file__).with_name("golden")

SMALL = Document(
    letterhead=Letterhead(
        parent="UBND XÃ MAI HOA",
        agency=("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",),
        number=5,
        symbol="BC-TTPVHCC",
        place="Mai Hoa",
        day=date(2026, 1, 5),
    ),
    kind="BÁO CÁO",
    subject="Kết quả giải quyết hồ sơ năm 2025",
    addressees=("Ủy ban nhân dân xã Mai Hoa",),
    opening=(Paragraph("Trung tâm báo cáo như sau:"),),
    sections=(
        Section(
            id="i",
            title="Kết quả",
            blocks=(
                Section(id="i.1", title="Hồ sơ", blocks=(sample.dossiers(),)),
                Paragraph(["Theo kế hoạch", Note([["Kế hoạch số 18/KH-UBND."]]), "."]),
            ),
        ),
    ),
    signature=Signature(lines=("GIÁM ĐỐC",), name="Trần Thị B"),
    recipients=("Như trên", "Lưu: VT"),
    annexes=(Annex(id="x", title="Danh mục", blocks=(sample.plain_table(),)),),
    annex_reference="Kèm theo Báo cáo số 05/BC-TTPVHCC ngày 05 tháng 01 năm 2026",
    author="Trung tâm Phục vụ hành chính công",
)


PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


def indented(xml):
    tree = ElementTree.fromstring(xml)
    ElementTree.indent(tree)
    return ElementTree.tostring(tree, encoding="unicode") + "\n"


def outputs():
    for prefix, name in PREFIXES.items():
        ElementTree.register_namespace(prefix, name)
    word = parts(render_docx(SMALL))
    return {
        "tree.txt": pformat(attrs.asdict(resolve(SMALL)), width=100, sort_dicts=False) + "\n",
        "document.xml": indented(word["word/document.xml"]),
        "item1.xml": word["customXml/item1.xml"].decode(),
        "footnotes.xml": indented(word["word/footnotes.xml"]),
        "styles.xml": indented(word["word/styles.xml"]),
        "core.xml": indented(word["docProps/core.xml"]),
        "page.html": render_html(SMALL, fragment=True) + "\n",
        "text.txt": render_text(SMALL),
    }


@pytest.mark.parametrize("name", outputs())
def test_the_output_is_the_golden_one(name):
    path = GOLDEN / name
    if os.environ.get("CCHC_WRITE_GOLDEN"):
        path.write_text(outputs()[name], "utf-8")
    assert outputs()[name] == path.read_text("utf-8")
