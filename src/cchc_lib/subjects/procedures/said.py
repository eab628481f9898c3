"""How procedures, dossiers, feedback and surveys are said."""

from __future__ import annotations

from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence

__all__ = [
    *("ANNOUNCED", "CHANNELS", "DIGITISED", "ELECTRONIC", "FEEDBACK", "HANDLED", "ONE_STOP"),
    *("ONLINE_SERVICES", "OPEN", "PAID", "PROCEDURES", "RECEIVED", "RESOLVED", "REVIEWED"),
    *("RULES_OF_PROCEDURES", "SERVICES", "SURVEY", "SURVEY_BY_CRITERION", "SURVEY_BY_SECTOR"),
    "TIME",
]

_P, _D = "procedures", "procedures.dossiers"


def _of(part: str, whole: str, at: str = _P) -> str:
    """Return a count over its whole, 17/580, or the count alone where no whole was reported."""
    return f"<?{{{at}.{part}}}/{{{at}.{whole}}}{{{at}.{whole}!0}}|{{{at}.{part}?}}>"


_WINDOW = f"từ ngày <?{{{_D}.start}}|{{start}}> đến ngày <?{{{_D}.end}}|{{end}}>"
_CHANNELS = (
    f"<,trực tuyến {{{_D}.online}} hồ sơ[ ({{{_D}.online_share}})]"
    f"|trực tiếp {{{_D}.in_person}} hồ sơ[ ({{{_D}.in_person_share}})]"
    f"|qua dịch vụ bưu chính {{{_D}.postal}} hồ sơ[ ({{{_D}.postal_share}})]>"
)
_CAME = (
    f"<?{_WINDOW}, không phát sinh hồ sơ tiếp nhận mới{{{_D}.received=0}}"
    f"|{_WINDOW} đã tiếp nhận {{{_D}.received}} hồ sơ"
    f"[, {{{_D}.received.change}} so với {{previous}}], trong đó: {_CHANNELS}"
    f"|{_WINDOW} đã tiếp nhận: {_CHANNELS}>"
)
_IN_TIME = (
    f"<?trước hạn, đúng hạn {{{_D}.in_time}} hồ sơ"
    f"[ (trước hạn {{{_D}.early}} hồ sơ, đúng hạn {{{_D}.on_time}} hồ sơ)]"
    f"[, đạt {{{_D}.on_time_ratio}}]|trước hạn {{{_D}.early}} hồ sơ>"
)
_LATE = (
    f"<?không có hồ sơ quá hạn{{{_D}.late=0}}"
    f"|quá hạn {{{_D}.late}} hồ sơ[, chiếm {{{_D}.late_ratio}}]>"
)
_BASE = f"[ (tỷ lệ tính trên {{{_D}.rate_base}}){{{_D}.on_time_ratio:}}]"
_SERVICES = (
    f"<?{{{_P}.online_services}} thủ tục cung cấp dịch vụ công trực tuyến "
    f"(<{{{_P}.full_online}} thủ tục toàn trình|{{{_P}.partial_online}} thủ tục một phần>)"
    f"|<{{{_P}.full_online}} thủ tục toàn trình|{{{_P}.partial_online}} thủ tục một phần> "
    "trực tuyến>"
)
_TOTAL = f"Tổng số thủ tục hành chính thuộc thẩm quyền giải quyết là {{{_P}.total}} thủ tục"

