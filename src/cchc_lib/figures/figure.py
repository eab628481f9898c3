"""How a fact or a derived property declares itself a figure, once, and how figures are found.

A figure's id is its attribute path from the report: `procedures.dossiers.online_share`,
`staffing.snapshots[0].total`. Its label comes from the glossary, its unit and formula from the one
place where it is declared. Prose, tables, JSON and the audit read nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

import attrs

from cchc_lib.figures.change import Change
from cchc_lib.figures.ratio import Ratio
from cchc_lib.glossary import label_of

__all__ = ["Declaration", "Figure", "Located", "declarations", "figure", "walk"]

FIGURE = "cchc_lib.figure"
"""The key under which an attrs field holds its `Declaration`."""

Function = TypeVar("Function", bound=Callable[..., Any])


@attrs.frozen
class Declaration:
    """What is said of a figure where it is defined.

    `unit` is the noun counted ("hồ sơ"), a unit of money or "%"; `formula` names the sibling
    figures it is computed from, and is `None` for a fact that is counted, not computed.
    """

    unit: str
    formula: str | None = None


@attrs.frozen(kw_only=True)
class Figure:
    """One figure of a report, as everything that prints or checks it sees it.

    `value` is exact; `text` is what prose prints; `formula` is `None` for a counted fact;
    `subject` the part of the report that it belongs to, such as "thu ngân sách".
    """

    id: str
    value: int | Ratio | Change
    text: str
    unit: str
    label: str
    formula: str | None = None
    subject: str = ""


@attrs.frozen
class Located:
    """A declared figure found in an object: where it stands and what it is there.

    `subject` is the term of the part of the report it belongs to. `key` names the same figure in
    another report, items of lists by their names; `None` where nothing tells that it is the same.
    """

    id: str
    key: str | None
    subject: str
    value: int | Ratio | Change | None
    label: str
    declaration: Declaration


def figure(*, unit: str, formula: str) -> Callable[[Function], Function]:
    """Declare the property below it a figure; `@property` stands above.

    `formula` is written in the names of sibling figures, `/` meaning a ratio:
    `"online / received"`. A test evaluates it against the property.
    """

    def declare(function: Function) -> Function:
        function.__figure__ = Declaration(unit, formula)  # type: ignore[attr-defined]
        return function

    return declare


@cache
def declarations(owner: type) -> tuple[tuple[str, str, Declaration], ...]:
    """Return (name, label, declaration) of each figure of an attrs class, facts before results."""
    found: dict[str, Declaration] = {}
    for field in attrs.fields(owner):
        if FIGURE in field.metadata:
            found[field.name] = field.metadata[FIGURE]
    for name, member in vars(owner).items():
        declared = getattr(getattr(member, "fget", None), "__figure__", None)
        if declared is not None:
            found[name] = declared
    return tuple((name, label_of(owner.__name__, name), found[name]) for name in found)


@cache
def _parts(owner: type) -> tuple[str, ...]:
    """Return the names of the fields of an attrs class that may hold objects with figures."""
    return tuple(
        field.name
        for field in attrs.fields(owner)
        if FIGURE not in field.metadata and field.name != "previous"
    )


def walk(root: Any, path: str = "", key: str | None = "", subject: str = "") -> Iterator[Located]:
    """Yield every figure declared in an object and in the objects it holds, in order.

    A figure that the facts do not allow to compute is yielded with the value `None`. The label of a
    figure of one sector, group or budget line ends with its name.
    """
    owner: Any = type(root)
    prefix = f"{path}." if path else ""
    called = _called(root)
    of = f": {called}" if called else ""
    for name, label, declaration in declarations(owner):
        same = None if key is None else f"{key}.{name}"
        base = ""
        if "rate_base" in (declaration.formula or ""):  # rates of two bases are two figures
            base = f", tính trên {root.rate_base.label}"
            same = same and same + base
        value = getattr(root, name)
        yield Located(prefix + name, same, subject, value, label + base + of, declaration)
    for name in _parts(owner):
        held = getattr(root, name)
        below = None if key is None else f"{key}.{name}"
        if isinstance(held, tuple):
            names = [_called(item) for item in held]
            for row, item in enumerate(held):
                if attrs.has(type(item)):
                    about = label_of(owner.__name__, name)
                    known = names[row] and names.count(names[row]) == 1
                    same = f"{below}[{names[row]}]" if below is not None and known else None
                    yield from walk(item, f"{prefix}{name}[{row}]", same, about)
        elif attrs.has(type(held)) and not isinstance(held, Ratio):
            yield from walk(held, prefix + name, below, label_of(owner.__name__, name))


def _called(item: object) -> str | None:
    """Return the name that tells an item of a list from its neighbours."""
    return getattr(item, "name", None) or getattr(item, "sector", None)
