"""The head that every report has: who reports, for which period, citing what, signed by whom."""
