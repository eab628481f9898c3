"""Administrative procedures: how many, how many online, what citizens said of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from cchc_lib import define
from cchc_lib.subjects.procedures.dossiers import Dossiers

__all__ = ["Criterion", "Feedback", "Procedures", "Satisfaction"]

_FEEDBACK = "phản ánh, kiến nghị"


@define.subject("phản ánh, kiến nghị", rules="cchc_lib.subjects.procedures.rules")
@attrs.frozen(kw_only=True)
class Feedback:
    """Complaints and proposals about procedures (phản ánh, kiến nghị)."""

    carried_over: int | None = define.count(
        _FEEDBACK,
        "phản ánh, kiến nghị từ kỳ trước chuyển sang",
        over_periods="first",
        continues=(define.tie("pending"),),
    )
    received: int | None = define.count(_FEEDBACK, "phản ánh, kiến nghị đã tiếp nhận")
    on_rules: int | None = define.count(
        _FEEDBACK, "phản ánh, kiến nghị về quy định hành chính", part_of="received"
    )
    on_conduct: int | None = define.count(
        _FEEDBACK, "phản ánh, kiến nghị về hành vi hành chính", part_of="received"
    )
    handled: int | None = define.count(_FEEDBACK, "phản ánh, kiến nghị đã xử lý")
    handled_on_time: int | None = define.count(
        _FEEDBACK, "phản ánh, kiến nghị xử lý đúng hạn", part_of="handled"
    )
    handled_late: int | None = define.count(
        _FEEDBACK, "phản ánh, kiến nghị xử lý quá hạn", part_of="handled"
    )
    pending: int | None = define.count(
        _FEEDBACK, "phản ánh, kiến nghị đang xử lý", over_periods="last"
    )
    published: int | None = define.count(
        _FEEDBACK, "phản ánh, kiến nghị đã đăng tải công khai kết quả", part_of="handled"
    )
    dissatisfied: int | None = define.count(
        _FEEDBACK,
        "phản ánh, kiến nghị mà người gửi không hài lòng với kết quả xử lý",
        part_of="handled",
    )
    by_content = define.total(
        "on_rules + on_conduct",
        "phản ánh, kiến nghị về quy định và về hành vi hành chính",
        agrees_with="received",
        is_printed=False,
    )
    handled_ratio = define.ratio("handled / received", "tỷ lệ phản ánh, kiến nghị đã xử lý")
    on_time_ratio = define.ratio(
        "handled_on_time / handled", "tỷ lệ phản ánh, kiến nghị xử lý đúng hạn"
    )


@define.subject("tiêu chí khảo sát")
@attrs.frozen(kw_only=True)
class Criterion:
    """One question of a survey, with its own answers."""

    name: str = define.name("tên tiêu chí", default=attrs.NOTHING)
    answers: int | None = define.count("phiếu", "phiếu trả lời tiêu chí")
    positive: int | None = define.count(
        "phiếu", "phiếu hài lòng và rất hài lòng về tiêu chí", part_of="answers"
    )
    satisfaction = define.ratio("positive / answers", "mức độ hài lòng về tiêu chí")


_LEVELS = define.tie(
    "answers",
    code="CCHC111",
    severity="error",
    fires="report(procedures=Procedures(satisfaction=Satisfaction(answers=90, satisfied=91)))",
    silent="report(procedures=Procedures(satisfaction=Satisfaction(answers=90, satisfied=85)))",
    why="Mỗi phiếu chỉ được đếm ở một mức độ.",
    english="One answer is counted at one level only.",
    do="Đếm lại phiếu theo từng mức độ.",
)


@define.subject("khảo sát mức độ hài lòng")
@attrs.frozen(kw_only=True)
class Satisfaction:
    """Answers to the agency's own survey; never called SIPAS, whose composite is not public."""

    sector: str | None = define.name("lĩnh vực")
    forms_sent: int | None = define.count("phiếu", "phiếu khảo sát phát ra")
    answers: int | None = define.count("phiếu", "phiếu trả lời", part_of="forms_sent")
    very_satisfied: int | None = define.count("phiếu", "phiếu rất hài lòng", part_of=_LEVELS)
    satisfied: int | None = define.count("phiếu", "phiếu hài lòng", part_of=_LEVELS)
    neutral: int | None = define.count("phiếu", "phiếu bình thường", part_of="answers")
    dissatisfied: int | None = define.count("phiếu", "phiếu không hài lòng", part_of="answers")
    sectors: Sequence[Satisfaction] = define.breakdown("mức độ hài lòng theo lĩnh vực", by="sector")
    criteria: Sequence[Criterion] = define.several(Criterion, "mức độ hài lòng theo tiêu chí")
    positive = define.total(
        "very_satisfied + satisfied", "phiếu hài lòng và rất hài lòng", part_of=_LEVELS
    )
    answer_ratio = define.ratio("answers / forms_sent", "tỷ lệ phiếu trả lời")
    satisfaction = define.ratio("positive / answers", "mức độ hài lòng")


