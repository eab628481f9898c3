"""How sheets look: one font, two fills, numbers with Vietnamese separators, A4 across."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from cchc_lib.archive import workbook_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    *("BOLD", "CENTRE", "COMPUTED", "COUNT", "DAY", "FRAME", "GENERAL", "GRID", "HEAD", "HINT"),
    *("INPUT", "LEFT", "OPEN", "PLAIN", "POINTS", "RATE", "RIGHT", "SECTION", "TEXT", "TITLE"),
    *(
        "UPRIGHT",
        "across",
        "after",
        "aligned",
        "as_prose",
        "bytes_of",
        "font",
        "lines_of",
        "new_book",
    ),
    *("page", "percent", "put", "rounded"),
]


def font(size: int, *, bold: bool = False, italic: bool = False, color: str | None = None) -> Font:
    """Return the font of all sheets, in a size and a style."""
    return Font(
        name="Times New Roman", size=size, bold=bold or None, italic=italic or None, color=color
    )


PLAIN, BOLD, TITLE = font(12), font(12, bold=True), font(14, bold=True)
SECTION, HINT = font(12, bold=True, color="1F3864"), font(11, italic=True, color="595959")
INPUT = PatternFill("solid", fgColor="FFFBE6")
COMPUTED = PatternFill("solid", fgColor="EFEFEF")
HEAD = PatternFill("solid", fgColor="DDE6F0")
_MOST_PLACES = 8

_THIN, _BLACK = Side(style="thin", color="A6A6A6"), Side(style="thin")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
FRAME = Border(left=_BLACK, right=_BLACK, top=_BLACK, bottom=_BLACK)
"""Around the cells of what is printed as an official table."""


def aligned(horizontal: str) -> Alignment:
    """Return how words stand that take as many lines as they need."""
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=True)


LEFT, CENTRE = aligned("left"), aligned("center")
UPRIGHT = Alignment(horizontal="center", vertical="center", wrap_text=True, text_rotation=90)
RIGHT = Alignment(horizontal="right", vertical="center")
OPEN = Protection(locked=False)

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # `_x0041_` would be read as "A"
_VI = "[$-42A]"
"""The number is written with the separators of Vietnamese in every program that knows them."""

COUNT, GENERAL, TEXT, DAY = f"{_VI}#,##0", f"{_VI}General", "@", "dd/mm/yyyy"
RATE = f"[=0]{_VI}0%;[=1]{_VI}0%;{_VI}#,##0.00%"
"""A rate with two decimals; `as_prose` shows fewer or more where prose does."""

POINTS = f"{_VI}#,##0.00"
_OWN_FORMATS = {RATE: 200, POINTS: 220, GENERAL: 240}
"""From which number on the formats of rules count: openpyxl gives those below."""


def as_prose(sheet: Worksheet, cells: str, shown: str) -> None:
    """Have a cell, or those of a column, of a format show numbers as prose: 50%; 82,1%; 99,996%.

    Zeros at the end are left out, and what is not all never shows as 100%, nor what is not nothing
    as 0%: decimals are added until it shows.
    """
    cell = cells.partition(":")[0]
    sign, more = ("%", 2) if shown == RATE else ("", 0)

    def at(places: int) -> str:
        return f"ROUND({cell},{places + more})"

    if shown not in _OWN_FORMATS:
        return
    rules: list[tuple[str, str]] = []
    if shown == RATE:
        lost = f"OR(AND({cell}<>0,{at(2)}=0),AND({cell}<>1,{at(2)}=1))"
        rules += (
            (f"AND({lost},{at(places)}<>0,{at(places)}<>1)", f"{rounded(places)}{sign}")
            for places in range(3, _MOST_PLACES + 1)
        )
    if shown in (RATE, POINTS):
        rules += ((f"{at(2)}={at(places)}", f"{rounded(places)}{sign}") for places in (0, 1))
    else:
        rules.append((f"{cell}=INT({cell})", COUNT))
    for number, (when, format) in enumerate(rules, _OWN_FORMATS[shown]):
        look = DifferentialStyle(numFmt=NumberFormat(numFmtId=number, formatCode=format))
        rule = Rule(type="expression", formula=[f"IF(ISNUMBER({cell}),{when},FALSE)"])
        rule.dxf, rule.stopIfTrue = look, True
        sheet.conditional_formatting.add(cells, rule)


def rounded(places: int) -> str:
    """Return the format of a number with so many decimals."""
    return f"{_VI}#,##0" + (f".{'0' * places}" if places else "")


def percent(places: int) -> str:
    """Return the format of a rate with so many decimals."""
    return f"{rounded(places)}%"


def after(words: str, shown: str) -> str:
    """Return a format that shows words before the number."""
    return f'{_VI}"{words}"{shown.removeprefix(_VI)}' if words else shown


def put(cell: Any, value: Any) -> None:
    """Put a value into a cell; text stays text, whatever it begins with or holds."""
    cell.value = _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        if value[:1] in ("=", "+", "-", "@"):
            cell.quotePrefix = True


def lines_of(value: Any, width: float) -> int:
    """Return in about how many lines a cell shows its text.

    >>> lines_of("Ủy ban nhân dân xã Mai Hoa", 40), lines_of("Ủy ban nhân dân xã Mai Hoa", 20)
    (1, 2)
    """
    if not isinstance(value, str) or value.startswith("=IF("):
        return 1
    return -(-len(value) // max(int(width * 1.15), 1))


def across(sheet: Worksheet, *, title_rows: str, wide: int = 1) -> None:
    """Set a sheet up for A4 paper across, its head on every page, so many pages wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.fitToWidth = wide
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = title_rows


def page(sheet: Worksheet, *, title_rows: str, wide: int = 1) -> None:
    """Set a sheet of ours up for paper: across, with its name and the pages at the foot."""
    across(sheet, title_rows=title_rows, wide=wide)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.4, 0.6, 0.8
    margins.footer = 0.3
    sheet.oddFooter.center = HeaderFooterPart(text="&A - trang &P/&N")  # type: ignore[union-attr]
    sheet.sheet_view.showGridLines = False


def new_book() -> Workbook:
    """Return a workbook of one blank sheet."""
    return Workbook()


def bytes_of(book: Workbook, *, creator: str = "cchc_lib") -> bytes:
    """Return a workbook as a file: the same always."""
    book.properties.creator = creator
    return workbook_bytes(book)
