"""A stated figure against the facts: whether it holds and, if not, how it came about.

The stated text becomes the result of a relation, the facts are its operands, and the judge says
whether it holds. What does not hold has a cause that an officer can act on: cut instead of rounded,
of another base, a comma lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import attrs

from cchc_lib.checks.judge import Verdict, judge
from cchc_lib.checks.slips import Cause, factor_of, parts_printing, ratio_of
from cchc_lib.checks.wording import unit_of
from cchc_lib.errors import FormatError
from cchc_lib.figures.ratio import Ratio, write_percent
from cchc_lib.figures.rounding import Rounding, divide
from cchc_lib.figures.writing import write_int, write_scaled
from cchc_lib.reading.lexicon import all_of
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.vietnamese import format_number, parse_number, parse_percent, parse_vnd

__all__ = [
    "QUALIFIERS",
    "Explanation",
    "explain_amount",
    "explain_percent",
    "explain_share",
    "qualified",
]

_MAX_PLACES = 50
"""More decimals than any figure has; the exact value could still be written out."""

_FINEST = 6
"""Decimals in which an amount differs from another one of its unit."""

_BY_ROUNDING = {
    Cause.TRUNCATED: "do cắt bỏ phần thập phân thay vì làm tròn",
    Cause.HALF_EVEN: "do làm tròn chữ số 5 về số chẵn thay vì làm tròn lên",
    Cause.ROUNDED_TWICE: "do làm tròn hai lần liên tiếp",
}
_BY_SLIP = {
    Cause.SWAPPED: "có thể do đảo hai chữ số",
    Cause.DIGIT: "có thể do gõ sai một chữ số",
    Cause.DROPPED: "có thể do gõ thiếu một chữ số",
    Cause.DOUBLED: "có thể do gõ thừa một chữ số",
}

QUALIFIERS = all_of("limit")
"""Words before a number that make it a bound; longer ones first, for an expression."""

_QUALIFIED = re.compile(rf"(?P<qualifier>{'|'.join(QUALIFIERS)})\s+(?=[0-9])", re.IGNORECASE)
_OF_ONE_FIGURE = {
    word: other
    for meaning, like in (("limit.from", "limit.at_least"), ("limit.estimate", "limit.about"))
    for word in all_of(meaning)
    for other in all_of(like)[:1]
}
"""Words that limit a figure stated alone: between two amounts "từ" is where a change begins, and
amounts that are all estimated add up."""

_MEASURES = frozenset(all_of("noun.measure"))


@attrs.frozen
class Explanation:
    """Why a stated figure does not hold: the cause, a sentence for officers, what to write."""

    cause: Cause
    sentence: str
    expected: str | None

    @property
    def is_rounding(self) -> bool:
        """Whether the facts are right and only the last digits were made another way."""
        return self.cause.is_rounding


def qualified(stated: str) -> tuple[str | None, str]:
    """Return the words that make a stated number a bound, and the number itself.

    >>> qualified("trên 95,4%"), qualified("95,4%")
    (('trên', '95,4%'), (None, '95,4%'))
    """
    found = _QUALIFIED.match(stated.strip())
    return (None, stated) if found is None else (found["qualifier"], stated.strip()[found.end() :])


def explain_percent(
    stated: str, rate: Ratio, *, others: Mapping[str, Ratio] = MappingProxyType({})
) -> Explanation | None:
    """Return why a stated percentage is not that rate, or `None` when it is.

    "trên 95,4%" and the like are bounds. `others` are rates that the writer may have meant, each
    under the Vietnamese name of its base.

    >>> explain_percent("95,35%", Ratio(41, 43)), explain_percent("trên 95%", Ratio(41, 43))
    (None, None)
    >>> explain_percent("95,34%", Ratio(41, 43)).sentence
    '41/43 = 95,3488…%, làm tròn là 95,35%; 95,34% là do cắt bỏ phần thập phân thay vì làm tròn'
    >>> explain_percent("96,22%", Ratio(1219, 1268)).cause
    <Cause.IMPOSSIBLE: 'impossible'>

    Raises:
        FormatError: when `stated` is not a percentage such as '95,34%'.
    """
    qualifier, text = qualified(stated)
    number = parse_percent(text)
    shown = text.replace("%", "").strip()
    percent = _quantity(number, shown, "%", qualifier)
    return explain_share(judge(_share(percent, rate)), text, others=others)


def _share(percent: Quantity, rate: Ratio) -> Relation:
    facts = _fact(rate.part), _fact(rate.whole)
    return Relation(Kind.SHARE, percent, facts, Structure.CERTAIN, Pattern.FACTS)


def _fact(value: ExactQuantity) -> Quantity:
    return Quantity(0, 0, value, "", (), "", None)


def _quantity(
    number: int | Decimal, shown: str, unit: str, qualifier: str | None, size: int = 1
) -> Quantity:
    """Return a stated number as the judge takes it; refuse decimals without end."""
    places = max(0, -int(number.as_tuple().exponent)) if isinstance(number, Decimal) else 0
    if places > _MAX_PLACES:
        raise FormatError.refuse(
            "stated",
            shown,
            f"at most {_MAX_PLACES} decimals, such as '95,35%'",
            f"không quá {_MAX_PLACES} chữ số thập phân, ví dụ '95,35%'",
        )
    # a Fraction, for Decimal would round in the context of whoever calls
    value = Fraction(number) * size
    limit = " ".join(qualifier.lower().split()) if qualifier else None
    if limit and unit != "%":
        limit = _OF_ONE_FIGURE.get(limit, limit)
    noun = (unit,) if unit in _MEASURES else ()
    return Quantity(0, 0, value, unit if unit in ("%", "đồng") else "", noun, shown, limit, size)


def explain_share(
    verdict: Verdict, stated: str, *, others: Mapping[str, Ratio] = MappingProxyType({})
) -> Explanation | None:
    """Return why a percentage that was judged, stated so, does not hold; `None` where it does.

    Of `others` see `explain_percent`.
    """
    relation, percent, stated = verdict.relation, verdict.relation.result, stated.strip()
    rate = ratio_of(relation)
    if rate.value is None:
        why = f"{_fraction(rate)}: mẫu số bằng 0 nên không có tỷ lệ để ghi {stated}"
        return Explanation(Cause.UNDEFINED, why, str(rate))
    if (cause := verdict.cause) is None:
        return None
    exact, places = 100 * rate.value, percent.decimals
    head = f"{_fraction(rate)} = {_exactly(exact, places)}%"
    if percent.qualifier:
        return Explanation(cause, f"{head}, không phải {percent.qualifier} {stated}", str(rate))
    expected = write_percent(100 * rate.part, rate.whole, places, fixed=True)
    if cause is Cause.ROUNDED_TO_100:
        return Explanation(cause, f"{head}, chưa đủ 100%; {stated} chỉ là số đã làm tròn", expected)
    if cause is Cause.ROUNDED_TO_0:
        why = f"{head}, không phải bằng 0; {stated} chỉ là số đã làm tròn"
        return Explanation(cause, why, expected)
    if f"= {expected}" not in head:
        head += f", làm tròn là {expected}"
    if not cause.is_rounding and cause is not Cause.COMPLEMENT:
        for name, other in others.items():
            if other.value is not None and judge(_share(percent, other)).holds:
                why = f"{stated} chỉ đúng khi tính trên {name} ({_fraction(other)})"
                return Explanation(Cause.OTHER_BASE, f"{head}; {why}", expected)
    return Explanation(cause, f"{head}; {_of_percent(verdict, stated)}", expected)


def _of_percent(verdict: Verdict, stated: str) -> str:
    """Return what to say of a percentage that went wrong."""
    relation, cause = verdict.relation, verdict.cause
    rate = ratio_of(relation)
    if cause in _BY_ROUNDING:
        return f"{stated} là {_BY_ROUNDING[cause]}"
    if cause is Cause.COMPLEMENT:
        return f"{stated} là tỷ lệ của phần còn lại ({_fraction(rate.complement)})"
    if cause is Cause.FACTOR:
        return f"{stated} {_off(verdict)}"
    if cause in _BY_SLIP:
        return f"{stated} {_BY_SLIP[cause]}"
    if relation.result.value < 0:
        return f"{stated} là số âm"
    if any(each.size > 1 or each.decimals for each in relation.operands):
        return f"{stated} ứng với {_amounts_printing(relation)}"
    whole, fitting = write_int(rate.whole), parts_printing(relation)
    if not fitting:
        return f"không có số nào trên tổng số {whole} cho ra {stated}"
    first, last = write_int(fitting[0]), write_int(fitting[-1])
    parts = first if first == last else f"từ {first} đến {last}"
    return f"{stated} ứng với {parts} trên {whole}"


def _amounts_printing(relation: Relation) -> str:
    """Return between which amounts a percentage lies, as the part of a share is printed."""
    part, whole = relation.operands
    bounds = [Fraction(whole.value) * bound / 100 for bound in relation.result.bounds]
    places = part.decimals
    while places < _FINEST and _printed(part, part.value, places) in (
        _printed(part, bound, places) for bound in bounds
    ):
        places += 1
    first, last = (_printed(part, bound, places) for bound in bounds)
    number, _, _ = first.partition(" ")
    parts = first if first == last else f"từ {number} đến {last}"
    return f"{parts} trên {_printed(whole, whole.value, whole.decimals)}"


def _printed(number: Quantity, value: ExactQuantity, places: int) -> str:
    """Return a value in the unit of a number that is printed."""
    shown = format_number(Fraction(value) / number.size, places=places)
    return f"{shown} {unit_of(number)}".rstrip()


_AMOUNT = re.compile(r"(?P<number>[-\u2212]?[0-9][0-9.]*(?:,[0-9]+)?)[ \u00a0]?(?P<unit>.*)")


def explain_amount(stated: str, actual: int | Decimal, *, unit: str) -> Explanation | None:
    """Return why a stated count or amount of money is not the actual one, or `None` when it is.

    `unit` is that of the figure: "hồ sơ", "đồng"; the text may leave a noun out, but not the unit
    of money. An amount in a larger unit may be rounded to the decimals it shows, and "gần 1.300 hồ
    sơ", "hơn 326,7 tỷ đồng" reach to the next unit of the last digit.

    >>> explain_amount("5,15 tỷ đồng", 5_147_000_000, unit="tỷ đồng")
    >>> explain_amount("hơn 1.200 hồ sơ", 1268, unit="hồ sơ")
    >>> explain_amount("3046 tỷ đồng", 3_046_000_000, unit="tỷ đồng").sentence
    '3046 tỷ đồng lệch 1.000 lần: có thể mất hoặc đặt sai dấu phẩy, dấu chấm'

    Raises:
        FormatError: when `stated` is not such a count or amount.
    """
    qualifier, text = qualified(stated)
    text = text.strip()
    number, shown, written, size = _amount(text, unit)
    kind = "đồng" if unit.endswith("đồng") else unit
    said, fact = _quantity(number, shown, kind, qualifier, size), _fact(Fraction(actual))
    if number < 0:  # numbers round there as they do above 0
        said, fact = (attrs.evolve(each, value=-each.value) for each in (said, fact))
    verdict = judge(Relation(Kind.SAME, said, (fact,), Structure.CERTAIN, Pattern.FACTS))
    if (cause := verdict.cause) is None:
        return None
    expected = f"{_exactly(Fraction(actual) / size, said.decimals)} {written}".rstrip()
    if qualifier is not None and cause is Cause.COARSE:
        why = f"{qualifier} {text} là quá xa số liệu ({expected})"
    elif qualifier is not None:
        why = f"số liệu là {expected}, không phải {qualifier} {text}"
    elif cause in _BY_ROUNDING:
        why = f"{text} là {_BY_ROUNDING[cause]}"
    elif cause is Cause.COARSE:
        why = f"{text} là do làm tròn quá nhiều; số liệu là {expected}"
    elif cause is Cause.FACTOR:
        why = f"{text} {_off(verdict)}"
    else:
        slip = f": {_BY_SLIP[cause]}" if cause in _BY_SLIP else ""
        why = f"số liệu là {expected}, không phải {text}{slip}"
    return Explanation(cause, why, expected)


def _amount(stated: str, unit: str) -> tuple[int | Decimal, str, str, int]:
    """Return a stated amount's number, as it is shown too, the unit written, and its size."""
    match = _AMOUNT.fullmatch(stated)
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
    return number, match["number"], written, size


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


def _off(verdict: Verdict) -> str:
    factor = factor_of(verdict.relation.result, (verdict.exact, verdict.exact)) or Fraction(1)
    times = write_int(max(factor.numerator, factor.denominator))
    return f"lệch {times} lần: có thể mất hoặc đặt sai dấu phẩy, dấu chấm"
