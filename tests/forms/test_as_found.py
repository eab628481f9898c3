"""Forms as offices send them: totals by many names, merged cells, hidden parts, several tables."""

import copy
from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc

FORM = cchc.official_form("II.06a")
FIELDS = ("Hộ tịch", "Đất đai")


def kept(names=FIELDS, agency="Ủy ban nhân dân xã Mai Hoa"):
    cells = {"4": 7, "5": 2, "6": 1, "8": 0, "9": 8, "10": 0, "12": 2, "13": 0}
    lines = [cchc.FormLine("sector", name, cells) for name in names]
    total = cchc.FormLine("total")
    return cchc.FilledForm(form=FORM, lines=[*lines, total], agency=agency).complete()


def edited(change, filled=None):
    """A workbook in which every result is a number; `change` gets it, its sheet, rows by label."""
    filled = kept() if filled is None else filled
    book = openpyxl.load_workbook(BytesIO(cchc.render_form(filled, format="xlsx")))
    rows = {str(row[1].value): row[1].row for row in book.active.iter_rows()}
    for name, line in zip((*FIELDS, "TỔNG CỘNG"), filled.lines, strict=False):
        for column in FORM.numbers:
            book.active.cell(rows[name], int(column.number), line.cells[column.number])
    change(book, book.active, rows)
    return saved(book)


def edited_word(change):
    """A Word file; `change` gets it, and the table of the form."""
    file = docx.Document(BytesIO(cchc.render_form(kept(), format="docx")))
    (table,) = (each for each in file.tables if len(each.columns) == len(FORM.columns))
    change(file, table)
    return saved(file)


def saved(file):
    held = BytesIO()
    file.save(held)
    return held.getvalue()


def refused(data, form=None):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.read_form(data, form)
    return caught.value.message_vi


# ---------------------------------------------------------------- rows of totals

TOTALS = (
    "Tổng", "Cộng", "Tổng số", "TỔNG CỘNG:", "Tổng cộng toàn xã", "Toàn xã", "Toàn tỉnh Hà Tĩnh",
    "Tổng số hồ sơ", "Tổng cộng (1+2)", "TỔNG CỘNG (A+B)", "Tổng cộng 02 lĩnh vực", "Tổng hợp",
    "Tổng toàn phường", "TỔNG SỐ HỒ SƠ TTHC", "Cộng chung", "Cộng các lĩnh vực",
)  # fmt: skip


@pytest.mark.parametrize("name", TOTALS)
def test_a_row_of_totals_is_counted_once_by_whatever_name(name):
    def change(book, sheet, rows):
        sheet.cell(rows["TỔNG CỘNG"], 2, name)

    def change_word(file, table):
        table.rows[-1].cells[1].text = name

    for data in (edited(change), edited_word(change_word)):
        read = cchc.read_form(data)
        assert [line.row for line in read.lines] == ["sector", "sector", "total"]
        assert read.value(2, "3") == 20
        assert not list(cchc.check_form(read))


@pytest.mark.parametrize(
    "name", ["Tổng công ty Điện lực", "Tổng cục Thuế", "Cộng đồng dân cư", "Tổng hợp", "Chung"]
)
def test_a_field_whose_name_begins_like_a_total_is_a_field(name):
    def change(book, sheet, rows):
        sheet.cell(rows["Hộ tịch"], 2, name)
        sheet.cell(rows["Hộ tịch"], 4, 500)

    read = cchc.read_form(edited(change))
    assert [(line.row, line.label) for line in read.lines] == [
        ("sector", name), ("sector", "Đất đai"), ("total", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Cộng Hộ tịch", "Tổng cộng", "Tất cả", "Chung", "Tổng hợp"])
def test_a_second_total_is_refused_and_not_counted_twice(name):
    def change(book, sheet, rows):
        at = rows["TỔNG CỘNG"]
        sheet.insert_rows(at)
        sheet.cell(at, 2, name)
        for column in range(3, 14):
            sheet.cell(at, column, sheet.cell(at + 1, column).value)

    said = refused(edited(change))
    assert "một dòng tổng" in said
    assert name in said


def test_a_sum_of_part_of_the_fields_is_refused():
    def change(book, sheet, rows):
        at = rows["Đất đai"]
        sheet.insert_rows(at)
        sheet.cell(at, 2, "Cộng lĩnh vực tư pháp")
        for column in range(3, 14):
            sheet.cell(at, column, sheet.cell(at - 1, column).value)

    assert "tính hai lần" in refused(edited(change))


def test_a_total_in_cells_merged_over_mark_and_name_is_read():
    def change(book, sheet, rows):
        at = rows["TỔNG CỘNG"]
        sheet.cell(at, 2).value, sheet.cell(at, 1).value = None, "TỔNG CỘNG"
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=2)

    def unmerged(book, sheet, rows):
        at = rows["TỔNG CỘNG"]
        sheet.cell(at, 2).value, sheet.cell(at, 1).value = None, "Tổng cộng"

    def change_word(file, table):
        mark, name = table.rows[-1].cells[:2]
        name.text = ""
        mark.merge(name).text = "TỔNG CỘNG"

    for data in (edited(change), edited(unmerged), edited_word(change_word)):
        assert cchc.read_form(data).lines == kept().lines


def test_the_name_of_a_field_merged_over_its_mark_is_read():
    def change(book, sheet, rows):
        at = rows["Đất đai"]
        sheet.cell(at, 2).value, sheet.cell(at, 1).value = None, "Đất đai"
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=2)

    assert cchc.read_form(edited(change)).lines == kept().lines


