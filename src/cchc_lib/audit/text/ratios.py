"""Percentages that somebody else computed: of a portion, of a part in a whole, of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import lcm

import attrs

from cchc_lib.audit.claim import Cause, explain_bound, explain_percent
from cchc_lib.audit.finding import Severity
from cchc_lib.audit.rule import Slip, rule
from cchc_lib.audit.stated import Explanation
from cchc_lib.audit.text.prose import Prose
from cchc_lib.audit.text.quantities import Exact, Portion, Quantity
from cchc_lib.audit.text.source import Span
from cchc_lib.figures.ratio import Ratio
from cchc_lib.figures.rounding import divide
from cchc_lib.figures.writing import write_int

__all__ = [
    "GROWTH",
    "RULES",
    "Rate",
    "beside_counts",
    "known_rates",
    "may_be",
    "same_noun",
    "stated",
]

_LINK = re.compile(
    r"(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương ứng|tương đương|tức|hoàn thành|là|=|\()[^0-9%;]{0,25}$"
)
GROWTH = re.compile(r"tăng|giảm|so với|cùng kỳ|vượt|hụt|lãi suất|thuế")
_AFTER = re.compile(r"\s?\((?:tương ứng|tức|với|đạt|bằng|=)?\s?$")
_BASE = re.compile(
    r" [^0-9%.;(),]{0,40}?(?:kế hoạch|dự toán|chỉ tiêu|so với|giao|tổng số)"
    r"(?:[^%.;()]{0,40}(?P<open>\()[^0-9%;()]{0,30}|(?: giao| là| năm [0-9]{4}| cả năm|:)* )",
    re.IGNORECASE,
)
_SHARE_BEFORE = re.compile(
    r"(?:chiếm(?: tỷ lệ| tới| đến)?|(?:đúng hạn|trực tuyến|hài lòng)[^0-9%.;,]{0,15})\s?$"
)
_SHARE_AFTER = re.compile(
    r"\s(?:số |tổng số |các )?(?:cán bộ|công chức|viên chức|đảng viên|lãnh đạo|hồ sơ|thôn|xã|hộ|"
    r"cơ quan|đơn vị|phòng|người dân|tthc|thủ tục|trường|văn bản|nhiệm vụ)\b"
)
_OF_PLAN = re.compile(r"kế hoạch|chỉ tiêu|dự toán|so với|cùng kỳ|giao|vượt|tăng|giảm|bằng|gấp")
_REACH = 1500
"""How far before a part, in characters, its whole may stand."""

_NEAR = Fraction(3)
"""A percentage this many points from the computed one is taken for a slip, not another base."""

_SLIPS = (Cause.TRUNCATED, Cause.HALF_EVEN, Cause.ROUNDED_TWICE)
_GROWN = re.compile(r"(?:tăng|giảm|vượt|thêm|bớt|hụt)(?: thêm| được)?[^0-9,.;()]{0,15}$")
_OTHER_TIME = re.compile(
    r"\([^()]*(?:khóa|nhiệm kỳ|năm|kỳ trước|cùng kỳ|trước đây|cả nước|toàn quốc|toàn tỉnh)[^()]*$",
    re.IGNORECASE,
)
_PLAN_BEFORE = re.compile(r"(?:kế hoạch|chỉ tiêu|dự toán|giao|định mức)[^0-9%;.]{0,40}$")
_PLAN_BEHIND = re.compile(r"[^0-9%;.,]{0,15}(?:kế hoạch|chỉ tiêu|dự toán)")
_OF_PLAN_AFTER = re.compile(
    r"\s?(?:so với |của )?(?:kế hoạch|chỉ tiêu|dự toán|kh\b|nghị quyết|định mức)"
)
_NEXT_CLAUSE = re.compile(r"\s(?!kế hoạch|chỉ tiêu|dự toán|kh\b|so với|tổng|số|theo|là)[a-zà-ỹ]")
_NAMES_WHOLE = re.compile(r"trong đó|gồm|\bcó |đã |\(|thực hiện|hoàn thành|giải quyết")
_OTHER_BASE = re.compile(r"\s?(?:so với|của|trên|tổng|số|trong|kế hoạch|chỉ tiêu|dự toán|\()")
_APART = 10
"""Shares that are meant to be all of a whole come this near to 100, a slip in one included."""

_AGES = {("tuổi",), ("giờ",), ("phút",), ("lần",)}
_PEOPLE = {"người", "công", "cán", "viên", "đồng", "biên", "lao", "cbcc", "cbccvc"}


@attrs.frozen
class Rate:
    """A percentage with the part and whole that it states, where these are certain."""

    percent: Quantity
    part: Quantity
    whole: Quantity

    @property
    def ratio(self) -> Ratio:
        """Part over whole."""
        return _ratio(self.part.value, self.whole.value)


def _ratio(part: Exact, whole: Exact) -> Ratio:
    scale = lcm(part.denominator, whole.denominator)
    return Ratio(int(part * scale), int(whole * scale))


def same_noun(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two counts may be of the same things; a count without a noun may be of anything."""
    if not one or not other:
        return True
    if one[0] in _PEOPLE and other[0] in _PEOPLE:
        return True
    return one[:2] == other[:2] or (min(len(one), len(other)) == 1 and one[0] == other[0])


