"""What a class of facts declares, as a strategy needs it; and objects of it of any shape."""

from __future__ import annotations

import typing
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import reject, strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cchc_lib.errors import CchcError, InvalidTypeError
from cchc_lib.figures.declaration import MONEY, Declaration, Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.formula import Choice
from cchc_lib.report.agency import Agency
from cchc_lib.report.citation import Citation
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.report.signatory import Signatory
from cchc_lib.testing import values

__all__ = ["Slot", "choices", "made", "slots", "subjects"]

Made = TypeVar("Made")
DEEPEST = 3
"""How deep objects are drawn within objects; what would lie deeper is left out."""


@attrs.frozen(kw_only=True)
class Slot:
    """A field of a class, and what may stand in it."""

    name: str
    declared: Declaration | Field | None
    type: Any
    is_list: bool
    is_required: bool

    @property
    def kind(self) -> str:
        """What it holds: a fact, rows, one or several objects, days, names, words, a choice."""
        match self.declared:
            case Declaration():
                return "fact"
            case Field(by=str()):
                return "rows"
            case Field(of=of) if of is not None:
                return "objects" if self.is_list else "object"
            case Field(is_narrative=True):
                return "paragraphs" if self.is_list else "sentence"
            case Field(is_name=True):
                return "name"
        words = str(self.type)
        if isinstance(self.type, type) and issubclass(self.type, Enum):
            return "choice"
        if "date" in words:
            return "day"
        return "words" if "str" in words and isinstance(self.declared, Field) else ""

    def facts(self) -> SearchStrategy[Any]:
        """Return values of a fact, by its declaration."""
        declared = self.declared
        assert isinstance(declared, Declaration)
        if declared.over_periods == "none":
            return values.scores(whole="Decimal" not in str(self.type))
        if not declared.is_summed:
            return values.ratios()
        return values.amounts() if declared.unit in MONEY else values.counts()


@cache
def slots(owner: Any) -> tuple[Slot, ...]:
    """Return the fields of a class that its facts fill; of a report, those below its head."""
    head: set[str] = set()
    if issubclass(owner, ReportHead):
        head = {field.name for field in attrs.fields(ReportHead)}
    try:
        types = typing.get_type_hints(owner)
    except Exception:  # names that only a type checker sees
        types = {}
    return tuple(
        Slot(
            name=field.name,
            declared=field_of(field),
            type=types.get(field.name, field.type),
            is_list=field.default == (),
            is_required=field.default is attrs.NOTHING,
        )
        for field in attrs.fields(owner)
        if field.name not in head and field.init and not field.name.startswith("_")
    )


@cache
def choices(owner: Any) -> tuple[tuple[frozenset[str], ...], ...]:
    """Return the ways in which figures of a class may be stated: the facts of each way."""
    return tuple(
        tuple(frozenset(path[0] for path, _ in option.names()) for option in declared.node.options)
        for declared in declarations(owner).values()
        if isinstance(declared.node, Choice)
    )


def made(draw: DrawFn, owner: Any, facts: dict[str, Any]) -> Any:
    """Return an object; what its class refuses together is first put in order, then given up."""
    try:
        return owner(**facts)
    except CchcError:
        pass
    kept = dict(facts)
    days = [slot.name for slot in slots(owner) if slot.kind == "day" and facts.get(slot.name)]
    for name, day in zip(days, sorted(facts[name] for name in days), strict=True):
        kept[name] = day
    for ways in choices(owner):
        taken = draw(st.sampled_from(ways))
        for name in frozenset.union(*ways) - taken:
            kept[name] = None
    try:
        return owner(**kept)
    except CchcError:
        reject()


SPECIAL: dict[type, Any] = {Citation: values.citations, Agency: values.agencies,
                            Period: values.periods, Signatory: values.signatories}  # fmt: skip
"""Classes whose objects are not drawn field by field."""


def subjects(kind: type[Made]) -> SearchStrategy[Made]:
    """Objects of a class of facts, of any shape: wrong ones, empty ones, with every fact drawn.

    `kind` is a subject of the library or of one's own; nothing has to be registered.

    >>> from hypothesis import find
    >>> from cchc_lib import Plan
    >>> find(subjects(Plan), lambda plan: (plan.tasks_completed or 0) > (plan.tasks or 0)).tasks

    Raises:
        InvalidTypeError: when `kind` is not an attrs class.
    """
    if not isinstance(kind, type) or not attrs.has(kind):
        raise InvalidTypeError.refuse(
            "kind",
            kind,
            "a class made with @define.subject, such as cchc.Plan",
            "một lớp có @define.subject, ví dụ cchc.Plan",
        )
    return _subjects(kind, 0, None)


@cache
def _subjects(kind: Any, depth: int, row_of: str | None) -> SearchStrategy[Any]:
    if kind in SPECIAL:
        found: SearchStrategy[Any] = SPECIAL[kind]()
        return found
    fields = fields_of(kind, depth, row_of)

    @st.composite
    def drawn(draw: DrawFn) -> Any:
        return made(draw, kind, {name: draw(each) for name, each in fields.items()})

    return drawn()


def fields_of(kind: type, depth: int = 0, row_of: str | None = None) -> dict[str, Any]:
    """Return a strategy for each field of a class; `row_of` must be named, and has no rows."""
    fields: dict[str, SearchStrategy[Any]] = {}
    for slot in slots(kind):
        found = _field(kind, slot, depth, row_of)
        if found is None:
            continue
        needed = slot.is_required or slot.is_list or slot.kind == "choice" or slot.name == row_of
        fields[slot.name] = found if needed else st.none() | found
    return fields


def _field(kind: type, slot: Slot, depth: int, row_of: str | None) -> SearchStrategy[Any] | None:
    declared = slot.declared
    match slot.kind:
        case "fact":
            return slot.facts()
        case "rows" if row_of is None and isinstance(declared, Field):
            return st.lists(_subjects(kind, depth + 1, declared.by), max_size=3)
        case "objects" if isinstance(declared, Field) and depth < DEEPEST:
            return st.lists(_subjects(declared.of, depth + 1, None), max_size=3)
        case "object" if isinstance(declared, Field) and depth < DEEPEST:
            return _subjects(declared.of, depth + 1, None)
        case "paragraphs":
            return st.lists(values.sentences(), max_size=2)
        case "sentence":
            return values.sentences()
        case "name" | "words":
            return values.names()
        case "day":
            return values.days()
        case "choice":
            return st.sampled_from(slot.type)
    return None
