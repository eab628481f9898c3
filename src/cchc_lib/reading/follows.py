"""The numbers that follow where parts are named, and what ends them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from cchc_lib.reading.lexicon import cue, words
from cchc_lib.reading.parts import Opening
from cchc_lib.reading.terms import Role, Term, is_alike

__all__ = ["FEW", "Stop", "by_items", "listed_from", "may_be_few"]

_MOST = 30
"""More parts than any total has in a text written by hand."""

FEW = re.compile(rf"(?:^|[,;:(]|{words('parts.some.there')}) ?{words('parts.few')}|\.\.\.|…")
_ENDS = re.compile(
    rf"(?P<few>{FEW.pattern})|{words('parts.apart', 'parts.some', 'parts.all')}|"
    rf"(?P<total>(?:^|[,;.:] ?|với ){words('total')})"
)
"""What ends a list: examples only, another matter, another total of the same."""

_PENDING = re.compile(rf"[;.] ?(?:hiện )?{words('state.pending')}")
_ITEM = re.compile(rf"; |\) {words('joining.last')} ")
_EACH = re.compile(words("parts.each"))

_SAYS_FEW, _SAYS_TOTAL, _SAYS_PENDING, _SAYS_EACH = map(
    cue, ("parts.few", "total", "state.pending", "parts.each")
)
_SAYS_END = cue("parts.all") | cue("parts.some") | cue("parts.apart") | _SAYS_FEW | _SAYS_TOTAL


def listed_from(terms: Sequence[Term], stops: Sequence[Stop], opening: Opening) -> list[Term]:
    """Return the numbers that follow an opening on its level of brackets, up to what ends them."""
    at = opening.at
    depth, last = terms[at].depth, terms[at].sentence
    reach = 1 if terms[at - 1].sentence != last else 0
    roles = {Role.COUNT, Role.AIM, Role.TIME}
    if terms[at].role is Role.DELTA:  # giảm 12 người, trong đó năm 2015 giảm 5 người
        roles = {Role.DELTA}
    found: list[Term] = []
    for place in range(at, min(at + _MOST, len(terms))):
        term = terms[place]
        if term.depth < depth or (
            found and (term.sentence > last + reach or stops[place].ends(found, term, depth))
        ):
            break
        if stops[place].is_each:  # mỗi tỉnh 10 tỷ đồng: of how many is not counted
            return [] if not found or is_alike(found[0].number, term.number) else found
        if term.depth > depth or term.role not in roles or stops[place].is_of_another(found, term):
            continue
        last = term.sentence
        found.append(term)
    return found


def by_items(terms: Sequence[Term], opening: Opening) -> list[Term]:
    """Return the first number of each item parted by semicolons, in a bracket or not."""
    at = opening.at
    first = terms[at]
    found = [first]
    if all(term.depth <= first.depth for term in terms[at + 1 : at + _MOST]):
        return []
    for term in terms[at + 1 : at + _MOST]:
        if term.depth < first.depth or term.sentence != first.sentence:
            break
        is_next = _ITEM.search(term.lead) and term.depth <= first.depth + 1
        if is_next and term.role is Role.COUNT and is_alike(first.number, term.number):
            found.append(term)
    return found if any(term.depth > first.depth for term in found) else []


@attrs.frozen(slots=False)
class Stop:
    """What the words before a number do to a list: end it, leave it without a sum."""

    is_end: bool
    is_few: bool
    is_total: bool
    is_pending: bool
    is_each: bool

    @classmethod
    def of(cls, term: Term) -> Stop:
        """Return what the words before a number do."""
        cues, lead = term.cues, term.lead
        may_end = cues & _SAYS_END or may_be_few(cues, lead)
        if not (may_end or cues & (_SAYS_PENDING | _SAYS_EACH)):
            return _GOES_ON
        ended = _ENDS.search(lead) if may_end else None
        return cls(
            ended is not None,
            ended is not None and ended["few"] is not None,
            ended is not None and ended["total"] is not None,
            bool(cues & _SAYS_PENDING) and _PENDING.search(lead) is not None,
            bool(cues & _SAYS_EACH) and _EACH.search(lead) is not None,
        )

    def is_of_another(self, found: Sequence[Term], term: Term) -> bool:
        """Whether it is a total of other things: 93 dự án với tổng vốn 1,1 tỷ đồng; 120 dự án."""
        return self.is_total and bool(found) and not is_alike(found[0].number, term.number)

    def ends(self, found: Sequence[Term], term: Term, depth: int) -> bool:
        """Whether a list ends before the number."""
        if self.is_end and not self.is_of_another(found, term):
            return not depth or self.is_few
        return self.is_pending and len(found) == 1


_GOES_ON = Stop(False, False, False, False, False)


def may_be_few(cues: int, lead: str) -> bool:
    """Whether words that make what follows examples may stand before a number."""
    return bool(cues & _SAYS_FEW) or "..." in lead or "…" in lead
