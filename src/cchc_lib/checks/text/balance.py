"""What came in and where it is: resolved, in hand, in a state that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.text.rates import same_noun
from cchc_lib.figures.writing import write_int
from cchc_lib.reading.numbers import ExactQuantity, Quantity
from cchc_lib.reading.prose import Prose

__all__: list[str] = []

_MOST = 30
"""More counts than any text names of one intake."""

_BEFORE = {
    "received": re.compile(
        r"(?<!% số hồ sơ )(?:đã |mới )?tiếp nhận(?! và)[^0-9%.;]{0,40}$"
        r"|tổng số hồ sơ(?: \w+){0,5}[^0-9%.;\w]{0,3}$"
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
    # what stands above a list is no word of its items
    above = prose.source.text[max(0, item.start - 60) : item.start]
    before = prose.before(item, 60)[_last_item(above) :]
    for role in ("aside", "carried", "pending", "resolved", "received"):
        if found := _BEFORE[role].search(before):
            return None if role == "received" and _CHANNEL.search(found[0]) else role
    return None


_CHANNEL = re.compile(r"trực tuyến|trực tiếp|bưu chính|qua mạng")
"""What came in by one channel is not all that came in: "đã tiếp nhận: trực tiếp 02 hồ sơ"."""


_ITEM = re.compile(r"\n\s*[-+*•–]\s")


def _last_item(text: str) -> int:
    """Return where the last item of a list begins in a stretch of text; 0 where none does."""
    return max((found.end() for found in _ITEM.finditer(text)), default=0)


@rule(
    "CCHC162",
    Severity.WARNING,
    title="Hồ sơ nhận giải quyết đều đã giải quyết, đang giải quyết hoặc được nêu rõ tình trạng.",
    why="Tiếp nhận và kỳ trước chuyển sang bằng đã giải quyết, đang giải quyết và các tình "
    "trạng khác (Biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP); phản ánh, kiến nghị cũng "
    "vậy. Chỉ cảnh báo, vì phần thiếu có thể đã trả lại hoặc rút, phần thừa có thể từ kỳ trước "
    "mà không nêu.",
    english="Received and carried over = resolved + pending + side states (Biểu "
    "II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP). So with petitions and proposals. A warning, "
    "for those missing may be returned or withdrawn, those in excess carried over, without a "
    "word.",
    fires="Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.214 hồ sơ, còn 28 hồ sơ đang giải quyết.",
    silent="Tiếp nhận 1.268 hồ sơ; đã giải quyết 1.240 hồ sơ, còn 28 hồ sơ đang giải quyết.",
    do="Nêu rõ số hồ sơ trả lại, rút, từ chối, chờ bổ sung, hoặc sửa số liệu.",
)
def dossier_balance(prose: Prose) -> Iterator[Slip]:
    for kind, counts in _by_kind(prose).items():
        roles = [(_role(prose, item), item) for item in counts]
        told: set[int] = set()
        for place, (role, received) in enumerate(roles):
            if role != "received" or not received.noun or received.qualifier:
                continue
            flow = _flow(roles, place + 1, received.start + _WINDOW)
            flow["carried"] += _carried_before(prose, roles, place)
            pending = flow["pending"][0] if flow["pending"] and flow["resolved"] else None
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
        if item.unit:
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
    told = (item for role in ("carried", "resolved", "pending", "aside") for item in flow[role])
    if any(item.qualifier for item in told):  # "ước 11 hồ sơ": how many is not known
        return None
    carried = sum(item.value for item in flow["carried"])
    aside = [item.value for item in flow["aside"]]
    went = resolved.value + pending.value
    incoming = {received.value, received.value + carried}
    incoming |= {total.value for total in flow["received"]}
    # "trong đó 77 đơn thuộc thẩm quyền": where these are is told of them only
    incoming |= {some.value for some in flow["other"] if some.start < pending.start}
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


def _made_of(aside: list[ExactQuantity]) -> set[ExactQuantity]:
    """Return what side states make: all, one, or all but one, which may be part of another."""
    whole = sum(aside)
    return {0, whole} | {*aside} | {whole - one for one in aside}


def _flow(
    roles: list[tuple[str | None, Quantity]], place: int, end: int
) -> dict[str, list[Quantity]]:
    """Return where the dossiers of one intake are, up to the next intake or the window's end."""
    flow: dict[str, list[Quantity]] = {role: [] for role in (*_BEFORE, "other")}
    for role, item in roles[place : place + _MOST]:
        if item.start >= end or (role == "received" and flow["pending"]):
            break
        flow[role or "other"].append(item)
    return flow


def _carried_before(
    prose: Prose, roles: list[tuple[str | None, Quantity]], place: int
) -> list[Quantity]:
    """Return what is said right before an intake: kỳ trước chuyển sang 02, tiếp nhận 09."""
    received = roles[place][1]
    return [
        item
        for role, item in roles[max(0, place - 1) : place]
        if role == "carried" and re.fullmatch(r"[^.0-9]{0,60}", prose.between(item, received))
    ]


_NEW = re.compile(r"(?:nhận mới|mới tiếp nhận|tiếp nhận)[^0-9%.;(]{0,25}$")
_ALL = re.compile(r"(?:tổng số|tổng cộng|lũy kế)[^0-9%.;]{0,40}$")


@rule(
    "CCHC166",
    Severity.WARNING,
    title="Tổng số nhận giải quyết bằng số tiếp nhận trong kỳ cộng số kỳ trước chuyển sang.",
    why="(3) = (4) + (5) + (6) của Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), khi một "
    "câu nêu đủ cả ba.",
    english="(3) = (4) + (5) + (6) of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), where "
    "one sentence names all three.",
    fires="Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 830 hồ sơ.",
    silent="Tiếp nhận 800 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, tổng số nhận giải quyết 820 hồ sơ.",
    do="Đối chiếu số tiếp nhận, số kỳ trước chuyển sang và tổng số.",
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
