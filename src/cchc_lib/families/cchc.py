"""A report: what one agency states for one period, and every figure that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure, Located, walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.agency import Agency
from cchc_lib.report.citation import Citation
from cchc_lib.report.fields import day, narrative, one, several, words
from cchc_lib.report.narrative import placeholders
from cchc_lib.report.period import Period
from cchc_lib.report.printing import figure_text
from cchc_lib.report.signatory import Signatory
from cchc_lib.subjects.assessment import Assessment
from cchc_lib.subjects.budget import Budget
from cchc_lib.subjects.civil_service import CivilService
from cchc_lib.subjects.digital import Digital
from cchc_lib.subjects.enterprises import Enterprises
from cchc_lib.subjects.institutions import Institutions
from cchc_lib.subjects.plan import AssignedTasks, Direction, Inspections, Outreach, Plan
from cchc_lib.subjects.procedures import Procedures
from cchc_lib.subjects.staffing import Staffing

__all__ = ["Claim", "Report"]

CHANGE = ".change"
"""The ending of the id of a figure's change against the previous report."""


@attrs.frozen
class Claim:
    """A figure as the unit stated it: compared with the computed one, never trusted."""

    figure: str = words(default=attrs.NOTHING)
    text: str = words(default=attrs.NOTHING)


def _claims(value: Any) -> tuple[Claim, ...]:
    if isinstance(value, Mapping):
        items: Iterable[Any] = (Claim(figure, text) for figure, text in value.items())
    elif isinstance(value, Iterable) and not isinstance(value, str):
        items = value
    else:
        items = (value,)
    claims = tuple(items)
    for claim in claims:
        if not isinstance(claim, Claim):
            accepted = "a mapping of figure id to text, such as {'plan.completion': '95,34%'}"
            raise InvalidTypeError.refuse("Report.claims", claim, accepted, accepted)
    return claims


def _check_number(_owner: object, _field: object, value: Any) -> None:
    if value is None:
        return
    if type(value) is not int:
        raise InvalidTypeError.refuse(
            "Report.number", value, "a number (int), such as 12", "a number (int), such as 12"
        )
    if value < 1:
        raise InvalidValueError.refuse(
            "Report.number", value, "a number from 1, or None", "a number from 1, or None"
        )


