"""The pages of a Word file: paper, margins, and where they are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cchc_lib.reading.word.file import Header, WordPage
from cchc_lib.reading.word.measures import is_on, twips
from cchc_lib.reading.word.package import Package, member_name, tag
from cchc_lib.reading.word.styles import Styles, properties

__all__ = ["read_pages"]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LETTER = (12240, 15840)  # what Word takes where a file names no paper


def read_pages(package: Package, document: etree._Element, styles: Styles) -> tuple[WordPage, ...]:
    """Return the page of each section; a head that a section lacks is that of the one before."""
    targets = {found.id: found.target for found in package.relations(package.main)}
    has_even = any(
        _is_on(package.tree(name).find(tag("evenAndOddHeaders")))
        for name in package.related(package.main, "settings")
    )
    pages: list[WordPage] = []
    known: dict[str, Header] = {}
    heads: dict[str, Header] = {}
    feet: dict[str, Header] = {}
    for section in document.iter(tag("sectPr")):
        above = section.getparent()
        if above is not None and member_name(above) == "sectPrChange":  # as it was before
            continue
        for name, found in (("headerReference", heads), ("footerReference", feet)):
            for reference in section.iterchildren(tag(name)):
                part = targets.get(reference.get(_RELATION, ""), "")
                if part in package.parts:
                    if part not in known:
                        known[part] = _header(package.tree(part), styles)
                    found[reference.get(tag("type"), "default")] = known[part]
        pages.append(_page(section, heads, feet, has_even))
    return tuple(pages)


def _page(
    section: etree._Element, heads: dict[str, Header], feet: dict[str, Header], has_even: bool
) -> WordPage:
    paper = section.find(tag("pgSz"))
    margins = section.find(tag("pgMar"))
    width, height = (
        _measure(paper, side, usual) for side, usual in zip(("w", "h"), _LETTER, strict=True)
    )
    sides = {side: _measure(margins, side, 1440) for side in ("top", "bottom", "left", "right")}
    left, gutter = sides["left"], _measure(margins, "gutter", 0)
    sides["left"] = None if left is None or gutter is None else left + gutter
    has_title_page = _is_on(section.find(tag("titlePg")))
    unseen = {"first": not has_title_page, "even": not has_even}
    seen_heads, seen_feet = (
        {kind: part for kind, part in parts.items() if not unseen.get(kind)}
        for parts in (heads, feet)
    )
    return WordPage(width, height, sides, has_title_page, seen_heads, seen_feet)


def _measure(element: etree._Element | None, name: str, usual: int) -> int | None:
    text = None if element is None else element.get(tag(name))
    return usual if text is None else twips(text)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and is_on(element.get(tag("val"))) is True


def _header(root: etree._Element, styles: Styles) -> Header:
    """Return what a head or foot shows; the paragraph with the number speaks for it."""
    for paragraph in root.iter(tag("p")):
        for run in _number_runs(paragraph):
            own = properties(paragraph.find(tag("pPr")))
            style = own.pop("pStyle", "")
            shape = styles.shape(style, tuple(own.items()))
            direct = properties(None if run is None else run.find(tag("rPr")))
            face = styles.face(style, tuple(direct.items()))
            placed = next(paragraph.iter(tag("framePr"), tag("tab"), tag("ptab")), None)
            # a frame or a tab stop may put it anywhere: not to be judged
            align = shape.align if placed is None else None
            return Header(align, has_number=True, half_points=face.half_points)
    return Header(None, has_number=False, half_points=None)


def _number_runs(paragraph: etree._Element) -> Iterator[etree._Element | None]:
    """Yield the runs in which a PAGE field stands."""
    for field in paragraph.iter(tag("fldSimple")):
        if _is_page(field.get(tag("instr"), "")):
            yield field.find(tag("r"))
    words = [element.text or "" for element in paragraph.iter(tag("instrText"))]
    if _is_page("".join(words)):
        yield next(paragraph.iter(tag("instrText"))).getparent()


def _is_page(instruction: str) -> bool:
    return any(word.upper() == "PAGE" for word in instruction.split())
