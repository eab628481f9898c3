"""A file made from a template is live as any other: facts, links, and what was changed since."""

import re
from functools import cache
from io import BytesIO

import docx
import pytest
from audit.word.word_files import edited
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from example_reports import example_report
from hypothesis import given, settings, strategies as st
from tests.document.strategies import documents
from tests.exchange.test_round_trip import FAMILIES, OWN, full
from tests.render import sample
from tests.render.template import office_templates as office
from tests.render.template.test_template import FILES, canonical, with_notes
from tests.render.wordml import W, parts, text_of, trees

import cchc_lib as cchc
from cchc_lib.document.live import LIVE, fingerprint
from cchc_lib.reading.word.live import live_part
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

DOCUMENT = "word/document.xml"
REPORT = example_report("mai_hoa_2025")
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
WORD_2013 = "http://schemas.microsoft.com/office/word/2012/wordml"
TEMPLATES = {**FILES, "with notes": with_notes("x")}
named = pytest.mark.parametrize("name", TEMPLATES)


@cache
def made(name="letterhead"):
    return cchc.render_docx(REPORT, template=TEMPLATES[name])


def items(data):
    """The custom XML parts of a file, by name, and those of them that are ours."""
    found = {name: part for name, part in parts(data).items() if re.search(r"/item\d+\.xml$", name)}
    return found, [name for name, part in found.items() if LIVE.encode() in part]


def only(data, **options):
    (found,) = cchc.diff_docx(data, **options)
    return found


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data(), name=st.sampled_from(sorted(TEMPLATES)))
@settings(max_examples=8)
def test_what_is_rendered_is_loaded_and_nothing_in_it_was_changed(family, data, name):
    report = data.draw(full(family))
    word = cchc.render_docx(report, template=TEMPLATES[name])
    assert cchc.loads(word, format="docx", kind=family, own=OWN) == report
    assert cchc.render_docx(report, template=TEMPLATES[name]) == word
    found = cchc.diff_docx(word, kind=family, own=OWN)
    assert not found, str(found)


@given(documents(), st.sampled_from(sorted(TEMPLATES)))
@settings(max_examples=15)
def test_live_is_the_plain_file_and_controls(tree, name):
    live, plain = (
        cchc.render_docx(tree, template=TEMPLATES[name], live=each) for each in (True, False)
    )
    one, other = parts(live), parts(plain)
    new = one.keys() - other.keys()
    assert {name.split("/")[0] for name in new} == {"customXml"}
    assert other.keys() <= one.keys()
    for part in other.keys() - {"[Content_Types].xml"}:
        if part.startswith(("word/document", "word/footnotes")):
            assert without_controls(one[part]) == without_controls(other[part])
            assert f"'{LIVE}'".encode() not in other[part]
        elif part != "word/_rels/document.xml.rels":
            assert canonical(part, one[part]) == canonical(part, other[part])
    package = Package.of(live)
    part = live_part(package)
    lines = list(part.lines(read_word(package)))
    assert tuple(fingerprint(line.printed) for line in lines) == part.paragraphs
    figures = [said for line in lines for said in line.said]
    assert {said.node for said in figures} == set(range(len(part.figures)))
    assert all(said.text == part.figures[said.node].printed for said in figures)
    (item,) = items(live)[1]
    stored = docx_root(one[item])
    for control in trees(live)[DOCUMENT].iter(f"{W}dataBinding"):
        assert len(stored.xpath(control.get(f"{W}xpath"), namespaces={"c": LIVE})) == 1
        assert control.get(f"{W}storeItemID") in one[item.replace("item", "itemProps")].decode()


def docx_root(data):
    return docx.oxml.parser.parse_xml(data)


def without_controls(data):
    """A part with what stands in its controls in their place, as its elements and texts."""
    root = docx_root(data)
    for control in list(root.iter(f"{W}sdt")):
        for run in control.find(f"{W}sdtContent"):
            control.addprevious(run)
        control.getparent().remove(control)
    root.attrib.pop(IGNORABLE, None)
    return [(node.tag, dict(node.attrib), node.text) for node in root.iter()]


