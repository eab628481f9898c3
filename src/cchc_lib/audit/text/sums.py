"""Totals and the parts that the text names after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from cchc_lib.audit.finding import Severity
from cchc_lib.audit.rule import Slip, rule
from cchc_lib.audit.text.prose import Prose
from cchc_lib.audit.text.quantities import Quantity
from cchc_lib.audit.text.ratios import same_noun
from cchc_lib.figures.writing import write_int

__all__ = ["RULES"]

_ALL = re.compile(
    r"^(?:[^0-9%;.]{0,60}?|[^0-9%;.]{0,30}; ?)(?:bao gồm|gồm có|gồm|chia ra)[^0-9%.]{0,60}$"
)
_SOME = re.compile(
    r"^(?:[^0-9%;.]{0,60}?(?:trong đó|cụ thể|:|\()|[^0-9%;.]{0,30}; ?trong đó)[^0-9%.]{0,40}$"
)
_OPEN = re.compile(
    r"[^0-9%.;:(]{0,60}\((?![^)]*(?:trong đó|trong có|như |điển hình|chủ yếu|\.\.|…))"
)
_CLOSED = re.compile(r"[^0-9(.…]*\)")
_ENDS = re.compile(r"trong đó|gồm|tổng|so với|tăng|giảm|lũy kế|còn lại|đạt")
_BACK = 4
_MOST = 30
"""More parts than any total has in a text written by hand."""

_PAIRS = (
    (re.compile(r"trực tuyến"), re.compile(r"trực tiếp")),
    (re.compile(r"trước hạn|đúng hạn|đúng hẹn"), re.compile(r"quá hạn|trễ hạn|trễ hẹn")),
    (re.compile(r"đã giải quyết"), re.compile(r"đang giải quyết|chưa giải quyết")),
    (
        re.compile(r"tiếp nhận mới|mới tiếp nhận|tiếp nhận trong kỳ|phát sinh"),
        re.compile(r"(?:kỳ|năm|quý|tháng) trước"),
    ),
    (re.compile(r"\bnam\b"), re.compile(r"\bnữ\b")),
)
_HALVES = re.compile(r"\bđã .*\b(?:đang|chưa) ")
_DOCUMENTS = {
    *(("kế", "hoạch"), ("quyết", "định"), ("công", "văn"), ("báo", "cáo"), ("thông", "báo")),
    *(("tờ", "trình"), ("chỉ", "thị"), ("nghị", "quyết"), ("hướng", "dẫn"), ("chương", "trình")),
}
_UNITS = {("cơ", "quan"), ("đơn", "vị"), ("tổ", "chức"), ("phòng", "ban")}
_KINDS_OF_UNITS = {
    (word,) for word in "phòng ban trung trường đơn cơ sở xã phường chi tổ thôn".split()
}
_STATES = re.compile(
    r"trực tuyến|trực tiếp|bưu chính|trước hạn|đúng hạn|quá hạn|trễ hạn|đúng hẹn|trễ hẹn|trong hạn"
)


def _parts(prose: Prose, total: Quantity, rest: list[Quantity]) -> list[Quantity]:
    """Return the counts that are listed as parts of a total, on one level of brackets."""
    parts: list[Quantity] = []
    depth, last = 0, total
    floor: int | None = None
    for item in rest:
        words = prose.between(last, item)
        last = item
        depth += words.count("(") - words.count(")")
        if parts and _ENDS.search(words):
            break
        if floor is None:
            floor = depth
        if depth < floor:
            break
        if item.unit == "%" or depth > floor:
            continue
        if item.unit != total.unit or item.qualifier or not _is_kind(total.noun, item.noun):
            return []
        parts.append(item)
    return parts


def _is_kind(total: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a part may be counted in a total: of the same things, or of kinds of them."""
    if total[:2] == ("văn", "bản") and part[:2] in _DOCUMENTS:
        return True
    return same_noun(total, part) or (total[:2] in _UNITS and part[:1] in _KINDS_OF_UNITS)


