"""The formula of a derived figure: read once, and then *the* computation.

A formula names facts and figures of its own subject:

| formula                                     | value                                              |
|---------------------------------------------|----------------------------------------------------|
| `online + in_person + [postal] - [pending]` | a sum; what stands in brackets may be missing      |
| `reached / communes`                        | a `Ratio`                                          |
| `pending_unsplit or pending_in_time + overdue` | the first that is known                         |
| `dossiers.received`                         | a figure of a part of the subject                  |
| `sum(groups.count)`, `count(documents)`     | over a list; unknown for an empty one              |
| `first(snapshots).total`, `last(…)`         | of the first, the last item                        |
| `late / base(rate_base)`                    | the figure that the field names                    |

What was not reported is unknown, not 0: a formula that needs it is unknown too. The notation is a
part of Python's expressions, so Python's own parser reads it; nothing is ever evaluated as code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any, ClassVar

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError
from cchc_lib.figures.ratio import Ratio

__all__ = [
    "Base",
    "Choice",
    "Count",
    "End",
    "Expression",
    "Name",
    "Operand",
    "Quotient",
    "Sum",
    "Total",
    "bound",
    "read_formula",
]

MAX_FORMULA = 400
"""Characters; the longest formula that the library ships has 90."""


@attrs.frozen
class Operand:
    """What took part in a value: where it stands below the subject; of a list, how many it has."""

    path: str
    value: Any
    sign: int = 1
    is_list: bool = False


@attrs.frozen
class Name:
    """A fact or figure of the subject, or of a part of it: `received`, `dossiers.received`."""

    path: tuple[str, ...]

    def compute(self, owner: Any) -> Any:
        """Return the value, `None` where it, or what it belongs to, was not reported."""
        if len(self.path) == 1:  # nearly all are
            return getattr(owner, self.path[0])
        for name in self.path:
            owner = getattr(owner, name)
            if owner is None:
                return None
        return owner

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield what takes part in the value."""
        yield Operand(".".join(self.path), self.compute(owner))

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield each path named, and whether the value can do without it."""
        yield self.path, False

    def __str__(self) -> str:
        return ".".join(self.path)


@attrs.frozen
class Sum:
    """Terms added up or taken away; each with its sign and whether it may be missing."""

    terms: tuple[tuple[int, Expression, bool], ...]

    def compute(self, owner: Any) -> Any:
        """Return the sum; `None` without a needed term, or when no term is known."""
        total: Any = 0
        known = False
        for sign, node, optional in self.terms:
            value = node.compute(owner)
            if value is None:
                if optional:
                    continue
                return None
            known = True
            total = _add(total, value, sign)
        return total if known else None

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield the terms that are known, and those that are needed and lacking."""
        for sign, node, optional in self.terms:
            if not optional or node.compute(owner) is not None:
                for operand in node.operands(owner):
                    yield attrs.evolve(operand, sign=sign * operand.sign)

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield each path named, and whether the value can do without it."""
        for _, node, optional in self.terms:
            yield from ((path, optional or may) for path, may in node.names())

    def __str__(self) -> str:
        written = ""
        for sign, node, optional in self.terms:
            mark = "" if not written and sign > 0 else " + " if sign > 0 else " - "
            written += mark + (f"[{node}]" if optional else bound(node))
        return written


@attrs.frozen
class Quotient:
    """A rate: part over whole."""

    part: Expression
    whole: Expression

    def compute(self, owner: Any) -> Ratio | None:
        """Return the rate; `None` when either is unknown or cannot be a count."""
        part: Any = self.part.compute(owner)
        whole: Any = self.whole.compute(owner)
        if part is None or whole is None or part < 0 or whole < 0:
            return None
        return Ratio(part, whole)

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield the figures of the part, then those of the whole."""
        yield from self.part.operands(owner)
        yield from self.whole.operands(owner)

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield each path named, and whether the value can do without it."""
        yield from self.part.names()
        yield from self.whole.names()

    def __str__(self) -> str:
        return f"{bound(self.part)} / {bound(self.whole)}"


@attrs.frozen
class Choice:
    """The first alternative that is known."""

    options: tuple[Expression, ...]

    def compute(self, owner: Any) -> Any:
        """Return the value of the first alternative that has one."""
        values = (node.compute(owner) for node in self.options)
        return next((value for value in values if value is not None), None)

    def chosen(self, owner: Any) -> Expression | None:
        """Return the first alternative that is known."""
        return next((node for node in self.options if node.compute(owner) is not None), None)

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield the figures of the alternative that is taken."""
        yield from (self.chosen(owner) or self.options[-1]).operands(owner)

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield each path named, and whether the value can do without it."""
        for node in self.options:
            yield from node.names()

    def __str__(self) -> str:
        return " or ".join(map(str, self.options))


def bound(node: Expression) -> str:
    """Return a part of a formula as it is written inside another: what binds less, in brackets."""
    return f"({node})" if isinstance(node, Sum | Choice) else str(node)


_EXACT = Context(prec=100)
"""For scores: enough for their 20 digits on either side of the comma, whatever the caller set."""


def _add(total: Any, value: Any, sign: int) -> Any:
    if type(value) is int and type(total) is int:  # nearly all are
        return total + value if sign > 0 else total - value
    add = _EXACT.add if sign > 0 else _EXACT.subtract
    return add(Decimal(total), Decimal(value))


@attrs.frozen
class Total:
    """A figure of every item of a list, added up: `sum(groups.count)`."""

    path: tuple[str, ...]
    field: str

    def compute(self, owner: Any) -> Any:
        """Return the sum; `None` for an empty list, or when one item does not state it."""
        total: Any = 0
        items = Name(self.path).compute(owner)
        for item in items or ():
            value = getattr(item, self.field)
            if value is None:
                return None
            total = _add(total, value, 1)
        return total if items else None

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield the figure of each item."""
        where = ".".join(self.path)
        for row, item in enumerate(Name(self.path).compute(owner) or ()):
            yield Operand(f"{where}[{row}].{self.field}", getattr(item, self.field))

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the list and the figure in it."""
        yield (*self.path, self.field), False

    def __str__(self) -> str:
        return f"sum({'.'.join(self.path)}.{self.field})"


@attrs.frozen
class Count:
    """How many items a list has: `count(documents)`."""

    path: tuple[str, ...]

    def compute(self, owner: Any) -> int | None:
        """Return the number of items; `None` when none is named."""
        return len(Name(self.path).compute(owner) or ()) or None

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield the list, with the number of its items."""
        yield Operand(".".join(self.path), self.compute(owner), is_list=True)

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the list."""
        yield self.path, False

    def __str__(self) -> str:
        return f"count({'.'.join(self.path)})"


@attrs.frozen
class End:
    """A figure of the first or of the last item of a list: `last(snapshots).total`."""

    place: ClassVar[dict[str, int]] = {"first": 0, "last": -1}
    which: str
    path: tuple[str, ...]
    field: str

    def compute(self, owner: Any) -> Any:
        """Return the value; `None` for an empty list."""
        items = Name(self.path).compute(owner)
        return getattr(items[self.place[self.which]], self.field) if items else None

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield the figure of that item."""
        items = Name(self.path).compute(owner)
        if items:
            row = self.place[self.which] % len(items)
            yield Operand(f"{'.'.join(self.path)}[{row}].{self.field}", self.compute(owner))

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the list and the figure in it."""
        yield (*self.path, self.field), False

    def __str__(self) -> str:
        return f"{self.which}({'.'.join(self.path)}).{self.field}"


@attrs.frozen
class Base:
    """The figure that a field of the subject names: `base(rate_base)`."""

    field: str

    def compute(self, owner: Any) -> Any:
        """Return the value of the figure named."""
        return getattr(owner, str(getattr(owner, self.field)))

    def operands(self, owner: Any) -> Iterator[Operand]:
        """Yield the figure named."""
        yield Operand(str(getattr(owner, self.field)), self.compute(owner))

    def names(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the field."""
        yield (self.field,), False

    def __str__(self) -> str:
        return f"base({self.field})"


