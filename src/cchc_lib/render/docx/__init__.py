"""Word files, written part by part; nothing but the standard library is loaded for it."""

from cchc_lib.render.docx.write import render_docx

__all__ = ["render_docx"]
