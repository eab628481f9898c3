"""Dates and periods: days that do not exist, days after the cut-off, headings of another period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.reading.prose import Prose
from cchc_lib.vietnamese.dates import format_date

__all__ = ["RULES", "day_of"]

_DAY = r"[0-9]{1,2}\s?[/-]\s?[0-9]{1,2}\s?[/-]\s?[0-9]{4}|[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4}"
_ANY = re.compile(rf"(?<![\w/.-])(?:{_DAY})(?![\w/])")
_SPAN = re.compile(
    rf"từ (?:ngày )?(?P<start>{_DAY}) đến (?:hết )?(?:ngày )?(?P<end>{_DAY})", re.IGNORECASE
)
_AS_OF = re.compile(
    rf"(?:(?:tính )?đến (?:hết )?(?:ngày )?|tại (?:ngày|thời điểm) )(?P<day>{_DAY})", re.IGNORECASE
)


def day_of(text: str) -> date | None:
    """Return the day that digits name, or `None` when there is no such day."""
    day, month, year = map(int, re.findall("[0-9]+", text))
    try:
        return date(year, month, day)
    except ValueError:
        return None


@rule(
    "CCHC331",
    Severity.ERROR,
    page="""
    Ngày, tháng được ghi là ngày có thật trên lịch.

    Fires: Báo cáo số 12/BC-UBND ngày 31/6/2025.
    Silent: Báo cáo số 12/BC-UBND ngày 30/6/2025.
    Do: Sửa ngày, tháng.
    """,
)
def impossible_day(prose: Prose) -> Iterator[Slip]:
    for found in _ANY.finditer(prose.flat):
        if day_of(found[0]) is None:
            yield Slip(
                message=f"không có ngày {found[0]}",
                actual=found[0],
                hint="Sửa lại ngày, tháng, năm.",
                start=found.start(),
                end=found.end(),
            )


_RANGE = re.compile(
    r"[Tt]ừ ngày (?P<start>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}) đến (?:hết )?ngày "
    r"(?P<end>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})"
)
_MONTH = re.compile(r"\btháng (?:1[3-9]|[2-9][0-9]|00?)(?:/| năm )(?:19|20)[0-9]{2}(?!\w)")


@rule(
    "CCHC333",
    Severity.ERROR,
    page="""
    Khoảng thời gian bắt đầu trước khi kết thúc; tháng từ 1 đến 12.

    Fires: Số liệu từ ngày 14/9/2025 đến ngày 15/6/2025.
    Silent: Số liệu từ ngày 15/6/2025 đến ngày 14/9/2025.
    Do: Sửa ngày bắt đầu hoặc ngày kết thúc.
    """,
)
def ends_before_it_begins(prose: Prose) -> Iterator[Slip]:
    for found in _RANGE.finditer(prose.flat):
        start, end = day_of(found["start"]), day_of(found["end"])
        if start and end and end < start:
            yield Slip(
                message=f"ngày kết thúc {found['end']} trước ngày bắt đầu {found['start']}",
                actual=f"{found['start']} - {found['end']}",
                start=found.start(),
                end=found.end(),
            )
    for found in _MONTH.finditer(prose.flat):
        yield Slip(
            message=f"không có {found[0]}",
            expected="tháng 1 đến tháng 12",
            actual=found[0],
            start=found.start(),
            end=found.end(),
        )


@rule(
    "CCHC330",
    Severity.WARNING,
    page="""
    Ngày thống kê số liệu nằm trong thời gian chốt số liệu.

    The window is the one the text names most often ("từ ngày … đến ngày …"); a figure "đến ngày"
    a later day was not counted when the others were (Nghị định 09/2019/NĐ-CP, art. 12).

    Fires: Số liệu từ ngày 01/7/2025 đến ngày 11/11/2025. Đến ngày 11/12/2025 có 38 công chức.
    Silent: Số liệu từ ngày 01/7/2025 đến ngày 11/11/2025. Đến ngày 10/11/2025 có 38 công chức.
    Do: Kiểm tra ngày chốt số liệu.
    """,
)
def after_cut_off(prose: Prose) -> Iterator[Slip]:
    ends = Counter(
        day for found in _SPAN.finditer(prose.flat) if (day := day_of(found["end"])) is not None
    )
    if not ends:
        return
    most = max(ends.values())
    common = [day for day, times in ends.items() if times == most]
    if len(common) > 1:
        return
    (cut_off,) = common
    inside = {found.span("end") for found in _SPAN.finditer(prose.flat)}
    for found in _AS_OF.finditer(prose.flat):
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
    page="""
    Tiêu đề mục nhiệm vụ kỳ tới ghi đúng kỳ nêu trong trích yếu.

    Fires: Báo cáo phương hướng nhiệm vụ năm 2026.⏎IV. NHIỆM VỤ QUÝ IV NĂM 2025
    Silent: Báo cáo phương hướng nhiệm vụ năm 2026.⏎IV. NHIỆM VỤ NĂM 2026
    Do: Sửa tiêu đề mục cho khớp với trích yếu.
    """,
)
def heading_period(prose: Prose) -> Iterator[Slip]:
    lower = prose.flat.lower()
    announced = next(
        (
            found["period"]
            for found in _ANNOUNCED.finditer(lower)
            if prose.flat[found.start() : found.start() + 6] != "PHƯƠNG"
        ),
        None,
    )
    if announced is None or len(lower) != len(prose.flat):
        return
    for found in _HEADING.finditer(prose.source.text):
        heading = found[0].lower()
        if "nhiệm vụ" not in heading:
            continue
        if _plain(found["period"]) != _plain(announced):
            yield Slip(
                message=f"tiêu đề mục ghi “{found['period'].lower()}” nhưng trích yếu nêu nhiệm vụ "
                f"“{announced}”",
                expected=announced,
                actual=found["period"].lower(),
                hint="Sửa tiêu đề mục theo kỳ kế tiếp của kỳ báo cáo.",
                start=found.start("period"),
                end=found.end("period"),
            )


RULES = (after_cut_off, impossible_day, heading_period, ends_before_it_begins)
