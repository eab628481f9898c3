"""When a dossier is due: its limit, the time that a supplement takes, an extension.

Time is counted by days, as no text judges by hours: the day of receipt is not counted, and a last
day that is off moves to the next working day (Bộ luật Dân sự 91/2015/QH13, art. 147, 148).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal, Self

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import Exact, check_choice, check_exact, check_flag
from cchc_lib.scale.calendar import WorkCalendar, as_day, local_time
from cchc_lib.vietnamese import format_date
from cchc_lib.vietnamese.text import stated_text

__all__ = ["Deadline", "DueStep", "Limit", "Pause"]

_NOON = time(12)
_LONGEST, _LAST_YEAR = 3660, 2099

_LIMIT, _LIMIT_VI = (
    "a time limit, such as '05 ngày làm việc', '0,5 ngày làm việc', '30 ngày' or 'trong ngày'",
    "thời hạn giải quyết, ví dụ '05 ngày làm việc', '0,5 ngày làm việc', '30 ngày', 'trong ngày'",
)
_PAUSE = "Pause(asked, resumed), such as Pause(date(2026, 11, 25))"
_PAUSE_VI = "Pause(ngày yêu cầu, ngày bổ sung), ví dụ Pause(date(2026, 11, 25))"
_PAUSES_VI = f"danh sách {_PAUSE_VI}"
_STATED = re.compile(
    r"(?P<amount>[0-9]{1,9}(?:,[0-9]{1,9})?|1/2) ngày(?P<working> làm việc)?", re.IGNORECASE
)


def _exact(value: Exact) -> Fraction:
    return Fraction(check_exact("Limit.days", value))


def _flag(value: bool) -> bool:
    return check_flag("Limit.is_working", value)


@attrs.frozen
class Limit:
    """How long a procedure may take: working days, also halves of them, or calendar days.

    >>> Limit.parse("05 ngày làm việc"), Limit.parse("trong ngày") == Limit.working(0)
    (Limit(days=Fraction(5, 1), is_working=True), True)
    >>> str(Limit.calendar(30)), str(Limit.parse("1/2 ngày làm việc"))
    ('30 ngày', '0,5 ngày làm việc')
    """

    days: Fraction = attrs.field(converter=_exact)
    is_working: bool = attrs.field(converter=_flag)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of a day but halves, of calendar days all."""
        if 0 <= self.days <= _LONGEST and self.days.denominator <= 1 + self.is_working:
            return
        accepted = (
            f"working days up to {_LONGEST}, whole or halves, such as 5 or Decimal('0.5')"
            if self.is_working
            else f"whole days from 0 to {_LONGEST}, such as 30"
        )
        accepted_vi = (
            f"số ngày làm việc đến {_LONGEST}, tròn hoặc nửa ngày, ví dụ 5 hoặc Decimal('0.5')"
            if self.is_working
            else f"số ngày tròn từ 0 đến {_LONGEST}, ví dụ 30"
        )
        raise InvalidValueError.refuse("Limit.days", self.days, accepted, accepted_vi)

    @classmethod
    def working(cls, days: Exact) -> Self:
        """Return a limit in working days: 5, or halves such as `Decimal("0.5")`."""
        return cls(days, True)

    @classmethod
    def calendar(cls, days: int) -> Self:
        """Return a limit in calendar days, days off included."""
        return cls(days, False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the limit that a procedure states.

        Raises:
            InvalidTypeError: for what is no text.
            FormatError: for any other text.
        """
        said = " ".join(stated_text(text, _LIMIT, _LIMIT_VI).split())
        if said.lower() == "trong ngày":
            return cls.working(0)
        found = _STATED.fullmatch(said)
        if found is None:
            raise FormatError.refuse("text", text, _LIMIT, _LIMIT_VI)
        try:
            return cls(Fraction(found["amount"].replace(",", ".")), found["working"] is not None)
        except InvalidValueError:
            raise FormatError.refuse("text", text, _LIMIT, _LIMIT_VI) from None

    def __str__(self) -> str:
        if self.is_working and not self.days:
            return "trong ngày"
        whole, half = divmod(self.days, 1)
        shown = f"{whole},5" if half else f"{whole:02d}"
        return f"{shown} ngày" + (" làm việc" if self.is_working else "")


def _asked(day: date) -> date:
    return as_day("Pause.asked", day)


def _resumed(day: date | None) -> date | None:
    return None if day is None else as_day("Pause.resumed", day)


@attrs.frozen
class Pause:
    """A supplement asked for: the day of the request, and the day it came, if it has."""

    asked: date = attrs.field(converter=_asked)
    resumed: date | None = attrs.field(default=None, converter=_resumed)

    def __attrs_post_init__(self) -> None:
        """Refuse a supplement that came before it was asked for."""
        if self.resumed is not None and self.resumed < self.asked:
            raise InvalidValueError.refuse(
                "Pause.resumed",
                self.resumed,
                f"a day from {self.asked} on, when it was asked for",
                f"từ ngày yêu cầu bổ sung, {format_date(self.asked)}, trở đi",
            )


@attrs.frozen
class DueStep:
    """One thing that moved the due day: the day before it and the day after."""

    reason: Literal["supplement", "extension"]
    on: date
    before: date
    after: date


@attrs.frozen
class Deadline:
    """The due day of one dossier, with every step on the way and the years not yet announced.

    `due` is the day that counts; `first` the one promised at receipt. `waiting` is whether a
    supplement is still awaited: `due` is then that of before, and time stands still.

    >>> asked = Pause(date(2026, 11, 25), date(2026, 12, 2))
    >>> late = Deadline.of(date(2026, 11, 23), Limit.working(3), pauses=[asked])
    >>> late.first, late.due
    (datetime.date(2026, 11, 27), datetime.date(2026, 12, 4))
    >>> late.steps[0].before, late.steps[0].after
    (datetime.date(2026, 11, 27), datetime.date(2026, 12, 4))
    """

    first: date
    due: date
    steps: tuple[DueStep, ...] = ()
    waiting: bool = False
    provisional_years: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        received: date | datetime,
        limit: Limit | str,
        *,
        pauses: Sequence[Pause] = (),
        extension: Limit | date | str | None = None,
        calendar: WorkCalendar | None = None,
        cutoff: time | None = None,
        half_days: bool = False,
        supplement: Literal["pause", "restart"] = "pause",
    ) -> Self:
        """Return when a dossier is due.

        Args:
            received: The day of receipt, or day and time; it is not counted.
            limit: The time limit, or the text that states it.
            pauses: The supplements asked for, in order.
            extension: The new due day, or what is added to the due day: a limit, or the text that
                states it. At most one, as Nghị định 61/2018/NĐ-CP, art. 19.9 had it.
            calendar: The working days; those announced when left out.
            cutoff: A time of receipt after which it counts as of the next working day, such as
                15:00. The law knows 15:00 only for handing over (art. 18.2 there), so none is the
                default.
            half_days: Whether a limit of halves counts from the half day of receipt: half a
                working day from the morning ends in the afternoon. Otherwise it is rounded up to
                whole days, as nobody judges by hours.
            supplement: What a supplement does: the time until it comes does not count, or the
                limit starts again (art. 19.4 there).

        Raises:
            InvalidTypeError: for a value of another type.
            InvalidValueError: for pauses out of order, an extension that is none, a year that is
                not announced.
            FormatError: for a text that is no limit.
        """
        days = WorkCalendar() if calendar is None else calendar
        if not isinstance(days, WorkCalendar):
            raise InvalidTypeError.refuse(
                "calendar", days, "a WorkCalendar, or None", "một WorkCalendar, hoặc None"
            )
        if as_day("received", received).year > _LAST_YEAR:
            raise InvalidValueError.refuse(
                "received",
                received,
                f"a day up to {_LAST_YEAR}, such as date(2026, 11, 23)",
                f"ngày đến năm {_LAST_YEAR}, ví dụ date(2026, 11, 23)",
            )
        given = Limit.parse(limit) if isinstance(limit, str) else limit
        if not isinstance(given, Limit):
            raise InvalidTypeError.refuse("limit", limit, _LIMIT, _LIMIT_VI)
        if isinstance(pauses, str | Mapping) or not isinstance(pauses, Iterable):
            raise InvalidTypeError.refuse("pauses", pauses, f"a list of {_PAUSE}", _PAUSES_VI)
        check_choice("supplement", supplement, ("pause", "restart"))
        check_flag("half_days", half_days)
        start = _start(received, days, cutoff)
        last = _last(start, received if half_days else None, given, days)
        first, steps, waiting = days.roll(last), list[DueStep](), False
        due, before = first, as_day("received", received)
        for pause in pauses:
            before = _check_order(pause, before, waiting)
            if pause.resumed is None:
                waiting = True
                continue
            before = pause.resumed
            if supplement == "restart":
                last = _last(pause.resumed, None, given, days)
            elif pause.asked <= due:  # after it, the dossier was late already
                last = _paused(last, max(pause.asked, start), pause.resumed, given, days)
            after = days.roll(last)
            steps.append(DueStep("supplement", pause.resumed, due, after))
            due = after
        if extension is not None:
            after = _extended(due, extension, days)
            steps.append(DueStep("extension", due, due, after))
            due = after
        spanned = range(as_day("received", received).year, max(first, due).year + 1)
        unannounced = tuple(
            year for year in spanned if days.provisional and not days.is_announced(year)
        )  # without `provisional` no day of such a year was asked for
        return cls(first, due, tuple(steps), waiting, unannounced)

    @property
    def is_provisional(self) -> bool:
        """Whether a year was counted whose days off are not announced."""
        return bool(self.provisional_years)

    def __str__(self) -> str:
        """The due day as it is printed, and that it is provisional where it is."""
        if not self.provisional_years:
            return format_date(self.due)
        years = ", ".join(map(str, self.provisional_years))
        return f"{format_date(self.due)} (tạm tính: năm {years} chưa có thông báo lịch nghỉ)"


def _start(received: date | datetime, calendar: WorkCalendar, cutoff: time | None) -> date:
    """Return the day that counts as that of receipt."""
    day = as_day("received", received)
    if cutoff is None:
        return day
    if not isinstance(cutoff, time):
        raise InvalidTypeError.refuse(
            "cutoff", cutoff, "a time of day, such as time(15)", "giờ trong ngày, ví dụ time(15)"
        )
    if _time("cutoff", received) > cutoff:
        return calendar.add(day, 1)
    return day


def _time(rule: str, received: date | datetime) -> time:
    if not isinstance(received, datetime):
        raise InvalidTypeError.refuse(
            "received",
            received,
            f"day and time, for {rule}=, such as datetime(2026, 11, 23, 15, 30)",
            f"ngày và giờ, vì có {rule}=, ví dụ datetime(2026, 11, 23, 15, 30)",
        )
    return local_time(received).time()


def _last(
    start: date, halves_from: date | datetime | None, limit: Limit, calendar: WorkCalendar
) -> date:
    """Return the last day of a limit, before a day off moves it on."""
    if not limit.is_working:
        return start + timedelta(int(limit.days))
    whole, half = divmod(limit.days, 1)
    if half and halves_from is not None:
        begun = halves_from if start == as_day("received", halves_from) else None
        in_morning = begun is None or _time("half_days", begun) < _NOON
        if in_morning and calendar.is_working(start):  # the afternoon is the first half
            return calendar.add(start, int(whole))
    return calendar.add(start, int(whole) + bool(half))


def _paused(last: date, asked: date, resumed: date, limit: Limit, calendar: WorkCalendar) -> date:
    """Return the last day when the time from the request to the supplement does not count."""
    if resumed <= asked:  # before the first day that counts, or on it
        return last
    if not limit.is_working:
        return last + (resumed - asked)
    waited = calendar.working_days(asked + timedelta(1), resumed)
    left = calendar.working_days(asked + timedelta(1), last)
    return calendar.add(resumed, left) if waited else last


def _check_order(pause: Pause, before: date, waiting: bool) -> date:
    if not isinstance(pause, Pause):
        raise InvalidTypeError.refuse(
            "pauses",
            pause,
            _PAUSE,
            _PAUSE_VI,
        )
    if waiting or pause.asked < before:
        raise InvalidValueError.refuse(
            "pauses",
            pause.asked,
            f"requests in order, each after the supplement before came, from {before} on",
            f"các lần yêu cầu theo thứ tự, lần sau khi đã bổ sung lần trước, từ ngày "
            f"{format_date(before)} trở đi",
        )
    return pause.asked


def _extended(due: date, extension: Limit | date | str, calendar: WorkCalendar) -> date:
    given = Limit.parse(extension) if isinstance(extension, str) else extension
    if isinstance(given, Limit) and given.days:
        if given.is_working:
            return calendar.add(due, -int(-given.days // 1))
        return calendar.roll(due + timedelta(int(given.days)))
    day = due if isinstance(given, Limit) else as_day("extension", given)
    if day <= due:
        raise InvalidValueError.refuse(
            "extension",
            extension,
            f"a day after {due}, the due day so far, or what is added, such as '02 ngày làm việc'",
            f"ngày sau ngày hẹn trả {format_date(due)}, hoặc số ngày thêm, ví dụ "
            "'02 ngày làm việc'",
        )
    return calendar.roll(day)
