"""Files of strangers: whatever they are, findings or a clear refusal, in little time and memory."""

import io
import re
import socket
import struct
import time
import tracemalloc
import zipfile

import attrs
import pytest
from growth import growth
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.audit.word.word_files import (
    W,
    bare,
    edited,
    example,
    packed,
    paragraph,
    parts,
    report,
    stranger,
)

import cchc_lib as cchc
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.word import audit_docx, prose
from cchc_lib.reading.word import package, reader

TEXT = paragraph("Kết quả năm 2025.")


def with_part(name, data):
    return packed({**parts(bare(TEXT)), name: data})


def encrypted():
    data = bytearray(bare(TEXT))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def bomb(size):
    return with_part("word/media/a.xml", b"\0" * size)


def lying(size):
    """A bomb that announces one byte."""
    data = bytearray(bomb(size))
    real = struct.pack("<L", size)
    at = -1
    while (at := data.find(real, at + 1)) >= 0:
        data[at : at + 4] = struct.pack("<L", 1)
    return bytes(data)


def twice():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts(bare(TEXT)).items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", f"<w:document {W}/>")
    return buffer.getvalue()


def renamed(old, new):
    """The smallest file with a part under another name, byte for byte."""
    return bare(TEXT).replace(old.encode(), new.encode())


def document(xml):
    return packed({**parts(bare(TEXT)), "word/document.xml": xml})


