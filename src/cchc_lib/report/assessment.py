"""The agency's own judgement, and the documents that prove its figures."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.figures.subject import subject
from cchc_lib.report.citation import Citation
from cchc_lib.report.fields import narrative, several, words

__all__ = ["Assessment", "Evidence"]


@subject("đánh giá chung")
@attrs.frozen(kw_only=True)
class Assessment:
    """Strengths, shortcomings and their causes; each paragraph may name figures."""

    strengths: Sequence[str] = narrative("ưu điểm")
    shortcomings: Sequence[str] = narrative("tồn tại, hạn chế")
    causes: Sequence[str] = narrative("nguyên nhân")


@attrs.frozen(kw_only=True)
class Evidence:
    """Documents that prove one indicator, for the list of evidence that scoring asks for."""

    indicator: str = words("chỉ tiêu, tiêu chí", default=attrs.NOTHING)
    documents: Sequence[Citation] = several(Citation, "văn bản minh chứng")
