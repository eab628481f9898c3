"""The fields of a form, from a JSON Schema of reports; nothing here knows a subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import attrs

__all__ = ["FormField", "Sort", "fields_of"]

Schema = Mapping[str, Any]

_ELSEWHERE = frozenset(
    ("cchc_lib", "kind", "outline", "claims", "marks", "own", "previous", "cumulative")
)
"""What a report says and the form does not ask for: it is carried along as it was loaded."""


class Sort(StrEnum):
    """How a field is filled in."""

    COUNT = "count"
    MONEY = "money"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"
    TEXT = "text"
    LINES = "lines"
    OBJECT = "object"
    ROWS = "rows"
    EITHER = "either"


@attrs.frozen(kw_only=True)
class FormField:
    """One field of a form: its key in data, its label, and how it is filled in.

    `either` is an object that can also be said in words, as `example` shows; `lines` are several
    texts, or several such objects, a line each. `fields()` are those of the object, or of each row.
    `by` is the field that tells the rows of a breakdown apart, which `is_row_name` of itself.
    """

    key: str
    label: str
    sort: Sort
    is_required: bool = False
    unit: str = ""
    example: str = ""
    default: Any = None
    choices: tuple[tuple[str, str], ...] = ()
    of: str = ""
    within: str = ""
    by: str = ""
    is_row_name: bool = False
    schema: Schema = attrs.field(factory=dict, repr=False)

    @property
    def is_breakdown(self) -> bool:
        """Whether it has rows that are what it stands in, such as the dossiers of each sector."""
        return self.sort is Sort.ROWS and self.of == self.within

    def fields(self) -> tuple[FormField, ...]:
        """Return the fields of the object, or of a row."""
        return tuple(_below(self.schema, self.of)) if self.of else ()


def fields_of(schema: Schema) -> tuple[FormField, ...]:
    """Return the fields of a report, from its schema."""
    return tuple(each for each in _fields(schema, schema, "#") if each.key not in _ELSEWHERE)


def _below(root: Schema, ref: str) -> Iterator[FormField]:
    yield from _fields(root, _object(_resolved(root, ref)), ref)


def _fields(root: Schema, node: Schema, ref: str) -> Iterator[FormField]:
    required = node.get("required", ())
    fields = [_field(root, key, said, ref) for key, said in node["properties"].items()]
    row_names = {each.by for each in fields if each.is_breakdown}
    for each in fields:
        is_row_name = each.key in row_names
        yield attrs.evolve(each, is_required=each.key in required, is_row_name=is_row_name)


def _field(root: Schema, key: str, said: Schema, ref: str) -> FormField:
    made = FormField(
        key=key,
        label=said.get("title", key),
        sort=Sort.TEXT,
        unit=said.get("x-unit", ""),
        default=said.get("default"),
        within=ref,
        schema=root,
    )
    if "enum" in said:
        labels = said.get("x-labels", {})
        values = [value for value in said["enum"] if value is not None]
        choices = tuple((value, labels.get(value, value)) for value in values)
        return attrs.evolve(made, sort=Sort.CHOICE, choices=choices)
    if (below := _ref(said)) is not None:
        sort, example = _of_object(root, below)
        return attrs.evolve(made, sort=sort, of=below, example=example)
    kinds = _types(said)
    if "array" in kinds:
        item = _ref(said["items"])
        if item is None:
            return attrs.evolve(made, sort=Sort.LINES)
        sort, example = _of_object(root, item)
        several = Sort.LINES if sort is Sort.EITHER else Sort.ROWS
        by = next(iter(said["items"].get("allOf", [{}])[-1].get("required", ())), "")
        return attrs.evolve(made, sort=several, of=item, example=example, by=by)
    return attrs.evolve(made, sort=_leaf(said, kinds))


def _leaf(said: Schema, kinds: frozenset[str]) -> Sort:
    if "boolean" in kinds:
        return Sort.FLAG
    if "number" in kinds:
        return Sort.NUMBER
    if kinds == {"integer"}:
        if "x-unit" not in said:
            return Sort.WHOLE
        return Sort.MONEY if said["x-unit"] == "đồng" else Sort.COUNT
    return Sort.DAY if said.get("format") == "date" else Sort.TEXT


def _types(said: Schema) -> frozenset[str]:
    stated = said.get("type", ())
    return frozenset([stated] if isinstance(stated, str) else stated) - {"null"}


def _ref(said: Schema) -> str | None:
    """Return what a schema refers to, alone or beside `null` or more that it must have."""
    if "$ref" in said:
        return str(said["$ref"])
    several = said.get("anyOf") or said.get("allOf") or ()
    return next((str(each["$ref"]) for each in several if "$ref" in each), None)


def _of_object(root: Schema, ref: str) -> tuple[Sort, str]:
    """Return whether an object can be said in words too, and how."""
    said = _resolved(root, ref)
    words = next((each for each in said.get("anyOf", ()) if each.get("type") == "string"), None)
    return (Sort.OBJECT, "") if words is None else (Sort.EITHER, words["examples"][0])


def _object(said: Schema) -> Schema:
    if "anyOf" not in said:
        return said
    found: Schema = next(each for each in said["anyOf"] if each.get("type") == "object")
    return found


def _resolved(root: Schema, ref: str) -> Schema:
    if ref == "#":
        return root
    found: Schema = root["$defs"][ref.removeprefix("#/$defs/")]
    return found
