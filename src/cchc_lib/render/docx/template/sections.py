"""Sections of a template: the page that text stands on, and pages for annexes after its model."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from typing import Any

import attrs
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

from cchc_lib.law.layout import Layout
from cchc_lib.reading.word.package import member_name, tag
from cchc_lib.render.docx.sheet import Sheet
from cchc_lib.render.docx.template.places import is_blank
from cchc_lib.render.docx.template.refusal import refused
from cchc_lib.render.docx.xml import NAMESPACES, mm

__all__ = ["Section", "annex_section", "join", "sheet_of", "split"]

_ENDS = ("default", "first", "even")
_HEAD, _FOOT = "headerReference", "footerReference"
_ID, _TYPE = qn("r:id"), tag("type")
_LEAST_MM = 100  # less holds no letterhead and no table
_BEFORE_NUMBERS = ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")


@attrs.define(eq=False)
class Section:
    """Blocks on pages of one kind: their properties, and the paragraph that holds these if any."""

    blocks: list[Any]
    properties: Any
    holder: Any = None

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing."""
        return all(map(is_blank, self.blocks)) and (self.holder is None or is_blank(self.holder))


def split(body: Any) -> list[Section]:
    """Return the sections of a body, each with the headers and footers that it has from others.

    The body is left empty.
    """
    sections: list[Section] = []
    blocks: list[Any] = []
    for block in list(body):
        body.remove(block)
        if member_name(block) == "sectPr":
            sections.append(Section(blocks, block))
            break
        properties = block.find(f"{tag('pPr')}/{tag('sectPr')}")
        if member_name(block) == "p" and properties is not None:
            sections.append(Section(blocks, properties, block))
            blocks = []
        else:
            blocks.append(block)
    else:
        sections.append(Section(blocks, OxmlElement("w:sectPr")))
    for above, section in pairwise(sections):
        _inherit(section.properties, above.properties)
    return sections


def join(body: Any, sections: list[Section]) -> None:
    """Put sections into an empty body."""
    *earlier, last = sections
    for section in earlier:
        body.extend(section.blocks)
        if section.holder is None:
            section.holder = parse_xml(f"<w:p {NAMESPACES}><w:pPr/></w:p>")
            section.holder[0].append(section.properties)
        body.append(section.holder)
    body.extend(last.blocks)
    if last.holder is not None and not is_blank(last.holder):
        body.append(last.holder)
    body.append(last.properties)  # it leaves the paragraph that held it


def _inherit(section: Any, above: Any) -> None:
    """Give a section the headers and footers that it has from the one before it."""
    for kind in (_FOOT, _HEAD):  # each is put in front
        for pages in reversed(_ENDS):
            found = _reference(above, kind, pages)
            if found is not None and _reference(section, kind, pages) is None:
                section.insert(0, deepcopy(found))


def _reference(section: Any, kind: str, pages: str) -> Any:
    found = section.findall(tag(kind))
    return next((each for each in found if each.get(_TYPE, "default") == pages), None)


def sheet_of(section: Any, layout: Layout) -> Sheet:
    """Return the page of a section; what the template leaves open is as the layout has it.

    Raises:
        FormatError: for pages too narrow or too low for a report.
    """
    ours = Sheet.of(layout)
    paper, margins = section.find(tag("pgSz")), section.find(tag("pgMar"))
    width, height = (_measure(paper, name) for name in ("w", "h"))
    if width is None or height is None:
        width, height = ours.width, ours.height
        for name, value in (("w", width), ("h", height)):
            section.get_or_add_pgSz().set(tag(name), str(value))
    sides = []
    for name in ("top", "right", "bottom", "left"):
        given = _measure(margins, name)
        if given is None:
            given = getattr(ours, name)
            section.get_or_add_pgMar().set(tag(name), str(given))
        sides.append(abs(given))
    top, right, bottom, left = sides
    left += _measure(margins, "gutter") or 0
    columns = section.find(tag("cols"))
    count = max(1, _measure(columns, "num") or 1)
    between = 720 if (given := _measure(columns, "space")) is None else given
    room = (width - left - right - between * (count - 1)) // count
    sheet = Sheet(width, height, top, right, bottom, left, room=room)
    if room < mm(_LEAST_MM) or sheet.depth < mm(_LEAST_MM):
        raise refused(
            f"no room for a report: {room * 254 // 14400} x {sheet.depth * 254 // 14400} mm",
            f"vùng trình bày của mẫu chỉ rộng {max(0, room) * 254 // 14400} mm, "
            f"cao {max(0, sheet.depth) * 254 // 14400} mm",
            f"a page with {_LEAST_MM} mm or more between its margins, in one column",
            f"hãy để mẫu một cột, mỗi chiều giữa các lề từ {_LEAST_MM} mm",
        )
    return sheet


def _measure(element: Any, name: str) -> int | None:
    value = "" if element is None else element.get(tag(name), "")
    return int(value) if value.removeprefix("-").isdecimal() and len(value) < 9 else None


def annex_section(model: Any, sheet: Sheet, blank: tuple[str, str]) -> Any:
    """Return the section of an annex: on a new page, after a model, numbered from 1.

    Where the first page of the model has a head of its own, maybe a letterhead, that of an annex
    has none, as its number is not shown (mục I.7, III.1.đ); its foot is that of other pages.
    `blank` names an empty header and an empty footer.
    """
    section = deepcopy(model)
    for name in ("type", "cols", "pgNumType"):
        for element in section.findall(tag(name)):
            section.remove(element)
    paper = section.get_or_add_pgSz()
    paper.set(tag("w"), str(sheet.width))
    paper.set(tag("h"), str(sheet.height))
    paper.attrib.pop(tag("code"), None)
    if sheet.width > sheet.height:
        paper.set(tag("orient"), "landscape")
    else:
        paper.attrib.pop(tag("orient"), None)
    margins = section.get_or_add_pgMar()
    gutter = _measure(margins, "gutter") or 0
    for name in ("top", "right", "bottom", "left"):
        margins.set(tag(name), str(getattr(sheet, name) - (gutter if name == "left" else 0)))
    numbers = OxmlElement("w:pgNumType", {qn("w:start"): "1"})
    _after(section, numbers, _BEFORE_NUMBERS)
    if section.find(tag("titlePg")) is not None:
        header, footer = blank
        below = _reference(section, _FOOT, "default")
        _refer(section, _FOOT, footer if below is None else below.get(_ID))
        _refer(section, _HEAD, header)
    return section


def _refer(section: Any, kind: str, id: str) -> None:
    first = _reference(section, kind, "first")
    if first is None:
        first = OxmlElement(f"w:{kind}", {qn("w:type"): "first"})
        section.insert(0, first)
    first.set(_ID, id)


def _after(section: Any, new: Any, names: tuple[str, ...]) -> None:
    """Put an element where the schema wants it: behind references and these."""
    known = {*names, _HEAD, _FOOT, "footnotePr", "endnotePr"}
    place = [place for place, each in enumerate(section) if member_name(each) in known]
    section.insert(place[-1] + 1 if place else 0, new)
