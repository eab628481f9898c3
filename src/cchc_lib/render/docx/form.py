"""The form around the text: letterhead, title, addressees, signature, the head of an annex."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cchc_lib.document.walk import Resolved, ResolvedAnnex
from cchc_lib.law.layout import MOTTO, NATION, Layout
from cchc_lib.render.docx.centred import centred, drawn_rule, line_count, widest
from cchc_lib.render.docx.tables import form_table
from cchc_lib.render.docx.xml import paragraph, plain, points
from cchc_lib.render.metrics import BOLD, NO_BREAK_SPACE, REGULAR
from cchc_lib.render.unbroken import wrapped_dates

__all__ = ["addressees", "annex_head", "letterhead", "signature", "title"]

_SLOT_LINES = 5  # room for a signature, by hand or as an image (mục II.7)


def letterhead(document: Resolved, layout: Layout, whole: int) -> str:
    """Return boxes 1 to 4 and 5b: the agency and its number left, the nation and the day right.

    `whole`, as `room` below, is the width of the text in twentieths of a point.
    """
    nation = points(BOLD.width(NATION, layout.nation_size) + 6)  # must stay on one line
    right = max(whole * 3 // 5, nation)
    left = whole - right
    size = layout.agency_size
    above = ""
    if document.parent:
        above = centred("Parent", document.parent, REGULAR, layout.parent_size, left)
    names = "".join(centred("Agency", name, BOLD, size, left) for name in document.agency)
    sides = (
        above + names + drawn_rule(_agency_rule(document.agency, layout, left), left),
        paragraph("Nation", plain(NATION))
        + paragraph("Motto", plain(MOTTO))
        + drawn_rule(BOLD.width(MOTTO, layout.motto_size), right),
    )
    number = plain(document.number, whole=False)  # a line of its own; who fills it in finds text
    brief = "" if document.brief is None else centred(
        "Brief", document.brief, REGULAR, layout.brief_size, left
    )  # fmt: skip
    below = (paragraph("Number", number) + brief, paragraph("Date", plain(document.date)))
    return form_table((sides, below), (left, right))


def _agency_rule(names: tuple[str, ...], layout: Layout, room: int) -> Fraction:
    """Return the length of the rule under a name, of its longest line (mục II.2).

    Under a name of several lines it is a quarter longer, and half the line at most: there the same
    share of the longest line looks short.
    """
    size, share = layout.agency_size, Fraction(layout.rule_share)
    width = max((widest(name, BOLD, size, room) for name in names), default=Fraction(0))
    lines = sum(line_count(name, BOLD, size, room) for name in names)
    return width * (share if lines < 2 else min(share * 5 / 4, Fraction(1, 2)))


def title(document: Resolved, layout: Layout, room: int) -> str:
    """Return box 5a: the type, the trích yếu and the rule beneath it; a công văn has none."""
    if document.brief is not None:
        return ""
    size = layout.subject_size
    subject = centred("Subtitle", document.subject, BOLD, size, room)
    line = drawn_rule(
        widest(document.subject, BOLD, size, room) * Fraction(layout.rule_share), room
    )
    return paragraph("Title", plain(document.kind)) + subject + line


def addressees(document: Resolved, layout: Layout, room: int) -> str:
    """Return box 9a; several addressees stand under each other, their dashes under the colon."""
    lines = document.addressees
    size = layout.addressee_size
    if len(lines) < 2:
        return "".join(centred("Addressee", line, REGULAR, size, room) for line in lines)
    label, *names = lines
    to_colon = REGULAR.width(label.removesuffix(":"), size)
    dash = points(REGULAR.width("- ", size))
    block = to_colon + max(REGULAR.width(name, size) for name in names)
    start = max(0, points((Fraction(room, 20) - block) / 2))  # a long name has the whole line
    hang = start + points(to_colon) + dash
    return paragraph("Addressees", plain(label), f'<w:ind w:left="{start}"/>') + "".join(
        paragraph("Addressees", plain(name), f'<w:ind w:left="{hang}" w:hanging="{dash}"/>')
        for name in names
    )


def signature(document: Resolved, whole: int) -> str:
    """Return boxes 7 and 9b; the slot for the signature is left empty."""
    left = whole * 9 // 20
    recipients = ""
    if document.recipients:
        recipients = paragraph("RecipientsLabel", plain("Nơi nhận:"))
        recipients += _lines("Recipients", document.recipients)
    signs = _lines("Signature", document.signature)
    signs += paragraph("Signature") * _SLOT_LINES
    signs += paragraph("Signature", plain(document.signatory) if document.signatory else "")
    return form_table(((recipients or paragraph("Recipients"), signs),), (left, whole - left))


def annex_head(annex: ResolvedAnnex, layout: Layout, room: int, *, before: int = 0) -> str:
    """Return the label, the title and the document an annex belongs to (mục III.1).

    The rule beneath is that of mẫu 2.1 and 2.2 (Phụ lục III); a date stays on one line. Under
    another annex it keeps `before` twentieths of a point away.
    """
    size = layout.annex_title_size
    apart = f'<w:spacing w:before="{before}"/>' if before else ""
    label = paragraph("AnnexLabel", plain(annex.label), apart)
    title = centred("AnnexTitle", annex.title, BOLD, size, room)
    last, face = annex.title, BOLD
    if annex.reference is not None:
        last = wrapped_dates(annex.reference, lambda date: date.replace(" ", NO_BREAK_SPACE))
        face = REGULAR
        title += centred("AnnexReference", last, face, size, room)
    line = drawn_rule(widest(last, face, size, room) * Fraction(layout.rule_share), room)
    return label + title + line


def _lines(style: str, lines: Iterable[str]) -> str:
    return "".join(paragraph(style, plain(line)) for line in lines)
