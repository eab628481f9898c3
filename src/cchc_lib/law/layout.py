"""The measures of a document's form, each with its rule and the choice that custom makes within it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (mục I: paper, margins, type, page numbers; mục II: the
main components; mục III: annexes; mục V: sizes). Where the decree leaves a range, a `Layout` may
choose within it and is refused outside; where it is silent, the range only keeps a page readable.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.law.sources import CLERICAL_DECREE

__all__ = [
    "CUSTOMARY",
    "MOTTO",
    "NATION",
    "PAGE_HEIGHT_MM",
    "PAGE_WIDTH_MM",
    "Layout",
    "Measure",
    "Size",
]

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PAGE_WIDTH_MM = 210  # A4, mục I.1
PAGE_HEIGHT_MM = 297

Size = int | Decimal | Fraction

_CUSTOM = "custom; the decree sets no size"
_CUSTOM_VI = "theo thông lệ; Nghị định không quy định cỡ"
_UNITS_VI = {"of the text": "độ dài dòng chữ", "lines": "dòng", "columns": "cột"}
_FARTHEST = 9  # digits before or behind the point: no measure of a page has more


@attrs.frozen
class Measure:
    """What a rule allows of a measure, from `low` to `high`, both included; called to check one.

    Where `only_ends`, the rule names two values and nothing between them. `article` is the place
    in the decree's Phụ lục I, or `None` where custom alone speaks.
    """

    low: str
    high: str
    unit: str
    article: str | None
    only_ends: bool = False

    @property
    def span(self) -> str:
        """What is allowed, without its unit: "20 to 25", "13", "10 or 12.7"."""
        if self.low == self.high:
            return self.low
        return f"{self.low} {'or' if self.only_ends else 'to'} {self.high}"

    @property
    def accepted(self) -> str:
        """What is allowed with its source, in the words of a refusal."""
        return f"{self.span} {self.unit} ({self._source or _CUSTOM})"

    @property
    def accepted_vi(self) -> str:
        """What is allowed with its source and an example, in Vietnamese."""
        low, high = (end.replace(".", ",") for end in (self.low, self.high))
        span = f"{low} hoặc {high}" if self.only_ends else f"từ {low} đến {high}"
        span = low if low == high else span
        unit = _UNITS_VI.get(self.unit, self.unit)
        return f"{span} {unit} ({self._source or _CUSTOM_VI}), ví dụ {self.low}"

    @property
    def _source(self) -> str | None:
        return CLERICAL_DECREE.at(f"Phụ lục I, mục {self.article}") if self.article else None

    def allows(self, value: Fraction) -> bool:
        """Whether the rule allows a measure."""
        if self.only_ends:
            return value in (Fraction(self.low), Fraction(self.high))
        return Fraction(self.low) <= value <= Fraction(self.high)

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        """Check one measure, as the validator of a field.

        Raises:
            InvalidTypeError: when it is not exact, such as a float.
            InvalidValueError: when the rule does not allow it.
        """
        name = attribute.name
        if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
            raise InvalidTypeError.refuse(
                name,
                value,
                f"an int, Decimal or Fraction, {self.accepted}",
                f"số nguyên, Decimal hoặc Fraction, {self.accepted_vi}",
            )
        if (isinstance(value, Decimal) and not _is_near(value)) or not self.allows(Fraction(value)):
            raise InvalidValueError.refuse(name, value, self.accepted, self.accepted_vi)
        if self.unit == "pt" and Fraction(value) * 2 % 1:
            raise InvalidValueError.refuse(
                name,
                value,
                f"half points, {self.accepted}",
                f"bội số của nửa point, {self.accepted_vi}",
            )


def _is_near(value: Decimal) -> bool:
    """Whether a decimal is finite and as long as a measure can be: 1E+999999999 is not."""
    if not value.is_finite():
        return False
    _, digits, exponent = value.as_tuple()
    return len(digits) <= 2 * _FARTHEST and abs(int(exponent)) <= 2 * _FARTHEST


@attrs.frozen(kw_only=True)
class Layout:
    """Sizes in points, margins in millimetres; the defaults are what offices customarily use.

    >>> Layout(agency_size=15)
    Traceback (most recent call last):
        ...
    cchc_lib.errors.InvalidValueError: agency_size: got 15 (int); accepted: 12 to 13 pt (Nghị định
    30/2020/NĐ-CP, Phụ lục I, mục II.2)

    Raises:
        InvalidTypeError: for a measure that is not exact, such as a float.
        InvalidValueError: for a measure the decree does not allow; the message names its rule.
    """

    top_mm: Size = attrs.field(default=20, validator=Measure("20", "25", "mm", "I.3"))
    bottom_mm: Size = attrs.field(default=20, validator=Measure("20", "25", "mm", "I.3"))
    left_mm: Size = attrs.field(default=30, validator=Measure("30", "35", "mm", "I.3"))
    right_mm: Size = attrs.field(default=15, validator=Measure("15", "20", "mm", "I.3"))
    page_number_size: Size = attrs.field(default=13, validator=Measure("13", "14", "pt", "I.7"))

    nation_size: Size = attrs.field(default=13, validator=Measure("12", "13", "pt", "II.1"))
    motto_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "II.1"))
    parent_size: Size = attrs.field(default=13, validator=Measure("12", "13", "pt", "II.2"))
    agency_size: Size = attrs.field(default=13, validator=Measure("12", "13", "pt", "II.2"))
    number_size: Size = attrs.field(default=13, validator=Measure("13", "13", "pt", "II.3"))
    date_size: Size = attrs.field(default=13, validator=Measure("13", "14", "pt", "II.4"))
    kind_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "II.5"))
    subject_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "II.5"))
    brief_size: Size = attrs.field(default=12, validator=Measure("12", "13", "pt", "II.5"))
    rule_share: Size = attrs.field(
        default=Fraction(2, 5), validator=Measure("1/3", "1/2", "of the text", "II.2, II.5")
    )

    body_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "II.6"))
    first_line_mm: Size = attrs.field(
        default=Decimal("12.7"), validator=Measure("10", "12.7", "mm", "II.6", only_ends=True)
    )
    paragraph_gap: Size = attrs.field(default=6, validator=Measure("6", "24", "pt", "II.6"))
    line_spacing: Size = attrs.field(default=1, validator=Measure("1", "1.5", "lines", "II.6"))

    signature_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "II.7"))
    addressee_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "II.9"))
    recipients_label_size: Size = attrs.field(
        default=12, validator=Measure("12", "12", "pt", "II.9")
    )
    recipients_size: Size = attrs.field(default=11, validator=Measure("11", "11", "pt", "II.9"))
    annex_label_size: Size = attrs.field(default=14, validator=Measure("14", "14", "pt", "III.1"))
    annex_title_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "III.1"))

    table_size: Size = attrs.field(default=12, validator=Measure("8", "14", "pt", None))
    dense_table_size: Size = attrs.field(default=10, validator=Measure("8", "14", "pt", None))
    dense_from: Size = attrs.field(default=9, validator=Measure("2", "60", "columns", None))
    note_size: Size = attrs.field(default=10, validator=Measure("8", "12", "pt", None))

    @property
    def text_width_mm(self) -> Fraction:
        """The width between the margins."""
        return PAGE_WIDTH_MM - Fraction(self.left_mm) - Fraction(self.right_mm)


CUSTOMARY = Layout()
