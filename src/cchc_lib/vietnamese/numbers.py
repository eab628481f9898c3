"""Numbers in figures: a dot after thousands, a comma before decimals, small counts padded.

Luật Kế toán 88/2015/QH13, art. 11. Babel and ICU write the same separators, but round half to even
and read '1.23' as 123; here rounding is half up and reading is strict.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import FormatError, InvalidTypeError
from cchc_lib.figures.checks import (
    LIMIT,
    LIMIT_VI,
    MAX_DIGITS,
    check_count,
    check_exact,
    check_flag,
    check_places,
    check_whole,
)
from cchc_lib.figures.rounding import divide
from cchc_lib.figures.writing import DECIMAL_MARK, write_decimal, write_int, write_scaled
from cchc_lib.vietnamese.text import stated_text

__all__ = ["format_count", "format_number", "parse_number"]

UNSIGNED = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*)(?:,[0-9]+)?"
NUMBER = rf"[-\u2212]?{UNSIGNED}"
"""The expression of a number as `parse_number` reads it, without padding; `[0-9]`, never `\\d`."""

_NUMBER = re.compile(NUMBER)
_PADDED = re.compile("0[1-9]")
_DIGITS_AT_ONCE = 600  # Python may be told to read fewer than 4300, but never fewer than 640
_TO_PYTHON = str.maketrans({".": None, DECIMAL_MARK: ".", "\u2212": "-"})


def format_number(
    value: int | Decimal | Fraction, *, places: int | None = None, fixed: bool = False
) -> str:
    """Return a number with Vietnamese separators: 1.268; 5,147.

    Without `places` an int or a Decimal stands exactly; with it, it is rounded half up. Zeros at
    the end of the decimals are dropped, as in prose; `fixed=True` keeps them, as in a column. A
    Fraction may have no last decimal, so it needs `places`. Zero never carries a minus.

    >>> format_number(1268), format_number(Decimal("5.147")), format_number(Decimal("82.10"))
    ('1.268', '5,147', '82,1')
    >>> format_number(Decimal("96.145"), places=2), format_number(40, places=2, fixed=True)
    ('96,15', '40,00')

    Raises:
        InvalidTypeError: for a float, a bool, text, or a Fraction without `places`.
        InvalidValueError: for NaN, infinity, more than 4300 digits before or after the comma, or
            `places` outside 0 to 100.
    """
    check_flag("fixed", fixed)
    if places is None:
        if type(value) is int:
            return write_int(check_whole("value", value))
        return _write_as_it_stands(value, fixed=fixed)
    check_places(places)
    numerator, denominator = check_exact("value", value).as_integer_ratio()
    return write_scaled(divide(numerator * 10**places, denominator), places, fixed=fixed)


def _write_as_it_stands(value: object, *, fixed: bool) -> str:
    exact = check_exact("value", value)
    if not isinstance(exact, Decimal):
        raise InvalidTypeError.refuse(
            "value",
            value,
            "an int or a Decimal, or places= to round a Fraction, such as places=2",
            "int hoặc Decimal, hoặc thêm places= để làm tròn Fraction, ví dụ places=2",
        )
    text = write_decimal(exact if exact else exact.copy_abs())
    if fixed or DECIMAL_MARK not in text:
        return text
    return text.rstrip("0").removesuffix(DECIMAL_MARK)


def format_count(value: int, *, padded: bool = True) -> str:
    """Return a count with Vietnamese separators, padded to two digits from 1 to 9: 04; 1.268.

    Padding small counts is a custom ("04 phòng"), not a rule; `padded=False` leaves it out.

    >>> format_count(4), format_count(12), format_count(1268), format_count(0)
    ('04', '12', '1.268', '0')

    Raises:
        InvalidTypeError: for anything that is not an int, or `padded` not True or False.
        InvalidValueError: for a negative number, or one of more than 4300 digits.
    """
    text = write_int(check_count("value", value))
    return f"0{text}" if check_flag("padded", padded) and 0 < value < 10 else text


def parse_number(text: str) -> int | Decimal:
    """Return the number that a text states: an int, or a Decimal where it has decimals.

    The inverse of `format_number` and `format_count`. Dots may only part groups of three digits;
    a number without dots is read too. The minus is '-' or '−'. Decimals are kept as they stand.

    >>> parse_number("1.268"), parse_number("96,14"), parse_number("04"), parse_number("-5")
    (1268, Decimal('96.14'), 4, -5)

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: for anything else, such as '1.23', '1,234.5' or '01.234', and for more than
            4300 digits before or after the comma.
    """
    accepted = "a number such as '1.268' (dots after thousands) or '96,14' (a decimal comma)"
    accepted_vi = "số, ví dụ '1.268' (dấu chấm sau hàng nghìn) hoặc '96,14' (dấu phẩy thập phân)"
    stated = stated_text(text, accepted, accepted_vi)
    if _NUMBER.fullmatch(stated) is None and _PADDED.fullmatch(stated) is None:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    return read_number(stated, text)


def read_number(stated: str, text: object) -> int | Decimal:
    """Return the value of a part of `text` that matches `NUMBER`.

    Raises:
        FormatError: for more than `MAX_DIGITS` digits before or after the comma.
    """
    plain = stated.translate(_TO_PYTHON)
    before, _, decimals = plain.removeprefix("-").partition(".")
    if len(before) > MAX_DIGITS or len(decimals) > MAX_DIGITS:
        raise FormatError.refuse("text", text, LIMIT, LIMIT_VI)
    if decimals:
        value = Decimal(plain)
        return value if value else value.copy_abs()
    whole = read_digits(before)
    return -whole if plain.startswith("-") else whole


def read_digits(digits: str) -> int:
    """Return the int of any number of ASCII digits, whatever limit Python was given.

    >>> read_digits("9" * 5000) == 10**5000 - 1
    True
    """
    if len(digits) <= _DIGITS_AT_ONCE:
        return int(digits)
    low = len(digits) // 2
    shift: int = 10**low
    return read_digits(digits[:-low]) * shift + read_digits(digits[-low:])
