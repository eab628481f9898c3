"""The forms that ship, what a file of one's own may say, what a filled form holds and refuses."""

from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib.forms.equations import Equation, Ref, read_equation

FOLDER = files("cchc_lib.forms") / "data"
NAMES = sorted(each.name for each in FOLDER.iterdir() if each.name.endswith(".toml"))
FORMS = cchc.official_forms()


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_ships_is_what_the_strict_reader_reads(name):
    form = cchc.loads_form((FOLDER / name).read_text("utf-8"), format="toml")
    assert form == cchc.official_form(form.id)
    assert cchc.official_form(form.number.lower()) == form


def test_every_form_ships_once_and_unsure_ones_say_so():
    assert len(FORMS) == len(NAMES) == len({form.number for form in FORMS})
    assert {"II.05", "II.06a", "II.07b", "01/TCD", "03/GQKN", "DTC", "TCNS"} <= {
        form.id for form in FORMS
    }
    for form in FORMS:
        assert form.certainty.value == "sure" or form.doubts


def test_ii06a_has_the_columns_and_identities_of_the_circular():
    form = cchc.official_form("II.06a")
    assert [str(each.equation) for each in form.every] == [
        "(3) = (4) + (5) + (6)",
        "(7) = (8) + (9) + (10)",
        "(11) = (12) + (13)",
        "(3) = (7) + (11)",
        "(6) = previous(11)",
    ]


def test_reception_of_citizens_has_the_totals_of_its_three_ways():
    form = cchc.official_form("01/TCD")
    formulas = {column.number: str(column.formula) for column in form.columns if column.formula}
    assert formulas == {
        "1": "(1) = (4) + (13) + (22)",
        "2": "(2) = (5) + (14) + (23)",
        "3": "(3) = (6) + (7) + (15) + (16) + (24) + (25)",
    }
    assert [column.number for column in form.numbers] == [str(n) for n in range(1, 30)]


cells = st.builds(
    Ref,
    st.sampled_from(["1", "12", "DTC01"]),
    st.none() | st.sampled_from(["tong", "a_1"]),
    st.none() | st.sampled_from(["previous", "II.06a", "01/TCD"]),
)
sums = st.builds(
    Equation,
    cells,
    st.lists(cells, min_size=1, max_size=4).map(tuple),
    st.lists(cells, max_size=3).map(tuple),
)
rates = st.builds(lambda r, p, w: Equation(r, (p,), whole=w), cells, cells, cells)
bounds = st.builds(lambda r, p: Equation(r, (p,), sign="<="), cells, cells)


@given(sums | rates | bounds)
def test_an_identity_reads_back_as_it_is_written(equation):
    assert read_equation(str(equation)) == equation


@given(st.text(alphabet="()[]=<>+-/ 123abđ.", max_size=30))
def test_what_is_no_identity_is_refused(text):
    try:
        found = read_equation(text)
    except cchc.FormatError:
        return
    assert read_equation(str(found)) == found


OWN = """\
kind = "form"
id = "hoa_giai"
number = "01/HG"
title = "Kết quả hòa giải ở cơ sở"
columns = [
  {number = "A", title = "Thôn", kind = "label"},
  {number = "1", title = "Tổng số vụ", formula = "(2) + (3)"},
  {number = "2", title = "Hòa giải thành"},
  {number = "3", title = "Không thành"},
]
rows = [{id = "thon", each = "thôn"}, {id = "tong", label = "Tổng", is_total = true}]
"""


def test_an_office_adds_a_form_by_a_file(tmp_path):
    (tmp_path / "hoa-giai.toml").write_text(OWN, "utf-8")
    form = cchc.load_form(tmp_path / "hoa-giai.toml")
    line = cchc.FormLine("thon", "Thôn 1", {"2": 3, "3": 1})
    filled = cchc.FilledForm(form=form, lines=[line])
    assert filled.value(1, "1") == 4
    cchc.save_form(filled, tmp_path / "bieu.xlsx")
    assert cchc.read_form(tmp_path / "bieu.xlsx", form).complete() == filled.complete()
    with pytest.raises(cchc.FormatError, match="official_form"):
        cchc.read_form(tmp_path / "bieu.xlsx")


SLIPS = [
    ('kind = "form"', 'kind = "outline"', "kind"),
    ('title = "Thôn", kind = "label"', 'title = "Thôn", kind = "count"', "columns"),
    ('number = "2"', 'number = "1"', "columns[2].number"),
    ('number = "2"', 'number = "2 a"', "columns[2].number"),
    ('formula = "(2) + (3)"', 'formula = "(2) + (9)"', "columns[1].formula"),
    ('formula = "(2) + (3)"', 'formula = "2 + 3"', "columns[1].formula"),
    ('formula = "(2) + (3)"', 'formula = "(1) + (3)"', "identities"),
    ('each = "thôn"', 'eachh = "thôn"', "rows[0].eachh"),
    (', each = "thôn"', "", "rows[0].label"),
    ('id = "thon"', 'id = "tong"', "rows[1].id"),
    ('id = "thon", each', 'id = "thon", is_sum = true, each', "rows[0].is_sum"),
    ('id = "thon", each', 'id = "thon", is_total = true, each', "rows[0].is_total"),
    ('id = "hoa_giai"', "", "id"),
    ('id = "hoa_giai"', 'id = "x"\nidentities = [{says = "(1) = [a](2)"}]', "identities[0].says"),
    ('id = "hoa_giai"', 'id = "x"\nstart = 2025-02-01\nend = 2025-01-01', "end"),
]


