"""How the figures of an object, and of the objects it holds, are found.

A figure's id is its path from the report: `procedures.dossiers.online_share`,
`staffing.snapshots[0].total`. What is said of it stands in its declaration, and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import isinf
from typing import Any

import attrs

from cchc_lib.figures.change import Change
from cchc_lib.figures.declaration import Declaration, Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.formula import Base
from cchc_lib.figures.frozen import FrozenDict
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.figures.ratio import Ratio
from cchc_lib.shown import Shown

__all__ = [
    "Figure",
    "Figures",
    "Located",
    "Measured",
    "full_label",
    "held",
    "ids",
    "name_of",
    "objects",
    "operands_of",
    "walk",
]

Measured = int | Decimal | Ratio | Change
"""What a figure can be."""


@attrs.frozen(kw_only=True)
class Figure:
    """One figure of a report, as everything that prints or checks it sees it.

    `value` is exact; `text` is what prose prints; `formula` is `None` for a counted fact;
    `subject` the part of the report that it belongs to, such as "thu ngân sách". `is_estimate` says
    that it, or what it follows from, is an estimate.
    """

    id: str
    value: Measured
    text: str
    unit: str
    label: str
    formula: str | None = None
    subject: str = ""
    is_estimate: bool = False

    def as_dict(self) -> dict[str, str | int | float | None]:
        """Return the figure as text and numbers, for `json.dumps` and tables.

        `value` is the number to sort, add and draw: an int for counts and amounts, else the
        nearest float (rates in percent, changes of rates in percentage points); `None` where
        there is none, as of 0/0. `exact` is what it is without any rounding, as text.

        >>> rate = Figure(id="plan.completion", value=Ratio(41, 43), text="95,35%", unit="%",
        ...               label="tỷ lệ hoàn thành nhiệm vụ", formula="tasks_completed / tasks")
        >>> rate.as_dict()["value"], rate.as_dict()["exact"]
        (95.34883720930233, '41/43')
        """
        return {
            "id": self.id,
            "label": self.label,
            "subject": self.subject,
            "value": _number(self.value),
            "unit": self.unit,
            "text": self.text,
            "exact": _exact(self.value),
            "formula": self.formula,
        }


def _number(value: Measured) -> int | float | None:
    """Return the int, else the nearest float, of which a number may be too large."""
    exact: int | Decimal | Fraction | None
    if isinstance(value, Ratio):
        exact = None if value.value is None else 100 * value.value
    elif isinstance(value, Change):
        exact = value.difference if value.shift is None else 100 * value.shift
    else:
        exact = value
    return exact if isinstance(exact, int) else _float(exact)


def _float(value: int | float | Decimal | Fraction | None) -> float | None:
    try:
        found = None if value is None else float(value)
    except OverflowError:
        return None
    return None if found is None or isinf(found) else found


def _exact(value: Measured) -> str:
    if isinstance(value, Ratio):
        return f"{value.part}/{value.whole}"
    if isinstance(value, Change):
        return f"{_exact(value.now)} - {_exact(value.then)}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


_COLUMNS = ("id", "label", "subject", "value", "unit", "text", "exact", "formula")


class Figures(Shown, FrozenDict[Figure]):
    """The figures of a report by their ids: a mapping that cannot change, and shows itself.

    >>> import cchc_lib as cchc
    >>> report = cchc.Report(agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    ...                      period=cchc.Period.year(2025),
    ...                      plan=cchc.Plan(tasks=43, tasks_completed=41))
    >>> report.figures().columns()["text"]
    ['43', '41', '02', '95,35%']
    """

    def columns(self) -> dict[str, list[Any]]:
        """Return the figures as columns, which a data frame takes; see `Figure.as_dict`.

        Each column is of one type: `value` of floats, the rest of text.
        """
        rows = [figure.as_dict() for figure in self.values()]
        found: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in _COLUMNS}
        return found | {"value": [_float(_number(figure.value)) for figure in self.values()]}


@attrs.frozen
class Located:
    """A declared figure found in an object: where it stands and what it is there.

    `subject` is the term of the part of the report it belongs to. `key` names the same figure in
    another report, items of lists by their names; `None` where nothing tells that it is the same.
    `owner` is the object that states it.
    """

    id: str
    key: str | None
    subject: str
    value: Any
    label: str
    declaration: Declaration
    owner: Any


@attrs.frozen
class _Shape:
    """What the walk needs of a class, found once."""

    figures: tuple[tuple[str, Declaration, str | None], ...]
    parts: tuple[tuple[str, Field], ...]
    names: tuple[str, ...]


@kept_by_class
def _shape(owner: Any) -> _Shape:
    fields = [(field.name, field_of(field)) for field in attrs.fields(owner)]
    return _Shape(
        figures=tuple(
            (name, declared, _base(declared)) for name, declared in declarations(owner).items()
        ),
        parts=tuple(
            (name, found)
            for name, found in fields
            if isinstance(found, Field)
            and (found.is_own or found.by or hasattr(found.of, "__subject__"))
        ),
        names=tuple(name for name, found in fields if isinstance(found, Field) and found.is_name),
    )


def _base(declared: Declaration) -> str | None:
    """Return the field that names the base of a rate, if one does."""
    whole = getattr(declared.node, "whole", None)
    return whole.field if isinstance(whole, Base) else None


def held(owner: Any) -> Iterator[tuple[str, str, str, Any]]:
    """Yield (path, key, label, object) of each object that an object holds, in order.

    Items of a list whose name stands twice, or that have none, have an empty key.
    """
    for name, field in _shape(type(owner)).parts:
        value = getattr(owner, name)
        if field.is_own:
            for item in value:
                yield item.__subject__.id, item.__subject__.id, item.__subject__.label, item
        elif isinstance(value, tuple):
            called = [name_of(item) for item in value]
            times = Counter(called)
            for row, item in enumerate(value):
                known = called[row] if times[called[row]] == 1 else None
                key = f"{name}[{known}]" if known else ""
                yield f"{name}[{row}]", key, field.label, item
        elif value is not None:
            yield name, name, field.label, value


def name_of(item: Any) -> str | None:
    """Return the name that tells an item of a list from its neighbours."""
    return next(
        (found for name in _shape(type(item)).names if (found := getattr(item, name))), None
    )


def full_label(found: Figure | Located) -> str:
    """Return a label that tells what it is of: "thu ngân sách: số kế hoạch".

    A label that names its subject already, or one of several objects, stays as it is.
    """
    alone = not found.subject or found.subject in found.label or ": " in found.label
    return found.label if alone else f"{found.subject}: {found.label}"


def operands_of(found: Located) -> list[str]:
    """Return the ids of the figures from which a figure is computed; none for a counted fact."""
    prefix = found.id[: found.id.rfind(".") + 1]
    if found.declaration.formula is None:
        return []
    member = getattr(type(found.owner), found.id[len(prefix) :])
    return [prefix + each.path for node in member.nodes for each in node.operands(found.owner)]


def objects(root: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (path, object) of an object and of everything it holds, in order."""
    yield path, root
    prefix = f"{path}." if path else ""
    for name, _, _, item in held(root):
        yield from objects(item, prefix + name)


