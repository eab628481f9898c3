"""Days, months and quarters that are on the calendar, and spans that end behind their beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.reading.days import WRITTEN_DAY, day_of
from cchc_lib.reading.told import Line, Told

__all__ = ["ends_before_it_begins", "impossible_day"]

_LONG_YEAR = re.compile(r"ngày (?<!\wngày )(?P<day>[0-9]{1,2}/[0-9]{1,2}/[0-9]{5,8})(?![\w/])")
_YEARLESS = re.compile(
    r"ngày (?<!\wngày )(?P<day>(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2}))(?![\w/.-]|,[0-9])"
)
_LUNAR = re.compile(r"\s*\(?(?:âm lịch|ÂL|al\b)", re.IGNORECASE)
_LEAP = 2024
"""A year that has every day which any year has."""


def _impossible(text: str) -> Iterator[tuple[int, int]]:
    """Yield where days stand that no calendar has."""
    for found in WRITTEN_DAY.finditer(text):
        if day_of(found[0]) is None:
            yield found.span()
    for found in _LONG_YEAR.finditer(text):
        yield found.span("day")
    for found in _YEARLESS.finditer(text):
        day, month = int(found["d"]), int(found["m"])
        if 1 <= month <= 12 and 28 < day <= 31 and not _exists(day, month):
            yield found.span("day")


def _exists(day: int, month: int) -> bool:
    try:
        date(_LEAP, month, day)
    except ValueError:
        return False
    return True


@rule(
    "CCHC331",
    Severity.ERROR,
    title="Ngày, tháng được ghi là ngày có thật trên lịch.",
    why="Ngày không có trên lịch là gõ nhầm, và không ai biết ngày đúng. Ngày ghi rõ là âm "
    "lịch thì không xét.",
    english="A day that the calendar lacks is a slip, and nobody knows which day was meant. "
    "Days of the lunar calendar (âm lịch) are left out.",
    fires="Báo cáo số 12/BC-UBND ngày 31/6/2025.",
    silent="Báo cáo số 12/BC-UBND ngày 30/6/2025.",
    do="Sửa ngày, tháng.",
)
def impossible_day(told: Told) -> Iterator[Slip]:
    for passage in told.passages:
        for start, end in _impossible(passage.text):
            if not _LUNAR.match(passage.text, end):
                line = passage.line(start, end)
                yield _slip(line, f"không có ngày {line.text}", "Sửa lại ngày, tháng, năm.")


_RANGE = re.compile(
    r"[Tt]ừ ngày (?P<start>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}) đến (?:hết )?ngày "
    r"(?P<end>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})"
)
_MONTH = re.compile(
    r"tháng (?<!\wtháng )(?:1[3-9]|[2-9][0-9]|00?)(?:/| năm )(?:19|20)[0-9]{2}(?!\w)"
)
_QUARTER = re.compile(
    r"[Qq](?<!\w[Qq])(?:uý|UÝ) (?:V(?:I{1,3})?|VI{1,3}|I?X|I{4,}|[5-9]|0)"
    r"(?=(?:/| năm |, năm | )(?:19|20)[0-9]{2}(?!\w)|[.,;:)]| *$)"
)


@rule(
    "CCHC333",
    Severity.ERROR,
    title="Khoảng thời gian bắt đầu trước khi kết thúc; tháng từ 1 đến 12, quý từ I đến IV.",
    why="Khoảng thời gian không thể kết thúc trước khi bắt đầu; một năm có 12 tháng, bốn quý.",
    english="A span of days cannot end before it begins; a year has twelve months and four "
    "quarters.",
    fires="Số liệu từ ngày 14/9/2025 đến ngày 15/6/2025.",
    silent="Số liệu từ ngày 15/6/2025 đến ngày 14/9/2025.",
    do="Sửa ngày bắt đầu hoặc ngày kết thúc.",
)
def ends_before_it_begins(told: Told) -> Iterator[Slip]:
    for passage in told.passages:
        for found in _RANGE.finditer(passage.text):
            start, end = day_of(found["start"]), day_of(found["end"])
            if start and end and end < start:
                yield _slip(
                    passage.line(*found.span()),
                    f"ngày kết thúc {found['end']} trước ngày bắt đầu {found['start']}",
                )
        for pattern, expected in ((_MONTH, "tháng 1 đến tháng 12"), (_QUARTER, "quý I đến quý IV")):
            for found in pattern.finditer(passage.text):
                yield _slip(passage.line(*found.span()), f"không có {found[0]}", expected=expected)


def _slip(line: Line, wrong: str, hint: str | None = None, expected: str | None = None) -> Slip:
    return Slip(
        message=wrong,
        path=line.path,
        start=line.start,
        end=line.end,
        actual=line.text,
        expected=expected,
        hint=hint,
    )
