"""The letter to a unit: only what its files state, and what follows; in words of an officer."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from tests.inbox import boxes

import cchc_lib as cchc

ONE, TWO, THREE = boxes.COMMUNES[:3]
UNITS = [boxes.committee(name) for name in (ONE, TWO, THREE)]
SONOI = cchc.Agency(
    name="Sở Nội vụ", symbol="SNV", parent=cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
)
WRONG = (
    "Tiếp nhận 1.254 hồ sơ (trực tuyến 1.105 hồ sơ, trực tiếp 159 hồ sơ).",
    "Đã ban hành 11 văn bản, gồm 01 kế hoạch, 04 quyết định, 07 công văn.",
    "Đã hoàn thành 31/43 nhiệm vụ, đạt 73,09%.",
)
ID = re.compile(r"[a-z]+_[a-z_]+|[a-z]+\.[a-z]+\.[a-z]|\[[^]]*\]\(")


def opened(folder, files, **options):
    boxes.fill(folder, files)
    return cchc.read_inbox(folder, agency=SONOI, **options)


def rows_of(letter):
    (table,) = (each for each in letter.opening if hasattr(each, "rows"))
    return [["".join(each.text for each in cell) for cell in row.cells] for row in table.rows]


def sector_form():
    held = cchc.Report(
        agency=cchc.Agency(name=UNITS[0]),
        period=cchc.Period.quarter(2026, 3),
        procedures=cchc.Procedures(
            dossiers=cchc.Dossiers(
                sectors=[
                    cchc.Dossiers(
                        sector="Hộ tịch",
                        online=70,
                        in_person=5,
                        carried_over=3,
                        on_time=70,
                        late=1,
                        pending_in_time=7,
                        overdue=0,
                    )
                ]
            )
        ),
    )
    return cchc.fill_form(cchc.official_form("II.06a"), held)


def changed_form(then, now):
    made = BytesIO()
    book = openpyxl.load_workbook(BytesIO(cchc.render_form(sector_form(), format="xlsx")))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == then:
                cell.value = now
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("make", [str, boxes.word, boxes.vietnamese_pdf])
@pytest.mark.parametrize("sentence", WRONG)
def test_what_is_said_to_be_stated_stands_in_the_file(tmp_path, sentence, make):
    text = boxes.prose(ONE) + sentence + "\n"
    end = {str: "txt", boxes.word: "docx"}.get(make, "pdf")
    inbox = opened(tmp_path, {f"a.{end}": make(text)})
    (row,) = rows_of(inbox.letter(UNITS[0]))
    _, place, message, stated, computed = row
    (claim,) = (each for each in inbox.claims if each.verdict == "fails")
    assert (stated, computed) == (claim.stated, claim.computed)
    assert stated in sentence
    assert computed not in sentence
    assert f"“{sentence[:20]}" in message
    assert place.split()[0] in ("Dòng", "Đoạn", "Trang")
    (found,) = (each for each in inbox.findings_of(UNITS[0]) if each.code == claim.code)
    assert found.actual == stated  # page, workbook and comments say so too
    assert "văn bản số 12/BC-UBND ngày 15/9/2026" in cchc.render_text(inbox.letter(UNITS[0]))


def test_facts_are_named_by_their_labels_and_nothing_computed_is_said_to_be_stated(tmp_path):
    held = boxes.changed(boxes.report(ONE), on_time=96)
    for name in ("a.toml", "a.docx"):
        data = cchc.render_docx(held) if name == "a.docx" else cchc.dumps(held, format="toml")
        inbox = opened(tmp_path / name, {name: data})
        rows = rows_of(inbox.letter(UNITS[0]))
        assert [row[3:] for row in rows] == [["", ""]]
        assert rows[0][1].startswith("Số liệu “")
        assert "còn 1 hồ sơ" in rows[0][2]
        assert not ID.search(cchc.render_text(inbox.letter(UNITS[0])))
        assert inbox.units[0].failing == 1


def test_a_fact_that_does_not_go_on_is_stated_and_named(tmp_path):
    before = boxes.changed(boxes.report(ONE, quarter=2), on_time=85, pending_in_time=12)
    boxes.fill(tmp_path / "truoc", {"a.json": cchc.dumps(before, format="json")})
    files = {"b.json": cchc.dumps(boxes.report(ONE), format="json")}
    inbox = opened(tmp_path / "nay", files, previous=tmp_path / "truoc")
    (row,) = rows_of(inbox.letter(UNITS[0]))
    assert row[1].startswith("Số liệu “")
    assert row[3:] == ["0", "12"]
    inbox.save(tmp_path / "kq")
    page = (tmp_path / "kq" / "hop-thu.html").read_text("utf-8")
    assert "procedures.dossiers" not in page


def test_a_form_that_does_not_hold_has_a_letter_whatever_its_weight(tmp_path):
    inbox = opened(tmp_path, {"a.xlsx": changed_form(70, 71)})
    assert inbox.units[0].failing
    rows = rows_of(inbox.letter(UNITS[0]))
    assert len(rows) == inbox.units[0].failing
    assert all(re.match(r"Biểu II\.06a, dòng “.*”, cột \(\d+\)$", row[1]) for row in rows)
    saved = inbox.save(tmp_path.with_name("kq-form"))
    assert [name for name in saved if name.startswith("cong-van/")]


def test_a_unit_of_which_nothing_can_be_used_is_asked_to_send_it_again(tmp_path):
    files = {
        f"hong/{TWO}.docx": b"x",
        "q2.toml": cchc.dumps(boxes.report(THREE, quarter=2), format="toml"),
    }
    files["a.toml"] = cchc.dumps(boxes.report(ONE), format="toml")
    files["b.toml"] = cchc.dumps(boxes.report(boxes.COMMUNES[5]), format="toml")
    inbox = opened(tmp_path / "nay", files, expected="42")
    said = cchc.render_text(inbox.letter(UNITS[1], reply_by=date(2026, 9, 28)))
    assert f"hong/{TWO}.docx: " in said
    assert "gửi lại báo cáo quý III năm 2026" in said
    assert "trước ngày 28/9/2026" in said
    assert "báo cáo quý II năm 2026" in cchc.render_text(inbox.letter(UNITS[2]))
    letters = [name for name in inbox.save(tmp_path / "kq") if name.startswith("cong-van/")]
    assert len(letters) == 2
