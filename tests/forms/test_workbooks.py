"""Forms in workbooks that anybody made: each cell as it is shown, nothing taken for blank."""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st
from openpyxl.utils import get_column_letter

import cchc_lib as cchc
from cchc_lib.reading.forms import read as reading
from cchc_lib.reading.forms.cells import CellText, FormTable
from cchc_lib.reading.forms.xlsx import xlsx_tables
from cchc_lib.testing import filled_forms

FORM = cchc.official_form("II.06a")


def by_openpyxl(data):
    """The tables of a workbook by another reader: no formula, since it tells none from a blank."""
    for sheet in openpyxl.load_workbook(BytesIO(data), data_only=True).worksheets:
        spans = {
            (each.min_row, each.min_col): each.max_col - each.min_col + 1
            for each in sheet.merged_cells.ranges
        }
        rows = [
            {
                cell.column - 1: CellText(held(cell), spans.get((cell.row, cell.column), 1))
                for cell in row
                if cell.value is not None
            }
            for row in sheet.iter_rows()
        ]
        while rows and not rows[-1]:
            rows.pop()
        around = "\n\n".join(cell.text for row in rows for cell in row.values() if cell.text)
        yield FormTable(tuple(rows), around, f"trang “{sheet.title}”, dòng")


def held(cell):
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if not isinstance(value, int | float):
        return str(value)
    by = 100 if "%" in cell.number_format else 1
    if isinstance(value, int):
        return by * value
    exact = by * Decimal(format(value, ".15g"))
    if places := re.search(r"0\.(0+)", cell.number_format):
        return exact.quantize(Decimal(1).scaleb(-len(places[1])), rounding=ROUND_HALF_UP)
    return int(exact) if exact == int(exact) else exact


def ours(data):
    """The tables as forms read them, without the formulas that nobody has computed."""
    for table in xlsx_tables(data):
        rows = [
            {place: cell for place, cell in row.items() if cell.unmade is None}
            for row in table.rows
        ]
        while rows and not rows[-1]:
            rows.pop()
        yield FormTable(tuple(rows), table.around, table.name)


def saved(book):
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("form", cchc.official_forms(), ids=[f.id for f in cchc.official_forms()])
@settings(max_examples=4)
@given(data=st.data())
def test_another_reader_reads_the_same_form(form, data):
    filled = data.draw(filled_forms(form, agency="Ủy ban nhân dân xã Mai Hoa"))
    made = cchc.render_form(filled, format="xlsx")
    assert list(ours(made)) == list(by_openpyxl(made))
    read = cchc.read_form(made, form)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "xlsx_tables", by_openpyxl)
        assert cchc.read_form(made, form) == read


SHOWN = ("General", "0", "#,##0", "0.0", "#,##0.00", '0.000" hồ sơ"', "0%", "0.0%", "@")
VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 6)),
    st.sampled_from(("Hộ tịch", "1.268", "96,14%", " ", "TRUE", "=", "…", "x", "-")),
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)).map(  # noqa: DTZ001
        lambda day: day.replace(hour=0, minute=0, second=0, microsecond=0)
    ),
)


@settings(max_examples=60)
@given(
    cells=st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(1, 9)), st.tuples(VALUES, st.sampled_from(SHOWN))
    ),
    spans=st.lists(st.tuples(*[st.integers(1, 4)] * 2), max_size=1),
)
def test_another_reader_reads_the_same_cells(cells, spans):
    book = openpyxl.Workbook()
    sheet = book.active
    for (row, column), (value, shown) in cells.items():
        cell = sheet.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
        elif not isinstance(value, datetime):
            cell.number_format = shown
    for down, right in spans:
        # what is covered stays in the file, as some programs leave it there
        sheet.merged_cells.add(f"B2:{get_column_letter(1 + right)}{1 + down}")
    data = saved(book)
    assert list(ours(data)) == list(by_openpyxl(data))


