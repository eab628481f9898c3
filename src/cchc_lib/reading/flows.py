"""What came in and where it is: resolved, in hand, left; what was assigned, done, not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from cchc_lib.reading.lexicon import all_of, cue, words
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Readings, Relation, Structure, meet, sum_up
from cchc_lib.reading.terms import Role, Term, is_alike, passages

__all__ = ["flows"]

_WINDOW = 1200
"""How far after what came in, in characters, a text says where it is."""

_MOST = 30
"""More counts than any text names of one intake."""

_ASIDES = 6
"""No text names more states beside resolved and pending."""

_TRIED = 8
"""So many ways to read states that make up no intake are asked for a slip."""

_BACK = 10
"""So many numbers before a total what came in stands."""

_ROLES = ("aside", "carried", "pending", "done", "in_hand", "fulfilled", "assigned", "received")
_WORDS = {
    role: words(f"state.{role}", *(["earlier"] if role == "carried" else [])) for role in _ROLES
}
_SAID = {role: re.compile(_WORDS[role]) for role in _ROLES}
_LEADS = re.compile(r"[^0-9%.;]{0,30}$")
_NEAR = 30 + max(map(len, all_of("state", "earlier")))
"""So many characters before a number the words that say what it does begin."""

_PARTS = re.compile(r"[.;] |\n|(?<=\S) - |\+ ")
_COMES_IN = re.compile(rf"{words('state.assigned', 'state.received')}[^0-9%.;]{{0,30}}$")
_BEHIND = {
    role: re.compile(rf"[^,;.()]{{0,40}}?{_WORDS[role]}")
    for role in ("aside", "pending", "in_hand", "carried")
}
_ANY_BEFORE = re.compile(rf"{words('state', 'earlier')}[^0-9%.;]{{0,30}}$")
_ANY_BEHIND = re.compile(
    r"[^,;.()]{0,40}?" + words(*(f"state.{role}" for role in _BEHIND), "earlier", "parts.rest.left")
)
_SHORT = re.compile(words("change.lacking.short"))
_LEFT = re.compile(rf"{words('state.left', 'change.lacking.short')}(?: là)? [^0-9%.;]{{0,25}}$")
_LEFT_BEHIND = re.compile(rf"[^,;.()]{{0,30}}?{words('parts.rest.left')}")
_CHANNEL = re.compile(words("half.channel", "deadline", "channel"))
_TOTAL = re.compile(words("total"))
"""A total takes in what was carried over."""

_AMONG = re.compile(words("parts.all", "parts.some", "parts.among"))

_CUES = {role: cue(f"state.{role}") for role in _ROLES}
_CUES["carried"] |= cue("earlier")
_TOTALLED, _LEFT_OVER = cue("total"), cue("state.left", "change.lacking.short")
_STATED = cue("state", "earlier") | _LEFT_OVER
_BROUGHT = cue("state.assigned", "state.received")
_STATED_BEHIND = _STATED | cue("parts.rest.left")


def flows(prose: Prose) -> Iterator[Readings]:
    """Yield, for each intake and each portion done, the ways in which the rest is told."""
    blocks = list(prose.once(passages))
    terms = [
        term
        for passage in blocks
        for term in passage.terms
        if term.role not in (Role.PERCENT, Role.TIME, Role.RANGE, Role.RATE)
        and (term.role is not Role.DELTA or (term.cues & _LEFT_OVER and _SHORT.search(term.lead)))
    ]
    roles = _Roles(terms)
    for at, term in enumerate(terms):
        if term.is_pair:
            yield from _of_pair(terms, roles, at)
        elif not (term.said_before & _BROUGHT and _COMES_IN.search(term.before)):
            continue
        elif at and roles[at - 1] == "carried" and _is_total(term):
            yield from _of_total(terms, roles, at)
            yield from _of_intake(terms, roles, at)
        elif roles[at] == "assigned" or (roles[at] == "received" and term.number.noun):
            yield from _of_intake(terms, roles, at)


class _Roles:
    """What the words say of each number, read where an intake or a pair asks for it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._known: dict[int, str | None] = {}

    def __getitem__(self, at: int) -> str | None:
        if at not in self._known:
            self._known[at] = role_of(self._terms[at])
        return self._known[at]

    def between(self, start: int, end: int) -> Iterator[tuple[Term, str | None]]:
        """Yield numbers with what is said of each."""
        for at in range(max(0, start), min(end, len(self._terms))):
            yield self._terms[at], self[at]