@attrs.frozen
class Listing:
    """A total and what is listed as its parts; `is_all` where the words say these are all.

    `earlier` are counts of the sentence that the parts may be of as well.
    """

    total: Quantity
    parts: list[Quantity]
    is_all: bool
    earlier: list[Quantity]

    @property
    def made(self) -> Fraction:
        """What the parts make."""
        return sum((Fraction(part.value) for part in self.parts), Fraction(0))

    @property
    def adds_up(self) -> bool:
        """Whether the parts make up the total; where they may be some, neighbours among them."""
        return _add_up(self.parts, self.total) or (
            not self.is_all
            and (
                _add_up(self.parts[1:], self.total)
                or any(_add_up(self.parts, total) for total in self.earlier)
            )
        )


def _add_up(parts: list[Quantity], total: Quantity) -> bool:
    """Whether parts, or the first of them, make up a total; measures may be rounded."""
    running, slack = Fraction(0), total.slack
    for place, part in enumerate(parts):
        running += part.value
        slack += part.slack
        if place and abs(running - total.value) <= slack:
            return True
    return False


def _listings(prose: Prose) -> Iterator[Listing]:
    for sentence in prose.source.sentences:
        items = [item for item in prose.items(sentence) if isinstance(item, Quantity)]
        for place, total in enumerate(items):
            if total.unit == "%" or total.qualifier or not total.value:
                continue
            rest = items[place + 1 : place + 1 + _MOST]
            if len(rest) < 2:
                continue
            words = prose.between(total, rest[0])
            is_all = bool(_ALL.match(words))
            if is_all or _SOME.match(words):
                parts = _parts(prose, total, rest)
                if len(parts) > 1:
                    yield Listing(total, parts, is_all, items[max(0, place - _BACK) : place])


def _written(values: list[Quantity]) -> str:
    return " + ".join(value.shown for value in values)


@rule("CCHC160", Severity.ERROR)
def all_parts(prose: Prose) -> Iterator[Slip]:
    """Tổng số bằng tổng các thành phần nêu sau “gồm”, “bao gồm”.

    "gồm" and "bao gồm" announce all parts. Where the parts are of other things than the total
    ("gồm 5 phòng, 46 người"), nothing is said.

    Fires: Tổng số 43 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.
    Silent: Tổng số 34 công chức gồm 01 Chủ tịch, 02 Phó Chủ tịch, 31 công chức chuyên môn.
    Do: Đối chiếu tổng số với từng thành phần.
    """
    for listing in _listings(prose):
        if listing.is_all and not listing.adds_up:
            yield _wrong_sum(listing)


@rule("CCHC161", Severity.WARNING)
def some_parts(prose: Prose) -> Iterator[Slip]:
    """Các thành phần không trùng nhau nêu sau “trong đó” không mâu thuẫn với tổng số.

    "trong đó" may name only some parts, so a sum below the total says nothing by itself. It is
    likely a slip where it misses the total by less than a hundredth, where the states of a dossier
    exceed it, where both states of a pair are named (online and in person, in time and late), or
    where done and not yet done, or a bracket right behind the total, nearly make it up.

    Fires: Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.477 hồ sơ.
    Silent: Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.479 hồ sơ.
    Do: Đối chiếu tổng số với từng thành phần.
    """
    for listing in _listings(prose):
        if listing.is_all or listing.adds_up:
            continue
        total, parts = listing.total, listing.parts
        missing = total.value - listing.made
        words = prose.flat[total.end : parts[-1].end].lower()
        states = len(set(_STATES.findall(words))) > 1
        paired = any(one.search(words) and other.search(words) for one, other in _PAIRS)
        after = prose.flat[parts[-1].end : parts[-1].end + 60]
        listed = _OPEN.match(words) and _CLOSED.match(after) and abs(missing) * 5 <= total.value
        halves = _HALVES.search(words) and abs(missing) * 5 <= total.value
        near = abs(missing) * 100 <= total.value
        if near or paired or listed or halves or (states and missing < 0):
            yield _wrong_sum(listing)


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


RULES = (all_parts, some_parts)
