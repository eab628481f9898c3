"""What a check of a form reports: its identities, the form against the report and other forms.

What Word tables and facts have a rule for is reported under its code; the rules here are the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.forms.judged import judged, line_name, shown_number, size_of
from cchc_lib.checks.forms.ties import CellAt, Tie, TieKind
from cchc_lib.checks.judge import Verdict
from cchc_lib.checks.report.declared import above_whole, carried_on
from cchc_lib.checks.report.rows import named_twice
from cchc_lib.checks.rule import Rule, Slip, rule
from cchc_lib.checks.word.columns import column_sums
from cchc_lib.checks.word.rows import row_identities
from cchc_lib.checks.word.shares import shares
from cchc_lib.checks.wording import repeated
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.filling import fill_form
from cchc_lib.forms.values import CellValue, cell_words
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import format_date

__all__ = ["FormChecked", "falling", "form_of_report", "identities", "other_form", "out_of_use"]


@attrs.frozen(kw_only=True)
class FormChecked:
    """What is checked: a filled form, the same of the period before, other forms, the report."""

    filled: FilledForm
    previous: FilledForm | None = None
    others: tuple[FilledForm, ...] = ()
    report: ReportHead | None = None


_RULES: Mapping[TieKind, Rule[Any]] = {
    TieKind.COLUMNS: row_identities,
    TieKind.ROWS: column_sums,
    TieKind.SHARE: shares,
    TieKind.AT_MOST: above_whole,
    TieKind.CARRIED: carried_on,
}


def identities(subject: FormChecked) -> Iterator[tuple[Rule[Any], Slip]]:
    """Yield what the identities within a form, and with the period before, do not hold."""
    filled, previous = subject.filled, subject.previous
    for tie, verdict in judged(filled, previous, subject.others):
        if verdict.holds or tie.kind not in _RULES:
            continue
        if tie.kind is TieKind.CARRIED and not _adjoins(filled, previous):
            continue
        yield _RULES[tie.kind], _slip(tie, verdict, subject)
    for place in repeated(map(str, filled.keys)):
        if filled.form.row(filled.lines[place].row).each:
            called = filled.lines[place].label
            yield (
                named_twice,
                Slip(
                    message=f"Dòng “{called}” có nhiều hơn một lần.",
                    path=f"{filled.form.id}[{filled.marks[place]}. {called}]",
                    actual=called,
                ),
            )


def _adjoins(filled: FilledForm, previous: FilledForm | None) -> bool:
    """Whether nothing lies between two periods; of unknown ones it is taken for granted."""
    if previous is None or filled.period is None or previous.period is None:
        return previous is not None
    return filled.period.start - previous.period.end == timedelta(1)


def _slip(tie: Tie, verdict: Verdict, subject: FormChecked) -> Slip:
    cell, identity = tie.result, tie.identity
    stated, made = cell_words(cell.value), _made(tie, verdict)
    says = {
        TieKind.ROWS: "các dòng cộng lại" if not tie.says else f"theo {tie.says}",
        TieKind.CARRIED: "cuối kỳ trước",
    }.get(tie.kind, f"theo {tie.says}")
    message = f"dòng “{line_name(cell)}”: cột ({cell.column.number}) {cell.column.full_title} "
    at_most = tie.kind in (TieKind.AT_MOST, TieKind.RISING)
    if at_most:
        part = tie.plus[0]
        message = (
            f"dòng “{line_name(part)}”: cột ({part.column.number}) {part.column.full_title} ghi "
            f"{cell_words(part.value)}, nhiều hơn "
            + (
                f"cột ({cell.column.number})"
                if part.line == cell.line
                else f"dòng “{line_name(cell)}”"
            )
            + f" là {stated}"
        )
    else:
        message += f"{'ghi' if cell.stated is not None else 'tính ra'} {stated}, {says} là {made}"
    note = identity.note_above if identity is not None and verdict.off < 0 else None
    is_most = note is not None and subject.report is None and _is_most(cell, verdict)
    return Slip(
        message=message,
        path=where(cell),
        actual=stated if not at_most else cell_words(tie.plus[0].value),
        expected=made if not at_most else f"không quá {stated}",
        hint=note,
        severity=Severity.WARNING if is_most else Severity.NOTE if note else None,
        code=identity.code if identity is not None else None,
        citation=_citation(subject.filled),
    )


def _is_most(cell: CellAt, verdict: Verdict) -> bool:
    """Whether what a form has no column for would be more than all that it has columns for."""
    value = cell.value
    return isinstance(value, int | Decimal) and Fraction(value) > 2 * Fraction(
        verdict.exact
    ) / size_of(cell)


def _made(tie: Tie, verdict: Verdict) -> str:
    return shown_number(Fraction(verdict.exact) / size_of(tie.result))


def where(cell: CellAt) -> str:
    """Return the path of a cell: the form, the line, the column."""
    return f"{cell.filled.form.id}[{line_name(cell)}]({cell.column.number})"


def _citation(filled: FilledForm) -> str | None:
    form = filled.form
    return f"{form.law}, Biểu số {form.number}" if form.law else None


@rule(
    "CCHC170",
    Severity.ERROR,
    title="Số trong biểu bằng số liệu cùng nội dung của báo cáo.",
    why="Biểu kèm theo và báo cáo là một số liệu ghi ở hai nơi. Chỉ so những ô mà cả biểu và báo "
    "cáo đều có số; lĩnh vực có trong biểu mà báo cáo không nêu thì không xét.",
    english="The form and the report state one figure in two places. Only cells of which both have "
    "a number are compared; a sector that the report does not name is left alone.",
    fires="Biểu II.06a: TỔNG CỘNG, trực tuyến 91; báo cáo: 90 hồ sơ trực tuyến",
    silent="Biểu II.06a: TỔNG CỘNG, trực tuyến 90; báo cáo: 90 hồ sơ trực tuyến",
    do="Đối chiếu với hệ thống một cửa, rồi sửa biểu hoặc báo cáo.",
)
def form_of_report(subject: FormChecked) -> Iterator[Slip]:
    if subject.report is None:
        return
    yield from _differences(subject.filled, fill_form(subject.filled.form, subject.report))


def _differences(filled: FilledForm, there: FilledForm) -> Iterator[Slip]:
    for line in range(len(filled.lines)):
        at = there.by_key.get(filled.keys[line])
        for column in filled.form.columns if at is not None else ():
            if not column.is_number or at is None:
                continue
            here = CellAt(filled, line, column)
            one, other = here.value, there.value(at, column.number)
            if _is_number(one) and _is_number(other) and one != other:
                yield Slip(
                    message=f"dòng “{line_name(here)}”: cột ({column.number}) {column.full_title} "
                    f"ghi {cell_words(one)}, báo cáo ghi {cell_words(other)}",
                    path=where(here),
                    actual=cell_words(one),
                    expected=cell_words(other),
                )


def _is_number(value: CellValue) -> bool:
    return isinstance(value, int | Decimal)


@rule(
    "CCHC171",
    Severity.ERROR,
    title="Số trong biểu khớp với biểu khác theo hệ thức giữa hai biểu.",
    why="Hệ thức giữa các biểu do tệp của biểu nêu; chỉ xét khi có cả hai biểu của cùng đơn vị và "
    "cùng kỳ.",
    english="An identity between forms is stated in the file of the form; it is judged when both "
    "forms of one unit and period are at hand.",
    fires="Biểu A: tổng số 12 = biểu B: tổng số 13",
    silent="Biểu A: tổng số 12 = biểu B: tổng số 12",
    do="Đối chiếu hai biểu với nguồn số liệu.",
)
def other_form(subject: FormChecked) -> Iterator[Slip]:
    if not subject.others:
        return
    for tie, verdict in judged(subject.filled, subject.previous, subject.others):
        if tie.kind is TieKind.FORMS and not verdict.holds:
            yield _slip(tie, verdict, subject)


@rule(
    "CCHC172",
    Severity.WARNING,
    title="Biểu mẫu đang được áp dụng trong kỳ báo cáo.",
    why="Tệp của biểu nêu ngày bắt đầu và ngày hết áp dụng; ngày chưa rõ thì không xét.",
    english="The file of a form says from when and until when it is in use; a day that is not "
    "known is never asked for.",
    fires="Biểu hết áp dụng từ ngày 01/7/2025; kỳ báo cáo: quý III năm 2025",
    silent="Biểu hết áp dụng từ ngày 01/7/2025; kỳ báo cáo: quý I năm 2025",
    do="Dùng mẫu biểu mới, hoặc sửa ngày áp dụng trong tệp của biểu.",
)
def out_of_use(subject: FormChecked) -> Iterator[Slip]:
    form, period = subject.filled.form, subject.filled.period
    if period is None or form.holds(period.end):
        return
    late = form.end is not None and period.end >= form.end
    day = form.end if late else form.start
    said = "hết áp dụng từ ngày" if late else "áp dụng từ ngày"
    yield Slip(
        message=f"biểu {form.number} {said} {format_date(day) if day else '…'}, kỳ báo cáo đến "
        f"ngày {format_date(period.end)}",
        path=form.id,
        actual=str(period),
    )


@rule(
    "CCHC807",
    Severity.ERROR,
    title="Số lũy kế của kỳ sau trong năm không nhỏ hơn kỳ trước.",
    why="Số cộng dồn từ đầu năm chỉ tăng hoặc giữ nguyên trong năm; sang năm mới thì đếm lại.",
    english="What adds up since the year began only rises or stays within a year; a new year "
    "counts anew.",
    fires="Giải ngân lũy kế quý II: 120 triệu đồng; quý III: 90 triệu đồng",
    silent="Giải ngân lũy kế quý II: 120 triệu đồng; quý III: 150 triệu đồng",
    do="Đối chiếu số lũy kế của hai kỳ.",
)
def falling(subject: FormChecked) -> Iterator[Slip]:
    filled, previous = subject.filled, subject.previous
    if previous is None or filled.period is None or previous.period is None:
        return
    if filled.period.calendar_year != previous.period.calendar_year:
        return
    if previous.period.end > filled.period.end:
        return
    for tie, verdict in judged(filled, previous, subject.others):
        if tie.kind is TieKind.RISING and not verdict.holds:
            cell, then = tie.result, tie.plus[0]
            yield Slip(
                message=f"dòng “{line_name(cell)}”: cột ({cell.column.number}) "
                f"{cell.column.full_title} ghi {cell_words(cell.value)}, kỳ trước "
                f"({previous.period}) đã là {cell_words(then.value)}",
                path=where(cell),
                actual=cell_words(cell.value),
                expected=f"từ {cell_words(then.value)} trở lên",
                citation=_citation(filled),
            )
