"""What is drawn of many units, periods and rows: results of the library over reports and rows."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cchc_lib.families.cchc import Report
from cchc_lib.report.period import Period
from cchc_lib.scale.calendar import WorkCalendar
from cchc_lib.scale.columns import LABELS, RowColumns
from cchc_lib.scale.deadlines import Pause
from cchc_lib.scale.limits import Limit
from cchc_lib.scale.many import Rendered
from cchc_lib.scale.partial import Partial
from cchc_lib.scale.reconcile import Residual
from cchc_lib.scale.rows import count_rows
from cchc_lib.scale.scores import Score, ScoreItem, ScoreRow, ScoreScheme, load_scheme, score
from cchc_lib.scale.statuses import POLICIES, SIDE_STATES, DossierState, StatusPolicy
from cchc_lib.scale.tallies import RowCounts
from cchc_lib.scale.units import UnitReports
from cchc_lib.testing import values
from cchc_lib.testing.report import reports

__all__ = ["STRATEGIES"]

_SCHEMES = "766", "224"


@st.composite
def _rows(draw: st.DrawFn) -> dict[str, Any]:
    received = draw(values.days(date(2026, 1, 2), date(2026, 6, 30)))
    return {
        LABELS["code"]: draw(st.integers(1, 99).map("H1.2-{:04}".format)),
        LABELS["sector"]: draw(st.sampled_from(["Hộ tịch", "Đất đai", ""])),
        LABELS["channel"]: draw(st.sampled_from(["Trực tuyến", "Trực tiếp", "qua bưu chính"])),
        LABELS["received"]: received,
        LABELS["due"]: received + timedelta(draw(st.integers(1, 30))),
        LABELS["ended"]: draw(st.none() | st.just(received + timedelta(draw(st.integers(0, 40))))),
    }


def _counted(rows: list[dict[str, Any]], policy: str) -> RowCounts:
    return count_rows(rows, start=date(2026, 1, 1), end=date(2026, 6, 30), policy=policy)


def _columns(heads: list[str]) -> RowColumns:
    channel, received, due, ended, *more = heads
    code = more[0] if more else None
    return RowColumns(channel=channel, received=received, due=due, ended=ended, code=code)


def _places(waiting: str, ended: list[Any]) -> StatusPolicy:
    others = [state for state in SIDE_STATES if state is not DossierState.SUPPLEMENTING]
    held = dict(zip(others, ended, strict=True)) | {DossierState.SUPPLEMENTING: waiting}
    return StatusPolicy("của đơn vị", "quy ước của đơn vị", held)


def _residual(label: str, ours: int, more: int) -> Residual:
    theirs = ours + more
    return Residual(id="x", label=label, unit="", ours=ours, theirs=theirs, difference=-more)


def _pause(asked: date, days: int | None) -> Pause:
    return Pause(asked, None if days is None else asked + timedelta(days))


@st.composite
def _partials(draw: st.DrawFn) -> Partial:
    lacking = draw(st.lists(values.names(), min_size=1, max_size=4))
    stating = draw(st.integers(0, 5))
    count, value = stating + len(lacking), draw(values.counts())
    return Partial("x", draw(values.names()), stating, count, (*lacking,), value)


def _calendar(provisional: bool, days: list[date], of: int) -> WorkCalendar:
    return WorkCalendar(provisional=provisional, off=days[:of], worked=days[of:])


def _items() -> SearchStrategy[ScoreItem]:
    return st.sampled_from(_SCHEMES).flatmap(lambda id: st.sampled_from(load_scheme(id).items))


def _scores() -> SearchStrategy[Score]:
    dated = reports(period=st.integers(2023, 2025).map(Period.year))
    return st.builds(score, dated, st.just("766"))


STRATEGIES: dict[type, SearchStrategy[Any]] = {
    WorkCalendar: st.builds(
        _calendar,
        st.booleans(),
        st.lists(values.days(), max_size=6, unique=True),
        st.integers(0, 6),
    ),
    Limit: st.builds(Limit.calendar, st.integers(0, 90))
    | st.builds(Limit.working, st.integers(0, 360).map(lambda hours: Fraction(hours, 8)))
    | st.builds(Limit.months, st.integers(0, 36))
    | st.builds(Limit.hours, st.integers(0, 96)),
    Partial: _partials(),
    Pause: st.builds(_pause, values.days(), st.none() | st.integers(0, 60)),
    Rendered: st.builds(Rendered, place=values.counts(), path=values.names().map(Path)),
    Residual: st.builds(_residual, values.names(), values.counts(), st.integers(1, 99)),
    RowColumns: st.lists(values.names(), min_size=4, max_size=5, unique=True).map(_columns),
    RowCounts: st.builds(
        _counted, st.lists(_rows(), min_size=1, max_size=6), st.sampled_from([*POLICIES])
    ),
    Score: st.deferred(_scores),
    ScoreItem: st.deferred(_items),
    ScoreRow: st.deferred(_scores).flatmap(lambda made: st.sampled_from(made.rows)),
    ScoreScheme: st.sampled_from(_SCHEMES).map(load_scheme),
    StatusPolicy: st.builds(
        _places,
        st.sampled_from(["apart", "in_time", "pending", "on_time"]),
        st.lists(
            st.sampled_from(["apart", "on_time", "by_day"]),
            min_size=len(SIDE_STATES) - 1,
            max_size=len(SIDE_STATES) - 1,
        ),
    ),
    UnitReports: st.builds(
        UnitReports,
        st.lists(reports(Report), min_size=1, max_size=2),
        agency=values.agencies(),
    ),
}
"""By the public class: what `st.from_type` draws of it."""
