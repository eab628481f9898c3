"""Files as strangers write them: which facts their numbers are, what they share, how they come."""

import unicodedata
from datetime import date

import attrs
import pytest
from tests.inbox import boxes

import cchc_lib as cchc
from cchc_lib.inbox.extracted import figures_in
from cchc_lib.inbox.inbox import Inbox
from cchc_lib.inbox.listing import entries
from cchc_lib.inbox.prose import day_in
from cchc_lib.inbox.reading import read_one
from cchc_lib.inbox.sorting import Wanted, missing_rows, sorted_files
from cchc_lib.inbox.whom import Roll
from cchc_lib.reading.prose import Prose
from cchc_lib.render.libreoffice import converted
from cchc_lib.scale.identity import to_expected

ONE, TWO, THREE = boxes.COMMUNES[:3]
UNITS = [boxes.committee(name) for name in (ONE, TWO, THREE)]
HALF = "procedures.dossiers."


def opened(folder, files, *, expected=None, deadline=None, agency=None):
    """The inbox of some files, all read in this process."""
    boxes.fill(folder, files)
    read = [(each, read_one(each.path, 60)) for each in entries(folder)]
    expects = to_expected(expected)
    rows, period = sorted_files(read, Wanted(roll=Roll(expects), deadline=deadline))
    every = (*rows, *missing_rows(rows, expects))
    return Inbox(str(folder), every, period, agency=agency, expected=expects, deadline=deadline)


def guesses(text):
    return {each.text: each.figure for each in figures_in(Prose.of(text), str) if each.figure}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hồ sơ trực tuyến: 951 hồ sơ; trực tiếp: 53.", {"951": "online", "53": "in_person"}),
        ("Số hồ sơ trực tuyến là 951, trực tiếp là 53.", {"951": "online", "53": "in_person"}),
        ("Đã giải quyết: đúng hạn 270 hồ sơ, quá hạn 02 hồ sơ.", {"270": "on_time", "02": "late"}),
        ("Gồm 951 hồ sơ trực tuyến, 53 hồ sơ trực tiếp.", {"951": "online", "53": "in_person"}),
        (
            "Gồm 95 hồ sơ trực tuyến toàn trình và 31 hồ sơ trực tuyến một phần.",
            {"95": "full_online", "31": "partial_online"},
        ),
    ],
)
def test_a_number_is_the_fact_that_is_named_right_at_it(text, named):
    assert guesses(text) == {number: f"{HALF}{id}" for number, id in named.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ trực tuyến giảm 17 hồ sơ.",
        "Thanh toán trực tuyến 300 hồ sơ.",
        "Hồ sơ trực tuyến, trực tiếp lần lượt là 951 hồ sơ.",
        "Đã giải quyết trước, đúng hạn 270 hồ sơ.",
        "Đang giải quyết 30 hồ sơ, quá hạn 02 hồ sơ.",
        "Họp trực tuyến 12 cuộc.",
        "Giảm 17 hồ sơ trực tuyến.",
        "Có 38.613 hồ sơ trực tiếp và bưu chính.",
        "Đã giải quyết 51.072 hồ sơ; quá hạn còn 78 hồ sơ.",
        "Có 17 hồ sơ trực tuyến bị trả lại.",
    ],
)
def test_a_number_whose_words_leave_doubt_is_no_fact(text):
    assert guesses(text) == {}


def test_a_part_and_its_whole_are_listed_with_the_same_words():
    found = list(figures_in(Prose.of("Đã hoàn thành 31/42 nhiệm vụ."), str))
    assert [(each.text, each.value, each.label) for each in found] == [
        ("31", 31, "Đã hoàn thành nhiệm vụ"),
        ("42", 42, "Đã hoàn thành nhiệm vụ"),
    ]


