"""Increases and decreases: from one value to another, over the same period, against a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby, pairwise

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.text.rates import percent_of, same_noun, stated
from cchc_lib.figures.writing import write_int
from cchc_lib.reading.numbers import ExactQuantity, Quantity
from cchc_lib.reading.prose import Prose
from cchc_lib.vietnamese import format_vnd

__all__: list[str] = []

_UP = r"tăng(?! cường)|nâng(?! cao)|vượt|cao hơn|nhiều hơn"
_DOWN = r"giảm|hạ(?! tầng)|cắt|rút ngắn|thấp hơn|ít hơn"
_WAY = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
_CALLED = re.compile(rf"{_WAY}[^,;.:()%0-9]{{0,40}}$")
_BY = re.compile(rf"{_WAY}(?: thêm| được| khoảng| tỷ lệ| mức| số lượng)*\s$")
_FROM = re.compile(r"(?P<open>\()?(?:[a-zà-ỹ]{1,6} )?từ (?:mức |con số |tổng số )?$")
_TO = re.compile(r"[^0-9%.;:()]{0,40}?\b(?:(?P<up>lên)|(?P<down>xuống|còn))\b[^0-9%.;:()]{0,16}$")
_THEN = re.compile(
    rf"[^0-9%.;:()]{{0,30}}\)?(?:,| \(|;)?[^0-9%.;:(),]{{0,20}}?{_WAY}[^0-9%.;:(),]{{0,12}}$"
)
_AGAINST = re.compile(
    r"[^0-9%.;()]{0,30}?so với (?:[^%;()]{2,60}(?P<open>\()[^%;()]{0,40}|[^%;(),]{2,60} là |"
    r"(?:yêu cầu|chỉ tiêu|kế hoạch|mục tiêu|dự toán)[^%;(),]{0,20} )$"
)
_EARLIER = re.compile(
    r"[^0-9%;()]{0,30}?\([^%;()]{0,20}(?:cùng kỳ|kỳ trước|năm|quý|tháng|kế hoạch)[^%;()]{0,30}$"
)
_SHARE = re.compile(
    r"[^0-9%.;:()]{0,60}(?: \(|, (?:tương ứng|tương đương|tức|bằng))[^0-9%;)]{0,25}$"
)
_ASSIGNED = re.compile(r"(?:giao|định mức|chỉ tiêu|kế hoạch|biên chế)[^0-9%.;]{0,25}$")
_PRESENT = re.compile(
    r"[^0-9%.;()]{0,30}(?:hiện có|có mặt|thực có|đã tuyển|đang sử dụng)[^0-9%.;()]{0,20}$"
)
_JUST_BY = re.compile(rf"[^0-9%.()]{{0,40}}?{_WAY}(?: thêm| được)?\s")
_BEHIND = re.compile(r"[^0-9%.;()]{0,20}\)[^0-9%.;()]{0,40}")
_LACKING = re.compile(
    r"[^0-9%.;()]{0,25}[(,;] ?(?:còn )?(?:thiếu|chưa sử dụng|chưa tuyển|còn lại)(?: là)? $"
)
_RANK = re.compile(r"\b(?:hạng|bậc|vị trí|thứ)\b")
"""A rank rises when its number falls."""

_OTHER_BASE = re.compile(r"[^.;]{0,15}?(?:so với|kế hoạch|chỉ tiêu)")
_BACK = 4
"""How many numbers back in the sentence the value that changed may stand."""

_OPENS = re.compile(r"\b(?:gồm|chia ra|trong đó)\b")
_PARTS = 30
"""So many parts, at most, stand between a total and what is said of it."""

_NEAR = Fraction(12)
"""A growth this many points from the computed one is taken for a slip, not for another base."""


@attrs.frozen
class Step:
    """Two values of one thing, and what the text claims of the way from one to the other.

    `ways` are the words for its direction, true for a rise; `claim` the difference or the growth
    in percent. A step that is not sure is only a guess of which numbers belong together.
    """

    before: Quantity
    after: Quantity
    ways: tuple[bool, ...]
    claim: Quantity | None
    is_sure: bool = True

    @property
    def difference(self) -> Fraction:
        """How far the values are apart."""
        return abs(Fraction(self.after.value) - self.before.value)

    @property
    def slack(self) -> ExactQuantity:
        """By how much that may be off, where the values were rounded."""
        return self.before.slack + self.after.slack

    @property
    def is_wrong_way(self) -> bool:
        """Whether the text says that it rose where it fell, or the other way round."""
        rose = self.after.value > self.before.value
        return self.difference > self.slack and any(way is not rose for way in self.ways)

    def is_of(self, claim: Quantity) -> bool:
        """Whether a claimed percentage or difference is that of the two values."""
        apart = abs(claim.value - self.difference) <= self.slack + claim.slack
        if claim.unit != "%":
            return apart
        if self.before.unit == "%" and apart:  # points of percent, which the genre calls %, too
            return True
        least, most = (self.before.value + sign * self.before.slack for sign in (-1, 1))
        if least <= 0:  # from nothing no percentage leads anywhere
            return True
        low = 100 * (self.difference - self.slack) / most - claim.slack
        return low <= claim.value <= 100 * (self.difference + self.slack) / least + claim.slack


def _shown(prose: Prose, quantity: Quantity) -> str:
    """Return a value as the text has it; one that was computed as the text would have it."""
    if quantity.shown:
        return prose.flat[quantity.start : quantity.end]
    value = int(quantity.value)
    return format_vnd(value) if quantity.unit else write_int(value)


def _growth(step: Step, decimals: int) -> str:
    """Return the growth with these decimals; of two percentages their points as well."""
    growth = percent_of(100 * step.difference / step.before.value, decimals)
    if step.before.unit != "%":
        return growth
    points = percent_of(step.difference, decimals).removesuffix("%")
    return f"{points} điểm phần trăm (hoặc {growth})"


def _ways(*found: re.Match[str] | None) -> tuple[bool, ...]:
    return tuple(bool(match["up"]) for match in found if match)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and same_noun(one.noun, other.noun)


def _claimed(prose: Prose, step: Step, claim: Quantity) -> Iterator[Step]:
    """Yield the step with this claim, if it can be one."""
    by = _BY.search(prose.before(claim, 40))
    if (
        by
        and claim.qualifier in (None, "vượt")
        and (claim.unit == "%" or _alike(claim, step.before))
    ):
        yield attrs.evolve(step, claim=claim, ways=(*step.ways, *_ways(by)))


def _from_to(prose: Prose, items: list[Quantity]) -> Iterator[Step]:
    """Yield what rose or fell "từ 1.250 lên 1.500 hồ sơ", with what is said before and after."""
    for place, (before, after) in enumerate(pairwise(items)):
        start = _FROM.search(prose.before(before, 30))
        link = _TO.match(prose.between(before, after))
        if not start or not link or not _alike(before, after) or after.qualifier:
            continue
        if _RANK.search(prose.flat[max(0, before.start - 40) : after.end + 10].lower()):
            continue
        head = prose.before(before, 70).rpartition("từ ")[0]
        step = Step(before, after, _ways(_CALLED.search(head), link), None)
        yield step
        if place and start["open"]:  # giảm 02 phòng (từ 07 xuống 05)
            yield from _claimed(prose, step, items[place - 1])
        for claim in items[place + 2 : place + 3]:
            is_of_another = _OTHER_BASE.match(prose.behind(claim, 40))
            if _THEN.match(prose.between(after, claim)) and not is_of_another:
                yield from _claimed(prose, step, claim)


def _compared(prose: Prose, items: list[Quantity]) -> Iterator[Step]:
    """Yield what stands "so với cùng kỳ năm trước (1.250 hồ sơ)" or behind such a bracket."""
    for place, (one, other) in enumerate(pairwise(items)):
        if other.qualifier:
            continue
        words = prose.between(one, other)
        against = _AGAINST.match(words)
        rest = prose.flat[other.end : other.end + 40].partition(")")[0]
        if against and not (against["open"] and re.search(r"[0-9;(]", rest)):
            yield from _with_share(prose, one, other, items[place + 2 : place + 3])
            steps = [
                step
                for value in items[max(0, place - _BACK) : place]
                if not value.qualifier and _alike(value, other)
                for step in _claimed(prose, Step(other, value, (), None, is_sure=False), one)
            ]
            if not any(step.is_of(one) and not step.is_wrong_way for step in steps):
                yield from steps[-1:]
        elif _EARLIER.match(words) and _alike(one, other):
            for claim in items[place + 2 : place + 3]:
                if _BEHIND.fullmatch(prose.between(other, claim)):
                    yield from _claimed(prose, Step(other, one, (), None, is_sure=False), claim)


def _with_share(
    prose: Prose, by: Quantity, earlier: Quantity, shares: list[Quantity]
) -> Iterator[Step]:
    """Yield a difference and its share: tăng 268 hồ sơ so với quý I (1.000 hồ sơ), tăng 26,8%."""
    way = _BY.search(prose.before(by, 40))
    for share in shares:
        is_behind = _BEHIND.fullmatch(prose.between(earlier, share))
        if way and is_behind and share.unit == "%" != by.unit and _alike(by, earlier):
            now = earlier.value + by.value if way["up"] else earlier.value - by.value
            after = attrs.evolve(earlier, value=now, shown="")
            yield from _claimed(prose, Step(earlier, after, (), None), share)


def _by(prose: Prose, items: list[Quantity]) -> Iterator[Step]:
    """Yield what rose or fell by a count and its share: 1.500 hồ sơ, tăng 250 hồ sơ (20%).

    Behind parts ("68 người, gồm 3 lãnh đạo, 65 công chức; tăng 2 người") it may be of their total.
    """
    for place, (last, by, share) in enumerate(zip(items, items[1:], items[2:], strict=False)):
        way = _JUST_BY.fullmatch(prose.between(last, by))
        if not way or share.qualifier or share.unit != "%":
            continue
        if not _SHARE.match(prose.between(by, share)):
            continue
        steps = [
            _grown(value, by, share, rose=bool(way["up"]))
            for value in (last, *_totals_of(prose, items, place))
            if not value.qualifier and value.unit != "%" and _alike(value, by)
        ]
        known = [step for step in steps if step is not None]
        if not any(step.is_of(share) for step in known):
            yield from known[-1:]


def _totals_of(prose: Prose, items: list[Quantity], place: int) -> Iterator[Quantity]:
    """Yield the count whose parts are named behind it, up to a place."""
    for at in range(place - 1, max(-1, place - _PARTS), -1):
        if _OPENS.search(prose.between(items[at], items[at + 1])):
            yield items[at]
            return


def _grown(value: Quantity, by: Quantity, share: Quantity, *, rose: bool) -> Step | None:
    """Return the step that ends at a value, where its share may be the one claimed."""
    earlier = value.value - by.value if rose else value.value + by.value
    step = Step(attrs.evolve(value, value=earlier, shown=""), value, (), share, is_sure=False)
    is_near = earlier > 0 and abs(share.value - 100 * step.difference / earlier) <= _NEAR
    return step if is_near else None


def _present(prose: Prose, items: list[Quantity]) -> Iterator[Step]:
    """Yield what was assigned and is there: giao 45 biên chế, hiện có 43 (thiếu 02)."""
    for assigned, present, lacking in zip(items, items[1:], items[2:], strict=False):
        if (
            not (assigned.unit or present.unit or lacking.unit)
            and _ASSIGNED.search(prose.before(assigned, 50))
            and _PRESENT.match(prose.between(assigned, present))
            and _LACKING.match(prose.between(present, lacking))
        ):
            yield Step(assigned, present, (), lacking, is_sure=False)


def _steps(prose: Prose) -> Iterator[Step]:
    for sentence in prose.source.sentences:
        for is_number, run in groupby(
            prose.items(sentence), lambda item: isinstance(item, Quantity)
        ):
            items = [item for item in run if isinstance(item, Quantity)]
            for find in (_from_to, _compared, _by, _present) if is_number else ():
                yield from find(prose, items)


@rule(
    "CCHC237",
    Severity.ERROR,
    title="Tỷ lệ tăng, giảm tính đúng từ hai số liệu nêu trong câu.",
    why="Lấy chênh lệch chia cho số trước, làm tròn số học; với hai tỷ lệ thì cũng có thể là "
    "số điểm phần trăm, vốn hay được ghi bằng dấu %. Số tiền đã làm tròn được tính cả phần làm "
    "tròn. Câu chỉ cho đoán số nào là số trước thì cảnh báo.",
    english="The difference over the earlier value, rounded half up; of two percentages also "
    "their difference in points, which the genre writes with % too. Amounts that were rounded "
    "themselves allow for it. A warning where the sentence only lets guess which number was "
    "the earlier one.",
    fires="Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ (tăng 16,7%).",
    silent="Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ (tăng 20%).",
    do="Tính lại: (số kỳ này - số kỳ trước)/số kỳ trước.",
)
def growth(prose: Prose) -> Iterator[Slip]:
    for step in prose.once(_steps):
        claim = step.claim
        if claim is None or claim.unit != "%" or step.is_of(claim) or not step.before.value:
            continue
        difference = f"{_shown(prose, step.after)} so với {_shown(prose, step.before)}"
        expected = _growth(step, claim.decimals)
        yield Slip(
            message=f"tỷ lệ tăng, giảm không khớp: {difference} là {expected}",
            expected=expected,
            actual=stated(claim),
            hint=f"Ghi {expected} hoặc sửa số liệu đi kèm.",
            severity=None if step.is_sure else Severity.WARNING,
            start=claim.start,
            end=claim.end,
        )


@rule(
    "CCHC238",
    Severity.ERROR,
    title="Mức tăng, giảm và chiều tăng, giảm đúng với hai số liệu nêu trong câu.",
    why="Tăng thì số sau lớn hơn; mức chênh lệch là hiệu của hai số. Câu chỉ cho đoán những số "
    "nào đi với nhau thì cảnh báo. Thứ hạng không xét.",
    english="What rose has the higher number behind it; a difference is that of the two "
    "numbers. A warning where the sentence only lets guess which numbers belong together. "
    "Ranks are left out.",
    fires="Số hồ sơ giảm từ 1.250 lên 1.500 hồ sơ.",
    silent="Số hồ sơ tăng từ 1.250 lên 1.500 hồ sơ.",
    do="Đối chiếu hai số liệu, từ “tăng” hay “giảm” và mức chênh lệch.",
)
def changed_amount(prose: Prose) -> Iterator[Slip]:
    told: set[int] = set()
    for step in prose.once(_steps):
        claim, last = step.claim, step.claim or step.after
        first = min(step.before.start, step.after.start, last.start)
        if first in told:
            continue
        severity = None if step.is_sure else Severity.WARNING
        pair = f"{_shown(prose, step.before)} và {_shown(prose, step.after)}"
        if step.is_wrong_way:
            told.add(first)
            rose = step.after.value > step.before.value
            yield Slip(
                message=f"tăng, giảm ngược với số liệu: trước là {_shown(prose, step.before)}, "
                f"sau là {_shown(prose, step.after)}",
                expected="tăng" if rose else "giảm",
                severity=severity,
                start=first,
                end=max(step.before.end, step.after.end, last.end),
            )
        elif claim is not None and claim.unit != "%" and not step.is_of(claim):
            told.add(first)
            expected = write_int(int(step.difference)) if not claim.unit else None
            yield Slip(
                message=f"chênh lệch giữa {pair} không phải {_shown(prose, claim)}",
                expected=expected,
                actual=claim.shown,
                severity=severity,
                start=claim.start,
                end=claim.end,
            )
