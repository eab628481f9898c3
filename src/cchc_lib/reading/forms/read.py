"""A file to a filled form: which form it is, who reports, for which period, and the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from cchc_lib.archive import WORKBOOK, FileSource, path_of
from cchc_lib.errors import CchcError, FormatError, InvalidValueError
from cchc_lib.forms.accepted import check_official
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.form import OfficialForm
from cchc_lib.forms.page import AGENCY, NUMBER, PERIOD, RECEIVER
from cchc_lib.forms.shipped import official_forms
from cchc_lib.reading.forms.cells import FormTable
from cchc_lib.reading.forms.columns import columns_of, no_table
from cchc_lib.reading.forms.matching import lines_of_table, refuse_unmade
from cchc_lib.reading.forms.word import word_tables
from cchc_lib.reading.forms.xlsx import xlsx_tables
from cchc_lib.report.period import Period
from cchc_lib.vietnamese.dates import parse_date
from cchc_lib.vietnamese.periods import parse_period_name
from cchc_lib.vietnamese.text import fold_text

__all__ = ["read_form"]

_FILE = attrs.evolve(
    WORKBOOK, name_vi="biểu Excel hoặc Word", example="bieu.xlsx", max_file=64 << 20
)

_HEAD = 5
"""Rows within which a sheet says which form it is."""

_DAYS = re.compile(r"\(Từ ngày (\S+) đến ngày (\S+)\)")
_PLACE = re.compile(r"^([^\n,…]{1,80}), ngày\b.*tháng\b.*năm\b", re.MULTILINE)


def read_form(source: FileSource, form: OfficialForm | None = None) -> FilledForm:
    """Return the form that a workbook (.xlsx) or a Word file (.docx) holds, as it is filled in.

    Which form it is follows from its number ("Biểu số …"); one of an office's own is given. What it
    states is held, right or wrong: `check_form` tells. A result that is empty, or a formula that
    nobody has computed yet, is computed from the rest; such a formula in any other cell is refused,
    since what it says is not known.

    Raises:
        InvalidTypeError: for what is no form.
        FormatError: for a file that is none of these, unsafe, or has no table of the form.
        InvalidValueError: for cells that cannot be read, each in `problems` with its place.
        MissingExtraError: for a workbook without openpyxl.
        OSError: when it cannot be read.
    """
    if form is not None:
        check_official(form)
    if isinstance(source, str):
        source = path_of(source, "source", "bieu.xlsx")
    data = _FILE.bytes_of(source)
    parts, _ = _FILE.unpacked(data)
    read = xlsx_tables if "xl/workbook.xml" in parts else word_tables
    tables = list(read(data))
    forms = _named(tables) if form is None else (form,)
    for each in forms:
        if fitting := [table for table in tables if columns_of(each, table) is not None]:
            return _filled(each, _only(each, fitting))
    heads = [cell for table in tables for row in table.rows[:_HEAD] for cell in row.values()]
    if unmade := [cell.unmade for cell in heads if cell.unmade]:
        raise refuse_unmade(FormatError, unmade)  # which form it is may stand in one of them
    if forms:
        raise no_table(forms[0], tables)
    raise FormatError.refuse(
        "form",
        None,
        "the form that the file is, official_form('II.06a'), since the file does not name one",
        "biểu mẫu của tệp, vì tệp không ghi “Biểu số …” của biểu đã biết; ví dụ II.06a",
    )


def _named(tables: Iterable[FormTable]) -> tuple[OfficialForm, ...]:
    """Return the forms whose number stands around the tables."""
    around = fold_text("\n".join(table.around for table in tables))
    return tuple(
        form
        for form in official_forms()
        if fold_text(f"{NUMBER}{form.number}") in around or f"({fold_text(form.number)})" in around
    )


def _only(form: OfficialForm, tables: list[FormTable]) -> FormTable:
    """Return the table of a form that is filled in, where others are not; of two, neither.

    Raises:
        FormatError: for two that are.
    """
    said = [table for table in tables if _says_something(form, table)] if len(tables) > 1 else []
    if len(said) < 2:
        return (said or tables)[0]
    where = ", ".join(table.place for table in said)
    raise FormatError(
        f"form: got {len(said)} tables of {form.number} that are filled in ({where}); accepted: "
        "one, a file for each agency and period",
        f"tệp có {len(said)} bảng của biểu {form.number} đã điền ({where}); cần: một bảng, để mỗi "
        "đơn vị, mỗi kỳ một tệp",
        path="form",
        got=len(said),
        accepted="one table of the form",
    )


def _says_something(form: OfficialForm, table: FormTable) -> bool:
    """Whether a table has numbers that nobody computes, right or wrong."""
    try:
        lines = lines_of_table(form, table)
    except CchcError:
        return True
    given = [column.number for column in form.numbers if column.formula is None]
    return any(
        line.cells.get(number) is not None and not form.is_result(form.row(line.row))
        for line in lines
        for number in given
    )


def _filled(form: OfficialForm, table: FormTable) -> FilledForm:
    lines = lines_of_table(form, table)
    lines = tuple(line for line in lines if not _is_left_out(form, line.row, lines))
    around = table.around
    place = _PLACE.search(around)
    return FilledForm(
        form=form,
        lines=lines,
        agency=_after(around, AGENCY),
        receiver=_after(around, RECEIVER),
        period=_period(around),
        place=place[1].strip() if place else None,
    )


def _is_left_out(form: OfficialForm, id: str, lines: Iterable[object]) -> bool:
    """Whether a row that may be left out has nothing in it, nor any line under it."""
    row = form.row(id)
    if not row.is_optional:
        return False
    inner = {each.id for each in row.walk()} - {id}
    return not any(
        (getattr(line, "row", "") in inner) or (getattr(line, "row", "") == id and _has_cells(line))
        for line in lines
    )


def _has_cells(line: object) -> bool:
    return bool(getattr(line, "cells", None))


def _after(around: str, words: str) -> str | None:
    found = re.search(rf"{re.escape(words.strip())}[ \t]*([^\n]*)", around)
    said = found[1].strip() if found else ""
    return said if said and set(said) - set("….") else None


def _period(around: str) -> Period | None:
    """Return the period that the head names, with the days that it counts."""
    said, days = _after(around, PERIOD), _DAYS.search(around)
    try:
        named = parse_period_name(said or "")
        found = Period(
            kind=named.kind, calendar_year=named.year, index=named.index, last_year=named.end
        )
    except CchcError:
        return None
    if days is None:
        return found
    try:
        start, end = parse_date(days[1]), parse_date(days[2])
    except CchcError:
        return found
    try:
        return attrs.evolve(
            found,
            start=None if start == found.start else start,
            end=None if end == found.end else end,
        )
    except InvalidValueError:
        return found
