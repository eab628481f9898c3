"""Numbers from which on a rate is likelier a slip than a fact: customs of this library, not law."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["TOO_HIGH", "TOO_LOW"]

TOO_HIGH, TOO_LOW = Fraction(20), Fraction(1, 500)
"""Beyond these a factor of 1.000 is likelier than the rate itself: 168,98% becomes 0,17%."""
