"""How wide words are in Times New Roman, without a font file.

The rules of a letterhead are prescribed as a share of the text above them, so the text must be
measured. The widths are Times New Roman's advance widths in 1/2048 of the size; a letter with marks
is as wide as its base letter, except ơ and ư.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

import attrs

from cchc_lib.law.layout import Size

__all__ = ["BOLD", "EM", "NO_BREAK_SPACE", "REGULAR", "Face", "balanced"]

_ASCII = "".join(map(chr, range(32, 127)))
_HORN = "\u031b"
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_SPACES = re.compile(r"[^\S\xa0]+")  # a no-break space breaks no line
NO_BREAK_SPACE = "\xa0"
EM = 2048
"""The size of a letter in the units of its widths."""


@attrs.frozen
class Face:
    """The widths of one cut of the typeface."""

    widths: dict[str, int] = attrs.field(repr=False)

    def width(self, text: str, size: Size) -> Fraction:
        """Return the width of a line of text set in `size` points, in points."""
        return self.units(text) * Fraction(size) / EM

    def units(self, text: str) -> int:
        """Return the width of a line of text in 1/2048 of its size."""
        try:  # nearly every word of a table is made of letters listed
            return sum([self.widths[letter] for letter in text])
        except KeyError:
            return sum(map(self._letter, unicodedata.normalize("NFC", text)))

    def _letter(self, letter: str) -> int:
        if (known := self.widths.get(letter)) is not None:
            return known
        base, *marks = list(unicodedata.normalize("NFD", letter))
        if unicodedata.combining(base):
            return 0
        if _HORN in marks:
            base = unicodedata.normalize("NFC", base + _HORN)
        return self.widths.get(base, EM)  # unknown: as wide as high, so nothing overflows


def _face(ascii_widths: str, others: dict[str, int]) -> Face:
    """Return the widths with those of every letter of Vietnamese, so that few are looked up."""
    face = Face(dict(zip(_ASCII, map(int, ascii_widths.split()), strict=True)) | others)
    face.widths[NO_BREAK_SPACE] = face.widths[" "]
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
        for tone in ("", *_TONES):
            letter = unicodedata.normalize("NFC", base + tone)
            face.widths.setdefault(letter, face.units(letter))
    return face


REGULAR = _face(
    "512 682 836 1024 1024 1706 1593 369 682 682 1024 1155 512 682 512 569 1024 1024 1024 1024"
    " 1024 1024 1024 1024 1024 1024 569 569 1155 1155 1155 909 1886 1479 1366 1366 1479 1251 1139"
    " 1479 1479 682 797 1479 1251 1821 1479 1479 1139 1479 1366 1139 1251 1479 1479 1933 1479 1479"
    " 1251 682 569 682 961 1024 682 909 1024 909 1024 909 682 1024 1024 569 569 1024 569 1593 1024"
    " 1024 1024 1024 682 797 569 1024 1024 1479 1024 1024 909 983 410 983 1108",
    {"đ": 1024, "Đ": 1479, "ơ": 1083, "Ơ": 1479, "ư": 1110, "Ư": 1589, "–": 1024, "…": 2048},
)

BOLD = _face(
    "512 682 1137 1024 1024 2048 1706 569 682 682 1024 1167 512 682 512 569 1024 1024 1024 1024"
    " 1024 1024 1024 1024 1024 1024 682 682 1167 1167 1167 1024 1905 1479 1366 1479 1479 1366 1251"
    " 1593 1593 797 1024 1593 1366 1933 1479 1593 1251 1593 1479 1139 1366 1479 1479 2048 1479 1479"
    " 1366 682 569 682 1190 1024 682 1024 1139 909 1139 909 682 1024 1139 569 682 1139 569 1706"
    " 1139 1024 1139 1139 909 797 682 1139 1024 1479 1024 1024 909 807 451 807 1065",
    {"đ": 1139, "Đ": 1479, "ơ": 1134, "Ơ": 1593, "ư": 1229, "Ư": 1630, "–": 1024, "…": 2048},
)


def balanced(text: str, face: Face, size: Size, limit: Fraction) -> tuple[str, ...]:
    """Return text broken into as few lines as `limit` points allow, of nearly equal width.

    A long name then breaks as "TRUNG TÂM PHỤC VỤ / HÀNH CHÍNH CÔNG" and leaves no word alone.
    """
    words = [(word, face.units(word)) for word in _SPACES.split(text) if word]
    space = face.units(" ")
    measure = int(limit * EM / Fraction(size))
    lines, widest = _fill(words, space, measure)
    while len(lines) > 1:  # the narrowest measure that needs no further line is the most even one
        tighter, width = _fill(words, space, measure := min(measure, widest) - 1)
        if len(tighter) > len(lines) or width >= widest:
            break
        lines, widest = tighter, width
    return tuple(lines)


def _fill(words: list[tuple[str, int]], space: int, measure: int) -> tuple[list[str], int]:
    """Return lines filled one after the other, and the width of the widest."""
    lines: list[str] = []
    widths: list[int] = []
    for word, width in words:
        if lines and widths[-1] + space + width <= measure:
            lines[-1] += f" {word}"
            widths[-1] += space + width
        else:
            lines.append(word)
            widths.append(width)
    return lines, max(widths, default=0)
