"""Figures that stay alive in Word: each is a content control, bound to the part that holds them.

Word shows what the node of a control says, and writes into it what somebody types: one figure in
three places is one node, and so changes in all three. The part carries besides what each figure
said when the file was made, by fingerprints what each paragraph said, and the facts of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING

import attrs

from cchc_lib.document.live import LIVE, digest, fingerprint, one_line
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, attribute

if TYPE_CHECKING:
    from cchc_lib.document.walk import Run

__all__ = ["Controls", "Store"]

_NAMESPACES = (
    f"{NAMESPACES} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)
_BOUND = "\0"  # stands for this until all is written; no text of a document has it
_BINDING = (
    f"<w:dataBinding w:prefixMappings=\"xmlns:c='{LIVE}'\" "
    'w:storeItemID="%s" w:xpath="/c:live[1]/c:%s[1]/c:figure['
)
_NOBODY = "none"  # the name of figures that are bound to no part yet
_HIDDEN = '<w15:appearance w15:val="hidden"/><w:text/></w:sdtPr><w:sdtContent>'
_HYPHEN = "<w:noBreakHyphen/>"
_TEXT = '<w:t xml:space="preserve">'
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_LIST = "http://schemas.openxmlformats.org/package/2006/relationships"


@attrs.frozen
class Store:
    """The part that controls are bound to: its text and that of its properties.

    `name` is that of the element around the figures, `id` that of the part.
    """

    name: str
    id: str
    item: str
    properties: str

    def binding(self, unbound: str) -> str:
        """Return the path to a figure in it, of that of a control that waited for it."""
        return unbound.replace(f"/c:{_NOBODY}[", f"/c:{self.name}[", 1)


class Controls:
    """The figures of one document that is being written; equal texts of a figure are one node."""

    namespaces = _NAMESPACES

    def __init__(self) -> None:
        self._nodes: dict[tuple[str, str], int] = {}

    def around(self, word: Run, run: str, looks: str) -> str:
        """Return the run of a figure within its control; `looks` are for what is typed into it."""
        key = (word.figure or "", word.text)
        node = self._nodes.setdefault(key, len(self._nodes) + 1)
        return f'<w:sdt><w:sdtPr>{looks}{_BOUND}{node}]"/>{_HIDDEN}{run}</w:sdtContent></w:sdt>'

    def put_into(self, parts: dict[str, str], facts: str | None) -> dict[str, str]:
        """Return the parts of a file with the one that its controls are bound to."""
        written = ("word/document.xml", "word/footnotes.xml")
        store = self.store((line for name in written for line in _lines(parts[name])), facts)
        binding = _BINDING % (store.id, store.name)
        return {
            **parts,
            **{name: parts[name].replace(_BOUND, binding) for name in written},
            _TYPES: _extended(
                parts[_TYPES],
                '<Override PartName="/customXml/itemProps1.xml" ContentType="application/'
                'vnd.openxmlformats-officedocument.customXmlProperties+xml"/>\n',
            ),
            _RELATIONS: _extended(
                parts[_RELATIONS],
                f'<Relationship Id="rIdLive" Type="{_OFFICE}/relationships/customXml" '
                'Target="../customXml/item1.xml"/>\n',
            ),
            "customXml/item1.xml": store.item,
            "customXml/_rels/item1.xml.rels": f'{PROLOG}<Relationships xmlns="{_LIST}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" '
            'Target="itemProps1.xml"/></Relationships>',
            "customXml/itemProps1.xml": store.properties,
        }

    def store(self, lines: Iterable[str], facts: str | None) -> Store:
        """Return what controls are bound to; `lines` are the words of each paragraph of the file.

        The element around its figures, and its id, come of all it says: a figure that is copied
        into another report must not be bound to a figure there. Nothing stands in an attribute,
        for LibreOffice drops those.
        """
        held = self._held(" ".join(map(fingerprint, lines)), facts)
        digits = sha256(held.encode()).hexdigest().upper()
        id = f"{{{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-A{digits[17:20]}-{digits[20:32]}}}"
        figures = "".join(f"<figure>{attribute(text)}</figure>\n" for _, text in self._nodes)
        own = f"f{digits[:8]}"
        return Store(
            name=own,
            id=id,
            item=f'{PROLOG}<live xmlns="{LIVE}">\n<{own}>\n{figures}</{own}>\n{held}</live>',
            properties=f'{PROLOG}<ds:datastoreItem ds:itemID="{id}" '
            f'xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{LIVE}"/>'
            "</ds:schemaRefs></ds:datastoreItem>",
        )

    @staticmethod
    def unbound(xml: str) -> str:
        """Return what was written as XML that can be parsed; its controls wait for a `Store`."""
        return xml.replace(_BOUND, _BINDING % ("", _NOBODY))

    def _held(self, fingerprints: str, facts: str | None) -> str:
        printed = attribute("".join(f"{id}\t{text}\n" for id, text in self._nodes))
        held = f"<printed>\n{printed}</printed>\n<paragraphs>{fingerprints}</paragraphs>\n"
        if facts is None:
            return held
        text = _NOT_IN_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", facts)
        return f"{held}<facts>{attribute(text)}</facts>\n<digest>{digest(text)}</digest>\n"


def _extended(listing: str, entry: str) -> str:
    """Return a list of types or relations with one entry more, the last."""
    end = listing.rindex("</")
    return f"{listing[:end]}{entry}{listing[end:]}"


def _lines(xml: str) -> Iterator[str]:
    """Yield the words of each paragraph that prints some, as `one_line` has them."""
    said = ""
    if _HYPHEN in xml:
        xml = xml.replace(_HYPHEN, f"{_TEXT}-<")
    for piece in xml.split(_TEXT)[1:]:
        text, _, after = piece.partition("<")
        said += text
        if "</w:p>" in after:
            if line := one_line(said):
                yield unescape(line) if "&" in line else line
            said = ""
