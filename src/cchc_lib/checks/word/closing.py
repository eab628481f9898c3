"""The end of the document: who signs, and "Nơi nhận"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Rule, Slip, rule
from cchc_lib.checks.word.subject import Inspected, cited, departures, slip_at

__all__ = ["RULES"]

_TITLES = re.compile(
    r"(?:(?:(?:PGS|GS|TSKH|TS|ThS|KS|CN|BS|CKI{1,2}|NGND|NGƯT|NSND|LS)\b\.?|"
    r"(?:Phó Giáo sư|Giáo sư|Tiến sĩ|Thạc sĩ|Kỹ sư|Cử nhân|Bác sĩ|Luật sư|Đồng chí|Ông|Bà)\s)"
    r"[ ,.]{0,3}){1,4}",
    re.IGNORECASE,
)


@rule(
    "CCHC740",
    Severity.WARNING,
    citation=cited("II.7"),
    page="""
    Quyền hạn, chức vụ của người ký in hoa, đậm, cỡ chữ từ 13 đến 14.

    Fires: Kt. Chủ tịch, không đậm
    Silent: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH, in hoa, đậm
    Do: In hoa, in đậm quyền hạn và chức vụ.
    """,
)
def office(subject: Inspected) -> Iterator[Slip]:
    for line in subject.form.signature:
        wrong = departures(line, size="signature_size", bold=True, upper=True)
        if wrong:
            yield slip_at(
                line,
                f"quyền hạn, chức vụ của người ký: {'; '.join(wrong)}",
                hint="In hoa, in đậm quyền hạn và chức vụ, cỡ chữ 13-14.",
            )
            return


@rule(
    "CCHC741",
    Severity.WARNING,
    citation=cited("II.7"),
    page="""
    Họ tên người ký đậm, cỡ chữ từ 13 đến 14, không ghi học hàm, học vị, danh hiệu.

    Fires: ThS. Nguyễn Văn A
    Silent: Nguyễn Văn A, đậm
    Do: Bỏ học hàm, học vị; in đậm họ tên.
    """,
)
def signatory(subject: Inspected) -> Iterator[Slip]:
    if line := subject.form.signatory:
        wrong = departures(line, size="signature_size", bold=True)
        titles = _TITLES.match(line.text)
        if titles:
            wrong.insert(0, "ghi học hàm, học vị hoặc danh xưng trước họ tên")
        if wrong:
            yield slip_at(
                line,
                f"họ tên người ký: {'; '.join(wrong)}",
                expected=line.text[titles.end() :] if titles else None,
                hint="Chỉ ghi họ và tên, chữ thường, đứng, đậm, cỡ 13-14.",
            )


@rule(
    "CCHC742",
    Severity.WARNING,
    citation=cited("II.9"),
    page="""
    Từ “Nơi nhận:” có cỡ chữ 12, kiểu chữ nghiêng, đậm.

    Fires: Nơi nhận: cỡ chữ 14, không nghiêng
    Silent: Nơi nhận: cỡ chữ 12, nghiêng, đậm
    Do: Đặt cỡ chữ 12, nghiêng, đậm.
    """,
)
def recipients_label(subject: Inspected) -> Iterator[Slip]:
    if line := subject.form.recipients_label:
        wrong = departures(line, size="recipients_label_size", bold=True, italic=True)
        if not line.text.startswith("Nơi nhận:"):
            wrong.append("viết chưa đúng mẫu “Nơi nhận:”")
        if wrong:
            yield slip_at(
                line, f"từ “Nơi nhận”: {'; '.join(wrong)}", hint="Cỡ chữ 12, nghiêng, đậm."
            )


@rule(
    "CCHC743",
    Severity.WARNING,
    citation=cited("II.9"),
    page="""
    Phần liệt kê dưới từ “Nơi nhận:” có cỡ chữ 11, kiểu chữ đứng.

    Fires: danh sách nơi nhận cỡ chữ 13
    Silent: danh sách nơi nhận cỡ chữ 11
    Do: Đặt cỡ chữ 11, đứng.
    """,
)
def recipients(subject: Inspected) -> Iterator[Slip]:
    for line in subject.form.recipients:
        wrong = departures(line, size="recipients_size", bold=False)
        if wrong:
            yield slip_at(
                line, f"danh sách nơi nhận: {'; '.join(wrong)}", hint="Cỡ chữ 11, đứng, không đậm."
            )
            return


@rule(
    "CCHC744",
    Severity.WARNING,
    citation=cited("II.9"),
    page="""
    Dòng cuối của nơi nhận là “Lưu: VT” và đơn vị soạn thảo.

    Fires: - Lưu VT
    Silent: - Lưu: VT, VP.
    Do: Ghi dòng cuối là "Lưu: VT, …".
    """,
)
def filed(subject: Inspected) -> Iterator[Slip]:
    lines = subject.form.recipients
    if (
        lines
        and not lines[-1].is_blank
        and not re.search(r"\bLưu\s?: ?(?:VT|Văn thư)\b", lines[-1].text)
    ):
        yield slip_at(
            lines[-1],
            "dòng cuối của nơi nhận chưa ghi “Lưu: VT, …”",
            actual=lines[-1].text,
            expected="- Lưu: VT, <đơn vị soạn thảo>.",
            hint="Ghi “Lưu: VT” và chữ viết tắt của đơn vị soạn thảo, sau cùng là dấu chấm.",
        )


RULES: tuple[Rule[Inspected], ...] = (office, signatory, recipients_label, recipients, filed)
