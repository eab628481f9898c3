"""What a verdict is worth: structure says what was meant, arithmetic how it fails.

| structure   | holds     | fails as slips do | fails by far                            |
|-------------|-----------|-------------------|-----------------------------------------|
| certain     | confirmed | error             | warning where nothing else can be meant |
| likely      | confirmed | warning           | nothing, or a note                      |
| possible    | confirmed | nothing           | nothing                                 |

A false alarm costs more trust than a miss. What makes a verdict grave stands here; which verdicts
are told beside each other, in `text/statements.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import NOTHING, Verdict, judge
from cchc_lib.checks.slips import Cause
from cchc_lib.reading.lexicon import all_of
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.relation import Kind, Relation, Structure

__all__ = ["settle", "weigh"]

_FEW = 50
"""Below so many, what begins a list adds up to a total by chance."""

_HANDFUL = 10
"""Of fewer, numbers that count other things say nothing."""

_STRONG = Fraction(1, 10)
"""A slip that chance explains less often than this is one."""

_NEAR, _CLOSE = Fraction(1, 10), Fraction(1, 50)
"""Parts that miss their total by no more than such a share of it were meant to make it up."""

_POINTS, _HALF, _GROWTH_POINTS = 3, Fraction(1, 2), 12
"""A share, a growth so many points from the computed one is a slip, not one of another base."""

_ABSURD = 9
"""Ten times as much as a total is of another matter."""

_SOME = 3
"""So many parts in a bracket may count one thing twice: cấp tỉnh, cấp xã, cơ quan khác."""

_TIMES = {(noun,) for noun in all_of("noun.time")}

_UNSAID = (Pattern.NEXT, Pattern.NEXT_SENTENCE)
"""Patterns in which no word says that parts follow."""

_GUESSED = (*_UNSAID, Pattern.NEXT_SENTENCE_SOME, Pattern.WITH)
"""Patterns whose words mean other things as well."""

_TRIED = 8
"""So many readings of a percentage, the likeliest ones, are asked for a slip."""


def settle(readings: Sequence[Sequence[Relation]]) -> Iterator[Verdict]:
    """Yield the verdicts of a statement that can be read in several ways, by its totals.

    A reading that holds silences those that do not; where none does, the first is the natural one.
    Of measures side by side (242 vụ, 344 đối tượng) one that holds makes the other certain.
    """
    settled = [found for relations in readings if (found := _settle(relations)) is not None]
    held = [verdict for verdict in settled if verdict.holds]
    yield from held
    failing = [verdict for verdict in settled if not verdict.holds]
    if held:
        yield from _beside(failing, held)
    elif failing:
        likely = [one for one in failing if one.relation.structure is not Structure.POSSIBLE]
        close = [one for one in likely if one.is_slip or one.share_off <= _CLOSE] or failing[:1]
        yield close[0]
        first = {*close[0].relation.operands}
        yield from (one for one in close[1:2] if not first & {*one.relation.operands})


def _beside(failing: Sequence[Verdict], held: Sequence[Verdict]) -> Iterator[Verdict]:
    """Yield, as certain, what fails where the measure beside it holds."""
    for verdict in failing:
        mine = verdict.relation.operands
        for other in held:
            theirs = other.relation.operands
            if len(mine) == len(theirs) and not {*mine} & {*theirs} and verdict.is_slip:
                relation = attrs.evolve(verdict.relation, structure=Structure.CERTAIN)
                yield attrs.evolve(verdict, relation=relation)
                return


def _settle(relations: Sequence[Relation]) -> Verdict | None:
    """Return the verdict on the reading that holds, or else on the natural one."""
    failing: list[Verdict] = []
    rounded: Verdict | None = None
    for relation in relations:
        verdict = judge(relation)
        if verdict.is_by_rounding:
            rounded = rounded or verdict
        elif verdict.holds:
            if rounded is not None or _is_meant(verdict, relations[0]):
                return verdict
        elif relation.is_natural:
            failing.append(verdict)
    if rounded is not None:
        return rounded
    if len(failing) < 2:
        return failing[0] if failing else None
    failing.sort(key=lambda one: one.relation.structure.rank)
    first = failing[0]
    alike = [one for one in failing[:_TRIED] if one.relation.structure is first.relation.structure]
    if first.relation.kind is Kind.SHARE:
        alike.sort(key=lambda one: abs(one.off))
    elif first.relation.structure is Structure.POSSIBLE:
        return first
    return next((one for one in alike if len(alike) > 1 and one.is_slip), alike[0])


def _is_meant(verdict: Verdict, first: Relation) -> bool:
    """Whether a reading that holds is more than chance."""
    relation = verdict.relation
    if relation.pattern is Pattern.NEXT_SENTENCE and verdict.is_within_rounding:
        return False  # no word joins them, nor do they make it up as they are printed
    if relation.kind is Kind.SUM and not relation.is_natural:
        has_titles = any(number.is_word for number in relation.operands)
        return has_titles or relation.result.value >= _FEW * relation.result.size
    return relation.kind is first.kind or verdict.chance <= _STRONG


def weigh(verdict: Verdict) -> Severity | None:
    """Return how grave a verdict is; `None` where nothing is to be said."""
    if verdict.holds:
        return None
    match verdict.relation.kind:
        case Kind.SUM:
            return _of_sum(verdict)
        case Kind.SHARE:
            return _of_share(verdict)
        case Kind.SAME:
            return _of_same(verdict)
        case Kind.AT_MOST:
            return _of_bound(verdict)
        case Kind.SPELLED:
            is_sure = verdict.relation.structure is Structure.CERTAIN
            return Severity.ERROR if is_sure else None
        case _:
            return _of_change(verdict)


def _of_sum(verdict: Verdict) -> Severity | None:
    relation = verdict.relation
    is_near, is_over = verdict.share_off <= _NEAR, verdict.off > 0
    if relation.result.is_limited and verdict.exact == relation.result.value:
        return None  # gần 100 hồ sơ, gồm 60 và 40
    if relation.operands[0].unit == "%" and not is_near:
        is_rest = relation.structure is Structure.LIKELY and verdict.chance <= _STRONG
        return Severity.WARNING if is_rest and is_over and verdict.is_slip else None
    is_said = relation.pattern is Pattern.ALL and relation.is_closed and relation.result.noun
    is_few = relation.result.value < _HANDFUL * relation.result.size
    if is_few and not (relation.is_alike or (is_said and verdict.is_slip)):
        return None
    if _is_more_than_all(verdict):
        return Severity.WARNING
    if relation.overlaps and is_over and not (is_near and verdict.is_slip):
        return None
    if relation.structure is Structure.CERTAIN:
        is_close = verdict.share_off <= _CLOSE or (is_near and relation.is_complete)
        if is_close or verdict.is_slip:
            return Severity.ERROR
        is_many = len(relation.operands) > _SOME or _NEAR < verdict.share_off < _ABSURD
        is_listed = relation.is_list or (
            relation.pattern.is_bracket and relation.is_alike and is_many
        )
        return Severity.WARNING if (is_over and is_listed) or relation.is_complete else None
    if any(number.is_least for number in relation.operands):
        return None  # có ít nhất 02 bộ: as many as one likes
    if relation.structure is Structure.LIKELY:
        is_told = relation.is_complete and relation.pattern not in _UNSAID
        if is_told or _is_likely(verdict):
            return Severity.WARNING
        return Severity.NOTE if relation.pattern is not Pattern.WITH and verdict.is_slip else None
    if relation.operands[0].unit != "%":
        return Severity.WARNING if _is_striking(verdict) else None
    if relation.is_list and is_near and verdict.is_slip:
        return Severity.WARNING if is_over or verdict.chance <= _STRONG / 2 else None
    return None


def _is_more_than_all(verdict: Verdict) -> bool:
    """Whether one part alone is more than the total that it is said to be of."""
    relation = verdict.relation
    is_said = relation.structure is not Structure.POSSIBLE and relation.pattern not in _GUESSED
    largest, total = max(number.low for number in relation.operands), relation.result
    is_counted = total.noun[:1] not in _TIMES
    is_plausible = is_counted and total.value >= _HANDFUL and largest < 10 * total.high
    return is_said and relation.is_alike and is_plausible and largest > total.high


def _of_bound(verdict: Verdict) -> Severity | None:
    relation = verdict.relation
    is_told = relation.structure is Structure.LIKELY and (
        relation.operands[0].value >= _HANDFUL or relation.result.unit
    )
    return Severity.WARNING if is_told else None


def _is_striking(verdict: Verdict) -> bool:
    """Whether numbers that nothing joins but their place can hardly miss each other by chance."""
    is_close = verdict.share_off <= _CLOSE and verdict.relation.result.value
    return bool(is_close) and verdict.is_slip and verdict.chance <= _CLOSE / 2


def _is_likely(verdict: Verdict) -> bool:
    """Whether parts that likely are all of a total were meant to make it up."""
    relation, off = verdict.relation, verdict.share_off
    if off <= (_CLOSE / 20 if relation.pattern.is_next_sentence else _CLOSE):
        return True
    if verdict.off > 0 and relation.is_list:
        largest = max(number.value for number in relation.operands)
        if largest < relation.result.value or verdict.is_slip:
            return True
    if relation.pattern is Pattern.ENUMERATED and not relation.is_list:
        return False
    if not verdict.is_slip:
        return False
    is_moved = any(
        repair.how is Cause.FACTOR and repair.number.decimals for repair in verdict.repairs
    )
    if verdict.off < 0 and off > _HALF and not (relation.is_complete or is_moved):
        return False  # 1.250 hộ, trong đó 45 hộ nghèo, 75 hộ cận nghèo
    if verdict.off < 0 and not relation.is_closed and len(relation.operands) == 2:
        return verdict.chance <= _STRONG  # 92 vụ, trong đó 70 vụ, 18 vụ: there may be others
    return verdict.chance <= _STRONG or off <= (2 * _NEAR if relation.is_closed else _NEAR)


def _of_share(verdict: Verdict) -> Severity | None:
    relation = verdict.relation
    is_near = abs(verdict.off) <= _POINTS
    if relation.structure is Structure.CERTAIN:
        if relation.result.value == 100 and not (is_near or verdict.is_slip):
            return None  # so many reached all of something
        is_mild = relation.result.qualifier or (is_near and relation.result.value in (0, 100))
        return Severity.WARNING if is_mild else Severity.ERROR
    if relation.structure is Structure.LIKELY:
        is_near = is_near and verdict.share_off <= _HALF
        is_told = is_near or _is_strong(verdict, 2 * _STRONG)
    else:
        is_told = _is_strong(verdict, _STRONG / 5) or _is_cut(verdict)
    return Severity.WARNING if is_told else None


def _is_strong(verdict: Verdict, most: Fraction) -> bool:
    """Whether a slip explains an exact percentage, and chance does so less often."""
    is_exact = not verdict.relation.result.qualifier
    return is_exact and verdict.is_slip and verdict.chance <= most


def _is_cut(verdict: Verdict) -> bool:
    """Whether a percentage with decimals is off by one in the last of them."""
    percent = verdict.relation.result
    if not percent.decimals or percent.qualifier:
        return False
    return abs(verdict.off) <= Fraction(1, 10**percent.decimals)


def _of_change(verdict: Verdict) -> Severity | None:
    relation = verdict.relation
    if verdict.made == NOTHING:  # the value that it grew from is another one
        return None
    if relation.structure is Structure.CERTAIN:
        return Severity.ERROR
    if relation.structure is Structure.POSSIBLE:
        return None
    if relation.kind is Kind.DIFFERENCE:
        is_near = verdict.share_off <= 5 * _NEAR or relation.result.unit == "%" or verdict.is_slip
    else:
        is_near = abs(verdict.off) <= _GROWTH_POINTS
    is_told = is_near or relation.is_complete or (verdict.is_slip and verdict.chance <= _STRONG)
    return Severity.WARNING if is_told else None


def _of_same(verdict: Verdict) -> Severity | None:
    if verdict.relation.pattern is Pattern.AGAIN:
        return Severity.WARNING if verdict.is_slip else None
    is_near = abs(verdict.off) <= 2 or verdict.share_off <= _NEAR
    return Severity.WARNING if is_near else None
