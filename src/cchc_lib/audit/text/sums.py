"""Totals and the parts that the text names after them; dossiers that came in and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.audit.finding import Severity
from cchc_lib.audit.rule import Slip, rule
from cchc_lib.audit.text.prose import Prose
from cchc_lib.audit.text.quantities import Quantity
from cchc_lib.audit.text.ratios import same_noun
from cchc_lib.figures.writing import write_int

__all__ = ["RULES"]

_ALL = re.compile(r"^[^0-9%;.]{0,60}?(?:bao gồm|gồm có|gồm|chia ra)[^0-9%.]{0,30}$")
_SOME = re.compile(r"^[^0-9%;.]{0,60}?(?:trong đó|cụ thể|:|\()[^0-9%.]{0,40}$")
_ENDS = re.compile(r"trong đó|gồm|tổng|so với|tăng|giảm|lũy kế|còn lại|đạt")
_MEASURES = {("ha",), ("hecta",), ("km",), ("tấn",), ("kg",), ("lít",), ("tạ",), ("mét",)}
_MOST = 30
"""More parts than any total has in a text written by hand."""

_PAIRS = (
    (re.compile(r"trực tuyến"), re.compile(r"trực tiếp")),
    (re.compile(r"trước hạn|đúng hạn|đúng hẹn"), re.compile(r"quá hạn|trễ hạn|trễ hẹn")),
    (re.compile(r"đã giải quyết"), re.compile(r"đang giải quyết|chưa giải quyết")),
)
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
        if item.unit != total.unit or item.qualifier or not same_noun(total.noun, item.noun):
            return []
        parts.append(item)
    return parts


def _lists(prose: Prose) -> Iterator[tuple[Quantity, list[Quantity], bool]]:
    """Yield totals with their parts, and whether the words say that these are all."""
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
                    yield total, parts, is_all


def _adds_up(total: Quantity, parts: list[Quantity]) -> bool:
    """Whether the parts, or the first of them, make up the total; measures may be rounded."""
    if total.value == _made(parts):
        return True
    running = Fraction(parts[0].value)
    slack = _slack(total) + _slack(parts[0])
    for part in parts[1:]:
        running += part.value
        slack += _slack(part)
        if abs(running - total.value) <= slack:
            return True
        if running > 2 * total.value:
            return False
    return False


def _made(parts: list[Quantity]) -> Fraction:
    return sum((Fraction(part.value) for part in parts), Fraction(0))


def _slack(quantity: Quantity) -> Fraction:
    """Return by how much a measure may be off for having been rounded; a count is exact."""
    if not (quantity.decimals or quantity.unit or quantity.noun[:1] in _MEASURES):
        return Fraction(0)
    digits = Fraction(quantity.shown.replace(".", "").replace(",", "."))
    size = quantity.value / digits if digits else Fraction(1)
    return size * Fraction(1, 2 * 10**quantity.decimals)


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
    for total, parts, is_all in _lists(prose):
        if is_all and not _adds_up(total, parts):
            yield _wrong_sum(total, parts)


@rule("CCHC161", Severity.WARNING)
def some_parts(prose: Prose) -> Iterator[Slip]:
    """Các thành phần không trùng nhau nêu sau “trong đó” không mâu thuẫn với tổng số.

    "trong đó" may name only some parts, so a sum below the total says nothing by itself. It is
    likely a slip where it misses the total by less than a hundredth, where the states of a dossier
    exceed it, or where both states of a pair are named (online and in person, in time and late).

    Fires: Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.477 hồ sơ.
    Silent: Tiếp nhận 531.269 hồ sơ, trong đó trực tuyến 212.790 hồ sơ, trực tiếp 318.479 hồ sơ.
    Do: Đối chiếu tổng số với từng thành phần.
    """
    for total, parts, is_all in _lists(prose):
        if is_all or _adds_up(total, parts):
            continue
        missing = total.value - _made(parts)
        words = prose.flat[total.end : parts[-1].end].lower()
        states = len(set(_STATES.findall(words))) > 1
        paired = any(one.search(words) and other.search(words) for one, other in _PAIRS)
        if abs(missing) * 100 <= total.value or paired or (states and missing < 0):
            yield _wrong_sum(total, parts)


def _wrong_sum(total: Quantity, parts: list[Quantity]) -> Slip:
    made = _made(parts)
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
_AFTER = {
    "pending": re.compile(r"^ hồ sơ (?:đang|chưa|còn)"),
    "resolved": re.compile(r"^ hồ sơ (?:đã (?:được )?giải quyết|đã xử lý)"),
    "aside": re.compile(r"^ hồ sơ (?:trả lại|chờ bổ sung|từ chối|rút|không|chưa xác định)"),
    "carried": re.compile(r"^ hồ sơ (?:từ )?kỳ trước"),
}
_WINDOW = 1200
"""How far after what came in, in characters, a text says where it is."""


def _role(prose: Prose, item: Quantity) -> str | None:
    after = prose.flat[item.end : item.end + 30].lower()
    for role, words in _AFTER.items():
        if words.search(after):
            return role
    before = prose.flat[max(0, item.start - 60) : item.start].lower()
    for role in ("aside", "carried", "pending", "resolved", "received"):
        if _BEFORE[role].search(before):
            return role
    return None


@rule("CCHC162", Severity.WARNING)
def dossier_balance(prose: Prose) -> Iterator[Slip]:
    """Hồ sơ nhận giải quyết đều đã giải quyết, đang giải quyết hoặc được nêu rõ tình trạng.

    Received and carried over = resolved + pending + side states (Biểu II.06a/VPCP/KSTT, Thông tư
    01/2020/TT-VPCP). A warning, for those missing may be returned or withdrawn without a word;
    an error where more went out than came in and nothing was carried over.

    Fires: Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.214 hồ sơ, còn 28 hồ sơ đang giải quyết.
    Silent: Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.240 hồ sơ, còn 28 hồ sơ đang giải quyết.
    Do: Nêu rõ số hồ sơ trả lại, rút, từ chối, chờ bổ sung, hoặc sửa số liệu.
    """
    dossiers = [
        item
        for item in prose.quantities.numbers
        if not item.unit and item.noun[:2] in (("hồ", "sơ"), ()) and not item.qualifier
    ]
    roles = [(_role(prose, item), item) for item in dossiers]
    for place, (role, received) in enumerate(roles):
        if role != "received" or not received.noun:
            continue
        flow = _flow(roles, place + 1, received.start + _WINDOW)
        if "resolved" not in flow or "pending" not in flow:
            continue
        resolved, pending = flow["resolved"][0], flow["pending"][0]
        carried = [item.value for item in flow.get("carried", ())]
        aside = [item.value for item in flow.get("aside", ())]
        went = resolved.value + pending.value
        incoming = {received.value, received.value + sum(carried)}
        incoming |= {total.value for total in flow.get("received", ())}
        outgoing = {went, went + sum(aside)} | {went + one for one in aside}
        if incoming & outgoing:
            continue
        missing = int(received.value + sum(carried) - went - sum(aside))
        lost = missing > 0
        count = write_int(abs(missing))
        yield Slip(
            message=f"{resolved.shown} đã giải quyết + {pending.shown} đang giải quyết = "
            f"{write_int(int(went))}, trong khi tiếp nhận {received.shown}: "
            + (f"còn {count} hồ sơ chưa rõ ở đâu" if lost else f"nhiều hơn {count} hồ sơ"),
            expected=received.shown,
            actual=write_int(int(went)),
            hint="Nêu rõ số hồ sơ kỳ trước chuyển sang, trả lại, rút, từ chối, chờ bổ sung."
            if lost
            else "Kiểm tra số hồ sơ kỳ trước chuyển sang và từng số liệu.",
            severity=None if lost or carried else Severity.ERROR,
            start=received.start,
            end=pending.end,
        )


def _flow(
    roles: list[tuple[str | None, Quantity]], place: int, end: int
) -> dict[str, list[Quantity]]:
    """Return where the dossiers of one intake are, up to the next intake or the window's end."""
    flow: dict[str, list[Quantity]] = {}
    for role, item in roles[place : place + _MOST]:
        if item.start >= end or (role == "received" and "pending" in flow):
            break
        if role is not None:
            flow.setdefault(role, []).append(item)
    return flow


RULES = (all_parts, some_parts, dossier_balance)
