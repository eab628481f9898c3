"""The tables of lists as they are read: which rows are items, and of which row they are part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import attrs

from cchc_lib.errors import CchcError, InvalidValueError
from cchc_lib.exchange.xlsx.layout import EACH, ITEM, KEY, NUMBER, PARENT, Path, code_of, steps_of
from cchc_lib.exchange.xlsx.leaves import EMPTY
from cchc_lib.exchange.xlsx.said import Said, no_total, says_nothing, stray
from cchc_lib.vietnamese.text import fold_label
from cchc_lib.workbook.grid import Grid

__all__ = ["ReadTable", "items"]

_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng)(?: ?\([^()]*\))?[\s.:;]*")

Refuse = Callable[[Said, CchcError], None]


@attrs.define
class ReadTable:
    """A table as a sheet has it: the key of each column, the rows up to the next code.

    `first` is the row below the heads, `end` the one that closes the table, `last` the one above
    what comes next: rows added below the table are part of it.
    """

    grid: Grid
    path: Path
    is_mapping: bool
    keys: dict[int, str]
    first: int
    end: int
    last: int
    rows: list[tuple[int, tuple[Any, ...]]] = attrs.field(factory=list)

    @classmethod
    def of(cls, grid: Grid, number: int, row: tuple[Any, ...], ends: tuple[int, int]) -> ReadTable:
        """Return the table whose keys stand in a row, of a number."""
        keys = {place: str(key) for place, key in enumerate(row, 1) if place > 1 and key}
        path, is_mapping = steps_of(row[0][:-2]), row[0].endswith("{}")
        return cls(grid, path, is_mapping, keys, number + 2, *ends)

    def __contains__(self, number: int) -> bool:
        """Whether a row of the sheet is one of the table."""
        return self.first <= number <= self.last

    @property
    def parent(self) -> Path | None:
        """The list whose rows hold those of this one."""
        return self.path[: self.path.index(EACH)] if EACH in self.path else None

    def said(self, number: int, row: tuple[Any, ...], column: int, path: Path) -> Said:
        """Return what a cell of a row says of a path."""
        raw = row[column - 1] if column <= len(row) else None
        return Said(path, raw, self.grid, number, column)

    def facts(self, number: int, row: tuple[Any, ...]) -> dict[str, int]:
        """Return the columns of a row by their keys, without those that say nothing."""
        formulas = self.grid.formulas
        return {
            key: column
            for column, key in self.keys.items()
            if key not in (NUMBER, PARENT)
            and key[0] != "="
            and column <= len(row)
            and (not says_nothing(row[column - 1]) or (number, column) in formulas)
        }

    def number(self, number: int, row: tuple[Any, ...], key: str) -> Said | None:
        """Return the cell with the number of a row, or that of the row above it."""
        column = next((place for place, each in self.keys.items() if each == key), None)
        return None if column is None else self.said(number, row, column, self.path)


def items(tables: Iterable[ReadTable], refuse: Refuse) -> Iterator[Said]:
    """Yield what the rows of tables say, each with the path it has in data.

    A row that says nothing is no item, unless a row of another table is part of it.
    """
    tables = tuple(tables)
    asked: dict[Path, set[int]] = {}
    for table in tables:
        if table.parent is not None:
            for number, row in table.rows:
                above = table.number(number, row, PARENT)
                if above is not None and table.facts(number, row) and _whole(above.raw) is not None:
                    asked.setdefault(table.parent, set()).add(int(above.raw))
    places: dict[Path, dict[int, int]] = {}
    for table in sorted(tables, key=lambda each: each.parent is not None):
        if table.parent is None:
            numbers = asked.get(table.path, set())
            yield from _items(table, places.setdefault(table.path, {}), numbers, refuse)
        else:
            yield from _parts(table, places.get(table.parent, {}), refuse)


def _items(
    table: ReadTable, places: dict[int, int], asked: set[int], refuse: Refuse
) -> Iterator[Said]:
    place = 0
    for number, row in _together(table, asked, refuse):
        facts = table.facts(number, row)
        own = table.number(number, row, NUMBER)
        stated = None if own is None else _whole(own.raw)
        if not facts and stated not in asked:
            continue
        if stated is not None:
            if own is not None and stated in places and stated in asked:
                refuse(
                    own, _not_one(own, "another number in each row", "mỗi dòng một số khác nhau")
                )
            places.setdefault(stated, place)
        yield from _of_row(table, number, row, facts, place, table.path, refuse)
        place += 1


def _together(
    table: ReadTable, asked: set[int], refuse: Refuse
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the rows of a table that may be items: no total, nothing below it by itself.

    Rows below the last of the table are its own where it is full, and no row between is blank.
    """
    last = 0
    for number, row in table.rows:
        _other_cells(table, number, row, refuse)
        facts = table.facts(number, row)
        own = table.number(number, row, NUMBER)
        if not facts and (own is None or _whole(own.raw) not in asked):
            yield number, row
            continue
        total = _total(table, number, row)
        if total is None and table.end <= number != last + 1:
            said = table.said(number, row, next(iter(facts.values()), 1), table.path)
            refuse(said, stray(said))
            continue
        last = number
        if total is None:
            yield number, row
        else:
            refuse(total, no_total(total))


