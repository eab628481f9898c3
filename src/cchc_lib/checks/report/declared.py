"""What follows from declarations: parts and wholes, counts that agree, one period and the next.

Every rule here holds of every subject, one's own included. A figure's declaration may give the
finding a code of its own; without one the generic code of the rule stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import term
from cchc_lib.figures.declaration import Declaration, Tie
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import held, name_of, objects
from cchc_lib.figures.formula import Name
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.head import ReportHead
from cchc_lib.report.printing import cell_text
from cchc_lib.vietnamese import fold_text, format_number
from cchc_lib.vietnamese.text import capital

__all__ = ["above_whole", "carried_on", "disagreeing", "severity_of", "shares_above_all"]


def _written(value: Any) -> str:
    return str(value) if isinstance(value, Ratio) else cell_text(value, "")


def _exact(value: Any) -> Any:
    """Return a number that compares: of a rate its value, `None` for one of nothing."""
    return value.value if isinstance(value, Ratio) else value


def severity_of(tie: Tie | None) -> Severity | None:
    return None if tie is None or tie.severity is None else Severity(tie.severity)


def _of(path: str, item: Any) -> str:
    """Return "lĩnh vực Đất đai: " before what is said of one of several objects."""
    called = name_of(item)
    return f"{called}: " if called else ""


def _tied(owner: Any, which: str) -> Iterator[tuple[str, Declaration, Any, Tie]]:
    """Yield (name, declaration, value, tie) of the figures of an object that are tied to others."""
    for name, declared in declarations(type(owner)).items():
        tie = getattr(declared, which)
        if tie is not None and (value := getattr(owner, name)) is not None:
            yield name, declared, value, tie


def _named(owner: Any, tie: Tie) -> str:
    """Return what a tie compares with, in words."""
    if isinstance(tie.node, Name) and len(tie.node.path) == 1:
        return term(owner, tie.node.path[0])
    return " và ".join(
        term(owner, path[0]) for path, _ in tie.node.names() if getattr(owner, path[0]) is not None
    )


@rule(
    "CCHC120",
    Severity.ERROR,
    title="Số của một phần không nhiều hơn số của toàn bộ.",
    why="Khi khai báo đã nêu số này là một phần của số nào; phần nhiều hơn toàn bộ là mâu "
    "thuẫn. Nếu một toàn bộ có nhiều phần vượt thì nêu phần lớn nhất.",
    english="A declaration says of what a figure is a part; more in the part than in the whole "
    "contradicts itself. Of several parts of one whole the largest is named.",
    fires="report(institutions=Institutions(issued=2, decisions=3))",
    silent="report(institutions=Institutions(issued=3, decisions=2))",
    do="Đối chiếu hai số; phần ngoài danh mục thì nêu riêng.",
)
def above_whole(report: ReportHead) -> Iterator[Slip]:
    for path, owner in objects(report):
        worst: dict[tuple[str, str | None], tuple[str, Any, Any, Tie]] = {}
        for name, _, value, tie in _tied(owner, "part_of"):
            whole = tie.node.compute(owner)
            more, most = _exact(value), _exact(whole)
            if more is None or most is None or more <= most:
                continue
            key = tie.formula, tie.code
            if key not in worst or more > _exact(worst[key][1]):
                worst[key] = name, value, whole, tie
        for name, value, whole, tie in worst.values():
            part, limit = _written(value), _written(whole)
            yield Slip(
                message=capital(
                    f"{_of(path, owner)}{term(owner, name)} ({part}) nhiều hơn "
                    f"{_named(owner, tie)} ({limit})."
                ),
                path=f"{path}.{name}" if path else name,
                actual=part,
                expected=f"không quá {limit}",
                hint=tie.hint or tie.do,
                severity=severity_of(tie),
                code=tie.code,
            )


@rule(
    "CCHC121",
    Severity.ERROR,
    title="Hai cách phân loại của cùng một tổng số cho cùng một kết quả.",
    why="Khi khai báo đã nêu hai số cùng đếm một đối tượng, nên không thể khác nhau.",
    english="A declaration says that two figures count the same things; they cannot differ.",
    fires='report(civil_service=CivilService(trained=30, training_topics=[Group(name="chuyển '
    'đổi số", count=20)]))',
    silent='report(civil_service=CivilService(trained=30, training_topics=[Group(name="chuyển '
    'đổi số", count=30)]))',
    do="Đối chiếu hai danh sách.",
)
def disagreeing(report: ReportHead) -> Iterator[Slip]:
    for path, owner in objects(report):
        for name, declared, value, tie in _tied(owner, "agrees_with"):
            other = tie.node.compute(owner)
            if other is None or other == value:
                continue
            here, there = _written(value), _written(other)
            yield Slip(
                message=capital(
                    f"{_of(path, owner)}{declared.label} {here} {declared.unit}, "
                    f"{_named(owner, tie)} {there}."
                ),
                path=f"{path}.{name}" if path else name,
                actual=here,
                expected=there,
                hint=tie.hint or tie.do,
                severity=severity_of(tie),
                code=tie.code,
            )


@rule(
    "CCHC113",
    Severity.ERROR,
    title="Tỷ lệ do đơn vị tự đếm không vượt quá toàn bộ.",
    why="Số có, hoặc số chấp hành, là một phần của toàn bộ; nhiều hơn toàn bộ, hoặc là một "
    "phần của không, thì không thể có.",
    english="Those who have something, or comply, are some of all; more than all, or some of "
    "none, cannot be.",
    fires="report(digital=Digital(staff_equipped=Ratio(39, 38)))",
    silent="report(digital=Digital(staff_equipped=Ratio(38, 38)))",
    do="Đếm lại tử số và mẫu số.",
)
def shares_above_all(report: ReportHead) -> Iterator[Slip]:
    for path, owner in objects(report):
        for name, declared in declarations(type(owner)).items():
            share = getattr(owner, name) if declared.formula is None else None
            if not isinstance(share, Ratio) or share.part <= share.whole:
                continue
            part, whole = format_number(share.part), format_number(share.whole)
            yield Slip(
                message=capital(f"{declared.label}: {part} nhiều hơn toàn bộ {whole}."),
                path=f"{path}.{name}" if path else name,
                actual=f"{part}/{whole}",
                expected=f"không quá {whole}",
            )


def _window(report: ReportHead, owner: Any) -> tuple[date, date]:
    """Return the days over which an object was counted: those of the period unless it says so."""

    def day(name: str) -> date:
        found = getattr(owner, name, None)
        of_period: date = getattr(report.period, name)
        return found if isinstance(found, date) else of_period

    return day("start"), day("end")


@rule(
    "CCHC805",
    Severity.WARNING,
    title="Số từ kỳ trước chuyển sang bằng số chưa xong cuối kỳ trước.",
    why="Khi khai báo đã nêu số này nối tiếp số nào; hai kỳ liền nhau thì không có gì mất đi ở "
    "giữa. Không nêu số chuyển sang thì chỉ lưu ý.",
    english="A declaration says what a figure carries on; if the windows of the two periods "
    "adjoin, nothing is lost between them. Not to name what was carried over is a note.",
    fires="report(procedures=Procedures(feedback=Feedback(received=6, carried_over=1)), "
    "previous=report(period=Period.year(2024), procedures=Procedures( "
    "feedback=Feedback(received=6, handled=4, pending=2))))",
    silent="report(procedures=Procedures(feedback=Feedback(received=6, carried_over=2)), "
    "previous=report(period=Period.year(2024), procedures=Procedures( "
    "feedback=Feedback(received=6, handled=4, pending=2))))",
    do="Đối chiếu số tồn cuối kỳ trước.",
)
def carried_on(report: ReportHead) -> Iterator[Slip]:
    previous = report.previous
    if previous is None:
        return
    before = dict(_keyed(previous))
    for path, key, now in ((path, key, item) for key, (path, item) in _keyed(report)):
        _, then = before.get(key, ("", None))
        if then is None or _window(report, now)[0] - _window(previous, then)[1] != timedelta(1):
            continue
        for name, declared in declarations(type(now)).items():
            if declared.continues:
                yield from _carried(path, name, declared, now, then)


def _keyed(report: ReportHead) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Yield each object under the names on its way, so that a row is found in another report."""

    def below(owner: Any, path: str, key: str) -> Iterator[tuple[str, tuple[str, Any]]]:
        for name, known, _, item in held(owner):
            if known:
                at, called = f"{path}{name}", f"{key}{fold_text(known)}"
                yield called, (at, item)
                yield from below(item, f"{at}.", f"{called}.")

    yield from below(report, "", "")


def _carried(path: str, name: str, declared: Declaration, now: Any, then: Any) -> Iterator[Slip]:
    main = declared.continues[0]
    left: Any = main.node.compute(then)
    stated = getattr(now, name)
    if left is None or stated in [tie.node.compute(then) for tie in declared.continues]:
        return
    if stated is None and not left:
        return
    here = "chưa nêu" if stated is None else format_number(stated)
    sector = name_of(now)
    what = f"Lĩnh vực {sector}: " if sector else f"{capital(declared.unit)}: "
    yield Slip(
        message=f"{what}cuối kỳ trước {_named(now, main)} {format_number(left)} {declared.unit}; "
        f"số từ kỳ trước chuyển sang của kỳ này: {here}.",
        path=f"{path}.{name}",
        actual=None if stated is None else here,
        expected=format_number(left),
        hint=main.hint or main.do,
        severity=Severity.NOTE if stated is None else severity_of(main),
        code=main.code,
    )
