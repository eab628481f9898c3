"""Units side by side by one figure: ranks with ties, the mean, the period before, a sentence."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.change import Change
from cchc_lib.figures.checks import check_choice, check_exact
from cchc_lib.figures.figure import Figure, Measured, walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.figures.rounding import Rounding, divide, scaled_decimal
from cchc_lib.report.agency import Agency
from cchc_lib.report.printing import figure_text
from cchc_lib.scale.units import UnitReports
from cchc_lib.vietnamese import format_count, format_number, format_percent

__all__ = ["Rank", "Ranking", "rank_units"]

SMALL = 30
"""Below so many counted cases a rate says little: it is ranked and marked."""


@attrs.frozen(kw_only=True)
class Rank:
    """One unit's place: `rank` is `None` where it has nothing to rank.

    `is_tied` says that others have the same; `is_small` that its rate is of few cases; `change`
    what became of it since the period before, if the unit's report has one.
    """

    agency: Agency
    rank: int | None
    figure: Figure | None
    is_tied: bool = False
    is_small: bool = False
    change: Change | None = None


@attrs.frozen(kw_only=True)
class Ranking:
    """Units by one figure, the best first; those without it last.

    `whole` is the figure of all: of a rate that of the sums. `mean` is the plain mean of the units'
    rates, each unit counting the same: a comparison, and never the rate of all.
    """

    id: str
    label: str
    unit: str
    order: Literal["high", "low"]
    rows: tuple[Rank, ...]
    whole: Figure | None
    mean: Fraction | None

    @property
    def ranked(self) -> tuple[Rank, ...]:
        """The units that have a place."""
        return tuple(row for row in self.rows if row.rank is not None)

    @property
    def mean_text(self) -> str:
        """The mean as it prints: of rates in percent."""
        if self.mean is None:
            return ""
        if self.unit == "%":
            return format_percent(Ratio(self.mean.numerator, self.mean.denominator))
        return format_number(_rounded(self.mean))

    def reaching(self, at_least: Any) -> tuple[Rank, ...]:
        """Return the units whose figure is at least so much: percent for a rate.

        Raises:
            InvalidTypeError: for a float, and anything else that is no exact number.
        """
        least = Fraction(check_exact("at_least", at_least))
        return tuple(row for row in self.ranked if _percent(row.figure) >= least)

    def last(self, count: int = 3) -> tuple[Rank, ...]:
        """Return the units with the worst figures: `count` of them, and who ties with those."""
        if type(count) is not int or count < 1:
            raise InvalidValueError.refuse(
                "count", count, "a whole number from 1, such as 3", "số nguyên từ 1, ví dụ 3"
            )
        ranked = self.ranked
        if len(ranked) <= count:
            return ranked[::-1]
        limit = _value(ranked[-count].figure)
        sign = 1 if self.order == "high" else -1
        worst = [row for row in ranked if sign * _value(row.figure) <= sign * limit]
        return tuple(worst[::-1])

    def sentence(self, *, at_least: Any = None, worst: int = 3) -> str:
        """Return the ranking in a sentence, as a report says it.

        Where `at_least` is given, it says how many reach it; units that tie with the last ones are
        named too.
        """
        ranked, said = self.ranked, []
        if not ranked:
            return f"Chưa có đơn vị nào có số liệu về {self.label}."
        if at_least is not None:
            reached = len(self.reaching(at_least))
            least = _least(at_least, self.unit)
            said.append(f"{reached}/{len(ranked)} đơn vị đạt từ {least} trở lên")
        lowest = self.last(worst) if len(ranked) > worst else ()
        if lowest and len(lowest) < len(ranked):
            how = "thấp nhất" if self.order == "high" else "cao nhất"
            named = ", ".join(f"{row.agency.short_name} ({_text(row.figure)})" for row in lowest)
            said.append(f"{format_count(len(lowest))} đơn vị {how}: {named}")
        elif at_least is None:
            named = ", ".join(f"{row.agency.short_name} ({_text(row.figure)})" for row in ranked)
            said.append(f"{format_count(len(ranked))} đơn vị: {named}")
        without = len(self.rows) - len(ranked)
        if without:
            said.append(f"{format_count(without)} đơn vị không phát sinh hoặc chưa có số liệu")
        return f"Về {self.label}: {'; '.join(said)}."


def _least(at_least: Any, unit: str) -> str:
    """Return a threshold as prose prints it."""
    exact = at_least if isinstance(at_least, int | Decimal) else _rounded(Fraction(at_least))
    return f"{format_number(exact)}%" if unit == "%" else f"{format_number(exact)} {unit}".rstrip()


def _rounded(exact: Fraction) -> Decimal:
    scaled = divide(exact.numerator * 100, exact.denominator, Rounding.HALF_UP)
    return scaled_decimal(scaled, 2)


def _text(figure: Figure | None) -> str:
    return "" if figure is None else figure.text


def _value(figure: Figure | None) -> Fraction:
    value: Measured | None = None if figure is None else figure.value
    if isinstance(value, Ratio) and value.value is not None:
        return value.value
    if isinstance(value, int | Decimal):
        return Fraction(value)
    raise InvalidTypeError.refuse(
        "figure",
        value,
        "a count, an amount, a score or a rate, such as 'plan.completion'",
        "số đếm, số tiền, điểm hoặc tỷ lệ, ví dụ 'plan.completion'",
    )


def _percent(figure: Figure | None) -> Fraction:
    value = _value(figure)
    return value * 100 if figure is not None and isinstance(figure.value, Ratio) else value


def rank_units(
    units: UnitReports, id: str, *, order: Literal["high", "low"] = "high", small: int = SMALL
) -> Ranking:
    """Return the units by one figure: `order` says which end is the best.

    Units that have the same have the same rank, and the next one is as many places behind. A rate
    of less than `small` cases is marked. A rate of nothing has no place.

    >>> from cchc_lib import Agency, Period, Plan, Report
    >>> def unit(name, done):
    ...     return Report(agency=Agency(name=f"UBND xã {name}"), period=Period.year(2026),
    ...                   plan=Plan(tasks=40, tasks_completed=done))
    >>> units = UnitReports(
    ...     [unit("Mai Hoa", 39), unit("Sơn Kim", 30), unit("Sơn Hồng", 39), unit("Ân Phú", 20)],
    ...     agency=Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh"))
    >>> ranking = rank_units(units, "plan.completion")
    >>> [(row.rank, row.agency.place, row.figure.text) for row in ranking.rows]
    [(1, 'Mai Hoa', '97,5%'), (1, 'Sơn Hồng', '97,5%'), (3, 'Sơn Kim', '75%'), (4, 'Ân Phú', '50%')]
    >>> ranking.sentence(at_least=75, worst=1)
    'Về tỷ lệ hoàn thành nhiệm vụ của kế hoạch: 3/4 đơn vị đạt từ 75% trở lên; 01 đơn vị thấp
    nhất: UBND xã Ân Phú (50%).'

    Raises:
        UnknownNameError: for a figure that nobody has.
        InvalidTypeError: for a figure that has no order, such as a change.
        InvalidValueError: for another `order`.
    """
    check_choice("order", order, ("high", "low"))
    located = units.located(id)
    before = _before(units, id)
    held = list(enumerate(units.contributions(id)))
    placed = [
        (place, each) for place, each in held if each.figure is not None and _has_place(each.figure)
    ]
    sign = -1 if order == "high" else 1
    placed.sort(key=lambda each: (sign * _value(each[1].figure), each[0]))
    values = [_value(each.figure) for _, each in placed]
    times, first = Counter(values), {value: -at for at, value in enumerate(reversed(values))}
    rows = [
        Rank(
            agency=each.agency,
            rank=first[_value(each.figure)] + len(values),
            figure=each.figure,
            is_tied=times[_value(each.figure)] > 1,
            is_small=_is_small(each.figure, small),
            change=_change(each.figure, before.get(place)),
        )
        for place, each in placed
    ]
    there = {place for place, _ in placed}
    rows += [
        Rank(agency=each.agency, rank=None, figure=each.figure)
        for place, each in held
        if place not in there
    ]
    whole = units.report.figures(padded=False).get(id)
    return Ranking(
        id=id,
        label=located.label,
        unit=located.declaration.unit,
        order=order,
        rows=tuple(rows),
        whole=whole,
        mean=sum(values, Fraction(0)) / len(values) if values else None,
    )


def _has_place(figure: Figure) -> bool:
    return not (isinstance(figure.value, Ratio) and figure.value.is_undefined)


def _is_small(figure: Figure | None, small: int) -> bool:
    return figure is not None and isinstance(figure.value, Ratio) and figure.value.whole < small


def _before(units: UnitReports, id: str) -> dict[int, Any]:
    """Return what the figure was in the period before, by the unit's place."""
    key, found = units.located(id).key, {}
    for place, report in enumerate(units.each):
        for located in walk(report.previous, reported=True) if report.previous is not None else ():
            if located.key == key:
                found[place] = located.value
    return found


def _change(figure: Figure | None, then: Any) -> Change | None:
    now: Any = None if figure is None else figure.value
    is_comparable = type(now) is type(then) and isinstance(now, int | Ratio)
    return Change(now, then) if is_comparable else None


def change_text(row: Rank, unit: str) -> str:
    """Return what became of a unit's figure as a cell prints it."""
    return "" if row.change is None else figure_text(row.change, unit)
