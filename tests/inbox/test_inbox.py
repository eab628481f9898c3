"""A folder of files: what becomes of each, whose it is, what it states."""

import os
import shutil
from collections import Counter
from datetime import date

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from tests.inbox import boxes

import cchc_lib as cchc
from cchc_lib.inbox import reading
from cchc_lib.inbox.listing import entries, key_of

ONE, TWO, THREE = boxes.COMMUNES[:3]
UNITS = [boxes.committee(name) for name in (ONE, TWO, THREE)]
SONOI = cchc.Agency(
    name="Sở Nội vụ", symbol="SNV", parent=cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
)


def states(inbox):
    return {each.name or each.unit: each.state.value for each in inbox.files}


def opened(folder, files, **options):
    boxes.fill(folder, files)
    return cchc.read_inbox(folder, **options)


def snapshot(folder):
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in folder.rglob("*")
    }


def test_every_one_of_500_mixed_files_is_accounted_for(tmp_path):
    boxes.fill(tmp_path, boxes.mixed(500))
    boxes.odd_entries(tmp_path)
    before = snapshot(tmp_path)
    inbox = cchc.read_inbox(tmp_path, expected="42")
    there = [path for path in tmp_path.rglob("*") if path.is_symlink() or not path.is_dir()]
    assert len([each for each in inbox.files if each.name]) == len(there) == 506
    assert snapshot(tmp_path) == before
    told = Counter(each.state.value for each in inbox.files)
    assert told["unreadable"] == 103
    assert all(each.why for each in inbox.files if each.state.value in ("unreadable", "apart"))
    assert {each.unit for each in inbox.units} == set(map(boxes.committee, boxes.COMMUNES))
    assert not told["missing"]
    names = [each.name for each in inbox.files]
    assert names == sorted(names, key=key_of)
    assert {each.why for each in inbox.files if each.name in ("lien-ket.docx", "vong")} == {
        "là liên kết (shortcut) đến nơi khác, không đọc theo"
    }


def test_files_that_harm_are_told_each_with_its_reason(tmp_path):
    inbox = opened(tmp_path, boxes.hostile() | {"tot.txt": boxes.prose(ONE)})
    assert states(inbox).pop("tot.txt") == "received"
    bad = {each.name: each.why for each in inbox.files if each.name != "tot.txt"}
    assert bad.keys() == boxes.hostile().keys()
    assert all(bad.values())
    for name, word in {
        "bom.docx": "giải nén",
        "bom.xlsx": "giải nén",
        "dtd.docx": "DTD",
        "khoa.docx": "mật khẩu",
        "khoa.pdf": "mật khẩu",
        "anh.pdf": "ảnh chụp",
        "rong.docx": "rỗng",
        "tieng-anh.txt": "tiếng Việt",
        "nen.zip": "giải nén",
        "hong.pdf": "hỏng",
    }.items():
        assert word in bad[name], name
    assert not any("lỗi của chương trình" in why for why in bad.values())


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_locked_pdf_is_told_and_one_that_only_may_not_be_changed_is_read(tmp_path, algorithm):
    plain = boxes.vietnamese_pdf(boxes.prose(ONE))
    files = {
        "khoa.pdf": boxes.locked_pdf(plain, "x", algorithm),
        "mo.pdf": boxes.locked_pdf(plain, "", algorithm),
    }
    inbox = opened(tmp_path, files)
    assert states(inbox) == {"khoa.pdf": "unreadable", "mo.pdf": "received"}
    assert "mật khẩu" in inbox.files[0].why
    assert inbox.files[1].claims


def test_a_file_that_takes_too_long_is_left_and_the_next_is_read(tmp_path):
    long = boxes.prose(ONE) + "Tiếp nhận 12 hồ sơ, trong đó trực tuyến 5 hồ sơ.\n" * 50_000
    inbox = opened(tmp_path, {"a.txt": long, "b.toml": _facts(TWO)}, seconds=4, at_once=1)
    assert states(inbox) == {"a.txt": "unreadable", "b.toml": "received"}
    assert inbox.files[0].why == "đọc quá 4 giây nên đã dừng"


