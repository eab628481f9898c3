"""Annex tables of any subject: a row a figure, and what changed since the report before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from cchc_lib.document.nodes import Align, Block, Column, Content, Row, Table, content
from cchc_lib.figures.declaration import MONEY, Declaration, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import Figure, Located, full_label, name_of
from cchc_lib.outline.context import Context
from cchc_lib.report.head import CHANGE, CUMULATIVE, estimated_keys
from cchc_lib.report.printing import cell_text
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import capital

__all__ = [
    *("ORDER", "changes", "cumulative", "evidence"),
    *("figures_table", "is_told_beside", "row_label", "subjects_table", "unit_of"),
]

ORDER = Column("STT", align=Align.CENTER, width=2)


def unit_of(context: Context, found: Figure) -> str:
    """Return the unit as a column of its own shows it: amounts stand in whole đồng.

    The number of a group has the unit of the sum that the groups make.
    """
    if found.unit.endswith("đồng"):
        return "đồng"
    return found.unit or context.walked.group_units.get(found.id, "")


def row_label(found: Figure | Located) -> str:
    """Return the words of a row: of one of several groups, what they are groups of, and its name.

    The number of a group has no unit of its own, and its label says only that it is one.
    """
    name = found.label.partition(": ")[2]
    of_group = name and found.subject and not _unit(found)
    return capital(f"{found.subject}: {name}" if of_group else full_label(found))


def _unit(found: Figure | Located) -> str:
    return found.unit if isinstance(found, Figure) else found.declaration.unit


def _named(context: Context, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (id, words) of the figures that a list of subjects and figures names, in its order.

    The table of one subject does not repeat its name in every row.
    """
    names = tuple(wanted)
    for name in names:
        if name in context.figures:
            yield name, row_label(context.figures[name])
            continue
        for id, found in context.figures.items():
            is_row = "[" in id and id.startswith(context.walked.breakdowns)
            if id.startswith((f"{name}.", f"{name}[")) and not (is_row or id.endswith(_NOT_OF_NOW)):
                is_title = len(names) == 1 and id.count(".") == 1
                yield id, capital(found.label) if is_title else row_label(found)


_NOT_OF_NOW = (CHANGE, CUMULATIVE)


def figures_table(
    context: Context, id: str, title: str, wanted: Iterable[tuple[str, str]]
) -> Table | None:
    """Return a table with a row for each reported figure: number, indicator, unit, value."""
    rows: list[Row] = []
    for figure, words in wanted:
        found = context.figures.get(figure)
        if found is not None:
            order = str(len(rows) + 1)
            rows.append(
                Row((order, words, unit_of(context, found), context.cell(figure, bare=True)))
            )
    if not rows:
        return None
    return Table(
        id=id,
        title=title,
        description="Mỗi dòng là một chỉ tiêu, kèm đơn vị tính và số liệu trong kỳ báo cáo.",
        columns=(
            ORDER,
            Column("Chỉ tiêu", width=10),
            Column("Đơn vị tính", align=Align.CENTER, width=4),
            Column("Số liệu", align=Align.RIGHT, width=4),
        ),
        rows=rows,
    )


def subjects_table(context: Context, id: str, title: str, wanted: Iterable[str]) -> Iterator[Block]:
    """Yield a table with every reported figure of these subjects, or these figures, in a row.

    What a subject counts row by row stands in a table of its own, a column a figure.
    """
    names = tuple(wanted)
    table = figures_table(context, id, title, _named(context, names))
    if table is not None:
        yield table
    for path, owner, field in context.walked.broken_down:
        at = f"{path}.{field.name}"
        if any(f"{at}.".startswith(f"{name}.") for name in names):
            for number, columns in enumerate(_columns(context, path, owner, field), 1):
                more = f"{id}.{at}" if number == 1 else f"{id}.{at}.{number}"
                goes_on = " (tiếp theo)" if number > 1 else ""
                yield _grid(context, more, path, owner, field, columns, goes_on)


MAX_COLUMNS = 8
"""How many figures stand side by side: more than that go on in another table."""


def _columns(
    context: Context, path: str, owner: Any, field: attrs.Attribute[Any]
) -> Iterator[list[tuple[str, Declaration]]]:
    """Yield the figures of rows that some row or the whole has, as many as stand side by side."""
    paths = [
        path,
        *(f"{path}.{field.name}[{row}]" for row in range(len(getattr(owner, field.name)))),
    ]
    found = [
        (name, declared)
        for name, declared in declarations(type(owner)).items()
        if declared.is_printed and any(f"{at}.{name}" in context.figures for at in paths)
    ]
    for first in range(0, len(found), MAX_COLUMNS):
        yield found[first : first + MAX_COLUMNS]


