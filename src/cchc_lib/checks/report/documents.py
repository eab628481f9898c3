"""Documents against each other and the calendar: one date a number, numbers that rise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.cited import Cited, citations
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.law.series import TWO_TIERS
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import fold_text, format_date

__all__ = [
    *("dated_later", "falling_numbers"),
    *("two_dates", "two_subjects"),
]


def _numbered(report: ReportHead) -> dict[tuple[object, ...], list[Cited]]:
    """Return the mentions of each document: one number and symbol, of one hand."""
    documents: dict[tuple[object, ...], list[Cited]] = {}
    for cited in citations(report):
        found = cited.citation
        if found.code is not None:
            issuer = fold_text(found.issuer or "")
            documents.setdefault((found.code, issuer, cited.is_own), []).append(cited)
    return documents


def _subjects_differ(one: Cited, other: Cited) -> bool:
    """Whether both have a subject and neither is a shortening of the other."""
    a, b = fold_text(one.citation.subject or ""), fold_text(other.citation.subject or "")
    return bool(a and b) and a not in b and b not in a


def _same_subject(one: Cited, other: Cited) -> bool:
    """Whether both have a subject, and one and the same."""
    both = one.citation.subject and other.citation.subject
    return bool(both) and not _subjects_differ(one, other)


@rule(
    "CCHC404",
    Severity.ERROR,
    page="""
    Một văn bản chỉ có một ngày ban hành.

    In one year an agency gives a number once (Nghị định 30/2020/NĐ-CP, art. 15), so two days in one
    year for one number and subject contradict each other. Without the same subject, two agencies
    that use one symbol may be meant: a warning.

    Fires: report(plan=Plan(decision=Citation.parse("130/QĐ-UBND ngày 24/7/2025")),
            direction=Direction(documents=[Citation.parse("130/QĐ-UBND ngày 25/7/2025")]))
    Silent: report(plan=Plan(decision=Citation.parse("130/QĐ-UBND ngày 24/7/2025")),
            direction=Direction(documents=[Citation.parse("130/QĐ-UBND ngày 24/7/2025")]))
    Do: Đối chiếu sổ đăng ký văn bản đi.
    """,
)
def two_dates(report: ReportHead) -> Iterator[Slip]:
    for mentions in _numbered(report).values():
        first: dict[int, tuple[Cited, date]] = {}
        for cited in mentions:
            day = cited.citation.day
            if day is None:
                continue
            before, then = first.setdefault(day.year, (cited, day))
            if day != then:
                yield Slip(
                    message=f"{cited.name} có hai ngày ban hành: {format_date(then)} "
                    f"và {format_date(day)}.",
                    path=cited.path,
                    actual=format_date(day),
                    expected=format_date(then),
                    severity=None if _same_subject(before, cited) else Severity.WARNING,
                )


@rule(
    "CCHC405",
    Severity.NOTE,
    page="""
    Một số, ký hiệu và ngày chỉ có một trích yếu.

    The subject may be shortened, not changed; two agencies may also share a number, so it is a
    note.

    Fires: report(direction=Direction(documents=[
            Citation.parse("46/KH-UBND ngày 16/10/2025 về kiểm tra"),
            Citation.parse("46/KH-UBND ngày 16/10/2025 về tuyên truyền")]))
    Silent: report(direction=Direction(documents=[
            Citation.parse("46/KH-UBND ngày 16/10/2025 về kiểm tra"),
            Citation.parse("46/KH-UBND ngày 16/10/2025 về kiểm tra cải cách hành chính")]))
    Do: Ghi đúng trích yếu, hoặc sửa số.
    """,
)
def two_subjects(report: ReportHead) -> Iterator[Slip]:
    for mentions in _numbered(report).values():
        first: dict[date | None, Cited] = {}
        for cited in mentions:
            before = first.setdefault(cited.citation.day, cited)
            if _subjects_differ(before, cited):
                yield Slip(
                    message=f"{cited.name} có hai trích yếu khác nhau: "
                    f"“{before.citation.subject}” và “{cited.citation.subject}”.",
                    path=cited.path,
                    actual=cited.citation.subject,
                    expected=before.citation.subject,
                )


@rule(
    "CCHC406",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Điều 15",
    page="""
    Số văn bản của đơn vị tăng dần theo ngày ban hành.

    An agency numbers each series from the first day of the year on (art. 15), so a later document
    has a higher number. Series are compared by whole symbol, within one year, and for days
    before and from 01/7/2025 apart, when communes became new agencies.

    Fires: report(direction=Direction(documents=[
            Citation.parse("130/QĐ-UBND ngày 24/7/2025"),
            Citation.parse("63/QĐ-UBND ngày 30/7/2025")]))
    Silent: report(direction=Direction(documents=[
            Citation.parse("63/QĐ-UBND ngày 22/7/2025"),
            Citation.parse("130/QĐ-UBND ngày 24/7/2025")]))
    Do: Kiểm tra số và ngày của hai văn bản.
    """,
)
def falling_numbers(report: ReportHead) -> Iterator[Slip]:
    series: dict[tuple[str, int, bool], dict[tuple[date, int], Cited]] = {}
    for cited in citations(report):
        found = cited.citation
        if cited.is_own and found.day and found.symbol and (found.number or "").isdigit():
            key = (found.symbol, found.day.year, found.day >= TWO_TIERS)
            series.setdefault(key, {}).setdefault((found.day, int(found.number or 0)), cited)
    for documents in series.values():
        by_day = [list(same) for _, same in groupby(sorted(documents), key=lambda each: each[0])]
        for earlier, later in pairwise(by_day):
            highest, lowest = earlier[-1], later[0]
            if lowest[1] < highest[1]:
                one, other = documents[highest], documents[lowest]
                yield Slip(
                    message=f"{one.name} ngày {format_date(highest[0])} có số lớn hơn "
                    f"{other.name} ngày {format_date(lowest[0])}, ban hành sau.",
                    path=other.path,
                    actual=other.citation.code,
                    hint="Kiểm tra số và ngày của hai văn bản.",
                )


@rule(
    "CCHC407",
    Severity.ERROR,
    page="""
    Văn bản được viện dẫn ban hành không sau ngày của báo cáo.

    What was not issued yet cannot be cited.

    Fires: report(issued=date(2025, 12, 16),
            plan=Plan(decision=Citation.parse("130/QĐ-UBND ngày 24/12/2025")))
    Silent: report(issued=date(2025, 12, 16),
            plan=Plan(decision=Citation.parse("130/QĐ-UBND ngày 24/7/2025")))
    Do: Sửa ngày của văn bản hoặc của báo cáo.
    """,
)
def dated_later(report: ReportHead) -> Iterator[Slip]:
    for cited in citations(report):
        day = cited.citation.day
        if report.issued is not None and day is not None and day > report.issued:
            issued = format_date(report.issued)
            yield Slip(
                message=f"{cited.name} đề ngày {format_date(day)}, "
                f"sau ngày ban hành báo cáo ({issued}).",
                path=cited.path,
                actual=format_date(day),
                expected=f"không sau {issued}",
            )