def test_a_file_that_takes_too_much_memory_is_left(tmp_path):
    files = {"a.docx": boxes.word("\n".join([boxes.prose(ONE)] * 9_000)), "b.toml": _facts(TWO)}
    inbox = opened(tmp_path, files, memory=300 << 20, at_once=1)
    assert states(inbox) == {"a.docx": "unreadable", "b.toml": "received"}
    assert "bộ nhớ" in inbox.files[0].why


def test_what_may_not_be_opened_is_told(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "no")

    boxes.fill(tmp_path, {"a.docx": b"x"})
    monkeypatch.setattr(reading, "_bytes", refuse)
    assert reading.read_one(str(tmp_path / "a.docx"), 60).error == "không có quyền đọc tệp này"


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    (tmp_path / "trong").mkdir()
    listed = os.scandir

    def scandir(path):
        if str(path).endswith("trong"):
            raise PermissionError(13, "no")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (found,) = entries(tmp_path)
    assert (found.name, found.refusal) == ("trong", "không mở được thư mục này")


def test_old_word_files_are_read_through_libreoffice_or_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    rtf = "{\\rtf1 Bao cao}"
    inbox = opened(tmp_path, {"a.rtf": rtf})
    assert "chưa cài LibreOffice" in inbox.files[0].why


def test_an_empty_folder_and_no_folder(tmp_path):
    assert len(cchc.read_inbox(tmp_path).files) == 0
    with pytest.raises(FileNotFoundError):
        cchc.read_inbox(tmp_path / "khong-co")
    (tmp_path / "a").write_text("x")
    with pytest.raises(cchc.InvalidValueError, match="a folder"):
        cchc.read_inbox(tmp_path / "a")


def _facts(name, **facts):
    return cchc.dumps(boxes.report(name, **facts), format="toml")


# ---------------------------------------------------------------- one verdict, whatever the file


@settings(max_examples=12, deadline=None)
@given(
    st.integers(100, 2_000).flatmap(
        lambda whole: st.tuples(st.just(whole), st.integers(0, whole), st.integers(0, 1))
    )
)
def test_one_text_in_every_kind_of_file_gives_the_same_claims(tmp_path_factory, numbers):
    whole, part, is_wrong = numbers
    share = cchc.format_percent(cchc.Ratio(part, whole))
    share = share if not is_wrong else cchc.format_percent(cchc.Ratio(whole - part, 3 * whole))
    text = boxes.prose(ONE, received=whole, online=part, share=share)
    inbox = opened(
        tmp_path_factory.mktemp("box"),
        {"a.txt": text, "b.docx": boxes.word(text), "c.pdf": boxes.vietnamese_pdf(text)},
    )
    found = {
        row.name: sorted(
            (each.kind, each.stated, each.computed, each.standing)
            for each in row.read.claims
            if each.standing.value != "open"  # lines that touch may be read as one
        )
        for row in inbox.files
    }
    assert found["a.txt"]
    assert found["a.txt"] == found["b.docx"] == found["c.pdf"]


def test_right_claims_are_rows_too_with_what_their_numbers_give(tmp_path):
    inbox = opened(tmp_path, {"a.docx": boxes.word(boxes.prose(ONE, share="96,22%"))})
    rows = {(each.stated, each.computed, each.verdict.value) for each in inbox.claims}
    assert ("96,22%", "96,14%", "fails") in rows
    assert ("95,35%", "95,35%", "holds") in rows
    (wrong,) = (each for each in inbox.claims if each.stated == "96,22%")
    assert (wrong.file, wrong.unit, wrong.kind, wrong.code) == (
        "a.docx",
        UNITS[0],
        "tỷ lệ",
        "CCHC231",
    )
    assert wrong.sentence.startswith("Trong kỳ đã tiếp nhận 1268 hồ sơ")
    assert wrong.place == "đoạn 12"


