"""Public finance: amounts planned and reached, in whole đồng; projects; autonomy; audits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from cchc_lib import define
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.document.nodes import Align, Block, Column, Row, Table
from cchc_lib.figures.figure import objects
from cchc_lib.law.thresholds import TOO_HIGH, TOO_LOW
from cchc_lib.outline.context import Context
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.outline.tables import ORDER
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import PeriodKind
from cchc_lib.report.printing import figure_text
from cchc_lib.subjects.groups import Group
from cchc_lib.vietnamese.text import capital

__all__ = [
    *("BUDGET", "BUDGET_TABLE", "REVENUE"),
    *("Budget", "BudgetLine", "comma_lost", "over_plan"),
]


@define.subject("khoản mục ngân sách")
@attrs.frozen(kw_only=True)
class BudgetLine:
    """One line: what was planned, by whom, and what was reached by a day.

    Two levels may have assigned a plan each; then two rates stand side by side.

    >>> line = BudgetLine(planned_vnd=3_046_000_000, actual_vnd=5_147_000_000)
    >>> str(line.completion)
    '168,98%'
    """

    name: str | None = define.name("tên khoản mục")
    planned_vnd: int | None = define.money("số kế hoạch", over_periods="last")
    actual_vnd: int | None = define.money("số thực hiện", over_periods="last")
    assigned_by: str | None = define.words("cơ quan giao")
    other_planned_vnd: int | None = define.money(
        "số kế hoạch do cấp khác giao", over_periods="last"
    )
    other_assigned_by: str | None = define.words("cơ quan khác giao kế hoạch")
    as_of: date | None = define.day("ngày thống kê số thực hiện", as_of="estimate")
    completion = define.ratio("actual_vnd / planned_vnd", "tỷ lệ thực hiện kế hoạch")
    other_completion = define.ratio(
        "actual_vnd / other_planned_vnd", "tỷ lệ thực hiện kế hoạch do cấp khác giao"
    )


@define.subject("tài chính công", rules=__name__)
@attrs.frozen(kw_only=True)
class Budget:
    """Revenue, expenditure, disbursement of public investment, and lines of the agency's own."""

    disbursement: BudgetLine | None = define.one(BudgetLine, "giải ngân vốn đầu tư công")
    carried_capital_vnd: int | None = define.money("vốn đầu tư công kéo dài", over_periods="last")
    projects: int | None = define.count("dự án", "dự án đầu tư công", over_periods="last")
    late_projects: int | None = define.count(
        "dự án", "dự án đầu tư công chậm tiến độ", part_of="projects", over_periods="last"
    )
    revenue: BudgetLine | None = define.one(BudgetLine, "thu ngân sách")
    revenue_items: Sequence[BudgetLine] = define.several(BudgetLine, "thu ngân sách theo khoản")
    expenditure: BudgetLine | None = define.one(BudgetLine, "chi ngân sách")
    lines: Sequence[BudgetLine] = define.several(BudgetLine, "các khoản mục khác")
    autonomy: Sequence[Group] = define.several(
        Group, "đơn vị sự nghiệp theo mức tự chủ", over_periods="last"
    )
    audit_vnd: int | None = define.money("kiến nghị thanh tra, kiểm toán về tài chính")
    audit_settled_vnd: int | None = define.money(
        "kiến nghị thanh tra, kiểm toán về tài chính đã thực hiện", part_of="audit_vnd"
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    autonomous_units = define.total(
        "sum(autonomy.count)", "số đơn vị sự nghiệp theo mức tự chủ", unit="đơn vị"
    )
    late_project_ratio = define.ratio(
        "late_projects / projects", "tỷ lệ dự án đầu tư công chậm tiến độ"
    )
    audit_ratio = define.ratio(
        "audit_settled_vnd / audit_vnd", "tỷ lệ thực hiện kiến nghị thanh tra, kiểm toán"
    )


def _line(at: str, name: str) -> Sentence:
    """Return the sentence on a line: what was reached, of which plan, and a rate as stated."""
    plan = "kế hoạch {.planned_vnd}[ do {.assigned_by} giao]"
    other = (
        "[, đạt {.other_completion} kế hoạch {.other_planned_vnd}[ do {.other_assigned_by} giao]]"
    )
    change = "[, {.actual_vnd.change} so với {previous}]"
    return Sentence(
        f"{name}[ đến ngày {{.as_of}}]: <;<?{{.actual_vnd}}{change} (không có kế hoạch giao)"
        f"{{.planned_vnd=0}}|{{.actual_vnd}}{change}, đạt {{.completion}} {plan}{other}"
        f"|{{.actual_vnd}}{change}{other}|{plan}>"
        "|theo số liệu đơn vị tổng hợp, đạt {.completion.stated} kế hoạch>.",
        each=at,
    )


BUDGET = Part(
    "ii.5",
    "Cải cách tài chính công",
    about="budget",
    annex="annex.budget",
    is_list=True,
    lines=[
        _line("budget.disbursement", "Giải ngân vốn đầu tư công"),
        "<;<?có {budget.projects} dự án đầu tư công[, trong đó <?không có dự án chậm tiến độ"
        "{budget.late_projects=0}|{budget.late_projects}/{budget.projects} dự án chậm tiến độ, "
        "chiếm {budget.late_project_ratio}>]|có {budget.late_projects?} dự án đầu tư công chậm "
        "tiến độ>|vốn đầu tư công kéo dài {budget.carried_capital_vnd?}>.",
        _line("budget.expenditure", "Chi ngân sách"),
        _line("budget.lines", "<?{.name}|khoản mục khác>"),
        "Có {budget.autonomous_units} đơn vị sự nghiệp công lập, gồm: {budget.autonomy*đơn vị}.",
        "Về kiến nghị của thanh tra, kiểm toán: <,tổng số tiền phải thực hiện {budget.audit_vnd}"
        "|đã thực hiện {budget.audit_settled_vnd}>[, đạt {budget.audit_ratio}].",
    ],
)
REVENUE = Part(
    "ii.8",
    "Thu ngân sách",
    annex="annex.budget",
    lines=[
        _line("budget.revenue", "Tổng thu ngân sách"),
        _line("budget.revenue_items", "<?{.name}|khoản thu khác>"),
    ],
)


def _lines(budget: Budget) -> Iterator[tuple[str, str, BudgetLine]]:
    """Yield the path below the budget, the name and the line of each budget line."""
    single = ("disbursement", "Giải ngân vốn đầu tư công"), ("revenue", "Thu ngân sách")
    for name, words in (*single, ("expenditure", "Chi ngân sách")):
        if (line := getattr(budget, name)) is not None:
            yield name, words, line
    for name, words in (("revenue_items", "khoản thu khác"), ("lines", "khoản mục khác")):
        for row, line in enumerate(getattr(budget, name)):
            yield f"{name}[{row}]", capital(line.name or words), line


def _table(context: Context) -> Iterable[Block]:
    """Budget lines: planned, reached, rate."""
    facts = context.fact("budget")
    found = [] if facts is None else list(_lines(facts))
    if not found:
        return
    other = any(line.other_planned_vnd is not None for _, _, line in found)
    columns = ["planned_vnd", "actual_vnd", "completion"]
    titles = ["Số kế hoạch", "Số thực hiện", "Tỷ lệ đạt"]
    if other:
        columns += ["other_planned_vnd", "other_completion"]
        titles += ["Số kế hoạch do cấp khác giao", "Tỷ lệ đạt"]
    yield Table(
        id="table.budget",
        title="Thực hiện các chỉ tiêu tài chính, ngân sách",
        description="Mỗi dòng là một khoản mục với số kế hoạch, số thực hiện và tỷ lệ đạt.",
        unit="đồng",
        columns=(
            ORDER,
            Column("Khoản mục", width=9),
            *(
                Column(title, align=Align.RIGHT, width=4 if "Tỷ lệ" in title else 6)
                for title in titles
            ),
        ),
        rows=[
            Row(
                (
                    str(order),
                    words,
                    *(context.cell(f"budget.{at}.{column}") for column in columns),
                )
            )
            for order, (at, words, _) in enumerate(found, 1)
        ],
    )


BUDGET_TABLE = Part("annex.budget", "Tài chính, ngân sách", write=_table)


def _amounts(line: BudgetLine) -> str:
    actual = figure_text(line.actual_vnd or 0, "tỷ đồng")
    planned = figure_text(line.planned_vnd or 0, "tỷ đồng")
    return f"thực hiện {actual}, kế hoạch {planned} (đạt {line.completion})"


@rule(
    "CCHC206",
    Severity.WARNING,
    title="Số thực hiện và số kế hoạch cùng cỡ, không lệch nhau hàng nghìn lần.",
    why="Mất dấu phẩy thập phân (“3046 tỷ” thay cho 3,046 tỷ) làm lệch 1.000 lần. Tỷ lệ rất "
    "thấp trong báo cáo tháng hoặc quý I chỉ được lưu ý, vì đầu năm có thể mới thực hiện được "
    "ít.",
    english='A decimal comma lost ("3046 tỷ" for 3,046 tỷ) makes a factor of 1.000. A very low '
    "rate is only noted for a month or the first quarter, when little may have been reached "
    "yet.",
    fires="report(budget=Budget(revenue=BudgetLine(planned_vnd=3_046_000_000_000, "
    "actual_vnd=5_147_000_000)))",
    silent="report(budget=Budget(revenue=BudgetLine(planned_vnd=3_046_000_000, "
    "actual_vnd=5_147_000_000)))",
    do="Kiểm tra dấu phẩy thập phân và đơn vị tính của hai số.",
)
def comma_lost(report: ReportHead) -> Iterator[Slip]:
    early = report.period.kind is PeriodKind.MONTH or (
        report.period.kind is PeriodKind.QUARTER and report.period.index == 1
    )
    for path, budget in objects(report):
        for at, name, line in _lines(budget) if isinstance(budget, Budget) else ():
            rate = line.completion and line.completion.value
            if not rate or TOO_LOW < rate < TOO_HIGH:
                continue
            called = name[:1].lower() + name[1:]
            if line.name is None and at.endswith("]"):
                called = f"khoản mục thứ {int(at[:-1].partition('[')[2]) + 1}"
            yield Slip(
                message=f"Hai số của {called} quá chênh lệch: {_amounts(line)}.",
                path=f"{path}.{at}.completion",
                actual=str(line.completion),
                hint="Có thể mất dấu phẩy thập phân hoặc nhầm đơn vị tính (lệch 1.000 lần).",
                severity=Severity.NOTE if early and rate < 1 else None,
            )


@rule(
    "CCHC207",
    Severity.WARNING,
    title="Giải ngân vốn đầu tư công không vượt kế hoạch vốn.",
    why="Không thể giải ngân nhiều hơn vốn được giao; kế hoạch đã nêu có thể chưa gồm vốn kéo "
    "dài, vốn bổ sung, nên chỉ là cảnh báo. Thu ngân sách thì có thể vượt dự toán.",
    english="Capital beyond the plan cannot be paid out; the plan stated may leave out what "
    "was carried over or added, so it is a warning. Revenue may well exceed its estimate.",
    fires="report(budget=Budget(disbursement=BudgetLine(planned_vnd=10**9, actual_vnd=2 * 10**9)))",
    silent="report(budget=Budget(revenue=BudgetLine(planned_vnd=10**9, actual_vnd=2 * 10**9)))",
    do="Kiểm tra kế hoạch vốn, kể cả vốn kéo dài và vốn bổ sung.",
)
def over_plan(report: ReportHead) -> Iterator[Slip]:
    for path, budget in objects(report):
        line = budget.disbursement if isinstance(budget, Budget) else None
        rate = None if line is None or line.completion is None else line.completion.value
        if line is not None and rate is not None and 1 < rate < TOO_HIGH:
            yield Slip(
                message=f"Giải ngân vượt kế hoạch vốn: {_amounts(line)}.",
                path=f"{path}.disbursement.completion",
                actual=str(line.completion),
                expected="không quá 100%",
                hint="Kiểm tra vốn kéo dài, vốn bổ sung đã có trong kế hoạch chưa.",
            )
