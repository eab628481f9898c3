"""Checks before anyone signs: rules over a report, over prose, over a Word file.

The folder has a name of its own, for `cchc_lib.audit` is the function that most callers want: a
folder of that name would take its place as soon as one of its modules is imported.
"""
