"""Work for a request, within its limits: what is too much is told, and no more.

Who comes while others are worked on waits, and its time begins with its own work; more than a few
do not wait, they are told to come again.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import TypeVar

from starlette.exceptions import HTTPException

from cchc_lib.bounded import BoundedExecutor
from cchc_lib.web.limits import Limits

__all__ = ["Bounded"]

Done = TypeVar("Done")


class Bounded:
    """Runs functions within limits, a few at once."""

    def __init__(self, limits: Limits) -> None:
        """Hold the limits."""
        self._limits = limits
        self._taken = 0

    @cached_property
    def _executor(self) -> BoundedExecutor:
        limits = self._limits
        return BoundedExecutor(limits.at_once, seconds=limits.work_seconds, memory=limits.memory)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold one of the places of requests that send something, wait, or are worked on.

        Raises:
            HTTPException: 503 when all are taken; with when to come again.
        """
        if self._taken >= self._limits.at_once + self._limits.waiting:
            seconds = math.ceil(self._limits.work_seconds)  # by then one of them is done
            raise HTTPException(503, _FULL.format(seconds), {"Retry-After": str(seconds)})
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1

    async def run(self, job: Callable[..., Done], *args: object) -> Done:
        """Return what a function of a module returns for arguments that can be pickled.

        It waits for its turn first, however long that is: the time of the work is that of the job
        alone.

        Raises:
            HTTPException: 503 when it takes longer than it may, or more memory; with what to do.
            Exception: what the function itself raises.
        """
        try:
            return await asyncio.wrap_future(self._executor.submit(job, *args))
        except TimeoutError:
            raise HTTPException(503, _TOO_LONG.format(self._limits.work_seconds)) from None
        except (BrokenExecutor, MemoryError):
            raise HTTPException(503, _TOO_MUCH) from None


_FULL = (
    "Trang đang xử lý nhiều nội dung khác nên chưa nhận thêm được. Nội dung vừa gửi chưa được xử "
    "lý; hãy gửi lại sau {} giây."
)
_TOO_LONG = (
    "Xử lý quá {:g} giây nên đã dừng. Hãy chia nhỏ nội dung rồi thử lại, hoặc dùng dòng lệnh "
    "(cchc check, cchc render), không giới hạn thời gian."
)
_TOO_MUCH = (
    "Nội dung cần nhiều bộ nhớ hơn mức cho phép nên đã dừng. Hãy chia nhỏ nội dung rồi thử lại."
)
