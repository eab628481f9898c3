"""Every relation that a text states, right ones too: what `read_claims` returns."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import NOTHING, Verdict
from cchc_lib.checks.slips import ratio_of
from cchc_lib.checks.wording import unit_of
from cchc_lib.errors import InvalidValueError
from cchc_lib.figures.ratio import write_percent
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Structure
from cchc_lib.vietnamese.numbers import format_number

__all__ = ["ReadClaim", "ReadClaims", "ReadNumber", "Standing", "UnreadSentence"]


class Standing(StrEnum):
    """What the judge says of a claim.

    | standing   | meaning                                                                |
    |------------|------------------------------------------------------------------------|
    | holds      | the numbers printed agree                                              |
    | fails      | they do not, and it is told as a finding                               |
    | open       | they do not in this reading, but it is not sure that it was meant      |
    """

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The word an officer reads."""
        return _LABELS[self]


def _standing(value: Standing | str) -> Standing:
    try:
        return Standing(value)
    except ValueError:
        names = ", ".join(repr(one.value) for one in Standing)
        raise InvalidValueError.refuse(
            "standing",
            value,
            f"one of {names}, such as 'fails'",
            f"một trong {names}, ví dụ 'fails'",
        ) from None


_LABELS = {
    Standing.HOLDS: "khớp",
    Standing.FAILS: "không khớp",
    Standing.OPEN: "chưa kết luận",
}
_ROUNDED = "các tỷ lệ đã ghi cho {}; chỉ khớp nếu chúng là số đã làm tròn"
_WITHIN_ROUNDING = "các số đã ghi cho {}; khớp trong phạm vi làm tròn"
_FROM_NOTHING = "các số này cho số trước khi tăng không lớn hơn 0, nên không có tỷ lệ tăng"
_SHOWN = 160
"""Characters of a sentence that a terminal shows."""


@attrs.frozen(kw_only=True)
class ReadNumber:
    """A number of a claim: its very words, and where they stand; `line`, `column` from 1."""

    text: str
    line: int
    column: int


@attrs.frozen(kw_only=True)
class ReadClaim:
    """A relation between numbers that a text states: a sum, a share, a change …, and whether so.

    `kind` is what the numbers have to do with each other, `result` the total, percentage or
    difference that the `operands` give; a result without a number of its own is `None` (shares that
    make up 100). `pattern` is the wording by which it was read, `structure` how sure that makes it.
    `computed` is what the operands give, written as the result is; "" where that is no number.
    `code`, `severity` and `message` are those of its finding; without one, `severity` is `None`,
    and `message` says why it stays open, where that can be said, or that it holds only as its
    numbers are rounded. `path` is the place of its result, or of its first number without one.
    """

    kind: Kind
    standing: Standing
    pattern: str
    structure: Structure
    result: ReadNumber | None
    operands: tuple[ReadNumber, ...]
    path: str
    quote: str
    code: str
    computed: str = ""
    severity: Severity | None = None
    message: str = ""

    @classmethod
    def of(
        cls,
        verdict: Verdict,
        number: Callable[[Quantity], ReadNumber],
        *,
        path: str,
        quote: str,
        code: str,
        severity: Severity | None,
        message: str,
    ) -> ReadClaim:
        """Return what the judge said of a relation; `number` gives its numbers their words."""
        relation = verdict.relation
        told = Standing.FAILS if severity else Standing.OPEN
        is_right = verdict.holds and not verdict.is_by_rounding
        return cls(
            kind=relation.kind,
            standing=Standing.HOLDS if is_right else told,
            pattern=relation.pattern.value,
            structure=relation.structure,
            result=number(relation.result) if relation.result.end else None,
            operands=tuple(
                number(each) for each in relation.printed if each is not relation.result
            ),
            path=path,
            quote=quote,
            code=code,
            computed=_computed(verdict),
            severity=severity,
            message=message or _why(verdict),
        )

    def __str__(self) -> str:
        """One claim as a terminal shows it: where, whether it holds, its result and operands."""
        operands = ", ".join(number.text for number in self.operands)
        result = self.result.text if self.result else "100%"
        head = f"{self.path}: {self.standing.label}: {result} ← {operands}"
        told = f"\n    {self.message}" if self.message else ""
        if self.severity:
            told = f"\n    {self.code} {self.severity.label}: {self.message}"
        return f"{head} [{self.kind.label}; {self.pattern}]{told}"

    def as_dict(self) -> dict[str, Any]:
        """Return the claim as plain values for `json.dumps`, without what it has not."""
        held = attrs.asdict(self, filter=lambda _, value: value not in (None, ""))
        names = {name: one.value for name, one in held.items() if isinstance(one, StrEnum)}
        return {**held, **names, "operands": list(held["operands"])}


