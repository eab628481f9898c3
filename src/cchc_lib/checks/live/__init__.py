"""Rules over a live Word file: what was changed in it since it was made."""

from cchc_lib.checks.collect import rules_in

__all__ = ["RULES"]

RULES = rules_in(__name__)
"""Every one, by code."""
