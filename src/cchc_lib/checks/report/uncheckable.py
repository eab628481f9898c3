"""Figures as the unit stated them that nothing in the report can confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.claimed import comparable, differing, judge, locate, printed
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.errors import FormatError
from cchc_lib.figures.figure import Figure, Located, full_label
from cchc_lib.report.claims import Claim
from cchc_lib.report.head import CHANGE, CUMULATIVE, ReportHead
from cchc_lib.vietnamese.text import capital

__all__ = ["contradictory", "unchecked"]

_NAME = re.compile(r"[a-z_]+")
_EXTRA = re.compile(r"\[.*?\]")  # parts that a figure can do without


@rule(
    "CCHC203",
    Severity.NOTE,
    title="Số liệu đã nêu phải kiểm tra được: có đủ số thành phần và đọc được.",
    why="Tỷ lệ không kèm số gốc thì không ai kiểm tra được, nên chưa thể tin.",
    english="A percentage without its base cannot be checked by anybody, and is not to be trusted.",
    fires="report(budget=Budget(disbursement=BudgetLine(actual_vnd=10**10)), "
    'claims={"budget.disbursement.completion": "82,1%"})',
    silent="report(budget=Budget(disbursement=BudgetLine(actual_vnd=821, planned_vnd=1000)), "
    'claims={"budget.disbursement.completion": "82,1%"})',
    do="Bổ sung số thành phần còn thiếu; ghi số theo mẫu 95,35% hoặc 1.268.",
)
def unchecked(report: ReportHead) -> Iterator[Slip]:
    located = locate(report)
    figures = printed(report)
    for claim in report.claims:
        if claim.figure in figures:
            continue
        found = located[claim.figure.removesuffix(CHANGE).removesuffix(CUMULATIVE)]
        lacking = [] if claim.figure.endswith((CHANGE, CUMULATIVE)) else _lacking(located, found)
        yield Slip(
            message=f"{capital(full_label(found))} ghi {claim.text}: "
            "chưa kiểm tra được vì thiếu số liệu.",
            path=claim.figure,
            actual=claim.text,
            hint=f"Bổ sung: {'; '.join(lacking)}." if lacking else None,
        )
    for _, claim, figure in differing(report):
        if not _is_read(claim, figure):
            yield Slip(
                message=f"{capital(full_label(figure))} ghi “{claim.text}”: "
                "không đọc được thành số để đối chiếu.",
                path=figure.id,
                actual=claim.text,
                hint="Ghi số theo mẫu 95,35% (có dấu %, dấu phẩy thập phân) hoặc 1.268.",
                expected=figure.text,
            )


def _lacking(located: Mapping[str, Located], found: Located) -> list[str]:
    """Return the terms of the figures that a result is computed from and that are not there."""
    parent = found.id.rpartition(".")[0]
    beside = [
        f"{parent}.{name}"
        for name in _NAME.findall(_EXTRA.sub("", found.declaration.formula or ""))
    ]
    return [located[id].label for id in beside if id in located and located[id].value is None]


def _is_read(claim: Claim, figure: Figure) -> bool:
    try:
        judge(claim, figure)
    except FormatError:
        return False
    return True


@rule(
    "CCHC204",
    Severity.WARNING,
    title="Một số liệu chỉ được nêu một cách trong báo cáo.",
    why="Khi đã tính được số liệu, từng số đã nêu được đối chiếu với nó (CCHC201, CCHC202); "
    "khi chưa tính được, hai giá trị khác nhau vẫn không thể cùng đúng.",
    english="Where the figure itself is known, each claim is judged by it (CCHC201, CCHC202); "
    "where it is not, two values for it still cannot both be right.",
    fires='report(plan=Plan(tasks=43), claims=[Claim("plan.completion", "95,4%"), '
    'Claim("plan.completion", "96%")])',
    silent='report(plan=Plan(tasks=43), claims=[Claim("plan.completion", "95,4%"), '
    'Claim("plan.completion", "95,4 %")])',
    do="Thống nhất một số và bổ sung số thành phần.",
)
def contradictory(report: ReportHead) -> Iterator[Slip]:
    figures = printed(report)
    located = locate(report)
    first: dict[str, str] = {}
    for claim in report.claims:
        before = first.setdefault(claim.figure, claim.text)
        if claim.figure in figures or comparable(before) == comparable(claim.text):
            continue
        label = full_label(located[claim.figure.removesuffix(CHANGE).removesuffix(CUMULATIVE)])
        yield Slip(
            message=f"{capital(label)} được nêu khác nhau: {before} và {claim.text}.",
            path=claim.figure,
            actual=claim.text,
            expected=before,
        )
