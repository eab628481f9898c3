"""Inline nodes put together: flattened, joined, with a capital at the start."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

import attrs

from cchc_lib.document.nodes import Content, Inline, Note, Text, Value
from cchc_lib.figures.figure import Figure
from cchc_lib.report.printing import figure_text

__all__ = [
    "capitalised",
    "estimates_first",
    "flat",
    "joined",
    "literal",
    "notes_placed",
    "unpadded_fractions",
]

literal = cache(Text)
"""The words of templates, checked once: the same few in every document."""


def flat(pieces: Iterable[Inline | Content]) -> Content:
    """Return nodes and contents as one content."""
    parts: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            parts += piece
        else:
            parts.append(piece)
    return tuple(parts)


def joined(clauses: list[Content], between: str, last: str) -> Content:
    """Return the clauses as one content, with words between them."""
    parts: list[Inline] = []
    for place, clause in enumerate(clauses):
        if place:
            parts.append(literal(last if place == len(clauses) - 1 else between))
        parts += clause
    return tuple(parts)


def capitalised(parts: Content) -> Content:
    """Return the content with the first letter of its first words a capital."""
    if not parts or not isinstance(parts[0], Text | Value):
        return parts
    first = parts[0]
    return (attrs.evolve(first, text=first.text[:1].upper() + first.text[1:]), *parts[1:])


def notes_placed(said: Content, figures: Mapping[str, Figure]) -> Content:
    """Return a sentence in which one footnote serves all figures of which it says the same.

    It stands at the last of them and names them; every mark stands behind the noun that is counted,
    so that 05 with a mark is not read as a power.
    """
    marked = [
        (place, before, node)
        for place, (before, node) in enumerate(pairwise(said), 1)
        if isinstance(node, Note) and isinstance(before, Value)
    ]
    if not marked:
        return said
    parts: list[Inline | None] = list(said)
    of_note: dict[Note, list[tuple[int, Value]]] = {}
    for place, value, note in marked:
        of_note.setdefault(note, []).append((place, value))
    for note, found in of_note.items():
        *others, (last, _) = found
        for place, _ in others:
            parts[place] = None
        if others:
            parts[last] = _note_of([value for _, value in found], note)
    return _behind_nouns([node for node in parts if node is not None], figures)


def _note_of(values: list[Value], note: Note) -> Note:
    """Return a footnote that says of which figures it is."""
    named = joined([(value,) for value in values], ", ", " và ")
    first, *rest = note.paragraphs
    head = first[0]
    if isinstance(head, Text):
        first = (attrs.evolve(head, text=head.text[:1].lower() + head.text[1:]), *first[1:])
    return Note(((literal("Các số liệu "), *named, literal(" có "), *first), *rest))


def _behind_nouns(parts: list[Inline], figures: Mapping[str, Figure]) -> Content:
    moved: list[Inline] = []
    for node in parts:
        value, note = (None, None, *moved)[-2:]
        if isinstance(node, Text) and isinstance(note, Note) and isinstance(value, Value):
            found = figures.get(value.figure)
            noun = f" {found.unit}" if found is not None and found.unit else ""
            if noun and re.match(rf"{re.escape(noun)}(?!\w)", node.text):
                moved[-1:] = [attrs.evolve(node, text=noun), note]
                node = attrs.evolve(node, text=node.text[len(noun) :])
        moved.append(node)
    return tuple(node for node in moved if not isinstance(node, Text) or node.text)


_BEFORE, _AFTER = re.compile("(?:^|[0-9])/$"), re.compile("/(?:$|[0-9])")


def unpadded_fractions(said: Content, figures: Mapping[str, Figure]) -> Content:
    """Return a sentence in which both numbers of a fraction are unpadded: 05/03 would be a day.

    What stands beside a slash is known only when every clause is said or left out.
    """
    if not any(isinstance(node, Text) and "/" in node.text for node in said):
        return said
    seen = [node for node in said if not isinstance(node, Note)]
    halves = {
        id(node)
        for before, node, after in zip([None, *seen], seen, [*seen[1:], None], strict=False)
        if isinstance(node, Value)
        and (
            (isinstance(before, Text) and _BEFORE.search(before.text))
            or (isinstance(after, Text) and _AFTER.match(after.text))
        )
    }
    return tuple(_unpadded(node, figures) if id(node) in halves else node for node in said)


def _unpadded(node: Inline, figures: Mapping[str, Figure]) -> Inline:
    found = figures.get(node.figure) if isinstance(node, Value) else None
    if not isinstance(node, Value) or found is None or not isinstance(found.value, int):
        return node
    padded, plain = (figure_text(found.value, found.unit, padded=each) for each in (True, False))
    return attrs.evolve(node, text=node.text.replace(padded, plain))


def _estimated_fractions(said: Content) -> list[Inline]:
    """Return the nodes with an estimate below a fraction said before the fraction."""
    parts = list(said)
    shown = [place for place, node in enumerate(said) if not isinstance(node, Note)]
    for above, slash, below in zip(shown, shown[1:], shown[2:], strict=False):
        one, between, other = parts[above], parts[slash], parts[below]
        is_fraction = isinstance(between, Text) and between.text == "/"
        if not (is_fraction and isinstance(one, Value) and isinstance(other, Value)):
            continue
        if other.text.startswith(_ABOUT):
            parts[below] = attrs.evolve(other, text=other.text.removeprefix(_ABOUT))
            if not one.text.startswith(_ABOUT):
                parts[above] = attrs.evolve(one, text=_ABOUT + one.text)
    return parts


_ABOUT = "ước "
_REACHES = re.compile(r"\b([Đđ])ạt $")


def estimates_first(said: Content) -> Content:
    """Return a sentence in which "đạt ước 95%" is said "ước đạt 95%", "27/ước 31" "ước 27/31"."""
    parts = _estimated_fractions(said)
    said = tuple(parts)
    for place, (before, node) in enumerate(pairwise(said)):
        is_estimate = isinstance(node, Value) and node.text.startswith(_ABOUT)
        if not is_estimate or not isinstance(before, Text) or not _REACHES.search(before.text):
            continue
        words = _REACHES.sub(
            lambda found: f"{'Ước' if found[1] == 'Đ' else 'ước'} đạt ", before.text
        )
        parts[place] = attrs.evolve(before, text=words)
        if isinstance(node, Value):
            parts[place + 1] = attrs.evolve(node, text=node.text.removeprefix(_ABOUT))
    return tuple(parts)
