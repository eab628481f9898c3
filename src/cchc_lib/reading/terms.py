"""Numbers in their places: what leads to each, how deep in brackets it stands, what it may do."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import attrgetter

import attrs

from cchc_lib.reading.lexicon import all_of, cue, meanings, words
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Portion, Quantity
from cchc_lib.reading.source import Span

__all__ = ["BY_START", "Passage", "Role", "Term", "is_alike", "is_counted", "passages"]

BY_START = attrgetter("start")
"""Where a number or a term begins, as a key."""

_LEAD = 200
"""So many characters before a number may say what it is."""

_BEHIND = 60
"""So many characters behind it, the noun and what is said of it."""

_NEAR = 100
"""So many characters before it hold what makes it a change or an aim."""

_FILLERS = rf"(?: {words('filler')})*"
_DELTA = re.compile(
    rf"(?:{words('change.up', 'change.down', 'change.lacking')}(?: [a-zà-ỹ]+)?{_FILLERS}|\([+-]) ?$"
)
_DELTA_IS = re.compile(rf"{words('change.up', 'change.down')}(?: hơn)? so với [^,;()]{{2,50}} là $")
_FROM = re.compile(rf"{words('change')}(?: [a-zà-ỹ]+)* {words('from')} $")
_OF_WHEN = rf"(?: (?:{words('noun.time', 'earlier')}|trước|[0-9/]{{1,7}}))*"
_REFERENCE = re.compile(
    rf"{words('change.against')} (?:(?!đã |và )[^,;()]){{0,60}}(?:\([^()]{{0,40}})?$|"
    rf"\((?:[^()0-9]{{0,20}} )?(?:{words('change.then', 'earlier', 'plan')}|"
    r"\bnăm (?:19|20)[0-9]{2}\b)[^()]{0,25}$|"
    rf"{words('change.then', 'earlier')}{_OF_WHEN} ?\($|"
    rf"{words('change.then')}{_OF_WHEN}(?: {words('rate.reach', 'has')})? $"
)
_PLANNED = re.compile(
    rf"{words('plan')}(?: (?!và\b|{words('parts.all')})[a-zà-ỹ]+){{0,4}}(?: là| :)? ?\(?$"
)
_AIM = re.compile(rf"{words('aim')}[^.;]{{0,60}}$")
_TIMES = frozenset(all_of("noun.time", "noun.turn"))
_MEASURES = frozenset(all_of("noun.measure"))
_PEOPLE = frozenset(all_of("noun.person"))
_THINGS = frozenset(meanings()["noun.person.not"].words)
"""Things whose first syllable is one of people: công trình, hội nghị."""

_TO = re.compile(r" ?[-–] ?[0-9]")
_SINCE = re.compile(r"(?:^|[0-9]) ?[-–] ?$")
_DASHES = ("-", "–", "- ", "– ")
_ATTRIBUTE = re.compile(rf"[^,;:.()0-9]*[^,;:.()0-9 ] {words('attribute')}(?: \w+)? ")
_GOES_ON = re.compile(
    rf"\s*(?:(?:[-+*•–]\s*)?{words('parts.some.there', 'parts.so')}|"
    rf"{words('parts.among', 'change.against')})",
    re.IGNORECASE,
)
_MOST = 30
"""More sentences than any paragraph has that goes on below."""

_SOURCE = re.compile(rf"(?:^|[ (]){words('from')} $")
_BECOMES = re.compile(words("becomes.up", "becomes.down"))
_HEADS = frozenset(noun.split()[0] for noun in all_of("noun.counted") if " " in noun)
"""First syllables of nouns of two, which say nothing alone: cơ quan, cơ sở."""

_CASES = frozenset(all_of("noun.counted.any"))
"""Nouns for anything counted."""

_THEN_OR_YEAR = cue("change.then", "earlier", "plan", "noun.time")
_BACK_THEN = cue("change.against", "change.then")
_CHANGED, _PLAN, _AIMED, _SO_FAR, _ATTRIBUTED = map(
    cue, ("change", "plan", "aim", "from", "attribute")
)
_CLOSES = re.compile(r"[^();]*\)")
_PHRASES = re.compile(r"[,;.]")
_BRACKET = re.compile(r"[()]")
_PER = re.compile(r" ?/ ?[^\W\d]")
"""What makes a number a rate, which adds to nothing: 210.000 đồng/thùng, 62 tạ/ha."""

_NEXT_CHANGE = re.compile(rf"\)(?:, | {words('joining.last')} )")
_FULL_STOP = re.compile(r"[.!?] ")


class Role(StrEnum):
    """What a number does among the others."""

    COUNT = "count"
    PERCENT = "percent"
    DELTA = "delta"
    REFERENCE = "reference"
    TIME = "time"
    RANGE = "range"
    AIM = "aim"
    RATE = "rate"


@attrs.frozen(slots=False, eq=False)
class Term:
    """A printed number, or a pair of them, in its place.

    `lead` are the words between it and the number before, `depth` the brackets that it stands in;
    `numbers` has two where they are a pair: 22/38 đơn.
    """

    numbers: tuple[Quantity, ...]
    start: int
    end: int
    sentence: int
    depth: int
    lead: str
    before: str
    behind: str = ""
    is_range: bool = False
    cues: int = 0
    """What the words of `lead` may mean, as `lexicon.cue` has it."""
    said_before: int = 0
    """The same of `before`."""
    said_behind: int = 0
    """The same of what stands behind it."""
    goes_on: bool = False
    """Whether it goes on with a change: giảm 10 vụ (3,4%), 12 người chết (6,6%)."""

    number: Quantity = attrs.field(
        init=False, default=attrs.Factory(lambda self: self.numbers[0], takes_self=True)
    )
    """The number, of a pair the first."""

    @property
    def is_pair(self) -> bool:
        """Whether it is a part over a whole, or a pair of measures."""
        return len(self.numbers) == 2

    @property
    def said(self) -> str:
        """The number with its unit, as the text has it."""
        return self.behind[: self.end - self.start]

    @cached_property
    def clause(self) -> str:
        """The words before it, up to a full stop or a semicolon."""
        start = max(self.before.rfind(". "), self.before.rfind("; "))
        return self.before[start + 1 :] if start >= 0 else self.before

    @cached_property
    def verb(self) -> str:
        """The two words right before it, which tell it from other measures: làm chết, bị thương."""
        return " ".join(_PHRASES.split(self.lead)[-1].split()[-2:])

    @cached_property
    def gap(self) -> int:
        """How strongly the words before it part it from the number before."""
        if _FULL_STOP.search(self.lead):
            return 3
        return 2 if ";" in self.lead else 1 if "," in self.lead else 0

    @cached_property
    def is_attribute(self) -> bool:
        """Whether it stands inside what another number counts: 02 Chủ tịch của 02 Hiệp hội."""
        return bool(self.cues & _ATTRIBUTED and _ATTRIBUTE.fullmatch(self.lead))

    @cached_property
    def is_change(self) -> bool:
        """Whether the words before it say that it is by how much something rose or fell."""
        return self._rose and not self._is_from

    @property
    def _rose(self) -> bool:
        if self.goes_on:
            return True
        if not self.said_before & _CHANGED and not self.lead.endswith(("(+", "(-", "(+ ", "(- ")):
            return False
        near = max(0, len(self.clause) - _NEAR)
        is_by = _DELTA.search(self.clause, near) or _DELTA_IS.search(self.clause, near)
        return bool(is_by)

    @property
    def _is_reference(self) -> bool:
        """Whether it is what another number is compared with, and not the first of a list."""
        said = self.said_before
        if not said & _BACK_THEN and not ("(" in self.clause and said & _THEN_OR_YEAR):
            return False
        if not _REFERENCE.search(self.clause):
            return False
        opens_bracket = "(" in self.lead
        return not opens_bracket or bool(_CLOSES.match(self.behind, self.end - self.start))

    @property
    def _is_from(self) -> bool:
        is_said = self.cues & _SO_FAR and self.said_before & _CHANGED
        return bool(is_said and _FROM.search(self.clause))

    @cached_property
    def role(self) -> Role:
        """What the number does, by the words before it."""
        number = self.number
        if number.unit == "%":
            return Role.PERCENT
        if number.noun[:1] and number.noun[0] in _TIMES:
            return Role.TIME
        if self.is_range:
            return Role.RANGE
        if not self.is_pair and _PER.match(self.behind, self.end - self.start):
            return Role.RATE
        if self._rose or self._is_from:
            return Role.DELTA
        if (
            self._is_reference
            or (self.cues & _PLAN and _PLANNED.search(_PHRASES.split(self.lead)[-1]))
            or (
                self.cues & _SO_FAR and _SOURCE.search(self.clause) and _BECOMES.search(self.behind)
            )
        ):
            return Role.REFERENCE
        if self.said_before & _AIMED:
            near = max(0, len(self.clause) - _NEAR)
            return Role.AIM if _AIM.search(self.clause, near) else Role.COUNT
        return Role.COUNT


@attrs.frozen(slots=False, eq=False)
class Passage:
    """A paragraph or an item of a list with its numbers, by sentence."""

    prose: Prose
    block: Span
    sentences: tuple[Span, ...]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every number of the passage, in reading order."""
        found: list[Term] = []
        for term in self._terms():
            goes_on = len(found) > 1 and _continues(found[-2], found[-1], term)
            found.append(attrs.evolve(term, goes_on=True) if goes_on else term)
        return tuple(found)

    def _terms(self) -> Iterator[Term]:
        flat, lower = self.prose.flat, self.prose.lower
        deeper = _Depths(flat, self.sentences)
        for at, sentence in enumerate(self.sentences):
            last, leads = sentence.start, list[tuple[int, int]]()
            for item in self.prose.items(sentence, spelled=True):
                depth = deeper.at(item.start)
                before = lower[max(sentence.start, item.start - _LEAD) : item.start]
                numbers = (item.part, item.whole) if isinstance(item, Portion) else (item,)
                lead = lower[max(last, item.start - _LEAD) : item.start]
                is_since = lead.endswith(_DASHES) and last > sentence.start
                is_range = bool(_TO.match(flat, item.end) or (is_since and _SINCE.search(lead)))
                behind = lower[item.start : item.end + _BEHIND]
                cues = said = self.prose.cues(max(last, item.start - _LEAD), item.start)
                for end, more in reversed(leads):
                    if end < item.start - _LEAD:
                        break
                    said |= more
                own = (
                    self.prose.cues(item.start, item.end)
                    if " " in flat[item.start : item.end]
                    else 0
                )
                leads.append((item.end, cues | own))
                yield Term(
                    numbers,
                    item.start,
                    item.end,
                    at,
                    depth,
                    lead,
                    before,
                    behind,
                    is_range,
                    cues,
                    said,
                    self.prose.cues(item.end, item.end + _BEHIND),
                )
                last = item.end


