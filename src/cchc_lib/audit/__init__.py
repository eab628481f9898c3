"""Checks before anyone signs: rules over a report, over prose, over a Word file."""
