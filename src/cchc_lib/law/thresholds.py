"""Numbers that a rate is held against: targets set by texts, and customs of this library.

A target is dated and cited, and names the figure that it is set for. Only what is established
stands here; what a unit planned for itself is a target too, reached at 100% of the plan.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import attrs

from cchc_lib.figures.checks import Exact, check_exact
from cchc_lib.law.sources import REFORM_PLAN, LegalSource
from cchc_lib.vietnamese.text import fold_text

__all__ = ["TARGETS", "TOO_HIGH", "TOO_LOW", "Target", "crossed"]

TOO_HIGH, TOO_LOW = Fraction(20), Fraction(1, 500)
"""Beyond these a factor of 1.000 is likelier than the rate itself: 168,98% becomes 0,17%."""


@attrs.frozen(kw_only=True)
class Target:
    """A percentage to be reached.

    `figures` are the last names of the ids of figures, `words` what prose calls them, an
    expression; `within` narrows it to figures of these sectors. Days are as for a `LegalSource`.
    """

    name: str
    least: int
    figures: tuple[str, ...] = ()
    words: str
    within: str | None = None
    source: LegalSource | None = None

    def holds_for(self, named: str, on: date | None) -> bool:
        """Whether it is set for a figure, by its id or its words, on a day."""
        folded = fold_text(named)
        owner, _, last = named.partition(" ")[0].rpartition(".")
        is_meant = last in self.figures if owner else re.search(self.words, folded) is not None
        is_within = self.within is None or re.search(self.within, folded) is not None
        is_dated = self.source is None or (on is not None and self.source.holds(on))
        return is_meant and is_within and is_dated

    def __str__(self) -> str:
        by = "" if self.source is None else f" ({self.source})"
        return f"{self.name} từ {self.least}% trở lên{by}"


TARGETS = (
    Target(
        name="mức độ hài lòng về đất đai, xây dựng, đầu tư",
        least=90,
        figures=("satisfaction",),
        words="hài lòng",
        within=r"đất đai|xây dựng|đầu tư",
        source=REFORM_PLAN,
    ),
    Target(
        name="mức độ hài lòng về giải quyết thủ tục hành chính",
        least=95,
        figures=("satisfaction",),
        words="hài lòng",
        source=REFORM_PLAN,
    ),
    Target(
        name="hoàn thành kế hoạch của đơn vị",
        least=100,
        figures=("completion",),
        words="kế hoạch|dự toán|hoàn thành|chỉ tiêu",
    ),
)
"""The targets, those of some sectors before those of all."""


def crossed(named: str, stated: Exact, actual: Exact, on: date | None = None) -> str | None:
    """Return in words the target between a stated percentage and the right one, or `None`.

    `named` is the id of a figure, or the words that name it; `on` the day of the report, without
    which only what a unit planned for itself is known.

    >>> from decimal import Decimal
    >>> crossed("mức độ hài lòng", Decimal("96.1"), Decimal("91.6"), date(2026, 9, 15))
    'số đã ghi đạt chỉ tiêu mức độ hài lòng về giải quyết thủ tục hành chính từ 95% trở lên \
(Quyết định 282/QĐ-TTg), số tính lại không đạt'
    >>> crossed("plan.completion", 99, 98) is None
    True

    Raises:
        InvalidTypeError, InvalidValueError: for what is no exact number.
    """
    stated, actual = check_exact("stated", stated), check_exact("actual", actual)
    target = next((each for each in TARGETS if each.holds_for(named, on)), None)
    if target is None:
        return None
    reached, truly = Fraction(stated) >= target.least, Fraction(actual) >= target.least
    if reached is truly:
        return None
    one, other = ("đạt", "không đạt") if reached else ("không đạt", "đạt")
    return f"số đã ghi {one} chỉ tiêu {target}, số tính lại {other}"
