"""The formulas of a workbook: as in the form, what is not known makes a result not known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from cchc_lib.forms.values import NO_NUMBER, UNKNOWN

__all__ = ["NOT_KNOWN", "rate_formula", "sum_formula"]

_MOST_TERMS = 200
"""How many cells or ranges a formula names at most; Excel takes 255."""

NOT_KNOWN = f'"{UNKNOWN}"'
"""What a formula shows where a term is not known."""


def sum_formula(
    plus: Sequence[str],
    less: Sequence[str] = (),
    open_rows: Sequence[tuple[str, str, int]] = (),
    free: Sequence[str] = (),
    *,
    nothing: str = NOT_KNOWN,
) -> str | None:
    """Return the formula of a sum; `nothing` is what it is of no terms.

    `open_rows` count where their label is filled in, `free` cells where they are not empty.
    """
    listed = [(f"{letter}{at}", f"${label}{at}") for letter, label, at in open_rows]
    add, take = _ranges([*plus, *free, *(cell for cell, _ in listed)]), _ranges(less)
    named = _ranges([label for _, label in listed])
    if not add or len(add) + len(take) + len(named) > _MOST_TERMS:
        return None
    every = (*add, *take)
    absent = "+".join(f'COUNTIF({each},"{NO_NUMBER}")' for each in every)
    needed = str(len(plus) + len(less)) + "".join(f"+COUNTA({each})" for each in named)
    needed += "".join(f'+({each}<>"")' for each in free)
    total = f"SUM({','.join(add)})" + (f"-SUM({','.join(take)})" if take else "")
    known = f"COUNT({','.join(every)})"
    return (
        f'IF({known}+{absent}={needed},IF({known}=0,IF({needed}=0,{nothing},"{NO_NUMBER}"),'
        f'{total}),"{UNKNOWN}")'
    )


def rate_formula(part: str, whole: str, places: int) -> str:
    """Return the formula of a percentage: half up, never 100 nor 0 where it is not."""
    rate = f"ROUND({part}/{whole}*100,{places})"
    finer = f"ROUND({part}/{whole}*100,{places + 4})"
    edge = f"OR(AND({rate}=100,{part}<>{whole}),AND({rate}=0,{part}<>0))"
    return (
        f"IF(COUNT({part},{whole})=2,IF({whole}=0,IF({part}=0,"
        f'"{NO_NUMBER}","{UNKNOWN}"),IF({edge},{finer},{rate})),'
        f'IF(OR({part}="{NO_NUMBER}",{whole}="{NO_NUMBER}"),"{NO_NUMBER}","{UNKNOWN}"))'
    )


def _ranges(cells: Sequence[str]) -> list[str]:
    """Return cells as ranges, where they stand in a line or under each other."""
    parts = [re.match(r"(\$?)([A-Z]+)(\d+)", cell) for cell in cells]
    found: list[tuple[str, int, int]] = []
    keys = [(each[1] + each[2], int(each[3])) for each in parts if each]
    if len({letter for letter, _ in keys}) == 1:
        for _, run in groupby(
            enumerate(sorted(keys, key=lambda k: k[1])), lambda e: e[1][1] - e[0]
        ):
            own = [each for _, each in run]
            found.append((own[0][0], own[0][1], own[-1][1]))
        return [f"{a}{b}" if b == c else f"{a}{b}:{a}{c}" for a, b, c in found]
    return list(cells)
