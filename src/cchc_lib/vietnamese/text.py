"""Text as it enters the library: one normal form, nothing that a Word file cannot hold."""

from __future__ import annotations

import re
import unicodedata

from cchc_lib.errors import FormatError, InvalidValueError
from cchc_lib.figures.checks import MAX_TEXT, check_text

__all__ = [
    "capital",
    "clean_text",
    "composed",
    "fold_label",
    "fold_text",
    "normalize_text",
    "stated_text",
]

MAX_MARKS = 30
"""The most marks on one letter of a paragraph, as in the stream-safe text of UAX #15."""

_TEXT, _TEXT_VI = "text (str), such as 'Ủy ban'", "văn bản (str), ví dụ 'Ủy ban'"

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


# Where many marks can stand in a row: every combining mark is a character that this class holds.
_MARKS = re.compile(rf"[^\x00-\u02ff\w\s]{{{MAX_MARKS + 1},}}")
_WHITE = re.compile(r"\s")


def capital(words: str) -> str:
    """Return words with their first letter a capital, as a sentence or a title begins.

    >>> capital("ủy ban nhân dân")
    'Ủy ban nhân dân'
    """
    return words[:1].upper() + words[1:]


def clean_text(field: str, value: object) -> str:
    """Return one paragraph of text in NFC, the form TCVN 6909:2001 documents are kept in.

    What comes back is plain text: of a member of a `str` enum its value, as everywhere here.

    Raises:
        InvalidTypeError: when `value` is not text.
        InvalidValueError: for a line break, another control character, half a surrogate pair, or
            more than 30 marks on one letter.
    """
    text = check_text(field, value, _TEXT, _TEXT_VI)
    if bad := _UNPRINTABLE.search(text):
        code, place = f"U+{ord(bad[0]):04X}", bad.start() + 1
        raise InvalidValueError.refuse(
            field,
            value,
            f"one paragraph of printable text, without {code} at character {place}, "
            "such as 'Ủy ban'",
            f"một đoạn văn bản in được, không có {code} ở ký tự thứ {place}, ví dụ 'Ủy ban'",
        )
    if text.isascii():
        return text
    if any(_most_marks(run[0]) > MAX_MARKS for run in _MARKS.finditer(text)):
        raise InvalidValueError.refuse(
            field,
            value,
            f"text with at most {MAX_MARKS} marks on a letter, such as 'Ủy ban'",
            f"văn bản có không quá {MAX_MARKS} dấu trên một chữ cái, ví dụ 'Ủy ban'",
        )
    return unicodedata.normalize("NFC", text)


def _most_marks(text: str) -> int:
    """Return how many marks stand in a row at most."""
    most = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        most = max(most, run)
    return most


def composed(text: str) -> str:
    """Return text in NFC, in a time that grows with its length alone.

    Python sorts the marks on one letter by exchanging neighbours: 80.000 of them, alternating, take
    seconds. Here a long run is put in order before.

    >>> composed("Hòa") == "Hòa"
    True
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub(_ordered, text))


def _ordered(run: re.Match[str]) -> str:
    """Return a run of marks in the canonical order of Unicode, which keeps those of one class."""
    ordered: list[str] = []
    marks: list[str] = []
    # character by character: the run as a whole is what takes long to normalise
    for character in "".join([unicodedata.normalize("NFD", one) for one in run[0]]):
        if unicodedata.combining(character):
            marks.append(character)
        else:
            ordered += sorted(marks, key=unicodedata.combining)
            ordered.append(character)
            marks = []
    return "".join([*ordered, *sorted(marks, key=unicodedata.combining)])


def stated_text(text: object, accepted: str, accepted_vi: str) -> str:
    """Return a text as every parser here reads it: composed, with plain spaces, none at its ends.

    Any white space is a space: tab, U+00A0, the narrow U+202F, the thin U+2009.

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is longer than `MAX_TEXT`.
    """
    plain = check_text("text", text, accepted, accepted_vi)
    if len(plain) > MAX_TEXT:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    if not plain.isprintable():  # of white space only the plain space is printable
        plain = _WHITE.sub(" ", plain)
    return composed(plain).strip()


def normalize_text(text: str) -> str:
    """Return text in NFC, with tones where official texts put them: hòa, khỏe, Ủy ban.

    Only whole Vietnamese syllables that end in oa, oe or uy change (hoà, khoẻ, uỷ); capitals stay.

    >>> normalize_text("Uỷ ban nhân dân xã Hoà Bình, quý III")
    'Ủy ban nhân dân xã Hòa Bình, quý III'

    Raises:
        InvalidTypeError: when `text` is not text.
    """
    plain = check_text("text", text, _TEXT, _TEXT_VI)
    if plain.isascii():
        return plain
    return _FINAL_PAIR.sub(_move_tone, composed(plain))


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
    plain = check_text("text", text, _TEXT, _TEXT_VI)
    if plain.isascii():
        return plain.lower()
    return normalize_text(unicodedata.normalize("NFD", composed(plain)).casefold())


def fold_label(text: str) -> str:
    """Return the form in which labels, names and headers are compared: folded, single spaces.

    >>> fold_label(" Tổng  SỐ hồ sơ ")
    'tổng số hồ sơ'

    Raises:
        InvalidTypeError: when `text` is not text.
    """
    return " ".join(fold_text(text).split())
