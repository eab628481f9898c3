"""The agency's own judgement and what it will do next: narrative, in paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cchc_lib.document.nodes import Block
from cchc_lib.outline.context import Context
from cchc_lib.outline.outline import Part

__all__ = ["JUDGEMENT", "NEXT_TASKS", "RECOMMENDATIONS"]


def _listed(path: str) -> Callable[[Context], Iterable[Block]]:
    """Return what writes the paragraphs at a path as a list."""

    def write(context: Context) -> Iterable[Block]:
        return context.listed(context.fact(path) or ())

    return write


JUDGEMENT = Part(
    "iii",
    "Đánh giá chung",
    parts=(
        Part("iii.1", "Ưu điểm", write=_listed("assessment.strengths")),
        Part("iii.2", "Tồn tại, hạn chế", write=_listed("assessment.shortcomings")),
        Part("iii.3", "Nguyên nhân", write=_listed("assessment.causes")),
    ),
)
NEXT_TASKS = Part("iv", "Phương hướng, nhiệm vụ {next_period}", write=_listed("next_tasks"))
RECOMMENDATIONS = Part("v", "Kiến nghị, đề xuất", write=_listed("recommendations"))
