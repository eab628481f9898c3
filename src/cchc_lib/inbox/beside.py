"""Files of this period beside each other: of one unit, and of two that state the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.checks.forms import check_form
from cchc_lib.checks.rule import Slip
from cchc_lib.errors import CchcError
from cchc_lib.figures.figure import Located, full_label, walk
from cchc_lib.inbox.found import ReadFile
from cchc_lib.inbox.sorting import unit_key
from cchc_lib.report.agency import plain_name
from cchc_lib.report.period import Period
from cchc_lib.report.printing import figure_text
from cchc_lib.scale import rules as of_units
from cchc_lib.vietnamese.text import capital, fold_text

if TYPE_CHECKING:
    from cchc_lib.inbox.inbox import Inbox
    from cchc_lib.inbox.tables import InboxFile

__all__ = ["alike", "beside", "of_facts"]

_OTHERS = re.compile(
    r"(?<!\w)(?:lũy kế|luỹ kế|từ đầu năm|cùng kỳ|kỳ trước|năm trước|quý trước|tháng trước|"
    r"so với|chuyển sang|kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|dự kiến|ước|tối thiểu|ít nhất|"
    r"lĩnh vực|cấp tỉnh|cấp huyện|riêng|mỗi|bình quân|trung bình|cao điểm|cao nhất|hỗ trợ|"
    r"hướng dẫn|giúp|thôn|xóm|tổ dân phố|khối phố|tổ công nghệ|đoàn thanh niên|"
    r"hộ tịch|tư pháp|chứng thực|đất đai|địa chính|xây dựng|môi trường|người có công|bảo trợ|"
    r"kinh doanh|y tế|giáo dục|văn hóa|bảo hiểm|liên thông)(?!\w)"
)
"""Words in a sentence that may make a number another than the one of this period and unit."""

_OTHER_PERIODS = re.compile(r"(?:\d+|sáu|chín) tháng|tháng \d|quý (?:i|v|\d)|năm \d|\d/\d{4}")
_OWN_DAYS = re.compile(r"(?:từ )?ngày \d+(?:/| tháng )\d+(?:(?:/| năm )\d{4})?")


def _is_of_others(words: str, period: Period | None) -> bool:
    """Whether a sentence speaks of another period, of a plan, of a part of the unit."""
    said = fold_text(words)
    if period is not None:
        name = fold_text(str(period))
        for own in (name, name.replace(" năm ", "/"), name.partition(" năm ")[0]):
            said = said.replace(own, " ") if own else said
    return bool(_OTHERS.search(said) or _OTHER_PERIODS.search(_OWN_DAYS.sub(" ", said)))


def of_facts(inbox: Inbox) -> Iterator[Slip]:
    """Yield what prose says otherwise than the facts of the same unit."""
    for row, of in _with_facts(inbox):
        yield from _against_facts(row, of)


def _with_facts(inbox: Inbox) -> Iterator[tuple[InboxFile, InboxFile]]:
    """Yield the files that are used with the facts of the same unit beside them."""
    used = [row for row in inbox.files if row.state.is_used and unit_key(row)]
    facts = {unit_key(row): row for row in used if row.read is not None and row.read.report}
    for row in used:
        of = facts.get(unit_key(row))
        if of is not None and of is not row:
            yield row, of


def beside(inbox: Inbox) -> Iterator[Finding]:
    """Yield what forms say otherwise than the facts of the same unit."""
    for row, of in _with_facts(inbox):
        if row.read is not None and row.read.form is not None and of.read is not None:
            yield from _of_form(row, of.read)


def _of_form(row: InboxFile, of: ReadFile) -> Iterator[Finding]:
    form: Any = row.read and row.read.form
    known = {(each.code, each.path, each.message) for each in check_form(form)}
    try:
        found = check_form(form, report=of.report)
    except CchcError:  # the form has nothing of such facts
        return
    for each in found:
        if (each.code, each.path, each.message) not in known:
            yield attrs.evolve(each, path=f"{row.name}: {each.path}")


def _against_facts(row: InboxFile, of: InboxFile) -> Iterator[Slip]:
    """Yield figures of prose that the facts beside it state otherwise, each once."""
    if row.read is None or of.read is None or of.read.report is None or row.read.report is not None:
        return
    facts: dict[str, Located] = {each.id: each for each in walk(of.read.report, reported=True)}
    there = {each.value for each in row.read.figures}
    named = [
        (each, [facts[id] for id in (each.figure, *each.totals) if id in facts])
        for each in row.read.figures
    ]
    of_parts = {
        each.sentence
        for each, may_be in named
        if may_be
        and all(each.value != fact.value for fact in may_be)
        and any(fact.value in there for fact in may_be)
    }  # the text has the figure elsewhere: this sentence gives that of a part
    told = set()
    for each, may_be in named:
        values = {fact.value for fact in may_be}
        fact = next((fact for fact in may_be if type(fact.value) is int), None)
        if fact is None or each.value is None or fact.id in told:
            continue
        if each.value in values or each.sentence in of_parts:
            continue
        if values & there or _is_of_others(f"{each.label} {each.sentence}", of.period):
            continue
        told.add(fact.id)
        stated = figure_text(fact.value, fact.declaration.unit)
        yield Slip(
            message=f"{capital(full_label(fact))}: {row.name} ghi {each.text} (“{each.sentence}”), "
            f"tệp số liệu {of.name} ghi {stated}",
            path=f"{row.name}: {each.place}",
            actual=each.text,
            expected=stated,
        )


def alike(inbox: Inbox) -> Iterator[Finding]:
    """Yield files of two units that state the same, facts or sentences: one may be copied.

    Sentences that more units have are those of a pattern that they were given.
    """
    yield from _of_same_facts(inbox)
    yield from _of_same_words(inbox)


_SENTENCES, _NUMBERS, _OF_PATTERN = 2, 5, 3
"""Sentences that two units share, other counts in them, and how many units make it a pattern."""


def _of_same_words(inbox: Inbox) -> Iterator[Finding]:
    places: dict[str, dict[str, _Place]] = {}
    for row in inbox.files:
        for each in row.read.figures if row.state.is_used and row.read is not None else ():
            if unit_key(row) and each.value is not None and each.value >= _TELLING:
                said = _without_name(each.sentence, row.unit)
                units = places.setdefault(said, {})
                place = units.setdefault(unit_key(row), _Place(row, each.sentence))
                place.values.add(each.value)
    shared: dict[tuple[str, ...], list[tuple[_Place, ...]]] = {}
    for units in places.values():
        if 1 < len(units) < _OF_PATTERN:
            shared.setdefault(tuple(units), []).append(tuple(units.values()))
    for found in shared.values():
        numbers = set().union(*(place.values for place, _ in found))
        if len(found) >= _SENTENCES and len(numbers) >= _NUMBERS:
            (first, second), *_ = found
            yield _copied(second, first.row, len(found), len(numbers))


@attrs.frozen
class _Place:
    row: InboxFile
    sentence: str
    values: set[int] = attrs.field(factory=set)


def _copied(place: _Place, other: InboxFile, sentences: int, numbers: int) -> Finding:
    message = (
        f"Tệp {place.row.name}: {sentences} câu có số liệu của {place.row.unit} giống hệt của "
        f"{other.unit} ({other.name}), gồm {numbers} số khác nhau, ví dụ: “{place.sentence}”"
    )
    slip = Slip(message=message, path=place.row.name, severity=Severity.NOTE)
    return of_units.double.finding(slip)


_TELLING = 10
"""The least count that two units hardly have alike by chance."""


def _without_name(sentence: str, unit: str) -> str:
    """Return a sentence without the name of its unit, which a copy has put in the other's place."""
    own = plain_name(unit)
    return re.sub(rf"(?:ubnd |ủy ban nhân dân )?{re.escape(own)}", "…", fold_text(sentence))


def _of_same_facts(inbox: Inbox) -> Iterator[Finding]:
    seen: dict[Any, InboxFile] = {}
    for row in inbox.files:
        report = row.read.report if row.state.is_used and row.read is not None else None
        if report is None or not unit_key(row):
            continue
        held = tuple(
            (each.key, each.value)
            for each in walk(report, reported=True)
            if each.declaration.formula is None
        )
        telling = [value for _, value in held if not isinstance(value, int) or value > 1]
        if len(telling) < of_units.MANY_ALIKE:
            continue
        other = seen.setdefault((type(report), held), row)
        if unit_key(other) != unit_key(row):
            yield of_units.double.finding(
                Slip(
                    message=f"Tệp {row.name}: mọi số liệu của {row.unit} giống hệt số liệu của "
                    f"{other.unit} ({other.name})",
                    path=row.name,
                    severity=Severity.WARNING,
                )
            )
