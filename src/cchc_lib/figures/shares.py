"""Shares of one whole that add up to exactly 100."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_count, check_places
from cchc_lib.figures.rounding import scaled_decimal

__all__ = ["apportion"]


def apportion(weights: Iterable[int], *, places: int = 2) -> tuple[Decimal, ...]:
    """Return percentages of the total that add up to exactly 100, by the largest remainder.

    Each share is cut to `places` decimals; the units still missing go to the largest remainders,
    ties to the earlier row. No rule of Vietnamese law makes the rows of a table add up to 100, and
    a share may differ by one unit from the same rate rounded alone: use it where a column must
    add up, and say so beside the table.

    What is not nothing never becomes 0, nor what is not all 100: as in printing, decimals are added
    until each shows, to all rows alike.

    >>> apportion([1219, 49])
    (Decimal('96.14'), Decimal('3.86'))
    >>> apportion([1, 1, 1], places=0)
    (Decimal('34'), Decimal('33'), Decimal('33'))
    >>> apportion([1, 999], places=0)
    (Decimal('0.1'), Decimal('99.9'))

    Raises:
        InvalidTypeError: for weights that are no list, or a weight that is not an int.
        InvalidValueError: for a negative weight, or when all are 0: nothing has no shares.
    """
    accepted, accepted_vi = "counts, such as [1219, 49]", "danh sách số đếm, ví dụ [1219, 49]"
    if isinstance(weights, (str, bytes)) or not isinstance(weights, Iterable):
        raise InvalidTypeError.refuse("weights", weights, accepted, accepted_vi)
    counts = [check_count(f"weights[{row}]", weight) for row, weight in enumerate(weights)]
    units, total = 100 * 10 ** check_places(places), sum(counts)
    if not total:
        raise InvalidValueError.refuse(
            "weights",
            counts,
            "at least one weight above 0, such as [1219, 49]",
            "ít nhất một số lớn hơn 0, ví dụ [1219, 49]",
        )
    least = min(filter(None, counts))
    while least * units * len(counts) < total:  # with fewer decimals no remainder lifts it above 0
        units, places = units * 10, places + 1
    shared = _shared(counts, units, total)
    while any(count and not share for count, share in zip(counts, shared, strict=True)):
        units, places = units * 10, places + 1
        shared = _shared(counts, units, total)
    return tuple(scaled_decimal(share, places) for share in shared)


def _shared(counts: list[int], units: int, total: int) -> list[int]:
    """Return whole numbers in proportion to the counts that add up to exactly `units`."""
    cut = [divmod(count * units, total) for count in counts]
    missing = units - sum(quotient for quotient, _ in cut)
    by_remainder = sorted(range(len(cut)), key=lambda row: -cut[row][1])  # stable: earlier first
    topped_up = set(by_remainder[:missing])
    return [quotient + (row in topped_up) for row, (quotient, _) in enumerate(cut)]
