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


@attrs.frozen
class Measure:
    """The measures a rule allows, from `low` to `high`, both included; called to check one."""

    low: str
    high: str
    unit: str
    article: str | None

    @property
    def accepted(self) -> str:
        """The range with its source, in the words of a refusal."""
        span = f"{self.low} to {self.high}" if self.low != self.high else self.low
        source = CLERICAL_DECREE.at(f"Phụ lục I, mục {self.article}") if self.article else _CUSTOM
        return f"{span} {self.unit} ({source})"

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        """Check one measure, as the validator of a field.

        Raises:
            InvalidTypeError: when it is not exact, such as a float.
            InvalidValueError: when the rule does not allow it.
        """
        if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
            exact = f"an int, Decimal or Fraction, {self.accepted}"
            raise InvalidTypeError.refuse(attribute.name, value, exact, exact)
        if isinstance(value, Decimal) and not value.is_finite():
            raise InvalidValueError.refuse(attribute.name, value, self.accepted, self.accepted)
        if not Fraction(self.low) <= Fraction(value) <= Fraction(self.high):
            raise InvalidValueError.refuse(attribute.name, value, self.accepted, self.accepted)
        if self.unit == "pt" and Fraction(value) * 2 % 1:
            raise InvalidValueError.refuse(
                attribute.name,
                value,
                f"half points, {self.accepted}",
                f"half points, {self.accepted}",
            )


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
    rule_share: Size = attrs.field(
        default=Fraction(2, 5), validator=Measure("1/3", "1/2", "of the text", "II.2, II.5")
    )

    body_size: Size = attrs.field(default=14, validator=Measure("13", "14", "pt", "II.6"))
    first_line_mm: Size = attrs.field(
        default=Decimal("12.7"), validator=Measure("10", "12.7", "mm", "II.6")
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
