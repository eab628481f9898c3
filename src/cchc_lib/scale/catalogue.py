"""The figures of a kind of report as data for other systems: what each is, and what must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.families.cchc import Report
from cchc_lib.figures.change import Change
from cchc_lib.figures.declaration import Declaration, Field, Tie, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period, PeriodKind

__all__ = ["Entry", "entries", "figure_catalogue", "period_code", "stated_figures"]

VERSION = 1
_TYPES: Mapping[type, str] = {int: "integer", Decimal: "decimal", Ratio: "ratio", Change: "change"}
_GENERIC = {"part_of": "CCHC120", "agrees_with": "CCHC121", "continues": "CCHC805"}
_ROWS = "CCHC122"


@attrs.frozen
class Entry:
    """A figure as a kind of report declares it: its id, whose it is, and its class."""

    id: str
    subject: str
    declaration: Declaration
    owner: type

    @property
    def prefix(self) -> str:
        """What stands before the name in its id."""
        return self.id[: self.id.rfind(".") + 1]


def entries(kind: type[ReportHead] = Report, own: Iterable[type] = ()) -> Iterator[Entry]:
    """Yield every figure that a kind of report can have; `[]` stands for the row of a list."""
    yield from _below(kind, "", "báo cáo", ())
    for each in own:
        about = each.__subject__  # type: ignore[attr-defined]
        yield from _below(each, f"{about.id}.", about.label, ())


def _below(owner: Any, path: str, label: str, above: tuple[type, ...]) -> Iterator[Entry]:
    for name, declared in declarations(owner).items():
        yield Entry(path + name, label, declared, owner)
    for field in attrs.fields(owner):
        held = field_of(field)
        if not isinstance(held, Field) or held.is_own:
            continue
        of = owner if held.by else held.of  # rows have the facts of the whole, one level deep
        if hasattr(of, "__subject__") and of not in above:
            rows = "[]" if field.default == () else ""
            yield from _below(of, f"{path}{field.name}{rows}.", held.label, (*above, owner))


def figure_catalogue(kind: type[ReportHead] = Report, own: Iterable[type] = ()) -> dict[str, Any]:
    """Return the figures and identities of a kind of report as plain values, for `json.dumps`.

    A figure has its id, label, unit, type, the formula by which it is computed (names are siblings
    of the figure) and how it adds up over rows, units and periods. An identity has the figure, what
    it is tied to and how, and the rule that reports where it does not hold. Codes of periods are
    those of `period_code`.

    >>> found = figure_catalogue()
    >>> next(each for each in found["figures"] if each["id"] == "plan.completion")
    {'id': 'plan.completion', 'label': 'tỷ lệ hoàn thành nhiệm vụ của kế hoạch', 'unit': '%',
     'subject': 'kế hoạch', 'type': 'ratio', 'formula': 'tasks_completed / tasks'}
    >>> found["identities"][0]
    {'figure': 'direction.opinions_resolved', 'is': 'part of', 'other': 'opinions',
     'rule': 'CCHC120', 'severity': 'error'}

    Raises:
        InvalidTypeError: for what is no class of reports.
    """
    if not (isinstance(kind, type) and issubclass(kind, ReportHead) and attrs.has(kind)):
        raise InvalidTypeError.refuse(
            "kind", kind, "a class of reports, such as Report", "một lớp báo cáo, ví dụ Report"
        )
    of_reports: Any = kind
    known = list(entries(of_reports, own))
    about = getattr(kind, "__subject__", None)
    return {
        "cchc_lib": VERSION,
        "kind": kind.__name__ if about is None else about.id,
        "periods": {"year": "YYYY", "quarter": "YYYYQ", "month": "YYYYMM"},
        "figures": [_figure(each) for each in known],
        "identities": [
            *(each for entry in known for each in _identities(entry)),
            *_breakdowns(known),
        ],
    }


def _figure(entry: Entry) -> dict[str, Any]:
    declared = entry.declaration
    found: dict[str, Any] = {
        "id": entry.id,
        "label": declared.label,
        "unit": declared.unit,
        "subject": entry.subject,
        "type": _TYPES[declared.value_type],
    }
    if declared.formula is not None:
        return found | {"formula": declared.formula}
    over = {axis: declared.over(axis) for axis in ("rows", "units", "periods")}
    return found | {"formula": None, "over": over}


_IS = {"part_of": "part of", "agrees_with": "equals", "continues": "continues"}


def _identities(entry: Entry) -> Iterator[dict[str, Any]]:
    declared = entry.declaration
    ties: list[tuple[str, Tie | None]] = [
        ("part_of", declared.part_of),
        ("agrees_with", declared.agrees_with),
        *(("continues", tie) for tie in declared.continues[:1]),
    ]
    for how, tie in ties:
        if tie is not None:
            yield {
                "figure": entry.id,
                "is": _IS[how],
                "other": tie.formula,
                "rule": tie.code or _GENERIC[how],
                "severity": tie.severity or ("warning" if how == "continues" else "error"),
            }


def _breakdowns(known: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Yield that rows add up to the whole, once for each breakdown."""
    seen: set[str] = set()
    for entry in known:
        at, rows, _ = entry.id.rpartition("[].")
        if not rows or at in seen:
            continue
        seen.add(at)
        whole, _, name = at.rpartition(".")
        field = attrs.fields_dict(entry.owner).get(name)
        held = None if field is None else field_of(field)
        if isinstance(held, Field) and held.by:
            yield {
                "figure": f"{whole}.*",
                "is": "sum of",
                "other": f"{name}[].*",
                "rule": held.tie.code if held.tie and held.tie.code else _ROWS,
                "severity": "error",
            }


