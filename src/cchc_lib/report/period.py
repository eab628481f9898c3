"""The reporting period: its name, its data window, what comes before and after it."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.declaration import labelled
from cchc_lib.law.windows import data_window
from cchc_lib.report.given import Given, stated_words
from cchc_lib.vietnamese.periods import (
    PER_YEAR,
    PeriodKind,
    PeriodKindName,
    check_index,
    check_kind,
    check_year,
    period_name,
    range_name,
)

__all__ = ["Period", "PeriodKind"]


def _to_kind(value: PeriodKind | PeriodKindName) -> PeriodKind:
    return check_kind("Period.kind", value)


def _to_year(value: int) -> int:
    return check_year("Period.calendar_year", value)


def _to_last_year(value: int | None) -> int | None:
    return None if value is None else check_year("Period.last_year", value)


def _to_label(value: str | None) -> str | None:
    if value is None:
        return None
    return stated_words(
        "Period.label",
        value,
        "the name of the period, or None for the usual one, such as '11 tháng năm 2025'",
        "tên kỳ báo cáo, hoặc None để ghi tên thông thường, ví dụ '11 tháng năm 2025'",
    )


def _check_day(path: str, value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidTypeError.refuse(
            path,
            value,
            "a datetime.date without a time, such as date(2025, 7, 24)",
            "ngày (datetime.date), không kèm giờ, ví dụ date(2025, 7, 24)",
        )
    return value


def _to_start(value: date | None) -> date | None:
    return None if value is None else _check_day("Period.start", value)


def _to_end(value: date | None) -> date | None:
    return None if value is None else _check_day("Period.end", value)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Period(Given):
    """A month, quarter, half-year, nine months, year or range of years, and the days it counts.

    The data window is that of Nghị định 09/2019/NĐ-CP, art. 12, unless `start` or `end` replace
    it: levels above may set other days. It is computed when asked for, so that another year by
    `attrs.evolve` brings another window. `label` replaces the name.

    >>> period = Period.quarter(2025, 3)
    >>> str(period), str(period.next), str(period.previous)
    ('quý III năm 2025', 'quý IV năm 2025', 'quý II năm 2025')
    >>> period.start, period.end
    (datetime.date(2025, 6, 15), datetime.date(2025, 9, 14))

    Raises:
        InvalidTypeError: for a year or an index that is not an int, a day with a time.
        InvalidValueError: for a quarter such as 5, a year not of four digits, an end too early, a
            blank label.
    """

    kind: PeriodKind = attrs.field(metadata=labelled("loại kỳ báo cáo"), converter=_to_kind)
    calendar_year: int = attrs.field(metadata=labelled("năm báo cáo"), converter=_to_year)
    index: int | None = attrs.field(default=None, metadata=labelled("thứ tự của kỳ trong năm"))
    last_year: int | None = attrs.field(
        metadata=labelled("năm cuối của giai đoạn"), default=None, converter=_to_last_year
    )
    label: str | None = attrs.field(
        metadata=labelled("tên kỳ báo cáo"), default=None, converter=_to_label
    )
    _start: date | None = attrs.field(
        metadata=labelled("ngày đầu của thời gian chốt số liệu"), default=None, converter=_to_start
    )
    _end: date | None = attrs.field(
        metadata=labelled("ngày cuối của thời gian chốt số liệu"), default=None, converter=_to_end
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what is no period, and a window that ends before it starts."""
        self._check_parts()
        if self.end < self.start:
            start = self.start.isoformat()
            raise InvalidValueError.refuse(
                "Period.end",
                self.end.isoformat(),
                f"a day from {start} on (the start), such as {start}",
                f"ngày từ {start} trở đi (ngày đầu kỳ), ví dụ {start}",
            )

    def _check_parts(self) -> None:
        """Refuse an index or a last year that its kind does not have, or lacks."""
        if self.kind is not PeriodKind.RANGE:
            check_index(self.kind, self.index, owner="Period")
            if self.last_year is not None:
                raise InvalidValueError.refuse(
                    "Period.last_year",
                    self.last_year,
                    "None, except for a range of years, such as kind='range'",
                    "None, trừ giai đoạn nhiều năm, ví dụ kind='range'",
                )
            return
        if self.index is not None:
            raise InvalidValueError.refuse(
                "Period.index",
                self.index,
                "no index: a range has none, such as index=None",
                "để trống, vì giai đoạn không có số thứ tự, ví dụ index=None",
            )
        if self.last_year is None or self.last_year <= self.calendar_year:
            following = self.calendar_year + 1
            raise InvalidValueError.refuse(
                "Period.last_year",
                self.last_year,
                f"a year after {self.calendar_year}, such as {following}",
                f"năm sau năm {self.calendar_year}, ví dụ {following}",
            )

    @property
    def start(self) -> date:
        """The first day counted: as given, or by the article."""
        if self._start is not None:
            return self._start
        kind = PeriodKind.YEAR if self.kind is PeriodKind.RANGE else self.kind
        return data_window(kind, self.calendar_year, self.index)[0]

    @property
    def end(self) -> date:
        """The last day counted: as given, or by the article."""
        if self._end is not None:
            return self._end
        if self.last_year is not None:
            return data_window(PeriodKind.YEAR, self.last_year)[1]
        return data_window(self.kind, self.calendar_year, self.index)[1]

    @classmethod
    def year(cls, year: int, *, start: date | None = None, end: date | None = None) -> Period:
        """Return a year: 15/12 of the year before to 14/12."""
        return cls(kind=PeriodKind.YEAR, calendar_year=year, start=start, end=end)

    @classmethod
    def half(
        cls, year: int, half: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return the first (1) or last (2) six months of a year."""
        return cls(kind=PeriodKind.HALF, calendar_year=year, index=half, start=start, end=end)

    @classmethod
    def nine_months(
        cls, year: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return the first nine months of a year."""
        return cls(kind=PeriodKind.NINE_MONTHS, calendar_year=year, start=start, end=end)

    @classmethod
    def quarter(
        cls, year: int, quarter: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return a quarter, 1 to 4."""
        return cls(kind=PeriodKind.QUARTER, calendar_year=year, index=quarter, start=start, end=end)

    @classmethod
    def month(
        cls, year: int, month: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return a month, 1 to 12."""
        return cls(kind=PeriodKind.MONTH, calendar_year=year, index=month, start=start, end=end)

    @classmethod
    def years(
        cls, first: int, last: int, *, start: date | None = None, end: date | None = None
    ) -> Period:
        """Return a range of years, such as the programme of 2021 - 2030."""
        return cls(kind=PeriodKind.RANGE, calendar_year=first, last_year=last, start=start, end=end)

    def __str__(self) -> str:
        if self.label is not None:
            return self.label
        if self.last_year is not None:
            return range_name(self.calendar_year, self.last_year)
        return period_name(self.kind, self.calendar_year, self.index)

    def __contains__(self, day: object) -> bool:
        """Whether a day is counted; anything but a calendar day is refused."""
        return self.start <= _check_day("day", day) <= self.end

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
        return self._shifted(-PER_YEAR.get(self.kind, 1))

    def _shifted(self, by: int) -> Period:
        """Return the period of the same kind so many later, with the window by the article."""
        if self.last_year is not None:
            length = self.last_year - self.calendar_year + 1
            return Period.years(self.calendar_year + by * length, self.last_year + by * length)
        if self.index is None:
            return Period(kind=self.kind, calendar_year=self.calendar_year + by)
        per_year = PER_YEAR[self.kind]
        years, index = divmod(self.index - 1 + by, per_year)
        return Period(kind=self.kind, calendar_year=self.calendar_year + years, index=index + 1)
