"""Rules over a Word file that anyone may have made; lxml is loaded with it."""

from cchc_lib.checks.word.check import RULES, audit_docx

__all__ = ["RULES", "audit_docx"]
