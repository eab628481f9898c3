"""How wide the columns of a table are: the declared shares, and more for who needs more.

Widths are in twentieths of a point and follow from the texts alone: the same table has the same
columns on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from cchc_lib.document.walk import ResolvedTable, Run
from cchc_lib.law.layout import Size
from cchc_lib.render.metrics import BOLD, EM, REGULAR

__all__ = ["CELL_SIDE", "columns_of", "narrowest", "parted", "widths_of"]

CELL_SIDE = 57
"""The space at either side of a cell's text, in twentieths of a point: 1 mm."""

_AIR = 2 * CELL_SIDE + 10  # and half a point for the lines
_SLACK = 10  # by how much a line of another Times may be wider


def widths_of(data: ResolvedTable, size: Size, room: int) -> list[int]:
    """Return the widths of the columns: the declared shares, and more for who needs more.

    No word is broken. A column whose cells would wrap takes what others have to spare: these keep
    every cell on one line, their title on two, and half of their declared width.
    """
    least, wanted = _needs(data, size)
    widths = columns_of(room, data.widths, least)
    pairs = list(zip(widths, wanted, strict=True))
    lack = [max(0, want - width) for width, want in pairs]
    spare = [max(0, width - max(want, width // 2)) for width, want in pairs]
    moved = min(sum(lack), sum(spare))
    changes = zip(widths, _shared(moved, lack), parted(moved, spare), strict=True)
    return [width + more - less for width, more, less in changes]


def narrowest(data: ResolvedTable, size: Size) -> int:
    """Return the width without which a word of the table would be broken."""
    return sum(_needs(data, size)[0])


def _needs(data: ResolvedTable, size: Size) -> tuple[list[int], list[int]]:
    """Return for each column the width of its longest word, and that of its cells on one line."""
    columns = [[title] for title in data.titles]
    units = [_two_lines(title) for title in data.titles]
    for row in data.rows:
        for place, content in enumerate(row):
            runs = [word for word in content if isinstance(word, Run)]
            text = "".join([run.text for run in runs])
            columns[place].append(text)
            face = BOLD if any(run.bold for run in runs) else REGULAR
            units[place] = max(units[place], face.units(text))
    longest = [max(" ".join(texts).split(), key=len, default="") for texts in columns]
    least = [_points(BOLD.units(word), size) + _AIR for word in longest]
    wanted = [
        max(width, _points(unit, size) + _AIR + _SLACK)
        for width, unit in zip(least, units, strict=True)
    ]
    return least, wanted


def _shared(total: int, lacks: Sequence[int]) -> list[int]:
    """Return what each gets of `total`: as much as any other, unless it lacks less."""
    given = [0] * len(lacks)
    order = sorted(range(len(lacks)), key=lambda place: (lacks[place], place))
    for waiting, place in zip(range(len(lacks), 0, -1), order, strict=True):
        given[place] = min(lacks[place], total // waiting)
        total -= given[place]
    return given


def _two_lines(title: str) -> int:
    """Return how wide a title is on two lines, broken where it is narrowest."""
    words = [BOLD.units(word) for word in title.split()]
    space = BOLD.units(" ")
    whole = sum(words) + space * max(0, len(words) - 1)
    ends = [end + space * place for place, end in enumerate(accumulate(words[:-1]))]
    return min((max(end, whole - end - space) for end in ends), default=whole)


def columns_of(total: int, shares: Sequence[int], least: Sequence[int] = ()) -> list[int]:
    """Return whole widths by shares that add up to `total` exactly, none below its `least`.

    >>> columns_of(100, [1, 1, 1])
    [33, 34, 33]
    >>> columns_of(100, [1, 1, 2], [40, 0, 0])
    [40, 20, 40]
    """
    fixed: dict[int, int] = {}
    while True:
        rest = total - sum(fixed.values())
        free = sum(share for place, share in enumerate(shares) if place not in fixed)
        narrow = {
            place: width
            for place, width in enumerate(least)
            if place not in fixed and shares[place] * rest < width * free
        }
        if not narrow:
            break
        fixed |= narrow
    if fixed and (not free or rest < 0):  # no room for them all: the shares decide alone
        return columns_of(total, shares)
    parts = parted(rest, [0 if place in fixed else part for place, part in enumerate(shares)])
    return [fixed.get(place, part) for place, part in enumerate(parts)]


def parted(total: int, shares: Sequence[int]) -> list[int]:
    """Return whole parts by shares that add up to `total` exactly."""
    whole = sum(shares) or 1
    ends = [0, *(round(total * end / whole) for end in accumulate(shares))]
    return [end - start for start, end in pairwise(ends)]


def _points(units: int, size: Size) -> int:
    return round(units * Fraction(size) * 20 / EM)
