"""Which lines of one text are in another: in time that grows with the lines, whoever wrote them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

__all__ = ["Gap", "gaps", "paired"]

Gap = tuple[range, range]
"""Places of lines that have no match: in the older text, in the newer one."""

_DEEP = 16  # unique lines between unique lines between …: no text of people needs as much
_SMALL = 10_000  # pairs of lines that are looked at one by one
_FEW = 400  # pairs of lines of which it is told which are the most alike


def gaps(then: Sequence[str], now: Sequence[str]) -> list[Gap]:
    """Return the stretches in which two texts differ, in order.

    Lines that stand once in both are matched first, and what lies between them by itself.

    >>> gaps(["a", "b", "c"], ["a", "x", "c", "d"])
    [(range(1, 2), range(1, 2)), (range(3, 3), range(3, 4))]
    """
    found: list[Gap] = []
    waiting = [(0, len(then), 0, len(now), 0)]
    while waiting:
        start, end, first, last, depth = waiting.pop()
        while start < end and first < last and then[start] == now[first]:
            start, first = start + 1, first + 1
        while start < end and first < last and then[end - 1] == now[last - 1]:
            end, last = end - 1, last - 1
        if start == end and first == last:
            continue
        matches: list[tuple[int, int]] = []
        if start < end and first < last and depth < _DEEP:
            matches = _matches(then[start:end], now[first:last])
        if not matches:
            found.append((range(start, end), range(first, last)))
            continue
        edges = [(start - 1, first - 1), *((start + a, first + b) for a, b in matches), (end, last)]
        for (before, left), (after, right) in pairwise(edges):
            waiting.append((before + 1, after, left + 1, right, depth + 1))
    return sorted(found, key=lambda gap: (gap[1].start, gap[0].start))


def _matches(then: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """Return places of equal lines, each after the one before in both texts."""
    once = {line for line, count in Counter(now).items() if count == 1}
    once &= {line for line, count in Counter(then).items() if count == 1}
    if not once:
        if len(then) * len(now) > _SMALL:
            return []
        blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
        return [(each.a + step, each.b + step) for each in blocks for step in range(each.size)]
    place = {line: at for at, line in enumerate(now) if line in once}
    pairs = [(at, place[line]) for at, line in enumerate(then) if line in once]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs, of those in order of their first number, whose second rises too."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(chosen[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        chosen[length : length + 1] = [at]
    found: list[tuple[int, int]] = []
    at = chosen[-1]
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def paired(
    gap: Gap, likeness: Callable[[int, int], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the lines of a gap: an older with the newer that it became, or either alone.

    As many older as newer ones became each other, one by one; otherwise those that are most alike.
    """
    then, now = gap
    if len(then) == len(now) or not then or not now or len(then) * len(now) > _FEW:
        both = min(len(then), len(now))
        yield from zip(then[:both], now[:both], strict=True)
        yield from ((each, None) for each in then[both:])
        yield from ((None, each) for each in now[both:])
        return
    best = [[0.0] * (len(now) + 1) for _ in range(len(then) + 1)]
    for row in reversed(range(len(then))):
        for column in reversed(range(len(now))):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                best[row + 1][column + 1] + likeness(then[row], now[column]),
            )
    row = column = 0
    while row < len(then) and column < len(now):
        if best[row][column] == best[row + 1][column]:
            yield then[row], None
            row += 1
        elif best[row][column] == best[row][column + 1]:
            yield None, now[column]
            column += 1
        else:
            yield then[row], now[column]
            row, column = row + 1, column + 1
    yield from ((each, None) for each in then[row:])
    yield from ((None, each) for each in now[column:])
