"""Annex tables: the plan, dossiers by channel and result, staffing, budget, changes."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cchc_lib.document.nodes import Align, Block, Column, Content, Row, Table, content
from cchc_lib.families.cchc import CHANGE
from cchc_lib.figures.figure import walk
from cchc_lib.outline.context import Context, cell_text
from cchc_lib.subjects.budget import BudgetLine
from cchc_lib.subjects.dossiers import Dossiers
from cchc_lib.subjects.plan import Group
from cchc_lib.vietnamese.dates import format_date

__all__ = ["budget", "changes", "dossiers", "plan", "staffing"]

_ORDER = Column("STT", align=Align.CENTER, width=2)


def _figures(context: Context, ids: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    """Return a row for each reported figure: number, indicator, unit, value."""
    rows: list[Row] = []
    for id, words in ids:
        found = context.figures.get(id)
        if found is not None:
            order = str(len(rows) + 1)
            rows.append(Row((order, words, found.unit, context.cell(id))))
    return tuple(rows)


_INDICATORS = (
    _ORDER,
    Column("Chỉ tiêu", width=10),
    Column("Đơn vị tính", align=Align.CENTER, width=4),
    Column("Số liệu", align=Align.RIGHT, width=4),
)


def plan(context: Context) -> Iterable[Block]:
    """The plan in figures, and tasks assigned from above."""
    rows = _figures(
        context,
        (
            ("plan.targets", "Mục tiêu, chỉ tiêu của kế hoạch"),
            ("plan.tasks", "Nhiệm vụ của kế hoạch"),
            ("plan.activities", "Hoạt động của kế hoạch"),
            ("plan.tasks_completed", "Nhiệm vụ của kế hoạch đã hoàn thành"),
            ("plan.completion", "Tỷ lệ hoàn thành nhiệm vụ của kế hoạch"),
            ("assigned_tasks.total", "Nhiệm vụ được cấp trên giao"),
            ("assigned_tasks.on_time", "Nhiệm vụ được giao hoàn thành đúng hạn"),
            ("assigned_tasks.late", "Nhiệm vụ được giao hoàn thành quá hạn"),
            ("assigned_tasks.pending", "Nhiệm vụ được giao đang thực hiện"),
            ("assigned_tasks.on_time_ratio", "Tỷ lệ nhiệm vụ được giao hoàn thành đúng hạn"),
        ),
    )
    if context.report.plan is not None and rows:
        yield Table(
            id="table.plan",
            title="Kết quả thực hiện kế hoạch và nhiệm vụ được giao",
            description="Mỗi dòng là một chỉ tiêu, kèm đơn vị tính và số liệu trong kỳ báo cáo.",
            columns=_INDICATORS,
            rows=rows,
        )


_AT = "procedures.dossiers"

_STATES = (
    ("online", "Trực tuyến", "online_share"),
    ("in_person", "Trực tiếp", "in_person_share"),
    ("postal", "Qua dịch vụ bưu chính", "postal_share"),
    ("received", "Cộng tiếp nhận trong kỳ", None),
    ("carried_over", "Từ kỳ trước chuyển sang", None),
    ("caseload", "Tổng số hồ sơ nhận giải quyết", None),
    ("early", "Đã giải quyết trước hạn", None),
    ("on_time", "Đã giải quyết đúng hạn", None),
    ("in_time", "Đã giải quyết trước hạn và đúng hạn", "on_time_ratio"),
    ("late", "Đã giải quyết quá hạn", "late_ratio"),
    ("resolved", "Cộng đã giải quyết", None),
    ("pending_in_time", "Đang giải quyết, trong hạn", None),
    ("overdue", "Đang giải quyết, quá hạn", None),
    ("pending", "Cộng đang giải quyết", None),
    ("supplementing", "Chờ bổ sung", None),
    ("returned", "Trả lại", None),
    ("refused", "Từ chối giải quyết", None),
    ("withdrawn", "Rút hồ sơ", None),
    ("suspended", "Dừng giải quyết", None),
    ("unaccounted", "Chưa xác định trạng thái xử lý", None),
)


def dossiers(context: Context) -> Iterable[Block]:
    """Dossiers by channel and result, and by sector in the columns of Biểu II.06a/VPCP/KSTT."""
    facts = context.dossiers
    if facts is None:
        return
    left_out = {"early", "on_time"} if facts.early is None else set()
    if (context.value(f"{_AT}.unaccounted") or 0) <= 0:
        left_out.add("unaccounted")
    if context.value(f"{_AT}.carried_over") is None:
        left_out.add("caseload")
    reported = [
        state
        for state in _STATES
        if state[0] not in left_out and f"{_AT}.{state[0]}" in context.figures
    ]
    rows = [_state(context, order, *state) for order, state in enumerate(reported, 1)]
    if rows:
        yield Table(
            id="table.dossiers",
            title="Hồ sơ thủ tục hành chính theo hình thức tiếp nhận và kết quả giải quyết",
            description="Số hồ sơ theo hình thức tiếp nhận và theo kết quả giải quyết, kèm tỷ lệ.",
            unit="hồ sơ",
            columns=(
                _ORDER,
                Column("Chỉ tiêu", width=12),
                Column("Số hồ sơ", align=Align.RIGHT, width=4),
                Column("Tỷ lệ", align=Align.RIGHT, width=4),
            ),
            rows=tuple(rows),
            notes=_base_note(context, facts),
        )
    if facts.sectors:
        yield _by_sector(context, facts)


def _base_note(context: Context, facts: Dossiers) -> tuple[Content, ...]:
    if context.value(f"{_AT}.on_time_ratio") is None:
        return ()
    return (
        content(
            "Tỷ lệ theo hình thức tiếp nhận tính trên số hồ sơ tiếp nhận trong kỳ; tỷ lệ giải "
            f"quyết tính trên {facts.rate_base.label}."
        ),
    )


def _state(context: Context, order: int, name: str, words: str, share: str | None) -> Row:
    is_total = name in ("received", "caseload", "resolved", "pending")
    rate = content("") if share is None else context.cell(f"{_AT}.{share}")
    return Row((str(order), words, context.cell(f"{_AT}.{name}"), rate), is_total=is_total)


_FORM = (
    ("caseload", "Tổng số", "Số hồ sơ nhận giải quyết"),
    ("online", "Trực tuyến", "Số hồ sơ nhận giải quyết"),
    ("not_online", "Trực tiếp, bưu chính", "Số hồ sơ nhận giải quyết"),
    ("carried_over", "Từ kỳ trước", "Số hồ sơ nhận giải quyết"),
    ("resolved", "Tổng số", "Đã giải quyết"),
    ("early", "Trước hạn", "Đã giải quyết"),
    ("on_time", "Đúng hạn", "Đã giải quyết"),
    ("late", "Quá hạn", "Đã giải quyết"),
    ("pending", "Tổng số", "Đang giải quyết"),
    ("pending_in_time", "Trong hạn", "Đang giải quyết"),
    ("overdue", "Quá hạn", "Đang giải quyết"),
)


def _by_sector(context: Context, facts: Dossiers) -> Table:
    def cells(at: str) -> Iterable[Content]:
        return (context.cell(f"{at}.{name}") for name, _, _ in _FORM)

    rows = [
        Row((str(row + 1), sector.sector or "", *cells(f"{_AT}.sectors[{row}]")))
        for row, sector in enumerate(facts.sectors)
    ]
    rows.append(Row(("", "Tổng số", *cells(_AT)), is_total=True))
    return Table(
        id="table.dossiers.sectors",
        title="Hồ sơ thủ tục hành chính theo lĩnh vực",
        description="Mỗi dòng là một lĩnh vực; các cột là số hồ sơ nhận, đã và đang giải quyết.",
        unit="hồ sơ",
        columns=(
            Column("STT", align=Align.CENTER, width=3),
            Column("Lĩnh vực", width=8),
            *(Column(words, align=Align.RIGHT, width=4, group=group) for _, words, group in _FORM),
        ),
        rows=tuple(rows),
        notes=(
            content(
                "Bảng không gồm hồ sơ chờ bổ sung, trả lại, từ chối, người nộp rút và dừng giải "
                "quyết."
            ),
        ),
    )


def staffing(context: Context) -> Iterable[Block]:
    """Staff by group at each snapshot."""
    facts = context.report.staffing
    if facts is None or not facts.snapshots:
        return
    places = [_occurrences(shot.groups) for shot in facts.snapshots]
    named = dict.fromkeys(key for groups in places for key in groups)
    rows = [
        Row(
            (
                str(order),
                _capital(name),
                *(
                    context.cell(f"staffing.snapshots[{shot}].groups[{groups[name, nth]}].count")
                    if (name, nth) in groups
                    else content("–")
                    for shot, groups in enumerate(places)
                ),
            )
        )
        for order, (name, nth) in enumerate(named, 1)
    ]
    totals = (context.cell(f"staffing.snapshots[{shot}].total") for shot in range(len(places)))
    rows.append(Row(("", "Tổng số", *totals), is_total=True))
    yield Table(
        id="table.staffing",
        title="Cán bộ, công chức theo nhóm",
        description="Mỗi dòng là một nhóm; mỗi cột số là số người có mặt tại một thời điểm.",
        unit="người",
        columns=(
            _ORDER,
            Column("Nhóm", width=10),
            *(
                Column(
                    "Hiện có" if shot.day is None else f"Ngày {format_date(shot.day)}",
                    align=Align.RIGHT,
                    width=4,
                )
                for shot in facts.snapshots
            ),
        ),
        rows=tuple(rows),
    )


def _occurrences(groups: Iterable[Group]) -> dict[tuple[str, int], int]:
    """Return the place of each group by its name and how often the name stood before."""
    seen: dict[tuple[str, int], int] = {}
    for place, group in enumerate(groups):
        nth = sum(name == group.name for name, _ in seen)
        seen[group.name, nth] = place
    return seen


def budget(context: Context) -> Iterable[Block]:
    """Budget lines: planned, reached, rate."""
    facts = context.report.budget
    if facts is None:
        return
    lines: list[tuple[str, str, BudgetLine | None]] = [
        ("Giải ngân vốn đầu tư công", "budget.disbursement", facts.disbursement),
        ("Thu ngân sách", "budget.revenue", facts.revenue),
    ]
    lines += [
        (_capital(line.name or "khoản mục khác"), f"budget.lines[{row}]", line)
        for row, line in enumerate(facts.lines)
    ]
    rows = [
        Row(
            (
                str(order),
                words,
                context.cell(f"{at}.planned_vnd"),
                context.cell(f"{at}.actual_vnd"),
                context.cell(f"{at}.completion"),
            )
        )
        for order, (words, at, line) in enumerate(
            (found for found in lines if found[2] is not None), 1
        )
    ]
    if rows:
        yield Table(
            id="table.budget",
            title="Thực hiện các chỉ tiêu tài chính, ngân sách",
            description="Mỗi dòng là một khoản mục với số kế hoạch, số thực hiện và tỷ lệ đạt.",
            unit="đồng",
            columns=(
                _ORDER,
                Column("Khoản mục", width=9),
                Column("Số kế hoạch", align=Align.RIGHT, width=6),
                Column("Số thực hiện", align=Align.RIGHT, width=6),
                Column("Tỷ lệ đạt", align=Align.RIGHT, width=4),
            ),
            rows=tuple(rows),
        )


_INTERMEDIATE = (".not_online", ".due", ".unaccounted", ".set_aside", ".pending_unsplit")


def changes(context: Context) -> Iterable[Block]:
    """Every figure that the previous report has too, then and now."""
    previous = context.report.previous
    if previous is None:
        return
    before = {found.key: found.value for found in walk(previous) if found.key}
    keys = {found.id: found.key for found in walk(context.report)}
    rows: list[Row] = []
    for id, found in context.figures.items():
        if f"{id}{CHANGE}" not in context.figures or id.endswith(_INTERMEDIATE):
            continue
        then = before.get(keys[id] or "")
        if then is None or not (found.value or then):
            continue
        label = f"{found.subject}: {found.label}" if found.subject else found.label
        rows.append(
            Row(
                (
                    str(len(rows) + 1),
                    _capital(label),
                    "đồng" if found.unit.endswith("đồng") else found.unit,
                    content(cell_text(attrs.evolve(found, value=then))),
                    context.cell(id),
                    context.cell(f"{id}{CHANGE}"),
                )
            )
        )
    if rows:
        now, past = str(context.report.period), str(previous.period)
        yield Table(
            id="table.changes",
            title=f"So sánh số liệu {now} với {past}",
            description="Mỗi dòng là một chỉ tiêu với số liệu của hai kỳ và mức tăng, giảm.",
            columns=(
                _ORDER,
                Column("Chỉ tiêu", width=8),
                Column("Đơn vị tính", align=Align.CENTER, width=3),
                Column(_capital(past), align=Align.RIGHT, width=5),
                Column(_capital(now), align=Align.RIGHT, width=5),
                Column("Tăng, giảm", width=8),
            ),
            rows=tuple(rows),
            notes=(content("Mức tăng, giảm tính trên số liệu chưa làm tròn."),),
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
