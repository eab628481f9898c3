"""In which cell everything stands, before anything is written; formulas ask it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
from openpyxl.utils import get_column_letter

from cchc_lib.exchange.xlsx.formulas import Cells, Ranges
from cchc_lib.exchange.xlsx.layout import (
    EACH,
    ITEM,
    KEY,
    NUMBER,
    PARENT,
    Computed,
    Line,
    Listing,
    Path,
    Sheet,
)
from cchc_lib.exchange.xlsx.leaves import flat

__all__ = ["FIRST", "NUMBERS", "VALUE", "Filled", "Places", "Spot", "Table", "filled"]

NUMBERS, FIRST, VALUE = 2, 3, 5
"""Columns: B has numbers, C labels and the first column of lists, E the values of facts."""

_TOP = 4  # the title, how it is filled in, hidden codes, the heads of columns
_BLANK = {True: 3, False: 6}
"""Rows to fill in that are left: for paragraphs and documents, for rows of several facts."""

_ROOM = 3


# ---------------------------------------------------------------- what goes where


@attrs.frozen
class Filled:
    """Data by where it goes: cells of lines, rows of lists, and what has no place of its own."""

    prefixes: tuple[Path, ...]
    cells: Mapping[Path, Any]
    rows: Mapping[Path, tuple[Mapping[str, Any], ...]]
    rest: tuple[tuple[Path, Any], ...]


def filled(sheets: Iterable[Sheet], data: dict[str, Any]) -> Filled:
    """Return where nested data go; a list goes into its table whole, or not at all."""
    rows: dict[Path, tuple[Mapping[str, Any], ...]] = {}
    listings = [one for sheet in sheets for part in sheet.sections for one in part.listings]
    for listing in listings:
        if listing.parent is None:
            below = [
                one
                for one in listings
                if one.parent is not None and one.parent.path == listing.path
            ]
            found = _taken(listing, below, data)
            if found is not None:
                rows |= found
                _drop(data, listing.path)
    leaves = dict(flat(data)) if data else {}
    prefixes = ((), *(((name,)) for name in ("previous", "cumulative") if name in data))
    cells = {}
    for line in _lines(sheets):
        for prefix in prefixes:
            path = (*prefix, *line.path)
            if path in leaves:
                cells[path] = leaves.pop(path)
    return Filled(prefixes, cells, rows, tuple(leaves.items()))


def _lines(sheets: Iterable[Sheet]) -> Iterator[Line]:
    for sheet in sheets:
        for section in sheet.sections:
            yield from (line for line in section.lines if isinstance(line, Line))


def _taken(
    listing: Listing, below: list[Listing], data: Any
) -> dict[Path, tuple[Mapping[str, Any], ...]] | None:
    for step in listing.path:
        data = data.get(step) if isinstance(data, dict) else None
    if not data:
        return None
    if listing.is_mapping:
        data = [{KEY: id, **said} for id, said in data.items()]
    held = {str(one.path[-1]): one for one in below}
    found: dict[Path, list[Mapping[str, Any]]] = {one.path: [] for one in (listing, *below)}
    for number, item in enumerate(data, 1):
        row = {ITEM: item} if isinstance(item, str) else item
        if not _fits(listing, row, held):
            return None
        found[listing.path].append({key: row[key] for key in row if key not in held})
        for key, inner in held.items():
            for each in row.get(key, ()):
                line = {ITEM: each} if isinstance(each, str) else each
                if not _fits(inner, line, {}):
                    return None
                found[inner.path].append({PARENT: number, **line})
    return {path: tuple(lines) for path, lines in found.items()}


def _fits(listing: Listing, row: Any, below: Mapping[str, Listing]) -> bool:
    """Whether a row of a table shows all of an item, and shows that there is one."""
    columns = {key for key, _ in listing.columns}
    if not isinstance(row, Mapping) or not row:
        return False
    return all(
        bool(value) if key in below else key in columns and not isinstance(value, dict | list)
        for key, value in row.items()
    )


def _drop(data: dict[str, Any], path: Path) -> None:
    """Take a list out of data, and what held nothing else."""
    above: list[tuple[dict[Any, Any], Any]] = []
    at: Any = data
    for step in path:
        above.append((at, step))
        at = at[step]
    for holder, step in reversed(above):
        del holder[step]
        if holder:
            break


# ---------------------------------------------------------------- where it stands


@attrs.frozen
class Table:
    """Where a list stands: the rows of its items, the column of each key.

    Formulas take in the blank row below the last: rows that are added above it are theirs too.
    """

    sheet: str
    listing: Listing
    first: int
    last: int
    columns: Mapping[str, int]

    def range(self, key: str, here: str) -> str:
        """Return the range of a column as formulas on a sheet name it."""
        column = get_column_letter(self.columns[key])
        return f"{_on(self.sheet, here)}${column}${self.first}:${column}${self.last + 1}"


@attrs.frozen
class Spot:
    """A row of a sheet and what stands there: a line, a table, or the title of a section."""

    row: int
    what: Line | Computed | Table | str


def _on(sheet: str, here: str) -> str:
    return "" if sheet == here else f"'{sheet}'!"


@attrs.define
class Places:
    """The cells of lines and the tables of lists, by their paths.

    `columns` are those of this period and of others beside it, `spots` the rows of each sheet.
    """

    columns: Mapping[Path, int]
    lines: dict[Path, tuple[str, int]] = attrs.field(factory=dict)
    tables: dict[Path, Table] = attrs.field(factory=dict)
    spots: dict[str, tuple[Spot, ...]] = attrs.field(factory=dict)

    @classmethod
    def laid(cls, sheets: Iterable[Sheet], data: Filled) -> Places:
        """Lay out the sheets, each list with room for its rows and some more."""
        places = cls({prefix: VALUE + place for place, prefix in enumerate(data.prefixes)})
        for sheet in sheets:
            places.spots[sheet.name] = tuple(places._laid(sheet, data))
        return places

    def _laid(self, sheet: Sheet, data: Filled) -> Iterator[Spot]:
        row = _TOP + 1
        for section in sheet.sections:
            if section.title and section.lines:
                yield Spot(row, section.title)
                row += 1
            for line in section.lines:
                self.lines[line.path] = sheet.name, row
                yield Spot(row, line)
                row += 1
            for listing in section.listings:
                row += 1  # a blank one; then the title, hidden keys, the heads of columns
                rows = len(data.rows.get(listing.path, ()))
                room = max(_BLANK[listing.of is None], rows + _ROOM)
                table = Table(sheet.name, listing, row + 3, row + 2 + room, _columns(listing))
                self.tables[listing.path] = table
                yield Spot(row, table)
                row = table.last + 2

    def cells(self, here: str, *, table: Table | None = None, row: int = 0) -> Cells:
        """Return what formulas on a sheet need, in a row of a table or outside of all."""

        def cell(path: Path) -> str | None:
            if table is not None:
                key = str(path[-1])
                inside = path[:-1] == (*table.listing.path, EACH)
                column = table.columns.get(key, table.columns.get(f"={key}")) if inside else None
                return None if column is None else f"${get_column_letter(column)}{row}"
            prefix = path[:1] if path[:1] in self.columns else ()
            place = self.lines.get(path[len(prefix) :])
            if place is None:
                return None
            return f"{_on(place[0], here)}{get_column_letter(self.columns[prefix])}{place[1]}"

        def ranges(path: Path) -> Ranges | None:
            found = self.tables.get(path)
            if found is None:
                return None
            columns = {key: found.range(key, here) for key in found.columns}
            of_row = ""
            if table is not None:
                number = f"${get_column_letter(NUMBERS)}{row}"
                of_row = f"{columns[PARENT]}={number}"
            return Ranges(columns, self._used(found, here), of_row)

        return Cells(cell, ranges)

    def _used(self, table: Table, here: str) -> str:
        """Return the array of 1 and 0 that tells which rows of a table say something."""
        own = "&".join(table.range(key, here) for key, _ in table.listing.columns)
        counted = [f'(({own})<>"")'] if own else []
        for each in self.tables.values():
            if each.listing.parent is not None and each.listing.parent.path == table.listing.path:
                below, numbers = each.range(PARENT, here), table.range(NUMBER, here)
                counted.append(f"(COUNTIF({below},{numbers})>0)")
        return f"{counted[0]}*1" if len(counted) == 1 else f"(({'+'.join(counted)})>0)*1"


def _columns(listing: Listing) -> dict[str, int]:
    numbers = NUMBER if listing.parent is None else PARENT
    keys = [key for key, _ in listing.columns] + [f"={one.name}" for one in listing.figures]
    return {numbers: NUMBERS, **{key: FIRST + place for place, key in enumerate(keys)}}
