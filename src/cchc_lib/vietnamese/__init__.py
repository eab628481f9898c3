"""How figures are written and read: numbers, money, dates, periods, words, lists, text."""

from cchc_lib.vietnamese.changes import format_change
from cchc_lib.vietnamese.dates import format_date, parse_date
from cchc_lib.vietnamese.lists import join_list
from cchc_lib.vietnamese.money import format_vnd, parse_vnd
from cchc_lib.vietnamese.numbers import format_count, format_number, parse_number
from cchc_lib.vietnamese.percentages import (
    format_percent,
    format_points,
    parse_percent,
    parse_points,
)
from cchc_lib.vietnamese.periods import (
    PeriodKind,
    PeriodName,
    half_name,
    month_name,
    nine_months_name,
    parse_period_name,
    period_name,
    quarter_name,
    range_name,
    year_name,
)
from cchc_lib.vietnamese.reading import parse_spelled_vnd, parse_words
from cchc_lib.vietnamese.roman import parse_roman, roman
from cchc_lib.vietnamese.text import clean_text, fold_text, normalize_text
from cchc_lib.vietnamese.words import spell, spell_vnd

__all__ = [
    "PeriodKind",
    "PeriodName",
    "clean_text",
    "fold_text",
    "format_change",
    "format_count",
    "format_date",
    "format_number",
    "format_percent",
    "format_points",
    "format_vnd",
    "half_name",
    "join_list",
    "month_name",
    "nine_months_name",
    "normalize_text",
    "parse_date",
    "parse_number",
    "parse_percent",
    "parse_period_name",
    "parse_points",
    "parse_roman",
    "parse_spelled_vnd",
    "parse_vnd",
    "parse_words",
    "period_name",
    "quarter_name",
    "range_name",
    "roman",
    "spell",
    "spell_vnd",
    "year_name",
]
