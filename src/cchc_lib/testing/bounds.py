"""What the declarations of a class bind together, as bounds between its facts.

A part is not above its whole, two classifications agree, what came in equals what was done: each is
a difference of sums that is at most 0, or 0. Read once from the formulas of a class; from the
bounds follow in which order its facts are drawn, and how each may be broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from cchc_lib.checks.report.declared import above_whole, disagreeing
from cchc_lib.figures.declaration import Declaration, Tie, field_of
from cchc_lib.figures.declare import Derived, declarations, derived_members
from cchc_lib.figures.formula import Choice, Expression, Name, Sum, Total, read_formula
from cchc_lib.testing.by_rule import BALANCES

__all__ = ["Bound", "Sheet", "bounds_of", "drawing_order", "facts_of", "list_of"]


class Sheet:
    """Facts not made an object yet, on which formulas compute as on the object."""

    def __init__(self, owner: type, facts: dict[str, Any]) -> None:
        """Hold the facts by name; they may still change."""
        self._facts = facts
        self._derived = _derived(owner)

    def __getattr__(self, name: str) -> Any:
        if name in self._facts:
            return self._facts[name]
        member = self._derived.get(name)
        if member is None:
            raise AttributeError(name)
        return member.compute(self)


@cache
def _derived(owner: Any) -> Mapping[str, Derived[Any]]:
    return dict(derived_members(owner))


@attrs.frozen(kw_only=True)
class Bound:
    """The figure at the left is at most the one at the right, or equals it; without one, 0.

    `effect` says of each fact by how much one more of it raises the difference.
    """

    name: str
    left: Expression
    right: Expression | None
    is_equal: bool
    code: str
    effect: Mapping[str, int]

    def gap(self, owner: Any) -> int | None:
        """Return left minus right; `None` where one of them is unknown or no count."""
        left = self.left.compute(owner)
        right = 0 if self.right is None else self.right.compute(owner)
        return left - right if type(left) is int and type(right) is int else None

    def is_broken(self, owner: Any) -> bool:
        """Whether an object contradicts it."""
        gap = self.gap(owner)
        return gap is not None and (gap > 0 or (self.is_equal and gap != 0))


@cache
def bounds_of(owner: Any) -> tuple[Bound, ...]:
    """Return the bounds that hold within each object of a class."""
    return tuple(_bounds(owner))


def _bounds(owner: Any) -> Iterator[Bound]:
    for name, declared in declarations(owner).items():
        for tie, is_equal, rule in (
            (declared.part_of, False, above_whole),
            (declared.agrees_with, True, disagreeing),
        ):
            if isinstance(tie, Tie):
                yield _bound(owner, name, Name((name,)), tie.node, is_equal, tie.code or rule.code)
    if owner in BALANCES:
        left, right, code = BALANCES[owner]
        other = None if right is None else read_formula(right)
        yield _bound(owner, right or left, read_formula(left), other, True, code)


def _bound(
    owner: Any, name: str, left: Expression, right: Expression | None, is_equal: bool, code: str
) -> Bound:
    effect: dict[str, int] = {}
    for side, sign in ((left, 1), (right, -1)):
        if side is not None:
            for fact, times in _effects(owner, side, sign):
                effect[fact] = effect.get(fact, 0) + times
    effect = {fact: times for fact, times in effect.items() if times}
    return Bound(name=name, left=left, right=right, is_equal=is_equal, code=code, effect=effect)


def _effects(owner: Any, node: Expression, sign: int) -> Iterator[tuple[str, int]]:
    """Yield the facts of a formula, each with how often it counts in it."""
    match node:
        case Name(path=(name,)):
            member = _derived(owner).get(name)
            if member is not None:
                for inner in member.nodes[:1]:
                    yield from _effects(owner, inner, sign)
            elif name in facts_of(owner):
                yield name, sign
        case Sum(terms=terms):
            for times, inner, _ in terms:
                yield from _effects(owner, inner, sign * times)
        case Choice(options=options):
            for inner in options:
                yield from _effects(owner, inner, sign)


@cache
def facts_of(owner: Any) -> tuple[str, ...]:
    """Return the counts and amounts that a class declares as facts."""
    return tuple(
        field.name
        for field in attrs.fields(owner)
        if isinstance(found := field_of(field), Declaration) and found.is_summed
    )


@cache
def drawing_order(owner: Any) -> tuple[str, ...]:
    """Return the facts of a class, wholes before their parts."""
    before: dict[str, list[str]] = {name: [] for name in facts_of(owner)}
    for bound in bounds_of(owner):
        lowering = [name for name, times in bound.effect.items() if times < 0]
        for name, times in bound.effect.items():
            if times > 0:
                before[name] += lowering
    order: dict[str, None] = {}

    def visit(name: str, above: frozenset[str]) -> None:
        for earlier in before[name]:
            if earlier not in above and earlier not in order:
                visit(earlier, above | {earlier})
        order.setdefault(name)

    for name in before:
        visit(name, frozenset({name}))
    return tuple(order)


def list_of(owner: Any, node: Expression | None) -> Total | None:
    """Return the list that a formula adds up, where it does nothing else."""
    while isinstance(node, Name) and len(node.path) == 1 and node.path[0] in _derived(owner):
        node = _derived(owner)[node.path[0]].nodes[0]
    return node if isinstance(node, Total) and len(node.path) == 1 else None
