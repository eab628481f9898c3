"""Chapter II, content 2: reform of administrative procedures."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block, Content
from cchc_lib.outline.context import Context
from cchc_lib.vietnamese.dates import format_date

__all__ = ["procedures"]

_AT = "procedures.dossiers"

_SIDE_STATES = (
    ("supplementing", "chờ bổ sung"),
    ("returned", "trả lại"),
    ("refused", "từ chối giải quyết"),
    ("withdrawn", "người nộp rút"),
    ("suspended", "dừng giải quyết"),
)


def procedures(context: Context) -> Iterable[Block]:
    """Procedures and online services, dossiers in and out, feedback, satisfaction."""
    facts = context.report.procedures
    if facts is None:
        return
    written = context.items(
        _services(context),
        _received(context),
        _resolved(context),
        _open(context),
        context.sentence(
            context.say("chưa số hóa hồ sơ")
            if context.is_nothing(f"{_AT}.digitised")
            else context.say(
                "đã số hóa {.digitised} hồ sơ{rate}",
                at=_AT,
                rate=context.say(", đạt {.digitised_ratio} số hồ sơ tiếp nhận trong kỳ", at=_AT),
            )
        ),
        _feedback(context),
        _satisfaction(context),
    )
    yield from context.detailed(written, "annex.dossiers")
    yield from context.narrative(facts.notes)


def _services(context: Context) -> Content:
    channels = context.join(
        context.say("{procedures.full_online} thủ tục toàn trình"),
        context.say("{procedures.partial_online} thủ tục một phần"),
    )
    online = context.say(
        "{procedures.online_services} thủ tục cung cấp dịch vụ công trực tuyến ({channels})",
        channels=channels,
    ) or (channels and context.say("{channels} trực tuyến", channels=channels))
    total = context.say(
        "tổng số thủ tục hành chính thuộc thẩm quyền giải quyết là {procedures.total} thủ tục"
    )
    if not total or not online:
        return context.sentence(total or (online and context.say("có {online}", online=online)))
    rate = context.say(", chiếm {procedures.online_service_ratio}")
    return context.sentence((*total, *context.say(", trong đó {online}", online=online), *rate))


def _received(context: Context) -> Content:
    facts = context.dossiers
    if facts is None:
        return ()
    window = context.say(
        "từ ngày {start} đến ngày {end}",
        start=format_date(facts.start or context.report.period.start),
        end=format_date(facts.end or context.report.period.end),
    )
    channels = context.join(
        *(
            context.say(
                f"{words} {{.{name}}} hồ sơ{{rate}}",
                at=_AT,
                rate=context.say(f" ({{.{name}_share}})", at=_AT),
            )
            for name, words in (
                ("online", "trực tuyến"),
                ("in_person", "trực tiếp"),
                ("postal", "qua dịch vụ bưu chính"),
            )
        ),
        last=", ",
    )
    if context.is_nothing(f"{_AT}.received"):
        came = context.say("{window}, không phát sinh hồ sơ tiếp nhận mới", window=window)
    else:
        came = context.say(
            "{window} đã tiếp nhận {.received} hồ sơ{change}, trong đó: {channels}",
            at=_AT,
            window=window,
            change=context.change(f"{_AT}.received"),
            channels=channels,
        ) or (
            channels
            and context.say("{window} đã tiếp nhận: {channels}", window=window, channels=channels)
        )
    return context.sentence(
        came,
        context.say("không có hồ sơ từ kỳ trước chuyển sang")
        if facts.carried_over == 0
        else context.say("số hồ sơ từ kỳ trước chuyển sang là {.carried_over} hồ sơ", at=_AT),
        context.say("tổng số hồ sơ nhận giải quyết là {.caseload} hồ sơ", at=_AT)
        if facts.carried_over
        else (),
    )


def _resolved(context: Context) -> Content:
    facts = context.dossiers
    if facts is None:
        return ()
    if context.is_nothing(f"{_AT}.resolved"):
        return context.sentence(context.say("trong kỳ chưa có hồ sơ được giải quyết"))
    split = (
        context.say(" (trước hạn {.early} hồ sơ, đúng hạn {.on_time} hồ sơ)", at=_AT)
        if facts.early is not None
        else ()
    )
    reached = context.say(", đạt {.on_time_ratio}", at=_AT)
    in_time = context.say(
        "trước hạn, đúng hạn {.in_time} hồ sơ{split}{rate}", at=_AT, split=split, rate=reached
    ) or context.say("trước hạn {.early} hồ sơ", at=_AT)
    late = context.say(
        "quá hạn {.late} hồ sơ{rate}",
        at=_AT,
        rate=context.say(", chiếm {.late_ratio}", at=_AT),
    )
    if facts.late == 0:
        late = context.say("không có hồ sơ quá hạn")
    outcomes = context.join(in_time, late, between="; ", last="; ")
    base = context.say(" (tỷ lệ tính trên {base})", base=facts.rate_base.label) if reached else ()
    if not outcomes:
        return ()
    return context.sentence(
        context.say(
            "đã giải quyết {.resolved} hồ sơ{change}, trong đó: {outcomes}{base}",
            at=_AT,
            change=context.change(f"{_AT}.resolved"),
            outcomes=outcomes,
            base=base,
        )
        or context.say("đã giải quyết: {outcomes}{base}", outcomes=outcomes, base=base)
    )


def _open(context: Context) -> Content:
    split = context.join(
        context.say("trong hạn {.pending_in_time} hồ sơ", at=_AT),
        context.say("quá hạn {.overdue} hồ sơ", at=_AT),
        last=", ",
    )
    pending = context.say(
        "đang giải quyết {.pending} hồ sơ{split}",
        at=_AT,
        split=context.say(" ({split})", split=split) if split else (),
    ) or (split and context.say("đang giải quyết: {split}", split=split))
    if context.is_nothing(f"{_AT}.pending"):
        pending = context.say("không còn hồ sơ đang giải quyết")
    return context.sentence(
        pending,
        *(
            context.say(f"{words} {{.{name}}} hồ sơ", at=_AT)
            for name, words in _SIDE_STATES
            if context.value(f"{_AT}.{name}")
        ),
        _unaccounted(context),
    )


def _unaccounted(context: Context) -> Content:
    missing = context.value(f"{_AT}.unaccounted") or 0
    if missing > 0 and context.value(f"{_AT}.pending") is None:
        return context.say("còn {.unaccounted} hồ sơ chưa có số liệu tình trạng xử lý", at=_AT)
    if missing > 0:
        return context.say("còn {.unaccounted} hồ sơ chưa xác định trạng thái xử lý", at=_AT)
    if missing < 0:
        return context.say(
            "số hồ sơ đã và đang giải quyết nhiều hơn số hồ sơ nhận giải quyết (chênh lệch "
            "{.unaccounted})",
            at=_AT,
        )
    return ()


def _feedback(context: Context) -> Content:
    at = "procedures.feedback"
    if context.is_nothing(f"{at}.received", f"{at}.handled", f"{at}.pending"):
        return context.sentence(
            context.say(
                "trong kỳ không phát sinh phản ánh, kiến nghị của người dân, tổ chức về quy định "
                "thủ tục hành chính"
            )
        )
    return context.sentence(
        context.say("đã tiếp nhận {.received} phản ánh, kiến nghị", at=at),
        context.say(
            "đã xử lý {.handled} phản ánh, kiến nghị{rate}",
            at=at,
            rate=context.say(", đạt {.handled_ratio}", at=at),
        ),
        context.say("đang xử lý {.pending} phản ánh, kiến nghị", at=at)
        if context.value(f"{at}.pending")
        else (),
    )


def _satisfaction(context: Context) -> Content:
    at = "procedures.satisfaction"
    if context.is_nothing(f"{at}.answers", f"{at}.very_satisfied", f"{at}.satisfied"):
        return context.sentence(
            context.say("trong kỳ không phát sinh phiếu khảo sát mức độ hài lòng")
        )
    said = context.say(
        "{.positive}/{.answers} phiếu trả lời hài lòng và rất hài lòng (rất hài lòng "
        "{.very_satisfied} phiếu, hài lòng {.satisfied} phiếu), đạt {.satisfaction}",
        at=at,
    ) or context.join(
        context.say("thu {.answers} phiếu", at=at),
        context.say("rất hài lòng {.very_satisfied} phiếu", at=at),
        context.say("hài lòng {.satisfied} phiếu", at=at),
        last=", ",
    )
    return context.sentence(said and context.say("khảo sát mức độ hài lòng: {said}", said=said))
