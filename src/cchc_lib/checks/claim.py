"""A stated figure against the facts: whether it holds and, if not, how it came about.

A percentage holds when it is part / whole rounded half up to the decimals that it shows, except
that 100% is only for the whole and 0% only for nothing. What does not hold has a cause that an
officer can act on: cut instead of rounded, of another base, a comma lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from cchc_lib.checks.bound import within
from cchc_lib.checks.stated import Cause, Explanation, Stated
from cchc_lib.errors import FormatError
from cchc_lib.figures.ratio import Ratio, write_percent
from cchc_lib.figures.rounding import Rounding, divide
from cchc_lib.figures.writing import write_int, write_scaled
from cchc_lib.vietnamese import parse_number, parse_percent, parse_vnd

__all__ = ["Cause", "Explanation", "explain_amount", "explain_bound", "explain_percent"]

_BY_ROUNDING = {
    Cause.TRUNCATED: "do cắt bỏ phần thập phân thay vì làm tròn",
    Cause.HALF_EVEN: "do làm tròn chữ số 5 về số chẵn thay vì làm tròn lên",
    Cause.ROUNDED_TWICE: "do làm tròn hai lần liên tiếp",
}


def explain_percent(
    stated: str, rate: Ratio, *, others: Mapping[str, Ratio] = MappingProxyType({})
) -> Explanation | None:
    """Return why a stated percentage is not that rate, or `None` when it is.

    `others` are rates that the writer may have meant, each under the Vietnamese name of its base.

    >>> explain_percent("95,35%", Ratio(41, 43))
    >>> explain_percent("95,34%", Ratio(41, 43)).sentence
    '41/43 = 95,3488…%, làm tròn là 95,35%; 95,34% là do cắt bỏ phần thập phân thay vì làm tròn'
    >>> explain_percent("96,22%", Ratio(1219, 1268)).cause
    <Cause.IMPOSSIBLE: 'impossible'>

    Raises:
        FormatError: when `stated` is not a percentage such as '95,34%'.
    """
    shown = Stated.of(parse_percent(stated), stated)
    stated = stated.strip()
    if rate.value is None:
        why = f"{_fraction(rate)}: mẫu số bằng 0 nên không có tỷ lệ để ghi {stated}"
        return Explanation(Cause.UNDEFINED, why, str(rate))
    exact, full = 100 * rate.value, 100 * 10**shown.places
    expected = write_percent(100 * rate.part, rate.whole, shown.places, fixed=True)
    head = f"{_fraction(rate)} = {_exactly(exact, shown.places)}%"
    if shown.is_rounded_from(exact):
        if shown.digits == full and exact != 100:
            why = f"{head}, chưa đủ 100%; {stated} chỉ là số đã làm tròn"
            return Explanation(Cause.ROUNDED_TO_100, why, expected)
        if shown.digits == 0 and exact:
            why = f"{head}, không phải bằng 0; {stated} chỉ là số đã làm tròn"
            return Explanation(Cause.ROUNDED_TO_0, why, expected)
        return None
    if f"= {expected}" not in head:
        head += f", làm tròn là {expected}"
    cause, why = _cause(shown, stated, rate, exact, others)
    return Explanation(cause, f"{head}; {why}", expected)


def _cause(
    shown: Stated, stated: str, rate: Ratio, exact: Fraction, others: Mapping[str, Ratio]
) -> tuple[Cause, str]:
    """Return the likeliest cause of a percentage that does not hold, and what to say of it."""
    if slip := shown.slip_of_rounding(exact):
        return slip, f"{stated} là {_BY_ROUNDING[slip]}"
    if 0 < rate.part <= rate.whole and shown.is_rounded_from(100 - exact):
        rest = _fraction(rate.complement)
        return Cause.COMPLEMENT, f"{stated} là tỷ lệ của phần còn lại ({rest})"
    for name, other in others.items():
        if other.value is not None and shown.is_rounded_from(100 * other.value):
            return Cause.OTHER_BASE, f"{stated} chỉ đúng khi tính trên {name} ({_fraction(other)})"
    if factor := shown.factor_off(exact):
        return Cause.FACTOR, f"{stated} {_off(factor)}"
    if shown.digits < 0:
        return Cause.DIFFERS, f"{stated} là số âm"
    fitting = Ratio.parts_printing(
        write_scaled(shown.digits, shown.places, fixed=True) + "%", whole=rate.whole
    )
    whole = write_int(rate.whole)
    if not fitting:
        return Cause.IMPOSSIBLE, f"không có số nào trên tổng số {whole} cho ra {stated}"
    first, last = write_int(fitting[0]), write_int(fitting[-1])
    parts = first if first == last else f"từ {first} đến {last}"
    return Cause.DIFFERS, f"{stated} ứng với {parts} trên {whole}"


_AMOUNT = re.compile(r"(?P<number>[-\u2212]?[0-9][0-9.]*(?:,[0-9]+)?)[ \u00a0]?(?P<unit>.*)")


def explain_amount(stated: str, actual: int | Decimal, *, unit: str) -> Explanation | None:
    """Return why a stated count or amount of money is not the actual one, or `None` when it is.

    `unit` is that of the figure: "hồ sơ", "đồng"; the text may leave a noun out, but not the unit
    of money. An amount in a larger unit may be rounded to the decimals it shows.

    >>> explain_amount("5,15 tỷ đồng", 5_147_000_000, unit="tỷ đồng")
    >>> explain_amount("3046 tỷ đồng", 3_046_000_000, unit="tỷ đồng").sentence
    '3046 tỷ đồng lệch 1.000 lần: có thể mất hoặc đặt sai dấu phẩy, dấu chấm'

    Raises:
        FormatError: when `stated` is not such a count or amount.
    """
    number, written, size = _amount(stated, unit)
    shown, exact = Stated.of(number, stated), Fraction(actual) / size
    if shown.is_rounded_from(exact):
        return None
    expected = f"{_exactly(exact, shown.places)} {written}".rstrip()
    cause = shown.slip_of_rounding(exact)
    if cause is not None:
        return Explanation(cause, f"{stated} là {_BY_ROUNDING[cause]}", expected)
    if factor := shown.factor_off(exact):
        return Explanation(Cause.FACTOR, f"{stated} {_off(factor)}", expected)
    return Explanation(Cause.DIFFERS, f"số liệu là {expected}, không phải {stated}", expected)


def _amount(stated: str, unit: str) -> tuple[int | Decimal, str, int]:
    """Return a stated amount's number, the unit it is written in, and the size of that unit."""
    match = _AMOUNT.fullmatch(stated.strip())
    if match is None:
        raise FormatError.refuse(
            "stated", stated, "a number, such as '1.268 hồ sơ'", "một con số, ví dụ '1.268 hồ sơ'"
        )
    number, written, size = parse_number(match["number"]), match["unit"], 1
    if unit.endswith("đồng"):
        size = parse_vnd(f"1 {written}")
    elif written.casefold() not in ("", unit.casefold()):
        raise FormatError.refuse(
            "stated",
            stated,
            f"a number of {unit!r}, such as '12 {unit}'",
            f"số lượng tính bằng {unit!r}, ví dụ '12 {unit}'",
        )
    return number, written, size