@pytest.mark.parametrize(("old", "new", "path"), SLIPS, ids=[path for _, _, path in SLIPS])
def test_a_slip_in_a_file_is_told_with_its_place(old, new, path):
    assert OWN.count(old) == 1
    with pytest.raises(cchc.CchcError) as caught:
        cchc.loads_form(OWN.replace(old, new), format="toml")
    assert path in [problem.path for problem in caught.value.problems]
    assert all(problem.message_vi for problem in caught.value.problems)


def test_all_slips_are_told_at_once():
    text = OWN.replace('number = "2"', 'number = "1"').replace(', each = "thôn"', "")
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.loads_form(text, format="toml")
    assert len(caught.value.problems) == 3
    assert all(str(problem).startswith("line ") for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("row", "label", "cells"),
    [
        ("sector", "Hộ tịch", {"4": -1}),
        ("sector", "Hộ tịch", {"4": True}),
        ("sector", "Hộ tịch", {"4": 1.0}),
        ("sector", "Hộ tịch", {"4": Decimal("1.5")}),
        ("sector", "Hộ tịch", {"4": "12"}),
        ("sector", "Hộ tịch", {"2": 1}),
        ("sector", "Hộ tịch", {"14": 1}),
        ("sector", " ", {"4": 1}),
        ("nothing", "", {}),
        ("source_sector", "Hộ tịch", {}),
    ],
)
def test_what_cannot_be_in_a_form_is_refused(row, label, cells):
    form = cchc.official_form("II.06a")
    with pytest.raises(cchc.CchcError):
        cchc.FilledForm(form=form, lines=[cchc.FormLine(row, label, cells)])


def test_a_fixed_row_stands_once():
    form = cchc.official_form("II.06a")
    with pytest.raises(cchc.InvalidValueError, match="once"):
        cchc.FilledForm(form=form, lines=[cchc.FormLine("total"), cchc.FormLine("total")])


def test_what_is_unknown_is_neither_nothing_nor_less():
    form = cchc.official_form("II.06a")
    lines = [
        cchc.FormLine("sector", "Hộ tịch", {"4": 7, "5": 0}),
        cchc.FormLine("sector", "Đất đai", {"4": 3}),
    ]
    filled = cchc.FilledForm(form=form, lines=lines)
    assert filled.value(2, "4") == 10
    assert filled.value(2, "5") is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a file", b"\xd0\xcf\x11\xe0" * 9])
def test_what_is_no_file_is_refused(data):
    with pytest.raises(cchc.CchcError):
        cchc.read_form(data)


def test_cells_that_cannot_be_read_are_told_all_at_once():
    form = cchc.official_form("II.06a")
    lines = [cchc.FormLine("sector", "Hộ tịch", {"4": 71, "5": 82})]
    page = cchc.render_form(cchc.FilledForm(form=form, lines=lines), format="xlsx")
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(page))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value in (71, 82):
                cell.value = {71: "bảy mươi", 82: "8,5"}[cell.value]
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.read_form(out.getvalue())
    assert [problem.path[-7:] for problem in caught.value.problems] == ["cột (4)", "cột (5)"]


def test_what_is_said_of_figures_of_the_sources_stays_beside_the_annex_of_sectors():
    counted = {"online": 3, "in_person": 1, "on_time": 4, "late": 0}
    dossiers = cchc.Dossiers(
        **counted,
        sectors=[cchc.Dossiers(sector="Hộ tịch", **counted)],
        sources=[cchc.Dossiers(source="Hệ thống của tỉnh", **counted)],
    )
    figure = "procedures.dossiers.sources[0].online"
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.quarter(2026, 3),
        procedures=cchc.Procedures(dossiers=dossiers, notes=[f"Tỉnh ghi nhận {{{figure}}} hồ sơ."]),
        marks={figure: cchc.Mark(is_estimate=True)},
        claims={figure: "3"},
    )
    tables = {block.id for annex in cchc.compose(report).annexes for block in annex.blocks}
    assert {"table.dossiers.sectors", "table.dossiers.sources"} <= tables


REPORT = cchc.Report(
    agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"), period=cchc.Period.year(2026)
)
TAKES_A_FORM = {
    "fill_form": lambda given: cchc.fill_form(given, REPORT),
    "empty_form": cchc.empty_form,
    "read_form": lambda given: cchc.read_form(b"PK", given),
    "form": lambda given: cchc.FilledForm(form=given),
    "check_form": cchc.check_form,
    "form_residuals": cchc.form_residuals,
    "previous": lambda given: cchc.form_residuals(cchc.empty_form(FORMS[0]), previous=given),
    "others": lambda given: cchc.form_residuals(cchc.empty_form(FORMS[0]), others=[given]),
    "add_forms": lambda given: cchc.add_forms([given]),
    "render_form": cchc.render_form,
}


@pytest.mark.parametrize("name", TAKES_A_FORM)
@pytest.mark.parametrize("given", ["II.06a", 5, ["II.06a"]])
def test_what_is_no_form_is_refused_with_what_is_one(name, given):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        TAKES_A_FORM[name](given)
    assert "official_form(" in str(caught.value) or "FilledForm" in str(caught.value)
    assert "một" in caught.value.message_vi
