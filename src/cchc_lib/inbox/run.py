"""The files of a folder read at once, each in its bounds; one that fails stops no other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from typing import Any

from cchc_lib.bounded import BoundedExecutor
from cchc_lib.errors import CchcError
from cchc_lib.inbox.found import ReadFile
from cchc_lib.inbox.listing import Entry
from cchc_lib.inbox.reading import read_one

__all__ = ["bounded_each", "read_all", "why_not"]

_AHEAD = 16
"""Files handed out before the first of them must be back: what is read waits in memory."""


def read_all(
    entries: Sequence[Entry],
    executor: BoundedExecutor,
    *,
    seconds: float,
    outline: str | None,
    on_progress: Callable[[str, int, int], object] | None,
) -> list[tuple[Entry, ReadFile | None]]:
    """Return every entry with what was read of it, in their order; `None` of one not opened."""
    jobs = [(each.path, seconds, outline) for each in entries if not each.refusal]
    results = bounded_each(executor, read_one, jobs)
    found: list[tuple[Entry, ReadFile | None]] = []
    for place, each in enumerate(entries, 1):
        read = None if each.refusal else _settled(next(results), seconds)
        found.append((each, read))
        if on_progress is not None:
            on_progress(each.name, place, len(entries))
    return found


def bounded_each(
    executor: BoundedExecutor, fn: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]
) -> Iterator[Any]:
    """Yield the result of each job in order, or the error that it ended with."""
    waiting: deque[Future[Any]] = deque()
    try:
        for job in jobs:
            waiting.append(executor.submit(fn, *job))
            if len(waiting) > _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        for each in waiting:
            each.cancel()


def _result(future: Future[Any]) -> Any:
    try:
        return future.result()
    except Exception as error:
        return error


def _settled(result: Any, seconds: float) -> ReadFile:
    return ReadFile(error=why_not(result, seconds)) if isinstance(result, Exception) else result


def why_not(error: Exception, seconds: float) -> str:
    """Return why work on a file came to nothing, as an officer reads it."""
    if isinstance(error, TimeoutError):
        return f"đọc quá {seconds:g} giây nên đã dừng"
    if isinstance(error, MemoryError | BrokenExecutor):
        return "cần nhiều bộ nhớ hơn mức cho phép nên đã dừng"
    if isinstance(error, CchcError):
        return error.message_vi
    return f"lỗi của chương trình: {type(error).__name__}"
