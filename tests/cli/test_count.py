"""`cchc count`: a file of dossiers becomes a file of facts that the other commands take."""

import pytest

import cchc_lib as cchc

TABLE = """Mã hồ sơ,Đơn vị,Lĩnh vực,Hình thức,Ngày tiếp nhận,Hạn xử lý,Ngày trả kết quả,Trạng thái
H1.1-260703-0001,Ủy ban nhân dân xã Mai Hoa,Hộ tịch,Trực tuyến,03/7/2026,06/7/2026,04/7/2026,Đã trả
H1.2-260703-0002,Ủy ban nhân dân xã Lam Giang,Đất đai,Trực tiếp,03/7/2026,30/9/2026,,Đang xử lý
"""
WRONG = "H1.2-260703-0003,Ủy ban nhân dân xã Lam Giang,,Trực tiếp,03/7/2026,30/9/2026,,Đang xử lý\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "ho-so.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_a_file_of_facts_for_the_agency_that_is_named(call, table, tmp_path):
    out = tmp_path / "mai-hoa.toml"
    options = ("--period", "quý III năm 2026", "--agency", "Ủy ban nhân dân xã Mai Hoa")
    done = call("count", table, *options, "-o", out)
    assert done.exit_code == 0, done.output
    assert "2 dòng: tính 2 hồ sơ, không tính 0 dòng." in done.stderr
    assert "hồ sơ chờ bổ sung tính là đang giải quyết trong hạn" in done.stderr
    report = cchc.load(out, kind=cchc.ProceduresReport)
    assert report.procedures.dossiers.received == 2
    assert call("check", out).exit_code == 0
    again = call("count", table, *options)
    assert again.stdout == out.read_text("utf-8")
    assert call("count", table, *options, "-o", out).exit_code == 2  # the file is there


def test_a_folder_has_a_file_for_each_agency(call, table, tmp_path):
    folder = tmp_path / "xa"
    done = call("count", table, "--period", "quý III năm 2026", "-o", folder)
    assert done.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "ubnd-xa-lam-giang-quy-iii-nam-2026.toml",
        "ubnd-xa-mai-hoa-quy-iii-nam-2026.toml",
    ]
    reports = [cchc.load(path, kind=cchc.ProceduresReport) for path in sorted(folder.iterdir())]
    names = [report.agency.name for report in reports]
    assert names == ["Ủy ban nhân dân xã Lam Giang", "Ủy ban nhân dân xã Mai Hoa"]
    assert [report.procedures.dossiers.received for report in reports] == [1, 1]


def test_rows_that_do_not_count_are_told_and_the_status_says_so(call, table):
    table.write_text(TABLE + WRONG, "utf-8")
    done = call(
        "count", table, "--period", "quý III năm 2026", "--agency", "Ủy ban nhân dân tỉnh Hà Tĩnh"
    )
    assert done.exit_code == 1
    assert "không có lĩnh vực: 1 dòng" in done.stderr
    assert "H1.2-260703-0003" in done.stderr


def test_an_agency_without_a_full_name_stops_no_other(call, table, tmp_path):
    table.write_text(TABLE.replace("Ủy ban nhân dân xã Lam Giang", "PHÒNG KT"), "utf-8")
    done = call("count", table, "--period", "quý III năm 2026", "-o", tmp_path / "xa")
    assert done.exit_code == 2
    assert "Lỗi: PHÒNG KT: " in done.stderr
    assert '--symbol "PHÒNG KT=KÝ_HIỆU" và --parent' in done.stderr
    assert len(list((tmp_path / "xa").iterdir())) == 1


