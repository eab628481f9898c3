"""Commas and blanks inside numbers: what they make of the value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.reading.prose import Prose

__all__ = ["comma_of_thousands"]

_COUNTED = (
    r"biên chế|hồ sơ|người|vụ|văn bản|thủ tục|hộ|đơn|lượt|cán bộ|công chức|viên chức|phiếu|cuộc|"
    r"đại biểu|trường hợp|nhiệm vụ|tài khoản|doanh nghiệp|học sinh|giấy|dịch vụ|cơ quan|đơn vị"
)
_GROUPED = re.compile(
    r"[0-9](?<![\w.,/][0-9])(?:[0-9]{0,2}(?:,[0-9]{3}){2,}(?![\w,]|\.[0-9])|(?<!0)[0-9]{0,2},[0-9]{3}"
    rf"(?= ?(?:đồng|VNĐ|VND|₫)(?!\w)| (?:{_COUNTED})(?!\w)))"
)
_UNIT = r"(?P<unit>(?:nghìn |triệu |tỷ )?đồng|tỷ|triệu|ha|tấn|km|m²|m2|m³|m3|kg)(?!\w)"
_DECIMAL = re.compile(rf"(?P<number>[1-9](?<![\w.,/].)[0-9]{{0,2}},[0-9]{{3}}) {_UNIT}")
_DOTTED_AMOUNT = re.compile(rf"(?P<number>[0-9](?<![\w.,/][0-9])[0-9]{{0,2}}\.[0-9]{{3}}) {_UNIT}")
_ALIKE = 5
"""An amount and another so many times larger at most are of one size."""

_LONG_PERCENT = re.compile(r"[0-9](?<![\w.,/][0-9])[0-9]{3,8} ?%")
_PARTED = re.compile(r"[0-9](?<![\w.,/][0-9])[0-9]{0,2}, [0-9]{2} ?(?:nghìn tỷ|tỷ|triệu|%)(?!\w)")
_LISTED = re.compile(r"[0-9]%?(?:,| và)? $|(?:lần lượt|tương ứng|các mức)\b[^.;]{0,60}$")


@rule(
    "CCHC663",
    Severity.WARNING,
    citation="Luật Kế toán 88/2015/QH13, Điều 11",
    title="Dấu phẩy trong số là dấu thập phân, không dùng cho hàng nghìn.",
    why="568,000 đồng đọc theo quy định là 568 đồng, nhỏ đi một nghìn lần. Chỉ nêu khi không thể "
    "là số thập phân: số tiền tính bằng đồng, số người, số hồ sơ, số có hai dấu phẩy, hoặc số cùng "
    "cỡ với số bên cạnh nếu đọc là hàng nghìn. Tỷ lệ bốn chữ số liền và số thập phân có dấu cách "
    "chỉ được lưu ý.",
    english="By law 568,000 đồng is 568 đồng, a thousand times less. Named only where no decimals "
    "can be meant: đồng, people, dossiers, two commas, or an amount of one size with its neighbour "
    "if the comma is of thousands. Four digits of a percentage and a blank in decimals are notes.",
    fires="Hỗ trợ 568,000 đồng mỗi hộ.",
    silent="Hỗ trợ 568.000 đồng mỗi hộ, tổng cộng 5,147 tỷ đồng.",
    do="Thay dấu phẩy ở hàng nghìn bằng dấu chấm.",
)
def comma_of_thousands(prose: Prose) -> Iterator[Slip]:
    text = prose.flat
    grouped = [found.span() for found in _GROUPED.finditer(text)]
    for sentence in prose.source.sentences:
        grouped += _of_one_size(text, sentence.start, sentence.end)
    yield from _foreign(text, sorted(set(grouped)))
    for found in _LONG_PERCENT.finditer(text):
        message = f"“{found[0]}” thiếu dấu phẩy thập phân, hoặc dấu chấm sau hàng nghìn"
        yield _noted(found, message)
    for found in _PARTED.finditer(text):
        if not _LISTED.search(text, max(0, found.start() - 80), found.start()):
            joined = found[0].replace(", ", ",", 1)
            yield _noted(found, f"“{found[0]}” có dấu cách giữa số, có lẽ là {joined}")


_APART = 3
"""So many foreign numbers of a text are told one by one; more are a habit, told once."""


def _foreign(text: str, places: list[tuple[int, int]]) -> Iterator[Slip]:
    """Yield the numbers whose commas are of thousands."""
    numbers = [text[start:end] for start, end in places]
    shown = [numbers] if len(numbers) > _APART else [[number] for number in numbers]
    for these, (start, end) in zip(shown, places, strict=False):
        listed = ", ".join(dict.fromkeys(these[:6]))
        more = f" và {len(these) - 6} số khác" if len(these) > 6 else ""
        meant = these[0].replace(",", ".")
        yield Slip(
            message=f"“{listed}”{more} dùng dấu phẩy cho hàng nghìn",
            expected=meant,
            actual=these[0],
            hint=f"Viết {meant}.",
            start=start,
            end=end,
        )


def _of_one_size(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield decimals of a sentence that are amounts beside another only if read as thousands."""
    others = [
        (found["unit"], int(found["number"].replace(".", "")))
        for found in _DOTTED_AMOUNT.finditer(text, start, end)
    ]
    for found in _DECIMAL.finditer(text, start, end) if others else ():
        thousands = int(found["number"].replace(",", ""))
        for unit, other in others:
            if unit == found["unit"] and other <= _ALIKE * thousands <= _ALIKE**2 * other:
                yield found.span("number")


def _noted(found: re.Match[str], message: str) -> Slip:
    return Slip(
        message=message,
        actual=found[0],
        severity=Severity.NOTE,
        hint="Kiểm tra lại số và cách viết.",
        start=found.start(),
        end=found.end(),
    )
