"""The smallest pieces of WordprocessingML: units, runs and paragraphs, as escaped text."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from cchc_lib.document.walk import Run, Words
from cchc_lib.law.layout import Size
from cchc_lib.render.unbroken import hyphens_of_numbers

if TYPE_CHECKING:
    from cchc_lib.render.docx.live import Controls

__all__ = ["NAMESPACES", "PROLOG", "attribute", "mm", "paragraph", "plain", "points", "runs"]

PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def points(measure: Size) -> int:
    """Return points in twentieths of a point, Word's unit of length."""
    return round(Fraction(measure) * 20)


def mm(measure: Size) -> int:
    """Return millimetres in twentieths of a point."""
    return round(Fraction(measure) * 14400 / 254)


def attribute(text: str) -> str:
    """Return text as it may stand between the quotes of an attribute."""
    return escape(text, quote=True)


_NO_BREAK = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


def plain(text: str, properties: str = "", *, whole: bool = True) -> str:
    """Return a run of words, every space kept; a `whole` number of a document breaks no line."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if whole and "-" in text:
        text = hyphens_of_numbers(text, _NO_BREAK)
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


_EMPHASIS = {
    (False, False): "",
    (True, False): "<w:rPr><w:b/><w:bCs/></w:rPr>",
    (False, True): "<w:rPr><w:i/><w:iCs/></w:rPr>",
    (True, True): "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr>",
}


def runs(words: Words, controls: Controls | None = None) -> str:
    """Return the runs of a paragraph; with `controls` each figure stands in one of them."""
    return "".join(
        [
            (
                plain(word.text, _EMPHASIS[word.bold, word.italic])
                if controls is None or word.figure is None or not word.text
                else _alive(word, controls)
            )
            if isinstance(word, Run)
            else '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{word.number}"/></w:r>'
            for word in words
        ]
    )


def _alive(word: Run, controls: Controls) -> str:
    looks = _EMPHASIS[word.bold, word.italic]
    return controls.around(word, plain(word.text, looks), looks)


def paragraph(style: str, inner: str = "", properties: str = "") -> str:
    """Return a paragraph in a named style; `properties` are what no style can know beforehand."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'
