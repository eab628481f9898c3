"""Ratios and points of a scheme, computed from the figures of a report: dated, each with doubts.

A scheme is a file. The library ships what counts determine of Quyết định 766/QĐ-TTg and of Nghị
định 224/2026/NĐ-CP; a province's own has the same form. What comes out is no official score.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import attrs

from cchc_lib import define
from cchc_lib.errors import InvalidTypeError, InvalidValueError, UnknownNameError, unknown_name
from cchc_lib.exchange.files import load, loads
from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.formula import Quotient, read_formula
from cchc_lib.figures.ratio import Ratio
from cchc_lib.figures.rounding import Rounding, divide, scaled_decimal
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import format_date, format_number
from cchc_lib.vietnamese.text import fold_label

__all__ = ["Score", "ScoreItem", "ScoreRow", "ScoreScheme", "load_scheme", "score"]

SHIPPED = ("224", "766")
_WHEN_NOTHING = ("zero", "full", "none")


@define.subject("tiêu chí")
@attrs.frozen(kw_only=True)
class ScoreItem:
    """One criterion: a rate of figures of the report, and the points that it gives.

    `formula` names figures by their ids: "plan.tasks_completed / plan.tasks".
    All `points` are given from `full_from` percent on, fewer in proportion; without points the rate
    stands alone. `when_nothing` says what a rate of nothing gives: "zero", "full" or "none".
    """

    id: str = define.name("mã tiêu chí", default=attrs.NOTHING)
    label: str = define.words("tên tiêu chí", default=attrs.NOTHING)
    formula: str = define.words("công thức", default=attrs.NOTHING)
    points: Decimal | None = define.score("điểm", "điểm tối đa")
    full_from: Decimal | None = define.score("%", "tỷ lệ đạt điểm tối đa")
    when_nothing: str = define.words("điểm khi không phát sinh", default="none")
    doubt: str | None = define.words("điều chưa chắc chắn")

    def __attrs_post_init__(self) -> None:
        """Refuse a formula that is no rate, and points that cannot be."""
        node = read_formula(self.formula, "ScoreItem.formula")
        if not isinstance(node, Quotient):
            raise InvalidValueError.refuse(
                "ScoreItem.formula",
                self.formula,
                "a part over a whole, such as 'plan.tasks_completed / plan.tasks'",
                "một phần trên toàn bộ, ví dụ 'plan.tasks_completed / plan.tasks'",
            )
        if self.points is not None and self.points < 0:
            raise InvalidValueError.refuse(
                "ScoreItem.points", self.points, "points from 0, such as 6", "điểm từ 0, ví dụ 6"
            )
        if self.full_from is not None and not 0 < self.full_from <= 100:
            raise InvalidValueError.refuse(
                "ScoreItem.full_from",
                self.full_from,
                "a percentage above 0 and up to 100, such as 80",
                "tỷ lệ phần trăm trên 0 và không quá 100, ví dụ 80",
            )
        if self.when_nothing not in _WHEN_NOTHING:
            raise InvalidValueError.refuse(
                "ScoreItem.when_nothing",
                self.when_nothing,
                f"one of {', '.join(_WHEN_NOTHING)}, such as 'zero'",
                f"một trong {', '.join(_WHEN_NOTHING)}, ví dụ 'zero'",
            )


@define.subject("bộ tiêu chí")
@attrs.frozen(kw_only=True)
class ScoreScheme:
    """Criteria by which figures are scored, the text they come from, and the days it holds.

    A file of it says `kind = "score_scheme"` and the version, as every other file does.
    """

    __kind__: ClassVar[str] = "score_scheme"

    id: str = define.words("mã bộ tiêu chí", default=attrs.NOTHING)
    name: str = define.words("tên bộ tiêu chí", default=attrs.NOTHING)
    source: str | None = define.words("căn cứ")
    start: date | None = define.day("ngày có hiệu lực")
    end: date | None = define.day("ngày hết hiệu lực")
    doubt: str | None = define.words("điều chưa chắc chắn")
    items: Sequence[ScoreItem] = define.several(ScoreItem, "các tiêu chí")

    def __attrs_post_init__(self) -> None:
        """Refuse a criterion that stands twice (it would count twice), and days that cannot be."""
        ids = [fold_label(item.id) for item in self.items]
        if twice := next((id for id in ids if ids.count(id) > 1), None):
            raise InvalidValueError.refuse(
                "ScoreScheme.items",
                twice,
                "each id once, such as '3.1' and '3.2'",
                "mỗi mã tiêu chí một lần, ví dụ '3.1' và '3.2'",
            )

        if self.start is not None and self.end is not None and self.end <= self.start:
            raise InvalidValueError.refuse(
                "ScoreScheme.end",
                self.end,
                f"a day after {self.start}, from which the scheme holds",
                f"ngày sau ngày có hiệu lực {format_date(self.start)}",
            )

    def holds(self, day: date) -> bool:
        """Whether it applies on a day, as far as that is known; not on its `end`."""
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day < self.end)


@attrs.frozen(kw_only=True)
class ScoreRow:
    """One criterion of one report: its rate and points, `None` where the facts do not tell them."""

    item: ScoreItem
    rate: Ratio | None
    points: Fraction | None


@attrs.frozen(kw_only=True)
class Score:
    """What a scheme makes of a report: a row a criterion. It is no official score."""

    scheme: ScoreScheme
    rows: tuple[ScoreRow, ...]

    @property
    def points(self) -> Fraction:
        """The points of the criteria that the facts determine, exact."""
        return sum((row.points for row in self.rows if row.points is not None), Fraction(0))

    @property
    def most(self) -> Fraction:
        """The points that those criteria can give."""
        known = (row.item.points for row in self.rows if row.points is not None)
        return sum((Fraction(each) for each in known if each is not None), Fraction(0))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The criteria with points that the facts do not determine."""
        return tuple(
            row.item.id for row in self.rows if row.item.points is not None and row.points is None
        )

    def __str__(self) -> str:
        """The rates and points as an officer reads them, with what is in doubt."""
        lines = [f"{self.scheme.name}" + (f" ({self.scheme.source})" if self.scheme.source else "")]
        for row in self.rows:
            rate = "chưa có số liệu" if row.rate is None else str(row.rate)
            points = ""
            if row.item.points is not None:
                reached = "–" if row.points is None else _points(row.points)
                points = f"; {reached}/{_points(Fraction(row.item.points))} điểm"
            lines.append(f"{row.item.id} {row.item.label}: {rate}{points}")
            if row.rate is not None and (row.rate.value or 0) > 1:
                lines.append("    Lưu ý: tỷ lệ vượt 100%, cần kiểm tra công thức và số liệu.")
            if row.item.doubt:
                lines.append(f"    Lưu ý: {row.item.doubt}")
        if self.most:
            total = f"{_points(self.points)}/{_points(self.most)}"
            lines.append(f"Cộng: {total} điểm của các tiêu chí tính được.")
        if self.scheme.doubt:
            lines.append(f"Lưu ý: {self.scheme.doubt}")
        return "\n".join(lines)