SERVICES = Sentence(
    f"{_TOTAL}, trong đó {_SERVICES}[, chiếm {{{_P}.online_service_ratio}}].",
    f"{_TOTAL}.",
    f"Có {_SERVICES}.",
)
ONLINE_SERVICES = (
    f"Có <;{_of('used_online', 'online_services')} dịch vụ công trực tuyến phát sinh hồ sơ"
    f"[, chiếm {{{_P}.used_online_ratio}}]"
    f"|{{{_P}.with_fee?}} thủ tục có nghĩa vụ tài chính"
    f"|{_of('payable_online', 'with_fee')} thủ tục thanh toán được trực tuyến"
    f"[, đạt {{{_P}.payable_online_ratio}}]>."
)
RULES_OF_PROCEDURES = (
    f"<;đã đánh giá tác động {{{_P}.impact_assessed?}} thủ tục hành chính"
    f"|ban hành {{{_P}.documents_with_procedures?}} văn bản quy phạm pháp luật có quy định thủ tục "
    "hành chính>."
)
ANNOUNCED = (
    f"Đã <;công bố mới {{{_P}.announced?}} thủ tục hành chính"
    f"|công bố sửa đổi, bổ sung {{{_P}.amended?}} thủ tục hành chính"
    f"|công bố bãi bỏ {{{_P}.abolished?}} thủ tục hành chính"
    f"|công khai {_of('published', 'total')} thủ tục hành chính[, đạt {{{_P}.published_ratio}}]>."
)
REVIEWED = Sentence(
    f"<;đã rà soát {{{_P}.reviewed}} thủ tục hành chính"
    f"|đơn giản hóa {_of('simplified', 'reviewed')} thủ tục hành chính"
    f"[, đạt {{{_P}.simplified_ratio}}]"
    f"|cắt giảm {{{_P}.time_saved}} thời gian giải quyết"
    f"|cắt giảm {{{_P}.cost_saved}} chi phí tuân thủ>.",
    none="Trong kỳ không rà soát thủ tục hành chính.",
    of=tuple(f"{_P}.{name}" for name in ("reviewed", "simplified", "time_saved", "cost_saved")),
)
ONE_STOP = (
    f"Có <;{_of('one_stop', 'total')} thủ tục hành chính tiếp nhận tại Bộ phận Một cửa"
    f"[, đạt {{{_P}.one_stop_ratio}}]"
    f"|{{{_P}.linked?}} thủ tục hành chính liên thông"
    f"|{{{_P}.internal?}} thủ tục hành chính nội bộ"
    f"|{{{_P}.internal_processes?}} quy trình nội bộ đã được phê duyệt>."
)
RECEIVED = Sentence(
    f"<;{_CAME}|<?không có hồ sơ từ kỳ trước chuyển sang{{{_D}.carried_over=0}}"
    f"|số hồ sơ từ kỳ trước chuyển sang là {{{_D}.carried_over}} hồ sơ>"
    f"|tổng số hồ sơ nhận giải quyết là {{{_D}.caseload}} hồ sơ{{{_D}.carried_over!0}}>."
)
CHANNELS = (
    f"Trong số hồ sơ trực tuyến có <;{{{_D}.full_online?}} hồ sơ toàn trình"
    f"[, chiếm {{{_D}.full_online_share}} số hồ sơ tiếp nhận trong kỳ]"
    f"|{{{_D}.partial_online?}} hồ sơ một phần>."
)
RESOLVED = Sentence(
    f"Đã giải quyết {{{_D}.resolved}} hồ sơ[, {{{_D}.resolved.change}} so với {{previous}}], "
    f"trong đó: <;{_IN_TIME}|{_LATE}>{_BASE}.",
    f"Đã giải quyết: <;{_IN_TIME}|{_LATE}>{_BASE}.",
    none="Trong kỳ chưa có hồ sơ được giải quyết.",
    of=(f"{_D}.resolved",),
)
_SPLIT = f"<,trong hạn {{{_D}.pending_in_time}} hồ sơ|quá hạn {{{_D}.overdue}} hồ sơ>"
OPEN = Sentence(
    f"<;<?không còn hồ sơ đang giải quyết{{{_D}.pending=0}}"
    f"|đang giải quyết {{{_D}.pending}} hồ sơ[ ({_SPLIT})]|đang giải quyết: {_SPLIT}>"
    f"|chờ bổ sung {{{_D}.supplementing?}} hồ sơ|trả lại {{{_D}.returned?}} hồ sơ"
    f"|từ chối giải quyết {{{_D}.refused?}} hồ sơ|người nộp rút {{{_D}.withdrawn?}} hồ sơ"
    f"|dừng giải quyết {{{_D}.suspended?}} hồ sơ"
    f"|<?còn {{{_D}.unaccounted+}} hồ sơ chưa xác định trạng thái xử lý{{{_D}.pending:}}"
    f"|còn {{{_D}.unaccounted+}} hồ sơ chưa có số liệu tình trạng xử lý"
    "|số hồ sơ đã và đang giải quyết nhiều hơn số hồ sơ nhận giải quyết (chênh lệch "
    f"{{{_D}.unaccounted?}})>>."
)
DIGITISED = Sentence(
    f"Đã số hóa {{{_D}.digitised}} hồ sơ[, đạt {{{_D}.digitised_ratio}} số hồ sơ tiếp nhận trong "
    "kỳ].",
    none="Chưa số hóa hồ sơ.",
)
ELECTRONIC = (
    f"Đã <;cấp kết quả giải quyết điện tử cho {{{_D}.electronic_results}} hồ sơ"
    f"[, đạt {{{_D}.electronic_ratio}} số hồ sơ đã giải quyết]"
    f"|tái sử dụng dữ liệu số hóa của {{{_D}.reused}} hồ sơ"
    f"[, đạt {{{_D}.reused_ratio}} số hồ sơ tiếp nhận trong kỳ]"
    f"|khai thác Cơ sở dữ liệu quốc gia về dân cư để giải quyết {{{_D}.population_checked?}} hồ "
    "sơ>."
)
PAID = (
    f"<;<?không phát sinh hồ sơ có phí, lệ phí{{{_D}.with_fee=0}}"
    f"|có {{{_D}.with_fee}} hồ sơ có phí, lệ phí>"
    f"|đã thanh toán trực tuyến {_of('paid_online', 'with_fee', _D)} hồ sơ"
    f"[, đạt {{{_D}.paid_online_ratio}}]"
    f"|số tiền thanh toán trực tuyến là {{{_D}.paid_online_vnd?}}>."
)
TIME = (
    f"<;đã gửi {{{_D}.apologies?}} thư xin lỗi về hồ sơ quá hạn"
    f"|thời gian xử lý trung bình một hồ sơ là "
    f"<?{{{_D}.mean_days}} ngày[ ({{{_D}.mean_hours}} giờ)]|{{{_D}.mean_hours}} giờ>>."
)
_F, _S = f"{_P}.feedback", f"{_P}.satisfaction"
_ABOUT = (
    f"<{{{_F}.on_rules?}} phản ánh, kiến nghị về quy định hành chính"
    f"|{{{_F}.on_conduct?}} phản ánh, kiến nghị về hành vi hành chính>"
)
FEEDBACK = Sentence(
    f"<;từ kỳ trước chuyển sang {{{_F}.carried_over?}} phản ánh, kiến nghị"
    f"|<?đã tiếp nhận {{{_F}.received}} phản ánh, kiến nghị[ ({_ABOUT})]|có {_ABOUT}>"
    f"|đã xử lý {{{_F}.handled}} phản ánh, kiến nghị"
    f"[<?, bằng {{{_F}.handled_ratio}} số tiếp nhận trong kỳ{{{_F}.carried_over!0}}"
    f"|, đạt {{{_F}.handled_ratio}}>]"
    f"|đang xử lý {{{_F}.pending?}} phản ánh, kiến nghị>.",
    none="Trong kỳ không phát sinh phản ánh, kiến nghị của người dân, tổ chức về quy định thủ tục "
    "hành chính.",
    of=(f"{_F}.received", f"{_F}.handled", f"{_F}.pending", f"{_F}.carried_over"),
)
HANDLED = (
    "Trong số phản ánh, kiến nghị đã được xử lý có "
    f"<;{_of('handled_on_time', 'handled', _F)} phản ánh, kiến nghị xử lý đúng hạn"
    f"[, đạt {{{_F}.on_time_ratio}}]"
    f"|{{{_F}.handled_late?}} phản ánh, kiến nghị xử lý quá hạn"
    f"|{{{_F}.published?}} phản ánh, kiến nghị được đăng tải công khai kết quả"
    f"|{{{_F}.dissatisfied?}} phản ánh, kiến nghị mà người gửi không hài lòng với kết quả>."
)
_LEVELS = (
    f"{{{_S}.positive}}/{{{_S}.answers}} phiếu trả lời hài lòng và rất hài lòng (rất hài lòng "
    f"{{{_S}.very_satisfied}} phiếu, hài lòng {{{_S}.satisfied}} phiếu), đạt {{{_S}.satisfaction}}"
    f"[; <,bình thường {{{_S}.neutral}} phiếu|không hài lòng {{{_S}.dissatisfied}} phiếu>]."
)
SURVEY = Sentence(
    f"Khảo sát mức độ hài lòng: phát ra {{{_S}.forms_sent}} phiếu, thu về "
    f"{{{_S}.answers}}/{{{_S}.forms_sent}} phiếu, đạt {{{_S}.answer_ratio}}; {_LEVELS}",
    f"Khảo sát mức độ hài lòng: {_LEVELS}",
    f"Khảo sát mức độ hài lòng: <,phát ra {{{_S}.forms_sent}} phiếu|thu {{{_S}.answers}} phiếu"
    f"|rất hài lòng {{{_S}.very_satisfied}} phiếu|hài lòng {{{_S}.satisfied}} phiếu>"
    f"[; <,bình thường {{{_S}.neutral}} phiếu|không hài lòng {{{_S}.dissatisfied}} phiếu>].",
    f"Khảo sát mức độ hài lòng: <,bình thường {{{_S}.neutral}} phiếu|không hài lòng "
    f"{{{_S}.dissatisfied}} phiếu>.",
    none="Trong kỳ không phát sinh phiếu khảo sát mức độ hài lòng.",
    of=tuple(f"{_S}.{name}" for name in ("answers", "very_satisfied", "satisfied", "forms_sent")),
)
SURVEY_BY_SECTOR = Sentence(
    "Trong lĩnh vực {.sector}: {.positive}/{.answers} phiếu hài lòng và rất hài lòng, đạt "
    "{.satisfaction}.",
    "Trong lĩnh vực {.sector}: <,phát ra {.forms_sent?} phiếu|thu {.answers?} phiếu"
    "|rất hài lòng {.very_satisfied?} phiếu|hài lòng {.satisfied?} phiếu>.",
    each=f"{_S}.sectors",
)
SURVEY_BY_CRITERION = Sentence(
    "Về {.name}: {.positive}/{.answers} phiếu hài lòng và rất hài lòng, đạt {.satisfaction}.",
    "Về {.name}: <,{.answers} phiếu trả lời|{.positive} phiếu hài lòng và rất hài lòng>.",
    each=f"{_S}.criteria",
)

PROCEDURES = Part(
    "ii.2",
    "Cải cách thủ tục hành chính",
    about=_P,
    annex="annex.dossiers",
    is_list=True,
    lines=[
        *(RULES_OF_PROCEDURES, ANNOUNCED, REVIEWED, SERVICES, ONLINE_SERVICES, ONE_STOP),
        *(RECEIVED, CHANNELS, RESOLVED, OPEN, DIGITISED, ELECTRONIC, PAID, TIME),
        *(FEEDBACK, HANDLED, SURVEY, SURVEY_BY_SECTOR, SURVEY_BY_CRITERION),
    ],
)
