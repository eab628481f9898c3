"""The page that checks: every finding at its words, every claim in its row, and nothing else."""

import re
from base64 import b64decode
from html import unescape

import pytest
from hypothesis import given, settings, strategies as st
from tests.example_reports import example_report
from tests.web.browser import Form

import cchc_lib as cchc
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.word.reader import read_word
from cchc_lib.web.checking import check_text, check_word
from cchc_lib.web.jobs import blank, check, explained
from cchc_lib.web.uploads import Sent, SentFile

WRONG = (
    "Tiếp nhận 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,22%), trực tiếp 49 hồ sơ.\n"
    "\n"
    "Ủy ban nhân dân xã ban hành Văn bản số 290/UBND – VP ngày 31/11/2025.\n"
    "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%. Kiểm tra 04 phòng, 02 trường."
)
HOSTILE = "<script>alert(1)</script> & \"'><img src=x onerror=alert(1)> </textarea>{{7*7}}"


def body_of(reply):
    return reply.body.decode()


def words_of(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def pieces_of(checked):
    blocks = [each for one in checked.stretches for each in (one.first, *one.rest)]
    return [piece for block in blocks for cell in block.cells for piece in cell]


def test_the_empty_page_asks_for_a_file_or_a_text():
    page = body_of(blank())
    assert "Kiểm tra văn bản trước khi ký" in page
    assert Form(page).sent == {"van-ban": ""}
    assert "phat-hien" not in page


@pytest.mark.parametrize("texts", [{}, {"van-ban": " \r\n"}])
def test_nothing_to_check(texts):
    reply = check(Sent(texts))
    assert reply.status == 422
    assert "Hãy chọn tệp hoặc dán văn bản" in body_of(reply)


@pytest.mark.parametrize(("pasted", "is_told"), [("Đã dán.", True), ("A.\r\n", False), ("", False)])
def test_a_pasted_text_that_a_file_leaves_unchecked_is_told(pasted, is_told):
    page = body_of(check(Sent({"van-ban": pasted}, SentFile("a.txt", b"A."))))
    assert ("văn bản đã dán không được kiểm tra" in page) is is_told


def test_every_finding_is_told_beside_its_words():
    page = body_of(check(Sent({"van-ban": WRONG.replace("\n", "\r\n")})))
    found = cchc.audit_text(WRONG)
    assert len(found) >= 3
    cards = re.findall(r'<li class="card (\w+)" id="phat-hien-(\d+)">(.*?)</li>', page, re.DOTALL)
    in_order = sorted(found, key=lambda each: (each.line, each.column))
    for finding, (severity, number, card) in zip(in_order, cards, strict=True):
        told = words_of(card)
        assert severity == finding.severity.value
        for said in (finding.code, finding.severity.label, finding.message, finding.hint):
            assert said in told
        assert (finding.citation or "") in told
        assert f'href="/quy-tac/{finding.code}"' in card
        assert f'href="#cho-{number}"' in card
        marked = page.partition(f'id="cho-{number}"')[2]
        assert finding.quote in words_of(re.findall("<mark.*?</mark>", marked, re.DOTALL)[0])
    assert Form(page).sent["van-ban"].replace("\r\n", "\n") == WRONG


def test_findings_stand_beside_words_that_are_as_high_and_else_below_them():
    fault, quiet = "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%.", "Các đơn vị làm theo kế hoạch. " * 9
    for text, below in (
        ("\n".join([quiet, fault, *[quiet] * 8, fault, *[quiet] * 8]), 0),
        ("\n".join([fault] * 6), 6),
        ("\n".join([fault, *[quiet] * 8, fault]), 1),
        ("\n".join([WRONG, *[quiet] * 2]), 2),
    ):
        page = body_of(check(Sent({"van-ban": text})))
        assert page.count('<div class="stretch below">') == below, text


def test_every_claim_is_told_right_ones_too():
    page = body_of(check(Sent({"van-ban": WRONG})))
    claims = cchc.read_claims(WRONG)
    table = page.partition('<table class="claims">')[2].partition("</table>")[0]
    rows = [words_of(row) for row in re.findall("<tr class.*?</tr>", table, re.DOTALL)]
    assert {claim.standing.value for claim in claims} >= {"holds", "fails"}
    for claim, row in zip(claims, rows, strict=True):
        assert claim.standing.label in row
        assert claim.kind.label in row
        assert claim.pattern in row
        assert (claim.result.text if claim.result else "100%") in row
        assert all(number.text in row for number in claim.operands)
    assert "không đọc được quan hệ nào" in page
    assert "04 phòng" in words_of(page.partition('class="unread"')[2])


def test_what_is_given_is_read_once(monkeypatch):
    read = []

    def counted(of):
        def reading(*arguments):
            read.append(of)
            return of(*arguments)

        return reading

    monkeypatch.setattr(Prose, "of", counted(Prose.of))
    monkeypatch.setattr("cchc_lib.checks.word.check.read_word", counted(read_word))
    monkeypatch.setattr("cchc_lib.checks.word.claims.read_word", counted(read_word))
    check_text(WRONG)
    assert len(read) == 1
    read.clear()
    check_word(word())
    assert len(read) == 2  # the file, and its prose


@pytest.mark.parametrize("end", [".toml", ".JSON", ".xlsx"])
def test_a_file_of_facts_is_for_the_other_page(end):
    reply = check(Sent({}, SentFile(f"so-lieu{end}", b"PK")))
    assert reply.status == 422
    assert "trang “Lập báo cáo”" in unescape(body_of(reply))


@pytest.mark.parametrize("name", ["bc.docx", " bao-cao.txt\n", "so-lieu.toml"])
def test_the_name_of_a_file_is_no_text(name):
    reply = check(Sent({"van-ban": name}))
    assert reply.status == 422
    assert f"“{name.strip()}” là tên tệp" in unescape(body_of(reply))
    assert "Path(" not in unescape(body_of(reply))


def test_a_text_without_findings_says_what_that_means():
    page = body_of(check(Sent({"van-ban": "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%."})))
    assert "chưa có nghĩa là số liệu đúng" in page
    assert "1 khớp" in words_of(page)


@settings(max_examples=60)
@given(st.text(st.sampled_from("41/3,5% hồsơđạt.\n\t<&\"'“”đ\u0301\u00a0\u200b0"), max_size=200))
def test_any_text_is_shown_whole_and_in_order(text):
    shown = "".join(piece.text for piece in pieces_of(check_text(text)))
    lines = [line for line in text.split("\n") if line.strip()]
    assert shown == "".join(lines)


@given(st.text(max_size=60))
def test_any_text_makes_a_page(text):
    checked = check(Sent({"van-ban": text}))
    assert checked.status in (200, 422)
    body_of(checked)


def test_what_is_pasted_is_no_html():
    wrong = f"{HOSTILE} Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%. {HOSTILE}"
    page = body_of(check(Sent({"van-ban": wrong})))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page
    assert Form(page).sent["van-ban"] == wrong


# ---------------------------------------------------------------- Word


def word(**changes):
    from io import BytesIO

    from docx import Document

    document = Document(BytesIO(cchc.render_docx(example_report("mai_hoa_2025"))))
    for paragraph in document.paragraphs:
        text = paragraph.text
        for right, wrong in changes.get("typed", {}).items():
            text = text.replace(right, wrong)
        if text != paragraph.text:
            for each in paragraph.runs[1:]:
                each.text = ""
            paragraph.runs[0].text = text
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture(scope="module")
def typed():
    return word(typed={"95,35%": "95,34%", "Chính quyền": "<b>Chính quyền"})


def test_a_word_file_and_its_copy_with_comments(typed, tmp_path):
    reply = check(Sent({}, SentFile("Báo cáo <b>.docx", typed)))
    page = body_of(reply)
    copy = re.findall(r'download="([^"]*)" href="data:([^;]*);base64,([^"]*)"', page)
    ((name, media, data),) = copy
    assert unescape(name) == "Báo cáo <b>.nhan-xet.docx"
    assert media.endswith("wordprocessingml.document")
    found = cchc.audit_docx(typed, annotated=tmp_path / "a.docx")
    assert b64decode(data) == (tmp_path / "a.docx").read_bytes()
    assert len(re.findall('<li class="card', page)) == len(found)
    assert "<b>" not in page


def test_the_words_of_a_word_file_are_shown_in_order(typed):
    from cchc_lib.reading.word.package import Package
    from cchc_lib.reading.word.reader import read_word

    shown = "".join(piece.text for piece in pieces_of(check_word(typed)))
    paragraphs = read_word(Package.of(typed)).paragraphs
    given = "".join(each.text for each in paragraphs)
    assert shown.replace("\n", "") == given.replace("\n", "")


def test_every_finding_of_a_word_file_is_there_once(typed):
    checked = check_word(typed)
    beside = [note for one in checked.stretches for note in one.first.notes]
    assert not [note for one in checked.stretches for block in one.rest for note in block.notes]
    assert sorted(each.number for each in (*beside, *checked.whole)) == [
        each.number for each in checked.notes
    ]
    assert {each.finding for each in checked.notes} == {*checked.findings}


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.md"])
def test_a_file_of_text(name):
    reply = check(Sent({"van-ban": "khác"}, SentFile(name, b"\xef\xbb\xbf" + WRONG.encode())))
    assert "CCHC301" in body_of(reply) or "CCHC" in body_of(reply)
    assert Form(body_of(reply)).sent["van-ban"].replace("\r\n", "\n") == WRONG


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b""),
        ("a.docx", b"x"),
        ("a.docx", b"PK\x03\x04"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("a.pdf", b"%PDF-1.7"),
        ("a.exe", b"MZ"),
        ("a.txt", b"\xff\xfe\0"),
        ("<script>.docx", b"x"),
    ],
)
def test_what_is_no_file_to_check(name, data):
    reply = check(Sent({"van-ban": "giữ lại"}, SentFile(name, data)))
    page = body_of(reply)
    assert reply.status == 422
    assert 'role="alert"' in page
    assert "<script>." not in page
    assert Form(page).sent["van-ban"] == "giữ lại"


def test_a_long_text_shows_what_was_found():
    fine = "Ủy ban nhân dân xã báo cáo tình hình thực hiện nhiệm vụ trong kỳ.\n" * 6000
    checked = check_text(f"{fine}Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%.")
    assert checked.is_cut
    assert len(checked.stretches) == len(checked.notes) > 0
    page = body_of(check(Sent({"van-ban": "Đạt 5 %.\n" * 3000})))
    assert page.count('<li class="card') <= 500


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize("code", ["CCHC161", "cchc710"])
def test_a_rule_is_explained(code):
    from cchc_lib.rulebook import rulebook

    page = words_of(body_of(explained(code)))
    rule = rulebook()[code.upper()]
    for said in (rule.code, rule.title, rule.why, rule.fires, rule.silent, rule.do):
        assert said in page


def test_a_rule_that_there_is_not():
    reply = explained("<b>CCHC999")
    assert reply.status == 404
    assert "<b>" not in body_of(reply)
