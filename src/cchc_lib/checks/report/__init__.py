"""The audit of a report: rules over what the unit reports, before anyone signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cchc_lib.checks.common import RULES as OF_ALL
from cchc_lib.checks.finding import Findings, check_ignored
from cchc_lib.checks.report.catalogue import rules_of
from cchc_lib.checks.report.shared import sharing
from cchc_lib.checks.report.telling import tell
from cchc_lib.checks.runner import findings, run, settle
from cchc_lib.errors import InvalidTypeError
from cchc_lib.outline.family import family_of
from cchc_lib.report.head import ReportHead

__all__ = ["audit"]


def audit(report: ReportHead, *, ignore: Mapping[str, str] | None = None) -> Findings:
    """Return what does not hold in a report, or cannot be checked: the gravest first.

    `ignore` silences codes, each with a written reason that stays with the findings. What the
    report says of itself is never changed. `Report.previous` is compared with, not audited.

    >>> from cchc_lib import Agency, Period, Plan, Report
    >>> found = audit(Report(
    ...     agency=Agency(name="Ủy ban nhân dân xã Mai Hoa"), period=Period.year(2025),
    ...     plan=Plan(tasks=43, tasks_completed=41), claims={"plan.completion": "95,34%"}))
    >>> found.codes, found[0].expected
    (('CCHC201',), '95,35%')

    Raises:
        InvalidTypeError: when `report` is not a Report, or `ignore` no mapping of code to reason.
        InvalidValueError: when a reason is empty, or a code is none or retired.
        UnknownNameError: for a code to ignore that no rule has.
    """
    if not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse("report", report, "a Report", "một báo cáo (Report)")
    check_ignored(ignore)
    kinds: list[Any] = [type(report), *dict.fromkeys(type(item) for item in report.own)]
    with sharing(report):
        of_facts = (*rules_of(*kinds), *family_of(report).rules)
        found = [*run(of_facts, report), *run(OF_ALL, tell(report))]
    return findings(settle(found, ignore), ignore)
