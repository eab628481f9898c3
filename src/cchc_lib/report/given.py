"""What was given to an object of the head, apart from what follows from it.

`Agency` and `Period` hold only what was given, in fields such as `_level` that a caller names
`level`; the property of that name computes what was not given. So `attrs.evolve` leaves nothing of
the old behind, and two objects that say the same are equal, however they were made.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese.text import clean_text

__all__ = ["Given", "stated_words"]


def stated_words(path: str, value: object, accepted: str, accepted_vi: str) -> str:
    """Return one paragraph of words in NFC that shows at least one letter, number or mark.

    Raises:
        InvalidTypeError: when it is not text.
        InvalidValueError: for control characters, and for spaces or invisible characters only.
    """
    if not isinstance(value, str):
        raise InvalidTypeError.refuse(path, value, accepted, accepted_vi)
    text = str.__str__(clean_text(path, value))  # of a text enumeration the value, not its name
    if all(_is_invisible(character) for character in text):
        raise InvalidValueError.refuse(path, value, accepted, accepted_vi)
    return text


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character)[0] in "ZC" or character in _FILLERS


_FILLERS = "\u2800\u115f\u1160\u3164\uffa0\u034f"
"""Characters that count as letters or marks and show nothing."""


class Given:
    """An object that is equal by what it says, and shown as what was given to make it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return _values(self) == _values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        return _shown(self)


def _values(of: Any) -> tuple[object, ...]:
    """Return what an object says, field by field, whether given or computed."""
    return tuple(getattr(of, field.alias or field.name) for field in attrs.fields(type(of)))


def _shown(of: Any) -> str:
    """Return an object as code that makes it again: only what was given."""
    given = (
        f"{field.alias}={value!r}"
        for field in attrs.fields(type(of))
        if (value := getattr(of, field.name)) is not None
    )
    return f"{type(of).__name__}({', '.join(given)})"
