"""Facts of several rows added up: nothing is lost, and what is unknown stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cchc_lib.figures.declare import declarations, optional_facts
from cchc_lib.figures.formula import Choice, Name

__all__ = ["added_up", "unstated"]


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
    for first, others, name in _alternatives(owner):
        values = [getattr(row, name) for row in rows]
        ways = {getattr(row, first) is not None for row in rows}
        if len(ways) == 2 and None not in values:
            facts[first] = sum(values)
            for other in others:
                facts.pop(other, None)
    return facts


def unstated(owner: type, rows: Sequence[Any]) -> dict[str, tuple[int, ...]]:
    """Return the facts that some rows state and others lack, so that their sum is unknown."""
    whole = added_up(owner, rows)
    lacking: dict[str, tuple[int, ...]] = {}
    covered = {
        other for first, others, _ in _alternatives(owner) if first in whole for other in others
    }
    for name, declared in declarations(owner).items():
        if declared.formula is not None or not declared.is_summed or name in covered:
            continue
        missing = tuple(row for row, item in enumerate(rows) if getattr(item, name) is None)
        if name not in whole and missing and len(missing) < len(rows):
            lacking[name] = missing
    return lacking


def _alternatives(owner: type) -> list[tuple[str, tuple[str, ...], str]]:
    """Return (the fact of the first way, the facts of the others, figure) of each choice."""
    found: list[tuple[str, tuple[str, ...], str]] = []
    for name, declared in declarations(owner).items():
        node = declared.node
        if isinstance(node, Choice) and isinstance(node.options[0], Name):
            others = tuple(path[0] for option in node.options[1:] for path, _ in option.names())
            found.append((node.options[0].path[0], others, name))
    return found
