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