@named
def test_older_programs_pass_over_what_only_word_2013_knows(name):
    for part, root in trees(made(name)).items():
        if next(root.iter(f"{W}dataBinding"), None) is not None:
            ignored = {root.nsmap[prefix] for prefix in root.get(IGNORABLE).split()}
            assert WORD_2013 in ignored
            assert part.startswith("word/")


def test_what_a_root_ignores_already_stays_ignored():
    data = office.replaced(
        FILES["letterhead"],
        DOCUMENT,
        "<w:document ",
        '<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:w15="urn:of-another" mc:Ignorable="w14 w15" '
        if "xmlns:mc" not in parts(FILES["letterhead"])[DOCUMENT].decode()[:3000]
        else '<w:document xmlns:w15="urn:of-another" ',
    )
    root = trees(cchc.render_docx(REPORT, template=data))[DOCUMENT]
    ignored = {root.nsmap[prefix] for prefix in root.get(IGNORABLE).split()}
    assert ignored >= {WORD_2013, "http://schemas.microsoft.com/office/word/2010/wordml"}
    assert root.nsmap["w15"] == "urn:of-another"


def test_a_plain_file_carries_nothing():
    plain = cchc.render_docx(REPORT, template=FILES["letterhead"], live=False)
    assert not items(plain)[1]
    assert LIVE.encode() not in b"".join(parts(plain).values())
    assert plain == cchc.render_docx(cchc.compose(REPORT), template=FILES["letterhead"], live=False)
    with pytest.raises(cchc.FormatError, match="no facts in it"):
        cchc.loads(plain, format="docx")
    with pytest.raises(cchc.InvalidTypeError, match="live"):
        cchc.render_docx(REPORT, template=FILES["letterhead"], live=None)


@named
def test_custom_parts_of_a_template_stay(name):
    before, ours = items(TEMPLATES[name])
    assert before
    assert not ours
    after, ours = items(made(name))
    assert {part: after[part] for part in before} == before
    assert len(after) == len(before) + 1
    assert len(ours) == 1


def again(data):
    """A live file as the template of the next report: its title stays, its text makes room."""
    opened = docx.Document(BytesIO(data))
    body = opened.element.body
    blocks = [each for each in body if each.tag != qn("w:sectPr")]
    kept = next(each for each in blocks if each.find(f".//{W}dataBinding") is not None)
    for each in blocks:
        if each is not kept:
            body.remove(each)
    opened.add_paragraph(office.TEXT)
    opened.save(buffer := BytesIO())
    return buffer.getvalue()


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("source", ["template", "alone"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_template_made_of_a_live_file_keeps_none_of_its_facts(live, source, whole):
    other = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Khác"),
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43, tasks_completed=41, notes=["Đã được {plan.completion}."]),
        claims={"plan.completion": "12,34%"},  # which the document does not print
    )
    template = FILES["letterhead"] if source == "template" else None
    old = cchc.render_docx(other, template=template)
    assert "12,34%" in b"".join(parts(old).values()).decode(errors="replace")
    data = cchc.render_docx(REPORT, template=old if whole else again(old), live=live)
    assert "12,34%" not in b"".join(parts(data).values()).decode(errors="replace")
    assert len(items(data)[1]) == live
    ids = {node.get(f"{W}storeItemID") for node in trees(data)[DOCUMENT].iter(f"{W}dataBinding")}
    assert len(ids) == live
    if live:
        assert cchc.loads(data, format="docx") == REPORT
        assert not cchc.diff_docx(data)


@named
def test_a_figure_changed_by_hand_is_found(name):
    (item,) = items(made(name))[1]
    node = edited(made(name), item, ("<figure>95,35%<", "<figure>95,53%<"))
    found = only(node)
    assert (found.code, found.actual, found.expected) == ("CCHC951", "95,53%", "95,35%")
    run = '<w:t xml:space="preserve">95,35%<'
    found = only(edited(made(name), DOCUMENT, (run, run.replace("35%", "53%"))))
    assert (found.code, found.quote) == ("CCHC951", "95,53%")


