"""Workbooks of facts: made to be filled in, filled from a report, read back strictly.

| module            | what it does                                                      |
|-------------------|-------------------------------------------------------------------|
| layout            | what stands on which sheet, from declarations alone               |
| leaves, values    | data as values by their paths; a value as a cell holds it         |
| formulas          | our formulas as formulas of cells                                 |
| words             | labels, units and heads as the sheets say them                    |
| places, write     | in which cell everything stands; the workbook                     |
| style, rules      | how it looks; what a cell accepts as it is typed                  |
| tables            | figures and annex tables of a report as a workbook                |
| book, sheet       | the parts of a file that anybody made, within bounds              |
| grid              | its sheets as cells                                               |
| forms             | which sheets are of the form, or were until their codes were lost |
| said, listed      | what a cell says of a fact; which rows of a table are items       |
| named, found      | words beside a value that name another fact; changed grey cells   |
| told              | a problem in the words of a clerk                                 |
| read              | what a user calls through `load`                                  |
| columns, brackets | the headers of a sheet of many units; the units behind them       |
| rows              | `read_rows`                                                       |

openpyxl, which the extra `xlsx` brings, is loaded with the modules that need it.
"""

from __future__ import annotations

from cchc_lib.errors import MissingExtraError

try:
    import openpyxl  # noqa: F401
except ImportError as error:
    raise MissingExtraError.of("xlsx", "openpyxl") from error
