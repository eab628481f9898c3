"""Workbooks of any kind: the cells of one that anybody made, and how one of ours looks.

| module | what it does                                         |
|--------|------------------------------------------------------|
| book   | the parts of a file that anybody made, within bounds |
| sheet  | the XML of one sheet                                 |
| grid   | its sheets as cells                                  |
| style  | how sheets look                                      |

openpyxl, which the extra `xlsx` brings, is loaded with the modules; it writes, and reads nothing.
"""

from __future__ import annotations

from cchc_lib.errors import MissingExtraError

try:
    import openpyxl  # noqa: F401
except ImportError as error:
    raise MissingExtraError.of("xlsx", "openpyxl") from error
