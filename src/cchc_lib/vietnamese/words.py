"""Numbers in words: spelled as law and administration do, read back with spoken variants.

x1 is "mốt", x4 "tư" and x5 "lăm" after "mươi"; a zero between is "linh"; a group of three digits
after a higher one is read in full ("không trăm linh năm"); above "tỷ" the groups repeat: nghìn tỷ,
triệu tỷ, tỷ tỷ.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Literal

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.checks import (
    MAX_DIGITS,
    check_choice,
    check_exact,
    check_flag,
    check_whole,
)
from cchc_lib.figures.rounding import scaled_decimal
from cchc_lib.vietnamese.money import UNITS, check_amount, check_unit
from cchc_lib.vietnamese.numbers import read_digits

__all__ = ["spell", "spell_vnd"]

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGIT = {str(digit): reading for digit, reading in enumerate(DIGITS)}
MINUS = "âm"
COMMA = "phẩy"

ZERO = ("linh", "lẻ")
FOUR = ("tư", "bốn")
_THOUSAND = ("nghìn", "ngàn")
_BILLION = ("tỷ", "tỉ")
_DECIMALS = ("grouped", "digits")


@cache
def reader(
    zero: str = "linh", four: str = "tư", thousand: str = "nghìn", billion: str = "tỷ"
) -> Callable[[int], str]:
    """Return the function that reads a whole number from 0, in one choice of variants."""
    zero, four = check_choice("zero", zero, ZERO), check_choice("four", four, FOUR)
    thousand = check_choice("thousand", thousand, _THOUSAND)
    billion = check_choice("billion", billion, _BILLION)
    first, later = groups(zero, four)
    millions = tuple(f"{reading} triệu" if reading else "" for reading in later)
    thousands = tuple(f"{reading} {thousand}" if reading else "" for reading in later)
    after_first = f" {thousand}"
    between = f" {billion}"

    def read(number: int) -> str:
        if number < 1000:
            return first[number]
        if number < 1_000_000:
            return first[number // 1000] + after_first + later[number % 1000]
        units, higher = later[number % 1000], thousands[number // 1000 % 1000]
        if number < 1_000_000_000:
            return f"{first[number // 1_000_000]} triệu{higher}{units}"
        if number < 1_000_000_000_000_000_000:
            head, middle = number // 1_000_000_000, millions[number // 1_000_000 % 1000]
            return f"{read(head)}{between}{middle}{higher}{units}"
        nines = []
        while number >= 1_000_000_000:
            number, nine = divmod(number, 1_000_000_000)
            head, middle = nine // 1_000_000, thousands[nine // 1000 % 1000]
            nines.append(f"{between}{millions[head]}{middle}{later[nine % 1000]}")
        return "".join([read(number), *reversed(nines)])

    return read


@cache
def groups(zero: str, four: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the readings of 0 to 999 as the group that opens a number, and as a later one.

    A later group has a space before it, is read in full and, for 0, not at all.
    """
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
    return (*below_100, *full[100:]), ("", *(f" {reading}" for reading in full[1:]))


def _chosen(zero: str, four: str, thousand: str, billion: str) -> Callable[[int], str]:
    """Return the reader for a choice of variants, which may be anything a caller passed."""
    try:
        return reader(zero, four, thousand, billion)
    except TypeError:  # not text; where it has no hash, the cache said so before the reader could
        return reader.__wrapped__(zero, four, thousand, billion)


def spell(
    value: int | Decimal,
    *,
    zero: Literal["linh", "lẻ"] = "linh",
    four: Literal["tư", "bốn"] = "tư",
    thousand: Literal["nghìn", "ngàn"] = "nghìn",
    billion: Literal["tỷ", "tỉ"] = "tỷ",
    decimals: Literal["grouped", "digits"] = "grouped",
) -> str:
    """Return a number in words: 'một triệu không trăm linh năm'. Decimals and negatives too.

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
        InvalidTypeError: for a float, a bool, text or a Fraction, or a variant that is not text.
        InvalidValueError: for NaN, infinity, more than 4300 digits before or after the comma, or
            an unknown variant.
    """
    read = _chosen(zero, four, thousand, billion)
    manner: str = decimals
    if type(manner) is not str or manner != "grouped":
        manner = check_choice("decimals", manner, _DECIMALS)
    if type(value) is int:
        check_whole("value", value)
        return read(value) if value >= 0 else f"{MINUS} {read(-value)}"
    if not isinstance(value, Decimal):
        raise InvalidTypeError.refuse(
            "value",
            value,
            "an exact number (int, Decimal), such as Decimal('96.14')",
            "số chính xác (int, Decimal), ví dụ Decimal('96.14')",
        )
    whole, _, fraction = str(value).partition(".")
    minus = ""
    if not (whole + fraction).isdigit() or len(whole + fraction) > MAX_DIGITS:
        check_exact("value", value)  # there is a minus, an exponent, NaN, or many digits
        whole, _, fraction = f"{value.copy_abs():f}".partition(".")
        minus = f"{MINUS} " if value < 0 else ""
    if len(fraction) > 3:
        fraction = fraction.rstrip("0")
    after = _fraction if len(fraction) <= 3 else _digit_by_digit
    return f"{minus}{read(read_digits(whole))}{after(fraction, read, manner)}"


@cache
def _fraction(fraction: str, read: Callable[[int], str], decimals: str) -> str:
    """Return up to three decimals in words: at most 1.110 texts for each choice of variants."""
    fraction = fraction.rstrip("0")
    if decimals == "digits" or not fraction or fraction[0] == "0":
        return _digit_by_digit(fraction)
    return f" {COMMA} {read(int(fraction))}"


def _digit_by_digit(fraction: str, *_: object) -> str:
    return f" {COMMA} {' '.join(_DIGIT[digit] for digit in fraction)}" if fraction else ""


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
    `unit` is how it is read where it leaves decimals: 5.147.000.000 in "tỷ đồng". An amount that
    is whole in its unit is read in đồng, for nobody says "năm nghìn triệu". `even` adds "chẵn".

    >>> spell_vnd(20_800_000)
    'Hai mươi triệu tám trăm nghìn đồng'
    >>> spell_vnd(5_147_000_000, unit="tỷ đồng", capital=False)
    'năm phẩy một trăm bốn mươi bảy tỷ đồng'

    Raises:
        InvalidTypeError: when `amount` is not an int (whole đồng), or an option of a wrong type.
        InvalidValueError: for a unit that is not one of money, an unknown variant, or an amount of
            more than 4300 digits.
    """
    check_amount(amount)
    unit, power = check_unit(unit, UNITS)
    quantity: int | Decimal = amount
    if amount % 10**power:
        quantity = scaled_decimal(amount, power)
    else:
        unit = "đồng"
    text = spell(quantity, zero=zero, four=four, thousand=thousand, billion=billion)
    text = f"{text} {unit} chẵn" if check_flag("even", even) else f"{text} {unit}"
    return text[0].upper() + text[1:] if check_flag("capital", capital) else text
