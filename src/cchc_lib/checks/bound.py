"""Qualified numbers ("trên 95,4%", "gần 1.300 hồ sơ"): whether the facts are within them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from cchc_lib.checks.stated import Stated
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import Exact
from cchc_lib.figures.ratio import Ratio
from cchc_lib.reading.lexicon import all_of
from cchc_lib.vietnamese import parse_percent

__all__ = ["QUALIFIERS", "holds_bound", "qualified", "within"]

_ABOVE, _BELOW, _AT_LEAST, _AT_MOST, _JUST_BELOW, _ABOUT = range(6)
_MEANT = {
    "above": _ABOVE,
    "beyond": _ABOVE,
    "below": _BELOW,
    "at_least": _AT_LEAST,
    "from": _AT_LEAST,
    "at_most": _AT_MOST,
    "just_below": _JUST_BELOW,
    "about": _ABOUT,
    "estimate": _ABOUT,
}
_BOUND_OF = {word: bound for name, bound in _MEANT.items() for word in all_of(f"limit.{name}")}

QUALIFIERS = all_of("limit")
"""Words before a number that make it a bound; longer ones first, for an expression."""

_QUALIFIED = re.compile(rf"(?P<qualifier>{'|'.join(QUALIFIERS)})\s+(?=[0-9])", re.IGNORECASE)


def qualified(stated: str) -> tuple[str | None, str]:
    """Return the words that make a stated number a bound, and the number itself.

    >>> qualified("trên 95,4%"), qualified("95,4%")
    (('trên', '95,4%'), (None, '95,4%'))
    """
    found = _QUALIFIED.match(stated.strip())
    return (None, stated) if found is None else (found["qualifier"], stated.strip()[found.end() :])


def holds_bound(qualifier: str, stated: str, rate: Ratio) -> bool:
    """Return whether "trên 95,4%" and the like hold for a rate; never for one that is undefined.

    >>> holds_bound("trên", "95,4%", Ratio(41, 43)), holds_bound("trên", "95%", Ratio(41, 43))
    (False, True)

    Raises:
        FormatError: when `stated` is not a percentage.
        InvalidValueError: for words that are not in `QUALIFIERS`.
    """
    percentage = parse_percent(stated)
    return rate.value is not None and within(qualifier, percentage, 100 * rate.value)


def within(qualifier: str, stated: int | Decimal, exact: Exact) -> bool:
    """Return whether an exact value is what a qualified number says of it.

    "trên" and "dưới" are strict. "ít nhất" and "không quá" allow for a value that rounds to the
    number shown. "khoảng" and "gần" fail only beyond a tenth, "gần" also above the number.

    >>> within("không dưới", Decimal("95.35"), Fraction(4100, 43)), within("gần", 96, 97)
    (True, False)

    Raises:
        InvalidTypeError, InvalidValueError: for words that are not in `QUALIFIERS`.
    """
    accepted = f"one of {', '.join(QUALIFIERS)}, such as 'trên'"
    accepted_vi = f"một trong các từ {', '.join(QUALIFIERS)}, ví dụ 'trên'"
    if not isinstance(qualifier, str):
        raise InvalidTypeError.refuse("qualifier", qualifier, accepted, accepted_vi)
    bound = _BOUND_OF.get(" ".join(qualifier.casefold().split()))
    if bound is None:
        raise InvalidValueError.refuse("qualifier", qualifier, accepted, accepted_vi)
    value, limit = Fraction(exact), Fraction(stated)
    if bound is _ABOVE:
        return value > limit
    if bound is _BELOW:
        return value < limit
    rounds_to_it = Stated.of(stated, str(stated)).is_rounded_from(value)
    if rounds_to_it:
        return True
    if bound is _AT_LEAST:
        return value > limit
    if bound is _AT_MOST:
        return value < limit
    near = abs(value - limit) <= abs(limit) / 10
    return near and (bound is _ABOUT or value < limit)