def _continues(first: Term, share: Term, then: Term) -> bool:
    """Whether a count goes on with the change before it, which had its percentage behind it."""
    return (
        share.number.unit == "%"
        and share.depth > first.depth == then.depth
        and share.sentence == then.sentence == first.sentence
        and bool(_NEXT_CHANGE.fullmatch(then.lead))
        and first.is_change
        and first.number.unit != "%"
    )


class _Depths:
    """How deep in brackets each place of a passage stands.

    One that is never closed reaches to the end of its sentence; where another is opened in it, it
    was forgotten at once.
    """

    def __init__(self, flat: str, sentences: Sequence[Span]) -> None:
        opened: list[int] = []
        starts: list[int] = []
        changes: list[tuple[int, int]] = []
        for found in _BRACKET.finditer(flat, sentences[0].start, sentences[-1].end):
            if found[0] == "(":
                opened.append(found.start())
                starts.append(found.start())
            elif opened:
                changes += [(opened.pop(), 1), (found.start(), -1)]
        ends = [sentence.end for sentence in sentences]
        for place in opened:
            end = ends[bisect_right(ends, place)]
            after = bisect_right(starts, place)
            if after == len(starts) or starts[after] >= end:
                changes += [(place, 1), (end, -1)]
        changes.sort()
        self._places = [place for place, _ in changes]
        self._depths = [0, *accumulate(change for _, change in changes)]

    def at(self, place: int) -> int:
        """Return the depth of a place."""
        return self._depths[bisect_left(self._places, place)] if self._places else 0


