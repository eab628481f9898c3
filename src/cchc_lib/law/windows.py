"""Reporting windows: the days a period counts, and the days on which reports are due.

Source: Nghị định 09/2019/NĐ-CP, art. 12 (days counted), 13 (due days) and 8.5b; for reports on the
reform to the ministry, Văn bản 581/BNV-CCHC. Levels above set days of their own for those below
them, so all of this is only the default of a report.
"""

from __future__ import annotations

from datetime import date

import attrs

from cchc_lib.law.sources import REFORM_GUIDE, REPORTING_DECREE
from cchc_lib.vietnamese.periods import (
    PER_YEAR,
    PeriodKind,
    PeriodKindName,
    check_index,
    check_year,
)

__all__ = ["DUE", "FIRST_DAY", "LAST_DAY", "SENDING", "WINDOWS", "DueDay", "data_window"]

WINDOWS = REPORTING_DECREE.at("Điều 12")
"""Which days are counted."""
SENDING = REPORTING_DECREE.at("Điều 8, Điều 12")
"""Between the last day counted and sending lies at least one working day."""

FIRST_DAY, LAST_DAY = 15, 14
"""Days of the month on which a window opens, in the month before, and closes."""


@attrs.frozen
class DueDay:
    """When provinces send a report: the day of the last month of its period."""

    kind: PeriodKind
    index: int | None
    day: int
    source: str


DUE = (
    DueDay(PeriodKind.QUARTER, 1, 20, REFORM_GUIDE.name),
    DueDay(PeriodKind.HALF, 1, 20, REFORM_GUIDE.name),
    DueDay(PeriodKind.QUARTER, 3, 20, REFORM_GUIDE.name),
    DueDay(PeriodKind.YEAR, None, 20, REFORM_GUIDE.name),
)
"""The four reports a year on the reform; the decree's own day for the Government is the 25th."""


def data_window(
    kind: PeriodKind | PeriodKindName, year: int, index: int | None = None
) -> tuple[date, date]:
    """Return the first and the last day counted for a period, both included.

    From the 15th of the month before the period to the 14th of its last month (Nghị định
    09/2019/NĐ-CP, art. 12). The article does not name nine months: they follow by analogy. Higher
    levels may set other days, so a window is only the default of a report.

    >>> data_window("quarter", 2025, 3)
    (datetime.date(2025, 6, 15), datetime.date(2025, 9, 14))
    >>> data_window("year", 2025)
    (datetime.date(2024, 12, 15), datetime.date(2025, 12, 14))

    Raises:
        InvalidTypeError: for a year or an index that is not an int.
        InvalidValueError: for a range, an index out of range, or a year not of four digits.
    """
    checked = check_index(kind, index)
    check_year("year", year)
    kind = PeriodKind(kind)
    if kind in PER_YEAR:
        months = 12 // PER_YEAR[kind]
        last = months * checked
    else:
        months = last = 9 if kind is PeriodKind.NINE_MONTHS else 12
    before = last - months  # 0 is December of the year before
    start = date(year, before, FIRST_DAY) if before else date(year - 1, 12, FIRST_DAY)
    return start, date(year, last, LAST_DAY)
