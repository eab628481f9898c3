"""Which fact the words beside a number name: a guess, made where they leave no other in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import attrs

from cchc_lib.families.cchc import Report
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.vietnamese.text import fold_text

__all__ = ["fact_of_cell", "fact_of_words", "totals_of_words"]

_LINKS = frozenset(
    "số hồ sơ là có đã được đạt gồm tổng cộng nhận tiếp nộp trong đó kỳ quý này với theo hình thức "
    "bằng qua kết quả việc hiện cả".split()
)
"""Syllables that may stand between the name of a fact and its number, or before that name."""

_ON = frozenset("đạt chiếm bằng trong được là tương".split())
"""Syllables with which a clause goes on behind the name of a fact."""

_CHANGES = ("tăng", "giảm", "thêm", "hơn", "kém", "vượt")
_RESOLVED, _OTHER_STATES = "giải quyết", ("đang", "chưa")


@attrs.frozen
class _Fact:
    """A fact that is counted: the words that name it, what it counts, its id."""

    name: str
    unit: str
    id: str


def fact_of_words(before: str, behind: str, since: str, ahead: str = "") -> str | None:
    """Return the fact that the words at a number name: the longest name, right at the number.

    `before` is the clause up to the number, `behind` the one that goes on, `since` all words since
    the number before it in the sentence, `ahead` all of the sentence. Where they name two facts,
    or say by how much one changed, none is meant.

    >>> fact_of_words("hồ sơ nộp trực tuyến là", "hồ sơ", "hồ sơ nộp trực tuyến là")
    'procedures.dossiers.online'
    >>> fact_of_words("gồm", "hồ sơ trực tuyến", "gồm")
    'procedures.dossiers.online'
    >>> fact_of_words("hồ sơ trực tuyến giảm", "hồ sơ", "hồ sơ trực tuyến giảm")
    """
    words, counted, whole = _plain(before), _plain(behind), _plain(since)
    sentence = _plain(ahead or since)
    if words.endswith(_CHANGES):
        return None
    named: list[_Fact] = []
    for fact in _facts():
        short = fact.name.removeprefix(f"{_RESOLVED} ")
        if _counts(fact, sentence, counted) and (
            _ends_with(words, fact.name)
            or (short != fact.name and _is_of_resolved(sentence) and _ends_with(words, short))
        ):
            named.append(fact)
    follow = _only_longest([each for each in _facts() if _begins_with(counted, each)])
    found = _only_longest(named)
    if found is None or (follow is not None and follow != found):
        return follow.id if follow is not None and not named else None
    return None if _names_others(whole, found) else found.id


_TOTALS = (
    ("tiếp nhận", ("received", "caseload")),
    ("đã giải quyết", ("resolved",)),
    ("đang giải quyết", ("pending",)),
)
"""Words of sums of dossiers; "tiếp nhận" is said with and without what was carried over."""


def totals_of_words(before: str, behind: str, since: str) -> tuple[str, ...]:
    """Return the computed figures of dossiers of which the words at a number name one.

    >>> totals_of_words("đã giải quyết", "hồ sơ", "đã giải quyết")
    ('procedures.dossiers.resolved',)
    >>> totals_of_words("tiếp nhận", "hồ sơ trực tuyến", "tiếp nhận")
    ()
    """
    words, counted, whole = _plain(before), _plain(behind), _plain(since)
    after = counted.removeprefix("hồ sơ").split()
    if not f"{counted} ".startswith("hồ sơ ") or (after and after[0] not in (*_ON, "và")):
        return ()
    for name, ids in _TOTALS:
        fact = _Fact(name, "hồ sơ", name)
        if _ends_with(words, name) and not _names_others(whole, fact):
            return tuple(f"procedures.dossiers.{id}" for id in ids)
    return ()


def fact_of_cell(names: Sequence[str], counted: str) -> str | None:
    """Return the fact that a heading or the label of a row names, nothing else being in it.

    `counted` are the words around the table: what the fact counts stands there.

    >>> fact_of_cell(["Số hồ sơ trực tuyến"], "tình hình tiếp nhận hồ sơ")
    'procedures.dossiers.online'
    """
    held = _plain(counted)
    found = []
    for name in map(_plain, names):
        for fact in _facts():
            if f" {fact.unit} " in f" {held} {name} " and _is_all(name, fact):
                found.append(fact)
    only = _only_longest(found)
    return None if only is None else only.id


def _only_longest(found: Sequence[_Fact]) -> _Fact | None:
    best = max(found, key=lambda each: len(each.name), default=None)
    if best is None or sum(len(each.name) == len(best.name) for each in found) > 1:
        return None
    return best


def _counts(fact: _Fact, before: str, counted: str) -> bool:
    """Whether a number counts what a fact counts; where nothing follows it, words before say so."""
    if counted:
        return f"{counted} ".startswith(f"{fact.unit} ")
    return f" {fact.unit} " in f" {before} "


def _ends_with(words: str, name: str) -> bool:
    """Whether words end with a name, but for links; what stands before it is a link too."""
    ahead, found, behind = f" {words} ".rpartition(f" {name} ")
    if not found or not set(behind.split()) <= _LINKS:
        return False
    last = ahead.split()[-1:]
    return not last or last[0] in _LINKS or words.startswith(name)


def _begins_with(counted: str, fact: _Fact) -> bool:
    """Whether what a number counts is named as the fact: 231 phiếu hài lòng."""
    names = (fact.name, f"{fact.unit} {fact.name}")
    found = next((each for each in names if f"{counted} ".startswith(f"{each} ")), None)
    if found is None or fact.name == fact.unit:
        return False
    after = counted[len(found) :].split()
    return after in ([], ["và"]) or after[0] in _ON


def _is_of_resolved(since: str) -> bool:
    """Whether dossiers are said to be resolved, so that "quá hạn" alone says how."""
    ahead, found, _ = since.rpartition(_RESOLVED)
    return bool(found) and not ahead.rstrip().endswith(_OTHER_STATES)


def _names_others(since: str, fact: _Fact) -> bool:
    """Whether words name another fact of the kind too: trực tuyến, trực tiếp lần lượt là."""
    rest = f" {since} ".replace(f" {fact.name} ", " | ")
    states = {"trước hạn", "đúng hạn", "quá hạn"} - {fact.name.removeprefix(f"{_RESOLVED} ")}
    others = {each.name for each in _facts() if each.unit == fact.unit} | states
    rest = rest.replace(f" {fact.name.removeprefix(f'{_RESOLVED} ')} ", " | ")
    return any(f" {each} " in rest for each in others) or " trước | " in rest


def _is_all(words: str, fact: _Fact) -> bool:
    ahead, found, behind = f" {words} ".partition(f" {fact.name} ")
    return bool(found) and {*ahead.split(), *behind.split()} <= _LINKS | {*fact.unit.split()}


def _plain(words: str) -> str:
    marked = fold_text(words)
    return " ".join("".join(each if each.isalnum() else " " for each in marked).split())


@cache
def _facts() -> tuple[_Fact, ...]:
    """Return every fact that is counted and stands in no list."""
    return tuple(
        _Fact(_plain(label), _plain(unit), id) for label, unit, id in _declared(Report, "")
    )


def _declared(owner: Any, path: str) -> Iterator[tuple[str, str, str]]:
    for name, said in declarations(owner).items():
        if said.formula is None:
            yield said.label, said.unit, path + name
    for field in attrs.fields(owner):
        held = field_of(field)
        is_one = isinstance(held, Field) and not held.by and field.default != ()
        of = held.of if isinstance(held, Field) else None
        if is_one and of is not None and hasattr(of, "__subject__") and of is not owner:
            yield from _declared(of, f"{path}{field.name}.")
