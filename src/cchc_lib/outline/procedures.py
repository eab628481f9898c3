"""Chapter II, content 2: reform of administrative procedures."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block, Content
from cchc_lib.model.dossiers import RateBase
from cchc_lib.outline.context import Context
from cchc_lib.vietnamese.dates import format_date

__all__ = ["procedures"]

_AT = "procedures.dossiers"

_BASES = {
    RateBase.RESOLVED: "số hồ sơ đã giải quyết",
    RateBase.RECEIVED: "số hồ sơ tiếp nhận trong kỳ",
    RateBase.DUE: "số hồ sơ đến hạn giải quyết",
    RateBase.CASELOAD: "tổng số hồ sơ nhận giải quyết",
}

_SIDE_STATES = (
    ("supplementing", "chờ bổ sung"),
    ("returned", "trả lại"),
    ("refused", "từ chối giải quyết"),
    ("withdrawn", "rút"),
    ("suspended", "dừng giải quyết"),
)


def procedures(context: Context) -> Iterable[Block]:
    """Procedures and online services, dossiers in and out, feedback, satisfaction."""
    facts = context.report.procedures
    if facts is None:
        return
    yield from context.items(
        _services(context),
        _received(context),
        _resolved(context),
        _open(context),
        context.sentence(
            context.say(
                "đã số hóa {.digitised} hồ sơ, đạt {.digitised_ratio} số hồ sơ tiếp nhận trong kỳ",
                at=_AT,
            )
        ),
        _feedback(context),
        _satisfaction(context),
    )
    yield from context.paragraph(context.see("annex.dossiers"))
    yield from context.narrative(facts.notes)


def _services(context: Context) -> Content:
    channels = context.join(
        context.say("{procedures.full_online} thủ tục toàn trình"),
        context.say("{procedures.partial_online} thủ tục một phần"),
    )
    online = channels and context.say(
        ", trong đó {procedures.online_services} thủ tục cung cấp dịch vụ công trực tuyến "
        "({channels}), chiếm {procedures.online_service_ratio}",
        channels=channels,
    )
    return context.sentence(
        context.say(
            "tổng số thủ tục hành chính thuộc thẩm quyền giải quyết là {procedures.total} thủ tục"
            "{online}",
            online=online,
        )
    )


def _received(context: Context) -> Content:
    facts = context.dossiers
    if facts is None:
        return ()
    window = context.say(
        "từ ngày {start} đến ngày {end}",
        start=format_date(facts.start or context.report.period.start),
        end=format_date(facts.end or context.report.period.end),
    )
    if context.value(f"{_AT}.received") == 0:
        return context.sentence((*window, *context.say(", không phát sinh hồ sơ tiếp nhận mới")))
    channels = [
        context.say(f"{words} {{.{name}}} hồ sơ ({{.{name}_share}})", at=_AT)
        for name, words in (
            ("online", "trực tuyến"),
            ("in_person", "trực tiếp"),
            ("postal", "qua dịch vụ bưu chính"),
        )
    ]
    return context.sentence(
        context.say(
            "{window} đã tiếp nhận {.received} hồ sơ{change}, trong đó: {channels}",
            at=_AT,
            window=window,
            change=context.change(f"{_AT}.received"),
            channels=context.join(*channels, last=", "),
        ),
        context.say(
            "số hồ sơ từ kỳ trước chuyển sang {.carried_over} hồ sơ; tổng số hồ sơ nhận giải quyết "
            "{.caseload} hồ sơ",
            at=_AT,
        ),
    )


def _resolved(context: Context) -> Content:
    facts = context.dossiers
    if facts is None:
        return ()
    if context.value(f"{_AT}.resolved") == 0:
        return context.sentence(context.say("trong kỳ chưa có hồ sơ đã giải quyết"))
    in_time = "trước hạn, đúng hạn"
    if facts.early is not None:
        in_time = "trước hạn và đúng hạn"
    split = (
        context.say(" (trước hạn {.early} hồ sơ, đúng hạn {.on_time} hồ sơ)", at=_AT)
        if facts.early is not None
        else ()
    )
    outcomes = context.join(
        context.say(
            f"{in_time} {{.in_time}} hồ sơ{{split}}, đạt {{.on_time_ratio}}", at=_AT, split=split
        ),
        context.say("quá hạn {.late} hồ sơ, chiếm {.late_ratio}", at=_AT),
        between="; ",
        last="; ",
    )
    return context.sentence(
        context.say(
            "đã giải quyết {.resolved} hồ sơ{change}, trong đó: {outcomes} "
            "(tỷ lệ tính trên {base})",
            at=_AT,
            change=context.change(f"{_AT}.resolved"),
            outcomes=outcomes,
            base=_BASES[facts.rate_base],
        )
    )


def _open(context: Context) -> Content:
    split = context.join(
        context.say("trong hạn {.pending_in_time} hồ sơ", at=_AT),
        context.say("quá hạn {.overdue} hồ sơ", at=_AT),
        last=", ",
    )
    unaccounted = context.value(f"{_AT}.unaccounted") or 0
    return context.sentence(
        context.say(
            "đang giải quyết {.pending} hồ sơ{split}",
            at=_AT,
            split=context.say(" ({split})", split=split) if split else (),
        ),
        *(
            context.say(f"{words} {{.{name}}} hồ sơ", at=_AT)
            for name, words in _SIDE_STATES
            if context.value(f"{_AT}.{name}")
        ),
        context.say("còn {.unaccounted} hồ sơ chưa xác định trạng thái xử lý", at=_AT)
        if unaccounted > 0
        else (),
    )


def _feedback(context: Context) -> Content:
    at = "procedures.feedback"
    if context.value(f"{at}.received") == 0:
        return context.sentence(
            context.say(
                "trong kỳ không phát sinh phản ánh, kiến nghị của người dân, tổ chức về quy định "
                "thủ tục hành chính"
            )
        )
    return context.sentence(
        context.say("đã tiếp nhận {.received} phản ánh, kiến nghị", at=at),
        context.say("đã xử lý {.handled} phản ánh, kiến nghị, đạt {.handled_ratio}", at=at),
        context.say("đang xử lý {.pending} phản ánh, kiến nghị", at=at)
        if context.value(f"{at}.pending")
        else (),
    )


def _satisfaction(context: Context) -> Content:
    return context.sentence(
        context.say(
            "khảo sát mức độ hài lòng: {.positive}/{.answers} phiếu trả lời hài lòng và rất hài "
            "lòng, đạt {.satisfaction}",
            at="procedures.satisfaction",
        )
    )
