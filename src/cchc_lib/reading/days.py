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
SPAN = re.compile(rf"từ (?:ngày )?(?P<start>{DAY}) đến (?:hết )?(?:ngày )?(?P<end>{DAY})")
"""From one day to another, in lower case."""

_OWN = re.compile(
    r"(?m)^[^\n,0-9]{2,60}, ngày (?P<day>[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})[ \t]*$"
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

    Of several the one named most often; none where two are named as often. Without one, the year
    of the title tells when it begins.
    """
    spans = Counter(
        (day_of(found["start"]), day_of(found["end"])) for found in SPAN.finditer(prose.lower)
    )
    most = spans.most_common(2)
    if most and (len(most) == 1 or most[0][1] > most[1][1]):
        return most[0][0]
    title = _TITLE.search(prose.flat[:_HEAD])
    return (date(int(title["year"]), 1, 1), None) if title else (None, None)
