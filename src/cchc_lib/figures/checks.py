"""What may enter the exact kernel: whole numbers, decimals and fractions; never floats or bools.

One limit of digits holds everywhere numbers are read or written, and one of characters wherever
text is read: what is longer is refused before anything is computed from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import InvalidTypeError, InvalidValueError

__all__ = [
    "LIMIT",
    "LIMIT_VI",
    "MAX_DIGITS",
    "MAX_TEXT",
    "Exact",
    "check_choice",
    "check_count",
    "check_exact",
    "check_flag",
    "check_places",
    "check_text",
    "check_whole",
]

Exact = int | Decimal | Fraction
"""A number whose value is known exactly."""

MAX_DIGITS = 4300
"""The most digits that a number has before its comma, and the most that it has after it.

It is what Python itself converts to text and back unless told otherwise. A Fraction is held to it
in its numerator and in its denominator.
"""

MAX_TEXT = 100_000
"""The most characters in which a number is read; one of `MAX_DIGITS` in words has about 50.000."""

LIMIT = (
    f"a number of at most {MAX_DIGITS} digits on either side of its comma, "
    "with its exponent written out, such as 1268"
)
LIMIT_VI = "số có không quá 4.300 chữ số ở mỗi bên dấu phẩy khi viết đầy đủ, ví dụ 1268"

_BEYOND = 10**MAX_DIGITS


def check_count(field: str, value: object) -> int:
    """Return `value` if it is a whole number from 0.

    Raises:
        InvalidTypeError: for a bool, a float, text or any other type.
        InvalidValueError: for a negative number, or one of more than `MAX_DIGITS` digits.
    """
    if type(value) is int and 0 <= value < _BEYOND:  # the usual case first: it is asked most
        return value
    whole = check_whole(field, value)
    raise InvalidValueError.refuse(
        field, whole, "a whole number from 0, such as 43", "số nguyên từ 0 trở lên, ví dụ 43"
    )


def check_whole(field: str, value: object) -> int:
    """Return `value` if it is a whole number, of either sign.

    Raises:
        InvalidTypeError: for a bool, a float, text or any other type.
        InvalidValueError: for a number of more than `MAX_DIGITS` digits.
    """
    if type(value) is not int:
        raise InvalidTypeError.refuse(
            field, value, "a whole number (int), such as 1268", "số nguyên (int), ví dụ 1268"
        )
    return _within_limit(field, value)


def _within_limit(field: str, value: int) -> int:
    if not -_BEYOND < value < _BEYOND:
        raise InvalidValueError.refuse(field, value, LIMIT, LIMIT_VI)
    return value


def check_exact(field: str, value: object) -> Exact:
    """Return `value` if it is an exact, finite number.

    Raises:
        InvalidTypeError: for a bool, a float, text or any other type.
        InvalidValueError: for a NaN or an infinite Decimal, or more than `MAX_DIGITS` digits.
    """
    if type(value) is int:
        return _within_limit(field, value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InvalidValueError.refuse(
                field, value, "a finite number, such as 96.14", "số hữu hạn, ví dụ 96.14"
            )
        # cheap before thorough: the tuple of a number with a large exponent is never made
        if value.adjusted() >= MAX_DIGITS or _decimals(value) > MAX_DIGITS:
            raise InvalidValueError.refuse(field, value, LIMIT, LIMIT_VI)
        return value
    if isinstance(value, Fraction):
        if not (-_BEYOND < value.numerator < _BEYOND and value.denominator < _BEYOND):
            raise InvalidValueError.refuse(field, value, LIMIT, LIMIT_VI)
        return value
    raise InvalidTypeError.refuse(
        field,
        value,
        "an exact number (int, Decimal, Fraction), such as Decimal('96.14')",
        "số chính xác (int, Decimal, Fraction), ví dụ Decimal('96.14')",
    )


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def check_places(value: object) -> int:
    """Return `value` if it is a number of decimals from 0 to 100."""
    if type(value) is not int:
        raise InvalidTypeError.refuse(
            "places",
            value,
            "a number of decimals (int), such as 2",
            "số chữ số thập phân (int), ví dụ 2",
        )
    if not 0 <= value <= 100:
        raise InvalidValueError.refuse(
            "places",
            value,
            "a number of decimals from 0 to 100, such as 2",
            "số chữ số thập phân từ 0 đến 100, ví dụ 2",
        )
    return value


def check_flag(field: str, value: object) -> bool:
    """Return `value` if it is True or False: 'no' and 0.5 would count as yes.

    Raises:
        InvalidTypeError: for anything that is not a bool.
    """
    if value is True or value is False:
        return value
    raise InvalidTypeError.refuse(
        field, value, "True or False, such as True", "True hoặc False, ví dụ True"
    )


def check_text(field: str, value: object, accepted: str, accepted_vi: str) -> str:
    """Return the plain characters of a text: of a member of a `str` enum, those of its value.

    Raises:
        InvalidTypeError: for anything that is not text.
    """
    if type(value) is str:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    raise InvalidTypeError.refuse(field, value, accepted, accepted_vi)


def check_choice(field: str, value: object, choices: Sequence[str]) -> str:
    """Return `value` as plain text if it is one of the choices.

    Raises:
        InvalidTypeError: for anything that is not text.
        InvalidValueError: for another text.
    """
    *others, last = map(repr, choices)
    accepted, accepted_vi = f"{', '.join(others)} or {last}", f"{', '.join(others)} hoặc {last}"
    chosen = check_text(field, value, accepted, accepted_vi)
    if chosen not in choices:
        raise InvalidValueError.refuse(field, value, accepted, accepted_vi)
    return chosen
