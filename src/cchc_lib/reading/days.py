"""Days as prose writes them, and the days that a text is of."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from cchc_lib.reading.prose import Prose

__all__ = ["DAY", "SPAN", "WRITTEN_DAY", "day_of", "latest_day", "own_day", "window"]

_REST = (
    r"[0-9]?(?:\s?[/-]\s?[0-9]{1,2}\s?[/-]\s?[0-9]{4}|\.[0-9]{1,2}\.(?:19|20)[0-9]{2}|"
    r" tháng [0-9]{1,2} năm [0-9]{4})"
)
DAY = rf"[0-9]{_REST}"
"""A day with its year."""

WRITTEN_DAY = re.compile(rf"[0-9](?<![\w/.-][0-9]){_REST}(?![\w/])")
_SAME_YEAR = r"[0-9]{1,2}(?:\s?[/-]\s?[0-9]{1,2}|\.[0-9]{1,2}| tháng [0-9]{1,2})"
SPAN = re.compile(
    rf"từ (?:(?:ngày )?(?P<start>{DAY}|{_SAME_YEAR})|ngày (?P<same_month>[0-9]{{1,2}})) "
    rf"đến (?:hết )?(?:ngày )?(?P<end>{DAY})"
)
"""From one day to another, in lower case; what they have in common may stand once."""

_OWN = re.compile(
    r"(?mi)^(?![ \t(]*(?:căn cứ|thực hiện|theo|xét|kèm)\b)(?:[0-9]{1,2} )?"
    r"[^\n,0-9]{2,60}(?<! )(?: [0-9]{1,2})?, "
    r"ngày (?P<day>[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})[ \t]*$"
)
_HEAD = 2000
"""Characters within which a document says its day, place before it."""

_TITLE = re.compile(r"báo cáo[^.;]{0,200}?năm (?P<year>20[0-9]{2})", re.IGNORECASE)


def day_of(text: str) -> date | None:
    """Return the day that digits name, or `None` when there is no such day."""
    day, month, year = map(int, re.findall("[0-9]+", text))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ends(span: re.Match[str]) -> tuple[date | None, date | None]:
    """Return the first and the last day; a first one without its year is no later than the last.

    >>> _ends(SPAN.match("từ 03/10 đến 15/12/2025"))
    (datetime.date(2025, 10, 3), datetime.date(2025, 12, 15))
    >>> _ends(SPAN.match("từ 15/12 đến 14/3/2023"))[0]
    datetime.date(2022, 12, 15)
    >>> _ends(SPAN.match("từ ngày 5 đến ngày 9/3/2023"))[0]
    datetime.date(2023, 3, 5)
    """
    end = day_of(span["end"])
    first = [*map(int, re.findall("[0-9]+", span["start"] or span["same_month"]))]
    if len(first) == 3:
        return day_of(span["start"]), end
    if end is None:
        return None, None
    day, month = first if len(first) == 2 else (first[0], end.month)
    year = end.year - ((month, day) > (end.month, end.day))
    return day_of(f"{day}/{month}/{year}"), end


def latest_day(prose: Prose) -> date | None:
    """Return the latest day that a text names: it was written then or later."""
    days = (day_of(found[0]) for found in WRITTEN_DAY.finditer(prose.flat))
    return max((day for day in days if day is not None), default=None)


def own_day(prose: Prose) -> date | None:
    """Return the day of the document itself, which stands behind the place at its head."""
    found = _OWN.search(prose.source.text[:_HEAD].replace("\xa0", " "))
    return day_of(found["day"]) if found else None


def window(prose: Prose) -> tuple[date | None, date | None]:
    """Return the days between which a text says that its figures were counted.

    Of several the one named most often; none where two are named as often. One whose year stands
    once counts half: alone it is as likely the time of some event. Without a window, the year of
    the title tells when it begins.
    """
    spans: Counter[tuple[date | None, date | None]] = Counter()
    for found in SPAN.finditer(prose.lower):
        spans[_ends(found)] += 2 if re.fullmatch(DAY, found["start"] or "") else 1
    most = spans.most_common(2)
    if most and most[0][1] > 1 and (len(most) == 1 or most[0][1] > most[1][1]):
        return most[0][0]
    title = _TITLE.search(prose.flat[:_HEAD])
    return (date(int(title["year"]), 1, 1), None) if title else (None, None)
