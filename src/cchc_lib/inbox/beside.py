"""Files of this period beside each other: of one unit, and of two that state the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.checks.forms import check_form
from cchc_lib.checks.rule import Slip
from cchc_lib.errors import CchcError
from cchc_lib.figures.figure import Located, full_label, walk
from cchc_lib.inbox.found import FileFigure, ReadFile
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
    named = [(each, *_may_be(each, facts)) for each in row.read.figures]
    of_parts = {
        each.sentence
        for each, _, values in named
        if values and each.value not in values and values & there
    }  # the text has the figure elsewhere: this sentence gives that of a part
    told = set()
    for each, may_be, values in named:
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


def _may_be(figure: FileFigure, facts: dict[str, Located]) -> tuple[list[Located], set[Any]]:
    """Return the facts that a number of prose may be, and every count that it may state."""
    may_be = [facts[id] for id in (figure.figure, *figure.totals) if id in facts]
    values = {fact.value for fact in may_be}
    for id, wider in _WIDER.items():
        if figure.figure == id:
            values.add(sum(facts[each].value or 0 for each in wider if each in facts))
    return may_be, values


_WIDER = {
    f"procedures.dossiers.{id}": tuple(f"procedures.dossiers.{each}" for each in (id, other))
    for id, other in (("on_time", "early"), ("late", "overdue"))
}
"""What is said in short: "đúng hạn" of what was early too, "quá hạn" of what is still pending."""


def alike(inbox: Inbox) -> Iterator[Finding]:
    """Yield files of two units that state the same, facts or sentences: one may be copied.

    Sentences that more units have are those of a pattern that they were given, unless all of a
    text is the same.
    """
    yield from _of_same_facts(inbox)
    yield from _of_same_words(inbox)


_SENTENCES, _NUMBERS, _OF_PATTERN = 2, 5, 3
"""Sentences that two units share, other counts in them, and how many units make it a pattern."""

_GIVEN = re.compile(
    r"(?<!\w)(?:(?:được|đã) giao|giao (?:\d+|nhiệm vụ|chỉ tiêu)|chỉ tiêu|mục tiêu|phấn đấu|dự kiến|"
    r"(?:theo|trong) kế hoạch|kế hoạch (?:số|năm|quý|đề ra)|danh mục|"
    r"[\d.]+ (?:thủ tục|tthc|dịch vụ công))(?!\w)"
)
"""Words of what units were given alike: tasks, targets, plans, procedures."""

_SYMBOL = re.compile(r"số: *\d*/")


def _of_same_words(inbox: Inbox) -> Iterator[Finding]:
    texts = [(row, said) for row in inbox.files if (said := _said_by(row))]
    copies: dict[tuple[str, ...], InboxFile] = {}
    whole: set[frozenset[str]] = set()
    for row, said in texts:
        other = copies.setdefault(tuple(said), row)
        if unit_key(other) != unit_key(row) and _is_much(said.values()):
            yield _copied([*said.values()], other)
            whole.add(frozenset(map(unit_key, (other, row))))
    places: dict[str, dict[str, _Place]] = {}
    for row, said in texts:
        for words, place in said.items():
            places.setdefault(words, {}).setdefault(unit_key(row), place)
    shared: dict[tuple[str, ...], list[tuple[_Place, ...]]] = {}
    for units in places.values():
        if 1 < len(units) < _OF_PATTERN and frozenset(units) not in whole:
            shared.setdefault(tuple(units), []).append(tuple(units.values()))
    for found in shared.values():
        if _is_much([place for place, _ in found]):
            yield _copied([second for _, second in found], found[0][0].row)


def _said_by(row: InboxFile) -> dict[str, _Place]:
    """Return the sentences of a file that tell something of its own, without its name."""
    said: dict[str, _Place] = {}
    if not row.state.is_used or row.read is None or not unit_key(row):
        return said
    for each in row.read.figures:
        if each.value is not None and each.value >= _TELLING:
            words = _without_name(each.sentence, row.unit)
            if not (_GIVEN.search(words) or _SYMBOL.search(words)):
                said.setdefault(words, _Place(row, each.sentence)).values.add(each.value)
    return said


def _is_much(places: Collection[_Place]) -> bool:
    numbers = set().union(*(place.values for place in places))
    return len(places) >= _SENTENCES and len(numbers) >= _NUMBERS


@attrs.frozen
class _Place:
    row: InboxFile
    sentence: str
    values: set[int] = attrs.field(factory=set)


def _copied(places: Sequence[_Place], other: InboxFile) -> Finding:
    row, numbers = places[0].row, set().union(*(place.values for place in places))
    message = (
        f"Tệp {row.name}: {len(places)} câu có số liệu của {row.unit} giống hệt của "
        f"{other.unit} ({other.name}), gồm {len(numbers)} số khác nhau, ví dụ: "
        f"“{places[0].sentence}”"
    )
    return of_units.double.finding(Slip(message=message, path=row.name, severity=Severity.NOTE))


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