def test_a_sheet_of_somebody_else_is_judged_at_its_cells(tmp_path):
    inbox = opened(tmp_path, {"a.xlsx": boxes.sheet(ONE, 43), "b.xlsx": boxes.sheet(TWO, 42)})
    wrong = [each for each in inbox.claims if each.verdict.value == "fails"]
    assert [(each.file, each.place, each.stated, each.computed) for each in wrong] == [
        ("a.xlsx", "trang “Hồ sơ”, ô C7", "43", "42")
    ]
    assert [each.unit for each in inbox.files] == UNITS[:2]
    assert sum(each.file == "b.xlsx" for each in inbox.claims) == 2


def test_formulas_that_nobody_computed_are_told_once_and_are_no_blanks(tmp_path):
    files = {"a.xlsx": boxes.sheet(ONE, "=C5+C6"), "b.xlsx": boxes.sheet(TWO, 42)}
    inbox = opened(tmp_path, files)
    first, second = (row.read.findings for row in inbox.files)
    (told,) = (each for each in first if each.code == "CCHC841")
    assert told.message.startswith(
        '1 ô công thức chưa có giá trị tính sẵn (đầu tiên: trang "Hồ sơ", ô C7)'
    )
    assert "LibreOffice rồi lưu lại" in told.hint
    assert all(each.code != "CCHC841" for each in second)


def test_facts_of_ours_come_whole_from_every_kind_of_file(tmp_path):
    held = boxes.report(ONE)
    cchc.save_docx(held, tmp_path / "a.docx")
    for name in ("b.toml", "c.json", "d.xlsx"):
        cchc.dump(held, tmp_path / name)
    inbox = cchc.read_inbox(tmp_path)
    assert [row.read.report for row in inbox.files] == [held] * 4
    assert inbox.reports == (held,)
    assert Counter(states(inbox).values()) == {"received": 1, "duplicate": 3}


def test_a_form_is_read_as_the_form_it_is(tmp_path):
    filled = cchc.FilledForm(
        form=cchc.official_form("II.06a"),
        agency="UBND " + UNITS[0].removeprefix("Ủy ban nhân dân "),
        period=cchc.Period.quarter(2026, 3),
        lines=[cchc.FormLine("sector", "Hộ tịch", {"3": 11, "4": 7, "5": 2, "6": 1})],
    )
    cchc.save_form(filled, tmp_path / "bieu.xlsx")
    cchc.save_form(filled, tmp_path / "bieu.docx")
    inbox = cchc.read_inbox(tmp_path)
    assert [row.sort.value for row in inbox.files] == ["form", "form"]
    assert [row.unit for row in inbox.files] == [UNITS[0]] * 2
    assert len(inbox.forms) == 1
    wrong = [each for each in inbox.claims if each.verdict.value == "fails"]
    assert {(each.stated, each.computed) for each in wrong} == {("11", "10")}


# ---------------------------------------------------------------- what becomes of a file


def test_copies_versions_and_other_periods(tmp_path):
    old, new = boxes.report(ONE, number=7), boxes.report(ONE, online=95, number=9)
    inbox = opened(
        tmp_path,
        {
            "1.toml": cchc.dumps(old, format="toml"),
            "1 (2).toml": cchc.dumps(old, format="toml"),
            "2.toml": cchc.dumps(new, format="toml"),
            "3.toml": _facts(TWO),
            "4.toml": _facts(TWO, quarter=2),
            "5.txt": boxes.prose(THREE),
        },
    )
    assert states(inbox) == {
        "1 (2).toml": "duplicate",
        "1.toml": "older",
        "2.toml": "received",
        "3.toml": "received",
        "4.toml": "other_period",
        "5.txt": "received",
    }
    assert inbox.files[1].other == "2.toml"
    unit = inbox.units[0]
    assert unit.changes[0].startswith("2.toml so với 1.toml: ")
    assert "90 → 95" in unit.changes[0]
    assert inbox.reports == (new, boxes.report(TWO))
    assert set(inbox.findings.codes) == {"CCHC832", "CCHC833"}


