"""Public finance: amounts planned and reached, in whole đồng."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from cchc_lib.figures.figure import figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.fields import day, money, narrative, one, ratio, several, words

__all__ = ["Budget", "BudgetLine"]


@attrs.frozen(kw_only=True)
class BudgetLine:
    """One line: what was planned, by whom, and what was reached by a day.

    >>> line = BudgetLine(planned_vnd=3_046_000_000, actual_vnd=5_147_000_000)
    >>> str(line.completion)
    '168,98%'
    """

    name: str | None = words()
    planned_vnd: int | None = money("tỷ đồng")
    actual_vnd: int | None = money("tỷ đồng")
    assigned_by: str | None = words()
    as_of: date | None = day()

    @property
    @figure(unit="%", formula="actual_vnd / planned_vnd")
    def completion(self) -> Ratio | None:
        """The amount reached over the amount planned."""
        return ratio(self.actual_vnd, self.planned_vnd)


@attrs.frozen(kw_only=True)
class Budget:
    """Budget revenue, disbursement of public investment, and other lines of the agency's own."""

    disbursement: BudgetLine | None = one(BudgetLine)
    revenue: BudgetLine | None = one(BudgetLine)
    lines: Sequence[BudgetLine] = several(BudgetLine)
    notes: Sequence[str] = narrative()
