"""Whether the words beside a value name the fact that the hidden codes say it is.

Whoever fills a workbook in sees labels, units and heads, never the codes. After rows were sorted,
or cells moved, a value would come out under another fact than the one it stands beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cchc_lib.errors import CchcError, InvalidValueError
from cchc_lib.exchange.xlsx.layout import Computed, Line, Listing, Path, code_of, sheets_of
from cchc_lib.exchange.xlsx.leaves import shape_at
from cchc_lib.exchange.xlsx.listed import ReadTable
from cchc_lib.exchange.xlsx.places import FIRST, NUMBERS
from cchc_lib.exchange.xlsx.rules import hint_of
from cchc_lib.exchange.xlsx.said import Said, says_nothing, stray
from cchc_lib.exchange.xlsx.words import (
    HEADS,
    HEADS_OF_LINES,
    MUST,
    VALUE_HEAD,
    heads_of,
    label_of_line,
    unit_of,
    unit_of_shape,
)
from cchc_lib.vietnamese.text import fold_label
from cchc_lib.workbook.grid import Grid

__all__ = ["CodedRow", "Named", "heads"]

_UNIT = FIRST + 1
_OTHER_HEADS = frozenset(map(fold_label, (*HEADS_OF_LINES, "Mã")))

Problem = tuple[Said, CchcError]


@attrs.frozen
class CodedRow:
    """A row as a sheet has it: `values` are the columns in which facts stand, by what they are."""

    grid: Grid
    number: int
    cells: tuple[Any, ...]
    values: Mapping[int, Path]

    def beside(self, path: Path = ()) -> Iterator[Said]:
        """Yield what stands in the other cells, the code and the number of the row aside."""
        for column, raw in enumerate(self.cells, 1):
            if column not in self.values and column > NUMBERS and not says_nothing(raw):
                yield Said(path, raw, self.grid, self.number, column)

    def said(self, column: int, path: Path) -> Said:
        """Return what a cell of it says of a path."""
        raw = self.cells[column - 1] if column <= len(self.cells) else None
        return Said(path, raw, self.grid, self.number, column)

    @property
    def is_said(self) -> bool:
        """Whether a fact has a value in it."""
        formulas = self.grid.formulas
        return any(
            not says_nothing(self.said(column, ()).raw) or (self.number, column) in formulas
            for column in self.values
        )


class Named:
    """What a kind of report calls its facts, held against what stands on the sheets."""

    def __init__(self, kind: Any, own: Mapping[str, Any]) -> None:
        """Hold the kind and the classes of its own subjects, by their ids."""
        self.kind, self.own = kind, own
        self.lines: dict[Path, Line | Computed] = {}
        self.listings: dict[Path, Listing] = {}
        for sheet in sheets_of(kind, own.values()):
            for section in sheet.sections:
                self.lines |= {line.path: line for line in section.lines}
                self.listings |= {each.path: each for each in section.listings}

    def row(self, path: Path, row: CodedRow) -> Iterator[Problem]:
        """Yield what stands in the row of a fact and is not of the form.

        Words in a row that says nothing may be anything that holds no number.
        """
        line, shape = self.lines.get(path), shape_at(self.kind, self.own, path)
        if line is None and shape is None:  # no fact, which is told elsewhere
            return
        code = code_of(path)
        if line is not None:
            label, unit = label_of_line(line), unit_of(line)
            hint = hint_of(line.shape) if isinstance(line, Line) else "tự tính"
        else:
            assert shape is not None
            label, unit, hint = code, unit_of_shape(shape), ""
        labels = {label, label + MUST, code}
        units = {unit, "" if shape is None else shape.label} if line is None else {unit}
        is_said = row.is_said and not isinstance(line, Computed)  # that is never read
        for said in row.beside(path):
            known = {FIRST: labels, _UNIT: units}.get(said.column, {hint})
            if fold_label(str(said.raw)) in map(fold_label, known):
                continue
            if said.column > _UNIT:
                yield said, stray(said)
            elif is_said or any(each.isdigit() for each in str(said.raw)):
                what = label if said.column == FIRST else unit
                yield said, _other_words(said, what, is_unit=said.column == _UNIT)
                return  # the rest belongs to what was moved there

    def table(self, table: ReadTable, row: CodedRow) -> Iterator[Problem]:
        """Yield the heads of a table that name another column than the keys above them."""
        listing = self.listings.get(table.path)
        is_said = any(table.facts(number, cells) for number, cells in table.rows)
        heads = {} if listing is None or not is_said else heads_of(listing)
        for column, key in table.keys.items():
            said = row.said(column, table.path)
            if key not in heads or says_nothing(said.raw):
                continue
            if fold_label(str(said.raw)) != fold_label(heads[key]):
                yield said, _other_words(said, heads[key])
        for said in row.beside(table.path):
            if said.column not in table.keys:
                yield said, stray(said)


def heads(row: CodedRow) -> Iterator[Problem]:
    """Yield the heads of columns that say another period than the codes below them."""
    for column, path in row.values.items():
        said = row.said(column, ())
        known = {HEADS[path], VALUE_HEAD} if not path else {HEADS[path]}
        if not says_nothing(said.raw) and fold_label(str(said.raw)) not in map(fold_label, known):
            yield said, _other_words(said, HEADS[path])
    for said in row.beside():
        if fold_label(str(said.raw)) not in _OTHER_HEADS:
            yield said, stray(said)


def _other_words(said: Said, ours: str, *, is_unit: bool = False) -> CchcError:
    got = str(said.raw)[:100]
    if is_unit:
        accepted = f"the unit of the form, {ours!r}, and the value in it" if ours else "no unit"
        accepted_vi = f'đúng đơn vị tính của biểu mẫu, "{ours}"' if ours else "ô để trống"
        accepted_vi += ", và số liệu theo đơn vị đó"
    else:
        accepted = f"the words of the form, {ours!r}: were cells sorted, moved or typed over"
        accepted_vi = (
            f'đúng dòng chữ của biểu mẫu, "{ours}", vì mã ẩn của ô là số liệu đó; kiểm tra xem '
            "các ô có bị sắp xếp, chuyển chỗ hoặc sửa chữ không"
        )
    return InvalidValueError.refuse(
        code_of(said.path),
        got,
        f"{accepted}, such as {ours!r}",
        f'{accepted_vi}, ví dụ "{ours}"',
    )
