"""What a fact may be: a number short enough to add up and print, a share, an exact score."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_count
from cchc_lib.figures.ratio import Ratio

__all__ = ["MAX_DIGITS", "check_number", "check_score", "check_share", "to_score"]

MAX_DIGITS = 30
"""The digits of a fact: beyond any budget, and what thousands of them add up to still prints."""

_BEYOND = 10**MAX_DIGITS


def _path(owner: object, field: attrs.Attribute[Any]) -> str:
    return f"{type(owner).__name__}.{field.name}"


def check_number(owner: object, field: attrs.Attribute[Any], value: object) -> None:
    """Refuse what is no whole number from 0, and one too long to be added up."""
    if value is None or (type(value) is int and 0 <= value < _BEYOND):  # nearly all are
        return
    if check_count(_path(owner, field), value) >= _BEYOND:
        raise InvalidValueError.refuse(
            _path(owner, field),
            "a number too large",
            f"a whole number of at most {MAX_DIGITS} digits, such as 43",
            f"số nguyên không quá {MAX_DIGITS} chữ số, ví dụ 43",
        )


def check_share(owner: object, field: attrs.Attribute[Any], value: object) -> None:
    """Refuse what is no Ratio."""
    if value is not None and not isinstance(value, Ratio):
        raise InvalidTypeError.refuse(
            _path(owner, field),
            value,
            "a Ratio of counts, such as Ratio(37, 38), or Ratio(1, 1) for all",
            "một Ratio của hai số đếm được, ví dụ Ratio(37, 38), hoặc Ratio(1, 1) nếu là tất cả",
        )


def check_score(owner: object, field: attrs.Attribute[Any], value: object) -> None:
    """Refuse what is no exact number of at most 20 digits."""
    if value is None:
        return
    accepted = "an exact number of at most 20 digits, such as Decimal('87.55') or 87"
    accepted_vi = "một số chính xác không quá 20 chữ số, ví dụ Decimal('87.55') hoặc 87"
    if not isinstance(value, Decimal):
        raise InvalidTypeError.refuse(_path(owner, field), value, accepted, accepted_vi)
    exponent = value.as_tuple().exponent
    is_within = isinstance(exponent, int) and -20 <= exponent <= 20 and value.adjusted() < 20
    if not is_within:
        raise InvalidValueError.refuse(_path(owner, field), value, accepted, accepted_vi)


def to_score(value: Any) -> Any:
    """Return a whole number as a Decimal."""
    return Decimal(value) if type(value) is int else value


to_score.__annotations__ = {"value": int | Decimal | None}  # what a signature shows
