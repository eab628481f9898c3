"""What only rules of the library's own demand, and no declaration says: by class, as data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cchc_lib.subjects.budget import Budget, BudgetLine
from cchc_lib.subjects.institutions import Sanctions
from cchc_lib.subjects.plan import AssignedTasks
from cchc_lib.subjects.procedures.dossiers import Dossiers
from cchc_lib.subjects.procedures.facts import Feedback

__all__ = ["BALANCES", "FINISHED", "is_excused"]

BALANCES: dict[Any, tuple[str, str | None, str]] = {
    Dossiers: ("unaccounted", None, "CCHC101"),
    Feedback: ("received + [carried_over] - handled - [pending]", None, "CCHC110"),
    AssignedTasks: ("[on_time] + [late] + [pending_in_time] + [overdue]", "total", "CCHC107"),
}
"""Identities: left, right (0 without one), code."""


def is_excused(owner: Any, code: str, times: int) -> bool:
    """Whether more of a fact breaks a balance silently: what is pending may be the rest."""
    return code == BALANCES[Feedback][2] and owner.pending is None and times > 0


def _line(draw: DrawFn, facts: dict[str, Any]) -> None:
    """An amount reached is of the size of its plan, and not above it."""
    if facts["planned_vnd"] is not None and facts["actual_vnd"] is not None:
        facts["actual_vnd"] = facts["planned_vnd"] * draw(st.integers(5, 1000)) // 1000


def _budget(draw: DrawFn, facts: dict[str, Any]) -> None:
    """Revenue, and nothing else, may be above its plan."""
    revenue: BudgetLine | None = facts["revenue"]
    if revenue is not None and revenue.actual_vnd is not None:
        reached = revenue.actual_vnd * draw(st.integers(1, 3))
        facts["revenue"] = attrs.evolve(revenue, actual_vnd=reached)


def _fines(_draw: DrawFn, facts: dict[str, Any]) -> None:
    """Without a case there is no fine."""
    if facts["cases"] == 0:
        facts["fine_amount_vnd"] = 0


FINISHED: dict[Any, Callable[[DrawFn, dict[str, Any]], None]] = {
    BudgetLine: _line,
    Budget: _budget,
    Sanctions: _fines,
}
"""What is put right once the facts of an object are drawn."""
