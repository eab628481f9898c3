"""What the unit itself says of its figures: as it stated them, and how they were come by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.checks import check_choice
from cchc_lib.figures.declaration import labelled
from cchc_lib.figures.frozen import FrozenDict
from cchc_lib.report.fields import day, words

__all__ = ["Claim", "Coverage", "CoverageName", "Mark", "to_claims", "to_marks"]


class Coverage(StrEnum):
    """Of which units, or which periods, a figure of several is."""

    ALL = "all"
    SOME = "some"
    MIXED = "mixed"
    """What is known of it is of several groups: a rate of all parts and of some wholes only."""

    @property
    def label(self) -> str:
        """The coverage in Vietnamese."""
        return _COVERAGES[self]


_COVERAGES = {
    Coverage.ALL: "đủ các đơn vị, các kỳ",
    Coverage.SOME: "chưa đủ các đơn vị hoặc các kỳ",
    Coverage.MIXED: "gộp từ số liệu của các đơn vị không giống nhau",
}

CoverageName = Literal["all", "some", "mixed"]
"""The coverages as text, which `Mark(coverage=)` takes too."""


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


def _to_coverage(value: Coverage | CoverageName) -> Coverage:
    return Coverage(check_choice("Mark.coverage", value, tuple(map(str, Coverage))))


@attrs.frozen(kw_only=True)
class Mark:
    """What is said of one figure beside its value: an estimate, its source, its day, its coverage.

    An estimate prints "ước" before the number; source and day print as a footnote, and so does a
    coverage of which the source says nothing.
    """

    is_estimate: bool = attrs.field(
        default=False, validator=_check_flag, metadata=labelled("số ước thực hiện")
    )
    source: str | None = words("nguồn số liệu")
    as_of: date | None = day("thời điểm cập nhật của số liệu", as_of="estimate")
    coverage: Coverage = attrs.field(
        default=Coverage.ALL, converter=_to_coverage, metadata=labelled("phạm vi của số liệu")
    )


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