def test_numbers_of_a_sheet_have_keys_and_the_total_its_fact(tmp_path):
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    for row in (
        (UNITS[0].upper(),),
        ("KẾT QUẢ TIẾP NHẬN HỒ SƠ QUÝ III NĂM 2026",),
        (),
        ("STT", "Lĩnh vực", "Trực tuyến", "Trực tiếp", "Tỷ lệ"),
        (1, "Hộ tịch", 1012, 11, "98,9%"),
        (2, "Đất đai", 30, 28, "51,7%"),
        ("", "Tổng số", 1042, 39, "96,4%"),
    ):
        book.active.append(row)
    made = BytesIO()
    book.save(made)
    inbox = opened(tmp_path, {"a.xlsx": made.getvalue()})
    told = {each.text: (each.label, each.figure, each.place) for each in inbox.figures}
    assert told.keys() == {"1.012", "11", "30", "28", "1.042", "39"}
    assert told["1.042"] == ("Tổng số, Trực tuyến", f"{HALF}online", "trang “Sheet”, ô C7")
    assert told["1.012"][1] is None
    keys = [each.key for each in inbox.figures]
    assert len(set(keys)) == len(keys)
    total = next(each for each in inbox.figures if each.text == "1.042")
    confirmed = attrs.evolve(inbox, confirmed={total.key: total.figure})
    assert confirmed.reports[0].procedures.dossiers.online == 1042


FACTS = boxes.report(ONE, online=951, in_person=53, late=3)
HEAD = boxes.prose(ONE).split("Trong kỳ")[0]


def against_facts(folder, sentence, held=FACTS):
    files = {"a.json": cchc.dumps(held, format="json"), "b.txt": f"{HEAD}{sentence}\n"}
    return opened(folder, files).findings.only("CCHC848")


@pytest.mark.parametrize(
    ("sentence", "actual"),
    [
        ("Trong quý III/2026 tiếp nhận trực tuyến 961 hồ sơ.", "961"),
        ("Đã giải quyết hồ sơ: trước hạn 40 hồ sơ, đúng hạn 1.100 hồ sơ.", "1.100"),
        ("Từ ngày 15/6/2026 đến ngày 14/9/2026, trực tuyến: 915 hồ sơ.", "915"),
        ("Đã giải quyết hồ sơ: đúng hạn 1.100 hồ sơ, quá hạn 30 hồ sơ.", "1.100"),
        ("Bộ phận Một cửa đã tiếp nhận 1.040 hồ sơ, trong đó trực tuyến 951 hồ sơ.", "1.040"),
        ("Tổng số hồ sơ tiếp nhận trong kỳ là 1.040 hồ sơ.", "1.040"),
    ],
)
def test_prose_that_states_another_figure_of_the_unit_is_told(tmp_path, sentence, actual):
    assert actual in [each.actual for each in against_facts(tmp_path, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "9 tháng đầu năm tiếp nhận trực tuyến 2.903 hồ sơ.",
        "Tháng 8 tiếp nhận trực tuyến 410 hồ sơ.",
        "Quý II/2026 tiếp nhận trực tuyến 890 hồ sơ.",
        "Năm 2025 tiếp nhận trực tuyến 3.100 hồ sơ.",
        "Phấn đấu giải quyết đúng hạn 1.700 hồ sơ.",
        "Dự kiến tiếp nhận trực tuyến 1.200 hồ sơ.",
        "Hộ tịch: trực tuyến 302 hồ sơ, trực tiếp 9 hồ sơ.",
        "Thôn Đông nộp trực tuyến 88 hồ sơ.",
        "Đã tiếp nhận 1.004 hồ sơ.",
        "Tiếp nhận 40 hồ sơ chăn nuôi.",
        "Tiếp nhận, hướng dẫn 210 lượt người.",
        "Qua Cổng dịch vụ công trực tuyến, xã tiếp nhận 940 hồ sơ.",
        "Số hồ sơ tiếp nhận tăng 33 hồ sơ.",
        "Tiếp nhận hồ sơ tại nhà cho 25 hồ sơ.",
        "Bình quân mỗi ngày tiếp nhận trực tuyến 15 hồ sơ.",
        "Hồ sơ quá hạn: 37 hồ sơ (đã giải quyết 33 hồ sơ, đang giải quyết 04 hồ sơ).",
        "Hồ sơ khai sinh: tiếp nhận 30 hồ sơ, đã giải quyết 28 hồ sơ, đang giải quyết 02 hồ sơ.",
        "Điểm tiếp nhận số 2 tiếp nhận 80 hồ sơ, giải quyết đúng hạn 78 hồ sơ, quá hạn 02 hồ sơ.",
        "Cấp giấy chứng nhận quyền sử dụng đất: tiếp nhận 60 hồ sơ, đang giải quyết 08 hồ sơ.",
        "Tiếp nhận 951 hồ sơ trực tuyến (91%), đã giải quyết 900 hồ sơ.",
        "Đã giải quyết 900 hồ sơ cho công dân, trong đó trực tuyến 870 hồ sơ.",
        "Giải quyết quá hạn 02 hồ sơ đất đai.",
        "Tiếp nhận trực tuyến 951 hồ sơ. Nộp hộ: trực tuyến 40 hồ sơ, giải quyết quá hạn 60 hồ sơ.",
    ],
)
def test_prose_about_another_time_a_plan_or_a_part_is_not_compared(tmp_path, sentence):
    assert not against_facts(tmp_path, sentence)


