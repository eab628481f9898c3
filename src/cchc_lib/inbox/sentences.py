"""The sentences of a text: the one around a number, and those by which versions are compared."""

from __future__ import annotations

import re
from bisect import bisect_right

from cchc_lib.checks.claims import ReadClaim
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span

__all__ = ["lines_of", "sentence_at", "span_at", "where_said"]


def sentence_at(prose: Prose, start: int) -> str:
    """Return the sentence in which an offset lies.

    Lines of a PDF that nothing ends read as one sentence: of a long one, what begins at a line.
    """
    found = span_at(prose, start)
    if found is None:
        return ""
    first = found.start
    if start - first > _AHEAD:
        lines = _LINE.finditer(prose.source.text, first, start)
        first = max((each.start(1) for each in lines), default=first)
    return prose.flat[first : found.end].strip()


_AHEAD = 120
"""Characters of a sentence before a number from which on its lines are looked at."""

_LINE = re.compile(r"\n[ \t]*([A-ZĐÀ-Ỹ])")


def span_at(prose: Prose, start: int) -> Span | None:
    """Return the stretch of the sentence in which an offset lies."""
    sentences = prose.source.sentences
    at = bisect_right(sentences, start, key=lambda each: each.start) - 1
    return sentences[at] if at >= 0 and start < sentences[at].end else None


def lines_of(prose: Prose) -> tuple[str, ...]:
    """Return the sentences that have a number, by which two versions are compared."""
    found = (
        " ".join(prose.flat[each.start : each.end].split())
        for each in prose.source.sentences
        if prose.numbers_within(each)
    )
    return tuple(dict.fromkeys(found))


def where_said(claim: ReadClaim, start: int, prose: Prose) -> int:
    """Return the offset of what a claim is about: of its result, else where it starts."""
    if claim.result is None:
        return start
    source = prose.source
    within = source.given.split("\n")[: claim.result.line - 1]
    return source.read_at(sum(len(each) + 1 for each in within) + claim.result.column - 1)
