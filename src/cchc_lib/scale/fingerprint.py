"""What a report says as one short text: equal reports have equal ones, on any machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from cchc_lib.exchange.data import to_dict
from cchc_lib.outline.outline import Outline
from cchc_lib.report.head import ReportHead

__all__ = ["fingerprint", "outline_print"]


def fingerprint(report: ReportHead) -> str:
    """Return the SHA-256 of a report's facts, in hexadecimal.

    >>> from cchc_lib import Agency, Period, Report
    >>> report = Report(agency=Agency(name="UBND xã Mai Hoa"), period=Period.year(2026))
    >>> len(fingerprint(report)), fingerprint(report) == fingerprint(Report(
    ...     agency=Agency(name="Ủy ban nhân dân xã Mai Hoa"), period=Period.year(2026)))
    (64, True)
    """
    return sha256(_canonical(to_dict(report)).encode()).hexdigest()


def outline_print(outline: Outline | None) -> str | None:
    """Return what an outline says as short text; of functions their names and what they hold.

    `None` where that does not tell what a part writes: a lambda, a function made over a table.
    """
    if outline is None:
        return ""
    parts = []
    for part in outline.walk():
        held = _held(part.write)
        if held is None:
            return None
        parts.append([*map(str, _said(part)), *map(repr, held)])
    return sha256(_canonical(parts).encode()).hexdigest()


def _held(write: Any) -> tuple[Any, ...] | None:
    """Return what a function was made over; `None` where that cannot be told."""
    if "<lambda>" in getattr(write, "__qualname__", ""):
        return None
    try:
        cells = tuple(cell.cell_contents for cell in getattr(write, "__closure__", None) or ())
    except ValueError:  # of a cell that is still empty
        return None
    return cells if all(type(cell) in (str, int, bool, type(None)) for cell in cells) else None


def _said(part: Any) -> Iterator[Any]:
    write = part.write
    yield from (part.id, part.title, part.lines, part.is_list, part.table, part.about, part.annex)
    yield from (part.when_empty, getattr(write, "__module__", ""))
    yield getattr(write, "__qualname__", type(write).__name__)


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
