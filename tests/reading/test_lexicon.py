"""The lexicon: every line is well formed, its example holds, and without it the example does not.

Without a line the reader is imported anew, so that nothing in the library knows of this test.
"""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest

import cchc_lib
from cchc_lib import audit_text
from cchc_lib.reading.lexicon import Meaning, all_of, meanings


def of_another(library: Path, root: Path) -> str:
    """Return what to do where the tests of a checkout would read another library than its own.

    A word that was added to the checkout would not be in it, and every test would pass.
    """
    source = root / "src" / "cchc_lib"
    if not source.exists() or library.resolve() == source.resolve():  # none beside a wheel's tests
        return ""
    return (
        f"cchc_lib is read from {library}, not from {source}: a word added there is not tested.\n"
        'Install the checkout: python -m pip install -e ".[test]", or run: '
        "python dev.py test tests/reading/test_lexicon.py"
    )


if found := of_another(Path(cchc_lib.__file__).parent, Path(__file__).resolve().parents[2]):
    pytest.fail(found, pytrace=False)

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


def wrong_with(meaning: Meaning) -> list[str]:
    """Return what is wrong with how the words of a line are written."""
    said = (*meaning.words, *meaning.other)
    twice = [word for word, times in Counter(said).items() if times > 1]
    return [
        *(f"{word!r} stands twice in the line {meaning.name}" for word in twice),
        *(f"{word!r} is not in lower case" for word in said if word != word.lower()),
        *(
            f"{word!r} has blanks around it, or is none"
            for word in said
            if not word.strip() or word != word.strip()
        ),
        *(f"{word!r} is not in NFC" for word in said if not unicodedata.is_normalized("NFC", word)),
    ]


def test_what_is_wrong_with_a_word_is_said() -> None:
    wrong = Meaning("parts.rest.left", ("còn", "Còn lại", "còn", " số còn lại", ""), "", False)
    assert wrong_with(wrong) == [
        "'còn' stands twice in the line parts.rest.left",
        "'Còn lại' is not in lower case",
        "' số còn lại' has blanks around it, or is none",
        "'' has blanks around it, or is none",
    ]
    apart = unicodedata.normalize("NFD", "lạ")
    assert wrong_with(attrs.evolve(wrong, words=(apart,))) == [f"{apart!r} is not in NFC"]


def test_another_library_than_that_of_the_checkout_is_told(tmp_path: Path) -> None:
    source = tmp_path / "src" / "cchc_lib"
    assert not of_another(tmp_path / "venv" / "cchc_lib", tmp_path)
    source.mkdir(parents=True)
    assert not of_another(source, tmp_path)
    assert 'pip install -e ".[test]"' in of_another(tmp_path / "venv" / "cchc_lib", tmp_path)


@pytest.mark.parametrize("meaning", lines(""))
def test_words(meaning: Meaning) -> None:
    said = (*meaning.words, *meaning.other)
    wrong = wrong_with(meaning)
    assert not wrong, "; ".join(wrong)
    assert any(word in meaning.example.lower() for word in said), "no word is in its example"
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
        twice = [word for word, times in Counter(said).items() if times > 1]
        assert not twice, f"in two lines of {kind}.…: {twice}"


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
