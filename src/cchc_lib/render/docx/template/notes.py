"""Footnotes: ours beside those of a template, each under a number of its own."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement, parse_xml
from lxml import etree

from cchc_lib.reading.word.package import member_name, tag
from cchc_lib.render.docx.template.live import understood

__all__ = ["Notes"]

_ID = tag("id")
_BEHIND = (  # what stands in settings behind footnotePr, in the order of the schema
    *("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang"),
    *("clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures"),
    *("forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary"),
    *("shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
)


class Notes:
    """The footnotes of a template while a report is put into it."""

    def __init__(self, main: Any) -> None:
        """Read what footnotes the main part of a template has."""
        self._main = main
        found = (rel for rel in main.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES)
        self._part = next((rel.target_part for rel in found), None)
        self._root: Any = None if self._part is None else parse_xml(self._part.blob)

    def add(self, root: Any, written: Any) -> list[Any]:
        """Take over our footnotes, which blocks of ours refer to; return their paragraphs."""
        notes = [note for note in root if note.get(tag("type")) is None]
        if not notes:
            return []
        if self._part is None:
            self._create(root)
            return notes
        ids = [_number(note) for note in self._root]
        shift = max(0, *ids) if ids else 0
        for note in (*notes, *(each for block in written for each in _references(block))):
            note.set(_ID, str(_number(note) + shift))
        if next(root.iter(tag("sdt")), None) is not None:
            self._root = understood(self._root)
        self._root.extend(notes)
        return notes

    def keep_only(self, body: Any) -> None:
        """Leave out the notes that nothing refers to any more, and their words with them."""
        if self._root is None:
            return
        used = {each.get(_ID) for each in _references(body)}
        for note in list(self._root):
            if note.get(tag("type")) is None and note.get(_ID) not in used:
                self._root.remove(note)

    def store(self) -> None:
        """Write the notes into their part."""
        if self._part is not None:
            self._part._blob = etree.tostring(
                self._root, xml_declaration=True, encoding="UTF-8", standalone=True
            )

    def _create(self, root: Any) -> None:
        package = self._main.package
        name = package.next_partname("/word/footnotes%d.xml")
        self._part = Part(PackURI(name), CONTENT_TYPE.WML_FOOTNOTES, b"", package)
        self._main.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._root = root
        settings = self._main.settings.element
        for old in settings.findall(tag("footnotePr")):
            if old.find(tag("footnote")) is not None:
                return
            settings.remove(old)
        kept = OxmlElement("w:footnotePr")
        for note in root:
            if note.get(tag("type")) is not None:
                kept.append(OxmlElement("w:footnote", {_ID: note.get(_ID)}))
        behind = (each for each in settings if member_name(each) in _BEHIND or ":" in each.tag[:5])
        first = next(behind, None)
        if first is None:
            settings.append(kept)
        else:
            first.addprevious(kept)


def _references(block: Any) -> list[Any]:
    return list(block.iter(tag("footnoteReference")))


def _number(note: Any) -> int:
    id = note.get(_ID, "")
    return int(id) if id.isdecimal() and len(id) < 10 else 0