def shared(name, *, more=""):
    return boxes.prose(name, number=len(name)) + (
        f"UBND xã {name.partition(' ')[2]} đã ban hành 21 văn bản, 14 kế hoạch.\n"
        f"Đã đăng 164 tin bài, 159 bài về chuyển đổi số.\n{more}"
    )


def test_sentences_that_two_units_share_are_told_once_and_those_of_a_pattern_are_not(tmp_path):
    files = {"a.txt": shared(ONE), "b.txt": shared(TWO, more="Có 3 phòng và 77 cán bộ.\n")}
    (found,) = opened(tmp_path / "two", files).findings.only("CCHC834")
    assert found.severity is cchc.Severity.NOTE
    assert found.path == "b.txt"
    assert UNITS[0] in found.message
    assert UNITS[1] in found.message
    files["c.txt"] = shared(THREE, more="Có 5 phòng và 88 cán bộ.\n")
    assert not opened(tmp_path / "three", files).findings.only("CCHC834")


def test_targets_that_all_were_given_are_no_copy(tmp_path):
    goals = "Chỉ tiêu: 95% trực tuyến, 90% số hóa, 60% thanh toán, 12 tin bài, 15 buổi phát.\n"
    files = {
        f"{name}.txt": boxes.prose(name, received=1300 + at, share="93%") + goals
        for at, name in enumerate((ONE, TWO))
    }
    assert not opened(tmp_path, files).findings.only("CCHC834")


def test_short_words_may_state_what_was_early_or_is_pending_too(tmp_path):
    held = boxes.changed(FACTS, early=300, on_time=140, late=5, overdue=2)
    said = "Đã giải quyết hồ sơ: đúng hạn {} hồ sơ, quá hạn {} hồ sơ."
    for in_time, late, wrong in ((440, 7, []), (140, 5, []), (441, 8, ["441", "8"])):
        found = against_facts(tmp_path / str(late), said.format(in_time, late), held)
        assert [each.actual for each in found] == wrong


def test_whole_copies_of_any_number_of_units_are_told_and_what_was_assigned_is_not(tmp_path):
    files = {
        f"{at}.txt": shared(name).replace("UBND xã", "UBND phường")
        for at, name in enumerate((ONE, TWO, THREE))
    }
    found = opened(tmp_path / "three", files).findings.only("CCHC834")
    assert [each.path for each in found] == ["1.txt", "2.txt"]
    given = "Được giao 43 nhiệm vụ, 31 chỉ tiêu.\nThực hiện 120 dịch vụ công, 450 thủ tục.\n"
    files = {
        f"{at}.txt": f"{HEAD.replace(ONE, name)}{given}Tiếp nhận {300 + at} hồ sơ.\n"
        for at, name in enumerate((ONE, TWO))
    }
    assert not opened(tmp_path / "two", files).findings.only("CCHC834")


