"""Totals and the parts that the text names after them; dossiers that came in and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from cchc_lib.audit.finding import Severity
from cchc_lib.audit.rule import Slip, rule
from cchc_lib.audit.text.prose import Prose
from cchc_lib.audit.text.quantities import Quantity
from cchc_lib.audit.text.ratios import same_noun
from cchc_lib.figures.writing import write_int

__all__ = ["RULES"]

_ALL = re.compile(
    r"^(?:[^0-9%;.]{0,60}?|[^0-9%;.]{0,30}; ?)(?:bao gồm|gồm có|gồm|chia ra)[^0-9%.]{0,30}$"
)
_SOME = re.compile(
    r"^(?:[^0-9%;.]{0,60}?(?:trong đó|cụ thể|:|\()|[^0-9%;.]{0,30}; ?trong đó)[^0-9%.]{0,40}$"
)
_OPEN = re.compile(
    r"[^0-9%.;:(]{0,60}\((?![^)]*(?:trong đó|trong có|như |điển hình|chủ yếu|\.\.|…))"
)
_CLOSED = re.compile(r"[^0-9(.…]*\)")
_ENDS = re.compile(r"trong đó|gồm|tổng|so với|tăng|giảm|lũy kế|còn lại|đạt")
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
_DOCUMENTS = {
    *(("kế", "hoạch"), ("quyết", "định"), ("công", "văn"), ("báo", "cáo"), ("thông", "báo")),
    *(("tờ", "trình"), ("chỉ", "thị"), ("nghị", "quyết"), ("hướng", "dẫn"), ("chương", "trình")),
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
    """Whether a part may be counted in a total: of the same things, or types of documents."""
    if total[:2] == ("văn", "bản") and part[:2] in _DOCUMENTS:
        return True
    return same_noun(total, part)


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
    """Whether the parts, or neighbours among them, make up the total; measures may be rounded."""
    runs = list(accumulate((Fraction(part.value) for part in parts), initial=Fraction(0)))
    if not total.slack and not any(part.slack for part in parts):
        seen: set[Fraction] = set()
        for before, run in zip(runs, runs[2:], strict=False):
            seen.add(before)
            if run - total.value in seen:
                return True
        return False
    slacks = accumulate((part.slack for part in parts), initial=total.slack)
    near = zip(runs, slacks, strict=True)
    return any(abs(run - total.value) <= slack for run, slack in list(near)[2:])


def _made(parts: list[Quantity]) -> Fraction:
    return sum((Fraction(part.value) for part in parts), Fraction(0))


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
    exceed it, where both states of a pair are named (online and in person, in time and late), or
    where a bracket right behind the total lists them and nearly makes it up.

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
        after = prose.flat[parts[-1].end : parts[-1].end + 60]
        listed = _OPEN.match(words) and _CLOSED.match(after) and abs(missing) * 5 <= total.value
        near = abs(missing) * 100 <= total.value
        if near or paired or listed or (states and missing < 0):
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
