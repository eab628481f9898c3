"""The words of a PDF file that has a text layer, and on which page each line stands."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from cchc_lib.errors import FormatError, MissingExtraError

__all__ = ["MOST_PAGES", "pdf_text"]

MOST_PAGES = 400
_MOST = 2_000_000  # characters
_SCANNED = 20  # letters a page below which a file is pictures


def pdf_text(data: bytes) -> tuple[str, tuple[int, ...]]:
    """Return the text of a file, and for each of its lines the page, from 1.

    pypdf reads it: pure Python, nothing in the file is run or fetched. A heading of two columns is
    read column by column, a table row by row.

    Raises:
        FormatError: for what is no PDF, is damaged, encrypted, or holds pictures of pages only.
        MissingExtraError: without pypdf, which the extra `inbox` brings.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise MissingExtraError.of("inbox", "pypdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells a log of each odd object
    if b"%PDF-" not in data[:1024]:
        raise _refused("no PDF", "không phải tệp PDF")
    lines: list[str] = []
    pages: list[int] = []
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not _opens(reader):
            raise _refused("encrypted", "tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi gửi lại")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise _refused(f"{count} pages", f"tệp PDF có {count} trang, quá {MOST_PAGES} trang")
        size = 0
        for number, page in enumerate(reader.pages, 1):
            for line in page.extract_text().split("\n"):
                size += len(line)
                lines.append(line.replace("\0", ""))
                pages.append(number)
            if size > _MOST:
                raise _refused("too much text", "tệp PDF có quá nhiều chữ")
    except (FormatError, MemoryError):
        raise
    except Exception as error:  # pypdf lets many kinds through on damaged files
        raise _refused("damaged", "tệp PDF hỏng, không đọc được") from error
    text = "\n".join(lines)
    if sum(map(str.isalpha, text)) < _SCANNED * max(1, count):
        raise _refused(
            "no text layer",
            "tệp PDF chỉ có ảnh chụp trang giấy, không có chữ để đọc; hãy gửi bản Word hoặc PDF "
            "xuất từ Word",
        )
    return text, tuple(pages)


def _opens(reader: Any) -> bool:
    """Whether an encrypted file opens without a password, as one that only must not be changed."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # a cipher that nothing at hand knows
        return False


def _refused(why: str, why_vi: str) -> FormatError:
    return FormatError(f"path: {why}; accepted: a PDF with text", why_vi, path="path")
