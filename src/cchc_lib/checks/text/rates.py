"""Percentages with what they are of: a portion beside them, or a count and its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import lcm

import attrs

from cchc_lib.figures.ratio import Ratio
from cchc_lib.figures.rounding import divide
from cchc_lib.figures.writing import write_int, write_scaled
from cchc_lib.reading.numbers import ExactQuantity, Portion, Quantity
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span

__all__ = [
    "GROWTH",
    "NEAR",
    "REACH",
    "Pair",
    "Rate",
    "beside_counts",
    "known_rates",
    "may_be",
    "off_by",
    "paragraphs_of",
    "percent_of",
    "portions",
    "same_noun",
    "stated",
    "wholes_of",
]

_LINK = re.compile(
    r"(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương ứng|tương đương|tức|hoàn thành|là|=|\()[^0-9%;]{0,25}$"
)
GROWTH = re.compile(r"tăng|giảm|so với|cùng kỳ|(?<!không )vượt|hụt|lãi suất|thuế")
_AFTER = re.compile(r"\s?\((?:tương ứng|tức|với|đạt|bằng|=)?\s?$")
REACH = 1500
"""How far before a part, in characters, its whole may stand."""

_CLAUSE = 60
"""How far from a score, in characters, the most that it can be stands."""

_WITHIN = 12
"""More numbers than any bracket of a text written by hand has."""

NEAR = Fraction(3)
"""A percentage this many points from the computed one is taken for a slip, not another base."""

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
_IS_REACHED = re.compile(r",[^0-9%;.]{0,20}(?:đạt|bằng) $|, (?:[a-zà-ỹ]+ )?(?:đạt|bằng) $")
_NEXT_CLAUSE = re.compile(r"\s(?!kế hoạch|chỉ tiêu|dự toán|kh\b|so với|tổng|số|theo|là)[a-zà-ỹ]")
_AGES = {(word,) for word in "tuổi lần tháng ngày năm quý tuần giờ phút".split()}
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


def _ratio(part: ExactQuantity, whole: ExactQuantity) -> Ratio:
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


def percent_of(value: Fraction, decimals: int) -> str:
    """Return a number of percent, rounded half up to these decimals."""
    scaled = value * 10**decimals
    written = write_scaled(divide(scaled.numerator, scaled.denominator), decimals, fixed=True)
    return f"{written}%"


def portions(prose: Prose) -> Iterator[tuple[Quantity, Portion]]:
    """Yield each percentage that stands beside a portion: 41/43 nhiệm vụ, đạt 95,35%."""
    for sentence in prose.source.sentences:
        items = prose.items(sentence)
        for place, (nearest, after) in enumerate(pairwise(items)):
            before = _outside(prose, items, place, prose.between(nearest, after))
            if isinstance(before, Portion) and isinstance(after, Quantity):
                words = prose.between(nearest, after)
                opens = words.endswith(", ") and _NEXT_CLAUSE.match(prose.flat, after.end)
                linked = len(words) <= 90 and not GROWTH.search(words) and not opens
                if after.unit == "%" and linked and (_LINK.search(words) or len(words) < 12):
                    yield after, before
            elif isinstance(nearest, Quantity) and isinstance(after, Portion):
                opened = _AFTER.fullmatch(prose.between(nearest, after))
                if nearest.unit == "%" and opened:
                    yield nearest, after


Pair = tuple[Quantity, Quantity]


def paragraphs_of(prose: Prose) -> Iterator[list[list[Pair]]]:
    """Yield, a paragraph, by sentence, each percentage with its count: 1.219 hồ sơ (96,14%)."""
    for paragraph in prose.source.paragraphs:
        yield [list(_pairs(prose, prose.items(sentence))) for sentence in paragraph]


def _pairs(prose: Prose, items: list[Quantity | Portion]) -> Iterator[Pair]:
    for place, (nearest, percent) in enumerate(pairwise(items)):
        part = _outside(prose, items, place, prose.between(nearest, percent))
        if not isinstance(part, Quantity) or not isinstance(percent, Quantity):
            continue
        if _is_beside_plan(prose, items, place, percent):
            reached = _reached(prose, items, place)
            if reached is not None:
                yield reached, percent
            continue
        if part.unit == "%" or percent.unit != "%" or part.qualifier or percent.qualifier:
            continue
        if part.noun[:1] in _AGES:
            continue
        words = prose.between(nearest, percent)
        if len(words) > 80 or not _LINK.search(words) or GROWTH.search(words):
            continue
        before = prose.before(part, 60)
        if not _GROWN.search(before) and not _OTHER_TIME.search(before):
            yield part, percent


def _is_beside_plan(
    prose: Prose, items: list[Quantity | Portion], place: int, percent: Quantity
) -> bool:
    """Whether a percentage of a plan stands behind another plan, or behind a change."""
    nearest = items[place]
    is_number = isinstance(nearest, Quantity) and percent.unit == "%" and not percent.qualifier
    if not is_number or not _OF_PLAN_AFTER.match(prose.behind(percent, 20)):
        return False
    is_other = _is_percent(nearest) or _is_plan_of(prose, items, place)
    return is_other and bool(_IS_REACHED.search(prose.between(nearest, percent)))


def _reached(prose: Prose, items: list[Quantity | Portion], place: int) -> Quantity | None:
    """Return the amount that a percentage of a plan is of, where another number stands between.

    Thu 90 tỷ đồng, tăng 5 tỷ đồng (5,88%) so với quý II, đạt 45% kế hoạch 200 tỷ đồng do xã giao,
    đạt 60% kế hoạch 150 tỷ đồng do tỉnh giao: both are of 90.
    """
    for back in range(place - 1, max(-1, place - _WITHIN), -1):
        item = items[back]
        if not isinstance(item, Quantity) or item.unit != "đồng":
            continue
        if not _GROWN.search(prose.before(item, 60)) and not _is_plan_of(prose, items, back):
            return None if item.qualifier else item
    return None


def _is_plan_of(prose: Prose, items: list[Quantity | Portion], place: int) -> bool:
    """Whether a number is the plan that the percentage before it is of."""
    if not place or not _is_percent(items[place - 1]):
        return False
    return bool(_OF_PLAN_AFTER.match(prose.between(items[place - 1], items[place])))


def _is_percent(item: Quantity | Portion) -> bool:
    return isinstance(item, Quantity) and item.unit == "%"


def _flatten(prose: Prose) -> Iterator[Pair]:
    for paragraph in paragraphs_of(prose):
        for pairs in paragraph:
            yield from pairs


def _outside(
    prose: Prose, items: list[Quantity | Portion], place: int, words: str
) -> Quantity | Portion:
    """Return the number that a percentage after a closed bracket is of: the one before it.

    368 thủ tục (75 toàn trình, 293 một phần), chiếm 65,83%: of 368, not of 293.
    """
    depth = words.count(")") - words.count("(")
    least = max(0, place - _WITHIN)
    while depth > 0 and place > least:
        inside = prose.between(items[place - 1], items[place])
        depth += inside.count(")") - inside.count("(")
        place -= 1
    return items[place]


def wholes_of(
    prose: Prose, part: Quantity, percent: Quantity, *, reach: int, after: int
) -> list[Quantity]:
    """Return the counts that may be the whole of a part, the nearest first.

    A percentage of a plan is of a count that is called one.
    """
    is_of_plan = _OF_PLAN_AFTER.match(prose.behind(percent, 20))
    if part.noun[:1] == ("điểm",):  # the most that another index allows is no whole of this one
        reach, after = min(reach, _CLAUSE), min(after, _CLAUSE)
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
    before = prose.before(whole, 60)
    after = prose.behind(whole, 30)
    return bool(_PLAN_BEFORE.search(before) or _PLAN_BEHIND.match(after))


def off_by(percent: Quantity, part: Quantity, whole: Quantity) -> Fraction:
    """Return how many points a percentage is from part over whole; of nothing, as far as can be."""
    if not whole.value:
        return Fraction(100)
    return abs(percent.value - Fraction(100 * part.value) / whole.value)


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
    starts = {percent.start for percent, _ in portions(prose)}
    return starts | {percent.start for _, percent in _flatten(prose)}


def known_rates(prose: Prose) -> list[Rate]:
    """Return the rates that the text gives with part and whole, right or wrong."""
    rates = [
        Rate(percent, portion.part, portion.whole)
        for percent, portion in portions(prose)
        if portion.whole.value
    ]
    for part, percent in _flatten(prose):
        wholes = [
            whole
            for whole in wholes_of(prose, part, percent, reach=REACH, after=0)
            if may_be(percent, part, whole) or off_by(percent, part, whole) <= NEAR
        ]
        if wholes:
            rates.append(Rate(percent, part, wholes[0]))
    return rates