def _why(verdict: Verdict) -> str:
    """Return what to say of a verdict that is no finding, where there is something to say."""
    if verdict.made == NOTHING:
        return _FROM_NOTHING
    if verdict.is_by_rounding:
        return _ROUNDED.format(_computed(verdict))
    return _WITHIN_ROUNDING.format(_computed(verdict)) if verdict.is_within_rounding else ""


def _computed(verdict: Verdict) -> str:
    """Return what the operands of a relation give, in the unit and with the decimals stated."""
    relation, claim = verdict.relation, verdict.relation.result
    if relation.kind is Kind.DIRECTION:
        return ""
    if relation.kind is Kind.SHARE:
        rate = ratio_of(relation)
        if rate.value is None:
            return str(rate)
        return write_percent(100 * rate.part, rate.whole, claim.decimals, fixed=True)
    if relation.kind in (Kind.GROWTH, Kind.GROWN):
        if verdict.made == NOTHING:
            return ""
        return f"{format_number(verdict.exact, places=claim.decimals, fixed=True)}%"
    unit = unit_of(claim)
    shown = format_number(Fraction(verdict.exact) / claim.size, places=12)
    return f"{shown}{unit}" if unit == "%" else f"{shown} {unit}".rstrip()


@attrs.frozen(kw_only=True)
class UnreadSentence:
    """A sentence with two numbers or more, none of which is part of a relation that was read.

    `path` is the place of its first number.
    """

    numbers: tuple[ReadNumber, ...]
    path: str
    quote: str

    def __str__(self) -> str:
        """One sentence as a terminal shows it."""
        words = " ".join(self.quote.split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        return f"{self.path}: không đọc được quan hệ nào: “{shown}”"

    def as_dict(self) -> dict[str, Any]:
        """Return the sentence as plain values for `json.dumps`."""
        return {**attrs.asdict(self), "numbers": [attrs.asdict(each) for each in self.numbers]}


@attrs.frozen
class ReadClaims(Sequence[ReadClaim]):
    """The claims of one text, in reading order: a sequence that counts and shows itself.

    `unread` are the sentences with two numbers or more of which nothing was read.
    """

    items: tuple[ReadClaim, ...] = ()
    unread: tuple[UnreadSentence, ...] = ()

    @classmethod
    def of(cls, found: Iterable[ReadClaim | UnreadSentence]) -> ReadClaims:
        """Return what was found in a text, claims and sentences apart."""
        told = tuple(found)
        return cls(
            tuple(each for each in told if isinstance(each, ReadClaim)),
            tuple(each for each in told if isinstance(each, UnreadSentence)),
        )

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: Any) -> Any:
        found = self.items[index]
        return ReadClaims(found) if isinstance(index, slice) else found

    def only(self, standing: Standing | str) -> ReadClaims:
        """Return the claims of one standing: "holds", "fails" or "open"."""
        wanted = _standing(standing)
        return ReadClaims(tuple(claim for claim in self.items if claim.standing is wanted))

    def as_list(self) -> list[dict[str, Any]]:
        """Return the claims as plain values for `json.dumps`, one a claim."""
        return [claim.as_dict() for claim in self.items]

    def to_json(self) -> str:
        """Return the claims as JSON text, a list of objects."""
        return json.dumps(self.as_list(), ensure_ascii=False, indent=2)

    def _summary(self) -> str:
        counts = [f"{len(self.only(one))} {one.label}" for one in Standing]
        told = f"Đã đọc {len(self)} quan hệ số liệu: {', '.join(counts)}."
        if not self.unread:
            return told
        return f"{told} {len(self.unread)} câu có từ hai số trở lên không đọc được quan hệ nào."

    def __str__(self) -> str:
        return "\n".join([*map(str, self.items), *map(str, self.unread), self._summary()])

    def _repr_html_(self) -> str:
        """Return a table, for notebooks."""
        heads = "Vị trí", "Kết quả", "Số liệu", "Từ", "Cách đọc", "Nội dung"
        head = "".join(f'<th scope="col">{text}</th>' for text in heads)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in cells) + "</tr>"
            for cells in (*map(_cells, self.items), *map(_cells_unread, self.unread))
        )
        caption = f'<caption style="text-align: left">{html.escape(self._summary())}</caption>'
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(claim: ReadClaim) -> tuple[str, ...]:
    result = claim.result.text if claim.result else "100%"
    operands = ", ".join(number.text for number in claim.operands)
    return claim.path, claim.standing.label, result, operands, claim.pattern, claim.message


def _cells_unread(sentence: UnreadSentence) -> tuple[str, ...]:
    numbers = ", ".join(number.text for number in sentence.numbers)
    return sentence.path, "không đọc được", "", numbers, "", sentence.quote
