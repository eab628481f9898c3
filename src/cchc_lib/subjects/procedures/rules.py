"""What must hold of dossiers and of feedback."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import repeated, term
from cchc_lib.figures.figure import objects
from cchc_lib.report.head import ReportHead
from cchc_lib.subjects.procedures.dossiers import DOSSIERS_FORM, Dossiers
from cchc_lib.subjects.procedures.facts import Feedback
from cchc_lib.vietnamese import format_date, format_number
from cchc_lib.vietnamese.text import capital

__all__ = ["dossiers_balance", "feedback_balance", "rows_twice", "window_apart"]


def _counted(report: ReportHead) -> Iterator[tuple[str, Dossiers]]:
    return ((path, held) for path, held in objects(report) if isinstance(held, Dossiers))


def _called(dossiers: Dossiers) -> str:
    """Return "lĩnh vực Đất đai: " before what is said of a row, and nothing before the whole."""
    if dossiers.sector is not None:
        return f"lĩnh vực {dossiers.sector}: "
    return "" if dossiers.source is None else f"{dossiers.source}: "


@rule(
    "CCHC101",
    Severity.WARNING,
    citation=DOSSIERS_FORM,
    title="Hồ sơ tiếp nhận và kỳ trước chuyển sang bằng hồ sơ đã giải quyết, đang giải quyết "
    "và khác.",
    why="Biểu II.06a cân đối theo (3) = (7) + (11) (Thông tư 01/2020/TT-VPCP); ở đây tính thêm "
    "các tình trạng mà biểu không có cột. Hồ sơ chưa rõ tình trạng là cảnh báo, là lưu ý nếu "
    "chưa nêu số đang giải quyết; kết thúc nhiều hơn tiếp nhận là lỗi, là cảnh báo nếu chưa "
    "nêu số kỳ trước chuyển sang. Có nơi tính hồ sơ tạm dừng, trả lại vào số đã hoặc đang giải "
    "quyết: nếu không kể các hồ sơ đó mà cân đối thì chỉ là lưu ý.",
    english="The form's balance is (3) = (7) + (11) (Thông tư 01/2020/TT-VPCP), widened by the "
    "side states that it has no column for. Dossiers in no state are a warning, or a note "
    "where those pending were not reported; more ended than came is an error, or a warning "
    "where dossiers carried over were not reported. Some provinces count dossiers set aside "
    "among the resolved or pending ones too: where the balance holds without them, a note.",
    fires="report(procedures=Procedures(dossiers=Dossiers( online=90, in_person=0, on_time=80, "
    "late=0, pending_unsplit=4)))",
    silent="report(procedures=Procedures(dossiers=Dossiers( online=90, in_person=0, "
    "on_time=86, late=0, pending_unsplit=4)))",
    do="Đối chiếu hệ thống một cửa; nêu số trả lại, rút, từ chối, chờ bổ sung, kỳ trước chuyển "
    "sang.",
)
def dossiers_balance(report: ReportHead) -> Iterator[Slip]:
    for path, dossiers in _counted(report):
        missing = dossiers.unaccounted
        if missing:
            yield Slip(
                message=_unbalanced(dossiers, missing),
                path=f"{path}.unaccounted",
                actual=format_number(missing),
                expected="0",
                hint=_why_unbalanced(dossiers, missing),
                severity=_how_grave(dossiers, missing, dossiers.set_aside or 0),
            )


def _unbalanced(dossiers: Dossiers, missing: int) -> str:
    came = f"nhận giải quyết {format_number(dossiers.caseload or 0)} hồ sơ"
    states = ", ".join(
        f"{term(dossiers, name)} {format_number(number)}"
        for name in ("resolved", "pending", "set_aside")
        if (number := getattr(dossiers, name)) is not None
    )
    gap = format_number(abs(missing))
    left = f"còn {gap} hồ sơ chưa rõ trạng thái" if missing > 0 else f"thừa {gap} hồ sơ"
    return capital(f"{_called(dossiers)}{came}; {states}: {left}.")


def _why_unbalanced(dossiers: Dossiers, missing: int) -> str | None:
    if missing < 0 and dossiers.set_aside:
        return "Hồ sơ ở trạng thái khác có thể đã nằm trong số đã hoặc đang giải quyết."
    if missing < 0 and dossiers.carried_over is None:
        return "Bổ sung số hồ sơ từ kỳ trước chuyển sang."
    if missing < 0:
        return "Số hồ sơ đã và đang giải quyết không thể nhiều hơn số nhận giải quyết."
    unnamed = "; ".join(term(dossiers, state) for state in _ENDINGS if _lacks(dossiers, state))
    return f"Bổ sung, nếu có: {unnamed}." if unnamed else None


_ENDINGS = (
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


@rule(
    "CCHC104",
    Severity.WARNING,
    title="Mỗi lĩnh vực chỉ có một dòng.",
    why="Một lĩnh vực ở hai dòng là đếm hai lần, hoặc tách nhầm.",
    english="A sector in two rows is either counted twice or split by mistake.",
    fires='report(procedures=Procedures(dossiers=Dossiers( sectors=[Dossiers(sector="Hộ '
    'tịch"), Dossiers(sector="Hộ tịch")])))',
    silent='report(procedures=Procedures(dossiers=Dossiers( sectors=[Dossiers(sector="Hộ '
    'tịch"), Dossiers(sector="Đất đai")])))',
    do="Gộp các dòng cùng lĩnh vực.",
)
def rows_twice(report: ReportHead) -> Iterator[Slip]:
    for path, whole in _counted(report):
        for row in repeated(sector.sector or "" for sector in whole.sectors):
            name = whole.sectors[row].sector
            yield Slip(
                message=f"Lĩnh vực {name} có nhiều hơn một dòng.",
                path=f"{path}.sectors[{row}].sector",
                actual=name,
            )


@rule(
    "CCHC304",
    Severity.ERROR,
    title="Thời gian thống kê hồ sơ có phần chung với kỳ báo cáo.",
    why="Hồ sơ có thể được thống kê theo ngày khác các số liệu khác, nhưng không thể của kỳ khác.",
    english="Dossiers may be counted over other days than the rest, but not over another period.",
    fires="report(period=Period.year(2025), procedures=Procedures(dossiers=Dossiers( "
    "start=date(2023, 1, 1), end=date(2023, 12, 31))))",
    silent="report(period=Period.year(2025), procedures=Procedures(dossiers=Dossiers( "
    "start=date(2025, 1, 1), end=date(2025, 12, 10))))",
    do="Sửa ngày đầu, ngày cuối của số liệu hồ sơ.",
)
def window_apart(report: ReportHead) -> Iterator[Slip]:
    for path, dossiers in _counted(report):
        start, end = dossiers.start, dossiers.end
        too_late = start is not None and start > report.period.end
        too_early = end is not None and end < report.period.start
        wrong = start if too_late else end if too_early else None
        if wrong is not None:
            yield Slip(
                message=f"Hồ sơ được thống kê ngoài hẳn kỳ báo cáo ({_window(report)}).",
                path=f"{path}.{'start' if too_late else 'end'}",
                actual=format_date(wrong),
                expected=_window(report),
            )


def _window(report: ReportHead) -> str:
    return f"{format_date(report.period.start)} - {format_date(report.period.end)}"


@rule(
    "CCHC110",
    Severity.WARNING,
    title="Phản ánh, kiến nghị đã xử lý và đang xử lý cộng lại bằng số tiếp nhận.",
    why="Phản ánh, kiến nghị tiếp nhận hoặc từ kỳ trước chuyển sang thì đã xử lý hoặc đang xử "
    "lý. Có thể số đã xử lý gồm cả kiến nghị của kỳ trước, hoặc một trong ba số đếm loại khác, "
    "nên chỉ là cảnh báo.",
    english="What was received, or carried over, is handled or pending; some handled may have "
    "come before the period, and one of the three may count another kind, so it is a warning.",
    fires="report(procedures=Procedures(feedback=Feedback(received=5, handled=5, pending=1)))",
    silent="report(procedures=Procedures(feedback=Feedback(received=6, handled=5, pending=1)))",
    do="Nêu riêng số từ kỳ trước chuyển sang; bổ sung số đang xử lý.",
)
def feedback_balance(report: ReportHead) -> Iterator[Slip]:
    for path, counted in objects(report):
        if not isinstance(counted, Feedback) or counted.received is None:
            continue
        if counted.handled is None:
            continue
        came = counted.received + (counted.carried_over or 0)
        dealt = counted.handled + (counted.pending or 0)
        if dealt == came or (counted.pending is None and dealt < came):
            continue
        sum_, received = format_number(dealt), format_number(came)
        yield Slip(
            message=f"Phản ánh, kiến nghị đã xử lý và đang xử lý cộng lại {sum_}, "
            f"nhưng tiếp nhận {received}.",
            path=f"{path}.received",
            actual=received,
            expected=sum_,
            hint="Nếu gồm số từ kỳ trước chuyển sang, hãy nêu riêng.",
        )
