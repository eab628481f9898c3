"""Reports sorted by unit and period: which are counted, and which are set aside and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

import attrs

from cchc_lib.errors import InvalidValueError
from cchc_lib.exchange.data import to_dict
from cchc_lib.report.agency import Agency
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.scale.identity import identities
from cchc_lib.scale.together import alphabetical

__all__ = ["Aside", "Counted", "Gap", "Sorted", "Why", "joined", "sort_out"]


class Why(StrEnum):
    """Why a report is set aside."""

    SAME = "same"
    """It is there twice, word for word."""
    TWICE = "twice"
    """Another one of the same unit and period, issued later, is counted."""
    OVERLAP = "overlap"
    """Its days are in another report of the same unit."""
    WHOLE = "whole"
    """It is of the agency for which all are added up."""
    OTHER_PERIOD = "other period"
    """It is of other days than the period, or the unit has another that fits it better."""


@attrs.frozen
class Aside:
    """A report that is not counted, why, and the one that is counted in its place."""

    report: ReportHead
    why: Why
    other: ReportHead | None = None


@attrs.frozen
class Gap:
    """Two reports of one unit with days between them that neither counts."""

    before: ReportHead
    after: ReportHead


@attrs.frozen
class Counted:
    """The reports of one unit that are counted, in the order of their periods."""

    unit: str
    reports: tuple[ReportHead, ...]

    @property
    def agency(self) -> Agency:
        """The unit, as its last report names it."""
        return self.reports[-1].agency

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day that is counted."""
        return self.reports[0].period.start, max(each.period.end for each in self.reports)


@attrs.frozen(kw_only=True)
class Sorted:
    """Reports sorted out; units in an order of their own, whatever order they came in."""

    counted: tuple[Counted, ...]
    aside: tuple[Aside, ...]
    gaps: tuple[Gap, ...]
    period: Period


def sort_out(reports: Sequence[ReportHead], agency: Agency | None, period: Period | None) -> Sorted:
    """Return which reports count: of each unit those of the period, whose days do not overlap.

    Of two for the same days the one issued last counts, then that of the higher number. A report of
    just the days of the period goes before those of some of them, and these before one that reaches
    beyond. Of reports whose days overlap, the one that begins first and reaches furthest.

    Raises:
        InvalidValueError: when a period is asked for and no report has a day of it.
    """
    names = identities([*(each.agency for each in reports), *([agency] if agency else [])])
    whole = names[len(reports)] if agency else None
    by_unit: dict[str, list[ReportHead]] = {}
    for name, report in zip(names, reports, strict=False):
        by_unit.setdefault(name, []).append(report)
    aside: list[Aside] = []
    if whole is not None and len(by_unit) > 1:
        aside += [Aside(each, Why.WHOLE) for each in by_unit.pop(whole, ())]
    in_order = sorted(by_unit, key=alphabetical)
    if period is None:
        every = [
            Counted(name, _of_unit(by_unit[name], None)[0])
            for name in sorted(by_unit, key=alphabetical)
        ]
        period = (
            joined([each.period for each in every[0].reports]) if len(every) == 1 else _usual(every)
        )
    counted: list[Counted] = []
    for name in in_order:
        kept, left = _of_unit(by_unit[name], period)
        counted += [Counted(name, kept)] if kept else []
        aside += left
    if not counted:
        raise InvalidValueError.refuse(
            "period",
            str(period),
            f"a period of which there are reports, such as {reports[0].period}",
            f"kỳ có báo cáo, ví dụ {reports[0].period}",
        )
    gaps = [
        Gap(before, after)
        for each in counted
        for before, after in zip(each.reports, each.reports[1:], strict=False)
        if after.period.start - before.period.end > timedelta(1)
    ]
    return Sorted(counted=tuple(counted), aside=tuple(aside), gaps=tuple(gaps), period=period)


def _of_unit(
    reports: list[ReportHead], period: Period | None
) -> tuple[tuple[ReportHead, ...], list[Aside]]:
    """Return the reports of one unit that count, and those that do not."""
    by_days: dict[tuple[date, date], list[ReportHead]] = {}
    for report in reports:
        by_days.setdefault((report.period.start, report.period.end), []).append(report)
    aside: list[Aside] = []
    chosen: list[ReportHead] = []
    fitting = _fitting(by_days, period)
    for days in sorted(by_days, key=lambda days: (days[0], -days[1].toordinal())):
        same = by_days[days]
        if days not in fitting:
            aside += [Aside(report, Why.OTHER_PERIOD) for report in same]
            continue
        best = same[0] if len(same) == 1 else max(same, key=_latest)
        seen = False
        for report in same:
            if report == best:
                if seen:
                    aside.append(Aside(report, Why.SAME, best))
                seen = True
            else:
                aside.append(Aside(report, Why.TWICE, best))
        if chosen and best.period.start <= max(each.period.end for each in chosen):
            over = next(each for each in chosen if best.period.start <= each.period.end)
            aside.append(Aside(best, Why.OVERLAP, over))
        else:
            chosen.append(best)
    own = chosen[0] if chosen else None
    return tuple(chosen), [
        attrs.evolve(each, other=own) if each.why is Why.OTHER_PERIOD else each for each in aside
    ]


