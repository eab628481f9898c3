"""This report against the one of the period compared with."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.figures.figure import full_label, walk
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import fold_text, format_date, format_number
from cchc_lib.vietnamese.text import capital

__all__ = ["another_agency", "less_than_in_period", "not_before"]


@rule(
    "CCHC802",
    Severity.WARNING,
    title="Báo cáo kỳ trước là của cùng một cơ quan.",
    why="So sánh với số liệu của cơ quan khác thì không có nghĩa; sau sáp nhập, xã cũ và xã "
    "mới là hai cơ quan.",
    english="Changes against another agency's figures mean nothing; after a merger the old and "
    "the new commune are two.",
    fires='report(previous=report(agency=Agency(name="Ủy ban nhân dân xã Đức Lĩnh"), '
    "period=Period.year(2024)))",
    silent="report(previous=report(period=Period.year(2024)))",
    do="Chọn đúng báo cáo, hoặc ghi rõ đơn vị trước khi sáp nhập.",
)
def another_agency(report: ReportHead) -> Iterator[Slip]:
    if report.previous is None:
        return
    now, then = report.agency.name, report.previous.agency.name
    one, other = report.agency.short_name, report.previous.agency.short_name
    if fold_text(one) != fold_text(other):
        yield Slip(
            message=f"Báo cáo kỳ trước là của {then}, không phải {now}.",
            path="previous.agency.name",
            actual=then,
            expected=now,
        )


@rule(
    "CCHC803",
    Severity.ERROR,
    title="Kỳ so sánh kết thúc trước kỳ báo cáo.",
    why="Không lập được báo cáo có kỳ so sánh bắt đầu sau kỳ báo cáo; nhưng thời gian chốt số "
    "liệu sửa bằng tay vẫn có thể kết thúc quá muộn, và khi đó cùng những ngày ấy được so với "
    "chính nó.",
    english="A model of the report refuses a period that begins no earlier; a window moved by "
    "hand may still end too late, and then the same days are compared with themselves.",
    fires="report(period=Period.year(2025), previous=report(period=Period.year(2024, "
    "end=date(2025, 12, 20))))",
    silent="report(period=Period.year(2025), previous=report(period=Period.year(2024)))",
    do="Chọn báo cáo của kỳ trước hoặc cùng kỳ năm trước.",
)
def not_before(report: ReportHead) -> Iterator[Slip]:
    previous = report.previous
    if previous is not None and previous.period.end >= report.period.end:
        then, now = format_date(previous.period.end), format_date(report.period.end)
        yield Slip(
            message=f"Kỳ so sánh ({previous.period}) kết thúc ngày {then}, "
            f"không trước kỳ báo cáo ({report.period}, đến ngày {now}).",
            path="previous.period",
            actual=str(previous.period),
        )


@rule(
    "CCHC806",
    Severity.ERROR,
    title="Số lũy kế từ đầu năm không nhỏ hơn số trong kỳ.",
    why="Đã tính trong kỳ thì cũng đã tính từ đầu năm. Chỉ so những số cộng dồn được qua các "
    "kỳ: số đang giải quyết, số có mặt có thể giảm.",
    english="What was counted in the period has been counted since the year began, too. Only "
    "facts that add up over periods are compared: what is pending, or in post, may fall.",
    fires="report(outreach=Outreach(articles=4), cumulative=report(outreach=Outreach(articles=3)))",
    silent="report(outreach=Outreach(articles=4), "
    "cumulative=report(outreach=Outreach(articles=7)))",
    do="Đối chiếu số lũy kế với các kỳ trước trong năm.",
)
def less_than_in_period(report: ReportHead) -> Iterator[Slip]:
    if report.cumulative is None:
        return
    since = {found.key: found.value for found in walk(report.cumulative, reported=True)}
    for found in walk(report, reported=True):
        declared, total = found.declaration, since.get(found.key)
        counted = declared.formula is None and declared.is_summed and declared.over_periods == "sum"
        if counted and found.key is not None and total is not None and total < found.value:
            now, whole = format_number(found.value), format_number(total)
            yield Slip(
                message=f"{capital(full_label(found))}: lũy kế {whole}, trong kỳ {now}.",
                path=f"cumulative.{found.id}",
                actual=whole,
                expected=f"từ {now} trở lên",
            )