def test_words_of_the_report_and_of_the_template_are_told_when_they_change():
    sentence = "Người được bổ nhiệm lại là hiệu trưởng Trường Tiểu học Đức Lĩnh."
    data = made("landscape")
    found = only(edited(data, DOCUMENT, (sentence, "Đã bổ nhiệm lại.")))
    assert (found.code, found.quote) == ("CCHC954", "Đã bổ nhiệm lại.")
    assert sentence in found.message
    found = only(edited(data, DOCUMENT, ("Trang bìa của cơ quan.", "Trang bìa khác.")))
    assert (found.code, found.quote) == ("CCHC954", "Trang bìa khác.")
    assert "khi lập" not in found.message  # the facts do not say what the template said
    foot = next(
        name for name in parts(made()) if "footer" in name and "Thôn 1" in text_of(made(), name)
    )
    found = only(edited(made(), foot, ("Thôn 1", "Thôn 2")))
    assert (found.code, found.path) == ("CCHC954", "cuối trang")


def numbered(result, kind):
    """A template that writes the number of a page at its foot, with what Word found last."""
    made = office.plain(office.TEXT)
    foot = made.sections[0].footer.paragraphs[0]
    foot.add_run("Trang ")
    if kind == "simple":
        field = OxmlElement("w:fldSimple", {qn("w:instr"): " PAGE "})
        run = OxmlElement("w:r")
        run.text = result
        field.append(run)
        foot._p.append(field)
    else:
        for part in ("begin", "PAGE", "separate", result, "end"):
            run = foot.add_run()
            if part == result:
                run.text = result
            elif part == "PAGE":
                run._r.append(OxmlElement("w:instrText"))
                run._r[-1].text = part
            else:
                run._r.append(OxmlElement("w:fldChar", {qn("w:fldCharType"): part}))
    return office.bytes_of(made)


@pytest.mark.parametrize("kind", ["simple", "complex"])
def test_the_number_of_a_page_that_word_counts_anew_is_no_change(kind):
    data = cchc.render_docx(REPORT, template=numbered("71", kind))
    foot = next(name for name in parts(data) if "footer" in name and "Trang" in text_of(data, name))
    assert not cchc.diff_docx(edited(data, foot, (">71<", ">2<")))
    assert only(edited(data, foot, ("Trang ", "Tờ "))).code == "CCHC954"


def test_a_document_alone_has_figures_and_no_facts():
    data = cchc.render_docx(sample.document(), template=FILES["letterhead"])
    assert len(items(data)[1]) == 1
    with pytest.raises(cchc.FormatError, match="figures in it, but no facts"):
        cchc.loads(data, format="docx")


@named
def test_an_audit_says_the_same_of_a_live_file_as_of_a_plain_one(name):
    plain = cchc.render_docx(REPORT, template=TEMPLATES[name], live=False)
    assert cchc.audit_docx(made(name)) == cchc.audit_docx(plain)


@named
def test_python_docx_opens_and_keeps_it(name):
    docx.Document(BytesIO(made(name))).save(buffer := BytesIO())
    assert cchc.loads(buffer.getvalue(), format="docx") == REPORT
    assert not cchc.diff_docx(buffer.getvalue())
    opened = cchc.to_python_docx(REPORT, template=TEMPLATES[name])  # not live
    assert any("95,35%" in paragraph.text for paragraph in opened.paragraphs)


def test_a_foot_that_a_program_wrote_anew_for_each_section_is_no_change():
    opened = docx.Document(BytesIO(made("first_page")))
    opened.add_section().footer.is_linked_to_previous = False
    opened.sections[-1].footer.paragraphs[0].text = "CHÂN TRANG"
    opened.save(buffer := BytesIO())
    assert sum("footer" in name for name in parts(buffer.getvalue())) > sum(
        "footer" in name for name in parts(made("first_page"))
    )
    assert not cchc.diff_docx(buffer.getvalue())
    opened.sections[-1].footer.paragraphs[0].text = "CHÂN TRANG KHÁC"
    opened.save(buffer := BytesIO())
    assert only(buffer.getvalue()).quote == "CHÂN TRANG KHÁC"
