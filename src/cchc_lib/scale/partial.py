"""Of how many units a figure is: who states it, who lacks it, what those come to that have it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import attrs

from cchc_lib.figures.aggregate import ALL, ways
from cchc_lib.figures.change import Change
from cchc_lib.figures.declaration import Declaration
from cchc_lib.figures.declare import declarations, optional_facts
from cchc_lib.figures.figure import Figure, Located, Measured, walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.agency import Agency
from cchc_lib.report.claims import Coverage, Mark
from cchc_lib.report.period import Period
from cchc_lib.report.printing import figure_text
from cchc_lib.scale.gather import Gap
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import fold_text

if TYPE_CHECKING:
    from cchc_lib.scale.units import UnitReports

__all__ = ["Contribution", "Partial", "added", "days_between", "key_of", "partials"]

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
    Sums can do without what `is_spare`: who has none of it need not say so. `is_merged` says that
    some units count in it what others state apart, `remarks` what else there is to know.
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
    is_merged: bool = False
    remarks: tuple[str, ...] = ()

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
            or self.is_merged
            or any(mark.coverage is Coverage.MIXED for _, mark in self.below)
        )

    @property
    def mark(self) -> Mark:
        """What is said of the figure in the report of all."""
        is_whole = not (self.lacks_units or self.without)
        coverage = Coverage.ALL if is_whole else Coverage.SOME
        return Mark(source=str(self), coverage=Coverage.MIXED if self.is_mixed else coverage)

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
        below = [f"{name}: {mark.source or mark.coverage.label}" for name, mark in self.below]
        for held in (self.remarks, below, self.without):
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


def partials(units: UnitReports, whole: Any) -> dict[str, Partial]:
    """Return the figures of `whole`, the facts of all, that some units do not state; by id."""
    found: dict[str, Partial] = {}
    for located in walk(whole, reported=True):
        declared = located.declaration
        is_computed = declared.formula is not None
        name = located.id.rpartition(".")[2]
        if located.key is None or "[" in located.id:
            continue
        there = units.stated.get(key_of(located), {})
        below = tuple(_below(units, located))
        remarks, is_merged = _apart(units, located, there)
        without = tuple(_without(units, located, there))
        stating = {
            place: each.value
            for place, each in there.items()
            if is_computed or each.value != ALL  # who says "all" counts nobody
        }
        for way in ways(type(located.owner)):  # of those that state it in another way, too
            if way.first == name:
                figure = key_of(located).removesuffix(name) + way.figure
                stating |= {
                    place: each.value for place, each in units.stated.get(figure, {}).items()
                }
        if units.along == "periods" and (is_computed or declared.over_periods != "sum"):
            stating = dict.fromkeys(range(len(units.each)), located.value)
            is_computed = False
        common = added(list(stating.values())) if is_computed else None
        is_whole = len(stating) == len(units.each) and common in (None, located.value)
        if is_whole and not (below or without or remarks):
            continue
        found[located.id] = Partial(
            id=located.id,
            label=located.label,
            stating=len(stating),
            all=len(units.each),
            lacking=tuple(
                units.name_of(report)
                for place, report in enumerate(units.each)
                if place not in stating
            ),
            value=located.value,
            common=None if common == located.value else common,
            unit=declared.unit,
            of=units.of,
            below=below,
            without=without,
            is_spare=name in optional_facts(type(located.owner)),
            is_merged=is_merged,
            remarks=remarks,
        )
    return found


def _below(units: UnitReports, located: Located) -> Iterator[tuple[str, Mark]]:
    """Yield which units state a figure that is of some of theirs only, and its mark."""
    ahead, dot, name = located.id.rpartition(".")
    also = ((*way.others, way.figure) for way in ways(type(located.owner)) if way.first == name)
    ids = [located.id, *(f"{ahead}{dot}{each}" for names in also for each in names)]
    for place, report in enumerate(units.each):
        own = units.counted[place].reports if units.along == "units" else (report,)
        for each in own:
            marks = dict.fromkeys(each.marks[id] for id in ids if id in each.marks)
            for mark in marks:
                if mark.coverage is not Coverage.ALL:
                    yield units.name_of(report), mark


def _apart(
    units: UnitReports, located: Located, stating: Mapping[int, Located]
) -> tuple[tuple[str, ...], bool]:
    """Return what units state apart and others do not, and whether the figure holds both."""
    known, name = declarations(type(located.owner)), located.id.rpartition(".")[2]
    ahead, of = key_of(located).removesuffix(name), units.of
    if (within := located.declaration.holds) is not None:
        apart = units.stated.get(ahead + within, {})
        merged = stating.keys() - apart.keys()
        if apart and merged:
            return (f"{len(merged)}/{len(units.each)} {of} tính cả {known[within].label}",), True
    for way in ways(type(located.owner)) if units.along == "units" else ():
        if name not in (way.first, way.figure) or getattr(located.owner, way.first) is None:
            continue
        parts = [(known[each].label, units.stated.get(ahead + each, {})) for each in way.others]
        if any(held for _, held in parts):
            split = "; ".join(
                f"{label} {figure_text(sum(each.value for each in held.values()), '')} "
                f"({len(held)}/{len(units.each)} {of})"
                for label, held in parts
                if held
            )
            return (f"tách riêng được: {split}",), False
    return (), False


def _without(units: UnitReports, located: Located, stating: Container[int]) -> Iterator[str]:
    """Yield the days that lie between the periods of those who state a figure."""
    if not units.sorted.gaps or not _adds_over_periods(located.owner, located.declaration):
        return
    if units.along == "periods":
        yield from map(days_between, units.sorted.gaps)
        return
    for place, unit in enumerate(units.counted):
        for gap in units.sorted.gaps if place in stating else ():
            if any(report is gap.before for report in unit.reports):
                yield f"{unit.agency.short_name}: {days_between(gap)}"


def key_of(located: Located) -> str:
    """Return the key of a figure, the same for rows whose names differ in capitals, tone marks."""
    key = located.key or ""
    return fold_text(key) if "[" in key else key


def _adds_over_periods(owner: object, declared: Declaration) -> bool:
    """Whether a figure, or one that it is computed from, is the sum of those of its periods."""
    if declared.node is None:
        return declared.over_periods == "sum"
    known = declarations(type(owner))
    names = [path for path, _ in declared.node.names()]
    return any(
        len(path) > 1 or (path[0] in known and _adds_over_periods(owner, known[path[0]]))
        for path in names
    )