Expression = Name | Sum | Quotient | Choice | Total | Count | End | Base
"""A formula, or a part of one."""

_SIGNS = "+ - / ( ) [ ] or, sum(x.y), count(x), first(x).y, last(x).y, base(x)"
_ACCEPTED = f"names of the subject with {_SIGNS}, such as 'online + in_person + [postal]'"
_ACCEPTED_VI = f"tên các số liệu của chủ đề với {_SIGNS}, ví dụ 'online + in_person + [postal]'"


def read_formula(text: str, where: str = "formula") -> Expression:
    """Return a formula read from text; `where` it stands, for errors.

    >>> str(read_formula("online+in_person + [postal]"))
    'online + in_person + [postal]'

    Raises:
        FormatError: for anything that the notation does not have.
        InvalidTypeError: for anything that is not text.
    """
    if not isinstance(text, str):
        raise InvalidTypeError.refuse(where, text, _ACCEPTED, _ACCEPTED_VI)
    return _read(text, where)


@lru_cache(maxsize=4096)
def _read(text: str, where: str) -> Expression:
    def refused() -> FormatError:
        return FormatError.refuse(where, text, _ACCEPTED, _ACCEPTED_VI)

    def read(node: ast.expr) -> Expression:
        match node:
            case ast.BoolOp(op=ast.Or()):
                return Choice(tuple(options(node)))
            case ast.BinOp(op=ast.Div(), left=part, right=whole):
                sides = read(part), read(whole)
                if not any(isinstance(side, Quotient) for side in sides):
                    return Quotient(*sides)
            case ast.BinOp(op=ast.Add() | ast.Sub()) | ast.List():
                return Sum(tuple(terms(node, 1)))
            case ast.Call(func=ast.Name(id="count"), args=[listed], keywords=[]):
                return Count(path(listed))
            case ast.Call(func=ast.Name(id="sum"), args=[listed], keywords=[]):
                *above, field = path(listed)
                if above:
                    return Total(tuple(above), field)
            case ast.Call(func=ast.Name(id="base"), args=[ast.Name() as field], keywords=[]):
                return Base(*path(field))
            case ast.Attribute(
                value=ast.Call(
                    func=ast.Name(id="first" | "last" as which), args=[listed], keywords=[]
                ),
                attr=field,
            ) if not field.startswith("_"):
                return End(which, path(listed), field)
            case ast.Name() | ast.Attribute():
                return Name(path(node))
        raise refused()

    def terms(node: ast.expr, sign: int) -> Iterator[tuple[int, Expression, bool]]:
        match node:
            case ast.BinOp(op=ast.Add() | ast.Sub() as op, left=left, right=right):
                yield from terms(left, sign)
                yield from terms(right, sign if isinstance(op, ast.Add) else -sign)
            case ast.List(elts=[inner]):
                yield sign, read(inner), True
            case _:
                found = read(node)
                if isinstance(found, Quotient):  # a rate is no term of a sum
                    raise refused()
                yield sign, found, False

    def options(node: ast.expr) -> Iterator[Expression]:
        match node:
            case ast.BoolOp(op=ast.Or(), values=values):
                for value in values:
                    yield from options(value)
            case _:
                yield read(node)

    def path(node: ast.expr) -> tuple[str, ...]:
        match node:
            case ast.Name(id=name) if not name.startswith("_"):
                return (name,)
            case ast.Attribute(value=above, attr=name) if not name.startswith("_"):
                return (*path(above), name)
        raise refused()

    if not text.strip() or len(text) > MAX_FORMULA:
        raise refused()
    try:
        return read(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise refused() from None