def test_words_of_an_office_are_listed_and_can_be_explained(call, table):
    rows = [
        f"H1.1-260703-1{at:03},Ủy ban nhân dân xã Mai Hoa,Hộ tịch,{word},03/7/2026,06/7/2026,"
        f"04/7/2026,{state}\n"
        for at, (word, state) in enumerate(
            [("Zalo", "Đã trả")] * 3 + [("Cổng DVCQG", "Đã trả"), ("", "Đã trả"), ("Zalo", "Xong")]
        )
    ]
    table.write_text(TABLE + "".join(rows), "utf-8")
    options = ("--period", "quý III năm 2026", "--agency", "Ủy ban nhân dân xã Mai Hoa")
    done = call("count", table, *options)
    assert "không rõ: 5 dòng: “Zalo” 3 dòng; (trống) 1 dòng; “Cổng DVCQG” 1 dòng" in done.stderr
    assert "trạng thái không rõ: 1 dòng: “Xong” 1 dòng" in done.stderr
    assert "--channel" in done.stderr
    said = ("--channel", "zalo=Trực tuyến", "--channel", "Cổng DVCQG=full_online")
    more = ("--channel", "=trực tiếp", "--state", "Xong=đã giải quyết")
    done = call("count", table, *options, *said, *more)
    assert done.exit_code == 0, done.output
    assert "8 dòng: tính 8 hồ sơ" in done.stderr
    dossiers = cchc.loads(
        done.stdout, format="toml", kind=cchc.ProceduresReport
    ).procedures.dossiers
    assert (dossiers.online, dossiers.full_online, dossiers.in_person) == (6, 1, 2)


@pytest.mark.parametrize("said", ["Zalo", "Zalo=bồ câu"])
def test_a_meaning_that_is_none_is_refused(call, table, said):
    done = call("count", table, "--period", "quý III năm 2026", "--channel", said)
    assert done.exit_code == 2
    assert "TỪ=trực tuyến" in done.stderr


def test_a_window_of_its_own(call, table):
    options = ("--period", "quý III năm 2026", "--agency", "Ủy ban nhân dân xã Mai Hoa")
    done = call("count", table, *options, "--from", "04/7/2026", "--to", "30/9/2026")
    assert "carried_over = 2" in done.stdout
    assert cchc.loads(done.stdout, format="toml", kind=cchc.ProceduresReport).period.start.day == 4


def test_side_states_apart(call, table):
    table.write_text(TABLE.replace("Đã trả", "Rút hồ sơ"), "utf-8")
    options = ("--period", "quý III năm 2026", "--agency", "Ủy ban nhân dân xã Mai Hoa")
    assert "withdrawn = 1" in call("count", table, *options, "--policy", "apart").stdout
    assert "withdrawn" not in call("count", table, *options).stdout


def test_the_report_says_where_side_states_count(call, table):
    options = ("--period", "quý III năm 2026", "--agency", "Ủy ban nhân dân xã Mai Hoa")
    for policy, said in {
        "by_form": "rút, dừng giải quyết trong hạn tính là đúng hạn",
        "apart": "chờ bổ sung được đếm riêng",
    }.items():
        done = call("count", table, *options, "--policy", policy)
        report = cchc.loads(done.stdout, format="toml", kind=cchc.ProceduresReport)
        text = cchc.render_text(report)
        assert said in text
        assert ("Biểu không gồm hồ sơ chờ bổ sung" in text) == (policy == "apart")
        assert not cchc.audit(report)
        assert not cchc.audit_text(text)