def _required(kind: type) -> Any:
    def check(_owner: object, field: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            accepted = f"an object of class {kind.__name__}"
            raise InvalidTypeError.refuse(f"Report.{field.name}", value, accepted, accepted)

    return check


@attrs.frozen(kw_only=True)
class Report:
    """A periodic report on administrative reform (báo cáo cải cách hành chính).

    Only the agency and the period must be given; a section without facts is left out. A `number`
    or `issued` of `None` prints a blank to be filled. `previous` is the same agency's report for
    the period compared with. `claims` are figures as the unit stated them.

    Raises:
        UnknownNameError: when a claim or a placeholder names a figure that does not exist here.
        InvalidTypeError, InvalidValueError: for what cannot be; see each class.
    """

    agency: Agency = attrs.field(validator=_required(Agency))
    period: Period = attrs.field(validator=_required(Period))
    number: int | None = attrs.field(default=None, validator=_check_number)
    issued: date | None = day()
    addressees: Sequence[str] = narrative()
    basis: Sequence[Citation] = several(Citation)
    recipients: Sequence[str] = narrative()
    drafting_unit: str | None = words()
    signatory: Signatory | None = one(Signatory)
    direction: Direction | None = one(Direction)
    plan: Plan | None = one(Plan)
    inspections: Inspections | None = one(Inspections)
    outreach: Outreach | None = one(Outreach)
    assigned_tasks: AssignedTasks | None = one(AssignedTasks)
    institutions: Institutions | None = one(Institutions)
    procedures: Procedures | None = one(Procedures)
    staffing: Staffing | None = one(Staffing)
    civil_service: CivilService | None = one(CivilService)
    budget: Budget | None = one(Budget)
    digital: Digital | None = one(Digital)
    enterprises: Enterprises | None = one(Enterprises)
    assessment: Assessment | None = one(Assessment)
    next_tasks: Sequence[str] = narrative()
    recommendations: Sequence[str] = narrative()
    claims: tuple[Claim, ...] = attrs.field(default=(), converter=_claims)
    previous: Report | None = attrs.field(default=None)

    def __attrs_post_init__(self) -> None:
        """Refuse names of figures that do not exist, before anything is printed."""
        if self.previous is not None and not isinstance(self.previous, Report):
            raise InvalidTypeError.refuse(
                "Report.previous", self.previous, "a Report, or None", "a Report, or None"
            )
        if self.previous is not None:
            self._check_previous(self.previous.period)
        named = [("Report.claims", claim.figure) for claim in self.claims]
        for path, text in self.narrative():
            where = f"Report.{path}"
            named += [(where, name) for name in placeholders(text, where=where)]
        if not named:
            return
        known = {found.id for found in walk(self)}
        for where, name in named:
            if name.removesuffix(CHANGE) not in known:
                raise unknown_name("figure", "số liệu", name, sorted(known), where=where)

    def _check_previous(self, period: Period) -> None:
        """Refuse to compare with another kind of period, or with one that is not earlier."""
        if period.kind is not self.period.kind or period.start >= self.period.start:
            accepted = f"a report of an earlier period of the same kind ({self.period.kind})"
            raise InvalidValueError.refuse("Report.previous", str(period), accepted, accepted)

    def narrative(self) -> Iterator[tuple[str, str]]:
        """Yield (path, paragraph) for each paragraph of the agency's own words."""
        yield from _narrative_of(self, "")

    def figures(self, *, padded: bool = True) -> Mapping[str, Figure]:
        """Return every figure of the report by its id, facts and results, in the model's order.

        A fact that was not reported, and what would follow from it, is left out. Where `previous`
        has the same figure, `<id>.change` is their `Change`. `padded` writes counts below 10 with
        a leading zero (04), as offices do in prose.

        >>> report = Report(agency=Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        ...                 period=Period.year(2025), plan=Plan(tasks=43, tasks_completed=41))
        >>> report.figures()["plan.completion"].text
        '95,35%'
        """
        before: dict[str | None, object] = {}
        if self.previous is not None:
            before = {found.key: found.value for found in walk(self.previous) if found.key}
        figures: dict[str, Figure] = {}
        for found in walk(self):
            if found.value is None:
                continue
            figures[found.id] = _figure(found, padded=padded)
            changed = _compared(found.value, before.get(found.key))
            if changed is not None:
                figures[found.id + CHANGE] = _change(found, changed, padded=padded)
        return MappingProxyType(figures)


_NARRATIVE = {
    "notes",
    "status",
    "strengths",
    "shortcomings",
    "causes",
    "next_tasks",
    "recommendations",
}


def _narrative_of(holder: Any, path: str) -> Iterator[tuple[str, str]]:
    for field in attrs.fields(type(holder)):
        held = getattr(holder, field.name)
        name = f"{path}{field.name}"
        places = [(name, held)]
        if isinstance(held, tuple):
            places = [(f"{name}[{row}]", item) for row, item in enumerate(held)]
        for where, item in places:
            if field.name in _NARRATIVE:
                if item is not None:
                    yield where, item
            elif field.name != "previous" and attrs.has(type(item)):
                yield from _narrative_of(item, f"{where}.")


def _compared(now: object, then: object) -> Change | None:
    """Return the change of two amounts or of two rates; a change itself is not compared."""
    if isinstance(now, int) and isinstance(then, int):
        return Change(now, then)
    return Change(now, then) if isinstance(now, Ratio) and isinstance(then, Ratio) else None


def _figure(found: Located, *, padded: bool) -> Figure:
    assert found.value is not None
    return Figure(
        id=found.id,
        value=found.value,
        text=figure_text(found.value, found.declaration.unit, padded=padded),
        unit=found.declaration.unit,
        label=found.label,
        formula=found.declaration.formula,
        subject=found.subject,
    )


def _change(found: Located, change: Change, *, padded: bool) -> Figure:
    return Figure(
        id=found.id + CHANGE,
        value=change,
        text=figure_text(change, found.declaration.unit, padded=padded),
        unit=found.declaration.unit,
        label=f"tăng, giảm: {found.label}",
        formula=f"{found.id} - previous.{found.id}",
        subject=found.subject,
    )
