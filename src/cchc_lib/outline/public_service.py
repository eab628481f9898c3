"""Chapter II, contents 4 to 8: civil service, public finance, digital government, impact."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block, Content
from cchc_lib.outline.context import Context
from cchc_lib.subjects.budget import BudgetLine
from cchc_lib.vietnamese.dates import format_date

__all__ = ["budget", "civil_service", "digital", "enterprises", "revenue"]


def civil_service(context: Context) -> Iterable[Block]:
    """Recruitment, appointments, training, discipline; 0 is said as nothing arose."""
    facts = context.report.civil_service
    if facts is None:
        return
    at = "civil_service"
    yield from context.items(
        context.arose(f"{at}.recruited", "đã tuyển dụng {} người", "không tuyển dụng"),
        context.arose(f"{at}.appointed", "đã bổ nhiệm {} người", "không bổ nhiệm mới"),
        context.arose(f"{at}.reappointed", "đã bổ nhiệm lại {} người", "không bổ nhiệm lại"),
        context.arose(
            f"{at}.trained",
            "đã cử {} lượt người tham gia đào tạo, bồi dưỡng",
            "chưa cử người tham gia đào tạo, bồi dưỡng",
        ),
        context.arose(
            f"{at}.disciplined",
            "đã xử lý kỷ luật {} trường hợp",
            "không phát sinh trường hợp kỷ luật",
        ),
        context.sentence(
            context.say(
                "{civil_service.compliance} cán bộ, công chức chấp hành kỷ luật, kỷ cương hành "
                "chính"
            )
        ),
    )
    yield from context.narrative(facts.notes)


def budget(context: Context) -> Iterable[Block]:
    """Disbursement of public investment and the agency's own budget lines."""
    facts = context.report.budget
    if facts is None:
        return
    lines = [
        _line(context, line, f"budget.lines[{row}]", line.name or "khoản mục khác")
        for row, line in enumerate(facts.lines)
    ]
    reached = context.items(
        _line(context, facts.disbursement, "budget.disbursement", "giải ngân vốn đầu tư công"),
        *lines,
    )
    yield from context.detailed(reached, "annex.budget")
    yield from context.narrative(facts.notes)


def revenue(context: Context) -> Iterable[Block]:
    """Budget revenue against the amount assigned."""
    facts = context.report.budget
    if facts is None:
        return
    reached = _line(context, facts.revenue, "budget.revenue", "tổng thu ngân sách")
    if reached:
        yield from context.paragraph(reached, context.see("annex.budget"))


def _line(context: Context, line: BudgetLine | None, at: str, name: str) -> Content:
    if line is None:
        return ()
    by = "" if line.assigned_by is None else f" do {line.assigned_by} giao"
    until = "" if line.as_of is None else f" đến ngày {format_date(line.as_of)}"
    reached = context.say("{.actual_vnd}{change}", at=at, change=context.change(f"{at}.actual_vnd"))
    plan = context.say("kế hoạch {.planned_vnd}{by}", at=at, by=by)
    if reached and context.is_nothing(f"{at}.planned_vnd"):
        against: Content = context.say(" (không có kế hoạch giao)")
    elif reached and plan:
        against = context.say(", đạt {.completion} {plan}", at=at, plan=plan)
    else:
        against = plan
    said = (*reached, *against)
    stated = context.unchecked(f"{at}.completion")
    if not said and not stated:
        return ()
    head = context.say("{name}{until}: ", name=name, until=until)
    return context.sentence((*head, *context.join(said, stated, last="; ")))


def digital(context: Context) -> Iterable[Block]:
    """Equipment, digital signatures, electronic documents, quality management."""
    facts = context.report.digital
    if facts is None:
        return
    yield from context.items(
        context.sentence(
            context.say("đã đưa vào sử dụng {digital.online_meeting_rooms} phòng họp trực tuyến")
        ),
        context.sentence(
            context.say(
                "{digital.staff_equipped} cán bộ, công chức được trang bị máy tính và thiết bị làm "
                "việc trên môi trường mạng"
            )
        ),
        context.sentence(
            context.say(
                "{digital.digital_signatures} lãnh đạo và phòng, đơn vị chuyên môn được cấp chữ ký "
                "số"
            )
        ),
        context.sentence(
            context.say(
                "{digital.document_accounts} cán bộ, công chức có tài khoản trên hệ thống quản lý "
                "văn bản và điều hành"
            )
        ),
        context.sentence(
            context.say(
                "đã gửi {digital.electronic_documents}/{digital.documents_sent} văn bản dưới dạng "
                "điện tử có ký số, đạt {digital.electronic_ratio}"
            )
            or context.say("đã gửi {digital.electronic_documents} văn bản điện tử có ký số")
            or context.say("đã gửi {digital.documents_sent} văn bản")
        ),
        context.about(
            "Hệ thống quản lý chất lượng được xây dựng, áp dụng theo {documents}.",
            facts.quality_documents,
        ),
    )
    yield from context.narrative(facts.notes)


def enterprises(context: Context) -> Iterable[Block]:
    """Enterprises founded, moved in, dissolved; cooperatives and groups founded."""
    facts = context.report.enterprises
    if facts is None:
        return
    counted = [
        context.say(f"{{enterprises.{name}}} {words}")
        for name, words in (
            ("founded", "doanh nghiệp thành lập mới"),
            ("moved_in", "doanh nghiệp chuyển đến hoạt động"),
            ("dissolved", "doanh nghiệp giải thể"),
            ("cooperatives", "hợp tác xã thành lập mới"),
            ("cooperative_groups", "tổ hợp tác thành lập mới"),
        )
        if context.value(f"enterprises.{name}")
    ]
    if counted:
        yield from context.paragraph(
            context.say("Trong kỳ, trên địa bàn có {counted}.", counted=context.join(*counted))
        )
    elif context.is_nothing("enterprises.founded"):
        yield from context.paragraph(
            context.say("Trong kỳ không phát sinh doanh nghiệp thành lập mới.")
        )
    yield from context.narrative(facts.notes)