def _total(table: ReadTable, number: int, row: tuple[Any, ...]) -> Said | None:
    """Return the cell that says that a row adds up the others, if there is one."""
    for column, key in table.keys.items():
        raw = row[column - 1] if column <= len(row) else None
        if isinstance(raw, str) and key[0] != "=" and _TOTAL.fullmatch(fold_label(raw)):
            return table.said(number, row, column, table.path)
    return None


def _parts(table: ReadTable, places: dict[int, int], refuse: Refuse) -> Iterator[Said]:
    counted: dict[int, int] = {}
    above, below = table.path[: table.path.index(EACH)], table.path[table.path.index(EACH) + 1 :]
    for number, row in _together(table, set(), refuse):
        facts = table.facts(number, row)
        if not facts:
            continue
        stated = table.number(number, row, PARENT)
        of = None if stated is None else places.get(_whole(stated.raw) or -1)
        if stated is not None and of is None:
            known = ", ".join(map(str, islice(places, 8))) or "1"
            refuse(
                stated,
                _not_one(
                    stated,
                    f"the number of a row of the table above: {known}",
                    f"số thứ tự của một dòng trong bảng trên: {known}",
                ),
            )
        if of is None:
            continue
        place = counted.get(of, 0)
        counted[of] = place + 1
        yield from _of_row(table, number, row, facts, place, (*above, of, *below), refuse)


def _of_row(
    table: ReadTable,
    number: int,
    row: tuple[Any, ...],
    facts: dict[str, int],
    place: int,
    path: Path,
    refuse: Refuse,
) -> Iterator[Said]:
    step: str | int = place
    if table.is_mapping and facts:
        column = facts.pop(KEY, None)
        if column is None:
            said = table.said(number, row, next(iter(facts.values())), table.path)
            refuse(said, _not_one(said, "the id of a figure in its row", "mã số liệu ở đầu dòng"))
            return
        step = str(row[column - 1]).strip()
        if not facts:
            yield Said((*path, step), EMPTY, table.grid, number, column)
    for key, column in facts.items():
        steps = (*path, step) if key == ITEM else (*path, step, key)
        yield Said(steps, row[column - 1], table.grid, number, column)


def _other_cells(table: ReadTable, number: int, row: tuple[Any, ...], refuse: Refuse) -> None:
    """Refuse what stands beside the table."""
    for column, raw in enumerate(row, 1):
        key = table.keys.get(column)
        if column == 1 or key is not None or says_nothing(raw):
            continue
        said = table.said(number, row, column, table.path)
        refuse(said, stray(said))


def _whole(raw: Any) -> int | None:
    if isinstance(raw, str) and raw.strip().isdecimal():
        return int(raw[:9])
    is_whole = isinstance(raw, int | float) and not isinstance(raw, bool) and raw == int(raw)
    return int(raw) if is_whole else None


def _not_one(said: Said, accepted: str, accepted_vi: str) -> CchcError:
    got = said.raw if said.raw is None or isinstance(said.raw, int | str) else str(said.raw)
    return InvalidValueError.refuse(
        code_of(said.path), got, f"{accepted}, such as 1", f"{accepted_vi}, ví dụ 1"
    )
