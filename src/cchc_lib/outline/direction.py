"""Chapter I: direction of the reform."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block, Content, content
from cchc_lib.outline.context import Context
from cchc_lib.vietnamese.dates import format_date

__all__ = ["assigned_tasks", "directing", "inspections", "outreach", "plan"]


def directing(context: Context) -> Iterable[Block]:
    """Directing documents issued, listed in a footnote."""
    direction = context.report.direction
    if direction is None:
        return
    issued = context.say(
        "Trong kỳ báo cáo, {agency} đã ban hành {direction.issued} văn bản chỉ đạo, điều hành "
        "công tác cải cách hành chính{note}.",
        agency=context.report.agency.short_name,
        note=context.note(direction.documents),
    )
    if direction.documents:
        yield from context.paragraph(issued)
    yield from context.narrative(direction.notes)


def plan(context: Context) -> Iterable[Block]:
    """The plan's size and how far it is carried out."""
    plan = context.report.plan
    if plan is None:
        return
    decision = () if plan.decision is None else content(" (", context.cite(plan.decision), ")")
    sizes = context.join(
        *(
            context.say(f"{{plan.{name}}} {words}")
            for name, words in (
                ("targets", "mục tiêu, chỉ tiêu"),
                ("tasks", "nhiệm vụ"),
                ("activities", "hoạt động"),
            )
            if context.value(f"plan.{name}")
        )
    )
    sets = sizes and context.say(
        "Kế hoạch cải cách hành chính {year}{decision} đề ra {sizes}.",
        year=f"năm {context.report.period.calendar_year}",
        decision=decision,
        sizes=sizes,
    )
    written = context.paragraph(sets, _progress(context))
    if written:
        written = context.paragraph(sets, _progress(context), context.see("annex.plan"))
    yield from written
    yield from context.narrative(plan.notes)


def _progress(context: Context) -> Content:
    if context.is_nothing("plan.tasks", "plan.tasks_completed"):
        return context.sentence(context.say("trong kỳ không phát sinh nhiệm vụ của kế hoạch"))
    done = context.say("{plan.tasks_completed}/{plan.tasks} nhiệm vụ, đạt {plan.completion}")
    done = done or context.say("{plan.tasks_completed} nhiệm vụ")
    remaining = context.value("plan.tasks_remaining") or 0
    return context.sentence(
        done
        and context.say(
            "tính đến ngày {day}, đã hoàn thành {done}",
            day=format_date(context.report.period.end),
            done=done,
        ),
        context.say("còn {plan.tasks_remaining} nhiệm vụ đang tiếp tục thực hiện")
        if remaining > 0
        else (),
    )


def inspections(context: Context) -> Iterable[Block]:
    """Units inspected, by group, and problems found."""
    inspections = context.report.inspections
    if inspections is None:
        return
    documents = [item for item in (inspections.plan, inspections.team) if item is not None]
    issued = documents and context.say(
        "{agency} đã ban hành {documents} để tổ chức kiểm tra công tác cải cách hành chính.",
        agency=context.report.agency.short_name,
        documents=context.join(*map(context.cite, documents)),
    )
    groups = context.groups("inspections.units", inspections.units)
    inspected = context.value("inspections.inspected")
    yield from context.paragraph(
        issued or (),
        context.sentence(
            context.say("trong kỳ không tổ chức kiểm tra")
            if inspected == 0
            else context.say(
                "trong kỳ đã kiểm tra {inspections.inspected} cơ quan, đơn vị, gồm: {groups}",
                groups=groups,
            )
            if len(inspections.units) > 1
            else groups and context.say("trong kỳ đã kiểm tra {groups}", groups=groups)
        ),
        _problems(context),
    )
    yield from context.narrative(inspections.notes)


def _problems(context: Context) -> Content:
    if context.is_nothing("inspections.problems_found", "inspections.problems_handled"):
        return context.sentence(context.say("không phát hiện vấn đề phải xử lý"))
    return context.sentence(
        context.say("phát hiện {inspections.problems_found} vấn đề"),
        context.say(
            "đã xử lý {inspections.problems_handled} vấn đề{rate}",
            rate=context.say(", đạt {inspections.handled_ratio}"),
        ),
    )


def outreach(context: Context) -> Iterable[Block]:
    """Publicity: its plan and what was published."""
    outreach = context.report.outreach
    if outreach is None:
        return
    published = context.join(
        *(
            context.say(f"{{outreach.{name}}} {words}")
            for name, words in (
                ("articles", "tin, bài"),
                ("broadcasts", "lượt phát thanh"),
                ("meetings", "cuộc họp, hội nghị"),
            )
            if context.value(f"outreach.{name}")
        )
    )
    yield from context.paragraph(
        (
            outreach.plan is not None
            and context.say(
                "Công tác thông tin, tuyên truyền được thực hiện theo {plan}.",
                plan=context.cite(outreach.plan),
            )
        )
        or (),
        published and context.say("Trong kỳ đã thực hiện {published}.", published=published),
    )
    yield from context.narrative(outreach.notes)


def assigned_tasks(context: Context) -> Iterable[Block]:
    """Tasks that the level above assigned in the window."""
    assigned = context.report.assigned_tasks
    if assigned is None:
        return
    given = context.say(
        "từ ngày {start} đến ngày {end}, {agency} được {by} giao {assigned_tasks.total} nhiệm vụ",
        start=format_date(context.report.period.start),
        end=format_date(context.report.period.end),
        agency=context.report.agency.short_name,
        by=assigned.assigned_by or "cấp trên",
    )
    states_of = ("on_time", "late", "pending_in_time", "overdue")
    is_none = context.is_nothing(
        "assigned_tasks.total", *(f"assigned_tasks.{name}" for name in states_of)
    )
    if is_none:
        given = context.say("trong kỳ không phát sinh nhiệm vụ được cấp trên giao")
    done = context.say(
        "đã hoàn thành đúng hạn {assigned_tasks.on_time}/{assigned_tasks.total} nhiệm vụ, đạt "
        "{assigned_tasks.on_time_ratio}"
    ) or context.say("đã hoàn thành đúng hạn {assigned_tasks.on_time} nhiệm vụ")
    states = [
        context.say(f"{words} {{assigned_tasks.{name}}} nhiệm vụ")
        for name, words in (
            ("late", "hoàn thành quá hạn"),
            ("pending_in_time", "đang thực hiện trong hạn"),
            ("overdue", "quá hạn chưa hoàn thành"),
        )
        if context.value(f"assigned_tasks.{name}")
    ]
    yield from context.paragraph(
        context.sentence(given), context.sentence(() if is_none else done, *states)
    )
    yield from context.narrative(assigned.notes)
