"""What no sentence, table or form says is listed: nothing that a report states is lost."""

from collections.abc import Sequence

import attrs
import pytest
from growth import growth
from strategies import COMMUNE

import cchc_lib as cchc
from cchc_lib import define

YEAR = cchc.Period.year(2025)


@define.subject("nhà ở", id="housing")
@attrs.frozen(kw_only=True)
class Housing:
    hamlet: str | None = define.name("thôn")
    homes: int | None = define.count("nhà", "số nhà")
    poor: int | None = define.count("nhà", "nhà tạm", part_of="homes")
    remarks: Sequence[str] = define.narrative("nhận xét")
    rows: Sequence["Housing"] = define.breakdown("từng thôn", by="hamlet")
    rate = define.ratio("poor / homes", "tỷ lệ nhà tạm")


def report(**given):
    return cchc.Report(agency=COMMUNE, period=YEAR, **given)


def test_facts_behind_a_rate_of_a_row():
    held = report(
        own=[Housing(homes=600, poor=198, rows=[Housing(hamlet="Đông", homes=600, poor=198)])]
    )
    part = cchc.Part("x", "Nhà ở", lines=[cchc.Sentence("{.hamlet}: {.rate}", each="housing.rows")])
    outline = cchc.STANDARD.insert_after("ii.8", part)
    listed = set(_ids(held, outline))
    assert {"housing.homes", "housing.rows[0].homes", "housing.rows[0].poor"} <= listed


def test_facts_behind_satisfaction_of_a_sector():
    row = cchc.Satisfaction(sector="Đất đai", very_satisfied=1234, satisfied=5678, answers=7000)
    held = report(procedures=cchc.Procedures(satisfaction=cchc.Satisfaction(sectors=[row])))
    text = cchc.render_text(held)
    assert "1.234" in text
    assert "5.678" in text


def test_paragraphs_whatever_their_field_is_called():
    held = report(own=[Housing(remarks=["Nhà văn hóa đã sửa."])])
    assert "Nhà văn hóa đã sửa." in cchc.render_text(held)
    part = cchc.Part("x", "Nhà ở", about="housing")
    outline = cchc.STANDARD.insert_after("ii.8", part)
    text = cchc.render_text(held, outline=outline)
    assert text.count("Nhà văn hóa đã sửa.") == 1
    assert "SỐ LIỆU KHÁC" not in text


def test_a_zero_is_listed_unless_words_say_it():
    assert "housing.poor" in _ids(report(own=[Housing(homes=3, poor=0)]), cchc.STANDARD)
    plan = report(plan=cchc.Plan(tasks=0, tasks_completed=0))
    assert "không phát sinh nhiệm vụ" in cchc.render_text(plan)
    assert not _ids(plan, cchc.STANDARD)


def test_what_narrative_says_is_said():
    held = report(own=[Housing(homes=37)], next_tasks=["Sửa {housing.homes} nhà."])
    assert not _ids(held, cchc.STANDARD)


def _ids(held, outline):
    """Return the figures of the annex."""
    annexes = cchc.compose(held, outline=outline).annexes
    return [
        node.figure
        for annex in annexes
        if annex.id == "annex.rest"
        for block in annex.blocks
        for row in getattr(block, "rows", ())
        for node in row.cells[-1]
    ]


@pytest.mark.parametrize("of", ["dossiers", "groups"])
def test_twice_the_rows_take_less_than_three_times_as_long(of):
    """Comparing with the report before looks at every row once."""

    def held(rows, **more):
        names = [f"Lĩnh vực {row}" for row in range(rows)]
        if of == "dossiers":
            sectors = [cchc.Dossiers(sector=name, online=3, in_person=1) for name in names]
            facts = {"procedures": cchc.Procedures(dossiers=cchc.Dossiers.of_sectors(sectors))}
        else:
            groups = [cchc.Group(name=name, count=3) for name in names]
            counted = [cchc.StaffingSnapshot(groups=groups)]
            facts = {"staffing": cchc.Staffing(snapshots=counted)}
        return cchc.Report(agency=COMMUNE, **facts, **more)

    def composing(rows):
        before = held(rows, period=cchc.Period.year(2024))
        whole = held(rows, period=YEAR, previous=before)
        return lambda: cchc.compose(whole)

    assert growth(composing(80), composing(160), 3) < 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Đạt {plan.completion+}.", "Đạt 70%."),
        ("Thêm {plan.tasks_completed.change+}.", "Thêm tăng 04 nhiệm vụ (133,33%)."),
        ("Thêm {plan.completion.change?}.", "Thêm tăng 40 điểm phần trăm."),
        ("Bớt {plan.tasks.change?}.", None),
        ("Không quá hạn {plan.overdue_ratio?}.", None),
        ("Không quá hạn{plan.overdue_ratio=0}.", "Không quá hạn."),
    ],
)
def test_conditions_hold_for_rates_and_changes(line, said):
    before = cchc.Report(
        agency=COMMUNE, period=cchc.Period.year(2024), plan=cchc.Plan(tasks=10, tasks_completed=3)
    )
    held = report(plan=cchc.Plan(tasks=10, tasks_completed=7, tasks_overdue=0), previous=before)
    text = cchc.render_text(held, outline=cchc.STANDARD.rewrite("i.2", [line]))
    assert (said or line[:4]) in text if said else line[:4] not in text
