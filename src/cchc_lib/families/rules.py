"""The catalogue: every rule over the reports that are shipped."""

from __future__ import annotations

from cchc_lib.checks.report.catalogue import rules_of
from cchc_lib.families.cchc import Report
from cchc_lib.families.procedures import ProceduresReport

__all__ = ["RULES"]

RULES = rules_of(Report, ProceduresReport)
"""Each by its code; the codes that declarations give are among them."""
