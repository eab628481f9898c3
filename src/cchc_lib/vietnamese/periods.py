"""Periods by name: written as official titles have them, read as people write them.

The days that a period counts are law: `cchc_lib.law.windows`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Literal

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese.dates import month_number
from cchc_lib.vietnamese.roman import roman

__all__ = [
    "PER_YEAR",
    "PeriodKind",
    "PeriodKindName",
    "PeriodName",
    "check_index",
    "check_kind",
    "check_year",
    "half_name",
    "month_name",
    "nine_months_name",
    "parse_period_name",
    "period_name",
    "quarter_name",
    "range_name",
    "year_name",
]


class PeriodKind(StrEnum):
    """What a period spans; a range is a programme of several years."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    RANGE = "range"

    @property
    def label(self) -> str:
        """The kind in Vietnamese."""
        return _KINDS[self]


_KINDS = {
    PeriodKind.MONTH: "tháng",
    PeriodKind.QUARTER: "quý",
    PeriodKind.HALF: "6 tháng",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "năm",
    PeriodKind.RANGE: "giai đoạn nhiều năm",
}

PeriodKindName = Literal["month", "quarter", "half", "nine_months", "year", "range"]
"""The kinds as text, which every function takes too."""

PER_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}
"""How many periods of a kind make a year; the others have no index."""

_SAID = {PeriodKind.MONTH: "tháng", PeriodKind.QUARTER: "quý", PeriodKind.HALF: "nửa năm"}
_HALVES = ("đầu", "cuối")


@attrs.frozen
class PeriodName:
    """What a period's name says; `str` writes it.

    `index` is the number of the month, quarter or half in its year; `end` the last year of a range.
    """

    kind: PeriodKind
    year: int
    index: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        if self.end is not None:
            return range_name(self.year, self.end)
        return period_name(self.kind, self.year, self.index)


def month_name(year: int, month: int) -> str:
    """Return the name of a month; 1 and 2 are padded, as in a date.

    >>> month_name(2025, 9), month_name(2025, 1)
    ('tháng 9 năm 2025', 'tháng 01 năm 2025')
    """
    check_index(PeriodKind.MONTH, month)
    return f"tháng {month_number(month)} năm {check_year('year', year)}"


def quarter_name(year: int, quarter: int) -> str:
    """Return the name of a quarter, in Roman numerals.

    >>> quarter_name(2025, 3)
    'quý III năm 2025'
    """
    check_index(PeriodKind.QUARTER, quarter)
    return f"quý {roman(quarter)} năm {check_year('year', year)}"


def half_name(year: int, half: int) -> str:
    """Return the name of the first (1) or last (2) six months of a year.

    >>> half_name(2025, 1), half_name(2025, 2)
    ('6 tháng đầu năm 2025', '6 tháng cuối năm 2025')
    """
    check_index(PeriodKind.HALF, half)
    return f"6 tháng {_HALVES[half - 1]} năm {check_year('year', year)}"


def nine_months_name(year: int) -> str:
    """Return the name of the first nine months of a year.

    >>> nine_months_name(2025)
    '9 tháng năm 2025'
    """
    return f"9 tháng năm {check_year('year', year)}"


def year_name(year: int) -> str:
    """Return the name of a year.

    >>> year_name(2025)
    'năm 2025'
    """
    return f"năm {check_year('year', year)}"


def range_name(start: int, end: int) -> str:
    """Return the name of a range of years, with a spaced hyphen as official titles have it.

    >>> range_name(2021, 2030)
    'giai đoạn 2021 - 2030'

    Raises:
        InvalidValueError: when the range does not end after it starts.
    """
    check_year("start", start)
    if check_year("end", end) <= start:
        raise InvalidValueError.refuse(
            "end",
            end,
            f"a year after {start}, such as {start + 1}",
            f"năm sau năm {start}, ví dụ {start + 1}",
        )
    return f"giai đoạn {start} - {end}"


def period_name(kind: PeriodKind | PeriodKindName, year: int, index: int | None = None) -> str:
    """Return the name of a period inside one year; `index` numbers its month, quarter or half.

    >>> period_name("quarter", 2025, 3), period_name(PeriodKind.YEAR, 2025)
    ('quý III năm 2025', 'năm 2025')

    Raises:
        InvalidTypeError: for a year or an index that is not an int.
        InvalidValueError: for a range, an index out of range, or a year not of four digits.
    """
    checked = check_index(kind, index)
    kind = PeriodKind(kind)
    if kind is PeriodKind.MONTH:
        return month_name(year, checked)
    if kind is PeriodKind.QUARTER:
        return quarter_name(year, checked)
    if kind is PeriodKind.HALF:
        return half_name(year, checked)
    return nine_months_name(year) if kind is PeriodKind.NINE_MONTHS else year_name(year)


