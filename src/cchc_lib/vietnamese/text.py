"""Text as it enters the library: one normal form, nothing that a Word file cannot hold."""

from __future__ import annotations

import re
import unicodedata

from cchc_lib.errors import InvalidTypeError, InvalidValueError

__all__ = ["clean_text", "fold_text", "normalize_text"]

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng


def _moved_tones() -> dict[str, str]:
    """Return each pair of vowels with its tone on the second, and the pair as it is written."""
    moved = {}
    for pair in ("oa", "oe", "uy"):
        for first in (pair[0], pair[0].upper()):
            for second in (pair[1], pair[1].upper()):
                for tone in _TONES:
                    late = first + unicodedata.normalize("NFC", second + tone)
                    moved[late] = unicodedata.normalize("NFC", first + tone) + second
    return moved


_MOVED = _moved_tones()

# The pair ends its syllable: where a letter follows (hoàn, khuỷu), or q comes before (quý), the
# second vowel carries the tone in every school of spelling.
_TONED = "".join(sorted({late[1] for late in _MOVED}))
_FINAL_PAIR = re.compile(rf"[oOuU][{_TONED}](?![\w\u0300-\u036f])")
_WORD_BEFORE = re.compile(r"[\w\u0300-\u036f]*\Z")
_ONSETS = frozenset(
    ("", *"bcdđhklmnprstvx", "ch", "g", "gh", "gi", "kh", "ng", "ngh", "nh", "ph", "th", "tr")
)

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def clean_text(field: str, value: object) -> str:
    """Return one paragraph of text in NFC, the form TCVN 6909:2001 documents are kept in.

    Raises:
        InvalidTypeError: when `value` is not text.
        InvalidValueError: for a line break, another control character or half a surrogate pair.
    """
    if not isinstance(value, str):
        raise InvalidTypeError.refuse(field, value, "text (str)", "text (str)")
    if bad := _UNPRINTABLE.search(value):
        where = f"U+{ord(bad[0]):04X} at character {bad.start() + 1}"
        accepted = f"one paragraph of printable text, without {where}"
        raise InvalidValueError.refuse(field, value, accepted, accepted)
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def normalize_text(text: str) -> str:
    """Return text in NFC, with tones where official texts put them: hòa, khỏe, Ủy ban.

    Only whole Vietnamese syllables that end in oa, oe or uy change (hoà, khoẻ, uỷ); capitals stay.

    >>> normalize_text("Uỷ ban nhân dân xã Hoà Bình, quý III")
    'Ủy ban nhân dân xã Hòa Bình, quý III'

    Raises:
        InvalidTypeError: when `text` is not text.
    """
    if not isinstance(text, str):
        raise InvalidTypeError.refuse("text", text, "text (str)", "text (str)")
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return _FINAL_PAIR.sub(_move_tone, composed)


def _move_tone(match: re.Match[str]) -> str:
    """Return the pair as it is written if a Vietnamese onset, or nothing, stands before it."""
    start = match.start()
    before = match.string[max(0, start - 4) : start]  # no onset has more than three letters
    onset = _WORD_BEFORE.search(before)
    is_syllable = onset is not None and onset[0].lower() in _ONSETS
    return _MOVED.get(match[0], match[0]) if is_syllable else match[0]


def fold_text(text: str) -> str:
    """Return the form in which two texts are compared: NFC, no capitals, one place for each tone.

    >>> fold_text("UỶ BAN") == fold_text("Ủy ban")
    True

    Raises:
        InvalidTypeError: when `text` is not text.
    """
    if not isinstance(text, str):
        raise InvalidTypeError.refuse("text", text, "text (str)", "text (str)")
    if text.isascii():
        return text.lower()
    return normalize_text(unicodedata.normalize("NFD", text).casefold())