def passages(prose: Prose) -> Iterator[Passage]:
    """Yield each block of a text with its sentences, "Trong đó …" with the one that it goes on."""
    held: tuple[Span, tuple[Span, ...]] | None = None
    for block, sentences in zip(prose.source.blocks, prose.source.paragraphs, strict=True):
        goes_on = _GOES_ON.match(prose.flat, block.start, block.end)
        if held is not None and goes_on and len(held[1]) < _MOST:
            held = Span(held[0].start, block.end), (*held[1], *sentences)
            continue
        if held is not None:
            yield Passage(prose, *held)
        held = block, sentences
    if held is not None:
        yield Passage(prose, *held)


def is_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may count the same things; without a noun, anything."""
    if one.unit != other.unit:
        return False
    return not one.noun or not other.noun or _are_alike(one.noun, other.noun)


@lru_cache(maxsize=4096)
def _are_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if not _CASES.isdisjoint((" ".join(first[:2]), " ".join(second[:2]))):
        return True
    if first[0] in _MEASURES or second[0] in _MEASURES:
        return first[0] == second[0]
    if _is_person(first) and _is_person(second):
        return True
    if first[0] != second[0]:
        return False
    return first[:2] == second[:2] or first[0] not in _HEADS or 1 in (len(first), len(second))


def _is_person(noun: tuple[str, ...]) -> bool:
    return noun[0] in _PEOPLE and " ".join(noun[:2]) not in _THINGS


def is_counted(number: Quantity, noun: tuple[str, ...]) -> bool:
    """Whether a number may count these things; without a noun it may."""
    return not number.noun or not noun or number.noun[: len(noun)] == noun
