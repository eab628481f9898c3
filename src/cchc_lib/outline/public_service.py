"""Chapter II, contents 4 to 8: civil service, public finance, digital government, impact."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block, Content
from cchc_lib.model.budget import BudgetLine
from cchc_lib.outline.context import Context
from cchc_lib.vietnamese.dates import format_date

__all__ = ["budget", "civil_service", "digital", "enterprises", "revenue"]


def civil_service(context: Context) -> Iterable[Block]:
    """Recruitment, appointments, training, discipline; 0 is said as "không phát sinh"."""
    facts = context.report.civil_service
    if facts is None:
        return
    yield from context.items(
        _arose(context, "civil_service.recruited", "tuyển dụng {} người", "tuyển dụng mới"),
        _arose(context, "civil_service.appointed", "bổ nhiệm {} người", "bổ nhiệm mới"),
        _arose(context, "civil_service.reappointed", "bổ nhiệm lại {} người", "bổ nhiệm lại"),
        _arose(
            context,
            "civil_service.trained",
            "cử {} lượt người tham gia đào tạo, bồi dưỡng",
            "lượt đào tạo, bồi dưỡng",
        ),
        _arose(
            context,
            "civil_service.disciplined",
            "xử lý kỷ luật {} trường hợp",
            "trường hợp kỷ luật",
        ),
        context.sentence(
            context.say(
                "{civil_service.compliance} cán bộ, công chức chấp hành kỷ luật, kỷ cương hành "
                "chính"
            )
        ),
    )
    yield from context.narrative(facts.notes)


def _arose(context: Context, id: str, some: str, none: str) -> Content:
    """Return what was counted, or that nothing arose where 0 was counted."""
    if context.value(id) == 0:
        return context.sentence(context.say(f"trong kỳ không phát sinh {none}"))
    return context.sentence(context.say("trong kỳ đã " + some.replace("{}", f"{{{id}}}")))


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
    yield from reached
    if reached:
        yield from context.paragraph(context.see("annex.budget"))
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
    reached = context.say(
        "{name}{until}: {.actual_vnd}{change}",
        at=at,
        name=name,
        until=until,
        change=context.change(f"{at}.actual_vnd"),
    )
    against = context.say(", đạt {.completion} kế hoạch {.planned_vnd}{by}", at=at, by=by)
    return context.sentence(
        (*reached, *against) if reached else (), context.unchecked(f"{at}.completion")
    )


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
                "đã gửi {digital.electronic_documents}/{digital.documents_sent} văn bản điện tử có "
                "ký số, đạt {digital.electronic_ratio}"
            )
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
    reported = any(found.startswith("enterprises.") for found in context.figures)
    if counted:
        yield from context.paragraph(
            context.say("Trên địa bàn có {counted}.", counted=context.join(*counted))
        )
    elif reported:
        yield from context.paragraph(
            context.say(
                "Trong kỳ không phát sinh doanh nghiệp, hợp tác xã, tổ hợp tác thành lập mới."
            )
        )
    yield from context.narrative(facts.notes)
