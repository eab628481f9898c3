"""A workbook says what was dumped, of every family; each cell is understood or refused by name."""

import io
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import openpyxl
import pytest
import strategies
from growth import growth
from hypothesis import given, settings, strategies as st
from openpyxl.utils import get_column_letter
from tests.exchange.test_round_trip import FAMILIES, OWN, NewRural, full

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.exchange.xlsx.layout import Line, code_of, sheets_of
from cchc_lib.exchange.xlsx.read import load_facts
from cchc_lib.exchange.xlsx.write import facts_workbook, filled_workbook

AGENCY = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
HEAD = {"agency": AGENCY, "period": cchc.Period.year(2025)}
GIVEN = {"agency": {"name": "Ủy ban nhân dân xã Mai Hoa"}, "period": "năm 2025"}


def loaded(data, kind=cchc.Report, own=()):
    return load_facts(data, kind, own, lambda asked, header: asked)


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
@settings(max_examples=15)
def test_what_is_dumped_is_loaded(family, data):
    report = data.draw(full(family))
    book = filled_workbook(report)
    again = loaded(book, family, OWN)
    assert again == report
    assert filled_workbook(again) == book


@given(strategies.reports())
@settings(max_examples=10)
def test_parts_of_a_report_alone(report):
    for name in ("plan", "staffing", "procedures"):
        part = getattr(report, name)
        if part is not None:
            assert loaded(filled_workbook(part), type(part)) == part


