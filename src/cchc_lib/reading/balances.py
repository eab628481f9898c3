"""What came in, what went out and what that leaves: thu, chi, kết dư; xuất, nhập, xuất siêu."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_lib.reading.lexicon import cue, sides, words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure
from cchc_lib.reading.terms import Role, Term, is_alike, passages

__all__ = ["balances"]

_BACK = 5
"""So many numbers back the two values stand of which one is the difference."""

_REACH = 400
"""How far before a difference, in characters, its values stand."""

_NET = re.compile(rf"{words('net')}[^0-9%.;()]{{0,40}}$")
_CALLED_NET = cue("net")
_YEAR = re.compile(r"(?:năm )?\b(?:19|20)[0-9]{2}\b")
_BROUGHT = re.compile(words("opening", "state.carried", "earlier"))
_OPENING = re.compile(rf"{words('opening')}[^0-9%.;()]{{0,25}}$")
_CLAUSE = re.compile(r"[;.()\n]|, ")
_AGAINST = re.compile(words("change.against", "change.then"))
_SIDES = tuple((re.compile(one), re.compile(other)) for one, other in sides("balance"))


def balances(prose: Prose) -> Iterator[Readings]:
    """Yield, for each number that is called what is left, the two that it is the difference of."""
    terms = [term for passage in prose.once(passages) for term in passage.terms]
    for at, term in enumerate(terms):
        is_said = at > 1 and not term.is_pair and term.said_before & _CALLED_NET
        if is_said and _NET.search(_YEAR.sub("", term.before)):
            found = tuple(_of(terms, at))
            if found:
                yield found


def _of(terms: Sequence[Term], at: int) -> Iterator[Relation]:
    net = terms[at]
    if _AGAINST.search(net.behind):  # rose by so much since then
        return
    before = [
        term
        for term in reversed(terms[max(0, at - _BACK) : at])
        if net.start - term.end < _REACH
        and not term.is_pair
        and term.role in (Role.COUNT, Role.AIM)
        and is_alike(net.number, term.number)
    ]
    if _BROUGHT.search(net.behind):  # tồn quỹ 50 triệu đồng (năm trước chuyển sang 30)
        return
    opening = next((term for term in before if _OPENING.search(term.before)), None)
    for one, other in _SIDES:
        came, went = _last(before, one, other), _last(before, other, one)
        if came is not None and went is not None:
            operands = came.number, went.number
            pattern = Pattern.NET
            if opening is not None and opening not in (came, went):
                yield Relation(
                    Kind.SUM,
                    net.number,
                    (opening.number, came.number),
                    Structure.LIKELY,
                    Pattern.STOCK,
                    less=(went.number,),
                    is_complete=True,
                )
                return
            yield Relation(Kind.DIFFERENCE, net.number, operands, Structure.LIKELY, pattern)


def _last(terms: Sequence[Term], side: re.Pattern[str], other: re.Pattern[str]) -> Term | None:
    """Return the nearest number whose words name one side last."""
    for term in terms:
        label = _CLAUSE.split(term.before)[-1]
        if max(map(_end, side.finditer(label)), default=0) > max(
            map(_end, other.finditer(label)), default=0
        ):
            return term
    return None


def _end(found: re.Match[str]) -> int:
    return found.end()
