"""Facts of several objects of one class put together: nothing is lost, unknown stays unknown.

How a fact adds up, its declaration says for each axis: rows of one report, units of a province,
periods of a year. Everything that adds up asks `combined`, so that a subject of one's own does too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from cchc_lib.figures.declaration import Axis
from cchc_lib.figures.declare import declarations, optional_facts
from cchc_lib.figures.formula import Choice, Name
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.figures.ratio import Ratio

__all__ = ["ALL", "added_up", "combined", "unstated", "ways"]

ALL = Ratio(1, 1)
"""A share that says "all" and counts nobody: it adds up to nothing known."""


@attrs.frozen
class Ways:
    """A figure that is stated in one of several ways: by the fact `first`, or by `others`."""

    first: str
    others: tuple[str, ...]
    figure: str


@kept_by_class
def ways(owner: Any) -> tuple[Ways, ...]:
    """Return the figures of a class that may be stated in several ways."""
    found: list[Ways] = []
    for name, declared in declarations(owner).items():
        node = declared.node
        if isinstance(node, Choice) and isinstance(node.options[0], Name):
            others = tuple(path[0] for option in node.options[1:] for path, _ in option.names())
            found.append(Ways(node.options[0].path[0], others, name))
    return tuple(found)


def combined(owner: type, items: Sequence[Any], axis: Axis) -> dict[str, Any]:
    """Return the facts that objects state together: what is known of each is put together.

    Of `periods` the items are in their order, with `None` where one has no such object: the first
    one says what was carried over, the last one what is pending. Where items state a figure in
    different ways (`pending_unsplit or pending_in_time + overdue`), all state it in the first way.
    """
    there = [item for item in items if item is not None]
    facts: dict[str, Any] = {}
    for name, declared in declarations(owner).items():
        if declared.formula is not None:
            continue
        match declared.over(axis):
            case "first":
                value = getattr(items[0], name, None)
            case "last":
                value = getattr(items[-1], name, None)
            case "sum":
                stated = (getattr(item, name) for item in there)
                value = _sum([each for each in stated if each is not None])
            case _:
                continue
        if value is not None:
            facts[name] = value
    for way in ways(owner):
        if way.first in facts and any(other in facts for other in way.others):
            summed = way.first if declarations(owner)[way.first].over(axis) == "sum" else None
            said = list(_said(way, there if summed else items[-1:]))
            if {how for how, _ in said} == {True, False}:
                facts[way.first] = sum(value for _, value in said)
                for other in way.others:
                    facts.pop(other, None)
    return facts


def _sum(known: list[Any]) -> Any:
    """Return what is known added up: counts, or shares as parts and wholes."""
    if known and isinstance(known[0], Ratio):
        counted = [each for each in known if each != ALL]
        if not counted:
            return None
        return Ratio(sum(each.part for each in counted), sum(each.whole for each in counted))
    return sum(known) if known else None


def _said(way: Ways, items: Sequence[Any]) -> Iterator[tuple[bool, int]]:
    """Yield for each item that says a figure whether in the first way, and how much it knows."""
    for item in items:
        first = getattr(item, way.first, None)
        known = [each for name in way.others if (each := getattr(item, name, None)) is not None]
        if first is not None or known:
            figure = getattr(item, way.figure)
            yield first is not None, sum(known) if figure is None else figure


def added_up(owner: type, rows: Sequence[Any]) -> dict[str, Any]:
    """Return the facts of the whole: each one of the rows' added up.

    A fact that some formula can do without (`[postal]`) is added where a row states it. One that
    every sum needs, and a row does not state, is unknown. Where rows state a figure in different
    ways (`pending_unsplit or pending_in_time + overdue`), the whole states it in the first way.
    """
    optional = optional_facts(owner)
    facts: dict[str, Any] = {}
    for name, declared in declarations(owner).items():
        if declared.formula is not None or not declared.is_summed:
            continue
        stated = [getattr(row, name) for row in rows]
        known = [value for value in stated if value is not None]
        if known and (name in optional or len(known) == len(stated)):
            facts[name] = sum(known)
    for way in ways(owner):
        values = [getattr(row, way.figure) for row in rows]
        how = {getattr(row, way.first) is not None for row in rows}
        if len(how) == 2 and None not in values:
            facts[way.first] = sum(values)
            for other in way.others:
                facts.pop(other, None)
    return facts


def unstated(owner: type, rows: Sequence[Any]) -> dict[str, tuple[int, ...]]:
    """Return the facts that some rows state and others lack, so that their sum is unknown."""
    whole = added_up(owner, rows)
    lacking: dict[str, tuple[int, ...]] = {}
    covered = {other for way in ways(owner) if way.first in whole for other in way.others}
    for name, declared in declarations(owner).items():
        if declared.formula is not None or not declared.is_summed or name in covered:
            continue
        missing = tuple(row for row, item in enumerate(rows) if getattr(item, name) is None)
        if name not in whole and missing and len(missing) < len(rows):
            lacking[name] = missing
    return lacking
