"""Every relation between the numbers of prose, with what the judge says of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cchc_lib.checks.claims import ReadClaim, ReadNumber, UnreadSentence
from cchc_lib.checks.judge import Verdict
from cchc_lib.checks.text.said import code_of, slip_of
from cchc_lib.checks.text.statements import verdicts
from cchc_lib.checks.weight import weigh
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.terms import BY_START

__all__ = ["claims_in"]


def claims_in(prose: Prose) -> Iterator[tuple[ReadClaim | UnreadSentence, int, int]]:
    """Yield every `ReadClaim` of a text with the stretch of its own number, in reading order.

    What one paragraph states of the same numbers in two places is one claim, unless it is wrong.
    Behind them follows each `UnreadSentence`: what has numbers, and no relation that was read.
    """
    once: dict[tuple[object, ...], Verdict] = {}
    for verdict in sorted(prose.once(verdicts), key=lambda one: one.relation.structure.rank):
        numbers = (number.start for number in verdict.relation.printed)
        once.setdefault((verdict.relation.kind, *numbers), verdict)
    told = list({_said(prose, verdict): verdict for verdict in reversed(once.values())}.values())
    told.sort(key=lambda one: (_place(one), one.relation.start, one.relation.end))
    for verdict in told:
        own = verdict.relation.result if verdict.relation.result.end else verdict.relation
        yield _claim(prose, verdict), own.start, own.end
    read = {each.start for one in prose.once(verdicts) for each in one.relation.printed}
    yield from _unread(prose, read)


def _said(prose: Prose, verdict: Verdict) -> tuple[object, ...]:
    """Return what a verdict says, whichever printing of a number it says it of."""
    relation = verdict.relation
    if weigh(verdict) is not None:
        return (relation.kind, *(number.start for number in relation.printed))
    block = bisect_right(prose.source.blocks, relation.start, key=BY_START)
    numbers = ((number.value, number.unit, number.shown) for number in relation.printed)
    return (block, relation.kind, verdict.holds, *numbers)


def _unread(prose: Prose, read: set[int]) -> Iterator[tuple[UnreadSentence, int, int]]:
    for sentence in prose.source.sentences:
        numbers = prose.numbers_within(sentence)
        if len(numbers) > 1 and read.isdisjoint(number.start for number in numbers):
            line, _ = prose.source.place(numbers[0].start)
            found = UnreadSentence(
                numbers=tuple(_number(prose, number) for number in numbers),
                path=f"dòng {line}",
                quote=prose.source.quote(sentence.start, sentence.end).strip(),
            )
            yield found, numbers[0].start, numbers[-1].end


def _claim(prose: Prose, verdict: Verdict) -> ReadClaim:
    relation, severity = verdict.relation, weigh(verdict)
    line, _ = prose.source.place(_place(verdict))
    return ReadClaim.of(
        verdict,
        lambda number: _number(prose, number),
        path=f"dòng {line}",
        quote=prose.source.quote(relation.start, relation.end),
        code=code_of(verdict),
        severity=severity,
        message=slip_of(prose, verdict).message if severity else "",
    )


def _place(verdict: Verdict) -> int:
    """Return where the own number of a claim begins, or its first one."""
    relation = verdict.relation
    return relation.result.start if relation.result.end else relation.start


def _number(prose: Prose, number: Quantity) -> ReadNumber:
    line, column = prose.source.place(number.start)
    return ReadNumber(text=prose.source.quote(number.start, number.end), line=line, column=column)
