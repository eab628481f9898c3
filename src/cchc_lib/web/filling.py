"""From the data of a report to what stands in the form, and from what was typed to data.

What stands in a form is text, as people write it: "1.268", "24/7/2025", "5.147.000.000 đồng". Lists
of words and of documents are one text, a line each, as long as each of them can be said in a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.money import format_vnd
from cchc_lib.vietnamese.numbers import format_number
from cchc_lib.web.fields import FormField, Sort

__all__ = ["COUNT_OF", "HELD", "MAX_ROWS", "said", "shown", "typed"]

Typed = Mapping[str, str]
"""What a browser sends: a text for each name."""

COUNT_OF, HELD = "#", "?"
"""The endings of the names that tell how many rows there are, and that there is an object, blank
or not: a mark or a claim may name its figures."""

MAX_ROWS = 300
"""The most rows of a list in the form; a file has no such bound."""

_YES = "1"


# ---------------------------------------------------------------- from data


def shown(fields: Iterable[FormField], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the fields of an object for its data, as `plain(hand=True)` says it."""
    return {each.key: _shown(each, data[each.key]) for each in fields if each.key in data}


def _shown(field: FormField, value: Any) -> Any:
    match field.sort:
        case Sort.OBJECT | Sort.EITHER:
            return shown(field.fields(), value) if isinstance(value, Mapping) else str(value)
        case Sort.ROWS:
            return [shown(field.fields(), row) for row in value]
        case Sort.LINES:
            if all(isinstance(each, str) and _is_line(each) for each in value):
                return "\n".join(value)
            below = field.fields()
            return [shown(below, each) if isinstance(each, Mapping) else each for each in value]
        case Sort.FLAG:
            return value
    return _written(field, value)


def _is_line(text: str) -> bool:
    return text.strip() == text and text != "" and len(text.splitlines()) == 1


def _written(field: FormField, value: Any) -> str:
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int | Decimal) and field.sort is not Sort.WHOLE:
        if field.sort is Sort.TEXT:
            return str(value)
        return format_vnd(int(value)) if field.sort is Sort.MONEY else format_number(value)
    return str(value)


# ---------------------------------------------------------------- from what was typed


def typed(fields: Iterable[FormField], form: Typed, path: str = "") -> dict[str, Any]:
    """Return what stands in the fields of an object, as a browser sent it; what is blank is not."""
    found = {each.key: _typed(each, form, path + each.key) for each in fields}
    return {key: value for key, value in found.items() if value is not None}


def _typed(field: FormField, form: Typed, path: str) -> Any:
    is_held = path + HELD in form
    if field.sort is Sort.OBJECT or (field.sort is Sort.EITHER and is_held):
        below = typed(field.fields(), form, f"{path}.")
        return below if below or is_held else None
    if path + COUNT_OF in form and field.sort in (Sort.ROWS, Sort.LINES):
        rows = range(_count(form[path + COUNT_OF]))
        return [_item(field, form, f"{path}[{row}]") for row in rows] or None
    if field.sort is Sort.FLAG:
        return form.get(path) == _YES or None
    text = form.get(path, "").replace("\r\n", "\n")
    if field.sort is Sort.CHOICE and text == field.default:
        return None
    return text if text.strip() else None


def _item(field: FormField, form: Typed, path: str) -> Any:
    if field.sort is Sort.LINES and path in form:
        return form[path].replace("\r\n", "\n")
    return typed(field.fields(), form, f"{path}.")


def _count(text: str) -> int:
    return min(int(text), MAX_ROWS) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def said(fields: Iterable[FormField], held: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is in a form as data that people wrote, which `read(hand=True)` takes."""
    return {each.key: _said(each, held[each.key]) for each in fields if each.key in held}


def _said(field: FormField, value: Any) -> Any:
    if isinstance(value, Mapping):
        return said(field.fields(), value)
    if isinstance(value, list):
        return [_said(field, each) if isinstance(each, Mapping) else each for each in value]
    if not isinstance(value, str) or field.sort is Sort.TEXT:
        return value
    if field.sort is Sort.LINES:
        return [line.strip() for line in value.split("\n") if line.strip()]
    text = value.strip()
    is_whole = field.sort is Sort.WHOLE and text.isascii() and text.removeprefix("-").isdecimal()
    return int(text) if is_whole and len(text) < 20 else text
