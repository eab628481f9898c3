"""An outline is a value that can be trimmed, extended and retitled."""

import pytest
from strategies import COMMUNE

import cchc_lib as cchc
from cchc_lib import STANDARD, Outline, Part
from cchc_lib.document.nodes import Paragraph

REPORT = cchc.Report(
    agency=COMMUNE,
    period=cchc.Period.year(2025),
    plan=cchc.Plan(tasks=43, tasks_completed=41),
    procedures=cchc.Procedures(total=5),
    enterprises=cchc.Enterprises(founded=2),
    budget=cchc.Budget(revenue=cchc.BudgetLine(planned_vnd=10, actual_vnd=9)),
)


def ids(outline):
    return [
        section.id
        for chapter in cchc.compose(REPORT, outline=outline).sections
        for section in (chapter, *chapter.blocks)
        if hasattr(section, "title")
    ]


def test_standard():
    assert ids(STANDARD) == ["i", "i.2", "ii", "ii.2", "ii.7", "ii.8"]


def test_without():
    shorter = STANDARD.without("ii.7", "annex.plan")
    assert "ii.7" not in ids(shorter)
    document = cchc.compose(REPORT, outline=shorter)
    assert [annex.id for annex in document.annexes] == ["annex.budget"]
    assert "8. " not in cchc.render_text(document)  # ii.8 is now the third part and says so


def test_a_reference_goes_with_its_annex():
    assert "Chi tiết tại Mục I Phụ lục." in cchc.render_text(REPORT)
    text = cchc.render_text(REPORT, outline=STANDARD.without("annex.plan", "annex.budget"))
    assert "Phụ lục" not in text


def test_insert_and_write():
    def sketch(context):
        yield Paragraph(context.say("Kế hoạch có {plan.tasks} nhiệm vụ."))

    own = Part("own", "Sáng kiến", write=sketch)
    after = STANDARD.insert_after("ii.7", own)
    assert ids(after) == ["i", "i.2", "ii", "ii.2", "ii.7", "own", "ii.8"]
    assert ids(STANDARD.insert_before("i", own))[0] == "own"
    assert "Kế hoạch có 43 nhiệm vụ." in cchc.render_text(REPORT, outline=after)


def test_retitle_and_rewrite():
    outline = STANDARD.retitle("i.2", "Kế hoạch {period}").rewrite(
        "i.2", lambda context: [Paragraph("Đã báo cáo riêng.")]
    )
    text = cchc.render_text(REPORT, outline=outline)
    assert "1. Kế hoạch năm 2025" in text
    assert "Đã báo cáo riêng." in text
    assert "41/43" not in text


def test_when_empty():
    outline = STANDARD.when_empty("ii.1", "Không phát sinh.")
    assert "ii.1" in ids(outline)
    assert "Không phát sinh." in cchc.render_text(REPORT, outline=outline)


def test_changes_leave_the_standard_alone():
    before = STANDARD.ids
    STANDARD.without("ii.7").retitle("i", "x").insert_after("i", Part("new", "y"))
    assert before == STANDARD.ids


@pytest.mark.parametrize("change", ["without", "retitle", "insert_after", "when_empty"])
def test_unknown_parts_are_refused(change):
    arguments = {"without": [], "insert_after": [Part("x", "y")]}.get(change, ["x"])
    with pytest.raises(cchc.UnknownNameError, match=r"ii\.7"):
        getattr(STANDARD, change)("ii.77", *arguments)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Outline(5),
        lambda: Outline(["x"]),
        lambda: Part(3, "x"),
        lambda: Part("x", None),
        lambda: STANDARD.insert_after("i", "x"),
        lambda: cchc.compose(5),
        lambda: cchc.compose(REPORT, outline="x"),
        lambda: cchc.render_docx(REPORT, layout=3),
        lambda: STANDARD.without(5),
        lambda: STANDARD.retitle(5, "x"),
        lambda: STANDARD.rewrite("i", 5),
        lambda: STANDARD.when_empty("i", 5),
        lambda: Part("a", "b", write=5),
        lambda: cchc.compose(REPORT, outline=Outline([Part("a", "b", write=lambda _: None)])),
        lambda: cchc.compose(REPORT, outline=Outline([Part("a", "b", write=lambda _: "c")])),
    ],
)
def test_wrong_types_are_refused(make):
    with pytest.raises(cchc.InvalidTypeError, match="accepted"):
        make()


def test_ids_are_unique():
    with pytest.raises(cchc.InvalidValueError, match="all different"):
        Outline([Part("a", "x"), Part("a", "y")])
