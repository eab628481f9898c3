"""Where a text names a total and its parts: in brackets, behind "gồm", below, in what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from cchc_lib.reading.lexicon import words
from cchc_lib.reading.numbers import Quantity
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.terms import Passage, Role, Term, is_alike, passages

__all__ = ["Sum", "names_both", "sums"]

_MOST = 30
"""More parts than any total has in a text written by hand."""

_BACK = 4
"""So many numbers back the total of what is listed may stand."""

_ALL = re.compile(words("parts.all"))
_SOME = re.compile(words("parts.some"))
_WEAK = re.compile(rf"(?<!so ){words('parts.weak')}|:")
_AMONG = re.compile(rf"{words('parts.among')} $")
_FEW = re.compile(rf"(?:^|[,;:(]|trong đó) ?{words('parts.few')}|\.\.\.|…")
_REST = re.compile(words("parts.rest"))
_APART = re.compile(words("parts.apart"))
_NESTED = re.compile(rf"{words('parts.some')}|{words('parts.all')}")
_CLOSED = re.compile(r"\([^()]*\)")
_OPEN = re.compile(rf"[;.] ?(?:hiện )?{words('state.pending')}")
_TOTAL = re.compile(r"\btổng\b")
_NEW_TOTAL = re.compile(r"(?:^|[,;.:] ?)tổng\b")
_TRAIT = re.compile(words("trait"))
_NEXT = re.compile(
    rf"\W*(?:{words('parts.all')}|{words('parts.some')}|{words('parts.among')}|"
    r"kết quả|qua phân loại|qua kiểm tra)"
)
_BULLET = re.compile(r"\s*(?:(?P<mark>[-+*•–])|[a-zđ]\)|\(?[0-9]{1,2}[.)])\s")
_TITLE = re.compile(
    r"\b(?:Phó )?(?:Chủ tịch|Bí thư|Trưởng ban|Giám đốc|Thư ký|Tổ trưởng|Chánh án|Viện trưởng)"
)
_HALVES = (
    ("trực tuyến|qua mạng", "trực tiếp"),
    ("trước hạn|sớm hạn|đúng hạn|đúng hẹn", "quá hạn|trễ hạn|trễ hẹn|chậm hạn"),
    (r"\bnam\b", r"\bnữ\b"),
    ("nhận mới|mới tiếp nhận|tiếp nhận|trong kỳ|phát sinh", "trước|đơn cũ|chuyển (?:sang|qua)"),
    ("cấp (?:tỉnh|huyện)", "cấp xã"),
    ("toàn trình", "một phần"),
    ("xây mới|xây dựng mới", "sửa chữa"),
    ("dự thi", "bỏ thi|vắng"),
    ("có mặt", "vắng mặt"),
    ("thành thị", "nông thôn"),
    ("trong nước", "quốc tế|nước ngoài"),
    ("ngắn hạn", "trung, dài hạn|dài hạn"),
)
"""Parts that leave no third: where both are named, they are all."""

_INTAKE = tuple(re.compile(one) for one in _HALVES[3])
_PAIRS = tuple((re.compile(one), re.compile(other)) for one, other in _HALVES)


_SURER = {
    Structure.POSSIBLE: Structure.LIKELY,
    Structure.LIKELY: Structure.CERTAIN,
    Structure.CERTAIN: Structure.CERTAIN,
}


def names_both(first: str, second: str) -> bool:
    """Whether two labels name parts that leave no third: online and in person."""
    return any(
        (one.search(first) and other.search(second) and not other.search(first))
        or (other.search(first) and one.search(second) and not one.search(first))
        for one, other in _PAIRS
    )


def names_intake(first: str, second: str) -> bool:
    """Whether two labels name what came in and what was carried over, in either order."""
    new, carried = _INTAKE
    return bool(
        (new.search(first) and carried.search(second))
        or (carried.search(first) and new.search(second))
    )


@attrs.frozen(eq=False)
class Sum:
    """One opening of a list: its totals, nearest first, each with the ways to read its parts."""

    readings: tuple[tuple[Relation, ...], ...]


@attrs.frozen
class _Opening:
    """Words that say that parts follow, between one number and the next."""

    at: int
    structure: Structure
    pattern: str
    is_bracket: bool = False


def sums(prose: Prose) -> Iterator[Sum]:
    """Yield, for each place where parts are named, the ways in which that can be read."""
    blocks = list(passages(prose))
    for place, passage in enumerate(blocks):
        for at in range(1, len(passage.terms)):
            opening = _opening(passage, at)
            if opening is not None:
                yield from _sum(passage, opening, passage.terms, _listed(passage.terms, opening))
        for at in range(2, len(passage.terms)):
            yield from _behind(passage, at)
        yield from _below(blocks, place)


def _sum(
    passage: Passage, opening: _Opening, terms: Sequence[Term], listed: list[Term]
) -> Iterator[Sum]:
    """Yield what a list may add up to."""
    if len(listed) < 2:
        return
    totals = _totals(terms, opening)
    readings = []
    for total in totals:
        for side, number in enumerate(total.numbers):
            column = _column(totals, total)
            relations = tuple(_of(passage, opening, number, side, listed, column))
            if relations:
                readings.append(relations)
    if readings:
        yield Sum(tuple(readings))


def _opening(passage: Passage, at: int) -> _Opening | None:
    """Return what the words between two numbers open, if they open anything."""
    before, term = passage.terms[at - 1], passage.terms[at]
    lead = term.lead
    if term.sentence != before.sentence:
        if term.sentence - before.sentence > 1 or term.depth:
            return None
        if _NEXT.match(lead) or _TOTAL.search(before.before[-60:]):
            return _Opening(at, Structure.LIKELY, "câu sau: trong đó")
        return _Opening(at, Structure.POSSIBLE, "câu sau")
    _, opened, inside = lead.rpartition("(")
    if opened and term.depth > before.depth:
        if _FEW.search(inside) or re.match(r"(?:tăng|giảm|từ)\b", inside):
            return None
        if _ALL.search(inside):
            return _Opening(at, Structure.CERTAIN, "ngoặc: gồm", is_bracket=True)
        if _SOME.search(inside) or _WEAK.search(inside):
            return _Opening(at, Structure.LIKELY, "ngoặc: trong đó", is_bracket=True)
        return _Opening(at, Structure.CERTAIN, "ngoặc", is_bracket=True)
    lead = _CLOSED.sub("", lead)  # what a bracket says is of what stands in it
    if ")" in lead:
        lead = lead.rpartition(")")[2]
    if found := _ALL.search(lead):
        is_direct = not re.search(r"[;.]|,.*,", lead[: found.start()])
        return _Opening(at, Structure.CERTAIN if is_direct else Structure.LIKELY, "gồm")
    if _FEW.search(lead):
        return None
    if _AMONG.search(before.before):
        return _Opening(at, Structure.LIKELY, "trong số")
    if _SOME.search(lead):
        return _Opening(at, Structure.LIKELY, "trong đó")
    if _WEAK.search(lead):
        return _Opening(at, Structure.LIKELY, "với")
    return _Opening(at, Structure.POSSIBLE, "liền sau")


def _totals(terms: Sequence[Term], opening: _Opening) -> list[Term]:
    """Return the numbers that what is listed may add up to, nearest first."""
    at = opening.at
    depth = terms[at].depth - opening.is_bracket if at < len(terms) else 0
    found = [
        term
        for term in reversed(terms[max(0, at - 12) : at])
        if term.depth <= depth
        and term.role not in (Role.PERCENT, Role.RANGE)
        and not term.number.is_word
        and term.number.value
    ]
    if opening.is_bracket:
        return sorted(found[:_BACK], key=lambda term: term.is_attribute)
    if depth:
        found = [term for term in found if term.depth == depth] or found
        return sorted(found[:_BACK], key=lambda term: term.is_attribute)
    plain = [term for term in found if term.role not in (Role.DELTA, Role.REFERENCE)]
    plain.sort(key=lambda term: term.is_attribute)
    return [*plain[:_BACK], *(term for term in found[:1] if term not in plain)]


def _listed(terms: Sequence[Term], opening: _Opening) -> list[Term]:
    """Return the numbers that follow an opening on its level of brackets, up to what ends them."""
    at = opening.at
    depth = terms[at].depth
    found: list[Term] = []
    last = terms[at].sentence
    reach = 1 if terms[at - 1].sentence != last else 0
    for term in terms[at : at + _MOST]:
        if term.depth < depth:
            break
        if found and (term.sentence > last + reach or (_APART.search(term.lead) and not depth)):
            break
        if found and (
            _FEW.search(term.lead) or (found[0] is found[-1] and _OPEN.search(term.lead))
        ):
            break
        if found and not depth and (_NEW_TOTAL.search(term.lead) or _NESTED.search(term.lead)):
            break
        if term.depth > depth or term.role not in (Role.COUNT, Role.AIM, Role.TIME):
            continue
        last = term.sentence
        found.append(term)
    return found


def _behind(passage: Passage, at: int) -> Iterator[Sum]:
    """Yield a total that stands behind its parts: nhận mới 800, kỳ trước 20, tổng số 820."""
    total = passage.terms[at]
    if not _NEW_TOTAL.search(total.lead) or total.depth or total.role is not Role.COUNT:
        return
    parts = [
        term
        for term in passage.terms[max(0, at - _MOST) : at]
        if term.sentence == total.sentence
        and term.role is Role.COUNT
        and not (term.depth or term.is_pair)
        and is_alike(total.number, term.number)
    ]
    opening = _Opening(at, Structure.POSSIBLE, "tổng số nêu sau")
    choices = [
        _relation(
            passage,
            opening,
            total.number,
            [term.number for term in parts[start:]],
            is_natural=not start,
        )
        for start in range(len(parts) - 1)
    ]
    if choices:
        yield Sum((tuple(choices),))


def _below(blocks: Sequence[Passage], place: int) -> Iterator[Sum]:
    """Yield what a paragraph that ends with a colon lists below it."""
    head = blocks[place]
    flat = head.prose.flat
    lead = flat[max(head.block.start, head.block.end - 60) : head.block.end].rstrip().lower()
    if not lead.endswith(":"):
        return
    says_all = bool(_ALL.search(lead))
    above = blocks[place - 1] if place and not head.terms else head
    items = _items(blocks[place + 1 : place + 1 + _MOST], _mark(head))
    columns = [
        [term for term in item.terms if term.role is Role.COUNT and not term.depth]
        for item in items
    ]
    firsts = [column[0] for column in columns if column]
    structure = Structure.CERTAIN if says_all else Structure.LIKELY
    pattern = "danh sách: gồm" if says_all else "danh sách"
    opening = _Opening(len(above.terms), structure, pattern)
    yield from _sum(above, opening, above.terms, firsts)


def _mark(passage: Passage) -> str:
    """Return what a block begins with: its bullet, "1" for any number or letter, or nothing."""
    found = _BULLET.match(passage.prose.flat, passage.block.start, passage.block.end)
    return (found["mark"] or "1") if found else ""


def _items(blocks: Sequence[Passage], above: str) -> list[Passage]:
    """Return the items of a list; those of lists within it are left out."""
    found: list[Passage] = []
    first = ""
    for block in blocks:
        mark = _mark(block)
        first = first or mark
        if not mark or (found and mark == above != first):
            break
        if mark == first:
            found.append(block)
    return found


def _column(totals: Sequence[Term], total: Term) -> tuple[int, int]:
    """Return which of how many measures side by side a total is: 242 vụ, 344 đối tượng."""
    side = [
        term
        for term in totals
        if term.sentence == total.sentence and (term.role is not Role.TIME or term is total)
    ]
    side.sort(key=lambda term: term.start)
    return side.index(total), len(side)


def _of(
    passage: Passage,
    opening: _Opening,
    total: Quantity,
    side: int,
    listed: list[Term],
    column: tuple[int, int],
) -> Iterator[Relation]:
    """Yield each set of the listed numbers that may be the parts of a total, the natural first."""
    if total.unit == "%":
        return
    first = [term for term in listed if term.sentence == listed[0].sentence]
    if len(first) < 2:
        first = listed
    options: list[list[tuple[Term, Quantity]]] = []
    plain = [term for term in first if not term.is_attribute or is_alike(total, term.number)]
    if len(plain) < len(first):
        options.append([(term, term.number) for term in plain if is_alike(total, term.number)])
    own = [term for term in first if not term.is_attribute]
    options.append([(term, term.number) for term in own if term.number.unit == total.unit])
    if any(term.is_pair for term in listed):
        options.append([(term, term.numbers[side]) for term in first if len(term.numbers) > side])
    for group in (first, listed):
        alike = [(term, term.number) for term in group if is_alike(total, term.number)]
        options.append(alike)
        options.append(
            [
                (term, term.number)
                for term in group
                if term.number.unit == total.unit and term.role is not Role.TIME
            ]
        )
        place, count = column
        if count > 1 and len(group) % count == 0:
            options.append([(term, term.number) for term in group[place::count]])
        if count > 1:
            rows = [list(row) for _, row in groupby(group, lambda term: term.sentence)]
            options.append([(row[place], row[place].number) for row in rows if len(row) > place])
    seen: set[tuple[int, ...]] = set()
    for option in options:
        parts = [(term, number) for term, number in option if number.unit == total.unit]
        for numbers, is_natural in _runs(parts):
            key = tuple(number.start for number in numbers)
            if len(numbers) > 1 and key not in seen:
                seen.add(key)
                yield from _with_titles(passage, opening, total, numbers)
                first_of = numbers[0] in listed[0].numbers
                how = opening if first_of else attrs.evolve(opening, structure=Structure.POSSIBLE)
                yield _relation(passage, how, total, numbers, is_natural=is_natural)


def _with_titles(
    passage: Passage, opening: _Opening, total: Quantity, numbers: list[Quantity]
) -> Iterator[Relation]:
    """Yield the sum with the titles that stand without a number: Chủ tịch, 03 Phó Chủ tịch."""
    flat = passage.prose.flat
    titles = [
        Quantity(found.start(), found.end(), 1, "", (), found[0], None, is_word=True)
        for found in _TITLE.finditer(flat, total.end, numbers[-1].start)
        if not flat[max(total.end, found.start() - 5) : found.start()].strip()[-1:].isdigit()
    ]
    if titles and not total.unit:
        parts = sorted([*titles, *numbers], key=lambda number: number.start)
        yield _relation(passage, opening, total, parts, is_natural=False)


def _after(before: Quantity, number: Quantity) -> int:
    """Return where the words begin that lead to a number."""
    least = max(0, number.start - 40)
    return max(least, before.end) if before.end <= number.start else least


def _runs(parts: list[tuple[Term, Quantity]]) -> Iterator[tuple[list[Quantity], bool]]:
    """Yield all of a list, then what begins it, and whether it may naturally end there."""
    gaps = [_gap(term) for term, _ in parts]
    for end in range(len(parts), 1, -1):
        is_natural = end == len(parts) or gaps[end] > max(gaps[1:end])
        yield [number for _, number in parts[:end]], is_natural


def _gap(term: Term) -> int:
    """Return how strongly the words before a number part it from the one before."""
    if re.search(r"[.!?] ?[^.]*$", term.lead.rstrip("0123456789. ")) and ". " in term.lead:
        return 3
    return 2 if ";" in term.lead else 1 if "," in term.lead else 0


def _relation(
    passage: Passage,
    opening: _Opening,
    total: Quantity,
    numbers: list[Quantity],
    *,
    is_natural: bool,
) -> Relation:
    flat = passage.prose.flat
    labels = [
        re.split(r"[;,.]", flat[number.end : number.end + 25])[0].lower()
        + " "
        + flat[_after(before, number) : number.start].lower()
        for before, number in zip([total, *numbers], numbers, strict=False)
    ]
    structure, pattern = opening.structure, opening.pattern
    if len(numbers) == 2 and names_intake(*labels):
        pattern = "nhận mới, kỳ trước"
    is_whole = len(numbers) == 2 and names_both(*labels)
    has_rest = bool(_REST.search(flat[numbers[-2].end : numbers[-1].start].lower()))
    if is_whole or has_rest:
        structure = _SURER[structure]
    gaps = [
        ";" in flat[one.end : other.start] for one, other in zip(numbers, numbers[1:], strict=False)
    ]
    said = flat[total.end : numbers[-1].end + 40].lower()
    return Relation(
        Kind.SUM,
        total,
        tuple(numbers),
        structure,
        pattern,
        overlaps=bool(_TRAIT.search(said)),
        is_closed=" và " in flat[numbers[-2].end : numbers[-1].start],
        is_complete=is_whole or ("gồm" in opening.pattern and structure is Structure.CERTAIN),
        is_list=(
            len(set(gaps)) == 1
            and is_natural
            and "trong" in opening.pattern
            and all(is_alike(total, number) for number in numbers)
        ),
        is_natural=is_natural,
    )