def test_an_older_version_is_told_by_its_day_whatever_it_is_called(tmp_path):
    inbox = opened(
        tmp_path,
        {"z.txt": boxes.prose(ONE, day=10), "a.txt": boxes.prose(ONE, day=12, online=1218)},
    )
    assert states(inbox) == {"a.txt": "received", "z.txt": "older"}


def test_who_is_missing_late_unexpected_or_unknown(tmp_path):
    inbox = opened(
        tmp_path,
        {
            "a.toml": _facts(ONE, issued=date(2026, 9, 22)),
            "b.toml": _facts(boxes.COMMUNES[9]),
            "c.txt": "Báo cáo đã tiếp nhận 12 hồ sơ trong quý III năm 2026, không rõ của ai.",
            f"hong/{boxes.COMMUNES[1]}.docx": b"x",
        },
        expected=[boxes.committee(name) for name in (ONE, TWO, THREE)],
        deadline=date(2026, 9, 20),
    )
    assert states(inbox)["a.toml"] == "late"
    missing = {each.unit: each.why for each in inbox.missing}
    assert missing.keys() == set(UNITS[1:])
    assert f"{TWO}.docx" in missing[UNITS[1]]
    by_code = {each.code: each.path for each in inbox.findings}
    late = [(each.path, each.severity.value) for each in inbox.findings.only("CCHC842")]
    assert late == [("a.toml", "warning"), ("c.txt", "note")]
    assert by_code["CCHC836"] == "b.toml"
    assert by_code["CCHC843"] == "c.txt"
    assert by_code["CCHC841"] == f"hong/{TWO}.docx"
    assert [each.path for each in inbox.findings if each.code == "CCHC831"] == UNITS[1:]


def test_the_day_received_goes_before_the_day_of_the_document(tmp_path):
    files = {"a.toml": _facts(ONE, issued=date(2026, 9, 15))}
    late = opened(
        tmp_path, files, deadline=date(2026, 9, 20), received={"a.toml": date(2026, 9, 21)}
    )
    assert states(late) == {"a.toml": "late"}


def test_another_window_and_another_name(tmp_path):
    moved = boxes.report(TWO, online=91)
    moved = attrs.evolve(moved, period=cchc.Period.quarter(2026, 3, end=date(2026, 9, 10)))
    inbox = opened(
        tmp_path,
        {
            "a.toml": _facts(ONE),
            "b.toml": cchc.dumps(moved, format="toml"),
            f"bc {TWO} q3.txt": boxes.prose(THREE),
        },
        expected=UNITS,
    )
    assert {each.code for each in inbox.findings} == {"CCHC833", "CCHC844"}
    assert [each.path for each in inbox.findings.only("CCHC833")] == ["b.toml"]


def test_the_unit_is_read_from_the_name_where_the_text_does_not_say(tmp_path):
    text = "BÁO CÁO\nCông tác quý III năm 2026\nĐã tiếp nhận 12 hồ sơ, giải quyết 12 hồ sơ."
    bare = "phuong-tran-phu"
    inbox = opened(tmp_path, {f"bc_{bare}_q3.docx": boxes.word(text)}, expected="42")
    assert inbox.files[0].unit == UNITS[1]
    assert inbox.files[0].known_by == "tên tệp"


def test_what_says_nothing_is_not_received(tmp_path):
    files = {
        "anh.txt": "The commune has received 342 files this quarter, of which 301 online.",
        "x.txt": "x",
        "chao.docx": boxes.word("Kính chào quý cơ quan, xin gửi kèm báo cáo."),
    }
    inbox = opened(tmp_path, files)
    assert set(states(inbox).values()) == {"unreadable"}
    assert {each.name: each.why for each in inbox.files}[
        "chao.docx"
    ] == "không có số liệu nào để đọc"


