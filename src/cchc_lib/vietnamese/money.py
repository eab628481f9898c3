"""Amounts of money: whole đồng, written in đồng or in a larger unit (Luật Kế toán, art. 10, 11)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import (
    LIMIT,
    LIMIT_VI,
    MAX_DIGITS,
    check_flag,
    check_places,
    check_text,
    check_whole,
)
from cchc_lib.figures.rounding import divide
from cchc_lib.figures.writing import write_int, write_scaled
from cchc_lib.vietnamese.numbers import UNSIGNED, read_number
from cchc_lib.vietnamese.text import stated_text

__all__ = ["format_vnd", "parse_vnd"]

_POWERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9, "nghìn tỷ": 12}

UNITS = {"đồng": 0} | {f"{name} đồng": power for name, power in _POWERS.items()}
"""The units an amount may be written in, each with its power of ten in đồng."""

_SHORT_UNITS = UNITS | _POWERS

_BEYOND = 10**MAX_DIGITS

_READ_POWERS = _POWERS | {
    f"{name} {billion}": _POWERS[name] + 9
    for name in ("nghìn", "ngàn", "triệu")
    for billion in ("tỷ", "tỉ")
}
_SCALE = "|".join(sorted(_READ_POWERS, key=len, reverse=True))
_HIGHER = re.compile(rf"({UNSIGNED}) ?({_SCALE}) ")
_AMOUNT = re.compile(
    rf"(?P<minus>[-\u2212]?)(?P<higher>(?:{UNSIGNED} ?(?:{_SCALE}) ){{0,5}})"
    rf"(?P<last>{UNSIGNED}) ?(?:(?P<scale>{_SCALE})(?: (?:đồng|đ|₫|vnđ|vnd))?|đồng|đ|₫|vnđ|vnd)"
)


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
        InvalidTypeError: when `amount` is not an int (whole đồng), or an option of a wrong type.
        InvalidValueError: for a unit that is not one of money, `places` outside 0 to 100, or an
            amount of more than 4300 digits.
    """
    check_amount(amount)
    unit, power = check_unit(unit, _SHORT_UNITS)
    check_flag("fixed", fixed)
    if places is None:
        written = write_scaled(amount, power, fixed=False) if power else write_int(amount)
    else:
        scaled = divide(amount * 10 ** check_places(places), 10**power)
        written = write_scaled(scaled, places, fixed=fixed)
    return f"{written} {unit}"


def check_amount(amount: object) -> int:
    """Return `amount` if it is whole đồng.

    Raises:
        InvalidTypeError: when it is not an int.
        InvalidValueError: for more than 4300 digits.
    """
    if type(amount) is not int:
        raise InvalidTypeError.refuse(
            "amount",
            amount,
            "whole đồng as an int, such as 20800000",
            "số đồng nguyên (int), ví dụ 20800000",
        )
    return check_whole("amount", amount)


def check_unit(unit: object, known: Mapping[str, int]) -> tuple[str, int]:
    """Return a unit of money among those known, as plain text, with its power of ten in đồng.

    Raises:
        InvalidTypeError: when `unit` is not text.
        InvalidValueError: when it is not a unit of money.
    """
    plain = check_text("unit", unit, "text such as 'tỷ đồng'", "văn bản, ví dụ 'tỷ đồng'")
    power = known.get(plain)
    if power is None:
        named = ", ".join(known)
        raise InvalidValueError.refuse(
            "unit",
            unit,
            f"one of {named}; such as 'tỷ đồng'",
            f"một trong {named}; ví dụ 'tỷ đồng'",
        )
    return plain, power


def parse_vnd(text: str) -> int:
    """Return the whole đồng that a text states; the inverse of `format_vnd` without `places`.

    The unit may be đồng, đ, ₫, VND, or nghìn/ngàn, triệu, tỷ/tỉ with or without one of these; it
    must be there, for it gives the scale. An amount may go down in units: 5 tỷ 147 triệu đồng.
    Đồng have no decimals: "568,000 đồng" has a foreign mark after its thousands.

    >>> parse_vnd("5,147 tỷ đồng"), parse_vnd("20.800.000đ"), parse_vnd("5 tỷ 147 triệu đồng")
    (5147000000, 20800000, 5147000000)

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is not an amount, not a whole number of đồng, or one of more than 4300
            digits.
    """
    accepted = "an amount with its unit, such as '20.800.000 đồng' or '5,147 tỷ đồng'"
    accepted_vi = "số tiền kèm đơn vị, ví dụ '20.800.000 đồng' hoặc '5,147 tỷ đồng'"
    match = _AMOUNT.fullmatch(stated_text(text, accepted, accepted_vi).lower())
    if match is None:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    amount, above = 0, None
    for stated, scale in _HIGHER.findall(match["higher"]):
        power = _READ_POWERS[scale]
        term = whole_vnd(read_number(stated, text), power)
        if term is None or "," in stated or not _descends(power, term, above):
            raise _not_descending(text)
        amount, above = amount + term, power
    scale = match["scale"]
    if scale is None and "," in match["last"]:
        raise FormatError.refuse(
            "text",
            text,
            "whole đồng, with dots after thousands, such as '568.000 đồng'",
            "số đồng nguyên, dấu chấm sau hàng nghìn, ví dụ '568.000 đồng'",
        )
    power = _READ_POWERS[scale] if scale else 0
    term = whole_vnd(read_number(match["last"], text), power)
    if term is None:
        raise FormatError.refuse(
            "text",
            text,
            "an amount that is a whole number of đồng, such as '5,147 tỷ đồng'",
            "số tiền là số nguyên đồng, ví dụ '5,147 tỷ đồng'",
        )
    if not _descends(power, term, above):
        raise _not_descending(text)
    amount += term
    if amount >= _BEYOND:
        raise FormatError.refuse("text", text, LIMIT, LIMIT_VI)
    return -amount if match["minus"] else amount


def _descends(power: int, term: int, above: int | None) -> bool:
    """Return whether a term, given in units of 10**power, may follow one in units of 10**above."""
    return above is None or (power < above and term < 10**above)


def _not_descending(text: object) -> FormatError:
    """Return the error for terms of an amount that do not go down from unit to unit."""
    return FormatError.refuse(
        "text",
        text,
        "units that go down, decimals only in the last, such as '5 tỷ 147 triệu đồng'",
        "các đơn vị nhỏ dần, chỉ số cuối có phần thập phân, ví dụ '5 tỷ 147 triệu đồng'",
    )


def whole_vnd(quantity: int | Decimal, power: int) -> int | None:
    """Return quantity times 10**power where that is whole, `None` otherwise."""
    numerator, denominator = quantity.as_integer_ratio()
    amount, rest = divmod(numerator * 10**power, denominator)
    return None if rest else amount
