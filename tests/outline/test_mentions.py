"""Documents are mentioned in full where they are met first, and never so that two are confused."""

import re
from datetime import date

import attrs
from hypothesis import given, settings
from strategies import COMMUNE, citations, reports

import cchc_lib as cchc
from cchc_lib.document.walk import (
    Heading,
    ItemLines,
    NoteMark,
    ResolvedTable,
    Run,
    TextLine,
    resolve,
)

DECISION = cchc.Citation(
    kind="Quyết định",
    number=130,
    symbol="QĐ-UBND",
    day=date(2025, 7, 24),
    issuer="UBND xã",
    subject="ban hành kế hoạch",
)


def text(**facts):
    return cchc.render_text(cchc.Report(agency=COMMUNE, period=cchc.Period.year(2025), **facts))


def test_a_document_of_a_clause_that_is_not_printed_is_not_met():
    printed = text(
        plan=cchc.Plan(decision=DECISION),  # no tasks: no sentence
        staffing=cchc.Staffing(part_time=cchc.PartTimeStaff(legal_basis=DECISION)),
        outreach=cchc.Outreach(plan=DECISION),
        institutions=cchc.Institutions(legal_bases=[DECISION]),
    )
    full, short = str(DECISION), DECISION.cite(first=False)
    assert printed.count(full) == 1
    assert printed.index(full) == printed.index(short)
    assert printed.count(short) == 2


def test_a_number_that_two_documents_share_never_stands_alone():
    for change in ({"day": date(2024, 7, 24)}, {"issuer": "UBND tỉnh"}, {"day": None}):
        other = attrs.evolve(DECISION, **change)
        printed = text(basis=[DECISION, other, DECISION], outreach=cchc.Outreach(plan=other))
        assert printed.count(str(DECISION)) == 2
        assert printed.count(str(other)) == 2


def test_the_annexes_are_read_last():
    first = cchc.Part("own", "Phụ lục", write=lambda context: [paragraph(context)])

    def paragraph(context):
        return cchc.document.nodes.Paragraph(context.cite(DECISION))

    report = cchc.Report(
        agency=COMMUNE, period=cchc.Period.year(2025), outreach=cchc.Outreach(plan=DECISION)
    )
    outline = cchc.Outline(cchc.STANDARD.chapters, annexes=[first])
    document = cchc.compose(report, outline=outline)
    (line,) = resolve(document).annexes[0].blocks
    assert line.words == (Run(DECISION.cite(first=False)),)


def test_the_subject_that_a_later_mention_knows_stands_at_the_first():
    without = attrs.evolve(DECISION, subject=None)
    report = cchc.Report(
        agency=COMMUNE,
        period=cchc.Period.year(2025),
        outreach=cchc.Outreach(plan=without),
        inspections=cchc.Inspections(plan=DECISION),
    )
    for plans in (
        report,
        attrs.evolve(
            report,
            outreach=cchc.Outreach(plan=DECISION),
            inspections=cchc.Inspections(plan=without),
        ),
    ):
        printed = "".join(words(cchc.compose(plans)))
        assert printed.index(str(DECISION)) == printed.index(DECISION.cite(first=False))


def words(document):
    """The words of a document in reading order, a footnote where it is anchored."""
    resolved = resolve(document)
    for blocks in (resolved.blocks, *(annex.blocks for annex in resolved.annexes)):
        for block in blocks:
            yield from in_contents(resolved, in_block(block))


def in_block(block):
    if isinstance(block, TextLine):
        return [block.words]
    if isinstance(block, ItemLines):
        return block.items
    if isinstance(block, ResolvedTable):
        return [*(cell for row in block.rows for cell in row), *block.notes]
    assert isinstance(block, Heading)
    return []


def in_contents(resolved, contents):
    for content in contents:
        for word in content:
            if isinstance(word, NoteMark):
                yield from in_contents(resolved, resolved.notes[word.number - 1].paragraphs)
            else:
                yield word.text


@settings(max_examples=60, deadline=None)
@given(reports(), citations)
def test_every_short_mention_follows_its_full_one(report, plan):
    plan = attrs.evolve(plan, kind="Kế hoạch", symbol="KH-UBND")  # no other document is numbered so
    outreach, inspections = report.outreach or cchc.Outreach(), report.inspections
    chapters = {  # their rows stay: marks and sentences of the report may name them
        "outreach": attrs.evolve(outreach, plan=plan),
        "inspections": attrs.evolve(inspections or cchc.Inspections(), plan=plan),
    }
    report = attrs.evolve(report, **chapters)
    printed = "".join(words(cchc.compose(report)))
    short = plan.cite(first=False)
    assert short in printed
    if plan.subject is None and plan.day is None:
        return
    alone = re.compile(rf"{re.escape(short)}(?! ngày| của| về)")
    before = alone.split(printed)[0]
    assert str(plan) in before
