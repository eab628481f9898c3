"""The fields of a template: what only counts, names or repeats may stay; nothing may fetch or run.

Word computes a field anew when it opens, prints or is asked to. Some fetch a file, ask another
program or start it (DDE, LINK, INCLUDETEXT, DATABASE); one field may stand in another and name it.
So the known harmless kinds are listed, and everything else is refused. The kinds: ISO/IEC 29500-1,
17.16.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cchc_lib.reading.word.package import member_name, tag

__all__ = ["fetching"]

_HARMLESS = frozenset(
    # of the text: places, numbers, lists
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC TOA TA INDEX XE "
    "HYPERLINK GOTOBUTTON LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT BIBLIOGRAPHY CITATION "
    # of the file and who writes it
    "TITLE SUBJECT AUTHOR KEYWORDS COMMENTS LASTSAVEDBY REVNUM EDITTIME NUMWORDS NUMCHARS "
    "FILENAME FILESIZE TEMPLATE DOCPROPERTY DOCVARIABLE INFO USERNAME USERINITIALS USERADDRESS "
    "DATE TIME CREATEDATE SAVEDATE PRINTDATE "
    # computed, asked or filled in
    "= IF COMPARE SET QUOTE FORMULA SYMBOL EQ ADVANCE ASK FILLIN FORMTEXT FORMCHECKBOX "
    "FORMDROPDOWN MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF ADDRESSBLOCK GREETINGLINE "
    "MACROBUTTON AUTOTEXT AUTOTEXTLIST BARCODE DISPLAYBARCODE MERGEBARCODE BIDIOUTLINE "
    # what a program keeps beside its text: an equation, a citation, a drawing
    "ADDIN EMBED SHAPE PRIVATE".split()
)
_INNER = "\ufffc"
"""Stands where a field stands in the instruction of another."""

_NAME = re.compile(r"\s*(=|[^\s\\\"]*)")
_INSTRUCTION = frozenset({"instrText", "delInstrText"})
_WORDS = _INSTRUCTION | {"t", "delText"}  # Word takes plain text there for instruction, too


def fetching(root: etree._Element) -> str | None:
    """Return the name of the first field of a part that is not known to be harmless, else `None`.

    A field whose name another field computes has the name "".
    """
    for instruction in filter(str.strip, _instructions(root)):
        found = _NAME.match(instruction)
        name = found[1].upper() if found else ""
        if name not in _HARMLESS:
            return "" if _INNER in name else name
    return None


class _Field:
    """A field that is open: what its instruction says so far, until its result begins."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.is_told = False

    @property
    def instruction(self) -> str:
        return "".join(self.words)


def _instructions(root: etree._Element) -> Iterator[str]:
    """Yield the instruction of every field, whatever paragraphs and runs it is spread over."""
    open_fields: list[_Field] = []
    stray: list[str] = []  # what is no part of any field
    for element in root.iter(etree.Element):
        kind, step = member_name(element), element.get(tag("fldCharType"))
        outer = open_fields[-1] if open_fields and not open_fields[-1].is_told else None
        if outer and (kind == "fldSimple" or step == "begin"):
            outer.words.append(_INNER)
        if kind == "fldSimple":
            yield element.get(tag("instr"), "")
        elif step == "begin":
            open_fields.append(_Field())
        elif step == "separate" and open_fields:
            open_fields[-1].is_told = True
        elif step == "end" and open_fields:
            yield open_fields.pop().instruction
        elif kind in _WORDS and outer:
            outer.words.append(element.text or "")
        elif kind in _INSTRUCTION and not open_fields:
            stray.append(element.text or "")
    yield from (field.instruction for field in open_fields)
    if any(map(str.strip, stray)):
        yield "".join(stray)
