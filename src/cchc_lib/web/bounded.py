"""Work in a process of its own, which ends with its time: nothing a file holds can stop the page.

The processes are those of anyio: they stay for the next request, and one whose work takes too long
is killed. What fails in one, by its memory too, is told and no more.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process
from starlette.exceptions import HTTPException

from cchc_lib.web.limits import Limits

__all__ = ["Bounded"]

Done = TypeVar("Done")


class Bounded:
    """Runs functions within limits, a few at once."""

    def __init__(self, limits: Limits) -> None:
        """Hold the limits."""
        self._limits = limits
        self._turns: CapacityLimiter | None = None

    async def run(self, job: Callable[..., Done], *args: object) -> Done:
        """Return what a function of a module returns for arguments that can be pickled.

        Raises:
            HTTPException: 503 when it takes longer than it may, or more memory; with what to do.
            Exception: what the function itself raises.
        """
        if self._turns is None:  # of the running loop
            self._turns = CapacityLimiter(self._limits.at_once)
        try:
            with anyio.fail_after(self._limits.work_seconds):
                bound = partial(_confined, self._limits.memory, job)
                return await to_process.run_sync(
                    bound, *args, cancellable=True, limiter=self._turns
                )
        except TimeoutError:
            raise HTTPException(503, _TOO_LONG.format(self._limits.work_seconds)) from None
        except (BrokenWorkerProcess, MemoryError, pickle.UnpicklingError):
            raise HTTPException(503, _TOO_MUCH) from None


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
