"""Figures that stay alive in a file made from a template, beside what the template carries."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement

from cchc_lib.errors import CchcError
from cchc_lib.reading.word.live import live_root, printed_lines
from cchc_lib.reading.word.package import Package, member_name, tag
from cchc_lib.reading.word.reader import read_word
from cchc_lib.render.docx.live import Controls
from cchc_lib.render.docx.template.refusal import of_template

__all__ = ["bind", "forget", "parts_saved", "understood"]

_BINDING = tag("dataBinding")
_MIXED = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD_2013 = "http://schemas.microsoft.com/office/word/2012/wordml"
_IGNORABLE = f"{{{_MIXED}}}Ignorable"


def understood(root: Any) -> Any:
    """Return the root of a part that holds controls: programs older than Word 2013 pass over `w15`.

    They do so where the root says it, in prefixes that it declares.
    """
    names: dict[Any, str] = dict(root.nsmap)
    known = {uri: prefix for prefix, uri in names.items() if prefix}
    if known.get(_WORD_2013) in root.get(_IGNORABLE, "").split():
        return root
    for uri, wanted in ((_MIXED, "mc"), (_WORD_2013, "w15")):
        if uri not in known:
            while wanted in names:
                wanted += "x"
            names[wanted] = uri
            known[uri] = wanted
    # lxml declares nothing on an element that is there already
    new: Any = OxmlElement(f"w:{member_name(root)}", nsdecls=names)
    for name, value in root.attrib.items():
        new.set(name, value)
    new.set(_IGNORABLE, f"{root.get(_IGNORABLE, '')} {known[_WORD_2013]}".strip())
    new.text = root.text
    new.extend(list(root))
    return new


def forget(main: Any) -> None:
    """Drop what a template that was made of a live file carries: another report's facts."""
    package = main.package
    stores: set[str] = set()
    for source in (package, *package.iter_parts()):
        for id, rel in list(source.rels.items()):
            if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not rel.is_external:
                name = str(rel.target_part.partname)
                if live_root(Package({name: rel.target_part.blob}, (), name), name) is not None:
                    stores.update(_ids(rel.target_part))
                    del source.rels[id]
    for binding in list(main.element.iter(_BINDING)):
        if binding.get(tag("storeItemID")) in stores:
            binding.getparent().remove(binding)


def _ids(item: Any) -> Iterator[str]:
    for rel in item.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML_PROPS and not rel.is_external:
            properties = Package({"": rel.target_part.blob}, (), "").tree("")
            yield from map(str, properties.attrib.values())


def bind(main: Any, controls: Controls, written: Iterable[Any], facts: str | None) -> None:
    """Put in the part that the controls within what was `written` are bound to.

    It has the fingerprints of all paragraphs of the file, the template's own among them, as the
    reader of such files finds them.

    Raises:
        FormatError: for a template too large for that reader.
    """
    package = main.package
    name = str(main.partname).removeprefix("/")
    try:
        word = read_word(Package(_parts(package), (), name))
    except CchcError as error:
        raise of_template(error) from None
    store = controls.store((line.printed for line in printed_lines(word)), facts)
    for binding in (each for block in written for each in block.iter(_BINDING)):
        binding.set(tag("storeItemID"), store.id)
        binding.set(tag("xpath"), store.binding(binding.get(tag("xpath"))))
    item = _related(main, "item", CONTENT_TYPE.XML, store.item, RELATIONSHIP_TYPE.CUSTOM_XML)
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    _related(item, "itemProps", kind, store.properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _related(source: Any, name: str, content: str, text: str, relation: str) -> Any:
    package = source.package
    uri = PackURI(package.next_partname(f"/customXml/{name}%d.xml"))
    part = Part(uri, content, text.encode("utf-8"), package)
    source.relate_to(part, relation)
    return part


def _parts(package: Any) -> dict[str, bytes]:
    """Return the parts of a package as they are now, which costs less than to save it."""
    parts = {}
    for part in package.iter_parts():
        name = part.partname
        parts[str(name).removeprefix("/")] = part.blob
        if part.rels:
            parts[str(name.rels_uri).removeprefix("/")] = part.rels.xml
    return parts


def parts_saved(package: Any) -> dict[str, bytes]:
    """Return the parts of a package as python-docx saves them, which stamps each with the time."""
    buffer = BytesIO()
    package.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
