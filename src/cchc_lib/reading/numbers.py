"""Numbers in running text: what is counted, how many, and what is only a name or a date.

One pass over the text finds, from left to right, what looks like a number and is none (dates,
document numbers, "khoản 2", "năm 2025"), fractions of counts (41/43 nhiệm vụ), and numbers with
their percent sign, unit of money or noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache

import attrs

from cchc_lib.reading.lexicon import all_of, either, meanings, words
from cchc_lib.reading.quantity import ExactQuantity, Portion, Quantity
from cchc_lib.reading.source import Span
from cchc_lib.report.citation import DOCUMENT_NUMBER

__all__ = ["SPELLED", "Quantities"]


def _verbose(expression: str) -> str:
    """Return an expression for a place in a verbose one."""
    return expression.replace(" ", r"\s")


# A word that makes the number behind it a name: "khoản 2", "Đề án 06"; "kỷ luật 395 người" counts.
_NAMING = _verbose(either("naming")) + "|(?-i:Luật)"
_COUNTED = _verbose(words("noun.counted", "noun.measure"))
# Words that do so for a small number only, and not in "cấp 27/30 giấy phép".
_SMALL = _verbose(either("naming_small"))
_SMALL += rf"\s(?:thứ\s|số\s)?(?=[0-9]{{1,2}}(?![0-9/])(?!\s{_COUNTED}))"
# Times are names only with a number that they can have: "trong tháng 450 hồ sơ" counts.
_TIME = (
    f"(?:tháng|ngày)\\s(?=[0-3]?[0-9](?![0-9])(?!\\s{_COUNTED}))|quý\\s(?=[1-4](?![0-9]))|"
    "năm\\s(?=(?:19|20)[0-9]{2}(?![0-9]))"
)
_GROUPED = r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])"
_DAY = r"[0-9]{1,2}/(?:0?[1-9]|1[0-2])(?![0-9/])"
_DATE = (
    r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}|(?<=ngày\s)[0-9]{1,2}/[0-9]{1,2}(?![0-9/])|"
    rf"(?:{'|'.join(rf'(?<={word}[ ])' for word in all_of('date.after')) or '(?!)'}){_DAY}"
    rf"(?=\s?[-,.;:)]|\s{_verbose(words('date.before'))})"
)
_PLAIN = r"[0-9]{1,3}(?:\.[0-9]{3}){1,6}(?:,[0-9]{1,12})?|[0-9]{1,18}(?:,[0-9]{1,12})?"
_DOTTED = r"[0-9]{1,3}\.[0-9]{1,2}(?=\s{0,3}%)"  # 39.53%: a dot for the comma
_SCALE, _SMALLER = _verbose(either("scale")), _verbose(either("scale.3", "scale.6", "scale.9"))
_SIZE = {
    word: int(name.partition(".")[2])
    for name, meaning in meanings().items()
    if name.startswith("scale.")
    for word in meaning.words
}
_DONG, _PERCENT, _MEASURE, _TOTAL, _PLAN = (
    _verbose(either(name)) for name in ("money.dong", "percent", "noun.measure", "total", "plan")
)
_MEASURE = f"(?:{_MEASURE}|{_verbose(either('noun.glued'))})"
_COIN = re.compile(rf"\s?({either('money.foreign')})(?!\w)", re.IGNORECASE)
_NAME = re.compile(
    rf"(?<![\w&])(?<!\w-)(?:{_TIME}|{_SMALL}|(?:{_NAMING})\s(?:thứ\s|số\s)?)"
    rf"(?!{_GROUPED})(?![0-9]{{1,6}}\s{_COUNTED})[0-9]{{1,6}}"
    r"(?:(?:\s?[-–/]\s?|[.:])[0-9]{1,4}){0,4}\b(?!\s?%|,[0-9])",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    rf"""
    (?P<date>{_DATE})
  | (?P<range>(?<![\w.,/])(?:19|20)[0-9]{{2}}\s?[-–]\s?(?:19|20)[0-9]{{2}}(?![\w/]))
  | (?P<month>(?<![\w.,/])[0-9]{{1,2}}/(?:19|20)[0-9]{{2}}(?![\w/]))
  | (?P<time>(?<![\w.,/])[0-9]{{1,2}}(?:h|\sgiờ|g)[0-9]{{0,2}}\b
      |(?:24/24|24/7|7/7)(?![\w/]|[.,][0-9]))
  | (?P<portion>(?<![\w.,/-])(?P<part>{_PLAIN})
      (?:\s(?P<part_scale>{_SCALE})(?:\s{_DONG}\b)?)?(?:\s(?P<part_noun>[a-zà-ỹ]{{2,8}}(?:\s[a-zà-ỹ]{{2,8}})?))?
      \s?(?:/|(?:trên|trong)\s{_TOTAL}\s)\s?(?:(?:{_TOTAL}|{_PLAN})\s(?:giao\s|là\s)?)?(?P<whole>{_PLAIN})
      (?:\s{{1,2}}(?P<whole_scale>{_SCALE})\b(?P<whole_rest>(?:\s[0-9]{{1,3}}\s{_SMALLER}\b){{0,2}})
      (?:\s{_DONG}\b)?)?)(?P<whole_measure>{_MEASURE}\b)?(?![\w/]|[.,][0-9]|\s?%)
  | (?P<number>(?<![\w.,/:])(?<!\w[+-])(?P<value>{_DOTTED}|{_PLAIN}))(?![0-9]|[.,:][0-9])
      (?:\s{{0,3}}(?P<percent>{_PERCENT})|\s{{1,2}}(?P<scale>{_SCALE})\b(?P<rest>(?:\s[0-9]{{1,3}}\s{_SMALLER}\b){{0,2}})(?:\s{_DONG}\b)?|\s?(?P<dong>{_DONG})\b|(?P<measure>{_MEASURE}\b)|(?![\w/]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"\w+")
_NAMES_REACH = 16 + max(map(len, all_of("naming", "naming_small")))
"""So many characters before its first digit a name begins, and no more."""

_NAME_WORDS = frozenset(
    re.findall(r"[^\W\d_]+", f"{_TIME} {_SMALL} {_NAMING}".replace(r"\s", " ").lower())
)
"""Words that may stand before the digits of a name, some others among them."""

_NAME_HEADS = frozenset(
    word.split()[0] for word in (*all_of("naming", "naming_small", "noun.time"), "quý", "luật")
)
"""Words with which a name begins."""

_DOT = re.compile(r"[0-9]+\.[0-9]{1,2}")
_REST = re.compile(r"([0-9]+)\s(\S+)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
"""What counts nothing where no noun follows it."""

_NUMERALS = meanings()["numeral"].words
SPELLED = {word: value for value, word in enumerate(_NUMERALS, 1)}
"""Numbers in words that prose counts with, up to ten."""

_ON = 150
"""So many characters behind a number with a scale, another without a noun counts the same."""

_BRONZE = re.compile(rf"{words('medal')}[^0-9]{{0,12}}$", re.IGNORECASE)
_MEDALS = 24
"""So many characters after silver bronze stands: 85 bạc, 32 đồng."""

_COUNTS = re.compile(rf"\s{words('noun.counted', 'noun.measure')}", re.IGNORECASE)
"""What a number with a scale counts, where it is no money: 4,5 triệu lượt."""

_ALONE = "".join(rf"(?<!{word} )" for word in all_of("numeral", "tens"))
"""A numeral behind another is part of a longer number: mười ba tỷ."""

_SPELLED = re.compile(
    rf"(?<!\w){_ALONE}({either('numeral')}) "
    rf"(?:(?={words('noun.counted')})|(?P<scale>{words('scale')}))",
    re.IGNORECASE,
)
_QUALIFIERS = all_of("limit")
_QUALIFIER = re.compile(rf"(?<!\w){_verbose(either('limit'))}\s$", re.IGNORECASE)
_LIMIT_ENDS = tuple({limit.split()[-1] for limit in _QUALIFIERS})
_LONGEST = max(map(len, _QUALIFIERS)) + 2
_NOUN = re.compile(r"\s{1,2}((?:[a-zà-ỹđ]{1,8}(?:\s|(?=[,.;:()]|$))){1,6})")
_MEASURED = re.compile(rf"\s{{1,2}}({either('noun.measure')})(?!\w)", re.IGNORECASE)
_STOP = frozenset(all_of("noun_end"))
_NAMES = frozenset(meanings()["noun_end.not"].words)
"""Where a noun ends; nouns that begin with such a word."""

_TIMES = frozenset(all_of("noun.time"))


def _value(shown: str, scale: str | None) -> ExactQuantity:
    whole, _, decimals = shown.replace(".", "").partition(",")
    if not scale and not decimals:
        return int(whole)
    number, parts = int(whole + decimals) * _size(scale), 10 ** len(decimals)
    return Fraction(number, parts) if number % parts else number // parts


@cache
def _size(scale: str | None) -> int:
    size: int = 10 ** _SIZE[" ".join(scale.lower().split())] if scale else 1
    return size


def _noun(flat: str, at: int) -> tuple[str, ...]:
    """Return the words of a count's noun, up to the first word that begins something else."""
    found = _NOUN.match(flat, at)
    words: list[str] = []
    following = found[1].lower().split() if found else []
    if not found and (measure := _MEASURED.match(flat, at)):
        return (measure[1].lower(),)
    if following[:1] and following[0] in _TIMES:
        return (following[0],)
    for word, after in zip(following, [*following[1:], ""], strict=False):
        both = f"{word} {after}"
        if both in _STOP or (word in _STOP and both not in _NAMES):
            break
        words.append(word)
    return tuple(words[:4])


def _half(
    found: re.Match[str], group: str, end: int, scale: str | None, noun: tuple[str, ...]
) -> Quantity:
    """Return one number of a pair, in đồng where it has a scale; a count otherwise."""
    shown, unit = _shown(found[group]), "đồng" if scale else ""
    value, size = _value(shown, scale), _size(scale)
    return Quantity(found.start(group), end, value, unit, noun, shown, None, size)


def _with_rest(value: ExactQuantity, size: int, rest: str) -> tuple[ExactQuantity, int]:
    """Return value and size of an amount in several units: 163 tỷ 702 triệu."""
    for more, less in _REST.findall(rest):
        if (scale := _size(less)) > size:  # 30 ngàn 309 tỷ
            value, size = (value + int(more)) * scale, scale
        else:
            value, size = value + int(more) * scale, scale
    return value, size


def _shown(digits: str) -> str:
    """Return digits as they stand, with a comma for a dot before decimals (39.53%)."""
    return digits.replace(".", ",") if "." in digits and _DOT.fullmatch(digits) else digits


def _name(flat: str, position: int, digit: int) -> re.Match[str] | None:
    """Return the name that begins behind a position and has its first digit here: khoản 2."""
    if not digit or not flat[digit - 1].isspace():
        return None
    last = flat[flat.rfind(" ", 0, digit - 1) + 1 : digit - 1]
    if last.isalpha() and last.lower() not in _NAME_WORDS:
        return None
    for word in _WORD.finditer(flat, max(position, digit - _NAMES_REACH), digit):
        if word[0].lower() in _NAME_HEADS and (found := _NAME.match(flat, word.start())):
            return found
    return None


def _qualifier(flat: str, at: int) -> str | None:
    """Return the words right before a number that limit it."""
    if not flat[max(0, at - _LONGEST) : max(0, at - 1)].lower().endswith(_LIMIT_ENDS):
        return None
    limit = _QUALIFIER.search(flat, max(0, at - _LONGEST), at)
    return limit[0].strip().lower() if limit else None


class Quantities:
    """The numbers of a text, each kind in reading order; `marks` are stretches that count nothing.

    >>> found = Quantities("Hoàn thành 41/43 nhiệm vụ, đạt 95,35%; tiếp nhận 1.268 hồ sơ năm 2025.")
    >>> [(portion.part.value, portion.whole.value) for portion in found.portions]
    [(41, 43)]
    >>> [(found.shown, found.unit, found.noun) for found in found.numbers]
    [('95,35', '%', ()), ('1.268', '', ('hồ', 'sơ'))]
    """

    def __init__(self, flat: str, marks: Iterable[tuple[int, int]] = ()) -> None:
        self._flat = flat
        self.numbers: list[Quantity] = []
        self.portions: list[Portion] = []
        self._scaled = 0, "đồng"
        self.documents = list(DOCUMENT_NUMBER.finditer(flat))
        documents = sorted([*(match.span() for match in self.documents), *marks])
        starts = [start for start, _ in documents]
        position = 0
        while digit := _DIGIT.search(flat, position):
            start = digit.start()
            name = _name(flat, position, start)
            found = name or _TOKEN.match(flat, start)
            if found is None:
                position = start + 1
                continue
            position = found.end()
            before = bisect_left(starts, found.start() + 1) - 1
            if before >= 0 and documents[before][1] > found.start():
                position = max(position, documents[before][1])
            elif name is None and found["portion"]:
                self._portion(flat, found)
            elif name is None and found["number"]:
                self._number(flat, found)
        self._number_starts = [quantity.start for quantity in self.numbers]
        self._portion_starts = [portion.start for portion in self.portions]

    def _portion(self, flat: str, found: re.Match[str]) -> None:
        whole_scale, part_noun = found["whole_scale"], found["part_noun"]
        scale = found["part_scale"] or (None if part_noun else whole_scale)
        own, noun = tuple((part_noun or "").lower().split()), _noun(flat, found.end())
        if measure := found["whole_measure"]:
            noun = (measure.lower(),)
        end = max(found.end("part"), found.end("part_scale"))
        part = _half(found, "part", end, scale, own or noun)
        whole = _half(found, "whole", found.end(), whole_scale, noun or own)
        if rest := found["whole_rest"]:
            value, size = _with_rest(whole.value, whole.size, rest)
            whole = attrs.evolve(whole, value=value, size=size)
        self.portions.append(Portion(found.start(), found.end(), part, whole, found[0]))

    def _number(self, flat: str, found: re.Match[str]) -> None:
        start, end, scale = found.start(), found.end(), found["scale"]
        shown = _shown(found["value"])
        noun: tuple[str, ...] = ()
        value, size = _value(shown, scale), _size(scale)
        if rest := found["rest"]:
            value, size = _with_rest(value, size, rest)
        is_money = found["dong"] and not _BRONZE.search(flat, max(0, start - _MEDALS), start)
        unit = "%" if found["percent"] else "đồng" if scale or is_money else ""
        if not found["percent"] and not is_money:
            if coin := _COIN.match(flat, end):
                unit = coin[1].lower()
            elif scale and (_COUNTS.match(flat, end) or self._goes_on_counting(start)):
                unit = ""
        if scale:
            self._scaled = end, unit
        if found["measure"] and not unit:
            noun = (found["measure"].lower(),)
        elif not unit and found["dong"]:
            noun = ()
        elif not unit:
            noun = _noun(flat, end)
            if not noun and _YEAR.fullmatch(shown):
                return
        qualifier = _qualifier(flat, start)
        self.numbers.append(Quantity(start, end, value, unit, noun, shown, qualifier, size))

    def _goes_on_counting(self, start: int) -> bool:
        """Whether the scaled number before counts things: 592 triệu lượt, giảm 12 triệu."""
        last, unit = self._scaled
        return not unit and start - last < _ON

    def within(self, span: Span) -> Iterator[Quantity]:
        """Yield the numbers of a stretch of the text."""
        first = bisect_left(self._number_starts, span.start)
        yield from self.numbers[first : bisect_left(self._number_starts, span.end)]

    def spelled(self, start: int, end: int) -> Quantity | None:
        """Return the number in words that stands here, before an end: "bốn việc"."""
        found = _SPELLED.match(self._flat, start, end)
        if found is None:
            return None
        value, scale = SPELLED[found[1].lower()], found["scale"]
        noun = () if scale else _noun(self._flat, found.end())
        unit, size = ("đồng", _size(scale)) if scale else ("", 1)
        end = found.end() if scale else found.end(1)
        return Quantity(start, end, value * size, unit, noun, found[1], None, size, is_word=True)

    def portions_within(self, span: Span) -> Iterator[Portion]:
        """Yield the portions of a stretch of the text."""
        first = bisect_left(self._portion_starts, span.start)
        yield from self.portions[first : bisect_left(self._portion_starts, span.end)]
