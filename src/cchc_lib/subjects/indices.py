"""Indices that others measure: PAR INDEX, SIPAS, PAPI, the 766 index, digital transformation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from cchc_lib import define
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence

__all__ = ["INDICES", "Index", "Indices"]


@define.subject("chỉ số")
@attrs.frozen(kw_only=True)
class Index:
    """One index as it was announced: points, percentage, rank, and those of the time before.

    Nothing of it is computed here but the differences: its method belongs to who announced it.

    >>> index = Index(name="PAR INDEX", points=Decimal("87.55"), previous_points=Decimal("85.4"))
    >>> index.points_change
    Decimal('2.15')
    """

    name: str = define.name("tên chỉ số", default=attrs.NOTHING)
    announced_by: str | None = define.words("cơ quan công bố")
    points: Decimal | None = define.score("điểm", "điểm số")
    max_points: Decimal | None = define.score("điểm", "điểm tối đa")
    rate: Decimal | None = define.score("%", "tỷ lệ đạt")
    rank: int | Decimal | None = define.score("bậc", "xếp hạng")
    ranked: int | Decimal | None = define.score("đơn vị", "tổng số đơn vị xếp hạng")
    previous_points: Decimal | None = define.score("điểm", "điểm số lần trước")
    previous_rank: int | Decimal | None = define.score("bậc", "xếp hạng lần trước")
    points_change = define.total(
        "points - previous_points", "tăng, giảm điểm số", over_periods="none"
    )
    rank_change = define.total("previous_rank - rank", "tăng, giảm bậc", over_periods="none")


@define.subject("các chỉ số")
@attrs.frozen(kw_only=True)
class Indices:
    """The indices announced in the period."""

    indices: Sequence[Index] = define.several(Index, "chỉ số")
    notes: Sequence[str] = define.narrative("nội dung khác")


INDICES = Part(
    "i.6",
    "Kết quả các chỉ số",
    about="indices",
    is_list=True,
    lines=[
        Sentence(
            "Chỉ số {.name}[ do {.announced_by} công bố]: <,<?đạt {.points}/{.max_points} điểm"
            "[ (tỷ lệ {.rate})]|đạt {.points} điểm[ (tỷ lệ {.rate})]|tỷ lệ đạt {.rate}"
            "[ (thang điểm {.max_points} điểm)]|thang điểm {.max_points} điểm>"
            "|<?xếp hạng {.rank}/{.ranked} đơn vị|xếp hạng {.rank}"
            "|{.ranked} đơn vị được xếp hạng>>"
            "[; lần công bố trước <,đạt {.previous_points} điểm"
            "[ (<?tăng {.points_change+} điểm|không thay đổi{.points_change=0}"
            "|chênh lệch {.points_change} điểm>)]"
            "|xếp hạng {.previous_rank}"
            "[ (<?tăng {.rank_change+} bậc|không thay đổi{.rank_change=0}"
            "|chênh lệch {.rank_change} bậc>)]>].",
            "Chỉ số {.name}[ do {.announced_by} công bố]: "
            "<,lần công bố trước đạt {.previous_points} điểm"
            "|lần công bố trước xếp hạng {.previous_rank}>.",
            each="indices.indices",
        )
    ],
)
