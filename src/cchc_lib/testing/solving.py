"""Counts and amounts of one object, drawn so that every bound of its class holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cchc_lib.figures.declaration import MONEY
from cchc_lib.figures.declare import declarations
from cchc_lib.testing.bounds import Bound, Sheet, bounds_of, drawing_order, list_of

__all__ = ["contradicts", "mend", "solve"]

_SIZES = st.sampled_from((30, 3000, 10**6))
"""How large the counts of one object may be."""


def solve(
    draw: DrawFn, owner: Any, facts: dict[str, Any], stated: frozenset[str], fixed: frozenset[str]
) -> None:
    """Draw the facts that are stated, each within what the bounds leave it."""
    carried = {name for name, each in declarations(owner).items() if each.continues}
    order = [
        name
        for name in drawing_order(owner)
        if (name in stated and name not in fixed) or (name in carried and name in fixed)
    ]
    facts |= dict.fromkeys((name for name in order if name not in fixed), 0)
    sheet = Sheet(owner, facts)
    naming = _naming(owner)
    size = draw(_SIZES)
    for place, name in enumerate(order):
        if name in fixed:
            draw(st.integers(0, size))  # as much is drawn as without a report before
            continue
        later = [other for other in order[place + 1 :] if other not in fixed]
        low, high = 0, None
        for bound in naming.get(name, ()):
            gap = bound.gap(sheet)
            if gap is not None:
                low, high = _narrowed(low, high, bound, name, gap, later)
        if high is not None and high < low:
            facts[name] = None
        else:
            most = size * (10**6 if declarations(owner)[name].unit in MONEY else 1)
            top = low + most if high is None else min(high, low + most)
            facts[name] = draw(st.integers(low, top))


@cache
def _naming(owner: Any) -> dict[str, tuple[Bound, ...]]:
    return {
        name: tuple(bound for bound in bounds_of(owner) if name in bound.effect)
        for name in drawing_order(owner)
    }


def _narrowed(
    low: int, high: int | None, bound: Bound, name: str, gap: int, later: Sequence[str]
) -> tuple[int, int | None]:
    """Return from where to where a fact may lie; `gap` is what the bound has without it.

    What is still to come counts as 0, so a gap must be left only where later facts can close it.
    """
    effect = bound.effect[name]
    rest = [bound.effect[other] for other in later if other in bound.effect]
    limits = []
    if not bound.is_equal or all(times > 0 for times in rest):
        limits.append((gap, effect))  # gap + effect * fact <= 0
    if bound.is_equal and all(times < 0 for times in rest):
        limits.append((-gap, -effect))
    for over, times in limits:
        if times > 0:
            most = -over // times
            high = most if high is None else min(high, most)
        else:
            low = max(low, -(-over // -times))
    return low, high


def mend(owner: Any, facts: dict[str, Any], kept: frozenset[str]) -> None:
    """Level two lists that count the same; leave unsaid what cannot hold."""
    sheet = Sheet(owner, facts)
    for _ in range(2 * len(facts)):
        broken = next((bound for bound in bounds_of(owner) if bound.is_broken(sheet)), None)
        if broken is None:
            return
        if broken.is_equal and _levelled(owner, facts, broken, broken.gap(sheet) or 0):
            continue
        named = [name for name in broken.effect if facts[name] is not None and name not in kept]
        rows = [list_of(owner, side) for side in (broken.left, broken.right)]
        if named:
            facts[min(named, key=lambda name: -broken.effect[name])] = None
        elif any(each is not None and facts[each.path[0]] for each in rows):
            facts.update({each.path[0]: () for each in rows if each is not None})
        else:  # below an object that it holds
            parts = [
                name
                for node in (broken.left, broken.right)
                if node is not None
                for (name, *_), _ in node.names()
                if facts.get(name)
            ]
            facts.update(dict.fromkeys(parts))


def _levelled(owner: Any, facts: dict[str, Any], bound: Bound, gap: int) -> bool:
    """Give the rest to the last row of the shorter of two lists."""
    short = list_of(owner, bound.right if gap > 0 else bound.left)
    if short is None or not facts[short.path[0]]:
        return False
    *rows, last = facts[short.path[0]]
    more = attrs.evolve(last, **{short.field: getattr(last, short.field) + abs(gap)})
    if contradicts(more):
        return False
    facts[short.path[0]] = (*rows, more)
    return True


def contradicts(item: Any) -> bool:
    """Whether an object breaks a bound of its class."""
    kind: Any = type(item)
    return any(bound.is_broken(item) for bound in bounds_of(kind))
