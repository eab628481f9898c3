"""A form that is printed and read back is the same form, right or wrong, in every format."""

from datetime import date
from io import BytesIO

import attrs
import openpyxl
import pytest
from hypothesis import assume, given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.testing import filled_forms, periods

FORMS = cchc.official_forms()
each_form = pytest.mark.parametrize("form", FORMS, ids=[form.id for form in FORMS])
FORMATS = ("xlsx", "docx")


def same(read, filled):
    """Whether a form that was read is the one that was written."""
    return attrs.evolve(read.complete(), place=None, period=None) == attrs.evolve(
        filled.complete(), place=None, period=None
    )


@pytest.mark.parametrize("format", FORMATS)
@each_form
@settings(max_examples=8)
@given(data=st.data())
def test_a_filled_form_reads_back(form, format, data):
    filled = data.draw(filled_forms(form, agency="Ủy ban nhân dân xã Mai Hoa"))
    read = cchc.read_form(cchc.render_form(filled, format=format))
    assert same(read, filled)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=10)
@given(data=st.data())
def test_a_wrong_result_reads_back_as_it_was_stated(format, data):
    filled = data.draw(filled_forms(known=True)).complete()
    wrong = broken(filled, data.draw)
    read = cchc.read_form(cchc.render_form(wrong, format=format))
    assert same(read, wrong)


def broken(filled, draw):
    """The form with one count more in one cell that has a number."""
    cells = [
        (place, number)
        for place, line in enumerate(filled.lines)
        for number, value in line.cells.items()
        if value is not cchc.NOT_APPLICABLE and not isinstance(value, str)
    ]
    assume(cells)
    place, number = draw(st.sampled_from(cells))
    line = filled.lines[place]
    cells = {**line.cells, number: line.cells[number] + 1}
    lines = [*filled.lines]
    lines[place] = attrs.evolve(line, cells=cells)
    return attrs.evolve(filled, lines=lines)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=15)
@given(period=periods())
def test_the_head_reads_back(format, period):
    period = attrs.evolve(period, label=None)
    head = {"agency": "Sở Nội vụ", "receiver": "Ủy ban nhân dân tỉnh Hà Tĩnh", "period": period}
    filled = cchc.empty_form(cchc.official_form("DTC"), **head, place="Hà Tĩnh")
    read = cchc.read_form(cchc.render_form(filled, format=format))
    assert (read.agency, read.receiver, read.place) == (
        filled.agency,
        filled.receiver,
        filled.place,
    )
    assert read.period == period


@each_form
def test_an_empty_form_reads_back_empty(form):
    for format in FORMATS:
        read = cchc.read_form(cchc.render_form(cchc.empty_form(form), format=format))
        assert read.form == form
        assert all(not line.cells for line in read.complete().lines)


@each_form
@settings(max_examples=5)
@given(data=st.data())
def test_the_same_form_is_the_same_bytes(form, data):
    filled = data.draw(filled_forms(form))
    for format in ("docx", "html", "xlsx"):
        assert cchc.render_form(filled, format=format) == cchc.render_form(filled, format=format)


def test_three_signs_stay_three_values():
    form = cchc.official_form("II.07b")
    cells = {"4": 0, "5": cchc.NOT_APPLICABLE, "6": 12}
    filled = cchc.FilledForm(form=form, lines=[cchc.FormLine("unit", "Xã Mai Hoa", cells)])
    for format in FORMATS:
        (line, _) = cchc.read_form(cchc.render_form(filled, format=format)).lines
        assert {number: line.cells.get(number) for number in "4567"} == cells | {"7": None}
    page = cchc.render_form(filled, format="html").decode()
    assert ">-<" in page
    assert ">x<" in page
    assert ">…<" in page
    assert filled.value(0, "3") == 12
    assert filled.value(1, "7") is None


def test_results_of_the_workbook_are_formulas_and_a_wrong_one_is_its_number():
    form = cchc.official_form("II.06a")
    line = cchc.FormLine("sector", "Hộ tịch", {"4": 7, "5": 2, "6": 1, "7": 11, "8": 0, "9": 8})
    filled = cchc.FilledForm(form=form, lines=[line])
    sheet = openpyxl.load_workbook(BytesIO(cchc.render_form(filled, format="xlsx"))).active
    row = next(cells for cells in sheet.iter_rows() if cells[1].value == "Hộ tịch")
    assert str(row[2].value).startswith("=")
    assert row[6].value == 11
    assert row[3].value == 7


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://a.vn";"Hộ tịch")', "- Hộ tịch", "Hộ tịch _x0041_", "=IF(A1,2)"]
)
def test_what_a_workbook_holds_is_taken_for_no_formula(name):
    form = cchc.official_form("II.06a")
    filled = cchc.FilledForm(form=form, lines=[cchc.FormLine("sector", name, {"4": 7})])
    data = cchc.render_form(filled, format="xlsx")
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    (cell,) = (
        c
        for row in sheet.iter_rows()
        for c in row
        if "tịch" in str(c.value) or "IF(A1" in str(c.value)
    )
    assert cell.data_type == "s"
    assert bool(cell.quotePrefix) == (name[0] in "=-")
    assert same(cchc.read_form(data), filled)


