"""Prose that somebody else wrote: its claims in their sentences, its numbers, what it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import attrs

from cchc_lib.checks.claims import ReadClaim
from cchc_lib.checks.finding import Finding
from cchc_lib.checks.text import audit_text
from cchc_lib.checks.text.claims import claims_in
from cchc_lib.families.cchc import Report
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.inbox.found import FileClaim, FileFigure
from cchc_lib.inbox.whom import HEAD, period_in
from cchc_lib.reading.days import day_of, own_day
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.source import Span
from cchc_lib.vietnamese.text import fold_label, fold_text

__all__ = [
    "MOST_FIGURES",
    "day_in",
    "document_of",
    "figures_in",
    "is_vietnamese",
    "lines_of",
    "read_prose",
    "sentence_at",
]

MOST_FIGURES = 2_000
"""Numbers of one file that are listed."""

_LETTERS = 40
_MARKED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
_NUMBER = re.compile(r"(?m)^[ \t]*Số ?: ?(?P<number>[0-9]{1,6}) ?/ ?(?P<symbol>[A-ZĐ][\w&-]{1,30})")


def is_vietnamese(text: str) -> bool:
    """Whether a text is Vietnamese with its marks; one of hardly any words counts as such.

    >>> is_vietnamese("Đã tiếp nhận 1.268 hồ sơ"), is_vietnamese("The commune reports. " * 20)
    (True, False)
    """
    letters = sum(map(str.isalpha, text))
    marked = len(_MARKED.findall(text))
    return letters < _LETTERS or 20 * marked > letters


def sentence_at(prose: Prose, start: int) -> str:
    """Return the sentence in which an offset lies.

    Lines of a PDF that nothing ends read as one sentence: of a long one, what begins at a line.
    """
    found = _span_at(prose, start)
    if found is None:
        return ""
    first = found.start
    if start - first > _AHEAD:
        lines = _LINE.finditer(prose.source.text, first, start)
        first = max((each.start(1) for each in lines), default=first)
    return prose.flat[first : found.end].strip()


_AHEAD = 120
"""Characters of a sentence before a number from which on its lines are looked at."""

_LINE = re.compile(r"\n[ \t]*([A-ZĐÀ-Ỹ])")


def _span_at(prose: Prose, start: int) -> Span | None:
    sentences = prose.source.sentences
    at = bisect_right(sentences, start, key=lambda each: each.start) - 1
    return sentences[at] if at >= 0 and start < sentences[at].end else None


def read_prose(text: str, place: Callable[[int], str]) -> dict[str, Any]:
    """Return what a text tells, by the fields of a `ReadFile`; `place` names a line of it."""
    prose = Prose.of(text)
    claims, unread = [], 0
    for claim, start, _ in claims_in(prose):
        if isinstance(claim, ReadClaim):
            where = place(prose.source.place(start)[0])
            claims.append(FileClaim.of(claim, sentence=sentence_at(prose, start), place=where))
        else:
            unread += 1
    return {
        "head": text[: 2 * HEAD],
        "period": period_in(prose),
        "issued": own_day(prose) or day_in(text),
        "document": document_of(text),
        "claims": tuple(claims),
        "unread": unread,
        "findings": tuple(_placed(each, place) for each in audit_text(text)),
        "figures": tuple(figures_in(prose, place)),
        "lines": lines_of(prose),
    }


def day_in(text: str) -> date | None:
    r"""Return the day at the head of a document whose line is broken within it.

    >>> day_in("Kỳ Khang, ngày 29 tháng 9 năm\n2026\nBÁO CÁO")
    datetime.date(2026, 9, 29)
    """
    found = _DAY.search(text[:HEAD].replace("\xa0", " "))
    return day_of("/".join(found.groups())) if found else None


_DAY = re.compile(
    r"(?mi)^(?![ \t(]*(?:căn cứ|thực hiện|theo|xét|kèm)\b)[^\n,0-9]{2,90}(?: [0-9]{1,2})?,\s+"
    r"ngày\s+([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})[ \t]*$"
)


def document_of(text: str) -> str:
    """Return the number of a document, as its head has it, or ""."""
    found = _NUMBER.search(text[:HEAD])
    return f"{found['number']}/{found['symbol']}" if found else ""


def _placed(finding: Finding, place: Callable[[int], str]) -> Finding:
    return attrs.evolve(finding, path=place(finding.line)) if finding.line else finding


def lines_of(prose: Prose) -> tuple[str, ...]:
    """Return the sentences that have a number, by which two versions are compared."""
    found = (
        " ".join(prose.flat[each.start : each.end].split())
        for each in prose.source.sentences
        if prose.numbers_within(each)
    )
    return tuple(dict.fromkeys(found))


def figures_in(prose: Prose, place: Callable[[int], str]) -> Iterator[FileFigure]:
    """Yield the numbers of a text with the words that say what they count."""
    numbers = prose.quantities.numbers[:MOST_FIGURES]
    times: Counter[tuple[str, ...]] = Counter()
    for at, each in enumerate(numbers):
        if not each.end:
            continue
        sentence = _span_at(prose, each.start)
        before = max(numbers[at - 1].end if at else 0, sentence.start if sentence else 0)
        label = _label(prose, before, each)
        is_count = each.unit == "" and each.qualifier is None and each.value == int(each.value)
        text = " ".join(prose.flat[each.start : each.end].split())
        said = " ".join(sentence_at(prose, each.start).split())
        times[text, said] += 1
        yield FileFigure(
            mark=_mark(text, said, times[text, said]),
            text=text,
            label=label,
            place=place(prose.source.place(each.start)[0]),
            sentence=said[:400],
            value=int(each.value) if is_count else None,
            figure=_named(label, each.noun) if is_count else None,
        )


def _mark(text: str, sentence: str, times: int) -> str:
    """Return what a figure is told by: its number, and a digest of its sentence and which it is."""
    digest = sha256(f"{text}\n{sentence}\n{times}".encode()).hexdigest()[:8]
    return f"{''.join(text.split())[:_MARK]}-{digest}"


_MARK = 20
_CLAUSE = re.compile(r"[.;:,)\n]\s|[(]")


def _label(prose: Prose, since: int, number: Quantity) -> str:
    """Return the words before a number, in its clause, and what it counts."""
    words = _CLAUSE.split(prose.flat[max(since, number.start - 80) : number.start])[-1]
    return " ".join([*words.strip(" -:,;(").split(), *number.noun[:4]])


def _named(label: str, noun: Sequence[str]) -> str | None:
    """Return the fact whose label stands in the words beside a number, the longest one."""
    words, counted = f" {fold_label(label)} ", " ".join(noun)
    found = [
        (len(name), id)
        for name, unit, id in _labels()
        if f" {name} " in words and counted.startswith(unit)
    ]
    best = max(found, default=None)
    if best is None or sum(size == best[0] for size, _ in found) > 1:
        return None
    return best[1]


@cache
def _labels() -> tuple[tuple[str, str, str], ...]:
    """Return label, unit and id of every fact that is counted and stands in no list."""
    return tuple(
        (fold_label(label.replace(",", "")), fold_text(unit), id)
        for label, unit, id in _facts(Report, "")
    )


def _facts(owner: Any, path: str) -> Iterator[tuple[str, str, str]]:
    for name, said in declarations(owner).items():
        if said.formula is None:
            yield said.label, said.unit, path + name
    for field in attrs.fields(owner):
        held = field_of(field)
        is_one = isinstance(held, Field) and not held.by and field.default != ()
        of = held.of if isinstance(held, Field) else None
        if is_one and of is not None and hasattr(of, "__subject__") and of is not owner:
            yield from _facts(of, f"{path}{field.name}.")
