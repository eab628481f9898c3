"""Where a text names a total and its parts: in brackets, behind "gồm", below, in what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType

import attrs

from cchc_lib.reading.below import listed_below
from cchc_lib.reading.beside import in_brackets
from cchc_lib.reading.follows import FEW, Stop, by_items, listed_from, may_be_few
from cchc_lib.reading.inside import are_labelled, but_total, is_inside, is_lacking, is_nested
from cchc_lib.reading.lexicon import cue, words
from cchc_lib.reading.listed import Listed
from cchc_lib.reading.naming import sets_out_anew
from cchc_lib.reading.parts import Choices, Opening, parts_of, sum_of
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.terms import Passage, Role, Term, is_alike, passages

__all__ = ["Sum", "sums"]

_BACK = 4
"""So many numbers back the total of what is listed may stand."""

_WITHIN = 12
_MOST_OPENED = ((6, _WITHIN), (14, 70))
"""More lists than any paragraph opens within so many numbers."""

_ALL = re.compile(words("parts.all"))
_SOME = re.compile(words("parts.some"))
_SOME_ARE = re.compile(rf"{words('parts.some')} {words('has')} $")
_WEAK = re.compile(rf"{words('parts.weak', 'parts.so')}|:")
_AMONG = re.compile(rf"{words('parts.among', 'within')}(?: {words('limit')})? $")
_OPENING = re.compile(rf"{words('opening')}[^0-9%.;()]{{0,25}}$")
"""What was there at the beginning is the total of nothing."""

_CHANGE = re.compile(words("change.up", "change.down", "from"))
_CARRIED = re.compile(rf";[^;]*{words('state.carried')}")
"""Behind a semicolon this is no part of what was received."""

_CLOSED = re.compile(r"\([^()]*\)")
_TOTAL = re.compile(words("total"))
_NEW_TOTAL = re.compile(rf"(?:^|[,;.:] ?){words('total')}")
_SURE_TOTAL = re.compile(words("total.sum"))
_TOTAL_IN_BRACKET = re.compile(rf"\((?:{words('is')} )?{words('total')}[^0-9,;()]{{0,25}}$")
_NEXT = re.compile(rf"\W*{words('parts.all', 'parts.some', 'parts.among', 'parts.so', 'outcome')}")


_SAYS_ALL, _SAYS_SOME, _SAYS_WEAK, _SAYS_AMONG = map(
    cue, ("parts.all", "parts.some", "parts.weak", "parts.among")
)
_SAYS_LIST = _SAYS_ALL | _SAYS_SOME
_SAYS_WEAK |= cue("parts.so")
_SAYS_TOTAL, _SAYS_OPENING = cue("total"), cue("opening")
_SAYS_AMONG |= cue("within")


@attrs.frozen(eq=False)
class Sum:
    """One opening of a list: its totals, nearest first, each with the ways to read its parts."""

    readings: tuple[tuple[Relation, ...], ...]


def sums(prose: Prose) -> Iterator[Sum]:
    """Yield, for each place where parts are named, the ways in which that can be read."""
    blocks = prose.once(passages)
    for place, passage in enumerate(blocks):
        terms, opened, said = passage.terms, [-_WITHIN], None
        stops = [Stop.of(term) for term in terms] if len(terms) > 1 else []
        for at in range(1, len(terms)):
            opening = _opening(passage, at)
            if opening is None or (not opening.is_bracket and _is_crowded(opened, at)):
                continue
            listed = but_total(terms, listed_from(terms, stops, opening))
            if said is not None and is_inside(terms, opening, *said):
                continue
            if len(listed) > 1:
                opened.append(at)
                if opening.structure is not Structure.POSSIBLE:
                    said = at, listed[-1]
                yield from _sum(passage, opening, terms, listed)
            if len(items := by_items(terms, opening)) > max(2, len(listed)):
                yield from _sum(passage, opening, terms, items)
            if opening.pattern.says_some and _SOME.search(terms[at].lead):
                for part in listed:
                    is_next = part is not listed[0] and ";" in part.lead
                    if is_next or part.sentence != terms[at].sentence or _CARRIED.search(part.lead):
                        break
                    yield from _at_most(terms, opening, part)
            if at > 1:
                yield from _behind(passage, at)
        if (named := listed_below(blocks, place)) is not None:
            above, opening, firsts = named
            yield from _sum(above, opening, above.terms, firsts)


def _is_crowded(opened: Sequence[int], at: int) -> bool:
    """Whether more lists were opened before a number than a text written by hand opens."""
    return any(len(opened) > most and at - opened[-most] < within for most, within in _MOST_OPENED)


def _sum(
    passage: Passage, opening: Opening, terms: Sequence[Term], listed: Sequence[Term]
) -> Iterator[Sum]:
    """Yield what a list may add up to."""
    if is_lacking(terms, listed[-1]) or any(is_nested(terms, term, listed) for term in listed):
        opening = opening.unsure
    totals, parts = _totals(terms, opening), Listed(list(listed))
    if opening.structure is not Structure.POSSIBLE:
        found = _choices(passage, opening, totals, parts)
    else:
        found = _choices(passage, opening, totals, parts, is_every=False)
        if found and (len(totals) > 1 or totals[0].is_pair):
            found = _choices(passage, opening, totals, parts, found)
    if found:
        readings = [one.readings(passage) for one in _that_matter([*found.values()])]
        yield Sum((*readings, *in_brackets(passage, opening, totals, listed)))


def _choices(
    passage: Passage,
    opening: Opening,
    totals: Sequence[Term],
    parts: Listed,
    known: Mapping[Quantity, Choices] = MappingProxyType({}),
    *,
    is_every: bool = True,
) -> dict[Quantity, Choices]:
    """Return for each total the sets of numbers that may be its parts, some of them known."""
    found: dict[Quantity, Choices] = {}
    held = [choice.numbers for one in known.values() if one.is_sure for choice in one.adding]
    for total in totals:
        column = _column(totals, total)
        how = _below_total(passage, opening, total)
        for side, number in enumerate(total.numbers):
            choices = known.get(number)
            is_sure = choices is not None and choices.is_sure
            if is_sure or not held or _has_others(parts, number, held):
                choices = parts_of(
                    passage,
                    how,
                    number,
                    parts,
                    side=side,
                    column=column,
                    is_every=is_every,
                    said=total.verb,
                )
            if choices:
                found[number] = choices
    return found


def _has_others(parts: Listed, total: Quantity, held: Sequence[Sequence[Quantity]]) -> bool:
    """Whether as many numbers of a measure are left as make up the total of another."""
    numbers = [number for term in parts.all for number in term.numbers if number.unit == total.unit]
    return any(len({*numbers} - {*taken}) >= len(taken) for taken in held)


def _that_matter(found: list[Choices]) -> list[Choices]:
    """Return the totals but those that fail beside one that its parts make up.

    A total that fails matters where it is of another measure: as many other numbers may be its
    parts (242 vụ, 344 đối tượng).
    """
    if not any(one.is_sure for one in found):
        return found
    held = [choice.numbers for one in found for choice in one.adding]
    return [
        one
        for one in found
        if one.adding
        or any(
            len(choice.numbers) == len(numbers) and {*numbers}.isdisjoint(choice.numbers)
            for choice in one.others
            for numbers in held
        )
    ]


def _below_total(passage: Passage, opening: Opening, total: Term) -> Opening:
    """Return what a list opens right behind what is called a total: Tổng số lớp: 10, khối 6: 3."""
    terms, at = passage.terms, opening.at
    is_unsaid = opening.pattern in (Pattern.NEXT, Pattern.WITH, Pattern.BELOW, Pattern.ENUMERATED)
    is_total = total.cues & _SAYS_TOTAL and at and terms[at - 1] is total
    if is_unsaid and is_total and _TOTAL.search(total.lead):
        return attrs.evolve(opening, structure=Structure.LIKELY, pattern=Pattern.OF_TOTAL)
    return opening


def _at_most(terms: Sequence[Term], opening: Opening, part: Term) -> Iterator[Sum]:
    """Yield a part beside the totals that it is no more than one of."""
    some, totals = part.number, _totals(terms, opening)
    if totals and totals[0].is_pair:
        return
    choices = tuple(
        Relation(Kind.AT_MOST, total.number, (some,), opening.structure, opening.pattern)
        for total in totals
        if total.role is Role.COUNT
        and not (total.is_pair or part.is_pair)
        and is_alike(total.number, some)
        and (some.unit or (some.noun and total.number.noun) or _SOME_ARE.search(part.lead))
    )
    if choices:
        yield Sum((choices,))


def _opening(passage: Passage, at: int) -> Opening | None:
    """Return what the words between two numbers open, if they open anything."""
    before, term = passage.terms[at - 1], passage.terms[at]
    lead = term.lead
    if term.sentence != before.sentence:
        if term.sentence - before.sentence > 1 or term.depth:
            return None
        is_of_total = before.said_before & _SAYS_TOTAL and _TOTAL.search(before.before[-60:])
        if is_of_total or _NEXT.match(lead):
            return Opening(at, Structure.LIKELY, Pattern.NEXT_SENTENCE_SOME)
        return Opening(at, Structure.POSSIBLE, Pattern.NEXT_SENTENCE)
    _, opened, inside = lead.rpartition("(")
    if opened and term.depth > before.depth:
        return _in_bracket(at, inside)
    if opened or ")" in lead:  # what a bracket says is of what stands in it
        lead = _CLOSED.sub("", lead).rpartition(")")[2]
    cues = term.cues
    if cues & _SAYS_ALL and (found := _ALL.search(lead)):
        is_direct = lead.endswith(": ") or not re.search(r"[;.]|,.*,", lead[: found.start()])
        return Opening(at, Structure.CERTAIN if is_direct else Structure.LIKELY, Pattern.ALL)
    if may_be_few(cues, lead) and FEW.search(lead):
        return Opening(at, Structure.POSSIBLE, Pattern.MAINLY)
    if before.said_before & _SAYS_AMONG and _AMONG.search(before.before):
        return Opening(at, Structure.LIKELY, Pattern.AMONG)
    if cues & _SAYS_SOME and _SOME.search(lead):
        return Opening(at, Structure.LIKELY, Pattern.SOME)
    if are_labelled(before, term):
        return Opening(at, Structure.POSSIBLE, Pattern.NEXT)
    if ":" in lead and not re.search("[;.] ", lead):
        return Opening(at, Structure.LIKELY, Pattern.ENUMERATED)
    if (cues & _SAYS_WEAK or ":" in lead) and _WEAK.search(lead):
        return Opening(at, Structure.LIKELY, Pattern.WITH)
    return Opening(at, Structure.POSSIBLE, Pattern.NEXT)


def _in_bracket(at: int, inside: str) -> Opening | None:
    """Return what words behind an opening bracket say of the numbers in it."""
    if FEW.search(inside) or _CHANGE.match(inside):
        return None
    if _ALL.search(inside):
        return Opening(at, Structure.CERTAIN, Pattern.BRACKET_ALL, is_bracket=True)
    if _SOME.search(inside) or _WEAK.search(inside):
        return Opening(at, Structure.LIKELY, Pattern.BRACKET_SOME, is_bracket=True)
    return Opening(at, Structure.CERTAIN, Pattern.BRACKET, is_bracket=True)


def _totals(terms: Sequence[Term], opening: Opening) -> list[Term]:
    """Return the numbers that what is listed may add up to, the likeliest first."""
    at = opening.at
    depth = terms[at].depth - opening.is_bracket if at < len(terms) else 0
    found = [
        term
        for term in reversed(terms[max(0, at - _WITHIN) : at])
        if term.depth <= depth
        and term.role not in (Role.PERCENT, Role.RANGE, Role.RATE)
        and not term.number.is_word
        and not (term.said_before & _SAYS_OPENING and _OPENING.search(term.before))
        and (term.number.value or opening.is_bracket)
        and (term.role is not Role.TIME or terms[at].role is Role.TIME)
    ]
    if opening.pattern is Pattern.NEXT_SENTENCE and terms[at + 1 :]:
        found = [term for term in found if not sets_out_anew(term, *terms[at : at + 2])]
    if depth:
        found = [term for term in found if term.depth == depth] or found
    if opening.is_bracket or depth:
        return sorted(found[:_BACK], key=_IS_ATTRIBUTE)
    plain = [term for term in found if term.role not in (Role.DELTA, Role.REFERENCE)]
    more = [term for term in found[:1] if term not in plain]
    plain.sort(key=_IS_ATTRIBUTE)
    return plain[: 2 if opening.pattern is Pattern.NEXT else _BACK] + more


_IS_ATTRIBUTE = attrgetter("is_attribute")


def _behind(passage: Passage, at: int) -> Iterator[Sum]:
    """Yield a total that stands behind its parts: nhận mới 800, kỳ trước 20, tổng số 820.

    Where it is surely called so, it may count them by another name: 05 Quyết định và 10 Công văn
    (tổng cộng 15 văn bản).
    """
    total = passage.terms[at]
    if not total.cues & _SAYS_TOTAL or total.role is not Role.COUNT:
        return
    in_bracket = bool(total.depth and _TOTAL_IN_BRACKET.search(total.lead))
    if not in_bracket and (total.depth or not _NEW_TOTAL.search(total.lead)):
        return
    is_sure = in_bracket or _SURE_TOTAL.search(total.lead)
    near = passage.terms[max(0, at - _WITHIN) : at]
    first = max((place + 1 for place, one in enumerate(near) if _is_total(one)), default=0)
    found = [
        term
        for term in near[first:]
        if term.sentence == total.sentence
        and term.role is Role.COUNT
        and term.depth == total.depth - in_bracket
        and not term.is_pair
        and (is_sure or is_alike(total.number, term.number))
        and total.number.unit == term.number.unit
        and total.number.is_measure == term.number.is_measure
    ]
    if total.number.noun and any(_counts(total, term) for term in found):
        found = [term for term in found if not term.number.noun or _counts(total, term)]
    parts = [term.number for term in found]
    is_last = passage.terms[at + 1 : at + 2] == () or (
        passage.terms[at + 1].sentence != total.sentence
    )
    is_likely = is_last and len(parts) > 1
    structure = Structure.LIKELY if is_sure or is_likely else Structure.POSSIBLE
    if is_sure and is_likely:
        structure = Structure.CERTAIN
    is_parted = ";" in total.lead and not any(";" in term.lead for term in found[1:])
    if is_parted or any(term.cues & _SAYS_LIST for term in found[1:]):
        structure = Structure.POSSIBLE
    opening = Opening(at, structure, Pattern.TOTAL_BEHIND)
    choices = tuple(
        sum_of(passage, opening, total.number, parts[start:], is_natural=not start)
        for start in range(len(parts) - 1)
    )
    if choices:
        yield Sum((choices,))


def _is_total(term: Term) -> bool:
    """Whether a number is called a total itself, which no part of another one is."""
    return bool(term.cues & _SAYS_TOTAL and _TOTAL.search(term.lead))


def _counts(total: Term, part: Term) -> bool:
    """Whether a part counts by name what a total counts: 120 người of 270 người, not 03 lớp."""
    return bool(part.number.noun) and is_alike(total.number, part.number)


def _column(totals: Sequence[Term], total: Term) -> tuple[int, int]:
    """Return which of how many measures side by side a total is: 242 vụ, 344 đối tượng."""
    if len(totals) == 1:
        return 0, 1
    side = sorted(
        (
            term
            for term in totals
            if term.sentence == total.sentence and (term.role is not Role.TIME or term is total)
        ),
        key=lambda term: term.start,
    )
    return side.index(total), len(side)