def test_files(tmp_path):
    report = cchc.Report(**HEAD, own=[NewRural(communes=11, reached=9)])
    cchc.dump(report, tmp_path / "a.xlsx")
    assert cchc.load(tmp_path / "a.xlsx", own=OWN) == report
    first = (tmp_path / "a.xlsx").read_bytes()
    cchc.dump(report, str(tmp_path / "a.xlsx"))
    assert (tmp_path / "a.xlsx").read_bytes() == first
    assert cchc.load(tmp_path / "a.xlsx", kind=cchc.ReportHead, own=OWN) == report
    with pytest.raises(cchc.InvalidTypeError):
        cchc.dump(report.figures(), tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == first
    other = cchc.ProceduresReport(**HEAD)
    cchc.dump(other, tmp_path / "b.xlsx")
    assert cchc.load(tmp_path / "b.xlsx", kind=cchc.ReportHead) == other
    with pytest.raises(cchc.InvalidValueError, match="kind"):
        cchc.load(tmp_path / "b.xlsx")


def test_an_outline_beside_the_workbook(tmp_path):
    text = (Path(__file__).parents[2] / "examples" / "de_cuong_xa.toml").read_text("utf-8")
    (tmp_path / "de-cuong.toml").write_text(text, "utf-8")
    kind = cchc.load_family(tmp_path / "de-cuong.toml")
    book = facts_workbook(kind, (), dict(GIVEN), outline="de-cuong.toml")
    (tmp_path / "a.xlsx").write_bytes(book)
    report = cchc.load(tmp_path / "a.xlsx", kind=cchc.ReportHead)
    assert type(report) is kind
    cchc.dump(attrs.evolve(report, number=5), tmp_path / "a.xlsx")
    again = cchc.load(tmp_path / "a.xlsx", kind=cchc.ReportHead)
    assert (type(again), again.number) == (kind, 5)


def test_every_fact_has_one_cell():
    for kind in FAMILIES:
        lines = [
            line.path
            for sheet in sheets_of(kind, OWN)
            for section in sheet.sections
            for line in section.lines
            if isinstance(line, Line)
        ]
        assert len(lines) == len(set(lines))
        names = [sheet.name for sheet in sheets_of(kind, OWN)]
        assert len(set(map(str.casefold, names))) == len(names)
        assert all(len(name) <= 31 for name in names)
        headings = {sheet.heading.casefold() for sheet in sheets_of(kind, OWN)}
        for name in names:
            if name.endswith("…"):  # a word is never cut
                start = name[:-1].casefold()
                assert any(each.startswith((f"{start} ", f"{start},")) for each in headings)


def test_no_clock_is_read():
    with zipfile.ZipFile(io.BytesIO(filled_workbook(cchc.Report(**HEAD)))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2


@pytest.mark.parametrize("text", ["=1+1", "+84 983", "-26", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_text_stays_text(text):
    report = cchc.Report(**HEAD, drafting_unit=text, next_tasks=[text])
    book = filled_workbook(report)
    assert loaded(book) == report
    cells = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(book)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == text
    ]
    assert len(cells) == 2
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_long_text_and_numbers():
    exact = Decimal("0.12345678901234567890")
    index = cchc.Index(name="_x0041_ PAR", points=exact, rank=3)
    report = cchc.Report(
        **HEAD,
        indices=cchc.Indices(indices=[index]),
        plan=cchc.Plan(tasks=10**29, tasks_completed=0),
        issued=date(1890, 1, 2),
    )
    assert loaded(filled_workbook(report)) == report
    with pytest.raises(cchc.InvalidValueError, match="32767"):
        filled_workbook(attrs.evolve(report, next_tasks=["a" * 40_000]))


# ---------------------------------------------------------------- one cell, changed by hand


def edited(change, data=None, kind=cchc.Report, own=()):
    """A template with what somebody did to it, as a file."""
    book = openpyxl.load_workbook(io.BytesIO(facts_workbook(kind, own, dict(data or GIVEN))))
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def cell_of(book, code, column=5):
    """The cell in which a fact stands."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_col=1):
            if row[0].value == code:
                return sheet.cell(row[0].row, column)
    raise AssertionError(code)


def table_of(book, code):
    """The sheet, the first row and the columns by keys of a list."""
    keys = cell_of(book, code)
    row = [cell.value for cell in keys.parent[keys.row]]
    return keys.parent, keys.row + 2, {key: place for place, key in enumerate(row, 1) if key}


def with_cell(code, value, **more):
    def change(book):
        cell = cell_of(book, code)
        cell.value = value
        for name, said in more.items():
            setattr(cell, name, said)

    return edited(change)


def problem(data, **more):
    with pytest.raises(cchc.CchcError) as caught:
        loaded(data, **more)
    (found,) = caught.value.problems
    return found


UNDERSTOOD = {
    "a whole number": ("plan.tasks", 43, 43),
    "zero": ("plan.tasks", 0, 0),
    "a float that is whole": ("plan.tasks", 1268.0, 1268),
    "text with a dot": ("plan.tasks", "1.268", 1268),
    "text with spaces": ("plan.tasks", " 43 ", 43),
    "spaces": ("plan.tasks", "   ", None),
    "money in words": ("budget.audit_vnd", "10,55 tỷ đồng", 10_550_000_000),
    "money as text with dots": ("budget.audit_vnd", "20.800.000", 20_800_000),
    "money as text": ("budget.audit_vnd", "20800000", 20_800_000),
    "a small amount as text": ("budget.audit_vnd", " 2.450 ", 2450),
    "a number as text": ("number", "12", 12),
    "a small amount": ("budget.audit_vnd", 500_000, 500_000),
    "a decimal": ("procedures.time_saved", 12.5, Decimal("12.5")),
    "a decimal as text": ("procedures.time_saved", "12,5%", Decimal("12.5")),
    "a day": ("issued", datetime.fromisoformat("2025-07-24"), date(2025, 7, 24)),
    "a day as text": ("issued", "24/7/2025", date(2025, 7, 24)),
    "a day in words": ("issued", "ngày 24 tháng 7 năm 2025", date(2025, 7, 24)),
    "a number as words": ("drafting_unit", 5, "5"),
    "a day as words": ("drafting_unit", datetime.fromisoformat("2025-09-03"), "03/9/2025"),
    "a choice": ("medium", "văn bản điện tử", cchc.Medium.ELECTRONIC),
    "a choice in capitals": ("medium", "VĂN BẢN ĐIỆN TỬ", cchc.Medium.ELECTRONIC),
    "a share": ("digital.staff_equipped", "41/43", cchc.Ratio(41, 43)),
    "a share in percent": ("digital.staff_equipped", "50%", cchc.Ratio(1, 2)),
}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_what_a_cell_says(name):
    code, value, meant = UNDERSTOOD[name]
    found = loaded(with_cell(code, value))
    for step in code.split("."):
        found = None if found is None else getattr(found, step)
    assert found == meant
    assert type(found) is type(meant)


def test_blank_is_not_zero():
    report = loaded(with_cell("plan.tasks", 0))
    assert (report.plan.tasks, report.plan.targets) == (0, None)
    assert report.procedures is None


def test_a_percentage_of_the_spreadsheet():
    report = loaded(with_cell("procedures.time_saved", 0.125, number_format="0.0%"))
    assert report.procedures.time_saved == Decimal("12.5")
    report = loaded(with_cell("digital.staff_equipped", 0.5, number_format="0%"))
    assert report.digital.staff_equipped.value == Fraction(1, 2)


REFUSED = {
    "a dot that a spreadsheet took for a comma": ("plan.tasks", 1.234, "1234"),
    "a fraction": ("plan.tasks", 43.7, "số nguyên"),
    "below zero": ("plan.tasks", -1, "từ 0"),
    "a foreign mark": ("plan.tasks", "1,268", "1268"),
    "words": ("plan.tasks", "bốn mươi", "số nguyên"),
    "yes": ("plan.tasks", True, "số nguyên"),
    "a day as a number": ("plan.tasks", datetime.fromisoformat("2025-07-24"), "định dạng Số"),
    "a percentage of a count": ("plan.tasks", 0.43, "số nguyên"),
    "what was not rounded": ("procedures.time_saved", 0.1234567890123456, "15 chữ số"),
    "a day beyond the calendar": ("issued", "31/11/2025", "ngày có trong lịch"),
    "a day with a time": ("issued", datetime.fromisoformat("2025-07-24T08:30"), "không kèm giờ"),
    "a time": ("issued", time(8, 30), "ngày"),
    "a day without its format": ("issued", 45862, "định dạng Ngày"),
    "a share as a number": ("digital.staff_equipped", 0.5, "41/43"),
    "no choice": ("medium", "fax", "một trong"),
    "an error": ("plan.tasks", "#DIV/0!", "không phải ô báo lỗi"),
    "no document": ("plan.decision", "quyết định nào đó", "130/QĐ-UBND"),
    "no period": ("period", "năm nay", "quý III"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_cell_cannot_say(name):
    code, value, words = REFUSED[name]
    more = {"data_type": "e"} if value == "#DIV/0!" else {}
    if name == "a day without its format":
        more = {"number_format": "General"}
    data = with_cell(code, value, **more)
    found = problem(data)
    cell = cell_of(openpyxl.load_workbook(io.BytesIO(data)), code)
    assert words in found.message_vi
    assert found.message_vi.startswith(f'trang "{cell.parent.title}", ô {cell.coordinate}: ')
    assert str(found).startswith(f"sheet '{cell.parent.title}', cell {cell.coordinate}: ")
    assert found.path == code


@pytest.mark.parametrize("shown", ["#,##0,", '#,##0,," tr"', '[$-42A]#,##0.0,"nghìn"', ";;;"])
def test_a_format_that_shows_another_number(shown):
    data = with_cell("budget.audit_vnd", 10_550_000, number_format=shown)
    assert "định dạng Số (Number)" in problem(data).message_vi
    for same in (
        "#,##0",
        '#,##0" đ"',
        "#,##0_);(#,##0)",
        "0.00",
        '0" nghìn,"',
        "#,##0.00;-#,##0.00",
    ):
        report = loaded(with_cell("budget.audit_vnd", 10_550_000, number_format=same))
        assert report.budget.audit_vnd == 10_550_000
    assert loaded(with_cell("budget.audit_vnd", None, number_format=shown)) == cchc.Report(**HEAD)


@pytest.mark.parametrize(
    ("value", "shown", "is_read"),
    [
        (123, "00000", False),
        (123, "0", True),
        (123, "#,##0", True),
        (date(2025, 4, 3), '"thg "m/yyyy', False),
        (date(2025, 4, 3), "d/m", False),
        (date(2025, 4, 3), "dd/mm/yyyy", True),
        (date(2025, 4, 3), "[$-42A]dd mmmm yyyy", True),
        ("thg 4/2025", "m/yyyy", True),
    ],
)
def test_words_are_those_that_a_cell_shows(value, shown, is_read):
    data = with_cell("drafting_unit", value, number_format=shown)
    if is_read:
        assert loaded(data).drafting_unit
    else:
        assert "định dạng Chữ (Text)" in problem(data).message_vi
    assert loaded(with_cell("plan.tasks", 43, number_format="00000")).plan.tasks == 43


def test_a_line_that_is_broken_is_told_in_words():
    told = problem(with_cell("drafting_unit", "Văn phòng\nỦy ban")).message_vi
    assert "Alt+Enter" in told
    assert "U+" not in told


def test_what_the_form_says_of_itself_is_not_printed():
    book = openpyxl.load_workbook(io.BytesIO(facts_workbook(cchc.Report, (), dict(GIVEN))))
    foot = cell_of(book, "cchc_lib")
    (area,) = (
        foot.parent.print_area
        if isinstance(foot.parent.print_area, list)
        else (foot.parent.print_area,)
    )
    assert 0 < int(area.rpartition("$")[2]) < foot.row


def test_every_problem_at_once_in_the_order_of_the_sheets():
    def change(book):
        cell_of(book, "plan.tasks").value = 1.5
        cell_of(book, "period").value = None
        cell_of(book, "plan.targets").value = "x"
        cell_of(book, "procedures.total").value = -4

    with pytest.raises(cchc.InvalidValueError) as caught:
        loaded(edited(change))
    paths = [each.path for each in caught.value.problems]
    assert paths == ["period", "plan.targets", "plan.tasks", "procedures.total"]


def formula(text, cached=None):
    """A template whose cell of the tasks has a formula, with or without a result."""
    data = with_cell("plan.tasks", text)
    if cached is None:
        return data
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            old = f"<f>{text[1:]}</f><v />".encode()
            content = content.replace(b"<v></v>", b"<v />").replace(b"<v/>", b"<v />")
            parts[name] = content.replace(old, old[:-5] + f"<v>{cached}</v>".encode())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_formulas():
    assert loaded(formula("=40+3", 43)).plan.tasks == 43
    assert "kết quả của công thức" in problem(formula("=40+3")).message_vi
    for outside in (
        "=[1]Sheet1!A1",
        "=40+[1]!Ten",
        "=SUM([1]Trang1:Trang3!A1)",
        "='[a.xlsx]Số liệu'!A1",
        "='file:///c:/[a.xlsx]S'!A1",
        "='C:\\a\\[a.xlsx]S'!A1",
        "=cmd|' /C calc'!A0",
        '=WEBSERVICE("http://a.vn")',
        '=_xlfn.WEBSERVICE ("http://a.vn")',
        '=DDE("soffice";"a";"b")',
        "=INDIRECT(\"'[a.xlsx]S'!A1\")",
    ):
        assert "tệp hoặc chương trình khác" in problem(formula(outside)).message_vi, outside


@pytest.mark.parametrize(
    "own",
    [
        "SUM(Bang1[2024])",
        "SUM(Bang1[[#This Row],[2024]])+'Trang 2'!A1",
        'IF(A1="a|b",43,43)',
        'IF(A1="[1]Sheet1!",43,43)',
        "'Số call'!A1",
        "'Rtd (1)'!A1+'Trang 1:Trang 3'!B2",
        "B:B",
        'IF(A1="https://a.vn/",43,43)',
    ],
)
def test_formulas_of_the_workbook_itself_are_read(own):
    cached = formula("=40+3", 43)
    with zipfile.ZipFile(io.BytesIO(cached)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"<f>40+3</f>", f"<f>{own}</f>".encode()))
    assert loaded(held.getvalue()).plan.tasks == 43


def test_a_formula_of_the_sheet_typed_over():
    found = problem(with_cell("=plan.completion", 0.95))
    assert (found.path, "tự tính" in found.message_vi) == ("plan.completion", True)


@pytest.mark.parametrize(
    ("value", "is_ours"),
    [
        (None, True),
        ("=1+1", False),
        ("=IF(TRUE,1,0)", False),
        (0.95, False),
        ("chưa rõ", False),
    ],
)
@pytest.mark.parametrize("code", ["=plan.completion", "=procedures.dossiers.received"])
def test_a_grey_cell_holds_our_formula_or_nothing(code, value, is_ours):
    data = with_cell(code, value)
    if is_ours:
        assert loaded(data) == cchc.Report(**HEAD)
        return
    found = problem(data)
    assert found.path == code[1:]
    assert found.message_vi.startswith('trang "')
    assert "công thức có sẵn" in found.message_vi


def test_a_formula_written_by_another_program_is_ours():
    def respell(book):
        cell = cell_of(book, "=plan.completion")
        cell.value = cell.value.replace(",", " , ").replace("E", "$e$")

    assert loaded(edited(respell)) == cchc.Report(**HEAD)

    def swap(book):
        one, other = cell_of(book, "plan.tasks"), cell_of(book, "plan.targets")
        cell = cell_of(book, "=plan.completion")
        cell.value = cell.value.replace(one.coordinate, other.coordinate)

    assert problem(edited(swap)).path == "plan.completion"


def test_a_grey_cell_of_a_list():
    rows = [cchc.StaffingSnapshot(groups=[cchc.Group(name="a", count=3)])]
    report = cchc.Report(**HEAD, staffing=cchc.Staffing(snapshots=rows))

    def change(book):
        sheet, row, columns = table_of(book, "staffing.snapshots[]")
        sheet.cell(row, columns["=total"]).value = "=3+1"

    held = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(filled_workbook(report)))
    change(book)
    book.save(held)
    assert "công thức có sẵn" in problem(held.getvalue()).message_vi


def notes(named, rows=()):
    """Paragraphs of the plan in rows of their table, counted from the one below its last."""

    def change(book):
        sheet, row, columns = table_of(book, "plan.notes[]")
        end = next(one for one in range(row, 999) if sheet.cell(one, 1).value == "~")
        for place in range(row, end):
            sheet.cell(place, columns["."]).value = f"việc {place}" if named == "full" else None
        for place, name in rows:
            sheet.cell(end + place, columns["."]).value = name

    return edited(change)


def test_rows_below_a_full_table_are_its_rows():
    report = loaded(notes("full", [(0, "một"), (1, "hai")]))
    assert report.plan.notes[-2:] == ("một", "hai")


@pytest.mark.parametrize(
    ("named", "rows", "refused"),
    [
        ("full", [(1, "Người lập biểu: A")], 1),
        ("full", [(0, "một"), (2, "Người lập biểu: A"), (3, "Trưởng phòng")], 2),
        ("", [(0, "Người lập biểu: A")], 1),
        ("", [(-1, "một"), (8, "Người lập biểu: A")], 1),
    ],
)
def test_what_stands_apart_below_a_table_is_no_item(named, rows, refused):
    with pytest.raises(cchc.InvalidValueError) as caught:
        loaded(notes(named, rows))
    assert len(caught.value.problems) == refused
    assert all("không thuộc biểu mẫu" in each.message_vi for each in caught.value.problems)


@pytest.mark.parametrize("name", ["Tổng cộng", "TỔNG SỐ:", "Cộng", "Tổng", "Tổng cộng (2 nhóm)"])
@pytest.mark.parametrize("column", ["name", "#"])
@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_total_is_no_item(name, column, place):
    def change(book):
        sheet, row, columns = table_of(book, "inspections.units[]")
        for number, (called, count) in enumerate([("Phòng", 5), ("Trung tâm", 7)]):
            sheet.cell(row + number, columns["name"]).value = called
            sheet.cell(row + number, columns["count"]).value = count
        sheet.cell(row + place, columns["name"]).value = None if column == "#" else name
        sheet.cell(row + place, columns[column]).value = name
        sheet.cell(row + place, columns["count"]).value = 12

    assert "dòng tổng" in problem(edited(change)).message_vi


def test_words_that_begin_like_a_total_are_items():
    units = [cchc.Group(name=name, count=1) for name in ("Tổng cục Thuế", "Cộng đồng dân cư")]
    report = cchc.Report(**HEAD, inspections=cchc.Inspections(units=units))
    assert loaded(filled_workbook(report)) == report


def test_what_is_told_is_told_in_words_of_the_sheet():
    def change(book):
        for code, value in {
            "plan.tasks": 43.5,
            "medium": "paperx",
            "procedures.time_saved": "abc",
            "digital.staff_equipped": 0.5,
            "period": None,
            "agency.name": "Phòng Nội vụ",
        }.items():
            cell_of(book, code).value = value
        sheet, row, columns = table_of(book, "inspections.units[]")
        sheet.cell(row, columns["count"]).value = 4

    with pytest.raises(cchc.InvalidValueError) as caught:
        loaded(edited(change))
    told = {each.path: each.message_vi.split(": ", 1)[1] for each in caught.value.problems}
    assert len(told) == 7
    assert told["plan.tasks"].startswith("nhiệm vụ của kế hoạch: nhận được 43,5; ")
    assert told["medium"].endswith(
        'cần: một trong "văn bản giấy", "văn bản điện tử"; ví dụ "văn bản giấy"'
    )
    assert told["inspections.units[0].name"] == "tên nhóm: còn trống, bắt buộc điền"
    for path, words in told.items():
        assert path not in words
        assert not re.search(r"\b\w+ ?= ?[\"']|[{}]", words), words


def test_own_subjects_keep_the_order_of_the_sheets():
    @define.subject("một", id="one")
    @attrs.frozen(kw_only=True)
    class One:
        number: int | None = define.count("xã", "số xã")

    @define.subject("hai", id="two")
    @attrs.frozen(kw_only=True)
    class Two:
        number: int | None = define.count("xã", "số xã")

    for own in ((One(), Two(number=2)), (Two(number=2), One()), (Two(), One(number=1))):
        report = cchc.Report(**HEAD, own=own)
        assert loaded(filled_workbook(report), own=(One, Two)) == report


def test_decimals_that_follow_are_not_rounded_by_a_format():
    sheets = openpyxl.load_workbook(io.BytesIO(filled_workbook(cchc.Report(**HEAD))))
    sheet, row, columns = table_of(sheets, "indices.indices[]")
    grey = [sheet.cell(row, place) for key, place in columns.items() if str(key).startswith("=")]
    assert grey
    assert all("#,##0" not in cell.number_format or "%" in cell.number_format for cell in grey)


def test_merged_and_hidden():
    def merge(book):
        cell = cell_of(book, "plan.tasks")
        cell.value = 43
        below = cell.offset(row=1).coordinate
        cell.parent.merge_cells(f"{cell.coordinate}:{below}")

    def hide_row(book):
        cell = cell_of(book, "plan.tasks")
        cell.value = 43
        cell.parent.row_dimensions[cell.row].hidden = True

    def hide_column(book):
        cell = cell_of(book, "plan.tasks")
        cell.value = 43
        cell.parent.column_dimensions[get_column_letter(5)].hidden = True

    def hide_sheet(book):
        cell = cell_of(book, "plan.tasks")
        cell.value = 43
        cell.parent.sheet_state = "hidden"

    assert "bỏ gộp ô" in problem(edited(merge)).message_vi
    for hide in (hide_row, hide_column, hide_sheet):
        assert "đang ẩn" in problem(edited(hide)).message_vi


def test_what_stands_beside_the_facts():
    def note(book):
        cell = cell_of(book, "plan.tasks")
        cell.parent.insert_rows(cell.row + 1)
        cell.parent.cell(cell.row + 1, 5).value = 12

    def first(change):
        """The first problem: grey cells that name a moved one are others."""
        with pytest.raises(cchc.InvalidValueError) as caught:
            loaded(edited(change))
        told = [each for each in caught.value.problems if "công thức" not in each.message_vi]
        assert len(told) == 1
        return told[0]

    assert "không thuộc biểu mẫu" in first(note).message_vi

    def own_sheet(book):
        book.create_sheet("Ghi chú")["A1"] = "của tôi"

    assert loaded(edited(own_sheet)) == cchc.Report(**HEAD)

    def unknown(book):
        cell = cell_of(book, "plan.tasks")
        cell.value = 43
        cell.parent.cell(cell.row, 1).value = "plan.taskz"

    assert 'did you mean "tasks"' in str(first(unknown))

    def twice(book):
        cell_of(book, "plan.targets").value = 3
        cell = cell_of(book, "plan.tasks")
        cell.value = 43
        cell.parent.cell(cell.row, 1).value = "plan.targets"
        for column in (3, 4):
            cell.parent.cell(cell.row, column).value = None

    assert "đã có ở" in first(twice).message_vi


def test_lists():
    def fill(book):
        sheet, row, columns = table_of(book, "staffing.snapshots[]")
        sheet.cell(row + 1, columns["day"]).value = datetime.fromisoformat(
            "2025-12-11"
        )  # row 1 stays blank
        sheet, row, columns = table_of(book, "staffing.snapshots[].groups[]")
        for place, (of, name, count) in enumerate([(2, "công chức", 40), (4, "hợp đồng", 2)]):
            sheet.cell(row + 2 * place, columns["^"]).value = of
            sheet.cell(row + 2 * place, columns["name"]).value = name
            sheet.cell(row + 2 * place, columns["count"]).value = count
        sheet, row, columns = table_of(book, "plan.notes[]")
        sheet.cell(row + 1, columns["."]).value = "Đã xong."
        sheet, row, columns = table_of(book, "marks{}")
        sheet.cell(row, columns["@"]).value = "staffing.snapshots[0].total"
        sheet.cell(row, columns["is_estimate"]).value = "có"

    report = loaded(edited(fill))
    one, other = report.staffing.snapshots
    assert (one.day, one.total, other.day, other.total) == (date(2025, 12, 11), 40, None, 2)
    assert report.plan.notes == ("Đã xong.",)
    assert report.marks["staffing.snapshots[0].total"].is_estimate


def test_rows_of_lists_that_cannot_be():
    def orphan(book):
        sheet, row, columns = table_of(book, "staffing.snapshots[].groups[]")
        sheet.cell(row, columns["^"]).value = 99
        sheet.cell(row, columns["name"]).value = "công chức"

    assert "số thứ tự" in problem(edited(orphan)).message_vi

    def beside(book):
        sheet, row, columns = table_of(book, "plan.schedule[]")
        sheet.cell(row, max(columns.values()) + 1).value = "thêm"

    assert "không thuộc biểu mẫu" in problem(edited(beside)).message_vi

    def unnamed(book):
        sheet, row, columns = table_of(book, "inspections.units[]")
        sheet.cell(row + 2, columns["count"]).value = 4

    found = problem(edited(unnamed))
    assert found.path == "inspections.units[0].name"
    assert f"ô D{int(found.message_vi.split(', ô D')[1].split(':')[0])}" in found.message_vi

    def no_id(book):
        sheet, row, columns = table_of(book, "marks{}")
        sheet.cell(row, columns["source"]).value = "Kho bạc"

    assert "mã số liệu" in problem(edited(no_id)).message_vi


def test_a_long_list_keeps_its_order():
    schedule = [cchc.PlannedActivity(task=f"Việc {number}") for number in range(300)]
    report = cchc.Report(**HEAD, plan=cchc.Plan(schedule=schedule))
    assert loaded(filled_workbook(report)) == report


def test_period_with_days_of_its_own():
    period = cchc.Period.quarter(2025, 3, start=date(2025, 7, 1), end=date(2025, 9, 30))
    report = cchc.Report(agency=AGENCY, period=period)
    assert loaded(filled_workbook(report)) == report
    named = attrs.evolve(period, label="quý cuối cùng")
    report = cchc.Report(agency=AGENCY, period=named)
    assert loaded(filled_workbook(report)) == report


def test_subjects_whose_names_a_sheet_cannot_have():
    @define.subject("dữ liệu khác", id="first")
    @attrs.frozen(kw_only=True)
    class First:
        number: int | None = define.count("xã", "số [xã] *đạt*")

    @define.subject("thông tin chung / về: 'xã' rất dài, dài hơn ba mươi mốt ký tự", id="second")
    @attrs.frozen(kw_only=True)
    class Second:
        number: int | None = define.count("xã", "số xã")
        twice = define.total("number + number", "hai lần")

    report = cchc.Report(**HEAD, own=[First(number=1), Second(number=2)])
    assert loaded(filled_workbook(report), own=(First, Second)) == report


def test_codes_of_paths():
    assert code_of(("marks", 'a.b[0]."c')) == 'marks["a.b[0]."c"]'


def test_without_openpyxl():
    import subprocess
    import sys

    code = (
        "import sys; sys.modules['openpyxl'] = None\n"
        "import cchc_lib as cchc\n"
        "try:\n    cchc.load('a.xlsx')\n"
        "except ImportError as error:\n"
        "    assert isinstance(error, cchc.CchcError)\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "cchc-lib[xlsx]"' in done.stdout


def test_a_long_workbook_loads_within_twice_a_bare_pass():
    """Loading builds objects and checks them; openpyxl's read-only pass only looks at values."""
    rows = [cchc.Group(name=f"nhóm {number}", count=number) for number in range(3000)]
    report = cchc.Report(**HEAD, inspections=cchc.Inspections(units=rows))
    data = filled_workbook(report)

    def bare():
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        for sheet in book.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass

    assert growth(bare, lambda: loaded(data), 2) < 2


def test_a_sheet_without_its_codes_is_refused():
    """Its facts would be lost without a word."""
    report = cchc.Report(**HEAD, plan=cchc.Plan(tasks=9))
    book = openpyxl.load_workbook(io.BytesIO(filled_workbook(report)))
    book["Kế hoạch"].delete_cols(1)
    made = io.BytesIO()
    book.save(made)
    with pytest.raises(cchc.FormatError) as caught:
        loaded(made.getvalue())
    assert 'trang "Kế hoạch" mất cột A' in caught.value.message_vi


def moved(change, words, data=None, code=None):
    """What a form says of which somebody moved cells: refused at each, with what to do."""
    told = []
    with pytest.raises(cchc.CchcError) as caught:
        loaded(edited(change, data))
    told = [each.message_vi for each in caught.value.problems]
    assert any(words in each for each in told), told
    return told


FILLED = {**GIVEN, "plan": {"tasks": 43, "tasks_completed": 41, "targets": 3}}
BOTH = {**FILLED, "previous": {**FILLED, "period": "năm 2024", "plan": {"tasks": 50}}}


def swapped(columns):
    def change(book):
        one, other = cell_of(book, "plan.tasks"), cell_of(book, "plan.tasks_completed")
        for column in columns:
            here, there = one.parent.cell(one.row, column), one.parent.cell(other.row, column)
            here.value, there.value = there.value, here.value

    return change


def test_a_value_stands_beside_its_own_label():
    """Rows that were sorted without their codes would say other facts."""
    told = moved(swapped(range(2, 7)), '"Nhiệm vụ của kế hoạch"', FILLED)
    assert len(told) == 2
    assert all(", ô C" in each and "sắp xếp" in each for each in told)

    def heads(book):
        cell = cell_of(book, "plan.tasks")
        for row in (4, cell.row):
            here, there = cell.parent.cell(row, 5), cell.parent.cell(row, 6)
            here.value, there.value = there.value, here.value

    assert len(moved(heads, '"Kỳ này"', BOTH)) == 2

    def of_table(book):
        sheet, row, columns = table_of(book, "plan.schedule[]")
        sheet.cell(row, columns["task"]).value = "một"
        sheet.cell(row, columns["product"]).value = "hai"
        for at in (row - 1, row):
            here, there = (sheet.cell(at, columns[key]) for key in ("task", "product"))
            here.value, there.value = there.value, here.value

    assert len(moved(of_table, "đúng dòng chữ của biểu mẫu", FILLED)) == 2


@pytest.mark.parametrize("unit", ["triệu đồng", "nghìn đồng", 44])
def test_a_value_stands_beside_its_own_unit(unit):
    def change(book):
        cell_of(book, "budget.audit_vnd").value = 2450
        cell_of(book, "budget.audit_vnd", 4).value = unit

    (told,) = moved(change, '"đồng"')
    assert ", ô D" in told


def test_an_outline_that_changed_a_unit_no_longer_reads_the_value(tmp_path):
    text = (Path(__file__).parents[2] / "examples" / "de_cuong_xa.toml").read_text("utf-8")
    kinds = []
    for unit in ("hộ", "nghìn hộ"):
        (tmp_path / f"{unit}.toml").write_text(
            text.replace('unit = "hộ"', f'unit = "{unit}"'), "utf-8"
        )
        kinds.append(cchc.load_family(tmp_path / f"{unit}.toml"))
    book = openpyxl.load_workbook(io.BytesIO(facts_workbook(kinds[0], (), dict(GIVEN))))
    codes = [row[0] for sheet in book.worksheets for row in sheet.iter_rows(max_col=4)]
    (first, *_) = (cell for cell in codes if cell.offset(column=3).value == "hộ")
    first.offset(column=4).value = 12
    held = io.BytesIO()
    book.save(held)
    loaded(held.getvalue(), kinds[0])
    assert '"nghìn hộ"' in problem(held.getvalue(), kind=kinds[1]).message_vi


@pytest.mark.parametrize(("code", "column"), [("plan.targets", 4), ("plan.targets", 6)])
@pytest.mark.parametrize("value", [44, "44"])
def test_a_value_beside_the_yellow_cell_is_refused(code, column, value):
    def change(book):
        cell_of(book, code, column).value = value

    (told,) = moved(change, "")
    assert f", ô {get_column_letter(column)}" in told


def test_a_value_beside_titles_and_heads_is_refused():
    def far(book):
        cell_of(book, "plan.targets", 9).value = 44

    def head(book):
        cell_of(book, "plan.targets").parent.cell(4, 8).value = 44

    def title(book):
        sheet, row, _ = table_of(book, "plan.schedule[]")
        sheet.cell(row - 3, 5).value = 44

    def table_head(book):
        sheet, row, columns = table_of(book, "plan.schedule[]")
        sheet.cell(row - 1, max(columns.values()) + 2).value = 44

    def foot(book):
        cell_of(book, "kind", 6).value = 44

    for change in (far, head, title, table_head, foot):
        assert len(moved(change, "không thuộc biểu mẫu")) == 1


@pytest.mark.parametrize("code", ["kind", "cchc_lib"])
def test_what_a_form_says_of_itself_is_not_cleared(code):
    def change(book):
        cell_of(book, code).value = None

    moved(change, "không xóa")


@pytest.mark.parametrize(("first", "number"), [(1, 3), (2, 2), (1, 4), (3, 1)])
@pytest.mark.parametrize("without_codes", [False, True])
@pytest.mark.parametrize("every", [False, True])
def test_a_sheet_that_lost_its_first_rows_is_refused(first, number, without_codes, every):
    def change(book):
        for sheet in book.worksheets if every else (book["Kế hoạch"],):
            sheet.delete_rows(first, number)
            if without_codes:
                sheet.delete_cols(1)

    moved(change, " mất ", FILLED)


def test_columns_put_in_are_told_once():
    for name in ("Kế hoạch", "Thông tin chung"):
        for column in (1, 2, 3, 5):
            with pytest.raises(cchc.FormatError) as caught:
                loaded(edited(lambda book, at=(name, column): book[at[0]].insert_cols(at[1])))
            assert f'trang "{name}"' in caught.value.message_vi
