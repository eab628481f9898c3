"""What becomes of each file: whose it is, of which period, whether another takes its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from cchc_lib.checks.claims import Standing
from cchc_lib.inbox.continuity import numbers_of
from cchc_lib.inbox.expecting import unknown_unit
from cchc_lib.inbox.found import ReadFile, Sort
from cchc_lib.inbox.listing import Entry, key_of
from cchc_lib.inbox.tables import FileState, InboxFile
from cchc_lib.inbox.whom import Roll, Sender
from cchc_lib.report.agency import plain_name
from cchc_lib.report.period import Period
from cchc_lib.scale.identity import Expected
from cchc_lib.vietnamese.dates import format_date

__all__ = ["Wanted", "missing_rows", "same_period", "sorted_files", "unit_key"]

_BY_FACTS, _BY_FORM, _BY_TEXT, _BY_NAME = "số liệu", "biểu mẫu", "văn bản", "tên tệp"


@attrs.frozen(kw_only=True)
class Wanted:
    """What the inbox is to hold: of whom, for which period, until when."""

    roll: Roll = attrs.field(factory=Roll)
    period: Period | None = None
    deadline: date | None = None
    received: Mapping[str, date] = attrs.field(factory=dict)


def sorted_files(
    read: Sequence[tuple[Entry, ReadFile | None]], wanted: Wanted
) -> tuple[tuple[InboxFile, ...], Period | None]:
    """Return what became of each file, in the order of the names, and the period of the inbox."""
    rows = [_row(entry, found, wanted) for entry, found in read]
    period = wanted.period or _usual(rows)
    rows = _without_copies(rows)
    rows = [_of_period(row, period) for row in rows]
    rows = _newest(rows)
    return tuple(_in_time(row, wanted.deadline) for row in rows), period


def _row(entry: Entry, found: ReadFile | None, wanted: Wanted) -> InboxFile:
    if found is None or found.error:
        why = entry.refusal if found is None else found.error
        state = FileState.APART if entry.is_apart else FileState.UNREADABLE
        sender, known_by = None, ""
        if not entry.is_apart and (sender := wanted.roll.in_name(entry.name)):
            known_by = _BY_NAME
        elif found is not None and (sender := wanted.roll.in_head(found.head)):
            known_by = _BY_TEXT
        return InboxFile(
            name=entry.name,
            state=state,
            why=why,
            unit="" if sender is None else sender.name,
            code=None if sender is None else sender.code,
            known_by=known_by,
            path=entry.path,
            read=found,
        )
    sender, known_by = _sender(entry, found, wanted.roll)
    return InboxFile(
        name=entry.name,
        state=FileState.RECEIVED,
        sort=found.sort,
        unit="" if sender is None else sender.name,
        code=None if sender is None else sender.code,
        known_by=known_by,
        period=found.period,
        document=found.document,
        day=wanted.received.get(entry.name, found.issued),
        claims=len(found.claims),
        failing=sum(each.standing is Standing.FAILS for each in found.claims),
        unread=found.unread,
        findings=len(found.findings),
        path=entry.path,
        read=found,
    )


def _sender(entry: Entry, found: ReadFile, roll: Roll) -> tuple[Sender | None, str]:
    """Return who sent a file, and what tells it: facts before a form, text before a name."""
    if found.agency is not None:
        return roll.of_agency(found.agency), _BY_FACTS
    if found.sender is not None:
        return roll.named(found.sender), _BY_FORM
    by_name = roll.in_name(entry.name)
    if sender := roll.in_head(found.head):
        same = by_name is not None and plain_name(by_name.name) == plain_name(sender.name)
        return (by_name if same and sender.code is None else sender), _BY_TEXT
    return by_name, _BY_NAME if by_name else ""


def unit_key(row: InboxFile) -> str:
    """Return what rows of one unit share, "" of a file of nobody that is known."""
    return row.code or plain_name(row.unit)


def same_period(one: Period, other: Period) -> bool:
    """Whether two periods have one name, whatever days they count."""
    return (one.kind, one.calendar_year, one.index, one.last_year) == (
        other.kind,
        other.calendar_year,
        other.index,
        other.last_year,
    )


def _usual(rows: Iterable[InboxFile]) -> Period | None:
    """Return the period of most files: the latest, then the longest, of those equally usual."""
    named = [row.period for row in rows if row.period is not None]
    if not named:
        return None
    times: Counter[tuple[str, int, int]] = Counter()
    for each in named:
        times[_name_of(each)] += 1
    most = max(
        named,
        key=lambda each: (times[_name_of(each)], each.end, each.end - each.start, repr(each)),
    )
    alike = [each for each in named if same_period(each, most)]
    windows = Counter((each.start, each.end) for each in alike)
    return max(alike, key=lambda each: (windows[each.start, each.end], each.end, repr(each)))


def _name_of(period: Period) -> tuple[str, int, int]:
    return period.kind.value, period.calendar_year, period.index or 0


def _without_copies(rows: list[InboxFile]) -> list[InboxFile]:
    """Return the rows, of files with the same bytes the first received alone."""
    first: dict[str, str] = {}
    for row in sorted(rows, key=lambda each: (len(each.name), key_of(each.name))):
        if row.read is not None and row.state is FileState.RECEIVED:
            first.setdefault(row.read.digest, row.name)
    kept = []
    for row in rows:
        digest = row.read.digest if row.read is not None else ""
        if not digest or row.state is not FileState.RECEIVED:
            kept.append(row)
            continue
        other = first[digest]
        if other != row.name:
            why = f"giống hệt tệp {other}"
            row = attrs.evolve(row, state=FileState.DUPLICATE, other=other, why=why)
        kept.append(row)
    return kept


def _of_period(row: InboxFile, period: Period | None) -> InboxFile:
    if row.state is not FileState.RECEIVED or period is None or row.period is None:
        return row
    if same_period(row.period, period):
        return row
    why = f"là báo cáo {row.period}, không phải {period}"
    return attrs.evolve(row, state=FileState.OTHER_PERIOD, why=why)


def _newest(rows: list[InboxFile]) -> list[InboxFile]:
    """Return the rows, of several versions of one report the newest alone as received.

    Facts, forms and prose stand beside each other: what has no facts never takes their place.
    """
    versions: dict[tuple[str, ...], list[InboxFile]] = {}
    for row in rows:
        if row.state is FileState.RECEIVED and unit_key(row) and row.sort is not Sort.SHEET:
            versions.setdefault((unit_key(row), *_told_as(row)), []).append(row)
    superseded: dict[str, InboxFile] = {}
    for (unit, *kind), each in versions.items():
        best = max(each, key=_rank)
        for row in each:
            if row is not best:
                superseded[row.name] = _under(row, best)
        facts = versions.get((unit, _FACTS, ""), ())
        if kind == [_PROSE, ""] and facts and _is_same(best, of := max(facts, key=_rank)):
            superseded[best.name] = _under(best, of)
    return [superseded.get(row.name, row) for row in rows]


_FACTS, _FORM, _PROSE = "facts", "form", "prose"


def _told_as(row: InboxFile) -> tuple[str, str]:
    """Return what two files have in common of which one may be a version of the other."""
    if row.read is not None and row.read.report is not None:
        return _FACTS, ""
    if row.read is not None and row.read.form is not None:
        return _FORM, row.read.form.form.id
    return _PROSE, ""


def _is_same(row: InboxFile, best: InboxFile) -> bool:
    """Whether two kinds of files have the same numbers."""
    one, other = (numbers_of(each.read.lines if each.read else ()) for each in (row, best))
    return row.sort is not best.sort and bool(one) and one == other


def _under(row: InboxFile, best: InboxFile) -> InboxFile:
    """Return a version that is not used: the same words in another kind of file, or older ones."""
    reports = [each.read.report if each.read is not None else None for each in (row, best)]
    if reports[0] is not None and reports[0] == reports[1]:
        why = f"cùng số liệu với {best.name}, khác loại tệp"
        return attrs.evolve(row, state=FileState.DUPLICATE, other=best.name, why=why)
    if _is_same(row, best):
        why = f"cùng nội dung với {best.name}, khác loại tệp"
        return attrs.evolve(row, state=FileState.DUPLICATE, other=best.name, why=why)
    why = f"cùng đơn vị, cùng kỳ với {best.name}; dùng {best.name} ({_why_newer(row, best)})"
    return attrs.evolve(row, state=FileState.OLDER, other=best.name, why=why)


def _why_newer(row: InboxFile, best: InboxFile) -> str:
    if best.day is not None and best.day != row.day:
        return f"ngày {format_date(best.day)}"
    if _number(best) > _number(row):
        return f"số {best.document}"
    return "chưa rõ bản nào mới hơn, theo thứ tự tên tệp"


def _rank(row: InboxFile) -> tuple[date, int, tuple[object, ...], str]:
    """Return what makes a version newer: its day, its number, counts in its name."""
    counts = tuple(int(digits[-6:]) for digits in re.findall(r"[0-9]+", row.name))
    return row.day or date.min, _number(row), counts, key_of(row.name)[0]


def _number(row: InboxFile) -> int:
    found = re.match(r"[0-9]+", row.document)
    return int(found[0]) if found else 0


def _in_time(row: InboxFile, deadline: date | None) -> InboxFile:
    if deadline is None or row.state is not FileState.RECEIVED or row.day is None:
        return row
    if row.day <= deadline:
        return row
    days = (row.day - deadline).days
    why = f"ngày {format_date(row.day)}, sau hạn {format_date(deadline)} {days} ngày"
    return attrs.evolve(row, state=FileState.LATE, why=why)


def missing_rows(
    rows: Sequence[InboxFile], expected: tuple[Expected, ...] | None
) -> tuple[InboxFile, ...]:
    """Return a row for each unit that is to report and has no file that is used."""
    used = {unit_key(row) for row in rows if row.state.is_used}
    sent: dict[str, list[str]] = {}
    for row in rows:
        if row.unit and not row.state.is_used:
            sent.setdefault(unit_key(row), []).append(row.name)
    found = []
    for each in expected or ():
        row = InboxFile(name="", state=FileState.MISSING, unit=each.name, code=each.code)
        key = unit_key(row)
        if key not in used:
            names = sent.get(key, [])
            why = f"chỉ có tệp không dùng được: {', '.join(names)}" if names else unknown_unit(each)
            found.append(attrs.evolve(row, why=why))
    return tuple(found)
