"""Roman numerals: quarters and the first level of headings."""

from __future__ import annotations

import re

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_text

__all__ = ["parse_roman", "roman"]

_SYMBOLS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN = "M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})"


def roman(number: int) -> str:
    """Return a whole number from 1 to 3999 in Roman numerals.

    >>> roman(3), roman(4), roman(2025)
    ('III', 'IV', 'MMXXV')

    Raises:
        InvalidTypeError: for anything but an int.
        InvalidValueError: outside 1 to 3999.
    """
    if type(number) is not int:
        raise InvalidTypeError.refuse(
            "number", number, "a whole number (int), such as 3", "số nguyên (int), ví dụ 3"
        )
    if not 1 <= number <= 3999:
        raise InvalidValueError.refuse(
            "number",
            number,
            "a whole number from 1 to 3999, such as 3",
            "số nguyên từ 1 đến 3999, ví dụ 3",
        )
    written = []
    for value, symbol in _SYMBOLS:
        times, number = divmod(number, value)
        written.append(symbol * times)
    return "".join(written)


def parse_roman(text: str) -> int:
    """Return the number of a Roman numeral in capitals; the inverse of `roman`.

    It is a part of a text (a heading, the name of a quarter), so no space belongs to it.

    >>> parse_roman("XIV")
    14

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is not a Roman numeral, such as 'IIII'.
    """
    accepted = "a Roman numeral in capitals, such as 'XIV'"
    accepted_vi = "số La Mã viết hoa, ví dụ 'XIV'"
    numeral = check_text("text", text, accepted, accepted_vi)
    if not numeral or re.fullmatch(_ROMAN, numeral) is None:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    number, rest = 0, numeral
    for value, symbol in _SYMBOLS:
        while rest.startswith(symbol):
            number, rest = number + value, rest.removeprefix(symbol)
    return number
