"""The problems of a file that makes a kind of report: each with the key where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cchc_lib.errors import MAX_PROBLEMS, CchcError, InvalidValueError
from cchc_lib.exchange.leaves import at

__all__ = ["EnoughError", "Slips"]


class EnoughError(Exception):
    """There are as many slips as anybody reads."""


class Slips:
    """What is wrong in a file, gathered while it is read."""

    def __init__(self) -> None:
        """Hold none yet."""
        self.found: list[CchcError] = []

    def tell(self, path: str, got: object, accepted: str, accepted_vi: str) -> None:
        """Hold the refusal of a value."""
        self.add(InvalidValueError.refuse("", got, accepted, accepted_vi), path)

    def add(self, error: CchcError, path: str) -> None:
        """Hold an error as one of the key where it stands."""
        self.found.append(at(error, path))
        if len(self.found) >= MAX_PROBLEMS:
            raise EnoughError

    @contextmanager
    def at(self, path: str) -> Iterator[None]:
        """Hold what is refused inside, as a problem of a key."""
        try:
            yield
        except CchcError as error:
            self.add(error, path)
