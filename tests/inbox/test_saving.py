"""What comes of an inbox as a folder: letters, page, workbook, copies; whole or not at all."""

import os
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.inbox import boxes

import cchc_lib as cchc
from cchc_lib.inbox import reading, saving, staging
from cchc_lib.inbox.letter import Sending, letter_to
from cchc_lib.inbox.points import Point

ONE, TWO, THREE = boxes.COMMUNES[:3]
UNITS = [boxes.committee(name) for name in (ONE, TWO, THREE)]
SONOI = cchc.Agency(
    name="Sở Nội vụ", symbol="SNV", parent=cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
)
GOLDEN = Path(__file__).with_name("golden")
VICE = cchc.Signatory(name="Trần Thị B", position="Phó Giám đốc", authority="KT.")
OPTIONS = {
    "reply_by": date(2026, 9, 30),
    "issued": date(2026, 9, 23),
    "number": 512,
    "signatory": VICE,
}


@pytest.fixture
def folder(tmp_path):
    wrong = boxes.prose(ONE, share="96,22%") + "Công tác <b>phần đấu</b> & nâng cao.\n"
    boxes.fill(
        tmp_path / "hop-thu",
        {
            "a.docx": boxes.word(wrong.replace("<", "‹").replace(">", "›").replace("&", "và")),
            "b.toml": cchc.dumps(boxes.report(TWO), format="toml"),
            "<i>c&d.txt": boxes.prose(THREE),
            "=1+1.txt": "Một tệp không rõ của ai, tiếp nhận 12 hồ sơ.",
        },
    )
    return tmp_path / "hop-thu"


@pytest.fixture
def inbox(folder):
    return cchc.read_inbox(folder, agency=SONOI, expected=[*UNITS, "Ủy ban nhân dân xã Mai Hoa"])


def test_the_letter(inbox):
    letter = inbox.letter(UNITS[0], **OPTIONS)
    said = cchc.render_text(letter)
    path = GOLDEN / "letter.txt"
    if "CCHC_WRITE_GOLDEN" in os.environ:
        path.write_text(said, "utf-8")
    assert said == path.read_text("utf-8")


def test_the_letter_is_a_letter_by_the_decree(inbox):
    made = cchc.render_docx(inbox.letter(UNITS[0], **OPTIONS))
    document = docx.Document(BytesIO(made))
    head = document.tables[0]
    assert [each.text for each in head.cell(1, 0).paragraphs] == [
        "Số: 512/SNV-CCHC",
        "V/v rà soát số liệu báo cáo công tác cải cách hành chính quý III năm 2026",
    ]
    brief = head.cell(1, 0).paragraphs[1].style
    assert (brief.font.size.pt, brief.paragraph_format.space_before.pt) == (12, 6)
    assert not brief.font.bold
    words = [each.text for each in document.paragraphs if each.text]
    assert words[0] == f"Kính gửi: {UNITS[0]}"
    assert not any(each.style.name == "Title" for each in document.paragraphs)
    found = cchc.audit_docx(made)
    assert not [each for each in found if each.code.startswith("CCHC7")], found


def test_a_letter_needs_a_sender_and_something_to_say(folder, inbox):
    with pytest.raises(cchc.InvalidValueError, match="to look at"):
        inbox.letter(UNITS[1])
    with pytest.raises(cchc.UnknownNameError):
        inbox.letter("xã khác")
    with pytest.raises(cchc.InvalidValueError, match="agency"):
        cchc.read_inbox(folder).letter(UNITS[0])


def test_a_letter_of_very_many_points_is_cut_and_says_so(inbox):
    found = [Point(file="a", place=f"đoạn {n}", message="Sai.") for n in range(250)]
    letter = letter_to(UNITS[0], [], found, Sending(agency=SONOI, said="báo cáo"))
    said = cchc.render_text(letter)
    assert "có 250 nội dung" in said
    assert "Ngoài ra còn 50 nội dung khác về số liệu" in said


def test_everything_as_a_folder(inbox, tmp_path):
    target = tmp_path / "ket-qua"
    names = inbox.save(target, **OPTIONS)
    assert names == (
        "cong-van/don-doc.docx",
        "cong-van/phuong-thanh-sen.docx",
        "hop-thu.html",
        "hop-thu.xlsx",
        "nhan-xet/a.nhan-xet.docx",
    )
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert there == set(names)
    assert (target / "cong-van/phuong-thanh-sen.docx").read_bytes() == cchc.render_docx(
        inbox.letter(UNITS[0], **OPTIONS)
    )
    comments = docx.Document(target / "nhan-xet/a.nhan-xet.docx").comments
    assert any("96,14%" in each.text for each in comments)
    assert {path.name for path in tmp_path.iterdir()} == {"hop-thu", "ket-qua"}


