"""From a report, or a composed document, to a Word file, a web page or plain text, in one call."""

from __future__ import annotations

from cchc_lib.document.nodes import Document
from cchc_lib.errors import InvalidTypeError, refusal
from cchc_lib.model.report import Report
from cchc_lib.outline.compose import compose

__all__ = ["render_docx", "render_html", "render_text", "save_docx"]


def _document(source: Report | Document) -> Document:
    if isinstance(source, Document):
        return source
    if isinstance(source, Report):
        return compose(source)
    raise InvalidTypeError(refusal("document", source, "a Report or a composed Document"))
