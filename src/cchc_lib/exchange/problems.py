"""Every fault of data that have some: where it stands, what was got, what is accepted.

This reads the same fields with the same functions as `structure`, slowly, and stops at no fault:
each field is held to its own check of the class, then the object as a whole to its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from cchc_lib.errors import (
    MAX_PROBLEMS,
    CchcError,
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
    unknown_name,
)
from cchc_lib.exchange.leaves import TEXT_FORMS, at, from_text, leaf, text
from cchc_lib.exchange.refusals import (
    missing,
    no_claim,
    no_ids,
    no_list,
    no_mapping,
    paragraph,
    unknown_key,
)
from cchc_lib.exchange.shapes import HEADER, Shape, is_report, kind_id, shapes
from cchc_lib.exchange.structure import Reader, check_header
from cchc_lib.exchange.versions import migrated
from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.figure import walk
from cchc_lib.report.claims import Claim
from cchc_lib.report.head import CHANGE, CUMULATIVE, paragraphs
from cchc_lib.report.narrative import placeholders

__all__ = ["Search", "below"]

_BAD: Any = object()
_NAMED = re.compile(r"[A-Za-z_]\w*\.(?P<key>\w+)(?P<rest>.*)", re.DOTALL)


class _EnoughError(Exception):
    """There are as many problems as anybody reads."""


class Search:
    """The search for what is wrong in the data of one object."""

    def __init__(self, reader: Reader) -> None:
        """Read as a reader does."""
        self.reader = reader
        self.problems: list[CchcError] = []

    def run(self, kind: type, value: Any) -> tuple[CchcError, ...]:
        """Return the problems of the data of an object."""
        with suppress(_EnoughError):
            self._object(kind, value, "")
        return tuple(self.problems)

    def _tell(self, error: CchcError, path: str) -> Any:
        self.problems.append(at(error, path))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _EnoughError
        return _BAD

    # ------------------------------------------------------------ an object

    def _object(self, kind: type, value: Any, path: str) -> Any:
        if type(value) is str and kind in TEXT_FORMS:
            return self._tried(lambda stated: from_text(kind, stated), value, path)
        if isinstance(value, kind):
            return value
        if not isinstance(value, Mapping):
            return self._tell(no_mapping(kind, value, self.reader.hand), path)
        data: Mapping[Any, Any] = value
        if self.reader.hand:
            try:
                data = self.reader.renamed(kind, value)
            except CchcError as error:
                return self._tell(error, below(path, error.path))
        if kind_id(kind) is not None:
            try:
                data = self._without_header(kind, data)
            except CchcError as error:
                return self._tell(error, below(path, error.path))
        return self._fields(kind, data, path)

    def _without_header(self, kind: type, data: Mapping[Any, Any]) -> Mapping[Any, Any]:
        check_header(kind, data)
        return {key: item for key, item in migrated(data).items() if key not in HEADER}

    def _fields(self, kind: Any, data: Mapping[Any, Any], path: str) -> Any:
        before = len(self.problems)
        known = shapes(kind)
        given: dict[str, Any] = {}
        own: list[Any] = []
        for key, item in data.items():
            place = below(path, key)
            if type(key) is str and is_report(kind) and key in self.reader.own:
                own.append(self._object(self.reader.own[key], item, place))
            elif type(key) is not str or key not in known or known[key].sort == "own":
                self._tell(self._unknown(kind, key), place)
            else:
                found = self._value(known[key], item, place)
                if found is not _BAD:
                    found = self._checked(kind, known[key], found, place)
                given[key] = found
        for key, shape in known.items():
            if shape.is_required and key not in given:
                self._tell(missing(shape, self.reader.hand), below(path, key))
        if any(item is _BAD for item in (*own, *given.values())) or len(self.problems) > before:
            return _BAD
        if own:
            given["own"] = tuple(own)
        return self._made(kind, given, path)

    def _unknown(self, kind: Any, key: Any) -> CchcError:
        if type(key) is not str:
            return InvalidTypeError.refuse(
                "", key, 'a key that is text, such as "plan"', 'tên trường là chữ, ví dụ "plan"'
            )
        known = [key for key, shape in shapes(kind).items() if shape.sort != "own"]
        if is_report(kind):
            known += self.reader.own
        return unknown_key(key, known, shapes(kind), is_report=is_report(kind))

    # ------------------------------------------------------------ a value

    def _value(self, shape: Shape, value: Any, path: str) -> Any:
        if value is None and shape.is_optional:
            return None
        read = leaf(shape, hand=self.reader.hand)
        if shape.sort == "paragraphs" and type(value) in (list, tuple):
            return self._items(value, path, paragraph)
        if read is not None:
            return self._tried(read, value, path)
        if shape.sort == "object":
            return self._object(shape.of, value, path)
        if shape.sort == "claims" and isinstance(value, Mapping):
            return self._claims(value, path)
        if shape.sort == "mapping":
            return self._mapping(shape, value, path)
        if type(value) not in (list, tuple):
            return self._tell(no_list(shape, value), path)
        return self._rows(shape, value, path)

    def _rows(self, shape: Shape, value: Iterable[Any], path: str) -> Any:
        """Return the objects of a list; rows of a breakdown each have a name."""
        found = self._items(value, path, None, shape.of)
        by = getattr(field_of(shape.field), "by", None)
        if by is None:
            return found
        key = next(key for key, each in shapes(shape.of).items() if each.name == by)
        for row, item in enumerate(value):
            named = self.reader.renamed(shape.of, item) if isinstance(item, dict) else {key: ""}
            if named.get(key) is None:
                self._tell(missing(shapes(shape.of)[key], self.reader.hand), f"{path}[{row}].{key}")
                found = _BAD
        return found

    def _items(self, value: Iterable[Any], path: str, read: Any, kind: Any = None) -> Any:
        found = [
            self._object(kind, item, f"{path}[{row}]")
            if read is None
            else self._tried(read, item, f"{path}[{row}]")
            for row, item in enumerate(value)
        ]
        return _BAD if any(item is _BAD for item in found) else tuple(found)

    def _claims(self, value: Mapping[Any, Any], path: str) -> Any:
        found = []
        for id, stated in value.items():
            if type(id) is str and type(stated) is str:
                found.append(
                    self._tried(
                        lambda said, id=id: Claim(text(id), text(said)), stated, _at(path, id)
                    )
                )
            else:
                found.append(self._tell(no_claim(id, stated), _at(path, id)))
        return _BAD if any(item is _BAD for item in found) else tuple(found)

    def _mapping(self, shape: Shape, value: Any, path: str) -> Any:
        if not isinstance(value, Mapping):
            return self._tell(no_ids(shape, value), path)
        found = {id: self._object(shape.of, item, below(path, id)) for id, item in value.items()}
        return _BAD if any(item is _BAD for item in found.values()) else found

    def _tried(self, read: Any, value: Any, path: str) -> Any:
        try:
            return read(value)
        except CchcError as error:
            return self._tell(error, path)

    # ------------------------------------------------------------ the checks of the class

    def _checked(self, kind: Any, shape: Shape, value: Any, path: str) -> Any:
        """Hold one field to the converter and the validator of its class."""
        bare, field = kind.__new__(kind), shape.field
        try:
            made = _converted(field, value, bare)
            if field.validator is not None:
                field.validator(bare, field, made)
        except CchcError as error:
            found = _NAMED.fullmatch(error.path)
            here = found is not None and found["key"] in (shape.key, shape.name)
            return self._tell(error, path + (found["rest"] if found and here else ""))
        except Exception:  # a check that needs the whole object: it is asked when that is made
            return value
        return value

    def _made(self, kind: Any, given: dict[str, Any], path: str) -> Any:
        try:
            return kind(**given)
        except CchcError as error:
            named = self._named(kind, given, path) if is_report(kind) else False
            if named and isinstance(error, UnknownNameError | ValueError) and _is_name(error):
                return _BAD
            return self._tell(error, self._place(kind, error, given, path))
        except RecursionError:
            raise
        except Exception as error:  # a check that somebody wrote for a class of their own
            return self._tell(
                InvalidValueError(f": {error}", path="", got=given, accepted=str(error)), path
            )

    def _place(self, kind: Any, error: CchcError, given: dict[str, Any], path: str) -> str:
        found = _NAMED.fullmatch(error.path)
        known = shapes(kind)
        if found is None:
            return below(path, error.path) if error.path in known else path
        if found["key"] == "own" and (row := re.match(r"\[(\d+)\]", found["rest"])):
            return below(path, given["own"][int(row[1])].__subject__.id)
        keys = {shape.name: key for key, shape in known.items()} | {key: key for key in known}
        key = keys.get(found["key"])
        return path if key is None else below(path, key) + found["rest"]

    def _named(self, kind: Any, given: dict[str, Any], path: str) -> bool:
        """Tell every name of a figure that does not exist; return whether there was one."""
        bare = kind.__new__(kind)
        for shape in shapes(kind).values():
            value = given.get(shape.key, shape.default)
            object.__setattr__(bare, shape.name, _converted(shape.field, value, bare))
        known = {found.id for found in walk(bare)}
        named = [(_at("claims", claim.figure), claim.figure) for claim in bare.claims]
        named += [(_at("marks", id), id) for id in bare.marks]
        before = len(self.problems)
        for where, words in paragraphs(bare):
            try:
                named += [(where, id) for id in placeholders(words, where=where)]
            except CchcError as error:
                self._tell(error, _joined(path, where))
        for where, id in named:
            if id.removesuffix(CHANGE).removesuffix(CUMULATIVE) not in known:
                self._tell(
                    unknown_name("figure", "số liệu", id[:200], sorted(known)), _joined(path, where)
                )
        return len(self.problems) > before


def _is_name(error: CchcError) -> bool:
    return isinstance(error, UnknownNameError) or "{plan.completion}" in error.accepted


def _converted(field: Any, value: Any, bare: Any) -> Any:
    converter: Any = field.converter
    if converter is None:
        return value
    if not hasattr(converter, "takes_self"):
        return converter(value)
    more = [bare] if converter.takes_self else []
    more += [field] if converter.takes_field else []
    return converter.converter(value, *more)


def below(path: str, key: Any) -> str:
    """Return the path of a key: `plan.tasks`; one that is no plain name stands in brackets."""
    if type(key) is str and len(key) <= 200 and re.fullmatch(r"[^\W\d]\w*", key):
        return f"{path}.{key}" if path else key
    return _at(path, key)


def _joined(path: str, where: str) -> str:
    return f"{path}.{where}" if path else where


def _at(path: str, key: Any) -> str:
    if type(key) is not str:
        return f"{path}[{str(key)[:60] if type(key) in (int, bool) else type(key).__name__}]"
    shown = key if len(key) <= 80 else f"{key[:60]}…"
    return f'{path}["{shown}"]'
