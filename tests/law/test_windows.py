"""The windows of Nghị định 09/2019/NĐ-CP, art. 12, and the days on which reports are due."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.law.windows import DUE, data_window
from cchc_lib.vietnamese import PeriodKind, period_name

PARTS = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}


@pytest.mark.parametrize(
    ("kind", "index", "start", "end"),
    [
        ("month", 1, date(2024, 12, 15), date(2025, 1, 14)),
        ("month", 3, date(2025, 2, 15), date(2025, 3, 14)),
        ("month", 12, date(2025, 11, 15), date(2025, 12, 14)),
        ("quarter", 1, date(2024, 12, 15), date(2025, 3, 14)),
        ("quarter", 2, date(2025, 3, 15), date(2025, 6, 14)),
        ("quarter", 3, date(2025, 6, 15), date(2025, 9, 14)),
        ("quarter", 4, date(2025, 9, 15), date(2025, 12, 14)),
        ("half", 1, date(2024, 12, 15), date(2025, 6, 14)),
        ("half", 2, date(2025, 6, 15), date(2025, 12, 14)),
        ("nine_months", None, date(2024, 12, 15), date(2025, 9, 14)),
        ("year", None, date(2024, 12, 15), date(2025, 12, 14)),
    ],
)
def test_windows(kind, index, start, end):
    assert data_window(kind, 2025, index) == (start, end)
    assert data_window(PeriodKind(kind), 2025, index) == (start, end)


@given(st.integers(1001, 9998), st.sampled_from(sorted(PARTS)))
def test_windows_of_one_kind_leave_no_gap(year, kind):
    windows = [data_window(kind, year, index) for index in range(1, PARTS[kind] + 1)]
    windows.append(data_window(kind, year + 1, 1))
    for (_, end), (start, _) in pairwise(windows):
        assert start == end + timedelta(days=1)
    assert (windows[0][0], windows[-2][1]) == data_window(PeriodKind.YEAR, year)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((PeriodKind.QUARTER, 2025, 5), InvalidValueError),
        ((PeriodKind.QUARTER, 2025, 0), InvalidValueError),
        ((PeriodKind.QUARTER, 2025), InvalidTypeError),
        ((PeriodKind.QUARTER, 2025, True), InvalidTypeError),
        ((PeriodKind.QUARTER, 2025.0, 1), InvalidTypeError),
        ((PeriodKind.QUARTER, 25, 1), InvalidValueError),
        ((PeriodKind.YEAR, 2025, 1), InvalidValueError),
        ((PeriodKind.RANGE, 2025), InvalidValueError),
        (("quarter", 2025, 5), InvalidValueError),
        (("quartre", 2025, 1), InvalidValueError),
        ((4, 2025, 1), InvalidTypeError),
    ],
)
def test_impossible_windows_are_refused(arguments, error):
    with pytest.raises(error):
        data_window(*arguments)


@pytest.mark.parametrize("due", DUE, ids=lambda due: f"{due.kind} {due.index}")
def test_a_report_is_due_after_its_window_in_the_last_month_of_its_period(due):
    assert period_name(due.kind, 2025, due.index)
    _, end = data_window(due.kind, 2025, due.index)
    assert date(end.year, end.month, due.day) >= end + timedelta(days=2)
