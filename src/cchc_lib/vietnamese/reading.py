"""Number words read back: the strict inverse of `spell`, with the variants people say and write."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache

from cchc_lib.errors import FormatError, InvalidTypeError
from cchc_lib.vietnamese.money import whole_vnd
from cchc_lib.vietnamese.numbers import read_digits
from cchc_lib.vietnamese.words import COMMA, DIGITS, MINUS, groups

__all__ = ["parse_spelled_vnd", "parse_words"]

_VARIANTS = {"lẻ": "linh", "nhăm": "lăm", "ngàn": "nghìn", "tỉ": "tỷ", "phảy": COMMA}
"""Words that mean the same wherever they stand; "tư" does not: "mười tư" is nobody's 14."""

_SCALES = {"nghìn": 3, "triệu": 6, "tỷ": 9}
_DIGIT_OF = {word: str(digit) for digit, word in enumerate(DIGITS)}
_LONGEST_GROUP = 5  # chín trăm chín mươi chín
_ACCEPTED = "a number in words, such as 'hai mươi tư' or 'năm phẩy một trăm bốn mươi bảy'"


class _NotANumberError(Exception):
    """The words do not make a number."""


def parse_words(text: str) -> int | Decimal:
    """Return the number that words state: an int, or a Decimal where "phẩy" is said.

    The inverse of `spell`, for every variant it writes. Also read: capitals, "nhăm", "linh tư",
    groups of zeros said in full ("không nghìn"), decimals as one number or digit by digit, and a
    scale after decimals ("năm phẩy hai tỷ").

    >>> parse_words("hai mươi tư"), parse_words("Hai mươi bốn"), parse_words("âm một trăm lẻ năm")
    (24, 24, -105)
    >>> parse_words("năm phẩy một trăm bốn mươi bảy")
    Decimal('5.147')

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: for words that make no number, such as 'hai hai mươi'.
    """
    if not isinstance(text, str):
        raise InvalidTypeError.refuse("text", text, _ACCEPTED, _ACCEPTED)
    words = [_VARIANTS.get(word, word) for word in _folded(text).split()]
    try:
        return _read(words)
    except _NotANumberError:
        raise FormatError.refuse("text", text, _ACCEPTED, _ACCEPTED) from None


def parse_spelled_vnd(text: str) -> int:
    """Return the whole đồng that words state; the inverse of `spell_vnd`.

    "đồng" must stand at its end; "chẵn", and a final "." or "./.", may follow.

    >>> parse_spelled_vnd("Hai mươi triệu tám trăm nghìn đồng chẵn./.")
    20800000
    >>> parse_spelled_vnd("Năm phẩy một trăm bốn mươi bảy tỷ đồng")
    5147000000

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is no such amount, or not a whole number of đồng.
    """
    accepted = "an amount in words, such as 'Hai mươi triệu tám trăm nghìn đồng'"
    if not isinstance(text, str):
        raise InvalidTypeError.refuse("text", text, accepted, accepted)
    ending = _folded(text).strip().removesuffix("./.").removesuffix(".").rstrip()
    stated = ending.removesuffix(" chẵn").rstrip()
    if not stated.endswith(" đồng"):
        raise FormatError.refuse("text", text, accepted, accepted)
    whole = whole_vnd(parse_words(stated.removesuffix(" đồng")), power=0)
    if whole is None:
        raise FormatError.refuse(
            "text",
            text,
            "an amount that is a whole number of đồng",
            "an amount that is a whole number of đồng",
        )
    return whole


def _folded(text: str) -> str:
    """Return text without capitals; no number word has a tone that could stand elsewhere."""
    return unicodedata.normalize("NFC", text).lower()


def _read(words: list[str]) -> int | Decimal:
    negative = words[:1] == [MINUS]
    if negative:
        words = words[1:]
    if COMMA not in words:
        whole = read_digits(_whole_digits(words))
        return -whole if negative else whole
    comma, end = words.index(COMMA), len(words)
    while words[end - 1] in _SCALES:
        end -= 1
    if any(word != "tỷ" for word in words[end + 1 :]):
        raise _NotANumberError  # nghìn tỷ, tỷ tỷ; but no "tỷ nghìn"
    power = sum(_SCALES[word] for word in words[end:])
    fraction = _fraction_digits(words[comma + 1 : end]).ljust(power, "0")
    value = Decimal(f"{_whole_digits(words[:comma])}{fraction[:power]}.{fraction[power:]}")
    return value.copy_negate() if negative and value else value


def _whole_digits(words: list[str]) -> str:
    """Return the digits of a whole number from 0: groups of three digits, each with its scale.

    Each "tỷ" moves all before it nine digits up; between two of them triệu, nghìn and units may
    stand once, in this order.
    """
    later, first = _values()
    known = first
    digits: list[str] = []
    nine, ceiling = 0, 9  # the nine digits being read; the power that the next scale must be below
    group: list[str] = []
    for word in [*words, "tỷ"]:  # the last one closes the units and is not counted
        power = _SCALES.get(word)
        if power is None:
            group.append(word)
            continue
        step = 0 if power == 9 else power
        if group:
            value = known.get(" ".join(group)) if len(group) <= _LONGEST_GROUP else None
            if value is None or step >= ceiling:
                raise _NotANumberError
            if not value and len(words) > 1 and (known is first or not step):
                raise _NotANumberError  # a zero is said alone, or with a scale: "không nghìn"
            nine += value * 10**step
            ceiling, group, known = step, [], later
        elif step or known is first:
            raise _NotANumberError
        if power == 9:
            digits.append(f"{nine:09d}")
            nine, ceiling = 0, 9
    return "".join(digits)


def _fraction_digits(words: list[str]) -> str:
    """Return the digits of decimals that are read as one number, or one by one."""
    value = _values()[1].get(" ".join(words)) if len(words) <= _LONGEST_GROUP else None
    if value is not None:
        return str(value)
    if not words or any(word not in _DIGIT_OF for word in words):
        raise _NotANumberError
    return "".join([_DIGIT_OF[word] for word in words])


@cache
def _values() -> tuple[dict[str, int], dict[str, int]]:
    """Return the value of each reading of three digits: after a higher group, and as the first."""
    later: dict[str, int] = {"không": 0, "không trăm": 0}
    first: dict[str, int] = {}
    for four in ("tư", "bốn"):
        opening, following = groups("linh", four)
        first |= {reading: value for value, reading in enumerate(opening)}
        later |= {reading[1:]: value for value, reading in enumerate(following) if value}
    for known in (later, first):
        also = {
            reading.replace("linh bốn", "linh tư"): value
            for reading, value in known.items()
            if reading.endswith("linh bốn")
        }
        known.update(also)
    return later, first