def stated(percent: Quantity) -> str:
    """Return a percentage as it was written, without a space or zeros in front."""
    whole, mark, decimals = percent.shown.replace(".", "").partition(",")
    return f"{write_int(int(whole))}{mark}{decimals}%"


def _portions(prose: Prose) -> Iterator[tuple[Quantity, Portion]]:
    """Yield each percentage that stands beside a portion: 41/43 nhiệm vụ, đạt 95,35%."""
    for sentence in prose.source.sentences:
        items = prose.items(sentence)
        for before, after in pairwise(items):
            if isinstance(before, Portion) and isinstance(after, Quantity):
                words = prose.between(before, after)
                opens = words.endswith(", ") and _NEXT_CLAUSE.match(prose.flat, after.end)
                linked = len(words) <= 90 and not GROWTH.search(words) and not opens
                if after.unit == "%" and linked and (_LINK.search(words) or len(words) < 12):
                    yield after, before
            elif isinstance(before, Quantity) and isinstance(after, Portion):
                opened = _AFTER.fullmatch(prose.between(before, after))
                if before.unit == "%" and opened:
                    yield before, after


@rule("CCHC230", Severity.ERROR)
def portion_percent(prose: Prose) -> Iterator[Slip]:
    """Tỷ lệ đúng với hai số liệu ghi bên cạnh (41/43 nhiệm vụ, đạt 95,35%).

    Both numbers stand in the sentence, so nothing is guessed: part over whole, rounded half up to
    the decimals shown (Thông tư 174/2015/TT-BTC, art. 6), gives the percentage or it does not.
    Amounts that were rounded themselves allow for it. "trên", "gần" and the like are bounds.

    Fires: Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34% kế hoạch.
    Silent: Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35% kế hoạch.
    Do: Tính lại tỷ lệ từ hai số liệu, hoặc sửa số liệu ghi sai.
    """
    for percent, portion in _portions(prose):
        if not portion.whole.value:
            continue
        rate = _ratio(portion.part.value, portion.whole.value)
        if percent.qualifier:
            if wrong := explain_bound(percent.qualifier, stated(percent), rate):
                yield _slip(percent, wrong, severity=Severity.WARNING)
            continue
        wrong = explain_percent(stated(percent), rate)
        if wrong is None or wrong.cause is Cause.FACTOR:
            continue
        if not may_be(percent, portion.part, portion.whole):
            yield _slip(percent, wrong)


