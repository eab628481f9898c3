"""Periods: names both ways."""

import pytest
from hypothesis import given, strategies as st

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese import (
    PeriodKind,
    PeriodName,
    half_name,
    month_name,
    nine_months_name,
    parse_period_name,
    parse_roman,
    period_name,
    quarter_name,
    range_name,
    roman,
    year_name,
)

PARTS = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}
YEARS = st.integers(1000, 9999)
IN_ONE_YEAR = st.sampled_from([kind for kind in PeriodKind if kind != "range"]).flatmap(
    lambda kind: st.builds(
        PeriodName,
        st.just(kind),
        YEARS,
        st.integers(1, PARTS[kind]) if kind in PARTS else st.none(),
    )
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (month_name(2025, 9), "tháng 9 năm 2025"),
        (month_name(2025, 2), "tháng 02 năm 2025"),
        (month_name(2025, 12), "tháng 12 năm 2025"),
        (quarter_name(2025, 3), "quý III năm 2025"),
        (quarter_name(2025, 4), "quý IV năm 2025"),
        (half_name(2025, 1), "6 tháng đầu năm 2025"),
        (half_name(2025, 2), "6 tháng cuối năm 2025"),
        (nine_months_name(2025), "9 tháng năm 2025"),
        (year_name(2025), "năm 2025"),
        (range_name(2021, 2030), "giai đoạn 2021 - 2030"),
    ],
)
def test_names(name, text):
    assert name == text
    assert str(parse_period_name(text)) == text
    assert str(parse_period_name(text.upper())) == text


@given(IN_ONE_YEAR)
def test_reading_inverts_naming(period):
    assert parse_period_name(str(period)) == period
    assert period_name(period.kind, period.year, period.index) == str(period)


@given(YEARS, YEARS)
def test_reading_inverts_ranges(start, end):
    if start < end:
        assert parse_period_name(range_name(start, end)) == PeriodName("range", start, None, end)
    else:
        with pytest.raises(InvalidValueError):
            range_name(start, end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quý 3 năm 2025", "quý III năm 2025"),
        ("quý III/2025", "quý III năm 2025"),
        ("tháng 09/2025", "tháng 9 năm 2025"),
        ("06 tháng đầu năm 2025", "6 tháng đầu năm 2025"),
        ("9 tháng đầu năm 2025", "9 tháng năm 2025"),
        ("giai đoạn 2021-2030", "giai đoạn 2021 - 2030"),
        ("giai đoạn 2021 – 2030", "giai đoạn 2021 - 2030"),
        ("quý\u00a0III\u00a0năm\u00a02025", "quý III năm 2025"),
        ("6\u202ftháng  đầu năm 2025\u00a0", "6 tháng đầu năm 2025"),
    ],
)
def test_other_spellings_are_read(text, name):
    assert str(parse_period_name(text)) == name


@pytest.mark.parametrize(
    "text",
    ["", "2025", "quý V năm 2025", "quý IIII năm 2025", "quý İ năm 2025", "quý ı năm 2025",
     "quý 0 năm 2025", "tháng 13 năm 2025", "tháng 0 năm 2025", "năm 25", "năm ２０２５",
     "6 tháng năm 2025", "giai đoạn 2030 - 2021", "giai đoạn 2025 - 2025", "năm 0025",
     "quý III", "\ud800", "năm " * 100_000],
)  # fmt: skip
def test_what_is_not_a_period_is_refused(text):
    with pytest.raises(FormatError, match="a period such as"):
        parse_period_name(text)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((PeriodKind.QUARTER, 2025, 5), InvalidValueError),
        ((PeriodKind.QUARTER, 2025, 0), InvalidValueError),
        ((PeriodKind.QUARTER, 2025), InvalidTypeError),
        ((PeriodKind.QUARTER, 2025, True), InvalidTypeError),
        ((PeriodKind.QUARTER, 2025.0, 1), InvalidTypeError),
        ((PeriodKind.QUARTER, 25, 1), InvalidValueError),
        ((PeriodKind.YEAR, 2025, 1), InvalidValueError),
        ((PeriodKind.RANGE, 2025), InvalidValueError),
        (("quarter", 2025, 5), InvalidValueError),
        (("quartre", 2025, 1), InvalidValueError),
        ((4, 2025, 1), InvalidTypeError),
    ],
)
def test_impossible_periods_are_refused(arguments, error):
    with pytest.raises(error):
        period_name(*arguments)


@given(IN_ONE_YEAR)
def test_a_kind_may_be_text(period):
    assert period_name(period.kind.value, period.year, period.index) == str(period)


@pytest.mark.parametrize("name", [month_name, quarter_name, half_name])
@pytest.mark.parametrize("index", [0, 13, -1])
def test_impossible_indexes_are_refused(name, index):
    with pytest.raises(InvalidValueError):
        name(2025, index)


def test_every_roman_numeral_comes_back():
    written = [roman(number) for number in range(1, 4000)]
    assert [parse_roman(text) for text in written] == list(range(1, 4000))
    assert len(set(written)) == 3999
    assert written[:10] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_numbers_without_a_numeral(number):
    with pytest.raises(InvalidValueError):
        roman(number)


@pytest.mark.parametrize("text", ["", "IIII", "VX", "iv", "IC", "MMMM", "Ⅳ", "I\n"])
def test_what_is_no_numeral(text):
    with pytest.raises(FormatError):
        parse_roman(text)
