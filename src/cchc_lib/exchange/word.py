"""The facts that a Word file carries, as the JSON text that was put into it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.files import check_file, docx_path

__all__ = ["is_word", "refuse_word", "word_facts"]


def is_word(path: Any) -> bool:
    """Whether a path is, by its end, that of a Word file."""
    shown = os.fspath(path) if isinstance(path, str | os.PathLike) else None
    return isinstance(shown, str) and shown.lower().endswith(".docx")


def word_facts(source: Any) -> str:
    """Return the facts of a Word file, given by its path or as bytes; nothing in it is trusted.

    Raises:
        FormatError: when it is no Word file or unsafe, or carries no facts.
        InvalidTypeError, InvalidValueError: for neither, or a path that is no plain file.
        OSError: when the file cannot be read.
    """
    from cchc_lib.reading.word.live import facts_of

    if isinstance(source, bytes):
        return facts_of(source)
    if not is_word(source):
        raise InvalidTypeError.refuse(
            "text",
            source,
            "the bytes of a Word file, such as Path('bao-cao.docx').read_bytes()",
            "bytes của một tệp Word, ví dụ Path('bao-cao.docx').read_bytes()",
        )
    file = Path(docx_path(source))
    check_file(file)
    return facts_of(file)


def refuse_word(path: Any) -> None:
    """Refuse to write facts alone as a Word file: who prints them lays out a document.

    Raises:
        InvalidValueError: for the path of a Word file.
    """
    if is_word(path):
        raise InvalidValueError.refuse(
            "path",
            path,
            "the path of a .json or .toml file, such as 'mai-hoa.toml'; a Word file with its facts "
            "is written by save_docx(report, path)",
            "đường dẫn tệp .json hoặc .toml, ví dụ 'mai-hoa.toml'; tệp Word mang theo số liệu thì "
            "dùng save_docx(report, path)",
        )
