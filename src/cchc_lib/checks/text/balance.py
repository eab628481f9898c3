"""What came in or was assigned, and where it is: done, in hand, in a state that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.text.prose import Prose
from cchc_lib.checks.text.quantities import Exact, Portion, Quantity
from cchc_lib.checks.text.rates import same_noun
from cchc_lib.figures.writing import write_int

__all__ = ["RULES"]

_MOST = 30
"""More counts than any text names of one intake."""

_BEFORE = {
    "received": re.compile(
        r"(?:đã |mới )?tiếp nhận(?! và)[^0-9%.;]{0,40}$|tổng số hồ sơ(?: \w+){0,5}[^0-9%.;\w]{0,3}$"
    ),
    "carried": re.compile(r"(?:kỳ trước|năm trước|tồn)[^0-9%.;]{0,25}$"),
    "resolved": re.compile(r"(?:đã giải quyết|giải quyết xong|đã xử lý|đã trả)[^0-9%.;]{0,25}$"),
    "pending": re.compile(
        r"(?:đang giải quyết|chưa giải quyết|đang xử lý|đang trong quá trình)[^0-9%.;]{0,25}$"
    ),
    "aside": re.compile(
        r"(?:trả lại|từ chối|rút|bổ sung|dừng giải quyết|hủy|chưa xác định)[^0-9%.;]{0,25}$"
    ),
}
_KINDS = {
    ("hồ", "sơ"): "hồ sơ",
    ("đơn",): "đơn",
    ("vụ", "việc"): "vụ việc",
    ("phản", "ánh"): "phản ánh, kiến nghị",
    ("kiến", "nghị"): "kiến nghị",
    ("ý", "kiến"): "ý kiến",
}
"""What is received and resolved."""

_NOUN = rf"^ (?:{'|'.join(_KINDS.values())}|phản ánh)(?: [a-zà-ỹ]+)? "
_AFTER = {
    "aside": re.compile(rf"{_NOUN}(?:trả lại|chờ bổ sung|từ chối|rút|không|chưa (?:xác định|rõ))"),
    "pending": re.compile(rf"{_NOUN}(?:đang|chưa|còn)"),
    "resolved": re.compile(rf"{_NOUN}(?:đã (?:được )?giải quyết|đã xử lý)"),
    "carried": re.compile(rf"{_NOUN}(?:từ )?kỳ trước"),
}
_WINDOW = 1200
"""How far after what came in, in characters, a text says where it is."""


def _role(prose: Prose, item: Quantity) -> str | None:
    after = prose.behind(item, 30)
    for role, words in _AFTER.items():
        if words.search(after):
            return role
    before = prose.before(item, 60)
    for role in ("aside", "carried", "pending", "resolved", "received"):
        if _BEFORE[role].search(before):
            return role
    return None


@rule(
    "CCHC162",
    Severity.WARNING,
    page="""
    Hồ sơ nhận giải quyết đều đã giải quyết, đang giải quyết hoặc được nêu rõ tình trạng.

    Received and carried over = resolved + pending + side states (Biểu II.06a/VPCP/KSTT, Thông tư
    01/2020/TT-VPCP). So with petitions and proposals. A warning, for those missing may be returned
    or withdrawn, those in excess carried over, without a word.

    Fires: Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.214 hồ sơ, còn 28 hồ sơ đang giải quyết.
    Silent: Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.240 hồ sơ, còn 28 hồ sơ đang giải quyết.
    Do: Nêu rõ số hồ sơ trả lại, rút, từ chối, chờ bổ sung, hoặc sửa số liệu.
    """,
)
def dossier_balance(prose: Prose) -> Iterator[Slip]:
    for kind, counts in _by_kind(prose).items():
        roles = [(_role(prose, item), item) for item in counts]
        told: set[int] = set()
        for place, (role, received) in enumerate(roles):
            if role != "received" or not received.noun:
                continue
            flow = _flow(roles, place + 1, received.start + _WINDOW)
            pending = flow["pending"][0] if "pending" in flow and "resolved" in flow else None
            if pending is None or pending.start in told:
                continue
            slip = _lost(prose, kind, received, flow)
            if slip is not None:
                told.add(pending.start)
                yield slip


def _by_kind(prose: Prose) -> dict[str, list[Quantity]]:
    """Return the counts of each kind; a count without a noun is of the kind before it."""
    found: dict[str, list[Quantity]] = {}
    kind = None
    for item in prose.quantities.numbers:
        if item.unit or item.qualifier:
            continue
        if item.noun:
            kind = _KINDS.get(item.noun[:2]) or _KINDS.get(item.noun[:1])
        if kind is not None:
            found.setdefault(kind, []).append(item)
    return found


def _lost(
    prose: Prose, kind: str, received: Quantity, flow: dict[str, list[Quantity]]
) -> Slip | None:
    """Return what is wrong with an intake and where it is said to be."""
    resolved, pending = flow["resolved"][0], flow["pending"][0]
    carried = sum(item.value for item in flow.get("carried", ()))
    aside = [item.value for item in flow.get("aside", ())]
    went = resolved.value + pending.value
    incoming = {received.value, received.value + carried}
    incoming |= {total.value for total in flow.get("received", ())}
    # "trong đó 77 đơn thuộc thẩm quyền": where these are is told of them only
    incoming |= {some.value for some in flow.get("other", ()) if some.start < pending.start}
    outgoing = {went + some for some in _made_of(aside)}
    if "trong đó" in prose.between(resolved, pending)[-60:]:  # counted among those resolved
        outgoing |= {resolved.value + some for some in _made_of(aside)}
    if incoming & outgoing:
        return None
    missing = int(received.value + carried - went - sum(aside))
    lost = missing > 0
    count = write_int(abs(missing))
    where = f"còn {count} {kind} chưa rõ ở đâu" if lost else f"nhiều hơn {count} {kind}"
    states = "kỳ trước chuyển sang, trả lại, rút, từ chối, chờ bổ sung"
    return Slip(
        message=f"{resolved.shown} đã giải quyết + {pending.shown} đang giải quyết = "
        f"{write_int(int(went))}, trong khi tiếp nhận {received.shown}: {where}",
        expected=received.shown,
        actual=write_int(int(went)),
        hint=f"Nêu rõ số {states}; nếu đã nêu, đối chiếu lại từng số liệu.",
        start=min(received.start, pending.start),
        end=pending.end,
    )


def _made_of(aside: list[Exact]) -> set[Exact]:
    """Return what side states make: all, one, or all but one, which may be part of another."""
    whole = sum(aside)
    return {0, whole} | {*aside} | {whole - one for one in aside}


def _flow(
    roles: list[tuple[str | None, Quantity]], place: int, end: int
) -> dict[str, list[Quantity]]:
    """Return where the dossiers of one intake are, up to the next intake or the window's end."""
    flow: dict[str, list[Quantity]] = {}
    for role, item in roles[place : place + _MOST]:
        if item.start >= end or (role == "received" and "pending" in flow):
            break
        flow.setdefault(role or "other", []).append(item)
    return flow


