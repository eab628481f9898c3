"""What a cell of a form holds: a number, or one of three signs that are three values.

| sign | value            | meaning                                  |
|------|------------------|------------------------------------------|
| -    | 0                | nothing arose                            |
| …    | `None`           | it arose, and is not yet known           |
| x    | `NOT_APPLICABLE` | there can be no such number              |

The signs are those of state statistics. An empty cell is not filled in: not yet known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from enum import Enum
from fractions import Fraction

from cchc_lib.errors import FormatError
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese.numbers import format_number, parse_number
from cchc_lib.vietnamese.percentages import format_percent

__all__ = ["NOT_APPLICABLE", "CellValue", "NotApplicable", "Number", "cell_words", "read_cell"]


class NotApplicable(Enum):
    """That a cell cannot have a number: printed "x", which is neither 0 nor unknown."""

    X = "x"

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"


NOT_APPLICABLE = NotApplicable.X
"""The value of a cell that cannot have a number."""

Number = int | Decimal
CellValue = Number | NotApplicable | str | None
"""A number, a sign, or the words of a column of words."""

NOTHING, UNKNOWN, NO_NUMBER = "-", "…", "x"
_NOTHING = frozenset("-−0")
_UNKNOWN = frozenset(("", "…", "...", "....", "–", "—"))
_PERCENT = re.compile(r"\s*%$")

_EXACT = Context(prec=9000)
"""Enough for any two numbers that can be read; the caller's context is never asked."""


def cell_words(value: CellValue) -> str:
    """Return what a cell prints.

    >>> [cell_words(value) for value in (0, None, NOT_APPLICABLE, 1268, Decimal("5.10"))]
    ['-', '…', 'x', '1.268', '5,10']
    """
    if value is None:
        return UNKNOWN
    if value is NOT_APPLICABLE:
        return NO_NUMBER
    if isinstance(value, str):
        return value
    if value == 0 and type(value) is int:
        return NOTHING
    return format_number(value, fixed=True)


def read_cell(text: str) -> CellValue:
    """Return what the words of a cell of numbers say.

    A dash that Word makes long (–) may stand for nothing or for not known: it is not known.

    >>> read_cell("-"), read_cell("…"), read_cell("x"), read_cell("1.268"), read_cell("96,14%")
    (0, None, NOT_APPLICABLE, 1268, Decimal('96.14'))

    Raises:
        FormatError: for other words.
    """
    stated = text.replace("\xa0", " ").strip()
    if stated in _UNKNOWN or set(stated) <= {"."}:
        return None
    if stated in _NOTHING:
        return 0
    if stated.lower() == NO_NUMBER:
        return NOT_APPLICABLE
    try:
        return parse_number(_PERCENT.sub("", stated))
    except FormatError:
        raise FormatError.refuse(
            "cell",
            text,
            "a number such as '1.268' or '96,14', '-' for nothing, '…' for not known, 'x' for "
            "what cannot be",
            "một số, ví dụ '1.268' hoặc '96,14'; '-' là không phát sinh, '…' là chưa có số liệu, "
            "'x' là không có chỉ tiêu",
        ) from None


def added(plus: Iterable[CellValue], less: Iterable[CellValue] = ()) -> CellValue:
    """Return a sum; not known where a term is not, and no number where no term can have one.

    >>> added([3, 0, NOT_APPLICABLE]), added([3, None]), added([NOT_APPLICABLE])
    (3, None, NOT_APPLICABLE)
    """
    total: Number = 0
    is_known = False
    for values, sign in ((plus, 1), (less, -1)):
        for value in values:
            if value is None or isinstance(value, str):
                return None
            if isinstance(value, NotApplicable):
                continue
            is_known = True
            if type(value) is int and type(total) is int:
                total += sign * value
            else:
                add = _EXACT.add if sign > 0 else _EXACT.subtract
                total = add(Decimal(total), Decimal(value))
    return total if is_known else NOT_APPLICABLE


def percent_of(part: CellValue, whole: CellValue, places: int) -> CellValue:
    """Return a percentage as it is printed; of nothing it is no number.

    One that is not complete never prints as 100, and one that is not zero never as 0.

    >>> percent_of(1219, 1268, 2), percent_of(99_996, 100_000, 2), percent_of(0, 0, 2)
    (Decimal('96.14'), Decimal('99.996'), NOT_APPLICABLE)
    """
    if isinstance(part, NotApplicable) or isinstance(whole, NotApplicable):
        return NOT_APPLICABLE
    if part is None or whole is None or isinstance(part, str) or isinstance(whole, str):
        return None
    over, under = Fraction(part), Fraction(whole)
    if over < 0 or under < 0:
        return None
    if not under:
        return NOT_APPLICABLE if not over else None
    scale = over.denominator * under.denominator
    rate = Ratio(int(over * scale), int(under * scale))
    return Decimal(parse_number(format_percent(rate, places=places, fixed=True).removesuffix("%")))
