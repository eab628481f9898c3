"""Which fact the words beside a number name: a guess, made where they leave no other in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import attrs

from cchc_lib.families.cchc import Report
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.vietnamese.text import fold_text

__all__ = ["Said", "fact_of_cell", "fact_of_words", "totals_of_words"]

_LINKS = frozenset(
    "số hồ sơ là có đã được đạt gồm tổng cộng nhận tiếp nộp trong đó kỳ quý này với theo hình thức "
    "bằng qua kết quả việc hiện cả".split()
)
"""Syllables that may stand between the name of a fact and its number, or before that name."""

_ON = frozenset("đạt chiếm bằng trong được là tương".split())
"""Syllables with which a clause goes on behind the name of a fact."""

_CHANGES = ("tăng", "giảm", "thêm", "hơn", "kém", "vượt")
_RESOLVED, _OTHER_STATES = "giải quyết", ("đang", "chưa")
_DOSSIERS, _RECEIVED = "procedures.dossiers.", "tiếp nhận"
_WAYS = ("trực tuyến", "trực tiếp", "bưu chính")
_TERMS = ("trước hạn", "đúng hạn", "quá hạn", "trong hạn")

_OF_WHOLE = _LINKS | frozenset(
    "của tại ở từ ngày đến hết tháng năm đầu cuối i ii iii iv v vi toàn xã phường đặc khu đơn vị "
    "cơ quan địa phương bàn báo cáo kèm phụ lục mới phát sinh còn và đang các thực tỷ lệ chiếm "
    "tương ứng giải quyết trước đúng quá hạn trực tuyến toàn trình một phần dịch vụ bưu chính "
    "chuyển sang trung tâm bộ phận ubnd thì đều bao trên".split()
)
"""Syllables that leave the dossiers of a sentence those of the whole unit."""

_NAMES_OF_WHOLE = re.compile(
    r"\b(?:ủy ban nhân dân|phục vụ hành chính công|(?:bộ phận )?tiếp nhận và trả kết quả|"
    r"bộ phận một cửa|tổ chức(?: và)? cá nhân|người dân(?: và)? doanh nghiệp|"
    r"(?:(?:công tác|kết quả|tình hình|về|việc) )+(?:tiếp nhận (?:và )?)?giải quyết"
    r"(?: (?:hồ sơ|thủ tục hành chính|tthc))+)\b"
)
"""The one-stop department, the committee, everybody, the heading of the whole work, folded."""

_AREAS = ("xã", "phường", "khu")
_SPLITS = re.compile(r"[();]|\b(?:trong đó|gồm)\b", re.IGNORECASE)


@attrs.define
class Said:
    """What a sentence says before a number: heard a stretch at a time, from number to number.

    >>> said = Said()
    >>> said.hear("Điểm tiếp nhận số ")
    >>> said.hear(" tiếp nhận ")
    >>> totals_of_words("tiếp nhận", "hồ sơ", "tiếp nhận", said)
    ()
    """

    units: set[str] = attrs.field(factory=set)
    """What was counted: hồ sơ, phiếu."""
    is_of_resolved: bool = False
    """Whether dossiers are said to be resolved, so that "quá hạn" alone says how."""
    verb: str = ""
    """What is done with the dossiers: tiếp nhận, giải quyết."""
    is_of_part: bool = False
    """Whether what was said before the last stretch names more than the whole unit."""
    before: set[str] = attrs.field(factory=set)
    """The ways and terms named before the last stretch."""
    now: set[str] = attrs.field(factory=set)
    """The ways and terms named in the last stretch."""
    split: set[str] = attrs.field(factory=set)
    """The ways and terms of the figure that brackets, or "trong đó", split here."""
    last: str = ""
    """The words of the last stretch that are no names of the whole."""

    def hear(self, since: str) -> None:
        """Go on to the next number."""
        words = _plain(since)
        self.is_of_part = self._leaves_whole("")
        self.units.update(unit for unit in _units() if f" {unit} " in f" {words} ")
        ahead, found, _ = words.rpartition(_RESOLVED)
        if found:
            self.is_of_resolved = not ahead.rstrip().endswith(_OTHER_STATES)
        self._split(since)
        self.before |= self.now
        self.now = _named(words)
        self.last = _NAMES_OF_WHOLE.sub(" ", _plain(_without_areas(since)))
        verbs = [(self.last.rfind(each), each) for each in (_RECEIVED, _RESOLVED)]
        if max(verbs)[0] >= 0:
            self.verb = max(verbs)[1]

    def _split(self, since: str) -> None:
        seen, start = self.now, 0
        for found in _SPLITS.finditer(since):
            seen = seen | _named(_plain(since[start : found.start()]))
            self.split = set() if found[0] in (")", ";") else self.split | seen
            start = found.end()

    def _leaves_whole(self, name: str) -> bool:
        rest = f" {self.last} ".replace(f" {name} ", " ").split()
        return self.is_of_part or any(
            each not in _OF_WHOLE and not each.isdecimal() for each in rest
        )

    def speaks_of(self, fact: _Fact) -> bool:
        """Whether the fact may be that of the whole unit, by all that the sentence says."""
        if not fact.id.startswith(_DOSSIERS):
            return True
        if self._leaves_whole(fact.name) or any(
            fact.name == each or not fact.name.startswith(each) for each in self.split
        ):
            return False
        if any(each in fact.name for each in _TERMS):
            return len(self.before.intersection(_WAYS)) != 1
        if fact.name.startswith((*_WAYS, f"qua dịch vụ {_WAYS[-1]}")):
            return self.verb != _RESOLVED and not self.before.intersection(_TERMS)
        return not (fact.name in _SUMS and self.before)


def _named(words: str) -> set[str]:
    return {each for each in (*_WAYS, *_TERMS) if f" {each} " in f" {words} "}


def _without_areas(words: str) -> str:
    """Return words without the names of communes: what begins with a capital behind "xã"."""
    kept, is_name = [], False
    for each in words.split():
        is_name = is_name and each[0].isupper()
        if not is_name:
            kept.append(each)
        is_name = (is_name or each.lower() in _AREAS) and each[-1].isalnum()
    return " ".join(kept)


@attrs.frozen
class _Fact:
    """A fact that is counted: the words that name it, what it counts, its id."""

    name: str
    unit: str
    id: str


def fact_of_words(before: str, behind: str, since: str, said: Said | None = None) -> str | None:
    """Return the fact that the words at a number name: the longest name, right at the number.

    `before` is the clause up to the number, `behind` the one that goes on, `since` all words since
    the number before it in the sentence, `said` what the sentence said up to the number. Where
    they name two facts, say by how much one changed, or speak of a part, none is meant.

    >>> fact_of_words("hồ sơ nộp trực tuyến là", "hồ sơ", "hồ sơ nộp trực tuyến là")
    'procedures.dossiers.online'
    >>> fact_of_words("gồm", "hồ sơ trực tuyến", "gồm")
    'procedures.dossiers.online'
    >>> fact_of_words("hồ sơ trực tuyến giảm", "hồ sơ", "hồ sơ trực tuyến giảm")
    """
    words, counted, whole = _plain(before), _plain(behind), _plain(since)
    said = said or _heard(since)
    if words.endswith(_CHANGES):
        return None
    named: list[_Fact] = []
    for fact in _facts():
        short = fact.name.removeprefix(f"{_RESOLVED} ")
        if _counts(fact, said, counted) and (
            _ends_with(words, fact.name)
            or (short != fact.name and said.is_of_resolved and _ends_with(words, short))
        ):
            named.append(fact)
    follow = _only_longest([each for each in _facts() if _begins_with(counted, each)])
    found = _only_longest(named)
    if found is None or (follow is not None and follow != found):
        found = follow if not named else None
    elif _names_others(whole, found):
        found = None
    return found.id if found is not None and said.speaks_of(found) else None


def _heard(since: str) -> Said:
    said = Said()
    said.hear(since)
    return said


_TOTALS = (
    (_RECEIVED, ("received", "caseload")),
    ("đã giải quyết", ("resolved",)),
    ("đang giải quyết", ("pending",)),
)
"""Words of sums of dossiers; "tiếp nhận" is said with and without what was carried over."""

_SUMS = tuple(name for name, _ in _TOTALS)


def totals_of_words(
    before: str, behind: str, since: str, said: Said | None = None
) -> tuple[str, ...]:
    """Return the computed figures of dossiers of which the words at a number name one.

    The parameters are those of `fact_of_words`.

    >>> totals_of_words("đã giải quyết", "hồ sơ", "đã giải quyết")
    ('procedures.dossiers.resolved',)
    >>> totals_of_words("tiếp nhận", "hồ sơ trực tuyến", "tiếp nhận")
    ()
    """
    words, counted, whole = _plain(before), _plain(behind), _plain(since)
    said = said or _heard(since)
    after = counted.removeprefix("hồ sơ").split()
    if not f"{counted} ".startswith("hồ sơ ") or (after and after[0] not in (*_ON, "và")):
        return ()
    for name, ids in _TOTALS:
        fact = _Fact(name, "hồ sơ", f"{_DOSSIERS}{ids[0]}")
        if _ends_with(words, name) and not _names_others(whole, fact) and said.speaks_of(fact):
            return tuple(f"{_DOSSIERS}{id}" for id in ids)
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


def _counts(fact: _Fact, said: Said, counted: str) -> bool:
    """Whether a number counts what a fact counts; where nothing follows it, words before say so."""
    if not counted:
        return fact.unit in said.units
    found = f"{counted} ".startswith(f"{fact.unit} ")
    after = counted.removeprefix(fact.unit).split()[:1]
    return found and (not fact.id.startswith(_DOSSIERS) or {*after} <= _GOES_ON)


_GOES_ON = _OF_WHOLE - {"của", "tại", "ở", "từ", "mới"} | {*_CHANGES, "so", "trên"}
"""Syllables behind "hồ sơ" that do not say which ones: 02 hồ sơ đất đai are some."""


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
def _units() -> frozenset[str]:
    return frozenset(each.unit for each in _facts())


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
