"""The parts of a Word file that strangers made: read within limits, nothing followed or fetched."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from cchc_lib.archive import FileSource, OfficeFile

__all__ = [
    "WORD",
    "WORD_FILE",
    "Package",
    "Relation",
    "local_name",
    "member_name",
    "relations_name",
    "tag",
    "unreadable",
]

WORD_FILE = OfficeFile(
    name="a Word file",
    name_vi="tệp Word",
    example="bao-cao.docx",
    program="Word",
    saved_as="Word Document (*.docx)",
    old=".doc",
)
"""One XML part has at most 16 MB: some 2.000 pages; its tree takes tens of times as much memory."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
unreadable, _unclear = WORD_FILE.unreadable, WORD_FILE.unclear


def tag(name: str) -> str:
    """Return a name of WordprocessingML as lxml writes it."""
    return f"{{{WORD}}}{name}"


def member_name(element: etree._Element) -> str:
    """Return the name of a WordprocessingML element without its namespace, or "" of another."""
    full = element.tag
    if isinstance(full, str) and full.startswith(_PREFIX):
        return full[len(_PREFIX) :]
    return ""


_PREFIX = tag("")


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@attrs.frozen
class Relation:
    """What a part refers to: the kind in one word, and the name of a part or an outside address."""

    id: str
    kind: str
    target: str
    is_outside: bool


@attrs.frozen
class Package:
    """A Word file as its parts; `entries` keep what the ZIP says of each, to write it back."""

    parts: Mapping[str, bytes]
    entries: tuple[zipfile.ZipInfo, ...]
    main: str

    @classmethod
    def of(cls, source: FileSource) -> Package:
        """Read a file, a binary stream or bytes.

        Raises:
            FormatError: when it is no Word file, or one that is unsafe to read.
            InvalidTypeError: when `source` is none of these.
            OSError: when the file cannot be opened.
        """
        parts, entries = WORD_FILE.unpacked(WORD_FILE.bytes_of(source))
        package = cls(parts, entries, "")
        mains = [found for found in package.relations("") if found.kind == "officeDocument"]
        if len({found.target for found in mains}) > 1:
            raise _unclear("two main documents", "tệp có hai phần nội dung chính")
        if not mains or mains[0].is_outside or mains[0].target not in parts:
            raise _unclear("no main document", "tệp không có phần nội dung chính của văn bản Word")
        package = attrs.evolve(package, main=mains[0].target)
        if package.tree(package.main).tag != tag("document"):
            raise _unclear(
                "the main part is no Word document", "phần chính của tệp không phải văn bản Word"
            )
        return package

    def tree(self, name: str) -> etree._Element:
        """Return the root of an XML part.

        Raises:
            FormatError: when there is no such part, it is too large, not XML, or brings a DTD.
        """
        data = self.parts.get(name)
        if data is None:
            raise unreadable(f"the part {name} is not there", f"tệp thiếu phần {name}")
        WORD_FILE.check_xml(name, data)
        try:
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise unreadable(
                f"the part {name} is damaged: no XML", f"phần {name} hỏng, không đọc được XML"
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise WORD_FILE.with_dtd(name)
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return what a part refers to, in the order of its list; "" is the file itself."""
        name = self.named(relations_name(part))
        if name not in self.parts:
            return ()
        found = _relations(self.tree(name), posixpath.dirname(part))
        return tuple(
            one if one.is_outside else attrs.evolve(one, target=self.named(one.target))
            for one in found
        )

    def named(self, part: str) -> str:
        """Return the name of a part as the file writes it: capitals count for nothing there.

        ISO/IEC 29500-2, 6.2.2.3: two names that differ in capitals only are one.
        """
        if part in self.parts:
            return part
        wanted = part.casefold()
        return next((name for name in self.parts if name.casefold() == wanted), part)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts of a kind that a part refers to and that exist."""
        for found in self.relations(part):
            if found.kind == kind and not found.is_outside and found.target in self.parts:
                yield found.target


def relations_name(part: str) -> str:
    """Return the name of the part that lists what `part` refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(root: etree._Element, folder: str) -> Iterator[Relation]:
    for element in root.iter(f"{{{_RELATIONS}}}Relationship"):
        target = element.get("Target", "")
        is_outside = element.get("TargetMode") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        yield Relation(element.get("Id", ""), kind, target, is_outside)


def _parser() -> etree.XMLParser:
    # comments of XML may stand inside a number: without them its digits are one text
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
