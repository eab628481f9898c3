"""`cchc form`: made, checked, printed, added up; bad files are told and stop nothing."""

import json

import pytest

import cchc_lib as cchc

II06A = cchc.official_form("II.06a")


@pytest.fixture
def wrong(tmp_path):
    """A filled form whose first total is one too many."""
    line = cchc.FormLine("sector", "Hộ tịch", {"3": 11, "4": 7, "5": 2, "6": 1})
    filled = cchc.FilledForm(form=II06A, lines=[line], period=cchc.Period.quarter(2025, 3))
    cchc.save_form(filled, tmp_path / "sai.xlsx")
    return tmp_path / "sai.xlsx"


def test_every_form_is_listed(call):
    result = call("form", "list")
    assert result.exit_code == 0
    assert all(form.id in result.stdout for form in cchc.official_forms())


@pytest.mark.parametrize("end", ["xlsx", "docx", "html"])
def test_an_empty_form_and_what_is_unsure_of_it(call, tmp_path, end):
    path = tmp_path / f"bieu.{end}"
    result = call("form", "new", "01/TCD", "-o", path, "--period", "quý III năm 2025")
    assert (result.exit_code, result.stdout) == (0, f"-> {path}\n")
    assert "Thông tư 06/2025/TT-TTCP" in result.stderr
    assert path.stat().st_size > 1000
    assert call("form", "new", "01/TCD", "-o", path).exit_code == 2
    assert call("form", "new", "01/TCD", "-o", path, "--force").exit_code == 0


def test_a_form_filled_from_facts_agrees_with_them(call, quarter, tmp_path):
    path = tmp_path / "bieu.xlsx"
    assert call("form", "new", "II.06a", "-o", path, "--facts", quarter).exit_code == 0
    result = call("form", "check", path, "--facts", quarter, "--format", "json")
    assert result.exit_code == 0, result.stdout
    (file,) = json.loads(result.stdout)["files"]
    assert file["form"] == "II.06a"
    assert not [each for each in file["findings"] if each["severity"] != "note"]
    filled = cchc.read_form(path)
    report = cchc.load(quarter)
    assert filled.complete() == cchc.fill_form(II06A, report).complete()


def test_a_wrong_form_is_told_with_its_residual(call, wrong):
    result = call("form", "check", wrong, "--residuals")
    assert result.exit_code == 1
    assert "CCHC151" in result.stdout
    assert "(3) = (4) + (5) + (6)" in result.stdout
    result = call("form", "check", wrong, "--residuals", "--format", "json")
    (file,) = json.loads(result.stdout)["files"]
    assert [each["residual"] for each in file["residuals"]] == ["1"]


def test_one_bad_file_does_not_stop_the_others(call, wrong, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"x")
    result = call("form", "check", tmp_path / "x.xlsx", tmp_path / "không-có.docx", wrong)
    assert result.exit_code == 2
    assert "CCHC151" in result.stdout
    assert len(result.stderr.splitlines()) == 2


def test_a_form_is_printed_in_another_format(call, wrong, tmp_path):
    out = tmp_path / "in.docx"
    assert call("form", "print", wrong, "-o", out).exit_code == 0
    assert cchc.read_form(out).complete() == cchc.read_form(wrong).complete()
    result = call("form", "print", wrong, "-o", tmp_path / "in.pdf")
    assert result.exit_code == 2
    assert ".xlsx, .docx, .html" in result.stderr


def test_forms_add_up(call, wrong, tmp_path):
    out = tmp_path / "tong.xlsx"
    result = call("form", "add", wrong, wrong, "-o", out, "--agency", "Sở Nội vụ")
    assert result.exit_code == 0
    total = cchc.read_form(out)
    assert total.agency == "Sở Nội vụ"
    assert total.value(total.line_of("total"), "4") == 14


