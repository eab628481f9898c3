"""One file of a stranger's to what it tells: done in a process of its own, within its bounds."""

from __future__ import annotations

import codecs
import os
import stat
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from cchc_lib.archive import zipped
from cchc_lib.checks.claims import ReadClaim
from cchc_lib.checks.report import audit
from cchc_lib.checks.text.claims import claims_in
from cchc_lib.errors import CchcError, FormatError, InvalidValueError
from cchc_lib.exchange.files import load, load_family
from cchc_lib.files import decoded
from cchc_lib.inbox.found import FileClaim, ReadFile, Sort
from cchc_lib.inbox.pdf import pdf_text
from cchc_lib.inbox.prose import is_vietnamese, read_prose
from cchc_lib.inbox.sections import headings
from cchc_lib.inbox.sentences import lines_of, sentence_at, where_said
from cchc_lib.inbox.sheets import facts_of_workbook, read_sheets
from cchc_lib.inbox.whom import HEAD
from cchc_lib.inbox.word import balances, facts_tell, read_word_file
from cchc_lib.publish import render_text
from cchc_lib.reading.prose import Prose
from cchc_lib.render.libreoffice import converted
from cchc_lib.report.head import ReportHead

__all__ = ["READABLE", "read_one", "word_file"]

READABLE = (
    *(".docx", ".doc", ".odt", ".rtf", ".pdf", ".xlsx", ".xls"),
    *(".toml", ".json", ".txt", ".md"),
)
"""What is read, by the end of the name; of files with other ends the bytes tell."""

_MOST = 64 << 20  # bytes
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_ODT = b"opendocument.text"
_LOCKED, _SHEETS = ("EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le"))
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHARE = 0.8
"""Of the time for a file, what LibreOffice may take."""

_FEW = 3


def read_one(path: str, seconds: float, outline: str | None = None) -> ReadFile:
    """Return what a file tells; what cannot be read says why, in words of an officer.

    Nothing in the file is run, followed or fetched, and nothing is written beside it.
    """
    data = b""
    try:
        data = _bytes(path)
        kind: Any = ReportHead if outline is None else load_family(outline)
        told = _read(path, data, kind, seconds)
    except CchcError as error:
        told = {"error": "; ".join(each.message_vi for each in error.problems[:_FEW])}
    except OSError as error:
        told = {"error": _SYSTEM.get(type(error), "hệ thống không cho đọc tệp này")}
    except RecursionError:
        told = {"error": "tệp lồng quá nhiều lớp"}
    if "error" in told and Path(path).suffix.lower() in (".toml", ".json"):
        told["head"] = data[: 4 * HEAD].decode("utf-8", "replace")  # it names its unit all the same
    digest = sha256(data).hexdigest() if data else ""
    return ReadFile(size=len(data), digest=digest, **told)


_SYSTEM = {
    PermissionError: "không có quyền đọc tệp này",
    FileNotFoundError: "tệp đã bị xóa hoặc đổi tên",
}


