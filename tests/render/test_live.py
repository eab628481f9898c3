"""A live Word file is the plain one and controls, each bound to the node that says its figure."""

import io
import re
from statistics import median
from time import process_time

import docx
import pytest
from example_reports import example_report
from hypothesis import given, settings
from lxml import etree
from tests.document.strategies import documents
from tests.render import sample
from tests.render.wordml import W, parts, trees

import cchc_lib as cchc
from cchc_lib.document.inlines import inlines
from cchc_lib.document.live import LIVE, fingerprint
from cchc_lib.document.nodes import Paragraph, Section, Value
from cchc_lib.reading.word.live import live_part
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word
from cchc_lib.render.docx import render_docx

SHOWN = ("word/document.xml", "word/footnotes.xml")
CHANGED = {*SHOWN, "[Content_Types].xml", "word/_rels/document.xml.rels"}
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SHIPPED = ("mai_hoa_2025", "bao_cao_quy")


def without_controls(tree):
    """A part with what stands in its controls in their place."""
    tree.attrib.pop(f"{MC}Ignorable")
    for control in list(tree.iter(f"{W}sdt")):
        for run in control.find(f"{W}sdtContent"):
            control.addprevious(run)
        control.getparent().remove(control)
    etree.cleanup_namespaces(tree, top_nsmap={"w": W[1:-1]})
    return etree.tostring(tree, method="c14n2")


def canonical(data):
    tree = etree.fromstring(data)
    etree.cleanup_namespaces(tree, top_nsmap={"w": W[1:-1]})
    return etree.tostring(tree, method="c14n2")


def assert_live_is_plain_and_controls(live, plain):
    one, other = parts(live), parts(plain)
    new = {name for name in one if name.startswith("customXml/")}
    assert one.keys() - new == other.keys()
    assert not any(name.startswith("customXml") for name in other)
    for name in SHOWN:
        assert without_controls(etree.fromstring(one[name])) == canonical(other[name])
        assert b"sdt" not in other[name]
    for name in other.keys() - CHANGED:
        assert one[name] == other[name]
    for name in CHANGED - {*SHOWN}:
        added = [line for line in one[name].splitlines() if line not in other[name].splitlines()]
        assert len(added) == 1
        assert b"customXml" in added[0]


@given(documents())
def test_live_is_the_plain_file_and_controls(tree):
    assert_live_is_plain_and_controls(render_docx(tree), render_docx(tree, live=False))


@pytest.mark.parametrize("name", SHIPPED)
def test_live_is_the_plain_file_and_controls_for_reports(name):
    report = example_report(name)
    assert_live_is_plain_and_controls(
        cchc.render_docx(report), cchc.render_docx(report, live=False)
    )


def controls(data):
    """(xpath, id of the part, words) of every control of a file."""
    for name in SHOWN:
        for control in trees(data)[name].iter(f"{W}sdt"):
            binding = control.find(f"{W}sdtPr/{W}dataBinding")
            assert binding.get(f"{W}prefixMappings") == f"xmlns:c='{LIVE}'"
            words = "".join(
                "-" if each.tag == f"{W}noBreakHyphen" else each.text or ""
                for each in control.iter(f"{W}t", f"{W}noBreakHyphen")
            )
            yield binding.get(f"{W}xpath"), binding.get(f"{W}storeItemID"), words


def printed(data):
    """The figures that a file says were printed: (id, words), in the order of their nodes."""
    item = trees(data)["customXml/item1.xml"]
    lines = item.findtext(f"{{{LIVE}}}printed").strip("\n").split("\n")
    return [tuple(line.split("\t", 1)) for line in lines if line]


def assert_each_figure_is_one_node(data):
    item = trees(data)["customXml/item1.xml"]
    (store,) = trees(data)["customXml/itemProps1.xml"].attrib.values()
    figures, by_path = printed(data), {}
    assert len(figures) == len(set(figures))  # a figure in one form is one node
    for path, id, words in controls(data):
        (node,) = item.xpath(path, namespaces={"c": LIVE})
        assert node.text == words
        assert id == store
        by_path.setdefault(path, set()).add(words)
    assert all(len(words) == 1 for words in by_path.values())
    assert len(by_path) == len(figures)  # and every node is that of some control
    return by_path


@given(documents())
def test_controls_of_one_figure_share_one_path(tree):
    assert_each_figure_is_one_node(render_docx(tree))


