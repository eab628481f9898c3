"""Dates against the data window and against the report's own date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.figure import name_of, objects
from cchc_lib.law.windows import SENDING, WINDOWS
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.vietnamese import format_date
from cchc_lib.vietnamese.text import capital

__all__ = ["after_window", "issued_early", "stale"]


@attrs.frozen
class _Dated:
    """A day on which a fact was counted; an `estimate` may lie after the report's own date."""

    path: str
    what: str
    day: date
    estimate: bool = False


def _facts(report: ReportHead) -> Iterator[_Dated]:
    """Yield the days of which declarations, or marks, say that facts were counted on them."""
    for path, owner in objects(report):
        called = name_of(owner)
        of = f" {called}" if called else ""
        for field in attrs.fields(type(owner)):
            declared = field_of(field)
            if not isinstance(declared, Field) or not declared.day:
                continue
            if (day := getattr(owner, field.name)) is not None:
                where = f"{path}.{field.name}"
                yield _Dated(where, declared.label + of, day, declared.day == "estimate")
    for id, mark in report.marks.items():
        if mark.as_of is not None:
            yield _Dated(id, "ngày thống kê số liệu", mark.as_of, mark.is_estimate)


def _window(period: Period) -> str:
    return f"{format_date(period.start)} - {format_date(period.end)}"


@rule(
    "CCHC301",
    Severity.WARNING,
    citation=WINDOWS,
    title="Số liệu không được thống kê sau thời gian chốt số liệu.",
    why="Số liệu phát sinh sau khi chốt thuộc báo cáo kỳ sau. Ngày sau cả ngày ban hành báo "
    "cáo thì khi ký chưa tới, nên là lỗi; số tiền có thể là số ước.",
    english="What is counted after the window belongs to the next report. A day after the "
    "report's own date had not come when it was signed, so it is an error; an amount may be an "
    "estimate.",
    fires="report(period=Period.year(2025, end=date(2025, 11, 11)), staffing=Staffing( "
    "snapshots=[StaffingSnapshot(day=date(2025, 12, 11))]))",
    silent="report(period=Period.year(2025, end=date(2025, 11, 11)), staffing=Staffing( "
    "snapshots=[StaffingSnapshot(day=date(2025, 11, 11))]))",
    do="Sửa ngày, hoặc đổi thời gian chốt số liệu; số ước thì ghi rõ là ước.",
)
def after_window(report: ReportHead) -> Iterator[Slip]:
    for found in _facts(report):
        if found.day <= report.period.end:
            continue
        day, window = format_date(found.day), _window(report.period)
        message = f"{found.what} {day} sau thời gian chốt số liệu ({window})"
        severity = None
        if report.issued is not None and found.day > report.issued:
            message += f" và sau ngày ban hành báo cáo ({format_date(report.issued)})"
            severity = None if found.estimate else Severity.ERROR
        yield Slip(
            message=capital(f"{message}."),
            path=found.path,
            actual=day,
            expected=f"không sau {format_date(report.period.end)}",
            hint="Nếu là số ước thực hiện, ghi rõ là ước." if found.estimate else None,
            severity=severity,
        )


@rule(
    "CCHC302",
    Severity.WARNING,
    title="Số liệu mới nhất không được cũ hơn kỳ báo cáo.",
    why="Lần thống kê đầu có thể là của ngày trước kỳ báo cáo; lần cuối, và số thực hiện, phải "
    "thuộc kỳ báo cáo.",
    english="A first snapshot may be that of the day before the period; the last one, and an "
    "amount reached, must be of the period itself.",
    fires="report(period=Period.quarter(2025, 3), budget=Budget( "
    "revenue=BudgetLine(actual_vnd=10**9, as_of=date(2025, 3, 31))))",
    silent="report(period=Period.quarter(2025, 3), budget=Budget( "
    "revenue=BudgetLine(actual_vnd=10**9, as_of=date(2025, 9, 10))))",
    do="Cập nhật số liệu, hoặc sửa ngày.",
)
def stale(report: ReportHead) -> Iterator[Slip]:
    days = [found.day for found in _facts(report) if ".snapshots[" in found.path]
    last = max(days, default=None)
    for found in _facts(report):
        latest = found.estimate or (".snapshots[" in found.path and found.day == last)
        if latest and found.day < report.period.start:
            day = format_date(found.day)
            yield Slip(
                message=capital(f"{found.what} {day} trước kỳ báo cáo ({_window(report.period)})."),
                path=found.path,
                actual=day,
                expected=f"từ {format_date(report.period.start)}",
            )


@rule(
    "CCHC303",
    Severity.WARNING,
    citation=SENDING,
    title="Báo cáo ban hành sau khi chốt số liệu.",
    why="Từ lúc chốt số liệu đến lúc gửi báo cáo có ít nhất một ngày làm việc (Nghị định "
    "09/2019/NĐ-CP, Điều 8). Ban hành trước khi kỳ bắt đầu là lỗi, trước khi kỳ kết thúc là "
    "cảnh báo, đúng ngày cuối kỳ là lưu ý.",
    english="At least one working day lies between the cut-off and sending (art. 8.5b). A "
    "report dated before its window began is an error, before it ended a warning, on its last "
    "day a note.",
    fires="report(period=Period.quarter(2025, 3), issued=date(2025, 9, 10))",
    silent="report(period=Period.quarter(2025, 3), issued=date(2025, 9, 16))",
    do="Ghi đúng thời gian chốt số liệu của báo cáo này, hoặc sửa ngày ban hành.",
)
def issued_early(report: ReportHead) -> Iterator[Slip]:
    if report.issued is None or report.issued > report.period.end:
        return
    issued, window = format_date(report.issued), _window(report.period)
    severity = None
    if report.issued == report.period.end:
        message, severity = f"Báo cáo ban hành ngay ngày chốt số liệu ({issued}).", Severity.NOTE
    else:
        message = (
            f"Báo cáo ban hành ngày {issued}, trước khi hết thời gian chốt số liệu ({window})."
        )
        severity = Severity.ERROR if report.issued < report.period.start else None
    yield Slip(
        message=message,
        path="issued",
        actual=issued,
        expected=f"sau {format_date(report.period.end)}",
        hint="Nếu chốt số liệu sớm hơn, ghi lại thời gian chốt số liệu.",
        severity=severity,
    )
