"""Dossiers by sector: the rows of the form against its total row."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.dossiers import FORM, counted
from cchc_lib.checks.report.wording import capital, repeated, term
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.subjects.dossiers import Dossiers
from cchc_lib.vietnamese import format_number

__all__ = ["sector_sums", "sectors_twice"]

_TOTALS = {
    "received": ("online", "in_person", "postal"),
    "in_time": ("early", "on_time"),
    "pending": ("pending_in_time", "overdue", "pending_unsplit"),
}
_ALONE = (
    *("carried_over", "late", "supplementing", "returned", "refused"),
    *("withdrawn", "suspended", "digitised"),
)


def _columns(whole: Dossiers) -> Iterator[str]:
    """Yield the columns that the whole and all sectors fill alike, else their common total."""
    for total, parts in _TOTALS.items():
        alike = all(
            (getattr(sector, part) is None) == (getattr(whole, part) is None)
            for sector in whole.sectors
            for part in parts
        )
        yield from parts if alike else (total,)
    yield from _ALONE


@rule("CCHC103", Severity.ERROR, citation=FORM)
def sector_sums(report: Report) -> Iterator[Slip]:
    """Số liệu các lĩnh vực cộng lại bằng dòng tổng số, ở từng cột.

    The total row is the sum of its column (Thông tư 01/2020/TT-VPCP). More in the sectors than in
    all is an error; less is a warning, for not every sector may be listed. A sector without a
    column is not held to be 0.

    Fires: report(procedures=Procedures(dossiers=Dossiers(late=3,
            sectors=[Dossiers(sector="Đất đai", late=4)])))
    Silent: report(procedures=Procedures(dossiers=Dossiers(late=3,
            sectors=[Dossiers(sector="Đất đai", late=3)])))
    Do: Cộng lại cột; bổ sung lĩnh vực còn thiếu.
    """
    whole = report.procedures.dossiers if report.procedures else None
    if whole is None or not whole.sectors:
        return
    for column in _columns(whole):
        stated = getattr(whole, column)
        reported = [getattr(sector, column) for sector in whole.sectors]
        known = [number for number in reported if number is not None]
        total = sum(known)
        if stated is None or not known or total == stated:
            continue
        if total < stated and len(known) < len(reported):
            continue
        sum_, all_ = format_number(total), format_number(stated)
        yield Slip(
            message=capital(
                f"{term(whole, column)}: các lĩnh vực cộng lại {sum_}, tổng số ghi {all_}."
            ),
            path=f"procedures.dossiers.{column}",
            actual=all_,
            expected=sum_,
            hint="Kiểm tra xem đã liệt kê đủ các lĩnh vực chưa." if total < stated else None,
            severity=None if total > stated else Severity.WARNING,
        )


@rule("CCHC104", Severity.WARNING)
def sectors_twice(report: Report) -> Iterator[Slip]:
    """Mỗi lĩnh vực chỉ có một dòng.

    A sector in two rows is either counted twice or split by mistake.

    Fires: report(procedures=Procedures(dossiers=Dossiers(
            sectors=[Dossiers(sector="Hộ tịch"), Dossiers(sector="Hộ tịch")])))
    Silent: report(procedures=Procedures(dossiers=Dossiers(
            sectors=[Dossiers(sector="Hộ tịch"), Dossiers(sector="Đất đai")])))
    Do: Gộp các dòng cùng lĩnh vực.
    """
    sectors = [(path, each.sector) for path, each in counted(report) if each.sector is not None]
    for row in repeated(name for _, name in sectors):
        path, name = sectors[row]
        yield Slip(
            message=f"Lĩnh vực {name} có nhiều hơn một dòng.", path=f"{path}.sector", actual=name
        )