def test_one_figure_in_three_places_is_one_node_and_its_other_form_another():
    value = Value("04", "rooms")
    blocks = [
        Paragraph(["Có ", value, " phòng; ", value, "."]),
        Paragraph([value, " hay ", Value("4", "rooms"), ", khác ", Value("04", "halls"), "."]),
    ]
    data = render_docx(sample.document(sections=[Section(id="i", title="A", blocks=blocks)]))
    own = [(path, words) for path, _, words in controls(data) if words in ("04", "4")]
    first, second, third, form, other = (path for path, _ in own)
    assert first == second == third
    assert len({first, form, other}) == 3
    by_id = {node: id for node, (id, _) in enumerate(printed(data), 1)}
    assert [by_id[int(re.findall(r"\d+", path)[-1])] for path, _ in own] == [
        *["rooms"] * 4,
        "halls",
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_figure_of_a_report_stands_in_a_control(name):
    report = example_report(name)
    document = cchc.compose(report)
    blocks = (*document.opening, *document.sections)
    blocks += tuple(block for annex in document.annexes for block in annex.blocks)
    values = [node for node in inlines(blocks) if isinstance(node, Value)]
    data = cchc.render_docx(report)
    assert len(values) == len(list(controls(data))) > 30
    assert {(node.figure, node.text) for node in values} == set(printed(data))
    assert_each_figure_is_one_node(data)


def test_no_frame_is_shown():
    tree = trees(cchc.render_docx(example_report("mai_hoa_2025")))["word/document.xml"]
    appearance = "{http://schemas.microsoft.com/office/word/2012/wordml}appearance"
    for control in tree.iter(f"{W}sdt"):
        (shown,) = control.iter(appearance)
        assert list(shown.attrib.values()) == ["hidden"]
        assert control.find(f"{W}sdtPr/{W}text") is not None  # plain text, as a node holds it


@given(documents())
@settings(max_examples=50)
def test_what_was_printed_is_told_by_its_fingerprints(tree):
    package = Package.of(render_docx(tree))
    part = live_part(package)
    lines = list(part.lines(read_word(package)))
    assert tuple(fingerprint(line.printed) for line in lines) == part.paragraphs
    assert part.facts is None
    for line in lines:
        for said in line.said:
            assert said.text == part.figures[said.node].printed


def test_a_figure_copied_into_another_report_is_bound_to_nothing_there():
    one, other = (
        cchc.render_docx(cchc.Report(**HEAD, plan=cchc.Plan(tasks=43, tasks_completed=done)))
        for done in (41, 42)
    )
    item = trees(other)["customXml/item1.xml"]
    assert not {id for _, id, _ in controls(one)} & {id for _, id, _ in controls(other)}
    for path, _, _ in controls(one):
        assert item.xpath(path, namespaces={"c": LIVE}) == []


HEAD = {"agency": cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"), "period": cchc.Period.year(2025)}


def test_a_plain_file_says_nothing_that_it_does_not_show():
    report = cchc.Report(
        **HEAD,
        plan=cchc.Plan(tasks=43, tasks_completed=41),
        marks={"plan.tasks": cchc.Mark(source="Sổ theo dõi")},
        claims={"plan.completion": "95,34%"},
    )
    live, plain = (parts(cchc.render_docx(report, live=each)) for each in (True, False))
    assert any(b"95,34%" in data for data in live.values())
    assert not any(b"95,34%" in data or b"claims" in data for data in plain.values())
    assert cchc.render_docx(report, live=False) == cchc.render_docx(
        cchc.compose(report), live=False
    )
    for wrong in (None, 1, "no"):
        with pytest.raises(cchc.InvalidTypeError, match="live"):
            cchc.render_docx(report, live=wrong)


def test_the_sample_report_is_small():
    assert len(cchc.render_docx(example_report("mai_hoa_2025"))) < 30_000


def test_python_docx_opens_and_keeps_it():
    data = cchc.render_docx(example_report("mai_hoa_2025"))
    held = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(held)
    assert parts(held.getvalue())["customXml/item1.xml"].split() == (
        parts(data)["customXml/item1.xml"].split()
    )
    plain = cchc.to_python_docx(example_report("mai_hoa_2025"))
    assert any("95,35%" in paragraph.text for paragraph in plain.paragraphs)


def test_live_adds_at_most_two_fifths_to_rendering():
    report = example_report("mai_hoa_2025")

    def ratio():
        times = {True: [], False: []}
        for _ in range(15):
            for live, own in times.items():
                start = process_time()
                cchc.render_docx(report, live=live)
                own.append(process_time() - start)
        return median(times[True]) / median(times[False])

    assert any(ratio() < 1.4 for _ in range(5))
