"""The part `word/document.xml`: the form, the text, and the annexes on pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc_lib.document.walk import (
    Heading,
    ItemLines,
    Resolved,
    ResolvedBlock,
    ResolvedTable,
    Run,
    TextLine,
)
from cchc_lib.law.layout import Layout
from cchc_lib.render.docx.form import addressees, annex_head, letterhead, signature, title
from cchc_lib.render.docx.live import Controls
from cchc_lib.render.docx.sharing import ANNEX_GAP, shared_pages
from cchc_lib.render.docx.sheet import Leaf, Sheet
from cchc_lib.render.docx.tables import table
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, paragraph, plain, runs

__all__ = ["annexes", "document_xml", "text"]

_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading'  # its style keeps it already
_REFERRING_WORDS, _REFERRING_LETTERS = 5, 60  # no more than one line


def document_xml(document: Resolved, layout: Layout, controls: Controls | None = None) -> str:
    """Return the main part of the file; with `controls` its figures stand in them."""
    upright = Sheet.of(layout)
    leaves = [
        Leaf(text(document, layout, upright.room, controls), upright),
        *annexes(document, layout, upright, controls),
    ]
    *earlier, last = leaves
    return "".join(
        [
            f"{PROLOG}<w:document {controls.namespaces if controls else NAMESPACES}><w:body>",
            *(leaf.inner + paragraph("Gap", "", leaf.sheet.section(layout)) for leaf in earlier),
            last.inner + paragraph("Gap"),  # a table must not be the last thing on a page
            f"{last.sheet.section(layout)}</w:body></w:document>",
        ]
    )


def text(
    document: Resolved,
    layout: Layout,
    room: int,
    controls: Controls | None = None,
    *,
    has_letterhead: bool = True,
    has_signature: bool = True,
) -> str:
    """Return all but the annexes, in `room` twentieths of a point."""
    # LibreOffice sets a table that begins a page with footnotes a line too low.
    head = paragraph("Gap") + letterhead(document, layout, room) if has_letterhead else ""
    rest = (
        title(document, layout, room)
        + addressees(document, layout, room)
        + _blocks(document.blocks, layout, room, controls, before_signature=has_signature)
        + (signature(document, room) if has_signature else "")
    )
    is_bare = bool(head) and (not rest or rest.startswith("<w:tbl"))
    return head + (paragraph("Gap") if is_bare else "") + rest  # Word joins tables that touch


def annexes(
    document: Resolved,
    layout: Layout,
    upright: Sheet,
    controls: Controls | None = None,
    *,
    spare: Fraction = Fraction(0),
) -> Iterator[Leaf]:
    """Yield the pages of the annexes: small ones share one, one too wide for an upright page lies.

    `spare` is the share of a page that is to stay free where some share it.
    Those that share a page have no more than that page each, whose number is not shown: each still
    counts its own pages (mục III.1.đ).
    """
    for shared, sheet in shared_pages(document.annexes, layout, upright, spare):
        inner = "".join(
            annex_head(annex, layout, sheet.room, before=ANNEX_GAP if place else 0)
            + _blocks(annex.blocks, layout, sheet.room, controls)
            for place, annex in enumerate(shared)
        )
        yield Leaf(inner, sheet)


def _blocks(
    blocks: Iterable[ResolvedBlock],
    layout: Layout,
    room: int,
    controls: Controls | None,
    *,
    before_signature: bool = False,
) -> str:
    written: list[str] = []
    for block in blocks:
        if _refers(block):  # it must not stand alone on a page
            _keep_last(written)
        written += _block(block, layout, room, controls)
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


def _block(
    block: ResolvedBlock, layout: Layout, room: int, controls: Controls | None
) -> Iterator[str]:
    if isinstance(block, TextLine):
        yield paragraph("BodyText", runs(block.words, controls))
    elif isinstance(block, Heading):
        style = f"Heading{min(block.level, 4)}"
        yield paragraph(style, plain(f"{block.label} {block.title}"))
    elif isinstance(block, ItemLines):
        for item in block.items:
            yield paragraph("BodyText", runs((Run("- "), *item), controls))
    elif isinstance(block, ResolvedTable):
        yield table(block, layout, room, controls)
