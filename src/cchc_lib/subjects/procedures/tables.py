"""The annex of dossiers: by channel and result; by sector and source as in Biểu II.06a."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.checks.wording import term
from cchc_lib.document.nodes import Align, Block, Column, Content, Row, Table, content
from cchc_lib.figures.declare import declarations
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
        yield _form(context, _D, facts, "table.dossiers.sectors", "theo lĩnh vực")
    for row, block in enumerate(facts.sources):
        title = f"theo lĩnh vực, {block.source}"
        at = f"{_D}.sources[{row}]"
        if block.sectors:
            yield _form(context, at, block, f"table.dossiers.sources.{row + 1}", title)
    if facts.sources:
        yield _form(
            context, _D, facts, "table.dossiers.sources", "theo nguồn số liệu", rows="sources"
        )


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


_IN, _DONE, _LEFT = "Số hồ sơ nhận giải quyết", "Đã giải quyết", "Đang giải quyết"
_COLUMNS = (
    *(("caseload", "Tổng số", _IN), ("online", "Trực tuyến", _IN)),
    *(("not_online", "Trực tiếp, bưu chính", _IN), ("carried_over", "Từ kỳ trước", _IN)),
    *(("resolved", "Tổng số", _DONE), ("early", "Trước hạn", _DONE)),
    *(("on_time", "Đúng hạn", _DONE), ("late", "Quá hạn", _DONE)),
    *(("pending", "Tổng số", _LEFT), ("pending_in_time", "Trong hạn", _LEFT)),
    ("overdue", "Quá hạn", _LEFT),
)

_ADDED_UP = tuple(
    path[0]
    for column, _, _ in _COLUMNS
    if (node := declarations(Dossiers)[column].node) is not None
    for path, _ in node.names()
)
"""What the columns add up."""


def _form(
    context: Context, at: str, whole: Dossiers, id: str, title: str, *, rows: str = "sectors"
) -> Table:
    """Return the columns of Biểu II.06a/VPCP/KSTT, a row for each sector or source, and a total."""

    def cells(path: str) -> Iterable[Content]:
        context.covered.update(f"{path}.{name}" for name in _ADDED_UP)
        return (context.cell(f"{path}.{name}") for name, _, _ in _COLUMNS)

    by = "sector" if rows == "sectors" else "source"
    lines = [
        Row((str(row + 1), getattr(item, by) or "", *cells(f"{at}.{rows}[{row}]")))
        for row, item in enumerate(getattr(whole, rows))
    ]
    lines.append(Row(("", "Tổng số", *cells(at)), is_total=True))
    return Table(
        id=id,
        title=f"Hồ sơ thủ tục hành chính {title}",
        description="Mỗi dòng là một lĩnh vực; các cột là số hồ sơ nhận, đã và đang giải quyết.",
        unit="hồ sơ",
        columns=(
            Column("STT", align=Align.CENTER, width=3),
            Column(capital(term(Dossiers, by)), width=8),
            *(
                Column(words, align=Align.RIGHT, width=4, group=group)
                for _, words, group in _COLUMNS
            ),
        ),
        rows=lines,
        notes=(
            content(
                "Bảng không gồm hồ sơ chờ bổ sung, trả lại, từ chối, người nộp rút và dừng giải "
                "quyết."
            ),
        ),
    )


DOSSIERS_TABLE = Part("annex.dossiers", "Kết quả giải quyết thủ tục hành chính", write=_tables)
