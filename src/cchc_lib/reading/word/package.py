"""The parts of a Word file that strangers made: read within limits, nothing followed or fetched.

Nothing here trusts what a file says of itself. A file is refused, never repaired: what two readers
could read in two ways must not be audited in one.
"""

from __future__ import annotations

import os
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import attrs
from lxml import etree

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError

__all__ = [
    "WORD",
    "FileSource",
    "Package",
    "Relation",
    "local_name",
    "member_name",
    "path_of",
    "tag",
]

FileSource = str | os.PathLike[str] | bytes | BinaryIO

MAX_FILE = 64 << 20
"""Bytes of the file: reports have a few hundred thousand, with scanned pages a few million."""

MAX_PARTS = 2_000
"""Entries of the ZIP; each costs memory and time before any of it is read."""

MAX_TOTAL = 128 << 20
"""Bytes of all parts unpacked."""

MAX_XML = 16 << 20
"""Bytes of one XML part: some 2.000 pages; its tree takes tens of times as much memory."""

MAX_RATIO = 250
"""Unpacked over packed size of a large part. Word's XML packs to a tenth or a twentieth of its
size; deflate can reach 1.032, which only a bomb does."""

_RATIO_FROM = 1 << 20  # small parts of equal lines may pack better than any bomb needs to

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two of ISO/IEC 29500-2
_ENCRYPTED = 0x1


_START, _END = b"PK\x03\x04", b"PK\x05\x06"
_END_SIZE = 22


def unreadable(why: str, why_vi: str) -> FormatError:
    """Return the refusal of a file that is damaged, unsafe or too large."""
    accepted = "a Word file (.docx) that Word opens"
    return FormatError(f"path: {why}; accepted: {accepted}", why_vi, path="path", accepted=accepted)


