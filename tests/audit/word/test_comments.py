"""The copy with comments: each at its words, and nothing else changed."""

import os
import re
import shutil
import subprocess
from io import BytesIO

import docx
import pytest
from growth import growth
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree
from tests.audit.word.word_files import (
    W,
    bare,
    body,
    edited,
    example,
    packed,
    paragraph,
    parts,
    report,
    stranger,
)
from tests.render.wordml import problems

import cchc_lib as cchc
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.checks.marking.comments import annotated
from cchc_lib.checks.runner import Found
from cchc_lib.checks.word import audit_docx
from cchc_lib.reading.word.file import WordPiece
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGED = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
WRONG = body(
    ("CHỦ NGHĨA VIỆT", "CHŨ NGHĨA VIỆT"),
    ("Số: 87/BC-UBND", "Số: 7 /BC - UBND"),
    ("I. CÔNG TÁC", "I. Công tác"),
    ("./.", "."),
    (">702<", ">703<"),
)


def audited(data, tmp_path):
    """The findings and the copy."""
    target = tmp_path / "nhận xét.docx"
    found = audit_docx(data, target)
    return found, target.read_bytes()


def without_comments(data):
    """The document with marks of comments taken out and equal neighbouring runs joined."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    for mark in list(root.iter(*(f"{WORD}{name}" for name in MARKS))):
        node = mark.getparent() if mark.tag == f"{WORD}commentReference" else mark
        node.getparent().remove(node)
    return root


def characters(root):
    """Every character printed, with the exact properties of its run and of its paragraph."""
    for node in root.iter(f"{WORD}p"):
        looks = node.find(f"{WORD}pPr")
        yield "¶", b"" if looks is None else etree.tostring(looks, method="c14n")
        for run in node.iter(f"{WORD}r"):
            own = run.find(f"{WORD}rPr")
            shown = b"" if own is None else etree.tostring(own, method="c14n")
            for child in run:
                if child.tag == f"{WORD}t":
                    yield from ((sign, shown) for sign in child.text or "")
                elif child.tag != f"{WORD}rPr":
                    yield etree.tostring(child, method="c14n", with_tail=False), shown


def assert_same(old, new):
    before, after = parts(old), parts(new)
    added = set(after) - set(before)
    assert set(before) <= set(after)
    assert added <= {"word/comments.xml", "word/_rels/document.xml.rels"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= (CHANGED | {"word/comments.xml"})
    first = etree.fromstring(before["word/document.xml"])
    for node in list(first.iter(*(f"{WORD}{name}" for name in MARKS))):
        node = node.getparent() if node.tag == f"{WORD}commentReference" else node
        node.getparent().remove(node)
    assert list(characters(first)) == list(characters(without_comments(new)))
    for name in (CHANGED - {"word/document.xml"}) & set(before):
        old_lines = {etree.tostring(e, method="c14n") for e in etree.fromstring(before[name])}
        new_lines = {etree.tostring(e, method="c14n") for e in etree.fromstring(after[name])}
        assert old_lines <= new_lines
        assert len(new_lines - old_lines) <= 1


def commented(data):
    """The words that each comment is on, by the order of comments."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    open_now, words = set(), {}
    for node in root.iter():
        id = node.get(f"{WORD}id")
        if node.tag == f"{WORD}commentRangeStart":
            open_now.add(id)
            words[id] = ""
        elif node.tag == f"{WORD}commentRangeEnd":
            open_now.remove(id)
        elif node.tag == f"{WORD}p":
            for one in open_now:
                words[one] += "\n"
        elif node.tag == f"{WORD}t":
            for one in open_now:
                words[one] += node.text or ""
    assert not open_now
    return words


OURS = [WRONG, example("mai_hoa_2025"), report()]


@pytest.mark.parametrize(
    "data",
    [
        *OURS,
        stranger(["BÁO CÁO", "Số: 5/BC-UBND", "95,34%"]),
        bare(""),
        bare("<w:p/>"),
        bare(paragraph("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%.")),
    ],
)
def test_nothing_but_comments_is_added(data, tmp_path):
    found, copy = audited(data, tmp_path)
    assert_same(data, copy)
    comments = list(docx.Document(BytesIO(copy)).comments)
    expected = len(found) if read_word(Package.of(data)).paragraphs else 0
    assert len(comments) == expected
    if data in OURS:
        assert problems(data) == problems(copy) == []
    assert audit_docx(copy).without("CCHC904", reason="của chính bản kiểm tra").codes == found.codes


