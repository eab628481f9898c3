"""The text of a file of facts: within bounds, in UTF-8."""

from __future__ import annotations

from typing import Any, Literal

from cchc_lib.errors import FormatError, InvalidTypeError

__all__ = ["MAX_BYTES", "Format", "check_length", "utf8_text"]

Format = Literal["json", "toml"]

MAX_BYTES: dict[str, int] = {"json": 4 * 1024 * 1024, "toml": 1024 * 1024}
"""The largest text that is read or written, in bytes; a report has ten to some hundred thousand."""


def utf8_text(text: Any, form: Format) -> str:
    """Return text within the bounds, in UTF-8 without a mark before it.

    Raises:
        FormatError: for text that is too long, or no UTF-8.
        InvalidTypeError: for what is no text.
    """
    if not isinstance(text, str | bytes):
        raise InvalidTypeError.refuse(
            "text", text, "text, such as '{\"tasks\": 43}'", "văn bản, ví dụ '{\"tasks\": 43}'"
        )
    check_length(text, form)
    if isinstance(text, bytes):
        if text.startswith((b"\xff\xfe", b"\xfe\xff")) or text[:4].count(0) >= 2:
            raise _not_utf8("UTF-16", "UTF-16")
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            line = text.count(b"\n", 0, error.start) + 1
            raise _not_utf8(f"no UTF-8 in line {line}", f"dòng {line} không phải UTF-8") from None
    if text.startswith("\ufeff"):  # Notepad writes it before what people write
        if form == "json":
            raise _not_utf8("a byte-order mark (BOM)", "có dấu BOM ở đầu")
        text = text[1:]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _not_utf8(f"a NUL character in line {line}", f"ký tự NUL ở dòng {line}")
    return str(text)


def check_length(text: str | bytes, form: Format) -> None:
    """Refuse text that is longer than a file of facts may be.

    Raises:
        FormatError: for such text.
    """
    most = MAX_BYTES[form]
    if len(text) > most or (isinstance(text, str) and len(text.encode("utf-8", "replace")) > most):
        raise FormatError(
            f"{form.upper()}: more than {most} bytes; accepted: up to {most // 2**20} MiB",
            f"{form.upper()}: hơn {most} byte; cần: không quá {most // 2**20} MiB",
            path=form.upper(),
            accepted=f"up to {most // 2**20} MiB",
        )


def _not_utf8(what: str, what_vi: str) -> FormatError:
    return FormatError(
        f"text: {what}; accepted: plain UTF-8 without a BOM (in Notepad: Save as, encoding UTF-8)",
        f"văn bản: {what_vi}; cần: UTF-8 không có BOM (Notepad: Lưu thành, mã hóa UTF-8)",
        path="text",
        got=what,
        accepted="plain UTF-8 without a BOM",
    )
