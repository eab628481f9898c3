"""The standard outline of the periodic report: five chapters and the annexes.

Chapter II has the six contents of Nghị quyết 76/NQ-CP of 15/7/2021; parts 7 and 8 mirror the
impact area of the PAR INDEX and print only where the agency has facts for them. One outline serves
the annual, six-month and quarterly report: the period names itself and the one that follows.
"""

from __future__ import annotations

from cchc_lib.outline import (
    annexes,
    direction,
    institutions,
    judgement,
    procedures,
    public_service as service,
    staffing as apparatus,
)
from cchc_lib.outline.outline import Outline, Part

__all__ = ["STANDARD"]

STANDARD = Outline(
    (
        Part(
            "i",
            "Công tác chỉ đạo, điều hành cải cách hành chính",
            parts=(
                Part("i.1", "Công tác chỉ đạo, điều hành", write=direction.directing),
                Part("i.2", "Thực hiện kế hoạch cải cách hành chính", write=direction.plan),
                Part("i.3", "Công tác kiểm tra cải cách hành chính", write=direction.inspections),
                Part(
                    "i.4",
                    "Công tác thông tin, tuyên truyền cải cách hành chính",
                    write=direction.outreach,
                ),
                Part("i.5", "Thực hiện nhiệm vụ được giao", write=direction.assigned_tasks),
            ),
        ),
        Part(
            "ii",
            "Kết quả thực hiện cải cách hành chính",
            parts=(
                Part("ii.1", "Cải cách thể chế", write=institutions.institutions),
                Part("ii.2", "Cải cách thủ tục hành chính", write=procedures.procedures),
                Part("ii.3", "Cải cách tổ chức bộ máy", write=apparatus.staffing),
                Part("ii.4", "Cải cách chế độ công vụ", write=service.civil_service),
                Part("ii.5", "Cải cách tài chính công", write=service.budget),
                Part(
                    "ii.6",
                    "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
                    write=service.digital,
                ),
                Part("ii.7", "Phát triển doanh nghiệp, kinh tế tập thể", write=service.enterprises),
                Part("ii.8", "Thu ngân sách", write=service.revenue),
            ),
        ),
        Part(
            "iii",
            "Đánh giá chung",
            parts=(
                Part("iii.1", "Ưu điểm", write=judgement.strengths),
                Part("iii.2", "Tồn tại, hạn chế", write=judgement.shortcomings),
                Part("iii.3", "Nguyên nhân", write=judgement.causes),
            ),
        ),
        Part("iv", "Phương hướng, nhiệm vụ {next_period}", write=judgement.next_tasks),
        Part("v", "Kiến nghị, đề xuất", write=judgement.recommendations),
    ),
    annexes=(
        Part("annex.plan", "Kết quả thực hiện kế hoạch", write=annexes.plan),
        Part("annex.dossiers", "Kết quả giải quyết thủ tục hành chính", write=annexes.dossiers),
        Part("annex.staffing", "Tình hình biên chế", write=annexes.staffing),
        Part("annex.budget", "Tài chính, ngân sách", write=annexes.budget),
        Part("annex.changes", "So sánh số liệu", write=annexes.changes),
    ),
)
