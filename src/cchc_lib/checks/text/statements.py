"""Every relation that a text states, judged: readings that hold silence those that do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, pairwise

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import Verdict, judge
from cchc_lib.checks.weight import settle, weigh
from cchc_lib.reading.balances import balances
from cchc_lib.reading.bounds import bounds
from cchc_lib.reading.changes import changes
from cchc_lib.reading.flows import flows
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.repeats import repeats
from cchc_lib.reading.shares import shares
from cchc_lib.reading.spelled import spelled
from cchc_lib.reading.sums import sums
from cchc_lib.reading.wholes import wholes

__all__ = ["told", "verdicts"]


def verdicts(prose: Prose) -> Iterator[Verdict]:
    """Yield what the judge says of every relation of a text, those that hold too."""
    found = [verdict for reading in sums(prose) for verdict in settle(reading.readings)]
    found += [verdict for claim in flows(prose) for verdict in settle([claim])]
    found += [verdict for claim in wholes(prose) for verdict in settle([claim])]
    at_most = [one for one in found if one.relation.kind is Kind.AT_MOST]
    found = [one for one in found if one.relation.kind is not Kind.AT_MOST]
    held = [verdict for verdict in found if verdict.holds]
    yield from held
    rates = list(_shares(prose, held))
    convincing = [one for one in held if _is_convincing(one)]
    shared_out = _with_shares(rates)
    confirmed = {rate.relation.result for rate in rates if rate.holds}
    unexplained = _unexplained(found, convincing)
    rate_of = {rate.relation.result: rate for rate in rates}
    failing = (
        one
        for one in unexplained
        if not (
            _is_partial(one, shared_out)
            or confirmed >= {*one.relation.operands}
            or _is_of_one(one, rate_of)
        )
    )
    yield from _alone(failing)
    yield from _of_other_wholes(rates)
    shared = {rate.relation.operands for rate in rates if rate.holds}
    for bound in at_most:
        relation = bound.relation
        if bound.holds or (*relation.operands, relation.result) not in shared:
            yield bound
    changed: set[int] = set()
    for claim in changes(prose):
        for verdict in settle([claim]):
            if verdict.holds or verdict.relation.result.start not in changed:
                yield verdict
            if not verdict.holds:
                changed.add(verdict.relation.result.start)
    for claim in (*bounds(prose), *balances(prose), *repeats(prose), *spelled(prose)):
        yield from settle([claim])


_SELDOM = Fraction(1, 10)
"""A percentage that holds by chance no more often says of what whole others are, too."""

_LISTED = 160
"""So many characters from one percentage of a list to the next."""

_MOST = 101
"""Parts of one whole make up no more percent of it."""

_ENOUGH = 3
"""So many percentages that agree on one whole prove it."""

_FEW = 1000
"""Below so many, numbers that have nothing to do with each other add up often enough."""


def _is_convincing(verdict: Verdict) -> bool:
    """Whether a sum that holds was meant, and is no coincidence of small numbers."""
    relation = verdict.relation
    return relation.structure is not Structure.POSSIBLE or (
        relation.result.value >= _FEW * relation.result.size
    )


def told(prose: Prose) -> Iterator[tuple[Verdict, Severity]]:
    """Yield the verdicts that are worth a finding, each with its severity."""
    for verdict in prose.once(verdicts):
        if (weight := weigh(verdict)) is not None:
            yield verdict, weight


_ALL = Fraction(999, 10)
"""Percentages that make up so much leave no other part."""


def _is_partial(verdict: Verdict, parts: Mapping[Quantity, Mapping[Quantity, Quantity]]) -> bool:
    """Whether each part has a share of the total that holds, and all of them leave a rest."""
    relation = verdict.relation
    of_total = parts.get(relation.result, {})
    if verdict.off >= 0 or not of_total.keys() >= {*relation.operands}:
        return False
    return sum(of_total[part].value for part in relation.operands) < _ALL


def _with_shares(rates: Iterable[Verdict]) -> dict[Quantity, dict[Quantity, Quantity]]:
    """Return the parts of each whole whose percentage holds, with the percentages."""
    parts: dict[Quantity, dict[Quantity, Quantity]] = {}
    for rate in rates:
        if rate.holds:
            part, whole = rate.relation.operands
            parts.setdefault(whole, {})[part] = rate.relation.result
    return parts


def _of_other_wholes(rates: list[Verdict]) -> Iterator[Verdict]:
    """Yield the shares but those that agree on a whole which the text does not print."""
    failing: dict[Quantity, list[Verdict]] = {}
    for rate in rates:
        if not rate.holds:
            failing.setdefault(rate.relation.operands[1], []).append(rate)
    for place, rate in enumerate(rates):
        near = [other for other in rates[max(0, place - 1) : place + 2] if not other.holds]
        beside = [*failing.get(rate.relation.operands[1], []), *near]
        others = [other for other in beside if other is not rate and _agree(rate, other)]
        if rate.holds or not others or _blame_one(rate, *others):
            yield rate


def _blame_one(*rates: Verdict) -> bool:
    """Whether some percentages would all hold with one slip in the whole: 62 for 64."""
    blamed = [
        {
            (repair.number, repair.printed)
            for repair in rate.repairs
            if repair.number is rate.relation.operands[1]
        }
        for rate in rates
    ]
    return len(rates) >= _ENOUGH and bool(set.intersection(*blamed))


def _agree(rate: Verdict, other: Verdict) -> bool:
    """Whether two percentages over one whole that do not hold are of one other whole."""
    one, two = _whole_of(rate), _whole_of(other)
    least, most = max(one[0], two[0]), min(one[1], two[1])
    is_count = all(isinstance(part.value, int) and not part.unit for part in _parts(rate, other))
    return least <= (most // 1 if is_count else most)


def _parts(*rates: Verdict) -> Iterator[Quantity]:
    return (rate.relation.operands[0] for rate in rates)


def _is_of_one(verdict: Verdict, rate_of: Mapping[Quantity, Verdict]) -> bool:
    """Whether percentages are of one whole that the text does not print, with more parts."""
    rates = [rate_of.get(number) for number in verdict.relation.operands]
    return all(
        one is not None and two is not None and _agree(one, two) for one, two in pairwise(rates)
    )


def _whole_of(rate: Verdict) -> tuple[Fraction, Fraction]:
    """Return the least and the most that the whole of a percentage may be."""
    percent, part = rate.relation.result, rate.relation.operands[0]
    if percent.low <= 0:
        return Fraction(-1), Fraction(-1)
    return Fraction(100 * part.low) / percent.high, Fraction(100 * part.high) / percent.low


def _unexplained(found: Iterable[Verdict], held: list[Verdict]) -> Iterator[Verdict]:
    """Yield the sums that do not hold and whose numbers no sum that holds explains."""
    of: dict[object, list[Relation]] = {}
    for other in held:
        for number in (other.relation.result, *other.relation.operands):
            of.setdefault(number, []).append(other.relation)
    for verdict in found:
        relation = verdict.relation
        numbers = (relation.result, *relation.operands)
        others = {id(other): other for number in numbers for other in of.get(number, ())}
        if not verdict.holds and not any(_explains(other, relation) for other in others.values()):
            yield verdict


def _explains(other: Relation, relation: Relation) -> bool:
    """Whether a sum that holds says what the numbers of another are."""
    operands, theirs = {*relation.operands}, {*other.operands}
    shared = len(operands & theirs)
    if shared and (other.result in operands or relation.result in theirs):
        return True
    is_sure = relation.structure is Structure.CERTAIN
    is_of_same = other.result is relation.result and not relation.is_complete
    return not is_sure and (is_of_same or shared > 1)


def _alone(failing: Iterable[Verdict]) -> list[Verdict]:
    """Return of sums that share their numbers the one that is surest."""
    kept: list[Verdict] = []
    taken: dict[object, list[int]] = {}
    for verdict in sorted(failing, key=_rank):
        numbers = (verdict.relation.result, *verdict.relation.operands)
        times = Counter(place for number in numbers for place in taken.get(number, ()))
        if all(count < 2 for count in times.values()):
            for number in numbers:
                taken.setdefault(number, []).append(len(kept))
            kept.append(verdict)
    return kept


_WEIGHTS = (*Severity, None)


def _rank(verdict: Verdict) -> tuple[int, bool, int]:
    relation = verdict.relation
    weight = weigh(verdict)
    is_slip = weight is not None and verdict.is_slip
    return _WEIGHTS.index(weight), not is_slip, len(relation.operands)


def _shares(prose: Prose, held: list[Verdict]) -> Iterator[Verdict]:
    """Yield the percentages judged, a whole preferred that other numbers confirm."""
    claims = list(shares(prose))
    of_whole: dict[Quantity, list[Relation]] = {}
    for relation in chain.from_iterable(claims):
        of_whole.setdefault(relation.operands[1], []).append(relation)
    known = {
        pair
        for verdict in held
        for pair in _shared_out(prose, verdict.relation, of_whole.get(verdict.relation.result, ()))
    }
    votes: Counter[Quantity] = Counter()
    wholes: list[Quantity | None] = []
    holding: list[Verdict | None] = []
    for claim in claims:
        held_here = next((one for one in map(judge, claim) if one.holds), None)
        holding.append(held_here)
        is_meant = held_here is not None and held_here.chance <= _SELDOM
        wholes.append(held_here.relation.operands[1] if held_here and is_meant else None)
        if held_here is not None:
            votes[held_here.relation.operands[1]] += is_meant
    owned = set(_owned(held, [one.relation for one in holding if one is not None]))
    for place, claim in enumerate(claims):
        part = claim[0].operands[0]
        near = slice(max(0, place - 1), place + 2)
        beside = {
            whole
            for other, whole in zip(claims[near], wholes[near], strict=True)
            if whole is not None and whole.start < part.start and _are_listed(prose, other, claim)
        }
        first = holding[place]
        if own := [one for one in claim if one.operands[:2] in owned]:
            claim, first = tuple(own), None
        readings = tuple(_confirmed(claim, known, votes, beside))
        yield from settle([readings]) if first is None or readings != claim else [first]


def _shared_out(
    prose: Prose, total: Relation, shares_of_it: Sequence[Relation]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the parts of a total with it, but those whose percentages are of other wholes.

    Có 485 trường đạt chuẩn: mầm non 141 (51,8%), tiểu học 206 (75,2%): of the schools of a kind.
    """
    of_total = [share for share in shares_of_it if share.operands[0] in total.operands]
    low = sum(relation.result.low for relation in of_total)
    if len(of_total) > 1 and low > _MOST and not any(judge(one).holds for one in of_total):
        return
    alike = {one.operands[0] for one in of_total if _is_shared_alike(prose, one)}
    yield from ((part, total.result) for part in total.operands if part not in alike)


