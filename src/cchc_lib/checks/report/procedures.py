"""Procedures, feedback and the survey: parts against their totals."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.wording import exceeds
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.vietnamese import format_number

__all__ = ["feedback", "online_services", "satisfaction"]


@rule("CCHC105", Severity.ERROR)
def online_services(report: Report) -> Iterator[Slip]:
    """Dịch vụ công trực tuyến không nhiều hơn tổng số thủ tục hành chính.

    A procedure is offered online in full, in part or not at all, and is counted once.

    Fires: report(procedures=Procedures(total=300, full_online=75, partial_online=293))
    Silent: report(procedures=Procedures(total=559, full_online=75, partial_online=293))
    Do: Đếm theo thủ tục; một thủ tục chỉ thuộc một mức độ.
    """
    levels = ("online_services", "full_online", "partial_online")
    return exceeds(report.procedures, *levels, whole="total", path="procedures")


@rule("CCHC110", Severity.WARNING)
def feedback(report: Report) -> Iterator[Slip]:
    """Phản ánh, kiến nghị đã xử lý và đang xử lý cộng lại bằng số tiếp nhận.

    What was received is handled or pending; some handled may have come before the period, and one
    of the three may count another kind, so it is a warning.

    Fires: report(procedures=Procedures(feedback=Feedback(received=5, handled=5, pending=1)))
    Silent: report(procedures=Procedures(feedback=Feedback(received=6, handled=5, pending=1)))
    Do: Nêu riêng số từ kỳ trước chuyển sang; bổ sung số đang xử lý.
    """
    counted = report.procedures.feedback if report.procedures else None
    if counted is None or counted.received is None or counted.handled is None:
        return
    dealt = counted.handled + (counted.pending or 0)
    if dealt == counted.received or (counted.pending is None and dealt < counted.received):
        return
    sum_, received = format_number(dealt), format_number(counted.received)
    yield Slip(
        message=f"Phản ánh, kiến nghị đã xử lý và đang xử lý cộng lại {sum_}, "
        f"nhưng tiếp nhận {received}.",
        path="procedures.feedback.received",
        actual=received,
        expected=sum_,
        hint="Nếu gồm số từ kỳ trước chuyển sang, hãy nêu riêng.",
    )


@rule("CCHC111", Severity.ERROR)
def satisfaction(report: Report) -> Iterator[Slip]:
    """Phiếu hài lòng và rất hài lòng không nhiều hơn số phiếu trả lời.

    One answer is counted at one level only.

    Fires: report(procedures=Procedures(satisfaction=Satisfaction(answers=90, satisfied=91)))
    Silent: report(procedures=Procedures(satisfaction=Satisfaction(answers=90, satisfied=85)))
    Do: Đếm lại phiếu theo từng mức độ.
    """
    survey = report.procedures.satisfaction if report.procedures else None
    levels = ("positive", "very_satisfied", "satisfied")
    return exceeds(survey, *levels, whole="answers", path="procedures.satisfaction")
