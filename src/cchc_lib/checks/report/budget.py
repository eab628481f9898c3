"""Amounts reached against amounts planned: a comma lost shows as a factor of a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.report.period import PeriodKind
from cchc_lib.report.printing import figure_text
from cchc_lib.subjects.budget import BudgetLine

__all__ = ["budget_lines", "comma_lost", "over_plan"]

_TOO_HIGH, _TOO_LOW = Fraction(20), Fraction(1, 500)
"""Beyond these a factor of 1.000 is likelier than the rate itself: 168,98% becomes 0,17%."""


def budget_lines(report: Report) -> Iterator[tuple[str, str, BudgetLine]]:
    """Yield the path, the name in a sentence and the line of each budget line."""
    budget = report.budget
    if budget is None:
        return
    if budget.disbursement is not None:
        yield "budget.disbursement", "giải ngân vốn đầu tư công", budget.disbursement
    if budget.revenue is not None:
        yield "budget.revenue", "thu ngân sách", budget.revenue
    for row, line in enumerate(budget.lines):
        yield f"budget.lines[{row}]", line.name or f"khoản mục thứ {row + 1}", line


def _amounts(line: BudgetLine) -> str:
    actual = figure_text(line.actual_vnd or 0, "tỷ đồng")
    planned = figure_text(line.planned_vnd or 0, "tỷ đồng")
    return f"thực hiện {actual}, kế hoạch {planned} (đạt {line.completion})"


@rule("CCHC206", Severity.WARNING)
def comma_lost(report: Report) -> Iterator[Slip]:
    """Số thực hiện và số kế hoạch cùng cỡ, không lệch nhau hàng nghìn lần.

    A decimal comma lost ("3046 tỷ" for 3,046 tỷ) makes a factor of 1.000. A very low rate is only
    noted for a month or the first quarter, when little may have been reached yet.

    Fires: report(budget=Budget(revenue=BudgetLine(planned_vnd=3_046_000_000_000,
            actual_vnd=5_147_000_000)))
    Silent: report(budget=Budget(revenue=BudgetLine(planned_vnd=3_046_000_000,
            actual_vnd=5_147_000_000)))
    Do: Kiểm tra dấu phẩy thập phân và đơn vị tính của hai số.
    """
    early = report.period.kind is PeriodKind.MONTH or (
        report.period.kind is PeriodKind.QUARTER and report.period.index == 1
    )
    for path, name, line in budget_lines(report):
        rate = line.completion and line.completion.value
        if not rate or _TOO_LOW < rate < _TOO_HIGH:
            continue
        yield Slip(
            message=f"Hai số của {name} quá chênh lệch: {_amounts(line)}.",
            path=f"{path}.completion",
            actual=str(line.completion),
            hint="Có thể mất dấu phẩy thập phân hoặc nhầm đơn vị tính (lệch 1.000 lần).",
            severity=Severity.NOTE if early and rate < 1 else None,
        )


@rule("CCHC207", Severity.WARNING)
def over_plan(report: Report) -> Iterator[Slip]:
    """Giải ngân vốn đầu tư công không vượt kế hoạch vốn.

    Capital beyond the plan cannot be paid out; the plan stated may leave out what was carried over
    or added, so it is a warning. Revenue may well exceed its estimate.

    Fires: report(budget=Budget(disbursement=BudgetLine(planned_vnd=10**9, actual_vnd=2 * 10**9)))
    Silent: report(budget=Budget(revenue=BudgetLine(planned_vnd=10**9, actual_vnd=2 * 10**9)))
    Do: Kiểm tra kế hoạch vốn, kể cả vốn kéo dài và vốn bổ sung.
    """
    line = report.budget.disbursement if report.budget else None
    rate = None if line is None or line.completion is None else line.completion.value
    if line is not None and rate is not None and 1 < rate < _TOO_HIGH:
        yield Slip(
            message=f"Giải ngân vượt kế hoạch vốn: {_amounts(line)}.",
            path="budget.disbursement.completion",
            actual=str(line.completion),
            expected="không quá 100%",
            hint="Kiểm tra vốn kéo dài, vốn bổ sung đã có trong kế hoạch chưa.",
        )
