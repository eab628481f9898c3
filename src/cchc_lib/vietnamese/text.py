"""Text as it enters the library: one normal form, nothing that a Word file cannot hold."""

from __future__ import annotations

import re
import unicodedata

from cchc_lib.errors import InvalidTypeError, InvalidValueError, refusal

__all__ = ["clean_text"]

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def clean_text(field: str, value: object) -> str:
    """Return one paragraph of text in NFC, the form TCVN 6909:2001 documents are kept in.

    Raises:
        InvalidTypeError: when `value` is not text.
        InvalidValueError: for a line break, another control character or half a surrogate pair.
    """
    if not isinstance(value, str):
        raise InvalidTypeError(refusal(field, value, "text (str)"))
    if bad := _UNPRINTABLE.search(value):
        where = f"U+{ord(bad[0]):04X} at character {bad.start() + 1}"
        accepted = f"one paragraph of printable text, without {where}"
        raise InvalidValueError(refusal(field, value, accepted))
    return value if value.isascii() else unicodedata.normalize("NFC", value)