def ids(root: Any, path: str = "") -> Iterator[str]:
    """Yield the id of every figure that an object can have, known or not: nothing is computed."""
    prefix = f"{path}." if path else ""
    yield from (prefix + name for name, _, _ in _shape(type(root)).figures)
    for name, _, _, item in held(root):
        yield from ids(item, prefix + name)


def walk(
    root: Any, path: str = "", key: str | None = "", subject: str = "", *, reported: bool = False
) -> Iterator[Located]:
    """Yield every figure declared in an object and in the objects it holds, in order.

    A figure that the facts do not allow to compute is yielded with the value `None`, or not at all
    with `reported`. The label of a figure of one sector, group or budget line ends with its name.
    """
    prefix = f"{path}." if path else ""
    called = name_of(root)
    of = f": {called}" if called else ""
    for name, declared, base in _shape(type(root)).figures:
        value = getattr(root, name)
        if value is None and reported:
            continue
        same = None if key is None else f"{key}.{name}"
        label = declared.label
        if base is not None:  # rates of two bases are two figures
            on = f", tính trên {getattr(root, base).label}"
            label, same = label + on, same and same + on
        yield Located(prefix + name, same, subject, value, label + of, declared, root)
    for name, known, label, item in held(root):
        below = f"{key}.{known}" if key is not None and known else None
        yield from walk(item, prefix + name, below, label, reported=reported)