def test_facts_with_a_fault_are_of_their_unit_all_the_same(tmp_path):
    wrong = _facts(ONE).replace("online =", "onlin =")
    inbox = opened(tmp_path, {"a.toml": wrong, "b.toml": _facts(TWO)}, expected=UNITS)
    assert inbox.files[0].unit == UNITS[0]
    assert cchc.read_inbox(tmp_path).files[0].unit == UNITS[0]
    (missing,) = (each for each in inbox.missing if each.unit == UNITS[0])
    assert missing.why == "chỉ có tệp không dùng được: a.toml"


def test_a_day_received_is_of_a_file_that_is_here(tmp_path):
    with pytest.raises(cchc.UnknownNameError, match=r"a\.tml.*a\.toml"):
        opened(tmp_path, {"a.toml": _facts(ONE)}, received={"a.tml": date(2026, 9, 15)})


# ---------------------------------------------------------------- sums


def test_reports_of_ours_add_up_and_foreign_figures_only_when_confirmed(tmp_path):
    files = {"a.toml": _facts(ONE), "b.txt": boxes.prose(TWO, online=1219)}
    inbox = opened(tmp_path, files)
    assert len(inbox.reports) == 1
    figure = next(each for each in inbox.figures if each.figure == "procedures.dossiers.online")
    assert (figure.value, figure.file, figure.place, figure.is_confirmed) == (
        1219,
        "b.txt",
        "dòng 12",
        False,
    )
    confirmed = cchc.read_inbox(tmp_path, confirmed={figure.key: figure.figure})
    assert len(confirmed.reports) == 2
    foreign = confirmed.reports[1]
    assert foreign.procedures.dossiers.online == 1219
    assert foreign.marks["procedures.dossiers.online"].source == "b.txt, dòng 12"
    province = cchc.roll_up(confirmed.reports, agency=SONOI.parent)
    assert province.procedures.dossiers.online == 90 + 1219
    assert [each.is_confirmed for each in confirmed.figures if each.key == figure.key] == [True]


def key_of_text(inbox, text):
    return next(each.key for each in inbox.figures if each.text.startswith(text))


@pytest.mark.parametrize(
    ("text", "figure", "error"),
    [
        ("999", "procedures.dossiers.online", cchc.UnknownNameError),
        ("1219", "procedures.dossiers.onlin", cchc.InvalidValueError),
        ("96,14%", "procedures.dossiers.online", cchc.InvalidValueError),
    ],
)
def test_what_cannot_be_confirmed_is_refused(tmp_path, text, figure, error):
    inbox = opened(tmp_path, {"b.txt": boxes.prose(TWO)})
    key = "b.txt#999-00000000" if text == "999" else key_of_text(inbox, text)
    with pytest.raises(error):
        cchc.read_inbox(tmp_path, confirmed={key: figure})
    with pytest.raises(cchc.InvalidTypeError):
        cchc.read_inbox(tmp_path, confirmed=[key])


ASKED = "Đã ban hành 12 văn bản, tổ chức 3 hội nghị.\n"


def test_what_was_confirmed_is_the_sentence_and_no_place_in_the_file(tmp_path):
    text = boxes.prose(TWO)
    key = key_of_text(opened(tmp_path, {"b.txt": text}), "1219")
    confirmed = {key: "procedures.dossiers.online"}
    moved = text.replace("Trong kỳ", f"{ASKED}Trong kỳ")
    boxes.fill(tmp_path, {"b.txt": moved})
    held = cchc.read_inbox(tmp_path, confirmed=confirmed)
    assert held.reports[0].procedures.dossiers.online == 1219
    for changed in (text.replace("1219", "1218"), text.replace("Trong kỳ", "Lũy kế")):
        boxes.fill(tmp_path, {"b.txt": changed})
        with pytest.raises(cchc.UnknownNameError) as caught:
            cchc.read_inbox(tmp_path, confirmed=confirmed)
        assert "không còn như khi xác nhận" in caught.value.message_vi