_YEAR = r"(?: năm |/)(?P<year>[1-9][0-9]{3})"
_FORMS = (  # compiled on first use by re itself: reading names is rare, importing is not
    (PeriodKind.MONTH, rf"tháng (?P<index>0?[1-9]|1[0-2]){_YEAR}"),
    (PeriodKind.QUARTER, rf"quý (?P<index>iv|i{{1,3}}|[1-4]){_YEAR}"),
    (PeriodKind.HALF, rf"0?6 tháng (?P<index>đầu|cuối){_YEAR}"),
    (PeriodKind.NINE_MONTHS, rf"0?9 tháng(?: đầu)?{_YEAR}"),
    (PeriodKind.YEAR, r"năm (?P<year>[1-9][0-9]{3})"),
    (PeriodKind.RANGE, r"giai đoạn (?P<year>[1-9][0-9]{3}) ?[-–] ?(?P<end>[1-9][0-9]{3})"),
)
_LONGEST = 200
"""Characters that the name of a period may have, spaces and decomposed letters included."""
_INDEXES = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "đầu": 1, "cuối": 2}


def parse_period_name(text: str) -> PeriodName:
    """Return what a period's name says; capitals, 'quý 3' and 'quý III/2025' are read too.

    >>> parse_period_name("Quý III năm 2025")
    PeriodName(kind=<PeriodKind.QUARTER: 'quarter'>, year=2025, index=3, end=None)

    Raises:
        InvalidTypeError: when `text` is not text.
        FormatError: when it is not the name of a period, such as 'quý V năm 2025'.
    """
    accepted = "a period such as 'quý III năm 2025', '6 tháng đầu năm 2025' or 'năm 2025'"
    accepted_vi = "kỳ báo cáo, ví dụ 'quý III năm 2025', '6 tháng đầu năm 2025' hoặc 'năm 2025'"
    if not isinstance(text, str):
        raise InvalidTypeError.refuse("text", text, accepted, accepted_vi)
    if len(text) > _LONGEST:
        raise FormatError.refuse("text", text, accepted, accepted_vi)
    stated = " ".join(unicodedata.normalize("NFC", text).split()).lower()
    for kind, form in _FORMS:
        if match := re.fullmatch(form, stated):
            parts = match.groupdict()
            index = parts.get("index") or ""
            number = _INDEXES.get(index) or (int(index) if index else None)
            end = int(parts["end"]) if "end" in parts else None
            if end is not None and end <= int(parts["year"]):
                break
            return PeriodName(kind, int(parts["year"]), number, end)
    raise FormatError.refuse("text", text, accepted, accepted_vi)


def check_year(field: str, year: object) -> int:
    """Return a year of four digits.

    Raises:
        InvalidTypeError: when it is not an int.
        InvalidValueError: for any other number.
    """
    if type(year) is not int:
        raise InvalidTypeError.refuse(
            field, year, "a year (int), such as 2025", "năm, là số nguyên, ví dụ 2025"
        )
    if not 1000 <= year <= 9999:
        raise InvalidValueError.refuse(
            field, year, "a year of four digits, such as 2025", "năm gồm bốn chữ số, ví dụ 2025"
        )
    return year


def check_index(kind: PeriodKind | PeriodKindName, index: object, *, owner: str = "") -> int:
    """Return the number of a period in its year; 1 for the kinds that have only one.

    `owner` is the class whose fields these are, for the error.

    Raises:
        InvalidTypeError: when kind is not text, or an index is not an int.
        InvalidValueError: for a range, an unknown kind, or an index out of range.
    """
    of = f"{owner}." if owner else ""
    kind = check_kind(f"{of}kind", kind)
    if kind is PeriodKind.RANGE:
        raise InvalidValueError.refuse(
            f"{of}kind",
            kind,
            "a period inside one year, such as 'quarter'",
            "kỳ báo cáo trong một năm, ví dụ 'quarter'",
        )
    parts = PER_YEAR.get(kind)
    if parts is None:
        if index is not None:
            raise InvalidValueError.refuse(
                f"{of}index",
                index,
                f"no index: a {kind} has none, such as index=None",
                "để trống, vì kỳ báo cáo loại này không có số thứ tự, ví dụ index=None",
            )
        return 1
    if type(index) is not int:
        raise InvalidTypeError.refuse(
            f"{of}index",
            index,
            f"the number of a {kind}, such as 1",
            f"số thứ tự của {_SAID[kind]}, là số nguyên, ví dụ 1",
        )
    if not 1 <= index <= parts:
        raise InvalidValueError.refuse(
            f"{of}index",
            index,
            f"the number of a {kind}, 1 to {parts}, such as 1",
            f"số thứ tự của {_SAID[kind]}, từ 1 đến {parts}, ví dụ 1",
        )
    return index


def check_kind(field: str, kind: object) -> PeriodKind:
    """Return a kind of period, which may be given as text: "quarter".

    Raises:
        InvalidTypeError: when it is not text.
        InvalidValueError: when there is no such kind.
    """
    accepted = f"one of {', '.join(PeriodKind)}, such as 'quarter'"
    accepted_vi = f"một trong {', '.join(PeriodKind)}, ví dụ 'quarter'"
    if not isinstance(kind, str):
        raise InvalidTypeError.refuse(field, kind, accepted, accepted_vi)
    try:
        return PeriodKind(kind)
    except ValueError:
        raise InvalidValueError.refuse(field, kind, accepted, accepted_vi) from None
