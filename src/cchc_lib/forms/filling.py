"""A form filled from the facts of a report, where its file says which figure fills a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.figure import name_of
from cchc_lib.figures.ratio import Ratio
from cchc_lib.forms.accepted import check_official
from cchc_lib.forms.filled import FilledForm, FormLine
from cchc_lib.forms.form import ColumnKind, FormColumn, FormRow, OfficialForm
from cchc_lib.forms.values import CellValue, percent_of
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import fold_text

__all__ = ["fill_form"]

MONEY_SIZES = {"nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}


def fill_form(form: OfficialForm, report: ReportHead) -> FilledForm:
    """Return a form with what a report states; what it does not state is not known.

    Results that the report states are stated too, so that a check sees where they disagree with the
    rows. Only a form whose file says where its facts stand (`at`, `fact`) can be filled so.

    >>> import cchc_lib as cchc
    >>> report = cchc.Report(
    ...     agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    ...     period=cchc.Period.quarter(2025, 3),
    ...     procedures=cchc.Procedures(dossiers=cchc.Dossiers.of_sectors([
    ...         cchc.Dossiers(sector="Hộ tịch", online=7, in_person=2)])))
    >>> filled = fill_form(cchc.official_form("II.06a"), report)
    >>> [(line.row, line.label, filled.value(line, "4")) for line in filled.lines]
    [('sector', 'Hộ tịch', 7), ('total', '', 7)]

    Raises:
        InvalidTypeError: when it is no form, or no report.
        InvalidValueError: when the form does not say where its facts stand.
    """
    check_official(form)
    if not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse("report", report, "a Report", "một báo cáo (Report)")
    if not any(row.at for row in form.walk()):
        raise InvalidValueError.refuse(
            "form",
            form.id,
            "a form whose rows say where their facts stand (at = …), such as 'II.06a'",
            "biểu có nêu nguồn số liệu của các dòng (at = …), ví dụ 'II.06a'",
        )
    parts = report.agency.parent
    return FilledForm(
        form=form,
        lines=tuple(lines_of(form, report)),
        agency=report.agency.name,
        receiver=None if parts is None else parts.name,
        period=report.period,
        place=report.agency.place,
    )


def lines_of(form: OfficialForm, owner: object) -> Iterator[FormLine]:
    """Yield the lines that a report fills, or another object with the names that `at` says."""
    yield from _Filling(form).lines(form.rows, owner, "")


class _Filling:
    """What was filled so far: each of several objects fills one row, some rows stand for others."""

    def __init__(self, form: OfficialForm) -> None:
        self.form = form
        self.taken: set[str] = set()
        self.rows: set[str] = set()

    def lines(self, rows: Sequence[FormRow], owner: Any, path: str) -> Iterator[FormLine]:
        for row in rows:
            if not self.rows.isdisjoint(row.unless):
                continue
            if row.at is None:
                yield FormLine(row.id)
                yield from self.lines(row.rows, owner, path)
                continue
            is_below = row.at.startswith(".")
            for found, item in _objects(owner, row.at.lstrip("."), path if is_below else ""):
                is_other = row.match is not None and not _is_named(item, row.match)
                if is_other or (found.endswith("]") and found in self.taken):
                    continue
                self.taken.add(found)
                self.rows.add(row.id)
                cells = {
                    column.number: _value(item, column, self.form)
                    for column in self.form.columns
                    if column.fact is not None
                }
                called = name_of(item) if row.each or row.match else None
                yield FormLine(row.id, called or "", cells, path=found)
                yield from self.lines(row.rows, item, found)
                if not row.each:
                    break


def _objects(owner: Any, at: str, path: str) -> Iterator[tuple[str, Any]]:
    """Yield what stands at a path, each of several with its place."""
    for name in at.split("."):
        owner = getattr(owner, name, None)
        path = f"{path}.{name}" if path else name
        if owner is None:
            return
    if isinstance(owner, tuple | list):
        for place, item in enumerate(owner):
            yield f"{path}[{place}]", item
    else:
        yield path, owner


def _is_named(item: Any, words: str) -> bool:
    folded = fold_text(name_of(item) or "")
    return re.search(rf"(?<!\w)(?:{fold_text(words)})(?!\w)", folded) is not None


def _value(item: Any, column: FormColumn, form: OfficialForm) -> CellValue:
    """Return a fact as the column writes it: amounts in its unit, rates as percentages."""
    value = item
    for name in (column.fact or "").split("."):
        value = getattr(value, name, None)
    if value is None:
        return None
    if isinstance(value, Ratio):
        return percent_of(value.part, value.whole, column.places)
    if column.kind is ColumnKind.AMOUNT and type(value) is int:
        size = MONEY_SIZES.get(column.unit or form.unit or "", 1)
        return _in_unit(value, size, column.places)
    return value  # type: ignore[no-any-return]


def _in_unit(value: int, size: int, places: int) -> CellValue:
    """Return an amount in a larger unit, rounded half up where it has more decimals."""
    if size == 1:
        return value
    from decimal import Decimal

    from cchc_lib.figures.rounding import divide

    if value % size == 0:
        return value // size
    exact = Fraction(value, size) * 10**places
    return Decimal(divide(exact.numerator, exact.denominator)).scaleb(-places)
