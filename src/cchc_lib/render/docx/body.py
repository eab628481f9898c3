"""The part `word/document.xml`: the form, the text, and each annex on pages of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_lib.document.walk import (
    Heading,
    ItemLines,
    Resolved,
    ResolvedBlock,
    ResolvedTable,
    Run,
    TextLine,
)
from cchc_lib.law.layout import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, Layout
from cchc_lib.render.docx.form import addressees, annex_head, letterhead, signature, title
from cchc_lib.render.docx.live import Controls
from cchc_lib.render.docx.tables import table
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, mm, paragraph, plain, runs

__all__ = ["document_xml"]

_HEADER = "rId4"  # its relationship in data/word
_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading'  # its style keeps it already
_REFERRING_WORDS, _REFERRING_LETTERS = 5, 60  # no more than one line


def document_xml(document: Resolved, layout: Layout, controls: Controls | None = None) -> str:
    """Return the main part of the file; with `controls` its figures stand in them."""
    pages = [
        # LibreOffice sets a table that begins a page with footnotes a line too low.
        paragraph("Gap")
        + letterhead(document, layout)
        + title(document, layout)
        + addressees(document, layout)
        + _blocks(document.blocks, layout, controls, before_signature=True)
        + signature(document, layout)
    ]
    pages += [
        annex_head(annex, layout) + _blocks(annex.blocks, layout, controls)
        for annex in document.annexes
    ]
    *earlier, last = pages
    section = _section(layout)
    return "".join(
        [
            f"{PROLOG}<w:document {controls.namespaces if controls else NAMESPACES}><w:body>",
            *(page + paragraph("Gap", "", section) for page in earlier),
            last + paragraph("Gap"),  # a table must not be the last thing on a page
            f"{section}</w:body></w:document>",
        ]
    )


def _blocks(
    blocks: Iterable[ResolvedBlock],
    layout: Layout,
    controls: Controls | None,
    *,
    before_signature: bool = False,
) -> str:
    written: list[str] = []
    for block in blocks:
        if _refers(block):  # it must not stand alone on a page
            _keep_last(written)
        written += _block(block, layout, controls)
    if before_signature:  # nor must a signature
        _keep_last(written)
    return "".join(written)


def _refers(block: ResolvedBlock) -> bool:
    """Return whether a block is a line that only refers: "Chi tiết tại Phụ lục II."."""
    if not isinstance(block, TextLine) or len(block.words) > _REFERRING_WORDS:
        return False
    runs = [word for word in block.words if isinstance(word, Run)]
    letters = sum(len(run.text) for run in runs)
    return letters <= _REFERRING_LETTERS and any(run.target for run in runs)


def _keep_last(written: list[str]) -> None:
    """Keep the last paragraph on the page of what follows; a table stays where it is."""
    if written and written[-1].startswith("<w:p>") and not written[-1].startswith(_HEADING):
        place = written[-1].index("/>") + len("/>")
        written[-1] = f"{written[-1][:place]}<w:keepNext/>{written[-1][place:]}"


def _block(block: ResolvedBlock, layout: Layout, controls: Controls | None) -> Iterator[str]:
    if isinstance(block, TextLine):
        yield paragraph("BodyText", runs(block.words, controls))
    elif isinstance(block, Heading):
        style = f"Heading{min(block.level, 4)}"
        yield paragraph(style, plain(f"{block.label} {block.title}"))
    elif isinstance(block, ItemLines):
        for item in block.items:
            yield paragraph("BodyText", runs((Run("- "), *item), controls))
    elif isinstance(block, ResolvedTable):
        yield table(block, layout, controls)


def _section(layout: Layout) -> str:
    """Return the page of a section: numbered from 1, the first number not shown (mục I.7)."""
    margins = {
        "top": layout.top_mm,
        "right": layout.right_mm,
        "bottom": layout.bottom_mm,
        "left": layout.left_mm,
    }
    sides = " ".join(f'w:{side}="{mm(measure)}"' for side, measure in margins.items())
    # The number stands in the middle of the top margin.
    header = mm(layout.top_mm) // 2 - round(layout.page_number_size * 20) // 2
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_HEADER}"/>'
        f'<w:pgSz w:w="{mm(PAGE_WIDTH_MM)}" w:h="{mm(PAGE_HEIGHT_MM)}"/>'
        f'<w:pgMar {sides} w:header="{header}" w:footer="567" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
