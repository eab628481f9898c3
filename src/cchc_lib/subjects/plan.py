"""The plan of the reform: its tasks and activities, and tasks assigned from above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from cchc_lib import define
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import term
from cchc_lib.document.nodes import Align, Block, Column, Row, Table
from cchc_lib.figures.figure import objects
from cchc_lib.outline.context import Context
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.outline.tables import ORDER, subjects_table
from cchc_lib.report.citation import Citation
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import format_number

__all__ = [
    *("ASSIGNED", "PLANNED", "PLAN_TABLE", "SCHEDULE"),
    *("AssignedTasks", "Plan", "PlannedActivity", "assigned_states"),
]


@attrs.frozen(kw_only=True)
class PlannedActivity:
    """One activity of the plan: what, with which product, by whom, until when, how far it is."""

    task: str = define.words("nhiệm vụ, hoạt động", default=attrs.NOTHING)
    product: str | None = define.words("sản phẩm")
    lead: str | None = define.words("cơ quan, đơn vị chủ trì")
    due: str | None = define.words("thời hạn hoàn thành")
    result: str | None = define.words("kết quả thực hiện")


@define.subject("kế hoạch cải cách hành chính")
@attrs.frozen(kw_only=True)
class Plan:
    """The yearly plan of administrative reform: its targets, tasks and activities.

    >>> str(Plan(tasks=43, tasks_completed=41).completion)
    '95,35%'
    """

    decision: Citation | None = define.one(Citation, "quyết định ban hành kế hoạch")
    targets: int | None = define.count(
        "mục tiêu, chỉ tiêu", "mục tiêu, chỉ tiêu của kế hoạch", over_periods="last"
    )
    tasks: int | None = define.count("nhiệm vụ", "nhiệm vụ của kế hoạch", over_periods="last")
    activities: int | None = define.count(
        "hoạt động", "hoạt động của kế hoạch", over_periods="last"
    )
    tasks_completed: int | None = define.count(
        "nhiệm vụ",
        "nhiệm vụ của kế hoạch đã hoàn thành",
        part_of=define.tie(
            "tasks",
            code="CCHC106",
            title="Không hoàn thành nhiều nhiệm vụ hơn số nhiệm vụ của kế hoạch.",
            severity="error",
            fires="report(plan=Plan(tasks=43, tasks_completed=45))",
            silent="report(plan=Plan(tasks=43, tasks_completed=43))",
            why="Hai số cùng đếm nhiệm vụ của một kế hoạch, nên không thể hoàn thành nhiều hơn "
            "số nhiệm vụ có trong kế hoạch.",
            english="Both count tasks of one plan, so more cannot be done than it holds.",
            do="Đối chiếu hai số với kế hoạch; nhiệm vụ ngoài kế hoạch thì nêu riêng.",
        ),
        over_periods="last",
    )
    tasks_on_time: int | None = define.count(
        "nhiệm vụ",
        "nhiệm vụ của kế hoạch hoàn thành đúng hạn",
        part_of="tasks_completed",
        over_periods="last",
    )
    tasks_overdue: int | None = define.count(
        "nhiệm vụ", "nhiệm vụ của kế hoạch quá hạn", part_of="tasks", over_periods="last"
    )
    tasks_in_progress: int | None = define.count(
        "nhiệm vụ", "nhiệm vụ của kế hoạch đang thực hiện", part_of="tasks", over_periods="last"
    )
    tasks_not_due: int | None = define.count(
        "nhiệm vụ", "nhiệm vụ của kế hoạch chưa đến hạn", part_of="tasks", over_periods="last"
    )
    targets_met: int | None = define.count(
        "mục tiêu, chỉ tiêu",
        "mục tiêu, chỉ tiêu của kế hoạch đã đạt",
        part_of="targets",
        over_periods="last",
    )
    activities_completed: int | None = define.count(
        "hoạt động",
        "hoạt động của kế hoạch đã hoàn thành",
        part_of="activities",
        over_periods="last",
    )
    schedule: Sequence[PlannedActivity] = define.several(
        PlannedActivity, "danh mục hoạt động của kế hoạch"
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    tasks_remaining = define.total("tasks - tasks_completed", "nhiệm vụ chưa hoàn thành")
    completion = define.ratio("tasks_completed / tasks", "tỷ lệ hoàn thành nhiệm vụ của kế hoạch")
    on_time_ratio = define.ratio(
        "tasks_on_time / tasks", "tỷ lệ nhiệm vụ của kế hoạch hoàn thành đúng hạn"
    )
    overdue_ratio = define.ratio("tasks_overdue / tasks", "tỷ lệ nhiệm vụ của kế hoạch quá hạn")
    target_ratio = define.ratio(
        "targets_met / targets", "tỷ lệ mục tiêu, chỉ tiêu của kế hoạch đã đạt"
    )
    activity_ratio = define.ratio(
        "activities_completed / activities", "tỷ lệ hoàn thành hoạt động của kế hoạch"
    )


PLANNED = Part(
    "i.2",
    "Thực hiện kế hoạch cải cách hành chính",
    about="plan",
    annex="annex.plan",
    lines=[
        "Kế hoạch cải cách hành chính năm {year}[ ({plan.decision})] đề ra <{plan.targets?} mục "
        "tiêu, chỉ tiêu|{plan.tasks?} nhiệm vụ|{plan.activities?} hoạt động>.",
        Sentence(
            "<;tính đến ngày {end}, đã hoàn thành {plan.tasks_completed}/{plan.tasks} nhiệm vụ, "
            "đạt {plan.completion}|còn {plan.tasks_remaining+} nhiệm vụ "
            "<?chưa hoàn thành{plan.tasks_in_progress:}|đang tiếp tục thực hiện>>.",
            "Tính đến ngày {end}, đã hoàn thành {plan.tasks_completed} nhiệm vụ.",
            none="Trong kỳ không phát sinh nhiệm vụ của kế hoạch.",
            of=("plan.tasks", "plan.tasks_completed"),
        ),
        "<;<?hoàn thành đúng hạn {plan.tasks_on_time}/{plan.tasks} nhiệm vụ, đạt "
        "{plan.on_time_ratio}|hoàn thành đúng hạn {plan.tasks_on_time} nhiệm vụ>"
        "|<?không có nhiệm vụ quá hạn{plan.tasks_overdue=0}"
        "|quá hạn {plan.tasks_overdue}/{plan.tasks} nhiệm vụ, chiếm {plan.overdue_ratio}"
        "|quá hạn {plan.tasks_overdue} nhiệm vụ>"
        "|đang thực hiện {plan.tasks_in_progress?} nhiệm vụ"
        "|chưa đến hạn {plan.tasks_not_due?} nhiệm vụ>.",
        "Đã <;<?đạt {plan.targets_met}/{plan.targets} mục tiêu, chỉ tiêu (tỷ lệ "
        "{plan.target_ratio})|đạt {plan.targets_met} mục tiêu, chỉ tiêu>"
        "|<?hoàn thành {plan.activities_completed}/{plan.activities} hoạt động, đạt "
        "{plan.activity_ratio}|hoàn thành {plan.activities_completed} hoạt động>>.",
    ],
)


@define.subject("nhiệm vụ được giao", rules=__name__)
@attrs.frozen(kw_only=True)
class AssignedTasks:
    """Tasks that the level above gave in the period; not part of the plan."""

    assigned_by: str | None = define.words("cơ quan giao")
    total: int | None = define.count("nhiệm vụ", "tổng số nhiệm vụ được giao")
    on_time: int | None = define.count("nhiệm vụ", "nhiệm vụ được giao hoàn thành đúng hạn")
    late: int | None = define.count("nhiệm vụ", "nhiệm vụ được giao hoàn thành quá hạn")
    pending_in_time: int | None = define.count(
        "nhiệm vụ", "nhiệm vụ được giao đang thực hiện, trong hạn", over_periods="last"
    )
    overdue: int | None = define.count(
        "nhiệm vụ", "nhiệm vụ được giao quá hạn chưa hoàn thành", over_periods="last"
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    completed = define.total("on_time + late", "nhiệm vụ được giao đã hoàn thành")
    pending = define.total(
        "pending_in_time + overdue", "nhiệm vụ được giao đang thực hiện", over_periods="last"
    )
    completion = define.ratio("completed / total", "tỷ lệ hoàn thành nhiệm vụ được giao")
    on_time_ratio = define.ratio("on_time / total", "tỷ lệ nhiệm vụ được giao hoàn thành đúng hạn")


_NONE = tuple(
    f"assigned_tasks.{name}" for name in ("total", "on_time", "late", "pending_in_time", "overdue")
)

ASSIGNED = Part(
    "i.5",
    "Thực hiện nhiệm vụ được giao",
    about="assigned_tasks",
    lines=[
        Sentence(
            "Từ ngày {start} đến ngày {end}, {agency} được "
            "<?{assigned_tasks.assigned_by}|cấp trên> giao {assigned_tasks.total} nhiệm vụ.",
            none="Trong kỳ không phát sinh nhiệm vụ được cấp trên giao.",
            of=_NONE,
        ),
        Sentence(
            "<;<?đã hoàn thành đúng hạn {assigned_tasks.on_time}/{assigned_tasks.total} nhiệm vụ, "
            "đạt {assigned_tasks.on_time_ratio}|đã hoàn thành đúng hạn {assigned_tasks.on_time} "
            "nhiệm vụ>"
            "|hoàn thành quá hạn {assigned_tasks.late?} nhiệm vụ"
            "|đang thực hiện trong hạn {assigned_tasks.pending_in_time?} nhiệm vụ"
            "|quá hạn chưa hoàn thành {assigned_tasks.overdue?} nhiệm vụ>.",
            none="",
            of=_NONE,
        ),
    ],
)


def _plan_rows(context: Context) -> Iterable[Block]:
    """The plan in figures, and tasks assigned from above."""
    report = context.report
    if getattr(report, "plan", None) is None:
        return ()
    return subjects_table(
        context,
        "table.plan",
        "Kết quả thực hiện kế hoạch và nhiệm vụ được giao",
        [
            *(f"plan.{name}" for name in _PLAN_ROWS),
            *(f"assigned_tasks.{name}" for name in _ASSIGNED_ROWS),
        ],
    )


_PLAN_ROWS = (
    *("targets", "targets_met", "target_ratio", "tasks", "activities", "activities_completed"),
    *("activity_ratio", "tasks_completed", "completion", "tasks_on_time", "on_time_ratio"),
    *("tasks_overdue", "overdue_ratio", "tasks_in_progress", "tasks_not_due"),
)
_ASSIGNED_ROWS = ("total", "on_time", "late", "pending", "on_time_ratio")

PLAN_TABLE = Part("annex.plan", "Kết quả thực hiện kế hoạch", write=_plan_rows)


def _schedule(context: Context) -> Iterable[Block]:
    """The activities of the plan: product, who leads, due day, result."""
    rows = [
        Row((str(order), each.task, *_cells(each)))
        for order, each in enumerate(context.fact("plan.schedule") or (), 1)
    ]
    if rows:
        yield Table(
            id="table.schedule",
            title="Kết quả thực hiện các hoạt động của kế hoạch",
            description="Mỗi dòng là một hoạt động với sản phẩm, chủ trì, thời hạn và kết quả.",
            columns=(
                ORDER,
                Column("Nhiệm vụ, hoạt động", width=7),
                Column("Sản phẩm", width=5),
                Column("Chủ trì", width=4),
                Column("Thời hạn", align=Align.CENTER, width=4),
                Column("Kết quả", width=5),
            ),
            rows=rows,
        )


def _cells(activity: PlannedActivity) -> tuple[str, ...]:
    found = activity.product, activity.lead, activity.due, activity.result
    return tuple(words or "…" for words in found)


SCHEDULE = Part("annex.schedule", "Danh mục hoạt động của kế hoạch", write=_schedule)


@rule(
    "CCHC107",
    Severity.ERROR,
    title="Các tình trạng của nhiệm vụ được giao cộng lại bằng tổng số được giao.",
    why="Mỗi nhiệm vụ chỉ ở một tình trạng: hoàn thành đúng hạn, hoàn thành quá hạn, đang thực "
    "hiện trong hạn hoặc quá hạn. Cộng lại nhiều hơn số được giao là mâu thuẫn; ít hơn mà đã "
    "nêu đủ bốn tình trạng là còn sót nhiệm vụ; chưa nêu đủ tình trạng thì chỉ lưu ý.",
    english="A task is done on time, done late, pending in time or overdue, and in one state "
    "only. More in states than assigned contradicts itself; fewer, with all four states given, "
    "leaves tasks out; with a state not given, it is only noted.",
    fires="report(assigned_tasks=AssignedTasks(total=36, on_time=36, late=2))",
    silent="report(assigned_tasks=AssignedTasks(total=36, on_time=34, late=2))",
    do="Rà soát danh sách nhiệm vụ; nêu đủ đúng hạn, quá hạn, đang thực hiện.",
)
def assigned_states(report: ReportHead) -> Iterator[Slip]:
    for path, tasks in objects(report):
        if not isinstance(tasks, AssignedTasks) or tasks.total is None:
            continue
        states = {name: getattr(tasks, name) for name in _STATES}
        known = [number for number in states.values() if number is not None]
        counted = sum(known)
        if not known or counted == tasks.total:
            continue
        total, sum_ = format_number(tasks.total), format_number(counted)
        severity, hint = Severity.ERROR, None
        if counted > tasks.total:
            message = (
                f"Các tình trạng cộng lại {sum_}, nhiều hơn tổng số {total} nhiệm vụ được giao."
            )
        else:
            missing = format_number(tasks.total - counted)
            message = f"Chưa nêu tình trạng của {missing} trong {total} nhiệm vụ được giao."
            unnamed = [term(tasks, name) for name, number in states.items() if number is None]
            severity = Severity.NOTE if unnamed else Severity.WARNING
            hint = f"Có thể thuộc: {'; '.join(unnamed)}." if unnamed else None
        yield Slip(
            message=message,
            path=f"{path}.total",
            actual=total,
            expected=sum_,
            hint=hint,
            severity=severity,
        )


_STATES = ("on_time", "late", "pending_in_time", "overdue")
