"""What every field of a node must be: the converters and validators that nodes are declared with.

A converter takes the `path` by which a refusal names its field ("Table.title"); `named` gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese.text import clean_text

__all__ = [
    "a_flag",
    "above",
    "an_id",
    "checked",
    "clean_words",
    "iterated",
    "lines",
    "named",
    "one_node",
    "optional_words",
    "whole",
]


def named(node: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Tell each converter which field it converts, so that a refusal names it: "Table.title"."""
    told = []
    for field in fields:
        if field.converter is not None:
            convert: Any = field.converter
            field = field.evolve(converter=partial(convert, path=f"{node.__name__}.{field.name}"))
        told.append(field)
    return told


def clean_words(value: str, path: str = "text") -> str:
    """Return one paragraph of text in one normal form."""
    text = clean_text(path, value)
    # The words of a `class Kind(str, Enum)`: formatting a member would print its name.
    return text if type(text) is str else str.__str__(text)


def optional_words(value: str | None, path: str = "text") -> str | None:
    """Return `words`, or `None` where nothing is said."""
    return None if value is None else clean_words(value, path)


def lines(values: Iterable[str], path: str = "lines") -> tuple[str, ...]:
    """Return several lines of `words`."""
    accepted = "several texts, such as ('ỦY BAN NHÂN DÂN', 'XÃ MAI HOA')"
    accepted_vi = "nhiều dòng chữ, ví dụ ('ỦY BAN NHÂN DÂN', 'XÃ MAI HOA')"
    found = iterated(path, values, accepted, accepted_vi)
    return tuple([clean_words(value, f"{path}[{row}]") for row, value in enumerate(found)])


def above(values: str | Iterable[str] | None, path: str = "group") -> tuple[str, ...]:
    """Return the titles that stand over another, the highest first; one may stand alone."""
    if values is None:
        return ()
    return (clean_words(values, path),) if isinstance(values, str) else lines(values, path)


def iterated(path: str, values: object, accepted: str, accepted_vi: str) -> Iterator[Any]:
    """Return what to go through; not the letters of a text, nor the keys of a mapping."""
    if isinstance(values, (str, bytes, dict)) or not isinstance(values, Iterable):
        raise InvalidTypeError.refuse(path, values, accepted, accepted_vi)
    return iter(values)


def an_id(instance: object, attribute: attrs.Attribute[str], value: object) -> None:
    """Check an id: text without spaces."""
    if not isinstance(value, str) or not value or any(map(str.isspace, value)):
        raise InvalidValueError.refuse(
            f"{type(instance).__name__}.{attribute.name}",
            value,
            "an id without spaces, such as 'dossiers'",
            "một mã không có khoảng trắng, ví dụ 'dossiers'",
        )
    clean_text(f"{type(instance).__name__}.{attribute.name}", value)


def a_flag(instance: object, attribute: attrs.Attribute[bool], value: object) -> None:
    """Check a flag: nothing that is only as good as true."""
    if value is not True and value is not False:
        raise InvalidTypeError.refuse(
            f"{type(instance).__name__}.{attribute.name}",
            value,
            "True or False, such as bold=True",
            "True hoặc False, ví dụ bold=True",
        )


def whole(low: int, high: int, example: int) -> Callable[[object, Any, object], None]:
    """Return the check of a whole number that may be `None` where that is the default."""

    def check(instance: object, attribute: Any, value: object) -> None:
        if value is None and attribute.default is None:
            return
        if type(value) is not int or not low <= value <= high:
            none, none_vi = ("None or ", "None hoặc ") if attribute.default is None else ("", "")
            raise InvalidValueError.refuse(
                f"{type(instance).__name__}.{attribute.name}",
                value,
                f"{none}a whole number from {low} to {high}, such as {example}",
                f"{none_vi}số nguyên từ {low} đến {high}, ví dụ {example}",
            )

    return check


_Node = TypeVar("_Node")


def checked(path: str, values: Iterable[_Node], kinds: Any, example: str) -> tuple[_Node, ...]:
    """Return nodes, each of them of the kinds that belong here."""
    accepted = f"several of these nodes: {example}"
    accepted_vi = f"nhiều thành phần thuộc loại: {example}"
    nodes: list[_Node] = []
    for node in iterated(path, values, accepted, accepted_vi):
        if not isinstance(node, kinds):
            raise InvalidTypeError.refuse(f"{path}[{len(nodes)}]", node, accepted, accepted_vi)
        nodes.append(node)
    return tuple(nodes)


def one_node(kind: type, example: str) -> Callable[[object, Any, Any], None]:
    """Return the check of a node of one kind."""

    def check(instance: object, attribute: Any, value: Any) -> None:
        if not isinstance(value, kind):
            raise InvalidTypeError.refuse(
                f"{type(instance).__name__}.{attribute.name}",
                value,
                f"a node such as {example}",
                f"một thành phần của văn bản, ví dụ {example}",
            )

    return check
