"""Figures and annex tables in a workbook: exact numbers, text that stays text, the same bytes."""

import io
from fractions import Fraction

import openpyxl
import pytest
from example_reports import example_report

import cchc_lib as cchc
from cchc_lib.exchange.xlsx.tables import tables_workbook


@pytest.fixture(scope="module")
def report():
    return example_report("mai_hoa_2025")


@pytest.fixture(scope="module")
def book(report):
    return openpyxl.load_workbook(io.BytesIO(tables_workbook(report)))


def test_every_figure_is_there_exactly(report, book):
    rows = {row[6]: row for row in book["Số liệu"].iter_rows(min_row=4, values_only=True)}
    figures = report.figures(padded=False)
    assert list(rows) == list(figures)
    for id, figure in figures.items():
        assert rows[id][4] == figure.text
        assert rows[id][5] == figure.formula
        if isinstance(figure.value, int):
            assert rows[id][2] == figure.value
        if isinstance(figure.value, cchc.Ratio) and figure.value.value is not None:
            assert Fraction(rows[id][2]).limit_denominator(10**6) == figure.value.value


def test_every_annex_table_is_there(report, book):
    tables = [sheet for sheet in book.worksheets if sheet.title.startswith("Bảng")]
    text = cchc.render_text(report)
    assert len(tables) == text.count("\nBảng ")
    assert all(sheet["A1"].value in text for sheet in tables)
    numbers = [
        cell.value for sheet in tables for row in sheet.iter_rows(min_row=4) for cell in row[2:]
    ]
    assert sum(isinstance(value, int | float) for value in numbers) > 20
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book.worksheets)


def test_the_head_of_a_form_is_stacked_with_the_numbers_of_its_columns():
    counted = {"online": 3, "in_person": 1, "carried_over": 0, "early": 2, "on_time": 1, "late": 0}
    dossiers = cchc.Dossiers(**counted, sectors=[cchc.Dossiers(sector="Hộ tịch", **counted)])
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        procedures=cchc.Procedures(dossiers=dossiers),
    )
    book = openpyxl.load_workbook(io.BytesIO(tables_workbook(report)))
    (sheet,) = (each for each in book.worksheets if "II.06a" in str(each["A1"].value))
    heads = [list(row) for row in sheet.iter_rows(min_row=3, max_row=6, values_only=True)]
    assert heads[0] == [
        *("STT", "Lĩnh vực, công việc giải quyết theo cấp", "Số hồ sơ nhận giải quyết"),
        *(None, None, None, "Số lượng hồ sơ đã giải quyết", None, None, None),
        *("Số lượng hồ sơ đang giải quyết", None, None),
    ]
    assert heads[1][2:6] == ["Tổng số", "Trong kỳ", None, "Từ kỳ trước"]
    assert heads[2][3:5] == ["Trực tuyến", "Trực tiếp, dịch vụ bưu chính"]
    assert heads[3] == [f"({number})" for number in range(1, 14)]
    assert {"A3:A5", "C3:F3", "D4:E4"} <= {str(each) for each in sheet.merged_cells.ranges}
    assert [cell.value for cell in sheet[7][1:7]] == ["Hộ tịch", 4, 3, 1, 0, 3]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A7", "$3:$6")


def test_files(report, tmp_path):
    cchc.save_xlsx(report, tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == tables_workbook(report)
    with pytest.raises(cchc.InvalidValueError, match=r"\.xlsx"):
        cchc.save_xlsx(report, tmp_path / "a.xls")
    with pytest.raises(cchc.InvalidTypeError, match="report"):
        cchc.save_xlsx(report.figures(), tmp_path / "a.xlsx")
    with pytest.raises(cchc.InvalidTypeError, match="path"):
        cchc.save_xlsx(report, None)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_names_that_look_like_formulas():
    group = cchc.Group(name="=1+1", count=4)
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        inspections=cchc.Inspections(units=[group]),
    )
    book = openpyxl.load_workbook(io.BytesIO(tables_workbook(report)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
