"""When a dossier is due: its limit, the time that a supplement takes, an extension.

Time is counted by days, as no text judges by hours: the day of receipt is not counted, and a last
day that is off moves to the next working day (Bộ luật Dân sự 91/2015/QH13, art. 147, 148).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal, Self

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import Exact, check_choice, check_exact, check_flag
from cchc_lib.scale.calendar import WorkCalendar, as_day
from cchc_lib.vietnamese import format_date, parse_number
from cchc_lib.vietnamese.text import stated_text

__all__ = ["Deadline", "DueStep", "Limit", "Pause"]

_NOON = time(12)
_LONGEST = 3660

_LIMIT, _LIMIT_VI = (
    "a time limit, such as '05 ngày làm việc', '0,5 ngày làm việc', '30 ngày' or 'trong ngày'",
    "thời hạn giải quyết, ví dụ '05 ngày làm việc', '0,5 ngày làm việc', '30 ngày', 'trong ngày'",
)
_STATED = re.compile(r"(?P<amount>\d+(?:,\d+)?|1/2) ngày(?P<working> làm việc)?", re.IGNORECASE)


@attrs.frozen
class Limit:
    """How long a procedure may take: working days, also halves of them, or calendar days.

    >>> Limit.parse("05 ngày làm việc"), Limit.parse("trong ngày") == Limit.working(0)
    (Limit(days=Fraction(5, 1), is_working=True), True)
    >>> str(Limit.calendar(30)), str(Limit.parse("1/2 ngày làm việc"))
    ('30 ngày', '0,5 ngày làm việc')
    """

    days: Fraction
    is_working: bool

    @classmethod
    def working(cls, days: Exact) -> Self:
        """Return a limit in working days: 5, or halves such as `Decimal("0.5")`."""
        exact = Fraction(check_exact("Limit.days", days))
        if not 0 <= exact <= _LONGEST or exact.denominator > 2:
            raise InvalidValueError.refuse(
                "Limit.days",
                days,
                "working days, whole or halves, such as 5 or Decimal('0.5')",
                "số ngày làm việc, tròn hoặc nửa ngày, ví dụ 5 hoặc Decimal('0.5')",
            )
        return cls(exact, True)

    @classmethod
    def calendar(cls, days: int) -> Self:
        """Return a limit in calendar days, days off included."""
        exact = Fraction(check_exact("Limit.days", days))
        if not 0 <= exact <= _LONGEST or exact.denominator != 1:
            raise InvalidValueError.refuse(
                "Limit.days", days, "whole days from 0, such as 30", "số ngày tròn, ví dụ 30"
            )
        return cls(exact, False)

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
            half = found["amount"] == "1/2"
            amount = Fraction(1, 2) if half else parse_number(found["amount"])
            return cls.working(amount) if found["working"] else cls.calendar(amount)  # type: ignore[arg-type]
        except (FormatError, InvalidValueError):
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
        extension: Limit | date | None = None,
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
            extension: The new due day, or what is added to the due day. At most one, as Nghị định
                61/2018/NĐ-CP, art. 19.9 had it.
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
        given = Limit.parse(limit) if isinstance(limit, str) else limit
        if not isinstance(given, Limit):
            raise InvalidTypeError.refuse("limit", limit, _LIMIT, _LIMIT_VI)
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
                last = _paused(last, pause.asked, pause.resumed, given, days)
            after = days.roll(last)
            steps.append(DueStep("supplement", pause.resumed, due, after))
            due = after
        if extension is not None:
            after = _extended(due, extension, days)
            steps.append(DueStep("extension", due, due, after))
            due = after
        spanned = range(as_day("received", received).year, max(first, due).year + 1)
        unannounced = tuple(year for year in spanned if not days.is_announced(year))
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
    return received.time()


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
            "Pause(asked, resumed), such as Pause(date(2026, 11, 25))",
            "Pause(ngày yêu cầu, ngày bổ sung), ví dụ Pause(date(2026, 11, 25))",
        )
    if waiting or pause.asked < before:
        raise InvalidValueError.refuse(
            "pauses",
            pause.asked,
            f"requests in order, each after the supplement before came, from {before} on",
            f"các lần yêu cầu theo thứ tự, lần sau khi đã bổ sung lần trước, từ {before}",
        )
    return pause.asked


def _extended(due: date, extension: Limit | date, calendar: WorkCalendar) -> date:
    if isinstance(extension, Limit):
        if extension.is_working:
            return calendar.add(due, -int(-extension.days // 1))
        return calendar.roll(due + timedelta(int(extension.days)))
    day = as_day("extension", extension)
    if day <= due:
        raise InvalidValueError.refuse(
            "extension",
            day,
            f"a day after {due}, the due day so far, or a Limit",
            f"ngày sau ngày hẹn trả {format_date(due)}, hoặc một Limit",
        )
    return calendar.roll(day)
