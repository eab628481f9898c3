"""Direction of the reform: the plan, tasks assigned from above, inspections, publicity."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.figures.figure import figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.report.fields import add, count, narrative, one, ratio, several, words

__all__ = ["AssignedTasks", "Direction", "Group", "Inspections", "Outreach", "Plan"]


@attrs.frozen(kw_only=True)
class Group:
    """A named group and how many belong to it: 4 of "phòng, trung tâm"."""

    name: str = words(default=attrs.NOTHING)
    count: int = count("")


@attrs.frozen(kw_only=True)
class Direction:
    """Directing documents of the period, listed in a footnote."""

    documents: Sequence[Citation] = several(Citation)
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="văn bản", formula="len(documents)")
    def issued(self) -> int | None:
        """Directing documents issued; `None` when none is named."""
        return len(self.documents) or None


@attrs.frozen(kw_only=True)
class Plan:
    """The yearly plan of administrative reform: its targets, tasks and activities.

    >>> str(Plan(tasks=43, tasks_completed=41).completion)
    '95,35%'
    """

    decision: Citation | None = one(Citation)
    targets: int | None = count("mục tiêu, chỉ tiêu")
    tasks: int | None = count("nhiệm vụ")
    activities: int | None = count("hoạt động")
    tasks_completed: int | None = count("nhiệm vụ")
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="nhiệm vụ", formula="tasks - tasks_completed")
    def tasks_remaining(self) -> int | None:
        """Tasks not completed; negative when more are completed than planned (a finding)."""
        if self.tasks is None or self.tasks_completed is None:
            return None
        return self.tasks - self.tasks_completed

    @property
    @figure(unit="%", formula="tasks_completed / tasks")
    def completion(self) -> Ratio | None:
        """Completed tasks over tasks."""
        return ratio(self.tasks_completed, self.tasks)


@attrs.frozen(kw_only=True)
class AssignedTasks:
    """Tasks that the level above gave in the period; not part of the plan."""

    assigned_by: str | None = words()
    total: int | None = count("nhiệm vụ")
    on_time: int | None = count("nhiệm vụ")
    late: int | None = count("nhiệm vụ")
    pending_in_time: int | None = count("nhiệm vụ")
    overdue: int | None = count("nhiệm vụ")
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="nhiệm vụ", formula="on_time + late")
    def completed(self) -> int | None:
        """Tasks done, on time or late."""
        return add(self.on_time, self.late)

    @property
    @figure(unit="nhiệm vụ", formula="pending_in_time + overdue")
    def pending(self) -> int | None:
        """Tasks not done yet."""
        return add(self.pending_in_time, self.overdue)

    @property
    @figure(unit="%", formula="completed / total")
    def completion(self) -> Ratio | None:
        """Tasks done over tasks assigned."""
        return ratio(self.completed, self.total)

    @property
    @figure(unit="%", formula="on_time / total")
    def on_time_ratio(self) -> Ratio | None:
        """Tasks done on time over tasks assigned."""
        return ratio(self.on_time, self.total)


@attrs.frozen(kw_only=True)
class Inspections:
    """Inspections of units for administrative reform."""

    plan: Citation | None = one(Citation)
    team: Citation | None = one(Citation)
    units: Sequence[Group] = several(Group)
    problems_found: int | None = count("vấn đề")
    problems_handled: int | None = count("vấn đề")
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="cơ quan, đơn vị", formula="sum(units.count)")
    def inspected(self) -> int | None:
        """Units inspected, of all groups."""
        return add(*(group.count for group in self.units))

    @property
    @figure(unit="%", formula="problems_handled / problems_found")
    def handled_ratio(self) -> Ratio | None:
        """Problems handled over problems found."""
        return ratio(self.problems_handled, self.problems_found)


@attrs.frozen(kw_only=True)
class Outreach:
    """Publicity about the reform."""

    plan: Citation | None = one(Citation)
    articles: int | None = count("tin, bài")
    broadcasts: int | None = count("lượt phát thanh")
    meetings: int | None = count("cuộc")
    notes: Sequence[str] = narrative()
