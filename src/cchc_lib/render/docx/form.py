"""The form around the text: letterhead, title, addressees, signature, the head of an annex."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cchc_lib.document.walk import Resolved, ResolvedAnnex
from cchc_lib.render.docx.tables import form_table
from cchc_lib.render.docx.xml import mm, paragraph, plain, points
from cchc_lib.render.layout import MOTTO, NATION, Layout, Measure
from cchc_lib.render.metrics import BOLD, REGULAR, Face, balance

__all__ = ["addressees", "annex_head", "letterhead", "signature", "title"]

_SLACK = 4  # points by which another Times may be wider, less than any word
_SLOT_LINES = 4  # room for a signature, by hand or as an image (mục II.7)


def letterhead(document: Resolved, layout: Layout) -> str:
    """Return boxes 1 to 4: the agency and its number at the left, the nation and the day right."""
    whole = points(_text_width(layout))
    nation = points(BOLD.width(NATION, layout.nation_size) + 6)  # must stay on one line
    right = max(whole * 3 // 5, nation)
    left = whole - right
    parent = [document.parent] if document.parent else []
    superior, _ = _even("Parent", parent, REGULAR, layout.parent_size, left)
    agency, width = _even("Agency", document.agency, BOLD, layout.agency_size, left)
    sides = (
        superior + agency + _rule(width * Fraction(layout.rule_share), left),
        paragraph("Nation", plain(NATION))
        + paragraph("Motto", plain(MOTTO))
        + _rule(BOLD.width(MOTTO, layout.motto_size), right),
    )
    below = (paragraph("Number", plain(document.number)), paragraph("Date", plain(document.date)))
    return form_table((sides, below), (left, right))


def title(document: Resolved, layout: Layout) -> str:
    """Return box 5a: the type, the trích yếu and the rule beneath it."""
    room = points(_text_width(layout))
    subject, width = _even("Subtitle", [document.subject], BOLD, layout.subject_size, room)
    rule = _rule(width * Fraction(layout.rule_share), room)
    return paragraph("Title", plain(document.kind)) + subject + rule


def addressees(document: Resolved, layout: Layout) -> str:
    """Return box 9a; several addressees stand under each other, their dashes under the colon."""
    lines = document.addressees
    if len(lines) < 2:
        return "".join(paragraph("Addressee", plain(line)) for line in lines)
    label, *names = lines
    size = layout.addressee_size
    to_colon = REGULAR.width(label.removesuffix(":"), size)
    dash = points(REGULAR.width("- ", size))
    widest = to_colon + max(REGULAR.width(name, size) for name in names)
    start = max(mm(layout.first_line_mm), points((_text_width(layout) - widest) / 2))
    hang = start + points(to_colon) + dash
    return paragraph("Addressees", plain(label), f'<w:ind w:left="{start}"/>') + "".join(
        paragraph("Addressees", plain(name), f'<w:ind w:left="{hang}" w:hanging="{dash}"/>')
        for name in names
    )


def signature(document: Resolved, layout: Layout) -> str:
    """Return boxes 7 and 9b; the slot for the signature is left empty."""
    whole = points(_text_width(layout))
    left = whole * 9 // 20
    recipients = ""
    if document.recipients:
        recipients = paragraph("RecipientsLabel", plain("Nơi nhận:"))
        recipients += _lines("Recipients", document.recipients)
    signs = _lines("Signature", document.signature)
    signs += paragraph("Signature") * _SLOT_LINES
    signs += paragraph("Signature", plain(document.signatory) if document.signatory else "")
    return form_table(((recipients or paragraph("Recipients"), signs),), (left, whole - left))


def annex_head(annex: ResolvedAnnex, layout: Layout) -> str:
    """Return the label, the title and the document an annex belongs to (mục III.1)."""
    room = points(_text_width(layout))
    title, _ = _even("AnnexTitle", [annex.title], BOLD, layout.annex_title_size, room)
    reference = paragraph("AnnexReference", plain(annex.reference)) if annex.reference else ""
    return paragraph("AnnexLabel", plain(annex.label)) + title + reference


def _lines(style: str, lines: Iterable[str]) -> str:
    return "".join(paragraph(style, plain(line)) for line in lines)


def _even(
    style: str, texts: Iterable[str], face: Face, size: Measure, room: int
) -> tuple[str, Fraction]:
    """Return a paragraph for each text, and the width of their widest line.

    Indents make a long one break into lines of nearly equal width; the text itself stays whole.
    """
    written, widest = "", Fraction(0)
    for text in texts:
        lines = balance(text, face, size, Fraction(room, 20))
        width = max((face.width(line, size) for line in lines), default=Fraction(0))
        widest = max(widest, width)
        side = max(0, (room - points(width + _SLACK)) // 2) if len(lines) > 1 else 0
        indent = f'<w:ind w:left="{side}" w:right="{side}"/>' if side else ""
        written += paragraph(style, plain(text), indent)
    return written, widest


def _rule(width: Fraction, room: int) -> str:
    """Return a drawn line of `width` points, centred in `room` twentieths of a point.

    It is the border of a paragraph that its indents make as long as the line must be: Word and
    LibreOffice draw it alike, where an underline could not have a length of its own.
    """
    side = max(0, (room - points(width)) // 2)
    return paragraph("Rule", "", f'<w:ind w:left="{side}" w:right="{side}"/>')


def _text_width(layout: Layout) -> Fraction:
    return layout.text_width_mm * 720 / 254
