"""Number words read back: the strict inverse of `spell`, with the variants people say and write."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from cchc_lib.errors import FormatError
from cchc_lib.figures.checks import LIMIT, LIMIT_VI, MAX_DIGITS
from cchc_lib.vietnamese.money import whole_vnd
from cchc_lib.vietnamese.numbers import read_digits
from cchc_lib.vietnamese.text import stated_text
from cchc_lib.vietnamese.words import COMMA, DIGITS, FOUR, MINUS, groups

__all__ = ["parse_spelled_vnd", "parse_words"]

_VARIANTS = {
    "lẻ": "linh",
    "nhăm": "lăm",
    "bẩy": "bảy",
    "ngàn": "nghìn",
    "tỉ": "tỷ",
    "phảy": COMMA,
    "rưởi": "rưỡi",
}
"""Words that mean the same wherever they stand; "tư" does not: "mười tư" is nobody's 14."""

_CONTRACTED = {"hai mươi ": "hăm ", "ba mươi ": "băm "}
"""What speech makes of two tens before a unit: "hăm ba" is 23, "băm lăm" 35."""

_MARKED = ("mốt", "tư", "lăm")
"""Units that stand only after tens, so that "mươi" may go unsaid: "hai mốt" is 21."""

_SCALES = {"nghìn": 3, "triệu": 6, "tỷ": 9}
_HALVED = _SCALES | {"trăm": 2}
_DIGIT_OF = {word: str(digit) for digit, word in enumerate(DIGITS)}
NUMBER_WORDS = frozenset(
    {*DIGITS, *_VARIANTS, *_VARIANTS.values(), *_MARKED, *_HALVED, "mười", "mươi", "hăm", "băm"}
)
"""Every word that may stand in a number; "âm" stands before one."""

_LONGEST_GROUP = 5  # chín trăm chín mươi chín
_ACCEPTED = "a number in words, such as 'hai mươi tư' or 'năm phẩy một trăm bốn mươi bảy'"
_ACCEPTED_VI = "số viết bằng chữ, ví dụ 'hai mươi tư' hoặc 'năm phẩy một trăm bốn mươi bảy'"


class _NotANumberError(Exception):
    """The words do not make a number."""


class _TooLongError(_NotANumberError):
    """The words make a number of more than `MAX_DIGITS` digits."""


def parse_words(text: str) -> int | Decimal:
    """Return the number that words state: an int, or a Decimal where "phẩy" is said.

    The inverse of `spell`, for every variant it writes. Also read, for people say and write them:
    capitals, "nhăm", "bẩy", "linh tư"; "hăm ba" (23), "băm lăm" (35); "hai tư", "hai mốt", "hai
    lăm"; "một nghìn lẻ tám" (1008), "một triệu tám mươi nghìn" (1.080.000); "hai triệu rưỡi"
    (2.500.000), "hai trăm rưỡi" (250); groups of zeros said in full ("không nghìn"), decimals as
    one number or digit by digit, and a scale after decimals ("năm phẩy hai tỷ"). What may mean two
    numbers is refused: "một nghìn năm", "hai ba".

    >>> parse_words("hai mươi tư"), parse_words("Hai mươi bốn"), parse_words("âm một trăm lẻ năm")
    (24, 24, -105)
    >>> parse_words("năm phẩy một trăm bốn mươi bảy")
    Decimal('5.147')

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: for words that make no number, such as 'hai hai mươi', or one of more than
            4300 digits.
    """
    try:
        return _read(_words(stated_text(text, _ACCEPTED, _ACCEPTED_VI)))
    except _TooLongError:
        raise FormatError.refuse("text", text, LIMIT, LIMIT_VI) from None
    except _NotANumberError:
        raise FormatError.refuse("text", text, _ACCEPTED, _ACCEPTED_VI) from None


