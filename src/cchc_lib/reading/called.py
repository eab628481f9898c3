"""Which count a rate is called by, and the counts side by side of which one may be its part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_lib.reading.lexicon import all_of, words
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import meet, sum_up
from cchc_lib.reading.terms import Passage, Role, Term

__all__ = ["beside_it", "called", "explained", "named_part", "opens_rate", "rate_name"]

_RATE_OF = re.compile(
    rf"{words('rate.share')} (?P<name>[^\W\d]+(?: [^\W\d]+){{0,9}}?)(?::| {words('rate.reach')})? $"
)
_ANY_RATE = re.compile(
    rf"(?:{words('rate.share')}[^0-9;.()]*|{words('rate.reach')}(?: {words('rate.share')})?) $"
)
_SAYS_ITS_OWN = re.compile(words("share_verb", "rate.equals"))
_LINKS = re.compile(
    words(
        "parts.some", "parts.all", "parts.among", "parts.so", "number", "has", "linking",
        "joining.last", "limit",
    )
)  # fmt: skip
_OPENS = re.compile(rf"{words('parts.some', 'parts.all')}|:|\(")
_OTHERWISE = frozenset("không chưa đang phải cần sẽ ngoài bị mất thiếu còn chờ".split())
"""Words that make of what a rate names something else: chưa hoàn thành, đang giải quyết."""

_PLAIN = frozenset(
    "nộp gửi mức độ việc kết quả tiếp nhận giải quyết xử lý thực hiện hoàn thành".split()
)
"""Words that a name may have before what tells it: (tỷ lệ) nộp trực tuyến, giải quyết đúng hạn."""

_NOUNS = frozenset(all_of("noun.counted", "noun.portioned"))
_NO_WHOLE = (Role.PERCENT, Role.TIME, Role.RANGE, Role.RATE)
_CLAUSE = re.compile(r"[,;.:()]")
_PAST = 8
"""So many numbers before a rate may be the counts of which it is called."""

_WHOLES = 12
"""So many numbers before a part may be its whole."""


def rate_name(percent: Term) -> str:
    """Return what a percentage is called by: tỷ lệ đúng hạn đạt 97%; "" where nothing says it."""
    found = _RATE_OF.search(percent.lead)
    return found["name"] if found else ""


def called(passage: Passage, at: int) -> Term | None:
    """Return the one count before a rate that it is called by.

    (nam 15, nữ 10), tỷ lệ nữ đạt 40%; trong đó đúng hạn 47, quá hạn 3, tỷ lệ giải quyết đúng hạn.
    What the name ends with is what tells it; before that, only words that tell nothing apart may
    stand, there or in what is said of the count.
    """
    terms, percent = passage.terms, passage.terms[at]
    near = [term for term in terms[max(0, at - _PAST) : at] if _is_count(term, percent)]
    nouns = {word for term in near for word in _head(term.number)}
    name = _told(rate_name(percent), nouns)
    if not name:
        return None
    labels = [(term, _labels(term, nouns)) for term in near]
    others = {word for _, said in labels for label in said for word in label}
    within = [term for term, said in labels if any(one and {*one} <= {*name} for one in said)]
    named = [
        term
        for term, said in labels
        if any(_is_called(name, label, others - {*label}) for label in said)
    ]
    if len(named) != 1 or any(term.start > named[0].start for term in within):
        return None
    return named[0]


def named_part(passage: Passage, at: int) -> Term | None:
    """Return the count that a rate is called by: số hộ nghèo 391 hộ, …; tỷ lệ hộ nghèo 60,9%."""
    name = rate_name(passage.terms[at])
    for term in reversed(passage.terms[max(0, at - 4) : at]) if name else ():
        label = _CLAUSE.split(term.before.rstrip(": "))[-1]
        is_other = _OTHERWISE & ({*label.split()} ^ {*name.split()})
        is_said = f" {label} ".rfind(f" {name} ") > 0 and not is_other
        if term.role is Role.COUNT and not term.is_pair and is_said:
            return term
    return None


def opens_rate(lead: str) -> bool:
    """Whether words say a rate that need not be of the count right before: ", đạt 95%"."""
    return bool(_ANY_RATE.search(lead)) and not _SAYS_ITS_OWN.search(lead) and "(" not in lead


def beside_it(passage: Passage, at: int, part: Term) -> list[Term]:
    """Return a part and the counts side by side with it, none of which has its percentage."""
    terms, percent = passage.terms, passage.terms[at]
    found: list[Term] = []
    for term in reversed(terms[max(0, at - _PAST) : at]):
        if term.sentence != percent.sentence or term.role is Role.PERCENT:
            break
        if not _is_count(term, percent) or term.number.unit != part.number.unit:
            continue
        if term.is_pair or term.depth < part.depth:
            break
        if term.depth == part.depth:
            found.append(term)
            if _OPENS.search(term.lead):
                break
    return found[::-1]


def explained(
    passage: Passage, percent: Term, parts: Sequence[Term], earlier: Sequence[Term]
) -> Iterator[tuple[list[Quantity], Quantity]]:
    """Yield the parts, one or several in a row, with each whole of which they may be that share."""
    before = [term for term in passage.terms if term.start < parts[-1].start] or earlier
    wholes = [
        number
        for term in before[-_WHOLES:]
        if term.role not in _NO_WHOLE
        for number in term.numbers
        if number.unit == parts[0].number.unit
    ]
    rows = [
        [term.number for term in parts[start:end]]
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    ]
    for row in sorted(rows, key=len):
        made = sum(number.value for number in row)
        for whole in wholes:
            if made < whole.value and whole not in row and _gives(percent.number, row, whole):
                yield row, whole


def _gives(percent: Quantity, parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether parts together are a percentage of a whole."""
    low, high = sum_up(parts)
    if whole.low <= 0:
        return False
    return meet(
        (Fraction(100 * low) / whole.high, Fraction(100 * high) / whole.low), percent.bounds
    )


def _is_count(term: Term, percent: Term) -> bool:
    is_counted = term.role is Role.COUNT and term.number.unit != "%"
    return is_counted and term.sentence == percent.sentence


def _head(number: Quantity) -> tuple[str, ...]:
    """Return the syllables of what a number counts, without what is said of it."""
    noun = number.noun
    return noun[:1] if noun[:1] and noun[0] in _NOUNS else noun[:2]


def _told(said: str, nouns: set[str]) -> tuple[str, ...]:
    """Return the words of a name that tell it from others, each once, from the last."""
    words_left = [word for word in _LINKS.sub(" ", said).split() if word not in nouns]
    return tuple(dict.fromkeys(reversed(words_left)))


def _labels(term: Term, nouns: set[str]) -> list[tuple[str, ...]]:
    """Return what is said of a count, before it and behind it."""
    before = _CLAUSE.split(term.before.rstrip(": "))[-1]
    behind = _CLAUSE.split(term.behind[len(term.said) :])[0]
    return [_told(before, nouns), _told(behind, nouns)]


def _is_called(name: Sequence[str], label: Sequence[str], others: set[str]) -> bool:
    """Whether a name and what is said of a count end alike, and tell nothing else apart."""
    if not label or _OTHERWISE & ({*name} ^ {*label}):
        return False
    shared = min(len(name), len(label))
    if {*name[:shared]} != {*label[:shared]}:
        return False
    return {*name[shared:]} <= _PLAIN | others and {*label[shared:]} <= _PLAIN
