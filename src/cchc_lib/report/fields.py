"""The kinds of field a model object has, each with its check: counts, money, words, narrative.

Every check refuses only what cannot be (design: the model can hold a wrong report) and names the
class and field, what was got and what is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_count
from cchc_lib.figures.figure import FIGURE, Declaration
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese.text import clean_text

__all__ = [
    "add",
    "check_day",
    "check_order",
    "count",
    "day",
    "money",
    "narrative",
    "one",
    "ratio",
    "several",
    "share",
    "words",
]


def _name(owner: object, field: attrs.Attribute[Any]) -> str:
    return f"{type(owner).__name__}.{field.name}"


def _check_count(owner: object, field: attrs.Attribute[Any], value: object) -> None:
    if value is not None:
        check_count(_name(owner, field), value)


def count(unit: str) -> Any:
    """A whole number from 0 that is a figure; `None` says that it was not reported."""
    return attrs.field(default=None, validator=_check_count, metadata={FIGURE: Declaration(unit)})


def money(unit: str = "đồng") -> Any:
    """An amount in whole đồng, printed in `unit` where that shows it exactly."""
    return count(unit)


def _check_share(owner: object, field: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, Ratio):
        accepted = "a Ratio of counts, such as Ratio(37, 38), or Ratio(1, 1) for all"
        raise InvalidTypeError.refuse(_name(owner, field), value, accepted, accepted)


def share() -> Any:
    """A share counted by the agency itself, as a `Ratio`; `Ratio(1, 1)` says "all"."""
    return attrs.field(default=None, validator=_check_share, metadata={FIGURE: Declaration("%")})


def words(*, default: Any = None, tidy: Callable[[str], str | None] = str) -> Any:
    """One paragraph of words in NFC, tidied; unless the default is `None`, `None` is refused."""

    def clean(value: object, owner: object, field: attrs.Attribute[Any]) -> str | None:
        if value is None and field.default is None:
            return None
        return tidy(clean_text(_name(owner, field), value))

    return attrs.field(
        default=default,
        converter=attrs.Converter(clean, takes_self=True, takes_field=True),
    )


def _clean_all(values: object, owner: object, field: attrs.Attribute[Any]) -> tuple[str, ...]:
    name = _name(owner, field)
    if isinstance(values, str) or not isinstance(values, Iterable):
        accepted = "a list of paragraphs, such as ['Duy trì chuyên mục cải cách hành chính.']"
        raise InvalidTypeError.refuse(name, values, accepted, accepted)
    return tuple(clean_text(f"{name}[{row}]", value) for row, value in enumerate(values))


def narrative() -> Any:
    """Paragraphs of the agency's own words; each may name figures: `{plan.completion}`."""
    return attrs.field(
        default=(),
        converter=attrs.Converter(_clean_all, takes_self=True, takes_field=True),
    )


def check_day(owner: object, field: attrs.Attribute[Any], value: Any) -> None:
    """Refuse what is not a calendar day; a datetime is not, for it has a time and a zone."""
    if not isinstance(value, date) or isinstance(value, datetime):
        accepted = "a datetime.date without a time, such as date(2025, 7, 24)"
        raise InvalidTypeError.refuse(_name(owner, field), value, accepted, accepted)


def day() -> Any:
    """A calendar day."""
    return attrs.field(default=None, validator=attrs.validators.optional(check_day))


def one(kind: type) -> Any:
    """An object of the model, or `None` where there is nothing to report."""

    def check(owner: object, field: attrs.Attribute[Any], value: object) -> None:
        if value is not None and not isinstance(value, kind):
            accepted = f"an object of class {kind.__name__}, or None"
            raise InvalidTypeError.refuse(_name(owner, field), value, accepted, accepted)

    return attrs.field(default=None, validator=check)


def several(kind: type) -> Any:
    """Objects of one class of the model, in order."""

    def collect(values: object, owner: object, field: attrs.Attribute[Any]) -> tuple[object, ...]:
        accepted = f"a list of {kind.__name__} objects"
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise InvalidTypeError.refuse(_name(owner, field), values, accepted, accepted)
        items = tuple(values)
        for row, item in enumerate(items):
            if not isinstance(item, kind):
                name = f"{_name(owner, field)}[{row}]"
                raise InvalidTypeError.refuse(name, item, accepted, accepted)
        return items

    return attrs.field(
        default=(),
        converter=attrs.Converter(collect, takes_self=True, takes_field=True),
    )


def add(*needed: int | None, extra: Iterable[int | None] = ()) -> int | None:
    """Return the sum of counts that must all be reported, and of extra ones where they are.

    What was not reported is unknown and not 0: a sum without one of its needed parts is unknown.
    In a formula the extra parts stand in brackets: "online + in_person + [postal]".
    """
    known = [number for number in extra if number is not None]
    if None in needed or not (needed or known):
        return None
    return sum(known, sum(number for number in needed if number is not None))


def ratio(part: int | None, whole: int | None) -> Ratio | None:
    """Return part over whole; `None` when either was not reported or cannot be a count."""
    return None if part is None or whole is None or part < 0 or whole < 0 else Ratio(part, whole)


def check_order(name: str, start: date | None, end: date | None) -> None:
    """Refuse a span of days that ends before it starts."""
    if start is not None and end is not None and end < start:
        accepted = f"a day from {start.isoformat()} on (the start)"
        raise InvalidValueError.refuse(name, end.isoformat(), accepted, accepted)
