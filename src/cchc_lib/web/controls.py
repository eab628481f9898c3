"""What the form shows: each field with its value; and at which of them a problem stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cchc_lib.errors import CchcError
from cchc_lib.web.fields import FormField, Sort

__all__ = ["Control", "Told", "controls_of", "places", "told_of"]


@attrs.frozen(kw_only=True)
class Control:
    """A field as it stands in the form: `name` is its path in data, `value` its text.

    `controls` are the fields of an object that is filled in field by field; `rows` those of each
    row of a list. An object or a list that is said in words has neither. An object `is_held` where
    its fields do not tell that there is one.
    """

    name: str
    field: FormField = attrs.field(repr=False)
    value: Any = ""
    controls: tuple[Control, ...] = ()
    rows: tuple[Control, ...] = ()
    is_held: bool = False

    @property
    def id(self) -> str:
        """What labels and links call it by."""
        return "o-" + re.sub(r"\W+", "-", self.name).strip("-")

    @property
    def is_in_rows(self) -> bool:
        """Whether a list stands in the form row by row."""
        return self.field.sort is Sort.ROWS or isinstance(self.value, list)

    @property
    def filled(self) -> int:
        """How many fields have something in them."""
        below = (*self.controls, *self.rows)
        if below or self.is_in_rows:
            return sum(each.filled for each in below)
        return int(bool(self.value) and isinstance(self.value, str | bool))

    def walk(self) -> Iterator[Control]:
        """Yield it and all below it, in the order of the form."""
        yield self
        for each in (*self.controls, *self.rows):
            yield from each.walk()


def controls_of(
    fields: Iterable[FormField],
    held: Mapping[str, Any],
    path: str = "",
    rows: FormField | None = None,
) -> tuple[Control, ...]:
    """Return the controls of an object, or of one of `rows`, for what stands in them."""
    return tuple(
        _control(each, held.get(each.key), path + each.key)
        for each in fields
        if each.key in held or _is_asked(each, rows)
    )


def _is_asked(field: FormField, rows: FormField | None) -> bool:
    """Whether a field is asked for where it is blank.

    A row is not broken down again, and only a row has a name.
    """
    is_row = rows is not None and rows.is_breakdown
    if field.is_row_name:
        return is_row and rows is not None and field.key == rows.by
    return not (field.is_breakdown and is_row)


def _control(field: FormField, value: Any, name: str) -> Control:
    made = Control(name=name, field=field, value=value if value is not None else "")
    if field.sort is Sort.OBJECT or isinstance(value, Mapping):
        return attrs.evolve(
            made,
            controls=controls_of(field.fields(), value or {}, f"{name}."),
            value=value or {},
            is_held=value == {} or field.sort is Sort.EITHER,
        )
    if made.is_in_rows:
        rows = (_row(field, each, f"{name}[{at}]") for at, each in enumerate(value or ()))
        return attrs.evolve(made, rows=tuple(rows), value=value or [])
    if value is None and field.default is not None:
        return attrs.evolve(made, value=field.default)
    return made


def _row(field: FormField, value: Any, name: str) -> Control:
    made = Control(name=name, field=attrs.evolve(field, sort=Sort.TEXT), value=value)
    if not isinstance(value, Mapping):
        return made
    return attrs.evolve(made, controls=controls_of(field.fields(), value, f"{name}.", field))


# ---------------------------------------------------------------- problems


@attrs.frozen
class Told:
    """A problem as the form tells it; `at` is the control that it stands at, if at one."""

    message: str
    at: Control | None = None


def places(sections: Iterable[Control]) -> dict[str, Control]:
    """Return every control by its name."""
    return {each.name: each for section in sections for each in section.walk()}


def told_of(error: CchcError, known: Mapping[str, Control]) -> Iterator[Told]:
    """Yield the problems of an error, each at the field where it stands, or nearest above it."""
    for problem in error.problems:
        message = problem.message_vi.removeprefix(f"{problem.path}: ")
        at = nearest(problem.path, known)
        if at is None:
            yield Told(problem.message_vi)
            continue
        line = re.match(r"\[(\d+)\]", problem.path.removeprefix(at.name))
        where = f"dòng {int(line[1]) + 1}: " if line else ""
        yield Told(where + message, at)


_LAST = re.compile(r"(\.[^.\[\]]*|\[[^\[\]]*\])$")


def nearest(path: str, known: Mapping[str, Control]) -> Control | None:
    """Return the control of a path, or of what is nearest above it."""
    while path not in known:
        shorter = _LAST.sub("", path)
        if shorter == path:
            return None
        path = shorter
    return known[path]
