"""Work in a process of its own, which ends with its time: nothing a file holds can stop the page.

Who comes while others are worked on waits, and its time begins with its own work; more than a few
do not wait, they are told to come again. The processes are those of anyio: they stay for the next
request, and one whose work takes too long is killed. What fails in one, by its memory too, is told
and no more.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, Semaphore, to_process
from starlette.exceptions import HTTPException

from cchc_lib.web.limits import Limits

__all__ = ["Bounded"]

Done = TypeVar("Done")


class Bounded:
    """Runs functions within limits, a few at once."""

    def __init__(self, limits: Limits) -> None:
        """Hold the limits."""
        self._limits = limits
        self._taken = 0
        self._turns: Semaphore | None = None
        self._processes: CapacityLimiter | None = None

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
        if self._turns is None:  # of the running loop
            self._turns = Semaphore(self._limits.at_once)
        async with self._turns:
            try:
                with anyio.fail_after(self._limits.work_seconds):
                    return await self._apart(job, *args)
            except TimeoutError:
                raise HTTPException(503, _TOO_LONG.format(self._limits.work_seconds)) from None
            except (BrokenWorkerProcess, MemoryError, pickle.UnpicklingError):
                raise HTTPException(503, _TOO_MUCH) from None

    async def _apart(self, job: Callable[..., Done], *args: object) -> Done:
        """Return what a function returns in a process of its own, which ends when this is."""
        if self._processes is None:
            self._processes = CapacityLimiter(self._limits.at_once)
        bound = partial(_confined, self._limits.memory, job)
        return await to_process.run_sync(bound, *args, cancellable=True, limiter=self._processes)


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


def _confined(memory: int, job: Callable[..., Done], *args: object) -> Done:
    """Run a job in a process that may not take more memory than it should."""
    try:
        import resource
    except ImportError:  # Windows
        return job(*args)
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
    return job(*args)
