"""The reporting period: its name, its data window, what comes before and after it."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from cchc_lib.errors import InvalidValueError
from cchc_lib.law.windows import data_window
from cchc_lib.report.fields import check_day, check_order, words
from cchc_lib.vietnamese.periods import PeriodKind, period_name, range_name

__all__ = ["Period", "PeriodKind"]

_PER_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}


def _kind(value: Any) -> PeriodKind:
    try:
        return PeriodKind(value)
    except ValueError:
        accepted = "one of " + ", ".join(PeriodKind)
        raise InvalidValueError.refuse("Period.kind", value, accepted, accepted) from None


def _first_day(period: Period) -> date:
    kind = PeriodKind.YEAR if period.kind is PeriodKind.RANGE else period.kind
    return data_window(kind, period.calendar_year, period.index)[0]


def _last_day(period: Period) -> date:
    if period.kind is not PeriodKind.RANGE:
        return data_window(period.kind, period.calendar_year, period.index)[1]
    if period.last_year is None:
        raise InvalidValueError.refuse(
            "Period.last_year", None, "a year, such as 2030", "a year, such as 2030"
        )
    return data_window(PeriodKind.YEAR, period.last_year)[1]


def _given(start: date | None, end: date | None) -> dict[str, Any]:
    """Return the ends of a window that replace those of the article."""
    return {name: day for name, day in (("start", start), ("end", end)) if day is not None}


@attrs.frozen(kw_only=True)
class Period:
    """A month, quarter, half-year, nine months, year or range of years, and the days it counts.

    The data window is that of Nghị định 09/2019/NĐ-CP, art. 12, unless `start` or `end` replace
    it: levels above may set other days. `label` replaces the name.

    >>> period = Period.quarter(2025, 3)
    >>> str(period), str(period.next), str(period.previous)
    ('quý III năm 2025', 'quý IV năm 2025', 'quý II năm 2025')
    >>> period.start, period.end
    (datetime.date(2025, 6, 15), datetime.date(2025, 9, 14))

    Raises:
        InvalidValueError: for a quarter such as 5, a year not of four digits, or an end too early.
    """

    kind: PeriodKind = attrs.field(converter=_kind)
    calendar_year: int
    index: int | None = None
    last_year: int | None = None
    label: str | None = words()
    start: date = attrs.field(
        default=attrs.Factory(_first_day, takes_self=True), validator=check_day
    )
    end: date = attrs.field(default=attrs.Factory(_last_day, takes_self=True), validator=check_day)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no period, by naming it once, and a window that ends before it starts."""
        if self.kind is not PeriodKind.RANGE and self.last_year is not None:
            accepted = "None, except for a range of years"
            raise InvalidValueError.refuse("Period.last_year", self.last_year, accepted, accepted)
        str(attrs.evolve(self, label=None) if self.label else self)
        check_order("Period.end", self.start, self.end)

    @classmethod
    def year(cls, year: int, *, start: date | None = None, end: date | None = None) -> Period:
        """Return a year: 15/12 of the year before to 14/12."""
        return cls(kind=PeriodKind.YEAR, calendar_year=year, **_given(start, end))

    @classmethod
    def half(
        cls, year: int, half: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return the first (1) or last (2) six months of a year."""
        return cls(kind=PeriodKind.HALF, calendar_year=year, index=half, **_given(start, end))

    @classmethod
    def nine_months(
        cls, year: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return the first nine months of a year."""
        return cls(kind=PeriodKind.NINE_MONTHS, calendar_year=year, **_given(start, end))

    @classmethod
    def quarter(
        cls, year: int, quarter: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return a quarter, 1 to 4."""
        return cls(kind=PeriodKind.QUARTER, calendar_year=year, index=quarter, **_given(start, end))

    @classmethod
    def month(
        cls, year: int, month: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return a month, 1 to 12."""
        return cls(kind=PeriodKind.MONTH, calendar_year=year, index=month, **_given(start, end))

    @classmethod
    def years(
        cls, first: int, last: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return a range of years, such as the programme of 2021 - 2030."""
        return cls(kind=PeriodKind.RANGE, calendar_year=first, last_year=last, **_given(start, end))

    def __str__(self) -> str:
        if self.label is not None:
            return self.label
        if self.last_year is not None:
            return range_name(self.calendar_year, self.last_year)
        return period_name(self.kind, self.calendar_year, self.index)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end

    @property
    def next(self) -> Period:
        """The period after this one; after nine months, the fourth quarter."""
        if self.kind is PeriodKind.NINE_MONTHS:
            return Period.quarter(self.calendar_year, 4)
        return self._shifted(1)

    @property
    def previous(self) -> Period:
        """The period before this one; before nine months, those of the year before."""
        return self._shifted(-1)

    @property
    def year_before(self) -> Period:
        """The same period of the year before (cùng kỳ năm trước)."""
        return self._shifted(-_PER_YEAR.get(self.kind, 1))

    def _shifted(self, by: int) -> Period:
        """Return the period of the same kind so many later, with the window by the article."""
        if self.last_year is not None:
            length = self.last_year - self.calendar_year + 1
            return Period.years(self.calendar_year + by * length, self.last_year + by * length)
        if self.index is None:
            return Period(kind=self.kind, calendar_year=self.calendar_year + by)
        per_year = _PER_YEAR[self.kind]
        years, index = divmod(self.index - 1 + by, per_year)
        return Period(kind=self.kind, calendar_year=self.calendar_year + years, index=index + 1)
