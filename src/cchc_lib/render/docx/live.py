"""Figures that stay alive in Word: each is a content control, bound to the part that holds them.

Word shows what the node of a control says, and writes into it what somebody types: one figure in
three places is one node, and so changes in all three. The part carries besides what each figure
said when the file was made, by fingerprints what each paragraph said, and the facts of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING

from cchc_lib.document.live import LIVE, digest, fingerprint, one_line
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, attribute

if TYPE_CHECKING:
    from cchc_lib.document.walk import Run

__all__ = ["Controls"]

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
_HIDDEN = '<w15:appearance w15:val="hidden"/><w:text/></w:sdtPr><w:sdtContent>'
_HYPHEN = "<w:noBreakHyphen/>"
_TEXT = '<w:t xml:space="preserve">'
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_LIST = "http://schemas.openxmlformats.org/package/2006/relationships"


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
        """Return the parts of a file with the one that its controls are bound to.

        The element around its figures, and its id, come of all it says: a figure that is copied
        into another report must not be bound to a figure there. Nothing stands in an attribute,
        for LibreOffice drops those.
        """
        written = ("word/document.xml", "word/footnotes.xml")
        lines = [line for name in written for line in _lines(parts[name])]
        held = self._held(" ".join(map(fingerprint, lines)), facts)
        name = sha256(held.encode()).hexdigest().upper()
        id = f"{{{name[:8]}-{name[8:12]}-5{name[13:16]}-A{name[17:20]}-{name[20:32]}}}"
        figures = "".join(f"<figure>{attribute(text)}</figure>\n" for _, text in self._nodes)
        own = f"f{name[:8]}"
        bound = {name: parts[name].replace(_BOUND, _BINDING % (id, own)) for name in written}
        return {
            **parts,
            **bound,
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
            "customXml/item1.xml": f'{PROLOG}<live xmlns="{LIVE}">\n<{own}>\n{figures}</{own}>\n'
            f"{held}</live>",
            "customXml/_rels/item1.xml.rels": f'{PROLOG}<Relationships xmlns="{_LIST}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" '
            'Target="itemProps1.xml"/></Relationships>',
            "customXml/itemProps1.xml": f'{PROLOG}<ds:datastoreItem ds:itemID="{id}" '
            f'xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{LIVE}"/>'
            "</ds:schemaRefs></ds:datastoreItem>",
        }

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
