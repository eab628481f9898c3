"""The part `word/footnotes.xml`: real footnotes, which python-docx does not write."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.walk import NoteText
from cchc_lib.render.docx.live import Controls
from cchc_lib.render.docx.xml import NAMESPACES, PROLOG, paragraph, plain, runs

__all__ = ["footnotes_xml"]

# Word wants the two separators, and knows them by the ids that data/word/word/settings.xml names.
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}">'
    f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for kind, number in (("separator", -1), ("continuationSeparator", 0))
)
_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>' + plain(
    " "
)


def footnotes_xml(notes: Iterable[NoteText], controls: Controls | None = None) -> str:
    """Return the part with every note, under the number by which the text refers to it."""
    written = "".join(_footnote(note, controls) for note in notes)
    namespaces = controls.namespaces if controls else NAMESPACES
    return f"{PROLOG}<w:footnotes {namespaces}>{_SEPARATORS}{written}</w:footnotes>"


def _footnote(note: NoteText, controls: Controls | None) -> str:
    first, *others = (runs(words, controls) for words in note.paragraphs)
    lines = [_MARK + first, *others]
    inner = "".join(paragraph("FootnoteText", line) for line in lines)
    return f'<w:footnote w:id="{note.number}">{inner}</w:footnote>'