def _owned(
    held: Iterable[Verdict], shares_that_hold: Sequence[Relation]
) -> Iterator[tuple[Quantity, ...]]:
    """Yield each part of a bracket with its total, where another part has its share of that.

    Tiếp nhận 900 hồ sơ. Giải quyết 860 hồ sơ (đúng hạn 850, chiếm 98,8%; quá hạn 10, chiếm 1,2%).
    """
    shared = {one.operands[:2] for one in shares_that_hold}
    for relation in (one.relation for one in held):
        pairs = [(part, relation.result) for part in relation.operands]
        if relation.pattern.is_bracket and not shared.isdisjoint(pairs):
            yield from pairs


def _is_shared_alike(prose: Prose, share: Relation) -> bool:
    """Whether the whole has its percentage in the same words, of something else.

    Thu hoạch 893 ha, chiếm 57% diện tích gieo cấy, trong đó phía Bắc 614 ha, chiếm 60%.
    """
    whole, lead = share.operands[1], _lead(prose, share)
    own = prose.lower[whole.end : whole.end + _LISTED].partition("%")[0].rstrip("0123456789,")
    return bool(lead) and own.endswith(lead) and not any(sign.isdigit() for sign in own)


def _are_listed(prose: Prose, one: tuple[Relation, ...], other: tuple[Relation, ...]) -> bool:
    """Whether two percentages stand in one list: the same words lead from part to percentage."""
    first, second = sorted((one[0].result, other[0].result), key=lambda number: number.start)
    is_near = second.start - first.end < _LISTED
    return is_near and _lead(prose, one[0]) == _lead(prose, other[0]) != ""