def test_comments_stand_on_the_very_words(tmp_path):
    found, copy = audited(WRONG, tmp_path)
    words = commented(copy)
    assert len(found) == len(words) > 4
    for id, finding in enumerate(found):
        shown = words[str(id)]
        if finding.quote:
            assert " ".join(shown.split()) == " ".join(finding.quote.split())
    comments = list(docx.Document(BytesIO(copy)).comments)
    for finding, comment in zip(found, comments, strict=True):
        assert comment.text.startswith(f"{finding.code} {finding.severity.label}: ")
        assert finding.message in comment.text
        assert (finding.hint or "") in comment.text
        assert comment.author == "cchc_lib"
        assert comment.timestamp is None  # no clock is read


def test_the_same_file_gives_the_same_copy(tmp_path):
    assert audited(WRONG, tmp_path)[1] == audited(WRONG, tmp_path)[1]


def test_comments_that_were_there_stay(tmp_path):
    made = docx.Document(BytesIO(WRONG))
    run = next(run for paragraph in made.paragraphs for run in paragraph.runs)
    made.add_comment(run, text="Cần xem lại", author="An", initials="A")
    buffer = BytesIO()
    made.save(buffer)
    found, copy = audited(buffer.getvalue(), tmp_path)
    comments = list(docx.Document(BytesIO(copy)).comments)
    assert comments[0].text == "Cần xem lại"
    assert len(comments) == len(found) + 1
    ids = [comment.comment_id for comment in comments]
    assert len(set(ids)) == len(ids)


def test_a_finding_in_a_footnote_hangs_on_its_mark(tmp_path):
    data = edited(
        example("mai_hoa_2025"),
        "word/footnotes.xml",
        ("Quyết định số 63/QĐ", "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%;"),
    )
    found, copy = audited(data, tmp_path)
    (finding,) = (f for f in found if f.path.startswith("chú thích"))
    place = list(found).index(finding)
    root = etree.fromstring(parts(copy)["word/document.xml"])
    start = list(root.iter(f"{WORD}commentRangeStart"))
    (mine,) = (s for s in start if s.get(f"{WORD}id") == str(place))
    assert mine.getnext().find(f"{WORD}footnoteReference") is not None
    assert_same(data, copy)


def test_the_file_itself_is_not_written_over(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(report())
    with pytest.raises(cchc.InvalidValueError, match="annotated"):
        audit_docx(path, tmp_path / "." / "a.docx")
    with pytest.raises(OSError, match="thiếu"):
        audit_docx(path, tmp_path / "thiếu" / "a.docx")
    assert path.read_bytes() == report()
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]


def test_what_is_ignored_gets_no_comment(tmp_path):
    target = tmp_path / "b.docx"
    everything = audit_docx(WRONG)
    found = audit_docx(WRONG, target, ignore={"CCHC712": "theo mẫu của ngành"})
    assert "CCHC712" in everything.codes
    assert "CCHC712" not in found.codes
    assert found.silenced == (("CCHC712", "theo mẫu của ngành"),)
    assert len(list(docx.Document(target).comments)) == len(found)


HARD = bare(
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t> một hai </w:t><w:tab/><w:t>ba\xadbốn</w:t><w:br/></w:r>"
    '<w:hyperlink r:id="x" xmlns:r="a"><w:r><w:t xml:space="preserve"> năm sáu</w:t></w:r>'
    '</w:hyperlink><w:del w:id="1" w:author="a"><w:r><w:delText>xóa</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>bảy tám</w:t><w:noBreakHyphen/></w:r></w:ins>'
    "<w:sdt><w:sdtContent><w:r><w:t>chín mười</w:t></w:r></w:sdtContent></w:sdt>"
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText><w:fldChar '
    'w:fldCharType="separate"/><w:t>hôm nay</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    f"{paragraph('đoạn hai')}{paragraph('đoạn ba')}"
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), min_size=1, max_size=6))
def test_any_words_of_a_hard_paragraph(spans):
    word = read_word(Package.of(HARD))
    text = word.text
    placed = [
        Found(
            Finding(code="CCHC999", severity=Severity.NOTE, path="", message="a"), start, start + n
        )
        for start, n in spans
        if start < len(text) and text[start] != "\n"
    ]
    copy = annotated(word, placed)
    before, after = read_word(Package.of(HARD)), read_word(Package.of(copy))
    assert after.text == before.text == text
    assert [(p.start, p.face) for p in _signs(before)] == [(p.start, p.face) for p in _signs(after)]
    assert len(list(docx.Document(BytesIO(copy)).comments)) == len(placed)
    words = commented(copy)
    for id, item in enumerate(placed):
        shown = words[str(id)]
        wanted = re.sub(r"\s|-", "", text[item.start : item.end])
        assert wanted in re.sub(r"\s|\xad", "", shown) or item.end > len(text)


