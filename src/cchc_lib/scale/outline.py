"""The outline of the level above: a part on the units, an annex with a row for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from cchc_lib.document.nodes import (
    Align,
    Block,
    Column,
    Items,
    Paragraph,
    Reference,
    Row,
    Table,
    content,
)
from cchc_lib.figures.ratio import Ratio
from cchc_lib.law.thresholds import TARGETS
from cchc_lib.outline.context import Context
from cchc_lib.outline.family import family_of
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.outline.tables import ORDER
from cchc_lib.report.agency import Agency
from cchc_lib.report.printing import cell_text
from cchc_lib.scale.ranking import Ranking, change_text, rank_units
from cchc_lib.scale.units import UnitReports, check_units
from cchc_lib.vietnamese import format_count, join_list
from cchc_lib.vietnamese.text import capital

__all__ = ["units_outline"]

COLUMNS = (
    *("plan.tasks", "plan.tasks_completed", "plan.completion"),
    *("procedures.dossiers.received", "procedures.dossiers.online_share"),
    *("procedures.dossiers.resolved", "procedures.dossiers.on_time_ratio"),
    *("procedures.dossiers.overdue", "procedures.feedback.handled_ratio"),
)
"""What stands side by side for each unit unless the caller says otherwise, where units have it."""

RANKED = (
    *("plan.completion", "procedures.dossiers.online_share"),
    *("procedures.dossiers.on_time_ratio", "procedures.satisfaction.satisfaction"),
)
MAX_COLUMNS = 9


def units_outline(
    units: UnitReports,
    outline: Outline | None = None,
    *,
    columns: Sequence[str] | None = None,
    ranked: Sequence[str] | None = None,
) -> Outline:
    """Return an outline for the report of all units: that of its kind, with what units show.

    A part says who reported, who is missing and how the units stand by the figures `ranked`; an
    annex has a row a unit and a column a figure of `columns`, another the rankings. What is left
    out of both is chosen: figures that the library ships, else those that most units state.

    Raises:
        InvalidTypeError: for what is no UnitReports.
        UnknownNameError: for a figure that nobody has.
    """
    check_units(units)
    base = family_of(units.report).outline if outline is None else outline
    shown = tuple(columns if columns is not None else _chosen(units, COLUMNS, MAX_COLUMNS))
    by = tuple(ranked if ranked is not None else _rates(units))
    for id in (*shown, *by):
        units.located(id)
    rankings = [rank_units(units, id) for id in by]
    told = Part(
        "units",
        "Tình hình báo cáo của các đơn vị",
        write=_telling(units, rankings),
    )
    annexes = (
        Part("annex.units", "Kết quả của từng đơn vị", write=_row_a_unit(units, shown)),
        Part("annex.ranking", "Xếp hạng các đơn vị", write=_tables(rankings)),
    )
    return Outline((*base.chapters, told), (*base.annexes, *annexes))


def _chosen(units: UnitReports, usual: Iterable[str], most: int) -> list[str]:
    """Return the usual figures that units have; without any, those that most of them state."""
    by_id = {
        located.id: len(stating)
        for stating in units.stated.values()
        for located in stating.values()
        if "[" not in located.id and located.declaration.is_printed
    }
    found = [id for id in usual if id in by_id]
    return found or sorted(by_id, key=lambda id: -by_id[id])[:most]


def _rates(units: UnitReports) -> list[str]:
    """Return the rates by which units are ranked: the usual ones that they have, else the first."""
    chosen = [id for id in RANKED if id in _chosen(units, RANKED, MAX_COLUMNS)]
    rates = (
        id for id in _chosen(units, (), 10_000) if units.located(id).declaration.value_type is Ratio
    )
    return chosen or list(rates)[:3]


# ---------------------------------------------------------------- the part


Written = Callable[[Context], Iterable[Block]]


def _telling(units: UnitReports, rankings: Sequence[Ranking]) -> Written:
    def write(context: Context) -> Iterator[Block]:
        counted = len(units.each)
        of, missing = len(units.expected or ()), [each.name for each in units.missing]
        if units.expected is None:
            yield Paragraph(f"Báo cáo được tổng hợp từ số liệu của {format_count(counted)} đơn vị.")
        elif missing:
            named = join_list([each.replace("Ủy ban nhân dân", "UBND") for each in missing])
            yield Paragraph(
                f"Báo cáo được tổng hợp từ số liệu của {of - len(missing)}/{of} đơn vị; "
                f"{format_count(len(missing))} đơn vị chưa có báo cáo: {named}."
            )
        else:
            yield Paragraph(f"Báo cáo được tổng hợp từ số liệu của {of}/{of} đơn vị.")
        if partial := [each for each in units.partial.values() if each.lacks_units]:
            yield Paragraph(
                f"{format_count(len(partial))} số liệu chưa có đủ ở các đơn vị; số đơn vị có số "
                "liệu được nêu tại chú thích của từng số liệu."
            )
        said = [content(ranking.sentence(at_least=_target(units, ranking))) for ranking in rankings]
        if said:
            yield Items(tuple(said))
        told = [
            (f"{words} tại ", Reference(annex))
            for annex, words in _ANNEXES.items()
            if annex in context.annexes
        ]
        if told:
            words = [part for each in told for part in (*each, "; ")][:-1]
            yield Paragraph(content(capital(str(words[0])), *words[1:], "."))

    return write


_ANNEXES = {"annex.units": "kết quả của từng đơn vị", "annex.ranking": "xếp hạng các đơn vị"}
"""What each annex of units shows."""


def _target(units: UnitReports, ranking: Ranking) -> int | None:
    """Return the percentage that a text sets for a figure, `None` without one."""
    on = units.report.issued or units.report.period.end
    found = (each for each in TARGETS if each.source and each.holds_for(ranking.id, on))
    return next((each.least for each in found if each.within is None), None)


# ---------------------------------------------------------------- the annexes


def _row_a_unit(units: UnitReports, columns: Sequence[str]) -> Written:
    def write(context: Context) -> Iterator[Block]:
        if not columns:
            return
        cells = [[_cell(each.figure) for each in units.contributions(id)] for id in columns]
        rows = [
            Row((str(place + 1), _unit(report.agency), *(column[place] for column in cells)))
            for place, report in enumerate(units.each)
        ]
        total = [_cell(context.figures.get(id)) for id in columns]
        rows.append(Row(("", "Toàn bộ", *total), is_total=True))
        yield Table(
            id="table.units",
            title=f"Kết quả của từng đơn vị, {units.report.period}",
            description="Mỗi dòng là một đơn vị, mỗi cột là một chỉ tiêu.",
            columns=(
                ORDER,
                Column("Đơn vị", width=9),
                *(Column(_head(units, id), align=Align.RIGHT, width=5) for id in columns),
            ),
            rows=tuple(rows),
            notes=(
                content("Dấu – là chưa có số liệu. Tỷ lệ ở dòng cuối tính trên tổng số của các đơn "
                        "vị, không phải trung bình các tỷ lệ."),
            ),
        )  # fmt: skip

    return write


def _head(units: UnitReports, id: str) -> str:
    located = units.located(id)
    unit = located.declaration.unit
    label = capital(located.label)
    unit = "đồng" if unit.endswith("đồng") else unit
    return label if not unit or unit in located.label else f"{label} ({unit})"


def _unit(agency: Agency) -> str:
    """Return a unit as a row of a table names it: without what all of them are."""
    return capital(agency.short_name.removeprefix("UBND "))


def _cell(figure: Any) -> str:
    if figure is None:
        return "–"
    return cell_text(figure.value, figure.unit).removesuffix("%")


def _tables(rankings: Sequence[Ranking]) -> Written:
    def write(_context: Context) -> Iterator[Block]:
        for ranking in rankings:
            if ranking.ranked:
                yield _table(ranking)

    return write


def _table(ranking: Ranking) -> Table:
    compared = any(row.change is not None for row in ranking.rows)
    rows = []
    for row in ranking.rows:
        marks = [
            *(["đồng hạng"] if row.is_tied else []),
            *(["mẫu số nhỏ"] if row.is_small else []),
        ]
        rows.append(
            Row(
                (
                    "–" if row.rank is None else str(row.rank),
                    _unit(row.agency),
                    "–" if row.figure is None else cell_text(row.figure.value, row.figure.unit),
                    *([change_text(row, ranking.unit) or "–"] if compared else []),
                    "; ".join(marks),
                )
            )
        )
    notes = [content("Đơn vị không phát sinh hoặc chưa có số liệu thì không xếp hạng.")]
    if ranking.unit == "%":
        notes.append(
            content(
                f"Trung bình cộng tỷ lệ của các đơn vị là {ranking.mean_text}, chỉ để so sánh"
                + (f"; tỷ lệ chung là {ranking.whole.text}." if ranking.whole else ".")
            )
        )
    return Table(
        id=f"table.ranking.{ranking.id}",
        title=f"Xếp hạng theo {ranking.label}",
        description="Mỗi dòng là một đơn vị, theo thứ tự từ tốt nhất.",
        columns=(
            Column("Hạng", align=Align.CENTER, width=3),
            Column("Đơn vị", width=8),
            Column(capital(ranking.label), align=Align.RIGHT, width=5),
            *([Column("So với kỳ trước", width=6)] if compared else []),
            Column("Ghi chú", width=4),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )
