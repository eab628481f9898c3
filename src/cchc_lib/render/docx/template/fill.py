"""A report in the Word file of an office: what the template has stays, what we make goes in."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.parser import parse_xml
from docx.parts.styles import StylesPart

from cchc_lib.archive import zipped
from cchc_lib.document.nodes import Document
from cchc_lib.document.walk import Resolved, resolve
from cchc_lib.law.layout import NATION, Layout
from cchc_lib.reading.word.package import tag
from cchc_lib.render.docx.body import annexes, text
from cchc_lib.render.docx.live import Controls
from cchc_lib.render.docx.notes import footnotes_xml
from cchc_lib.render.docx.package import core_of
from cchc_lib.render.docx.styles import styles_xml
from cchc_lib.render.docx.template.borrowed import borrow, spare_of
from cchc_lib.render.docx.template.live import bind, forget, parts_saved, understood
from cchc_lib.render.docx.template.notes import Notes
from cchc_lib.render.docx.template.office import OfficeTemplate
from cchc_lib.render.docx.template.places import (
    ANNEXES,
    TEXT,
    place_of,
    words_of,
)
from cchc_lib.render.docx.template.sections import Section, annex_section, join, sheet_of, split
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, paragraph
from cchc_lib.vietnamese.text import fold_text

__all__ = ["filled"]

_REFERRED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NAMED = (  # kinds of relations of which the text names each by its id
    *("header", "footer", "image", "hyperlink", "chart", "oleObject", "package"),
    *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"),
)
_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_UNSEEN = (  # what an old report may have left, and the field that shows it
    ("custom-properties", "DOCPROPERTY"),
    ("extended-properties", "DOCPROPERTY"),
    ("thumbnail", ""),
)
_UNSEEN_SETTINGS = (("attachedTemplate", ""), ("mailMerge", ""), ("docVars", "DOCVARIABLE"))

_RECIPIENTS = "nơi nhận"


def filled(
    document: Document,
    layout: Layout,
    template: OfficeTemplate,
    *,
    live: bool = True,
    facts: str | None = None,
) -> bytes:
    """Return the Word file of a document made from a template; equal inputs give equal bytes.

    `live` and `facts` are as for `render_docx` of a document.

    Raises:
        FormatError: for a template that cannot hold it; the message says what to do.
        InvalidValueError, UnknownNameError: as `render_docx`.
    """
    resolved = resolve(document)
    main = docx.Document(BytesIO(template.data)).part
    forget(main)
    controls = Controls() if live else None
    filling = _Filling(main, resolved, layout, template, controls)
    filling.fill()
    _leave_out(main)
    _describe(main.package, document)
    if controls is not None:
        bind(main, controls, filling.written, facts)
        filling.notes.store()
    return zipped(parts_saved(main.package))


class _Filling:
    """One report on its way into one template."""

    def __init__(
        self,
        main: Any,
        resolved: Resolved,
        layout: Layout,
        template: OfficeTemplate,
        controls: Controls | None,
    ) -> None:
        if controls is not None:
            main._element = understood(main.element)
        self.main = main
        self.body = main.element.body
        self.controls = controls
        self.resolved = resolved
        self.layout = layout
        self.template = template
        self.notes = Notes(self.main)
        self.written: list[Any] = []

    def fill(self) -> None:
        """Put the report in."""
        place, behind = place_of(self.body, TEXT), place_of(self.body, ANNEXES)
        for mark in (place, behind):
            if mark is not None:
                _release(mark)
        sections = split(self.body)
        last = sections[-1].properties
        if place is None:  # the whole body makes room, its first and last page stay as models
            place = parse_xml(f"<w:p {NAMESPACES}/>")
            sections = [Section([place], sections[0].properties)]
        self._put_text(sections, place)
        sections = self._with_annexes(sections, behind, last)
        join(self.body, sections)
        ours = self._parsed(footnotes_xml(self.resolved.notes, self.controls))
        self.written += self.notes.add(ours, self.written)
        borrow(self.written, self._styles(), self.layout)
        self.notes.keep_only(self.body)
        self.notes.store()

    def _styles(self) -> Any:
        """Return the styles of the template; one that has none gets ours."""
        kind = RELATIONSHIP_TYPE.STYLES
        if not any(rel.reltype == kind for rel in self.main.rels.values()):
            package = self.main.package
            name = PackURI(package.next_partname("/word/styles%d.xml"))
            ours = styles_xml(self.layout).encode("utf-8")
            self.main.relate_to(StylesPart.load(name, CONTENT_TYPE.WML_STYLES, ours, package), kind)
        return self.main.styles.element

    def _made(self, xml: str) -> list[Any]:
        """Return blocks of ours as elements, and remember them."""
        namespaces = NAMESPACES if self.controls is None else self.controls.namespaces
        blocks = list(self._parsed(f"<w:body {namespaces}>{xml}</w:body>"))
        self.written += blocks
        return blocks

    def _parsed(self, xml: str) -> Any:
        return parse_xml((xml if self.controls is None else self.controls.unbound(xml)).encode())

    def _put_text(self, sections: list[Section], place: Any) -> None:
        here = next(section for section in sections if place in section.blocks)
        sheet = sheet_of(here.properties, self.layout)
        others = (block for section in sections for block in section.blocks)
        told = " ".join(words_of(root) for root in (*others, *_furniture(self.main)))
        xml = text(
            self.resolved,
            self.layout,
            sheet.room,
            self.controls,
            has_letterhead=_answer(self.template.letterhead, fold_text(NATION) not in told),
            has_signature=_answer(self.template.signature, _RECIPIENTS not in told),
        )
        at = here.blocks.index(place)
        # a table must not be the last thing
        here.blocks[at : at + 1] = self._made(xml + paragraph("Gap"))

    def _with_annexes(self, sections: list[Section], mark: Any, last: Any) -> list[Section]:
        """Return the sections with those of annexes, at their mark or behind all others."""
        parted = next((each for each in sections if mark in each.blocks), None)
        model = deepcopy(last if parted is None else parted.properties)
        for columns in model.findall(tag("cols")):
            model.remove(columns)
        sheet, spare = sheet_of(model, self.layout), spare_of(self._styles())
        leaves = list(annexes(self.resolved, self.layout, sheet, self.controls, spare=spare))
        blank = self._blank_ends(model) if leaves else ("", "")
        made = [
            Section(
                self._made(leaf.inner + paragraph("Gap")), annex_section(model, leaf.sheet, blank)
            )
            for leaf in leaves
        ]
        if parted is None:
            return sections + made
        cut, at = parted.blocks.index(mark), sections.index(parted)
        before = Section(parted.blocks[:cut], deepcopy(parted.properties))
        after = Section(parted.blocks[cut + 1 :], parted.properties, parted.holder)
        if not made:
            before, after.blocks = after, before.blocks + after.blocks
        around = [*sections[:at], before, *made, *([after] if made else []), *sections[at + 1 :]]
        mine = (before, after)
        return [each for each in around if each not in mine or not each.is_blank]

    def _blank_ends(self, model: Any) -> tuple[str, str]:
        """Return the ids of an empty header and footer, made where first pages have their own."""
        if model.find(tag("titlePg")) is None:
            return ("", "")
        made = []
        for kind, name, content, relation in (
            ("hdr", "header", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
            ("ftr", "footer", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
        ):
            package = self.main.package
            part = Part(
                PackURI(package.next_partname(f"/word/{name}%d.xml")),
                content,
                f"{PROLOG}<w:{kind} {NAMESPACES}><w:p/></w:{kind}>".encode(),
                package,
            )
            made.append(self.main.relate_to(part, relation))
        return made[0], made[1]


def _furniture(main: Any) -> list[Any]:
    """Return the heads and feet of pages."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    parts = (rel.target_part for rel in main.rels.values() if rel.reltype in kinds)
    return [parse_xml(part.blob) for part in parts]


def _answer(given: bool | None, found: bool) -> bool:
    return found if given is None else given


def _release(mark: Any) -> None:
    """Give the section that a mark ends to a paragraph behind it."""
    properties = mark.find(f"{tag('pPr')}/{tag('sectPr')}")
    if properties is not None:
        holder = parse_xml(f"<w:p {NAMESPACES}><w:pPr/></w:p>")
        holder[0].append(properties)
        mark.addnext(holder)


def _leave_out(main: Any) -> None:
    """Drop what nothing in the document refers to any more, and what points to a disk or a look.

    Words, pictures and remarks of an old report must not travel along unseen.
    """
    root = main.element
    named = {
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name.startswith(_REFERRED)
    }
    remarked = next(root.iter(tag("commentReference")), None) is not None
    for id, rel in list(main.rels.items()):
        kind = rel.reltype.rpartition("/")[2]
        if (kind in _NAMED and id not in named) or (kind in _COMMENTS and not remarked):
            del main.rels[id]
    fields = _fields(main)
    settings = main.settings.element
    for kind, field in _UNSEEN_SETTINGS:
        for element in settings.findall(tag(kind)) if not field or field not in fields else ():
            settings.remove(element)
    _drop(main.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels, "attachedTemplate")
    for kind, field in _UNSEEN:
        if not field or field not in fields:
            _drop(main.package.rels, kind)


def _fields(main: Any) -> str:
    """Return what the fields of a document, its heads and feet ask for, in capitals."""
    roots = [main.element, *_furniture(main)]
    told = [
        element.get(tag("instr")) or element.text or ""
        for root in roots
        for element in root.iter(tag("instrText"), tag("fldSimple"))
    ]
    return " ".join(told).upper()


def _drop(rels: Any, kind: str) -> None:
    for id, rel in list(rels.items()):
        if rel.reltype.rpartition("/")[2] == kind:
            del rels[id]


def _describe(package: Any, document: Document) -> None:
    """Set title, author, language and day; python-docx refuses titles of over 255 letters."""
    _drop(package.rels, "core-properties")
    part = CorePropertiesPart.load(
        PackURI("/docProps/core.xml"),
        CONTENT_TYPE.OPC_CORE_PROPERTIES,
        core_of(document).encode("utf-8"),
        package,
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
