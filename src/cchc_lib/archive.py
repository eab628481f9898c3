"""Office files as ZIP archives: read within bounds, whoever made them; written the same always.

Nothing here trusts what a file says of itself. A file is refused, never repaired: what two readers
could read in two ways must not be read in one.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["WORKBOOK", "FileSource", "OfficeFile", "is_xml", "path_of", "workbook_bytes", "zipped"]

FileSource = str | os.PathLike[str] | bytes | BinaryIO

_RATIO_FROM = 1 << 20  # small parts of equal lines may pack better than any bomb needs to
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two of ISO/IEC 29500-2
_ENCRYPTED = 0x1
_START, _ENTRY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_SIZE = 22
_TOTAL_AT, _SIZE_AT = 10, 12  # where the end record counts the entries and the directory's bytes
_LARGE, _LARGE_SIZE = b"PK\x06\x07", 20
_XML = re.compile(rb"[\xef\xbb\xbf\xfe\xff\0\s]*<")
_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"'>]*)", re.DOTALL)
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii")  # ISO/IEC 29500-2 has the first
_LEVEL = 3  # a tenth larger than the usual 6, and half the time
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold; no clock is read
_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")


@attrs.frozen(kw_only=True)
class OfficeFile:
    """A kind of office file: what messages call it, and the bounds within which it is read.

    `name` and `name_vi` are what it is, `example` is a file name, `program` what opens it,
    `saved_as` what it is saved as there, `old` its older form.
    """

    name: str
    name_vi: str
    example: str
    program: str
    saved_as: str
    old: str
    max_file: int = 64 << 20
    """Bytes of the file: reports have a few hundred thousand, with scanned pages a few million."""

    max_parts: int = 2_000
    """Entries of the ZIP; each costs memory and time before any of it is read."""

    max_total: int = 128 << 20
    """Bytes of all parts unpacked."""

    max_xml: int = 16 << 20
    """Bytes of one XML part."""

    max_ratio: int = 250
    """Unpacked over packed size of a large part. Office XML packs to a tenth or a twentieth of its
    size; deflate can reach 1.032, which only a bomb does."""

    def unreadable(self, why: str, why_vi: str) -> FormatError:
        """Return the refusal of a file that is damaged, unsafe or too large."""
        end = Path(self.example).suffix
        accepted = f"{self.name} ({end}) that {self.program} opens"
        return FormatError(
            f"path: {why}; accepted: {accepted}", why_vi, path="path", accepted=accepted
        )

    def unclear(self, why: str, why_vi: str) -> FormatError:
        """Return the refusal of a file that may be read in two ways, with the way out."""
        accepted = f"a file that {self.program} saved as {self.saved_as}"
        return FormatError(
            f"path: {why}; accepted: {accepted}",
            f"{why_vi}; hãy mở bằng {self.program} và lưu lại dạng {self.saved_as}",
            path="path",
            accepted=accepted,
        )

    def bytes_of(self, source: FileSource) -> bytes:
        """Return the bytes of a file, a binary stream or bytes.

        Raises:
            FormatError: when it is too large.
            InvalidTypeError, InvalidValueError: when `source` is none of these.
            OSError: when the file cannot be opened.
        """
        if isinstance(source, bytes):
            data = source
        elif isinstance(source, str | os.PathLike):
            with path_of(source, "path", self.example).open("rb") as file:
                data = file.read(self.max_file + 1)
        elif hasattr(source, "read"):
            data = source.read(self.max_file + 1)
        else:
            data = None
        if not isinstance(data, bytes):
            raise InvalidTypeError.refuse(
                "path",
                source,
                "a path, bytes, or a file opened in binary mode, such as "
                f"open({self.example!r}, 'rb')",
                f"đường dẫn, bytes, hoặc tệp mở ở chế độ nhị phân, ví dụ open({self.example!r}, "
                "'rb')",
            )
        if len(data) > self.max_file:
            raise self.unreadable(
                f"too large (above {self.max_file >> 20} MB)",
                f"tệp quá lớn (trên {self.max_file >> 20} MB)",
            )
        return data

    def unpacked(self, data: bytes) -> tuple[dict[str, bytes], tuple[zipfile.ZipInfo, ...]]:
        """Return the parts of a file by their names, and what the ZIP says of each.

        Raises:
            FormatError: when it is no such file, or one that is unsafe to read.
        """
        if data.startswith(_OLE):
            raise self.unreadable(
                f"a password protects it, or it is the old format {self.old}",
                f"tệp được đặt mật khẩu hoặc là định dạng {self.old} cũ; "
                f"hãy bỏ mật khẩu, lưu lại dạng {self.saved_as}",
            )
        try:
            return self._unpacked(data)
        except FormatError:
            raise
        except Exception as error:  # zipfile lets a dozen kinds through on damaged headers
            raise self.unreadable(
                f"damaged, or no {self.name.partition(' ')[2]}",
                f"tệp hỏng hoặc không phải {self.name_vi} ({Path(self.example).suffix})",
            ) from error

    def _unpacked(self, data: bytes) -> tuple[dict[str, bytes], tuple[zipfile.ZipInfo, ...]]:
        parts: dict[str, bytes] = {}
        self._check_end(data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = tuple(archive.infolist())
            if sum(entry.file_size for entry in entries) > self.max_total:
                raise self.unreadable(
                    f"too large when unpacked (above {self.max_total >> 20} MB)",
                    f"tệp giải nén ra quá lớn (trên {self.max_total >> 20} MB)",
                )
            if not _is_alone(data, entries):
                raise self.unclear(
                    "other data before or behind it, maybe another file",
                    "tệp có dữ liệu khác nối vào trước hoặc sau, có thể là một tệp khác",
                )
            for entry in entries:
                self._check(entry, parts)
                with archive.open(entry) as file:
                    # never more than was announced, and so was added up
                    parts[entry.filename] = file.read(entry.file_size + 1)
        by_name: dict[str, str] = {}
        for name in parts:
            other = by_name.setdefault(name.casefold(), name)
            if other != name:
                raise self.unclear(
                    f"two parts whose names differ in capitals only: {other}, {name}",
                    f"tệp có hai phần chỉ khác nhau chữ hoa, chữ thường: {other}, {name}",
                )
        return parts, entries

    def _check_end(self, data: bytes) -> None:
        """Refuse a file of too many parts before any entry of them costs time or memory.

        The entries are counted in the directory itself, which zipfile reads whole, whatever the
        record counts; with the record of a large archive (ZIP64) it may be anywhere.
        """
        end = data.rfind(_END)
        record = data[end : end + _END_SIZE]
        if end < 0 or len(record) < _END_SIZE:
            raise zipfile.BadZipFile("no end record")
        entries = int.from_bytes(record[_TOTAL_AT : _TOTAL_AT + 2], "little")
        size = int.from_bytes(record[_SIZE_AT : _SIZE_AT + 4], "little")
        is_large = data[end - _LARGE_SIZE : end].startswith(_LARGE)
        begun = data.count(_ENTRY, 0 if is_large else max(end - size, 0), end)
        if max(entries, begun) > self.max_parts:
            raise self.unreadable(
                f"too many parts (above {self.max_parts})",
                f"tệp có quá nhiều phần (trên {self.max_parts})",
            )

    def _check(self, entry: zipfile.ZipInfo, parts: Mapping[str, bytes]) -> None:
        name = entry.filename
        if entry.orig_filename.startswith("/") or "\\" in entry.orig_filename:
            raise self.unclear(
                f"{entry.orig_filename!r} is no name of a part of {self.name}",
                f"tên phần {entry.orig_filename} không đúng quy cách của {self.name_vi}",
            )
        if entry.flag_bits & _ENCRYPTED:
            raise self.unreadable(
                "a password protects it", "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi kiểm tra lại"
            )
        if entry.compress_type not in _METHODS:
            raise self.unclear(
                f"the part {name} is packed as no {self.name.partition(' ')[2]} is",
                f"phần {name} được nén theo cách mà {self.name_vi} không dùng",
            )
        if name in parts:
            raise self.unclear(f"two parts named {name}", f"tệp có hai phần cùng tên {name}")
        if entry.file_size > max(_RATIO_FROM, self.max_ratio * entry.compress_size):
            raise self.unreadable(
                f"the part {name} unpacks to far more than it should, which is not safe",
                f"phần {name} giải nén ra lớn bất thường, không an toàn",
            )

    def check_xml(self, name: str, data: bytes) -> None:
        """Refuse an XML part that is too large to read, or brings a DTD.

        A DTD could name files to read and entities that multiply. No office file has one; the zero
        bytes are those of UTF-16, the one encoding other than UTF-8 that an office file has.

        Raises:
            FormatError: for such a part.
        """
        if len(data) > self.max_xml:
            raise self.unreadable(
                f"the part {name} is too large ({len(data) >> 20} MB)",
                f"phần {name} quá lớn ({len(data) >> 20} MB)",
            )
        plain = data.replace(b"\0", b"") if b"\0" in data[:4] else data
        if b"<!DOCTYPE" in plain:
            raise self.with_dtd(name)
        stated = _ENCODING.search(plain[:1000])
        if stated and not stated[1].lower().startswith(_ENCODINGS):  # a DTD could hide in another
            raise self.unclear(
                f"the part {name} is in an encoding that no office file is in",
                f"phần {name} dùng bảng mã lạ",
            )

    def with_dtd(self, name: str) -> FormatError:
        """Return the refusal of a part that brings a DTD."""
        return self.unreadable(
            f"the part {name} brings a DTD, which is not safe",
            f"phần {name} chứa khai báo DTD, không an toàn",
        )

    def check_parts(self, parts: Mapping[str, bytes]) -> None:
        """Refuse a file any of whose XML parts `check_xml` refuses, whatever the part is called.

        Raises:
            FormatError: for such a part.
        """
        for name, data in parts.items():
            if is_xml(name, data):
                self.check_xml(name, data)


WORKBOOK = OfficeFile(
    name="a workbook",
    name_vi="bảng tính",
    example="so-lieu.xlsx",
    program="Excel",
    saved_as="Excel Workbook (*.xlsx)",
    old=".xls",
    max_file=32 << 20,
    max_total=128 << 20,
    max_xml=64 << 20,
)


def is_xml(name: str, content: bytes) -> bool:
    """Whether a part is read as XML by some program: by its name, or by how it begins.

    Readers find parts by types and relations, not by their names; UTF-16 begins with zeros, too.
    """
    return name.casefold().endswith((".xml", ".rels")) or _XML.match(content) is not None


def _is_alone(data: bytes, entries: tuple[zipfile.ZipInfo, ...]) -> bool:
    """Whether the archive begins where the file begins and ends where it ends."""
    end = data.rfind(_END)
    comment = int.from_bytes(data[end + _END_SIZE - 2 : end + _END_SIZE], "little")
    begins = min((entry.header_offset for entry in entries), default=0) == 0
    return begins and data.startswith((_START, _END)) and end + _END_SIZE + comment == len(data)


def path_of(value: object, name: str, example: str = "bao-cao.docx") -> Path:
    """Return the path that an argument is.

    Raises:
        InvalidTypeError, InvalidValueError: when it is none, or one that no file can have.
    """
    given = os.fspath(value) if isinstance(value, os.PathLike) else value
    such, such_vi = f"such as {example!r}", f"ví dụ {example!r}"
    if not isinstance(given, str):
        raise InvalidTypeError.refuse(name, value, f"a path, {such}", f"đường dẫn tệp, {such_vi}")
    try:
        is_possible = bool(given) and b"\0" not in os.fsencode(given)
    except UnicodeEncodeError:
        is_possible = False
    if not is_possible:
        raise InvalidValueError.refuse(
            name,
            value,
            f"a path that a file can have, {such}",
            f"đường dẫn mà tệp có thể có, {such_vi}",
        )
    return Path(given)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return parts as a ZIP that depends on nothing but them."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it tells Windows from the rest
            archive.writestr(entry, content, compresslevel=_LEVEL)
    return buffer.getvalue()


def workbook_bytes(book: Workbook) -> bytes:
    """Return a workbook of openpyxl as a file: the same always, whenever it is saved."""
    buffer = BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_CORE] = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", parts[_CORE])
    return zipped(parts)
