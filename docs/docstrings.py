"""Prepares docstrings for the reference pages.

Examples (`>>>`) become blocks of code. An attrs class gets a table of its fields with their
Vietnamese terms: its constructor is made at run time, where a reader of sources does not see it.
"""

from __future__ import annotations

import importlib
import re
from typing import Any

import attrs
import griffe

from cchc_lib.glossary import label_of

EXAMPLE = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)


class Docstrings(griffe.Extension):
    """Changes docstrings once they are read."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Fence the examples of anything that has some."""
        if obj.docstring is not None:
            obj.docstring.value = EXAMPLE.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Add the fields of an attrs class."""
        if cls.docstring is None:
            return
        owner = getattr(importlib.import_module(cls.module.path), cls.name, None)
        if owner is not None and attrs.has(owner):
            cls.docstring.value += "\n\n" + fields_table(owner)


def fields_table(owner: type) -> str:
    """Return name, type and default of each field, and its term where it belongs to the model."""
    is_model = owner.__module__.startswith("cchc_lib.model.")
    lines = ["| Field | Type | Default |", "| --- | --- | --- |"]
    if is_model:
        lines = [f"{lines[0]} Thuật ngữ |", f"{lines[1]} --- |"]
    for field in attrs.fields(owner):
        line = f"| `{field.name}` | `{field.type}` | {_default(field.default)} |"
        lines.append(f"{line} {label_of(owner.__name__, field.name)} |" if is_model else line)
    return "\n".join(lines)


def _default(default: Any) -> str:
    if default is attrs.NOTHING:
        return "required"
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return "from the other fields"
    return f"`{default!r}`"
