"""Work in processes of its own, which end with their time: nothing a file holds can stop the rest.

Each process is a fresh Python that imports what a job names and nothing of who asks: neither its
main module nor its open files. It stays for the next job; one that takes too long is killed.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from cchc_lib.errors import InvalidTypeError, InvalidValueError

__all__ = ["MEMORY", "BoundedExecutor", "serve"]

Done = TypeVar("Done")

MEMORY = 2 << 30
"""Bytes that a process may take; systems without such a bound (Windows) have none."""

_SIZE = 8  # bytes that say how long a message is
_CODE = "import json,sys;sys.path[:]=json.loads(sys.argv[1]);from cchc_lib.bounded import serve;"


class BoundedExecutor(Executor):
    """An executor whose jobs run in processes, each within so much time and memory.

    It serves wherever `concurrent.futures` does: `render_many(…, executor=BoundedExecutor(2))`. A
    job is a function of a module with arguments that can be pickled. One that takes longer than
    `seconds` ends with `TimeoutError`, one that takes more than `memory` bytes with `MemoryError`,
    one that ends its process with `BrokenExecutor`; the others go on.

    >>> with BoundedExecutor(1, seconds=60) as executor:
    ...     executor.submit(divmod, 7, 2).result()
    (3, 1)

    Raises:
        InvalidTypeError: for a number that is none.
        InvalidValueError: for a number below 1, or no time at all.
    """

    def __init__(self, workers: int = 2, *, seconds: float = 60, memory: int = MEMORY) -> None:
        """Hold the bounds; processes start with the first jobs."""
        for name, value in (("workers", workers), ("memory", memory)):
            _check(name, value, int, value if isinstance(value, int) else 0)
        _check("seconds", seconds, (int, float), seconds if isinstance(seconds, int | float) else 0)
        self._seconds, self._memory = seconds, memory
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="cchc-bounded")
        self._idle: list[_Process] = []
        self._lock = threading.Lock()
        self._end_idle = weakref.finalize(self, _end_all, self._idle)

    def submit(self, fn: Callable[..., Done], /, *args: Any, **kwargs: Any) -> Future[Done]:
        """Hand out a job; its time begins when a process is free for it."""
        return self._threads.submit(self._done, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; those at work finish first, if waited for."""
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._end_idle()

    def _done(self, fn: Callable[..., Done], args: Any, kwargs: Any) -> Done:
        job = pickle.dumps((fn, args, kwargs))
        with self._lock:
            process = self._idle.pop() if self._idle else None
        process = process or _Process(self._memory)
        try:
            is_done, result = process.ask(job, self._seconds)
        except BaseException:
            process.end()
            raise
        if isinstance(result, MemoryError):  # what it holds by now, nobody knows
            process.end()
        else:
            with self._lock:
                self._idle.append(process)
        if not is_done:
            raise result
        done: Done = result
        return done


def _check(name: str, value: object, kind: Any, number: float) -> None:
    accepted = "a number above 0, such as 2", "một số lớn hơn 0, ví dụ 2"
    if isinstance(value, bool) or not isinstance(value, kind):
        raise InvalidTypeError.refuse(name, value, *accepted)
    if not number > 0:
        raise InvalidValueError.refuse(name, value, *accepted)


def _end_all(idle: list[_Process]) -> None:
    while idle:
        idle.pop().end()


class _Process:
    """A process at work for one job at a time."""

    def __init__(self, memory: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{_CODE}serve({memory})", json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, job: bytes, seconds: float) -> tuple[bool, Any]:
        """Return whether a job was done, and its result or error."""
        out_of_time = threading.Event()

        def stop() -> None:
            out_of_time.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            with suppress(BrokenPipeError):
                _send(self._process.stdin, job)
            answer = _received(self._process.stdout)
        finally:
            timer.cancel()
        if out_of_time.is_set():
            raise TimeoutError(f"more than {seconds:g} seconds")
        if answer is None:
            raise BrokenExecutor("the process has ended at its work")
        found: tuple[bool, Any] = pickle.loads(answer)
        return found

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                assert pipe is not None
                pipe.close()
        self._process.wait()


def _send(pipe: Any, message: bytes) -> None:
    pipe.write(len(message).to_bytes(_SIZE, "big") + message)
    pipe.flush()


def _received(pipe: Any) -> bytes | None:
    """Return the next message, `None` when nobody sends any more."""
    head = pipe.read(_SIZE)
    size = int.from_bytes(head, "big")
    message: bytes = pipe.read(size)
    return message if len(head) == _SIZE and len(message) == size else None


def serve(memory: int) -> None:
    """Do the jobs that come on standard input until it ends; what they print goes nowhere."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks for the jobs ends them
    _confine(memory)
    while (job := _received(jobs)) is not None:
        _send(answers, _answer(job))


def _answer(job: bytes) -> bytes:
    try:
        fn, args, kwargs = pickle.loads(job)
        return pickle.dumps((True, fn(*args, **kwargs)))
    except Exception as error:
        try:
            said = pickle.dumps((False, error))
            pickle.loads(said)  # some errors can be written and not be read
        except Exception:
            said = pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
        return said


def _confine(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
