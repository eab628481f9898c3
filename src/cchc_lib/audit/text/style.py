"""How a text is written: one style of numbers and dates, spelling, spaces, brackets, letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from cchc_lib.audit.finding import Severity
from cchc_lib.audit.rule import Slip, rule
from cchc_lib.audit.text.calendar import day_of
from cchc_lib.audit.text.prose import Prose
from cchc_lib.audit.text.quantities import Quantity
from cchc_lib.audit.text.source import Span
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import normalize_text

__all__ = ["RULES"]

Place = tuple[int, int]


def _mixed(
    prose: Prose, one: Sequence[Place], other: Sequence[Place], message: str, hint: str
) -> Iterator[Slip]:
    """Yield one finding for a text that writes a thing in two ways, with the rarer places."""
    if not one or not other:
        return
    rare = min(other, one, key=len)
    shown = [" ".join(prose.flat[start:end].split()) for start, end in rare[:6]]
    more = f" và {len(rare) - 6} chỗ khác" if len(rare) > 6 else ""
    start, end = rare[0]
    yield Slip(
        message=f"{message}: {', '.join(dict.fromkeys(shown))}{more}",
        actual=shown[0],
        hint=hint,
        start=start,
        end=end,
    )


def _spans(quantities: Sequence[Quantity]) -> list[Place]:
    return [(quantity.start, quantity.end) for quantity in quantities]


@rule("CCHC650", Severity.NOTE)
def thousands(prose: Prose) -> Iterator[Slip]:
    """Thousands are written in one way, with a dot (Luật Kế toán 88/2015/QH13, art. 11).

    Fires: Tiếp nhận 1.268 hồ sơ, đã giải quyết 1214 hồ sơ.
    Silent: Tiếp nhận 1.268 hồ sơ, đã giải quyết 1.214 hồ sơ.
    Do: Viết dấu chấm sau hàng nghìn ở mọi số.
    """
    large = [
        found
        for found in prose.quantities.numbers
        if found.unit != "%" and (found.noun or found.unit) and len(found.shown) > 3
    ]
    plain = [found for found in large if re.fullmatch("[0-9]{4,}", found.shown)]
    dotted = [found for found in large if "." in found.shown]
    if dotted:
        slips = _mixed(
            prose,
            _spans(plain),
            _spans(plain),
            "số hàng nghìn viết không có dấu chấm, trong khi chỗ khác có",
            "Viết dấu chấm sau hàng nghìn: 1.268.",
        )
        yield from slips


@rule("CCHC651", Severity.NOTE)
def percent_sign(prose: Prose) -> Iterator[Slip]:
    """The percent sign stands in one way, usually right after the number.

    Fires: Trực tuyến 96,14 %, trực tiếp 3,86%.
    Silent: Trực tuyến 96,14%, trực tiếp 3,86%.
    Do: Viết liền dấu % với số.
    """
    percents = [found for found in prose.quantities.numbers if found.unit == "%"]
    spaced = [found for found in percents if prose.flat[found.end - 2].isspace()]
    tight = [found for found in percents if not prose.flat[found.end - 2].isspace()]
    yield from _mixed(
        prose,
        _spans(tight),
        _spans(spaced),
        "dấu % viết hai kiểu, cách và liền số",
        "Viết liền: 96,14%.",
    )


@rule("CCHC652", Severity.NOTE)
def padding(prose: Prose) -> Iterator[Slip]:
    """Counts below 10 are padded (04) everywhere or nowhere.

    Padding is a custom and no rule; a mix reads as carelessness.

    Fires: Kiểm tra 04 phòng; xử phạt 3 trường hợp.
    Silent: Kiểm tra 04 phòng; xử phạt 03 trường hợp.
    Do: Chọn một cách viết cho toàn văn bản.
    """
    small = [
        found
        for found in prose.quantities.numbers
        if not found.unit and found.noun and 0 < found.value < 10 and "," not in found.shown
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


_DATE = re.compile(r"(?<![\w/.-])[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![\w/])")


@rule("CCHC653", Severity.NOTE, citation="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4")
def dates(prose: Prose) -> Iterator[Slip]:
    """Short dates follow the padding of the date line: the day below 10, the month only 1 and 2.

    Fires: Từ 1/7/2025 đến ngày 08/08/2025.
    Silent: Từ 01/7/2025 đến ngày 08/8/2025.
    Do: Viết 03/9/2025, 24/01/2025.
    """
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


_SPACELESS = re.compile(
    r"(?<![\w@/.])(?P<word>[a-zà-ỹđA-ZĐÀ-Ỹ]{2,})(?P<mark>[,;]|\.(?=[0-9]{1,3}%|[A-ZĐÀ-Ỹ][a-zà-ỹ]))"
    r"(?=[0-9A-ZĐÀ-Ỹa-zà-ỹđ])(?![\w.-]{0,64}@)(?!vn\b|gov\b|com\b)"
)


@rule("CCHC654", Severity.NOTE)
def missing_space(prose: Prose) -> Iterator[Slip]:
    """A space follows a comma, a semicolon and a full stop.

    Fires: trên môi trường mạng.100% lãnh đạo được cấp chữ ký số.
    Silent: trên môi trường mạng. 100% lãnh đạo được cấp chữ ký số.
    Do: Thêm dấu cách.
    """
    for found in _SPACELESS.finditer(prose.flat):
        yield Slip(
            message="thiếu dấu cách sau dấu câu",
            actual=prose.flat[found.start() : found.end() + 6],
            hint="Thêm dấu cách.",
            start=found.start(),
            end=found.end(),
        )


_DOUBLED = re.compile(r"(?<!\w)(?P<word>[a-zà-ỹđ]{2,})\s(?P=word)(?!\w)")
_MEANT = {
    *"luôn dần từ thường ngày đời nhà hằng song năm rất xanh đều chung riêng ào mãi xa gần".split(),
    *"lâu nhanh chậm sâu cao đâu ai gì nào cùng đủ vừa ngang khăng".split(),
}


@rule("CCHC655", Severity.NOTE)
def doubled_word(prose: Prose) -> Iterator[Slip]:
    """No word stands twice in a row, unless the language means it (luôn luôn, dần dần).

    Fires: Trang thông tin điện tử đã được được xây dựng.
    Silent: Trang thông tin điện tử đã được xây dựng và luôn luôn cập nhật.
    Do: Bỏ một từ.
    """
    for found in _DOUBLED.finditer(prose.flat):
        follows = prose.flat[found.end() : found.end() + 6]
        if found["word"] in _MEANT or follows.startswith(", nhà"):
            continue
        yield Slip(
            message=f"từ “{found['word']}” viết lặp",
            expected=found["word"],
            actual=found[0],
            hint="Bỏ một từ.",
            start=found.start(),
            end=found.end(),
        )


_LIST_MARK = re.compile(r"(?:(?<=\s)|^)\(?[0-9a-zđ]{1,3}\)")


@rule("CCHC656", Severity.NOTE)
def brackets(prose: Prose) -> Iterator[Slip]:
    """Every bracket is closed.

    Fires: Tiếp nhận 1.268 hồ sơ (trong đó trực tuyến 1.219 hồ sơ (96,14%).
    Silent: Tiếp nhận 1.268 hồ sơ (trong đó trực tuyến 1.219 hồ sơ).
    Do: Thêm hoặc bỏ dấu ngoặc.
    """
    for block in prose.source.blocks:
        text = prose.flat[block.start : block.end]
        if text.count("(") == text.count(")"):
            continue
        text = _LIST_MARK.sub(lambda found: " " * len(found[0]), text)
        opened: list[int] = []
        for place, letter in enumerate(text):
            if letter == "(":
                opened.append(place)
            elif letter == ")":
                if not opened:
                    yield _bracket(block, place, "đóng ngoặc mà không mở")
                    break
                opened.pop()
        else:
            if opened:
                yield _bracket(block, opened[0], "mở ngoặc mà không đóng")


def _bracket(block: Span, place: int, wrong: str) -> Slip:
    start = block.start + place
    return Slip(
        message=f"{wrong} trong đoạn này",
        hint="Thêm hoặc bỏ dấu ngoặc.",
        start=start,
        end=start + 1,
    )


_VIETNAMESE = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")


def _is_alien(letter: str) -> bool:
    """Whether a letter is of no Vietnamese alphabet, though it may look so: ǎ, Cyrillic а."""
    if letter.isascii() or not letter.isalpha():
        return False
    parts = [part for part in unicodedata.normalize("NFD", letter.lower()) if part not in _TONES]
    return unicodedata.normalize("NFC", "".join(parts)) not in _VIETNAMESE


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")


@rule("CCHC657", Severity.WARNING)
def alien_letter(prose: Prose) -> Iterator[Slip]:
    """Vietnamese words are written in Vietnamese letters.

    ǎ for ă, a Cyrillic а for a: they look alike, but a search does not find the word.

    Fires: Cǎn cứ kế hoạch cải cách hành chính.
    Silent: Căn cứ kế hoạch cải cách hành chính.
    Do: Gõ lại từ này.
    """
    for found in _WORD.finditer(prose.flat):
        word = found[0]
        if word.isascii():
            continue
        alien = [letter for letter in word if _is_alien(letter)]
        if alien and len(alien) < len(word):
            letter = alien[0]
            name = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
            yield Slip(
                message=f"“{word}” có chữ “{letter}” không thuộc bảng chữ cái tiếng Việt ({name})",
                actual=word,
                hint="Gõ lại từ này bằng bộ gõ tiếng Việt.",
                start=found.start(),
                end=found.end(),
            )


@rule("CCHC658", Severity.NOTE, citation="TCVN 6909:2001")
def decomposed(prose: Prose) -> Iterator[Slip]:
    """Text is in composed form (NFC), one character a letter.

    Fires: Pho\u0300ng Kinh te\u0302\u0301.
    Silent: Phòng Kinh tế.
    Do: Chuyển sang Unicode dựng sẵn.
    """
    if not prose.source.is_composed:
        yield Slip(
            message="văn bản dùng Unicode tổ hợp (dấu rời), tìm kiếm và sắp xếp sẽ sai",
            hint="Chuyển toàn văn bản sang Unicode dựng sẵn (NFC).",
            start=0,
            end=1,
        )


_SLIPS = {
    "năng cao": "nâng cao",
    "phần đấu": "phấn đấu",
    "nghĩ thôi việc": "nghỉ thôi việc",
    "nghĩ hưu": "nghỉ hưu",
    "nghĩ việc": "nghỉ việc",
    "đợn vị": "đơn vị",
    "trên địa xã": "trên địa bàn xã",
    "trên địa phường": "trên địa bàn phường",
    "xiết chặt": "siết chặt",
    "áp dung": "áp dụng",
    "sát nhập": "sáp nhập",
    "bổ xung": "bổ sung",
    "xử lí phạt": "xử phạt",
    "chỉnh chu": "chỉn chu",
    "sử lý": "xử lý",
    "xữ lý": "xử lý",
    "sữ dụng": "sử dụng",
    "cũng cố": "củng cố",
    "giãi quyết": "giải quyết",
    "hổ trợ": "hỗ trợ",
    "kĩ luật": "kỷ luật",
    "khen thường": "khen thưởng",
    "hiệu qủa": "hiệu quả",
    "tham mư": "tham mưu",
    "thũ tục": "thủ tục",
    "trãi nghiệm": "trải nghiệm",
    "đẫy mạnh": "đẩy mạnh",
    "mục têu": "mục tiêu",
    "nhiệm vũ": "nhiệm vụ",
    "cãi cách": "cải cách",
}
"""Slips of the keyboard that are no words of the genre, and what is meant."""

_SLIP = re.compile(rf"(?<!\w)(?:{'|'.join(_SLIPS)})(?!\w)", re.IGNORECASE)


@rule("CCHC659", Severity.WARNING)
def spelling(prose: Prose) -> Iterator[Slip]:
    """Words of the genre are spelled right; only slips that are no other word are listed.

    Fires: Tổ chức rà soát để năng cao trách nhiệm.
    Silent: Tổ chức rà soát để nâng cao trách nhiệm.
    Do: Sửa chính tả.
    """
    for found in _SLIP.finditer(prose.flat):
        meant = _SLIPS.get(found[0].lower())
        yield Slip(
            message=f"“{found[0]}” có lẽ là “{meant}”",
            expected=meant,
            actual=found[0],
            hint=f"Sửa thành “{meant}”.",
            start=found.start(),
            end=found.end(),
        )


_NEW_TONE = re.compile(
    r"(?<!\w)\w*(?:oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uý|uỷ|uỹ|uỵ)(?!\w)", re.IGNORECASE
)
_OLD_TONE = re.compile(
    r"(?<!\w)\w*(?:òa|óa|ỏa|õa|ọa|òe|óe|ỏe|õe|ọe|ùy|úy|ủy|ũy|ụy)(?!\w)", re.IGNORECASE
)


@rule("CCHC662", Severity.NOTE)
def tone_place(prose: Prose) -> Iterator[Slip]:
    """Tones stand in one place: hòa and ủy, or hoà and uỷ, in one text.

    Both are accepted; only a mix is named.

    Fires: Ủy ban nhân dân xã; Uỷ ban nhân dân tỉnh.
    Silent: Ủy ban nhân dân xã; Ủy ban nhân dân tỉnh.
    Do: Chọn một cách đặt dấu.
    """
    new = [
        found.span()
        for found in _NEW_TONE.finditer(prose.flat)
        if normalize_text(found[0]) != found[0]
    ]
    old = [found.span() for found in _OLD_TONE.finditer(prose.flat)]
    yield from _mixed(
        prose,
        old,
        new,
        "dấu thanh đặt hai kiểu (hòa/hoà, ủy/uỷ)",
        "Chọn một cách đặt dấu cho toàn văn bản.",
    )


RULES = (
    thousands,
    percent_sign,
    padding,
    dates,
    missing_space,
    doubled_word,
    brackets,
    alien_letter,
    decomposed,
    spelling,
    tone_place,
)
