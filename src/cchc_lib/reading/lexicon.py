"""Words that mean something to the reader, as data: `words.tsv`, one line a meaning.

A meaning has a name ("parts.all"), its words, and an example that runs as a test: "=" before what
holds, "≠" before what does not. A new wording is a word in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import attrs

__all__ = ["Meaning", "all_of", "either", "meanings", "sides", "words"]


@attrs.frozen
class Meaning:
    """One line of the lexicon: what its words mean, and an example of it.

    `other` are the words behind "↔", of a pair that leaves no third.
    """

    name: str
    words: tuple[str, ...]
    example: str
    holds: bool
    other: tuple[str, ...] = ()


@cache
def meanings() -> dict[str, Meaning]:
    """Return every line of the lexicon by its name."""
    text = (files("cchc_lib.reading") / "words.tsv").read_text("utf-8")
    found: dict[str, Meaning] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, said, example = line.split("\t")
            one, _, other = said.partition(" ↔ ")
            sign, _, sentence = example.partition(" ")
            found[name] = Meaning(
                name, _parted(one), sentence.replace("⏎", "\n"), sign == "=", _parted(other)
            )
    return found


def _parted(said: str) -> tuple[str, ...]:
    return tuple(said.split("|")) if said else ()


def all_of(*names: str) -> tuple[str, ...]:
    """Return the words of meanings, longer ones first; "limit" names every "limit.…".

    >>> all_of("parts.among")
    ('trong danh mục', 'trong tổng số', 'trong số')
    """
    found = {
        word
        for meaning in _named(names)
        if not meaning.name.endswith(".not")
        for word in (*meaning.words, *meaning.other)
    }
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def sides(name: str) -> Iterator[tuple[str, str]]:
    """Yield, for each pair of a kind, an expression for its words and one for the other side's."""
    for meaning in _named([name]):
        if not meaning.name.endswith(".not"):
            longer = meanings().get(f"{meaning.name}.not")
            others = longer.words if longer else ()
            yield _whole(_any(meaning.words, others)), _whole(_any(meaning.other, others))


@cache
def words(*names: str) -> str:
    r"""Return an expression for the words of meanings, each as a whole word.

    Longer words in which they mean something else, before or behind, are a line ".not".

    >>> bool(re.search(words("parts.all"), "34 người, gồm 22 nam"))
    True
    >>> bool(re.search(words("change.down"), "05 chỉ tiêu giảm nghèo"))
    False
    """
    return _whole(either(*names))


@cache
def either(*names: str) -> str:
    """Return the same, as parts of words too: "%", or "kg" in "5kg"."""
    others = {
        word for meaning in _named(names) if meaning.name.endswith(".not") for word in meaning.words
    }
    return _any(all_of(*names), others)


def _named(names: Iterable[str]) -> Iterator[Meaning]:
    for name in names:
        for key, meaning in meanings().items():
            if key == name or key.startswith(f"{name}."):
                yield meaning


def _whole(said: str) -> str:
    return rf"\b{said}\b"


def _any(said: Iterable[str], others: Iterable[str] = ()) -> str:
    """Return an expression for words, none of them within one of the others."""
    shown = [_unless(word, others) + _escaped(word) for word in said]
    return f"(?:{'|'.join(shown)})" if shown else "(?!)"


def _unless(word: str, others: Iterable[str]) -> str:
    before = sorted(_escaped(other.removesuffix(word)) for other in others if _ends(other, word))
    behind = sorted(_escaped(other) for other in others if other.startswith(f"{word} "))
    unless = "".join(rf"(?<!\b{said})" for said in before)
    return unless + (rf"(?!(?:{'|'.join(behind)})\b)" if behind else "")


def _ends(other: str, word: str) -> bool:
    return other.endswith(f" {word}")


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", " ")