def test_an_unknown_form_is_told_with_the_nearest(call, tmp_path):
    result = call("form", "new", "II.06", "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2
    assert "II.06a" in result.stderr


def test_an_empty_form_is_not_added_and_named(call, wrong, tmp_path):
    empty, out = tmp_path / "trong.xlsx", tmp_path / "tong.xlsx"
    period = cchc.read_form(wrong).period
    cchc.save_form(cchc.empty_form(II06A, agency="UBND xã Sơn Kim", period=period), empty)
    result = call("form", "add", wrong, empty, "-o", out)
    assert result.exit_code == 2
    assert f"{empty}: nhận được" in result.stderr
    assert "UBND xã Sơn Kim còn trống" in result.stderr
    assert not out.exists()


def saved(path, agency="UBND xã Mai Hoa", period=None, form=II06A):
    line = cchc.FormLine("sector", "Hộ tịch", {"4": 7, "5": 2, "6": 1, "12": 3, "13": 0})
    period = period or cchc.Period.quarter(2025, 3)
    lines = [line] if form is II06A else []
    cchc.save_form(cchc.FilledForm(form=form, lines=lines, agency=agency, period=period), path)
    return path


def test_what_is_no_form_of_the_period_before_is_not_compared(call, tmp_path):
    now = saved(tmp_path / "nay.xlsx")
    q2 = cchc.Period.quarter(2025, 2)
    for name, said, options in (
        ("khac.xlsx", "biểu của UBND xã Mai Hoa", {"agency": "UBND xã Sơn Kim", "period": q2}),
        ("cung-ky.xlsx", "kỳ trước quý III năm 2025", {"agency": "Ủy ban nhân dân xã MAI HOA"}),
        ("sau.xlsx", "kỳ trước quý III năm 2025", {"period": cchc.Period.quarter(2025, 4)}),
        ("mau.xlsx", "biểu II.06a", {"period": q2, "form": cchc.official_form("DTC")}),
    ):
        before = saved(tmp_path / name, **options)
        result = call("form", "check", now, "--previous", before)
        assert result.exit_code == 2, result.output
        assert said in result.stderr
        assert "cùng biểu, cùng đơn vị, kỳ trước" in result.stderr
    before = saved(tmp_path / "truoc.xlsx", agency="Ủy ban nhân dân xã Mai Hoa", period=q2)
    assert call("form", "check", now, "--previous", before).exit_code in (0, 1)


@pytest.mark.parametrize("option", [("--agency", "UBND xã Kỳ Hoa"), ("--period", "năm 2025")])
def test_what_the_facts_say_is_not_said_again(call, quarter, tmp_path, option):
    out = tmp_path / "a.xlsx"
    result = call("form", "new", "II.06a", "-o", out, "--facts", quarter, *option)
    assert result.exit_code == 2
    assert f"{option[0]} dùng cho biểu trống" in result.stderr
    assert not out.exists()


def test_the_place_of_an_empty_form_is_that_of_its_agency(call, tmp_path):
    out = tmp_path / "a.html"
    call("form", "new", "II.06a", "-o", out, "--agency", "UBND xã Mai Hoa")
    assert "Mai Hoa, ngày" in out.read_text("utf-8")


def test_a_sum_of_rows_and_of_a_total_only_passes_its_own_check(call, tmp_path):
    total = cchc.FormLine("total", cells={"4": 640, "7": 712, "11": 48})
    period = cchc.Period.quarter(2025, 3)
    only = cchc.FilledForm(form=II06A, lines=[total], agency="UBND xã Đức Thọ", period=period)
    cchc.save_form(only, tmp_path / "tong.xlsx")
    listed = saved(tmp_path / "a.xlsx")
    for end in ("xlsx", "docx"):
        out = tmp_path / f"tong-hop.{end}"
        assert call("form", "add", listed, tmp_path / "tong.xlsx", "-o", out).exit_code == 0
        read = cchc.read_form(out)
        at = read.line_of("total")
        assert [read.value(at, each) for each in ("4", "11", "12", "13")] == [647, 51, None, None]
        result = call("form", "check", out)
        assert (result.exit_code, "0 phát hiện" in result.stdout) == (0, True)