def parse_spelled_vnd(text: str) -> int:
    """Return the whole đồng that words state; the inverse of `spell_vnd`.

    "đồng" must stand at its end; "chẵn", and a final "." or "./.", may follow.

    >>> parse_spelled_vnd("Hai mươi triệu tám trăm nghìn đồng chẵn./.")
    20800000
    >>> parse_spelled_vnd("Năm phẩy một trăm bốn mươi bảy tỷ đồng")
    5147000000

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is no such amount, not a whole number of đồng, or one of more than
            4300 digits.
    """
    accepted = "an amount in words, such as 'Hai mươi triệu tám trăm nghìn đồng'"
    accepted_vi = "số tiền viết bằng chữ, ví dụ 'Hai mươi triệu tám trăm nghìn đồng'"
    stated = stated_text(text, accepted, accepted_vi).removesuffix("./.").removesuffix(".")
    words = _words(stated)
    if words[-1:] == ["chẵn"]:
        words.pop()
    if words[-1:] != ["đồng"]:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    try:
        whole = whole_vnd(_read(words[:-1]), power=0)
    except _TooLongError:
        raise FormatError.refuse("text", text, LIMIT, LIMIT_VI) from None
    except _NotANumberError:
        raise FormatError.refuse("text", text, accepted, accepted_vi) from None
    if whole is None:
        raise FormatError.refuse(
            "text",
            text,
            "a whole number of đồng in words, such as 'Hai mươi triệu tám trăm nghìn đồng'",
            "số nguyên đồng viết bằng chữ, ví dụ 'Hai mươi triệu tám trăm nghìn đồng'",
        )
    return whole


def _words(stated: str) -> list[str]:
    """Return the words without capitals; no number word has a tone that could stand elsewhere."""
    return [_VARIANTS.get(word, word) for word in stated.lower().split()]


def _read(words: list[str]) -> int | Decimal:
    negative = words[:1] == [MINUS]
    if negative:
        words = words[1:]
    if COMMA not in words:
        words, half = _without_half(words)
        whole = read_digits(_within_limit(_whole_digits(words))) + half
        return -whole if negative else whole
    comma, end = words.index(COMMA), len(words)
    while words[end - 1] in _SCALES:
        end -= 1
    if any(word != "tỷ" for word in words[end + 1 :]):
        raise _NotANumberError  # nghìn tỷ, tỷ tỷ; but no "tỷ nghìn"
    power = sum(_SCALES[word] for word in words[end:])
    fraction = _fraction_digits(words[comma + 1 : end]).ljust(power, "0")
    whole_digits = _within_limit(_whole_digits(words[:comma]) + fraction[:power])
    value = Decimal(f"{whole_digits}.{_within_limit(fraction[power:])}")
    return value.copy_negate() if negative and value else value


def _within_limit(digits: str) -> str:
    """Return digits without zeros in front of the limit, which counts those that are left."""
    if len(digits) > MAX_DIGITS and len(digits.lstrip("0")) > MAX_DIGITS:
        raise _TooLongError
    return digits


def _without_half(words: list[str]) -> tuple[list[str], int]:
    """Return words without a final "rưỡi", and the half that it is of the place named before it.

    "hai triệu rưỡi" is two and a half million, "hai trăm rưỡi" 250. After two places ("hai trăm
    nghìn rưỡi", "hai nghìn tỷ rưỡi") it may be half of either, and stays no number.
    """
    if words[-1:] != ["rưỡi"]:
        return words, 0
    place = words[-2] if len(words) > 2 else ""
    if place not in _HALVED or words[-3] in _HALVED or words[-3] == "không":
        raise _NotANumberError
    return words[:-1], 5 * 10 ** (_HALVED[place] - 1)


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
            said = " ".join(group) if len(group) <= _LONGEST_GROUP else ""
            value = known.get(said)
            if value is None and step:  # a scale says what "tám mươi nghìn" is of
                value = first.get(said)
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
    _, first = _values()  # "không trăm linh năm" is no reading of decimals: 0,005 or 0,5?
    value = first.get(" ".join(words)) if len(words) <= _LONGEST_GROUP else None
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
    for four in FOUR:
        opening, following = groups("linh", four)
        first |= {reading: value for value, reading in enumerate(opening)}
        later |= {reading[1:]: value for value, reading in enumerate(following) if value}
    for known in (later, first):
        known.update(list(_spoken(known)))
    # a zero hundred may go unsaid before "linh": one thousand and eight
    later |= {f"linh {unit}": value for value, unit in enumerate(DIGITS) if value} | {"linh tư": 4}
    return later, first


def _spoken(known: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield what is also said for each reading of three digits."""
    for reading, value in known.items():
        if reading.endswith("linh bốn"):
            yield reading.replace("linh bốn", "linh tư"), value
        for said, short in _CONTRACTED.items():
            if said in reading:
                yield reading.replace(said, short), value
        if " mươi " in reading and reading.endswith(_MARKED):
            yield reading.replace(" mươi ", " "), value