def test_every_figure_has_a_key_of_its_own(tmp_path):
    text = boxes.prose(TWO) + ASKED * 3 + "Có 5 tổ, 5 đội, 5 nhóm.\n"
    inbox = opened(tmp_path, {"b.txt": text, "c.docx": boxes.word(text.replace("1219", "1218"))})
    assert len({each.key for each in inbox.figures}) == len(inbox.figures) > 12


# ---------------------------------------------------------------- the period before


def test_what_does_not_go_on_from_the_file_of_the_period_before(tmp_path):
    then = boxes.changed(boxes.report(ONE, quarter=2), on_time=85, pending_in_time=12)
    before = boxes.report(ONE, quarter=2, online=70)
    since = attrs.evolve(
        boxes.report(ONE, online=50), period=cchc.Period.year(2026, end=date(2026, 9, 14))
    )
    now = boxes.report(ONE, online=2_000, cumulative=since, previous=before)
    cumulative = attrs.evolve(since, period=cchc.Period.year(2026, end=date(2026, 6, 14)))
    cumulative = boxes.changed(cumulative, online=80)
    boxes.fill(
        tmp_path / "truoc",
        {"a.json": cchc.dumps(attrs.evolve(then, cumulative=cumulative), format="json")},
    )
    boxes.fill(tmp_path / "nay", {"b.json": cchc.dumps(now, format="json")})
    inbox = cchc.read_inbox(tmp_path / "nay", previous=tmp_path / "truoc")
    found = {each.code: each for each in inbox.findings}
    assert "CCHC801" in found
    assert (found["CCHC801"].expected, found["CCHC801"].actual) == ("12", "0")
    assert (found["CCHC846"].actual, found["CCHC846"].expected) == ("50", "80")
    assert "CCHC845" in found
    assert "CCHC847" in found
    again = cchc.read_inbox(tmp_path / "nay", previous=cchc.read_inbox(tmp_path / "truoc"))
    assert again.findings == inbox.findings


def test_a_unit_that_goes_on_as_it_was_has_no_finding(tmp_path):
    boxes.fill(tmp_path / "truoc", {"a.toml": _facts(ONE, quarter=2)})
    boxes.fill(tmp_path / "nay", {"b.toml": _facts(ONE)})
    inbox = cchc.read_inbox(tmp_path / "nay", previous=tmp_path / "truoc")
    assert not inbox.findings


# ---------------------------------------------------------------- tables


def test_rows_become_columns_of_a_data_frame(tmp_path):
    import pandas
    import polars

    inbox = opened(tmp_path, {"a.txt": boxes.prose(ONE), "b.docx": b""}, expected=UNITS)
    for rows in (inbox.files, inbox.claims, inbox.units, inbox.figures):
        columns = rows.columns()
        frame = polars.DataFrame(columns)
        assert frame.height == len(rows) == len(rows.as_list())
        assert len(pandas.DataFrame(columns)) == len(rows)
        assert [*columns] == [*rows.as_list()[0]]
    assert inbox.claims[:1].columns()["verdict"] == ["holds"]


def test_the_order_of_the_file_system_and_the_place_change_nothing(tmp_path):
    files = boxes.mixed(40)
    one = opened(tmp_path / "mot", files, expected="42", agency=SONOI)
    other_way = dict(reversed(files.items()))
    two = opened(tmp_path / "hai" / "ba", other_way, expected="42", agency=SONOI, at_once=1)
    assert one.files.as_list() == two.files.as_list()
    assert one.claims.as_list() == two.claims.as_list()
    one.save(tmp_path / "kq1")
    two.save(tmp_path / "kq2")
    made = [
        {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (tmp_path / "kq1", tmp_path / "kq2")
    ]
    assert made[0] == made[1]
    shutil.rmtree(tmp_path / "kq1")
