"""Templates as offices have them, made by python-docx and changed in their parts."""

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile
from zlib import compress, crc32

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor


def _picture(side: int = 32) -> bytes:
    """Return a red square as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    lines = (b"\0" + b"\xc0\x10\x10" * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", compress(lines))
        + chunk(b"IEND", b"")
    )


LOGO = _picture()
TEXT, ANNEXES = "{{NỘI DUNG}}", "{{PHỤ LỤC}}"
DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"


def plain(*lines: str) -> docx.document.Document:
    """Return a file on A4 with the margins of the decree and a paragraph a line."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    for line in lines:
        made.add_paragraph(line)
    return made


def without_styles(made, *names: str):
    """Leave out styles, as a file of Word has only those that somebody used."""
    for name in names:
        made.styles[name].delete()
    return made


def letterhead():
    """A logo and the name of an office at the head of pages, an address at their foot."""
    made = plain(TEXT)
    without_styles(made, "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4")
    without_styles(made, "Body Text", "Caption")
    head = made.sections[0].header.paragraphs[0]
    head.add_run().add_picture(BytesIO(LOGO), width=Mm(10))
    head.add_run("  TRANG TIN XÃ MAI HOA").bold = True
    foot = made.sections[0].footer.paragraphs[0]
    foot.text = "Thôn 1, xã Mai Hoa – Điện thoại 0239 000 000"
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return made


def own_form():
    """A form of the office's own around the mark: letterhead above, signature below."""
    made = plain()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ MAI HOA"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    made.add_paragraph(TEXT)
    below = made.add_table(1, 2)
    below.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    below.cell(0, 1).text = "CHỦ TỊCH\n\n\nTrần Thị B"
    without_styles(made, "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Body Text")
    return made


def landscape():
    """Upright pages with the mark, then lying ones for annexes."""
    made = plain("Trang bìa của cơ quan.", TEXT)
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    made.add_paragraph(ANNEXES)
    without_styles(made, "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Body Text")
    return made


def own_headings():
    """Headings, body and cells as this office has them; headings number themselves."""
    made = plain(TEXT)
    heading = made.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0x80, 0, 0)
    heading.font.size = Pt(16)
    numbers = heading.element.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_numId().val = 1
    made.styles["Body Text"].paragraph_format.space_after = Pt(12)
    made.styles["Body Text"].font.italic = True
    cell = made.styles.add_style("Ô bảng phải", WD_STYLE_TYPE.PARAGRAPH)
    cell.font.color.rgb = RGBColor(0, 0, 0x80)
    return made


def first_page():
    """A first page with a head of its own, numbers on the others."""
    made = plain(TEXT)
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "TIÊU ĐỀ TRANG ĐẦU"
    field = OxmlElement("w:fldSimple", {qn("w:instr"): " PAGE "})
    section.header.paragraphs[0]._p.append(field)
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    section.footer.paragraphs[0].text = "CHÂN TRANG"
    section.first_page_footer.paragraphs[0].text = "ĐỊA CHỈ TRANG ĐẦU"
    return made


def bytes_of(made) -> bytes:
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def changed(
    data: bytes, change: Callable[[str, bytes], bytes | None] | None = None, **new
) -> bytes:
    """Return a file with its parts changed, left out where `None` comes back, and new ones."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as archive:
        for name in old.namelist():
            part = old.read(name) if change is None else change(name, old.read(name))
            if part is not None:
                archive.writestr(name, part)
        for name, part in new.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a file with words of a part replaced, once."""

    def change(name, content):
        if name != part:
            return content
        assert old in content.decode(), f"{part} has no {old}"
        return content.decode().replace(old, new, 1).encode()

    return changed(data, change)


def dotx(data: bytes) -> bytes:
    return replaced(data, "[Content_Types].xml", DOCX, DOTX)


FAMILY = {
    each.__name__: each for each in (letterhead, own_form, landscape, own_headings, first_page)
}