_NEW = re.compile(r"(?:nhận mới|mới tiếp nhận|tiếp nhận)[^0-9%.;(]{0,25}$")
_ALL = re.compile(r"(?:tổng số|tổng cộng|lũy kế)[^0-9%.;]{0,40}$")


@rule(
    "CCHC166",
    Severity.WARNING,
    page="""
    Tổng số nhận giải quyết bằng số tiếp nhận trong kỳ cộng số kỳ trước chuyển sang.

    (3) = (4) + (5) + (6) of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), where one sentence
    names all three.

    Fires: Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 830 hồ sơ.
    Silent: Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 820 hồ sơ.
    Do: Đối chiếu số tiếp nhận, số kỳ trước chuyển sang và tổng số.
    """,
)
def intake(prose: Prose) -> Iterator[Slip]:
    for sentence in prose.source.sentences:
        items = [item for item in prose.quantities.within(sentence) if not item.unit][:_MOST]
        heads = [prose.before(item, 60) for item in items]
        found: dict[str, list[Quantity]] = {"all": [], "carried": [], "new": []}
        for item, head in zip(items, heads, strict=True):
            for role, words in (("all", _ALL), ("carried", _BEFORE["carried"]), ("new", _NEW)):
                if words.search(head):
                    found[role].append(item)
                    break
        if any(len(counts) != 1 for counts in found.values()):
            continue
        (total,), (carried,), (new,) = found.values()
        made = new.value + carried.value
        alike = same_noun(new.noun, total.noun) and same_noun(carried.noun, total.noun)
        if alike and total.value not in (made, new.value) and not _is_listed(prose, total):
            yield Slip(
                message=f"{new.shown} tiếp nhận + {carried.shown} kỳ trước chuyển sang = "
                f"{write_int(int(made))}, không phải {total.shown}",
                expected=write_int(int(made)),
                actual=total.shown,
                start=min(new.start, carried.start, total.start),
                end=max(new.end, carried.end, total.end),
            )


def _is_listed(prose: Prose, total: Quantity) -> bool:
    """Whether a total is followed by its parts, which other rules add up."""
    return bool(
        re.match(r"[^0-9.;]{0,40}(?:\(|trong đó|gồm)", prose.flat[total.end : total.end + 60])
    )


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
    page="""
    Số còn lại bằng số phải thực hiện trừ số đã hoàn thành.

    Behind 41/43 nhiệm vụ only 2 are left. What is left may be told in two counts.

    Fires: Đã hoàn thành 41/43 nhiệm vụ; còn 03 nhiệm vụ đang thực hiện.
    Silent: Đã hoàn thành 41/43 nhiệm vụ; còn 02 nhiệm vụ đang thực hiện.
    Do: Đối chiếu số phải thực hiện, số đã hoàn thành và số còn lại.
    """,
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
    page="""
    Mẫu số của tỷ lệ thực hiện là số được giao, được đề ra nêu trước đó.

    Only where the two nearly agree: 120 nhiệm vụ of a year and 25/30 of a quarter are two things.

    Fires: Kế hoạch đề ra 45 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.
    Silent: Kế hoạch đề ra 43 nhiệm vụ. Đã hoàn thành 41/43 nhiệm vụ.
    Do: Đối chiếu số được giao với mẫu số, ghi thống nhất một số.
    """,
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
    page="""
    Số đã hoàn thành, đang thực hiện, quá hạn cộng lại khớp với số được giao.

    Of a portion and its other states ("hoàn thành đúng hạn 17/74 nhiệm vụ; quá hạn 20 nhiệm vụ;
    đang thực hiện 37 nhiệm vụ") the sum is the whole. Of counts apart, done and in hand are no more
    than what was assigned; done and "còn lại" are just that.

    Fires: Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 12 nhiệm vụ.
    Silent: Được giao 120 nhiệm vụ, đã hoàn thành 110 nhiệm vụ, đang thực hiện 10 nhiệm vụ.
    Do: Đối chiếu số được giao, số đã hoàn thành và số đang thực hiện.
    """,
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


RULES = (dossier_balance, intake, what_is_left, one_whole, all_assigned)
