"""The reporting period and its data window."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from cchc_lib.errors import InvalidTypeError, refusal
from cchc_lib.model.fields import check_order, day
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.periods import (
    PeriodKind,
    data_window,
    period_name,
)

__all__ = ["Period"]


def _window_start(period: Period) -> date:
    return data_window(period.kind, period.number, period.index)[0]


def _window_end(period: Period) -> date:
    return data_window(period.kind, period.number, period.index)[1]
