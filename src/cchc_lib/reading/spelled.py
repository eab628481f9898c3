"""Numbers that stand in figures and again in words: 20.800.000 đồng (Hai mươi triệu … đồng).

Words are read only where all of them make one number: a word that is misspelt, or one that names
what is counted, leaves nothing to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from cchc_lib.errors import FormatError
from cchc_lib.reading.lexicon import all_of, either, words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure
from cchc_lib.reading.source import Span
from cchc_lib.vietnamese import parse_words
from cchc_lib.vietnamese.reading import NUMBER_WORDS

__all__ = ["follows", "spelled", "spells"]

_WORD = rf"(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})(?!\w)"
_NEXT = rf"(?:,?\s{{1,20}}|,){_WORD}"
_WORDS = rf"(?<!\w){_WORD}(?:{_NEXT}){{0,60}}(?!{_NEXT})"
_MARK = words("spelled.mark")
_MONEY, _EVEN, _PERCENT = (
    rf"(?:{either(name)})(?!\w)" for name in ("spelled.money", "spelled.even", "percent")
)
_NOUN = r"[a-zà-ỹđ]{1,8}(?:\s[a-zà-ỹđ]{1,8}){0,3}"
_STOP = r"[”\"]?\s?(?:\.?/\.|[.,;/])"
_LEAD = r"\)?(?:\slà)?\s?:?\s{0,20}[“\"]?"

_IN_BRACKETS = re.compile(
    rf"\(\s{{0,3}}(?:(?P<mark>[^()0-9:;]{{0,25}}?{_MARK}){_LEAD})?(?P<said>{_WORDS})"
    rf"(?:\s{{1,3}}(?:(?P<money>{_MONEY})|(?P<percent>{_PERCENT})|(?P<noun>{_NOUN})))?"
    rf"(?:\s{{1,3}}{_EVEN})?(?:{_STOP})?[”\"]?\s{{0,3}}\)"
)
_BEHIND_MARK = re.compile(
    rf"(?P<mark>{_MARK}){_LEAD}(?P<said>{_WORDS})"
    rf"(?:\s{{1,3}}(?P<money>{_MONEY})(?:\s{{1,3}}{_EVEN})?)?(?P<percent>(?!))?(?P<noun>(?!))?"
)
_END = re.compile(rf"{_STOP}|[”\"]?\s?(?:\)|\n|$)")
_FOLLOWING = re.compile(rf"[^0-9]{{0,60}}?{_MARK}{_LEAD}{_WORDS}")
_CURRENCY = {part for word in all_of("spelled.money") for part in word.split()}
_UNIT = rf"(?:{'|'.join(sorted(_CURRENCY))})(?!\w)"
_BESIDE = re.compile(rf"(?:\s|{_UNIT})*")
_UP_TO = re.compile(rf"(?:[-\s.,;:(]|{_UNIT}|{words('spelled.lead')})*")
"""What may stand between an amount and its words in brackets, and those behind "bằng chữ"."""

_REACH, _NEAR = 200, 80
"""So many characters before words behind "bằng chữ" the amount stands, or surely does."""

_COUNTED = re.compile(rf"\s{words('noun.counted', 'noun.time')}")
_OWN_MEANING = frozenset({"năm", "không", "tư"})
"""What is a word of its own beside a number: a year, none, private."""

_SCALES = (10**3, 10**6, 10**9)
"""What a number without a unit may be of, where the head of a table says it."""


def spells(text: str) -> bool:
    """Return whether a short text, in lower case, has a number in words behind one in figures."""
    return bool(re.search("[0-9]", text) and _IN_BRACKETS.search(text))


def follows(text: str) -> bool:
    """Return whether a text, in lower case, begins with words for a number before it."""
    return bool(_FOLLOWING.match(text))


def spelled(prose: Prose) -> Iterator[Readings]:
    """Yield, for each number that is said in words behind it, how figures and words are one."""
    told: set[int] = set()
    if "(" in prose.flat:
        for found in _IN_BRACKETS.finditer(prose.lower):
            told.add(found.start("said"))
            yield from _said(prose, found)
    for found in _BEHIND_MARK.finditer(prose.lower) if "chữ" in prose.vocabulary else ():
        if found.start("said") not in told and _END.match(prose.source.text, found.end()):
            yield from _said(prose, found)


def _said(prose: Prose, found: re.Match[str]) -> Iterator[Readings]:
    said, at = _in_words(found), found.start()
    if said is None:
        return
    numbers = prose.numbers_within(Span(max(0, at - _REACH), at))
    amounts = [number for number in numbers if _may_be(number, found)]
    if not amounts:
        return
    last, between = amounts[-1], prose.lower[amounts[-1].end : at]
    is_nearest = last is numbers[-1]
    if noun := found["noun"]:
        if is_nearest and " ".join(between.split()) == noun:
            yield tuple(_relations(last, said, found, Structure.POSSIBLE))
    elif is_nearest and (_UP_TO if found["mark"] else _BESIDE).fullmatch(between):
        yield tuple(_relations(last, said, found, Structure.CERTAIN))
    elif found["mark"]:
        is_sure = is_nearest and len(amounts) == 1 and len(between) <= _NEAR
        structure = Structure.CERTAIN if is_sure else Structure.POSSIBLE
        readings = (_relations(number, said, found, structure) for number in reversed(amounts))
        yield tuple(relation for relations in readings for relation in relations)


def _in_words(found: re.Match[str]) -> Quantity | None:
    """Return the number that words make, where they make one."""
    said = " ".join(found["said"].replace(",", " ").split())
    try:
        exact = Fraction(parse_words(said))
    except FormatError:
        return None
    value = int(exact) if exact.denominator == 1 else exact
    return Quantity(*found.span("said"), value, "", (), said, None, is_word=True)


def _may_be(number: Quantity, found: re.Match[str]) -> bool:
    """Whether a number can be what words say, by their units."""
    if found["money"]:
        return number.unit == "đồng" or not (number.unit or {*number.noun[:1]} - _CURRENCY)
    if found["percent"]:
        return number.unit == "%"
    if found["noun"]:
        return not number.unit
    return not (number.noun or (number.unit == "%" and found["mark"]))


def _relations(
    number: Quantity, said: Quantity, found: re.Match[str], structure: Structure
) -> Iterator[Relation]:
    """Yield the readings of a number and its words, the one first that needs nothing else."""
    meant = attrs.evolve(number, qualifier=None) if number.qualifier else number
    is_unsure = said.shown in _OWN_MEANING and not (
        found["money"] or (said.shown == "năm" and _COUNTED.match(found.string, found.end()))
    )
    pattern = Pattern.IN_WORDS if found["mark"] else Pattern.WORDS_IN_BRACKET
    yield Relation(Kind.SPELLED, meant, (said,), structure, pattern, is_natural=not is_unsure)
    for other in _otherwise(meant, said, is_money=bool(found["money"])):
        yield Relation(Kind.SPELLED, meant, (other,), structure, pattern, is_natural=False)


def _otherwise(number: Quantity, said: Quantity, *, is_money: bool) -> Iterator[Quantity]:
    """Yield what words may say in the unit of a number: "5 tỷ (năm)", thousands in a table."""
    if is_money and not number.unit:
        for scale in _SCALES:
            yield attrs.evolve(said, value=Fraction(said.value, scale))
    elif not is_money and number.size != 1:
        yield attrs.evolve(said, value=said.value * number.size)
