"""Of how many units a figure is: who states it, who lacks it, what those come to that have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import attrs

from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure, Measured
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.agency import Agency
from cchc_lib.report.claims import Coverage, Mark
from cchc_lib.report.period import Period
from cchc_lib.report.printing import figure_text
from cchc_lib.scale.gather import Gap
from cchc_lib.vietnamese.dates import format_date

__all__ = ["Contribution", "Partial", "added", "days_between"]

MAX_NAMED = 5
"""How many units a footnote names before it only says how many more there are."""


def days_between(gap: Gap) -> str:
    """Return how a footnote says that the days between two periods are counted nowhere."""
    first = gap.before.period.end + timedelta(1)
    last = gap.after.period.start - timedelta(1)
    return f"không có số liệu từ ngày {format_date(first)} đến ngày {format_date(last)}"


@attrs.frozen
class Contribution:
    """What one unit states of a figure; `figure` is `None` where it states nothing."""

    agency: Agency
    period: Period
    figure: Figure | None


@attrs.frozen
class Partial:
    """A figure that not every unit states.

    `stating` and `all` are how many do and how many there are, `lacking` who does not. `common` is
    what those come to that state all of it, where that is not what the known facts give: a rate of
    all parts and some wholes is the rate of nobody. `below` is which units state a figure that is
    itself of some of theirs, by its mark, `without` which days between periods are counted nowhere.
    Sums can do without what `is_spare`: who has none of it need not say so.
    """

    id: str
    label: str
    stating: int
    all: int
    lacking: tuple[str, ...]
    value: Measured
    common: Measured | None = None
    unit: str = ""
    of: str = "đơn vị"
    below: tuple[tuple[str, Mark], ...] = ()
    without: tuple[str, ...] = ()
    is_spare: bool = False

    @property
    def lacks_units(self) -> bool:
        """Whether some units, or some below them, do not state it."""
        return bool(self.lacking or self.is_mixed or self.below)

    @property
    def is_mixed(self) -> bool:
        """Whether what is known of it is of several groups of units, and so of none."""
        return (
            self.common is not None
            or not self.stating
            or any(mark.coverage is Coverage.MIXED for _, mark in self.below)
        )

    @property
    def mark(self) -> Mark:
        """What is said of the figure in the report of all."""
        coverage = Coverage.MIXED if self.is_mixed else Coverage.SOME
        return Mark(source=str(self), coverage=coverage)

    def __str__(self) -> str:
        """How a footnote says it."""
        words: list[str] = []
        if not self.stating:
            words.append(f"không {self.of} nào có đủ số liệu")
        elif self.lacking and self.is_spare:
            words.append(f"{self.stating}/{self.all} {self.of} nêu số này")
        elif self.lacking or self.common is not None:
            words.append(f"{self.stating}/{self.all} {self.of}")
            if self.lacking:
                words.append(f"chưa có số liệu: {self._named(self.lacking, ', ')}")
            if self.common is not None:
                common = figure_text(self.common, self.unit)
                words.append(f"tính riêng các đơn vị có đủ số liệu: {common}")
        below = [
            f"số liệu của {name} là của {mark.source or mark.coverage.label}"
            for name, mark in self.below
        ]
        for held in (below, self.without):
            if held:
                words.append(self._named(held, "; "))
        return "; ".join(words)

    def _named(self, names: Iterable[str], between: str) -> str:
        names = list(names)
        more = len(names) - MAX_NAMED
        return between.join(names[:MAX_NAMED]) + (f" và {more} {self.of} khác" if more > 0 else "")


def added(values: list[Any]) -> Any:
    """Return what figures of units come to: counts, rates as part and whole, changes as now, then.

    `None` where none is known, or figures of the kind do not add up.
    """
    if not values:
        return None
    if all(type(value) is int for value in values):
        return sum(values)
    if all(isinstance(value, Ratio) for value in values):
        return Ratio(sum(each.part for each in values), sum(each.whole for each in values))
    if all(isinstance(value, Change) and type(value.now) is int for value in values):
        return Change(sum(each.now for each in values), sum(each.then for each in values))
    return None
