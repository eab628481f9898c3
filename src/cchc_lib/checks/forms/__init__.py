"""The check of official forms: their identities by the one judge, against reports and periods."""

from __future__ import annotations

from cchc_lib.checks.collect import rules_of_module
from cchc_lib.checks.forms import rules as _rules
from cchc_lib.checks.forms.check import check_form
from cchc_lib.checks.forms.judged import form_residuals

__all__ = ["RULES", "check_form", "form_residuals"]

RULES = tuple(
    sorted(
        (each for each in rules_of_module(_rules) if each.check.__module__ == _rules.__name__),
        key=lambda each: each.code,
    )
)
"""The rules of forms alone; those of Word tables and of facts stand there."""
