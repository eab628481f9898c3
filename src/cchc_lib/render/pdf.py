"""A Word file as PDF, through LibreOffice where it is installed."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

from cchc_lib.errors import PdfError
from cchc_lib.render.libreoffice import converted

__all__ = ["pdf_of"]

_STAMPS = (  # of the time of printing: where the clock shows, and what is made from it
    re.compile(rb"/(?:Creation|Mod)Date\s*\(D:(\d{14})"),
    re.compile(rb"/ID\s*\[\s*<([0-9A-F]{32})>\s*<([0-9A-F]{32})>\s*\]"),
    re.compile(rb"/DocChecksum\s*/([0-9A-F]{32})"),
)
_TIME = 14  # digits
_TAIL = 1 << 16  # bytes at the end of a PDF, where they stand behind all pages
_NO_DAY = date(2000, 1, 1)


def pdf_of(word: bytes, day: date | None = None, *, timeout: float = 120) -> bytes:
    """Return the PDF that LibreOffice makes of a Word file of ours, dated `day`.

    It works in a folder and with a profile of its own, which are removed: nothing that is open
    there is disturbed. Pages are as its fonts have them: Times New Roman, or one of its measures
    (Tinos, Liberation Serif). The same file gives the same bytes by the same LibreOffice with the
    same fonts.

    Raises:
        PdfError: when LibreOffice is not installed, fails, or needs more than `timeout` seconds.
    """
    data = converted(
        word, ".docx", ".pdf", wish="pdf:writer_pdf_Export", advice=_ADVICE, timeout=timeout
    )
    if not data.startswith(b"%PDF"):
        raise PdfError("LibreOffice made no PDF", f"LibreOffice không tạo được PDF; {_ADVICE}")
    return _undated(data, day or _NO_DAY)


_ADVICE = "mở tệp Word rồi lưu dạng PDF"


def _undated(data: bytes, day: date) -> bytes:
    """Return a PDF without the time at which it was made; no place in it moves."""
    made, marks = bytearray(data), []
    for stamp in _STAMPS:
        for found in stamp.finditer(data, max(0, len(data) - _TAIL)):
            for group in range(1, found.re.groups + 1):
                start, end = found.span(group)
                made[start:end] = bytes(end - start)
                marks.append((start, end))
    name = sha256(made).hexdigest().upper()[:32].encode()
    for start, end in marks:
        is_time = end - start == _TIME
        made[start:end] = f"{day:%Y%m%d}000000".encode() if is_time else name
    return bytes(made)
