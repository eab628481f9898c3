"""Percentages with what they are of: a pair beside them, or a count and the whole it is part of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from cchc_lib.reading.called import (
    beside_it,
    called,
    explained,
    named_part,
    opens_rate,
    rate_name,
)
from cchc_lib.reading.lexicon import all_of, cue, words
from cchc_lib.reading.naming import name_of, named_as
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import ExactQuantity, Quantity
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure
from cchc_lib.reading.terms import BY_START, Passage, Role, Term, is_alike, passages
from cchc_lib.reading.unprinted import LINK, computed_wholes, of_both

__all__ = ["shares"]


_REACH = 1500
"""How far before a part, in characters, its whole may stand."""

_AFTER = 300
"""How far behind it."""

_SHARED = 2
"""So many words beside a number that a name repeats make it the one that is named."""

_WINDOW = 30
"""So many numbers before a part, and a third of it behind, may be its whole."""

_GROWTH = re.compile(words("change", "mean", "own_rate"))
_OTHER_TIME = re.compile(rf"\([^()]*{words('elsewhere', 'earlier', 'change.then')}[^()]*$")
_OF = words("change.against", "of", "within")
_WHOLE = words("total", "number")
_OF_PLAN = re.compile(rf"\s?(?:{_OF} )?(?:cả )?{words('plan')}")
_OF_ANOTHER = re.compile(rf"\s?(?:{_OF} (?!{_WHOLE})|{words('change.then')})")
_NAMED = re.compile(
    rf" (?:(?:{_OF} )?{_WHOLE} [^0-9%.;(),]{{0,60}}?"
    rf"(?:\(|{words('linking', 'has', 'parts.all')} )?|{_OF} |"
    rf"{words('change.against')} [^0-9%.;(),]{{0,60}}\()$"
)
_PLAN_NAMED = re.compile(
    rf"[^0-9%.;(),]{{0,20}}{words('plan')}[^%.;(),]{{0,50}}(?:\([^0-9%;()]{{0,30}})?$"
)
_PLAN_BEFORE = re.compile(rf"{words('plan')}[^%;]{{0,100}}$")
_ASSIGNED = re.compile(rf"{words('state.assigned')}[^0-9%.;,()]{{0,15}}$")
_MARK = re.compile(
    rf"\s{words('noun.counted.unit', 'noun.counted.people')}"
    r"[^0-9.;:()]{0,30}(?<!,) đạt [^,0-9]{0,40}"
)
"""Units that reach a percentage, which is none of how many they are."""

_COUNTED = {tuple(said.split()) for said in all_of("noun.portioned")}
"""What a portion is of; of others, "5/9 xã đạt dưới 3%" is a mark that each of them reached."""

_SOME = re.compile(words("parts.some"))
_AT_MOST = re.compile(words("limit.at_most"))
_SHARE_SAID = re.compile(rf"{words('rate.share', 'share_verb')}[^0-9,;.()]{{0,15}}$")
_LIMIT = re.compile(rf"{words('limit')} $")
_OPENED = re.compile(rf", (?:{words('limit')} )?$")
_OPENS = re.compile(
    rf"\s(?!{words('plan', 'change.against', 'total', 'number', 'linking')})[a-zà-ỹ]"
)
_WITH = re.compile(rf" {words('linking')} (?:{words('total')} )?$")
_IN_TOTAL = re.compile(rf"^[^0-9,;.:()]*{_OF} {words('total')} $")
_EQUAL = re.compile(rf",? \(?{words('rate.equals', 'is')}(?: với)? $")
_BEHIND = re.compile(rf"\s?\((?:{words('rate', 'linking')}|=)?\s?")
_AMONG = re.compile(rf"{words('parts.among')} (?P<who>[^0-9,;.]{{3,60}}),[^0-9]*$")
"""Who names a whole without its number means one that is not printed."""
_MAKES_WHOLE = re.compile(rf"{words('parts', 'has', 'state.done', 'state.fulfilled')}|\(")
_CLAUSE = re.compile(r"[,;.:()]")
_PAST = 6
"""So many changes may stand between a count and its percentage."""

_HALF = Fraction(1, 2)
"""A number beside which no more of the words of a name stand is another."""

_AMONG_CUE, _PLAN_CUE, _GIVEN_CUE = map(cue, ("parts.among", "plan", "state.assigned"))


def shares(prose: Prose) -> Iterator[Readings]:
    """Yield, for each percentage with a part, the ways in which it can be read."""
    before: list[Term] = []
    for passage in prose.once(passages):
        terms, computed = passage.terms, None
        for at, term in enumerate(terms):
            if term.role is not Role.PERCENT or term.is_range:
                continue
            if computed is None:
                computed = computed_wholes(passage)
            claim = tuple(_claim(passage, before, at, computed))
            if claim:
                yield claim
        before = [*before, *terms][-_WINDOW:]


def _claim(
    passage: Passage,
    earlier: Sequence[Term],
    at: int,
    computed: Mapping[str, Sequence[ExactQuantity]],
) -> Iterator[Relation]:
    terms, percent = passage.terms, passage.terms[at].number
    beside, named = _beside(passage, at), None
    if beside is None or beside.start < percent.start:
        named = called(passage, at)
    part = named or beside or named_part(passage, at)
    if part is None:
        return
    if part.is_pair and _LIMIT.search(passage.prose.lower, max(0, part.start - 20), part.start):
        return  # hơn 2/3 số xã (70%)
    if part.is_pair and _are_measures(part):
        part = attrs.evolve(part, numbers=part.numbers[:1])
    if part.is_pair:
        some, whole = part.numbers
        if some.unit == whole.unit and whole.value:
            between = passage.prose.flat[part.end : terms[at].start].lower()
            is_mark = _MARK.fullmatch(between) or (
                percent.qualifier
                and some.noun[:2] not in _COUNTED
                and some.noun[:1] not in _COUNTED
            )
            structure = Structure.LIKELY if is_mark else Structure.CERTAIN
            yield _share(percent, some, whole, structure, Pattern.FRACTION)
        return
    if part.number.unit == "%" or part.role in (Role.TIME, Role.RANGE, Role.RATE):
        return
    if (among := _among(passage, part)) is not None:
        yield _share(percent, among, part.number, Structure.CERTAIN, Pattern.OF_TOTAL)
        return
    if (named or opens_rate(terms[at].lead)) and part.start < percent.start:
        sides = beside_it(passage, at, part)
        if part in sides:
            fits = [*explained(passage, terms[at], sides, earlier)]
            if not any(row == [part.number] for row, _ in fits):
                if named:  # trước hạn 300, đúng hạn 170: what is called so may be both
                    fits = [fit for fit in fits if part.number in fit[0]]
                if fits:
                    yield from () if named else _of_first(terms[at], part, fits)
                    return
    yield from _wholes(passage, earlier, at, part, computed)


def _of_first(
    percent: Term, part: Term, fits: Sequence[tuple[list[Quantity], Quantity]]
) -> Iterator[Relation]:
    """Yield the share of the one count that has it, of a rate without name: 41, còn 2, đạt 95%."""
    row, whole = fits[0]
    is_one = len(fits) == 1 and len(row) == 1 and not rate_name(percent)
    if is_one and row[0].value + part.number.value <= whole.value:
        yield _share(percent.number, row[0], whole, Structure.LIKELY, Pattern.TOTAL_BEFORE)


def _among(passage: Passage, whole: Term) -> Quantity | None:
    """Return what is said to be part of a whole: 27 chuyến đúng giờ trong tổng số 33 chuyến."""
    place = bisect_left(passage.terms, whole.start, key=BY_START) - 1
    if place < 0 or not _IN_TOTAL.search(whole.lead):
        return None
    part = passage.terms[place]
    is_part = part.role is Role.COUNT and part.sentence == whole.sentence and not part.is_pair
    if not is_part or not is_alike(whole.number, part.number) or part.number.is_limited:
        return None
    return part.number if part.number.value <= whole.number.value else None


def _are_measures(pair: Term) -> bool:
    """Whether a pair counts two things: 4.975 vụ/6.755 bị can."""
    some, whole = pair.numbers
    return bool(some.noun and whole.noun and some.noun[0] != whole.noun[0])


def _beside(passage: Passage, at: int) -> Term | None:
    """Return the count or the pair that a percentage stands beside."""
    terms, term = passage.terms, passage.terms[at]
    flat = passage.prose.lower
    place = at - 1
    while place >= 0 and terms[place].depth > term.depth:
        place -= 1
    behind = terms[at + 1] if at + 1 < len(terms) else None
    if behind is not None and behind.sentence == term.sentence:
        between = flat[term.end : behind.start]
        if term.is_change and behind.is_pair:
            return None
        if behind.is_pair and _BEHIND.fullmatch(between):
            return behind
        if _EQUAL.fullmatch(between) and behind.role is Role.COUNT:
            return behind
        if _WITH.fullmatch(between) and behind.role is Role.COUNT:
            return None
    if place < 0 or terms[place].sentence != term.sentence:
        return None
    while place and terms[place].is_attribute and not terms[place].is_pair:
        if terms[place - 1].sentence != term.sentence or terms[place - 1].role is not Role.COUNT:
            break
        place -= 1
    if terms[place].is_change and _SHARE_SAID.search(term.lead):  # tăng 16%, chiếm 28% dư nợ
        back = place
        while (
            back > place - _PAST
            and terms[back].is_change
            and terms[back - 1].sentence == term.sentence
        ):
            back -= 1
        if terms[back].role is Role.COUNT and not terms[back].number.is_limited:
            return terms[back]
    part = terms[place]
    if part.role is Role.DELTA and _SOME.search(part.lead):  # tăng 80 tỷ, trong đó dầu tăng 11 tỷ
        return part if LINK.search(flat[part.end : term.start]) else None
    if part.role is not Role.COUNT and not part.is_pair:
        return _reached(passage, at, place)
    between = flat[part.end : term.start]
    said = re.sub(r"\([^()]*\)", "", between)
    if len(said) > 90 or ";" in said or _GROWTH.search(_AT_MOST.sub("", said)):
        return None
    if not LINK.search(said) and (len(said) > 12 or said.endswith(", ")):
        return None
    if _OPENED.search(said) and (part.is_pair or _OPENS.match(flat, term.end)):
        return None
    if _OTHER_TIME.search(part.before):
        return None
    return part


def _reached(passage: Passage, at: int, place: int) -> Term | None:
    """Return the amount that a percentage of a plan is of, where other numbers stand between.

    Thu 90 tỷ đồng, tăng 5 tỷ đồng (5,88%) so với quý II, đạt 45% kế hoạch 200 tỷ đồng do xã giao,
    đạt 60% kế hoạch 150 tỷ đồng do tỉnh giao: both are of 90.
    """
    term, flat = passage.terms[at], passage.prose.flat
    if not _OF_PLAN.match(flat[term.end : term.end + 40]):
        return None
    for other in reversed(passage.terms[max(0, place - 6) : place + 1]):
        if other.sentence != term.sentence or other.is_pair:
            return None
        if other.role is Role.COUNT:
            return None if other.number.is_limited or not other.number.unit else other
    return None


def _wholes(
    passage: Passage,
    earlier: Sequence[Term],
    at: int,
    part: Term,
    computed: Mapping[str, Sequence[ExactQuantity]],
) -> Iterator[Relation]:
    """Yield the share over each number that may be its whole, the natural one first."""
    flat, terms = passage.prose.flat, passage.terms
    percent, some = terms[at].number, part.number
    behind = flat[percent.end : percent.end + 60]
    is_of_plan = bool(_OF_PLAN.match(behind))
    is_of_another = not is_of_plan and _OF_ANOTHER.match(behind)
    name = name_of(passage, terms[at])
    named = _named(passage, at, some)
    if named is not None:
        yield _share(percent, some, named, Structure.CERTAIN, Pattern.TOTAL_BEHIND)
        return
    place = next(
        place
        for place in range(min(at + 1, len(terms) - 1), -1, -1)
        if terms[place].start == part.start
    )
    near = [*earlier, *terms[:place]][-_WINDOW:]
    after = [term for term in terms[at + 1 : at + 10] if term.start < part.start + _AFTER]
    found: list[tuple[int, int, Relation]] = []
    for rank, term in enumerate([*reversed(near), *after]):
        if term.start < part.start - _REACH:
            continue
        for number in reversed(term.numbers):
            is_direct = not rank and term.depth < part.depth and not term.is_pair
            if not _may_be_whole(percent, number, some, term, is_direct=is_direct):
                continue
            is_plan = term.said_before & _PLAN_CUE and _PLAN_BEFORE.search(term.before)
            if is_of_plan and not is_plan:
                continue
            structure = _structure(passage, term, part, number, is_of_plan=is_of_plan)
            if is_of_another:
                structure = Structure.POSSIBLE
            pattern = Pattern.TOTAL_BEFORE
            said = named_as(name, term) if name else None
            if said is not None and said <= _HALF:
                structure, pattern = Structure.POSSIBLE, Pattern.TOTAL_OF_OTHER_NAME
            elif said == 1 and is_alike(number, some) and term.start < part.start:
                pattern = Pattern.TOTAL_NAMED
            is_far = (
                rank > 0 or term.sentence != part.sentence or pattern is Pattern.TOTAL_OF_OTHER_NAME
            )
            is_named = structure is not Structure.POSSIBLE or pattern is Pattern.TOTAL_NAMED
            relation = _share(
                percent, some, number, structure, pattern, is_natural=is_named or not is_far
            )
            found.append((structure.rank, rank, relation))
    if (
        len({one[2].operands[1].value for one in found if one[2].pattern is Pattern.TOTAL_NAMED})
        == 1
    ):
        found = [_surely(*one) if one[2].pattern is Pattern.TOTAL_NAMED else one for one in found]
    ordered = [relation for _, _, relation in sorted(found, key=lambda item: item[:2])]
    yield from ordered
    yield from of_both(terms[:place], part, ordered)
    for value in computed.get(some.unit, ()) if not name else ():
        whole = attrs.evolve(some, value=value, shown="", start=0, end=0)
        yield _share(percent, some, whole, Structure.POSSIBLE, Pattern.SUM_OF_ALL)


def _may_be_whole(
    percent: Quantity, number: Quantity, some: Quantity, term: Term, *, is_direct: bool
) -> bool:
    return (
        number is not some
        and number.unit == some.unit
        and bool(number.value)
        and (
            number.value >= some.value
            or percent.value > 100
            or _is_given(number, some, term)
            or is_direct
        )
        and term.role not in (Role.TIME, Role.RANGE, Role.RATE)
        and not number.is_word
    )


def _is_given(number: Quantity, some: Quantity, term: Term) -> bool:
    """Whether more is there than what was given, which no share below 100 says."""
    is_same = number.noun == some.noun and term.said_before & _GIVEN_CUE
    return bool(is_same and _ASSIGNED.search(term.before))


def _structure(
    passage: Passage, term: Term, part: Term, whole: Quantity, *, is_of_plan: bool
) -> Structure:
    """Return how sure it is that a part is of this whole."""
    is_other = (term.role is Role.DELTA) != (part.role is Role.DELTA)
    if not is_alike(whole, part.number) or is_other or term.start > part.start:
        return Structure.POSSIBLE
    between = passage.prose.lower[term.end : part.start]
    if is_of_plan:
        return Structure.LIKELY
    is_elsewhere = term.sentence != part.sentence and part.said_before & _AMONG_CUE
    if is_elsewhere and (among := _AMONG.search(part.before)):
        named = {*among["who"].split()} & {*term.behind.split()}
        return Structure.LIKELY if len(named) >= _SHARED else Structure.POSSIBLE
    if len(between) <= 90 and not re.search(r"[0-9.;]", between) and _MAKES_WHOLE.search(between):
        return Structure.CERTAIN
    if term.sentence == part.sentence and term.start >= passage.block.start:
        return Structure.LIKELY
    return Structure.LIKELY if len(between) < 300 else Structure.POSSIBLE


def _named(passage: Passage, at: int, some: Quantity) -> Quantity | None:
    """Return the whole named behind: đạt 169% kế hoạch 3.046 triệu đồng, or in brackets."""
    terms, percent = passage.terms, passage.terms[at]
    for term in terms[at + 1 : at + 2]:
        between = passage.prose.lower[percent.end : term.start]
        if term.sentence != percent.sentence or len(between) > 90 or term.role is Role.TIME:
            return None
        if not (_NAMED.fullmatch(between) or _PLAN_NAMED.fullmatch(between)):
            return None
        number = term.number
        if is_alike(number, some) and number.value and not number.is_limited and not term.is_pair:
            return number
    return None


def _surely(_: int, rank: int, relation: Relation) -> tuple[int, int, Relation]:
    """Return the share over the only number that is named as its whole, as certain."""
    return 0, rank, attrs.evolve(relation, structure=Structure.CERTAIN)


def _share(
    percent: Quantity,
    part: Quantity,
    whole: Quantity,
    structure: Structure,
    pattern: Pattern,
    *,
    is_natural: bool = True,
) -> Relation:
    return Relation(Kind.SHARE, percent, (part, whole), structure, pattern, is_natural=is_natural)
