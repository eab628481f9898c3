"""The form around the text: letterhead, title, addressees, signature, the head of an annex."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cchc_lib.document.walk import Resolved, ResolvedAnnex
from cchc_lib.law.layout import MOTTO, NATION, Layout
from cchc_lib.render.docx.centred import centred, rule, widest
from cchc_lib.render.docx.tables import form_table
from cchc_lib.render.docx.xml import mm, paragraph, plain, points
from cchc_lib.render.metrics import BOLD, REGULAR

__all__ = ["addressees", "annex_head", "letterhead", "signature", "title"]

_SLOT_LINES = 4  # room for a signature, by hand or as an image (mục II.7)


def letterhead(document: Resolved, layout: Layout) -> str:
    """Return boxes 1 to 4: the agency and its number at the left, the nation and the day right."""
    whole = points(_text_width(layout))
    nation = points(BOLD.width(NATION, layout.nation_size) + 6)  # must stay on one line
    right = max(whole * 3 // 5, nation)
    left = whole - right
    size = layout.agency_size
    above = ""
    if document.parent:
        above = centred("Parent", document.parent, REGULAR, layout.parent_size, left)
    names = "".join(centred("Agency", name, BOLD, size, left) for name in document.agency)
    width = max((widest(name, BOLD, size, left) for name in document.agency), default=Fraction(0))
    sides = (
        above + names + rule(width * Fraction(layout.rule_share), left),
        paragraph("Nation", plain(NATION))
        + paragraph("Motto", plain(MOTTO))
        + rule(BOLD.width(MOTTO, layout.motto_size), right),
    )
    below = (paragraph("Number", plain(document.number)), paragraph("Date", plain(document.date)))
    return form_table((sides, below), (left, right))


def title(document: Resolved, layout: Layout) -> str:
    """Return box 5a: the type, the trích yếu and the rule beneath it."""
    room = points(_text_width(layout))
    size = layout.subject_size
    subject = centred("Subtitle", document.subject, BOLD, size, room)
    line = rule(widest(document.subject, BOLD, size, room) * Fraction(layout.rule_share), room)
    return paragraph("Title", plain(document.kind)) + subject + line


def addressees(document: Resolved, layout: Layout) -> str:
    """Return box 9a; several addressees stand under each other, their dashes under the colon."""
    lines = document.addressees
    if len(lines) < 2:
        return "".join(paragraph("Addressee", plain(line)) for line in lines)
    label, *names = lines
    size = layout.addressee_size
    to_colon = REGULAR.width(label.removesuffix(":"), size)
    dash = points(REGULAR.width("- ", size))
    block = to_colon + max(REGULAR.width(name, size) for name in names)
    start = max(mm(layout.first_line_mm), points((_text_width(layout) - block) / 2))
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
    room, size = points(_text_width(layout)), layout.annex_title_size
    label = paragraph("AnnexLabel", plain(annex.label))
    title = centred("AnnexTitle", annex.title, BOLD, size, room)
    if annex.reference is None:
        return label + title
    return label + title + centred("AnnexReference", annex.reference, REGULAR, size, room)


def _lines(style: str, lines: Iterable[str]) -> str:
    return "".join(paragraph(style, plain(line)) for line in lines)


def _text_width(layout: Layout) -> Fraction:
    return layout.text_width_mm * 720 / 254