@rule("CCHC236", Severity.ERROR)
def comma_lost(prose: Prose) -> Iterator[Slip]:
    """Hai số liệu dùng để tính tỷ lệ không bị mất dấu phẩy thập phân.

    The percentage beside the portion holds when one of its numbers is divided by 10, 100 or 1.000:
    5,147 tỷ/3046 tỷ đồng is 169% only if 3046 is 3,046.

    Fires: Tổng thu 5,147 tỷ/3046 tỷ đồng, đạt 169% kế hoạch.
    Silent: Tổng thu 5,147 tỷ/3,046 tỷ đồng, đạt 169% kế hoạch.
    Do: Đối chiếu lại dấu phẩy thập phân của hai số liệu.
    """
    for percent, portion in _portions(prose):
        if not portion.whole.value:
            continue
        rate = _ratio(portion.part.value, portion.whole.value)
        wrong = explain_percent(stated(percent), rate)
        if wrong is not None and wrong.cause is Cause.FACTOR:
            yield Slip(
                message=f"“{portion.shown.strip()}” không cho ra {stated(percent)}: "
                f"{wrong.sentence}",
                expected=wrong.expected,
                actual=stated(percent),
                hint="Kiểm tra dấu phẩy thập phân của tử số và mẫu số.",
                start=portion.start,
                end=portion.end,
            )


def _slip(percent: Quantity, wrong: Explanation, *, severity: Severity | None = None) -> Slip:
    return Slip(
        message=f"tỷ lệ không khớp với số liệu: {wrong.sentence}",
        expected=wrong.expected,
        actual=stated(percent),
        hint=f"Ghi {wrong.expected} hoặc sửa số liệu đi kèm.",
        severity=severity,
        start=percent.start,
        end=percent.end,
    )


_Pair = tuple[Quantity, Quantity]


def _parts(prose: Prose) -> Iterator[list[list[_Pair]]]:
    """Yield, a paragraph, by sentence, each percentage with its count: 1.219 hồ sơ (96,14%)."""
    for paragraph in prose.source.paragraphs:
        yield [list(_pairs(prose, prose.items(sentence))) for sentence in paragraph]


def _pairs(prose: Prose, items: list[Quantity | Portion]) -> Iterator[_Pair]:
    for place, (nearest, percent) in enumerate(pairwise(items)):
        part = _outside(prose, items, place, prose.between(nearest, percent))
        if not isinstance(part, Quantity) or not isinstance(percent, Quantity):
            continue
        if part.unit == "%" or percent.unit != "%" or part.qualifier or percent.qualifier:
            continue
        words = prose.between(nearest, percent)
        if len(words) > 80 or not _LINK.search(words) or GROWTH.search(words):
            continue
        before = prose.flat[max(0, part.start - 60) : part.start].lower()
        if not _GROWN.search(before) and not _OTHER_TIME.search(before):
            yield part, percent


def _flatten(prose: Prose) -> Iterator[_Pair]:
    for paragraph in _parts(prose):
        for pairs in paragraph:
            yield from pairs


def _outside(
    prose: Prose, items: list[Quantity | Portion], place: int, words: str
) -> Quantity | Portion:
    """Return the number that a percentage after a closed bracket is of: the one before it.

    368 thủ tục (75 toàn trình, 293 một phần), chiếm 65,83%: of 368, not of 293.
    """
    depth = words.count(")") - words.count("(")
    while depth > 0 and place > 0:
        inside = prose.between(items[place - 1], items[place])
        depth += inside.count(")") - inside.count("(")
        place -= 1
    return items[place]


def _wholes(
    prose: Prose, part: Quantity, percent: Quantity, *, reach: int, after: int
) -> list[Quantity]:
    """Return the counts that may be the whole of a part, the nearest first.

    A percentage of a plan is of a count that is called one.
    """
    is_of_plan = _OF_PLAN_AFTER.match(prose.flat[percent.end : percent.end + 20].lower())
    found = [
        whole
        for whole in prose.quantities.around(part, Span(part.start - reach, part.start + after))
        if whole is not part
        and whole.unit == part.unit
        and whole.value >= part.value
        and whole.value
        and same_noun(whole.noun, part.noun)
        and whole.noun[:1] not in _AGES
        and not (is_of_plan and not _is_called_plan(prose, whole))
    ]
    return sorted(found, key=lambda whole: abs(whole.start - part.start))


