"""Days on which staff were counted: in order, and one number a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.subjects.staffing import StaffingSnapshot
from cchc_lib.vietnamese import fold_text, format_date, format_number

__all__ = ["backward", "counted_on", "one_day", "out_of_order"]


def counted_on(snapshot: StaffingSnapshot) -> tuple[date | None, frozenset[str]]:
    """Return the day and the groups counted: other groups on one day are no contradiction."""
    return snapshot.day, frozenset(fold_text(group.name) for group in snapshot.groups)


@rule("CCHC118", Severity.ERROR)
def one_day(report: Report) -> Iterator[Slip]:
    """Một ngày chỉ có một số biên chế có mặt.

    One agency has one number of staff of the same groups on one day.

    Fires: report(staffing=Staffing(snapshots=[
            StaffingSnapshot(day=date(2025, 7, 1), groups=[Group(name="công chức", count=43)]),
            StaffingSnapshot(day=date(2025, 7, 1), groups=[Group(name="công chức", count=38)])]))
    Silent: report(staffing=Staffing(snapshots=[
            StaffingSnapshot(day=date(2025, 7, 1), groups=[Group(name="công chức", count=43)]),
            StaffingSnapshot(day=date(2025, 9, 1), groups=[Group(name="công chức", count=38)])]))
    Do: Sửa ngày hoặc số của một trong hai lần thống kê.
    """
    first: dict[tuple[date | None, frozenset[str]], int] = {}
    for row, snapshot in enumerate(report.staffing.snapshots if report.staffing else ()):
        if snapshot.day is None or snapshot.total is None:
            continue
        before = first.setdefault(counted_on(snapshot), snapshot.total)
        if before != snapshot.total:
            then, now = format_number(before), format_number(snapshot.total)
            yield Slip(
                message=f"Ngày {format_date(snapshot.day)} có hai số biên chế có mặt: "
                f"{then} và {now}.",
                path=f"staffing.snapshots[{row}].total",
                actual=now,
                expected=then,
            )


@rule("CCHC305", Severity.WARNING)
def out_of_order(report: Report) -> Iterator[Slip]:
    """Các lần thống kê biên chế xếp theo thứ tự ngày.

    The last one counts as present staff, and the change runs from the first to the last.

    Fires: report(staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2025, 11, 11)),
            StaffingSnapshot(day=date(2025, 7, 1))]))
    Silent: report(staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2025, 7, 1)),
            StaffingSnapshot(day=date(2025, 11, 11))]))
    Do: Xếp lại, ngày sớm trước.
    """
    before: date | None = None
    for row, snapshot in enumerate(report.staffing.snapshots if report.staffing else ()):
        if snapshot.day is None:
            continue
        if before is not None and snapshot.day < before:
            day, earlier = format_date(snapshot.day), format_date(before)
            yield Slip(
                message=f"Số liệu biên chế ngày {day} đứng sau ngày {earlier}: "
                "số có mặt và tăng, giảm bị tính ngược.",
                path=f"staffing.snapshots[{row}].day",
                actual=day,
                expected=f"từ {earlier}",
            )
        before = snapshot.day


@rule("CCHC306", Severity.ERROR)
def backward(report: Report) -> Iterator[Slip]:
    """Khoảng thời gian nghỉ việc bắt đầu trước khi kết thúc.

    A span of days cannot end before it starts.

    Fires: report(staffing=Staffing(departures=[Departures(
            since=date(2025, 9, 1), until=date(2025, 7, 1))]))
    Silent: report(staffing=Staffing(departures=[Departures(
            since=date(2025, 7, 1), until=date(2025, 9, 1))]))
    Do: Sửa một trong hai ngày.
    """
    for row, left in enumerate(report.staffing.departures if report.staffing else ()):
        if left.since is not None and left.until is not None and left.until < left.since:
            since, until = format_date(left.since), format_date(left.until)
            yield Slip(
                message=f"Nghỉ việc từ ngày {since} đến ngày {until}: ngày cuối trước ngày đầu.",
                path=f"staffing.departures[{row}].until",
                actual=until,
                expected=f"từ {since}",
            )
