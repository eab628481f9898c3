"""Where something stands in a file, in words of an officer: a figure's label, a line of a form."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from cchc_lib.figures.figure import Located, full_label, walk
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import capital

__all__ = ["apart", "figure_at", "in_words", "stated_at"]

_CELL = re.compile(r"(?P<form>[\w.]+)\[(?P<line>.+?)\](?:\((?P<column>[^()]+)\))?")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:[.\[][a-z0-9_.\[\]-]*)?")


def apart(path: str, names: Container[str]) -> tuple[str, str]:
    """Return the file that the path of a finding begins with, and what follows; "" of none.

    >>> apart("a: b.docx: đoạn 5", {"a: b.docx"})
    ('a: b.docx', 'đoạn 5')
    """
    parts = path.split(": ")
    for last in range(len(parts), 0, -1):
        if (name := ": ".join(parts[:last])) in names:
            return name, ": ".join(parts[last:])
    return "", path


def figure_at(place: str, report: ReportHead | None) -> Located | None:
    """Return the figure of facts that an id names, if it is one."""
    if report is None or not _ID.fullmatch(place):
        return None
    return next((each for each in walk(report) if each.id == place), None)


def stated_at(place: str, report: ReportHead | None, finding: Any) -> tuple[str, str]:
    """Return what stands in a file where a finding is, and what else gives it; "" of none.

    Nobody states a figure that is computed: what its parts are stands in the message.
    """
    figure = figure_at(place, report)
    is_made = figure is not None and figure.declaration.formula is not None
    is_made = is_made or f" tính ra {finding.actual}," in finding.message  # a cell left empty
    return ("", "") if is_made else (finding.actual or "", finding.expected or "")


def in_words(place: str, report: ReportHead | None) -> str:
    """Return a place as an officer names it; ids of figures and of cells become words.

    >>> in_words("II.06a[1. Hộ tịch](3)", None), in_words("đoạn 5", None)
    ('biểu II.06a, dòng “1. Hộ tịch”, cột (3)', 'đoạn 5')
    """
    if found := figure_at(place, report):
        return f"số liệu “{capital(full_label(found))}”"
    if cell := _CELL.fullmatch(place):
        column = f", cột ({cell['column']})" if cell["column"] else ""
        return f"biểu {cell['form']}, dòng “{cell['line']}”{column}"
    return "tệp số liệu" if _ID.fullmatch(place) else place
