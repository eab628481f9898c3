"""What may enter the exact kernel: whole numbers, decimals and fractions; never floats or bools."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import InvalidTypeError, InvalidValueError

__all__ = ["Exact", "check_count", "check_exact", "check_places"]

Exact = int | Decimal | Fraction
"""A number whose value is known exactly."""


def check_count(field: str, value: object) -> int:
    """Return `value` if it is a whole number from 0.

    Raises:
        InvalidTypeError: for a bool, a float, text or any other type.
        InvalidValueError: for a negative number.
    """
    if type(value) is not int:
        raise InvalidTypeError.refuse(
            field, value, "a whole number (int), such as 1268", "a whole number (int), such as 1268"
        )
    if value < 0:
        raise InvalidValueError.refuse(
            field, value, "a whole number from 0, such as 43", "a whole number from 0, such as 43"
        )
    return value


def check_exact(field: str, value: object) -> Exact:
    """Return `value` if it is an exact, finite number.

    Raises:
        InvalidTypeError: for a bool, a float, text or any other type.
        InvalidValueError: for a NaN or an infinite Decimal.
    """
    if type(value) is int:
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InvalidValueError.refuse(
                field, value, "a finite number, such as 96.14", "a finite number, such as 96.14"
            )
        return value
    if isinstance(value, Fraction):
        return value
    raise InvalidTypeError.refuse(
        field,
        value,
        "an exact number (int, Decimal, Fraction), such as Decimal('96.14')",
        "an exact number (int, Decimal, Fraction), such as Decimal('96.14')",
    )


def check_places(value: object) -> int:
    """Return `value` if it is a number of decimals from 0 to 100."""
    if type(value) is not int:
        raise InvalidTypeError.refuse(
            "places", value, "a number of decimals, such as 2", "a number of decimals, such as 2"
        )
    if not 0 <= value <= 100:
        raise InvalidValueError.refuse(
            "places",
            value,
            "a number of decimals from 0 to 100",
            "a number of decimals from 0 to 100",
        )
    return value
