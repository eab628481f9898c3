"""Percentages that are shares of one whole and add up to all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

from cchc_lib.reading.halves import are_kinds, names_both
from cchc_lib.reading.lexicon import words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure
from cchc_lib.reading.terms import Passage, Role, Term, passages

__all__ = ["wholes"]

_VERB = re.compile(rf"({words('share_verb')})[^0-9%;.]{{0,25}}$")
_MAKE_UP = re.compile(rf"{words('makes_up')}[^0-9%;.]{{0,60}}$")
_SHARES = re.compile(words("share_verb", "makes_up", "deadline"))
_OF_EACH = re.compile(words("each_of"))
_SAID = 80
"""So many characters before the first share say whether it is one of a whole."""

_REST = re.compile(words("parts.rest"))
_GROWTH = re.compile(words("change"))
_BASE = re.compile(rf"\s?\([^0-9()]{{0,20}}{words('rate.base')}")
_MOST = 30
"""More shares than one whole has in a text written by hand."""

_ALL = Quantity(0, 0, 100, "", (), "100", None)
"""The whole, which no text has to print."""


def wholes(prose: Prose) -> Iterator[Readings]:
    """Yield the percentages of a passage that may make up 100, all of them and then fewer."""
    for passage in prose.once(passages):
        yield from _of(passage)


def _of(passage: Passage) -> Iterator[Readings]:
    for run in _runs(passage):
        if len(run) < 2:
            continue
        labels = [term.before[-60:] for term in run]
        structure = Structure.POSSIBLE
        if len(run) < 4 and names_both(labels[0], labels[-1]):
            structure = Structure.CERTAIN if _is_shared(run) else Structure.POSSIBLE
        elif len(run) > 2 and (
            _REST.search(labels[-1])
            or _MAKE_UP.search(run[0].before)
            or are_kinds(passage.prose, [term.number for term in run])
        ):
            structure = Structure.LIKELY
        if _BASE.match(passage.prose.lower, run[-1].end):  # of what may have other parts, too
            structure = Structure.POSSIBLE
        numbers = [term.number for term in run[:_MOST]]
        if any(number.is_limited and number.high > _ALL.value for number in numbers):
            continue
        yield tuple(
            Relation(
                Kind.SUM,
                _ALL,
                tuple(numbers[:end]),
                structure,
                Pattern.WHOLE,
                is_list=len(run) > 2 and (_is_series(run) or _are_of_one(run)),
            )
            for end in _ends(numbers, is_closed=bool(_REST.search(labels[-1])))
        )


def _is_shared(run: list[Term]) -> bool:
    """Whether the words say shares of one whole, and no rates of two groups.

    Tỷ lệ hộ dùng nước sạch ở thành thị đạt 62%, ở nông thôn đạt 41%: of households there and there.
    """
    first = run[0].before[-_SAID:]
    return bool(_SHARES.search(first)) or not _OF_EACH.search(first + run[-1].lead)


def _ends(numbers: list[Quantity], *, is_closed: bool) -> Iterator[int]:
    """Yield where shares may end: at the last, and where those up to there make up 100."""
    yield len(numbers)
    if is_closed:
        return
    lows = list(accumulate(number.low for number in numbers))
    highs = list(accumulate(number.high for number in numbers))
    for end in range(len(numbers) - 1, 1, -1):
        if lows[end - 1] <= _ALL.value <= highs[end - 1]:
            yield end


def _is_series(run: list[Term]) -> bool:
    """Whether one verb, or none, leads to every share."""
    verbs = [found[1] if (found := _VERB.search(term.before)) else "" for term in run]
    return len(set(verbs)) == 1 and bool(verbs[0])


def _are_of_one(run: list[Term]) -> bool:
    """Whether the words behind all shares begin alike: 62% sản phẩm 3 sao, 36% sản phẩm 4 sao."""
    heads = {term.behind[term.end - term.start :].lstrip("% ").partition(" ")[0] for term in run}
    return len(heads) == 1 and heads.isdisjoint({""}) and all(map(str.isalpha, heads))


def _runs(passage: Passage) -> Iterator[list[Term]]:
    """Yield the shares that stand side by side, growth left out."""
    run: list[Term] = []
    inner: list[Term] = []
    for term in passage.terms:
        if term.role is not Role.PERCENT:
            continue
        if term.is_change or _GROWTH.search(term.lead[-25:]) or term.is_range:
            continue
        if run and term.depth > run[-1].depth and term.sentence == run[-1].sentence:
            inner.append(term)
            continue
        if run and (term.sentence - run[-1].sentence > 1 or term.depth != run[-1].depth):
            yield from _with_its_sentences(run)
            run = []
        run.append(term)
    yield from _with_its_sentences(run)
    if len(inner) > 1:
        yield inner


def _with_its_sentences(run: list[Term]) -> Iterator[list[Term]]:
    """Yield shares side by side, and those of each sentence where more than two stand in it."""
    yield run
    sentences = [list(terms) for _, terms in groupby(run, lambda term: term.sentence)]
    if len(sentences) > 1:
        yield from (terms for terms in sentences if len(terms) > 2)
