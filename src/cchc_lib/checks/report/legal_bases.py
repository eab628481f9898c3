"""The texts a report rests on: in force when it reports, and cited with their year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.cited import citations
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.law.texts import known_text
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import format_date

__all__ = ["expired", "not_yet", "year_missing"]


@rule(
    "CCHC401",
    Severity.WARNING,
    citation="Luật 64/2025/QH15; Nghị định 30/2020/NĐ-CP",
    page="""
    Văn bản được viện dẫn còn hiệu lực.

    A legal basis must be in force (Nghị định 30/2020/NĐ-CP, Phụ lục I). One that had expired when
    the period began is an error; one that expired in the period is a warning, for it still held for
    a part of it; cited elsewhere than as a basis, it is a note. Only texts of which it is
    established when they ended are known here.

    Fires: report(institutions=Institutions(legal_bases=[Citation.parse("34/2016/NĐ-CP")]),
            period=Period.quarter(2025, 3))
    Silent: report(institutions=Institutions(legal_bases=[Citation.parse("78/2025/NĐ-CP")]),
            period=Period.quarter(2025, 3))
    Do: Viện dẫn văn bản thay thế.
    """,
)
def expired(report: ReportHead) -> Iterator[Slip]:
    today = report.issued or report.period.end
    for cited in citations(report):
        text = known_text(cited.citation)
        if text is None or text.end is None or text.end > today:
            continue
        severity = Severity.ERROR if text.end <= report.period.start else Severity.WARNING
        yield Slip(
            message=f"{cited.name} đã hết hiệu lực từ ngày {format_date(text.end)}.",
            path=cited.path,
            actual=cited.name,
            expected=text.successor,
            hint=f"Thay bằng {text.successor}." if text.successor else None,
            severity=severity if cited.is_basis else Severity.NOTE,
        )


@rule(
    "CCHC402",
    Severity.WARNING,
    page="""
    Căn cứ pháp lý đã có hiệu lực khi báo cáo.

    A text passed but not in force yet is no basis for what was done in the period.

    Fires: report(institutions=Institutions(legal_bases=[Citation.parse("224/2026/NĐ-CP")]),
            period=Period.year(2025))
    Silent: report(institutions=Institutions(legal_bases=[Citation.parse("118/2025/NĐ-CP")]),
            period=Period.year(2025))
    Do: Viện dẫn văn bản đang có hiệu lực trong kỳ.
    """,
)
def not_yet(report: ReportHead) -> Iterator[Slip]:
    today = report.issued or report.period.end
    for cited in citations(report):
        text = known_text(cited.citation)
        if cited.is_basis and text is not None and text.start is not None and text.start > today:
            yield Slip(
                message=f"{cited.name} chỉ có hiệu lực từ ngày {format_date(text.start)}.",
                path=cited.path,
                actual=cited.name,
            )


_NORMATIVE = re.compile(r"NĐ-CP|TTLT?-B[A-ZĐ]+(?:-[A-ZĐ]+)*")
"""Symbols that only normative documents bear: decrees, circulars of ministries."""


@rule(
    "CCHC403",
    Severity.WARNING,
    citation="Luật 64/2025/QH15",
    page="""
    Số của văn bản quy phạm pháp luật có năm ban hành.

    The year group is the mark of a normative document (Luật 64/2025/QH15): decrees and circulars
    are numbered anew each year, so without it nobody knows which is meant.

    Fires: report(institutions=Institutions(legal_bases=[Citation.parse("154/NĐ-CP")]))
    Silent: report(institutions=Institutions(legal_bases=[Citation.parse("154/2025/NĐ-CP")]))
    Do: Thêm năm: 154/2025/NĐ-CP.
    """,
)
def year_missing(report: ReportHead) -> Iterator[Slip]:
    for cited in citations(report):
        document = cited.citation
        if document.year is None and _NORMATIVE.fullmatch(document.symbol or ""):
            year = "năm" if document.day is None else str(document.day.year)
            yield Slip(
                message=f"{cited.name} thiếu năm ban hành trong số, ký hiệu.",
                path=cited.path,
                actual=document.code,
                expected=f"{document.number}/{year}/{document.symbol}",
            )
