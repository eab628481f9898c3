"""The lexicon: every line is well formed, its example holds, and without it the example does not.

Without a line the reader is imported anew, so that nothing in the library knows of this test.
"""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import attrs
import pytest

from cchc_lib import audit_text
from cchc_lib.reading.lexicon import Meaning, all_of, meanings

LINES = meanings()
OF_READER = ("cchc_lib.reading", "cchc_lib.checks")
UNPROVEN: dict[str, str] = {}
"""Lines without which their example comes out the same, and why they stay."""

OTHERWISE = frozenset(
    {
        ("noun_end", "tăng"),  # 20 tăng … says that it rose, as well
        ("noun_end", "giảm"),
        ("noun_end", "vượt"),
        ("noun.person", "đồng"),  # đồng chí: "22 đồng" alone is money
    }
)
"""Words that mean another thing too, which is read first in the example of their line."""


def lines(*names: str) -> list[Any]:
    """Return the lines whose names begin so, as parameters of a test."""
    return [
        pytest.param(meaning, id=name) for name, meaning in LINES.items() if name.startswith(names)
    ]


def is_silent(audit: Callable[[str], Any], text: str) -> bool:
    """Return whether nothing above a note is found."""
    return all(finding.severity == "note" for finding in audit(text))


@contextmanager
def without(name: str) -> Iterator[Callable[[str], Any]]:
    """Give the audit of prose as it would be without the words of one line."""
    kept = {key: found for key, found in sys.modules.items() if key.startswith(OF_READER)}
    for key in kept:
        del sys.modules[key]
    try:
        fresh = importlib.import_module("cchc_lib.reading.lexicon").meanings()
        fresh[name] = attrs.evolve(fresh[name], words=(), other=())
        yield importlib.import_module("cchc_lib.checks.text").audit_text
    finally:
        for key in [key for key in sys.modules if key.startswith(OF_READER)]:
            del sys.modules[key]
        sys.modules.update(kept)
        for key, found in kept.items():
            owner, _, attribute = key.rpartition(".")
            setattr(sys.modules[owner], attribute, found)


def test_the_file_is_well_formed() -> None:
    text = (files("cchc_lib.reading") / "words.tsv").read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    said = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(said) == len(LINES), "a name stands twice"
    assert [
        line for line in said if not re.fullmatch(r"[a-z0-9_.]+\t[^\t]+\t[=≠] [^\t]+", line)
    ] == []


@pytest.mark.parametrize("meaning", lines(""))
def test_words(meaning: Meaning) -> None:
    said = (*meaning.words, *meaning.other)
    assert len(set(said)) == len(said)
    assert all(word and word == word.strip().lower() for word in said)
    assert any(word in meaning.example.lower() for word in said)
    if meaning.name.endswith(".not"):
        short = all_of(meaning.name.removesuffix(".not"))
        assert [
            longer
            for longer in said
            if not any(
                longer.startswith(f"{word} ") or longer.endswith(f" {word}") for word in short
            )
        ] == []


def test_no_word_means_two_limits_or_states() -> None:
    for kind in ("limit", "parts", "half", "scale", "deadline", "naming"):
        said = [
            word for name, one in LINES.items() if name.startswith(f"{kind}.") for word in one.words
        ]
        assert len(said) == len({*said})


@pytest.mark.parametrize("meaning", lines(""))
def test_its_example_holds_or_does_not(meaning: Meaning) -> None:
    assert is_silent(audit_text, meaning.example) == meaning.holds, audit_text(meaning.example)


@pytest.mark.parametrize("meaning", lines(""))
def test_it_earns_its_place(meaning: Meaning) -> None:
    with without(meaning.name) as audit:
        comes_out_the_same = is_silent(audit, meaning.example) == meaning.holds
    assert comes_out_the_same == (meaning.name in UNPROVEN)


def swapped() -> Iterator[Any]:
    """Yield each word in the place of the one that the example of its line has, and back."""
    for name, meaning in LINES.items():
        for said in (meaning.words, meaning.other):
            longest = "|".join(map(re.escape, sorted(said, key=len)[::-1]))
            used = re.compile(rf"(?i)(?<![^\W\d])(?:{longest})(?!\w)")
            shown = used.search(meaning.example) if said else None
            for word in said if shown else ():
                other = {shown[0].lower(): word, word: shown[0].lower()}
                text = used.sub(lambda found, other=other: _as(found[0], other), meaning.example)
                yield pytest.param((name, word), text, meaning.holds, id=f"{name}-{word}")


def _as(shown: str, other: dict[str, str]) -> str:
    word = other.get(shown.lower(), shown)
    return word[0].upper() + word[1:] if shown[0].isupper() else word


@pytest.mark.parametrize(("word", "text", "holds"), list(swapped()))
def test_each_word_does_what_its_line_does(word: tuple[str, str], text: str, holds: bool) -> None:
    as_its_line = is_silent(audit_text, text) == holds
    assert as_its_line != (word in OTHERWISE), audit_text(text)
