"""Posts that were assigned, those that are filled, and how many are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.reading.lexicon import cue, words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.terms import Passage

__all__ = ["lacking"]

_ASSIGNED = re.compile(rf"{words('plan', 'posts')}[^0-9%.;]{{0,25}}$")
_PRESENT = re.compile(rf"{words('present')}[^0-9%.;()]{{0,20}}$")
_LACKING = re.compile(
    rf"[^0-9%.;()]{{0,25}}[(,;] ?(?:còn )?"
    rf"{words('change.lacking.short', 'unused', 'parts.rest.left')}(?: là)? $"
)
_LACKED = cue("change.lacking.short", "unused", "parts.rest.left")


def lacking(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield what was assigned and is there: giao 45 biên chế, hiện có 43 (thiếu 02)."""
    if at < 2:
        return
    if not passage.terms[at].cues & _LACKED:
        return
    assigned, present, lacking = passage.terms[at - 2 : at + 1]
    numbers = [assigned.number, present.number, lacking.number]
    if (
        not any(number.unit for number in numbers)
        and assigned.sentence == lacking.sentence
        and _ASSIGNED.search(assigned.before)
        and _PRESENT.search(present.lead)
        and _LACKING.match(lacking.lead)
    ):
        yield Relation(
            Kind.DIFFERENCE,
            lacking.number,
            (assigned.number, present.number),
            Structure.LIKELY,
            Pattern.POSTS,
        )
