"""How numbers, dates and tones are written: one way in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.reading.days import day_of
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import normalize_text

__all__: list[str] = []

Place = tuple[int, int]


def _mixed(
    prose: Prose, one: Sequence[Place], other: Sequence[Place], message: str, hint: str
) -> Iterator[Slip]:
    """Yield one finding for a text that writes a thing in two ways, with the rarer places."""
    if one and other:
        yield from _once(prose, min(other, one, key=len), message, hint)


def _once(prose: Prose, places: Sequence[Place], message: str, hint: str) -> Iterator[Slip]:
    """Yield one finding for all places of a kind."""
    if not places:
        return
    shown = [" ".join(prose.source.text[start:end].split()) for start, end in places[:6]]
    more = f" và {len(places) - 6} chỗ khác" if len(places) > 6 else ""
    start, end = places[0]
    yield Slip(
        message=f"{message}: {', '.join(dict.fromkeys(shown))}{more}",
        actual=shown[0],
        hint=hint,
        start=start,
        end=end,
    )


def _spans(quantities: Sequence[Quantity]) -> list[Place]:
    return [(quantity.start, quantity.end) for quantity in quantities]


@rule(
    "CCHC650",
    Severity.NOTE,
    title="Hàng nghìn viết thống nhất, có dấu chấm (Luật Kế toán 88/2015/QH13, Điều 11).",
    why="Phần nghìn có dấu chấm thì mắt không đọc nhầm (Luật Kế toán 88/2015/QH13, Điều 11). "
    "Số viết hai kiểu trong một văn bản dễ bị đọc sai; dấu phẩy ở phần nghìn (1,085) là kiểu "
    "nước ngoài và đọc theo kiểu Việt Nam thì nhỏ đi nghìn lần. Dấu cách (2 350) làm một số trông "
    "như hai số; chỗ không phân biệt được (tháng 6 150 hồ sơ) thì số liệu của câu không được kiểm "
    "tra.",
    english="A dot after thousands keeps the eye from error (Luật Kế toán 88/2015/QH13, art. "
    "11). Two ways in one text are misread; a comma there (1,085) is a foreign way that reads "
    "a thousand times smaller. A blank (2 350) makes one number look like two; where they cannot "
    "be told apart, the numbers of the sentence are not judged.",
    fires="Tiếp nhận 1.268 hồ sơ, đã giải quyết 1214 hồ sơ.",
    silent="Tiếp nhận 1.268 hồ sơ, đã giải quyết 1.214 hồ sơ.",
    do="Viết dấu chấm sau hàng nghìn ở mọi số.",
)
def thousands(prose: Prose) -> Iterator[Slip]:
    large = [
        found
        for found in prose.quantities.numbers
        if found.unit != "%" and (found.noun or found.unit) and len(found.shown) > 3
    ]
    plain = [found for found in large if re.fullmatch("[0-9]{4,}", found.shown)]
    dotted = [found for found in large if "." in found.shown]
    if dotted:
        yield from _once(
            prose,
            _spans(plain),
            "số hàng nghìn viết không có dấu chấm, trong khi chỗ khác có",
            "Viết dấu chấm sau hàng nghìn: 1.268.",
        )
    parted = prose.source.spaced
    yield from _once(
        prose,
        [(one.start, one.end) for one in parted if one.is_one],
        "số hàng nghìn viết bằng dấu cách",
        "Viết dấu chấm sau hàng nghìn: 1.268.",
    )
    yield from _once(
        prose,
        [(one.start, one.end) for one in parted if not one.is_one],
        "không rõ là một số viết bằng dấu cách hay hai số; câu này không được kiểm tra",
        "Nếu là một số, viết dấu chấm sau hàng nghìn: 1.268; nếu là hai số, thêm dấu phẩy ở giữa.",
    )


_SPACED_SIGN, _TIGHT_SIGN = re.compile("[0-9] %$"), re.compile("[0-9]%$")


@rule(
    "CCHC651",
    Severity.NOTE,
    title="Dấu % viết thống nhất trong toàn văn bản, thường liền ngay sau số.",
    why="Viết hai kiểu trong một văn bản là cẩu thả, và dấu % đứng rời có thể bị đẩy xuống "
    "dòng dưới.",
    english="Two ways in one text read as carelessness, and a sign that stands apart may fall "
    "into the next line.",
    fires="Trực tuyến 96,14 %, trực tiếp 3,86%.",
    silent="Trực tuyến 96,14%, trực tiếp 3,86%.",
    do="Viết liền dấu % với số.",
)
def percent_sign(prose: Prose) -> Iterator[Slip]:
    text = prose.source.text
    signs = [found for found in prose.quantities.numbers if found.unit == "%"]
    spaced = [found for found in signs if _SPACED_SIGN.search(text, found.end - 3, found.end)]
    tight = [found for found in signs if _TIGHT_SIGN.search(text, found.end - 2, found.end)]
    if not tight:
        yield from _once(prose, _spans(spaced), "dấu % viết cách số", "Viết liền: 96,14%.")
    yield from _mixed(
        prose,
        _spans(tight),
        _spans(spaced),
        "dấu % viết hai kiểu, cách và liền số",
        "Viết liền: 96,14%.",
    )


_NOT_COUNTED = {*"cấp tuổi tháng năm ngày giờ phút sao điểm lần mức quý kỳ tầng".split()}
"""Behind a number that names or measures: "chính quyền 2 cấp", "dưới 6 tuổi"."""


@rule(
    "CCHC652",
    Severity.NOTE,
    title="Số lượng dưới 10 thống nhất có hoặc không có số 0 ở trước (04).",
    why="Thêm số 0 là thói quen, không phải quy định; viết lẫn hai kiểu là thiếu nhất quán.",
    english="Padding is a custom and no rule; a mix reads as carelessness.",
    fires="Kiểm tra 04 phòng; xử phạt 3 trường hợp.",
    silent="Kiểm tra 04 phòng; xử phạt 03 trường hợp.",
    do="Chọn một cách viết cho toàn văn bản.",
)
def padding(prose: Prose) -> Iterator[Slip]:
    small = [
        found
        for found in prose.quantities.numbers
        if not found.unit
        and found.noun
        and found.noun[0] not in _NOT_COUNTED
        and 0 < found.value < 10
        and "," not in found.shown
    ]
    padded = [found for found in small if found.shown.startswith("0")]
    plain = [found for found in small if not found.shown.startswith("0")]
    yield from _mixed(
        prose,
        _spans(padded),
        _spans(plain),
        "số đếm dưới 10 viết hai kiểu, có và không có số 0 đứng trước",
        "Chọn một cách viết cho toàn văn bản.",
    )


_DATE = re.compile(r"[0-9](?<![\w/.-][0-9])[0-9]?/[0-9]{1,2}/[0-9]{4}(?![\w/])")


@rule(
    "CCHC653",
    Severity.NOTE,
    citation="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4",
    title="Ngày, tháng viết bằng số chỉ thêm số 0 trước ngày dưới 10 và tháng 1, 2.",
    why="Thêm số 0 trước ngày dưới 10 và tháng 1, 2 để không ai thêm được chữ số (Nghị định "
    "30/2020/NĐ-CP, Phụ lục I, mục II.4).",
    english="A zero before days below 10 and months 1 and 2 leaves no room for another digit; "
    "other months have none (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).",
    fires="Từ 1/7/2025 đến ngày 08/08/2025.",
    silent="Từ 01/7/2025 đến ngày 08/8/2025.",
    do="Viết 03/9/2025, 24/01/2025.",
)
def dates(prose: Prose) -> Iterator[Slip]:
    off: list[Place] = []
    days: dict[str, set[str]] = {}
    for found in _DATE.finditer(prose.flat):
        day = day_of(found[0])
        if day is None:
            continue
        written = format_date(day)
        days.setdefault(written, set()).add(found[0])
        if found[0] != written:
            off.append(found.span())
    if off:
        ways = [
            f"ngày {written} viết {len(shown)} kiểu"
            for written, shown in days.items()
            if len(shown) > 1
        ]
        also = f"; {', '.join(ways[:3])}" if ways else ""
        yield from _mixed(
            prose,
            off,
            off,
            f"{len(off)} ngày viết khác quy cách dd/m/yyyy{also}",
            "Ngày dưới 10 và tháng 1, 2 có số 0 đứng trước: 03/9/2025.",
        )


_NEW_TONE = re.compile("(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$")
_OLD_TONE = re.compile("(?:[òóỏõọ][ae]|[ùúủũụ]y)$")


_DOTTED = re.compile(r"[0-9](?<![\w.,][0-9])[0-9]{0,2}\.[0-9]{1,2}\s?%")


@rule(
    "CCHC660",
    Severity.NOTE,
    title="Phần thập phân viết sau dấu phẩy (Luật Kế toán 88/2015/QH13, Điều 11).",
    why="Dấu chấm dành cho hàng nghìn, dấu phẩy cho phần thập phân (Luật Kế toán 88/2015/QH13, "
    "Điều 11): 96.14% đọc lẫn với 9614%.",
    english="A dot is for thousands and a comma for decimals (Luật Kế toán 88/2015/QH13, art. 11).",
    fires="Tỷ lệ hồ sơ trực tuyến đạt 96.14%.",
    silent="Tỷ lệ hồ sơ trực tuyến đạt 96,14%.",
    do="Thay dấu chấm thập phân bằng dấu phẩy.",
)
def decimal_comma(prose: Prose) -> Iterator[Slip]:
    places = [found.span() for found in _DOTTED.finditer(prose.flat)]
    yield from _once(prose, places, "phần thập phân viết sau dấu chấm", "Viết dấu phẩy: 96,14%.")


_GLUED = re.compile(
    r"[0-9](?<![\w.,-][0-9])(?:[0-9]*(?:[.,/][0-9]+){0,5}%?"
    r"(?=[a-zà-ỹđ]{3})(?!bit|byte|kwh|dpi|[kmg]hz|[kmg]bps)[a-zà-ỹđ]+(?!\w)"
    r"|[0-9]*(?:hồ|xã|vụ|tổ|hộ|bộ|cơ|ấp|ca|đại|sở)(?!\w)"
    r"|(?:(?<= 1)9|(?<= 2)0)[0-9]{2}(?:19|20)[0-9]{2}(?![\w.,/-]*[0-9]))"
)
_GLUED_BEHIND = re.compile(
    r"(?<![\w.,-])(?:tăng|giảm|đạt|còn|được|năm|tháng|ngày|hơn)[0-9]+(?:[.,][0-9]+){0,5}%?(?![\w/])"
)
_WITH_DIGIT = re.compile(r"[^\W0-9]+[0-9]")


@rule(
    "CCHC661",
    Severity.NOTE,
    title="Giữa số và chữ có dấu cách.",
    why="Số dính liền chữ, hoặc hai năm dính liền nhau, thì khó đọc và không tìm kiếm được.",
    english="A number glued to a word, or a year to a year, is hard to read and cannot be "
    "searched for.",
    fires="Tiếp nhận 714vụ việc, giảm79 vụ.",
    silent="Tiếp nhận 714 vụ việc, giảm 79 vụ.",
    do="Thêm dấu cách.",
)
def glued_number(prose: Prose) -> Iterator[Slip]:
    places = [found.span() for found in _GLUED.finditer(prose.lower)]
    mixed = {word for word in prose.vocabulary if _WITH_DIGIT.match(word)}
    for start, _ in prose.spans_of(mixed) if mixed else ():
        if found := _GLUED_BEHIND.match(prose.lower, start):
            places.append(found.span())
    places.sort()
    yield from _once(prose, places, "thiếu dấu cách giữa số và chữ", "Thêm dấu cách.")


@rule(
    "CCHC662",
    Severity.NOTE,
    title="Dấu thanh đặt thống nhất trong một văn bản: hòa và ủy, hoặc hoà và uỷ.",
    why="Cả hai cách đều được chấp nhận; chỉ nêu khi viết lẫn hai cách.",
    english="Both are accepted; only a mix is named.",
    fires="Ủy ban nhân dân xã; Uỷ ban nhân dân tỉnh.",
    silent="Ủy ban nhân dân xã; Ủy ban nhân dân tỉnh.",
    do="Chọn một cách đặt dấu.",
)
def tone_place(prose: Prose) -> Iterator[Slip]:
    old = {word for word in prose.vocabulary if _OLD_TONE.search(word)}
    new = {
        word
        for word in (prose.vocabulary if old else ())
        if _NEW_TONE.search(word) and normalize_text(word) != word
    }
    yield from _mixed(
        prose,
        prose.spans_of(old) if new else (),
        prose.spans_of(new) if new else (),
        "dấu thanh đặt hai kiểu (hòa/hoà, ủy/uỷ)",
        "Chọn một cách đặt dấu cho toàn văn bản.",
    )
