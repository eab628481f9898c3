"""Names of administrative units that hold a number, which counts nothing: xã Sơn Kim 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from cchc_lib.law.units import units

__all__ = ["place_names"]

_NUMBER = re.compile(r"(?<![\w.,/%-])[0-9]{1,2}(?=$|[\s);:]|[,.](?:\s|$))")


def place_names(flat: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that are names of units with a number.

    >>> list(place_names("UBND xã Sơn Kim 1 tiếp nhận 1 hồ sơ"))
    [(8, 17)]
    """
    for found in _NUMBER.finditer(flat):
        for name in _numbered().get(found[0], ()):
            start = found.start() - name.index(found[0])
            stretch = flat[max(0, start) : start + len(name)]
            after = flat[start + len(name) : start + len(name) + 1]
            is_whole = start > 0 and not flat[start - 1].isalnum() and not after.isalnum()
            if is_whole and stretch.lower() == name:
                yield start, start + len(name)


@cache
def _numbered() -> Mapping[str, tuple[str, ...]]:
    """Return the names without the kind of unit, in small letters, by their numbers."""
    found: dict[str, dict[str, None]] = {}
    for each in units().values():
        name = each.name.partition(" ")[2].lower()
        if number := re.search(r"(?<!\w)[0-9]{1,2}(?!\w)", name):
            found.setdefault(number[0], {})[name] = None
    return {number: tuple(names) for number, names in found.items()}
