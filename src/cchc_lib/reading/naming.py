"""What a percentage says that it is of: 60% (tính trên số hồ sơ đến hạn)."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise, takewhile

from cchc_lib.reading.lexicon import all_of, cue, words
from cchc_lib.reading.terms import Passage, Term

__all__ = ["name_of", "named_as", "names_another", "of_one_measure", "sets_out_anew"]

_OF = words("change.against", "of", "within")
_WHOLE = words("total", "number")
_BASE_REACH = 300
"""How far behind a percentage, on its line, a text says of what it is."""
_ITS_NAME = re.compile(rf"\s?(?:{_OF} )?{_WHOLE} (?P<name>[^0-9%.;:(),]{{3,70}})")
_ITS_BASE = re.compile(rf"{words('rate.base')} {_WHOLE} (?P<name>[^0-9%.;:(),]{{3,70}})")
_OPEN = re.compile(words("state.pending"))
_PERIOD = re.compile(words("period"))
_SMALL = frozenset(all_of("of", "within", "noun.time"))
_BASE_CUE = cue("rate.base")
_CLAUSE = re.compile(r"[,;.:()]")
_CHANGED = re.compile(words("change.up", "change.down"))
_COMPARED = re.compile(rf"{words('change.against', 'change.then', 'earlier')}.*")
_COUNTED = re.compile(words("total", "number", "filler"))
_STATE = re.compile(words("state.received", "state.done", "state.pending", "state.fulfilled"))
_HALF = Fraction(1, 2)
_WORDS = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.;:]\s")


def name_of(passage: Passage, term: Term) -> str:
    """Return the words that tell a whole from others: 60% (tính trên số hồ sơ đến hạn)."""
    flat = passage.prose.lower
    found = _ITS_NAME.match(flat, term.end, term.end + 90)
    if found is None and passage.prose.cues(term.end, term.end + _BASE_REACH) & _BASE_CUE:
        end = passage.prose.source.text.find("\n", term.end, term.end + _BASE_REACH)
        found = _ITS_BASE.search(flat, term.end, end if end >= 0 else term.end + _BASE_REACH)
    return found["name"] if found else ""


def named_as(name: str, term: Term) -> Fraction | None:
    """Return how many of the words of a name stand beside a number: `None` if it says nothing."""
    said = frozenset(_PERIOD.sub("", name).split()) - _SMALL - {*term.number.noun}
    if not said:
        return None
    before, behind = _CLAUSE.split(term.before.rstrip(": "))[-1], _CLAUSE.split(term.behind)[0]
    if bool(_OPEN.search(f"{before} {behind}")) != bool(_OPEN.search(name)):
        return Fraction(0)
    return Fraction(len(said & {*before.split(), *behind.split()}), len(said))


def names_another(change: Term, value: Term) -> bool:
    """Whether a change names what it is of, and a value of another clause counts something else.

    Đang giải quyết 34 hồ sơ. Số hồ sơ tiếp nhận tăng 17 hồ sơ (100%).
    """
    if value.start >= change.start - len(change.clause):
        return False
    phrase = _CLAUSE.split(change.clause)[-1]
    way = _CHANGED.search(phrase)
    subject = _COMPARED.sub("", phrase[: way.start()]) if way else ""
    if not (change.number.unit or _STATE.search(subject)):  # what is counted tells them apart
        return False
    named = named_as(_COUNTED.sub("", subject), value)
    return named is not None and named < _HALF


def of_one_measure(value: Term, by: Term) -> bool:
    """Whether a value and its change are of one measure: làm chết 5 người, giảm 10 người chết."""
    own = by.behind[by.end - by.start :].partition("(")[0].split()[1:3]
    return bool(own) and own[-1] in (*value.verb.split(), *value.number.noun[1:])


def sets_out_anew(total: Term, first: Term, second: Term) -> bool:
    """Whether a sentence names what all its numbers are of, and that is nothing of the total.

    Giải ngân 2,7 tỷ đồng. Thu ngân sách quý I 1,2 tỷ đồng, quý II 1,5 tỷ đồng.
    """
    again = _WORDS.findall(second.lead)
    label = _WORDS.findall(_SENTENCE.split(first.lead)[-1])
    subject = list(takewhile(lambda word: word not in again, label))
    if len(subject) == len(label):  # each is named apart: trồng trọt 1,2 tỷ, chăn nuôi 1,5 tỷ
        return False
    behind = _CLAUSE.split(total.behind[len(total.said) :])[0]
    said = _WORDS.findall(f"{_SENTENCE.split(total.before)[-1]} {behind}")
    return len(subject) > 1 and {*pairwise(subject)}.isdisjoint(pairwise(said))
