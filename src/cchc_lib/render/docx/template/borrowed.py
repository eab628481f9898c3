"""Named styles: used as the template defines them, added to it where it lacks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from fractions import Fraction
from typing import Any

from docx.oxml.parser import parse_xml
from lxml import etree

from cchc_lib.law.layout import Layout
from cchc_lib.reading.word.package import tag
from cchc_lib.render.docx.styles import FONT_SLOTS, styles_xml
from cchc_lib.render.docx.xml import NAMESPACES
from cchc_lib.vietnamese.text import fold_text

__all__ = ["borrow", "spare_of"]

_REFERENCES = tuple(map(tag, ("pStyle", "rStyle", "tblStyle")))
_ID, _VALUE, _TYPE = tag("styleId"), tag("val"), tag("type")
_FORM = {"TableNormal": ("FormTable", "Bảng thể thức")}
"""A style of ours that is Word's own default: a template's has margins that would shift a form."""

_NORMAL = "normal"
_CELLS = frozenset(
    fold_text(f"{name}{size}")
    for name in ("Đầu bảng", "Ô bảng", "Ô bảng giữa", "Ô bảng phải")
    for size in ("", " cỡ nhỏ")
)


def borrow(written: Iterable[etree._Element], styles: Any, layout: Layout) -> None:
    """Make paragraphs and tables of ours name styles of a template, adding those that it lacks.

    `styles` is the root of the template's part with styles. A heading whose style numbers it by
    itself is told not to: its number is in its words.
    """
    ours = {style.get(_ID): style for style in parse_xml(styles_xml(layout).encode("utf-8"))}
    theirs = list(styles.iter(tag("style")))
    by_name = {(style.get(_TYPE), _name(style)): style for style in theirs}
    by_id = {style.get(_ID): style for style in theirs}
    defaults = {
        style.get(_TYPE): style.get(_ID)
        for style in sorted(theirs, key=_is_default)  # the last counts
        if _is_default(style) or _name(style) == _NORMAL  # LibreOffice marks none
    }
    taken = {str(id).lower() for id in by_id}
    known: dict[str, str] = {}

    def id_of(id: str) -> str:
        if id in known:
            return known[id]
        style = ours[id]
        kind = style.get(_TYPE)
        found = None if id in _FORM else by_name.get((kind, _name(style)))
        if found is not None:
            known[id] = found.get(_ID)
            return known[id]
        new = _own(style, layout) if kind == "paragraph" else deepcopy(style)
        if id in _FORM:
            new.attrib.pop(tag("default"))
            new.set(tag("customStyle"), "1")
            new.find(tag("name")).set(_VALUE, _FORM[id][1])
        known[id] = _free(_FORM.get(id, (id,))[0], taken)
        new.set(_ID, known[id])
        based = new.find(tag("basedOn"))
        if based is not None:
            base = based.get(_VALUE)
            parent = id_of(base) if base in _FORM else defaults.get(kind)
            if parent is None:
                new.remove(based)
            else:
                based.set(_VALUE, parent)
        styles.append(new)
        return known[id]

    numbered: dict[str, bool] = {}
    for root in written:
        for reference in root.iter(*_REFERENCES):
            id = id_of(reference.get(_VALUE))
            reference.set(_VALUE, id)
            if reference.tag == tag("pStyle"):
                if id not in numbered:
                    numbered[id] = any(map(_numbers, _chain(id, by_id)))
                if numbered[id]:
                    properties: Any = reference.getparent()
                    properties.get_or_add_numPr().get_or_add_numId().val = 0


def spare_of(styles: Any) -> Fraction:
    """Return the share of a page that annexes which share it leave free.

    A template may have a head that reaches into the page and spaces of its own; where it says how
    cells look, how high a table is cannot be foreseen.
    """
    cells = {_name(style) for style in styles.iter(tag("style"))} & _CELLS
    return Fraction(1) if cells else Fraction(1, 12)


def _name(style: etree._Element) -> str:
    name = style.find(tag("name"))
    return "" if name is None else fold_text(name.get(_VALUE, ""))


def _is_default(style: etree._Element) -> bool:
    return style.get(tag("default")) in ("1", "true", "on")


def _free(wanted: str, taken: set[str]) -> str:
    """Return an id that no style of the template has."""
    number, id = 1, wanted
    while id.lower() in taken:
        number += 1
        id = f"{wanted}{number}"
    taken.add(id.lower())
    return id


def _chain(id: str, by_id: dict[Any, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style of the template and those it is based on; one that bases on itself ends."""
    seen: set[str] = set()
    while id in by_id and id not in seen:
        seen.add(id)
        style = by_id[id]
        yield style
        based = style.find(tag("basedOn"))
        id = "" if based is None else based.get(_VALUE, "")


def _numbers(style: etree._Element) -> bool:
    number = style.find(f"{tag('pPr')}/{tag('numPr')}/{tag('numId')}")
    return number is not None and number.get(_VALUE) != "0"


def _own(style: etree._Element, layout: Layout) -> Any:
    """Return a paragraph style of ours that owes the default of a template no measure.

    Ours say only what departs from our default; that of a template may have another typeface,
    other sizes and spaces.
    """
    new: Any = deepcopy(style)
    paragraph = new.get_or_add_pPr()
    _complete(paragraph.get_or_add_spacing(), before="0", after="0", line="240", lineRule="auto")
    indent = paragraph.get_or_add_ind()
    first = {} if indent.get(tag("hanging")) else {"firstLine": "0"}
    _complete(indent, left="0", right="0", **first)
    if paragraph.find(tag("jc")) is None:
        paragraph.get_or_add_jc().set(_VALUE, "left")
    looks = new.get_or_add_rPr()
    looks.insert(0, parse_xml(f"<w:rFonts {NAMESPACES} {FONT_SLOTS}/>"))
    if looks.find(tag("sz")) is None:
        size = str(round(Fraction(layout.body_size) * 2))
        for name in ("sz", "szCs"):
            etree.SubElement(looks, tag(name), {_VALUE: size})
    return new


def _complete(element: etree._Element, **values: str) -> None:
    for name, value in values.items():
        if element.get(tag(name)) is None:
            element.set(tag(name), value)
