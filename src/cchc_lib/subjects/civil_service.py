"""Civil service: recruitment, appointments, training, ratings, discipline."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib import define
from cchc_lib.figures.ratio import Ratio
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.subjects.groups import Group

__all__ = ["CIVIL_SERVICE", "CivilService"]


@define.subject("chế độ công vụ")
@attrs.frozen(kw_only=True)
class CivilService:
    """What changed in the corps of civil servants; 0 says that nothing arose."""

    positions: int | None = define.count(
        "vị trí", "vị trí việc làm được phê duyệt", over_periods="last"
    )
    placed: int | None = define.count(
        "người", "công chức bố trí đúng vị trí việc làm", over_periods="last"
    )
    recruited: int | None = define.count("người", "số người được tuyển dụng")
    appointed: int | None = define.count("người", "số người được bổ nhiệm")
    reappointed: int | None = define.count("người", "số người được bổ nhiệm lại")
    trained: int | None = define.count("lượt người", "lượt người được đào tạo, bồi dưỡng")
    classes: int | None = define.count("lớp", "lớp đào tạo, bồi dưỡng")
    training_topics: Sequence[Group] = define.several(Group, "đào tạo, bồi dưỡng theo nội dung")
    ratings: Sequence[Group] = define.several(Group, "xếp loại cuối năm", over_periods="last")
    disciplined: int | None = define.count("trường hợp", "số trường hợp bị kỷ luật")
    discipline_forms: Sequence[Group] = define.several(Group, "kỷ luật theo hình thức")
    compliance: Ratio | None = define.share("tỷ lệ chấp hành kỷ luật, kỷ cương hành chính")
    notes: Sequence[str] = define.narrative("nội dung khác")
    topics_total = define.total(
        "sum(training_topics.count)",
        "tổng số lượt người đào tạo, bồi dưỡng theo nội dung",
        unit="lượt người",
        agrees_with=define.tie("trained", severity="warning"),
        is_printed=False,
    )
    rated = define.total("sum(ratings.count)", "số người được xếp loại", unit="người")
    forms_total = define.total(
        "sum(discipline_forms.count)",
        "tổng số trường hợp kỷ luật theo hình thức",
        unit="trường hợp",
        agrees_with=define.tie("disciplined", severity="warning"),
        is_printed=False,
    )


def _arose(name: str, some: str, none: str, more: str = "", groups: str = "") -> Sentence:
    """Return a sentence on a count, with its change, or that nothing arose for 0.

    `groups` is said where only the groups were reported, not the count of all.
    """
    id = f"civil_service.{name}"
    said = some.replace("{}", f"{{{id}}}")
    return Sentence(
        f"Trong kỳ {said}[, {{{id}.change}} so với {{previous}}]{more}.",
        *([f"Trong kỳ {groups}."] if groups else []),
        none=f"Trong kỳ {none}.",
    )


CIVIL_SERVICE = Part(
    "ii.4",
    "Cải cách chế độ công vụ",
    about="civil_service",
    is_list=True,
    lines=[
        "Có <{civil_service.positions} vị trí việc làm được phê duyệt"
        "|{civil_service.placed} công chức được bố trí đúng vị trí việc làm>.",
        _arose("recruited", "đã tuyển dụng {} người", "không tuyển dụng"),
        _arose("appointed", "đã bổ nhiệm {} người", "không bổ nhiệm mới"),
        _arose("reappointed", "đã bổ nhiệm lại {} người", "không bổ nhiệm lại"),
        _arose(
            "trained",
            "đã cử {} lượt người tham gia đào tạo, bồi dưỡng",
            "chưa cử người tham gia đào tạo, bồi dưỡng",
            "[, trong đó: {civil_service.training_topics*lượt người}]",
            "đã cử người tham gia đào tạo, bồi dưỡng: {civil_service.training_topics*lượt người}",
        ),
        Sentence(
            "Trong kỳ đã tổ chức {civil_service.classes} lớp đào tạo, bồi dưỡng.",
            none="Trong kỳ không tổ chức lớp đào tạo, bồi dưỡng.",
        ),
        "Đánh giá, xếp loại cuối năm {civil_service.rated} người, gồm: "
        "{civil_service.ratings*người}.",
        _arose(
            "disciplined",
            "đã xử lý kỷ luật {} trường hợp",
            "không phát sinh trường hợp kỷ luật",
            "[, trong đó: {civil_service.discipline_forms*trường hợp}]",
            "đã xử lý kỷ luật: {civil_service.discipline_forms*trường hợp}",
        ),
        "{civil_service.compliance} cán bộ, công chức chấp hành kỷ luật, kỷ cương hành chính.",
    ],
)
