"""Annex tables: a row a figure, none lost and none twice."""

import attrs
from hypothesis import given, settings, strategies as st
from strategies import COMMUNE, reports, subject

import cchc_lib as cchc
from cchc_lib.document.nodes import Table, Value
from cchc_lib.outline.context import Context
from cchc_lib.outline.tables import unit_of

YEAR = cchc.Period.year(2025)


def tables(node):
    for block in node.blocks:
        if isinstance(block, Table):
            yield block
        elif hasattr(block, "blocks"):
            yield from tables(block)


def rows(document, annex):
    for found in document.annexes:
        if found.id == annex:
            for table in tables(found):
                for row in table.rows:
                    yield (
                        [
                            "".join(getattr(node, "text", "") for node in cell.content)
                            if hasattr(cell, "content")
                            else "".join(getattr(node, "text", "") for node in cell)
                            for cell in row.cells
                        ],
                        [
                            node.figure
                            for cell in row.cells
                            for node in (cell.content if hasattr(cell, "content") else cell)
                            if isinstance(node, Value)
                        ],
                    )


@settings(max_examples=60)
@given(subject(cchc.Plan), subject(cchc.AssignedTasks), st.booleans())
def test_a_table_of_subjects_has_a_row_a_figure(plan, tasks, both):
    wanted = ["plan", "assigned_tasks"] if both else ["plan"]
    outline = cchc.Outline((cchc.Part("i", "Kết quả", table=wanted),))
    report = cchc.Report(agency=COMMUNE, period=YEAR, plan=plan, assigned_tasks=tasks)
    figures = report.figures()
    listed = list(rows(cchc.compose(report, outline=outline), "i.table"))
    expected = [id for name in wanted for id in figures if id.startswith(f"{name}.")]
    assert [id for _, ids in listed for id in ids] == expected
    for order, (cells, (id,)) in enumerate(listed, 1):
        assert cells[0] == str(order)
        assert cells[1].lower().endswith(figures[id].label.lower())
        assert cells[2] == unit_of(Context(report, figures), figures[id])
        assert cells[3]
        assert "%" not in cells[3]


@settings(max_examples=60)
@given(reports(cumulative=st.none(), previous=st.none()))
def test_no_figure_stands_in_two_rows_of_what_else_was_reported(report):
    listed = [ids for _, ids in rows(cchc.compose(report), "annex.rest") if ids]  # not words
    assert len({tuple(ids) for ids in listed}) == len(listed)


@settings(max_examples=40)
@given(
    reports(period=st.just(cchc.Period.nine_months(2025))),
    reports(period=st.just(cchc.Period.quarter(2025, 3))),
)
def test_period_and_year_stand_side_by_side(since, report):
    held = attrs.evolve(report, cumulative=since, next_tasks=())  # which name figures of another
    figures = held.figures()
    for _, ids in rows(cchc.compose(held), "annex.cumulative"):
        assert ids[1] == f"{ids[0]}.cumulative"
        assert set(ids) <= set(figures)


def test_a_table_of_one_figure():
    report = cchc.Report(agency=COMMUNE, period=YEAR, plan=cchc.Plan(tasks=4, tasks_completed=3))
    outline = cchc.Outline((cchc.Part("i", "Kết quả", table=["plan.completion"]),))
    ((cells, ids),) = rows(cchc.compose(report, outline=outline), "i.table")
    assert (cells[1:], ids) == (
        ["Tỷ lệ hoàn thành nhiệm vụ của kế hoạch", "%", "75,00"],
        ["plan.completion"],
    )
