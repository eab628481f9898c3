"""Under which heading something stands: what an officer finds in a file without counting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from cchc_lib.reading.word.file import WordFile, Zone

__all__ = ["Heading", "headings", "under_headings"]

_HEADING = re.compile(
    r"[ \t]*(?:(?P<roman>[IVX]{1,5})[.)]?|(?P<arabic>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})[.)]?)[ \t]+"
    r"(?P<title>[^\W\d_][^\n]{2,160}?)[ \t:]*"
)
_ANNEX = re.compile(r"[ \t]*(?P<name>Phụ lục(?: [IVX0-9]{1,5})?)\b[^\n]{0,160}", re.I)
_ENDS = (".", ";", ",")
_COUNTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})* (?!năm|tháng|quý)[^\W\d_]|[0-9]%")
"""Numbers of a sentence: a numbered paragraph of them is no heading."""


@attrs.frozen
class Heading:
    """The number of a heading with those above it ("II.1"), and its words; "" where none is.

    >>> lines = ["BÁO CÁO", "II. KẾT QUẢ", "1. Thủ tục hành chính", "- Đã giải quyết 12 hồ sơ."]
    >>> [each.name for each in headings(lines)]
    ['', 'mục II', 'mục II.1', 'mục II.1']
    """

    name: str = ""
    title: str = ""


def headings(lines: Iterable[str]) -> tuple[Heading, ...]:
    """Return for each line the heading that it is, or under which it stands."""
    found: list[Heading] = []
    annex = roman = ""
    here = Heading()
    for line in lines:
        if named := _ANNEX.fullmatch(line):
            annex, roman = named["name"], ""
            here = Heading(annex)
        elif (read := _HEADING.fullmatch(line)) and _is_heading(read["title"], line):
            roman = read["roman"] or roman
            number = ".".join(filter(None, (roman, read["arabic"])))
            name = f"{annex}, mục {number}" if annex else f"mục {number}"
            here = Heading(name, read["title"])
        found.append(here)
    return tuple(found)


def _is_heading(title: str, line: str) -> bool:
    return not line.rstrip().endswith(_ENDS) and not _COUNTED.search(title)


def under_headings(word: WordFile) -> Mapping[str, str]:
    """Return the places of the paragraphs of a file, each with the heading that it stands under."""
    body = [each for each in word.paragraphs if each.zone is Zone.BODY]
    under = headings(each.text.partition("\n")[0] for each in body)
    return {
        each.place: f"{over.name}, {each.place}"
        for each, over in zip(body, under, strict=True)
        if over.name
    }
