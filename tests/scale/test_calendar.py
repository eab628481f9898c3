"""The working days of 2021 to 2026, as the notices have them, and what is not known."""

import copy
import pickle
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib.errors import InvalidTypeError, InvalidValueError, MissingExtraError
from cchc_lib.law.holidays import FORESEEABLE, YEARS, foreseen
from cchc_lib.scale import calendar as module

WORK = cchc.WorkCalendar()
DAYS = st.dates(date(2021, 1, 1), date(2026, 6, 1))

# every weekday off and every weekend worked, month and day, written out
OFF = {
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
WORKED = {2024: "05-04", 2025: "04-26", 2026: "01-10 08-22"}
COUNTS = {2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249}


def days(table, year):
    return {date.fromisoformat(f"{year}-{day}") for day in table.get(year, "").split()}


@pytest.mark.parametrize("year", sorted(OFF))
def test_every_day_of_an_announced_year(year):
    off, worked = days(OFF, year), days(WORKED, year)
    day = date(year, 1, 1)
    while day.year == year:
        expected = day in worked or (day.weekday() < 5 and day not in off)
        assert WORK.is_working(day) is expected, day
        day += timedelta(1)
    assert WORK.working_days(date(year, 1, 1), date(year, 12, 31)) == COUNTS[year]


@pytest.mark.parametrize("known", YEARS.values(), ids=lambda known: str(known.year))
def test_days_off_are_weekdays_and_days_worked_weekends(known):
    assert all(day.weekday() < 5 and day.year == known.year for day in known.off)
    assert all(day.weekday() >= 5 and day.year == known.year for day in known.worked)
    assert {off for off, _ in known.swaps} <= known.off
    assert {worked for _, worked in known.swaps} == known.worked
    assert known.notices


def test_the_package_knows_the_rest_of_the_law():
    # what it lacks of the announced years is named here, so that a change of it is seen
    lacking = {
        day
        for year, known in YEARS.items()
        for day in known.off ^ {day for day in foreseen(year) if day.weekday() < 5}
    }
    assert lacking == {date(2026, 1, 2)}


def test_a_year_without_a_notice_is_refused():
    with pytest.raises(InvalidValueError, match=r"2027.*announced \(2021 to 2026\)") as raised:
        WORK.is_working(date(2027, 1, 4))
    assert "năm đã có thông báo lịch nghỉ" in raised.value.message_vi
    with pytest.raises(InvalidValueError):
        WORK.add(date(2026, 12, 31), 1)
    assert not WORK.is_announced(2027)
    assert WORK.is_announced(2026)


def test_or_answered_provisionally_when_asked():
    asked = cchc.WorkCalendar(provisional=True)
    assert asked.add(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert not asked.is_working(date(2027, 11, 24))
    # 24/11 is not among the holidays of art. 112, so one on a Saturday is not made up
    assert date(2029, 11, 24).weekday() == 5
    assert asked.is_working(date(2029, 11, 26))
    assert not asked.is_announced(2027)
    with pytest.raises(InvalidValueError):
        asked.is_working(date(FORESEEABLE[-1] + 1, 1, 4))


def test_an_announced_year_needs_no_package_and_another_names_the_extra(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    asked = cchc.WorkCalendar(provisional=True)
    assert asked.is_working(date(2026, 11, 23))
    with pytest.raises(MissingExtraError, match=r"holidays.*cchc-lib\[deadlines\]"):
        asked.is_working(date(2027, 1, 4))


def test_days_of_ones_own():
    storm = cchc.WorkCalendar(off=[date(2026, 9, 30)], worked=[date(2026, 10, 3)])
    assert storm.add(date(2026, 9, 29), 1) == date(2026, 10, 1)
    assert storm.is_working(date(2026, 10, 3))
    announced_later = cchc.WorkCalendar(off=[date(2026, 11, 23)], worked=[date(2026, 11, 24)])
    assert announced_later.is_working(date(2026, 11, 24))
    with pytest.raises(InvalidValueError, match="not in off"):
        cchc.WorkCalendar(off=[date(2026, 9, 30)], worked=[date(2026, 9, 30)])
    for bad in ("2026-09-30", [1], 5):
        with pytest.raises(InvalidTypeError):
            cchc.WorkCalendar(off=bad)


def test_a_calendar_is_a_value():
    WORK.is_working(date(2026, 1, 5))
    assert WORK == cchc.WorkCalendar() == pickle.loads(pickle.dumps(WORK)) == copy.deepcopy(WORK)


@pytest.mark.parametrize("bad", [2026, "2026-01-05", None])
def test_what_is_no_day_is_refused(bad):
    with pytest.raises(InvalidTypeError):
        WORK.is_working(bad)


@pytest.mark.parametrize("bad", [-1, 1.0, True, 20_001])
def test_what_is_no_number_of_days_is_refused(bad):
    with pytest.raises((InvalidTypeError, InvalidValueError)):
        WORK.add(date(2026, 1, 5), bad)


@given(DAYS, st.integers(1, 60), st.integers(0, 60))
def test_adding_in_two_steps_is_adding_at_once(day, one, other):
    assert WORK.add(WORK.add(day, one), other) == WORK.add(day, one + other)
    assert WORK.is_working(WORK.add(day, one))


@given(DAYS, st.integers(1, 60))
def test_between_a_day_and_so_many_working_days_later_are_so_many(day, working):
    end = WORK.add(day, working)
    assert WORK.working_days(day + timedelta(1), end) == working


@given(DAYS, DAYS)
def test_working_days_of_two_spans_are_those_of_both(one, other):
    first, last = sorted((one, other))
    middle = first + (last - first) // 2
    parts = WORK.working_days(first, middle) + WORK.working_days(middle + timedelta(1), last)
    assert WORK.working_days(first, last) == parts
    assert WORK.working_days(last + timedelta(1), first) == 0


def test_a_time_is_the_day_it_falls_on():
    assert WORK.is_working(datetime.combine(date(2026, 11, 23), time(23, 59)))
    assert not WORK.is_working(datetime.combine(date(2026, 11, 24), time(0, 1)))
