"""Where a text names a total and then its parts: in a sentence, in the next one, in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import attrs

from cchc_lib.checks.text.rates import same_noun
from cchc_lib.reading.numbers import ExactQuantity, Portion, Quantity
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span

__all__ = ["Listing", "listings"]

_ALL = re.compile(
    r"(?:[^0-9%;.]{0,60}?|[^0-9%;.]{0,60}; ?)(?:bao gồm|gồm có|gồm|chia ra)[^0-9%.]{0,60}$"
)
_SOME = re.compile(
    r"(?:[^0-9%;.]{0,60}?(?:trong đó|cụ thể|:)|[^0-9%;.()]{0,60}\(|[^0-9%;.]{0,60}; ?trong đó)"
    r"[^0-9%.]{0,40}$"
)
_AMONG = re.compile(r"trong (?:tổng )?số $")
_FOLLOWS = re.compile(r"[^0-9%;.()]{0,60},[^0-9%;.()]{0,40}")
_ENDS = re.compile(r"trong đó|gồm|tổng|so với|tăng|giảm|lũy kế|đạt")
_PENDING = re.compile(r"[;.] ?(?:hiện )?(?:đang|còn(?! lại)|chưa) ")
_BEGINS = re.compile(r"\s*(?:[-+*•–] )?\(?trong đó\b", re.IGNORECASE)
_LEADS = re.compile(r"(?:trong đó|(?P<all>\bgồm))(?: có)?[:,]?\s*$", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:(?P<mark>[-+*•–])|[a-zđ]\)|\(?[0-9]{1,2}[.)])\s")
_BACK = 4
"""How many counts back the total of a list may stand."""

_MOST = 30
"""More parts than any total has in a text written by hand."""

_OPENED = 8
"""More totals than any text opens within so many parts."""

_DOCUMENTS = {
    *(("kế", "hoạch"), ("quyết", "định"), ("công", "văn"), ("báo", "cáo"), ("thông", "báo")),
    *(("tờ", "trình"), ("chỉ", "thị"), ("nghị", "quyết"), ("hướng", "dẫn"), ("chương", "trình")),
}
_UNITS = {("cơ", "quan"), ("đơn", "vị"), ("tổ", "chức"), ("phòng", "ban")}
_KINDS_OF_UNITS = {
    (word,) for word in "phòng ban trung trường đơn cơ sở xã phường chi tổ thôn".split()
}


@attrs.frozen(slots=False, eq=False)
class Listing:
    """A total and what is listed as its parts; `is_all` where the words say these are all.

    `others` are counts beside the total that the parts may be of as well.
    """

    total: Quantity
    parts: list[Quantity]
    is_all: bool
    others: Sequence[Quantity] = ()

    @cached_property
    def made(self) -> Fraction:
        """What the parts make."""
        return Fraction(sum(part.value for part in self.parts))

    @cached_property
    def adds_up(self) -> bool:
        """Whether the parts make up the total, or may be meant for something that they make up."""
        if _add_up(self.parts, self.total):
            return True
        return not self.is_all and (
            _add_up(self.parts[1:], self.total)
            or any(_add_up(self.parts, other) for other in self.others)
        )


def _add_up(parts: list[Quantity], total: Quantity) -> bool:
    """Whether parts, or the first of them, make up a total; measures may be rounded."""
    running: ExactQuantity = 0  # ints as long as it can be, for these are many and quicker
    slack = total.slack
    for place, part in enumerate(parts):
        running += part.value
        slack += part.slack
        off = running - total.value
        if place and -slack <= off <= slack:
            return True
        if not slack and off > 0:
            return False
    return False


def listings(prose: Prose) -> Iterator[Listing]:
    """Yield every total whose parts are named behind it."""
    yield from _in_sentences(prose)
    yield from _in_next_sentences(prose)
    yield from _in_bullets(prose)


def _is_total(item: Quantity | Portion) -> bool:
    return isinstance(item, Portion) or bool(item.unit != "%" and not item.qualifier and item.value)


def _totals(items: Sequence[Quantity | Portion]) -> list[Quantity]:
    """Return the last counts that may be totals, nearest first; of a portion both numbers."""
    found: list[Quantity] = []
    for item in reversed(items[-_BACK:]):
        if _is_total(item):
            found += [item] if isinstance(item, Quantity) else [item.whole, item.part]
    return found


def _in_sentences(prose: Prose) -> Iterator[Listing]:
    for sentence in prose.source.sentences:
        items = prose.items(sentence)
        opened: list[int] = []
        for place, item in enumerate(items[:-2]):
            if len(opened) >= _OPENED and place - opened[-_OPENED] < _MOST:
                continue
            words = prose.between(item, items[place + 1])
            if ")" in words.partition("(")[0]:  # what stands in brackets has no parts outside
                continue
            words = words.rpartition(")")[2]
            is_all = bool(_ALL.match(words))
            if not _is_total(item) or not (is_all or _is_opened(prose, item, words)):
                continue
            opened.append(place)
            total, *others = _totals(items[max(0, place + 1 - _BACK) : place + 1])
            rest = items[place + 1 : place + 1 + _MOST]
            if isinstance(item, Portion):  # of its part as well as of its whole
                totals = [total, *others[:1]]
                yield from _nearest(
                    totals, [_parts(prose, of, rest) for of in totals], is_all=is_all
                )
            elif len(parts := _parts(prose, total, rest)) > 1:
                yield Listing(total, parts, is_all, others)


def _is_opened(prose: Prose, item: Quantity | Portion, words: str) -> bool:
    """Whether words behind a count say that some of it follow."""
    if _SOME.match(words):
        return True
    head = prose.before(item, 16)
    return bool(_AMONG.search(head) and _FOLLOWS.fullmatch(words))


def _in_next_sentences(prose: Prose) -> Iterator[Listing]:
    """Yield what a sentence "Trong đó, …" says of a count of the sentence before."""
    for first, second in pairwise(prose.source.sentences):
        if not _BEGINS.match(prose.flat, second.start, second.end):
            continue
        totals = _totals(prose.items(first))
        items = prose.items(second)[:_MOST]
        yield from _nearest(totals, [_parts(prose, total, items) for total in totals], is_all=False)


def _in_bullets(prose: Prose) -> Iterator[Listing]:
    """Yield what a paragraph that ends "trong đó:" or "gồm:" lists below it."""
    blocks = prose.source.blocks
    for place, head in enumerate(blocks):
        lead = _LEADS.search(prose.flat, max(head.start, head.end - 30), head.end)
        if lead is None:
            continue
        above = blocks[place - 1] if place and not prose.items(head) else head
        totals = _totals(prose.items(above))
        firsts = _firsts(prose, blocks[place + 1 : place + 1 + _MOST], _mark(prose, head))
        parts = [firsts if _are_parts(total, firsts) else [] for total in totals]
        yield from _nearest(totals, parts, is_all=bool(lead["all"]))


def _nearest(
    totals: list[Quantity], parts: list[list[Quantity]], *, is_all: bool
) -> Iterator[Listing]:
    """Yield the listing of the total that its parts come nearest to, the others beside it."""
    found = [
        Listing(total, some, is_all) for total, some in zip(totals, parts, strict=True) if some[1:]
    ]
    if found and not any(listing.adds_up for listing in found):
        yield min(found, key=lambda listing: abs(listing.made - listing.total.value))


def _mark(prose: Prose, block: Span) -> str:
    """Return what a block begins with: its bullet, "1" for any number or letter, or nothing."""
    found = _BULLET.match(prose.flat, block.start, block.end)
    return (found["mark"] or "1") if found else ""


def _firsts(prose: Prose, blocks: Sequence[Span], above: str) -> list[Quantity]:
    """Return the first count of each item of a list; items of lists within it are left out."""
    marks = [_mark(prose, block) for block in blocks]
    firsts: list[Quantity] = []
    for block, mark in zip(blocks, marks, strict=True):
        if not mark or (firsts and mark == above != marks[0]):
            break
        items = prose.items(block) if mark == marks[0] else []
        if items and isinstance(items[0], Quantity):
            firsts.append(items[0])
    return firsts


def _are_parts(total: Quantity, parts: list[Quantity]) -> bool:
    return all(_is_part(total, part) for part in parts)


def _is_part(total: Quantity, part: Quantity) -> bool:
    """Whether a count may be one of a total: of the same things, or of kinds of them."""
    if part.unit != total.unit or part.qualifier:
        return False
    if total.noun[:2] == ("văn", "bản") and part.noun[:2] in _DOCUMENTS:
        return True
    is_kind = total.noun[:2] in _UNITS and part.noun[:1] in _KINDS_OF_UNITS
    return is_kind or same_noun(total.noun, part.noun)


def _parts(prose: Prose, total: Quantity, rest: Sequence[Quantity | Portion]) -> list[Quantity]:
    """Return the counts that are listed as parts of a total, on one level of brackets."""
    parts: list[Quantity] = []
    is_of_states = bool(rest) and "đã " in prose.flat[total.end : rest[0].end + 40].lower()
    depth, last = 0, total.end
    floor: int | None = None
    for item in rest:
        words = prose.flat[last : item.start].lower()
        last = item.end
        depth += words.count("(") - words.count(")")
        floor = depth if floor is None else floor
        if isinstance(item, Portion) or depth < floor:
            break
        if item.unit == "%" or depth > floor:
            continue
        if parts and (_ENDS.search(words) or (_PENDING.search(words) and not is_of_states)):
            break
        if not _is_part(total, item):
            return []
        parts.append(item)
    return parts
