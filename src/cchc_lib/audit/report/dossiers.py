"""Dossiers: what came in against what became of it, the whole against its sectors."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.audit.finding import Severity
from cchc_lib.audit.report.wording import capital, exceeds, repeated, term
from cchc_lib.audit.rule import Slip, rule
from cchc_lib.model.dossiers import Dossiers
from cchc_lib.model.report import Report
from cchc_lib.vietnamese import format_number

__all__ = ["balance", "counted", "digitised", "sector_sums", "sectors_twice"]

FORM = "Biểu số II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP"


def counted(report: Report) -> Iterator[tuple[str, Dossiers]]:
    """Yield the dossiers of a report and of each of its sectors, with their paths."""
    whole = report.procedures.dossiers if report.procedures else None
    if whole is None:
        return
    path = "procedures.dossiers"
    yield path, whole
    yield from ((f"{path}.sectors[{row}]", sector) for row, sector in enumerate(whole.sectors))


@rule("CCHC101", Severity.WARNING, citation=FORM)
def balance(report: Report) -> Iterator[Slip]:
    """Hồ sơ tiếp nhận và kỳ trước chuyển sang bằng hồ sơ đã giải quyết, đang giải quyết và khác.

    The form's balance is (3) = (7) + (11) (standards 2.2), widened by the side states that it has
    no column for (5.2). Dossiers in no state are a warning; more ended than came is an error, or
    a warning where dossiers carried over were not reported. Some provinces count dossiers set
    aside among the resolved or pending ones too: where the balance holds without them, a note.

    Fires: report(procedures=Procedures(dossiers=Dossiers(online=1268, on_time=1214, overdue=28)))
    Silent: report(procedures=Procedures(dossiers=Dossiers(online=1268, on_time=1240, overdue=28)))
    Do: Đối chiếu hệ thống một cửa; nêu số trả lại, rút, từ chối, chờ bổ sung, kỳ trước chuyển sang.
    """
    for path, dossiers in counted(report):
        missing = dossiers.unaccounted
        if not missing or None in (dossiers.caseload, dossiers.resolved, dossiers.pending):
            continue
        aside = dossiers.set_aside or 0
        yield Slip(
            message=_unbalanced(dossiers, missing),
            path=f"{path}.unaccounted",
            actual=format_number(missing),
            expected="0",
            hint=_why_unbalanced(dossiers, missing),
            severity=_how_grave(missing, aside, carried=dossiers.carried_over is not None),
        )


def _unbalanced(dossiers: Dossiers, missing: int) -> str:
    came = f"nhận giải quyết {format_number(dossiers.caseload or 0)} hồ sơ"
    states = (
        f"đã giải quyết {format_number(dossiers.resolved or 0)}, "
        f"đang giải quyết {format_number(dossiers.pending or 0)}"
    )
    if dossiers.set_aside:
        states += f", {term(dossiers, 'set_aside')} {format_number(dossiers.set_aside)}"
    sector = "" if dossiers.sector is None else f"lĩnh vực {dossiers.sector}: "
    gap = format_number(abs(missing))
    left = f"còn {gap} hồ sơ chưa rõ trạng thái" if missing > 0 else f"thừa {gap} hồ sơ"
    return capital(f"{sector}{came}; {states}: {left}.")


def _why_unbalanced(dossiers: Dossiers, missing: int) -> str:
    if missing < 0 and dossiers.set_aside:
        return "Hồ sơ ở trạng thái khác có thể đã nằm trong số đã hoặc đang giải quyết."
    if missing < 0 and dossiers.carried_over is None:
        return "Bổ sung số hồ sơ từ kỳ trước chuyển sang."
    if missing < 0:
        return "Số hồ sơ đã và đang giải quyết không thể nhiều hơn số nhận giải quyết."
    return "Bổ sung số hồ sơ trả lại, rút, từ chối, chờ bổ sung, dừng giải quyết (nếu có)."


def _how_grave(missing: int, aside: int, *, carried: bool) -> Severity:
    if missing < 0 and missing + aside == 0:
        return Severity.NOTE
    certain = missing < 0 and missing + aside < 0 and carried
    return Severity.ERROR if certain else Severity.WARNING


@rule("CCHC102", Severity.WARNING)
def digitised(report: Report) -> Iterator[Slip]:
    """Hồ sơ được số hóa không nhiều hơn tổng số hồ sơ nhận giải quyết.

    A dossier is digitised once; older results digitised in the period belong elsewhere.

    Fires: report(procedures=Procedures(dossiers=Dossiers(online=90, digitised=95)))
    Silent: report(procedures=Procedures(dossiers=Dossiers(online=90, digitised=90)))
    Do: Tách số kết quả cũ được số hóa khỏi số hồ sơ trong kỳ.
    """
    for path, dossiers in counted(report):
        yield from exceeds(
            dossiers,
            "digitised",
            "caseload",
            path=path,
            hint="Kết quả giải quyết cũ được số hóa thì nêu riêng.",
        )


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

    The total row is the sum of its column (standards 2.2). More in the sectors than in all is an
    error; less is a warning, for not every sector may be listed. A sector without a column is not
    held to be 0.

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