def test_every_reason_is_told_however_many_there_are(call, table):
    strange = [
        ("Đất đai", ""), ("Trực tiếp", "thư"), ("03/7/2026", "31/6/2026"), ("03/7/2026", ""),
        ("30/9/2026", "01/7/2026"), ("30/9/2026", ""), ("Đang xử lý", "mất"), ("Ủy ban", ""),
        ("Đang xử lý", "Đã trả"), ("-260703-", "-260704-"), (",,Đang", ",10/7/2026,Đang"),
    ]  # fmt: skip
    line = TABLE.splitlines()[2].replace("Ủy ban nhân dân xã Lam Giang", "Ủy ban")
    rows = [
        line.replace("0002", f"{place:02d}{again}")
        .replace(cell, other)
        .replace("đai", f"đai {again}")
        for place, (cell, other) in enumerate(strange)
        for again in range(5)
    ]
    table.write_text(TABLE + "\n".join(rows) + "\n", "utf-8")
    done = call("count", table, "--period", "quý III năm 2026", "--agency", "UBND xã Mai Hoa")
    period = cchc.Period.quarter(2026, 3)
    said = str(cchc.count_rows(table, start=period.start, end=period.end)).splitlines()
    assert len(said) > 40
    assert done.stderr.splitlines()[: len(said)] == said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "thiếu --period"),
        (("--period", "quý V năm 2026"), "period"),
        (("--period", "quý III năm 2026"), "tệp có 2 đơn vị"),
        (("--period", "quý III năm 2026", "--from", "31/6/2026"), "--from: nhận được"),
        (("--period", "quý III năm 2026", "--policy", "x"), "--policy"),
        (("--period", "quý III năm 2026", "--agency", "Sở Y tế", "-o", "xa"), "không dùng với"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(call, table, options, said):
    done = call("count", table, *options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Lỗi:" in done.stderr


def test_a_table_without_agencies_needs_one(call, table):
    table.write_text(TABLE.replace("Đơn vị", "Ghi chú"), "utf-8")
    done = call("count", table, "--period", "quý III năm 2026")
    assert done.exit_code == 2
    assert "không có cột đơn vị; nêu --agency" in done.stderr


QUARTER = ("--period", "quý III năm 2026")


def test_what_is_not_counted_is_noted_in_the_file_and_printed_by_the_report(call, table, tmp_path):
    strange = WRONG.replace("Đang xử lý", "mất").replace("0003", "0004").replace(",,", ",Nhà,")
    nobody = WRONG.replace("0003", "0005").replace("Ủy ban nhân dân xã Lam Giang", "")
    table.write_text(TABLE + WRONG + strange + nobody + "Tổng cộng,5" + "," * 6 + "\n", "utf-8")
    done = call("count", table, *QUARTER, "--agency", "Ủy ban nhân dân xã Mai Hoa")
    assert done.exit_code == 1
    assert "không phải dòng hồ sơ (dòng tổng cộng, ghi chú): 1 dòng" in done.stderr
    report = cchc.loads(done.stdout, format="toml", kind=cchc.ProceduresReport)
    note = (
        "Chưa tính 03 dòng hồ sơ có lỗi (không có đơn vị: 01; không có lĩnh vực: 01; trạng thái "
        "không rõ: 01)."
    )
    assert report.procedures.notes[-1] == note
    text = cchc.render_text(report)
    assert note in " ".join(text.split())
    assert not cchc.audit(report)
    assert not cchc.audit_text(text)
    folder = tmp_path / "xa"
    assert call("count", table, *QUARTER, "-o", folder).exit_code == 1
    one, other = (cchc.load(path, kind=cchc.ProceduresReport) for path in sorted(folder.iterdir()))
    of_nobody = "Tệp có 01 dòng hồ sơ có lỗi, không rõ của đơn vị nào."
    assert one.procedures.notes[-1] == (
        "Chưa tính 02 dòng hồ sơ có lỗi (không có lĩnh vực: 01; trạng thái không rõ: 01). "
        + of_nobody
    )
    assert other.procedures.notes[-1] == of_nobody


def test_a_row_that_repeats_a_dossier_lacks_nothing(call, table):
    table.write_text(TABLE + TABLE.splitlines()[1] + "\n", "utf-8")
    done = call("count", table, *QUARTER, "--agency", "Ủy ban nhân dân xã Mai Hoa")
    assert (done.exit_code, "Chưa tính" in done.stdout) == (1, False)


def test_departments_get_what_is_above_them_and_their_symbols(call, table, tmp_path):
    rows = TABLE.replace("Ủy ban nhân dân xã Lam Giang", "Sở Tư pháp")
    table.write_text(rows + rows.splitlines()[2].replace("0002", "3").replace("Tư pháp", "Y tế"))
    folder = tmp_path / "so"
    options = ("--parent", "UBND tỉnh Hà Tĩnh", "--symbol", "sở tư pháp=STP")
    done = call("count", table, *QUARTER, "-o", folder, *options)
    assert done.exit_code == 2
    assert done.stderr.count("Lỗi: ") == 1
    assert (
        'Lỗi: Sở Y tế: tên không phải của Ủy ban nhân dân, nên cần nêu --symbol "Sở Y tế=KÝ_HIỆU"'
        in done.stderr
    )
    assert [line.split(" -> ")[0] for line in done.stdout.splitlines()] == [
        "Sở Tư pháp", "Ủy ban nhân dân xã Mai Hoa",
    ]  # fmt: skip
    justice, commune = (
        cchc.load(path, kind=cchc.ProceduresReport).agency for path in sorted(folder.iterdir())
    )
    assert (justice.symbol, justice.place, justice.parent_line) == (
        "STP", "Hà Tĩnh", "UBND TỈNH HÀ TĨNH",
    )  # fmt: skip
    assert (commune.parent, commune.symbol) == (None, "UBND")
    done = call("count", table, *QUARTER, "--agency", "Sở Y tế", "--symbol", "SYT", *options[:2])
    assert done.exit_code == 0
    agency = cchc.loads(done.stdout, format="toml", kind=cchc.ProceduresReport).agency
    assert (agency.symbol, agency.parent.name) == ("SYT", "Ủy ban nhân dân tỉnh Hà Tĩnh")


def test_two_agencies_of_one_name_in_letters_have_a_file_each(call, table, tmp_path):
    table.write_text(TABLE.replace("xã Lam Giang", "xã Mai Hòa"), "utf-8")
    assert call("count", table, *QUARTER, "-o", tmp_path / "xa").exit_code == 0
    names = {
        cchc.load(path, kind=cchc.ProceduresReport).agency.name
        for path in (tmp_path / "xa").iterdir()
    }
    assert names == {"Ủy ban nhân dân xã Mai Hoa", "Ủy ban nhân dân xã Mai Hòa"}


def test_columns_of_other_names_are_named_on_the_command_line(call, table):
    table.write_text(
        "DANH SÁCH HỒ SƠ,,\nTừ ngày 01/7/2026,,\n"
        + TABLE.replace("Hình thức", "Gửi qua").replace("Hạn xử lý", "Hẹn"),
        "utf-8",
    )
    options = (*QUARTER, "--agency", "Ủy ban nhân dân xã Mai Hoa")
    done = call("count", table, *options)
    assert done.exit_code == 2
    assert "bảng có các cột: 'Mã hồ sơ', 'Đơn vị', 'Lĩnh vực', 'Gửi qua'" in done.stderr
    assert "DANH SÁCH" not in done.stderr
    assert "kênh nộp hồ sơ" in done.stderr
    assert '--column "channel=TÊN CỘT"' in done.stderr
    assert '--column "due=TÊN CỘT"' in done.stderr
    named = ("--column", "channel=Gửi qua", "--column", "Ngày hẹn trả kết quả=Hẹn")
    done = call("count", table, *options, *named)
    assert done.exit_code == 0, done.output
    assert "2 dòng: tính 2 hồ sơ" in done.stderr
    done = call("count", table, *options, "--column", "channel=Gửi", *named[2:])
    assert done.exit_code == 2
    assert "tên cột có trong bảng: 'Mã hồ sơ'" in done.stderr
    done = call("count", table, *options, "--column", "kênh=Gửi qua")
    assert done.exit_code == 2
    assert "channel (hình thức tiếp nhận)" in done.stderr
