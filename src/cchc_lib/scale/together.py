"""Objects of one class put together: those of units side by side, those of periods in their order.

What a class declares tells how: facts by `combined`, rows and groups by their names. Objects of
units come out in an order of their own, so that neither order nor grouping of units matters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from typing import Any, Literal

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.aggregate import combined, ways
from cchc_lib.figures.declaration import Declaration, Field, field_of
from cchc_lib.figures.declare import declarations, derived_members
from cchc_lib.figures.figure import name_of
from cchc_lib.figures.formula import End
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.vietnamese.text import fold_text

__all__ = ["Along", "alphabetical", "fields_together", "own_together", "together"]

Along = Literal["units", "periods"]
"""What is put together: the same period of several units, or several periods of one unit."""

_OPENS = ("start", "since")
"""Fields for the first day of what was counted; of periods the first one tells it."""


def together(items: Sequence[Any], along: Along) -> Any:
    """Return what objects of one class state together; `None` where one has no such object.

    A whole that lacks a fact which its rows state is taken for the sum of what they state.
    """
    aligned = [None if item is None else _filled(item) for item in items]
    there = [item for item in aligned if item is not None]
    if not there:
        return None
    owner: Any = type(there[0])
    return owner(**fields_together(owner, aligned if along == "periods" else there, along))


def fields_together(
    owner: Any, items: Sequence[Any], along: Along, *, without: Container[str] = ()
) -> dict[str, Any]:
    """Return what objects state together, field by field; of units none may be lacking."""
    held = combined(owner, items, along)
    for field in attrs.fields(owner):
        declared = field_of(field)
        if isinstance(declared, Declaration) or not field.init or field.name in without:
            continue
        values = [None if item is None else getattr(item, field.name) for item in items]
        held[field.alias] = _of_field(owner, field, declared, values, along)
    _in_order(held)
    return held


def own_together(reports: Sequence[Any], along: Along) -> list[Any]:
    """Return the own subjects that reports state together, each id once."""
    by_id = [{item.__subject__.id: item for item in report.own} for report in reports]
    ids = dict.fromkeys(id for held in by_id for id in held)
    for id in ids:
        kinds = {type(held[id]) for held in by_id if id in held}
        if len(kinds) > 1:
            raise InvalidTypeError.refuse(
                "Report.own",
                id,
                "one class for one subject in all reports, such as load(path, own=[NewRural])",
                "một lớp cho một chủ đề ở mọi báo cáo, ví dụ load(path, own=[NewRural])",
            )
    return [
        together([held.get(id) for held in by_id], along)
        for id in (sorted(ids) if along == "units" else ids)
    ]


def _of_field(
    owner: Any, field: attrs.Attribute[Any], declared: Field | None, values: list[Any], along: Along
) -> Any:
    """Return what a field that is no figure holds of all."""
    of = getattr(declared, "of", None)
    if declared is not None and (declared.by or (field.default == () and _is_subject(of))):
        if along == "periods" and declared.over_periods == "last":
            return values[-1] or ()
        return _listed(owner, field.name, values, along)
    if _is_subject(of):
        return together(values, along)
    known = [value for value in values if value is not None]
    if field.default == ():  # documents, paragraphs, activities
        if along == "units" or getattr(declared, "is_narrative", False):
            return ()
        return tuple(dict.fromkeys(item for value in known for item in value))
    if along == "periods":
        ends = known[:1] if field.name in _OPENS else known[-1:]
        return ends[0] if ends else field.default
    if getattr(declared, "is_name", False) or field.default is attrs.NOTHING:
        return min(known, key=_spelling, default=None)
    return values[0] if all(value == values[0] for value in values) else field.default


def _spelling(name: Any) -> tuple[bool, bool, str]:
    """Return the order of spellings of one name: "Đất đai" before "đất đai" and "ĐẤT ĐAI"."""
    return str(name).isupper(), str(name)[:1].islower(), str(name)


def _is_subject(kind: Any) -> bool:
    return hasattr(kind, "__subject__")


def _in_order(held: dict[str, Any]) -> None:
    """Leave out days that do not follow each other: those of all are not the days of one."""
    for opens, closes in (("start", "end"), ("since", "until")):
        first, last = held.get(opens), held.get(closes)
        if first is not None and last is not None and last < first:
            held[opens] = held[closes] = None


# ---------------------------------------------------------------- rows, groups, other lists


def _listed(owner: Any, name: str, values: list[Any], along: Along) -> tuple[Any, ...]:
    """Return the items of lists put together: those of one name, else those of one place."""
    lists = [value or () for value in values]
    kind = next((type(item) for held in lists for item in held), None)
    if kind is None:
        return ()
    if not _has_name(kind):
        if along == "periods":
            return tuple(dict.fromkeys(item for held in lists for item in held))
        return _by_place(lists, ends=name in _ends(owner))
    rows: dict[str, dict[int, list[Any]]] = {}
    for place, held in enumerate(lists):
        for item in held:
            called = fold_text(name_of(item) or "")
            rows.setdefault(called, {}).setdefault(place, []).append(item)
    keys = sorted(rows, key=alphabetical) if along == "units" else list(rows)
    made = []
    for key in keys:
        one_each = {
            place: items[0] if len(items) == 1 else together(items, "units")
            for place, items in rows[key].items()
        }
        places = one_each if along == "units" else range(len(lists))  # a period has its place
        made.append(together([one_each.get(place) for place in places], along))
    return tuple(item for item in made if not _is_bare(item))


def alphabetical(text: str) -> tuple[str, str]:
    """Return what names are sorted by, as the Vietnamese alphabet has it: đ behind d, before e.

    >>> sorted(["hộ tịch", "đất đai", "dân số", "ý tế"], key=alphabetical)
    ['dân số', 'đất đai', 'hộ tịch', 'ý tế']
    """
    folded = fold_text(text)
    parts = unicodedata.normalize("NFD", folded.replace("đ", "dz"))
    return "".join(each for each in parts if not unicodedata.combining(each)), folded


@kept_by_class
def _has_name(kind: Any) -> bool:
    return any(getattr(field_of(field), "is_name", False) for field in attrs.fields(kind))


@kept_by_class
def _ends(owner: Any) -> frozenset[str]:
    """Return the lists of which formulas name the first or the last item."""
    nodes = [node for _, member in derived_members(owner) for node in member.nodes]
    found: set[str] = set()
    while nodes:
        node: Any = nodes.pop()
        if isinstance(node, End):
            found.add(node.path[0])
        nodes += getattr(node, "options", ())
        nodes += [part for _, part, _ in getattr(node, "terms", ())]
        nodes += [getattr(node, name) for name in ("part", "whole") if hasattr(node, name)]
    return frozenset(found)


def _by_place(lists: list[Any], *, ends: bool) -> tuple[Any, ...]:
    """Return items without names: each with those of its place, or only firsts and lasts."""
    if ends:
        lasts = [held[-1] for held in lists if held]
        firsts = [held[0] for held in lists if len(held) > 1]
        return tuple(together(items, "units") for items in (firsts, lasts) if items)
    longest = max(len(held) for held in lists)
    return tuple(
        together([held[place] for held in lists if place < len(held)], "units")
        for place in range(longest)
    )


def _is_bare(item: Any) -> bool:
    """Whether a named item states nothing: a score that does not add up leaves its name alone."""
    owner: Any = type(item)
    said = {name for name, each in declarations(owner).items() if each.formula is None}
    said |= {field.name for field in attrs.fields(owner) if field.default == ()}
    return not any(getattr(item, name) not in (None, ()) for name in said)


def _filled(item: Any) -> Any:
    """Return a whole with each fact that it lacks and its rows state."""
    owner: Any = type(item)
    for field in attrs.fields(owner):
        rows = getattr(item, field.name)
        if isinstance(declared := field_of(field), Field) and declared.by and rows:
            stated, of_rows = _told(item), combined(owner, [_filled(row) for row in rows], "rows")
            lacking = {name: value for name, value in of_rows.items() if name not in stated}
            item = attrs.evolve(item, **lacking) if lacking else item
    return item


def _told(item: Any) -> set[str]:
    """Return the facts that an object states, those among them that it states in another way."""
    owner: Any = type(item)
    known = {
        name
        for name, declared in declarations(owner).items()
        if declared.formula is None and getattr(item, name) is not None
    }
    for way in ways(owner):
        both = {way.first, *way.others}
        if both & known:
            known |= both
    return known
