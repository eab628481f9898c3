"""`cchc figures`, `explain`, `diff`, `spell` and `schema` say what the library says."""

import csv
import io
import json

import pytest
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib.cli.figures import guarded


def test_a_table_has_a_line_a_figure(call, mai_hoa):
    figures = cchc.load(mai_hoa).figures(padded=False)
    head, *lines = call("figures", mai_hoa).stdout.splitlines()
    assert head.split() == "mã nội dung số liệu".split()
    assert [line.split()[0] for line in lines] == list(figures)
    for line, figure in zip(lines, figures.values(), strict=True):
        assert line.endswith(f" {figure.text}")
        assert figure.label in line


def test_json_is_that_of_the_library(call, mai_hoa, tmp_path):
    expected = cchc.to_dict(cchc.load(mai_hoa).figures(padded=False))
    assert json.loads(call("figures", mai_hoa, "--format", "json").stdout) == expected
    path = tmp_path / "ra.json"
    assert call("figures", mai_hoa, "--format", "json", "-o", path).stdout == f"-> {path}\n"
    assert json.loads(path.read_text("utf-8")) == expected


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_csv(call, mai_hoa, tmp_path, delimiter):
    path = tmp_path / "ra.csv"
    arguments = "figures", mai_hoa, "--format", "csv", "--delimiter", delimiter
    assert call(*arguments, "--output", path).exit_code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfm\xc3\xa3" + delimiter.encode())
    assert data.count(b"\r\n") == data.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))
    figures = cchc.load(mai_hoa).figures(padded=False)
    assert [row["mã"] for row in rows] == list(figures)
    for row, figure in zip(rows, figures.values(), strict=True):
        assert row["số liệu"] == figure.text
        if isinstance(figure.value, cchc.Ratio):
            assert cchc.Ratio(int(row["tử số"]), int(row["mẫu số"])) == figure.value
        elif isinstance(figure.value, int):
            assert int(row["giá trị"]) == figure.value
    shown = call(*arguments).stdout
    assert shown == data.decode("utf-8-sig").replace("\r\n", "\n")
    assert call(*arguments, "--output", path).exit_code == 2
    assert path.read_bytes() == data


def test_a_table_is_for_people(call, mai_hoa, tmp_path):
    result = call("figures", mai_hoa, "-o", tmp_path / "a.txt")
    assert result.exit_code == 2
    assert not (tmp_path / "a.txt").exists()


def test_a_name_from_a_file_is_never_a_formula(call, tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(
        'agency = "Ủy ban nhân dân xã Mai Hoa"\nperiod = "năm 2025"\n'
        'inspections.units = [{name = "=HYPERLINK(1)", count = 4}]',
        "utf-8",
    )
    rows = csv.reader(io.StringIO(call("figures", path, "--format", "csv").stdout))
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "@"))


@given(st.text(), st.sampled_from(["=", "+", "-", "@", "\t", "\r", ""]))
def test_guarded_cells(text, start):
    cell = start + text
    shown = guarded(cell)
    assert shown in (cell, f"'{cell}")
    if shown == cell:
        numeric = cell[:1] == "-" and set(cell) <= set("-0123456789.,%")
        assert numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_explain(call, mai_hoa):
    id = "procedures.dossiers.online_share"
    result = call("explain", mai_hoa, id)
    assert result.exit_code == 0
    assert result.stdout == f"tỷ lệ hồ sơ trực tuyến\n{cchc.load(mai_hoa).explain(id)}\n"
    result = call("explain", mai_hoa, "plan.complete")
    assert result.exit_code == 2
    assert "có phải 'plan.completion'" in result.stderr


def test_diff(call, tmp_path):
    def report(name, **facts):
        path = tmp_path / name
        made = cchc.Report(
            agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
            period=cchc.Period.year(2025),
            plan=cchc.Plan(**facts),
        )
        cchc.dump(made, path)
        return path

    old = report("cu.toml", tasks=43, tasks_completed=41, targets=9)
    new = report("moi.json", tasks=43, tasks_completed=40, activities=5)
    result = call("diff", old, new)
    assert result.exit_code == 1
    lines = {line.split()[0]: line for line in result.stdout.splitlines()[1:]}
    assert lines["plan.completion"].split()[-2:] == ["95,35%", "93,02%"]
    assert lines["plan.targets"].split()[-3:] == ["9", "không", "nêu"]
    assert lines["plan.activities"].split()[-3:] == ["không", "nêu", "5"]
    assert set(lines) == {
        *("plan.activities", "plan.targets", "plan.completion"),
        *("plan.tasks_completed", "plan.tasks_remaining"),
    }
    assert call("diff", old, old).exit_code == 0
    near = [
        report(f"{part}.toml", tasks=100_000, tasks_completed=part) for part in (50_000, 50_001)
    ]
    shown = call("diff", *near).stdout
    assert "50% (50000/100000)" in shown
    assert "50% (50001/100000)" in shown


def test_diff_names_no_changes_of_figures(call, quarter, tmp_path):
    following = tmp_path / "sau.toml"
    call("new", following, "--from", quarter)
    assert ".change" not in call("diff", quarter, following).stdout


def test_diff_knows_rows_by_their_names(call, tmp_path):
    rows = {
        "a": '[{sector = "Đất đai", online = 5}, {sector = "Hộ tịch", online = 7}]',
        "b": '[{sector = "Hộ tịch", online = 7}, {sector = "Đất đai", online = 6}]',
    }
    for name, sectors in rows.items():
        (tmp_path / f"{name}.toml").write_text(
            'agency = "Ủy ban nhân dân xã Mai Hoa"\nperiod = "năm 2025"\n'
            f"procedures.dossiers.sectors = {sectors}\n",
            "utf-8",
        )
    shown = call("diff", tmp_path / "a.toml", tmp_path / "b.toml").stdout
    assert "Đất đai" in shown
    assert "Hộ tịch" not in shown


@pytest.mark.parametrize("number", ["1.000.005", "-5", "-5,25", "96,14", "1000000000000000000000"])
def test_spell(call, number):
    result = call("spell", number)
    assert result.exit_code == 0
    assert result.stdout == f"{cchc.spell(cchc.parse_number(number))}\n"


def test_spell_money(call):
    assert call("spell", "--vnd", "20,8 triệu đồng").stdout == (
        "Hai mươi triệu tám trăm nghìn đồng\n"
    )
    for wrong in ("1,234.5", "x", ""):
        assert call("spell", wrong).exit_code == 2


@pytest.mark.parametrize(
    ("kind", "family"), [("report", cchc.Report), ("procedures", cchc.ProceduresReport)]
)
def test_schema(call, tmp_path, kind, family):
    expected = cchc.json_schema(family)
    assert json.loads(call("schema", "--kind", kind).stdout) == expected
    path = tmp_path / "schema.json"
    assert call("schema", "--kind", kind, "-o", path).exit_code == 0
    assert json.loads(path.read_text("utf-8")) == expected
    assert call("schema", "--kind", kind, "-o", path).exit_code == 2
