"""What does not agree among the reports of units is found, once, with its code."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from scale.test_roll_up import PERIOD, PROVINCE, dossiers, of_units, unit

import cchc_lib as cchc


def codes(reports, **more):
    return cchc.audit_units(cchc.UnitReports(reports, agency=PROVINCE, **more)).codes


def test_units_that_agree_are_silent():
    assert codes([dossiers(1, online=1), dossiers(2, online=2)]) == ()


@given(of_units(cchc.Report), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_it_never_raises_and_no_order_changes_it(reports, chance):
    doubled = [*reports, *chance.sample(reports, chance.randint(0, len(reports)))]
    found = cchc.audit_units(cchc.UnitReports(doubled, agency=PROVINCE, expected="42"))
    chance.shuffle(doubled)
    assert cchc.audit_units(cchc.UnitReports(doubled, agency=PROVINCE, expected="42")) == found


def test_a_report_sent_twice_is_noted_and_a_changed_one_warned_of():
    old = attrs.evolve(dossiers(1, online=4), number=12, issued=date(2026, 9, 15))
    new = attrs.evolve(dossiers(1, online=5), number=14, issued=date(2026, 9, 16))
    found = cchc.audit_units(cchc.UnitReports([old, new, new, dossiers(2)], agency=PROVINCE))
    assert [(each.code, str(each.severity)) for each in found.only("CCHC832")] == [
        ("CCHC832", "warning"),
        ("CCHC832", "note"),
    ]
    assert "số 14 ngày 16/9/2026" in found[0].message


@pytest.mark.parametrize(
    ("heads", "says"),
    [
        (({}, {}), "các bản đều chưa ghi số, ngày"),
        (({"number": 5}, {"number": 5}), "các bản cùng số 05 nên"),
        (({}, {"number": 5}), "chỉ cộng bản số 05, không cộng bản chưa ghi số, ngày"),
    ],
)
def test_which_of_two_is_counted_is_said_only_where_it_can_be_told(heads, says):
    both = [attrs.evolve(dossiers(1, online=place), **head) for place, head in enumerate(heads)]
    (found,) = cchc.audit_units(cchc.UnitReports(both)).only("CCHC832")
    assert says in found.message
    assert found.actual != found.expected or "không rõ bản nào" in found.message


def test_an_expected_unit_that_no_list_has_is_told():
    names = ["xã Mai Hoá", "UBND xã Mai Hoa", "Sở Nội vụ", "18073"]
    units = cchc.UnitReports([dossiers(1, online=1)], agency=PROVINCE, expected=names)
    hints = {each.path: each.hint or "" for each in cchc.audit_units(units).only("CCHC831")}
    assert len(hints) == 4
    told = {name for name, hint in hints.items() if "danh mục đơn vị hành chính" in hint}
    assert told == {"xã Mai Hóa"}
    assert "có phải Xã Mai Hoa (" in hints["xã Mai Hóa"]


@pytest.mark.parametrize("code", ["99999", "180730", "00"])
def test_a_code_of_no_unit_is_refused(code):
    with pytest.raises(cchc.UnknownNameError, match=code):
        cchc.UnitReports([dossiers(1, online=1)], agency=PROVINCE, expected=[code])


def test_windows_that_differ():
    other = cchc.Period.quarter(2026, 3, start=date(2026, 7, 1))
    reports = [dossiers(1), dossiers(2), attrs.evolve(dossiers(3), period=other)]
    (found,) = cchc.audit_units(cchc.UnitReports(reports, agency=PROVINCE))
    assert (found.code, found.actual) == ("CCHC833", "01/7/2026 - 14/9/2026")


def test_an_office_below_a_unit_that_reports_counts_twice():
    office = cchc.Agency(name="Văn phòng HĐND và UBND", symbol="VP", parent=unit(1))
    below = cchc.Report(agency=office, period=PERIOD, outreach=cchc.Outreach(articles=1))
    assert "CCHC834" in codes([dossiers(1, online=1), dossiers(2, online=1), below])


def test_two_units_under_one_code():
    one, other = (attrs.evolve(unit(place), unit_code="18073") for place in (1, 2))
    assert "CCHC834" in codes([dossiers(one, online=1), dossiers(other, online=2)])


def test_figures_that_are_copied():
    counted = {"online": 90, "in_person": 10, "on_time": 95, "late": 5}
    assert codes([dossiers(1, **counted), dossiers(2, **counted)]) == ("CCHC834",)
    assert codes([dossiers(1, online=0, in_person=0), dossiers(2, online=0, in_person=0)]) == ()


def test_codes_are_silenced_for_a_reason():
    reports = [dossiers(1, online=1), dossiers(2)]
    units = cchc.UnitReports(reports, agency=PROVINCE)
    found = cchc.audit_units(units, ignore={"CCHC835": "xã mới thành lập"})
    assert (found.codes, found.silenced) == ((), (("CCHC835", "xã mới thành lập"),))
