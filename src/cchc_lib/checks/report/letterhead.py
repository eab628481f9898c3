"""The head and the foot of the document: who drafted, who signs, who receives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import FORM, repeated, term
from cchc_lib.law.series import TWO_TIERS
from cchc_lib.report.head import ReportHead
from cchc_lib.report.signatory import SignatureAuthority
from cchc_lib.vietnamese import fold_text

__all__ = [
    *("as_above", "deputy", "districts", "drafting_unit", "honours"),
    *("kept_copy", "lines_twice"),
]


@rule(
    "CCHC821",
    Severity.WARNING,
    citation=FORM,
    page="""
    Dòng Lưu ghi đơn vị soạn thảo, không ghi tên chính cơ quan ban hành.

    The archive copy names the unit that drafted it, "Lưu: VT, VP" (Nghị định 30/2020/NĐ-CP, Phụ lục
    I, mục II.9).

    Fires: report(drafting_unit="UBND")
    Silent: report(drafting_unit="VP")
    Do: Ghi chữ viết tắt của phòng, văn phòng đã soạn thảo.
    """,
)
def drafting_unit(report: ReportHead) -> Iterator[Slip]:
    if report.drafting_unit is None:
        return
    own = {report.agency.symbol, report.agency.name, report.agency.short_name}
    if fold_text(report.drafting_unit) in map(fold_text, own):
        yield Slip(
            message=f"Dòng Lưu ghi “VT, {report.drafting_unit}” là tên cơ quan ban hành; "
            "ở đây ghi đơn vị soạn thảo.",
            path="drafting_unit",
            actual=report.drafting_unit,
            expected="tên viết tắt của đơn vị soạn thảo, ví dụ VP",
        )


@rule(
    "CCHC822",
    Severity.WARNING,
    citation=FORM,
    page="""
    Nơi nhận không tự ghi dòng Lưu.

    The document prints it last by itself, from `drafting_unit`; written again it stands twice.

    Fires: report(recipients=["Như trên", "Lưu: VT, VP"])
    Silent: report(recipients=["Như trên", "Thường trực Đảng ủy"])
    Do: Bỏ dòng Lưu; ghi đơn vị soạn thảo vào mục riêng.
    """,
)
def kept_copy(report: ReportHead) -> Iterator[Slip]:
    for row, line in enumerate(report.recipients):
        if re.match(r"[-–\s]*lưu\b", fold_text(line)):
            yield Slip(
                message=f"Nơi nhận đã có “{line}”, trong khi dòng Lưu được in tự động.",
                path=f"recipients[{row}]",
                actual=line,
            )


_HONOUR = re.compile(
    r"(?:GS|PGS|TS|TSKH|Th\.?S|CN|KS|BS|DS|LS|NGND|NGƯT|NSND|NSƯT)\.\s*\w|"
    r"(?:ThS|Ths|PGS|TSKH|TS|GS)\s|(?:Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư|Cử nhân|Kỹ sư|Bác sĩ)\s"
)


@rule(
    "CCHC823",
    Severity.WARNING,
    citation=f"{FORM}, mục II.7",
    page="""
    Trước họ tên người ký không ghi học hàm, học vị, danh hiệu.

    The decree excepts only armed forces, schools, hospitals and research bodies.

    Fires: report(signatory=Signatory(name="TS. Nguyễn Anh Tuấn", position="Chủ tịch"))
    Silent: report(signatory=Signatory(name="Nguyễn Anh Tuấn", position="Chủ tịch"))
    Do: Chỉ ghi họ và tên.
    """,
)
def honours(report: ReportHead) -> Iterator[Slip]:
    name = report.signatory.name if report.signatory else None
    if name and _HONOUR.match(name):
        yield Slip(
            message=f"Họ tên người ký “{name}” có học hàm, học vị hoặc danh hiệu.",
            path="signatory.name",
            actual=name,
        )


@rule(
    "CCHC824",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Điều 13",
    page="""
    Cấp phó ký thay (KT.); người đứng đầu không ký thay chính mình.

    A deputy signs for the head with KT., also one in charge meanwhile (Nghị định 30/2020/NĐ-CP,
    art. 13).

    Fires: report(signatory=Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch"))
    Silent: report(signatory=Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch",
            authority="KT."))
    Do: Sửa quyền hạn ký hoặc chức vụ.
    """,
)
def deputy(report: ReportHead) -> Iterator[Slip]:
    signatory = report.signatory
    if signatory is None:
        return
    is_deputy = fold_text(signatory.position).startswith("phó ")
    if is_deputy and signatory.authority in (None, SignatureAuthority.TM):
        wrong = f"{signatory.position} ký thì phải ghi KT. (ký thay) người đứng đầu."
        expected = "KT."
    elif signatory.authority is SignatureAuthority.KT and fold_text(
        signatory.position
    ) == fold_text(signatory.head or report.agency.head):
        wrong = f"{signatory.position} không ký thay (KT.) chính mình."
        expected = "không ghi KT."
    else:
        return
    yield Slip(
        message=wrong,
        path="signatory.authority",
        actual=None if signatory.authority is None else signatory.authority.value,
        expected=expected,
    )


@rule(
    "CCHC825",
    Severity.NOTE,
    page="""
    Kính gửi, nơi nhận không có dòng lặp lại.

    A recipient named twice gets the document twice.

    Fires: report(recipients=["Như trên", "Sở Nội vụ", "Sở Nội vụ"])
    Silent: report(recipients=["Như trên", "Sở Nội vụ"])
    Do: Bỏ dòng trùng.
    """,
)
def lines_twice(report: ReportHead) -> Iterator[Slip]:
    for field in ("addressees", "recipients"):
        lines = getattr(report, field)
        for row in repeated(lines):
            message = f"“{lines[row]}” đã có ở {term(report, field)}."
            yield Slip(message=message, path=f"{field}[{row}]", actual=lines[row])


@rule(
    "CCHC826",
    Severity.NOTE,
    citation=FORM,
    page="""
    Báo cáo có Kính gửi thì nơi nhận mở đầu bằng “Như trên”.

    Those addressed above the text are the first recipients (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    Fires: report(addressees=["Sở Nội vụ"], recipients=["Thường trực Đảng ủy"])
    Silent: report(addressees=["Sở Nội vụ"], recipients=["Như trên", "Thường trực Đảng ủy"])
    Do: Thêm dòng “Như trên”.
    """,
)
def as_above(report: ReportHead) -> Iterator[Slip]:
    if report.addressees and report.recipients:
        first = fold_text(report.recipients[0]).lstrip("-– ")
        if not first.startswith("như "):
            yield Slip(
                message="Có Kính gửi nhưng nơi nhận không mở đầu bằng “Như trên”.",
                path="recipients[0]",
                actual=report.recipients[0],
                expected="Như trên",
            )


_DISTRICT = re.compile(r"\b(?:ubnd|ủy ban nhân dân|hđnd)\s+(?:huyện|quận|thị trấn|thị xã)\b|"
                       r"\b(?:huyện|quận|thị) ủy\b")  # fmt: skip


@rule(
    "CCHC827",
    Severity.WARNING,
    citation="Luật 72/2025/QH15",
    page="""
    Không gửi báo cáo tới cơ quan cấp huyện, đã kết thúc hoạt động từ ngày 01/7/2025.

    Local government has had two tiers since then (Luật 72/2025/QH15).

    Fires: report(issued=date(2025, 12, 16), recipients=["Như trên", "UBND huyện Vũ Quang"])
    Silent: report(issued=date(2025, 12, 16), recipients=["Như trên", "UBND tỉnh Hà Tĩnh"])
    Do: Gửi cơ quan cấp tỉnh, cấp xã tương ứng.
    """,
)
def districts(report: ReportHead) -> Iterator[Slip]:
    if (report.issued or report.period.end) < TWO_TIERS:
        return
    for field in ("addressees", "recipients"):
        for row, line in enumerate(getattr(report, field)):
            if _DISTRICT.search(fold_text(line)):
                yield Slip(
                    message=f"“{line}”: cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025.",
                    path=f"{field}[{row}]",
                    actual=line,
                )
