"""The parts of a Word file; equal documents are equal parts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib import resources

from cchc_lib.document.nodes import Document
from cchc_lib.document.walk import resolve
from cchc_lib.law.layout import Layout
from cchc_lib.render.docx.body import document_xml
from cchc_lib.render.docx.live import Controls
from cchc_lib.render.docx.notes import footnotes_xml
from cchc_lib.render.docx.styles import styles_xml
from cchc_lib.render.docx.xml import PROLOG, attribute

__all__ = ["core_of", "core_xml", "parts_of", "static_parts"]

_STATIC = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/header1.xml",
)


@lru_cache(maxsize=1)
def static_parts() -> tuple[tuple[str, str], ...]:
    """Return the parts that are the same in every file, by their names."""
    folder = resources.files("cchc_lib") / "data" / "word"
    return tuple((name, folder.joinpath(*name.split("/")).read_text("utf-8")) for name in _STATIC)


def parts_of(
    document: Document, layout: Layout, *, live: bool, facts: str | None
) -> dict[str, str]:
    """Return every part of the file by its name, in the order it is stored."""
    resolved = resolve(document)
    controls = Controls() if live else None
    parts = {
        **dict(static_parts()),
        "word/styles.xml": styles_xml(layout),
        "word/document.xml": document_xml(resolved, layout, controls),
        "word/footnotes.xml": footnotes_xml(resolved.notes, controls),
        "docProps/core.xml": core_of(document),
    }
    return parts if controls is None else controls.put_into(parts, facts)


def core_of(document: Document) -> str:
    """Return what the properties of the file say of a document."""
    title = f"{document.kind} {document.subject}".strip()
    return core_xml(title, document.author, document.letterhead.day)


def core_xml(title: str, author: str, day: date | None) -> str:
    """Return title, author, language and day; the day of the document, never of its making."""
    stamp = "".join(
        f'<dcterms:{verb} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{verb}>'
        for verb in ("created", "modified")
    )
    return (
        f'{PROLOG}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{attribute(title)}</dc:title>"
        f"<dc:creator>{attribute(author)}</dc:creator>"
        f"{stamp if day else ''}<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
