"""The cells of a workbook that anybody made: read within bounds, nothing run, followed or fetched.

openpyxl makes objects of everything that a file lists, and tells in no pass all that is asked here
(formulas beside their results, what is merged or hidden); so the parts are read by ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from cchc_lib.archive import WORKBOOK, FileSource
from cchc_lib.errors import CchcError, FormatError
from cchc_lib.workbook.book import book_of
from cchc_lib.workbook.sheet import SheetReader

__all__ = ["Grid", "draws_outside", "grids", "not_computed"]

_TYPES = "[Content_Types].xml"
_QUOTED = re.compile(r"""("(?:[^"]|"")*")|'((?:[^']|'')*)'""")
_OUTSIDE = re.compile(
    r"\[[^\[\]]*\][^\s\[\](),;+*/&=<>^-]*!"  # a sheet of another workbook: [1]Sheet1!A1
    r"|\||[a-z]:[/\\]|\b[a-z]{2,}:/"  # a program: cmd|'/c calc'!A0; a path
    r"|\b(?:WEBSERVICE|DDE|RTD|CALL|REGISTER(?:\.ID)?|IMAGE|STOCKHISTORY|SQL\.REQUEST|CUBE[A-Z]+)\s*\(",
    re.IGNORECASE,
)
_PATH = re.compile(r"[\[/\\]")
_BY_NAME = re.compile(r"\bINDIRECT\s*\(", re.IGNORECASE)


@attrs.frozen
class Grid:
    """One sheet: its rows of values, by number, and what is said of its cells.

    `formulas` are the formulas of cells that have one, `shared` the cells whose formula is that of
    another, `errors` cells that show an error, `percents` those whose format is a percentage,
    `masked` those whose format shows another number than they hold, or nothing, `partial` those
    that show part of a day or zeros before a number, each by (row, column); `decimals` says with
    how many a cell shows its number, where its format says so. The columns of merged
    cells, by row, and hidden columns are bits; `spans` says how many columns and rows the merged
    cell that begins at a cell takes.
    """

    name: str
    is_hidden: bool
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    formulas: Mapping[tuple[int, int], str]
    errors: frozenset[tuple[int, int]]
    percents: frozenset[tuple[int, int]]
    masked: frozenset[tuple[int, int]]
    partial: frozenset[tuple[int, int]]
    decimals: Mapping[tuple[int, int], int]
    shared: Mapping[tuple[int, int], tuple[int, int]]
    merged: Mapping[int, int]
    spans: Mapping[tuple[int, int], tuple[int, int]]
    hidden_rows: frozenset[int]
    hidden_columns: int

    def place(self, row: int, column: int) -> tuple[str, str]:
        """Return how a message names a cell, in English and in Vietnamese."""
        cell = f"{get_column_letter(column)}{row}"
        return f"sheet '{self.name}', cell {cell}", f'trang "{self.name}", ô {cell}'

    def is_out_of_sight(self, row: int, column: int) -> bool:
        """Whether somebody who looks at the workbook does not see a cell."""
        in_columns = bool(self.hidden_columns >> column & 1)
        return self.is_hidden or row in self.hidden_rows or in_columns

    @property
    def uncomputed(self) -> Iterator[tuple[int, int]]:
        """The cells, in order, whose formula has no result yet: no program has computed it."""
        held = dict(self.rows)
        return (at for at in self.formulas if held[at[0]][at[1] - 1] is None)

    def is_merged(self, row: int, column: int) -> bool:
        """Whether a cell is part of a merged one."""
        return bool(self.merged.get(row, 0) >> column & 1)

    def formula(self, row: int, column: int) -> str | None:
        """Return the formula of a cell as it stands there, without the sign before it."""
        text, origin = self.formulas.get((row, column)), self.shared.get((row, column))
        if text and origin is not None:
            here, there = (f"{get_column_letter(at[1])}{at[0]}" for at in ((row, column), origin))
            text = Translator(f"={text}", origin=there).translate_formula(here)[1:]
        return text


