"""What the unit itself says of its figures: as it stated them, and how they were come by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.declaration import labelled
from cchc_lib.figures.frozen import FrozenDict
from cchc_lib.report.fields import day, words

__all__ = ["Claim", "Mark", "to_claims", "to_marks"]


@attrs.frozen
class Claim:
    """A figure as the unit stated it: compared with the computed one, never trusted."""

    figure: str = words("mã số liệu", default=attrs.NOTHING)
    text: str = words("nội dung đã nêu", default=attrs.NOTHING)


def to_claims(value: Mapping[str, str] | Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims from a mapping of figure id to text, or from claims."""
    if isinstance(value, Mapping):
        items: Iterable[Any] = (Claim(figure, text) for figure, text in value.items())
    elif isinstance(value, Iterable) and not isinstance(value, str):
        items = value
    else:
        items = (value,)
    found = tuple(items)
    for claim in found:
        if not isinstance(claim, Claim):
            raise InvalidTypeError.refuse(
                "Report.claims",
                claim,
                "a mapping of figure id to text, such as {'plan.completion': '95,34%'}",
                "bảng mã số liệu và nội dung đã nêu, ví dụ {'plan.completion': '95,34%'}",
            )
    return found


def _check_flag(_owner: object, _field: object, value: Any) -> None:
    if type(value) is not bool:
        raise InvalidTypeError.refuse("Mark.is_estimate", value, "True or False", "True hoặc False")


@attrs.frozen(kw_only=True)
class Mark:
    """What is said of one figure beside its value: an estimate, its source, the day it is of.

    An estimate prints "ước" before the number; source and day print as a footnote.
    """

    is_estimate: bool = attrs.field(
        default=False, validator=_check_flag, metadata=labelled("số ước thực hiện")
    )
    source: str | None = words("nguồn số liệu")
    as_of: date | None = day("thời điểm cập nhật của số liệu", as_of="estimate")


def to_marks(value: Mapping[str, Mark]) -> Mapping[str, Mark]:
    """Return marks by figure id, as a mapping that cannot change."""
    accepted = "a mapping of figure id to Mark, such as {'budget.revenue.actual_vnd': Mark(…)}"
    accepted_vi = "bảng mã số liệu và Mark, ví dụ {'budget.revenue.actual_vnd': Mark(…)}"
    if not isinstance(value, Mapping):
        raise InvalidTypeError.refuse("Report.marks", value, accepted, accepted_vi)
    for id, mark in value.items():
        if not isinstance(id, str) or not isinstance(mark, Mark):
            raise InvalidTypeError.refuse("Report.marks", {id: mark}, accepted, accepted_vi)
    return FrozenDict(value)
