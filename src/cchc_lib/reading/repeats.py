"""One figure in two places: a whole that was given before, a count that words refer back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_lib.reading.lexicon import cue, words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure
from cchc_lib.reading.terms import Role, Term, is_alike, passages

__all__ = ["repeats"]

_REACH = 400
"""How far before, in characters, a figure may have been given."""

_WINDOW = 12
_SHARED = 2
"""So many words beside two counts make them one thing, their noun apart."""

_GIVEN = re.compile(rf"{words('state.assigned')}\b[^.;()]{{0,50}}$")
_OTHER_WHOLE = re.compile(rf"[^0-9.;,()]{{0,30}}{words('other_whole')}")
_BACK = re.compile(rf"{words('parts.among', 'back', 'within')} $")
_REFERS, _ASSIGNED = cue("parts.among", "back", "within"), cue("state.assigned")
_WORDS = re.compile(r"[a-zà-ỹđ]+")


def repeats(prose: Prose) -> Iterator[Readings]:
    """Yield, for each figure that stands again, the figure that it repeats."""
    terms = [term for passage in prose.once(passages) for term in passage.terms]
    for at, term in enumerate(terms):
        if term.is_pair:
            yield from _whole(term, _near(terms, at))
        elif term.cues & _REFERS and term.role is Role.COUNT and _BACK.search(term.before):
            yield from _again(term, _near(terms, at))


def _near(terms: Sequence[Term], at: int) -> list[Term]:
    """Return the numbers before one, nearest first, that it may repeat."""
    return [
        other
        for other in reversed(terms[max(0, at - _WINDOW) : at])
        if other.start > terms[at].start - _REACH and other.role is not Role.TIME
    ]


def _whole(pair: Term, near: Sequence[Term]) -> Iterator[Readings]:
    """Yield the number that was given as the whole of a pair: giao 43 nhiệm vụ … 41/43."""
    whole = pair.numbers[1]
    if not whole.noun or _OTHER_WHOLE.match(pair.behind[pair.end - pair.start :]):
        return
    for other in near:
        given = other.number
        if other.is_pair or given.unit or given.noun[:2] != whole.noun[:2]:
            continue
        if other.said_before & _ASSIGNED and _GIVEN.search(other.before):
            yield (_same(whole, given, Pattern.ASSIGNED_AGAIN),)
            return


def _again(term: Term, near: Sequence[Term]) -> Iterator[Readings]:
    """Yield the count that a count refers back to (Trong 06 nhóm tăng giá)."""
    said = _beside(term)
    found = [
        other.number
        for other in near
        if not other.is_pair
        and other.role is Role.COUNT
        and other.number.noun[:1] == term.number.noun[:1]
        and is_alike(other.number, term.number)
        and len(said & _beside(other)) >= _SHARED
    ]
    if found and term.number.noun:
        yield tuple(_same(term.number, number, Pattern.AGAIN) for number in found)


def _beside(term: Term) -> set[str]:
    """Return the words behind a number, its noun apart, up to where its phrase ends."""
    behind = re.split(r"[,;.:()0-9]", term.behind[term.end - term.start :])[0]
    return {*_WORDS.findall(behind)} - {*term.number.noun[:1]}


def _same(number: Quantity, other: Quantity, pattern: Pattern) -> Relation:
    return Relation(Kind.SAME, number, (other,), Structure.LIKELY, pattern)
