"""The periodic report on administrative reform: five chapters, six contents, annexes.

Chapter II has the six contents of Nghị quyết 76/NQ-CP of 15/7/2021; parts 7 and 8 mirror the
impact area of the PAR INDEX and print only where the agency has facts for them. One outline serves
the annual, six-month and quarterly report: the period names itself and the one that follows.
"""

from __future__ import annotations

import attrs

from cchc_lib import define
from cchc_lib.outline import tables
from cchc_lib.outline.family import family
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.report.head import ReportHead
from cchc_lib.subjects.budget import BUDGET, BUDGET_TABLE, REVENUE, Budget
from cchc_lib.subjects.civil_service import CIVIL_SERVICE, CivilService
from cchc_lib.subjects.digital import DIGITAL, Digital
from cchc_lib.subjects.direction import (
    DIRECTING,
    INSPECTING,
    PUBLICITY,
    Direction,
    Inspections,
    Outreach,
)
from cchc_lib.subjects.enterprises import ENTERPRISES, Enterprises
from cchc_lib.subjects.indices import INDICES, Indices
from cchc_lib.subjects.institutions import INSTITUTIONS, Institutions
from cchc_lib.subjects.judgement import JUDGEMENT, NEXT_TASKS, RECOMMENDATIONS
from cchc_lib.subjects.plan import ASSIGNED, PLAN_TABLE, PLANNED, SCHEDULE, AssignedTasks, Plan
from cchc_lib.subjects.procedures.facts import Procedures
from cchc_lib.subjects.procedures.said import PROCEDURES
from cchc_lib.subjects.procedures.tables import DOSSIERS_TABLE
from cchc_lib.subjects.staffing.facts import APPARATUS, STAFF_TABLE, Staffing

__all__ = ["STANDARD", "Report"]

STANDARD = Outline(
    (
        Part(
            "i",
            "Công tác chỉ đạo, điều hành cải cách hành chính",
            parts=(
                DIRECTING,
                PLANNED,
                INSPECTING,
                PUBLICITY,
                ASSIGNED,
                INDICES,
            ),
        ),
        Part(
            "ii",
            "Kết quả thực hiện cải cách hành chính",
            parts=(
                INSTITUTIONS,
                PROCEDURES,
                APPARATUS,
                CIVIL_SERVICE,
                BUDGET,
                DIGITAL,
                ENTERPRISES,
                REVENUE,
            ),
        ),
        JUDGEMENT,
        NEXT_TASKS,
        RECOMMENDATIONS,
    ),
    annexes=(
        Part(
            "annex.figures",
            "Số liệu tổng hợp",
            parts=(PLAN_TABLE, STAFF_TABLE, BUDGET_TABLE),
        ),
        DOSSIERS_TABLE,
        SCHEDULE,
        Part("annex.changes", "So sánh số liệu", write=tables.changes),
        Part("annex.cumulative", "Số liệu lũy kế từ đầu năm", write=tables.cumulative),
        Part("annex.evidence", "Danh mục minh chứng", write=tables.evidence),
    ),
)


@family(
    title="Công tác cải cách hành chính {period}, phương hướng, nhiệm vụ {next_period}",
    outline=STANDARD,
)
@attrs.frozen(kw_only=True)
class Report(ReportHead):
    """A periodic report on administrative reform (báo cáo cải cách hành chính).

    >>> from cchc_lib import Agency, Period, Plan
    >>> report = Report(agency=Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    ...                 period=Period.year(2025), plan=Plan(tasks=43, tasks_completed=41))
    >>> report.figures()["plan.completion"].text
    '95,35%'
    """

    direction: Direction | None = define.one(Direction)
    plan: Plan | None = define.one(Plan, "kế hoạch")
    inspections: Inspections | None = define.one(Inspections)
    outreach: Outreach | None = define.one(Outreach)
    assigned_tasks: AssignedTasks | None = define.one(AssignedTasks)
    indices: Indices | None = define.one(Indices)
    institutions: Institutions | None = define.one(Institutions)
    procedures: Procedures | None = define.one(Procedures)
    staffing: Staffing | None = define.one(Staffing)
    civil_service: CivilService | None = define.one(CivilService)
    budget: Budget | None = define.one(Budget)
    digital: Digital | None = define.one(Digital)
    enterprises: Enterprises | None = define.one(Enterprises)
