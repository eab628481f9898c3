"""The texts a report rests on: in force when it reports, and cited with their year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.common.documents import at
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.law.texts import known_text
from cchc_lib.reading.told import Mention, Told
from cchc_lib.vietnamese import format_date

__all__ = ["expired", "not_yet", "year_missing"]


@rule(
    "CCHC401",
    Severity.WARNING,
    citation="Luật 64/2025/QH15; Nghị định 30/2020/NĐ-CP",
    title="Văn bản được viện dẫn còn hiệu lực.",
    why="Căn cứ ban hành phải là văn bản đang có hiệu lực (Nghị định 30/2020/NĐ-CP, Phụ lục "
    "I). Văn bản đã hết hiệu lực trước khi kỳ báo cáo bắt đầu là lỗi; hết hiệu lực trong kỳ là "
    "cảnh báo, vì vẫn áp dụng cho một phần của kỳ; được nhắc tới mà không làm căn cứ thì chỉ "
    "lưu ý. Chỉ xét những văn bản đã biết chắc ngày hết hiệu lực. Trong lời văn, ngày muộn "
    "nhất nêu trong văn bản được coi là ngày báo cáo; không rõ kỳ báo cáo bắt đầu khi nào thì "
    "chỉ cảnh báo.",
    english="A legal basis must be in force (Nghị định 30/2020/NĐ-CP, Phụ lục I). One that had "
    "expired when the period began is an error; one that expired in the period is a warning, "
    "for it still held for a part of it; cited elsewhere than as a basis, it is a note. Only "
    "texts of which it is established when they ended are known. In prose the latest day named "
    "is the day of the text; where it is not told when the period began, it is a warning.",
    fires='report(institutions=Institutions(legal_bases=[Citation.parse("34/2016/NĐ-CP")]), '
    "period=Period.quarter(2025, 3))",
    silent='report(institutions=Institutions(legal_bases=[Citation.parse("78/2025/NĐ-CP")]), '
    "period=Period.quarter(2025, 3))",
    do="Viện dẫn văn bản thay thế.",
)
def expired(told: Told) -> Iterator[Slip]:
    if told.at_least is None:
        return
    cited: dict[str, Mention] = {}
    for mention in told.documents:
        text = known_text(mention.citation)
        if text is None or text.end is None or text.end > told.at_least or mention.is_past:
            continue
        if text.code not in cited or (mention.is_basis and not cited[text.code].is_basis):
            cited[text.code] = mention
    for mention in cited.values():
        text = known_text(mention.citation)
        assert text is not None
        assert text.end is not None
        is_gone = told.since is not None and text.end <= told.since
        severity = Severity.ERROR if is_gone else Severity.WARNING
        yield Slip(
            message=f"{mention.name} đã hết hiệu lực từ ngày {format_date(text.end)}.",
            actual=mention.name,
            expected=text.successor,
            hint=f"Thay bằng {text.successor}." if text.successor else None,
            severity=severity if mention.is_basis else Severity.NOTE,
            **at(mention),
        )


@rule(
    "CCHC402",
    Severity.WARNING,
    title="Căn cứ pháp lý đã có hiệu lực khi báo cáo.",
    why="Văn bản đã ban hành nhưng chưa có hiệu lực thì chưa là căn cứ cho công việc trong kỳ.",
    english="A text passed but not in force yet is no basis for what was done in the period.",
    fires='report(institutions=Institutions(legal_bases=[Citation.parse("224/2026/NĐ-CP")]), '
    "period=Period.year(2025))",
    silent='report(institutions=Institutions(legal_bases=[Citation.parse("118/2025/NĐ-CP")]), '
    "period=Period.year(2025))",
    do="Viện dẫn văn bản đang có hiệu lực trong kỳ.",
)
def not_yet(told: Told) -> Iterator[Slip]:
    for mention in told.documents:
        text = known_text(mention.citation)
        if not mention.is_basis or text is None or text.start is None or told.at_most is None:
            continue
        if text.start > told.at_most:
            yield Slip(
                message=f"{mention.name} chỉ có hiệu lực từ ngày {format_date(text.start)}.",
                actual=mention.name,
                **at(mention),
            )


_NORMATIVE = re.compile(r"NĐ-CP|TTLT?-B[A-ZĐ]+(?:-[A-ZĐ]+)*")
"""Symbols that only normative documents bear: decrees, circulars of ministries."""


@rule(
    "CCHC403",
    Severity.WARNING,
    citation="Luật 64/2025/QH15",
    title="Số của văn bản quy phạm pháp luật có năm ban hành.",
    why="Năm trong số là dấu hiệu của văn bản quy phạm pháp luật (Luật 64/2025/QH15): nghị "
    "định, thông tư đánh số lại mỗi năm, thiếu năm thì không biết là văn bản nào.",
    english="The year group is the mark of a normative document (Luật 64/2025/QH15): decrees "
    "and circulars are numbered anew each year, so without it nobody knows which is meant.",
    fires='report(institutions=Institutions(legal_bases=[Citation.parse("154/NĐ-CP")]))',
    silent='report(institutions=Institutions(legal_bases=[Citation.parse("154/2025/NĐ-CP")]))',
    do="Thêm năm: 154/2025/NĐ-CP.",
)
def year_missing(told: Told) -> Iterator[Slip]:
    for mention in told.documents:
        document = mention.citation
        if document.year is None and _NORMATIVE.fullmatch(document.symbol or ""):
            year = "năm" if document.day is None else str(document.day.year)
            yield Slip(
                message=f"{mention.name} thiếu năm ban hành trong số, ký hiệu.",
                actual=document.code,
                expected=f"{document.number}/{year}/{document.symbol}",
                **at(mention),
            )