def _grid(
    context: Context,
    id: str,
    path: str,
    owner: Any,
    field: attrs.Attribute[Any],
    columns: list[tuple[str, Declaration]],
    goes_on: str,
) -> Table:
    """Return a table of rows of a breakdown, with the whole as the last row."""
    kept: Any = field_of(field)
    by: Any = field_of(attrs.fields_dict(type(owner))[kept.by])
    units = [_unit_of_column(declared.unit) for _, declared in columns]
    one = units[0] if len(set(units)) == 1 else ""
    name = name_of(owner)

    def is_said(unit: str, label: str) -> bool:
        return not unit or bool(re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", label))

    def cells(at: str) -> Iterator[Content]:
        return (context.cell(f"{at}.{column}", bare=True) for column, _ in columns)

    rows = [
        Row((str(row + 1), getattr(item, kept.by) or "", *cells(f"{path}.{field.name}[{row}]")))
        for row, item in enumerate(getattr(owner, field.name))
    ]
    rows.append(Row(("", "Tổng số", *cells(path)), is_total=True))
    about = owner.__subject__.label + (f": {name}" if name else "")
    return Table(
        id=id,
        title=f"{capital(about)}, {kept.label}{goes_on}",
        description="Mỗi dòng là một đơn vị được thống kê, mỗi cột là một chỉ tiêu.",
        unit=one or None,
        columns=(
            ORDER,
            Column(capital(by.label), width=6),
            *(
                Column(
                    capital(declared.label)
                    + ("" if one or is_said(unit, declared.label) else f" ({unit})"),
                    align=Align.RIGHT,
                    width=4,
                )
                for (_, declared), unit in zip(columns, units, strict=True)
            ),
        ),
        rows=rows,
    )


def _unit_of_column(unit: str) -> str:
    return "đồng" if unit in MONEY else unit


_INTERMEDIATE = {"not_online", "due", "unaccounted", "set_aside", "pending_unsplit"}


def is_told_beside(id: str) -> bool:
    """Whether tables of many figures leave this one out: those of dossiers beside it tell it.

    >>> is_told_beside("procedures.dossiers.sectors[0].due"), is_told_beside("debts.due")
    (True, False)
    """
    above, _, name = id.rpartition(".")
    return above.startswith("procedures.dossiers") and name in _INTERMEDIATE


def changes(context: Context) -> Iterable[Block]:
    """Every figure that the previous report has too, then and now."""
    previous = context.report.previous
    if previous is None:
        return
    estimates = estimated_keys(previous)
    keys = context.walked.keys if estimates else {}
    rows: list[Row] = []
    for id, found in context.figures.items():
        change = context.value(f"{id}{CHANGE}")
        if change is None or is_told_beside(id) or not (change.now or change.then):
            continue
        if "[" in id and id.startswith(context.walked.breakdowns):
            continue
        then = cell_text(change.then, found.unit).removesuffix("%")
        rows.append(
            Row(
                (
                    str(len(rows) + 1),
                    row_label(found),
                    unit_of(context, found),
                    content(then, " (ước)" if keys.get(id) in estimates else ""),
                    context.cell(id, bare=True),
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
                ORDER,
                Column("Chỉ tiêu", width=8),
                Column("Đơn vị tính", align=Align.CENTER, width=3),
                Column(capital(past), align=Align.RIGHT, width=5),
                Column(capital(now), align=Align.RIGHT, width=5),
                Column("Tăng, giảm", width=8),
            ),
            rows=tuple(rows),
            notes=(content("Mức tăng, giảm tính trên số liệu chưa làm tròn."),),
        )


def cumulative(context: Context) -> Iterable[Block]:
    """Every figure in the period and since the year began, side by side."""
    since = context.report.cumulative
    if since is None:
        return
    rows = [
        Row(
            (
                str(order),
                row_label(found),
                unit_of(context, found),
                context.cell(id, bare=True),
                context.cell(f"{id}{CUMULATIVE}", bare=True),
            )
        )
        for order, (id, found) in enumerate(
            (
                (id, found)
                for id, found in context.figures.items()
                if f"{id}{CUMULATIVE}" in context.figures and not is_told_beside(id)
            ),
            1,
        )
    ]
    if rows:
        start, end = format_date(since.period.start), format_date(since.period.end)
        yield Table(
            id="table.cumulative",
            title=f"Số liệu trong kỳ và lũy kế từ ngày {start} đến ngày {end}",
            description="Mỗi dòng là một chỉ tiêu với số liệu trong kỳ và số liệu lũy kế.",
            columns=(
                ORDER,
                Column("Chỉ tiêu", width=10),
                Column("Đơn vị tính", align=Align.CENTER, width=4),
                Column("Trong kỳ", align=Align.RIGHT, width=4),
                Column("Lũy kế", align=Align.RIGHT, width=4),
            ),
            rows=tuple(rows),
        )


def evidence(context: Context) -> Iterable[Block]:
    """The documents that prove each indicator."""
    rows: list[Row] = [
        Row((str(order), each.indicator, _documents(context, order - 1)))
        for order, each in enumerate(context.report.evidence, 1)
    ]
    if rows:
        yield Table(
            id="table.evidence",
            title="Danh mục văn bản minh chứng",
            description="Mỗi dòng là một chỉ tiêu và các văn bản chứng minh kết quả.",
            columns=(ORDER, Column("Chỉ tiêu, tiêu chí", width=7), Column("Văn bản", width=9)),
            rows=tuple(rows),
        )


def _documents(context: Context, row: int) -> Content:
    return context.say(f"{{evidence[{row}].documents}}") or content("–")
