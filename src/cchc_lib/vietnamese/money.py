"""Amounts of money: whole đồng, written in đồng or in a larger unit (Luật Kế toán, art. 10, 11)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_places
from cchc_lib.figures.rounding import divide
from cchc_lib.figures.writing import write_int, write_scaled
from cchc_lib.vietnamese.numbers import NUMBER, read_number

__all__ = ["format_vnd", "parse_vnd"]

_POWERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9, "nghìn tỷ": 12}

UNITS = {"đồng": 0} | {f"{name} đồng": power for name, power in _POWERS.items()}
"""The units an amount may be written in, each with its power of ten in đồng."""

_SHORT_UNITS = UNITS | _POWERS
_READ_UNITS = _SHORT_UNITS | {"đ": 0, "vnd": 0, "vnđ": 0}
_AMOUNT = re.compile(rf"({NUMBER})[ \u00a0]?([^\W\d_]+(?: [^\W\d_]+)*)")


def format_vnd(
    amount: int, *, unit: str = "đồng", places: int | None = None, fixed: bool = False
) -> str:
    """Return an amount of đồng, written in `unit`: 20.800.000 đồng; 5,147 tỷ đồng.

    `amount` is always whole đồng; `unit` (đồng, nghìn đồng, triệu đồng, tỷ đồng, also without
    "đồng") only says how it is written. Exact unless `places` rounds it, half up; zeros at the end
    of the decimals go unless `fixed`, which needs `places`.

    >>> format_vnd(20_800_000), format_vnd(5_147_000_000, unit="tỷ đồng")
    ('20.800.000 đồng', '5,147 tỷ đồng')
    >>> format_vnd(10_553_200_000, unit="tỷ đồng", places=2)
    '10,55 tỷ đồng'

    Raises:
        InvalidTypeError: when `amount` is not an int (whole đồng).
        InvalidValueError: for a unit that is not one of money, or `places` outside 0 to 100.
    """
    if type(amount) is not int:
        raise InvalidTypeError.refuse(
            "amount",
            amount,
            "whole đồng as an int, such as 20800000",
            "whole đồng as an int, such as 20800000",
        )
    power = check_unit(unit, _SHORT_UNITS)
    if places is None:
        written = write_scaled(amount, power, fixed=False) if power else write_int(amount)
    else:
        scaled = divide(amount * 10 ** check_places(places), 10**power)
        written = write_scaled(scaled, places, fixed=fixed)
    return f"{written} {unit}"


def check_unit(unit: object, known: Mapping[str, int]) -> int:
    """Return the power of ten of a unit of money, in đồng, among those known.

    Raises:
        InvalidTypeError: when `unit` is not text.
        InvalidValueError: when it is not a unit of money.
    """
    if not isinstance(unit, str):
        raise InvalidTypeError.refuse(
            "unit", unit, "text such as 'tỷ đồng'", "text such as 'tỷ đồng'"
        )
    power = known.get(unit)
    if power is None:
        raise InvalidValueError.refuse(
            "unit", unit, "one of " + ", ".join(known), "one of " + ", ".join(known)
        )
    return power


def parse_vnd(text: str) -> int:
    """Return the whole đồng that a text states; the inverse of `format_vnd` without `places`.

    The unit may be đồng, đ, VND, or nghìn/ngàn, triệu, tỷ/tỉ with or without "đồng"; it must be
    there, for it gives the scale.

    >>> parse_vnd("5,147 tỷ đồng"), parse_vnd("20.800.000đ")
    (5147000000, 20800000)

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is not an amount, or not a whole number of đồng.
    """
    accepted = "an amount with its unit, such as '20.800.000 đồng' or '5,147 tỷ đồng'"
    if not isinstance(text, str):
        raise InvalidTypeError.refuse("text", text, accepted, accepted)
    match = _AMOUNT.fullmatch(unicodedata.normalize("NFC", text).strip())
    power = _READ_UNITS.get(match[2].lower()) if match else None
    if match is None or power is None:
        raise FormatError.refuse("text", text, accepted, accepted)
    whole = whole_vnd(read_number(match[1]), power)
    if whole is None:
        raise FormatError.refuse(
            "text",
            text,
            "an amount that is a whole number of đồng",
            "an amount that is a whole number of đồng",
        )
    return whole


def whole_vnd(quantity: int | Decimal, power: int) -> int | None:
    """Return quantity times 10**power where that is whole, `None` otherwise."""
    numerator, denominator = quantity.as_integer_ratio()
    amount, rest = divmod(numerator * 10**power, denominator)
    return None if rest else amount
