"""Forms of units add up in any order and grouping; nothing is lost, rates are rates of sums."""

from decimal import Decimal

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
            if not column.is_added or None in own:
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
    nothing = cchc.FormLine("total", cells={"4": 0})
    none_arose = cchc.FilledForm(form=form, lines=[nothing], agency="UBND xã Sơn Kim")
    total = cchc.add_forms([full, none_arose])
    assert [total.value(line, "4") for line in total.lines] == [7, 7]
