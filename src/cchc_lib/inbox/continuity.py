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
from cchc_lib.inbox.found import ReadFile
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.numbers import format_number
from cchc_lib.vietnamese.text import capital

__all__ = ["Pair", "carried", "changes", "fallen", "jumps", "numbers_of", "other_previous"]

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
    if now.form is not None and before.form is not None and now.form.form == before.form.form:
        known = {(each.code, each.message) for each in check_form(now.form)}
        found = check_form(now.form, previous=before.form)
        yield from (each for each in found if (each.code, each.message) not in known)


def other_previous(pair: Pair) -> Iterator[tuple[Located, Any]]:
    """Yield figures that the report says of the period before, and what the file of it says."""
    now, before = pair.now.report, pair.before.report
    if now is None or before is None or now.previous is None:
        return
    if now.previous.period != before.period:
        return
    yield from _differing(now.previous, before)


def fallen(pair: Pair) -> Iterator[tuple[Located, Any]]:
    """Yield cumulative figures that are less than they were a period before."""
    now, before = (each.report and each.report.cumulative for each in (pair.now, pair.before))
    if now is None or before is None or now.period.calendar_year != before.period.calendar_year:
        return
    for located, then in _differing(now, before):
        declared = located.declaration
        is_summed = declared.formula is None and declared.over_periods == "sum"
        if is_summed and type(located.value) is int and type(then) is int and located.value < then:
            yield located, then


def jumps(pair: Pair) -> Iterator[tuple[Located, Any]]:
    """Yield counts that grew or shrank tenfold since the period before: a digit may be lost."""
    now, before = pair.now.report, pair.before.report
    if now is None or before is None:
        return
    for located, then in _differing(now, before):
        value = located.value
        if type(value) is not int or type(then) is not int:
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
