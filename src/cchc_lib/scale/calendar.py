"""The working days of civil servants: weekdays without holidays, and weekends worked instead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from importlib.util import find_spec

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError, MissingExtraError
from cchc_lib.figures.checks import check_whole
from cchc_lib.law.holidays import FORESEEABLE, YEARS, foreseen

__all__ = ["VIETNAM", "WorkCalendar", "as_day", "local_time"]

_DAY = timedelta(1)
_MOST = 20_000
"""The most working days that are added: some eighty years."""


VIETNAM = timezone(timedelta(hours=7))
"""The time of Vietnam, since 13/6/1975 everywhere and without summer time."""


def local_time(value: datetime) -> datetime:
    """Return a time as the clocks of Vietnam show it; one without a zone is taken for such."""
    return value if value.tzinfo is None else value.astimezone(VIETNAM)


def as_day(field: str, value: object) -> date:
    """Return a day; of a time the day it falls on, in Vietnam where it names a zone.

    Raises:
        InvalidTypeError: for anything else.
    """
    if isinstance(value, datetime):
        return local_time(value).date()
    if isinstance(value, date):
        return value
    raise InvalidTypeError.refuse(
        field,
        value,
        "a day, such as date(2026, 11, 23)",
        "một ngày, ví dụ date(2026, 11, 23)",
    )


def _days(given: Iterable[date]) -> frozenset[date]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidTypeError.refuse(
            "WorkCalendar", given, "days, such as [date(2026, 11, 23)]", "danh sách các ngày"
        )
    return frozenset(as_day("WorkCalendar", each) for each in given)


@attrs.frozen(kw_only=True)
class WorkCalendar:
    """The working days of Vietnamese civil servants.

    A year is answered when the notices that fix its days off are known (2021 to 2026 here). Another
    one is refused, or, with `provisional`, answered by the text of the law alone: without swaps,
    with Tết by custom. Who uses such an answer must say so; `is_announced` tells.

    `off` and `worked` are further days off and days worked: a swap announced after this version, a
    day on which a province closed its offices because of a storm.

    Source: Bộ luật Lao động 45/2019/QH14, art. 111, 112; Nghị quyết 28/2026/QH16, art. 2; the
    notices that `cchc_lib.law.holidays` names.

    >>> calendar = WorkCalendar()
    >>> calendar.add(date(2026, 11, 23), 1)             # 24/11 is a holiday
    datetime.date(2026, 11, 25)
    >>> calendar.add(date(2026, 8, 21), 1)              # a Saturday worked for Monday 31/8
    datetime.date(2026, 8, 22)
    >>> calendar.working_days(date(2026, 1, 1), date(2026, 12, 31))
    249
    """

    provisional: bool = False
    off: frozenset[date] = attrs.field(default=frozenset(), converter=_days)
    worked: frozenset[date] = attrs.field(default=frozenset(), converter=_days)

    def __attrs_post_init__(self) -> None:
        """Refuse a day that is said to be both off and worked."""
        if both := self.off & self.worked:
            raise InvalidValueError.refuse(
                "WorkCalendar.worked",
                min(both),
                "days that are not in off as well",
                "ngày không đồng thời nằm trong off",
            )

    @cached_property
    def _known(self) -> dict[int, tuple[frozenset[date], frozenset[date]]]:
        return {}

    def is_announced(self, year: int) -> bool:
        """Whether the notices of a year are known, so that its answers are final."""
        return year in YEARS

    def _year(self, year: int) -> tuple[frozenset[date], frozenset[date]]:
        """Return the days off and the days worked of a year."""
        if year in self._known:
            return self._known[year]
        noticed = YEARS.get(year)
        if noticed is not None:
            found = noticed.off, noticed.worked
        else:
            self._check_foreseen(year)
            found = foreseen(year), frozenset()
        off, worked = found
        self._known[year] = (off - self.worked) | self.off, (worked - self.off) | self.worked
        return self._known[year]

    def _check_foreseen(self, year: int) -> None:
        if not self.provisional or year not in FORESEEABLE:
            first, last = min(YEARS), max(YEARS)
            raise InvalidValueError.refuse(
                "year",
                year,
                f"a year whose days off are announced ({first} to {last}); "
                f"WorkCalendar(provisional=True) answers provisionally for "
                f"{FORESEEABLE[0]} to {FORESEEABLE[-1]}",
                f"năm đã có thông báo lịch nghỉ lễ, tết ({first} - {last}); để tạm tính cho các "
                f"năm {FORESEEABLE[0]} - {FORESEEABLE[-1]}: WorkCalendar(provisional=True)",
            )
        if find_spec("holidays") is None:
            raise MissingExtraError.of("deadlines", "holidays")

    def is_working(self, day: date) -> bool:
        """Whether civil servants work on a day.

        Raises:
            InvalidTypeError: for what is no day.
            InvalidValueError: for a year that is not announced, unless `provisional`.
            MissingExtraError: for such a year, when `holidays` is not installed.
        """
        day = as_day("day", day)
        off, worked = self._year(day.year)
        return day in worked or (day.weekday() < 5 and day not in off)

    def roll(self, day: date) -> date:
        """Return the day, or the next working day when it is none.

        Source: Bộ luật Dân sự 91/2015/QH13, art. 148.5: a last day that is off moves on.
        """
        day = as_day("day", day)
        while not self.is_working(day):
            day += _DAY
        return day

    def add(self, day: date, working: int) -> date:
        """Return the day that is so many working days after a day, which itself is not counted.

        With 0 it is the day itself, or the next working day when it is none.

        Raises:
            InvalidTypeError: for what is no day or no whole number.
            InvalidValueError: for a negative number, or as `is_working`.
        """
        left = check_whole("working", working)
        if not 0 <= left <= _MOST:
            raise InvalidValueError.refuse(
                "working",
                working,
                f"a number of days from 0 to {_MOST}, such as 5",
                f"số ngày từ 0 đến {_MOST}, ví dụ 5",
            )
        day = as_day("day", day)
        if left == 0:
            return self.roll(day)
        while left:
            day += _DAY
            left -= self.is_working(day)
        return day

    def working_days(self, first: date, last: date) -> int:
        """Return how many working days lie from the first day to the last, both counted.

        Of a span that ends before it begins there are none.
        """
        first, last = as_day("first", first), as_day("last", last)
        return sum(self.is_working(first + n * _DAY) for n in range((last - first).days + 1))