# ---------------------------------------------------------------- what people do to a workbook


def kept():
    cells = {"4": 7, "5": 2, "6": 1, "8": 0, "9": 8, "10": 0, "12": 2, "13": 0}
    names = ("Hộ tịch", "Đất đai", "Chứng thực")
    lines = [cchc.FormLine("sector", name, cells) for name in names]
    return cchc.FilledForm(
        form=cchc.official_form("II.06a"), lines=[*lines, cchc.FormLine("total")]
    )


def edited(change):
    """A form whose sheet was changed by hand: `change` gets it, and the row of each label."""
    book = openpyxl.load_workbook(BytesIO(cchc.render_form(kept(), format="xlsx")))
    sheet = book.active
    change(sheet, {row[1].value: row[1].row for row in sheet.iter_rows()})
    held = BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize("number", [5, "12 hs"])
def test_a_line_that_lost_its_name_is_refused_and_ends_no_table(number):
    def change(sheet, rows):
        sheet.cell(rows["Đất đai"], 2).value = None
        sheet.cell(rows["Đất đai"], 4).value = number

    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.read_form(edited(change))
    assert "dòng 12" in caught.value.message_vi
    assert "tên dòng" in caught.value.message_vi


@pytest.mark.parametrize("value", [True, "#REF!", "TRUE", date(2026, 1, 2), -3, 3.5, "1,268"])
def test_what_is_no_number_is_refused_and_not_taken_for_empty(value):
    with pytest.raises(cchc.InvalidValueError, match=r"\(4\)"):
        cchc.read_form(edited(lambda sheet, rows: sheet.cell(rows["Đất đai"], 4, value)))


@pytest.mark.parametrize("words", ["Ghi chú: số liệu tạm tính", "Nguồn: hệ thống một cửa"])
def test_a_remark_under_a_table_is_no_line(words):
    read = cchc.read_form(edited(lambda sheet, rows: sheet.cell(rows["TỔNG CỘNG"] + 1, 2, words)))
    assert read.lines == kept().lines


def test_a_line_that_was_put_between_is_read():
    def change(sheet, rows):
        at = rows["Đất đai"]
        sheet.insert_rows(at)
        sheet.cell(at, 2, "Nguồn nước")  # begins like a remark, and has numbers
        sheet.cell(at, 4, 5)

    read = cchc.read_form(edited(change))
    assert [line.label for line in read.lines] == [
        "Hộ tịch", "Nguồn nước", "Đất đai", "Chứng thực", "",
    ]  # fmt: skip
    assert read.value(1, "4") == 5


@pytest.mark.parametrize(
    ("field", "value"), [("form", None), ("form", "II.06a"), ("period", "quý III năm 2025")]
)
def test_a_filled_form_is_of_a_form_and_a_period(field, value):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        cchc.FilledForm(**{"form": cchc.official_form("II.06a"), field: value})
    assert caught.value.path == f"FilledForm.{field}"


@pytest.mark.parametrize("given", [True, False])
def test_columns_that_were_moved_or_cut_are_named(given):
    form = cchc.official_form("II.06a")
    data = cchc.render_form(cchc.empty_form(form), format="xlsx")
    for change, says in (
        (lambda sheet: sheet.delete_cols(5), "thiếu cột (5)"),
        (_swapped, "các cột bị đổi thứ tự: (5), (4)"),
    ):
        book = openpyxl.load_workbook(BytesIO(data))
        change(book.active)
        out = BytesIO()
        book.save(out)
        with pytest.raises(cchc.FormatError) as caught:
            cchc.read_form(out.getvalue(), form if given else None)
        assert says in caught.value.message_vi
        assert "II.06a" in caught.value.message_vi


def _swapped(sheet):
    """Swap columns (4) and (5), their numbers and the titles right over them too."""
    for row in sheet.iter_rows(min_row=9, max_row=sheet.max_row):
        four, five = row[3], row[4]
        if not any(isinstance(cell, openpyxl.cell.cell.MergedCell) for cell in (four, five)):
            four.value, five.value = five.value, four.value
    sheet["D9"].value = "Cột khác"
