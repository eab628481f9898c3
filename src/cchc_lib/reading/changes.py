"""Increases and decreases: from one value to another, by how much, against a plan or a period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from cchc_lib.reading.lexicon import cue, words
from cchc_lib.reading.naming import names_another, of_one_measure
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.posts import lacking
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure
from cchc_lib.reading.terms import Passage, Role, Term, is_alike, passages

__all__ = ["changes"]

_BACK = 12
"""So many numbers back the value that changed may stand."""

_NEAR = 60
"""So many characters from a change its values stand, where they stand beside it."""

_WAY = re.compile(rf"(?P<up>{words('change.up')})|(?P<down>{words('change.down')})")
_SIGN = re.compile(r"\((?P<up>\+)|\((?P<down>[-–−])")
_FROM = re.compile(rf"(?:^|[ (]){words('from')} $")
_TO = re.compile(
    rf"[^0-9%.;:()]{{0,40}}?(?:(?P<up>{words('becomes.up')})|(?P<down>{words('becomes.down')}))"
    r"[^0-9%.;:()]{0,16}$"
)
_BECOMES = re.compile(rf"{words('becomes')}(?: còn)? $")
_UP_TO = re.compile(rf"{words('becomes.up', 'becomes.down')}[^0-9%.;:()]{{0,25}}$")
_RAISES = re.compile(rf"{words('raises')}[^0-9.;]{{0,60}}$")
_SURE = {True: Structure.CERTAIN, False: Structure.LIKELY}
_TIMES = re.compile(rf"\s*{words('times')}")
_YEAR = re.compile(r"(?:cuối |đầu )?(?:năm|tháng|quý) [0-9/]{1,7}")
_SHARE = re.compile(
    rf"[^0-9%.;:()]{{0,60}}(?: \(|(?:,| -) {words('rate.equals')})[^0-9%;)]{{0,25}}$"
)
_THEN = re.compile(
    rf"(?:[^0-9%.;:,()]{{0,40}}[,(]|\),?) ?(?:{words('rate.equals')} )?(?:đã )?"
    rf"{words('change.up', 'change.down')}[^0-9%.;:(),]{{0,20}}$"
)
_SAID_BEFORE = rf"[^0-9.;()]{{0,25}}, {words('from')} "
_IN_YEAR = re.compile(r"năm ((?:19|20)[0-9]{2})[^0-9;]{0,30}$")
_BESIDE = 30
"""So many characters before a change the value stands that it belongs to."""

_RANK = re.compile(words("rank"))
_START = r"[^0-9%.;()]{0,30}?"
_AGAINST, _PLANNED = words("change.against"), words("plan", "aim", "required")
_BASE = re.compile(
    rf"{_START}(?:{_AGAINST} )?[^;()%]{{0,60}}?\([^;()%]{{0,20}}(?:năm|quý|tháng) "
    rf"[^;()%]{{0,40}}$|"
    rf"{_START}{words('change.against', 'change.then')} "
    rf"[^;()]{{0,160}}?(?P<open>\()[^;()0-9%]{{0,40}}$|"
    rf"{_START}{_AGAINST} [^;()%,:]{{0,60}}?(?: là |{_PLANNED}[^%;(),]{{0,20}} )$|"
    rf"{_START}\((?:[^()]{{0,20}} )?(?:{words('change.then', 'plan')}|(?:năm|quý|tháng|kỳ))"
    r"[^()%]{0,30}$"
)
_PLAN = re.compile(words("plan", "aim", "required"))
_THEN_IS = re.compile(rf"{words('change.then')}[^,;()]{{0,30}}$")
_AGAINST_IT = re.compile(rf" {_AGAINST} ")
_OF_THEN = re.compile(rf"[^0-9.;()]{{0,45}}?{words('change.then', 'earlier', 'plan')}")
_OTHER = re.compile(rf"[^.;]{{0,15}}?{words('change.against', 'plan')}")

_SINCE, _UNTIL = cue("from"), cue("becomes.up", "becomes.down")


def changes(prose: Prose) -> Iterator[Readings]:
    """Yield, for each change that the text states, the ways in which it can be read."""
    for passage in prose.once(passages):
        terms = passage.terms
        for at, term in enumerate(terms):
            steps = list(_from_to(passage, at))
            yield from steps
            found = tuple(lacking(passage, at))
            if not found and not steps and term.is_change:
                found = (
                    *_beside_pair(passage, at),
                    *_becoming(passage, at),
                    *_against(passage, at),
                    *_by_year(passage, at),
                    *_with_share(passage, at),
                )
            yield from _by_result(found)


def _by_result(found: Sequence[Relation]) -> Iterator[Readings]:
    """Yield the ways to read each number: one that holds says nothing of another."""
    of: dict[Quantity, list[Relation]] = {}
    for relation in found:
        of.setdefault(relation.result, []).append(relation)
    yield from map(tuple, of.values())


def _way(text: str) -> bool | None:
    """Return whether the last word of direction in some words says that it rose."""
    said = list(_WAY.finditer(text))
    last = said[-1] if said else _SIGN.search(text)
    return None if last is None else bool(last["up"])


def _from_to(passage: Passage, at: int) -> Iterator[Readings]:
    """Yield what rose or fell "từ 1.250 lên 1.500 hồ sơ", with what is said before and after."""
    terms = passage.terms
    if at + 1 >= len(terms) or terms[at].is_pair or terms[at + 1].is_pair:
        return
    then, now = terms[at], terms[at + 1]
    if then.sentence != now.sentence or not (then.cues & _SINCE and now.cues & _UNTIL):
        return
    link = _TO.match(_YEAR.sub("", now.lead))
    if not link or not _FROM.search(then.before):
        return
    flat = passage.prose.lower
    around = flat[max(0, then.start - 40) : now.end + 10]
    if then.number.unit != now.number.unit or now.number.is_limited or _RANK.search(around):
        return
    earlier = attrs.evolve(then.number, qualifier=None)  # "từ" sets no bound here
    said = _way(_FROM.split(then.before)[0][-60:])
    rose = bool(link["up"])
    claims: list[Term] = []
    if (at and then.depth > terms[at - 1].depth and terms[at - 1].is_change) or (
        at and terms[at - 1].is_change and re.fullmatch(_SAID_BEFORE, then.lead)
    ):
        claims.append(terms[at - 1])
    if at and _RAISES.search(then.before) and _adds(terms[at - 1], then):
        claims.append(terms[at - 1])
    if at + 2 < len(terms) and terms[at + 2].sentence == now.sentence:
        third = terms[at + 2]
        is_of_another = _OTHER.match(flat[third.end : third.end + 40])
        if third.is_change and _THEN.match(third.lead) and not is_of_another:
            claims.append(third)
    for way in (said, rose):
        if way is not None:
            pattern = Pattern.FROM_TO
            yield (
                Relation(
                    Kind.DIRECTION, now.number, (earlier,), Structure.CERTAIN, pattern, rose=way
                ),
            )
    for claim in claims:
        steps = tuple(_step(claim, now.number, earlier, Structure.CERTAIN, Pattern.FROM_TO))
        if steps:
            yield steps


def _adds(new: Term, then: Term) -> bool:
    """Whether a count is what raised a total: 30 ca mới, nâng tổng số ca mắc từ 345 lên 375."""
    return (
        new.role is Role.COUNT
        and not (new.is_pair or new.number.is_limited or new.number.is_word)
        and new.sentence == then.sentence
        and is_alike(new.number, then.number)
    )


def _step(
    claim: Term, now: Quantity, then: Quantity, structure: Structure, pattern: Pattern
) -> Iterator[Relation]:
    """Yield how a claim may follow from two values: as a difference, a growth, or points."""
    number, rose = claim.number, _way(claim.before[-60:])
    if _TIMES.match(claim.behind, claim.end - claim.start):
        return
    if (number.unit == now.unit or not number.unit) and is_alike(number, now):
        yield Relation(Kind.DIFFERENCE, number, (now, then), structure, pattern, rose=rose)
    if number.unit == "%" and "điểm" not in claim.said:
        yield Relation(Kind.GROWTH, number, (now, then), structure, pattern, rose=rose)


def _beside_pair(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield a change beside its two values: tăng 83 vụ (206/113 vụ); 73/70 ha, tăng 4,3%."""
    terms, claim = passage.terms, passage.terms[at]
    behind = terms[at + 1] if at + 1 < len(terms) else None
    if behind is not None and behind.is_pair and behind.depth > claim.depth and not claim.is_pair:
        now, then = behind.numbers
        if len(behind.lead) < _NEAR:
            yield from _step(claim, now, then, Structure.CERTAIN, Pattern.ROSE_FRACTION)
            return
    before = terms[at - 1] if at else None
    if (
        before is not None
        and before.is_pair
        and before.sentence == claim.sentence
        and claim.number.unit == "%"
        and re.fullmatch(r"[^;.]{0,12}, [^;.,]{0,12}", claim.lead)
    ):
        now, then = before.numbers
        yield from _step(claim, now, then, Structure.LIKELY, Pattern.FRACTION_ROSE)


