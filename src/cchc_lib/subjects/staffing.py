"""The apparatus: who was in post on which day, and who left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.report.fields import add, count, day, narrative, one, ratio, several, words
from cchc_lib.subjects.plan import Group

__all__ = ["Departures", "PartTimeStaff", "Staffing", "StaffingSnapshot"]


@attrs.frozen(kw_only=True)
class StaffingSnapshot:
    """Staff in post on one day, by group.

    >>> StaffingSnapshot(groups=[Group(name="Chủ tịch", count=1),
    ...                          Group(name="Phó Chủ tịch", count=2)]).total
    3
    """

    day: date | None = day()
    groups: Sequence[Group] = several(Group)

    @property
    @figure(unit="người", formula="sum(groups.count)")
    def total(self) -> int | None:
        """Staff in post, of all groups."""
        return add(*(group.count for group in self.groups))


def _clause(text: str) -> str:
    """Return words that end a sentence without the period that the sentence adds."""
    return text.rstrip(" .")


@attrs.frozen(kw_only=True)
class Departures:
    """People who left with a benefit, counted by regime, by origin, or both ways.

    The two ways count the same people, so their sums must agree; where they do not, the object
    holds both and the audit says so. `status` is where their benefits stand, in the agency's words.
    """

    since: date | None = day()
    until: date | None = day()
    by_regime: Sequence[Group] = several(Group)
    by_origin: Sequence[Group] = several(Group)
    status: str | None = words(tidy=_clause)

    @property
    @figure(unit="người", formula="sum(by_regime.count)")
    def regime_total(self) -> int | None:
        """People who left, counted by regime."""
        return add(*(group.count for group in self.by_regime))

    @property
    @figure(unit="người", formula="sum(by_origin.count)")
    def origin_total(self) -> int | None:
        """People who left, counted by where they came from."""
        return add(*(group.count for group in self.by_origin))


@attrs.frozen(kw_only=True)
class PartTimeStaff:
    """Non-specialised workers who left, and where their files stand."""

    since: date | None = day()
    legal_basis: Citation | None = one(Citation)
    decided: int | None = count("người")
    under_review: int | None = count("người")

    @property
    @figure(unit="người", formula="decided + under_review")
    def departed(self) -> int | None:
        """Workers who left, decided on or under review."""
        return add(self.decided, self.under_review)


@attrs.frozen(kw_only=True)
class Staffing:
    """Staff against the quota, day by day, and departures."""

    quota: int | None = count("người")
    snapshots: Sequence[StaffingSnapshot] = several(StaffingSnapshot)
    departures: Sequence[Departures] = several(Departures)
    part_time: PartTimeStaff | None = one(PartTimeStaff)
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="người", formula="snapshots[-1].total")
    def present(self) -> int | None:
        """Staff in post at the last snapshot."""
        return self.snapshots[-1].total if self.snapshots else None

    @property
    @figure(unit="người", formula="snapshots[-1].total - snapshots[0].total")
    def net_change(self) -> Change | None:
        """Staff at the last snapshot against staff at the first; `None` with fewer than two."""
        if len(self.snapshots) < 2:
            return None
        first, last = self.snapshots[0].total, self.snapshots[-1].total
        return None if first is None or last is None else Change(last, first)

    @property
    @figure(unit="%", formula="present / quota")
    def occupancy(self) -> Ratio | None:
        """Staff in post over the quota."""
        return ratio(self.present, self.quota)
