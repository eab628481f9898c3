"""Head and foot of a document in prose: addressees, recipients, who drafted it, who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.law.document_types import TYPE_CODES
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.told import Line, Signing

__all__ = ["addressees", "drafted_by", "own_symbol", "recipients", "signing", "symbol_of"]

_LINE = re.compile(r"[^\n\t]+")
_ITEM = re.compile(r"\s*[-–+•*]\s*(?P<words>\S.*)")
_KINH_GUI = re.compile(r"(?m)^[ \t]*Kính gửi ?:[ \t]*(?P<words>[^\n]*)$")
_NOI_NHAN = re.compile(r"(?m)(?:^|\t)[ \t]*Nơi nhận ?: ?[ \t]*$")
_KEPT = re.compile(r"Lưu\s?: ?VT, ?(?P<unit>[A-ZĐ&]{2,12})(?![-\w])(?! [A-ZĐa-zđ])")
_NUMBER = re.compile(r"(?m)^[ \t]*Số ?: ?[0-9…._ ]{0,12}/ ?(?P<symbol>[A-ZĐ][\w&-]{1,30})")
_HEAD, _FOOT, _MOST = 2000, 4000, 30

_AUTHORITY = r"(?:TM|KT|TL|TUQ|Q)\."
_OFFICE = re.compile(
    rf"(?:(?P<authority>{_AUTHORITY})\s*)?(?P<office>(?:PHÓ |QUYỀN )?(?:TỔNG )?(?:CHỦ TỊCH|"
    r"GIÁM ĐỐC|BÍ THƯ|HIỆU TRƯỞNG|THỦ TRƯỞNG|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|"
    r"(?:CHI )?CỤC TRƯỞNG|VỤ TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|TRƯỞNG (?:PHÒNG|BAN))(?: [A-ZĐÀ-Ỹ ]+)?)"
)
_FOR = re.compile(r"(?:KT|TL|TUQ|Q)\.|TM\.(?=\s*(?:ỦY|UỶ) BAN NHÂN DÂN)|TM\. ?\w+ \w+")
"""In whose name one signs; a deputy signs for a committee that is no UBND without KT."""

_ABOVE = 2
"""Lines above the office that tell it."""

_NAME = re.compile(r"(?:\S+\s+){1,8}\S+")
_BETWEEN = 4
"""Lines between the office and the name: the room for the signature and the seal."""


def addressees(prose: Prose) -> Iterator[Line]:
    """Yield those whom the document addresses: behind "Kính gửi:", or in a list below."""
    text = prose.source.text
    found = _KINH_GUI.search(text[:_HEAD])
    if found is None:
        return
    if found["words"].strip():
        yield _line(text, found.start("words"), found.end("words"))
    yield from _items(text, found.end())


def recipients(prose: Prose) -> Iterator[Line]:
    """Yield the lines under "Nơi nhận:", the one of the copy kept left out."""
    text = prose.source.text
    start = max(0, len(text) - _FOOT)
    for found in _NOI_NHAN.finditer(text, start):
        for line in _items(text, found.end()):
            if not line.text.lower().startswith("lưu"):
                yield line
        return


def drafted_by(prose: Prose) -> Line | None:
    """Return the unit that "Lưu: VT, …" names."""
    found = _KEPT.search(prose.flat)
    return None if found is None else Line(found["unit"], "", found.start(), found.end())


def own_symbol(prose: Prose) -> str | None:
    """Return the symbol of the agency: the second group of the document's own number."""
    return symbol_of(prose.source.text[:_HEAD])


def symbol_of(text: str) -> str | None:
    """Return the symbol of the agency in the number of a document: behind the code of its type.

    >>> symbol_of("Số: 05/BC-SNV"), symbol_of("Số: 05/SNV-VP")
    ('SNV', 'SNV')
    """
    found = _NUMBER.search(text)
    groups = found["symbol"].split("-") if found else []
    return next((each for each in groups if each not in TYPE_CODES), None)


def signing(prose: Prose) -> Signing | None:
    """Return who signs: the office in capitals that stands last, and the name below it."""
    text = prose.source.text
    start = max(0, len(text) - _FOOT)
    lines = [
        (line[0].strip(), start + line.start() + len(line[0]) - len(line[0].lstrip()))
        for line in _LINE.finditer(text[start:])
        if line[0].strip()
    ]
    offices = [place for place, (words, _) in enumerate(lines) if _OFFICE.fullmatch(words)]
    if not offices:
        return None
    last = offices[-1]
    above = [lines[place][0] for place in offices if last - 2 <= place]
    read = [found for words in above if (found := _OFFICE.fullmatch(words))]
    deputies = [found for found in read if found["authority"] == "KT."]
    words, at = lines[last]
    name = _name(lines[last + 1 : last + 1 + _BETWEEN])
    if name is None:  # a pattern of a signature, and nobody's
        return None
    for_whom = _FOR.findall(" ".join(words for words, _ in lines[max(0, last - _ABOVE) : last + 1]))
    return Signing(
        name=name,
        authority="KT." if "KT." in for_whom else next(iter(for_whom), None),
        office=Line(read[-1]["office"], "", at, at + len(words)),
        head=deputies[0]["office"] if deputies else None,
    )


def _name(lines: list[tuple[str, int]]) -> Line | None:
    for words, at in lines:
        is_list = words.startswith(("-", "+", "(")) or ":" in words
        if not is_list and len(words) < 60 and _NAME.fullmatch(words) and not words.isupper():
            return Line(words, "", at, at + len(words))
    return None


def _items(text: str, start: int) -> Iterator[Line]:
    """Yield the items of the list that begins with the next line."""
    lines = list(_LINE.finditer(text, start, min(len(text), start + _FOOT)))[:_MOST]
    for line in lines:
        item = _ITEM.fullmatch(line[0])
        if item is None:
            if line[0].strip():
                return
            continue
        yield _line(text, line.start() + item.start("words"), line.end())


def _line(text: str, start: int, end: int) -> Line:
    words = text[start:end].rstrip(" ;.,")
    return Line(words, "", start, start + len(words))
