"""Rules over percentages that somebody else computed: of a portion, of a part in a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import attrs

from cchc_lib.checks.claim import Cause, explain_bound, explain_percent
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.stated import Explanation
from cchc_lib.checks.text.rates import (
    NEAR,
    REACH,
    Pair,
    Rate,
    beside_counts,
    may_be,
    off_by,
    paragraphs_of,
    portions,
    same_noun,
    stated,
    wholes_of,
)
from cchc_lib.figures.writing import write_int
from cchc_lib.reading.numbers import Quantity
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span

__all__: list[str] = []

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
_MARK = re.compile(
    r"\s(?:xã|phường|huyện|thị|thành phố|tỉnh|đơn vị|địa phương|sở|cơ quan|thôn|tổ|trường)"
    r"[^0-9.;:()]{0,30}(?<!,) đạt [^,0-9]{0,40}"
)
"""Units that reach a percentage, which is none of how many they are."""

_ON = re.compile(
    r"(?:[^.]|(?<=[0-9])\.(?=[0-9])){0,250}?\btính trên (?:tổng )?(?:số )?"
    r"(?P<base>[^0-9%.;,()]{3,60})"
)
_OF = re.compile(r" (?:tổng )?số hồ sơ (?P<base>đã giải quyết|tiếp nhận)")
_RESOLVED = re.compile(r"(?:đã giải quyết|giải quyết xong)[^0-9%.;]{0,25}$")
_BASES = (
    ("đã giải quyết", _RESOLVED),
    ("đến hạn", re.compile(r"quá hạn[^0-9%.;,()]{0,10}$")),
    ("nhận giải quyết", re.compile(r"nhận giải quyết[^0-9%.;]{0,20}$")),
    ("tiếp nhận", re.compile(r"tiếp nhận[^0-9%.;]{0,40}$")),
)
"""Bases that a text names behind its rates, and what stands before their counts."""

_SLIPS = (Cause.TRUNCATED, Cause.HALF_EVEN, Cause.ROUNDED_TWICE)
_NAMES_WHOLE = re.compile(r"trong đó|gồm|\bcó |đã |\(|thực hiện|hoàn thành|giải quyết")
_OTHER_BASE = re.compile(r"\s?(?:so với|của|trên|tổng|số|trong|kế hoạch|chỉ tiêu|dự toán|\()")
_VERY_NEAR = Fraction(1, 2)
"""A whole that gives a percentage to this many points is meant, even where another is nearer by."""

_GIVEN = re.compile(r"được giao[^0-9%.;,()]{0,15}$")
_CLAUSE = 60
"""How far before what was reached, in characters, what was given stands."""

_APART = 10
"""Shares that are meant to be all of a whole come this near to 100, a slip in one included."""

_COUNTED = {("hồ", "sơ"), ("nhiệm", "vụ"), ("phiếu",), ("văn", "bản"), ("thủ", "tục")}
"""What a portion is of; of units, "5/9 xã đạt dưới 3%" is a mark that each of them reached."""


@rule(
    "CCHC230",
    Severity.ERROR,
    title="Tỷ lệ đúng với hai số liệu ghi bên cạnh (41/43 nhiệm vụ, đạt 95,35%).",
    why="Cả hai số đều ở trong câu nên không phải đoán: lấy số này chia số kia, làm tròn số "
    "học theo số chữ số thập phân đã ghi (Thông tư 174/2015/TT-BTC, Điều 6), thì ra hoặc không "
    "ra tỷ lệ đó. Số tiền vốn đã làm tròn được tính cả phần làm tròn. “Trên”, “gần” và các từ "
    "tương tự là giới hạn.",
    english="Both numbers stand in the sentence, so nothing is guessed: part over whole, "
    "rounded half up to the decimals shown (Thông tư 174/2015/TT-BTC, art. 6), gives the "
    'percentage or it does not. Amounts that were rounded themselves allow for it. "trên", '
    '"gần" and the like are bounds.',
    fires="Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34% kế hoạch.",
    silent="Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35% kế hoạch.",
    do="Tính lại tỷ lệ từ hai số liệu, hoặc sửa số liệu ghi sai.",
)
def portion_percent(prose: Prose) -> Iterator[Slip]:
    for percent, portion in portions(prose):
        if not portion.whole.value:
            continue
        known = Rate(percent, portion.part, portion.whole)
        if percent.qualifier:
            wrong = explain_bound(percent.qualifier, stated(percent), known.ratio)
            if wrong and portion.whole.noun[:2] in _COUNTED:
                yield _slip(prose, percent, known, wrong, Severity.WARNING)
            continue
        wrong = explain_percent(stated(percent), known.ratio)
        if wrong is None or wrong.cause is Cause.FACTOR:
            continue
        is_mark = _MARK.fullmatch(prose.flat[portion.end : percent.start].lower())
        if is_mark and off_by(percent, portion.part, portion.whole) > NEAR:
            continue
        if not may_be(percent, portion.part, portion.whole):
            yield _slip(prose, percent, known, wrong, None)


@rule(
    "CCHC236",
    Severity.ERROR,
    title="Hai số liệu dùng để tính tỷ lệ không bị mất dấu phẩy thập phân.",
    why="Tỷ lệ bên cạnh chỉ đúng khi chia một trong hai số cho 10, 100 hoặc 1.000: 5,147 "
    "tỷ/3046 tỷ đồng là 169% chỉ khi 3046 là 3,046.",
    english="The percentage beside the portion holds when one of its numbers is divided by 10, "
    "100 or 1.000: 5,147 tỷ/3046 tỷ đồng is 169% only if 3046 is 3,046.",
    fires="Tổng thu 5,147 tỷ/3046 tỷ đồng, đạt 169% kế hoạch.",
    silent="Tổng thu 5,147 tỷ/3,046 tỷ đồng, đạt 169% kế hoạch.",
    do="Đối chiếu lại dấu phẩy thập phân của hai số liệu.",
)
def misplaced_comma(prose: Prose) -> Iterator[Slip]:
    for percent, portion in portions(prose):
        if not portion.whole.value or percent.qualifier:
            continue
        rate = Rate(percent, portion.part, portion.whole).ratio
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


def _slip(
    prose: Prose, percent: Quantity, rate: Rate, wrong: Explanation, severity: Severity | None
) -> Slip:
    ratio = f"{write_int(rate.ratio.part)}/{write_int(rate.ratio.whole)}"
    written = "/".join(_written(prose, of) for of in (rate.part, rate.whole))
    return Slip(
        message=f"tỷ lệ không khớp với số liệu: {wrong.sentence.replace(ratio, written, 1)}",
        expected=wrong.expected,
        actual=stated(percent),
        hint=f"Ghi {wrong.expected} hoặc sửa số liệu đi kèm.",
        severity=severity,
        start=percent.start,
        end=percent.end,
    )


def _written(prose: Prose, quantity: Quantity) -> str:
    """Return a count as a number, a measure as the text has it."""
    if type(quantity.value) is int and not quantity.unit:
        return write_int(quantity.value)
    return prose.flat[quantity.start : quantity.end]


def _named_whole(prose: Prose, part: Quantity, percent: Quantity) -> Quantity | None:
    """Return the whole named behind: đạt 169% kế hoạch 3.046 triệu đồng, or in brackets."""
    for whole in prose.quantities.within(Span(percent.end, percent.end + 90)):
        base = _BASE.fullmatch(prose.between(percent, whole))
        alone = re.match(r"[^0-9;(]{0,40}\)", prose.flat[whole.end : whole.end + 41])
        is_alike = whole.unit == part.unit and same_noun(whole.noun, part.noun)
        is_whole = base and (alone or not base["open"]) and whole.value and not whole.qualifier
        return whole if is_whole and is_alike else None
    return None


def _said_base(prose: Prose, part: Quantity, percent: Quantity) -> list[Quantity] | None:
    """Return the counts that "(tỷ lệ tính trên số hồ sơ …)" names; `None` where nothing is named.

    Due are those resolved and those overdue: both stand apart, and the text may not have both.
    """
    said = _OF.match(prose.flat, percent.end) or _ON.match(prose.flat, percent.end)
    for name, words in _BASES:
        if said is None or name not in said["base"].lower():
            continue
        around = [
            whole
            for whole in prose.quantities.around(part, Span(part.start - REACH, part.start + REACH))
            if whole.unit == part.unit and same_noun(whole.noun, part.noun)
        ]
        found = [whole for whole in around if words.search(prose.before(whole, 60))]
        if name != "đến hạn":
            return [whole for whole in found if whole.value and whole is not part]
        resolved = [whole for whole in around if _RESOLVED.search(prose.before(whole, 60))]
        return [
            attrs.evolve(one, value=one.value + other.value)
            for one in resolved
            for other in found
            if other is not part and one.value + other.value
        ]
    return None


def _sums(wholes: list[Quantity]) -> Iterator[Quantity]:
    """Yield each count, and what two neighbouring ones make: in time and late, of all resolved."""
    yield from wholes
    for one, other in pairwise(wholes):
        yield attrs.evolve(one, value=one.value + other.value)


@rule(
    "CCHC231",
    Severity.ERROR,
    title="Tỷ lệ đúng với số liệu đứng trước, tính trên tổng số nêu trong văn bản.",
    why="Mọi số cùng loại đứng trước đều có thể là tổng số. Có một số cho đúng tỷ lệ thì tỷ lệ "
    "đúng; không số nào đúng nhưng số gần nhất cho kết quả xấp xỉ thì là nhầm. Các phần hợp "
    "thành tổng số trong một câu, hoặc kế hoạch ghi trong ngoặc, thì không còn nghi ngờ. Tổng "
    "số ở câu khác thì chỉ cảnh báo, vì có thể là số khác.",
    english="Every count before it of the same things may be the whole. When one of them gives "
    "the percentage, it holds; when none does but the nearest gives nearly it, it is a slip. "
    "Parts that make up a whole in one sentence, and a plan in brackets, leave no doubt. A "
    "warning where the whole stands in another sentence, for it may be another one.",
    fires="Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,22%).",
    silent="Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,14%).",
    do="Tính lại tỷ lệ, hoặc ghi rõ tỷ lệ tính trên số nào.",
)
def part_percent(prose: Prose) -> Iterator[Slip]:
    for paragraph in paragraphs_of(prose):
        groups = [_Group.of(pairs) for pairs in paragraph]
        everyone = sum((group.made for group in groups), Fraction(0))
        for group in groups:
            for part, percent in group.pairs:
                yield from _judge(prose, part, percent, group, everyone)


@attrs.frozen
class _Group:
    """The counts of a sentence that have a percentage each, what they make, and their shares."""

    pairs: list[Pair]
    made: Fraction
    shares: Fraction

    @classmethod
    def of(cls, pairs: list[Pair]) -> _Group:
        made = sum((Fraction(part.value) for part, _ in pairs), Fraction(0))
        return cls(pairs, made, sum((Fraction(share.value) for _, share in pairs), Fraction(0)))

    def is_all(self, apart: int) -> bool:
        """Whether the shares come so near to 100 that the counts are all of a whole."""
        return len(self.pairs) > 1 and abs(self.shares - 100) <= apart


def _judge(
    prose: Prose, part: Quantity, percent: Quantity, group: _Group, everyone: Fraction
) -> Iterator[Slip]:
    """Yield what is wrong with a percentage, given those beside it."""
    named = _named_whole(prose, part, percent)
    wholes = [named] if named else wholes_of(prose, part, percent, reach=REACH, after=0)
    possible = wholes if named else wholes_of(prose, part, percent, reach=2 * REACH, after=300)
    # of those assessed, say, whom the text does not count
    all_of = [attrs.evolve(part, value=int(value), unit="") for value in (group.made, everyone)]
    if any(may_be(percent, part, whole) for whole in (*_sums(possible), *all_of)):
        return
    near = [whole for whole in wholes if named or whole.value > part.value]
    said = _said_base(prose, part, percent)
    if said is not None:
        if not said or any(may_be(percent, part, whole) for whole in said):
            return
        near = said
    near.sort(key=lambda whole: off_by(percent, part, whole))
    certain = [
        whole for whole in near if named or (whole.value == group.made and group.is_all(_APART))
    ] or (all_of[:1] if group.is_all(1) else [])
    adjacent = None if said else _adjacent(prose, part, percent, wholes)
    if not near and adjacent is None and part.noun:
        adjacent = _exceeded(prose, part, percent)
    if certain:
        whole = certain[0]
    elif near and (adjacent is None or off_by(percent, part, near[0]) <= _VERY_NEAR):
        whole = near[0]
    elif adjacent is not None:
        whole = adjacent
    else:
        return
    rate = Rate(percent, part, whole)
    wrong = explain_percent(stated(percent), rate.ratio)
    if wrong is None:
        return
    is_slip = wrong.cause in _SLIPS and (percent.decimals > 0 or whole is adjacent)
    is_near = off_by(percent, part, whole) <= NEAR
    if is_near or is_slip or certain or said or adjacent is not None:
        is_sure = is_slip or certain or (is_near and whole is adjacent)
        yield _slip(prose, percent, rate, wrong, None if is_sure else Severity.WARNING)


def _adjacent(
    prose: Prose, part: Quantity, percent: Quantity, wholes: list[Quantity]
) -> Quantity | None:
    """Return the count right before a part that the words make its whole, whatever the share."""
    if (percent.value > 100 and part.unit) or _OTHER_BASE.match(prose.behind(percent, 10)):
        return None
    for whole in wholes:
        words = prose.flat[whole.end : part.start].lower()
        if len(words) <= 80 and not re.search(r"[0-9.;]", words) and _NAMES_WHOLE.search(words):
            return whole
    return None


def _exceeded(prose: Prose, part: Quantity, percent: Quantity) -> Quantity | None:
    """Return a count that was given and is less than what was reached, where the rate is not.

    Biên chế được giao 39 người, có mặt 43 người, đạt 92,31%: more than all is no 92%.
    """
    for whole in prose.quantities.before(part.start, _CLAUSE):
        is_given = _GIVEN.search(prose.before(whole, 40)) and whole.noun == part.noun
        if is_given and 0 < whole.value < part.value and percent.value < 100:
            return None if re.search(r"[.;]", prose.between(whole, part)) else whole
    return None


@rule(
    "CCHC240",
    Severity.WARNING,
    title="Tỷ lệ của một phần trong tổng số không quá 100%.",
    why="So với kế hoạch hoặc kỳ khác thì tỷ lệ có thể là bất kỳ; của người, hồ sơ, nhiệm vụ "
    "thì không quá toàn bộ. Nếu có hai số bên cạnh thì xét hai số đó.",
    english="Against a plan or another period a percentage may be any; of people, dossiers or "
    "tasks no more than all of them. Where the counts stand beside it, those are judged.",
    fires="107% cán bộ, công chức được cấp chữ ký số.",
    silent="100% cán bộ, công chức được cấp chữ ký số.",
    do="Kiểm tra lại tỷ lệ; nếu so với kế hoạch thì ghi rõ.",
)
def share_above_whole(prose: Prose) -> Iterator[Slip]:
    beside = set(prose.once(beside_counts))
    for percent in prose.quantities.numbers:
        if percent.unit != "%" or percent.value <= 100 or percent.start in beside:
            continue
        before = prose.before(percent, 40)
        after = prose.behind(percent, 60)
        is_share = _SHARE_BEFORE.search(before) or _SHARE_AFTER.match(after)
        if is_share and not _OF_PLAN.search(before + after):
            yield Slip(
                message=f"{stated(percent)} của một tổng số là không thể",
                expected="không quá 100%",
                actual=stated(percent),
                start=percent.start,
                end=percent.end,
            )
