"""What a live Word file says of itself: how its writer and its reader know each other."""

from __future__ import annotations

from hashlib import sha256
from zlib import crc32

__all__ = ["LIVE", "digest", "fingerprint", "one_line"]

LIVE = "urn:cchc-lib:live:1"
"""The namespace of the part with figures and facts; its last number is the version of its form."""

_HYPHEN, _SOFT_HYPHEN = "\u2011", "\xad"  # LibreOffice writes the first where no line may break


def one_line(text: str) -> str:
    r"""Return the words of a paragraph as they are compared: every white space is one space.

    >>> one_line(" Kế hoạch số 25/KH\u2011UBND\tngày 11/9/2025 ")
    'Kế hoạch số 25/KH-UBND ngày 11/9/2025'
    """
    return " ".join(text.replace(_HYPHEN, "-").replace(_SOFT_HYPHEN, "").split())


def fingerprint(line: str) -> str:
    """Return eight digits that two paragraphs share when they say the same, and by chance hardly.

    >>> fingerprint("I. KẾT QUẢ")
    'fbc674a1'
    """
    return f"{crc32(line.encode()):08x}"


def digest(facts: str) -> str:
    """Return what tells facts that were changed from those that were written."""
    return sha256(" ".join(facts.split()).encode("utf-8", "replace")).hexdigest()
