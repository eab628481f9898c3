"""Work for a request, within its limits: what is too much is told, and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
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
        self._seconds = limits.work_seconds
        self._executor = BoundedExecutor(
            limits.at_once, seconds=limits.work_seconds, memory=limits.memory
        )

    async def run(self, job: Callable[..., Done], *args: object) -> Done:
        """Return what a function of a module returns for arguments that can be pickled.

        Raises:
            HTTPException: 503 when it takes longer than it may, or more memory; with what to do.
            Exception: what the function itself raises.
        """
        work = asyncio.wrap_future(self._executor.submit(job, *args))
        try:
            return await asyncio.wait_for(work, self._seconds)
        except TimeoutError:
            raise HTTPException(503, _TOO_LONG.format(self._seconds)) from None
        except (BrokenExecutor, MemoryError):
            raise HTTPException(503, _TOO_MUCH) from None


_TOO_LONG = (
    "Xử lý quá {:g} giây nên đã dừng. Hãy chia nhỏ nội dung rồi thử lại, hoặc dùng dòng lệnh "
    "(cchc check, cchc render), không giới hạn thời gian."
)
_TOO_MUCH = (
    "Nội dung cần nhiều bộ nhớ hơn mức cho phép nên đã dừng. Hãy chia nhỏ nội dung rồi thử lại."
)