def explain_bound(
    qualifier: str, stated: str, actual: int | Decimal | Ratio, *, unit: str = "%"
) -> Explanation | None:
    """Return why "trên 95,4%" or "gần 1.300 hồ sơ" is not so, or `None` when it is.

    >>> explain_bound("trên", "95,4%", Ratio(41, 43)).sentence
    '41/43 = 95,3488…%, không phải trên 95,4%'
    >>> explain_bound("trên", "1.200 hồ sơ", 1268, unit="hồ sơ")

    Raises:
        FormatError: when `stated` is no such number.
        InvalidValueError: for words that are not in `bound.QUALIFIERS`.
    """
    if not isinstance(actual, Ratio):
        number, written, size = _amount(stated, unit)
        exact = Fraction(actual) / size
        shown = f"{_exactly(exact, Stated.of(number, stated).places)} {written}".rstrip()
        head, expected = f"số liệu là {shown}", shown
    else:
        number = parse_percent(stated)
        if actual.value is None:
            return explain_percent(stated, actual)
        exact, expected = 100 * actual.value, str(actual)
        head = f"{_fraction(actual)} = {_exactly(exact, Stated.of(number, stated).places)}%"
    if within(qualifier, number, exact):
        return None
    return Explanation(Cause.DIFFERS, f"{head}, không phải {qualifier} {stated}", expected)


def _fraction(rate: Ratio) -> str:
    return f"{write_int(rate.part)}/{write_int(rate.whole)}"


def _exactly(exact: Fraction, places: int) -> str:
    """Return a value with more decimals than were stated, and an ellipsis where more follow."""
    places = max(places + 2, 4)
    scaled = exact * 10**places
    written = write_scaled(
        divide(scaled.numerator, scaled.denominator, Rounding.DOWN),
        places,
        fixed=scaled.denominator != 1,
    )
    return written if scaled.denominator == 1 else f"{written}…"


def _off(factor: int) -> str:
    return f"lệch {write_int(factor)} lần: có thể mất hoặc đặt sai dấu phẩy, dấu chấm"