BODY = f"<w:document {W}><w:body>{{}}</w:body></w:document>"
LAUGHS = "<!DOCTYPE a [<!ENTITY b 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(1, 20)
)
UNSAFE = {
    "empty": (b"", "không phải"),
    "text": ("Báo cáo".encode(), "không phải"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
    "cut": (report()[:-200], "không phải"),
    "encrypted": (encrypted(), "mật khẩu"),
    "no main part": (packed({"a.xml": b"<a/>"}), "nội dung chính"),
    "lost main part": (
        packed({n: d for n, d in parts(bare("")).items() if n != "word/document.xml"}),
        "nội dung chính",
    ),
    "not a document": (document(b"<workbook/>"), "không phải văn bản Word"),
    "no body": (document(f"<w:document {W}/>".encode()), "không có nội dung"),
    "no xml": (document(b"<a"), "hỏng"),
    "outside entity": (
        document(
            f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{BODY}'.format(
                paragraph("&x;")
            ).encode()
        ),
        "DTD",
    ),
    "outside dtd": (
        document(f'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">{BODY}'.format("").encode()),
        "DTD",
    ),
    "dtd in utf-16": (
        document(
            (
                "\ufeff<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a []>" + BODY.format("")
            ).encode("utf-16-le")
        ),
        "DTD",
    ),
    "laughs": (document((LAUGHS + "]>" + BODY.format(paragraph("&u;"))).encode()), "DTD"),
    "deep": (document(BODY.format("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000).encode()), "hỏng"),
    "deep tables": (
        document(BODY.format("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60).encode()),
        "lồng nhau",
    ),
    "two of a name": (twice(), "cùng tên"),
    "bomb": (bomb(100 << 20), "bất thường"),
    "many bombs": (packed({f"{n}.xml": b"\0" * (30 << 20) for n in range(9)}), "quá lớn"),
    "lying bomb": (lying(200 << 20), "không phải"),
    "many parts": (packed({f"{n}.xml": b"" for n in range(2_100)}), "quá nhiều"),
    "strange packing": (None, "nén"),
    "two main parts": (
        edited(
            bare(TEXT),
            "_rels/.rels",
            (
                "</Relationships>",
                '<Relationship Id="rId2" Target="word/other.xml" Type="http://schemas.openxml'
                'formats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
            ),
        ),
        "hai phần nội dung chính.*lưu lại",
    ),
    "names that differ in case": (with_part("word/Document.xml", b"<a/>"), "chữ hoa.*lưu lại"),
    "names with backslashes": (renamed("word/document.xml", "word\\document.xml"), "lưu lại"),
    "names from the root": (
        packed({f"/{name}": data for name, data in parts(bare(TEXT)).items()}),
        "lưu lại",
    ),
    "archive behind an archive": (bare(TEXT) + bare(TEXT * 2), "nối vào.*lưu lại"),
    "archive behind a picture": (b"\x89PNG" + bare(TEXT), "nối vào.*lưu lại"),
    "archive before text": (bare(TEXT) + b"more", "nối vào.*lưu lại"),
}


def bzipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<a/>")
    return buffer.getvalue()


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_refused_and_how(name):
    data, words = UNSAFE[name]
    data = bzipped() if data is None else data
    tracemalloc.start()
    begun = time.process_time()
    with pytest.raises(cchc.FormatError) as raised:
        audit_docx(data)
    spent = time.process_time() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 30  # what is refused is refused soon, on any machine
    assert peak < len(data) + package.WORD_FILE.max_total // 2
    error = raised.value
    assert re.search(words, error.message_vi)
    assert "\n" not in error.message_vi
    assert error.path == "path"
    assert str(error).startswith("path: ")
    assert str(error).endswith(f"; accepted: {error.accepted}")
    assert "(.docx)" in error.accepted or "(*.docx)" in error.accepted


def test_sizes_have_their_limits(monkeypatch):
    bounds = package.WORD_FILE
    monkeypatch.setattr(package, "WORD_FILE", attrs.evolve(bounds, max_file=1_000))
    with pytest.raises(cchc.FormatError, match="too large"):
        audit_docx(b"P" * 1_001)
    monkeypatch.undo()
    monkeypatch.setattr(package, "WORD_FILE", attrs.evolve(bounds, max_xml=100))
    with pytest.raises(cchc.FormatError, match="too large"):
        audit_docx(bare(TEXT))
    monkeypatch.undo()
    monkeypatch.setattr(reader, "_MAX_PARAGRAPHS", 3)
    audit_docx(bare(TEXT * 3))
    with pytest.raises(cchc.FormatError, match="too many paragraphs"):
        audit_docx(bare(TEXT * 4))


@pytest.mark.parametrize("wrong", [None, 5, io.StringIO("a"), ["a"]])
def test_what_is_no_file(wrong):
    with pytest.raises(cchc.InvalidTypeError) as raised:
        audit_docx(wrong)
    assert raised.value.path == "path"
    assert "bao-cao.docx" in raised.value.message_vi


@pytest.mark.parametrize("wrong", ["\ud800", "a\0b", ""])
def test_what_no_file_can_be_called(wrong, tmp_path):
    with pytest.raises(cchc.InvalidValueError) as raised:
        audit_docx(wrong)
    assert raised.value.path == "path"
    with pytest.raises(cchc.InvalidValueError) as raised:
        audit_docx(bare(TEXT), wrong)
    assert raised.value.path == "annotated"


@pytest.mark.parametrize("wrong", [5, b"a.docx", ["a"], io.BytesIO()])
def test_what_is_no_path_for_the_copy(wrong):
    with pytest.raises(cchc.InvalidTypeError) as raised:
        audit_docx(bare(TEXT), wrong)
    assert raised.value.path == "annotated"


def test_a_circle_of_links_is_an_error_at_the_path_given(tmp_path):
    one, other = tmp_path / "a.docx", tmp_path / "b.docx"
    one.symlink_to(other)
    other.symlink_to(one)
    for arguments in ((one,), (bare(TEXT), one), (bare(TEXT), tmp_path / "no" / "a.docx")):
        with pytest.raises(OSError, match="docx") as raised:
            audit_docx(*arguments)
        assert raised.value.filename == str(arguments[-1])
    assert one.is_symlink()
    assert set(tmp_path.iterdir()) == {one, other}  # nothing is left behind


def test_a_link_leads_to_the_copy(tmp_path):
    link, real = tmp_path / "a.docx", tmp_path / "b.docx"
    link.symlink_to(real)
    audit_docx(bare(TEXT), link)
    assert link.is_symlink()
    assert real.is_file()


def test_no_copy_over_the_file_itself(tmp_path):
    path, link, hard = (tmp_path / f"{name}.docx" for name in "abc")
    path.write_bytes(bare(TEXT))
    link.symlink_to(path)
    hard.hardlink_to(path)
    for target in (path, str(path), link, hard, tmp_path / "." / "a.docx"):
        with pytest.raises(cchc.InvalidValueError, match="annotated"):
            audit_docx(path, target)
        with path.open("rb") as file, pytest.raises(cchc.InvalidValueError, match="annotated"):
            audit_docx(file, target)
    assert path.read_bytes() == bare(TEXT)
    with path.open("rb") as file:
        audit_docx(file, tmp_path / "d.docx")


@pytest.mark.parametrize("mark", ["<!-- a -->", "<?a b?>", "<![CDATA[]]>"])
def test_a_number_is_read_through_what_xml_puts_inside(mark):
    inside = "Đã hoàn thành 4{}1/4{}3 nhiệm vụ, đạt 95,{}34%."
    assert [f.code for f in audit_docx(bare(paragraph(inside.format(mark, mark, mark))))] == [
        f.code for f in audit_docx(bare(paragraph(inside.format("", "", ""))))
    ]


RUN = "<w:r>{}</w:r>".format
LIVE = {
    "whole": RUN('<w:fldChar w:fldCharType="begin"/>')
    + RUN("<w:instrText>DDEAUTO c:\\a.exe x</w:instrText>"),
    "cut into runs": RUN("<w:instrText>DDE</w:instrText>")
    + RUN("<w:instrText>AUTO x</w:instrText>"),
    "simple": '<w:fldSimple w:instr=" ddeauto x "/>',
}


@pytest.mark.parametrize("field", LIVE)
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_fields_that_start_programs_are_told(field, part):
    data = example("mai_hoa_2025")
    before = [f.code for f in audit_docx(data)]
    text = parts(data)[part].decode()
    at = text.rindex("</w:p>")
    wrong = packed({**parts(data), part: (text[:at] + LIVE[field] + text[at:]).encode()})
    (found,) = (f for f in audit_docx(wrong) if f.code == "CCHC905")
    assert (found.severity, found.actual) == (Severity.WARNING, "DDEAUTO")
    assert "CCHC905" not in before


def test_a_paragraph_of_spaces_costs_what_its_length_says():
    def audit(count):
        text = parts(report())["word/document.xml"].decode()
        spaces = "".join(f"<w:t xml:space='preserve'>{' ' * 100}</w:t>" for _ in range(count))
        at = text.index("<w:tbl>")
        wrong = text[:at] + f"<w:p><w:r>{spaces}</w:r></w:p>" + text[at:]
        data = packed({**parts(report()), "word/document.xml": wrong.encode()})
        return lambda: audit_docx(data)

    assert growth(audit(20), audit(640), 40) < 40


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        audit_docx(tmp_path / "a.docx")


def test_paths_bytes_and_streams_are_alike(tmp_path):
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(report())
    wanted = audit_docx(report())
    with path.open("rb") as file:
        assert audit_docx(path) == audit_docx(str(path)) == audit_docx(file) == wanted


def test_circles_are_left():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("AB", "BA", "CC")
    )
    data = edited(report(), "word/styles.xml", ("</w:styles>", f"{styles}</w:styles>"))
    data = edited(data, "word/document.xml", ('w:val="BodyText"', 'w:val="A"'))
    data = edited(data, "word/_rels/document.xml.rels", ("styles.xml", "document.xml"))
    audit_docx(data)


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    outside = (
        "</Relationships>",
        '<Relationship Id="rX" TargetMode="External" Target="http://127.0.0.1:9/t.dotm" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
        "</Relationships>",
    )
    data = edited(report(), "word/_rels/document.xml.rels", outside)
    (found,) = (f for f in audit_docx(data) if f.code == "CCHC905")
    assert "127.0.0.1" in found.actual


NOTES = {
    "CCHC901": packed({**parts(report()), "word/vbaProject.bin": b"\0"}),
    "CCHC902": edited(
        report(),
        "word/document.xml",
        (
            '<w:r><w:t xml:space="preserve">I. ',
            '<w:ins w:id="1" w:author="a"/><w:r><w:t xml:space="preserve">I. ',
        ),
    ),
    "CCHC903": edited(
        report(),
        "word/document.xml",
        ("</w:body>", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p></w:body>"),
    ),
    "CCHC904": edited(
        report(),
        "word/document.xml",
        ("</w:body>", '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p></w:body>'),
    ),
    "CCHC906": packed({**parts(report()), "_xmlsignatures/sig1.xml": b"<a/>"}),
}


@pytest.mark.parametrize("code", NOTES)
def test_notes_of_what_a_file_carries(code):
    (found,) = audit_docx(NOTES[code])
    assert (found.code, found.severity) == (code, Severity.NOTE)


def test_prose_beyond_the_limit_is_said_to_be_unread(monkeypatch):
    monkeypatch.setattr(prose, "MOST_PROSE", 50)
    wrong = paragraph("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%.")
    found = audit_docx(bare(TEXT * 3 + wrong))
    assert [f.code for f in found] == ["CCHC710", "CCHC907"]


LETTER = stranger(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/BC-UBND", "I. KẾT QUẢ"])
SEEDS = [report(), bare(TEXT), LETTER]


def audited(data, tmp_path=None):
    """Audit, and write the copy too: findings, or an error of ours."""
    try:
        return audit_docx(data, tmp_path and tmp_path / "a.docx")
    except cchc.CchcError:
        return None


LOOSE = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@LOOSE
@given(st.data())
def test_bytes_flipped_in_the_zip(tmp_path, data):
    broken = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)) | st.just(len(broken)))
    audited(bytes(broken[:cut]), tmp_path)


@LOOSE
@given(st.data())
def test_bytes_flipped_in_a_part(tmp_path, data):
    found = parts(data.draw(st.sampled_from(SEEDS)))
    name = data.draw(st.sampled_from(sorted(found)))
    broken = bytearray(found[name])
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(32, 126))
    audited(packed({**found, name: bytes(broken)}), tmp_path)


@LOOSE
@given(st.data())
def test_parts_lost_and_exchanged(tmp_path, data):
    found = parts(data.draw(st.sampled_from(SEEDS)))
    names = sorted(found)
    for _ in range(data.draw(st.integers(1, 3))):
        one, other = data.draw(st.tuples(st.sampled_from(names), st.sampled_from(names)))
        if data.draw(st.booleans()):
            found.pop(one, None)
        elif one in found and other in found:
            found[one], found[other] = found[other], found[one]
    audited(packed(found), tmp_path)


@LOOSE
@given(st.data())
def test_elements_and_values_exchanged(tmp_path, data):
    """XML that is well-formed, and makes no sense."""
    found = parts(data.draw(st.sampled_from(SEEDS)))
    name = data.draw(st.sampled_from([n for n in sorted(found) if n.endswith((".xml", ".rels"))]))
    text = found[name].decode()
    pieces = re.findall(r'"[^"<>]*"|</?w:\w+', text)
    for _ in range(data.draw(st.integers(1, 6))):
        old, new = data.draw(st.tuples(st.sampled_from(pieces), st.sampled_from(pieces)))
        if old[0] == '"':
            new = data.draw(st.sampled_from(['""', '"-1"', '"99999999999999"', '"x"', new]))
            if new[0] == '"':
                text = text.replace(old, new, data.draw(st.integers(1, 3)))
        elif new[0] == "<":
            text = re.sub(f"(</?){old.lstrip('</')}(?=[ />])", rf"\1{new.lstrip('</')}", text)
    audited(packed({**found, name: text.encode()}), tmp_path)


@LOOSE
@given(st.binary(max_size=400))
def test_any_bytes(data):
    audited(data)