def test_the_workbook_has_a_row_for_every_claim_and_no_formula(inbox, tmp_path):
    inbox.save(tmp_path / "ket-qua")
    book = openpyxl.load_workbook(tmp_path / "ket-qua" / "hop-thu.xlsx")
    assert book.sheetnames == ["Tệp", "Đơn vị", "Quan hệ số liệu", "Phát hiện", "Số trích"]
    assert book["Quan hệ số liệu"].max_row == 3 + len(inbox.claims)
    assert book["Tệp"].max_row == 3 + len(inbox.files)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == "=1+1.txt" for cell in cells)


def test_the_page_escapes_what_files_say(inbox, tmp_path):
    inbox.save(tmp_path / "ket-qua")
    page = (tmp_path / "ket-qua" / "hop-thu.html").read_text("utf-8")
    assert "&lt;i&gt;c&amp;d.txt" in page
    assert "<i>" not in page
    assert "<script" not in page
    assert "http" not in page.replace('lang="vi"', "")
    assert "3/4 đơn vị đã gửi báo cáo." in page
    assert "Chưa có báo cáo dùng được của 1 đơn vị: UBND xã Mai Hoa." in page


def test_a_save_that_fails_leaves_nothing_and_the_old_folder(inbox, tmp_path, monkeypatch):
    target = tmp_path / "ket-qua"
    inbox.save(target)
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}

    def broken(_):
        raise OSError(28, "full")

    monkeypatch.setattr(saving, "_commented", broken)
    with pytest.raises(OSError, match="full"):
        inbox.save(target, replace=True)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"hop-thu", "ket-qua"}


def test_where_results_may_not_go(inbox, folder, tmp_path):
    for place in (folder, folder / "ket-qua", tmp_path):
        with pytest.raises(cchc.InvalidValueError, match="apart"):
            inbox.save(place)
    other = tmp_path / "khac"
    boxes.fill(other, {"cua-toi.txt": "x"})
    for replace in (False, True):
        with pytest.raises(cchc.InvalidValueError, match="cua-toi") as caught:
            inbox.save(other, replace=replace)
        assert "không được thay" in caught.value.message_vi
    assert (other / "cua-toi.txt").read_text() == "x"
    target = tmp_path / "ket-qua"
    inbox.save(target)
    with pytest.raises(FileExistsError, match="replace=True"):
        inbox.save(target)
    inbox.save(target, replace=True)


KILLED = """
import os, sys, time
from pathlib import Path
from cchc_lib.inbox import staging

target = Path(sys.argv[1])
with staging.staged(target) as made:
    (made / "hop-thu.html").write_text("moi")
    if sys.argv[2] == "moving":
        Path.replace_ = Path.replace
        def stop(self, to):
            if self == made:
                print("ready", flush=True)
                time.sleep(60)
            return Path.replace_(self, to)
        Path.replace = stop
        staging.put(made, target)
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="folders are locked on POSIX only")
@pytest.mark.parametrize("when", ["writing", "moving"])
def test_what_a_killed_save_left_is_cleared_and_a_live_one_is_let_alone(inbox, tmp_path, when):
    target = tmp_path / "ket-qua"
    inbox.save(target)
    before = (target / "hop-thu.html").read_bytes()

    def hidden():
        return [each.name for each in tmp_path.iterdir() if each.name.startswith(".cchc-")]

    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(target), when], stdout=subprocess.PIPE
    ) as run:
        run.stdout.readline()
        staging.clear(target)
        assert hidden()  # it is at work
        run.kill()
    assert hidden()
    (tmp_path / ".cchc-ket-qua-cua-toi").mkdir()
    assert target.exists() is (when == "writing")
    staging.clear(target)
    assert hidden() == [".cchc-ket-qua-cua-toi"]
    assert (target / "hop-thu.html").read_bytes() == before
    inbox.save(target, replace=True)
    assert hidden() == [".cchc-ket-qua-cua-toi"]


def test_a_file_of_another_program_has_the_same_bytes_whenever_it_is_converted(monkeypatch):
    made = iter(range(2))

    def converted(*_, **__):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            entry = zipfile.ZipInfo("word/document.xml", (2026, 9, 1 + next(made), 0, 0, 0))
            archive.writestr(entry, "<a/>")
        return buffer.getvalue()

    monkeypatch.setattr(reading, "converted", converted)
    one, two = (reading._word_of(b"{\\rtf1}", ".rtf", 9) for _ in range(2))
    assert one == two