def _points(exact: Fraction) -> str:
    return format_number(
        scaled_decimal(divide(exact.numerator * 100, exact.denominator, Rounding.HALF_UP), 2)
    )


def load_scheme(scheme: str | os.PathLike[str]) -> ScoreScheme:
    """Return a scheme that the library ships, "766" or "224", or that of a .toml or .json file.

    >>> load_scheme("766").source
    'Quyết định 766/QĐ-TTg'

    Raises:
        UnknownNameError: for a name that is neither a file nor a scheme of the library.
        CchcError: for a file with a fault, as `load` does.
        OSError: when it cannot be read.
    """
    if isinstance(scheme, str) and not Path(scheme).suffix:
        if scheme not in SHIPPED:
            raise unknown_name("scheme", "bộ tiêu chí", scheme, SHIPPED, where="scheme")
        text = files("cchc_lib.scale").joinpath("schemes", f"{scheme}.toml").read_text("utf-8")
        return loads(text, format="toml", kind=ScoreScheme)
    return load(scheme, kind=ScoreScheme)


def score(report: ReportHead, scheme: ScoreScheme | str | os.PathLike[str]) -> Score:
    """Return the rates and points that a scheme makes of the figures of a report.

    A criterion whose figures the report does not have is unknown, and not 0. Points are exact;
    printing rounds them to two decimals.

    >>> from cchc_lib import Agency, Dossiers, Period, Procedures, Report
    >>> report = Report(agency=Agency(name="UBND xã Mai Hoa"), period=Period.quarter(2026, 3),
    ...                 procedures=Procedures(dossiers=Dossiers(online=20, in_person=80)))
    >>> row = next(row for row in score(report, "766").rows if row.item.id == "3.3")
    >>> str(row.rate), row.points
    ('20%', Fraction(12, 5))

    Raises:
        InvalidTypeError: for what is no report or no scheme.
        InvalidValueError: for a report of days on which the scheme did not hold.
        UnknownNameError: for a scheme, or a figure in a formula, that does not exist.
    """
    if not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse("report", report, "a Report", "một báo cáo (Report)")
    held = scheme if isinstance(scheme, ScoreScheme) else load_scheme(scheme)
    if not held.holds(report.period.end):
        days = f"từ {format_date(held.start)}" if held.start else ""
        until = f" đến trước {format_date(held.end)}" if held.end else ""
        raise InvalidValueError.refuse(
            "report.period",
            str(report.period),
            f"a period that ends while {held.source or held.name} holds, such as one from "
            f"{held.start} on",
            f"kỳ báo cáo khi {held.source or held.name} có hiệu lực ({days}{until}), ví dụ kỳ sau "
            f"ngày {format_date(held.start) if held.start else '01/01/2026'}",
        )
    return Score(scheme=held, rows=tuple(_row(item, report) for item in held.items))


