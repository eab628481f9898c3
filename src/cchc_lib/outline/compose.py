"""From a report to the tree of its document: a pure function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import attrs

from cchc_lib.document.nodes import (
    Annex,
    Block,
    Document,
    Letterhead,
    Paragraph,
    Reference,
    Section,
    Signature,
    content,
)
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.law.document_types import is_addressed
from cchc_lib.outline.context import Context
from cchc_lib.outline.family import Family, family_of
from cchc_lib.outline.names import check_names
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.outline.rest import rest
from cchc_lib.outline.tables import subjects_table
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.report.signatory import Signatory
from cchc_lib.vietnamese.dates import format_date

__all__ = ["compose", "titled"]


def compose(report: ReportHead, *, outline: Outline | None = None, padded: bool = True) -> Document:
    """Return the document of a report, by the outline of its family or another one.

    `padded` writes counts below 10 with a leading zero in prose (04 phòng), as offices do; tables
    never do.

    Raises:
        UnknownNameError: when a paragraph names a figure for which the report has no fact, or the
            outline one that a subject of the report cannot have.
    """
    if not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse("report", report, "a Report", "một báo cáo (Report)")
    family = family_of(report)
    outline = family.outline if outline is None else outline
    if not isinstance(outline, Outline):
        raise InvalidTypeError.refuse(
            "outline", outline, "an Outline, such as STANDARD", "một Outline, ví dụ STANDARD"
        )
    if report.addressees and not is_addressed(family.kind.capitalize(), upward=True):
        raise InvalidValueError.refuse(
            "Report.addressees",
            report.addressees,
            f'none: {family.kind} has no "Kính gửi"; name who gets it in recipients',
            f"không có: {family.kind} không có “Kính gửi”; ghi nơi nhận trong recipients",
        )
    if outline is not family.outline:  # that of a family is checked when it is declared
        check_names(outline, type(report), map(type, report.own))
    figures = report.figures(padded=padded)
    blank = Context(report, figures)
    annexes = tuple(_annexes(blank, outline))
    context = attrs.evolve(blank, annexes=frozenset(_ids(annexes)), noted=set())
    sections = tuple(_sections(context, outline.chapters))
    if blank.noted:  # footnotes stand in the text where it has the figure, else in an annex
        annexes = tuple(_annexes(context, outline))
    written = (*sections, *(block for annex in annexes for block in annex.blocks))
    annexes += tuple(rest(context, outline, written))
    named = set(_references(sections))
    orphans = [annex.id for annex in annexes if not named & {annex.id, *_ids(annex.blocks)}]
    agency = report.agency
    return Document(
        letterhead=Letterhead(
            parent=agency.parent_line,
            agency=agency.letterhead_lines,
            number=report.number,
            symbol=f"{family.code}-{agency.symbol}",
            place=agency.place,
            day=report.issued,
        ),
        kind=family.kind,
        subject=titled(family.title, report.period),
        addressees=_own_lines(context, report.addressees),
        opening=_opening(context, family, orphans, is_followed=bool(sections)),
        sections=sections,
        signature=_signature(report),
        recipients=(*_own_lines(context, report.recipients), _archive(report)),
        annexes=annexes,
        annex_reference=_annex_reference(report, family),
        author=agency.name,
    )


def _own_lines(context: Context, lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines of the head with the figures that they name."""
    return tuple(
        "".join(getattr(node, "text", "") for node in context.own_words(line)) for line in lines
    )


def _opening(
    context: Context, family: Family, orphans: Iterable[str], *, is_followed: bool
) -> tuple[Block, ...]:
    """Return the paragraph before the first heading; annexes named nowhere else are named here."""
    report = context.report
    start, end = format_date(report.period.start), format_date(report.period.end)
    detailed: list[str | Reference] = []
    for annex in orphans:
        detailed += [", " if detailed else "; số liệu chi tiết tại ", Reference(annex)]
    on, ahead, next_period = family.title.partition("{next_period}")
    before, comma, plans = on.partition("{period}")
    return (
        Paragraph(
            content(
                context.say("Thực hiện {basis}, "),
                f"{report.agency.name} báo cáo {_lower(before)}{comma and report.period} "
                f"(số liệu từ ngày {start} đến ngày {end}",
                *detailed,
                ")",
                f"{plans}{report.period.next}{next_period}" if ahead else plans,
                " như sau:" if is_followed else ".",
            )
        ),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _references(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the ids that a text refers to."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _references(block.blocks)
        elif isinstance(block, Paragraph):
            yield from (node.target for node in block.content if isinstance(node, Reference))


def _ids(blocks: Iterable[Block | Annex]) -> Iterator[str]:
    """Yield the ids of annexes and of the sections in them."""
    for block in blocks:
        if isinstance(block, Annex | Section):
            yield block.id
            yield from _ids(block.blocks)


def _sections(context: Context, parts: Iterable[Part]) -> Iterator[Section]:
    for part in parts:
        blocks = _written(context, part)
        if blocks:
            title = titled(part.title, context.report.period)
            yield Section(id=part.id, title=title, blocks=blocks)


def _written(context: Context, part: Part) -> tuple[Block, ...]:
    blocks = (*part.written(context), *_sections(context, part.parts))
    if not blocks and part.when_empty is not None:
        return (Paragraph(titled(part.when_empty, context.report.period)),)
    return blocks


def _annexes(context: Context, outline: Outline) -> Iterator[Annex]:
    """Yield the annexes of an outline, then those of the tables that its parts ask for."""
    tables = (
        Part(
            f"{part.id}.table",
            part.title,
            write=partial(
                subjects_table,
                id=f"{part.id}.figures",
                title=titled(part.title, context.report.period),
                wanted=part.table,
            ),
        )
        for part in outline.walk()
        if part.table
    )
    for part in (*outline.annexes, *tables):
        blocks = _written(context, part)
        if len(blocks) == 1 and isinstance(only := blocks[0], Section):
            yield Annex(id=only.id, title=only.title, blocks=only.blocks)  # nothing to share it
        elif blocks:
            title = titled(part.title, context.report.period)
            yield Annex(id=part.id, title=title, blocks=blocks)


def titled(title: str, period: Period) -> str:
    """Return the words with the periods they name."""
    if "{" not in title:
        return title
    return title.replace("{next_period}", str(period.next)).replace("{period}", str(period))


def _signature(report: ReportHead) -> Signature:
    signatory = report.signatory or Signatory(position=report.agency.head)
    return Signature(lines=signatory.lines(report.agency), name=signatory.name)


def _archive(report: ReportHead) -> str:
    """Return the last line of "Nơi nhận": the archive, the drafting unit, the copies kept."""
    keeps = "Lưu: VT" if report.drafting_unit is None else f"Lưu: VT, {report.drafting_unit}"
    return keeps if report.copies_kept is None else f"{keeps} ({report.copies_kept})"


def _annex_reference(report: ReportHead, family: Family) -> str:
    """Return the line under an annex's title; an electronic document fills in none of it."""
    kind, number, day = family.kind.capitalize(), "…", "ngày … tháng … năm …"
    if not report.medium.fills_annex_note:
        return f"Kèm theo {kind} số …/…-… {day}"
    if report.number is not None:
        number = f"{report.number:02d}"
    if report.issued is not None:
        day = format_date(report.issued, long=True)
    symbol = f"{family.code}-{report.agency.symbol}"
    return f"Kèm theo {kind} số {number}/{symbol} {day} của {report.agency.name}"
