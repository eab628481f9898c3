"""What a class must fulfil to be a subject, and what its figures come to: units, types, costs."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any, get_args

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.figures.change import Change
from cchc_lib.figures.checks import check_choice, check_flag, check_text
from cchc_lib.figures.codes import check_code, give_code
from cchc_lib.figures.declaration import MONEY, Declaration, Field, Over, Tie, field_of
from cchc_lib.figures.declare import (
    Derived,
    declarations,
    derived_members,
    members,
    undeclared,
    written,
)
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
    read_formula,
)
from cchc_lib.figures.ratio import Ratio

__all__ = ["settled"]


def settled(owner: type) -> dict[str, Declaration]:
    """Return the declarations of a class with the units, types and costs of its figures.

    Raises:
        CchcError: for what cannot be declared; each names class and field.
    """
    return _Check(owner).run()


@attrs.frozen
class _Measure:
    """What a formula, or a part of one, comes to: its unit ("" fits any) and its type."""

    unit: str
    value_type: type
    cost: int = 1
    depth: int = 0


_TAKEN = "change", "cumulative", "last", "stated"
"""Endings of ids: a figure called so could not be told from what became of another."""


def _kind_of(unit: str) -> str:
    """Return what tells amounts of money, percentages and counted nouns from each other."""
    return "đồng" if unit in MONEY else unit if unit == "%" else ""


MAX_COST = 10_000
"""Facts that one figure may be computed from, each as often as it is needed."""

MAX_DEPTH = 50
"""Figures that may be computed one from the other in a row."""


class _Check:
    """What a class must fulfil to be a subject; the units of its figures are found on the way."""

    def __init__(self, owner: type) -> None:
        self.owner = owner
        self.derived = dict(derived_members(owner))
        self.figures = written(owner)  # as they are settled, one by one
        self.settled: set[str] = set()

    def run(self) -> dict[str, Declaration]:
        for field in attrs.fields(self.owner):
            self.check_field(field)
        self.check_overrides()
        for name in self.derived:
            self.settle(name, ())
        for name, declared in self.figures.items():
            self.check_declaration(name, declared)
        self.check_labels()
        return self.figures

    # ------------------------------------------------------------ what was written

    def check_overrides(self) -> None:
        """Refuse a fact replaced by what is none, and a figure by what is no declaration."""
        facts, found = attrs.fields_dict(self.owner), members(self.owner)
        figures = {name for above in self.owner.__mro__ for name, _ in derived_members(above)}
        for name, member in found.items():
            if isinstance(member, attrs.Attribute):
                fits = name not in figures or field_of(member) is not None
            else:
                fits = isinstance(member, Derived) and name not in facts
            if name in facts.keys() | figures and not fits:
                raise InvalidTypeError.refuse(
                    f"{self.owner.__name__}.{name}",
                    member,
                    "a fact in place of a fact, a fact or a figure in place of a figure; "
                    f"what is neither has a name of its own, such as own_{name}",
                    "số liệu thay cho số liệu cùng loại; "
                    f"thuộc tính khác thì đặt tên khác, ví dụ own_{name}",
                )

    def check_field(self, field: attrs.Attribute[Any]) -> None:
        where, declared = f"{self.owner.__name__}.{field.name}", field_of(field)
        if isinstance(field.default, Derived):
            raise InvalidTypeError.refuse(
                where,
                field.default.declaration.formula,
                f"a figure without an annotation, such as {field.name} = define.ratio(…)",
                f"số liệu tính được thì không ghi kiểu, ví dụ {field.name} = define.ratio(…)",
            )
        if isinstance(declared, Field):
            self.check_label(where, declared.label)
            self.check_held(where, declared.of)
            self.check_code(where, declared.tie)
            if declared.by is not None and declared.by not in attrs.fields_dict(self.owner):
                names = list(attrs.fields_dict(self.owner))
                raise unknown_name("field", "trường", str(declared.by), names, where=where)

    def check_held(self, where: str, held: Any) -> None:
        """Refuse a class that declares figures and is no subject: nobody has settled them."""
        if held is None or not attrs.has(held):
            return
        try:
            is_settled = not declarations(held) or hasattr(held, "__subject__")
        except InvalidTypeError:  # a class below a subject that declares more
            is_settled = False
        if not is_settled:
            raise undeclared(where, held)

    def check_label(self, where: str, label: object) -> None:
        if not isinstance(label, str) or not label.strip():
            raise InvalidValueError.refuse(
                where, label, "a label, such as 'số xã'", "một nhãn, ví dụ 'số xã'"
            )

    def check_declaration(self, name: str, declared: Declaration) -> None:
        where = f"{self.owner.__name__}.{name}"
        self.check_label(where, declared.label)
        unit, unit_vi = "a unit, such as 'xã'", "đơn vị tính, ví dụ 'xã'"
        if check_text(where, declared.unit, unit, unit_vi).isspace():
            raise InvalidValueError.refuse(where, declared.unit, unit, unit_vi)
        if name in _TAKEN:
            raise InvalidValueError.refuse(
                where,
                name,
                f"another name, such as own_{name}: ids of figures end in {', '.join(_TAKEN)}",
                f"tên khác, ví dụ own_{name}: {', '.join(_TAKEN)} là phần cuối của mã số liệu",
            )
        check_choice(where, declared.over_periods, get_args(Over))
        check_flag(where, declared.is_printed)
        for tied in (declared.part_of, declared.agrees_with, *declared.continues):
            if tied is not None:
                self.check_tie(where, declared, tied)

    def check_labels(self) -> None:
        """Refuse two facts under one label: nobody could tell them apart in a table."""
        called: dict[str, str] = {}
        for name, declared in self.figures.items():
            other = called.setdefault(declared.label.strip(), name)
            if other != name and declared.formula is None:
                raise InvalidValueError.refuse(
                    f"{self.owner.__name__}.{name}",
                    declared.label,
                    f"a label that {other} does not have, such as 'số xã đạt chuẩn'",
                    f"một nhãn khác với nhãn của {other}, ví dụ 'số xã đạt chuẩn'",
                )

    def check_tie(self, where: str, declared: Declaration, tied: object) -> None:
        if not isinstance(tied, Tie):
            raise InvalidTypeError.refuse(
                where,
                tied,
                "a formula, or define.tie('communes', …)",
                "một công thức, hoặc define.tie('communes', …)",
            )
        self.check_code(where, tied)
        if tied.severity is not None:
            check_choice(where, tied.severity, ("error", "warning", "note"))
        measure = self.measure(read_formula(tied.formula, where), where, ())
        # nouns may differ: there is one letter of apology for each late dossier
        is_mixed = measure.unit and _kind_of(declared.unit) != _kind_of(measure.unit)
        here = _Measure(declared.unit if is_mixed else "", declared.value_type)
        self.alike([here, measure], where, tied.formula)

    def check_code(self, where: str, tied: Tie | None) -> None:
        """Refuse what is no code, and one that the library has given, or may give, to a rule."""
        if tied is None or tied.code is None:
            return
        code = check_code(where, tied.code)
        ours, name = __name__.partition(".")[0], where.rpartition(".")[2]
        is_ours = any(
            name in members(above)
            for above in self.owner.__mro__
            if above.__module__.partition(".")[0] == ours
        )
        if code.startswith("CCHC") and not is_ours:
            raise InvalidValueError.refuse(
                where,
                code,
                "a code with letters of its own, such as 'XCD001': those of CCHC are the library's",
                "mã có chữ đầu riêng, ví dụ 'XCD001': các mã CCHC là của thư viện",
            )
        give_code(code)

    # ------------------------------------------------------------ what formulas come to

    def settle(self, name: str, above: tuple[str, ...]) -> None:
        """Check the formula of a figure, and those it needs before it; settle its unit."""
        where = f"{self.owner.__name__}.{name}"
        if name in above:
            raise InvalidValueError.refuse(
                where,
                " -> ".join((*above, name)),
                "a formula that does not need itself",
                "công thức không cần đến chính nó",
            )
        if name in self.settled:
            return
        self.bound(where, name, len(above), MAX_DEPTH, "figures above each other", "bậc tính")
        member = self.derived[name]
        declared, formula = member.declaration, member.declaration.formula
        measures = [self.measure(node, where, (*above, name)) for node in member.nodes]
        together = self.alike(measures, where, formula)
        if declared.value_type is int:
            self.accept(together, (int, Decimal), where, formula)
        if declared.value_type is Change:
            self.accept(together, (int, Ratio), where, formula)
        unit = declared.unit or together.unit
        if not unit:
            raise InvalidValueError.refuse(
                where,
                formula,
                "unit= beside it, such as unit='văn bản': the formula does not tell it",
                "thêm unit=, ví dụ unit='văn bản': công thức không cho biết đơn vị tính",
            )
        depth = together.depth + 1
        declared = attrs.evolve(declared, unit=unit, cost=together.cost, depth=depth)
        if together.value_type is Decimal:  # what is made of scores is a score
            declared = attrs.evolve(
                declared, value_type=Decimal, is_summed=False, over_periods="none"
            )
        self.bound(where, formula, together.cost, MAX_COST, "facts", "số liệu")
        self.bound(
            where, formula, together.depth, MAX_DEPTH, "figures above each other", "bậc tính"
        )
        self.settled.add(name)
        self.figures[name] = declared

    def bound(
        self, where: str, got: object, needed: int, limit: int, what: str, what_vi: str
    ) -> None:
        """Refuse a formula for which more is computed than anybody would follow."""
        if needed > limit:
            raise InvalidValueError.refuse(
                where,
                got,
                f"a formula that needs at most {limit} {what}, such as 'online + in_person'",
                f"công thức cần nhiều nhất {limit} {what_vi}, ví dụ 'online + in_person'",
            )

    def measure(self, node: Expression, where: str, above: tuple[str, ...]) -> _Measure:
        """Return what a formula comes to; refuse what cannot be added up or divided."""
        written = str(node)

        def of(*nodes: Expression) -> _Measure:
            return self.alike([self.measure(each, where, above) for each in nodes], where, written)

        match node:
            case Name(path):
                return self.figure(path, where, above)
            case End(_, path, field):
                return self.figure((*path, field), where, above, is_listed=True)
            case Total(path, field):
                found = self.figure((*path, field), where, above, is_listed=True)
                return self.accept(found, (int, Decimal), where, written)
            case Count(path):
                self.figure((*path, ""), where, above, is_listed=True)
                return _Measure("", int)
            case Base(field):
                return self.base(field, where, above)
            case Quotient(part, whole):
                sides = self.accept(of(part, whole), (int,), where, written)
                return attrs.evolve(sides, unit="%", value_type=Ratio)
            case Sum(terms):
                found = of(*(term for _, term, _ in terms))
                return self.accept(found, (int, Decimal), where, written)
            case Choice(options):
                return of(*options)

    def alike(self, measures: list[_Measure], where: str, formula: str | None) -> _Measure:
        """Return what measures have in common; refuse those of several units or types."""
        units = [each.unit for each in measures if each.unit]
        plain = {"đồng" if unit in MONEY else unit for unit in units}
        if len(plain) > 1:
            mixed = ", ".join(sorted(plain))
            raise InvalidValueError.refuse(
                where,
                formula,
                f"figures of one unit, not of {mixed}",
                f"các số liệu cùng đơn vị tính, không phải {mixed}",
            )
        types = {each.value_type for each in measures}
        if types == {int, Decimal}:
            types = {Decimal}
        if len(types) > 1:
            mixed = ", ".join(sorted(each.__name__ for each in types))
            raise InvalidValueError.refuse(
                where,
                formula,
                f"figures of one kind, not of {mixed}",
                f"các số liệu cùng loại, không phải {mixed}",
            )
        cost, depth = sum(each.cost for each in measures), max(each.depth for each in measures)
        return _Measure(units[0] if units else "", types.pop(), cost, depth)

    def accept(
        self, found: _Measure, types: tuple[type, ...], where: str, formula: str | None
    ) -> _Measure:
        """Refuse a formula over figures with which it cannot be computed: a sum of rates."""
        if found.value_type not in types:
            named = " or ".join(each.__name__ for each in types)
            raise InvalidValueError.refuse(
                where,
                formula,
                f"a formula over figures of type {named}, not {found.value_type.__name__}",
                f"công thức trên số liệu kiểu {named}, không phải {found.value_type.__name__}",
            )
        return found

    def base(self, field: str, where: str, above: tuple[str, ...]) -> _Measure:
        """Return what the figures come to that a field chooses from; its values name them."""
        fields = attrs.fields_dict(self.owner)
        if field not in fields:
            raise unknown_name("figure", "số liệu", field, list(fields), where=where)
        choice = type(fields[field].default)
        if not issubclass(choice, Enum):
            raise InvalidValueError.refuse(
                where,
                f"base({field})",
                "a field whose default is a member of an Enum, each of which names a figure",
                "một trường có mặc định thuộc một Enum, mỗi giá trị là mã một số liệu",
            )
        named = [self.figure((str(each.value),), where, above) for each in choice]
        return self.alike(named, where, f"base({field})")

    def figure(
        self, path: tuple[str, ...], where: str, above: tuple[str, ...], *, is_listed: bool = False
    ) -> _Measure:
        """Return the unit and type of a figure at a path; refuse a path that leads to none.

        `is_listed` says that the figure is one of the items of a list; "" stands for any.

        Raises:
            UnknownNameError: when the subject, or a part of it, has no such fact or figure.
        """
        owner: Any = self.owner
        for place, name in enumerate(path):
            if not name:
                return _Measure("", int)
            if owner is self.owner and name in self.derived:
                self.settle(name, above)
            figures = self.figures if owner is self.owner else declarations(owner)
            fields = attrs.fields_dict(owner)
            if name not in figures and name not in fields:
                known = [".".join((*path[:place], each)) for each in {**fields, **figures}]
                raise unknown_name("figure", "số liệu", ".".join(path), known, where=where)
            if name in figures or place == len(path) - 1:
                if name in figures and place == len(path) - 1:
                    found = figures[name]
                    return _Measure(found.unit, found.value_type, found.cost, found.depth)
                break
            below, in_list = field_of(fields[name]), is_listed and place == len(path) - 2
            if not isinstance(below, Field) or in_list is not (fields[name].default == ()):
                break
            owner = below.of or (owner if below.by else object)
            if path[-1] and not attrs.has(owner):
                break
        raise InvalidValueError.refuse(
            where,
            ".".join(filter(None, path)),
            "the name of a figure; one of a list stands in sum(…), first(…) or last(…), "
            "and count(…) takes a list",
            "tên một số liệu; số liệu trong danh sách thì đặt trong sum(…), first(…) hoặc last(…), "
            "và count(…) nhận một danh sách",
        )