def _bytes(path: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise InvalidValueError("path: no file", "không phải một tệp", path="path")
        data = file.read(_MOST + 1)
    if len(data) > _MOST:
        raise FormatError("path: above 64 MB", "tệp quá lớn (trên 64 MB)", path="path")
    if not data.strip(b"\0"):
        why = "tệp rỗng" if not data else "tệp chỉ có ký tự rỗng"
        raise FormatError("path: empty", why, path="path")
    return data


def _read(path: str, data: bytes, kind: Any, seconds: float) -> dict[str, Any]:
    end = Path(path).suffix.lower()
    if data.startswith(_ZIP):
        return _of_zip(path, data, kind, end, seconds)
    if _PDF in data[:1024]:
        text, pages = pdf_text(data)
        return _prose(text, lambda line: _on_page(pages, line))
    if data.startswith(_OLE) and _SHEETS in data and _LOCKED not in data:
        return _vietnamese(read_sheets(_converted(data, ".xls", seconds)))
    if data.startswith((_OLE, b"{\\rtf")):
        return _vietnamese(read_word_file(_word_of(data, end, seconds), kind))
    if end in (".toml", ".json"):
        report = load(path, kind=kind)
        return _facts(report)
    if end in (".txt", ".md"):
        return _prose(decoded(_as_utf8(data), "path"), lambda line: f"dòng {line}")
    if data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and end in _OFFICE:
        raise FormatError(
            f"path: a web page named {end}",
            f"nội dung là trang web (HTML, XML) mang đuôi {end}; hãy mở bằng Word hoặc Excel rồi "
            f"lưu lại dạng {_OFFICE[end]}",
            path="path",
        )
    if end in READABLE:
        raise FormatError(f"path: no {end} file", f"nội dung không phải tệp {end}", path="path")
    raise FormatError(
        f"path: {end or 'no'} end; accepted: {', '.join(READABLE)}",
        f"loại tệp {end or 'không có đuôi'} không đọc được; cần: {', '.join(READABLE)}",
        path="path",
    )


_START = 1024
_OFFICE = {".doc": ".docx", ".docx": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".xlsx": ".xlsx"}


def _as_utf8(data: bytes) -> bytes:
    """Return text in the encoding that Notepad calls Unicode in UTF-8; any other as it is."""
    if not data.startswith(_WIDE):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        return data


def _of_zip(path: str, data: bytes, kind: Any, end: str, seconds: float) -> dict[str, Any]:
    if b"xl/workbook" in data or end in (".xlsx", ".xlsm"):
        report = facts_of_workbook(path, data, kind) if end == ".xlsx" else None
        return _facts(report) if report is not None else _vietnamese(read_sheets(data))
    if _ODT in data[:200]:
        return _vietnamese(read_word_file(_word_of(data, ".odt", seconds), kind))
    if b"word/" in data or end in (".docx", ".docm"):
        return _vietnamese(read_word_file(data, kind))
    raise FormatError(
        "path: a ZIP archive", "tệp nén; hãy giải nén rồi đặt các tệp vào thư mục", path="path"
    )


def _word_of(data: bytes, end: str, seconds: float) -> bytes:
    """Return a file of another word processor as LibreOffice saves it for Word.

    Raises:
        FormatError: for one that a password protects, or that is none.
        PdfError: when LibreOffice is not installed, fails or needs too long.
    """
    if _LOCKED in data:
        raise FormatError(
            "path: a password protects it", "tệp được đặt mật khẩu; hãy bỏ mật khẩu", path="path"
        )
    if end not in (".doc", ".odt", ".rtf"):
        raise FormatError(
            f"path: an older {end} file",
            f"tệp {end} theo định dạng cũ hoặc hỏng; hãy mở bằng Word hoặc Excel rồi lưu lại dạng "
            ".docx, .xlsx",
            path="path",
        )
    return _converted(data, end, seconds)


_KINDS = {".xls": (".xlsx", "xlsx:Calc MS Excel 2007 XML", "Excel")}
_WORD = (".docx", "docx:MS Word 2007 XML", "Word")


def _converted(data: bytes, end: str, seconds: float) -> bytes:
    to, wish, program = _KINDS.get(end, _WORD)
    advice = f"mở tệp bằng {program} rồi lưu lại dạng {to}"
    made = converted(data, end, to, wish=wish, advice=advice, timeout=_SHARE * seconds)
    with zipfile.ZipFile(BytesIO(made)) as archive:  # without the hour at which it was made
        return zipped({name: archive.read(name) for name in archive.namelist()})


def word_file(path: str) -> bytes:
    """Return the bytes of a Word file, of another word processor's as LibreOffice saves it.

    Raises:
        CchcError: as `read_one` tells.
        OSError: when it cannot be read.
    """
    data = _bytes(path)
    if data.startswith(_ZIP) and _ODT not in data[:200]:
        return data
    return _word_of(data, Path(path).suffix.lower(), _LONG)


_LONG = 60


def _facts(report: Any) -> dict[str, Any]:
    text = render_text(report)
    prose, under = Prose.of(text), headings(text.split("\n"))
    claims = []
    for each, start, _ in claims_in(prose):
        if isinstance(each, ReadClaim):
            at = where_said(each, start, prose)
            over = under[prose.source.place(at)[0] - 1]
            place = f"{over.name} “{over.title}”" if over.title else over.name or "đầu báo cáo"
            claims.append(FileClaim.of(each, sentence=sentence_at(prose, at), place=place))
    found = tuple(audit(report))
    every = (*claims, *balances(report, found))
    told = {"sort": Sort.FACTS, "claims": tuple(dict.fromkeys(every)), "findings": found}
    told["lines"] = lines_of(prose)
    return told | facts_tell(report)


def _prose(text: str, place: Any) -> dict[str, Any]:
    return _vietnamese({"sort": Sort.TEXT, **read_prose(text, place)}, text)


def _vietnamese(told: dict[str, Any], text: str | None = None) -> dict[str, Any]:
    words = " ".join((told["head"], *told["lines"][:_SAMPLE])) if text is None else text
    if told["sort"].is_ours:
        return told
    if not is_vietnamese(words):
        return {"error": "không phải văn bản tiếng Việt có dấu"}
    if not told["figures"] and not told["claims"] and not told["lines"]:
        return {"error": "không có số liệu nào để đọc"}
    return told


_SAMPLE = 200


def _on_page(pages: tuple[int, ...], line: int) -> str:
    page = pages[min(line, len(pages)) - 1]
    return f"trang {page}, dòng {line - pages.index(page)}"
