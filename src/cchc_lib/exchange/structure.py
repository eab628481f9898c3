"""Plain values to objects, for data without a fault: functions that cattrs writes, a class each.

Whatever is wrong raises here, and `problems` then says what, where and how it should be: so good
data pay nothing for the explanation of bad ones.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn_from_attrs, override

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.exchange.leaves import TEXT_FORMS, from_text, leaf, optional, text
from cchc_lib.exchange.shapes import (
    HEADER,
    Shape,
    is_report,
    key_of_label,
    kind_id,
    label_of,
    shapes,
)
from cchc_lib.exchange.versions import migrated
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.report.claims import Claim
from cchc_lib.vietnamese.text import fold_label

__all__ = ["Reader", "check_header"]

Read = Callable[[Any], Any]
Hook = Callable[[Any, Any], Any]


@kept_by_class
def _kept_functions(_kind: Any) -> dict[Any, Read]:
    return {}


class Reader:
    """Reads objects from plain values: of a machine, or written by hand, with some own subjects."""

    def __init__(self, own: tuple[type, ...] = (), *, hand: bool = False) -> None:
        """Hold the classes of own subjects by their ids."""
        self.hand = hand
        self.own = {kind.__subject__.id: kind for kind in own}  # type: ignore[attr-defined]
        self.own_labels = {fold_label(label_of(kind)): id for id, kind in self.own.items()}
        self._converter = cattrs.Converter(detailed_validation=False, forbid_extra_keys=True)
        self._functions: dict[Any, Read] = {}
        self._lock = threading.RLock()

    def read(self, kind: type, value: Any) -> Any:
        """Return an object of a class.

        Raises:
            Exception: of any kind, for data that have a fault.
        """
        return self.function(kind)(value)

    def function(self, kind: type) -> Read:
        """Return what reads objects of a class."""
        kept = self._functions if self.own else _kept_functions(kind)
        by = kind if self.own else self.hand  # without own subjects it is kept with the class
        found = kept.get(by)
        if found is not None:
            return found
        with self._lock:
            if by not in kept:
                kept[by] = self._make(kind)
            return kept[by]

    def renamed(self, kind: type, data: Mapping[Any, Any]) -> dict[Any, Any]:
        """Return data with keys in the place of labels; a key that says nothing stays.

        Raises:
            InvalidTypeError: where two keys say one field.
        """
        known, labels = shapes(kind), key_of_label(kind)
        named: dict[Any, Any] = {}
        stated: dict[Any, Any] = {}
        for given, value in data.items():
            key = given
            if type(given) is str and given not in known and len(given) < 1000:
                folded = fold_label(given)
                key = labels.get(folded, given)
                if key is given and is_report(kind):
                    key = self.own_labels.get(folded, given)
            if key in named:
                raise InvalidTypeError.refuse(
                    str(key),
                    given,
                    f"the field once, not as {stated[key]!r} too; such as {key!r}",
                    f"chỉ nêu một lần, không nêu thêm bằng {stated[key]!r}; ví dụ {key!r}",
                )
            named[key], stated[key] = value, given
        return named

    def names_of(self, kind: type) -> Callable[[tuple[str, ...], str], str]:
        """Return what tells the field that a key names, by the fields above it."""

        def name_of(path: tuple[str, ...], stated: str) -> str:
            owner: Any = kind
            is_id = False
            for key in path:
                if is_id:
                    is_id = False
                    continue
                shape = shapes(owner).get(key)
                owner = self.own.get(key) if shape is None else shape.of
                if not isinstance(owner, type) or not attrs.has(owner):
                    return stated
                is_id = shape is not None and shape.sort == "mapping"
                if shape is not None and shape.sort == "claims":
                    return stated
            return stated if is_id else str(next(iter(self.renamed(owner, {stated: None}))))

        return name_of

    def _make(self, kind: type) -> Read:
        named = {shape.name: shape for shape in shapes(kind).values()}
        fields: list[Any] = []
        hooks: dict[str, Any] = {}
        for number, field in enumerate(attrs.fields(kind)):
            if (shape := named.get(field.name)) is not None:
                # cattrs takes options by the names of fields, beside parameters of its own
                fields.append(field.evolve(name=f"field_{number}", alias=shape.key))
                hooks[f"field_{number}"] = override(struct_hook=self._hook(shape), rename=shape.key)
        made: Hook = make_dict_structure_fn_from_attrs(
            fields,
            kind,
            self._converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_use_linecache=False,
            _cattrs_detailed_validation=False,
            **hooks,
        )
        has_text = kind in TEXT_FORMS
        has_header = kind_id(kind) is not None

        def structure(value: Any) -> Any:
            if has_text and type(value) is str:
                return from_text(kind, value)
            if type(value) is not dict:
                if isinstance(value, kind):
                    return value
                if not isinstance(value, Mapping):
                    raise TypeError(kind)
            if self.hand:
                value = self.renamed(kind, value)
            if has_header:
                value = self._with_own(kind, value)
            return made(value, kind)

        return structure

    def _with_own(self, kind: type, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return data without their header; of a report with its own subjects together."""
        check_header(kind, data)
        data = {key: item for key, item in migrated(data).items() if key not in HEADER}
        if not is_report(kind):
            return data
        found = [(id, self.own[id]) for id in data if id in self.own]
        if "own" in data:
            raise TypeError("own")
        if found:
            data["own"] = [self.function(owner)(data.pop(id)) for id, owner in found]
        return data

    def _hook(self, shape: Shape) -> Hook:
        read = self._reader(shape)
        if shape.is_optional:
            read = optional(read)
        return lambda value, _: read(value)

    def _reader(self, shape: Shape) -> Read:
        plain = leaf(shape, hand=self.hand)
        if plain is not None:
            return plain
        kind = shape.of
        if shape.sort == "own":
            return lambda value: value
        if shape.sort == "object":
            return self._objects_of(kind)
        if shape.sort == "claims":
            return self._claims
        if shape.sort == "mapping":
            return lambda value: self._by_id(kind, value)

        def objects(value: Any) -> Any:
            if type(value) not in (list, tuple):
                raise TypeError(value)
            one = self.function(kind)
            return [one(item) for item in value]

        return objects

    def _objects_of(self, kind: type) -> Read:
        """Return what reads objects of a class, which is looked up with the first of them."""
        read: Read | None = None

        def first(value: Any) -> Any:
            nonlocal read
            if read is None:
                read = self.function(kind)
            return read(value)

        return first

    def _by_id(self, kind: type, value: Any) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise TypeError(value)
        return {id: self.function(kind)(item) for id, item in value.items()}

    def _claims(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return [Claim(text(id), text(stated)) for id, stated in value.items()]
        if type(value) not in (list, tuple):
            raise TypeError(value)
        one = self.function(Claim)
        return [one(item) for item in value]


def check_header(kind: Any, data: Mapping[Any, Any]) -> None:
    """Refuse data that say they are of another kind.

    Raises:
        InvalidValueError: for another kind, or for a file that makes one and was not read.
    """
    id = kind_id(kind)
    stated = data.get("kind", id)
    if stated != id and not is_report(kind):
        raise InvalidValueError.refuse("kind", stated, f'"{id}"', f'"{id}"')
    if stated != id:
        raise InvalidValueError.refuse(
            "kind",
            stated,
            f'"{id}"; for another kind of report say which: kind=ProceduresReport, or the file of '
            'one\'s own, outline = "de-cuong.toml" (of a Word file: kind=load_family(path))',
            f'"{id}"; loại báo cáo khác thì nêu rõ: kind=ProceduresReport, hoặc tệp đề cương '
            'riêng: outline = "de-cuong.toml" (tệp Word: thêm --outline vào lệnh)',
        )
    if "outline" in data and not (
        hasattr(kind, "__made_from__") and isinstance(data["outline"], str)
    ):
        raise InvalidValueError.refuse(
            "outline",
            data["outline"],
            "the kind of report that this file makes: kind=load_family('de-cuong.toml')",
            "loại báo cáo do đề cương này tạo ra: kind=load_family('de-cuong.toml')",
        )
