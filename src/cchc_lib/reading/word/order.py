"""Which row of a table stands under which, by the numbers before them: A, I, 1, 1.1, a), a dash."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["levels_of", "split_order"]

_ORDER = re.compile(
    r"\(?(?P<order>[0-9]{1,4}(?:\.[0-9]{1,3})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])(?P<end>[.)/]{0,2})(?=\s|$)"
)
_DASH = re.compile(r"[-–—+*•](?=\s|\w)")
_UNDER = re.compile(r"(?:trong đó|gồm|bao gồm)\b", re.IGNORECASE)
_NEXT_ROMAN = {"I": None, "V": "U", "X": "W", "L": "K", "C": "B"}
"""Letters that are numbers too, and the letter before which they are no number."""


def split_order(text: str) -> tuple[str, str]:
    """Return the number that words begin with, where they do, and the rest.

    >>> split_order("1.1. Khai sinh"), split_order("- Trực tuyến"), split_order("Hộ tịch")
    (('1.1', 'Khai sinh'), ('-', 'Trực tuyến'), ('', 'Hộ tịch'))
    """
    text = text.strip()
    found = _ORDER.match(text)
    if found and (found["end"] or found.end() == len(text)):
        return found["order"], text[found.end() :].strip()
    dash = _DASH.match(text)
    return (text[0], text[1:].strip()) if dash else ("", text)


def levels_of(rows: Iterable[tuple[str, str]]) -> list[int | None]:
    """Return how deep each row stands, given its number and its words; `None` where unsure.

    Kinds of numbers nest in the order in which they are met: under I stand 1 and 2 until II comes.

    >>> levels_of([("I", ""), ("1", ""), ("1.1", ""), ("II", ""), ("", "trong đó: nữ")])
    [0, 1, 2, 0, 1]
    """
    stack: list[str] = []
    last: dict[str, str] = {}
    levels: list[int | None] = []
    for order, words in rows:
        kind = _kind(order, words, last.get("letter", ""))
        if not kind:
            levels.append(None)
            continue
        while kind in stack and stack[-1] != kind:
            last.pop(stack.pop(), None)
        if kind not in stack:
            stack.append(kind)
        last[kind] = order
        levels.append(len(stack) - 1)
    return levels


def _kind(order: str, words: str, letter: str) -> str:
    if _UNDER.match(words) or _UNDER.match(order):
        return "under"
    if not order:
        return ""
    if order[0].isdigit():
        return f"number {order.count('.')}"
    if order in _NEXT_ROMAN and _NEXT_ROMAN[order] == letter != "":
        return "letter"
    if re.fullmatch("[IVXLC]+", order):
        return "roman"
    if order.isalpha():
        return "letter" if order.isupper() else "small letter"
    return order
