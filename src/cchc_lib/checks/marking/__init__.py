"""Findings as comments in a copy of a Word file."""
