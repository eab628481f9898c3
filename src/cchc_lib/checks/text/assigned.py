"""Tasks: how many were given, done, in hand, left; the states of a task make up what was given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.text.rates import same_noun
from cchc_lib.figures.writing import write_int
from cchc_lib.reading.numbers import Portion, Quantity
from cchc_lib.reading.prose import Prose

__all__: list[str] = []

_MOST = 30
"""More counts than any sentence has of one whole."""

_LEFT = re.compile(r"(?!.*trong đó)[^.]{0,120}?\bcòn(?: lại| khoảng)?\s")
_REST = re.compile(r" [a-zà-ỹ]+(?: [a-zà-ỹ]+)? còn lại")
_SET = re.compile(r"(?:giao|đề ra|đặt ra)(?: là| cho| thực hiện| tổng số|:)?[^0-9%.;()]{0,25}$")
_SET_AMONG = re.compile(r"(?:giao|đề ra|đặt ra)\b[^.;()]{0,50}$")
_OTHER_WHOLE = re.compile(r"[^0-9.;,()]{0,30}(?:đến hạn|phải|trong (?:kỳ|quý|tháng)|đột xuất)")
_DONE = re.compile(r"hoàn thành(?: đúng hạn)?[^0-9%.;()]{0,12}$")
_IN_HAND = re.compile(
    r"\b(?:đang|chưa)(?: tiếp tục)? (?:thực hiện|triển khai|hoàn thành)[^0-9%.;()]{0,12}$"
)
_THE_REST = re.compile(r"\bcòn lại (?:là )?$")
_STATE = re.compile(
    r"(?:quá hạn|trong hạn|(?:đang|chưa)(?: tiếp tục)? (?:thực hiện|triển khai|xử lý|hoàn thành))"
    r"[^0-9%.;()]{0,20}$"
)
_REACH = 400
"""How far before a portion, in characters, its whole may have been named."""


@rule(
    "CCHC163",
    Severity.WARNING,
    title="Số còn lại bằng số phải thực hiện trừ số đã hoàn thành.",
    why="Đã hoàn thành 41/43 nhiệm vụ thì chỉ còn 2. Số còn lại có thể nêu thành hai số.",
    english="Behind 41/43 nhiệm vụ only 2 are left. What is left may be told in two counts.",
    fires="Đã hoàn thành 41/43 nhiệm vụ; còn 03 nhiệm vụ đang thực hiện.",
    silent="Đã hoàn thành 41/43 nhiệm vụ; còn 02 nhiệm vụ đang thực hiện.",
    do="Đối chiếu số phải thực hiện, số đã hoàn thành và số còn lại.",
)
def what_is_left(prose: Prose) -> Iterator[Slip]:
    for sentence in prose.source.sentences:
        items = [item for item in prose.items(sentence) if not _is_percent(item)]
        for portion, left, after in zip(items, items[1:], [*items[2:], None], strict=False):
            if not isinstance(portion, Portion) or not isinstance(left, Quantity):
                continue
            counted = portion.whole.noun
            words, behind = prose.between(portion, left), prose.flat[left.end : left.end + 30]
            is_left = _LEFT.fullmatch(words) or (len(words) < 60 and _REST.match(behind.lower()))
            if left.unit or not counted or not is_left:
                continue
            rest = portion.whole.value - portion.part.value
            more = after.value if isinstance(after, Quantity) and not after.unit else 0
            if rest < 0 or not same_noun(counted, left.noun) or rest - left.value in (0, more):
                continue
            yield Slip(
                message=f"{portion.shown.strip()} thì còn {write_int(int(rest))}, không phải "
                f"{left.shown}",
                expected=write_int(int(rest)),
                actual=left.shown,
                start=portion.start,
                end=left.end,
            )


def _is_percent(item: Quantity | Portion) -> bool:
    return isinstance(item, Quantity) and item.unit == "%"


@rule(
    "CCHC164",
    Severity.WARNING,
    title="Mẫu số của tỷ lệ thực hiện là số được giao, được đề ra nêu trước đó.",
    why="Chỉ xét khi hai số gần nhau: 120 nhiệm vụ của cả năm và 25/30 của một quý là hai việc.",
    english="Only where the two nearly agree: 120 nhiệm vụ of a year and 25/30 of a quarter "
    "are two things.",
    fires="Kế hoạch đề ra 45 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.",
    silent="Kế hoạch đề ra 43 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.",
    do="Đối chiếu số được giao với mẫu số, ghi thống nhất một số.",
)
def one_whole(prose: Prose) -> Iterator[Slip]:
    for portion in prose.quantities.portions:
        counted = portion.whole.noun[:2]
        if not counted or _OTHER_WHOLE.match(prose.behind(portion, 60)):
            continue
        for given in prose.quantities.before(portion.start, _REACH):
            if given.unit or given.noun[:2] != counted:
                continue
            if not _SET_AMONG.search(prose.before(given, 60)):
                continue
            off = abs(Fraction(given.value) - portion.whole.value)
            if off and (off <= 2 or off * 10 <= given.value):
                yield Slip(
                    message=f"{portion.shown.strip()} tính trên {portion.whole.shown}, trong khi "
                    f"số được giao là {given.shown} {' '.join(counted)}",
                    expected=given.shown,
                    actual=portion.whole.shown,
                    start=portion.start,
                    end=portion.end,
                )
            break


@rule(
    "CCHC165",
    Severity.WARNING,
    title="Số đã hoàn thành, đang thực hiện, quá hạn cộng lại khớp với số được giao.",
    why="Với một phân số và các tình trạng khác (“hoàn thành đúng hạn 17/74 nhiệm vụ; quá hạn "
    "20 nhiệm vụ; đang thực hiện 37 nhiệm vụ”) thì tổng phải bằng mẫu số. Với các số rời, đã "
    "hoàn thành và đang thực hiện không nhiều hơn số được giao; đã hoàn thành và “còn lại” thì "
    "bằng đúng số đó.",
    english='Of a portion and its other states ("hoàn thành đúng hạn 17/74 nhiệm vụ; quá hạn '
    '20 nhiệm vụ; đang thực hiện 37 nhiệm vụ") the sum is the whole. Of counts apart, done and '
    'in hand are no more than what was assigned; done and "còn lại" are just that.',
    fires="Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 12 nhiệm vụ.",
    silent="Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 10 nhiệm vụ.",
    do="Đối chiếu số được giao, số đã hoàn thành và số đang thực hiện.",
)
def all_assigned(prose: Prose) -> Iterator[Slip]:
    for sentence in prose.source.sentences:
        items = [item for item in prose.items(sentence)[:_MOST] if not _is_percent(item)]
        yield from _states(prose, items)
        counts = [item for item in items if isinstance(item, Quantity)]
        for in_hand, is_rest in ((_IN_HAND, False), (_THE_REST, True)):
            roles = [
                [item for item in counts if words.search(prose.before(item, 60))][:1]
                for words in (_SET, _DONE, in_hand)
            ]
            if not all(roles):
                continue
            (given,), (done,), (hand,) = roles
            is_alike = same_noun(given.noun, done.noun) and same_noun(given.noun, hand.noun)
            over = done.value + hand.value - given.value
            is_uneven = over != 0 if is_rest else over > 0
            if is_uneven and is_alike and given.start < done.start < hand.start:
                yield _uneven(given, [done, hand], start=given.start)


def _states(prose: Prose, items: list[Quantity | Portion]) -> Iterator[Slip]:
    """Yield a portion that does not make up its whole with the states behind it."""
    for place, portion in enumerate(items):
        if not isinstance(portion, Portion) or not portion.whole.noun:
            continue
        others: list[Quantity] = []
        for item in items[place + 1 :]:
            is_alike = isinstance(item, Quantity) and same_noun(portion.whole.noun, item.noun)
            if not isinstance(item, Quantity) or not is_alike or item.unit:
                break
            if not _STATE.search(prose.before(item, 60)):
                break
            others.append(item)
        parts = [portion.part, *others]
        off = abs(_sum(parts) - portion.whole.value)
        if len(others) > 1 and off and off * 5 <= portion.whole.value:
            yield _uneven(portion.whole, parts, start=portion.start)


def _sum(parts: list[Quantity]) -> Fraction:
    return sum((Fraction(part.value) for part in parts), Fraction(0))


def _uneven(whole: Quantity, parts: list[Quantity], *, start: int) -> Slip:
    made = int(_sum(parts))
    written = " + ".join(part.shown for part in parts)
    return Slip(
        message=f"{written} = {write_int(made)}, không khớp với {whole.shown} được giao",
        expected=whole.shown,
        actual=f"{written} = {write_int(made)}",
        start=start,
        end=parts[-1].end,
    )
