"""Institutions, digital government and civil service: parts against their totals."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.wording import capital, exceeds
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.figures.figure import walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.vietnamese import format_number, format_vnd

__all__ = ["electronic_documents", "fines", "reviewed", "shares"]


@rule("CCHC109", Severity.WARNING)
def reviewed(report: Report) -> Iterator[Slip]:
    """Văn bản đã rà soát không nhiều hơn số văn bản phải rà soát.

    Both count one list of documents; documents reviewed beyond the list
    are possible, so it is a warning.

    Fires: report(institutions=Institutions(to_review=12, reviewed=13))
    Silent: report(institutions=Institutions(to_review=12, reviewed=12))
    Do: Nêu riêng số rà soát ngoài danh mục.
    """
    return exceeds(report.institutions, "reviewed", whole="to_review", path="institutions")


@rule("CCHC112", Severity.ERROR)
def electronic_documents(report: Report) -> Iterator[Slip]:
    """Văn bản điện tử có ký số không nhiều hơn số văn bản đi.

    The signed electronic documents are some of those sent.

    Fires: report(digital=Digital(documents_sent=500, electronic_documents=512))
    Silent: report(digital=Digital(documents_sent=512, electronic_documents=500))
    Do: Đối chiếu sổ văn bản đi.
    """
    return exceeds(report.digital, "electronic_documents", whole="documents_sent", path="digital")


@rule("CCHC113", Severity.ERROR)
def shares(report: Report) -> Iterator[Slip]:
    """Tỷ lệ do đơn vị tự đếm không vượt quá toàn bộ.

    Those who have something, or comply, are some of all; more than all, or some of none, cannot be.

    Fires: report(digital=Digital(staff_equipped=Ratio(39, 38)))
    Silent: report(digital=Digital(staff_equipped=Ratio(38, 38)))
    Do: Đếm lại tử số và mẫu số.
    """
    for found in walk(report):
        counted = found.declaration.formula is None and isinstance(found.value, Ratio)
        if counted and isinstance(found.value, Ratio) and found.value.part > found.value.whole:
            part, whole = format_number(found.value.part), format_number(found.value.whole)
            yield Slip(
                message=capital(f"{found.label}: {part} nhiều hơn toàn bộ {whole}."),
                path=found.id,
                actual=f"{part}/{whole}",
                expected=f"không quá {whole}",
            )


@rule("CCHC114", Severity.WARNING)
def fines(report: Report) -> Iterator[Slip]:
    """Có tiền phạt thì có trường hợp bị xử phạt.

    Fines without a case are of an earlier period or of another unit.

    Fires: report(institutions=Institutions(sanctions=Sanctions(cases=0, fine_amount_vnd=500_000)))
    Silent: report(institutions=Institutions(sanctions=Sanctions(cases=1, fine_amount_vnd=500_000)))
    Do: Đối chiếu quyết định xử phạt trong kỳ.
    """
    sanctions = report.institutions.sanctions if report.institutions else None
    if sanctions is not None and sanctions.cases == 0 and sanctions.fine_amount_vnd:
        amount = format_vnd(sanctions.fine_amount_vnd)
        yield Slip(
            message=f"Không có trường hợp nào bị xử phạt nhưng tổng số tiền phạt là {amount}.",
            path="institutions.sanctions.fine_amount_vnd",
            actual=amount,
        )