def _is_called_plan(prose: Prose, whole: Quantity) -> bool:
    before = prose.flat[max(0, whole.start - 60) : whole.start].lower()
    after = prose.flat[whole.end : whole.end + 30].lower()
    return bool(_PLAN_BEFORE.search(before) or _PLAN_BEHIND.match(after))


def _named_whole(prose: Prose, part: Quantity, percent: Quantity) -> Quantity | None:
    """Return the whole named behind: đạt 169% kế hoạch 3.046 triệu đồng, or in brackets."""
    for whole in prose.quantities.within(Span(percent.end, percent.end + 90)):
        base = _BASE.fullmatch(prose.between(percent, whole))
        alone = re.match(r"[^0-9;(]{0,40}\)", prose.flat[whole.end : whole.end + 41])
        is_alike = whole.unit == part.unit and same_noun(whole.noun, part.noun)
        is_whole = base and (alone or not base["open"]) and whole.value and not whole.qualifier
        return whole if is_whole and is_alike else None
    return None


def _sums(wholes: list[Quantity]) -> Iterator[Quantity]:
    """Yield each count, and what two neighbouring ones make: in time and late, of all resolved."""
    yield from wholes
    for one, other in pairwise(wholes):
        yield attrs.evolve(one, value=one.value + other.value)


@rule("CCHC231", Severity.ERROR)
def part_percent(prose: Prose) -> Iterator[Slip]:
    """Tỷ lệ đúng với số liệu đứng trước, tính trên tổng số nêu trong văn bản.

    Every count before it of the same things may be the whole. When one of them gives the
    percentage, it holds; when none does but the nearest gives nearly it, it is a slip. Parts that
    make up a whole in one sentence, and a plan in brackets, leave no doubt. A warning where the
    whole stands in another sentence, for it may be another one.

    Fires: Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,22%).
    Silent: Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,14%).
    Do: Tính lại tỷ lệ, hoặc ghi rõ tỷ lệ tính trên số nào.
    """
    for paragraph in _parts(prose):
        everyone: Exact = sum(Fraction(part.value) for pairs in paragraph for part, _ in pairs)
        for pairs in paragraph:
            for part, percent in pairs:
                yield from _judge(prose, part, percent, pairs, everyone)


def _judge(
    prose: Prose, part: Quantity, percent: Quantity, pairs: list[_Pair], everyone: Exact
) -> Iterator[Slip]:
    """Yield what is wrong with a percentage, given those beside it."""
    named = _named_whole(prose, part, percent)
    wholes = [named] if named else _wholes(prose, part, percent, reach=_REACH, after=0)
    possible = wholes if named else _wholes(prose, part, percent, reach=2 * _REACH, after=300)
    if any(may_be(percent, part, whole) for whole in _sums(possible)):
        return
    together: Exact = sum(Fraction(part.value) for part, _ in pairs)
    of_all = [attrs.evolve(part, value=value) for value in (together, everyone) if value]
    if any(may_be(percent, part, whole) for whole in of_all):  # of those assessed, say
        return
    apart = abs(sum(share.value for _, share in pairs) - 100)
    near = [whole for whole in wholes if named or whole.value > part.value]
    certain = [whole for whole in near if named or (apart <= _APART and whole.value == together)]
    if len(pairs) > 1 and apart <= 1 and not certain:
        certain = of_all[:1]
    adjacent = _adjacent(prose, part, percent, near)
    candidates = certain or sorted(near, key=lambda one: _off(percent, part, one))
    if not candidates:
        return
    whole = candidates[0]
    if not certain and _off(percent, part, whole) > _NEAR and adjacent:
        whole = adjacent
    wrong = explain_percent(stated(percent), _ratio(part.value, whole.value))
    if wrong is None:
        return
    is_slip = wrong.cause in _SLIPS
    if _off(percent, part, whole) > _NEAR and not (is_slip or certain or adjacent):
        return
    is_near = adjacent is not None and _off(percent, part, adjacent) <= _NEAR
    yield _slip(
        percent, wrong, severity=None if is_slip or certain or is_near else Severity.WARNING
    )


