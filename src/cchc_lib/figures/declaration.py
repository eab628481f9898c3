"""What is said of a fact, a figure or a field where it is defined: values that everything reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import attrs

from cchc_lib.figures.formula import Expression, read_formula

__all__ = [
    *("MONEY", "Axis", "Declaration", "Field", "Over", "OverUnits", "Tie"),
    *("field_of", "labelled", "metadata"),
]

Over = Literal["sum", "first", "last", "none"]
OverUnits = Literal["sum", "none"]
Axis = Literal["rows", "units", "periods"]
"""Along what objects of one class are put together: rows of one report, units, periods."""
MONEY = ("đồng", "nghìn đồng", "triệu đồng", "tỷ đồng")
_KEY = "cchc_lib"


@attrs.frozen
class Tie:
    """What a figure must agree with: another one, or a formula of the same subject.

    `code` and `severity` are those of the finding; without them the generic ones of its kind hold.
    `title`, `why`, `fires`, `silent` and `do` are the page of that code: what is checked, the
    reason, an example that gives the finding and one that does not, what an officer does about it;
    `english` is the reason in English, `hint` a better `do`.
    """

    formula: str
    code: str | None = None
    severity: Literal["error", "warning", "note"] | None = None
    title: str = attrs.field(default="", kw_only=True)
    why: str = attrs.field(default="", kw_only=True)
    english: str = attrs.field(default="", kw_only=True)
    fires: str = attrs.field(default="", kw_only=True)
    silent: str = attrs.field(default="", kw_only=True)
    do: str | None = attrs.field(default=None, kw_only=True)
    hint: str | None = attrs.field(default=None, kw_only=True)

    @property
    def node(self) -> Expression:
        """The formula, parsed."""
        return read_formula(self.formula)


@attrs.frozen(kw_only=True)
class Declaration:
    """What is said of a figure where it is defined.

    `unit` is the noun counted ("hồ sơ"), a unit of money or "%". `value_type` is `int` for what is
    counted, `Decimal` for scores, `Ratio` for shares and rates, `Change` for changes. `formula` is
    `None` for a fact that is counted. `part_of` bounds it; `agrees_with` counts the same things
    another way; `continues` is what the period before left over. `over_periods` says how periods
    add up: the sum, the first one (what was carried over), the last one (what is pending), or not
    at all; `over_units` how units do: procedures that every commune has are not more of them in a
    province. `holds` names the fact that is counted in this one by whoever does not state it apart.
    `cost` is how many facts it is computed from, each as often as it is needed, `depth`
    how many figures stand above each other on the way.
    """

    unit: str
    label: str
    value_type: type = int
    formula: str | None = None
    node: Expression | None = None
    part_of: Tie | None = None
    agrees_with: Tie | None = None
    continues: tuple[Tie, ...] = ()
    over_periods: Over = "sum"
    over_units: OverUnits = "sum"
    holds: str | None = None
    is_summed: bool = True
    is_printed: bool = True
    cost: int = 1
    depth: int = 0

    def over(self, axis: Axis) -> Over:
        """Return how the fact of several objects becomes that of all: of rows, units, periods.

        A score is that of one object alone; shares add up over units, part and whole by themselves.
        """
        if self.value_type is Decimal:
            return "none"
        if axis == "periods":
            return self.over_periods
        return self.over_units if axis == "units" else "sum" if self.is_summed else "none"


@attrs.frozen(kw_only=True)
class Field:
    """What is said of a field that is no figure: its label, and what it holds.

    `of` is the class of one object or of each of several, of which periods are taken one after
    another or only the last (`over_periods`); `by` the field that tells the rows of a breakdown
    apart. `is_name` marks the words that tell an object from its neighbours in a list.
    """

    label: str
    of: Any = None
    over_periods: Literal["sum", "last"] = "sum"
    by: str | None = None
    is_name: bool = False
    is_narrative: bool = False
    is_own: bool = False
    tie: Tie | None = None
    day: Literal["counted", "estimate", ""] = ""


def field_of(field: attrs.Attribute[Any]) -> Declaration | Field | None:
    """Return what a field of an attrs class declares."""
    found: Declaration | Field | None = field.metadata.get(_KEY)
    return found


def metadata(declared: Declaration | Field) -> dict[str, Any]:
    """Return the metadata with which an attrs field carries its declaration."""
    return {_KEY: declared}


def labelled(label: str) -> dict[str, Any]:
    """Return the metadata of a field that has only a label: what is chosen, not counted."""
    return metadata(Field(label=label))
