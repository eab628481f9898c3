"""The check of a filled form: what does not hold in it, and against what else states the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cchc_lib.checks.finding import Findings, check_ignored
from cchc_lib.checks.forms.judged import check_forms
from cchc_lib.checks.forms.rules import (
    FormChecked,
    falling,
    form_of_report,
    identities,
    other_form,
    out_of_use,
)
from cchc_lib.checks.runner import Found, findings, place_of_path, run, settle
from cchc_lib.errors import InvalidTypeError
from cchc_lib.forms.filled import FilledForm
from cchc_lib.report.head import ReportHead

__all__ = ["check_form"]


def check_form(
    filled: FilledForm,
    *,
    previous: FilledForm | None = None,
    others: Iterable[FilledForm] = (),
    report: ReportHead | None = None,
    ignore: Mapping[str, str] | None = None,
) -> Findings:
    """Return what does not hold in a filled form: the gravest first.

    Its own identities are judged where a result was stated and the rest is known. `previous` is the
    same form of the period before, `others` are other forms of the same unit and period, `report`
    is what the form should agree with. `ignore` silences codes, each with a written reason.

    >>> from cchc_lib import FormLine, official_form
    >>> found = check_form(FilledForm(form=official_form("II.06a"), lines=[
    ...     FormLine("sector", "Hộ tịch", {"3": 11, "4": 7, "5": 2, "6": 1})]))
    >>> found.codes, found[0].path, found[0].expected
    (('CCHC151',), 'II.06a[1. Hộ tịch](3)', '10')

    Raises:
        InvalidTypeError: for what is no filled form or no report, `ignore` no mapping.
        UnknownNameError: for a code to ignore that no rule has.
    """
    others = tuple(others)
    check_forms(filled, previous, others)
    if report is not None and not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse("report", report, "a Report", "một báo cáo (Report)")
    check_ignored(ignore)
    subject = FormChecked(filled=filled, previous=previous, others=others, report=report)
    found = [Found(rule.finding(slip, **place_of_path(slip))) for rule, slip in identities(subject)]
    found += run((form_of_report, other_form, out_of_use, falling), subject)
    return findings(settle(found, ignore), ignore)