def _row(item: ScoreItem, report: ReportHead) -> ScoreRow:
    formula = read_formula(item.formula)
    for path, _ in formula.names():
        _check(path, report, item)
    rate: Ratio | None = formula.compute(_Facts(report))  # type: ignore[assignment]
    if rate is None or item.points is None:
        return ScoreRow(item=item, rate=rate, points=None)
    most = Fraction(item.points)
    if rate.value is None:
        given = {"zero": Fraction(0), "full": most}.get(item.when_nothing)
        return ScoreRow(item=item, rate=rate, points=given)
    full = Fraction(item.full_from or 100) / 100
    return ScoreRow(item=item, rate=rate, points=min(most, most * rate.value / full))


class _Facts:
    """The subjects of a report by their ids, as a formula asks for them."""

    def __init__(self, report: ReportHead) -> None:
        self._report = report

    def __getattr__(self, name: str) -> Any:
        own = {each.__subject__.id: each for each in self._report.own}
        return own[name] if name in own else getattr(self._report, name)


def _check(path: Sequence[str], report: ReportHead, item: ScoreItem) -> None:
    """Refuse what is no count, amount or score, also of a subject that this report lacks."""
    kind: Any = type(report)
    of: dict[str, Any] = {each.__subject__.id: type(each) for each in report.own}
    for place, name in enumerate(path):
        counted = [
            key for key, each in declarations(kind).items() if each.value_type in (int, Decimal)
        ]
        fields = attrs.fields_dict(kind).items()
        for key, field in fields:
            declared = field_of(field)
            rows = getattr(declared, "by", None)  # of what it is itself, such as sectors
            of[key] = kind if rows else getattr(declared, "of", None)
        of = {key: each for key, each in of.items() if hasattr(each, "__subject__")}
        is_last = place == len(path) - 1
        if name not in (counted if is_last else of):
            where, full = f"{item.id}: {item.formula}", ".".join(path[: place + 1])
            if name in of:
                raise UnknownNameError(
                    f"{where}: {name!r} is no figure but holds figures; accepted: one of them, "
                    f"such as '{full}.x', of a list 'sum({full}.x)'",
                    f"{where}: {name!r} không phải số liệu mà là nhóm số liệu; cần: một số liệu "
                    f"trong đó, ví dụ '{full}.x', với danh sách là 'sum({full}.x)'",
                    path=where,
                    got=name,
                )
            if name in counted:
                raise UnknownNameError(
                    f"{where}: {name!r} is a figure and holds no others; accepted: {name!r} alone",
                    f"{where}: {name!r} là một số liệu, không có số liệu bên trong; cần: bỏ phần "
                    f"sau {name!r}",
                    path=where,
                    got=name,
                )
            raise unknown_name("figure", "số liệu", name, [*counted, *of], where=where)
        kind, of = of.get(name), {}