def _signs(word):
    """One piece for each character, so that where runs are split makes no difference."""
    return [
        WordPiece(found.start + piece.start + n, sign, piece.face, None)
        for found in word.paragraphs
        for piece in found.pieces
        for n, sign in enumerate(piece.text)
    ]


@pytest.mark.skipif(
    not shutil.which("soffice") and os.environ.get("CCHC_READERS") != "required",
    reason="LibreOffice is not installed",
)
def test_libreoffice_prints_the_same_words(tmp_path):
    _, copy = audited(WRONG, tmp_path)
    texts = []
    for name, data in (("a", WRONG), ("b", copy)):
        (tmp_path / f"{name}.docx").write_bytes(data)
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run(
            [*command, str(tmp_path / f"{name}.docx")], check=True, capture_output=True, timeout=300
        )
        shown = subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / f"{name}.pdf"), "-"],
            check=True,
            capture_output=True,
            text=True,
        )
        texts.append(shown.stdout)
    assert texts[0] == texts[1]
    assert "BÁO CÁO" in texts[0]


def test_words_that_word_would_trim_stay_trimmed():
    data = bare(f"<w:p {W}><w:r><w:t>  Đạt 95,34%  </w:t></w:r></w:p>")
    word = read_word(Package.of(data))
    assert word.text == "Đạt 95,34%"
    finding = Finding(code="CCHC999", severity=Severity.NOTE, path="", message="a")
    copy = annotated(word, [Found(finding, 4, 10)])
    assert read_word(Package.of(copy)).text == "Đạt 95,34%"
    assert list(commented(copy).values()) == ["95,34%"]


NOTES = f"""<w:footnotes {W}><w:footnote w:id="2">{paragraph("Đạt 41/43 nhiệm vụ, đạt 95,34%.")}
</w:footnote></w:footnotes>"""


def with_notes(inner):
    """A bare file with a footnote."""
    found = parts(bare(inner))
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    types = (
        found["[Content_Types].xml"]
        .decode()
        .replace(
            "</Types>",
            '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.footnotes+xml"/></Types>',
        )
    )
    return packed(
        {
            **found,
            "[Content_Types].xml": types.encode(),
            "word/_rels/document.xml.rels": relation.encode(),
            "word/footnotes.xml": NOTES.encode(),
        }
    )


MARK = '<w:footnoteReference w:id="2"/>'


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (paragraph("Không có dấu chú thích."), "Không có dấu chú thích."),
        ("", ""),
        ("<w:p/>", ""),
        (paragraph("Chữ.") + f"<w:p>{MARK}</w:p>", "Chữ."),  # a mark outside a run is none
        (f"<w:p><w:r><w:t>Dấu</w:t></w:r><w:r>{MARK}</w:r></w:p>", ""),
    ],
)
def test_a_finding_in_a_footnote_always_has_its_comment(inner, words, tmp_path):
    data = with_notes(inner)
    found, copy = audited(data, tmp_path)
    assert "CCHC230" in found.codes
    assert len(list(docx.Document(BytesIO(copy)).comments)) == len(found)
    root = etree.fromstring(parts(copy)["word/document.xml"])
    for name in MARKS:
        assert len(list(root.iter(f"{WORD}{name}"))) in (len(found), 0)
    references = list(root.iter(f"{WORD}commentReference"))
    assert len(references) == len(found)
    assert {one.getparent().getparent().tag for one in references} == {f"{WORD}p"}
    placed = dict(zip(commented(copy).values(), found.codes, strict=False))
    assert words == "" or set(placed) == {words}


WORDS = "Kế hoạch một hai. "
KEPT = '<w:t xml:space="preserve">' + WORDS + "</w:t>"
SHAPES = {
    "a paragraph each": lambda count: paragraph(WORDS) * count,
    "a paragraph of many": lambda count: paragraph(WORDS * count),
    "a run of many texts": lambda count: f"<w:p><w:r>{f'{KEPT}<w:tab/>' * count}</w:r></w:p>",
    "many runs": lambda count: f"<w:p>{f'<w:r>{KEPT}</w:r>' * count}</w:p>",
    "no words": lambda _: paragraph(""),
}


@pytest.mark.parametrize("name", SHAPES)
def test_four_times_the_comments_take_about_four_times_the_time(name):
    def marking(count):
        data = bare(SHAPES[name](count))
        word = read_word(Package.of(data))
        places = [found.start() for found in re.finditer("hoạch", word.text)] or [None] * count
        finding = Finding(code="CCHC999", severity=Severity.NOTE, path="", message="a")
        placed = [Found(finding, at, None if at is None else at + 5) for at in places]
        assert len(placed) == count
        assert read_word(Package.of(annotated(word, placed))).text == word.text
        return lambda: annotated(read_word(Package.of(data)), placed)

    assert growth(marking(1_000), marking(4_000), 8) < 8
