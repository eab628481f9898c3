"""A Word file gives back the report it was made of; nothing in it is trusted."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from example_reports import example_report
from hypothesis import given, settings, strategies as st
from tests.exchange.test_round_trip import FAMILIES, OWN, full

import cchc_lib as cchc

ITEM, PROPERTIES, DOCUMENT = (
    "customXml/item1.xml",
    "customXml/itemProps1.xml",
    "word/document.xml",
)


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
@settings(max_examples=12)
def test_what_is_rendered_is_loaded_and_nothing_in_it_was_changed(family, data):
    report = data.draw(full(family))
    word = cchc.render_docx(report)
    assert cchc.loads(word, format="docx", kind=family, own=OWN) == report
    assert cchc.render_docx(report) == word
    found = cchc.diff_docx(word, kind=family, own=OWN)
    assert not found, str(found)


@given(full(cchc.Report))
@settings(max_examples=8)
def test_an_audit_says_the_same_of_a_live_file_as_of_a_plain_one(report):
    live, plain = (cchc.audit_docx(cchc.render_docx(report, live=each)) for each in (True, False))
    assert live == plain


@given(data=st.data())
@settings(max_examples=8)
def test_another_outline_is_no_change(data):
    report = data.draw(full(cchc.Report))
    outline = cchc.STANDARD.without("ii.2", "i.1")
    word = cchc.render_docx(report, outline=outline)
    assert cchc.loads(word, format="docx", own=OWN) == report
    for given_outline in (outline, None):
        found = cchc.diff_docx(word, own=OWN, outline=given_outline)
        assert not found, str(found)


def test_files(tmp_path):
    report = example_report("mai_hoa_2025")
    path = tmp_path / "Báo cáo.DOCX"
    cchc.save_docx(report, path)
    assert cchc.load(path) == cchc.load(str(path)) == report
    assert cchc.load(path, kind=cchc.ReportHead) == report
    assert not cchc.diff_docx(path)
    with path.open("rb") as file:
        assert not cchc.diff_docx(file)
    with pytest.raises(FileNotFoundError):
        cchc.load(tmp_path / "khong-co.docx")
    with pytest.raises(cchc.InvalidValueError, match=r"save_docx\(report, path\)"):
        cchc.dump(report, path)
    assert cchc.load(path) == report
    with pytest.raises(cchc.InvalidTypeError, match="bytes of a Word file"):
        cchc.loads("a", format="docx")


def made():
    return cchc.render_docx(example_report("mai_hoa_2025"))


def changed(data, parts):
    """The file with other parts; `None` takes one out."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            said = parts[name] if name in parts else old.read(name)
            if said is not None:
                new.writestr(name, said)
    return held.getvalue()


def part(data, name=ITEM):
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def item(old, new):
    """The file with words of its part replaced."""
    text = part(made())
    assert old in text
    return changed(made(), {ITEM: text.replace(old, new)})


def refused(data, **options):
    errors = []
    for call in (lambda: cchc.loads(data, format="docx", **options), lambda: diff(data, **options)):
        with pytest.raises(cchc.CchcError) as error:
            call()
        errors.append(error.value)
    assert str(errors[0]) == str(errors[1])
    return errors[0]


def diff(data, **options):
    return cchc.diff_docx(data, **options)


def test_a_file_without_facts_says_so_and_who_reads_it():
    plain = cchc.render_docx(example_report("mai_hoa_2025"), live=False)
    error = refused(plain)
    assert isinstance(error, cchc.FormatError)
    assert "audit_docx" in str(error)
    assert "live=False" in str(error)
    assert "cchc check" in error.message_vi


def test_facts_that_another_program_lost_are_told_from_none():
    rels = "word/_rels/document.xml.rels"
    lost = changed(
        made(),
        {
            **dict.fromkeys((ITEM, PROPERTIES, "customXml/_rels/item1.xml.rels")),
            rels: re.sub("<Relationship [^>]*customXml[^>]*>", "", part(made(), rels)),
        },
    )
    error = refused(lost)
    assert "were lost" in str(error)
    assert "tệp gốc" in error.message_vi


def test_a_document_has_no_facts():
    document = cchc.compose(example_report("mai_hoa_2025"))
    assert "from a Document" in str(refused(cchc.render_docx(document)))


