"""Days against the cut-off of a text, headings against the period that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.reading.days import DAY, SPAN, day_of, window
from cchc_lib.reading.prose import Prose
from cchc_lib.vietnamese.dates import format_date

__all__ = ["after_cut_off", "heading_period"]

_AS_OF = re.compile(rf"(?:đến (?:hết )?(?:ngày )?|tại (?:ngày|thời điểm) )(?P<day>{DAY})")


@rule(
    "CCHC330",
    Severity.WARNING,
    title="Ngày thống kê số liệu nằm trong thời gian chốt số liệu.",
    why="Thời gian chốt số liệu là khoảng mà văn bản nêu nhiều nhất (“từ ngày … đến ngày …”); "
    "số liệu “đến ngày” muộn hơn thì không được thống kê cùng lúc với các số khác (Nghị định "
    "09/2019/NĐ-CP, Điều 12).",
    english='The window is the one the text names most often ("từ ngày … đến ngày …"); a '
    'figure "đến ngày" a later day was not counted when the others were (Nghị định '
    "09/2019/NĐ-CP, art. 12).",
    fires="Số liệu từ ngày 01/7/2025 đến ngày 11/11/2025. Đến ngày 11/12/2025 có 38 công chức.",
    silent="Số liệu từ ngày 01/7/2025 đến ngày 11/11/2025. Đến ngày 10/11/2025 có 38 công chức.",
    do="Kiểm tra ngày chốt số liệu.",
)
def after_cut_off(prose: Prose) -> Iterator[Slip]:
    _, cut_off = prose.once(window)
    if cut_off is None:
        return
    inside = {found.span("end") for found in SPAN.finditer(prose.lower)}
    for found in _AS_OF.finditer(prose.lower):
        day = day_of(found["day"])
        if day is not None and day > cut_off and found.span("day") not in inside:
            yield Slip(
                message=f"ngày {format_date(day)} sau ngày chốt số liệu {format_date(cut_off)}",
                expected=f"không sau ngày {format_date(cut_off)}",
                actual=format_date(day),
                hint="Kiểm tra có ghi nhầm tháng, hoặc chốt lại số liệu.",
                start=found.start("day"),
                end=found.end("day"),
            )


_PERIOD = (
    r"(?:(?:quý [ivx1-4]{1,3}|[69] tháng(?: đầu| cuối)?|tháng [0-9]{1,2})[ /])?(?:năm )?20[0-9]{2}"
)
_ANNOUNCED = re.compile(
    r"phương hướng,? (?:và )?nhiệm vụ (?:trọng tâm )?(?:[^\W\d]+ ){0,8}?"
    rf"(?P<period>{_PERIOD})"
)
_HEADING = re.compile(rf"(?im)^[ \t]*[IVX]{{1,5}}\.[^\n]{{0,200}}?(?P<period>{_PERIOD})")


def _plain(period: str) -> str:
    return re.sub(r"\s+|năm|/", " ", period.lower()).replace("  ", " ").strip()


@rule(
    "CCHC332",
    Severity.WARNING,
    title="Tiêu đề mục nhiệm vụ kỳ tới ghi đúng kỳ nêu trong trích yếu.",
    why="Trích yếu nêu nhiệm vụ của kỳ nào thì mục nhiệm vụ là của kỳ đó; tiêu đề ghi kỳ khác "
    "thường là còn sót từ báo cáo trước.",
    english="The section on the tasks ahead is of the period that the subject line names; "
    "another one is often left over from the report before.",
    fires="Báo cáo phương hướng nhiệm vụ năm 2026.\nIV. NHIỆM VỤ QUÝ IV NĂM 2025",
    silent="Báo cáo phương hướng nhiệm vụ năm 2026.\nIV. NHIỆM VỤ NĂM 2026",
    do="Sửa tiêu đề mục cho khớp với trích yếu.",
)
def heading_period(prose: Prose) -> Iterator[Slip]:
    lower = prose.lower
    announced = next(
        (
            found.span("period")
            for found in _ANNOUNCED.finditer(lower)
            if prose.flat[found.start() : found.start() + 6] != "PHƯƠNG"
        ),
        None,
    )
    if announced is None:
        return
    named = prose.flat[slice(*announced)]
    for found in _HEADING.finditer(prose.source.text):
        if "nhiệm vụ" not in found[0].lower() or _plain(found["period"]) == _plain(named):
            continue
        yield Slip(
            message=f"tiêu đề mục ghi “{found['period']}” nhưng trích yếu nêu nhiệm vụ “{named}”",
            expected=named,
            actual=found["period"],
            hint="Sửa tiêu đề mục theo kỳ kế tiếp của kỳ báo cáo.",
            start=found.start("period"),
            end=found.end("period"),
        )
