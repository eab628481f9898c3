"""Rows counted in Python, one after the other: for small tables, and to hold engines against."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cchc_lib.errors import InvalidTypeError
from cchc_lib.scale.calendar import as_day, local_time
from cchc_lib.scale.classes import CODE_OF_WORDS, Code, Due, Ended, Received, RowKind, packed
from cchc_lib.scale.columns import DayForm, RowColumns
from cchc_lib.scale.statuses import StatusPolicy
from cchc_lib.scale.tallies import (
    DAY_MARK,
    DAYS,
    SEPARATOR,
    Chosen,
    Example,
    RowCounts,
    RowGroup,
    counted,
)

__all__ = ["BLANKS", "CLOCK", "as_text", "count_objects", "is_day"]

BLANKS = " \t\r\n\u00a0"
"""What is taken off both ends of a cell."""

_CODE = re.compile(r"[^-]*-(?P<day>[0-9]{6})-")
"""A code of a one-stop system, unit-yymmdd-number: what comes after may be anything."""

_WORDS = re.compile(CODE_OF_WORDS)

CLOCK = r"(?:[ T][^Z+-]*(?:[+]07(?::?00)?)?)?"
"""A time of day behind a day. One of another zone would be of another day, so it is not read."""

_TEXTS: dict[DayForm, re.Pattern[str]] = {
    "yyyymmdd": re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(\d{4}(\d\d)?)?", re.ASCII),
    "yyyy-mm-dd": re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d){CLOCK}", re.ASCII | re.S),
    "dd/mm/yyyy": re.compile(
        r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})([ T].*)?", re.ASCII | re.S
    ),
}
_FIRST, _LAST = date(1900, 1, 1), date(2099, 12, 31)


class _Unreadable:
    """A cell that holds something, and no day."""


_UNREADABLE = _Unreadable()


def as_text(value: Any) -> str | None:
    """Return a cell as text; `None` when it is empty."""
    if value is None or value != value:  # a NaN is how some tables keep an empty cell
        return None
    if type(value) is float and value.is_integer():
        value = int(value)
    return str(value).strip(BLANKS) or None


def _day(value: Any, form: DayForm) -> date | _Unreadable | None:
    if isinstance(value, datetime):
        value = local_time(value).date() if value == value else None  # NaT is none
    if isinstance(value, date):
        return value if _FIRST <= value <= _LAST else _UNREADABLE
    text = as_text(value)
    if text is None:
        return None
    found = _TEXTS[form].fullmatch(text)
    if found is None:
        return _UNREADABLE
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return _UNREADABLE
    return day if _FIRST <= day <= _LAST else _UNREADABLE


def is_day(text: str, form: DayForm) -> bool:
    """Whether a text is a day in a form."""
    return isinstance(_day(text, form), date)


def _code(code: str | None, received: date | None, columns: RowColumns) -> Code:
    if columns.code is None:
        return Code.FINE
    if code is None:
        return Code.MISSING
    found = _CODE.match(code)
    if found is not None and received is not None and found["day"] != f"{received:%y%m%d}":
        return Code.OTHER_DAY
    return Code.WORDS if _WORDS.search(code) else Code.FINE


def _due(due: date | _Unreadable | None, received: date | None, end: date) -> Due:
    if due is None:
        return Due.MISSING
    if isinstance(due, _Unreadable):
        return Due.UNREADABLE
    if received is not None and due < received:
        return Due.IMPOSSIBLE
    return Due.PASSED if due < end else Due.AHEAD


def _ended(
    ended: date | _Unreadable | None, received: date | None, due: date | None, window: _Window
) -> Ended:
    if ended is None:
        return Ended.MISSING
    if isinstance(ended, _Unreadable):
        return Ended.UNREADABLE
    if received is not None and ended < received:
        return Ended.IMPOSSIBLE
    if ended < window[0]:
        return Ended.BEFORE
    if ended > window[1]:
        return Ended.AFTER
    if due is None:
        return Ended.UNDUE
    return Ended.EARLY if ended < due else Ended.ON_TIME if ended == due else Ended.LATE


_Window = tuple[date, date]


def _received(received: date | _Unreadable | None, window: _Window) -> Received:
    if received is None:
        return Received.MISSING
    if isinstance(received, _Unreadable):
        return Received.UNREADABLE
    if received < window[0]:
        return Received.BEFORE
    return Received.AFTER if received > window[1] else Received.WITHIN


def _kind(
    row: Mapping[str, Any], columns: RowColumns, window: _Window
) -> tuple[RowKind, str | None]:
    def cell(name: str | None) -> str | None:
        return None if name is None else as_text(row.get(name))

    def known(day: date | _Unreadable | None) -> date | None:
        return None if isinstance(day, _Unreadable) else day

    code = cell(columns.code)
    received, due, ended = (
        _day(row.get(name), columns.days) for name in (columns.received, columns.due, columns.ended)
    )
    days = packed(
        _code(code, known(received), columns),
        _received(received, window),
        _due(due, known(received), window[1]),
        _ended(ended, known(received), known(due), window),
    )
    in_code = code.partition("-")[0] if columns.agency_in_code and code is not None else None
    agency = in_code if columns.agency_in_code else cell(columns.agency)
    names = agency, cell(columns.sector), cell(columns.source)
    return RowKind(*names, cell(columns.channel), cell(columns.state), days), code


def _said(row: Mapping[str, Any], code: str | None, columns: RowColumns) -> str:
    """Return the code of a row and the cells that it is judged by, as an example is made of."""
    cells = [code]
    for key, name in columns.names().items():
        if name is None or key == "code":
            continue
        value = row.get(name)
        if key in DAYS and isinstance(value, date) and value == value:
            value = as_day(name, value)
            value = f"{DAY_MARK}{value.year * 10_000 + value.month * 100 + value.day}"
        cells.append(as_text(value))
    return SEPARATOR.join(cell or "" for cell in cells)


def count_objects(
    rows: Iterable[Mapping[str, Any]],
    *,
    start: date,
    end: date,
    columns: RowColumns,
    policy: StatusPolicy,
) -> RowCounts:
    """Return what rows come to, each a mapping from the name of a column to what its cell holds.

    A cell that a row lacks is empty, as in JSON; a column that no row has is refused.
    """
    window = start, end
    groups: dict[RowKind, RowGroup] = {}
    by_code: defaultdict[str, list[int]] = defaultdict(list)
    kept: list[tuple[RowKind, str | None, Mapping[str, Any]]] = []
    there: dict[str, None] = {}
    for place, row in enumerate(rows):
        if not isinstance(row, Mapping):
            needed = ", ".join(name for name in columns.names().values() if name is not None)
            raise InvalidTypeError.refuse(
                f"rows[{place}]",
                row,
                f"a mapping with the columns {needed}",
                f"dòng có các cột {needed}",
            )
        there.update(dict.fromkeys(row))
        kind, code = _kind(row, columns, window)
        of = groups.get(kind, RowGroup(kind, 0, code))
        first = min(of.first or "", code or "") or None  # all of a kind have codes, or none has
        groups[kind] = of._replace(rows=of.rows + 1, first=first)
        kept.append((kind, code, row))
        if code is not None:
            by_code[code].append(place)
    if kept:
        columns.check_there(there)
    for code, places in sorted(by_code.items()):
        if len(places) > 1:
            _double(groups, code, [kept[place][0] for place in places])

    def exemplified(chosen: Sequence[Chosen]) -> dict[Chosen, Example]:
        wanted, least = set(chosen), dict[Chosen, str]()
        for kind, code, row in kept:
            if (kind, code) in wanted:
                said = _said(row, code, columns)
                least[kind, code] = min(least.get((kind, code), said), said)
        return {each: Example.of(said, columns) for each, said in least.items()}

    return counted(
        groups.values(), exemplified, start=start, end=end, columns=columns, policy=policy
    )


def _double(groups: dict[RowKind, RowGroup], code: str, kinds: list[RowKind]) -> None:
    """Note a code that stands in several rows."""
    alike = len(set(kinds)) == 1
    for kind, rows in Counter(kinds).items():
        group = groups[kind]
        groups[kind] = group._replace(
            alike=group.alike + alike,
            doubled=group.doubled + rows,
            differing=group.differing + (0 if alike else rows),
            first_alike=(group.first_alike or code) if alike else group.first_alike,
            first_differing=group.first_differing if alike else (group.first_differing or code),
        )
