"""Changes of the form itself: a row more or less, an object in words or field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from cchc_lib.errors import CchcError
from cchc_lib.exchange.leaves import TEXT_FORMS, from_text
from cchc_lib.exchange.plain import plain
from cchc_lib.web.fields import FormField, Sort
from cchc_lib.web.filling import MAX_ROWS, shown

__all__ = ["changed"]

_STEP = re.compile(r"(\w+)|\[(\d{1,6})\]")


def changed(
    fields: Iterable[FormField], held: Mapping[str, Any], what: str, path: str
) -> dict[str, Any]:
    """Return what stands in the form after a change at a path; as it was where there is none.

    `what` is "them" for one row more at the end of a list, "bot" for a row less, "muc" for an
    object that is to be filled in field by field, "gon" for one in words.
    """
    steps = [found[1] or int(found[2]) for found in _STEP.finditer(path)]
    return _in_object(fields, held, what, steps) if steps else dict(held)


def _in_object(
    fields: Iterable[FormField], held: Mapping[str, Any], what: str, steps: list[str | int]
) -> dict[str, Any]:
    found = dict(held)
    key, *rest = steps
    for field in fields:
        if field.key == key:
            found[field.key] = _in_field(field, held.get(field.key), what, rest)
    return found


def _in_field(field: FormField, value: Any, what: str, steps: list[str | int]) -> Any:
    if field.sort in (Sort.ROWS, Sort.LINES):
        return _in_rows(field, value, what, steps)
    if steps:
        below = value if isinstance(value, Mapping) else {}
        return _in_object(field.fields(), below, what, steps)
    if field.sort is Sort.EITHER and what == "muc":
        return _in_fields(field, value)
    if field.sort is Sort.EITHER and what == "gon":
        return ""
    return value


def _in_rows(field: FormField, value: Any, what: str, steps: list[str | int]) -> Any:
    rows = list(value) if isinstance(value, list) else []
    if not steps:
        is_more = what == "them" and field.sort is Sort.ROWS and len(rows) < MAX_ROWS
        return [*rows, {}] if is_more else value
    at, *rest = steps
    if not isinstance(at, int) or at >= len(rows):
        return value
    if not rest and what == "bot":
        return [row for place, row in enumerate(rows) if place != at]
    if rest and isinstance(rows[at], Mapping):
        rows[at] = _in_object(field.fields(), rows[at], what, rest)
    return rows


def _in_fields(field: FormField, value: Any) -> dict[str, Any]:
    """Return an object as its fields; one in words is read, as far as the words tell it."""
    if isinstance(value, Mapping):
        return dict(value)
    name = field.of.rpartition("/")[2]
    kind = next((each for each in TEXT_FORMS if each.__name__ == name), None)
    text = value if isinstance(value, str) else ""
    if kind is not None and text.strip():
        with suppress(CchcError):
            return shown(field.fields(), plain(from_text(kind, text.strip())))
    first = field.fields()[0]
    return {first.key: text} if first.sort is Sort.TEXT and text.strip() else {}