# ---------------------------------------------------------------- what is not seen


def test_a_hidden_sheet_is_not_read():
    def change(book, sheet, rows):
        old = book.copy_worksheet(sheet)
        old.cell(rows["Hộ tịch"], 4, 700)
        old.sheet_state = "hidden"
        book.move_sheet(old, -1)
        book.active = 1

    assert cchc.read_form(edited(change)).lines == kept().lines


def _hidden_row(book, sheet, rows):
    sheet.row_dimensions[rows["Đất đai"]].hidden = True


def _hidden_column(book, sheet, rows):
    sheet.column_dimensions["E"].hidden = True


def _in_thousands(book, sheet, rows):
    sheet.cell(rows["Đất đai"], 4, 7000).number_format = "#,##0,"


def _unshown(book, sheet, rows):
    sheet.cell(rows["Đất đai"], 4).number_format = ";;;"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_hidden_row, "đang ẩn"),
        (_hidden_column, "đang ẩn"),
        (_in_thousands, "chia cho nghìn"),
        (_unshown, "ẩn số"),
    ],
)
def test_numbers_that_are_not_seen_as_they_are_held_are_refused_once(change, says):
    said = refused(edited(change))
    assert says in said
    assert said.count("cần:") == 1
    assert "đầu tiên: trang" in said


def test_hidden_cells_beside_the_table_are_nobodys_concern():
    def change(book, sheet, rows):
        sheet.cell(rows["Đất đai"], 20, 5)
        sheet.column_dimensions["T"].hidden = True
        sheet.row_dimensions[rows["TỔNG CỘNG"] + 9].hidden = True

    assert cchc.read_form(edited(change)).lines == kept().lines


# ---------------------------------------------------------------- two tables


@pytest.mark.parametrize("agency", ["Ủy ban nhân dân xã B", None])
def test_two_sheets_that_are_filled_in_are_refused_by_name(agency):
    def change(book, sheet, rows):
        other = book.copy_worksheet(sheet)
        other.title = "xã B"
        if agency is not None:
            other["G1"] = f"- Đơn vị báo cáo: {agency}"

    said = refused(edited(change))
    assert "trang “xã B”" in said
    assert "mỗi đơn vị, mỗi kỳ một tệp" in said


def test_two_tables_of_a_word_file_are_refused():
    def change(file, table):
        file.element.body.insert(-1, copy.deepcopy(table._tbl))

    assert "bảng 2, bảng" in refused(edited_word(change))


@pytest.mark.parametrize("is_first", [True, False])
def test_an_empty_form_beside_the_filled_one_changes_nothing(is_first):
    def change(book, sheet, rows):
        empty = book.copy_worksheet(sheet)
        for row in empty.iter_rows(min_row=rows["Hộ tịch"], max_row=rows["Đất đai"]):
            for cell in row:
                cell.value = None
        if is_first:
            book.move_sheet(empty, -1)

    assert cchc.read_form(edited(change)).lines == kept().lines


def test_the_sheet_of_another_form_is_not_taken_for_this_one():
    other = cchc.official_form("II.05")

    def change(book, sheet, rows):
        line = cchc.FormLine("sector", "Đất đai", {"4": 1})
        filled = cchc.FilledForm(form=other, lines=[line])
        data = cchc.render_form(filled, format="xlsx")
        there = openpyxl.load_workbook(BytesIO(data)).active
        new = book.create_sheet("II.05")
        for row in there.iter_rows():
            for cell in row:
                if cell.value is not None:
                    new.cell(cell.row, cell.column, cell.value)

    data = edited(change)
    assert cchc.read_form(data, FORM).lines == kept().lines
    assert cchc.read_form(data, other).value(0, "4") == 1  # its numbers are among those of II.06a
    assert "II.05" in refused(edited(lambda *_: None), other)


# ---------------------------------------------------------------- columns


@settings(max_examples=15)
@given(
    pair=st.sampled_from([(4, 5), (8, 9), (8, 10), (12, 13)]),
    with_numbers=st.booleans(),
)
def test_columns_whose_titles_were_swapped_are_refused(pair, with_numbers):
    def change(book, sheet, rows):
        here, there = pair
        head = rows["(2)"]
        for row in range(1, sheet.max_row + 1):
            if row == head and not with_numbers:
                continue
            one, other = sheet.cell(row, here), sheet.cell(row, there)
            if not any(isinstance(c, openpyxl.cell.cell.MergedCell) for c in (one, other)):
                one.value, other.value = other.value, one.value

    said = refused(edited(change))
    assert "các cột bị đổi thứ tự" in said
    assert "\n" not in said
    assert all(f"({number})" in said for number in pair)


def test_titles_in_other_words_over_the_right_numbers_are_read():
    def change(book, sheet, rows):
        sheet.cell(rows["(2)"] - 1, 4, "Nộp qua mạng")

    assert cchc.read_form(edited(change)).lines == kept().lines


# ---------------------------------------------------------------- thousands


@pytest.mark.parametrize("words", ["1 268", "1\xa0268", "1.268", " 1 268 "])
def test_thousands_parted_by_a_blank_are_one_number(words):
    def change(book, sheet, rows):
        sheet.cell(rows["Hộ tịch"], 4, words)

    assert cchc.read_form(edited(change)).value(0, "4") == 1268


@pytest.mark.parametrize("words", ["12 68", "1268 5", "0 268"])
def test_other_blanks_between_digits_are_refused(words):
    def change(book, sheet, rows):
        sheet.cell(rows["Hộ tịch"], 4, words)

    assert "ví dụ '1.268'" in refused(edited(change))
