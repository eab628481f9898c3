"""A document as a Word file, in memory or on disk."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cchc_lib.document.nodes import Document
from cchc_lib.render.docx.package import parts_of, zipped
from cchc_lib.render.layout import CUSTOMARY, Layout

__all__ = ["render_docx", "replace_file", "save_docx"]


def render_docx(document: Document, *, layout: Layout = CUSTOMARY) -> bytes:
    """Return the Word file of a document, laid out under Nghị định 30/2020/NĐ-CP.

    The same document and layout give the same bytes, on any machine and at any time.

    Raises:
        InvalidValueError: for an id used twice, or more điểm in a khoản than there are letters.
        UnknownNameError: for a reference to an id that is not in the document.
    """
    return zipped(parts_of(document, layout))


def save_docx(
    document: Document, path: str | os.PathLike[str], *, layout: Layout = CUSTOMARY
) -> None:
    """Write the Word file of a document; an old file stays whole until the new one is.

    Raises:
        InvalidValueError, UnknownNameError: as `render_docx`.
        OSError: when the file cannot be written; nothing is left behind then.
    """
    replace_file(Path(path).resolve(), render_docx(document, layout=layout))


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; an old one stays until the new one is there."""
    # In the same folder, since only within one file system is a rename a single step.
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)  # who may read it stays as it was
        beside.replace(path)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError):  # of the file that was asked for, not of the one beside it
            error.filename, error.filename2 = str(path), None
        raise
