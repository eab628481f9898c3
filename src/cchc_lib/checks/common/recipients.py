"""Whom a document goes to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import FORM, repeated
from cchc_lib.law.series import TWO_TIERS
from cchc_lib.reading.told import Line, Told
from cchc_lib.vietnamese import fold_text

__all__ = ["as_above", "districts", "lines_twice"]


def _slip(line: Line, message: str, expected: str | None = None) -> Slip:
    return Slip(
        message=message,
        path=line.path,
        start=line.start,
        end=line.end,
        actual=line.text,
        expected=expected,
    )


@rule(
    "CCHC825",
    Severity.NOTE,
    title="Kính gửi, nơi nhận không có dòng lặp lại.",
    why="Nơi nhận ghi hai lần thì nhận hai bản.",
    english="A recipient named twice gets the document twice.",
    fires='report(recipients=["Như trên", "Sở Nội vụ", "Sở Nội vụ"])',
    silent='report(recipients=["Như trên", "Sở Nội vụ"])',
    do="Bỏ dòng trùng.",
)
def lines_twice(told: Told) -> Iterator[Slip]:
    for name, lines in (("kính gửi", told.addressees), ("nơi nhận", told.recipients)):
        named = [line for line in lines if re.search(r"\w", line.text)]
        for row in repeated(line.text for line in named):
            yield _slip(named[row], f"“{named[row].text}” đã có ở {name}.")


@rule(
    "CCHC826",
    Severity.NOTE,
    citation=FORM,
    title="Báo cáo có Kính gửi thì nơi nhận mở đầu bằng “Như trên”.",
    why="Nơi được kính gửi ở trên là nơi nhận đầu tiên (Nghị định 30/2020/NĐ-CP, Phụ lục I).",
    english="Those addressed above the text are the first recipients (Nghị định 30/2020/NĐ-CP, "
    "Phụ lục I).",
    fires='report(addressees=["Sở Nội vụ"], recipients=["Thường trực Đảng ủy"])',
    silent='report(addressees=["Sở Nội vụ"], recipients=["Như trên", "Thường trực Đảng ủy"])',
    do="Thêm dòng “Như trên”.",
)
def as_above(told: Told) -> Iterator[Slip]:
    if told.addressees and told.recipients:
        first = told.recipients[0]
        if not fold_text(first.text).lstrip("-– ").startswith("như "):
            wrong = "Có Kính gửi nhưng nơi nhận không mở đầu bằng “Như trên”."
            yield _slip(first, wrong, "Như trên")


_DISTRICT = re.compile(r"\b(?:ubnd|ủy ban nhân dân|hđnd)\s+(?:huyện|quận|thị trấn|thị xã)\b|"
                       r"\b(?:huyện|quận|thị) ủy\b")  # fmt: skip


@rule(
    "CCHC827",
    Severity.WARNING,
    citation="Luật 72/2025/QH15",
    title="Không gửi báo cáo tới cơ quan cấp huyện, đã kết thúc hoạt động từ ngày 01/7/2025.",
    why="Từ ngày đó chính quyền địa phương có hai cấp (Luật 72/2025/QH15).",
    english="Local government has had two tiers since then (Luật 72/2025/QH15).",
    fires='report(issued=date(2025, 12, 16), recipients=["Như trên", "UBND huyện Vũ Quang"])',
    silent='report(issued=date(2025, 12, 16), recipients=["Như trên", "UBND tỉnh Hà Tĩnh"])',
    do="Gửi cơ quan cấp tỉnh, cấp xã tương ứng.",
)
def districts(told: Told) -> Iterator[Slip]:
    if told.at_least is None or told.at_least < TWO_TIERS:
        return
    for line in (*told.addressees, *told.recipients):
        if _DISTRICT.search(fold_text(line.text)):
            wrong = f"“{line.text}”: cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025."
            yield _slip(line, wrong)