def period_code(period: Period) -> str:
    """Return the code by which other systems name a period: YYYY, YYYYQ or YYYYMM.

    >>> period_code(Period.year(2026)), period_code(Period.quarter(2026, 3))
    ('2026', '20263')
    >>> period_code(Period.month(2026, 9))
    '202609'

    Raises:
        InvalidTypeError: for what is no Period.
        InvalidValueError: for a period that has no code: six months, nine months, several years.
    """
    if not isinstance(period, Period):
        raise InvalidTypeError.refuse(
            "period",
            period,
            "a Period, such as Period.quarter(2026, 3)",
            "một Period, ví dụ Period.quarter(2026, 3)",
        )
    match period.kind:
        case PeriodKind.YEAR:
            return f"{period.calendar_year:04d}"
        case PeriodKind.QUARTER:
            return f"{period.calendar_year:04d}{period.index}"
        case PeriodKind.MONTH:
            return f"{period.calendar_year:04d}{period.index:02d}"
    raise InvalidValueError.refuse(
        "period",
        str(period),
        "a year, a quarter or a month, such as Period.quarter(2026, 3)",
        "năm, quý hoặc tháng, ví dụ Period.quarter(2026, 3)",
    )


def stated_figures(report: ReportHead) -> dict[str, Any]:
    """Return the figures of a report for a system that holds many: who, which period, each value.

    `period` is the code of the period, `None` where it has none; `from` and `to` are the days.

    >>> from cchc_lib import Agency, Plan
    >>> found = stated_figures(Report(agency=Agency(name="UBND phường Ba Đình", unit_code="00004"),
    ...                               period=Period.quarter(2026, 3), plan=Plan(tasks=43)))
    >>> found["unit"], found["period"], found["figures"][0]["id"], found["figures"][0]["exact"]
    ('00004', '20263', 'plan.tasks', '43')

    Raises:
        InvalidTypeError: for what is no report.
    """
    if not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse("report", report, "a Report", "một báo cáo (Report)")
    period = report.period
    has_code = period.kind in (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
    return {
        "agency": report.agency.name,
        "identifier": report.agency.identifier,
        "unit": report.agency.unit_code,
        "period": period_code(period) if has_code else None,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "figures": [each.as_dict() for each in report.figures(padded=False).values()],
    }
