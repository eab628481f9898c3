"""Workbooks of facts: made to be filled in, filled from a report, read back strictly.

| module         | what it does                                                       |
|----------------|--------------------------------------------------------------------|
| layout         | what stands on which sheet, from declarations alone                |
| leaves, values | data as values by their paths; a value as a cell holds it          |
| formulas       | our formulas as formulas of cells                                  |
| places, write  | in which cell everything stands; the workbook                      |
| style, rules   | how it looks; what a cell accepts as it is typed                   |
| book, sheet    | the parts of a file that anybody made, within bounds               |
| grid           | its sheets as cells                                                |
| said, listed   | what a cell says of a fact; which rows of a table are items        |
| found, told    | grey cells that somebody changed; a problem in the words of a clerk |
| read, rows     | what a user calls through `load`, and `read_rows`                  |

openpyxl, which the extra `xlsx` brings, is loaded with the modules that need it.
"""

from __future__ import annotations

from cchc_lib.errors import MissingExtraError

try:
    import openpyxl  # noqa: F401
except ImportError as error:
    raise MissingExtraError.of("xlsx", "openpyxl") from error
