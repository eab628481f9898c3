"""A document as a Word file, in memory or on disk."""

from __future__ import annotations

import os

from cchc_lib.archive import zipped
from cchc_lib.document.nodes import Document
from cchc_lib.files import docx_path, replace_file
from cchc_lib.law.layout import CUSTOMARY, Layout
from cchc_lib.render.docx.package import parts_of

__all__ = ["render_docx", "save_docx"]


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
        InvalidTypeError: when `path` is no path.
        InvalidValueError, UnknownNameError: as `render_docx`, and for a path that does not end in
            .docx or is that of a pipe, socket or device.
        OSError: when the file cannot be written; nothing is left behind then.
    """
    shown = docx_path(path)
    replace_file(shown, render_docx(document, layout=layout))