def _unclear(why: str, why_vi: str) -> FormatError:
    """Return the refusal of a file that two programs may read in two ways, with the way out."""
    accepted = "a file that Word saved as Word Document (*.docx)"
    return FormatError(
        f"path: {why}; accepted: {accepted}",
        f"{why_vi}; hãy mở bằng Word và lưu lại dạng Word Document (*.docx)",
        path="path",
        accepted=accepted,
    )


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
        data = _bytes(source)
        if data.startswith(_OLE):
            raise unreadable(
                "a password protects it, or it is the old format .doc",
                "tệp được đặt mật khẩu hoặc là định dạng .doc cũ; "
                "hãy bỏ mật khẩu, lưu lại dạng Word Document (*.docx)",
            )
        try:
            parts, entries = _unpacked(data)
        except FormatError:
            raise
        except Exception as error:  # zipfile lets a dozen kinds through on damaged headers
            raise unreadable(
                "damaged, or no Word file", "tệp hỏng hoặc không phải tệp Word (.docx)"
            ) from error
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
        if len(data) > MAX_XML:
            raise unreadable(
                f"the part {name} is too large ({len(data) >> 20} MB)",
                f"phần {name} quá lớn ({len(data) >> 20} MB)",
            )
        # A DTD could name files to read and entities that multiply. No Word file has one; the
        # zero bytes are those of UTF-16.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise unreadable(
                f"the part {name} brings a DTD, which is not safe",
                f"phần {name} chứa khai báo DTD, không an toàn",
            )
        try:
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise unreadable(
                f"the part {name} is damaged: no XML", f"phần {name} hỏng, không đọc được XML"
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise unreadable(
                f"the part {name} brings a DTD, which is not safe",
                f"phần {name} chứa khai báo DTD, không an toàn",
            )
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return what a part refers to, in the order of its list; "" is the file itself."""
        name = self.named(relations_name(part))
        if name not in self.parts:
            return ()
        folded = {own.casefold(): own for own in self.parts}  # as `named`, of very many at once
        return tuple(
            one
            if one.is_outside or one.target in self.parts
            else attrs.evolve(one, target=folded.get(one.target.casefold(), one.target))
            for one in _relations(self.tree(name), posixpath.dirname(part))
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


def path_of(value: object, name: str) -> Path:
    """Return the path that an argument is.

    Raises:
        InvalidTypeError, InvalidValueError: when it is none, or one that no file can have.
    """
    given = os.fspath(value) if isinstance(value, os.PathLike) else value
    example, example_vi = "such as 'bao-cao.docx'", "ví dụ 'bao-cao.docx'"
    if not isinstance(given, str):
        raise InvalidTypeError.refuse(
            name, value, f"a path, {example}", f"đường dẫn tệp, {example_vi}"
        )
    try:
        is_possible = bool(given) and b"\0" not in os.fsencode(given)
    except UnicodeEncodeError:
        is_possible = False
    if not is_possible:
        raise InvalidValueError.refuse(
            name,
            value,
            f"a path that a file can have, {example}",
            f"đường dẫn mà tệp có thể có, {example_vi}",
        )
    return Path(given)


def _bytes(source: FileSource) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | os.PathLike):
        with path_of(source, "path").open("rb") as file:
            data = file.read(MAX_FILE + 1)
    elif hasattr(source, "read"):
        data = source.read(MAX_FILE + 1)
    else:
        data = None
    if not isinstance(data, bytes):
        raise InvalidTypeError.refuse(
            "path",
            source,
            "a path, bytes, or a file opened in binary mode, such as open('bao-cao.docx', 'rb')",
            "đường dẫn, bytes, hoặc tệp mở ở chế độ nhị phân, ví dụ open('bao-cao.docx', 'rb')",
        )
    if len(data) > MAX_FILE:
        raise unreadable(
            f"too large (above {MAX_FILE >> 20} MB)", f"tệp quá lớn (trên {MAX_FILE >> 20} MB)"
        )
    return data


def _unpacked(data: bytes) -> tuple[dict[str, bytes], tuple[zipfile.ZipInfo, ...]]:
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = tuple(archive.infolist())
        if len(entries) > MAX_PARTS:
            raise unreadable(
                f"too many parts (above {MAX_PARTS})", f"tệp có quá nhiều phần (trên {MAX_PARTS})"
            )
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise unreadable(
                f"too large when unpacked (above {MAX_TOTAL >> 20} MB)",
                f"tệp giải nén ra quá lớn (trên {MAX_TOTAL >> 20} MB)",
            )
        if not _is_alone(data, entries):
            raise _unclear(
                "other data before or behind it, maybe another file",
                "tệp có dữ liệu khác nối vào trước hoặc sau, có thể là một tệp khác",
            )
        for entry in entries:
            _check(entry, parts)
            with archive.open(entry) as file:
                # never more than was announced, and so was added up
                parts[entry.filename] = file.read(entry.file_size + 1)
    by_name: dict[str, str] = {}
    for name in parts:
        other = by_name.setdefault(name.casefold(), name)
        if other != name:
            raise _unclear(
                f"two parts whose names differ in capitals only: {other}, {name}",
                f"tệp có hai phần chỉ khác nhau chữ hoa, chữ thường: {other}, {name}",
            )
    return parts, entries


def _is_alone(data: bytes, entries: tuple[zipfile.ZipInfo, ...]) -> bool:
    """Whether the archive begins where the file begins and ends where it ends."""
    end = data.rfind(_END)
    comment = int.from_bytes(data[end + _END_SIZE - 2 : end + _END_SIZE], "little")
    begins = min((entry.header_offset for entry in entries), default=0) == 0
    return begins and data.startswith((_START, _END)) and end + _END_SIZE + comment == len(data)


def _check(entry: zipfile.ZipInfo, parts: Mapping[str, bytes]) -> None:
    name = entry.filename
    if entry.orig_filename.startswith("/") or "\\" in entry.orig_filename:
        raise _unclear(
            f"{entry.orig_filename!r} is no name of a part of a Word file",
            f"tên phần {entry.orig_filename} không đúng quy cách của tệp Word",
        )
    if entry.flag_bits & _ENCRYPTED:
        raise unreadable(
            "a password protects it", "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi kiểm tra lại"
        )
    if entry.compress_type not in _METHODS:
        raise _unclear(
            f"the part {name} is packed as no Word file is",
            f"phần {name} được nén theo cách mà tệp Word không dùng",
        )
    if name in parts:
        raise _unclear(f"two parts named {name}", f"tệp có hai phần cùng tên {name}")
    if entry.file_size > max(_RATIO_FROM, MAX_RATIO * entry.compress_size):
        raise unreadable(
            f"the part {name} unpacks to far more than it should, which is not safe",
            f"phần {name} giải nén ra lớn bất thường, không an toàn",
        )