def role_of(term: Term) -> str | None:
    """Return what the words beside a number say of it: received, done, pending."""
    said, before = term.said_before, ""
    nearest: tuple[int, int, str] | None = None  # where a word ends, how long it is, its role
    if said & _STATED:
        before = _PARTS.split(term.before)[-1]
        first = max(0, len(before) - _NEAR)
        for role in _ROLES if _ANY_BEFORE.search(before, first) else ():
            for found in _SAID[role].finditer(before, first) if said & _CUES[role] else ():
                here = found.end(), len(found[0]), role
                if _LEADS.match(before, found.end()):
                    nearest = here if nearest is None else max(nearest, here)
        is_carried = nearest is not None and nearest[2] == "carried"
        if said & _LEFT_OVER and not is_carried and _LEFT.search(before):
            return "left"
    is_open = nearest is None or nearest[2] in ("received", "assigned")
    if is_open and term.said_behind & _STATED_BEHIND:
        behind = term.behind[term.end - term.start :]
        for role, expression in _BEHIND.items() if _ANY_BEHIND.match(behind) else ():
            if expression.match(behind):
                return role
        if _LEFT_BEHIND.match(behind):
            return "left"
    if nearest is None:
        return None
    if nearest[2] in ("received", "done") and _CHANNEL.search(before[nearest[0] :]):
        return None
    return nearest[2]


def _of_pair(terms: Sequence[Term], roles: _Roles, at: int) -> Iterator[Readings]:
    """Yield what is left of a portion: 41/43 nhiệm vụ; còn 02 nhiệm vụ đang thực hiện."""
    pair = terms[at]
    part, whole = pair.numbers
    if part.unit != whole.unit or part.value > whole.value:
        return
    if not whole.noun and [role for _, role in roles.between(at + 1, at + 3)][-1:] != ["left"]:
        return
    rest: list[Quantity] = []
    is_open = False
    for term, role in roles.between(at + 1, at + 6):
        if term.is_pair or term.sentence != pair.sentence or term.number.unit:
            break
        if _AMONG.search(term.lead) or not is_alike(whole, term.number):
            break
        if role not in ("left", "in_hand", "pending", "aside"):
            is_open = role is None
            break
        rest.append(term.number)
    if not rest:
        return
    first = roles[at + 1]
    structure = Structure.CERTAIN if first == "left" else Structure.LIKELY
    is_some = is_open or any(
        term.is_pair and term.numbers[1].value == whole.value
        for term, _ in roles.between(at - 6, at)
    )
    if is_some and first != "left":  # others are in a state that is not named here
        structure = Structure.POSSIBLE
    pattern = Pattern.LEFT if len(rest) == 1 else Pattern.STATES
    yield tuple(
        Relation(
            Kind.SUM, whole, (part, *rest[:end]), structure, pattern, is_complete=first == "left"
        )
        for end in range(len(rest), 0, -1)
    )


def _of_intake(terms: Sequence[Term], roles: _Roles, at: int) -> Iterator[Readings]:
    """Yield where what came in, or was assigned, is said to be."""
    intake = terms[at]
    flow = _flow(terms, roles, at)
    is_task = roles[at] == "assigned"
    done = flow["fulfilled" if is_task else "done"] or flow["done"]
    open_ = flow["in_hand" if is_task else "pending"] or flow["left"]
    if not done or not open_ or done[0].start > open_[0].start:
        return
    carried = flow["carried"] + _carried_before(terms, roles, at)
    if any(number.is_limited for number in (*carried, *done, *open_, *flow["aside"])):
        return
    pattern = Pattern.TASKS if is_task else Pattern.DOSSIERS
    is_rest = bool(flow["left"]) and open_ is flow["left"]
    is_total = _is_total(intake)
    yield tuple(
        _readings(
            intake.number, done, open_, carried, flow, pattern, is_rest=is_rest, is_total=is_total
        )
    )


