"""Staff: two ways of counting the same people, the quota, what changed between two days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.wording import exceeds, repeated
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.subjects.plan import Group
from cchc_lib.vietnamese import format_number

__all__ = ["classifications", "decrease", "groups_twice", "quota"]


@rule("CCHC115", Severity.ERROR)
def classifications(report: Report) -> Iterator[Slip]:
    """Số người nghỉ việc tính theo chế độ bằng số tính theo khối, đơn vị.

    The same people are counted two ways, so the sums agree.

    Fires: report(staffing=Staffing(departures=[Departures(
            by_regime=[Group(name="thôi việc", count=7)],
            by_origin=[Group(name="khối Đảng", count=6)])]))
    Silent: report(staffing=Staffing(departures=[Departures(
            by_regime=[Group(name="thôi việc", count=7)],
            by_origin=[Group(name="khối Đảng", count=7)])]))
    Do: Đối chiếu danh sách người nghỉ việc.
    """
    for row, left in enumerate(report.staffing.departures if report.staffing else ()):
        regime, origin = left.regime_total, left.origin_total
        if regime is not None and origin is not None and regime != origin:
            by_regime, by_origin = format_number(regime), format_number(origin)
            yield Slip(
                message=f"Cùng một đợt nghỉ việc: tính theo chế độ {by_regime} người, "
                f"tính theo khối, đơn vị {by_origin} người.",
                path=f"staffing.departures[{row}].regime_total",
                actual=by_regime,
                expected=by_origin,
            )


@rule("CCHC116", Severity.NOTE)
def quota(report: Report) -> Iterator[Slip]:
    """Biên chế có mặt không vượt biên chế được giao.

    After the mergers of 2025 more may be present than the quota for some years: a note.

    Fires: report(staffing=Staffing(quota=2, snapshots=[StaffingSnapshot(
            groups=[Group(name="công chức", count=3)])]))
    Silent: report(staffing=Staffing(quota=3, snapshots=[StaffingSnapshot(
            groups=[Group(name="công chức", count=3)])]))
    Do: Nêu lý do vượt và lộ trình giảm.
    """
    hint = "Nêu lý do vượt và lộ trình giảm, nếu đúng như vậy."
    return exceeds(report.staffing, "present", whole="quota", path="staffing", hint=hint)


@rule("CCHC117", Severity.NOTE)
def decrease(report: Report) -> Iterator[Slip]:
    """Biên chế không giảm nhiều hơn số người nghỉ việc đã báo cáo.

    Transfers explain the rest, but then they should be said: a note, and only where departures
    were reported.

    Fires: report(staffing=Staffing(
            snapshots=[StaffingSnapshot(groups=[Group(name="công chức", count=43)]),
                       StaffingSnapshot(groups=[Group(name="công chức", count=30)])],
            departures=[Departures(by_regime=[Group(name="thôi việc", count=7)])]))
    Silent: report(staffing=Staffing(
            snapshots=[StaffingSnapshot(groups=[Group(name="công chức", count=43)]),
                       StaffingSnapshot(groups=[Group(name="công chức", count=38)])],
            departures=[Departures(by_regime=[Group(name="thôi việc", count=7)])]))
    Do: Nêu số chuyển công tác, điều động.
    """
    staffing = report.staffing
    change = staffing.net_change if staffing else None
    if staffing is None or change is None or change.difference is None:
        return
    totals = [each.regime_total or each.origin_total for each in staffing.departures]
    left = [total for total in totals if total is not None]
    fewer = -change.difference
    if left and fewer > sum(left):
        yield Slip(
            message=f"Biên chế có mặt giảm {format_number(fewer)} người "
            f"nhưng chỉ báo cáo {format_number(sum(left))} người nghỉ việc.",
            path="staffing.net_change",
            hint="Nếu có người chuyển công tác, điều động, hãy nêu rõ.",
        )


@rule("CCHC119", Severity.WARNING)
def groups_twice(report: Report) -> Iterator[Slip]:
    """Trong một danh sách, mỗi nhóm chỉ có một dòng.

    A group in two rows is either counted twice or named wrongly.

    Fires: report(inspections=Inspections(units=[Group(name="trường học", count=2),
            Group(name="Trường học", count=2)]))
    Silent: report(inspections=Inspections(units=[Group(name="trường học", count=2),
            Group(name="phòng, trung tâm", count=2)]))
    Do: Gộp hoặc đổi tên nhóm.
    """
    for path, groups in _lists(report):
        for row in repeated(group.name for group in groups):
            name = groups[row].name
            message = f"Nhóm “{name}” có nhiều hơn một dòng."
            yield Slip(message=message, path=f"{path}[{row}].name", actual=name)


def _lists(report: Report) -> Iterator[tuple[str, Sequence[Group]]]:
    if report.inspections is not None:
        yield "inspections.units", report.inspections.units
    if report.staffing is None:
        return
    for row, snapshot in enumerate(report.staffing.snapshots):
        yield f"staffing.snapshots[{row}].groups", snapshot.groups
    for row, left in enumerate(report.staffing.departures):
        yield f"staffing.departures[{row}].by_regime", left.by_regime
        yield f"staffing.departures[{row}].by_origin", left.by_origin
