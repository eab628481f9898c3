"""Footnotes on figures: one for all figures of a sentence of which it says the same."""

import attrs
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.document.nodes import Note, Value
from cchc_lib.document.walk import resolve
from cchc_lib.outline.inline import notes_placed

COMMUNE = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
REPORT = cchc.Report(
    agency=COMMUNE,
    period=cchc.Period.year(2025),
    plan=cchc.Plan(tasks=43, tasks_completed=5),
)
COUNTS = ("plan.tasks", "plan.tasks_completed", "plan.tasks_remaining", "plan.completion")


def marked(**marks):
    held = {f"plan.{name}": cchc.Mark(source=source) for name, source in marks.items()}
    return attrs.evolve(REPORT, marks=held)


def notes_of(report):
    found = resolve(cchc.compose(report)).notes
    return ["".join(getattr(word, "text", "") for word in each.paragraphs[0]) for each in found]


def test_figures_of_one_source_share_a_footnote_that_names_them():
    sources = {"tasks_completed": "Sở Nội vụ", "completion": "Sở Nội vụ", "tasks": "kho dữ liệu"}
    assert notes_of(marked(**sources)) == [
        "Nguồn số liệu: kho dữ liệu.",
        "Các số liệu 5 và 11,63% có nguồn số liệu: Sở Nội vụ.",
    ]


def test_a_mark_stands_behind_the_noun():
    text = cchc.render_text(marked(tasks_remaining="Sở Nội vụ"))
    assert "38 nhiệm vụ[1]" in text


@given(st.lists(st.sampled_from([None, "một", "hai"]), min_size=4, max_size=4))
@settings(max_examples=60)
def test_every_marked_figure_of_a_sentence_has_its_footnote(sources):
    report = attrs.evolve(
        REPORT,
        marks={
            id: cchc.Mark(source=each) for id, each in zip(COUNTS, sources, strict=True) if each
        },
    )
    figures = report.figures()
    said = []
    for id, source in zip(COUNTS, sources, strict=True):
        said.append(Value(figures[id].text, id))
        if source:
            said.append(Note([[f"Nguồn: {source}."]]))
    placed = notes_placed(tuple(said), figures)
    assert [node for node in placed if isinstance(node, Value)] == [
        node for node in said if isinstance(node, Value)
    ]
    notes = [node for node in placed if isinstance(node, Note)]
    assert len(notes) == len({each for each in sources if each})
    for id, source in zip(COUNTS, sources, strict=True):
        if source and sources.count(source) > 1:
            (own,) = [each for each in notes if source in repr(each)]
            assert figures[id].text in [
                node.text for node in own.paragraphs[0] if isinstance(node, Value)
            ]
