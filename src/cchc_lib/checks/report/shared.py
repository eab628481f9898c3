"""What several rules ask of one report, found once in an audit.

Outside an audit, where a rule is called alone, it is found anew: nothing is kept of a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from cchc_lib.report.head import ReportHead

__all__ = ["once", "sharing"]

_Found = TypeVar("_Found")

_AUDITED: ContextVar[tuple[ReportHead, dict[Any, Any]] | None] = ContextVar("audited", default=None)


@contextmanager
def sharing(report: ReportHead) -> Iterator[None]:
    """Keep what `once` finds in a report until its audit ends, in this thread or task only."""
    token = _AUDITED.set((report, {}))
    try:
        yield
    finally:
        _AUDITED.reset(token)


def once(report: ReportHead, find: Callable[[ReportHead], _Found]) -> _Found:
    """Return what a function finds in the report under audit, found the first time it is asked."""
    audited = _AUDITED.get()
    if audited is None or audited[0] is not report:
        return find(report)
    if find not in audited[1]:
        audited[1][find] = find(report)
    found: _Found = audited[1][find]
    return found
