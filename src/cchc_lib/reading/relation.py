"""What a text says of its numbers: relations, with how sure it is that they were meant."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.quantity import ExactQuantity, Quantity

__all__ = ["Bounds", "Kind", "Readings", "Relation", "Structure", "meet", "sum_up"]

Bounds = tuple[ExactQuantity, ExactQuantity]
"""The least and the most that a number may stand for."""


class Kind(StrEnum):
    """What the numbers of a relation have to do with each other.

    | kind       | result       | operands                         |
    |------------|--------------|----------------------------------|
    | sum        | the total    | its parts                        |
    | share      | a percentage | part, whole                      |
    | growth     | a percentage | the value now, the value before  |
    | grown      | a percentage | by how much, the value now       |
    | difference | by how much  | the value now, the value before  |
    | direction  | value now    | the value before                 |
    | at_most    | the whole    | one part                         |
    | same       | a number     | the same figure somewhere else   |
    | spelled    | a number     | the same in words                |
    """

    SUM = "sum"
    SHARE = "share"
    GROWTH = "growth"
    GROWN = "grown"
    DIFFERENCE = "difference"
    DIRECTION = "direction"
    AT_MOST = "at_most"
    SAME = "same"
    SPELLED = "spelled"

    @property
    def label(self) -> str:
        """The word an officer reads."""
        return _KINDS[self]


_KINDS = {
    Kind.SUM: "tổng",
    Kind.SHARE: "tỷ lệ",
    Kind.GROWTH: "tăng trưởng",
    Kind.GROWN: "tăng thêm",
    Kind.DIFFERENCE: "chênh lệch",
    Kind.DIRECTION: "chiều",
    Kind.AT_MOST: "không quá",
    Kind.SAME: "nêu lại",
    Kind.SPELLED: "bằng chữ",
}


class Structure(StrEnum):
    """How sure the words make it that a relation was meant."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"

    @property
    def rank(self) -> int:
        """Its place among them, the surest first."""
        return _RANKS[self]


_RANKS = {structure: rank for rank, structure in enumerate(Structure)}


@attrs.frozen(eq=False, slots=False)
class Relation:
    """Numbers that belong together by the words, and the pattern that read them."""

    kind: Kind
    result: Quantity
    operands: tuple[Quantity, ...]
    structure: Structure
    pattern: Pattern
    less: tuple[Quantity, ...] = ()
    """Of a sum, what is taken away: what was carried over from the period before."""
    overlaps: bool = False
    """Whether the parts may count one thing twice (women, members of the Party)."""
    is_complete: bool = False
    """Whether the words leave no part out: gồm, online and in person."""
    is_closed: bool = False
    """Whether "và" stands before the last part, so that the list ends with it."""
    is_alike: bool = False
    """Whether the parts count what the total counts, by their nouns."""
    is_list: bool = False
    """Whether the parts stand side by side, so that none is counted in another."""
    rose: bool | None = None
    """Of a change, whether the words say that it rose; `None` where they say nothing."""
    is_natural: bool = True
    """Whether a reader would stop where the operands end."""

    @property
    def printed(self) -> tuple[Quantity, ...]:
        """Its numbers that stand in the text: the result first, last what is taken away."""
        return tuple(number for number in (self.result, *self.operands, *self.less) if number.end)

    @property
    def start(self) -> int:
        """Where its first number begins."""
        return min(number.start for number in (self.result, *self.operands) if number.end)

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return max(number.end for number in (self.result, *self.operands))


Readings = tuple[Relation, ...]
"""The ways in which one statement can be read, the natural one first."""


def sum_up(parts: Iterable[Quantity], less: Iterable[Quantity] = ()) -> Bounds:
    """Return the least and the most that parts make up, of which some is taken away."""
    low: ExactQuantity = 0
    high: ExactQuantity = 0
    for number in parts:
        low, high = low + number.low, high + number.high
    for number in less:
        low, high = low - number.high, high - number.low
    return low, high


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two intervals meet; a printed number stands for values up to below its upper end."""
    if other[0] == other[1]:
        one, other = other, one
    low, high = other
    if one[0] == one[1]:
        return low <= one[0] < high or one[0] == low == high
    return one[0] <= high and low <= one[1]