def _becoming(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield a difference behind its two values: ghép 135 chi cục thành 64 (giảm 71)."""
    if at < 2:
        return
    then, now, claim = passage.terms[at - 2 : at + 1]
    words_between = passage.prose.lower[then.end : now.start]
    if (
        not (then.is_pair or now.is_pair or claim.is_pair)
        and then.sentence == claim.sentence
        and _BECOMES.search(words_between)
        and is_alike(then.number, now.number)
        and _THEN.match(claim.lead)
    ):
        yield from _step(claim, now.number, then.number, Structure.LIKELY, Pattern.BECOMES)


def _against(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield a change against a value that is printed: tăng 20% so với cùng kỳ (1.250 hồ sơ)."""
    terms, claim = passage.terms, passage.terms[at]
    if claim.is_pair:
        return
    bases: list[Term] = []
    after = [term for term in terms[at + 1 : at + 3] if term.role is not Role.TIME]
    if after:
        base = after[0]
        rest = passage.prose.flat[base.end : base.end + 40].partition(")")[0]
        found = _BASE.match(passage.prose.lower[claim.end : base.start])
        is_open = found and found["open"] and re.search(r"[0-9;(]", rest)
        is_named = (found and not is_open) or _is_direct(passage, claim, base)
        if is_named and base.sentence == claim.sentence and not base.is_pair:
            bases.append(base)
    if at and _is_compared_before(terms[at - 1], claim):
        bases.append(terms[at - 1])
    for base in bases:
        if base.number.is_limited or base.is_change:
            continue
        place = at - 1 if base is terms[at - 1] else at
        for value in _values(terms, place, claim):
            if value is not base and is_alike(value.number, base.number):
                steps = _step(claim, value.number, base.number, Structure.LIKELY, Pattern.AGAINST)
                is_beside = place > 0 and value is terms[place - 1]
                for step in steps:
                    yield attrs.evolve(step, is_complete=is_beside)


def _is_compared_before(base: Term, claim: Term) -> bool:
    """Whether the value of then stands before a change: cùng kỳ (1.140 hồ sơ), tăng 114 hồ sơ."""
    if base.role is not Role.REFERENCE or base.sentence != claim.sentence:
        return False
    compared = _OTHER.match(claim.behind, len(claim.said))
    if compared and bool(_PLAN.search(claim.behind)) != bool(_PLAN.search(base.clause[-_NEAR:])):
        return False  # vượt kế hoạch (100 tỷ đồng), tăng 15% so với cùng kỳ
    is_then = base.depth == claim.depth and not compared
    return base.depth > claim.depth or bool(is_then and _THEN_IS.search(base.clause))


def _is_direct(passage: Passage, claim: Term, base: Term) -> bool:
    """Whether a value is named right behind, as one of before: so với 16.506 căn cùng kỳ."""
    between = passage.prose.lower[claim.end : base.start]
    return bool(
        _AGAINST_IT.fullmatch(between.removeprefix(")"))
        and _OF_THEN.match(base.behind, len(base.said))
    )


def _values(terms: Sequence[Term], at: int, claim: Term) -> Iterator[Term]:
    """Yield the values before a change that may be what changed, nearest first."""
    for value in reversed(terms[max(0, at - _BACK) : at]):
        if value.is_pair or value.number.is_limited or value.is_change:
            continue
        if value.depth > claim.depth or names_another(claim, value):
            continue
        if (
            value.role in (Role.COUNT, Role.PERCENT, Role.AIM, Role.RATE)
            and not value.number.is_word
        ):
            yield value


def _by_year(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield a change from one year to the next: năm 2013 là 77 tỷ, năm 2014 là 85 tỷ, tăng 8."""
    if at < 2:
        return
    then, now, claim = passage.terms[at - 2 : at + 1]
    first, last = _IN_YEAR.search(then.clause), _IN_YEAR.search(now.lead)
    if (
        first is not None
        and last is not None
        and not (then.is_pair or now.is_pair or claim.is_pair or claim.is_range)
        and then.sentence == claim.sentence
        and then.role is now.role is Role.COUNT
        and len(claim.lead) < _BESIDE
        and is_alike(then.number, now.number)
    ):
        if first[1] > last[1]:  # năm 2025 có 45 vụ, năm 2024 có 50 vụ, giảm 5 vụ
            then, now = now, then
        yield from _step(claim, now.number, then.number, Structure.LIKELY, Pattern.YEARS)


def _with_share(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield a change by a count and its share: 1.500 hồ sơ, tăng 250 hồ sơ (20%)."""
    terms, by = passage.terms, passage.terms[at]
    if at + 1 >= len(terms) or by.is_pair:
        return
    if by.number.unit == "%":
        yield from _with_count(passage, at)
        return
    rose = _way(by.before[-60:])
    if rose is None:
        return
    if _is_of_base(terms, at):
        yield _share_of(terms[at + 1].number, by.number, terms[at - 1].number)
        return
    if at + 2 < len(terms) and _is_reached(by, *terms[at + 1 : at + 3]):
        value, share = terms[at + 1 : at + 3]
        operands, pattern = (by.number, value.number), Pattern.ROSE_TO
        yield Relation(Kind.GROWN, share.number, operands, Structure.LIKELY, pattern, rose=rose)
        return
    share = terms[at + 1]
    if share.number.unit != "%" or share.sentence != by.sentence or share.number.is_limited:
        base = share
        if _BASE.match(base.lead) and at + 2 < len(terms) and terms[at + 2].is_change:
            third = terms[at + 2]
            if third.number.unit == "%" and is_alike(by.number, base.number) and not base.is_pair:
                yield _share_of(third.number, by.number, base.number)
        return
    if not _SHARE.match(share.lead) and not share.is_change:
        return
    after = terms[at + 2] if at + 2 < len(terms) else None
    if (
        after is not None
        and after.sentence == by.sentence
        and _UP_TO.search(after.lead)
        and is_alike(after.number, by.number)
        and not after.is_pair
    ):
        operands, pattern = (by.number, after.number), Pattern.ROSE_SHARE_TO
        yield Relation(Kind.GROWN, share.number, operands, Structure.LIKELY, pattern, rose=rose)
        return
    values = [
        value
        for value in _values(terms, at, by)
        if value.number.unit != "%" and is_alike(value.number, by.number)
    ]
    named = [value for value in values if of_one_measure(value, by)]
    for value in named if len(named) == 1 else values:
        is_near = value.sentence == by.sentence or value.sentence == by.sentence - 1
        yield Relation(
            Kind.GROWN,
            share.number,
            (by.number, value.number),
            _SURE[len(named) == 1] if is_near else Structure.POSSIBLE,
            Pattern.ROSE_BY_SHARE,
            rose=rose,
        )


def _share_of(share: Quantity, by: Quantity, base: Quantity) -> Relation:
    return Relation(Kind.SHARE, share, (by, base), Structure.LIKELY, Pattern.ROSE_AGAINST)


def _is_of_base(terms: Sequence[Term], at: int) -> bool:
    """Whether a change stands between base and rate: so với quý II (80 vụ), tăng 4 vụ, tăng 5%."""
    base, by, share = terms[at - 1 : at + 2] if at else (terms[0],) * 3
    return (
        share.is_change
        and share.number.unit == "%"
        and share.sentence == by.sentence
        and not (base.is_pair or base.number.is_limited or share.number.is_limited)
        and is_alike(base.number, by.number)
        and _is_compared_before(base, by)
    )


def _is_reached(by: Term, value: Term, share: Term) -> bool:
    """Whether a value is what a change led to, with its percentage: tăng 27 lên 5.849 (0,46%)."""
    return (
        value.sentence == share.sentence == by.sentence
        and bool(_UP_TO.search(value.lead))
        and is_alike(value.number, by.number)
        and not value.is_pair
        and share.number.unit == "%"
        and share.depth > value.depth
    )


def _with_count(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield a growth and its count: giảm 32% so với cùng kỳ (tương ứng giảm 161 hồ sơ)."""
    terms, share = passage.terms, passage.terms[at]
    by = terms[at + 1]
    is_beside = by.is_change and by.depth > share.depth and by.sentence == share.sentence
    rose = _way(share.before[-60:])
    if not is_beside or rose is None or by.is_pair or share.number.is_limited:
        return
    for value in _values(terms, at, by):
        if value.number.unit != "%" and is_alike(value.number, by.number):
            yield Relation(
                Kind.GROWN,
                share.number,
                (by.number, value.number),
                Structure.LIKELY,
                Pattern.ROSE_SHARE_BY,
                rose=rose,
            )
            return
