"""What attributes of OOXML say, each kind read in one place; what cannot be read is `None`.

ISO/IEC 29500-1, 22.9.2: a switch (7), a measure in twentieths of a point or with its unit (14, 15).
Programs other than Word also write decimals in them. `None` is unknown and never a default: a rule
says nothing of what it does not know.
"""

from __future__ import annotations

import re
from fractions import Fraction

__all__ = ["counted", "half_points", "is_on", "twips"]

_TWIPS = {
    "mm": Fraction(14400, 254),
    "cm": Fraction(144000, 254),
    "in": Fraction(1440),
    "pt": Fraction(20),
    "pc": Fraction(240),
    "pi": Fraction(240),
}
_MEASURE = re.compile(r"([+-]?[0-9]{1,9}(?:\.[0-9]{0,40})?)(mm|cm|in|pt|pc|pi)?")
_MOST = 10**6  # twentieths of a point: 17 metres
_HALF_POINT = 10  # twentieths of a point


def is_on(text: str | None) -> bool | None:
    """Return what a switch says; one without a value is on (17.17.4, 22.9.2.7).

    >>> is_on(None), is_on("on"), is_on("0"), is_on("yes")
    (True, True, False, None)
    """
    if text in (None, "1", "true", "on"):
        return True
    return False if text in ("0", "false", "off") else None


def twips(text: str | None) -> int | None:
    """Return a measure in twentieths of a point.

    >>> twips("1134"), twips("20mm"), twips("1133.8582677165355"), twips("wide")
    (1134, 1134, 1134, None)
    """
    return _measure(text, 1)


def half_points(text: str | None) -> int | None:
    """Return a size of type in half points.

    >>> half_points("28"), half_points("14pt")
    (28, 28)
    """
    return _measure(text, _HALF_POINT)


def _measure(text: str | None, unit: int) -> int | None:
    """Return a measure, a bare number of which is in units of so many twentieths of a point."""
    found = _MEASURE.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    value = Fraction(found[1]) * _TWIPS.get(found[2], Fraction(unit))
    return round(value / unit) if abs(value) <= _MOST else None


def counted(text: str | None) -> int | None:
    """Return a whole number, such as that of columns or of a level.

    >>> counted("3"), counted("-1"), counted("three")
    (3, -1, None)
    """
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None
