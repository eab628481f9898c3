"""What stands in a list, or like one, and is no part of its total: a total, what is in a part."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction

from cchc_lib.reading.lexicon import cue, words
from cchc_lib.reading.parts import Opening
from cchc_lib.reading.relation import Structure
from cchc_lib.reading.terms import BY_START, Role, Term

__all__ = ["are_labelled", "but_total", "is_inside", "is_lacking", "is_nested"]

_ADDED_UP = re.compile(rf"(?:^|[,;.:] ?){words('total.sum')}")
"""What a list makes up, which is none of its parts: tháng 9: 58 hồ sơ, tổng cộng 400 hồ sơ."""

_LACKING = re.compile(rf"^[^.;()]*{words('change.lacking')} $")
_OF_SOME = re.compile(rf"[0-9.,]+ ?%\s?(?:{words('of')} )?{words('number', 'total')}")
_LABEL = re.compile(r"(?:^|[,;] )([^\W\d]+) [^,;:.()]{1,40}: $")
_SAYS_TOTAL = cue("total")


def are_labelled(before: Term, term: Term) -> bool:
    """Whether numbers stand side by side, each behind its label: tháng 7: 112, tháng 8: 230."""
    one, other = _LABEL.search(before.lead), _LABEL.search(term.lead)
    return bool(one and other and one[1] == other[1]) and not before.cues & _SAYS_TOTAL


def but_total(terms: Sequence[Term], listed: list[Term]) -> list[Term]:
    """Return what is listed up to what it makes up, or makes up in so many months."""
    if len(listed) < 2:
        return listed
    first, end = (bisect_left(terms, one.start, key=BY_START) for one in (listed[0], listed[-1]))
    for term in terms[first + 1 : end + 1]:
        is_total = term.cues & _SAYS_TOTAL and _ADDED_UP.search(term.lead)
        if is_total and (term.role is Role.TIME or term in listed):
            return [one for one in listed if one.start < term.start]
    return listed


def is_inside(terms: Sequence[Term], opening: Opening, first: int, last: Term) -> bool:
    """Whether what no word opens begins inside a list that words open, whose parts it leaves out.

    Trong số 43 việc: đất đai 01, hộ tịch 31, công vụ 11: its total is no sum of the last two.
    """
    at = opening.at
    is_unsaid = opening.structure is Structure.POSSIBLE and not opening.is_bracket
    return is_unsaid and first < at and terms[at].start <= last.start


def is_lacking(terms: Sequence[Term], last: Term) -> bool:
    """Whether a list ends with what is not there: cán bộ 02, công chức 40, còn thiếu 03."""
    place = bisect_right(terms, last.start, key=BY_START)
    after = terms[place] if place < len(terms) else last
    return after.sentence == last.sentence and bool(_LACKING.search(after.lead))


def is_nested(terms: Sequence[Term], part: Term, listed: Sequence[Term]) -> bool:
    """Whether a part is of the one before: 450 hồ sơ (90%), toàn trình 300 hồ sơ (66,67% …)."""
    place = bisect_right(terms, part.start, key=BY_START)
    if place == len(terms) or terms[place].role is not Role.PERCENT:
        return False
    percent, whole = terms[place], listed[listed.index(part) - 1]
    if part is listed[0] or percent.depth <= part.depth or not _OF_SOME.match(percent.behind):
        return False
    some, of = part.number, whole.number
    if some.unit != of.unit or not 0 < some.value < of.value:
        return False
    low, high = percent.number.bounds
    return low <= Fraction(100 * some.value) / of.value <= high
