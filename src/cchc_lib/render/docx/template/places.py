"""Where in a template the report goes: a paragraph that says so, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import combining, normalize

import attrs
from lxml import etree

from cchc_lib.errors import FormatError
from cchc_lib.reading.word.package import member_name, tag
from cchc_lib.render.docx.template.refusal import refused
from cchc_lib.vietnamese.text import fold_label, fold_text

__all__ = [
    "ANNEXES",
    "TEXT",
    "Mark",
    "check_marks",
    "is_blank",
    "place_of",
    "refuse_elsewhere",
    "words_of",
]


@attrs.frozen
class Mark:
    """A mark: its words in a paragraph, or its name as the tag of a content control or bookmark."""

    words: str
    name: str
    pattern: re.Pattern[str] = attrs.field(init=False)
    """The words as they are looked for, in text without capitals."""

    @pattern.default
    def _pattern(self) -> re.Pattern[str]:
        inner = re.escape(fold_text(self.words.strip("{}")))
        return re.compile(r"\{\{\s*" + inner + r"\s*\}\}")

    def misspelt(self, words: str) -> str:
        """Return what was meant to be this mark and is not: {NỘI DUNG}, {{noi dung bao cao}}."""
        letters = r"[\W_]*".join(without_marks(self.name.replace("_", "")).lower())
        meant = re.compile(r"\{{1,2}[^{}]{0,40}\}{1,2}")
        for found in meant.finditer(words):
            if self.pattern.fullmatch(found[0]) is None and re.search(
                letters, without_marks(found[0])
            ):
                return found[0]
        return ""


def without_marks(text: str) -> str:
    """Return words without the marks of Vietnamese letters."""
    bare = "".join(each for each in normalize("NFD", text) if not combining(each))
    return bare.replace("đ", "d").replace("Đ", "D")


TEXT = Mark("{{NỘI DUNG}}", "NOI_DUNG")
ANNEXES = Mark("{{PHỤ LỤC}}", "PHU_LUC")

_INSIDE = ("txbxContent", "pict", "drawing")


def words_of(element: etree._Element) -> str:
    """Return the words of an element, spaces counting once, without capitals."""
    texts = (node.text or "" for node in element.iter(tag("t")))
    return fold_label("".join(texts))


def is_blank(element: etree._Element) -> bool:
    """Whether a block shows nothing: a paragraph without words, pictures, breaks or fields."""
    if member_name(element) != "p":
        return member_name(element) in ("bookmarkStart", "bookmarkEnd", "proofErr")
    shown = ("t", "drawing", "pict", "object", "fldChar", "fldSimple", "sdt", "br", "sym")
    return next(element.iter(*map(tag, shown)), None) is None


def refuse_elsewhere(root: etree._Element) -> None:
    """Refuse a mark in a header, a footer or a note: there is no room for a report.

    Raises:
        FormatError: with what to do.
    """
    for mark in (TEXT, ANNEXES):
        if mark.pattern.search(words_of(root)):
            raise _unfit(mark, "stands at the head or foot of pages", "đang ở đầu hoặc chân trang")


def check_marks(body: Any) -> None:
    """Refuse marks that are in a wrong place.

    Raises:
        FormatError: as `place_of`, and for a place of annexes without one of the text.
    """
    place, behind = place_of(body, TEXT), place_of(body, ANNEXES)
    if place is None and behind is not None:
        raise refused(
            f"{ANNEXES.words} without {TEXT.words}",
            f"mẫu có dấu {ANNEXES.words} mà không có dấu {TEXT.words}",
            f"both marks, or {TEXT.words} alone",
            f"hãy thêm một đoạn {TEXT.words} ở chỗ đặt nội dung báo cáo",
        )


def place_of(body: Any, mark: Mark) -> etree._Element | None:
    """Return the block of a body that a mark is, `None` where there is no such mark.

    Raises:
        FormatError: for a mark within other words, in a table or a box, or one that stands twice.
    """
    found: etree._Element | None = None
    if meant := mark.misspelt(words_of(body)):
        raise refused(
            f"{meant} is no mark",
            f"{meant} không phải là dấu đặt báo cáo",
            f"the mark {mark.words} as a paragraph of its own",
            f"hãy viết đúng là {mark.words}, thành một đoạn riêng",
        )
    for element in _candidates(body, mark):
        block = _block(element, body)
        if block is None:
            raise _unfit(mark, "stands in a table or a box", "đang nằm trong bảng hoặc khung chữ")
        if block is found:  # a paragraph in a control, each with the mark
            continue
        if found is not None:
            raise _unfit(mark, "stands more than once", "xuất hiện hơn một lần")
        rest = mark.pattern.sub("", words_of(block)).strip()
        if rest or next(block.iter(*map(tag, _INSIDE)), None) is not None:
            raise _unfit(mark, "stands among other words", "đang nằm lẫn với nội dung khác")
        found = block
    return found


def _candidates(body: Any, mark: Mark) -> Iterator[etree._Element]:
    pattern, name = mark.pattern, mark.name.lower()
    for element in body.iter(tag("p"), tag("sdt"), tag("bookmarkStart")):
        kind = member_name(element)
        if kind == "p":
            if next(element.iterdescendants(tag("p")), None) is None and pattern.search(
                words_of(element)
            ):
                yield element
        elif kind == "bookmarkStart":
            if element.get(tag("name"), "").lower() == name:
                yield element.getnext() if element.getparent() is body else element
        else:
            label = element.find(f"{tag('sdtPr')}/{tag('tag')}")
            if label is not None and label.get(tag("val"), "").lower() == name:
                for words in element.iter(tag("t")):  # what asks to be filled in
                    words.text = ""
                yield element


def _block(element: etree._Element | None, body: Any) -> etree._Element | None:
    """Return the child of a body that an element is, or a control or paragraph around it."""
    while element is not None and element.getparent() is not body:
        element = element.getparent()
        if member_name(element) not in ("p", "r", "sdt", "sdtContent", "ins", "smartTag"):
            return None
    return element if element is not None and member_name(element) in ("p", "sdt") else None


def _unfit(mark: Mark, why: str, why_vi: str) -> FormatError:
    return refused(
        f"the mark {mark.words} {why}",
        f"dấu {mark.words} {why_vi}",
        f"the mark {mark.words} once, as a paragraph of its own in the text",
        "hãy để dấu này đúng một lần, thành một đoạn riêng trong thân văn bản",
    )
