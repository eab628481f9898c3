"""Dates against the data window and against the report's own date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.budget import budget_lines
from cchc_lib.checks.report.dossiers import counted
from cchc_lib.checks.report.wording import capital
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.report.period import Period
from cchc_lib.vietnamese import format_date

__all__ = ["after_window", "issued_early", "stale", "window_apart"]

WINDOWS = "Nghị định 09/2019/NĐ-CP, Điều 12"


@attrs.frozen
class _Dated:
    """A day on which a fact was counted; an `estimate` may lie after the report's own date."""

    path: str
    what: str
    day: date
    estimate: bool = False


def _facts(report: Report) -> Iterator[_Dated]:
    def dated(path: str, what: str, day: date | None, **more: bool) -> Iterator[_Dated]:
        if day is not None:
            yield _Dated(path, what, day, **more)

    for path, dossiers in counted(report):
        yield from dated(f"{path}.end", "ngày cuối thống kê hồ sơ", dossiers.end)
    for path, name, line in budget_lines(report):
        yield from dated(f"{path}.as_of", f"ngày thống kê {name}", line.as_of, estimate=True)
    if report.staffing is None:
        return
    for row, snapshot in enumerate(report.staffing.snapshots):
        path = f"staffing.snapshots[{row}].day"
        yield from dated(path, "ngày thống kê biên chế", snapshot.day)
    for row, left in enumerate(report.staffing.departures):
        path = f"staffing.departures[{row}]"
        yield from dated(f"{path}.since", "ngày bắt đầu thống kê nghỉ việc", left.since)
        yield from dated(f"{path}.until", "ngày cuối thống kê nghỉ việc", left.until)
    if report.staffing.part_time is not None:
        what = "ngày bắt đầu thống kê người hoạt động không chuyên trách nghỉ việc"
        yield from dated("staffing.part_time.since", what, report.staffing.part_time.since)


def _window(period: Period) -> str:
    return f"{format_date(period.start)} - {format_date(period.end)}"


@rule("CCHC301", Severity.WARNING, citation=WINDOWS)
def after_window(report: Report) -> Iterator[Slip]:
    """Số liệu không được thống kê sau thời gian chốt số liệu.

    What is counted after the window belongs to the next report. A day after the report's own date
    had not come when it was signed, so it is an error; an amount may be an estimate.

    Fires: report(period=Period.year(2025, end=date(2025, 11, 11)), staffing=Staffing(
            snapshots=[StaffingSnapshot(day=date(2025, 12, 11))]))
    Silent: report(period=Period.year(2025, end=date(2025, 11, 11)), staffing=Staffing(
            snapshots=[StaffingSnapshot(day=date(2025, 11, 11))]))
    Do: Sửa ngày, hoặc đổi thời gian chốt số liệu; số ước thì ghi rõ là ước.
    """
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


@rule("CCHC302", Severity.WARNING)
def stale(report: Report) -> Iterator[Slip]:
    """Số liệu mới nhất không được cũ hơn kỳ báo cáo.

    A first snapshot may be that of the day before the period; the last one, and an amount reached,
    must be of the period itself.

    Fires: report(period=Period.quarter(2025, 3), budget=Budget(
            revenue=BudgetLine(actual_vnd=10**9, as_of=date(2025, 3, 31))))
    Silent: report(period=Period.quarter(2025, 3), budget=Budget(
            revenue=BudgetLine(actual_vnd=10**9, as_of=date(2025, 9, 10))))
    Do: Cập nhật số liệu, hoặc sửa ngày.
    """
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


@rule("CCHC303", Severity.WARNING, citation="Nghị định 09/2019/NĐ-CP, Điều 8, Điều 12")
def issued_early(report: Report) -> Iterator[Slip]:
    """Báo cáo ban hành sau khi chốt số liệu.

    At least one working day lies between the cut-off and sending (art. 8.5b). A report dated
    before its window began is an error, before it ended a warning, on its last day a note.

    Fires: report(period=Period.quarter(2025, 3), issued=date(2025, 9, 10))
    Silent: report(period=Period.quarter(2025, 3), issued=date(2025, 9, 16))
    Do: Ghi đúng thời gian chốt số liệu của báo cáo này, hoặc sửa ngày ban hành.
    """
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


@rule("CCHC304", Severity.ERROR)
def window_apart(report: Report) -> Iterator[Slip]:
    """Thời gian thống kê hồ sơ có phần chung với kỳ báo cáo.

    Dossiers may be counted over other days than the rest, but not over another period.

    Fires: report(period=Period.year(2025), procedures=Procedures(dossiers=Dossiers(
            start=date(2023, 1, 1), end=date(2023, 12, 31))))
    Silent: report(period=Period.year(2025), procedures=Procedures(dossiers=Dossiers(
            start=date(2025, 1, 1), end=date(2025, 12, 10))))
    Do: Sửa ngày đầu, ngày cuối của số liệu hồ sơ.
    """
    for path, dossiers in counted(report):
        start, end = dossiers.start, dossiers.end
        too_late = start is not None and start > report.period.end
        too_early = end is not None and end < report.period.start
        wrong = start if too_late else end if too_early else None
        if wrong is not None:
            yield Slip(
                message=f"Hồ sơ được thống kê ngoài hẳn kỳ báo cáo ({_window(report.period)}).",
                path=f"{path}.{'start' if too_late else 'end'}",
                actual=format_date(wrong),
                expected=_window(report.period),
            )
