"""How a fact and a figure are declared: once, in one line, with everything that follows from it.

A fact is counted by the agency: `count`, `money`, `share`, `score`. A figure is computed from facts
by its formula: `ratio`, `total`, `change`. Both say their label, and what they must agree with;
prose, tables, rules, sums over rows and the reference read nothing else. `@subject` checks the
formulas of a class when it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Generic, Self, TypeVar, get_args, overload

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.change import Change
from cchc_lib.figures.checks import check_choice
from cchc_lib.figures.declaration import (
    MONEY,
    Declaration,
    Over,
    OverUnits,
    Tie,
    field_of,
    metadata,
)
from cchc_lib.figures.facts import check_number, check_score, check_share, to_score
from cchc_lib.figures.formula import Choice, Expression, Name, Quotient, Sum, bound, read_formula
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.figures.ratio import Ratio

__all__ = [
    "Derived",
    "change",
    "count",
    "declarations",
    "derived_members",
    "members",
    "money",
    "optional_facts",
    "ratio",
    "score",
    "share",
    "total",
    "undeclared",
    "written",
]

_Value = TypeVar("_Value")


# ---------------------------------------------------------------- facts: counted by the agency


def _fact(check: Any, declared: Declaration, converter: Any = None) -> Any:
    return attrs.field(
        default=None, converter=converter, validator=check, metadata=metadata(declared)
    )


@overload
def _tie(formula: str | Tie) -> Tie: ...


@overload
def _tie(formula: None) -> None: ...


def _tie(formula: str | Tie | None) -> Tie | None:
    return Tie(formula) if isinstance(formula, str) else formula


def count(
    unit: str,
    label: str,
    *,
    part_of: str | Tie | None = None,
    agrees_with: str | Tie | None = None,
    continues: str | Tie | tuple[str | Tie, ...] = (),
    over_periods: Over = "sum",
    over_units: OverUnits = "sum",
    holds: str | None = None,
    is_printed: bool = True,
) -> Any:
    """A whole number from 0; `None` says that it was not reported.

    `part_of` names the figure that it cannot exceed. `over_periods` and `over_units` say how it
    adds up in a cumulative report and in that of the level above. `holds` names the fact that is
    counted in this one by whoever does not state it apart: early in on time.
    """
    check_choice(f"define.count {label!r}", over_units, get_args(OverUnits))
    return _fact(
        check_number,
        Declaration(
            unit=unit,
            label=label,
            part_of=_tie(part_of),
            agrees_with=_tie(agrees_with),
            continues=tuple(map(_tie, continues if isinstance(continues, tuple) else (continues,))),
            over_periods=over_periods,
            over_units=over_units,
            holds=holds,
            is_printed=is_printed,
        ),
    )


def money(
    label: str,
    *,
    unit: str = "tỷ đồng",
    part_of: str | Tie | None = None,
    over_periods: Over = "sum",
    is_printed: bool = True,
) -> Any:
    """An amount in whole đồng, printed in the largest unit up to `unit` that shows it exactly.

    Raises:
        InvalidValueError: for a `unit` that is none of money.
    """
    check_choice("define.money", unit, MONEY)
    return count(unit, label, part_of=part_of, over_periods=over_periods, is_printed=is_printed)


def share(label: str, *, is_printed: bool = True) -> Any:
    """A share counted by the agency itself, as a `Ratio`; `Ratio(1, 1)` says "all"."""
    declared = Declaration(
        unit="%",
        label=label,
        value_type=Ratio,
        is_summed=False,
        over_periods="last",  # how many have something on the day: four quarters are not four times
        is_printed=is_printed,
    )
    return _fact(check_share, declared)


def score(unit: str, label: str, *, is_printed: bool = True) -> Any:
    """A score, a rank or a mean that somebody else computed: exact, never added up.

    A whole number may be given, and is kept as a Decimal: it prints as a score, not as a count.
    """
    declared = Declaration(
        unit=unit,
        label=label,
        value_type=Decimal,
        is_summed=False,
        over_periods="none",
        is_printed=is_printed,
    )
    return _fact(check_score, declared, to_score)


# ---------------------------------------------------------------- figures: computed


class Derived(Generic[_Value]):
    """A figure that follows from its subject's facts: the formula is the computation."""

    def __init__(self, declared: Declaration, then: Expression | None = None) -> None:
        """Hold the declaration, and for a change the formula of what it was then."""
        self.declaration = declared
        self._then = then

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _Value | None: ...

    def __get__(self, instance: object | None, owner: type) -> Self | _Value | None:
        if instance is None:
            return self
        value: _Value | None = self.compute(instance)
        return value

    def compute(self, owner: Any) -> Any:
        """Return the value for an object of the subject; `None` when the facts do not tell it."""
        node = self.declaration.node
        assert node is not None
        if self._then is None:
            return node.compute(owner)
        now, then = node.compute(owner), self._then.compute(owner)
        here, there = self.sides(owner)
        return None if now is None or then is None or here == there else Change(now, then)

    def sides(self, owner: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the paths of what a change compares: one item alone is no change."""
        node = self.declaration.node
        assert node is not None
        assert self._then is not None
        return (
            tuple(each.path for each in node.operands(owner)),
            tuple(each.path for each in self._then.operands(owner)),
        )

    @property
    def nodes(self) -> tuple[Expression, ...]:
        """The formulas: one, or for a change those of now and then."""
        node = self.declaration.node
        assert node is not None
        return (node,) if self._then is None else (node, self._then)


def ratio(
    formula: str, label: str, *, part_of: str | Tie | None = None, is_printed: bool = True
) -> Derived[Ratio]:
    """A rate: `define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn")`.

    Raises:
        FormatError: when the formula cannot be read.
        InvalidValueError: when it is no part over a whole.
    """
    where = f"define.ratio {label!r}"
    node = read_formula(formula, where)
    if not isinstance(node, Quotient):
        raise InvalidValueError.refuse(
            where,
            formula,
            "a part over a whole, such as 'reached / communes'",
            "một phần trên toàn bộ, ví dụ 'reached / communes'",
        )
    return Derived(
        Declaration(
            unit="%",
            label=label,
            value_type=Ratio,
            formula=str(node),
            node=node,
            part_of=_tie(part_of),
            is_summed=False,
            is_printed=is_printed,
        )
    )


def total(
    formula: str,
    label: str,
    *,
    unit: str = "",
    part_of: str | Tie | None = None,
    agrees_with: str | Tie | None = None,
    over_periods: Over = "sum",
    is_printed: bool = True,
) -> Derived[int]:
    """A sum, a difference or a number of items: `define.total("a + b + [c]", "cộng")`.

    The unit is that of the terms unless it is given.

    Raises:
        FormatError: when the formula cannot be read.
        InvalidValueError: when it is a rate.
    """
    where = f"define.total {label!r}"
    node = read_formula(formula, where)
    if isinstance(node, Quotient):
        raise InvalidValueError.refuse(
            where,
            formula,
            "a sum such as 'online + in_person'; for a rate take define.ratio",
            "một tổng, ví dụ 'online + in_person'; tỷ lệ thì dùng define.ratio",
        )
    return Derived(
        Declaration(
            unit=unit,
            label=label,
            formula=str(node),
            node=node,
            part_of=_tie(part_of),
            agrees_with=_tie(agrees_with),
            over_periods=over_periods,
            is_printed=is_printed,
        )
    )


def change(now: str, then: str, label: str, *, is_printed: bool = True) -> Derived[Change]:
    """What became of a figure: `define.change("last(days).staff", "first(days).staff", "…")`.

    Raises:
        FormatError: when a formula cannot be read.
    """
    where = f"define.change {label!r}"
    nodes = read_formula(now, where), read_formula(then, where)
    declared = Declaration(
        unit="",
        label=label,
        value_type=Change,
        formula=f"{bound(nodes[0])} - {bound(nodes[1])}",
        node=nodes[0],
        is_summed=False,
        is_printed=is_printed,
    )
    return Derived(declared, nodes[1])


# ---------------------------------------------------------------- what a class declares


def declarations(owner: type) -> dict[str, Declaration]:
    """Return the declaration of each figure of an attrs class, facts before results.

    Those of a subject are settled: the units are there that its formulas come to.

    Raises:
        InvalidTypeError: for a class below a subject that declares more and is none itself.
    """
    found: dict[str, Declaration] | None = vars(owner).get("__declarations__")
    return _inherited(owner) if found is None else found


@kept_by_class
def _inherited(owner: Any) -> dict[str, Declaration]:
    declared = written(owner)
    for above in owner.__mro__:
        found: dict[str, Declaration] | None = vars(above).get("__declarations__")
        if found is not None and declared == written(above):
            return found
        if found is not None:
            raise undeclared(owner.__name__, owner)
    return declared


def undeclared(where: str, owner: type) -> InvalidTypeError:
    """Return the refusal of a class that declares figures and is no subject."""
    return InvalidTypeError.refuse(
        where,
        owner,
        f"a subject: @define.subject('…') stands above class {owner.__name__}, "
        "which declares figures",
        f"một chủ đề: ghi @define.subject('…') ngay trên lớp {owner.__name__}, "
        "vì lớp này khai báo số liệu",
    )


def written(owner: Any) -> dict[str, Declaration]:
    """Return the declarations of a class as they were written, facts before results."""
    facts = {
        field.name: declared
        for field in attrs.fields(owner)
        if isinstance(declared := field_of(field), Declaration)
    }
    return facts | {name: member.declaration for name, member in derived_members(owner)}


def derived_members(owner: type) -> list[tuple[str, Derived[Any]]]:
    """Return the derived figures of a class, those it inherits first."""
    found = members(owner).items()
    return [(name, member) for name, member in found if isinstance(member, Derived)]


def members(owner: type) -> dict[str, Any]:
    """Return what each name of a class stands for: the attrs field, or the member, nearest to it.

    What stands in the class itself replaces what stands above it.
    """
    found: dict[str, Any] = {}
    for above in reversed(owner.__mro__):
        found |= vars(above)
        own = vars(above).get("__attrs_attrs__", ())
        found |= {field.name: field for field in own if not field.inherited}
    return found


def optional_facts(owner: type) -> frozenset[str]:
    """Return the figures that some formula of a subject can do without: `[postal]`.

    Of `[pending or overdue]` the formula does without all, and so without none by itself.
    """
    return frozenset(
        name.path[0]
        for _, member in derived_members(owner)
        for node in member.nodes
        for name in _spared(node)
        if len(name.path) == 1
    )


def _spared(node: Expression) -> Iterator[Name]:
    if isinstance(node, Sum):
        for _, term, may_lack in node.terms:
            if may_lack and isinstance(term, Name):
                yield term
            else:
                yield from _spared(term)
    elif isinstance(node, Choice):
        for option in node.options:
            yield from _spared(option)
    elif isinstance(node, Quotient):
        yield from _spared(node.part)
        yield from _spared(node.whole)
