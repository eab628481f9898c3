"""Who sent a file and for which period: read from the head of its text, and from its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

import attrs

from cchc_lib.errors import CchcError
from cchc_lib.law.units import AdminUnit, units
from cchc_lib.reading.days import WRITTEN_DAY, window
from cchc_lib.reading.prose import Prose
from cchc_lib.report.agency import COMMITTEE, Agency, plain_name
from cchc_lib.report.period import Period
from cchc_lib.scale.identity import Expected, of_unit
from cchc_lib.vietnamese.periods import parse_period_name
from cchc_lib.vietnamese.text import fold_label, fold_text

__all__ = [
    "HEAD",
    "Roll",
    "Sender",
    "bare_name",
    "period_in",
]

HEAD = 1500
"""Characters within which a document says who it is from, and for which period."""

_KINDS = "xã|phường|đặc khu|tỉnh|thành phố"
_UNIT = re.compile(rf"\b(?P<kind>{_KINDS})\s+(?P<name>\w[^\n,;:.()\"“”]{{0,60}})")
_WORDS = "[A-ZĐÀ-Ỹ]+(?: [A-ZĐÀ-Ỹ]+){0,4}"
_ENDS = r"[0-9]{1,2}(?=[ \t]*(?:\n|$|[ \t]{2}))"
_CAPITALS = re.compile(
    r"(?:ỦY|UỶ) BAN NHÂN DÂN\s+(?P<kind>XÃ|PHƯỜNG|ĐẶC KHU)\s+"
    rf"(?P<name>{_WORDS}(?: {_ENDS})?|{_ENDS})"
)
_NUMBERED = re.compile(r"\s+[0-9]{1,2}[ \t]*(?:\n|$)")
"""A number that ends the line of a name is part of it: Sơn Kim 2 is not Sơn Kim."""
_COMMITTEE = re.compile(r"^(?:ubnd|(?:ủy|uỷ) ban nhân dân)\s+", re.IGNORECASE)
_NATION = re.compile("cộng hòa xã hội chủ nghĩa việt nam|độc lập - tự do - hạnh phúc")
_OWN_NAME = re.compile("^(?:xa|phuong|dac khu) ")
_MOST_WORDS = 6
_TO = re.compile(r"kính gửi\s*:?[^\n]*(?:\n\s*-[^\n]*)*")


@attrs.frozen
class Sender:
    """A unit as a file names it, with its code where it is known."""

    name: str
    code: str | None = None


@attrs.frozen(slots=False, eq=False)
class Roll:
    """Who is to report, found by name, code or words; `None` is whoever reports.

    >>> Roll((Expected("UBND xã Mai Hoa"),)).in_name("q3/BC xa Mai-Hoa.docx")
    Sender(name='UBND xã Mai Hoa', code=None)
    >>> Roll((Expected("UBND xã Mai Hoa"),)).in_name("MAI HOA scan.pdf")
    Sender(name='UBND xã Mai Hoa', code=None)
    """

    expected: tuple[Expected, ...] | None = None

    @cached_property
    def _by_plain(self) -> Mapping[str, Expected]:
        named: dict[str, Expected] = {}
        for each in self.expected or ():
            name = plain_name(each.name)
            other = named.setdefault(name, each)
            if other.code != each.code:  # two provinces have a unit of this name
                named[name] = Expected(each.name)
        return named

    @cached_property
    def _by_code(self) -> Mapping[str, Expected]:
        return {each.code: each for each in self.expected or () if each.code is not None}

    @cached_property
    def _by_bare(self) -> Mapping[str, Expected]:
        return {bare_name(name): each for name, each in self._by_plain.items()}

    @cached_property
    def _by_own(self) -> Mapping[str, Expected]:
        """Those expected by their own names, as files are named: without xã, phường; of two only.

        One syllable is a word of any name; what two units share is nobody's.
        """
        named: dict[str, list[Expected]] = {}
        for name, each in self._by_bare.items():
            own = _OWN_NAME.sub("", name)
            if own != name and len(own.split()) > 1:
                named.setdefault(own, []).append(each)
        return {own: held[0] for own, held in named.items() if len(held) == 1}

    @cached_property
    def _longest(self) -> int:
        return max((len(name.split()) for name in (*self._by_plain, *self._by_bare)), default=0)

    def has(self, name: str, code: str | None) -> bool:
        """Whether a unit is one that is to report."""
        return (code is not None and code in self._by_code) or plain_name(name) in self._by_plain

    def of_agency(self, agency: Agency) -> Sender:
        """Return an agency of facts as it is expected; else by its own name and code."""
        by_code = self._by_code.get(agency.unit_code or "")
        for each in (by_code, self._by_plain.get(plain_name(agency.name))):
            if each is not None and each.is_of(agency):
                return Sender(each.name, each.code or agency.unit_code)
        named = Roll().named(agency.name)
        return Sender(agency.name, agency.unit_code or named.code)

    def named(self, name: str) -> Sender:
        """Return a unit by its name, with its code where it is expected or nobody else's name.

        >>> Roll().named("UBND phường Thành Sen")
        Sender(name='Ủy ban nhân dân phường Thành Sen', code='18073')
        """
        plain = plain_name(name)
        if each := self._by_plain.get(plain):
            return Sender(each.name, each.code)
        name = _COMMITTEE.sub(f"{COMMITTEE} ", name.strip())
        known = _by_name().get(plain, ())
        return Sender(name, known[0].code if len(known) == 1 else None)

    def in_head(self, text: str) -> Sender | None:
        r"""Return who the head of a document names: of those expected, else of all units.

        >>> Roll().in_head("ỦY BAN NHÂN DÂN\nPHƯỜNG THÀNH SEN\nSố: 5/BC-UBND")
        Sender(name='Ủy ban nhân dân phường Thành Sen', code='18073')
        """
        given = unicodedata.normalize("NFC", text[:HEAD])
        folded = _TO.sub(" ", _NATION.sub("\n", fold_text(given)))
        placed = list(re.finditer(r"[\w-]+", folded))
        words = [each[0] for each in placed]
        for start in range(len(words) if self.expected else 0):
            name = self._name_at(words, start, self._by_plain)
            if name is None:
                continue
            last = placed[start + len(name.split()) - 1]
            if not _NUMBERED.match(folded, last.end()):
                each = self._by_plain[name]
                return Sender(each.name, each.code)
        for found in _UNIT.finditer(folded):
            if known := _known_in(folded[found.start() : found.end() + 1]):
                return known
        if written := _CAPITALS.search(given):
            kind, name = written["kind"].lower(), written["name"].title()
            kind = kind.capitalize() if name.isdigit() else kind
            return Sender(f"{COMMITTEE} {kind} {name}")
        return None

    def in_name(self, name: str) -> Sender | None:
        """Return which of those expected the name of a file, or of its folder, tells; one only."""
        words = bare_name(name.rpartition(".")[0] or name).split()
        named = self._named_in(words, self._by_bare) or self._named_in(words, self._by_own)
        if len(named) != 1:
            return None
        (only,) = named.values()
        return Sender(only.name, only.code)

    def _named_in(
        self, words: Sequence[str], names: Mapping[str, Expected]
    ) -> Mapping[str, Expected]:
        """Return who words name, by plain names; those within longer ones are left out."""
        named: dict[str, Expected] = {}
        covered = 0
        for start in range(len(words) if self.expected else 0):
            each = self._by_code.get(words[start])
            found = self._name_at(words, start, names)
            if found and start + len(found.split()) > covered:
                covered = start + len(found.split())
                each = names[found]
            if each is not None:
                named.setdefault(plain_name(each.name), each)
        return named

    def _name_at(
        self, words: Sequence[str], start: int, names: Mapping[str, Expected]
    ) -> str | None:
        """Return the longest name with which words go on."""
        for last in range(min(len(words), start + self._longest), start, -1):
            if (name := " ".join(words[start:last])) in names:
                return name
        return None


def _known_in(words: str) -> Sender | None:
    """Return the unit with whose name words begin, the longest; one that is none twice."""
    placed = list(re.finditer(r"[^\s\"“”«»,;:()]+", words))[: _MOST_WORDS + 2]
    parts = [each[0] for each in placed]
    for last in range(len(parts), 1, -1):
        named = _by_name().get(" ".join(parts[:last]))
        if named and not _NUMBERED.match(words, placed[last - 1].end()):
            found = of_unit(named[0])
            return Sender(found.name, found.code if len(named) == 1 else None)
    return None


@cache
def _by_name() -> Mapping[str, tuple[AdminUnit, ...]]:
    found: dict[str, tuple[AdminUnit, ...]] = {}
    for each in units().values():
        name = fold_label(each.name)
        found[name] = (*found.get(name, ()), each)
    return found


def bare_name(text: str) -> str:
    """Return words in letters without marks, whatever stands between them.

    >>> bare_name("Xã_Sơn-Kim (2)")
    'xa son kim 2'
    """
    plain = unicodedata.normalize("NFD", fold_text(text).replace("đ", "d"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z]+|[0-9]+", letters))


_YEAR = r"(?: năm |/)[1-9][0-9]{3}"
_PERIODS = re.compile(
    rf"(?P<ahead>(?:phương hướng|nhiệm vụ|kế hoạch|ước)[^.;]{{0,60}}?)?"
    rf"(?<!tháng )(?P<period>quý (?:iv|i{{1,3}}|[1-4]){_YEAR}|0?6 tháng (?:đầu|cuối){_YEAR}|"
    rf"0?9 tháng(?: đầu)?{_YEAR}|tháng (?:0?[1-9]|1[0-2]){_YEAR}|năm [1-9][0-9]{{3}})(?!\w)"
)
_DAY = re.compile(r"ngày\s+[0-9.…]{0,4}\s+tháng\s+[0-9.…]{0,4}\s+năm\s+[0-9.…]{0,4}")
_TITLE = re.compile(r"(?m)^\s*báo cáo\b")


def period_in(prose: Prose) -> Period | None:
    r"""Return the period of a report by its title, with the days that it says it counts.

    >>> print(period_in(Prose.of("BÁO CÁO\nKết quả quý III năm 2025, nhiệm vụ quý IV/2025")))
    quý III năm 2025
    """
    head = prose.lower[: 2 * HEAD]
    title = _TITLE.search(prose.source.text[: 2 * HEAD].lower())
    since = title.start() if title else 0
    words = _DAY.sub(lambda found: " " * len(found[0]), WRITTEN_DAY.sub(_blank, head))
    found = next((one for one in _PERIODS.finditer(words, since) if not one["ahead"]), None)
    if found is None:
        return None
    try:
        named = parse_period_name(found["period"])
        period = Period(
            kind=named.kind, calendar_year=named.year, index=named.index, last_year=named.end
        )
    except CchcError:
        return None
    start, end = prose.once(window)
    if start is None or end is None or abs((end - period.end).days) > _FAR:
        return period
    try:
        return attrs.evolve(
            period,
            start=None if start == period.start else start,
            end=None if end == period.end else end,
        )
    except CchcError:
        return period


_FAR = 62
"""Days by which the window of a report may end before or after the usual day."""


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
