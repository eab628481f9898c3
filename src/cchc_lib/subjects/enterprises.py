"""Enterprises and cooperatives: what the reform did for who does business."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib import define
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence

__all__ = ["ENTERPRISES", "Enterprises"]


@define.subject("doanh nghiệp, kinh tế tập thể")
@attrs.frozen(kw_only=True)
class Enterprises:
    """Enterprises founded, moved in and dissolved; cooperatives and cooperative groups founded."""

    founded: int | None = define.count("doanh nghiệp", "doanh nghiệp thành lập mới")
    moved_in: int | None = define.count("doanh nghiệp", "doanh nghiệp chuyển đến")
    dissolved: int | None = define.count("doanh nghiệp", "doanh nghiệp giải thể")
    cooperatives: int | None = define.count("hợp tác xã", "hợp tác xã thành lập mới")
    cooperative_groups: int | None = define.count("tổ hợp tác", "tổ hợp tác thành lập mới")
    notes: Sequence[str] = define.narrative("nội dung khác")
    added = define.total("founded + moved_in", "doanh nghiệp tăng thêm", is_printed=False)


ENTERPRISES = Part(
    "ii.7",
    "Phát triển doanh nghiệp, kinh tế tập thể",
    about="enterprises",
    lines=[
        Sentence(
            "Trong kỳ, trên địa bàn có <{enterprises.founded?} doanh nghiệp thành lập mới"
            "|{enterprises.moved_in?} doanh nghiệp chuyển đến hoạt động"
            "|{enterprises.dissolved?} doanh nghiệp giải thể"
            "|{enterprises.cooperatives?} hợp tác xã thành lập mới"
            "|{enterprises.cooperative_groups?} tổ hợp tác thành lập mới>.",
            "Trong kỳ không phát sinh doanh nghiệp thành lập mới{enterprises.founded=0}.",
        ),
    ],
)
