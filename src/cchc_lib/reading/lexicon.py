"""Words that mean something to the reader, as data: `words.tsv`, one line a meaning.

A meaning has a name ("parts.all"), its words, and an example that runs as a test: "=" before what
holds, "≠" before what does not. A new wording is a word in one line.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import attrs

__all__ = ["Meaning", "all_of", "meanings", "words"]


@attrs.frozen
class Meaning:
    """One line of the lexicon: what its words mean, and an example of it."""

    name: str
    words: tuple[str, ...]
    example: str
    holds: bool


@cache
def meanings() -> dict[str, Meaning]:
    """Return every line of the lexicon by its name."""
    text = (files("cchc_lib.reading") / "words.tsv").read_text("utf-8")
    found: dict[str, Meaning] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, said, example = line.split("\t")
            sign, _, sentence = example.partition(" ")
            found[name] = Meaning(
                name, tuple(said.split("|")), sentence.replace("⏎", "\n"), sign == "="
            )
    return found


def all_of(*names: str) -> tuple[str, ...]:
    """Return the words of meanings, longer ones first; "limit" names every "limit.…".

    >>> all_of("parts.among")
    ('trong tổng số', 'trong số')
    """
    found = {
        word
        for name in names
        for key, meaning in meanings().items()
        if key == name or key.startswith(f"{name}.")
        for word in meaning.words
    }
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def words(*names: str) -> str:
    r"""Return an expression for the words of meanings, each as a whole word.

    >>> bool(re.search(words("parts.all"), "34 người, gồm 22 nam"))
    True
    """
    return rf"\b(?:{'|'.join(map(re.escape, all_of(*names)))})\b".replace(r"\ ", " ")
