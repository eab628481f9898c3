"""The foot of the document: what facts write of it and the document prints by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import FORM
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import fold_text

__all__ = ["kept_copy"]


@rule(
    "CCHC822",
    Severity.WARNING,
    citation=FORM,
    title="Nơi nhận không tự ghi dòng Lưu.",
    why="Văn bản tự in dòng Lưu ở cuối theo đơn vị soạn thảo; ghi thêm thì thành hai dòng.",
    english="The document prints it last by itself, from `drafting_unit`; written again it "
    "stands twice.",
    fires='report(recipients=["Như trên", "Lưu: VT, VP"])',
    silent='report(recipients=["Như trên", "Thường trực Đảng ủy"])',
    do="Bỏ dòng Lưu; ghi đơn vị soạn thảo vào mục riêng.",
)
def kept_copy(report: ReportHead) -> Iterator[Slip]:
    for row, line in enumerate(report.recipients):
        if re.match(r"[-–\s]*lưu\b", fold_text(line)):
            yield Slip(
                message=f"Nơi nhận đã có “{line}”, trong khi dòng Lưu được in tự động.",
                path=f"recipients[{row}]",
                actual=line,
            )
