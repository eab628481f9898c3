"""Days off and days worked of civil servants, by year, as the yearly notices fix them.

The law names the holidays (Bộ luật Lao động 45/2019/QH14, art. 112; Nghị quyết 28/2026/QH16 adds
24/11), but not the days: those of Tết, the second day of Quốc khánh and every swap of a day off
for a weekend day worked come by a notice for one year. So a year is known when its notices are.

What a year without notices would have by the text alone is left to the package `holidays`, which
knows the lunar calendar, and is provisional by its nature.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from cchc_lib.law.sources import CULTURE_DAY, LABOUR_CODE

__all__ = [
    "CULTURE",
    "FORESEEABLE",
    "HOLIDAYS",
    "MADE_UP",
    "YEARS",
    "NoticedYear",
    "foreseen",
]

HOLIDAYS = LABOUR_CODE.at("Điều 112")
"""Which days are holidays: eleven a year."""
MADE_UP = LABOUR_CODE.at("Điều 111")
"""A weekly day of rest that is one of these holidays is made up on the next working day."""
CULTURE = CULTURE_DAY.at("Điều 2")
"""24/11, the twelfth. It is not among those of Điều 112, so it is not made up."""

FORESEEABLE = range(2013, 2100)
"""Years of which a provisional answer can be given: the lunar calendar is tabled to 2099."""


def _days(year: int, stated: str) -> Iterator[date]:
    for each in stated.split():
        first, _, last = each.partition("..")
        day, end = (date(year, *map(int, text.split("-"))) for text in (first, last or first))
        while day <= end:
            yield day
            day += timedelta(1)


@attrs.frozen
class NoticedYear:
    """A year whose days off are fixed by notices.

    `off` are the days from Monday to Friday that are not worked, `worked` the days of weekends
    that are; a swap is a pair of both: (day off, day worked for it).
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    swaps: tuple[tuple[date, date], ...]
    notices: str


def _noticed(year: int, off: str, notices: str, *swaps: tuple[str, str]) -> NoticedYear:
    pairs = tuple(
        (day_off, worked)
        for first, second in swaps
        for day_off, worked in [(*_days(year, first), *_days(year, second))]
    )
    worked = frozenset(worked for _, worked in pairs)
    return NoticedYear(year, frozenset(_days(year, off)), worked, pairs, notices)


_UNTIL_2024 = "Thông báo số 4875, 119, 5034, 5015, 1570/TB-LĐTBXH (các năm 2021 - 2024)"

YEARS = {
    each.year: each
    for each in (
        _noticed(
            2021,
            "01-01 02-10..02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
            _UNTIL_2024,
        ),
        _noticed(2022, "01-03 01-31..02-04 04-11 05-02 05-03 09-01 09-02", _UNTIL_2024),
        _noticed(2023, "01-02 01-20 01-23..01-26 05-01..05-03 09-01 09-04", _UNTIL_2024),
        _noticed(
            2024,
            "01-01 02-08 02-09 02-12..02-14 04-18 04-29..05-01 09-02 09-03",
            _UNTIL_2024,
            ("04-29", "05-04"),
        ),
        _noticed(
            2025,
            "01-01 01-27..01-31 04-07 04-30..05-02 09-01 09-02",
            "Thông báo 6150/TB-BLĐTBXH",
            ("05-02", "04-26"),
        ),
        _noticed(
            2026,
            "01-01 01-02 02-16..02-20 04-27 04-30 05-01 08-31..09-02 11-24",
            "Thông báo 9441/TB-BNV; Công văn 12729/VPCP-KGVX, 3383/BNV-CVL",
            ("01-02", "01-10"),
            ("08-31", "08-22"),
        ),
    )
}
"""The years that are known. One more is one entry, when its notice is out; none is guessed."""


def foreseen(year: int) -> frozenset[date]:
    """Return the days off that a year would have by the text of the law, without any notice.

    It holds no swap and fixes the days of Tết by custom, so it may differ from the notice that
    comes. Needs the package `holidays`.

    Raises:
        ImportError: when that package is not installed.
    """
    from holidays import country_holidays

    culture = date(year, 11, 24)
    named = country_holidays("VN", years=year, language="vi").items()
    return frozenset(
        day for day, name in named if day.year == year and ("Văn hóa" not in name or day == culture)
    )
