"""What a workbook is made of: its sheets, the texts they share, the styles that change a value.

ECMA-376, part 1, 18.2, 18.4 and 18.8. Nothing else of a workbook is looked at, and each part in
bounds of its own: openpyxl would make objects of everything that a file lists.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from cchc_lib.errors import CchcError
from cchc_lib.workbook.sheet import NAMESPACE, TRUE, Styles, elements, words

__all__ = ["Book", "SheetPart", "book_of"]

MAX_SHEETS = 200
MAX_STYLES = 70_000
"""Formats of cells, of numbers as well: Excel writes up to 65.490."""

MAX_TEXTS = 1_000_000

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OF_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = b"http://purl.oclc.org/ooxml/"
_MASK = re.compile(r"[0#?],+(?![0#?,.])|^\s*;[\s;]*$")
"""A comma behind the digits leaves out thousands; sections without digits show nothing."""

_TAGS, _PADDED = re.compile(r"\[[^\]]*\]"), re.compile(r"\s*0[0,]*0(?![.0,])")
_DECIMALS = re.compile(r"0\.(0+)")
_MOST_DECIMALS = 30
_WORDS = re.compile(r'"[^"]*"|\\.')


@attrs.frozen
class SheetPart:
    """A sheet: its name, whether it is hidden, its part."""

    name: str
    is_hidden: bool
    part: str


@attrs.frozen
class Book:
    """The sheets in order, the texts that cells name by number, the styles."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    styles: Styles


def book_of(parts: Mapping[str, bytes], refuse: Callable[[str, str], CchcError]) -> Book:
    """Return what the parts of a workbook say it is made of.

    `refuse` returns the refusal of a workbook, for a reason in English and in Vietnamese.

    Raises:
        CchcError: for a workbook beyond the bounds.
        ValueError, LookupError, etree.XMLSyntaxError: for a damaged one.
    """
    (main,) = (each for kind, each in _related(parts, "", refuse).values() if kind == "main")
    if _STRICT in parts[main][:4096]:
        raise refuse(
            'it is saved as "Strict Open XML"',
            "tệp lưu dạng Strict Open XML; hãy lưu lại dạng Excel Workbook (*.xlsx)",
        )
    related = _related(parts, main, refuse)
    named = {kind: part for kind, part in related.values() if part in parts}
    texts = _texts(parts[named["sharedStrings"]], refuse) if "sharedStrings" in named else ()
    sheets = []
    is_mac = False
    for element in _within(parts[main], ("sheet", "workbookPr"), MAX_SHEETS + 1, refuse):
        if element.tag == f"{NAMESPACE}workbookPr":
            is_mac = element.get("date1904") in TRUE
            continue
        kind, part = related[element.get(f"{{{_OF_DOCUMENT}}}id")]
        if kind == "worksheet":
            is_hidden = element.get("state", "visible") != "visible"
            sheets.append(SheetPart(element.get("name"), is_hidden, part))
    styles = _styles(parts[named["styles"]], refuse) if "styles" in named else _styles(b"", refuse)
    epoch = CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900
    return Book(tuple(sheets), texts, attrs.evolve(styles, epoch=epoch))


def _related(
    parts: Mapping[str, bytes], of: str, refuse: Callable[[str, str], CchcError]
) -> dict[str, tuple[str, str]]:
    """Return what a part, or with "" the file, refers to: the kind and the part by each id."""
    folder, name = posixpath.split(of)
    relations = parts[posixpath.join(folder, "_rels", f"{name}.rels")]
    found = {}
    for element in _within(relations, (_RELATIONS,), 10 * MAX_SHEETS, refuse):
        kind = element.get("Type").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target")))
        if element.get("TargetMode") != "External":
            named = "main" if kind == "officeDocument" else kind
            found[element.get("Id")] = named, target.lstrip("/")
    return found


def _within(
    xml: bytes, tags: tuple[str, ...], most: int, refuse: Callable[[str, str], CchcError]
) -> Iterator[Any]:
    """Yield the elements of some tags, which are cleared afterwards; refuse too many."""
    named = tuple(tag if tag[0] == "{" else f"{NAMESPACE}{tag}" for tag in tags)
    for number, element in enumerate(elements(xml, named, refuse), 1):
        if number > most:
            raise refuse(
                f"too many {tags[0].rpartition('}')[2]} (above {most})",
                f"tệp liệt kê quá nhiều {tags[0].rpartition('}')[2]} (trên {most})",
            )
        yield element


def _texts(xml: bytes, refuse: Callable[[str, str], CchcError]) -> tuple[str, ...]:
    return tuple(words(each) for each in _within(xml, ("si",), MAX_TEXTS, refuse))


def _styles(xml: bytes, refuse: Callable[[str, str], CchcError]) -> Styles:
    """Return which styles show a percentage, a day, a span of time, or another number."""
    formats = dict(BUILTIN_FORMATS)
    sorts: dict[str, set[str]] = {sort: set() for sort in _SORTS}
    places: dict[str, int] = {}
    number = 0
    for element in _within(xml, ("xf", "numFmt"), 3 * MAX_STYLES, refuse) if xml else ():
        if element.tag == f"{NAMESPACE}numFmt":
            formats[int(element.get("numFmtId"))] = element.get("formatCode", "")[:255]
            continue
        parent = element.getparent()
        if parent is None or etree.QName(parent).localname != "cellXfs":
            continue
        shown = formats.get(int(element.get("numFmtId", 0)), "General")
        for sort, is_shown in _SORTS.items():
            if is_shown(shown):
                sorts[sort].add(str(number))
        if decimals := _DECIMALS.search(_WORDS.sub("", shown)):
            places[str(number)] = min(len(decimals[1]), _MOST_DECIMALS)
        number += 1
    held = {sort: frozenset(each) for sort, each in sorts.items()}
    return Styles(epoch=CALENDAR_WINDOWS_1900, places=places, **held)


def _is_part(shown: str) -> bool:
    """Whether a format shows part of a day, or zeros before a number: words would lose it."""
    plain = _TAGS.sub("", _WORDS.sub("", shown)).lower()
    is_day = is_date_format(shown) and not is_timedelta_format(shown)
    return not {"d", "m", "y"} <= set(plain) if is_day else _PADDED.match(plain) is not None


_SORTS: Mapping[str, Callable[[str], bool]] = {
    "percents": lambda shown: "%" in _WORDS.sub("", shown),
    "days": is_date_format,
    "spans": is_timedelta_format,
    "masks": lambda shown: _MASK.search(_WORDS.sub("", shown)) is not None,
    "parts": _is_part,
}
