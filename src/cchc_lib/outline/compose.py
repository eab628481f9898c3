"""From a report to the tree of its document: a pure function."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import (
    Annex,
    Block,
    Content,
    Document,
    Letterhead,
    Paragraph,
    Reference,
    Section,
    Signature,
    content,
)
from cchc_lib.errors import InvalidTypeError
from cchc_lib.families.cchc import Report
from cchc_lib.outline.context import Context
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.outline.standard import STANDARD
from cchc_lib.report.agency import Signatory
from cchc_lib.report.period import Period
from cchc_lib.vietnamese.dates import format_date

__all__ = ["compose"]


def compose(report: Report, *, outline: Outline | None = None, padded: bool = True) -> Document:
    """Return the document of a report, by the standard outline or another one.

    `padded` writes counts below 10 with a leading zero in prose (04 phòng), as offices do; tables
    never do.

    Raises:
        UnknownNameError: when a paragraph names a figure for which the report has no fact.
    """
    if not isinstance(report, Report):
        raise InvalidTypeError.refuse("report", report, "a Report", "a Report")
    outline = STANDARD if outline is None else outline
    if not isinstance(outline, Outline):
        raise InvalidTypeError.refuse(
            "outline", outline, "an Outline, such as STANDARD", "an Outline, such as STANDARD"
        )
    figures = report.figures(padded=padded)
    blank = Context(report, figures)
    annexes = tuple(_annexes(blank, outline))
    context = Context(report, figures, frozenset(annex.id for annex in annexes))
    basis = context.cite_all(report.basis)
    sections = tuple(_sections(context, outline.chapters))
    named = set(_references(sections))
    orphans = [annex.id for annex in annexes if annex.id not in named]
    opening = _opening(report, basis, orphans, is_followed=bool(sections))
    period, agency = report.period, report.agency
    return Document(
        letterhead=Letterhead(
            parent=agency.parent_line,
            agency=agency.letterhead_lines,
            number=report.number,
            symbol=f"BC-{agency.symbol}",
            place=agency.place,
            day=report.issued,
        ),
        kind="BÁO CÁO",
        subject=f"Công tác cải cách hành chính {period}, phương hướng, nhiệm vụ {period.next}",
        addressees=report.addressees,
        opening=opening,
        sections=sections,
        signature=_signature(report),
        recipients=_recipients(report),
        annexes=annexes,
        annex_reference=_annex_reference(report),
        author=agency.name,
    )


def _opening(
    report: Report, basis: Content, orphans: Iterable[str], *, is_followed: bool
) -> tuple[Block, ...]:
    """Return the paragraph before the first heading; annexes named nowhere else are named here."""
    lead = content("Thực hiện ", basis, ", ") if basis else ()
    start, end = format_date(report.period.start), format_date(report.period.end)
    detailed: list[str | Reference] = []
    for annex in orphans:
        detailed += [", " if detailed else "; số liệu chi tiết tại ", Reference(annex)]
    return (
        Paragraph(
            content(
                lead,
                f"{report.agency.name} báo cáo công tác cải cách hành chính {report.period} "
                f"(số liệu từ ngày {start} đến ngày {end}",
                *detailed,
                f"), phương hướng, nhiệm vụ {report.period.next}",
                " như sau:" if is_followed else ".",
            )
        ),
    )


def _references(blocks: Iterable[Block]) -> Iterable[str]:
    """Yield the ids that a text refers to."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _references(block.blocks)
        elif isinstance(block, Paragraph):
            yield from (node.target for node in block.content if isinstance(node, Reference))


def _sections(context: Context, parts: Iterable[Part]) -> Iterable[Section]:
    for part in parts:
        blocks = _written(context, part)
        if blocks:
            yield Section(id=part.id, title=_title(part, context.report.period), blocks=blocks)


def _written(context: Context, part: Part) -> tuple[Block, ...]:
    blocks = (*part.written(context), *_sections(context, part.parts))
    if not blocks and part.when_empty is not None:
        return (Paragraph(part.when_empty),)
    return blocks


def _annexes(context: Context, outline: Outline) -> Iterable[Annex]:
    for part in outline.annexes:
        blocks = _written(context, part)
        if blocks:
            yield Annex(id=part.id, title=_title(part, context.report.period), blocks=blocks)


def _title(part: Part, period: Period) -> str:
    """Return the title with the periods it names; braces around other words stay."""
    title = part.title.replace("{next_period}", str(period.next))
    return title.replace("{period}", str(period))


def _signature(report: Report) -> Signature:
    signatory = report.signatory or Signatory(position=report.agency.head)
    return Signature(lines=signatory.lines(report.agency), name=signatory.name)


def _recipients(report: Report) -> tuple[str, ...]:
    """Return who gets a copy; the last line names the archive and the drafting unit."""
    keeps = "Lưu: VT" if report.drafting_unit is None else f"Lưu: VT, {report.drafting_unit}"
    return (*report.recipients, keeps)


def _annex_reference(report: Report) -> str:
    number = "…" if report.number is None else f"{report.number:02d}"
    day = "ngày … tháng … năm …"
    if report.issued is not None:
        day = format_date(report.issued, long=True)
    return f"Kèm theo Báo cáo số {number}/BC-{report.agency.symbol} {day} của {report.agency.name}"