def _fitting(
    days: Collection[tuple[date, date]], period: Period | None
) -> Collection[tuple[date, date]]:
    """Return the windows that count for a period: its own, else those in it, else those over it."""
    if period is None:
        return days
    own = (period.start, period.end)
    if own in days:
        return [own]
    over = [each for each in days if each[0] <= own[1] and own[0] <= each[1]]
    within = [each for each in over if own[0] <= each[0] and each[1] <= own[1]]
    return within or over


def _latest(report: ReportHead) -> tuple[date, int, str]:
    return (
        report.issued or date.min,
        report.number or 0,
        json.dumps(to_dict(report), ensure_ascii=False, sort_keys=True),
    )


def _usual(counted: Sequence[Counted]) -> Period:
    """Return the period of most units: the latest, then the longest, of those equally usual."""
    times = Counter(each.window for each in counted)
    first, last = max(times, key=lambda days: (times[days], days[1], days[1] - days[0]))
    named = {
        each.reports[0].period
        for each in counted
        if len(each.reports) == 1 and each.window == (first, last)
    }
    if named:
        return min(named, key=repr)
    return joined([each.period for each in counted[0].reports] if len(counted) == 1 else [
        report.period for each in counted if each.window == (first, last) for report in each.reports
    ])  # fmt: skip


def joined(periods: Sequence[Period]) -> Period:
    """Return the one period that several make up.

    It has its usual name where they fill usual days; otherwise it is called by its parts.

    >>> str(joined([Period.quarter(2026, 1), Period.quarter(2026, 2)]))
    '6 tháng đầu năm 2026'
    >>> str(joined([Period.quarter(2026, 1), Period.quarter(2026, 3)]))
    'quý I và quý III năm 2026'
    >>> found = joined([Period.month(2026, month) for month in (2, 3, 4, 6)])
    >>> str(found), found.start
    ('tháng 02 đến tháng 4 và tháng 6 năm 2026', datetime.date(2026, 1, 15))
    """
    if len({(each.start, each.end) for each in periods}) == 1:
        return min(periods, key=repr)
    first, last = min(each.start for each in periods), max(each.end for each in periods)
    year = max(each.calendar_year for each in periods)
    made: list[Period] = [
        *(Period.quarter(year, quarter) for quarter in range(1, 5)),
        *(Period.half(year, half) for half in (1, 2)),
        *(Period.nine_months(year), Period.year(year)),
    ]
    usual = next((each for each in made if (each.start, each.end) == (first, last)), None)
    runs = _runs(periods)
    if usual is not None:
        return usual if len(runs) == 1 else attrs.evolve(usual, label=_parts(runs))
    since = min(each.calendar_year for each in periods)
    if since < year:
        found = Period.years(since, year, start=first, end=last)
    else:
        found = Period.year(year, start=first, end=last)
    return attrs.evolve(found, label=_parts(runs))


def _runs(periods: Sequence[Period]) -> list[list[Period]]:
    """Return periods in their order, those together between which no day lies."""
    runs: list[list[Period]] = []
    for each in sorted(periods, key=lambda each: (each.start, each.end, repr(each))):
        if not runs or each.start - max(one.end for one in runs[-1]) > timedelta(1):
            runs.append([each])
        elif (each.start, each.end) != (runs[-1][-1].start, runs[-1][-1].end):
            runs[-1].append(each)
    return runs


def _parts(runs: Sequence[Sequence[Period]]) -> str:
    """Return how a period is called by its parts, their common year said once."""
    named = [[str(each) for each in run] for run in runs]
    _, mark, number = named[-1][-1].rpartition(" năm ")
    year = mark + number
    if not all(name.endswith(year) for names in named for name in names):
        year = ""
    said: list[str] = []
    for names in named:
        short = [name.removesuffix(year) for name in names]
        said += [f"{short[0]} đến {short[-1]}"] if len(short) > 2 else short
    *most, last = said
    return (f"{', '.join(most)} và {last}" if most else last) + year
