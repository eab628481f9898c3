"""Workbooks of facts: made to be filled in, filled from a report, read back strictly.

| module            | what it does                                                      |
|-------------------|-------------------------------------------------------------------|
| layout            | what stands on which sheet, from declarations alone               |
| leaves, values    | data as values by their paths; a value as a cell holds it         |
| formulas          | our formulas as formulas of cells                                 |
| words             | labels, units and heads as the sheets say them                    |
| places, write     | in which cell everything stands; the workbook                     |
| rules             | what a cell accepts as it is typed                                |
| tables            | figures and annex tables of a report as a workbook                |
| forms             | which sheets are of the form, or were until their codes were lost |
| said, listed      | what a cell says of a fact; which rows of a table are items       |
| named, found      | words beside a value that name another fact; changed grey cells   |
| told              | a problem in the words of a clerk                                 |
| read              | what a user calls through `load`                                  |
| columns, brackets | the headers of a sheet of many units; the units behind them       |
| rows              | `read_rows`                                                       |

Sheets as cells, and how they look, are those of `cchc_lib.workbook`.
"""

from __future__ import annotations

import cchc_lib.workbook  # noqa: F401  # which says what to install where openpyxl is not there
