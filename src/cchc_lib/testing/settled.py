"""Objects in which everything declared holds: drawn fact by fact, each within what others leave.

The facts of a class are drawn wholes first. Of each, the bounds that name it say from where to
where it may lie, so that nothing is drawn to be thrown away; a fact that its bounds leave no place
is not stated. Rows are drawn before their total, which is their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cchc_lib.figures.aggregate import added_up, unstated
from cchc_lib.figures.declaration import Declaration, Field
from cchc_lib.figures.declare import declarations, optional_facts
from cchc_lib.figures.figure import name_of
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.testing import values
from cchc_lib.testing.bounds import drawing_order
from cchc_lib.testing.by_rule import FINISHED
from cchc_lib.testing.shapes import DEEPEST, SPECIAL, Slot, choices, made, slots
from cchc_lib.testing.solving import contradicts, mend, solve

__all__ = ["Window", "apart", "settled", "settled_facts"]

_BASES = ("basis", "legal_bases", "legal_basis")
"""What fields are called whose documents must be in force; those of the audit are the same."""


_BITS = tuple(1 << place for place in range(12))
_ALL = (1 << len(_BITS)) - 1
_SOME = st.integers(0, _ALL) | st.just(_ALL)
_WORDS = st.sampled_from(values.NAMES)
_SENTENCE = st.sampled_from(values.SENTENCES)
_PARAGRAPHS = st.lists(_SENTENCE, max_size=2, unique=True)


@attrs.frozen
class Window:
    """The days that a report counts, and when it is issued; whether it leaves nothing out."""

    start: date
    end: date
    issued: date
    complete: bool = False


@attrs.frozen(kw_only=True)
class _Given:
    """What of an object is settled already: facts, the names of facts stated, the object before."""

    facts: Mapping[str, Any] = attrs.field(factory=dict)
    stated: frozenset[str] | None = None
    before: Any = None
    is_row: bool = False


def settled(draw: DrawFn, owner: Any, window: Window, *, before: Any = None) -> Any:
    """Return an object of a class; `before` is that of the report before, which it continues."""
    return draw(apart(_object, owner, window, _Given(before=before), 0))


def settled_facts(draw: DrawFn, owner: Any, window: Window, before: Any) -> dict[str, Any]:
    """Return the fields of an object of a class that is made with others beside them."""
    return _facts(draw, owner, window, _Given(before=before), 0)


@st.composite
def apart(draw: DrawFn, make: Callable[..., Any], *given: Any) -> Any:
    """Draw what a function draws as one thing, which shrinking can take away at once."""
    return make(draw, *given)


def _object(draw: DrawFn, owner: Any, window: Window, given: _Given, depth: int) -> Any:
    if owner is Citation:
        return draw(values.citations(window.start, window.end))
    if owner in SPECIAL:
        return draw(SPECIAL[owner]())
    return made(draw, owner, _facts(draw, owner, window, given, depth))


def _facts(draw: DrawFn, owner: Any, window: Window, given: _Given, depth: int) -> dict[str, Any]:
    facts = {slot.name: () if slot.is_list else None for slot in slots(owner)}
    facts |= _defaults(owner)
    for slot in slots(owner):
        if slot.name in given.facts:
            continue
        if slot.kind in ("object", "objects"):
            found = draw(apart(_other, owner, slot, window, given, depth))
        else:
            found = _other(draw, owner, slot, window, given, depth)
        if found is not None:
            facts[slot.name] = found
    _order_days(owner, facts)
    fixed = dict(given.facts)
    for name, left in _carried(owner, given.before).items():
        fixed.setdefault(name, left)
    rows = () if given.is_row else _rows(draw, owner, window, given.before, depth)
    if rows:
        facts |= added_up(owner, rows) | _broken_down(draw, owner, rows)
        fixed |= dict.fromkeys(drawing_order(owner))  # the sums stand
    else:
        facts |= fixed
        stated = given.stated if given.stated is not None else _stated(draw, owner, window)
        solve(draw, owner, facts, stated, frozenset(fixed))
    mend(owner, facts, frozenset(given.facts))
    if owner in FINISHED:
        FINISHED[owner](draw, facts)
    return {name: value for name, value in facts.items() if value is not None}


@cache
def _defaults(owner: Any) -> dict[str, Any]:
    """Return the defaults of fields that are chosen, such as the base of a rate."""
    return {
        field.name: field.default
        for field in attrs.fields(owner)
        if field.default is not None
        and field.default != ()
        and field.default is not attrs.NOTHING
        and not isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
        and field.name in {slot.name for slot in slots(owner)}
    }


# ---------------------------------------------------------------- counts and amounts


def _stated(draw: DrawFn, owner: Any, window: Window) -> frozenset[str]:
    """Return which facts are stated: all, or some; of several ways to state a figure, one."""
    names = drawing_order(owner)
    found: set[str] = set()
    for start in range(0, len(names), len(_BITS)):
        # one draw, so that fewer facts are the simpler report
        bits = _ALL if window.complete else draw(_SOME)
        found |= {name for name, bit in zip(names[start:], _BITS, strict=False) if bits & bit}
    for ways in choices(owner):
        found -= frozenset.union(*ways) - draw(st.sampled_from(ways))
    return frozenset(found)


# ---------------------------------------------------------------- rows and the period before


def _carried(owner: Any, before: Any) -> dict[str, int]:
    """Return the facts that continue what the period before left over."""
    if before is None:
        return {}
    found: dict[str, Any] = {
        name: declared.continues[0].node.compute(before)
        for name, declared in declarations(owner).items()
        if declared.continues
    }
    return {name: left for name, left in found.items() if left is not None}


def _rows(draw: DrawFn, owner: Any, window: Window, before: Any, depth: int) -> tuple[Any, ...]:
    """Return the rows of a total, those of the period before among them."""
    by = [(slot.name, str(slot.declared.by)) for slot in slots(owner)
          if isinstance(slot.declared, Field) and slot.declared.by]  # fmt: skip
    if not by or depth >= DEEPEST:
        return ()
    field, name = by[0]
    then = () if before is None else getattr(before, field)
    carried = _carried(owner, before)
    stated = _stated(draw, owner, window) | set(carried)
    spare = optional_facts(owner) - set(carried) if draw(st.booleans()) else frozenset()
    if not window.complete and not draw(st.booleans()):
        return ()

    def row(draw: DrawFn, place: int) -> Any:
        there, called = draw(st.booleans()), draw(_WORDS)  # whatever was before
        given = dict.fromkeys(carried, 0)
        if then:
            called = getattr(then[place], name)
            given |= _carried(owner, then[place])
        elif not there or called in rows:
            return None
        elif not rows:
            given |= carried
        said = frozenset(fact for fact in stated if fact not in spare or draw(st.booleans()))
        found = _Given(facts={name: called} | given, stated=said, is_row=True)
        return _object(draw, owner, window, found, depth + 1)

    rows: dict[str, Any] = {}
    for place in range(len(then) or 3):
        item = draw(apart(row, place))
        if item is not None:
            rows[getattr(item, name)] = item
    found = tuple(rows.values())
    lacking = dict.fromkeys(unstated(owner, found))
    return tuple(attrs.evolve(item, **lacking) for item in found) if lacking else found


def _broken_down(draw: DrawFn, owner: Any, rows: tuple[Any, ...]) -> dict[str, Any]:
    """Return the breakdowns of a total: its rows, and the same rows put together in other ways."""
    first, *others = [slot for slot in slots(owner) if slot.kind == "rows"]
    facts: dict[str, Any] = {first.name: rows}
    for slot in others:
        assert isinstance(slot.declared, Field)
        if draw(st.booleans()):
            groups = [group for group in (rows[::2], rows[1::2]) if group]
            put = zip(("Hệ thống của tỉnh", "Hệ thống của Bộ"), groups, strict=False)
            by = slot.declared.by or ""
            totals = tuple(owner(**{by: called} | added_up(owner, group)) for called, group in put)
            if not any(map(contradicts, totals)):
                facts[slot.name] = totals
    return facts


# ---------------------------------------------------------------- what is no count


def _other(draw: DrawFn, owner: Any, slot: Slot, window: Window, given: _Given, depth: int) -> Any:
    """Return what stands in a field that no bound names; `None` for nothing."""
    declared = slot.declared
    needed = slot.is_required or slot.kind == "fact" or window.complete
    if not needed and not draw(st.booleans()):
        return None
    match slot.kind:
        case "fact" if isinstance(declared, Declaration):
            if declared.is_summed or not draw(st.booleans()):
                return None
            return draw(slot.facts() if declared.over_periods == "none" else _shares())
        case "object" | "objects" if isinstance(declared, Field) and depth < DEEPEST:
            return _held(draw, slot, declared.of, window, given.before, depth)
        case "paragraphs":
            return draw(_PARAGRAPHS)
        case "sentence":
            return draw(_SENTENCE)
        case "name" if slot.name in _row_names(owner):
            return None
        case "name" | "words":
            return draw(_WORDS)
        case "day":
            return draw(values.days(window.start, window.end))
        case "choice":
            return draw(st.sampled_from(slot.type))
    return None


@cache
def _row_names(owner: Any) -> frozenset[str]:
    found = (slot.declared for slot in slots(owner))
    return frozenset(each.by for each in found if isinstance(each, Field) and each.by)


@cache
def _shares() -> SearchStrategy[Ratio]:
    return st.tuples(values.counts(), values.counts()).map(
        lambda counted: Ratio(min(counted), max(counted))
    )


def _held(draw: DrawFn, slot: Slot, kind: Any, window: Window, before: Any, depth: int) -> Any:
    """Return the object, or the objects, that a field holds."""
    if kind is Citation:
        strategy = values.citations(window.start, window.end)
        if slot.name in _BASES:
            known = values.known_documents(window.start, window.issued)
            strategy = strategy if known is None else known
        return draw(st.lists(strategy, max_size=3, unique=True) if slot.is_list else strategy)
    then = None if before is None else getattr(before, slot.name)
    if not slot.is_list:
        return _object(draw, kind, window, _Given(before=then), depth + 1)
    named = {name_of(item): item for item in then or ()}
    found: dict[Any, Any] = {}
    name = next((each.name for each in slots(kind) if each.kind == "name"), None)
    day = next((each.name for each in slots(kind) if each.kind == "day"), None)

    def drawn(draw: DrawFn) -> tuple[str, Any] | None:
        there, called = draw(st.booleans()), draw(_WORDS)
        if not there or called in taken:
            return None
        facts = {} if name is None else {name: called}
        of = _Given(facts=facts, before=named.get(called))
        return called, _object(draw, kind, window, of, depth + 1)

    taken: set[str] = set()
    for _ in range(3):
        of_one = draw(apart(drawn))
        if of_one is not None:
            called, item = of_one
            taken.add(called)
            found.setdefault(called if day is None else getattr(item, day), item)
    if day is None:
        return tuple(found.values())
    return tuple(sorted(found.values(), key=lambda item: getattr(item, day) or window.start))


def _order_days(owner: Any, facts: dict[str, Any]) -> None:
    """Put the days of one object in the order of its fields: a start, then an end."""
    named = [slot.name for slot in slots(owner) if slot.kind == "day" and facts[slot.name]]
    for name, day in zip(named, sorted(facts[name] for name in named), strict=True):
        facts[name] = day
