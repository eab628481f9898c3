"""This report against the one of the period compared with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.staffing_days import counted_on
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.subjects.dossiers import Dossiers
from cchc_lib.vietnamese import fold_text, format_date, format_number

__all__ = ["another_agency", "carried_over", "not_before", "staff_then"]


def _same_agency(one: Report, other: Report) -> bool:
    return fold_text(one.agency.short_name) == fold_text(other.agency.short_name)


def _window(report: Report, dossiers: Dossiers) -> tuple[date, date]:
    return dossiers.start or report.period.start, dossiers.end or report.period.end


def _pairs(now: Dossiers, then: Dossiers) -> Iterator[tuple[str, Dossiers, Dossiers]]:
    """Yield the dossiers of both reports: the whole, and each sector that both have."""
    path = "procedures.dossiers"
    yield path, now, then
    before = {fold_text(sector.sector or ""): sector for sector in then.sectors}
    for row, sector in enumerate(now.sectors):
        same = before.get(fold_text(sector.sector or ""))
        if same is not None:
            yield f"{path}.sectors[{row}]", sector, same


@rule("CCHC801", Severity.WARNING)
def carried_over(report: Report) -> Iterator[Slip]:
    """Hồ sơ từ kỳ trước chuyển sang bằng hồ sơ đang giải quyết cuối kỳ trước.

    Column 6 of one period is column 11 of the one before (Thông tư 01/2020/TT-VPCP), if the windows
    adjoin; dossiers then waiting for a supplement may be among them. Not to name them is a note.

    Fires: report(procedures=Procedures(dossiers=Dossiers(online=90, carried_over=20)),
            previous=report(period=Period.year(2024), procedures=Procedures(
            dossiers=Dossiers(online=80, pending_unsplit=28))))
    Silent: report(procedures=Procedures(dossiers=Dossiers(online=90, carried_over=28)),
            previous=report(period=Period.year(2024), procedures=Procedures(
            dossiers=Dossiers(online=80, pending_unsplit=28))))
    Do: Đối chiếu số tồn cuối kỳ trước trên hệ thống một cửa.
    """
    previous = report.previous
    now = report.procedures.dossiers if report.procedures else None
    before = previous.procedures if previous else None
    then = before.dossiers if before else None
    if previous is None or now is None or then is None:
        return
    if _window(report, now)[0] - _window(previous, then)[1] != timedelta(days=1):
        return
    for path, here, there in _pairs(now, then):
        left = there.pending
        if left is None or here.carried_over in (left, left + (there.supplementing or 0)):
            continue
        if here.carried_over is None and not left:
            continue
        unnamed = here.carried_over is None
        stated = "chưa nêu" if here.carried_over is None else format_number(here.carried_over)
        sector = "" if here.sector is None else f"Lĩnh vực {here.sector}: "
        yield Slip(
            message=f"{sector or 'Hồ sơ: '}cuối kỳ trước đang giải quyết "
            f"{format_number(left)} hồ sơ; số từ kỳ trước chuyển sang của kỳ này: {stated}.",
            path=f"{path}.carried_over",
            actual=None if unnamed else stated,
            expected=format_number(left),
            severity=Severity.NOTE if unnamed else None,
        )


@rule("CCHC802", Severity.WARNING)
def another_agency(report: Report) -> Iterator[Slip]:
    """Báo cáo kỳ trước là của cùng một cơ quan.

    Changes against another agency's figures mean nothing; after a merger the old and the new
    commune are two.

    Fires: report(previous=report(agency=Agency(name="Ủy ban nhân dân xã Đức Lĩnh"),
            period=Period.year(2024)))
    Silent: report(previous=report(period=Period.year(2024)))
    Do: Chọn đúng báo cáo, hoặc ghi rõ đơn vị trước khi sáp nhập.
    """
    if report.previous is None:
        return
    now, then = report.agency.name, report.previous.agency.name
    if not _same_agency(report, report.previous):
        yield Slip(
            message=f"Báo cáo kỳ trước là của {then}, không phải {now}.",
            path="previous.agency.name",
            actual=then,
            expected=now,
        )


@rule("CCHC803", Severity.ERROR)
def not_before(report: Report) -> Iterator[Slip]:
    """Kỳ so sánh kết thúc trước kỳ báo cáo.

    A model of the report refuses a period that begins no earlier; a window moved by hand may still
    end too late, and then the same days are compared with themselves.

    Fires: report(period=Period.year(2025),
            previous=report(period=Period.year(2024, end=date(2025, 12, 20))))
    Silent: report(period=Period.year(2025), previous=report(period=Period.year(2024)))
    Do: Chọn báo cáo của kỳ trước hoặc cùng kỳ năm trước.
    """
    previous = report.previous
    if previous is not None and previous.period.end >= report.period.end:
        then, now = format_date(previous.period.end), format_date(report.period.end)
        yield Slip(
            message=f"Kỳ so sánh ({previous.period}) kết thúc ngày {then}, "
            f"không trước kỳ báo cáo ({report.period}, đến ngày {now}).",
            path="previous.period",
            actual=str(previous.period),
        )


@rule("CCHC804", Severity.WARNING)
def staff_then(report: Report) -> Iterator[Slip]:
    """Biên chế có mặt của cùng một ngày như báo cáo kỳ trước.

    Both reports count one agency's staff on one day.

    Fires: report(
            staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2024, 12, 15),
                groups=[Group(name="công chức", count=40)])]),
            previous=report(period=Period.year(2024), staffing=Staffing(snapshots=[
                StaffingSnapshot(day=date(2024, 12, 15),
                groups=[Group(name="công chức", count=43)])])))
    Silent: report(
            staffing=Staffing(snapshots=[StaffingSnapshot(day=date(2024, 12, 15),
                groups=[Group(name="công chức", count=43)])]),
            previous=report(period=Period.year(2024), staffing=Staffing(snapshots=[
                StaffingSnapshot(day=date(2024, 12, 15),
                groups=[Group(name="công chức", count=43)])])))
    Do: Thống nhất số của ngày đó.
    """
    if report.previous is None or report.staffing is None or report.previous.staffing is None:
        return
    if not _same_agency(report, report.previous):
        return
    before = {
        counted_on(snapshot): snapshot.total
        for snapshot in report.previous.staffing.snapshots
        if snapshot.day is not None and snapshot.total is not None
    }
    for row, snapshot in enumerate(report.staffing.snapshots):
        then = before.get(counted_on(snapshot))
        if snapshot.day is None or then is None or snapshot.total in (None, then):
            continue
        total, stated = format_number(snapshot.total or 0), format_number(then)
        yield Slip(
            message=f"Biên chế có mặt ngày {format_date(snapshot.day)}: báo cáo này ghi {total}, "
            f"báo cáo kỳ trước ghi {stated}.",
            path=f"staffing.snapshots[{row}].total",
            actual=total,
            expected=stated,
        )