def test_a_number_is_read_as_it_is_shown():
    book = openpyxl.Workbook()
    sheet = book.active
    shown = (
        (0.9614, "0.00%", Decimal("96.14")),
        (1, "0%", 100),
        (12.345, "0.00", Decimal("12.35")),
        (12.345, '"0.000" 0.0', Decimal("12.3")),
        (12.5, "General", Decimal("12.5")),
        (43.0, "General", 43),
        (1e300, "0.00", 10**300),
    )
    for row, (value, number_format, _) in enumerate(shown, 1):
        sheet.cell(row, 1, value).number_format = number_format
    (table,) = xlsx_tables(saved(book))
    assert [row[0].value for row in table.rows] == [value for _, _, value in shown]


# ---------------------------------------------------------------- formulas that nobody computed


def kept():
    cells = {"4": 7, "5": 2, "6": 1, "8": 0, "9": 8, "10": 0, "12": 2, "13": 0}
    lines = [cchc.FormLine("sector", name, cells) for name in ("Hộ tịch", "Đất đai")]
    return cchc.FilledForm(
        form=FORM, lines=[*lines, cchc.FormLine("total")], agency="Ủy ban nhân dân xã Mai Hoa"
    )


def with_formulas(change):
    """A form to which a program put formulas: `change` gets the sheet, and the row of labels."""
    book = openpyxl.load_workbook(BytesIO(cchc.render_form(kept(), format="xlsx")))
    change(book.active, {row[1].value: row[1].row for row in book.active.iter_rows()})
    return saved(book)


def test_a_formula_that_nobody_computed_is_told_once_with_the_first_cell():
    def change(sheet, rows):
        sheet.cell(rows["Hộ tịch"], 4, "=3+4")
        sheet.cell(rows["Đất đai"], 4, "=A1")
        sheet.cell(rows["Đất đai"], 5, "=A1")

    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.read_form(with_formulas(change))
    (problem,) = caught.value.problems
    assert re.search(r'3 ô công thức.*trang "II\.06a", ô D\d+\)', problem.message_vi)
    assert "LibreOffice rồi lưu lại" in problem.message_vi
    assert "3 formulas" in str(problem)


@pytest.mark.parametrize("column", [1, 2])
def test_a_line_whose_words_are_formulas_does_not_vanish(column):
    def change(sheet, rows):
        for place in range(column, 14):
            sheet.cell(rows["Đất đai"], place, "=Khác!A1")

    with pytest.raises(cchc.InvalidValueError, match="without a result"):
        cchc.read_form(with_formulas(change))


def test_a_head_of_formulas_is_not_taken_for_none():
    with pytest.raises(cchc.InvalidValueError, match="cell A3"):
        cchc.read_form(with_formulas(lambda sheet, _: sheet.cell(3, 1, "=Khác!A1")))
    with pytest.raises(cchc.FormatError, match="cell A1"):  # the number of the form stood there
        cchc.read_form(with_formulas(lambda sheet, _: sheet.cell(1, 1, "=Khác!A1")))


def test_what_the_form_computes_itself_needs_nobody_else():
    def change(sheet, rows):
        sheet.cell(rows["TỔNG CỘNG"], 4, "=SUM(D1:D99)")

    read = cchc.read_form(with_formulas(change))
    assert read.value(2, "4") == 14
    assert read == cchc.read_form(cchc.render_form(kept(), format="xlsx"))


def test_every_number_shows_the_separators_of_vietnamese():
    for form, cells in (
        (FORM, {"4": 1019, "5": 0, "6": 7}),
        (cchc.official_form("DTC"), {"DTC01": Decimal("1019.50"), "DTC02": 1000, "DTC05": 0}),
    ):
        row = "sector" if form is FORM else "unit"
        filled = cchc.FilledForm(form=form, lines=[cchc.FormLine(row, "Một", cells)])
        book = openpyxl.load_workbook(BytesIO(cchc.render_form(filled, format="xlsx")))
        formats = {
            cell.number_format
            for line in book.active.iter_rows()
            for cell in line
            if cell.number_format not in ("General", "@")
        }
        assert formats
        for each in formats:
            sections = [section for section in each.split(";") if section != '"-"']
            assert all(section.startswith("[$-42A]") for section in sections), each
