"""What must hold of staff counted on days: in order, one number a day, enough departures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.figures.figure import objects
from cchc_lib.report.head import ReportHead
from cchc_lib.subjects.staffing.facts import Departures, Staffing, StaffingSnapshot
from cchc_lib.vietnamese import fold_text, format_date, format_number

__all__ = ["backward", "decrease", "one_day", "out_of_order", "staff_then"]


def _snapshots(report: ReportHead) -> Iterator[tuple[str, StaffingSnapshot]]:
    return ((path, held) for path, held in objects(report) if isinstance(held, StaffingSnapshot))


def _counted_on(snapshot: StaffingSnapshot) -> tuple[date | None, frozenset[str]]:
    """Return the day and the groups counted: other groups on one day are no contradiction."""
    return snapshot.day, frozenset(fold_text(group.name) for group in snapshot.groups)


@rule(
    "CCHC118",
    Severity.ERROR,
    title="Một ngày chỉ có một số biên chế có mặt.",
    why="Vào một ngày, cùng các nhóm như nhau thì cơ quan chỉ có một số biên chế có mặt.",
    english="One agency has one number of staff of the same groups on one day.",
    fires="report(staffing=Staffing(snapshots=[ StaffingSnapshot(day=date(2025, 7, 1), "
    'groups=[Group(name="công chức", count=43)]), StaffingSnapshot(day=date(2025, 7, 1), '
    'groups=[Group(name="công chức", count=38)])]))',
    silent="report(staffing=Staffing(snapshots=[ StaffingSnapshot(day=date(2025, 7, 1), "
    'groups=[Group(name="công chức", count=43)]), StaffingSnapshot(day=date(2025, 9, 1), '
    'groups=[Group(name="công chức", count=38)])]))',
    do="Sửa ngày hoặc số của một trong hai lần thống kê.",
)
def one_day(report: ReportHead) -> Iterator[Slip]:
    first: dict[tuple[date | None, frozenset[str]], int] = {}
    for path, snapshot in _snapshots(report):
        if snapshot.day is None or snapshot.total is None:
            continue
        before = first.setdefault(_counted_on(snapshot), snapshot.total)
        if before != snapshot.total:
            then, now = format_number(before), format_number(snapshot.total)
            yield Slip(
                message=f"Ngày {format_date(snapshot.day)} có hai số biên chế có mặt: "
                f"{then} và {now}.",
                path=f"{path}.total",
                actual=now,
                expected=then,
            )


@rule(
    "CCHC305",
    Severity.WARNING,
    title="Các lần thống kê biên chế xếp theo thứ tự ngày.",
    why="Lần thống kê cuối được coi là số có mặt, và mức tăng, giảm tính từ lần đầu đến lần cuối.",
    english="The last one counts as present staff, and the change runs from the first to the last.",
    fires="report(staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2025, 11, 11)), "
    "StaffingSnapshot(day=date(2025, 7, 1))]))",
    silent="report(staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2025, 7, 1)), "
    "StaffingSnapshot(day=date(2025, 11, 11))]))",
    do="Xếp lại, ngày sớm trước.",
)
def out_of_order(report: ReportHead) -> Iterator[Slip]:
    before: date | None = None
    for path, snapshot in _snapshots(report):
        if snapshot.day is None:
            continue
        if before is not None and snapshot.day < before:
            day, earlier = format_date(snapshot.day), format_date(before)
            yield Slip(
                message=f"Số liệu biên chế ngày {day} đứng sau ngày {earlier}: "
                "số có mặt và tăng, giảm bị tính ngược.",
                path=f"{path}.day",
                actual=day,
                expected=f"từ {earlier}",
            )
        before = snapshot.day


@rule(
    "CCHC306",
    Severity.ERROR,
    title="Khoảng thời gian nghỉ việc bắt đầu trước khi kết thúc.",
    why="Một khoảng thời gian không thể kết thúc trước khi bắt đầu.",
    english="A span of days cannot end before it starts.",
    fires="report(staffing=Staffing(departures=[Departures( since=date(2025, 9, 1), "
    "until=date(2025, 7, 1))]))",
    silent="report(staffing=Staffing(departures=[Departures( since=date(2025, 7, 1), "
    "until=date(2025, 9, 1))]))",
    do="Sửa một trong hai ngày.",
)
def backward(report: ReportHead) -> Iterator[Slip]:
    for path, left in objects(report):
        if not isinstance(left, Departures):
            continue
        if left.since is not None and left.until is not None and left.until < left.since:
            since, until = format_date(left.since), format_date(left.until)
            yield Slip(
                message=f"Nghỉ việc từ ngày {since} đến ngày {until}: ngày cuối trước ngày đầu.",
                path=f"{path}.until",
                actual=until,
                expected=f"từ {since}",
            )


@rule(
    "CCHC804",
    Severity.WARNING,
    title="Biên chế có mặt của cùng một ngày như báo cáo kỳ trước.",
    why="Hai báo cáo cùng đếm biên chế của một cơ quan vào một ngày.",
    english="Both reports count one agency's staff on one day.",
    fires="report( staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2024, 12, 15), "
    'groups=[Group(name="công chức", count=40)])]), previous=report(period=Period.year(2024), '
    "staffing=Staffing(snapshots=[ StaffingSnapshot(day=date(2024, 12, 15), "
    'groups=[Group(name="công chức", count=43)])])))',
    silent="report( staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2024, 12, 15), "
    'groups=[Group(name="công chức", count=43)])]), previous=report(period=Period.year(2024), '
    "staffing=Staffing(snapshots=[ StaffingSnapshot(day=date(2024, 12, 15), "
    'groups=[Group(name="công chức", count=43)])])))',
    do="Thống nhất số của ngày đó.",
)
def staff_then(report: ReportHead) -> Iterator[Slip]:
    if report.previous is None:
        return
    one, other = report.agency.short_name, report.previous.agency.short_name
    if fold_text(one) != fold_text(other):
        return
    before = {
        _counted_on(snapshot): snapshot.total
        for _, snapshot in _snapshots(report.previous)
        if snapshot.day is not None and snapshot.total is not None
    }
    for path, snapshot in _snapshots(report):
        then = before.get(_counted_on(snapshot))
        if snapshot.day is None or then is None or snapshot.total in (None, then):
            continue
        total, stated = format_number(snapshot.total or 0), format_number(then)
        yield Slip(
            message=f"Biên chế có mặt ngày {format_date(snapshot.day)}: báo cáo này ghi {total}, "
            f"báo cáo kỳ trước ghi {stated}.",
            path=f"{path}.total",
            actual=total,
            expected=stated,
        )


@rule(
    "CCHC117",
    Severity.NOTE,
    title="Biên chế không giảm nhiều hơn số người nghỉ việc đã báo cáo.",
    why="Phần giảm còn lại có thể do chuyển công tác, nhưng khi đó cần nêu rõ. Chỉ lưu ý, và "
    "chỉ xét khi báo cáo có số nghỉ việc.",
    english="Transfers explain the rest, but then they should be said: a note, and only where "
    "departures were reported.",
    fires='report(staffing=Staffing( snapshots=[StaffingSnapshot(groups=[Group(name="công '
    'chức", count=43)]), StaffingSnapshot(groups=[Group(name="công chức", count=30)])], '
    'departures=[Departures(by_regime=[Group(name="thôi việc", count=7)])]))',
    silent='report(staffing=Staffing( snapshots=[StaffingSnapshot(groups=[Group(name="công '
    'chức", count=43)]), StaffingSnapshot(groups=[Group(name="công chức", count=38)])], '
    'departures=[Departures(by_regime=[Group(name="thôi việc", count=7)])]))',
    do="Nêu số chuyển công tác, điều động.",
)
def decrease(report: ReportHead) -> Iterator[Slip]:
    for path, staffing in objects(report):
        if not isinstance(staffing, Staffing):
            continue
        change = staffing.net_change
        totals = [each.regime_total or each.origin_total for each in staffing.departures]
        left = [total for total in totals if total is not None]
        if change is None or change.difference is None or not left:
            continue
        if -change.difference > sum(left):
            yield Slip(
                message=f"Biên chế có mặt giảm {format_number(-change.difference)} người "
                f"nhưng chỉ báo cáo {format_number(sum(left))} người nghỉ việc.",
                path=f"{path}.net_change",
                hint="Nếu có người chuyển công tác, điều động, hãy nêu rõ.",
            )
