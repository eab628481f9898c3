"""A document as a Word file, in memory."""

from __future__ import annotations

from cchc_lib.archive import zipped
from cchc_lib.document.nodes import Document
from cchc_lib.law.layout import CUSTOMARY, Layout
from cchc_lib.render.docx.package import parts_of

__all__ = ["render_docx"]


def render_docx(
    document: Document,
    *,
    layout: Layout = CUSTOMARY,
    live: bool = True,
    facts: str | None = None,
) -> bytes:
    """Return the Word file of a document, laid out under Nghị định 30/2020/NĐ-CP.

    The same document and layout give the same bytes, on any machine and at any time. In a `live`
    file each figure stands in a content control, and `facts` as JSON, where there are some, in the
    part that the controls are bound to.

    Raises:
        InvalidValueError: for an id used twice, or more điểm in a khoản than there are letters.
        UnknownNameError: for a reference to an id that is not in the document.
    """
    return zipped(parts_of(document, layout, live=live, facts=facts))