_ONLINE = define.tie(
    "total",
    code="CCHC105",
    severity="error",
    fires="report(procedures=Procedures(total=300, full_online=75, partial_online=293))",
    silent="report(procedures=Procedures(total=559, full_online=75, partial_online=293))",
    why="Một thủ tục được cung cấp toàn trình, một phần hoặc không trực tuyến, và chỉ đếm một lần.",
    english="A procedure is offered online in full, in part or not at all, and is counted once.",
    do="Đếm theo thủ tục; một thủ tục chỉ thuộc một mức độ.",
)


@define.subject("thủ tục hành chính")
@attrs.frozen(kw_only=True)
class Procedures:
    """Procedures in the agency's competence, and the dossiers handled under them.

    >>> Procedures(total=559, full_online=75, partial_online=293).online_services
    368
    """

    total: int | None = define.count(
        "thủ tục", "tổng số thủ tục hành chính", over_periods="last", over_units="none"
    )
    full_online: int | None = define.count(
        "thủ tục",
        "dịch vụ công trực tuyến toàn trình",
        part_of=_ONLINE,
        over_periods="last",
        over_units="none",
    )
    partial_online: int | None = define.count(
        "thủ tục",
        "dịch vụ công trực tuyến một phần",
        part_of=_ONLINE,
        over_periods="last",
        over_units="none",
    )
    used_online: int | None = define.count(
        "thủ tục",
        "dịch vụ công trực tuyến có phát sinh hồ sơ",
        part_of="online_services",
        over_periods="last",
        over_units="none",
    )
    with_fee: int | None = define.count(
        "thủ tục",
        "thủ tục hành chính có nghĩa vụ tài chính",
        part_of="total",
        over_periods="last",
        over_units="none",
    )
    payable_online: int | None = define.count(
        "thủ tục",
        "thủ tục hành chính thanh toán được trực tuyến",
        part_of="with_fee",
        over_periods="last",
        over_units="none",
    )
    impact_assessed: int | None = define.count(
        "thủ tục", "thủ tục hành chính được đánh giá tác động"
    )
    documents_with_procedures: int | None = define.count(
        "văn bản", "văn bản quy phạm pháp luật có quy định thủ tục hành chính"
    )
    announced: int | None = define.count("thủ tục", "thủ tục hành chính công bố mới")
    amended: int | None = define.count("thủ tục", "thủ tục hành chính sửa đổi, bổ sung")
    abolished: int | None = define.count("thủ tục", "thủ tục hành chính bãi bỏ")
    published: int | None = define.count(
        "thủ tục",
        "thủ tục hành chính công khai",
        part_of="total",
        over_periods="last",
        over_units="none",
    )
    reviewed: int | None = define.count("thủ tục", "thủ tục hành chính được rà soát")
    simplified: int | None = define.count(
        "thủ tục", "thủ tục hành chính được đơn giản hóa", part_of="reviewed"
    )
    time_saved: Decimal | None = define.score("%", "tỷ lệ thời gian giải quyết được cắt giảm")
    cost_saved: Decimal | None = define.score("%", "tỷ lệ chi phí tuân thủ được cắt giảm")
    one_stop: int | None = define.count(
        "thủ tục",
        "thủ tục hành chính tiếp nhận tại Bộ phận Một cửa",
        part_of="total",
        over_periods="last",
        over_units="none",
    )
    linked: int | None = define.count(
        "thủ tục",
        "thủ tục hành chính liên thông",
        part_of="total",
        over_periods="last",
        over_units="none",
    )
    internal: int | None = define.count("thủ tục", "thủ tục hành chính nội bộ", over_periods="last")
    internal_processes: int | None = define.count(
        "quy trình",
        "quy trình nội bộ giải quyết thủ tục hành chính đã phê duyệt",
        over_periods="last",
    )
    dossiers: Dossiers | None = define.one(Dossiers)
    feedback: Feedback | None = define.one(Feedback)
    satisfaction: Satisfaction | None = define.one(Satisfaction)
    notes: Sequence[str] = define.narrative("nội dung khác")
    online_services = define.total(
        "full_online + partial_online", "dịch vụ công trực tuyến", part_of=_ONLINE
    )
    online_service_ratio = define.ratio(
        "online_services / total", "tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến"
    )
    used_online_ratio = define.ratio(
        "used_online / online_services", "tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ"
    )
    payable_online_ratio = define.ratio(
        "payable_online / with_fee", "tỷ lệ thủ tục hành chính thanh toán được trực tuyến"
    )
    published_ratio = define.ratio("published / total", "tỷ lệ thủ tục hành chính công khai")
    simplified_ratio = define.ratio(
        "simplified / reviewed", "tỷ lệ thủ tục hành chính được đơn giản hóa"
    )
    one_stop_ratio = define.ratio(
        "one_stop / total", "tỷ lệ thủ tục hành chính tiếp nhận tại Bộ phận Một cửa"
    )
