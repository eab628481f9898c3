"""`cchc roll-up`: a folder of files of facts to one report."""

import docx
import pytest

import cchc_lib as cchc

AGENCY = "Ủy ban nhân dân tỉnh Hà Tĩnh"


def facts(name, articles, *, period="quý III năm 2026"):
    return (
        f'agency = "Ủy ban nhân dân xã {name}"\nperiod = "{period}"\n'
        f"outreach.articles = {articles}\n"
    )


@pytest.fixture
def folder(tmp_path):
    for name, articles in (("Mai Hoa", 5), ("Sơn Kim", 7), ("Ân Phú", 7)):
        (tmp_path / f"{name}.toml").write_text(facts(name, articles), "utf-8")
    return tmp_path


def test_a_folder_becomes_one_report(call, folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    found = call(
        "roll-up", folder, "--agency", AGENCY, "--expected", "none",
        *(part for end in ("docx", "html", "txt", "toml", "json")
          for part in ("-o", out / f"tinh.{end}")),
        "--rank", "outreach.articles", "--of", "outreach.articles",
    )  # fmt: skip
    assert found.exit_code == 0, found.output
    assert "Đã cộng 3 đơn vị, quý III năm 2026." in found.stdout
    assert "    UBND xã Mai Hoa: 5" in found.stdout
    assert "tin, bài tuyên truyền: 19" in found.stdout
    assert "03 đơn vị: UBND xã" in found.stdout
    report = cchc.load(out / "tinh.toml")
    assert report.outreach.articles == 19
    assert cchc.load(out / "tinh.json") == report
    assert "xã Mai Hoa" in (out / "tinh.txt").read_text("utf-8")
    assert (out / "tinh.docx").read_bytes()[:2] == b"PK"


def test_several_units_need_an_agency(call, folder):
    found = call("roll-up", folder)
    assert found.exit_code == 2
    assert "nêu cơ quan tổng hợp, ví dụ --agency" in found.stderr
    assert "Agency(" not in found.stderr


def test_who_is_missing_follows_from_the_name_of_the_agency(call, folder):
    found = call("roll-up", folder, "--agency", AGENCY)
    assert found.exit_code == 1
    assert "CCHC831 Cảnh báo (68):" in found.stdout
    assert found.stdout.count("Chưa có báo cáo của ") == 68
    assert found.stdout.count("Đôn đốc") == 1


def test_a_department_adds_up_too(call, folder):
    options = ("roll-up", folder, "--agency", "Sở Nội vụ", "--expected", "none")
    lacking = call(*options)
    assert lacking.exit_code == 2
    assert "--parent" in lacking.stderr or "--symbol" in lacking.stderr
    given = ("--symbol", "SNV", "--parent", "Ủy ban nhân dân tỉnh Hà Tĩnh")
    assert call(*options, *given).exit_code == 0


def test_periods_of_one_unit_need_no_agency(call, tmp_path):
    for number, name in ((1, "I"), (2, "II")):
        text = facts("Mai Hoa", number, period=f"quý {name} năm 2026")
        (tmp_path / f"{number}.toml").write_text(text, "utf-8")
    found = call("roll-up", tmp_path, "-o", tmp_path / "luy-ke.txt")
    assert found.exit_code == 0
    assert "Đã cộng 2 kỳ, 6 tháng đầu năm 2026." in found.stdout


def test_a_file_that_cannot_be_read_stops_the_sum_unless_it_is_skipped(call, folder, tmp_path):
    (folder / "hong.toml").write_text("agency = 5", "utf-8")
    target = tmp_path / "tinh.txt"
    stopped = call("roll-up", folder, "--agency", AGENCY, "-o", target)
    assert stopped.exit_code == 2
    assert "hong.toml" in stopped.stderr
    assert not target.exists()
    skipped = call("roll-up", folder, "--agency", AGENCY, "-o", target, "--skip")
    assert skipped.exit_code == 2
    assert target.exists()


def test_files_of_one_outline_are_of_one_kind(call, tmp_path):
    (tmp_path / "de-cuong.toml").write_text(
        'cchc_lib = 1\nkind = "outline"\nid = "own"\nbase = "report"\n[subjects.rural]\n'
        'label = "nông thôn mới"\nfacts.communes = { label = "số xã", unit = "xã" }\n',
        "utf-8",
    )
    for name, number in (("Mai Hoa", 3), ("Sơn Kim", 4)):
        text = 'outline = "de-cuong.toml"\n' + facts(name, 1) + f"rural.communes = {number}\n"
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    found = call("roll-up", tmp_path, "--agency", AGENCY, "--expected", "none", "--of",
                 "rural.communes")  # fmt: skip
    assert "rural.communes: số xã: 7" in found.output


def test_what_cannot_be_written_is_refused_first(call, folder):
    found = call("roll-up", folder, "--agency", AGENCY, "-o", folder / "tinh.pdf")
    assert found.exit_code == 2
    assert ".docx" in found.stderr
    assert call("roll-up", folder).exit_code == 2  # several units, no agency
    assert call("roll-up", folder, "--agency", AGENCY, "--of", "outreach.x").exit_code == 2


def test_every_kind_of_facts_in_a_folder_is_added_and_what_is_none_is_named(call, folder):
    report = cchc.load(folder / "Mai Hoa.toml")
    (folder / "Mai Hoa.toml").unlink()
    cchc.save_docx(report, folder / "Mai Hoa.docx")
    cchc.dump(cchc.load(folder / "Ân Phú.toml"), folder / "Ân Phú.xlsx")
    (folder / "Ân Phú.toml").unlink()
    own = docx.Document()
    own.add_paragraph("BÁO CÁO công tác cải cách hành chính")
    own.save(folder / "la.docx")
    (folder / "loi-van.txt").write_text("Báo cáo.", "utf-8")
    (folder / "quet.pdf").write_bytes(b"%PDF-1.7")
    (folder / "bia.png").write_bytes(b"")
    found = call("roll-up", folder, "--agency", AGENCY, "--expected", "none", "--of",
                 "outreach.articles")  # fmt: skip
    assert found.exit_code == 0, found.output
    assert "Đã cộng 3 đơn vị" in found.stdout
    assert "tin, bài tuyên truyền: 19" in found.stdout
    unread, others = found.stderr.splitlines()
    assert unread.startswith(
        "Không đọc 3 tệp, vì không phải tệp số liệu do cchc lập (.toml, .json, .xlsx, "
    )
    assert all(name in unread for name in ("la.docx", "loi-van.txt", "quet.pdf"))
    assert others == "Bỏ qua 1 tệp loại khác: .png (1)"


def test_a_word_file_beside_the_facts_it_was_made_of_counts_once(call, folder):
    cchc.save_docx(cchc.load(folder / "Mai Hoa.toml"), folder / "Mai Hoa.docx")
    found = call("roll-up", folder, "--agency", AGENCY, "--expected", "none", "--of",
                 "outreach.articles")  # fmt: skip
    assert found.exit_code == 0, found.output
    assert "hai báo cáo giống hệt nhau" in found.stdout
    assert "tin, bài tuyên truyền: 19" in found.stdout
