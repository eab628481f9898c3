"""The letter to a unit: only what its files state, and what follows; in words of an officer."""

import re
import zipfile
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
        assert [row[3:] for row in rows] == [["–", "–"]]
        assert rows[0][1].startswith("Số liệu “")
        assert "còn 01 hồ sơ" in rows[0][2]
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
    assert "gửi lại báo cáo công tác cải cách hành chính quý III năm 2026" in said
    assert "trước ngày 28/9/2026" in said
    assert "báo cáo quý II năm 2026" in cchc.render_text(inbox.letter(UNITS[2]))
    letters = [name for name in inbox.save(tmp_path / "kq") if name.startswith("cong-van/")]
    assert len(letters) == 3  # and the reminder


# ---------------------------------------------------------------- what it is about


def test_the_subject_says_what_the_report_is_about_and_when_it_was_due(tmp_path):
    files = {
        "a.toml": cchc.dumps(
            boxes.changed(boxes.report(ONE, number=87), on_time=96), format="toml"
        ),
        "b.docx": boxes.word(boxes.prose(TWO, share="96,22%", day=22)),
    }
    inbox = opened(tmp_path, files, deadline=date(2026, 9, 20))
    said = cchc.render_text(inbox.letter(UNITS[0]))
    title = "báo cáo công tác cải cách hành chính quý III năm 2026"
    assert f"V/v rà soát số liệu {title}" in said
    assert "văn bản số 87/BC-UBND ngày 15/9/2026, tệp số liệu a.toml" in said
    assert "muộn" not in said
    late = cchc.render_text(inbox.letter(UNITS[1]))
    assert title in late
    assert "Báo cáo ghi ngày 22/9/2026, muộn 02 ngày so với hạn nộp 20/9/2026." in late
    assert "đúng hạn trong các kỳ tiếp theo" in late


def test_an_answer_is_not_due_before_the_report_was(tmp_path):
    inbox = opened(tmp_path, {"a.txt": boxes.prose(ONE, share="1%")}, deadline=date(2026, 9, 20))
    with pytest.raises(cchc.InvalidValueError, match="2026-09-20"):
        inbox.letter(UNITS[0], reply_by=date(2026, 9, 19))
    assert inbox.letter(UNITS[0], reply_by=date(2026, 9, 20))


@pytest.mark.parametrize("count", [1, 3, 20])
def test_one_letter_reminds_all_that_sent_nothing(tmp_path, count):
    names = [boxes.committee(name) for name in boxes.COMMUNES[: count + 1]]
    files = {"a.txt": boxes.prose(ONE), f"hong/{TWO}.docx": b"x"}
    inbox = opened(tmp_path / "nay", files, expected=[*names, UNITS[2], "Xã Không Có Tên"])
    silent = [name for name in {*names, UNITS[2]} if name not in UNITS[:2]]
    assert {*inbox.to_remind} == {*silent}
    letter = inbox.reminder(reply_by=date(2026, 9, 28))
    said = cchc.render_text(letter)
    assert "V/v đôn đốc gửi báo cáo công tác cải cách hành chính quý III năm 2026" in said
    assert "trước ngày 28/9/2026" in said
    assert all(name in said for name in silent)
    assert not any(name in said for name in (*UNITS[:2], "Không Có Tên"))
    assert "cong-van/don-doc.docx" in inbox.save(tmp_path / "kq")


def test_nobody_is_reminded_where_all_sent(tmp_path):
    inbox = opened(tmp_path / "nay", {"a.txt": boxes.prose(ONE)}, expected=UNITS[:1])
    with pytest.raises(cchc.InvalidValueError):
        inbox.reminder()
    assert not [name for name in inbox.save(tmp_path / "kq") if "don-doc" in name]


# ---------------------------------------------------------------- where it stands, what follows


def test_a_place_names_its_heading_and_the_quote_is_the_sentence(tmp_path):
    text = boxes.prose(ONE) + (
        "I. CHỈ ĐẠO, ĐIỀU HÀNH\nĐã ban hành 12 văn bản.\nII. THỦ TỤC HÀNH CHÍNH\n"
        f"1. Tiếp nhận hồ sơ\nMột câu khác có 15 văn bản. {WRONG[0]} Câu sau có 17 văn bản.\n"
    )
    inbox = opened(tmp_path, {"a.docx": boxes.word(text)})
    (row,) = rows_of(inbox.letter(UNITS[0]))
    assert re.fullmatch(r"Mục II\.1, đoạn \d+", row[1])
    assert row[2].endswith(f"“{WRONG[0]}”")


def test_places_of_facts_are_headings_not_lines_of_a_print(tmp_path):
    inbox = opened(tmp_path, {"a.toml": cchc.dumps(boxes.report(ONE), format="toml")})
    places = {each.place for each in inbox.claims}
    assert places
    assert not [each for each in places if "dòng" in each or "bản in" in each]
    assert any(each.startswith("mục I.1 “") for each in places)
    assert all(each.sentence.count("(") == each.sentence.count(")") for each in inbox.claims)


def test_a_figure_changed_by_hand_is_the_one_point(tmp_path):
    data = cchc.render_docx(boxes.report(ONE, online=2201, in_person=17))
    made = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            held = archive.read(name)
            is_text = name == "word/document.xml"
            made[name] = held.replace(b"2.201", b"2.301") if is_text else held
    inbox = opened(tmp_path, {"a.docx": boxes.packed(made)})
    failing = [each for each in inbox.claims if each.verdict == "fails"]
    assert failing
    assert all("Hệ quả của số bị sửa" in each.message for each in failing)
    (point,) = inbox.points_of(UNITS[0])
    assert (point.stated, point.computed) == ("2.301", "2.201")
    assert "sửa bằng tay" not in point.message


@pytest.mark.parametrize(
    "sentence",
    ["Đã hoàn thành 29/38 nhiệm vụ, đạt 78,3%.", WRONG[1], "Giải ngân 8/10 tỷ đồng, đạt 84,2%."],
)
def test_a_letter_guesses_nothing(tmp_path, sentence):
    inbox = opened(tmp_path, {"a.txt": boxes.prose(ONE) + sentence + "\n"})
    said = cchc.render_text(inbox.letter(UNITS[0]))
    assert not re.search("thì khớp|ứng với|không có số nào", said)
