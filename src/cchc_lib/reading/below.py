"""Lists below a paragraph: what ends with a colon, and items of another mark below an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_lib.reading.lexicon import words
from cchc_lib.reading.parts import Opening
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.relation import Structure
from cchc_lib.reading.terms import Passage, Role, Term

__all__ = ["listed_below"]

_MOST = 30
"""More items than any list has in a text written by hand."""

_GOES_ON = re.compile(rf"\W*{words('parts')}")
_ALL = re.compile(words("parts.all"))
_OPENS_BELOW = re.compile(rf"(?::|{words('parts.some.there', 'parts.all')}\W{{0,3}})$")
_BULLET = re.compile(r"\s*(?:(?P<mark>[-+*•–])|[a-zđ]\)|\(?[0-9]{1,2}[.)])\s")


def listed_below(
    blocks: Sequence[Passage], place: int
) -> tuple[Passage, Opening, list[Term]] | None:
    """Return what a paragraph lists below it, with the one that holds its total."""
    head = blocks[place]
    lead = head.prose.lower[max(head.block.start, head.block.end - 60) : head.block.end].rstrip()
    if not (_OPENS_BELOW.search(lead) or _is_nested(blocks, place)):
        return None
    says_all = bool(_ALL.search(lead))
    goes_on = place and not head.terms and _GOES_ON.match(head.prose.lower, head.block.start)
    above = blocks[place - 1] if goes_on else head
    items = _items(blocks[place + 1 : place + 1 + _MOST], _mark(head))
    columns = [
        [term for term in item.terms if term.role is Role.COUNT and not term.depth]
        for item in items
    ]
    if says_all and not all(columns):  # Chủ tịch; Phó Chủ tịch; 04 ủy viên: how many is not said
        return None
    firsts = [column[0] for column in columns if column]
    if len(firsts) < 2:
        return None
    structure = Structure.CERTAIN if says_all else Structure.LIKELY
    pattern = Pattern.BELOW_ALL if says_all else Pattern.BELOW
    return above, Opening(len(above.terms), structure, pattern), firsts


def _is_nested(blocks: Sequence[Passage], place: int) -> bool:
    """Whether an item has items of another mark below it: - Đất 571 ha; + Đất lúa 530 ha."""
    head, below = blocks[place], blocks[place + 1 : place + 2]
    return bool(head.terms and _mark(head) and below) and _mark(below[0]) not in (
        "",
        "1",
        _mark(head),
    )


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
