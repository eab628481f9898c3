"""The named styles of a report, made from a layout; nothing else sets a font or a size."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial

from cchc_lib.law.layout import Layout, Size
from cchc_lib.render.columns import CELL_SIDE
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, mm, points
from cchc_lib.render.metrics import REGULAR

__all__ = ["FONT_SLOTS", "styles_xml"]

_FONT = "Times New Roman"
FONT_SLOTS = " ".join(f'w:{slot}="{_FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
"""The typeface (mục I.4), as the attributes of an element."""

_RULE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
_BUILT_IN = {  # Word's own names; navigation and translated menus depend on them
    "Body Text",
    "Subtitle",
    "Title",
    "caption",
    "footnote text",
    "header",
    *(f"heading {level}" for level in range(1, 5)),
}


@lru_cache(maxsize=16)
def styles_xml(layout: Layout) -> str:
    """Return the part `word/styles.xml`."""
    styles = (_defaults(layout), *_text(layout), *_form(layout), *_tables(layout), *_notes(layout))
    return f"{PROLOG}<w:styles {NAMESPACES}>{''.join(styles)}</w:styles>"


def _defaults(layout: Layout) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {FONT_SLOTS}/>"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr>{_size(layout.body_size)}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_cell_margins(0)}</w:tblPr></w:style>"
    )


def _text(layout: Layout) -> list[str]:
    """Running text and headings (mục II.6), page numbers (mục I.7)."""
    body = partial(
        _style,
        indent=f'<w:ind w:firstLine="{mm(layout.first_line_mm)}"/>',
        align="both",
        after=layout.paragraph_gap,
        line=f' w:line="{round(Fraction(layout.line_spacing) * 240)}" w:lineRule="auto"',
    )
    return [
        body("BodyText", "Body Text"),
        body("Heading1", "heading 1", bold=True, outline=1),
        body("Heading2", "heading 2", bold=True, outline=2),
        body("Heading3", "heading 3", outline=3),
        body("Heading4", "heading 4", outline=4),
        _style("Header", "header", layout.page_number_size, align="center"),
    ]


def _form(layout: Layout) -> list[str]:
    """The components of the form, each in the article that the layout cites for its size."""
    plain = partial(_style, align="center")
    strong = partial(_style, align="center", bold=True)
    gap = layout.paragraph_gap
    hair = ' w:line="20" w:lineRule="exact"'
    dash = points(REGULAR.width("- ", layout.recipients_size))
    hanging = f'<w:ind w:left="{dash}" w:hanging="{dash}"/>'  # a second line stands under the first
    return [
        strong("Nation", "Quốc hiệu", layout.nation_size),
        strong("Motto", "Tiêu ngữ", layout.motto_size),
        plain("Parent", "Cơ quan chủ quản", layout.parent_size),
        strong("Agency", "Cơ quan ban hành", layout.agency_size),
        plain("Number", "Số và ký hiệu", layout.number_size),
        plain("Brief", "Trích yếu công văn", layout.brief_size, before=6),
        plain("Date", "Địa danh và ngày", layout.date_size, italic=True),
        _style("Rule", "Đường kẻ", 1, before=2, after=6, line=hair, border=_RULE),
        strong("Title", "Title", layout.kind_size, before=12),
        strong("Subtitle", "Subtitle", layout.subject_size),
        plain("Addressee", "Kính gửi", layout.addressee_size, before=6, after=gap),
        _style("Addressees", "Kính gửi nhiều nơi", layout.addressee_size, after=gap),
        _style("RecipientsLabel", "Nơi nhận", layout.recipients_label_size, bold=True, italic=True),
        _style("Recipients", "Danh sách nơi nhận", layout.recipients_size, indent=hanging),
        strong("Signature", "Chức vụ và họ tên", layout.signature_size),
        strong("AnnexLabel", "Phụ lục", layout.annex_label_size, outline=1),
        strong("AnnexTitle", "Tên phụ lục", layout.annex_title_size, keep_next=True),
        plain("AnnexReference", "Kèm theo", layout.annex_title_size, italic=True, keep_next=True),
        _style("Gap", "Khoảng trống", 1, line=hair),
    ]


def _tables(layout: Layout) -> list[str]:
    """Captions, and the text of cells in two sizes: tables of many columns need the smaller."""
    border = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    size = layout.table_size
    return [
        '<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Bảng kẻ"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{''.join(map(border.format, edges))}</w:tblBorders>{_cell_margins(CELL_SIDE)}</w:tblPr>"
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>',
        *_cells("", "", layout.table_size),
        *_cells("Dense", " cỡ nhỏ", layout.dense_table_size),
        _style("Caption", "caption", bold=True, align="center", before=6, after=3, keep_next=True),
        _style("Unit", "Đơn vị tính", size, italic=True, align="right", keep_next=True),
        _style("TableNote", "Ghi chú bảng", size, italic=True, align="both", before=3),
        _style("TableEnd", "Sau bảng", 1, line=' w:line="120" w:lineRule="exact"'),
    ]


def _cells(suffix: str, word: str, size: Size) -> list[str]:
    cell = partial(_style, size=size, before=1, after=1)
    return [
        cell(f"TableHead{suffix}", f"Đầu bảng{word}", bold=True, align="center"),
        cell(f"TableLeft{suffix}", f"Ô bảng{word}"),
        cell(f"TableCenter{suffix}", f"Ô bảng giữa{word}", align="center"),
        cell(f"TableRight{suffix}", f"Ô bảng phải{word}", align="right"),
    ]


def _notes(layout: Layout) -> list[str]:
    return [
        _style("FootnoteText", "footnote text", layout.note_size, align="both"),
        '<w:style w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style>",
    ]


def _style(
    style: str,
    name: str,
    size: Size | None = None,
    *,
    bold: bool = False,
    italic: bool = False,
    align: str = "",
    before: Size = 0,
    after: Size = 0,
    line: str = "",
    indent: str = "",
    border: str = "",
    keep_next: bool = False,
    outline: int = 0,
) -> str:
    """Return a paragraph style, its properties in the order that the schema prescribes."""
    spacing = f' w:before="{points(before)}"' if before else ""
    spacing += f' w:after="{points(after)}"' if after else ""
    keep = "<w:keepNext/><w:keepLines/>" if keep_next or outline else ""
    return "".join(
        [
            '<w:style w:type="paragraph"' + ("" if name in _BUILT_IN else ' w:customStyle="1"'),
            f' w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>',
            f"<w:pPr>{keep}{border}",
            f"<w:spacing{spacing}{line}/>" if spacing or line else "",
            indent,
            f'<w:jc w:val="{align}"/>' if align else "",
            f'<w:outlineLvl w:val="{outline - 1}"/>' if outline else "",
            "</w:pPr><w:rPr>",
            "<w:b/><w:bCs/>" if bold else "",
            "<w:i/><w:iCs/>" if italic else "",
            "" if size is None else _size(size),
            "</w:rPr></w:style>",
        ]
    )


def _size(measure: Size) -> str:
    half_points = round(Fraction(measure) * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _cell_margins(side: int) -> str:
    return (
        "<w:tblCellMar>"
        + "".join(
            f'<w:{edge} w:w="{width}" w:type="dxa"/>'
            for edge, width in (("top", 0), ("left", side), ("bottom", 0), ("right", side))
        )
        + "</w:tblCellMar>"
    )
