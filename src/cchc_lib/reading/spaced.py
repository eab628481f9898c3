"""Thousands parted by a blank: "2 350 hồ sơ" is one number where nothing else can be meant.

A blank that does not break joins. A plain one may part two numbers: "tháng 6 150 hồ sơ", "các mức
100 200 và 300 nghìn đồng". There it is one number where a noun follows and nothing before it
numbers a thing, or where the text writes others so. What stays open is told, and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cchc_lib.reading.lexicon import all_of, either, meanings

__all__ = ["Spaced", "joined", "spaced"]

_FIRM = "\u00a0\u2007\u2009\u202f"
"""Blanks that hold groups of digits together; a plain one stands between any two words."""

_BLANK = f"[ {_FIRM}]"
_GROUPS = rf"(?:{_BLANK}[0-9][0-9][0-9])++(?![0-9])(?:,[0-9]{{1,12}})?"
_SPACED = re.compile(
    rf"[1-9](?<![\w.,:+][1-9])(?<![0-9]{_BLANK}[1-9])(?<![^\W0-9][-–][1-9])[0-9]{{0,2}}{_GROUPS}"
    rf"(?!\w|{_BLANK}?[.,]?[0-9]|/[^\W0-9])"
)
_ALONE = re.compile(rf"[-−]?[1-9][0-9]{{0,2}}{_GROUPS}")
_PARTED = re.compile(rf"(?<=[0-9]){_BLANK}(?=[0-9])")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}\s?/\s?$")
"""What stands before a number that may be a month: 21/3 125 hồ sơ."""

_NUMBERS = re.compile(
    rf"(?<!\w){either('naming', 'naming_small', 'noun.counted.unit', 'noun.time', 'noun.turn')}"
    rf"[\s:.]{{1,2}}$|(?<!tổng )(?<!\w){either('number')} $",
    re.IGNORECASE,
)
"""Words of which the first digits may be the number: tháng 6, thôn 3, Điều 2."""

_REACH = 12 + max(map(len, all_of("naming", "naming_small", "noun.counted.unit")))
_GREAT = re.compile(rf"[0-9]{{3}}{_BLANK}[0-9]{{3}}{_BLANK}")
"""Three groups, the first of three digits, which numbers no commune: ngân sách xã 900 000 000."""

_PAIR = re.compile(rf"\s?/\s?[1-9][0-9]{{0,2}}{_GROUPS}")
"""A whole in groups too, of which no room or ward is a part: tiêm phòng 4 200/5 600 con."""

_OVER = re.compile(rf"\s?/\s?[0-9][0-9.{_FIRM} ]*")
_COUNTED = re.compile(r"\s{1,2}([^\W\d]+)(?: ([^\W\d]+))?|[^\S\n]?[đ₫]\b")
_STOP = frozenset(all_of("noun_end")) - frozenset(all_of("scale", "money.dong"))
_NAMES = frozenset(meanings()["noun_end.not"].words)


@attrs.frozen
class Spaced:
    """Digits in groups of three with blanks between; `is_one` where they are surely one number."""

    start: int
    end: int
    is_one: bool


def spaced(text: str) -> Iterator[Spaced]:
    """Yield the numbers of a text that may be written with blanks after their thousands.

    >>> [one.is_one for one in spaced("Có 2 350 hộ; tháng 6 150 hộ.")]
    [True, False]
    """
    found = [one for one in _SPACED.finditer(text) if not _DAY.search(_before(text, one.start()))]
    free = [
        bool(_GREAT.match(one[0]) or _PAIR.match(text, one.end()))
        or not _NUMBERS.search(_before(text, one.start()))
        for one in found
    ]
    sure = [
        is_free and (" " not in one[0] or _is_counted(text, one.end()))
        for one, is_free in zip(found, free, strict=True)
    ]
    is_habit = any(sure)
    for one, is_free in zip(found, free, strict=True):
        yield Spaced(one.start(), one.end(), is_free and is_habit)


def joined(number: str) -> str:
    """Return a number with a dot for each blank between its groups of digits.

    >>> joined("2 350"), joined("2\u00a0350,5"), joined("23 50")
    ('2.350', '2.350,5', '23 50')
    """
    return _PARTED.sub(".", number) if _ALONE.fullmatch(number) else number


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH) : start]


def _is_counted(text: str, end: int) -> bool:
    """Whether a noun stands behind a number, or behind what it is a part of."""
    over = _OVER.match(text, end)
    found = _COUNTED.match(text, over.end() if over else end)
    if found is None or found[1] is None:
        return found is not None
    word, both = found[1].lower(), f"{found[1]} {found[2]}".lower()
    return both not in _STOP and (word not in _STOP or both in _NAMES)
