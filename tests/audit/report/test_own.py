"""The generic rules over subjects of one's own: rates, windows, rows."""

from datetime import date

import attrs
import pytest
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib import define

AGENCY = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")


def report(*own, **more):
    return cchc.Report(
        **{"agency": AGENCY, "period": cchc.Period.year(2025), "own": list(own)} | more
    )


def found(own, *codes, **more):
    audited = cchc.audit(report(own, **more))
    return [(each.code, each.path) for each in audited if each.code in codes]


@define.subject("tỷ lệ")
@attrs.frozen(kw_only=True)
class Rates:
    a: int | None = define.count("xã", "số xã loại a")
    b: int | None = define.count("xã", "số xã loại b")
    c: int | None = define.count("xã", "số xã loại c")
    small = define.ratio("a / c", "tỷ lệ loại a", part_of="large")
    large = define.ratio("b / c", "tỷ lệ loại b")


@given(st.tuples(*[st.none() | st.integers(0, 9)] * 3))
def test_a_rate_is_no_more_than_the_rate_it_is_part_of(numbers):
    a, b, c = numbers
    is_wrong = None not in numbers and c > 0 and a > b
    expected = [("CCHC120", "rates.small")] if is_wrong else []
    assert found(Rates(a=a, b=b, c=c), "CCHC120") == expected


@define.subject("vụ việc")
@attrs.frozen(kw_only=True)
class Cases:
    start: int | None = define.count("vụ", "số vụ đầu kỳ")
    end: int | None = define.count("vụ", "số vụ cuối kỳ")
    carried: int | None = define.count("vụ", "số vụ chuyển sang", continues="end")


def test_facts_may_be_called_start_and_end():
    then = report(Cases(start=2, end=3), period=cchc.Period.year(2024))
    assert found(Cases(carried=3, start=3, end=1), "CCHC805", previous=then) == []
    assert found(Cases(carried=2, start=3, end=1), "CCHC805", previous=then) == [
        ("CCHC805", "cases.carried")
    ]


@define.subject("vụ việc theo đợt")
@attrs.frozen(kw_only=True)
class Spell:
    start: date | None = define.day("ngày đầu")
    end: date | None = define.day("ngày cuối")
    left: int | None = define.count("vụ", "số vụ còn lại")
    carried: int | None = define.count("vụ", "số vụ chuyển sang", continues="left")


@pytest.mark.parametrize("last", [31, 30])
def test_days_called_start_and_end_are_the_window(last):
    then = report(Spell(end=date(2024, 12, last), left=3), period=cchc.Period.year(2024))
    expected = [("CCHC805", "spell.carried")] if last == 31 else []
    now = Spell(start=date(2025, 1, 1), carried=2)
    assert found(now, "CCHC805", previous=then) == expected


# ---------------------------------------------------------------- rows


@define.subject("hộ nghèo")
@attrs.frozen(kw_only=True)
class Poor:
    area: str | None = define.name("khu vực")
    poor: int | None = define.count("hộ", "số hộ nghèo")
    near: int | None = define.count("hộ", "số hộ cận nghèo")
    other: int | None = define.count("hộ", "số hộ khác")
    together = define.total("poor + [near] + other", "tổng số hộ")
    areas: tuple = define.breakdown("theo khu vực", by="area")


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=3), st.data())
def test_rows_that_count_together_what_the_whole_counts_apart_are_right(rows, data):
    """Of rows that add up, some count the near poor with the poor, some leave numbers out."""
    whole = Poor(
        **dict(zip(("poor", "near", "other"), map(sum, zip(*rows, strict=True)), strict=True))
    )
    shown = []
    for place, (poor, near, other) in enumerate(rows):
        how = data.draw(st.sampled_from(["apart", "together", "silent"]))
        row = Poor(area=f"Khu {place}", poor=poor, near=near, other=other)
        if how == "together":
            row = attrs.evolve(row, poor=poor + near, near=None)
        shown.append(attrs.evolve(row, poor=None, near=None) if how == "silent" else row)
    assert found(attrs.evolve(whole, areas=shown), "CCHC122") == []


@given(st.integers(0, 20), st.integers(0, 20))
def test_a_row_above_the_whole_is_found_though_another_is_silent(most, row):
    expected = {"poor": [("CCHC122", "poor.poor")], "other": [("CCHC122", "poor.other")]}
    for name, findings in expected.items():
        rows = [Poor(area="Bắc", **{name: row}), Poor(area="Nam")]
        own = Poor(**{name: most}, areas=rows)
        assert found(own, "CCHC122") == (findings if row > most else [])


@given(st.integers(0, 20), st.integers(0, 20))
def test_so_is_a_sector_of_dossiers(most, row):
    dossiers = cchc.Dossiers(
        online=most,
        sectors=[cchc.Dossiers(sector="Đất đai", online=row), cchc.Dossiers(sector="Hộ tịch")],
    )
    audited = cchc.audit(report(procedures=cchc.Procedures(dossiers=dossiers)))
    sums = [each.path for each in audited if each.code == "CCHC103"]
    assert sums == (["procedures.dossiers.online"] if row > most else [])


@pytest.mark.parametrize(("second", "expected"), [("BẮC", 1), ("Nam", 0)])
def test_a_row_stands_once(second, expected):
    own = Poor(areas=[Poor(area="Bắc", poor=1), Poor(area=second, poor=2)])
    assert found(own, "CCHC119") == [("CCHC119", "poor.areas[1].area")] * expected


def test_rows_that_tell_what_is_pending_in_two_styles():
    """The whole states it without a split, so no row need be split to add it up."""
    rows = [
        cchc.Dossiers(sector="Hộ tịch", in_person=1, late=0, pending_in_time=0, overdue=1),
        cchc.Dossiers(sector="Đất đai", in_person=1, late=0, pending_unsplit=1),
        cchc.Dossiers(sector="Chứng thực", in_person=0, late=0),
    ]
    whole = cchc.Dossiers(online=0, in_person=2, on_time=0, late=0, pending_unsplit=2, sectors=rows)
    held = cchc.Report(
        agency=AGENCY,
        period=cchc.Period.year(2025),
        procedures=cchc.Procedures(dossiers=whole),
    )
    found = {finding.path for finding in cchc.audit(held).only("CCHC123")}
    assert not [path for path in found if path.endswith(("pending_in_time", "overdue"))]
