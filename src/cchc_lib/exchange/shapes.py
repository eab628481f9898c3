"""What each field of a class holds, as its declaration says: the one thing the exchange reads.

A new fact, subject or family is loaded, dumped and described without a line here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.declaration import MONEY, Declaration, Field, field_of
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.report.claims import Claim
from cchc_lib.report.fields import check_day
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import fold_label

__all__ = ["HEADER", "Shape", "Sort", "is_report", "key_of_label", "kind_id", "label_of", "shapes"]

Sort = Literal[
    "count",
    "money",
    "score",
    "whole",
    "number",
    "text",
    "paragraphs",
    "day",
    "flag",
    "choice",
    "object",
    "objects",
    "claims",
    "mapping",
    "own",
]

HEADER = ("cchc_lib", "kind", "outline")
"""The keys before the facts of a report: its version, its kind, the file that makes the kind."""

_LABELS = {
    ("Ratio", "part"): "phần",
    ("Ratio", "whole"): "toàn bộ",
    ("Change", "now"): "kỳ này",
    ("Change", "then"): "kỳ trước",
}


@attrs.frozen(kw_only=True)
class Shape:
    """One field as data holds it.

    `key` is the name in data (the alias of the field), `name` that of the attribute. `of` is the
    class of an object, of each of several, of each by an id, or the enumeration of a choice.
    `is_optional` says that `null` is accepted: the fact was not reported.
    """

    key: str
    name: str
    sort: Sort
    label: str
    of: Any = None
    unit: str = ""
    is_required: bool = False
    is_optional: bool = False
    default: Any = None
    field: Any = attrs.field(default=None, repr=False)

    def is_left_out(self, value: Any) -> bool:
        """Whether a value is that of a field not given."""
        return not self.is_required and value == self.default and type(value) is type(self.default)


def is_report(kind: Any) -> bool:
    """Whether a class is one of reports, which have a header in data."""
    return isinstance(kind, type) and issubclass(kind, ReportHead)


def kind_id(kind: Any) -> str | None:
    """Return what data of a class say that they are, of a class that has a header in data."""
    if is_report(kind):
        return str(kind.__subject__.id)
    return getattr(kind, "__kind__", None)


def label_of(kind: Any) -> str:
    """Return what a class is called in Vietnamese, or its name where it has no term."""
    subject = getattr(kind, "__subject__", None)
    return str(kind.__name__ if subject is None else subject.label)


@kept_by_class
def shapes(kind: Any) -> Mapping[str, Shape]:
    """Return the fields of an attrs class by their keys in data.

    Raises:
        InvalidTypeError: for a field of which nothing tells what it holds.
    """
    hints = _hints(kind)
    found = (_shape(kind, field, hints.get(field.name)) for field in attrs.fields(kind))
    return {shape.key: shape for shape in found if shape.field.init}


def _hints(kind: type) -> dict[str, Any]:
    """Return the types of the fields as far as they can be told: a class may be made in a test."""
    try:
        return get_type_hints(kind)
    except Exception:  # a name that is imported for type checkers only, or local to a function
        pass
    found: dict[str, Any] = {}
    for above in reversed(kind.__mro__):
        scope = vars(sys.modules.get(above.__module__, sys))
        for name, stated in vars(above).get("__annotations__", {}).items():
            alone = type("Alone", (), {"__annotations__": {name: stated}})
            try:
                found |= get_type_hints(alone, globalns=dict(scope))
            except Exception:
                found.pop(name, None)
    return found


def _shape(owner: type, field: attrs.Attribute[Any], hint: Any) -> Shape:
    declared = field_of(field)
    sort, of = _sort(owner, field, declared, hint)
    key = field.alias or field.name
    default: Any = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = None if default.takes_self else default.factory()
    is_required = field.default is attrs.NOTHING
    label = _LABELS.get((owner.__name__, key), key) if declared is None else declared.label
    return Shape(
        key=key,
        name=field.name,
        sort=sort,
        label=label,
        of=of,
        unit=declared.unit if isinstance(declared, Declaration) else "",
        is_required=is_required,
        is_optional=not is_required and default is None,
        default=default,
        field=field,
    )


def _sort(owner: type, field: attrs.Attribute[Any], declared: Any, hint: Any) -> tuple[Sort, Any]:
    if isinstance(declared, Declaration):
        if declared.is_summed:
            return ("money" if declared.unit in MONEY else "count"), None
        return ("score", None) if declared.over_periods == "none" else ("object", Ratio)
    several = field.default == ()
    if isinstance(declared, Field):
        if declared.is_own:
            return "own", None
        if declared.by:
            return "objects", owner
        if declared.of is not None:
            return ("objects" if several else "object"), declared.of
        if declared.is_narrative:
            return ("paragraphs" if several else "text"), None
    return _sort_of_type(owner, field, hint)


_PLAIN: dict[Any, Sort] = {
    bool: "flag",
    str: "text",
    int: "whole",
    date: "day",
    Decimal: "score",
    Any: "text",
}


def _sort_of_type(owner: type, field: attrs.Attribute[Any], hint: Any) -> tuple[Sort, Any]:
    if hint is None:  # a type that cannot be looked up: a day has a check, the rest are words
        return ("day" if _checks_day(field.validator) else "text"), None
    if get_origin(hint) in (Union, UnionType):
        inner = [one for one in get_args(hint) if one is not NoneType]
        if set(inner) == {int, Decimal}:
            return "score", None
        hint = inner[0] if len(inner) == 1 else None
    origin, inside = get_origin(hint), get_args(hint)
    if origin is not None and issubclass(origin, Mapping) and attrs.has(inside[-1]):
        return "mapping", inside[-1]
    if origin is not None and issubclass(origin, Sequence) and inside:
        if inside[0] is Claim:
            return "claims", Claim
        if inside[0] is str:
            return "paragraphs", None
        if attrs.has(inside[0]):
            return "objects", inside[0]
    if isinstance(hint, type):
        if issubclass(hint, ReportHead):
            return "object", owner
        if issubclass(hint, Enum):
            return "choice", hint
        if attrs.has(hint):
            return "object", hint
    if hint in _PLAIN:
        if (owner, field.name) == (Citation, "number"):
            return "number", None
        return _PLAIN[hint], None
    raise InvalidTypeError.refuse(
        f"{owner.__name__}.{field.name}",
        field.type,
        "a field made with cchc_lib.define, such as define.count('xã', 'số xã')",
        "trường khai báo bằng cchc_lib.define, ví dụ define.count('xã', 'số xã')",
    )


def _checks_day(validator: Any) -> bool:
    return getattr(validator, "validator", validator) is check_day


@kept_by_class
def key_of_label(kind: Any) -> Mapping[str, str]:
    """Return the keys of a class by their labels, folded; a label of two fields names neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for key, shape in shapes(kind).items():
        folded = fold_label(shape.label)
        if folded in found or folded in shapes(kind):
            twice.add(folded)
        found[folded] = key
    return {label: key for label, key in found.items() if label not in twice}
