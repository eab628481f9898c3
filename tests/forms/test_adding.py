"""Forms of units add up in any order and grouping; nothing is lost, rates are rates of sums."""

from decimal import Decimal

import attrs
import hypothesis
import pytest
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.testing import filled_forms

FORMS = cchc.official_forms()


def is_told(filled):
    """Whether every total is stated, or is of rows: what it is of nothing is not known."""
    rows = [filled.form.row(line.row) for line in filled.lines]
    return all(
        line.cells or filled.summed(place) or row.is_optional or not (row.is_total or row.is_sum)
        for place, (line, row) in enumerate(zip(filled.lines, rows, strict=True))
    )


def several(least, most):
    """A few filled forms of one kind, none of them empty."""
    return st.sampled_from(FORMS).flatmap(
        lambda form: st.lists(filled_forms(form).filter(is_told), min_size=least, max_size=most)
    )


@settings(max_examples=30)
@given(several(3, 3))
def test_any_grouping_gives_the_same(forms):
    one, two, three = forms
    together = cchc.add_forms(forms).complete()
    assert cchc.add_forms([cchc.add_forms([one, two]), three]).complete() == together
    assert cchc.add_forms([one, cchc.add_forms([two, three])]).complete() == together


@settings(max_examples=30)
@given(several(1, 4), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(forms, random):
    mixed = [*forms]
    random.shuffle(mixed)
    assert cchc.add_forms(mixed) == cchc.add_forms(forms)


@settings(max_examples=30)
@given(several(1, 4))
def test_every_cell_is_the_sum_of_the_cells(forms):
    total = cchc.add_forms(forms)
    for place, key in enumerate(total.keys):
        for column in total.form.columns:
            own = [f.value(f.by_key[key], column.number) for f in forms if key in f.by_key]
            if not column.is_added or not own:  # of the rest see below
                continue
            if None in own:
                assert total.value(place, column.number) is None
                continue
            numbers = [value for value in own if value is not cchc.NOT_APPLICABLE]
            found = total.value(place, column.number)
            assert found == (sum(numbers) if numbers else cchc.NOT_APPLICABLE)


def test_a_total_that_a_unit_states_wrongly_shows_as_a_residual():
    form = cchc.official_form("II.06a")
    right = cchc.FilledForm(form=form, lines=[cchc.FormLine("sector", "Hộ tịch", {"4": 7})])
    total = cchc.FormLine("total", cells={"4": 10})
    wrong = cchc.FilledForm(form=form, lines=[cchc.FormLine("sector", "Đất đai", {"4": 9}), total])
    added = cchc.add_forms([right, wrong])
    (left,) = (each for each in cchc.form_residuals(added) if not each.holds)
    assert (left.line, left.column, left.residual) == ("TỔNG CỘNG", "4", "1")


def test_rates_are_rates_of_sums():
    form = cchc.official_form("DTC")
    forms = [
        cchc.FilledForm(
            form=form, lines=[cchc.FormLine("unit", name, {"DTC01": plan, "DTC02": paid})]
        )
        for name, plan, paid in (("Xã A", 100, 50), ("Xã B", 300, 300))
    ]
    total = cchc.add_forms(forms)
    assert total.value(total.line_of("total"), "DTC03") == Decimal("87.50")


def test_a_unit_that_is_there_twice_is_refused():
    form = cchc.official_form("II.06a")
    lines = [cchc.FormLine("sector", "Hộ tịch", {"4": 7})]
    one, again, other = (
        cchc.FilledForm(form=form, lines=lines, agency=name)
        for name in ("UBND xã Mai Hoa", "Ủy ban nhân dân  xã MAI HOA", "UBND xã Sơn Kim")
    )
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.add_forms([one, other, again])
    assert caught.value.path == "forms[2].agency"
    assert "biểu thứ 1" in caught.value.message_vi
    assert cchc.add_forms([one, other]).value(0, "4") == 14


def test_forms_of_other_kinds_or_periods_do_not_add_up():
    one = cchc.empty_form(cchc.official_form("DTC"), period=cchc.Period.year(2025))
    with pytest.raises(cchc.InvalidValueError, match="one kind"):
        cchc.add_forms([one, cchc.empty_form(cchc.official_form("TCNS"))])
    with pytest.raises(cchc.InvalidValueError, match="one period"):
        cchc.add_forms([one, cchc.empty_form(cchc.official_form("DTC"))])
    with pytest.raises(cchc.InvalidValueError):
        cchc.add_forms([])
    with pytest.raises(cchc.InvalidTypeError):
        cchc.add_forms(["x"])


def test_an_empty_form_is_no_zero():
    """What it comes to is not known, and so is not the total: it is refused by its place."""
    form = cchc.official_form("II.06a")
    line = cchc.FormLine("sector", "Hộ tịch", {"4": 7})
    full = cchc.FilledForm(form=form, lines=[line], agency="UBND xã Mai Hoa")
    for lines in ([], [cchc.FormLine("total")]):
        empty = cchc.FilledForm(form=form, lines=lines, agency="UBND xã Sơn Kim")
        for forms, place in (([full, empty], 1), ([empty, full], 0)):
            with pytest.raises(cchc.InvalidValueError) as caught:
                cchc.add_forms(forms)
            assert caught.value.path == f"forms[{place}]"
            assert "UBND xã Sơn Kim còn trống" in caught.value.message_vi
    every = {column.number: 0 for column in form.numbers}
    nothing = cchc.FormLine("total", cells=every)
    none_arose = cchc.FilledForm(form=form, lines=[nothing], agency="UBND xã Sơn Kim")
    total = cchc.add_forms([full, none_arose])
    assert [total.value(line, "4") for line in total.lines] == [7, 7]


def totals_only(forms):
    """Return forms that state their totals, with what each knows of them, and no row."""
    found = []
    for filled in forms:
        place = filled.line_of("total")
        line = filled.complete().lines[place]
        found.append(attrs.evolve(filled, lines=[attrs.evolve(line, cells=line.cells)]))
    return found


WITH_TOTAL = [form for form in FORMS if any(row.is_total for row in form.rows)]


@st.composite
def mixed(draw):
    """Some forms with rows, some with their totals only: and the same forms with all their rows."""
    form = draw(st.sampled_from(WITH_TOTAL))
    full = draw(st.lists(filled_forms(form).filter(is_told), min_size=2, max_size=4))
    full = [each for each in full if each.summed(each.line_of("total"))]
    hypothesis.assume(len(full) > 1)
    cut = draw(st.integers(1, len(full)))
    forms = [*full[:cut], *totals_only(full[cut:])]
    hypothesis.assume(all(any(line.cells for line in each.lines) for each in forms))
    return full, forms


@settings(max_examples=60)
@given(mixed())
def test_what_a_unit_states_as_a_total_only_is_in_the_sum_and_what_it_does_not_know_is_not(pair):
    _, forms = pair
    total = cchc.add_forms(forms)
    at = total.line_of("total")
    for column in total.form.columns:
        own = [each.value(each.line_of("total"), column.number) for each in forms]
        if column.is_added and None in own:
            assert total.value(at, column.number) is None
        elif column.is_added:
            numbers = [value for value in own if value is not cchc.NOT_APPLICABLE]
            there = sum(numbers) if numbers else cchc.NOT_APPLICABLE
            assert total.value(at, column.number) == there
    wrong = [each for each in cchc.form_residuals(total) if not each.holds]
    assert not [each for each in wrong if each.line == "TỔNG CỘNG"]
    assert cchc.add_forms([cchc.add_forms(forms[1:]), forms[0]]).complete() == total.complete()


def test_one_that_lists_rows_and_one_that_states_a_total_only():
    """What the second knows as a total is a row behind the others; what it lacks is not known."""
    form = cchc.official_form("II.06a")
    rows = [
        cchc.FormLine("sector", name, {"4": 7, "5": 2, "6": 1, "8": 4, "9": 2, "10": 0,
                                       "12": 3, "13": 1})
        for name in ("Hộ tịch", "Đất đai")
    ]  # fmt: skip
    cells = {"4": 640, "5": 120, "6": 0, "7": 712, "9": 700, "10": 12, "11": 48}
    listed = cchc.FilledForm(form=form, lines=rows, agency="Ủy ban nhân dân xã Mai Phụ")
    only = cchc.FilledForm(
        form=form, lines=[cchc.FormLine("total", cells=cells)], agency="Ủy ban nhân dân xã Đức Thọ"
    )
    for forms in ([listed, only], [only, listed]):
        total = cchc.add_forms(forms, agency="Ủy ban nhân dân tỉnh Hà Tĩnh")
        assert [line.label for line in total.lines] == [
            "Hộ tịch", "Đất đai", "Không phân theo lĩnh vực", "",
        ]  # fmt: skip
        found = [total.value(3, number) for number in ("3", "7", "8", "9", "11", "12", "13")]
        assert found == [780, 724, None, 704, 56, None, None]
        assert not total.lines[3].cells, "a result that follows from the rows is not stated"
        assert cchc.check_form(total).codes == ()
    for end in ("xlsx", "docx"):
        assert cchc.read_form(cchc.render_form(total, format=end)).complete() == total.complete()


def test_a_total_only_where_a_form_has_no_row_for_the_rest_is_refused():
    form = cchc.loads_form(
        'kind = "form"\nid = "x"\nnumber = "x"\ntitle = "Biểu x"\n'
        'columns = [{number = "A", title = "Nội dung", kind = "label"}, '
        '{number = "1", title = "Số lượng"}]\n'
        'rows = [{id = "khoi", label = "Khối", is_sum = true, is_optional = true, '
        'rows = [{id = "mot", label = "Một"}]}, {id = "tong", label = "Tổng", is_total = true}]\n',
        format="toml",
    )
    listed = cchc.FilledForm(
        form=form, lines=[cchc.FormLine("khoi"), cchc.FormLine("mot", cells={"1": 3})]
    )
    only = cchc.FilledForm(form=form, lines=[cchc.FormLine("tong", cells={"1": 5})])
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.add_forms([listed, only])
    assert caught.value.path == "forms[1]"
    assert "không có dòng nào để ghi phần chỉ có số tổng" in caught.value.message_vi


@pytest.mark.parametrize(
    ("agency", "place"),
    [("UBND xã Mai Hoa", "Mai Hoa"), ("Sở Nội vụ", None), ("Vùng 3", None), (None, None)],
)
def test_the_place_of_the_sum_is_that_of_the_agency_where_it_can_be_told(agency, place):
    form = cchc.official_form("II.06a")
    lines = [cchc.FormLine("sector", "Hộ tịch", {"4": 7})]
    total = cchc.add_forms([cchc.FilledForm(form=form, lines=lines)], agency=agency)
    assert total.place == place
