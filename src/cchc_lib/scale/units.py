"""Many units' reports as one value: what they come to, from whom each figure is, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from cchc_lib.errors import CchcError, InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.figures.figure import Figure, Located, walk
from cchc_lib.report.agency import Agency
from cchc_lib.report.claims import Mark
from cchc_lib.report.head import ReportHead, estimated_keys
from cchc_lib.report.period import Period
from cchc_lib.report.printing import figure_text
from cchc_lib.scale.gather import Counted, Sorted, joined, sort_out
from cchc_lib.scale.identity import Expected, Known, to_expected
from cchc_lib.scale.partial import Contribution, Partial, key_of, partials
from cchc_lib.scale.together import Along, fields_together, own_together

__all__ = ["UnitReports", "check_units", "roll_up"]

_HEAD = frozenset(field.name for field in attrs.fields(ReportHead))


def roll_up(
    reports: Iterable[ReportHead], *, agency: Agency | None = None, period: Period | None = None
) -> Any:
    """Return the report that several come to: units of one period, or periods of one unit.

    Every fact adds up as its declaration says; rates are computed from the sums. Where a unit does
    not state a figure the others do, what is known is added, and a mark on the figure says of how
    many units it is and who lacks. `agency` is for whom it is; one unit's periods need none.
    `UnitReports` says more: which reports count, from whom each figure is, findings, rankings.

    >>> from cchc_lib import Agency, Dossiers, Period, Procedures, Report
    >>> def unit(name, **counted):
    ...     return Report(agency=Agency(name=f"UBND xã {name}"), period=Period.quarter(2026, 3),
    ...                   procedures=Procedures(dossiers=Dossiers(**counted)))
    >>> province = roll_up(
    ...     [unit("Mai Hoa", online=90, in_person=10), unit("Sơn Kim", online=30, in_person=70)],
    ...     agency=Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh"))
    >>> str(province.procedures.dossiers.online_share)
    '60%'

    Raises:
        InvalidTypeError: for what is no report, and for reports of several kinds.
        InvalidValueError: for no report at all, or no agency for several units.
    """
    return UnitReports(reports, agency=agency, period=period).report


def _reports(values: Iterable[ReportHead]) -> tuple[ReportHead, ...]:
    accepted = "reports of one kind, such as [report, other]"
    accepted_vi = "các báo cáo cùng một loại, ví dụ [report, other]"
    if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
        raise InvalidTypeError.refuse("reports", values, accepted, accepted_vi)
    held = tuple(values)
    for place, each in enumerate(held):
        if not isinstance(each, ReportHead) or type(each) is not type(held[0]):
            raise InvalidTypeError.refuse(f"reports[{place}]", each, accepted, accepted_vi)
    if not held:
        raise InvalidValueError.refuse("reports", held, accepted, accepted_vi)
    return held


def _agency(_owner: object, _field: object, value: Any) -> None:
    if value is not None and not isinstance(value, Agency):
        raise InvalidTypeError.refuse(
            "agency",
            value,
            "an Agency, such as Agency(name='Ủy ban nhân dân tỉnh Hà Tĩnh')",
            "một Agency, ví dụ Agency(name='Ủy ban nhân dân tỉnh Hà Tĩnh')",
        )


def _period(_owner: object, _field: object, value: Any) -> None:
    if value is not None and not isinstance(value, Period):
        raise InvalidTypeError.refuse(
            "period",
            value,
            "a Period, such as Period.quarter(2026, 3), or None",
            "một Period, ví dụ Period.quarter(2026, 3), hoặc None",
        )


@attrs.frozen(slots=False)
class UnitReports:
    """The reports of many units, or of many periods, and everything that follows from them.

    `expected`, who is to report, is the code of a province for its communes, or agencies, names
    and codes. The order of the reports does not matter. All is computed when asked for.

    Raises:
        InvalidTypeError: for what is no report, and for reports of several kinds.
        InvalidValueError: for no report at all, or no agency for several units.
        UnknownNameError: for the code of no province.
    """

    reports: tuple[ReportHead, ...] = attrs.field(converter=_reports)
    agency: Agency | None = attrs.field(default=None, kw_only=True, validator=_agency)
    period: Period | None = attrs.field(default=None, kw_only=True, validator=_period)
    expected: tuple[Expected, ...] | None = attrs.field(
        default=None, kw_only=True, converter=to_expected
    )

    def __attrs_post_init__(self) -> None:
        """Refuse several units without the agency for which they are added up."""
        if self.agency is None and len(self.sorted.counted) > 1:
            raise InvalidValueError.refuse(
                "agency",
                None,
                "the agency for which units are added up, such as "
                "Agency(name='Ủy ban nhân dân tỉnh Hà Tĩnh')",
                "cơ quan tổng hợp, ví dụ Agency(name='Ủy ban nhân dân tỉnh Hà Tĩnh')",
            )

    @cached_property
    def sorted(self) -> Sorted:
        """Which reports count, which are set aside and why, and for which period."""
        return sort_out(self.reports, self.agency, self.period)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The reports of each unit that are counted."""
        return self.sorted.counted

    @property
    def along(self) -> Along:
        """What is added up: several units, or the periods of one."""
        is_one = len(self.counted) == 1 and len(self.counted[0].reports) > 1
        return "periods" if is_one else "units"

    @cached_property
    def each(self) -> tuple[ReportHead, ...]:
        """What is added up: a report a unit, its periods put together; of one unit its periods."""
        if self.along == "periods":
            return self.counted[0].reports
        return tuple(
            each.reports[0]
            if len(each.reports) == 1
            else _put_together(
                each.reports,
                each.agency,
                joined([report.period for report in each.reports]),
                "periods",
            )
            for each in self.counted
        )

    @property
    def of(self) -> str:
        """What is added up, in Vietnamese."""
        return "đơn vị" if self.along == "units" else "kỳ"

    def name_of(self, report: ReportHead) -> str:
        """Return what tells one of `each` from the others: the unit, or the period."""
        return report.agency.short_name if self.along == "units" else str(report.period)

    @cached_property
    def missing(self) -> tuple[Expected, ...]:
        """Who is expected and has no report that counts."""
        if self.expected is None:
            return ()
        here = Known((each.agency.name, each.agency.unit_code) for each in self.each)
        return tuple(each for each in self.expected if not here.has(each.name, each.code))

    @cached_property
    def unexpected(self) -> tuple[ReportHead, ...]:
        """The reports that count of units that nobody expects."""
        expected = self.expected
        if expected is None:
            return ()
        known = Known((each.name, each.code) for each in expected)
        return tuple(
            report
            for report in self.each
            if not known.has(report.agency.name, report.agency.unit_code)
        )

    @cached_property
    def stated(self) -> Mapping[str, Mapping[int, Located]]:
        """What each unit states, by the key of a figure and the unit's place in `each`."""
        found: dict[str, dict[int, Located]] = {}
        for place, report in enumerate(self.each):
            for located in walk(report, reported=True):
                if located.key is not None:
                    found.setdefault(key_of(located), {})[place] = located
        return found

    @cached_property
    def report(self) -> Any:
        """The report of all: of the same kind as those of the units."""
        whole = self._plain
        marks = {id: each.mark for id, each in self.partial.items()}
        estimated = {key for report in self.each for key in estimated_keys(report)}
        for located in walk(whole, reported=True) if estimated else ():
            if located.key in estimated:
                said = marks.get(located.id, Mark())
                marks[located.id] = attrs.evolve(said, is_estimate=True)
        behind: dict[str, Any] = {name: self._behind(name) for name in ("previous", "cumulative")}
        return attrs.evolve(whole, marks=marks, **behind)

    @cached_property
    def _plain(self) -> ReportHead:
        """The facts of all, before anything is said of them."""
        agency = self.agency or self.each[-1].agency
        return _put_together(self.each, agency, self.sorted.period, self.along)

    def _behind(self, name: str) -> ReportHead | None:
        """Return what the units have behind them, where every one has it of the same period."""
        if self.along == "periods" or any(len(each.reports) > 1 for each in self.counted):
            return None
        held = [getattr(report, name) for report in self.each]
        if any(each is None for each in held) or len({each.period for each in held}) > 1:
            return None
        found: ReportHead = UnitReports(held, agency=self.agency, period=held[0].period).report
        behind: dict[str, Any] = {name: found}
        try:
            attrs.evolve(self._plain, **behind)
        except CchcError:  # of a period that is no earlier one of all
            return None
        return found

    @cached_property
    def partial(self) -> Mapping[str, Partial]:
        """The figures of all that some units do not state, by their ids.

        Also those of which a unit states what is of some of its own only, those that lack the days
        between two periods, and those that units count in other ways. Rows of a list are left out.
        """
        return partials(self, self._plain)

    def contributions(self, id: str) -> tuple[Contribution, ...]:
        """Return what each unit states of a figure of all, in the order of the units.

        Raises:
            UnknownNameError: when the report of all has no such figure.
        """
        located = self.located(id)
        stating = self.stated.get(key_of(located), {}) if located.key is not None else {}
        return tuple(
            Contribution(
                report.agency,
                report.period,
                None if (here := stating.get(place)) is None else _figure(here),
            )
            for place, report in enumerate(self.each)
        )

    def located(self, id: str) -> Located:
        """Return where a figure of all, or one that only units have, is declared."""
        found = self._by_id.get(id)
        if found is None:
            raise unknown_name("figure", "số liệu", str(id), sorted(self._by_id))
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Located]:
        """Every figure by its id in the report of all; those that only units have, without rows."""
        of_all = {each.id: each for each in walk(self._plain, reported=True)}
        of_units = {
            located.id: located
            for stating in self.stated.values()
            for located in stating.values()
            if "[" not in located.id
        }
        return of_units | of_all


def _figure(located: Located) -> Figure:
    declared = located.declaration
    return Figure(
        id=located.id,
        value=located.value,
        text=figure_text(located.value, declared.unit, padded=False),
        unit=declared.unit,
        label=located.label,
        formula=declared.formula,
        subject=located.subject,
    )


def _put_together(
    reports: Sequence[ReportHead], agency: Agency, period: Period, along: Along
) -> ReportHead:
    """Return the facts of reports put together, under the head of who adds them up."""
    kind: Any = type(reports[0])
    held = fields_together(kind, reports, along, without=_HEAD)
    own = own_together(reports, along)
    found: ReportHead = kind(**(held | {"agency": agency, "period": period, "own": own}))
    return found


def check_units(units: object) -> None:
    """Refuse what is no UnitReports.

    Raises:
        InvalidTypeError: for it.
    """
    if not isinstance(units, UnitReports):
        raise InvalidTypeError.refuse(
            "units",
            units,
            "UnitReports, such as UnitReports(reports, agency=agency)",
            "UnitReports, ví dụ UnitReports(reports, agency=agency)",
        )
