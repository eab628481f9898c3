"""Findings as Word comments in a copy of the file, at the very words; nothing else changes.

Only `word/document.xml`, the part with the comments, the list of what the document refers to and
the list of types are written anew; every other part keeps its bytes. python-docx could add
comments too, but it writes all parts anew, reads the clock, and drops parts it does not know.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from lxml import etree

from cchc_lib.checks.finding import Finding
from cchc_lib.checks.marking.anchors import hang
from cchc_lib.checks.runner import Found
from cchc_lib.reading.word.file import WordFile
from cchc_lib.reading.word.package import WORD, Package, relations_name, tag

__all__ = ["annotated"]

_AUTHOR = "cchc_lib"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIZE = "20"  # half points: the text of a comment, whatever the default of the document is
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold; no clock is read


def annotated(word: WordFile, found: Iterable[Found]) -> bytes:
    """Return the file with a comment for each finding; the tree of `word` is changed by it."""
    package = word.package
    placed = list(found)
    if not placed or not word.paragraphs:
        return _zipped(package, {})
    name = next(package.related(package.main, "comments"), None)
    changed: dict[str, etree._Element] = {package.main: word.document}
    if name is None:
        name = _new_name(package)
        comments = etree.Element(tag("comments"), nsmap={"w": WORD})
        changed |= _announced(package, name)
    else:
        comments = package.tree(name)
    id = _first_free(comments, word.document)
    hang(word, ((number, item.start, item.end) for number, item in enumerate(placed, id)))
    comments.extend(_comment(number, item.finding) for number, item in enumerate(placed, id))
    changed[name] = comments
    return _zipped(package, {part: _written(root) for part, root in changed.items()})


def _comment(id: int, finding: Finding) -> etree._Element:
    comment = etree.Element(
        tag("comment"),
        {tag("id"): str(id), tag("author"): _AUTHOR, tag("initials"): "cchc"},
        nsmap={"w": WORD},
    )
    for line in _lines(finding):
        run = etree.SubElement(etree.SubElement(comment, tag("p")), tag("r"))
        looks = etree.SubElement(run, tag("rPr"))
        for name in ("sz", "szCs"):
            etree.SubElement(looks, tag(name), {tag("val"): _SIZE})
        words = etree.SubElement(run, tag("t"))
        words.text = "".join(sign if sign.isprintable() else " " for sign in line)
    return comment


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.code} {finding.severity.label}: {finding.message}"
    for label, text in (
        ("Ghi", finding.actual),
        ("Đúng là", finding.expected),
        ("Gợi ý", finding.hint),
        ("Căn cứ", finding.citation),
    ):
        if text:
            yield f"{label}: {text}"


def _first_free(comments: etree._Element, document: etree._Element) -> int:
    """Return an id above all in use; ids that are no numbers cannot be met."""
    marks = document.iter(*map(tag, ("commentRangeStart", "commentRangeEnd", "commentReference")))
    used = (
        element.get(tag("id"), "")
        for element in (*comments, *marks)
        if isinstance(element.tag, str)
    )
    numbers = [int(id) for id in used if id.isdecimal() and len(id) < 10]
    return max(numbers, default=-1) + 1


def _new_name(package: Package) -> str:
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{suffix}.xml") for suffix in ("", *range(1, 3000)))
    return next(name for name in names if name not in package.parts)


def _announced(package: Package, name: str) -> dict[str, etree._Element]:
    """Return the lists of types and relations with the new part in them."""
    types = package.tree("[Content_Types].xml")
    etree.SubElement(
        types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=_TYPE
    )
    listing = package.named(relations_name(package.main))
    namespace = f"{_PACKAGE}/relationships"
    if listing in package.parts:
        relations = package.tree(listing)
    else:
        relations = etree.fromstring(f'<Relationships xmlns="{namespace}"/>')
    used = {found.id for found in package.relations(package.main)}
    id = next(id for number in range(1, 10**9) if (id := f"rId{number}") not in used)
    etree.SubElement(
        relations,
        f"{{{namespace}}}Relationship",
        Id=id,
        Type=_KIND,
        Target=posixpath.basename(name),
    )
    return {"[Content_Types].xml": types, listing: relations}


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _zipped(package: Package, changed: dict[str, bytes]) -> bytes:
    """Return the parts in the order they had, the new ones last, times as they were."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in package.entries:
            name = entry.filename
            archive.writestr(_fresh(entry), changed.get(name, package.parts[name]))
        for name in changed:
            if name not in package.parts:
                archive.writestr(_fresh(zipfile.ZipInfo(name, _EPOCH)), changed[name])
    return buffer.getvalue()


def _fresh(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return the entry of a part to write; what only the old bytes had is left out."""
    fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
    fresh.compress_type = zipfile.ZIP_DEFLATED
    fresh.create_system = 0  # else it tells Windows from the rest
    return fresh
