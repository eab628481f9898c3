"""The annex of dossiers: by channel and result; by sector and source as in Biểu II.06a."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import SimpleNamespace

import attrs

from cchc_lib.checks.wording import term
from cchc_lib.document.nodes import Align, Block, Column, Content, Row, Table, content
from cchc_lib.figures.declare import declarations
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.filling import lines_of
from cchc_lib.forms.form import FormColumn
from cchc_lib.forms.shipped import official_form
from cchc_lib.forms.table import table_of
from cchc_lib.forms.values import cell_words
from cchc_lib.outline.context import Context
from cchc_lib.outline.outline import Part
from cchc_lib.outline.tables import ORDER
from cchc_lib.subjects.procedures.dossiers import Dossiers
from cchc_lib.vietnamese.text import capital

__all__ = ["DOSSIERS_TABLE"]

_D = "procedures.dossiers"

_STATES = (
    *("online", "in_person", "postal", "received", "carried_over", "caseload"),
    *("early", "on_time", "in_time", "late", "resolved"),
    *("pending_in_time", "overdue", "pending"),
    *("supplementing", "returned", "refused", "withdrawn", "suspended", "unaccounted"),
)
_SHARES = {
    "online": "online_share",
    "in_person": "in_person_share",
    "postal": "postal_share",
    "in_time": "on_time_ratio",
    "late": "late_ratio",
}
_TOTALS = ("received", "caseload", "resolved", "pending")


def _tables(context: Context) -> Iterable[Block]:
    """Dossiers by channel and result; by sector, and by source, in the columns of II.06a."""
    facts = context.fact(_D)
    if facts is None:
        return
    left_out = {"early", "on_time"} if facts.early is None else set()
    if (context.value(f"{_D}.unaccounted") or 0) <= 0:
        left_out.add("unaccounted")
    if context.value(f"{_D}.carried_over") is None:
        left_out.add("caseload")
    reported = [
        name for name in _STATES if name not in left_out and f"{_D}.{name}" in context.figures
    ]
    if reported:
        yield Table(
            id="table.dossiers",
            title="Hồ sơ thủ tục hành chính theo hình thức tiếp nhận và kết quả giải quyết",
            description="Số hồ sơ theo hình thức tiếp nhận và theo kết quả giải quyết, kèm tỷ lệ.",
            unit="hồ sơ",
            columns=(
                ORDER,
                Column("Chỉ tiêu", width=12),
                Column("Số hồ sơ", align=Align.RIGHT, width=4),
                Column("Tỷ lệ", align=Align.RIGHT, width=4),
            ),
            rows=[_state(context, order, name) for order, name in enumerate(reported, 1)],
            notes=_base_note(context, facts),
        )
    if facts.sectors:
        # not a report, whose notes and marks may name figures of the sources
        alone = SimpleNamespace(dossiers=attrs.evolve(facts, sources=()))
        together = SimpleNamespace(procedures=alone)
        yield _form(context, together, "table.dossiers.sectors", "lĩnh vực")
    if facts.sources:
        yield _form(context, context.report, "table.dossiers.sources", "nguồn số liệu")


def _base_note(context: Context, facts: Dossiers) -> tuple[Content, ...]:
    if context.value(f"{_D}.on_time_ratio") is None:
        return ()
    return (
        content(
            "Tỷ lệ theo hình thức tiếp nhận tính trên số hồ sơ tiếp nhận trong kỳ; tỷ lệ giải "
            f"quyết tính trên {facts.rate_base.label}."
        ),
    )


def _state(context: Context, order: int, name: str) -> Row:
    share = _SHARES.get(name)
    rate = content("") if share is None else context.cell(f"{_D}.{share}")
    words = term(Dossiers, name)
    if name in _TOTALS and name != "caseload":
        words = f"cộng {words}"
    return Row(
        (str(order), capital(words), context.cell(f"{_D}.{name}"), rate),
        is_total=name in _TOTALS,
    )


def _form(context: Context, owner: object, id: str, of: str) -> Table:
    """Return Biểu II.06a/VPCP/KSTT with what `owner` states, each cell the figure it has."""
    form = official_form("II.06a")

    def write(filled: FilledForm, place: int, column: FormColumn) -> Content:
        path = filled.lines[place].path
        figure = f"{path}.{column.fact}"
        if figure in context.figures:
            return context.cell(figure)
        return content(cell_words(filled.value(place, column.number)))

    filled = FilledForm(form=form, lines=tuple(lines_of(form, owner)))
    for line in filled.lines:
        context.covered.update(f"{line.path}.{name}" for name in _added_up())
    return table_of(
        filled,
        id=id,
        title=f"Tình hình, kết quả giải quyết thủ tục hành chính theo {of} (Biểu số {form.number})",
        write=write,
        notes=_aside_note(context.fact(_D)),
    )


def _aside_note(facts: Dossiers) -> tuple[Content, ...]:
    """Say what the form has no column for, where the report counts it: else it may be in others."""
    if all(each.set_aside is None for each in (facts, *facts.sectors, *facts.sources)):
        return ()
    return (
        content(
            "Biểu không gồm hồ sơ chờ bổ sung, trả lại, từ chối, người nộp rút và dừng giải quyết."
        ),
    )


@cache
def _added_up() -> tuple[str, ...]:
    """Return what the columns of the form add up."""
    declared = declarations(Dossiers)
    nodes = (
        declared[column.fact].node for column in official_form("II.06a").columns if column.fact
    )
    return tuple(path[0] for node in nodes if node is not None for path, _ in node.names())


DOSSIERS_TABLE = Part("annex.dossiers", "Kết quả giải quyết thủ tục hành chính", write=_tables)
