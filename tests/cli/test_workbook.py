"""`cchc new --xlsx` and `cchc read`: a workbook to fill in, and back to a file of facts."""

import openpyxl
from tests.exchange.test_workbooks import cell_of

import cchc_lib as cchc

NEW = ("--agency", "Ủy ban nhân dân xã Mai Hoa", "--period", "năm 2025")


def filled(path, **cells):
    book = openpyxl.load_workbook(path)
    for code, value in cells.items():
        cell_of(book, code.replace("__", ".")).value = value
    book.save(path)


def test_a_workbook_is_filled_in_and_read(call, tmp_path):
    path, toml = tmp_path / "a.xlsx", tmp_path / "a.toml"
    made = call("new", path, "--xlsx", *NEW)
    assert made.exit_code == 0
    assert f"cchc read {path}" in made.stdout
    assert "Chưa có số liệu nào." in call("read", path).stdout
    filled(path, plan__tasks=43, plan__tasks_completed=41)
    read = call("read", path, "-o", toml)
    assert read.exit_code == 0
    assert "kế hoạch" in read.stdout
    assert cchc.load(toml) == cchc.load(path)
    assert call("read", path, "-o", toml).exit_code == 2  # it is there already
    assert call("read", toml, "-o", tmp_path / "b.json").exit_code == 0
    assert call("diff", path, tmp_path / "b.json").exit_code == 0
    assert call("check", path).exit_code == call("check", toml).exit_code
    assert call("render", path, "-o", tmp_path).exit_code == 0


def test_every_problem_is_a_line_with_its_cell(call, tmp_path):
    path = tmp_path / "a.xlsx"
    call("new", path, *NEW)
    filled(path, plan__tasks=43.5, plan__targets="x")
    read = call("read", path)
    assert read.exit_code == 2
    assert read.stderr.count('trang "Kế hoạch", ô E') == 2
    assert call("check", path).exit_code == 2


def test_the_next_period(call, mai_hoa, tmp_path):
    path = tmp_path / "b.xlsx"
    assert call("new", path, "--from", mai_hoa).exit_code == 0
    report, last = cchc.load(path), cchc.load(mai_hoa)
    assert str(report.period) == "năm 2026"
    assert report.previous.plan == last.plan
    assert report.recipients == last.recipients
    assert report.procedures.dossiers.carried_over == last.procedures.dossiers.pending
    assert call("new", tmp_path / "c.xlsx", "--from", path).exit_code == 0


def test_an_outline(call, tmp_path):
    outline = tmp_path / "de-cuong.toml"
    call("new", outline, "--kind", "outline")
    path = tmp_path / "xa.xlsx"
    assert call("new", path, "--outline", outline).exit_code == 0
    filled(path, agency__name="Ủy ban nhân dân xã Mai Hoa", period="năm 2025")
    assert call("read", path).exit_code == 0


def test_names_of_files(call, tmp_path):
    assert call("new", tmp_path / "a.toml", "--xlsx", *NEW).exit_code == 2
    assert call("new", tmp_path / "a.xlsx", "--kind", "outline").exit_code == 2
    assert call("read", tmp_path / "a.docx").exit_code == 2
    call("new", tmp_path / "a.xlsx", *NEW)
    assert call("read", tmp_path / "a.xlsx", "-o", tmp_path / "a.txt").exit_code == 2
    assert not (tmp_path / "a.txt").exists()
