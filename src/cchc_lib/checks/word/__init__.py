"""Rules over a Word file that anyone may have made; lxml is loaded with it."""

from cchc_lib.checks.word.check import audit_docx, rules

__all__ = ["RULES", "audit_docx"]

RULES = rules()
"""Every rule over a Word file that is not one over its prose, by code."""
