"""Totals and the parts that the text names after them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.text.listings import Listing, listings
from cchc_lib.figures.writing import write_int
from cchc_lib.reading.numbers import Quantity
from cchc_lib.reading.prose import Prose

__all__: list[str] = []

_OPEN = re.compile(
    r"[^0-9%.;:(]{0,60}\((?![^)]*(?:trong đó|trong có|như |điển hình|chủ yếu|\.\.|…))"
)
_CLOSED = re.compile(r"[^0-9(.…]*\)")
_REST = re.compile(r"còn lại[^0-9.;]{0,20}$")
_IN_TIME = "trước hạn|sớm hạn|đúng hạn|đúng hẹn"
_LATE = "quá hạn|trễ hạn|trễ hẹn|chậm hạn"
_PAIRS = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (r"trực tuyến", r"trực tiếp"),
        (_IN_TIME, _LATE),
        (r"đã giải quyết", r"đang giải quyết|chưa giải quyết"),
        (
            r"nhận mới|đơn mới|mới tiếp nhận|tiếp nhận mới|tiếp nhận trong kỳ|phát sinh",
            r"(?:kỳ|năm|quý|tháng) trước|đơn cũ|chuyển (?:sang|qua)",
        ),
        (r"\bnam\b", r"\bnữ\b"),
    )
)
"""Parts that leave no third: both named, they make up the total."""

_HALVES = re.compile(
    r"\bđã .*\b(?:đang|chưa) |cấp (?:tỉnh|huyện).*cấp xã|toàn trình.*một phần|"
    rf"(?:trong hạn|đến hạn|còn hạn).*(?:{_LATE})",
    re.DOTALL,
)
"""Parts that leave no third as a rule: both named, they make up a total that is near."""

_IN_WORDS = re.compile(
    r"\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) "
    r"(?:hồ sơ|người|đơn|nhiệm vụ|văn bản|trường hợp)"
)
_STATES = re.compile(rf"trực tuyến|trực tiếp|bưu chính|{_IN_TIME}|{_LATE}|trong hạn")
_TRAITS = re.compile(
    r"đảng viên|\bnữ\b|cấp (?:tỉnh|huyện|xã)|dân tộc|đại học|thạc sĩ|tuổi|tôn giáo|trẻ em|cao đẳng"
)
"""What one person, or one procedure, may be at once, so that parts overlap."""


def _written(values: list[Quantity]) -> str:
    return " + ".join(value.shown for value in values)


@rule(
    "CCHC160",
    Severity.ERROR,
    title="Tổng số bằng tổng các thành phần nêu sau “gồm”, “bao gồm”.",
    why="“Gồm”, “bao gồm” báo trước tất cả các phần. Nếu các phần đếm thứ khác với tổng số "
    "(“gồm 5 phòng, 46 người”) thì không xét.",
    english='"gồm" and "bao gồm" announce all parts. Where the parts are of other things than '
    'the total ("gồm 5 phòng, 46 người"), nothing is said.',
    fires="Tổng số 43 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.",
    silent="Tổng số 34 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.",
    do="Đối chiếu tổng số với từng thành phần.",
)
def all_parts(prose: Prose) -> Iterator[Slip]:
    for listing in prose.once(listings):
        if listing.is_all and not listing.adds_up:
            yield _wrong_sum(listing)


@rule(
    "CCHC161",
    Severity.WARNING,
    title="Các thành phần không trùng nhau nêu sau “trong đó” không mâu thuẫn với tổng số.",
    why="“Trong đó” có thể chỉ nêu một số phần, nên cộng lại ít hơn tổng số chưa nói lên điều "
    "gì. Có lẽ sai khi lệch dưới một phần trăm tổng số; khi các tình trạng hồ sơ cộng lại vượt "
    "tổng số; khi nêu đủ một cặp (trực tuyến và trực tiếp, đúng hạn và quá hạn); khi số đã "
    "xong và chưa xong, số còn lại hoặc các số trong ngoặc gần đủ tổng số. Các phần có thể ở "
    "cùng câu, câu sau (“Trong đó, …”) hoặc danh sách bên dưới.",
    english='"trong đó" may name only some parts, so a sum below the total says nothing by '
    "itself. It is likely a slip where it misses the total by less than a hundredth, where the "
    "states of a dossier exceed it, where both states of a pair are named (online and in "
    'person, in time and late), or where done and not yet done, a rest ("còn lại") or a '
    'bracket nearly make it up. Parts may stand in the sentence, in the next one ("Trong đó, '
    '…") or in a list below.',
    fires="Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.477 hồ sơ.",
    silent="Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.479 hồ sơ.",
    do="Đối chiếu tổng số với từng thành phần.",
)
def some_parts(prose: Prose) -> Iterator[Slip]:
    for listing in prose.once(listings):
        if listing.is_all or listing.adds_up:
            continue
        if _is_suspect(prose, listing):
            yield _wrong_sum(listing)


def _is_suspect(prose: Prose, listing: Listing) -> bool:
    """Whether parts that do not make up their total were likely meant to."""
    total, last = listing.total, listing.parts[-1]
    missing = total.value - listing.made
    noun = re.match(r"[^,.;()0-9]{0,40}", prose.flat[last.end : last.end + 40])
    words = prose.flat[total.end : last.end + (noun.end() if noun else 0)].lower()
    behind = prose.flat[total.end : last.end + 60].lower()
    if missing > 0 and _IN_WORDS.search(behind):  # "và tám hồ sơ quá hạn"
        return False
    if abs(missing) * 100 <= total.value:
        return True
    if any(one.search(words) and other.search(words) for one, other in _PAIRS):
        return True
    if missing < 0 and len(set(_STATES.findall(words))) > 1:
        return True
    may_overlap = missing < 0 and _TRAITS.search(words)
    if missing < 0 and -missing * 33 <= total.value and not may_overlap:
        return True
    is_rest = _REST.search(prose.before(last, 40))
    is_listed = (
        not may_overlap
        and _OPEN.match(words)
        and _CLOSED.match(prose.flat[last.end : last.end + 60])
    )
    return (
        bool(is_rest or is_listed or (not may_overlap and _HALVES.search(words)))
        and abs(missing) * 5 <= total.value
    )


def _wrong_sum(listing: Listing) -> Slip:
    total, parts, made = listing.total, listing.parts, listing.made
    if total.unit == "đồng":
        difference = "không bằng tổng số"
    else:
        off = int(abs(total.value - made))
        difference = f"{'thiếu' if made < total.value else 'thừa'} {write_int(off)}"
    result = _written(parts)
    if total.unit != "đồng":
        result += f" = {write_int(int(made))}"
    return Slip(
        message=f"các thành phần không cộng thành tổng số {total.shown}: {result} ({difference})",
        expected=total.shown,
        actual=result,
        hint="Kiểm tra tổng số và từng thành phần, hoặc nêu rõ phần còn lại.",
        start=total.start,
        end=parts[-1].end,
    )
