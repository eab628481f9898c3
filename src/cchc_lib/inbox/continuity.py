"""A unit's file against that of the period before, and against its own older versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from cchc_lib.checks.finding import Finding
from cchc_lib.checks.forms import check_form
from cchc_lib.checks.report import audit
from cchc_lib.errors import CchcError
from cchc_lib.figures.figure import Located, full_label, walk
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.filling import fill_form
from cchc_lib.forms.form import OfficialForm
from cchc_lib.inbox.found import ReadFile
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period, PeriodKind
from cchc_lib.vietnamese.numbers import format_number
from cchc_lib.vietnamese.text import capital

__all__ = [
    "Pair",
    "carried",
    "changes",
    "fallen",
    "goes_before",
    "jumps",
    "numbers_of",
    "other_previous",
]

MOST = 30
"""Changes of one file that are told one by one."""

_TIMES, _FROM = 10, 100
"""How many times a count may grow or shrink from one period to the next, and the least of it."""


@attrs.frozen
class Pair:
    """What a unit sent for this period and for the one before, in the files that are used."""

    unit: str
    file: str
    now: ReadFile
    before_file: str
    before: ReadFile


def carried(pair: Pair) -> Iterator[Finding]:
    """Yield what the checks of facts and forms find once the file of the period before is known."""
    now, before = pair.now, pair.before
    if now.report is not None and before.report is not None:
        held: Any = now.report
        try:
            joined = attrs.evolve(held, previous=attrs.evolve(before.report, previous=None))
        except CchcError:  # of another kind, or no earlier one
            return
        known = {(each.code, each.message) for each in audit(held)}
        yield from (each for each in audit(joined) if (each.code, each.message) not in known)
    form = now.form or before.form
    here, there = (form and _as_form(each, form.form) for each in (now, before))
    if here is not None and there is not None:
        known = {(each.code, each.message) for each in check_form(here)}
        found = check_form(here, previous=there)
        yield from (each for each in found if (each.code, each.message) not in known)


def _as_form(read: ReadFile, form: OfficialForm) -> FilledForm | None:
    """Return what a file fills a form with: itself, or its facts."""
    if read.form is not None:
        return read.form if read.form.form == form else None
    if read.report is None:
        return None
    try:
        return fill_form(form, read.report)
    except CchcError:  # the form has nothing of such facts
        return None


def other_previous(pair: Pair) -> Iterator[tuple[Located, Any]]:
    """Yield figures that the report says of the period before, and what the file of it says."""
    now, before = pair.now.report, pair.before.report
    if now is None or before is None or now.previous is None:
        return
    if now.previous.period != before.period:
        return
    yield from _differing(now.previous, before)


def fallen(pair: Pair) -> Iterator[tuple[Located, Any]]:
    """Yield cumulative figures that are less than they were a period before.

    A report counts since the year began by its `cumulative`, or by its own period: six months,
    nine months.
    """
    now, before = (_since(each.report) for each in (pair.now, pair.before))
    told = set()
    for one in now:
        for other in before:
            if not _is_later(one.period, other.period):
                continue
            for located, then in _differing(one, other):
                declared, value = located.declaration, located.value
                is_summed = declared.formula is None and declared.over_periods == "sum"
                is_less = type(value) is int and type(then) is int and value < then
                if is_summed and is_less and located.id not in told:
                    told.add(located.id)
                    yield located, then


def _since(report: ReportHead | None) -> tuple[ReportHead, ...]:
    return () if report is None else tuple(filter(None, (report.cumulative, report)))


def _is_later(one: Period, other: Period) -> bool:
    """Whether a period has all the days of another of the same year, and more."""
    is_year = one.kind is other.kind is PeriodKind.YEAR
    is_same = one.calendar_year == other.calendar_year
    return is_same and (is_year or one.start == other.start) and other.end < one.end


def goes_before(before: Period | None, now: Period | None) -> bool:
    """Whether a period ends before another does, and nothing lies between; so of unknown ones."""
    if before is None or now is None:
        return True
    return before.end < now.end and (now.start - before.end).days <= _GAP


_GAP = 45
"""Days that may lie between two periods, whose windows levels above may move."""


def jumps(pair: Pair) -> Iterator[tuple[Located, Any]]:
    """Yield counts that grew or shrank tenfold since the period before: a digit may be lost."""
    now, before = pair.now.report, pair.before.report
    if now is None or before is None:
        return
    for located, then in _differing(now, before):
        value = located.value
        is_entered = located.declaration.formula is None  # what is computed jumps with its parts
        if not is_entered or type(value) is not int or type(then) is not int:
            continue
        less, more = sorted((abs(value), abs(then)))
        if more >= _FROM and less and more >= _TIMES * less:
            yield located, then


def _differing(now: ReportHead, then: ReportHead) -> Iterator[tuple[Located, Any]]:
    before = {each.key: each.value for each in walk(then, reported=True) if each.key}
    for located in walk(now, reported=True):
        if located.key in before and located.value != before[located.key]:
            yield located, before[located.key]


def numbers_of(lines: Iterable[str]) -> frozenset[str]:
    """Return the numbers of some lines, as they are written; of one digit many stand anywhere."""
    return frozenset(found for line in lines for found in _NUMBER.findall(line))


_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)+|[0-9]{2,}")


def changes(now: ReadFile, before: ReadFile) -> tuple[str, ...]:
    """Return what a version says otherwise than an older one, in its order."""
    if now.report is not None and before.report is not None:
        figures, old = now.report.figures(padded=False), before.report.figures(padded=False)
        found = [
            f"{capital(full_label(each))}: {old[id].text if id in old else 'chưa có'} → {each.text}"
            for id, each in figures.items()
            if each.formula is None and (id not in old or old[id].text != each.text)
        ]
        found += [
            f"{capital(full_label(each))}: bỏ {each.text}"
            for id, each in old.items()
            if each.formula is None and id not in figures
        ]
    elif now.sort is not before.sort:
        one, other = (numbers_of(each.lines) for each in (now, before))
        found = [f"Thêm số {number}" for number in sorted(one - other)]
        found += [f"Bỏ số {number}" for number in sorted(other - one)]
    else:
        one, other = frozenset(now.lines), frozenset(before.lines)
        found = [f"Thêm: {line[:200]}" for line in now.lines if line not in other]
        found += [f"Bỏ: {line[:200]}" for line in before.lines if line not in one]
    if len(found) > MOST:
        found = [*found[:MOST], f"và {format_number(len(found) - MOST)} thay đổi khác"]
    return tuple(found)
