"""Digits with Vietnamese separators: a dot after thousands, a comma before decimals.

Luật Kế toán 88/2015/QH13, art. 11. The one place of the library that puts either into a number.
"""

from __future__ import annotations

from decimal import Decimal

__all__ = ["DECIMAL_MARK", "GROUP_MARK", "write_decimal", "write_int", "write_scaled"]

GROUP_MARK = "."
DECIMAL_MARK = ","

# Python may be told to refuse int -> str from 640 digits on; Decimal never refuses
_BITS_AT_ONCE = 2000

_SWAP = str.maketrans(",.", GROUP_MARK + DECIMAL_MARK)


def write_int(value: int) -> str:
    """Return a whole number with dots after thousands: 1.268.

    >>> write_int(20_800_000)
    '20.800.000'
    """
    if value.bit_length() < _BITS_AT_ONCE:
        return f"{value:,}".replace(",", GROUP_MARK)
    return f"{Decimal(value):,f}".replace(",", GROUP_MARK)


def write_decimal(value: Decimal) -> str:
    """Return a finite Decimal as it stands, all its decimals kept.

    >>> write_decimal(Decimal("1234.50"))
    '1.234,50'
    """
    return f"{value:,f}".translate(_SWAP)


def write_scaled(scaled: int, places: int, *, fixed: bool) -> str:
    """Return scaled / 10**places; trailing zeros go unless `fixed`.

    >>> write_scaled(9610, 2, fixed=False), write_scaled(9610, 2, fixed=True)
    ('96,1', '96,10')
    """
    if not places:
        return write_int(scaled)
    whole, decimals = divmod(abs(scaled), 10**places)
    tail = write_int(decimals).replace(GROUP_MARK, "").zfill(places)
    if not fixed:
        tail = tail.rstrip("0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{write_int(whole)}{DECIMAL_MARK}{tail}" if tail else f"{sign}{write_int(whole)}"
