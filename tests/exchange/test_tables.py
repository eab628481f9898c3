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
