"""Numbers in figures: a dot after thousands, a comma before decimals, small counts padded.

Luật Kế toán 88/2015/QH13, art. 11. Babel and ICU write the same separators, but round half to even
and read '1.23' as 123; here rounding is half up and reading is strict.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import Exact, check_count, check_exact, check_places
from cchc_lib.figures.rounding import divide
from cchc_lib.figures.writing import DECIMAL_MARK, write_decimal, write_int, write_scaled

__all__ = ["format_count", "format_number", "parse_number"]

MAX_MAGNITUDE = 1_000_000
"""The most zeros a Decimal's exponent may stand for: `Decimal('1E+999999999')` fits no report."""

NUMBER = r"[-\u2212]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*)(?:,[0-9]+)?"
"""The expression of a number as `parse_number` reads it, without padding; `[0-9]`, never `\\d`."""

_NUMBER = re.compile(NUMBER)
_PADDED = re.compile("0[1-9]")
_DIGITS_AT_ONCE = 600  # the limit may be set lower than 4300, but not below 640
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
        InvalidValueError: for NaN, infinity, an exponent beyond a million, `places` not 0 to 100.
    """
    if places is None:
        if type(value) is int:
            return write_int(value)
        return _write_as_it_stands(value, fixed=fixed)
    check_places(places)
    numerator, denominator = check_printable("value", value).as_integer_ratio()
    return write_scaled(divide(numerator * 10**places, denominator), places, fixed=fixed)


def _write_as_it_stands(value: object, *, fixed: bool) -> str:
    exact = check_printable("value", value)
    if not isinstance(exact, Decimal):
        accepted = "an int or a Decimal, or places= to round a Fraction"
        raise InvalidTypeError.refuse("value", value, accepted, accepted)
    text = write_decimal(exact if exact else exact.copy_abs())
    if fixed or DECIMAL_MARK not in text:
        return text
    return text.rstrip("0").removesuffix(DECIMAL_MARK)


def check_printable(field: str, value: object) -> Exact:
    """Return `value` if it is exact, finite and of a size that can be written out.

    Raises:
        InvalidTypeError: for a float, a bool, text or any other type.
        InvalidValueError: for NaN, infinity, or an exponent beyond a million.
    """
    exact = check_exact(field, value)
    if isinstance(exact, Decimal) and abs(exact.adjusted()) > MAX_MAGNITUDE:
        raise InvalidValueError.refuse(
            field,
            value,
            f"an exponent within {MAX_MAGNITUDE}",
            f"an exponent within {MAX_MAGNITUDE}",
        )
    return exact


def format_count(value: int, *, padded: bool = True) -> str:
    """Return a count with Vietnamese separators, padded to two digits from 1 to 9: 04; 1.268.

    Padding small counts is a custom ("04 phòng"), not a rule; `padded=False` leaves it out.

    >>> format_count(4), format_count(12), format_count(1268), format_count(0)
    ('04', '12', '1.268', '0')

    Raises:
        InvalidTypeError: for anything that is not an int.
        InvalidValueError: for a negative number.
    """
    text = write_int(check_count("value", value))
    return f"0{text}" if padded and 0 < value < 10 else text


def parse_number(text: str) -> int | Decimal:
    """Return the number that a text states: an int, or a Decimal where it has decimals.

    The inverse of `format_number` and `format_count`. Dots may only part groups of three digits;
    a number without dots is read too. The minus is '-' or '−'. Decimals are kept as they stand.

    >>> parse_number("1.268"), parse_number("96,14"), parse_number("04"), parse_number("-5")
    (1268, Decimal('96.14'), 4, -5)

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: for anything else, such as '1.23', '1,234.5' or '01.234'.
    """
    if not isinstance(text, str):
        raise InvalidTypeError.refuse(
            "text", text, "text such as '1.268' or '96,14'", "text such as '1.268' or '96,14'"
        )
    stated = text.strip()
    if _NUMBER.fullmatch(stated) is None and _PADDED.fullmatch(stated) is None:
        accepted = "a number such as '1.268' (dots after thousands) or '96,14' (a decimal comma)"
        raise FormatError.refuse("text", text, accepted, accepted)
    return read_number(stated)


def read_number(stated: str) -> int | Decimal:
    """Return the value of a text that matches `NUMBER`."""
    plain = stated.translate(_TO_PYTHON)
    if "." in plain:
        value = Decimal(plain)
        return value if value else value.copy_abs()
    whole = read_digits(plain.removeprefix("-"))
    return -whole if plain.startswith("-") else whole


def read_digits(digits: str) -> int:
    """Return the int of any number of ASCII digits: Python's own reading stops at 4300.

    >>> read_digits("9" * 5000) == 10**5000 - 1
    True
    """
    if len(digits) <= _DIGITS_AT_ONCE:
        return int(digits)
    low = len(digits) // 2
    shift: int = 10**low
    return read_digits(digits[:-low]) * shift + read_digits(digits[-low:])
