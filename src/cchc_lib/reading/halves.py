"""Words that tell parts by themselves: halves that leave no third, and what is left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cchc_lib.reading.lexicon import cue, cues_of, meanings, sides, words
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity

__all__ = [
    "LABEL",
    "REST",
    "are_intake",
    "are_kinds",
    "are_told",
    "is_hinted",
    "labels_of",
    "named_by",
    "names_all",
    "names_both",
]

_PAIRS = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        *sides("half"),
        (words("deadline.early", "deadline.kept"), words("deadline.late")),
    )
)
"""Parts that leave no third: where both are named, they are all."""

_SAID = (*(cue(name) for name in meanings() if name.startswith("half.")), cue("deadline"))
"""What each pair says, as bits."""

_KINDS = tuple(re.compile(words(name)) for name in meanings() if name.startswith("kind."))
"""Words of a class that leave nothing else: grades, disciplinary measures."""

_KIND = re.compile(words("kind"))
_CLAUSE = re.compile(r"[0-9;,.:()]")
_JOINED = re.compile(rf" {words('joining.last')} ")
_INTAKE = next((re.compile(one), re.compile(other)) for one, other in sides("half.intake"))
REST = re.compile(words("parts.rest"))
_HINT = re.compile(
    "|".join([*(side.pattern for pair in _PAIRS for side in pair), REST.pattern, words("kind")])
)
LABEL = 40
"""So many characters before a number, and no more, say what it counts."""

_NAME = 2
"""So many words beside "và" in the name of a total name one of its parts."""

_PHRASE = 32
"""So many characters before a number, and behind it, say what it counts."""


def is_hinted(prose: Prose, start: int, end: int) -> bool:
    """Whether words that tell parts by themselves stand beside the numbers of a stretch."""
    return _are_near(prose.once(_hints), start, end)


def _hints(prose: Prose) -> Iterator[int]:
    said = cue("half", "deadline", "parts.rest", "kind")
    return (found.start() for found in prose.said(_HINT, said))


def _kinds(prose: Prose) -> Iterator[int]:
    return (found.start() for found in prose.said(_KIND, cue("kind")))


def _are_near(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places of some words is beside the numbers of a stretch."""
    place = bisect_left(places, start - LABEL)
    return place < len(places) and places[place] < end + _PHRASE


def names_both(first: str, second: str) -> bool:
    """Whether two labels name parts that leave no third: online and in person."""
    cues, others = cues_of(first), cues_of(second)
    return any(
        cues & said and others & said and _are(pair, first, second)
        for pair, said in zip(_PAIRS, _SAID, strict=True)
    )


def _are(pair: tuple[re.Pattern[str], re.Pattern[str]], first: str, second: str) -> bool:
    one, others = _sides(pair, first), _sides(pair, second)
    return len(one) == 1 and not others <= one


def _sides(pair: tuple[re.Pattern[str], re.Pattern[str]], label: str) -> set[int]:
    """Return which of two a label names: not the first by words within those of the second."""
    found = [[one.span() for one in side.finditer(label)] for side in pair]
    return {
        side
        for side, others in enumerate(found[::-1])
        if any(
            not any(start <= span[0] and span[1] <= end for start, end in others)
            for span in found[side]
        )
    }


def are_intake(first: str, second: str) -> bool:
    """Whether two labels name what came in and what was carried over."""
    return _are(_INTAKE, first, second)


def are_told(prose: Prose, total: Quantity, numbers: list[Quantity]) -> bool:
    """Whether parts are told by their own words: a pair that leaves no third, or the rest."""
    is_rest = is_hinted(prose, numbers[0].start, numbers[-1].end) and REST.search(
        prose.lower, numbers[-2].end, numbers[-1].start
    )
    return bool(is_rest) or names_all(prose, total, numbers)


def names_all(prose: Prose, total: Quantity, numbers: Sequence[Quantity]) -> bool:
    """Whether parts are named by words that leave no other part."""
    is_pair = len(numbers) == 2
    if is_pair and _are_named(prose.lower, total, numbers):
        return True
    if not is_hinted(prose, numbers[0].start, numbers[-1].end):
        return False
    if is_pair:
        return names_both(*labels_of(prose.lower, total, numbers))
    return are_kinds(prose, numbers)


def _are_named(lower: str, total: Quantity, numbers: Sequence[Quantity]) -> bool:
    """Whether the two parts are those that the total names."""
    names = named_by(lower, total)
    if names is None:
        return False
    first, second = names
    labels = [f"{label} " for label in labels_of(lower, total, list(numbers))]
    return first != second and first in labels[0] and second in labels[1]


def named_by(lower: str, total: Quantity) -> tuple[str, str] | None:
    """Return the two parts that a total names: tổng số hộ nghèo và hộ cận nghèo 1.250 hộ."""
    start = max(0, total.start - 2 * LABEL)
    *_, one, other = "", *_JOINED.split(_CLAUSE.split(lower[start : total.start])[-1])
    names = one.split()[-_NAME:], other.split()[:_NAME]
    if any(len(name) < _NAME for name in names):
        return None
    return f"{' '.join(names[0])} ", f"{' '.join(names[1])} "


def are_kinds(prose: Prose, numbers: Sequence[Quantity]) -> bool:
    """Whether each number is labelled, before or behind it, with another word of one class."""
    if not _are_near(prose.once(_kinds), numbers[0].start, numbers[0].end):
        return False
    lower = prose.lower
    before = [_CLAUSE.split(lower[max(0, one.start - LABEL) : one.start])[-1] for one in numbers]
    behind = [_CLAUSE.split(lower[one.end : one.end + _PHRASE])[0] for one in numbers]
    return any(_are_kinds(kind, labels) for kind in _KINDS for labels in (before, behind))


def _are_kinds(kind: re.Pattern[str], labels: Sequence[str]) -> bool:
    """Whether each label has another word of a class."""
    found = [kind.search(label) for label in labels]
    return len({one[0] for one in found if one is not None}) == len(labels)


def labels_of(lower: str, total: Quantity, numbers: Sequence[Quantity]) -> list[str]:
    """Return for each part the words that say what it counts."""
    return [
        _label(lower, before, number)
        for before, number in zip([total, *numbers], numbers, strict=False)
    ]


def _label(lower: str, before: Quantity, number: Quantity) -> str:
    """Return the words that say what a number counts, behind it and before it."""
    behind = re.split(r"[;,.]", lower[number.end : number.end + _PHRASE])[0]
    least = max(0, number.start - LABEL)
    start = max(least, before.end) if before.end <= number.start else least
    return f"{behind} {lower[start : number.start].rpartition(';')[2]}"
