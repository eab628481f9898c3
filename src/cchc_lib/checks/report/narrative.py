"""Percentages typed by hand in the agency's own paragraphs, beside those the report computes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.checks.claim import QUALIFIERS, explain_percent
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.figures.figure import Located, full_label, walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.head import ReportHead, paragraphs
from cchc_lib.report.narrative import placeholders
from cchc_lib.vietnamese import parse_percent

__all__ = ["typed_percentages", "unknown_in_prose"]

_TYPED = re.compile(
    rf"(?:\b(?P<qualifier>{'|'.join(QUALIFIERS)})\s+)?"
    r"(?<![\w.,])(?P<percent>[0-9]{1,3},[0-9]{1,4}\s?%)",
    re.IGNORECASE,
)
_NEAR = Fraction(1, 2)
"""Percentage points within which a typed percentage probably means the figure beside it."""


@rule(
    "CCHC208",
    Severity.NOTE,
    title="Tỷ lệ gõ tay trong phần lời văn trùng với tỷ lệ tính được.",
    why="Mỗi số liệu chỉ có một giá trị. Tỷ lệ có phần thập phân không trùng tỷ lệ nào của báo "
    "cáo mà chỉ cách một tỷ lệ dưới nửa điểm phần trăm thì có lẽ là chính tỷ lệ đó, gõ theo "
    "trí nhớ; cũng có thể là tỷ lệ khác, nên chỉ lưu ý. Mã số liệu như {plan.completion} thì "
    "không thể lệch.",
    english="One figure has one value. A percentage with decimals that equals none of the "
    "report's rates and lies within half a point of one is probably that one, typed from "
    "memory; it may be another rate, so it is a note. A placeholder such as {plan.completion} "
    "cannot differ.",
    fires='report(plan=Plan(tasks=43, tasks_completed=41), next_tasks=["Duy trì trên 95,4%."])',
    silent='report(plan=Plan(tasks=43, tasks_completed=41), next_tasks=["Duy trì trên 95,3%."])',
    do="Thay số gõ tay bằng mã số liệu trong ngoặc nhọn.",
)
def typed_percentages(report: ReportHead) -> Iterator[Slip]:
    rates: list[tuple[Located, Ratio, Fraction]] | None = None
    for path, text in paragraphs(report):
        for typed in _TYPED.finditer(text):
            if rates is None:
                rates = [
                    (found, found.value, 100 * found.value.value)
                    for found in walk(report)
                    if isinstance(found.value, Ratio) and found.value.value is not None
                ]
            yield from _nearest(path, typed, rates)


def _nearest(
    path: str, typed: re.Match[str], rates: list[tuple[Located, Ratio, Fraction]]
) -> Iterator[Slip]:
    stated = parse_percent(typed["percent"])
    near = [
        (abs(exact - Fraction(stated)), found, rate)
        for found, rate, exact in rates
        if abs(exact - Fraction(stated)) <= _NEAR
    ]
    held = any(explain_percent(typed[0], rate) is None for _, _, rate in near)
    if near and not held:
        _, found, rate = min(near, key=lambda each: (each[0], each[1].id))
        yield Slip(
            message=f"Số gõ tay “{typed[0]}” gần với {full_label(found)} ({rate}) nhưng "
            "không khớp.",
            path=path,
            actual=typed[0],
            expected=str(rate),
            hint=f"Nếu cùng một số liệu, thay bằng {{{found.id}}}.",
        )


@rule(
    "CCHC209",
    Severity.ERROR,
    title="Số liệu nêu trong phần lời văn đã có trong báo cáo.",
    why="Đoạn văn nêu một số liệu mà báo cáo chưa đủ số để tính thì không in được; báo cáo "
    "chưa thể xuất thành văn bản cho tới khi có số, hoặc đoạn văn được viết lại.",
    english="A paragraph that names a figure for which a fact is missing cannot be printed; "
    "the report as a document is refused until the fact, or another paragraph, is there.",
    fires='report(plan=Plan(tasks=43), next_tasks=["Hoàn thành {plan.completion} nhiệm vụ."])',
    silent='report(plan=Plan(tasks=43, tasks_completed=41), next_tasks=["Hoàn thành '
    '{plan.completion} nhiệm vụ."])',
    do="Bổ sung số liệu thành phần, hoặc bỏ mã số liệu khỏi đoạn văn.",
)
def unknown_in_prose(report: ReportHead) -> Iterator[Slip]:
    named = [
        (path, id) for path, text in paragraphs(report) for id in placeholders(text, where=path)
    ]
    figures = report.figures() if named else {}
    for path, id in named:
        if id not in figures:
            yield Slip(
                message=f"Đoạn văn nêu số liệu {{{id}}} nhưng báo cáo chưa đủ số liệu để tính.",
                path=path,
                actual=f"{{{id}}}",
            )
