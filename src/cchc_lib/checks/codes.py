"""Which codes there are: those of the library, those given since, and those that are no more."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.checks.catalogued import CODES
from cchc_lib.errors import InvalidValueError, unknown_name
from cchc_lib.figures.codes import check_code, given_codes

__all__ = ["RETIRED", "check_known"]

RETIRED = {
    "CCHC451": "CCHC401",
    "CCHC452": "CCHC404",
    "CCHC453": "CCHC406",
    "CCHC454": "CCHC410",
    "CCHC850": "CCHC821",
}
"""Codes that no rule has any more, and what took their place; none is given again.

They are refused rather than read as their successors: nobody silences more than they wrote down.
"""


def check_known(field: str, value: object, here: Iterable[str] = ()) -> str:
    """Return `value` if it is the code of a rule; `here` are codes that are known at hand.

    Raises:
        InvalidValueError: for what is no code, and for a retired one, with what took its place.
        UnknownNameError: for a code that no rule has, with the nearest that one has.
    """
    code = check_code(field, value)
    if code in RETIRED:
        raise InvalidValueError.refuse(
            field,
            code,
            f"{RETIRED[code]!r}, which took its place",
            f"{RETIRED[code]!r}, mã đã thay cho mã này",
        )
    known = {*CODES, *given_codes(), *here}
    if code not in known:
        raise unknown_name("finding code", "mã phát hiện", code, sorted(known), where=field)
    return code
