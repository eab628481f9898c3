"""The audit of a report: rules over what the unit reports, before anyone signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from cchc_lib.checks.finding import Finding, Findings
from cchc_lib.checks.report import (
    budget,
    claims,
    continuity,
    dates,
    documents,
    dossiers,
    institutions,
    legal_bases,
    letterhead,
    narrative,
    plan,
    procedures,
    sectors,
    staffing,
    staffing_days,
    symbols,
    uncheckable,
)
from cchc_lib.checks.rule import Rule
from cchc_lib.errors import InvalidTypeError
from cchc_lib.families.cchc import Report

__all__ = ["RULES", "audit"]

_SUBJECTS = (
    *(budget, claims, continuity, dates, documents, dossiers, institutions),
    *(legal_bases, letterhead, narrative, plan, procedures, sectors),
    *(staffing, staffing_days, symbols, uncheckable),
)


def _rules(module: ModuleType) -> Iterator[Rule[Report]]:
    return (member for member in vars(module).values() if isinstance(member, Rule))


RULES: tuple[Rule[Report], ...] = tuple(
    sorted((rule for module in _SUBJECTS for rule in _rules(module)), key=lambda rule: rule.code)
)
"""Every rule over a report, by code."""


def _findings(report: Report) -> Iterator[Finding]:
    for rule in RULES:
        for slip in rule.slips(report):
            yield rule.finding(slip)


def audit(report: Report, *, ignore: Mapping[str, str] = MappingProxyType({})) -> Findings:
    """Return what does not hold in a report, or cannot be checked: the gravest first.

    `ignore` silences codes, each with a written reason that stays with the findings. What the
    report says of itself is never changed. `Report.previous` is compared with, not audited.

    >>> from cchc_lib import Agency, Period, Plan
    >>> found = audit(Report(
    ...     agency=Agency(name="Ủy ban nhân dân xã Mai Hoa"), period=Period.year(2025),
    ...     plan=Plan(tasks=43, tasks_completed=41), claims={"plan.completion": "95,34%"}))
    >>> found.codes, found[0].expected
    (('CCHC201',), '95,35%')

    Raises:
        InvalidTypeError: when `report` is not a Report, or `ignore` no mapping of code to reason.
        InvalidValueError: when a reason is empty.
    """
    if not isinstance(report, Report):
        raise InvalidTypeError.refuse("report", report, "a Report", "a Report")
    if not isinstance(ignore, Mapping):
        accepted = "a mapping of code to reason, such as {'CCHC203': 'đã đối chiếu với Kho bạc'}"
        raise InvalidTypeError.refuse("ignore", ignore, accepted, accepted)
    findings = Findings(_findings(report))
    for code, reason in ignore.items():
        findings = findings.without(code, reason=reason)
    return findings.sorted()
