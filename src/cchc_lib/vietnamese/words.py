"""Numbers in words: spelled as law and administration do, read back with spoken variants.

x1 is "mốt", x4 "tư" and x5 "lăm" after "mươi"; a zero between is "linh"; a group of three digits
after a higher one is read in full ("không trăm linh năm"); above "tỷ" the groups repeat: nghìn tỷ,
triệu tỷ, tỷ tỷ.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from cchc_lib.errors import InvalidTypeError, InvalidValueError, refusal
from cchc_lib.figures.writing import write_int
from cchc_lib.vietnamese.money import check_unit
from cchc_lib.vietnamese.numbers import check_printable

__all__ = ["spell", "spell_vnd"]

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
MINUS = "âm"
COMMA = "phẩy"

_CHOICES = {
    "zero": ("linh", "lẻ"),
    "four": ("tư", "bốn"),
    "thousand": ("nghìn", "ngàn"),
    "billion": ("tỷ", "tỉ"),
    "decimals": ("grouped", "digits"),
}


class Tables(NamedTuple):
    """The reading of every group of three digits, and the words between groups.

    `first` reads a group that opens the number, `later` one that follows a higher group: with a
    space before it, in full, and as nothing for 0.
    """

    first: tuple[str, ...]
    later: tuple[str, ...]
    thousand: str
    billion: str

    def whole(self, number: int) -> str:
        """Return the reading of a whole number from 0."""
        if number < 1000:
            return self.first[number]
        head, units = divmod(number, 1000)
        if head < 1000:
            return self.first[head] + self.thousand + self.later[units]
        if head < 1_000_000:
            millions, thousands = divmod(head, 1000)
            text = self.first[millions] + " triệu"
            if thousands:
                text += self.later[thousands] + self.thousand
            return text + self.later[units]
        return self._above(number)

    def _above(self, number: int) -> str:
        """Return the reading of a number from a billion, nine digits at a time."""
        digits = write_int(number).replace(".", "")
        start = len(digits) % 9 or 9
        parts = [self.whole(int(digits[:start]))]
        for place in range(start, len(digits), 9):
            parts.append(self.billion)
            millions, rest = divmod(int(digits[place : place + 9]), 1_000_000)
            thousands, units = divmod(rest, 1000)
            if millions:
                parts.append(self.later[millions] + " triệu")
            if thousands:
                parts.append(self.later[thousands] + self.thousand)
            parts.append(self.later[units])
        return "".join(parts)


@cache
def tables(
    zero: str = "linh", four: str = "tư", thousand: str = "nghìn", billion: str = "tỷ"
) -> Tables:
    """Return the tables of one choice of variants, built on first use."""
    for name, chosen in (
        ("zero", zero), ("four", four), ("thousand", thousand), ("billion", billion)
    ):  # fmt: skip
        _check_choice(name, chosen)
    units_after_tens = list(DIGITS)
    units_after_tens[1], units_after_tens[4], units_after_tens[5] = "mốt", four, "lăm"
    below_100 = [*DIGITS, "mười", *(f"mười {unit}" for unit in DIGITS[1:])]
    below_100[15] = "mười lăm"
    for ten in DIGITS[2:]:
        below_100.append(f"{ten} mươi")
        below_100 += [f"{ten} mươi {unit}" for unit in units_after_tens[1:]]
    after_hundreds = ["", *(f" {zero} {unit}" for unit in DIGITS[1:])]
    after_hundreds += [f" {reading}" for reading in below_100[10:]]
    full = [f"{digit} trăm{rest}" for digit in DIGITS for rest in after_hundreds]
    return Tables(
        first=(*below_100, *full[100:]),
        later=("", *(f" {reading}" for reading in full[1:])),
        thousand=f" {thousand}",
        billion=f" {billion}",
    )


def _check_choice(name: str, chosen: object) -> None:
    if chosen not in _CHOICES[name]:
        accepted = " or ".join(repr(choice) for choice in _CHOICES[name])
        raise InvalidValueError(refusal(name, chosen, accepted))


def spell(
    value: int | Decimal,
    *,
    zero: Literal["linh", "lẻ"] = "linh",
    four: Literal["tư", "bốn"] = "tư",
    thousand: Literal["nghìn", "ngàn"] = "nghìn",
    billion: Literal["tỷ", "tỉ"] = "tỷ",
    decimals: Literal["grouped", "digits"] = "grouped",
) -> str:
    """Return a number in words: 'một triệu không trăm linh năm'. Any size, decimals, negatives.

    The defaults are those of law and of the North. Two or three decimals are read as one number
    (5,147: "năm phẩy một trăm bốn mươi bảy"), or one by one with `decimals="digits"`, as are more
    than three and those that begin with 0. Zeros at the end of the decimals are not read.

    >>> spell(1_000_005), spell(24), spell(-105)
    ('một triệu không trăm linh năm', 'hai mươi tư', 'âm một trăm linh năm')
    >>> spell(Decimal("96.14")), spell(Decimal("96.14"), decimals="digits")
    ('chín mươi sáu phẩy mười bốn', 'chín mươi sáu phẩy một bốn')
    >>> spell(1204, zero="lẻ", four="bốn", thousand="ngàn")
    'một ngàn hai trăm lẻ bốn'

    Raises:
        InvalidTypeError: for a float, a bool, text or a Fraction.
        InvalidValueError: for NaN, infinity, an exponent beyond a million, or an unknown variant.
    """
    words = tables(zero, four, thousand, billion)
    if decimals != "grouped":
        _check_choice("decimals", decimals)
    if type(value) is int:
        return words.whole(value) if value >= 0 else f"{MINUS} {words.whole(-value)}"
    if not isinstance(value, Decimal):
        accepted = "an exact number (int, Decimal), such as Decimal('96.14')"
        raise InvalidTypeError(refusal("value", value, accepted))
    check_printable("value", value)
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    fraction = fraction.rstrip("0")
    text = words.whole(int(Decimal(whole)))
    if fraction:
        text = f"{text} {COMMA} {_spell_fraction(fraction, words, decimals)}"
    return f"{MINUS} {text}" if value < 0 else text


def _spell_fraction(fraction: str, words: Tables, decimals: str) -> str:
    if decimals == "grouped" and len(fraction) <= 3 and fraction[0] != "0":
        return words.first[int(fraction)]
    return " ".join([DIGITS[int(digit)] for digit in fraction])


def spell_vnd(
    amount: int,
    *,
    unit: str = "đồng",
    even: bool = False,
    capital: bool = True,
    zero: Literal["linh", "lẻ"] = "linh",
    four: Literal["tư", "bốn"] = "tư",
    thousand: Literal["nghìn", "ngàn"] = "nghìn",
    billion: Literal["tỷ", "tỉ"] = "tỷ",
) -> str:
    """Return an amount of đồng in words, with a capital: 'Hai mươi triệu tám trăm nghìn đồng'.

    The capital is the rule for cheques (Thông tư 22/2015/TT-NHNN). `amount` is always whole đồng;
    `unit` only says how it is read. `even` adds "chẵn".

    >>> spell_vnd(20_800_000)
    'Hai mươi triệu tám trăm nghìn đồng'
    >>> spell_vnd(5_147_000_000, unit="tỷ đồng", capital=False)
    'năm phẩy một trăm bốn mươi bảy tỷ đồng'

    Raises:
        InvalidTypeError: when `amount` is not an int (whole đồng).
        InvalidValueError: for a unit that is not one of money, or an unknown variant.
    """
    if type(amount) is not int:
        raise InvalidTypeError(refusal("amount", amount, "whole đồng as an int, such as 20800000"))
    power = check_unit(unit)
    # a Decimal built from its text is exact; arithmetic on it would follow the ambient context
    quantity = Decimal(f"{amount}E-{power}") if power else amount
    text = spell(quantity, zero=zero, four=four, thousand=thousand, billion=billion)
    text = f"{text} {unit} chẵn" if even else f"{text} {unit}"
    return text[0].upper() + text[1:] if capital else text
