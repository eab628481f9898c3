"""Rules over what facts, prose and Word files tell alike: documents, days, names, recipients.

One rule gives one verdict, whichever door a fact came through.
"""

from cchc_lib.checks.collect import rules_in

__all__ = ["RULES"]

RULES = rules_in(__name__)
"""Each by its code."""
