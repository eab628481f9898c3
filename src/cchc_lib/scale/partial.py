"""Of how many units a figure is: who states it, who lacks it, what those come to that have it."""

from __future__ import annotations

from typing import Any

import attrs

from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure, Measured
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.agency import Agency
from cchc_lib.report.period import Period
from cchc_lib.report.printing import figure_text

__all__ = ["Contribution", "Partial", "added"]

MAX_NAMED = 5
"""How many units a footnote names before it only says how many more there are."""


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
    all parts and some wholes is the rate of nobody.
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

    @property
    def is_mixed(self) -> bool:
        """Whether what is known of it is of several groups of units, and so of none."""
        return self.common is not None or not self.stating

    def __str__(self) -> str:
        """How a footnote says it."""
        words = f"{self.stating}/{self.all} {self.of}"
        if self.lacking:
            shown = ", ".join(self.lacking[:MAX_NAMED])
            more = len(self.lacking) - MAX_NAMED
            words += f"; chưa có số liệu: {shown}" + (
                f" và {more} {self.of} khác" if more > 0 else ""
            )
        if not self.stating:
            words = f"không {self.of} nào có đủ số liệu"
        elif self.common is not None:
            words += f"; tính riêng các đơn vị có đủ số liệu: {figure_text(self.common, self.unit)}"
        return words


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