def test_another_kind_of_report_is_named():
    error = refused(made(), kind=cchc.ProceduresReport)
    assert error.path == "kind"
    assert "'report'" in str(error)
    assert "procedures_report" in str(error)
    own = FAMILIES[2](agency=cchc.Agency(name="UBND xã Mai Hoa"), period=cchc.Period.year(2025))
    assert refused(cchc.render_docx(own), kind=cchc.ReportHead).path == "kind"


def test_facts_are_checked_as_any_others():
    error = refused(item("&quot;tasks&quot;: 43", "&quot;tasks&quot;: -43"))
    assert [each.path for each in error.problems] == ["plan.tasks"]
    error = refused(item("&quot;tasks&quot;: 43", "&quot;tasks&quot;: 43.5, &quot;taks&quot;: 1"))
    assert [each.path for each in error.problems] == ["plan.tasks", "plan.taks"]
    for text in ("", "{", "[]", "null", "{&quot;a&quot;: " * 5000, "9" * 5000):
        written = re.sub("<facts>.*</facts>", f"<facts>{text}</facts>", part(made()), flags=re.S)
        refused(changed(made(), {ITEM: written}))


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
HOSTILE = {
    "billion laughs": f"<!DOCTYPE live [{BOMB}]>",
    "quadratic": f'<!DOCTYPE live [<!ENTITY a "{"a" * 50_000}">]>',
    "file": '<!DOCTYPE live [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>',
    "net": '<!DOCTYPE live SYSTEM "http://127.0.0.1:9/a.dtd">',
    "parameter": '<!DOCTYPE live [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a">%a;]>',
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(kind, encoding):
    text = part(made()).replace("UTF-8", encoding.upper()).replace("?>", f"?>{HOSTILE[kind]}", 1)
    text = text.replace("<facts>", "<facts>&a11;", 1)
    error = refused(changed(made(), {ITEM: text.encode(encoding)}))
    assert "DTD" in str(error)
    properties = part(made(), PROPERTIES).replace("?>", f"?>{HOSTILE[kind]}", 1)
    assert not cchc.diff_docx(changed(made(), {PROPERTIES: properties}))  # nothing reads it


def test_a_part_that_is_too_large_is_refused():
    bomb = part(made()).replace("<facts>", "<facts>" + " " * 20_000_000)
    assert "unpacks to far more" in str(refused(changed(made(), {ITEM: bomb})))
    noise = "".join(f"{n * n:x}" for n in range(2_000_000))
    large = part(made()).replace("<facts>", f"<facts>{noise}")
    assert "too large" in str(refused(changed(made(), {ITEM: large})))
    long = part(made()).replace("<facts>", f"<facts>{noise[: 5 << 20]}")
    assert "4 MiB" in str(refused(changed(made(), {ITEM: long})))


def test_a_damaged_part_is_refused():
    refused(item("</live>", ""))
    refused(item("<printed>", "<printed>\na\tb"))  # more figures than nodes
    refused(item("urn:cchc-lib:live:1", "urn:cchc-lib:live:2"))
    error = refused(item("urn:cchc-lib:live:1", "urn:cchc-lib:live:2"))
    assert "pip install -U" in str(error)
    two = changed(
        made(),
        {
            "customXml/item2.xml": part(made()),
            "word/_rels/document.xml.rels": part(made(), "word/_rels/document.xml.rels").replace(
                "</Relationships>",
                '<Relationship Id="rIdTwo" Type="http://schemas.openxmlformats.org/officeDocument/'
                '2006/relationships/customXml" Target="../customXml/item2.xml"/></Relationships>',
            ),
        },
    )
    assert "two reports" in str(refused(two))


@pytest.mark.parametrize("name", ["", "a", "/etc/passwd", "..%2f", "{1}"])
def test_xpaths_of_others_bind_nothing(name):
    text = part(made(), DOCUMENT).replace("/c:live[1]/", f"{name}/c:live[1]/")
    found = cchc.diff_docx(changed(made(), {DOCUMENT: text}))
    assert set(found.codes) == (set() if not name else {"CCHC957"})


@given(st.binary(max_size=200))
@settings(max_examples=50)
def test_no_bytes_do_more_than_to_be_refused(noise):
    refused(noise)
    refused(changed(made(), {ITEM: part(made()).encode()[:300] + noise}))


def test_facts_hold_what_xml_escapes():
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã <Mai & Hoa>"),
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43, notes=["“]]>” & <figure>, &amp; \u00a0\U0001f600 {plan.tasks}"]),
    )
    word = cchc.render_docx(report)
    assert cchc.loads(word, format="docx") == report
    assert not cchc.diff_docx(word)