def _lead(prose: Prose, share: Relation) -> str:
    """Return the words that lead to a percentage, from the bracket or the comma before it."""
    part, percent = share.operands[0], share.result
    between = prose.lower[part.end : percent.start]
    return between[max(map(between.rfind, "(,")) :] if {*"(,"} & {*between} else ""


def _confirmed(
    claim: tuple[Relation, ...],
    known: set[tuple[Quantity, Quantity]],
    votes: Counter[Quantity],
    beside: set[Quantity],
) -> Iterator[Relation]:
    """Yield the readings of a percentage, those first whose whole other numbers confirm."""
    sure = [relation for relation in claim if relation.operands[:2] in known]
    often = [
        relation
        for relation in claim
        if (votes[relation.operands[1]] > 1 or relation.operands[1] in beside)
        and relation not in sure
        and relation.pattern is not Pattern.TOTAL_OF_OTHER_NAME
    ]
    yield from (attrs.evolve(relation, structure=Structure.CERTAIN) for relation in sure)
    for relation in often:
        structure = relation.structure
        if structure is Structure.POSSIBLE:
            structure = Structure.LIKELY
        elif relation.operands[1] in beside:
            structure = Structure.CERTAIN
        yield attrs.evolve(relation, structure=structure, is_natural=True)
    for relation in claim:
        if relation not in sure and relation not in often:
            yield relation
