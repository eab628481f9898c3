"""The plan, the tasks assigned from above and the inspections: parts against their totals."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.wording import exceeds, term
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.report.fields import add
from cchc_lib.vietnamese import format_number

__all__ = ["assigned_tasks", "plan_tasks", "problems_handled"]


@rule("CCHC106", Severity.ERROR)
def plan_tasks(report: Report) -> Iterator[Slip]:
    """Không hoàn thành nhiều nhiệm vụ hơn số nhiệm vụ của kế hoạch.

    Both count tasks of one plan, so more cannot be done than it holds.

    Fires: report(plan=Plan(tasks=43, tasks_completed=45))
    Silent: report(plan=Plan(tasks=43, tasks_completed=43))
    Do: Đối chiếu hai số với kế hoạch; nhiệm vụ ngoài kế hoạch thì nêu riêng.
    """
    return exceeds(report.plan, "tasks_completed", whole="tasks", path="plan")


_STATES = ("on_time", "late", "pending_in_time", "overdue")


@rule("CCHC107", Severity.ERROR)
def assigned_tasks(report: Report) -> Iterator[Slip]:
    """Các tình trạng của nhiệm vụ được giao cộng lại bằng tổng số được giao.

     A task is done on time, done late, pending in time or overdue, and in one state only
    . More in states than assigned contradicts itself; fewer, with all four
     states given, leaves tasks out; with a state not given, it is only noted.

     Fires: report(assigned_tasks=AssignedTasks(total=36, on_time=36, late=2))
     Silent: report(assigned_tasks=AssignedTasks(total=36, on_time=34, late=2))
     Do: Rà soát danh sách nhiệm vụ; nêu đủ đúng hạn, quá hạn, đang thực hiện.
    """
    tasks = report.assigned_tasks
    if tasks is None or tasks.total is None:
        return
    counted = add(extra=[getattr(tasks, state) for state in _STATES])
    if counted is None or counted == tasks.total:
        return
    unnamed = [state for state in _STATES if getattr(tasks, state) is None]
    total, sum_ = format_number(tasks.total), format_number(counted)
    if counted > tasks.total:
        message = f"Các tình trạng cộng lại {sum_}, nhiều hơn tổng số {total} nhiệm vụ được giao."
        severity, hint = Severity.ERROR, None
    else:
        missing = format_number(tasks.total - counted)
        message = f"Chưa nêu tình trạng của {missing} trong {total} nhiệm vụ được giao."
        severity = Severity.NOTE if unnamed else Severity.WARNING
        terms = "; ".join(term(tasks, state) for state in unnamed)
        hint = f"Có thể thuộc: {terms}." if terms else None
    yield Slip(
        message=message,
        path="assigned_tasks.total",
        actual=total,
        expected=sum_,
        hint=hint,
        severity=severity,
    )


@rule("CCHC108", Severity.WARNING)
def problems_handled(report: Report) -> Iterator[Slip]:
    """Không xử lý nhiều vấn đề hơn số phát hiện qua kiểm tra.

    Both count problems of this period's inspections; those left from
    before may have been handled too, so it is a warning.

    Fires: report(inspections=Inspections(problems_found=5, problems_handled=6))
    Silent: report(inspections=Inspections(problems_found=5, problems_handled=5))
    Do: Nêu riêng số vấn đề tồn từ kỳ trước đã xử lý.
    """
    return exceeds(
        report.inspections,
        "problems_handled",
        whole="problems_found",
        path="inspections",
        hint="Nếu gồm vấn đề tồn từ kỳ trước, hãy nêu riêng.",
    )