def _off(percent: Quantity, part: Quantity, whole: Quantity) -> Fraction:
    """Return how many points a percentage is from part over whole."""
    return abs(percent.value - Fraction(100 * part.value) / whole.value)


def _adjacent(
    prose: Prose, part: Quantity, percent: Quantity, wholes: list[Quantity]
) -> Quantity | None:
    """Return the count right before a part that the words make its whole, whatever the share."""
    if percent.value > 100 or _OTHER_BASE.match(prose.flat[percent.end : percent.end + 10].lower()):
        return None
    for whole in wholes:
        words = prose.flat[whole.end : part.start].lower()
        if len(words) <= 80 and not re.search(r"[0-9.;]", words) and _NAMES_WHOLE.search(words):
            return whole
    return None


def may_be(percent: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether part over whole, rounded half up, is the percentage shown; 99,96 is 100 here.

    Amounts that were rounded themselves leave room for it.
    """
    if whole.value <= whole.slack:
        return False
    if not part.slack and not whole.slack:
        scale = 10**percent.decimals
        numerator = 100 * scale * part.value.numerator * whole.value.denominator
        exact = divide(numerator, part.value.denominator * whole.value.numerator)
        return bool(exact == percent.value * scale)
    least = 100 * (part.value - part.slack) / (whole.value + whole.slack)
    most = 100 * (part.value + part.slack) / (whole.value - whole.slack)
    return least - percent.slack <= percent.value <= most + percent.slack


def beside_counts(prose: Prose) -> set[int]:
    """Return where the percentages stand that have a portion or a count of their own."""
    starts = {percent.start for percent, _ in _portions(prose)}
    return starts | {percent.start for _, percent in _flatten(prose)}


def known_rates(prose: Prose) -> list[Rate]:
    """Return the rates that the text gives with part and whole, right or wrong."""
    rates = [
        Rate(percent, portion.part, portion.whole)
        for percent, portion in _portions(prose)
        if portion.whole.value
    ]
    for part, percent in _flatten(prose):
        wholes = [
            whole
            for whole in _wholes(prose, part, percent, reach=_REACH, after=0)
            if may_be(percent, part, whole) or _off(percent, part, whole) <= _NEAR
        ]
        if wholes:
            rates.append(Rate(percent, part, wholes[0]))
    return rates


@rule("CCHC240", Severity.WARNING)
def share_above_whole(prose: Prose) -> Iterator[Slip]:
    """Tỷ lệ của một phần trong tổng số không quá 100%.

    Against a plan or another period a percentage may be any; of people, dossiers or tasks no more
    than all of them. Where the counts stand beside it, those are judged.

    Fires: 107% cán bộ, công chức được cấp chữ ký số.
    Silent: 100% cán bộ, công chức được cấp chữ ký số.
    Do: Kiểm tra lại tỷ lệ; nếu so với kế hoạch thì ghi rõ.
    """
    beside = beside_counts(prose)
    for percent in prose.quantities.numbers:
        if percent.unit != "%" or percent.value <= 100 or percent.start in beside:
            continue
        before = prose.flat[max(0, percent.start - 40) : percent.start].lower()
        after = prose.flat[percent.end : percent.end + 60].lower()
        is_share = _SHARE_BEFORE.search(before) or _SHARE_AFTER.match(after)
        if is_share and not _OF_PLAN.search(before + after):
            yield Slip(
                message=f"{stated(percent)} của một tổng số là không thể",
                expected="không quá 100%",
                actual=stated(percent),
                start=percent.start,
                end=percent.end,
            )


RULES = (portion_percent, comma_lost, part_percent, share_above_whole)
