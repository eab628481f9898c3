"""When a dossier is due: its limit, the time that a supplement takes, an extension.

What is due is a day, as no text judges by hours: the day of receipt is not counted, and a last day
that is off moves to the next working day (Bộ luật Dân sự 91/2015/QH13, art. 147, 148).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal, Self

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_choice, check_flag
from cchc_lib.scale.calendar import WorkCalendar, as_day, local_time
from cchc_lib.scale.limits import LIMIT, LIMIT_VI, Limit
from cchc_lib.vietnamese import format_date

__all__ = ["Deadline", "DueStep", "Pause"]

_NOON = time(12)
_HALF = Fraction(1, 2)
_LAST_YEAR = 2099

_PAUSE = "Pause(asked, resumed), such as Pause(date(2026, 11, 25))"
_PAUSE_VI = "Pause(ngày yêu cầu, ngày bổ sung), ví dụ Pause(date(2026, 11, 25))"
_PAUSES_VI = f"danh sách {_PAUSE_VI}"


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
    >>> print(Deadline.of(date(2026, 11, 23), "03 ngày làm việc", pauses=[Pause(asked.asked)]))
    27/11/2026 (tạm dừng tính thời hạn: đang chờ bổ sung hồ sơ)
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
            half_days: Whether a limit that is no whole days counts from the half day of receipt:
                half a working day, or up to four hours of work, from the morning ends in the
                afternoon. Otherwise it is rounded up to whole days, as nobody judges by hours.
            supplement: What a supplement does: the time until it comes does not count, or the
                limit starts again (art. 19.4 there).

        Raises:
            InvalidTypeError: for a value of another type; for a day without a time, where the
                limit is in hours or an option asks for the time.
            InvalidValueError: for pauses out of order, an extension that is none, a year that is
                not announced; for a limit in hours beside a pause or a cutoff, which count days.
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
            raise InvalidTypeError.refuse("limit", limit, LIMIT, LIMIT_VI)
        if isinstance(pauses, str | Mapping) or not isinstance(pauses, Iterable):
            raise InvalidTypeError.refuse("pauses", pauses, f"a list of {_PAUSE}", _PAUSES_VI)
        check_choice("supplement", supplement, ("pause", "restart"))
        check_flag("half_days", half_days)
        if given.unit == "hour":
            _check_alone(given, pauses, cutoff)
        start = _start(received, days, cutoff)
        last = _last(start, received if half_days or given.unit == "hour" else None, given, days)
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
        """The due day as it is printed; that time stands still, or that it is provisional."""
        said = []
        if self.waiting:
            said.append("tạm dừng tính thời hạn: đang chờ bổ sung hồ sơ")
        if self.provisional_years:
            years = ", ".join(map(str, self.provisional_years))
            said.append(f"tạm tính: năm {years} chưa có thông báo lịch nghỉ")
        return format_date(self.due) + (f" ({'; '.join(said)})" if said else "")


def _start(received: date | datetime, calendar: WorkCalendar, cutoff: time | None) -> date:
    """Return the day that counts as that of receipt."""
    day = as_day("received", received)
    if cutoff is None:
        return day
    if not isinstance(cutoff, time):
        raise InvalidTypeError.refuse(
            "cutoff", cutoff, "a time of day, such as time(15)", "giờ trong ngày, ví dụ time(15)"
        )
    if _clock("cutoff", received) > cutoff:
        return calendar.add(day, 1)
    return day


def _clock(option: str, received: date | datetime) -> time:
    return _time(f"{option}=", f"có {option}=", received)


def _time(rule: str, rule_vi: str, received: date | datetime | None) -> time:
    if not isinstance(received, datetime):
        raise InvalidTypeError.refuse(
            "received",
            received,
            f"day and time, for {rule}, such as datetime(2026, 11, 23, 15, 30)",
            f"ngày và giờ, vì {rule_vi}, ví dụ datetime(2026, 11, 23, 15, 30)",
        )
    return local_time(received).time()


def _last(start: date, since: date | datetime | None, limit: Limit, calendar: WorkCalendar) -> date:
    """Return the last day of a limit, before a day off moves it on; `since` if its time counts."""
    if limit.unit == "hour":  # from the moment itself: art. 147.1
        begun = datetime.combine(start, _time("a limit in hours", "thời hạn tính bằng giờ", since))
        return (begun + timedelta(hours=int(limit.amount))).date()
    if not limit.is_working:
        return _moved(start, limit)
    whole, part = divmod(limit.amount, 1)
    if 0 < part <= _HALF and since is not None:
        in_morning = start != as_day("received", since) or _clock("half_days", since) < _NOON
        if in_morning and calendar.is_working(start):  # the afternoon is the first half
            return calendar.add(start, int(whole))
    return calendar.add(start, int(whole) + bool(part))


def _moved(day: date, limit: Limit) -> date:
    """Return the day so many days, or months, later: of a month that lacks it the last one."""
    if limit.unit != "month":
        return day + timedelta(int(limit.amount))
    years, month = divmod(day.month - 1 + int(limit.amount), 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _check_alone(limit: Limit, pauses: object, cutoff: object) -> None:
    """Refuse what counts days beside a limit in hours."""
    for field, given in (("pauses", pauses), ("cutoff", cutoff)):
        if given:
            raise InvalidValueError.refuse(
                field,
                given,
                f"none beside a limit of {limit}, which runs from the moment of receipt; a limit "
                "in days, such as '01 ngày làm việc', takes it",
                f"để trống khi thời hạn là {limit}, vì tính liên tục từ lúc tiếp nhận; thời hạn "
                "tính bằng ngày, ví dụ '01 ngày làm việc', mới dùng được",
            )


def _paused(last: date, asked: date, resumed: date, limit: Limit, calendar: WorkCalendar) -> date:
    """Return the last day when the time from the request to the supplement does not count."""
    if resumed <= asked:  # before the first day that counts, or on it
        return last
    if not limit.is_working:
        return max(last, asked) + (resumed - asked)  # asked on the day that a last day off moved to
    waited = calendar.working_days(asked + timedelta(1), resumed)
    left = calendar.working_days(asked + timedelta(1), last)
    return calendar.add(resumed, left) if waited or resumed > last else last


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
    if isinstance(given, Limit) and given.unit != "hour" and given.amount:
        if given.is_working:
            return calendar.add(due, -int(-given.amount // 1))
        return calendar.roll(_moved(due, given))
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