ENCODED = {
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 big end": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "nfd": lambda text: unicodedata.normalize("NFD", text).encode(),
    "bom": lambda text: text.encode("utf-8-sig"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_text_in_any_unicode_is_read_as_in_utf_8(tmp_path, name):
    text = boxes.prose(ONE)
    (tmp_path / "a.txt").write_bytes(ENCODED[name](text))
    (tmp_path / "b.txt").write_text(text, "utf-8")
    one, other = (read_one(str(tmp_path / each), 60) for each in ("a.txt", "b.txt"))
    assert attrs.evolve(one, digest="", size=0, head="") == attrs.evolve(
        other, digest="", size=0, head=""
    )
    assert one.claims


def test_a_broken_utf_16_text_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00\xd8a")
    assert "UTF-8" in read_one(str(tmp_path / "a.txt"), 60).error


@pytest.mark.parametrize(("end", "to"), [(".doc", ".docx"), (".xls", ".xlsx")])
def test_a_web_page_named_as_an_office_file_says_what_to_do(tmp_path, end, to):
    path = tmp_path / f"a{end}"
    path.write_text("\ufeff \n<html><body>Báo cáo</body></html>", "utf-8")
    error = read_one(str(path), 60).error
    assert "trang web" in error
    assert error.endswith(to)


def test_the_day_of_a_head_that_a_pdf_joins_to_the_number():
    head = "XÃ ĐẠI HUỆ\nSố: 39/BC-UBND Đại Huệ, ngày 15 tháng 9 năm 2026\nBÁO CÁO\n"
    assert day_in(head) == date(2026, 9, 15)
    assert day_in("Số: 39/BC-UBND Căn cứ Kế hoạch, ngày 15 tháng 9 năm 2026\n") is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("CON CUONG scan.pdf", "UBND xã Con Cuông"),
        ("Hung Nguyen.docx", "UBND xã Hưng Nguyên"),
        ("bc hung nguyen nam (2).doc", "UBND xã Hưng Nguyên Nam"),
        ("Con Cuong va Hung Nguyen.zip", None),
        ("hoa.docx", None),
        ("tan hoa.docx", None),
    ],
)
def test_a_file_is_named_without_the_kind_of_its_unit(name, unit):
    names = ("xã Con Cuông", "xã Hưng Nguyên", "xã Hưng Nguyên Nam", "xã Hòa", "xã Tân Hòa")
    roll = Roll(to_expected([f"UBND {each}" for each in (*names, "phường Tân Hòa")]))
    found = roll.in_name(name)
    assert (found and found.name) == unit


def test_a_unit_whose_facts_have_one_wrong_key_is_named_and_asked_to_mend_it(tmp_path):
    office = cchc.Agency(name="Sở Nội vụ", symbol="SNV", place="Hà Tĩnh")
    facts = f'agency = "{UNITS[0]}"\nperiod = "quý III năm 2026"\n[plan]\ntask = 4\n'
    inbox = opened(tmp_path, {"sl.toml": facts}, expected=UNITS[:2], agency=office)
    (row,) = (each for each in inbox.files if each.name)
    assert (row.state.value, row.unit) == ("unreadable", UNITS[0])
    told = {each.unit: each.state.value for each in inbox.units}
    assert told == {UNITS[0]: "unreadable", UNITS[1]: "missing"}
    said = cchc.render_text(inbox.letter(UNITS[0]))
    assert "sửa nội dung nêu trên và gửi lại" in said
    assert "Word" not in said
    assert "?." not in said


def test_an_annex_without_a_day_is_told_only_where_its_unit_has_no_day(tmp_path):
    files = {"a.txt": boxes.prose(ONE), "a.xlsx": boxes.sheet(ONE), "b.xlsx": boxes.sheet(TWO)}
    inbox = opened(tmp_path, files, deadline=date(2026, 9, 20))
    assert [each.path for each in inbox.findings.only("CCHC842")] == ["b.xlsx"]


def test_what_all_files_together_show_counts_for_the_unit(tmp_path):
    files = {"a.json": cchc.dumps(FACTS, format="json"), "b.txt": HEAD + "Trực tuyến 961 hồ sơ.\n"}
    inbox = opened(tmp_path, files)
    (unit,) = inbox.units
    told = inbox.findings_of(unit.unit)
    assert unit.warnings == sum(each.severity is cchc.Severity.WARNING for each in told) > 0


def test_an_old_workbook_is_read_as_the_one_it_was_made_from(tmp_path):
    data = boxes.sheet(ONE, total=43)
    old = converted(data, ".xlsx", ".xls", wish="xls:MS Excel 97", advice="", timeout=300)
    (tmp_path / "a.xls").write_bytes(old)
    (tmp_path / "a.doc").write_bytes(old)  # the bytes tell
    (tmp_path / "a.xlsx").write_bytes(data)
    one, named, other = (
        read_one(str(tmp_path / f"a{end}"), 300) for end in (".xls", ".doc", ".xlsx")
    )
    assert next((each.stated, each.computed) for each in one.claims) == ("43", "42")
    for read in (one, named):
        assert (read.claims, read.figures, read.sort) == (other.claims, other.figures, other.sort)
