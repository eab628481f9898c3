"""Dossiers: what came in against what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.wording import capital, exceeds, term
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.families.cchc import Report
from cchc_lib.subjects.dossiers import Dossiers
from cchc_lib.vietnamese import format_number

__all__ = ["FORM", "balance", "counted", "digitised"]

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

    The form's balance is (3) = (7) + (11) (Thông tư 01/2020/TT-VPCP), widened by the side states
    that it has no column for. Dossiers in no state are a warning, or a note where those pending
    were not reported; more ended than came is an error, or a warning where dossiers carried over
    were not reported. Some provinces count dossiers set aside among the resolved or pending ones
    too: where the balance holds without them, a note.

    Fires: report(procedures=Procedures(dossiers=Dossiers(
            online=90, in_person=0, on_time=80, late=0, pending_unsplit=4)))
    Silent: report(procedures=Procedures(dossiers=Dossiers(
            online=90, in_person=0, on_time=86, late=0, pending_unsplit=4)))
    Do: Đối chiếu hệ thống một cửa; nêu số trả lại, rút, từ chối, chờ bổ sung, kỳ trước chuyển sang.
    """
    for path, dossiers in counted(report):
        missing = dossiers.unaccounted
        if not missing:
            continue
        aside = dossiers.set_aside or 0
        yield Slip(
            message=_unbalanced(dossiers, missing),
            path=f"{path}.unaccounted",
            actual=format_number(missing),
            expected="0",
            hint=_why_unbalanced(dossiers, missing),
            severity=_how_grave(dossiers, missing, aside),
        )


def _unbalanced(dossiers: Dossiers, missing: int) -> str:
    came = f"nhận giải quyết {format_number(dossiers.caseload or 0)} hồ sơ"
    states = ", ".join(
        f"{term(dossiers, name)} {format_number(number)}"
        for name in ("resolved", "pending", "set_aside")
        if (number := getattr(dossiers, name)) is not None
    )
    sector = "" if dossiers.sector is None else f"lĩnh vực {dossiers.sector}: "
    gap = format_number(abs(missing))
    left = f"còn {gap} hồ sơ chưa rõ trạng thái" if missing > 0 else f"thừa {gap} hồ sơ"
    return capital(f"{sector}{came}; {states}: {left}.")


def _why_unbalanced(dossiers: Dossiers, missing: int) -> str | None:
    if missing < 0 and dossiers.set_aside:
        return "Hồ sơ ở trạng thái khác có thể đã nằm trong số đã hoặc đang giải quyết."
    if missing < 0 and dossiers.carried_over is None:
        return "Bổ sung số hồ sơ từ kỳ trước chuyển sang."
    if missing < 0:
        return "Số hồ sơ đã và đang giải quyết không thể nhiều hơn số nhận giải quyết."
    unnamed = "; ".join(term(dossiers, state) for state in _STATES if _lacks(dossiers, state))
    return f"Bổ sung, nếu có: {unnamed}." if unnamed else None


_STATES = (
    *("on_time", "late", "pending_in_time", "overdue"),
    *("supplementing", "returned", "refused", "withdrawn", "suspended"),
)


def _lacks(dossiers: Dossiers, state: str) -> bool:
    """Whether a state was not reported, alone or in a number that holds it too."""
    held = dossiers.pending_unsplit if state in ("pending_in_time", "overdue") else None
    return getattr(dossiers, state) is None and held is None


def _how_grave(dossiers: Dossiers, missing: int, aside: int) -> Severity:
    if missing > 0:
        # where pending dossiers were not reported at all, they are the likely rest
        return Severity.NOTE if dossiers.pending is None else Severity.WARNING
    if missing + aside == 0:
        return Severity.NOTE
    certain = missing + aside < 0 and dossiers.carried_over is not None
    return Severity.ERROR if certain else Severity.WARNING


@rule("CCHC102", Severity.WARNING)
def digitised(report: Report) -> Iterator[Slip]:
    """Hồ sơ được số hóa không nhiều hơn tổng số hồ sơ nhận giải quyết.

    A dossier is digitised once; older results digitised in the period belong elsewhere.

    Fires: report(procedures=Procedures(dossiers=Dossiers(online=90, in_person=0, digitised=95)))
    Silent: report(procedures=Procedures(dossiers=Dossiers(online=90, in_person=0, digitised=90)))
    Do: Tách số kết quả cũ được số hóa khỏi số hồ sơ trong kỳ.
    """
    for path, dossiers in counted(report):
        yield from exceeds(
            dossiers,
            "digitised",
            whole="caseload",
            path=path,
            hint="Kết quả giải quyết cũ được số hóa thì nêu riêng.",
        )
