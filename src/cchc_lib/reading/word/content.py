"""What a paragraph prints, sign by sign; the boxes in it, and what in it is not read as words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from cchc_lib.reading.word.package import local_name, member_name, tag
from cchc_lib.reading.word.styles import Styles, Typeface, properties

__all__ = ["AROUND", "UNREAD_SIGN", "Content", "children"]

AROUND = {  # they hold paragraphs, tables or runs, and print nothing themselves
    *("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "fldSimple", "smartTag", "customXml"),
    *("bdo", "dir"),
}
UNREAD_SIGN = "\ufffc"
"""Stands in the text where something is printed that is not read, so that no words join over it."""

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SOFT_HYPHEN = "\xad"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL = dict.fromkeys(range(32), " ") | {0x2028: " ", 0x2029: " "}

_MIXED = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SYMBOLS = {  # of the font Symbol, by the last byte of their code
    0x2D: "-",
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xAE: "→",
}
_DRAWN = {  # what a drawing holds that has words and is not read, by the name of its element
    "chart": "biểu đồ",
    "relIds": "sơ đồ SmartArt",
    "OLEObject": "đối tượng nhúng",
    "textpath": "chữ nghệ thuật (WordArt)",
    "altChunk": "phần chèn từ tệp khác (altChunk)",
    "subDoc": "văn bản con (subdocument)",
}
_PICTURES = {"pic", "imagedata"}


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element; of two ways to show the same, the one that Word shows."""
    for child in parent:
        if child.tag == f"{_MIXED}AlternateContent":
            choice = next(child.iterchildren(f"{_MIXED}Choice", f"{_MIXED}Fallback"), None)
            if choice is not None:
                yield from children(choice)
        else:
            yield child


class Content:
    """Reads paragraphs; `boxes` are those of the last one, `unread` counts kinds over all."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.unread: Counter[str] = Counter()
        self.pictures = 0
        self.boxes: list[tuple[etree._Element, etree._Element]] = []

    def signs(
        self, node: etree._Element, style: str
    ) -> Iterator[tuple[str, Typeface, etree._Element, int]]:
        """Yield what a paragraph prints: words, how they look, the node and where in it."""
        for child in children(node):
            name = member_name(child)
            if name == "r":
                face = self.styles.face(style, tuple(properties(child.find(tag("rPr"))).items()))
                if not face.hidden:
                    for sign, holder, at in self._of_run(child, child):
                        yield sign, face, holder, at
            elif name in AROUND:
                yield from self.signs(child, style)
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                face = self.styles.face(style, ())
                for sign, holder in self._of_formula(child):
                    yield sign, face, holder, 0
            else:
                self.note(child)

    def note(self, element: etree._Element) -> None:
        """Count what an element is, if it holds words that are not read."""
        name = local_name(element)
        if name in _DRAWN:
            self.unread[_DRAWN[name]] += 1
        self.pictures += name in _PICTURES

    def _of_run(
        self, parent: etree._Element, run: etree._Element
    ) -> Iterator[tuple[str, etree._Element, int]]:
        for child in children(parent):
            name = member_name(child)
            if name == "t":
                text = child.text or ""
                kept = text if child.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
                at = text.find(kept)
                for part in kept.split(_SOFT_HYPHEN):
                    if part:
                        yield part.translate(_CONTROL), child, at
                    at += len(part) + 1
            elif name in _SIGNS:
                yield _SIGNS[name], child, 0
            elif name == "sym":
                yield _symbol(child), child, 0
            elif name in ("drawing", "pict", "object"):
                self._of_drawing(child, run)
            elif name == "ruby":
                for base in child.iterchildren(tag("rubyBase")):
                    for inner in base.iterchildren(tag("r")):
                        yield from self._of_run(inner, run)

    def _of_drawing(self, drawing: etree._Element, run: etree._Element) -> None:
        """Note the boxes of a drawing, and what else it holds."""
        for child in children(drawing):
            if member_name(child) == "txbxContent":
                self.boxes.append((child, run))
            else:
                self.note(child)
                self._of_drawing(child, run)

    def _of_formula(self, formula: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        """Yield the words of a formula in one line; a fraction, a power, a root is not read."""
        inner = [child for child in formula if not local_name(child).endswith("Pr")]
        if all(child.tag == f"{_MATH}oMath" for child in inner):
            for child in inner:
                yield from self._of_formula(child)
        elif all(child.tag == f"{_MATH}r" for child in inner):
            for text in formula.iter(f"{_MATH}t"):
                if text.text:
                    yield text.text.translate(_CONTROL), text
        else:
            self.unread["công thức nhiều tầng"] += 1
            yield UNREAD_SIGN, inner[0]


def _symbol(element: etree._Element) -> str:
    """Return the sign that a code in a font of pictures stands for, where it is known."""
    try:
        code = int(element.get(tag("char"), ""), 16)
    except ValueError:
        return UNREAD_SIGN
    font = element.get(tag("font"), "").casefold()
    if font == "symbol":
        return _SYMBOLS.get(code & 0xFF, UNREAD_SIGN)
    is_letter = 0x20 <= code < 0xD800 and not font.startswith(("wingdings", "webdings"))
    return chr(code) if is_letter else UNREAD_SIGN
