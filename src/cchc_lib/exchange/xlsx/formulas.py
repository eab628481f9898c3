"""Our formulas as formulas of cells: made from the same tree that computes, explains and exports.

A cell shows "" where a figure is unknown, the words of prose where a rate has no whole. What a
formula needs of the sheets, `Cells` tells: the cell of a path, the ranges of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs

from cchc_lib.exchange.shapes import shapes
from cchc_lib.exchange.xlsx.layout import Computed, Path
from cchc_lib.figures.change import Change
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.formula import (
    Base,
    Choice,
    Count,
    End,
    Expression,
    Name,
    Quotient,
    Sum,
    Total,
)
from cchc_lib.figures.ratio import NOTHING_AROSE, UNDETERMINED, Ratio

__all__ = ["Cells", "Ranges", "cell_formula"]


@attrs.frozen
class Ranges:
    """A list on a sheet: the range of each column by its key, and what tells which rows are used.

    `filled` is an array of 1 and 0; `of_row` what tells the rows of the list that belong to the row
    the formula stands in, "" outside of rows.
    """

    columns: dict[str, str]
    filled: str
    of_row: str = ""

    @property
    def used(self) -> str:
        """The rows that count: filled, and of the row the formula stands in."""
        return f"({self.filled})*({self.of_row})" if self.of_row else f"({self.filled})"


@attrs.frozen
class Cells:
    """Where things stand: the cell of a path, the ranges of a list; `None` where on no sheet."""

    cell: Callable[[Path], str | None]
    ranges: Callable[[Path], Ranges | None]


@attrs.frozen
class _Part:
    """A part of a formula: what it is worth, and whether it is known; "" is certainly."""

    value: str
    known: str
    is_rate: bool = False


_UNKNOWN = _Part("0", "FALSE")


def cell_formula(figure: Computed, cells: Cells) -> str | None:
    """Return the formula of a cell that shows a figure; `None` where the sheets do not tell it."""
    writer = _Writer(figure, cells)
    nodes = figure.nodes
    if figure.declared.value_type is Change:
        return writer.change(*nodes)
    (node,) = nodes
    if isinstance(node, Quotient):
        return writer.rate(node)
    found = writer.part(node)
    return None if found.known == "FALSE" else f'=IF({found.known or "TRUE"},{found.value},"")'


class _Writer:
    def __init__(self, figure: Computed, cells: Cells) -> None:
        self.path = figure.path[:-1]
        self.owner = figure.owner
        self.cells = cells

    def rate(self, node: Quotient) -> str | None:
        """Return part over whole, or the words for a rate without a whole."""
        part, whole = self.part(node.part), self.part(node.whole)
        if "FALSE" in (part.known, whole.known):
            return None
        words = f'IF({part.value}=0,"{NOTHING_AROSE}","{UNDETERMINED}")'
        rate = f"IF({whole.value}=0,{words},{_bound(part.value)}/{_bound(whole.value)})"
        counted = f'IF(AND({part.value}>=0,{whole.value}>=0),{rate},"")'
        return f'=IF({_all(part.known, whole.known) or "TRUE"},{counted},"")'

    def change(self, now: Expression, then: Expression) -> str | None:
        """Return now minus then, of rates in percentage points; one item alone did not change."""
        one, other = self.part(now), self.part(then)
        if "FALSE" in (one.known, other.known) or now == then:
            return None
        several = ""
        if isinstance(now, End) and isinstance(then, End) and now.path == then.path:
            ranges = self.ranges(now.path)
            several = "" if ranges is None else f"SUMPRODUCT({ranges.used})>1"
        numbers = (f"ISNUMBER({each.value})" for each in (one, other))  # 0/0 is known, and none
        known = _all(one.known, other.known, *numbers, several)
        difference = f"{one.value}-{_bound(other.value)}"
        if one.is_rate:
            difference = f"100*({difference})"
        return f'=IF({known},{difference},"")'

    def part(self, node: Expression) -> _Part:
        match node:
            case Name():
                return self.named(node.path)
            case Sum():
                return self.sum(node)
            case Choice():
                return self.choice(node)
            case Total():
                return self.total(node)
            case Count():
                ranges = self.ranges(node.path)
                if ranges is None:
                    return _UNKNOWN
                number = f"SUMPRODUCT({ranges.used})"
                return _Part(number, f"{number}>0")
            case End():
                return self.end(node)
            case Base():
                return self.base(node)
            case Quotient():
                return self.quotient(node)

    def named(self, path: tuple[str, ...]) -> _Part:
        owner, steps = self.owner, list(self.path)
        for name in path[:-1]:
            shape = _field(owner, name)
            if shape is None:
                return _UNKNOWN
            owner = shape.of
            steps.append(shape.key)
        shape = _field(owner, path[-1])
        steps.append(path[-1] if shape is None else shape.key)
        cell = self.cells.cell(tuple(steps))
        if cell is None:
            return _UNKNOWN
        if shape is not None and shape.of is Ratio:  # as text: 41/43
            at = f'FIND("/",{cell})'
            value = f"VALUE(LEFT({cell},{at}-1))/VALUE(MID({cell},{at}+1,99))"
            return _Part(value, f"ISNUMBER({at})", is_rate=True)
        declared = declarations(owner).get(path[-1])
        if declared is not None and declared.value_type is Ratio:
            return _Part(cell, f'{cell}<>""', is_rate=True)
        return _Part(cell, f"ISNUMBER({cell})")

    def sum(self, node: Sum) -> _Part:
        terms = [(sign, self.part(inner), may) for sign, inner, may in node.terms]
        needed = [part.known for _, part, may in terms if not may]
        if "FALSE" in needed:
            return _UNKNOWN
        terms = [each for each in terms if each[1].known != "FALSE"]
        known = _all(*needed) if needed else _any(*(part.known for _, part, _ in terms))
        written = ""
        for sign, part, may in terms:
            value = f"IF({part.known},{part.value},0)" if may and part.known else _bound(part.value)
            written += ("-" if sign < 0 else "+" if written else "") + value
        return _Part(written, known) if terms else _UNKNOWN

    def choice(self, node: Choice) -> _Part:
        parts = [one for one in map(self.part, node.options) if one.known != "FALSE"]
        if not parts:
            return _UNKNOWN
        value = parts[-1].value
        for part in reversed(parts[:-1]):
            value = f"IF({part.known or 'TRUE'},{part.value},{value})"
        return _Part(value, _any(*(part.known for part in parts)))

    def quotient(self, node: Quotient) -> _Part:
        part, whole = self.part(node.part), self.part(node.whole)
        if "FALSE" in (part.known, whole.known):
            return _UNKNOWN
        known = f"IF({_all(part.known, whole.known) or 'TRUE'},{whole.value}<>0,FALSE)"
        return _Part(f"IFERROR({_bound(part.value)}/{_bound(whole.value)},0)", known)

    def total(self, node: Total) -> _Part:
        ranges = self.ranges(node.path)
        column = None if ranges is None else ranges.columns.get(self.key(node))
        if ranges is None or column is None:
            return _UNKNOWN
        lacking = f"SUMPRODUCT({ranges.used}*(1-ISNUMBER({column})))=0"
        known = _all(f"SUMPRODUCT({ranges.used})>0", lacking)
        if ranges.of_row:
            parent, _, row = ranges.of_row.partition("=")
            return _Part(f"SUMIF({parent},{row},{column})", known)
        return _Part(f"SUM({column})", known)

    def end(self, node: End) -> _Part:
        ranges = self.ranges(node.path)
        column = None if ranges is None else ranges.columns.get(self.key(node))
        if ranges is None or column is None:
            return _UNKNOWN
        rows = f"(ROW({column})-MIN(ROW({column})))"  # from 0, wherever the table moves
        if node.which == "first":
            row = f"SUMPRODUCT(MIN({rows}+1048576*(1-{ranges.used})))"
        else:
            row = f"SUMPRODUCT(MAX({rows}*{ranges.used}))"
        some = f"SUMPRODUCT({ranges.used})>0"
        value = f"INDEX({column},{row}+1)"
        return _Part(value, f"IF({some},ISNUMBER({value}),FALSE)")

    def base(self, node: Base) -> _Part:
        shape = _field(self.owner, node.field)
        cell = None if shape is None else self.cells.cell((*self.path, shape.key))
        if shape is None or cell is None or shape.sort != "choice":
            return _UNKNOWN
        of_default = self.named((str(shape.default.value),))
        value, known = of_default.value, of_default.known
        for member in shape.of:
            if member is not shape.default:
                part = self.named((str(member.value),))
                is_it = f'{cell}="{getattr(member, "label", member.value)}"'
                value = f"IF({is_it},{part.value},{value})"
                known = f"IF({is_it},{part.known},{known})"
        return _Part(value, known)

    def ranges(self, path: tuple[str, ...]) -> Ranges | None:
        owner, steps = self.owner, list(self.path)
        for name in path:
            shape = _field(owner, name)
            if shape is None:
                return None
            owner = shape.of
            steps.append(shape.key)
        return self.cells.ranges(tuple(steps))

    def key(self, node: Total | End) -> str:
        """Return the key of the column that a formula names: a fact's, or that of a figure."""
        owner = self.owner
        for name in node.path:
            shape = _field(owner, name)
            owner = None if shape is None else shape.of
        shape = None if owner is None else _field(owner, node.field)
        return f"={node.field}" if shape is None else shape.key


def _field(owner: Any, name: str) -> Any:
    return next((shape for shape in shapes(owner).values() if shape.name == name), None)


def _bound(value: str) -> str:
    """Return a part as it stands inside a larger one."""
    return value if _CELL.fullmatch(value) else f"({value})"


_CELL = re.compile(r"(?:'[^']+'!)?\$?[A-Z]+\$?[0-9]+")


def _all(*known: str) -> str:
    asked = list(dict.fromkeys(one for one in known if one))
    return asked[0] if len(asked) == 1 else f"AND({','.join(asked)})" if asked else ""


def _any(*known: str) -> str:
    if "" in known:
        return ""
    asked = list(dict.fromkeys(known))
    return asked[0] if len(asked) == 1 else f"OR({','.join(asked)})" if asked else "FALSE"