def _is_total(term: Term) -> bool:
    """Whether a number is a total, with what was carried over."""
    is_said = term.said_before & _TOTALLED
    return bool(is_said and _TOTAL.search(_PARTS.split(term.before)[-1]))


def _of_total(terms: Sequence[Term], roles: _Roles, at: int) -> Iterator[Readings]:
    """Yield what came in and what was carried over, which make up a total."""
    total, carried = terms[at], terms[at - 1]
    if carried.is_pair or carried.sentence != total.sentence or carried.number.is_limited:
        return
    for term, role in reversed(list(roles.between(at - _BACK, at - 1))):
        if role == "received" and not term.is_pair and not _is_total(term):
            if is_alike(total.number, term.number) and term.sentence == total.sentence:
                yield (
                    Relation(
                        Kind.SUM,
                        total.number,
                        (term.number, carried.number),
                        Structure.CERTAIN,
                        Pattern.INTAKE,
                        is_complete=True,
                    ),
                )
            return


def _readings(
    intake: Quantity,
    done: list[Quantity],
    open_: list[Quantity],
    carried: list[Quantity],
    flow: dict[str, list[Quantity]],
    pattern: Pattern,
    *,
    is_rest: bool,
    is_total: bool,
) -> Iterator[Relation]:
    """Yield the way in which states make up an intake; where none does, the natural ones first."""
    aside = flow["aside"][:_ASIDES]
    fewest = 0 if len(aside) < _ASIDES - 1 else len(aside) - 2
    sizes = range(len(aside), fewest - 1, -1)
    subsets = [list(some) for size in sizes for some in combinations(aside, size)]
    subtracted = [carried, []] if carried else [[]]
    if is_total:
        subtracted.reverse()
    totals = [intake, *flow["received"], *flow["other"]]
    ways = [
        (total, (done[0], *pending, *some), less)
        for total in totals[:6]
        for less in subtracted
        for some in subsets
        for pending in {1: open_[:1], len(open_): open_}.values()
    ]
    held = (way for way in ways if meet(sum_up(way[1], way[2]), way[0].bounds))
    first = next(held, None)
    for total, parts, less in ways[:_TRIED] if first is None else [first]:
        yield Relation(
            Kind.SUM,
            total,
            parts,
            Structure.CERTAIN if is_rest else Structure.LIKELY,
            pattern,
            less=tuple(less),
            is_complete=True,
        )


def _flow(terms: Sequence[Term], roles: _Roles, at: int) -> dict[str, list[Quantity]]:
    """Return where the cases of one intake are, up to the next intake or the window's end."""
    intake = terms[at]
    flow: dict[str, list[Quantity]] = {role: [] for role in (*_ROLES, "left", "other")}
    for term, role in roles.between(at + 1, at + _MOST):
        settled = flow["pending"] or flow["left"] or flow["in_hand"]
        if term.start > intake.start + _WINDOW or (role == roles[at] and settled):
            break
        if term.is_pair or not is_alike(intake.number, term.number) or term.number.unit:
            continue
        if role == "left" and flow["pending"]:  # what is left beside the pending is another state
            role = "aside"
        flow[role or "other"].append(term.number)
    return flow


def _carried_before(terms: Sequence[Term], roles: _Roles, at: int) -> list[Quantity]:
    """Return what is said right before an intake: kỳ trước chuyển sang 02, tiếp nhận 09."""
    return [
        term.number
        for term, role in roles.between(at - 1, at)
        if role == "carried" and not term.is_pair and terms[at].start - term.end < 90
    ]
