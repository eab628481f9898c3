"""The judge: whether a relation between printed numbers holds, and if not, how it fails.

A printed number is the interval of values that it may stand for. A relation holds when what its
operands give meets its result. What fails is a slip where one number, changed as figures go wrong
(a digit, two digits swapped, a comma), would make it hold; `chance` is how likely numbers that have
nothing to do with each other look so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

import attrs

from cchc_lib.reading.numbers import Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure

__all__ = ["Repair", "Verdict", "judge", "settle", "weigh"]

_DIGITS = 2
"""One digit with a comma elsewhere fits too much."""

_WIDE = 40
"""A number that so many printed values would repair is explained by none of them."""


@attrs.frozen
class Repair:
    """One number that, printed so instead, makes a relation hold."""

    number: Quantity
    printed: str
    how: str


@attrs.frozen(eq=False)
class Verdict:
    """What the judge says of a relation."""

    relation: Relation
    holds: bool
    off: Fraction
    repairs: tuple[Repair, ...] = ()
    chance: Fraction = Fraction(1)

    @property
    def is_slip(self) -> bool:
        """Whether one number explains it."""
        return bool(self.repairs)

    @property
    def share_off(self) -> Fraction:
        """How far it fails, as a share of the result."""
        return abs(self.off) / (abs(Fraction(self.relation.result.value)) or 1)


Bounds = tuple[Fraction, Fraction]


def _bounds(number: Quantity) -> Bounds:
    return Fraction(number.low), Fraction(number.high)


def _made(relation: Relation) -> Bounds:
    """Return the least and the most that the operands give."""
    bounds = [_bounds(number) for number in relation.operands]
    match relation.kind:
        case Kind.SUM:
            less = [_bounds(number) for number in relation.less]
            return (
                sum((low for low, _ in bounds), Fraction()) - sum(high for _, high in less),
                sum((high for _, high in bounds), Fraction()) - sum(low for low, _ in less),
            )
        case Kind.SHARE:
            part, whole = bounds
            return _over(part, whole)
        case Kind.GROWTH:
            now, then = bounds
            if then[0] <= 0:
                return Fraction(0), Fraction(10**9)
            apart = _apart(relation)
            return 100 * apart[0] / then[1], 100 * apart[1] / then[0]
        case Kind.GROWN:
            by, now = bounds
            then = (
                (now[0] - by[1], now[1] - by[0])
                if relation.rose
                else (now[0] + by[0], now[1] + by[1])
            )
            return _over(by, then)
        case Kind.DIFFERENCE:
            return _apart(relation)
        case _:
            return bounds[0]


def _apart(relation: Relation) -> Bounds:
    """Return how far two values are apart, in the direction that the words give."""
    now, then = (_bounds(number) for number in relation.operands)
    apart = now[0] - then[1], now[1] - then[0]
    is_fall = relation.rose is False or (relation.rose is None and apart[1] < 0)
    return (-apart[1], -apart[0]) if is_fall else apart


def _over(part: Bounds, whole: Bounds) -> Bounds:
    """Return part over whole in percent; where the whole may be nothing, anything."""
    if whole[0] <= 0:
        return Fraction(0), Fraction(10**9)
    return 100 * part[0] / whole[1], 100 * part[1] / whole[0]


def _meet(one: Bounds, other: Bounds) -> bool:
    """Whether two intervals meet; a printed number stands for values up to below its upper end."""
    if other[0] == other[1]:
        one, other = other, one
    if one[0] == one[1]:
        value, (low, high) = one[0], other
        return low <= value < high or value == low == high
    return one[0] <= other[1] and other[0] <= one[1]


def judge(relation: Relation) -> Verdict:
    """Return whether a relation holds, and how it fails."""
    if relation.kind is Kind.DIRECTION:
        return _direction(relation)
    made, stated = _made(relation), _bounds(relation.result)
    if _meet(made, stated):
        return Verdict(relation, holds=True, off=Fraction())
    off = made[0] - stated[1] if made[0] >= stated[1] else made[1] - stated[0]
    repairs = tuple(_repairs(relation, made))
    return Verdict(relation, False, off, repairs, _chance(relation, made[1] - made[0]))


def _direction(relation: Relation) -> Verdict:
    now, then = _bounds(relation.result), _bounds(relation.operands[0])
    rises, falls = now[0] > then[1], now[1] < then[0]
    wrong = falls if relation.rose else rises
    return Verdict(relation, holds=not wrong, off=now[0] - then[0] if wrong else Fraction())


def _repairs(relation: Relation, made: Bounds) -> Iterator[Repair]:
    yield from _printed(relation.result, *made)
    low, high = _bounds(relation.result)
    match relation.kind:
        case Kind.SUM:
            for number in dict.fromkeys(relation.operands):
                least, most = _bounds(number)
                yield from _printed(number, low - (made[1] - most), high - (made[0] - least))
            for number in relation.less:
                least, most = _bounds(number)
                yield from _printed(number, (made[0] + most) - high, (made[1] + least) - low)
        case Kind.SHARE:
            part, whole = relation.operands
            some, all_of = _bounds(part), _bounds(whole)
            yield from _printed(part, low * all_of[0] / 100, high * all_of[1] / 100)
            if low > 0:
                yield from _printed(whole, 100 * some[0] / high, 100 * some[1] / low)
        case Kind.GROWN:
            by, now = relation.operands
            sign = 1 if relation.rose else -1
            if low > 0 and high < 100:
                first = _bounds(by)[0] * (100 + sign * high) / high
                last = _bounds(by)[1] * (100 + sign * low) / low
                yield from _printed(now, min(first, last), max(first, last))
                first = _bounds(now)[0] * low / (100 + sign * low)
                last = _bounds(now)[1] * high / (100 + sign * high)
                yield from _printed(by, min(first, last), max(first, last))
        case Kind.GROWTH:
            now, then = relation.operands
            sign = 1 if relation.rose in (True, None) else -1
            before, after = _bounds(then), _bounds(now)
            if high < 100 or sign > 0:
                yield from _printed(
                    now,
                    *sorted(
                        (
                            before[0] * (100 + sign * low) / 100,
                            before[1] * (100 + sign * high) / 100,
                        )
                    ),
                )
                yield from _printed(
                    then,
                    *sorted(
                        (100 * after[0] / (100 + sign * low), 100 * after[1] / (100 + sign * high))
                    ),
                )
        case Kind.DIFFERENCE:
            now, then = relation.operands
            sign = 1 if relation.rose in (True, None) else -1
            before, after = _bounds(then), _bounds(now)
            yield from _printed(now, *sorted((before[0] + sign * low, before[1] + sign * high)))
            yield from _printed(then, *sorted((after[0] - sign * high, after[1] - sign * low)))


def _printed(number: Quantity, low: Fraction, high: Fraction) -> Iterator[Repair]:
    """Yield how the number would be printed between two values, where that is a slip away."""
    factor = _factor(number, low, high)
    if factor is not None:
        yield Repair(number, factor, "comma")
        return
    zeros = len(number.digits) - len(number.digits.rstrip("0"))
    for shorter in sorted({0, zeros if zeros > 1 and len(number.digits) > zeros else 0}):
        found = _one_off(number, low, high, shorter)
        if found is not None:
            yield found
            return


def _factor(number: Quantity, low: Fraction, high: Fraction) -> str | None:
    """Return the number with its comma elsewhere, where that brings it between two values."""
    if len(number.digits.strip("0")) < _DIGITS:
        return None
    for power in (3, 2, 1):
        for factor in (Fraction(10) ** power, Fraction(1, 10**power)):
            if _meet((number.low * factor, number.high * factor), (low, high)):
                return number.moved(factor)
    return None


def _one_off(number: Quantity, low: Fraction, high: Fraction, zeros: int) -> Repair | None:
    """Return the number with one digit changed, or two swapped, if that is between two values."""
    unit = Fraction(number.size, 10**number.decimals) * 10**zeros
    least, most = ceil((low - number.half) / unit), floor((high + number.half) / unit)
    if most - least > _WIDE or most < 0:
        return None
    shown = number.digits[: len(number.digits) - zeros]
    for digits in range(max(0, least), most + 1):
        wanted = str(digits).zfill(len(shown) if shown.startswith("0") else 0)
        if how := _how(shown, wanted):
            return Repair(number, number.print(wanted + "0" * zeros), how)
    return None


def _how(shown: str, wanted: str) -> str | None:
    """Return how digits go wrong to become others, or `None`."""
    if len(shown) == len(wanted):
        apart = [place for place in range(len(shown)) if shown[place] != wanted[place]]
        if len(apart) == 1:
            return "digit"
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            first, second = apart
            if shown[first] == wanted[second] and shown[second] == wanted[first]:
                return "swapped"
        return None
    longer, shorter = sorted((shown, wanted), key=len, reverse=True)
    if longer.rstrip("0") == shorter.rstrip("0"):
        return "comma"
    if len(longer) == len(shorter) + 1 and len(shorter) > 1:
        place = next((at for at, digit in enumerate(shorter) if longer[at] != digit), len(shorter))
        if longer[place + 1 :] == shorter[place:]:
            return "dropped" if shown == shorter else "doubled"
    return None


def _chance(relation: Relation, width: Fraction) -> Fraction:
    """Return how likely a slip explains numbers that have nothing to do with each other."""
    numbers = (relation.result, *relation.operands)
    if relation.kind in (Kind.SHARE, Kind.GROWTH, Kind.GROWN):
        variants = 10 * sum(len(number.digits) for number in numbers)
        return min(Fraction(1), Fraction(variants, 100 * 10**relation.result.decimals))
    decimals = max(number.decimals for number in numbers)
    size = Fraction(max(relation.result.size, 1), 10**decimals)
    variants = 10 * sum(len(number.digits) for number in numbers)
    range_of = abs(Fraction(relation.result.value)) / size or Fraction(1)
    return min(Fraction(1), variants * max(Fraction(1), width / size) / range_of)


def settle(readings: Sequence[Sequence[Relation]]) -> Iterator[Verdict]:
    """Yield the verdicts of a statement that can be read in several ways, by its totals.

    A reading that holds silences those that do not; where none does, the first is the natural one.
    Of measures side by side (242 vụ, 344 đối tượng) one that holds makes the other certain.
    """
    settled = [_settle(relations) for relations in readings]
    held = [verdict for verdict in settled if verdict.holds]
    yield from held
    open_ = [verdict for verdict in settled if not verdict.holds]
    if not held:
        slips = [verdict for verdict in open_ if verdict.is_slip]
        yield from (slips or open_)[:1]
        return
    for verdict in open_:
        for other in held:
            mine, theirs = verdict.relation.operands, other.relation.operands
            if len(mine) == len(theirs) and not {*mine} & {*theirs} and verdict.is_slip:
                relation = attrs.evolve(verdict.relation, structure=Structure.CERTAIN)
                yield attrs.evolve(verdict, relation=relation)
                return


def _settle(relations: Sequence[Relation]) -> Verdict:
    first: Verdict | None = None
    for relation in relations:
        verdict = judge(relation)
        if verdict.holds:
            is_meant = relation.kind is relations[0].kind
            has_titles = any(number.is_word for number in relation.operands)
            if relation.kind is Kind.SUM and not relation.is_natural and not has_titles:
                is_meant = relation.result.value >= _FEW * relation.result.size
            if is_meant or _chance(relation, Fraction()) <= _STRONG:
                return verdict
            continue
        if not relation.is_natural:
            continue
        if first is None or (verdict.is_slip and not first.is_slip):
            first = verdict
        elif relation.kind is Kind.SHARE and verdict.is_slip == first.is_slip:
            is_surer = relation.structure is first.relation.structure
            if is_surer and abs(verdict.off) < abs(first.off):
                first = verdict
    assert first is not None
    return first


_FEW = 50
"""Below so many, what begins a list adds up to a total by chance."""

_STRONG, _FAIR, _NEAR, _CLOSE = Fraction(1, 10), Fraction(1, 2), Fraction(1, 10), Fraction(1, 50)


def weigh(verdict: Verdict) -> str | None:
    """Return "error", "warning" or "note" for a verdict, or `None` where nothing is to be said.

    Structure says how sure it is that the relation was meant, arithmetic how it fails.
    """
    if verdict.holds:
        return None
    relation = verdict.relation
    if relation.kind is Kind.SHARE:
        return _weigh_share(verdict)
    if relation.kind is Kind.SAME:
        return _weigh_same(verdict)
    if relation.kind is not Kind.SUM:
        return _weigh_change(verdict)
    near = verdict.share_off <= _NEAR
    over = verdict.off > 0
    if relation.overlaps and over and not (verdict.is_slip and near):
        return None
    match relation.structure:
        case Structure.CERTAIN:
            if verdict.is_slip or near:
                return "error"
            return "warning" if (over and relation.is_list) or relation.is_complete else None
        case Structure.LIKELY:
            if verdict.is_slip and (verdict.chance <= _STRONG or near):
                return "warning"
            if verdict.is_slip and relation.is_closed and verdict.share_off <= 2 * _NEAR:
                return "warning"
            is_close = verdict.share_off <= (_CLOSE / 20 if "câu" in relation.pattern else _CLOSE)
            if is_close or relation.is_complete:
                return "warning"
            if over and relation.is_list:
                largest = max(number.value for number in relation.operands)
                if verdict.is_slip or largest < relation.result.value:
                    return "warning"
            is_strong = verdict.is_slip and relation.pattern != "với"
            return "note" if is_strong else None
        case _:
            if relation.is_list and relation.operands[0].unit == "%":
                is_meant = near and (over or verdict.chance <= _STRONG / 2)
                return "warning" if is_meant and verdict.is_slip else None
            return None


_POINTS = 3
"""A percentage so many points from the computed one is a slip, not one of another base."""


def _weigh_share(verdict: Verdict) -> str | None:
    relation = verdict.relation
    is_near = abs(verdict.off) <= _POINTS
    if relation.result.qualifier:
        is_meant = relation.structure is Structure.CERTAIN
        is_meant = is_meant or (is_near and relation.structure is Structure.LIKELY)
        return "warning" if is_meant else None
    match relation.structure:
        case Structure.CERTAIN:
            return "error"
        case Structure.LIKELY:
            is_slip = verdict.is_slip and verdict.chance <= 2 * _STRONG
            return "warning" if is_slip or is_near else None
        case _:
            if not verdict.is_slip:
                return None
            return "warning" if verdict.chance <= _STRONG / 5 else None


_GROWTH_POINTS = 12
"""A growth so many points from the computed one is a slip, not one of another base."""


def _weigh_change(verdict: Verdict) -> str | None:
    relation = verdict.relation
    if relation.structure is Structure.CERTAIN:
        return "error"
    is_slip = verdict.is_slip and verdict.chance <= _STRONG
    if relation.kind is Kind.DIFFERENCE:
        is_near = verdict.is_slip or verdict.share_off <= _FAIR or relation.result.unit == "%"
    else:
        is_near = abs(verdict.off) <= _GROWTH_POINTS
    if relation.structure is Structure.LIKELY:
        return "warning" if is_slip or is_near or relation.is_complete else None
    return None


def _weigh_same(verdict: Verdict) -> str | None:
    """Return a warning where one figure, printed twice, is a slip apart."""
    if verdict.relation.pattern == "nêu lại":
        return "warning" if verdict.is_slip else None
    return "warning" if abs(verdict.off) <= 2 or verdict.share_off <= _NEAR else None
