"""What can be no more than what stands before it: paid of what was due, a portion of its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.reading.lexicon import words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure
from cchc_lib.reading.terms import Passage, Role, Term, is_alike, passages

__all__ = ["bounds"]

_DUE = re.compile(rf"{words('due', 'plan')}[^.;]{{0,60}}$")
_IN_TOTAL = re.compile(rf"[^0-9,;.:()]{{0,20}} {words('of', 'within')} {words('total')} ")
_TOTAL = re.compile(words("total"))
_PAID = re.compile(rf"[,;(] ?{words('paid')}(?: [a-zà-ỹ]+){{0,4}} $")


def bounds(prose: Prose) -> Iterator[Readings]:
    """Yield, for each amount that was paid and each portion, what it is no more than."""
    for passage in prose.once(passages):
        for at, term in enumerate(passage.terms):
            yield from _paid(passage, at)
            yield from _of_total(passage, at)
            if term.is_pair:
                yield from _portion(passage, term)


def _paid(passage: Passage, at: int) -> Iterator[Readings]:
    """Yield what was paid of the amount before it: phạt 553,5 triệu đồng, đã nộp 444,8 triệu."""
    if not at:
        return
    due, paid = passage.terms[at - 1 : at + 1]
    if (
        paid.number.unit == due.number.unit == "đồng"
        and due.role is Role.COUNT
        and not (due.is_pair or paid.is_pair or due.number.is_limited)
        and due.sentence == paid.sentence
        and _PAID.search(paid.lead)
        and _DUE.search(due.clause)
    ):
        pattern = Pattern.PAID
        yield (Relation(Kind.AT_MOST, due.number, (paid.number,), Structure.LIKELY, pattern),)


def _of_total(passage: Passage, at: int) -> Iterator[Readings]:
    """Yield what is said to be of a total: 185 trong tổng số 220 xã."""
    if not at:
        return
    part, total = passage.terms[at - 1 : at + 1]
    if (
        _IN_TOTAL.fullmatch(total.lead)
        and not (part.is_pair or total.is_pair or part.number.unit or part.number.is_limited)
        and part.sentence == total.sentence
        and is_alike(total.number, part.number)
    ):
        pattern = Pattern.OF_TOTAL
        yield (Relation(Kind.AT_MOST, total.number, (part.number,), Structure.LIKELY, pattern),)


def _portion(passage: Passage, pair: Term) -> Iterator[Readings]:
    """Yield a portion beside another of the same whole: 16/25 đại biểu; 09/25 đại biểu."""
    part, whole = pair.numbers
    if part.unit or whole.unit or not whole.noun:
        return
    is_of_one = any(
        other is not pair
        and other.is_pair
        and other.sentence == pair.sentence
        and other.numbers[1].value == whole.value
        and other.number.value <= whole.value
        for other in passage.terms
    )
    if is_of_one or _TOTAL.search(pair.said):
        yield (Relation(Kind.AT_MOST, whole, (part,), Structure.LIKELY, Pattern.FRACTION_OF_TOTAL),)