def not_computed(number: int, first: tuple[str, str]) -> tuple[str, str]:
    """Return how a message says that formulas have no results yet, with the `place` of the first.

    Programs write formulas and compute none: what such a cell says is not known, and not blank.

    >>> print(not_computed(3, ("sheet 'Hồ sơ', cell C7", 'trang "Hồ sơ", ô C7'))[0])
    3 formulas without a result, the first in sheet 'Hồ sơ', cell C7
    """
    return (
        f"{number} formula{'s' * (number > 1)} without a result, the first in {first[0]}",
        f"{number} ô công thức chưa có giá trị tính sẵn (đầu tiên: {first[1]})",
    )


def grids(source: FileSource, *, alone: bool = True) -> Iterator[Grid]:
    """Yield the sheets of a workbook in order.

    It has to stand `alone`, unless only what it shows is wanted: then results that macros or other
    files once gave are read as they stand.

    Raises:
        FormatError: for what is no workbook, is damaged, unsafe or beyond the bounds: 32 MB of
            file, 128 MB unpacked, 64 MB a sheet, 50.000 rows and 1.000 columns of each; one with
            macros or links to other files.
        InvalidTypeError, InvalidValueError: for a source that is none.
        OSError: when the file cannot be opened.
    """
    parts, _ = WORKBOOK.unpacked(WORKBOOK.bytes_of(source))
    _check(parts, alone=alone)
    try:
        book = book_of(parts, WORKBOOK.unreadable)
        for sheet in book.sheets:
            read = SheetReader(sheet.name, book.styles, book.texts, WORKBOOK.unreadable)
            read.read(parts[sheet.part])
            yield Grid(
                name=sheet.name,
                is_hidden=sheet.is_hidden,
                rows=tuple(read.rows),
                formulas=read.formulas,
                errors=frozenset(read.errors),
                percents=frozenset(read.percents),
                masked=frozenset(read.masked),
                partial=frozenset(read.partial),
                decimals=read.decimals,
                shared=read.shared,
                merged=read.merged,
                spans=read.spans,
                hidden_rows=frozenset(read.hidden_rows),
                hidden_columns=read.hidden_columns,
            )
    except CchcError:
        raise
    except Exception as error:  # whatever a damaged part makes of it
        raise WORKBOOK.unreadable(
            "damaged, or no workbook", "tệp hỏng hoặc không phải bảng tính (.xlsx)"
        ) from error


def _check(parts: Mapping[str, bytes], *, alone: bool) -> None:
    """Refuse what is unsafe to read and, where it must stand alone, macros and other files."""
    WORKBOOK.check_parts(parts)
    lower = [name.casefold() for name in parts]
    if alone and (
        b"macroenabled" in parts.get(_TYPES, b"").lower() or any("vbaproject" in n for n in lower)
    ):
        raise WORKBOOK.unclear("it has macros", "tệp có macro")
    if alone and any(name.startswith("xl/externallinks/") for name in lower):
        raise FormatError(
            "path: it draws values from other files; accepted: a workbook that stands by itself",
            "tệp lấy số liệu từ tệp khác; hãy mở bằng Excel, chọn Data > Edit Links > Break Link "
            "(Dữ liệu > Sửa liên kết > Ngắt liên kết) rồi lưu lại",
            path="path",
            accepted="a workbook that stands by itself",
        )


def draws_outside(formula: str) -> bool:
    """Whether a formula asks another file or program.

    Texts in it, names of sheets and columns of tables may hold any of the words and marks.

    >>> draws_outside("SUM(Bang1[2024])+'Số call'!A1"), draws_outside("SUM([1]Sheet1!A1)")
    (False, True)
    """
    texts = [found[1] or "" for found in _QUOTED.finditer(formula)]
    names = [found[2] or "" for found in _QUOTED.finditer(formula)]
    return (
        any(_PATH.search(name) for name in names)  # no name of a sheet
        or _OUTSIDE.search(_QUOTED.sub("_", formula)) is not None
        or (_BY_NAME.search(formula) is not None and any("[" in text for text in texts))
    )
