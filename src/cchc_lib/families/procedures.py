"""The report on the control of administrative procedures and the results of handling them.

"Tình hình, kết quả giải quyết và kiểm soát thủ tục hành chính": the contents that reports under
Thông tư 01/2020/TT-VPCP have; the national regime after the move of this work to the Ministry of
Justice is not settled, so title, outline and periods are values that an office replaces.
"""

from __future__ import annotations

import attrs

from cchc_lib import define
from cchc_lib.outline import tables
from cchc_lib.outline.family import family
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.report.head import ReportHead
from cchc_lib.subjects.direction import (
    DIRECTING,
    INSPECTING,
    PUBLICITY,
    Direction,
    Inspections,
    Outreach,
)
from cchc_lib.subjects.judgement import JUDGEMENT, NEXT_TASKS, RECOMMENDATIONS
from cchc_lib.subjects.procedures import said
from cchc_lib.subjects.procedures.facts import Procedures
from cchc_lib.subjects.procedures.tables import DOSSIERS_TABLE

__all__ = ["PROCEDURES_OUTLINE", "ProceduresReport"]


def _part(number: int, title: str, *lines: object, **more: object) -> Part:
    return Part(f"i.{number}", title, lines=lines, is_list=len(lines) > 1, **more)  # type: ignore[arg-type]


PROCEDURES_OUTLINE = Outline(
    (
        Part(
            "i",
            "Tình hình, kết quả kiểm soát và giải quyết thủ tục hành chính",
            parts=(
                _part(1, "Kiểm soát quy định thủ tục hành chính", said.RULES_OF_PROCEDURES),
                _part(2, "Công bố, công khai thủ tục hành chính", said.ANNOUNCED),
                _part(3, "Rà soát, đơn giản hóa thủ tục hành chính", said.REVIEWED),
                _part(
                    4,
                    "Tiếp nhận, xử lý phản ánh, kiến nghị",
                    *(said.FEEDBACK, said.HANDLED),
                    *(said.SURVEY, said.SURVEY_BY_SECTOR, said.SURVEY_BY_CRITERION),
                ),
                _part(
                    5,
                    "Giải quyết thủ tục hành chính",
                    *(said.RECEIVED, said.CHANNELS, said.RESOLVED, said.OPEN),
                    said.TIME,
                    annex="annex.dossiers",
                ),
                _part(6, "Cơ chế một cửa, một cửa liên thông", said.ONE_STOP),
                _part(
                    7,
                    "Thủ tục hành chính trên môi trường điện tử",
                    *(said.SERVICES, said.ONLINE_SERVICES, said.DIGITISED),
                    *(said.ELECTRONIC, said.PAID),
                ),
                attrs.evolve(PUBLICITY, id="i.8", title="Công tác truyền thông"),
                attrs.evolve(DIRECTING, id="i.9", title="Chỉ đạo, sáng kiến, đối thoại"),
                attrs.evolve(INSPECTING, id="i.10", title="Công tác kiểm tra"),
                Part("i.11", "Nội dung khác", about="procedures"),
            ),
        ),
        attrs.evolve(
            JUDGEMENT,
            id="ii",
            parts=tuple(
                attrs.evolve(part, id=part.id.replace("iii.", "ii.")) for part in JUDGEMENT.parts
            ),
        ),
        attrs.evolve(NEXT_TASKS, id="iii"),
        attrs.evolve(RECOMMENDATIONS, id="iv"),
    ),
    annexes=(
        DOSSIERS_TABLE,
        Part("annex.changes", "So sánh số liệu", write=tables.changes),
        Part("annex.cumulative", "Số liệu lũy kế từ đầu năm", write=tables.cumulative),
        Part("annex.evidence", "Danh mục minh chứng", write=tables.evidence),
    ),
)


@family(
    title="Tình hình, kết quả giải quyết và kiểm soát thủ tục hành chính {period}, phương hướng, "
    "nhiệm vụ {next_period}",
    outline=PROCEDURES_OUTLINE,
)
@attrs.frozen(kw_only=True)
class ProceduresReport(ReportHead):
    """A periodic report on procedures: rules, publication, feedback, dossiers, one-stop shops.

    Its rooms are those of the report on administrative reform, so ids and labels are the same.
    """

    procedures: Procedures | None = define.one(Procedures)
    outreach: Outreach | None = define.one(Outreach)
    direction: Direction | None = define.one(Direction)
    inspections: Inspections | None = define.one(Inspections)
