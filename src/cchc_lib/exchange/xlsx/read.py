"""A workbook of facts read back: what each cell says, every problem with its sheet and cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from cchc_lib.archive import FileSource
from cchc_lib.errors import CchcError, gathered
from cchc_lib.exchange.data import checked, reader_of
from cchc_lib.exchange.leaves import at
from cchc_lib.exchange.problems import Search
from cchc_lib.exchange.shapes import HEADER, is_report
from cchc_lib.exchange.xlsx.forms import (
    PREFIXES,
    check_keys,
    lost_codes,
    lost_form,
    no_form,
    prefixes_of,
)
from cchc_lib.exchange.xlsx.found import Found
from cchc_lib.exchange.xlsx.layout import (
    COLUMNS,
    EACH,
    END,
    NUMBER,
    PARENT,
    Path,
    code_of,
    steps_of,
)
from cchc_lib.exchange.xlsx.leaves import nested, shape_at
from cchc_lib.exchange.xlsx.listed import ReadTable, items
from cchc_lib.exchange.xlsx.named import CodedRow, Named, heads
from cchc_lib.exchange.xlsx.places import FIRST, VALUE
from cchc_lib.exchange.xlsx.said import (
    Said,
    as_shown,
    cleared,
    fault,
    is_no_code,
    no_code,
    says_nothing,
    stray,
    twice,
)
from cchc_lib.exchange.xlsx.told import Teller
from cchc_lib.exchange.xlsx.values import by_hand, value_of
from cchc_lib.workbook.grid import Grid, grids

__all__ = ["header_of", "load_facts"]

KindFor = Callable[[Any, Mapping[str, Any]], Any]


def load_facts(source: FileSource, kind: Any, own: Iterable[type], kind_for: KindFor) -> Any:
    """Return the object that a workbook of facts says.

    `kind_for` returns the kind of report that is read, by the one asked for and what the workbook
    says of itself: the version, the kind, the outline that makes it.

    Raises:
        InvalidValueError: for facts that have a fault, each in `problems` with sheet and cell.
        FormatError: for what is no such workbook; see `grids`.
    """
    found = _Reading()
    for grid in grids(source):
        found.sheet(grid)
    header = {key: found.header[key] for key in HEADER if found.header.get(key) is not None}
    kind = kind_for(kind, header)
    if not found.has_codes:
        raise found.lost(kind, own) or no_form()
    return found.object(kind, own, header)


def header_of(source: FileSource) -> dict[str, Any]:
    """Return what a workbook of facts says of itself: the version, the kind, the outline.

    Raises:
        FormatError: for what is no workbook; see `grids`.
    """
    found = _Reading()
    for grid in grids(source):
        found.sheet(grid)
    return found.header


def _ends(codes: Mapping[int, str], later: list[int]) -> tuple[int, int]:
    """Return the row that closes a table and its last, by the rows with codes below its heads."""
    below = [*later, 1 << 30, 1 << 30]
    is_closed = codes.get(below[0]) == END and below[0] + 1 not in codes
    return below[0], below[1 if is_closed else 0] - 1


def _by_id(own: Iterable[type]) -> dict[str, Any]:
    return {each.__subject__.id: each for each in own}  # type: ignore[attr-defined]


class _Reading:
    """What the sheets say so far: cells by their paths, and what is wrong with some."""

    def __init__(self) -> None:
        self.header: dict[str, Any] = {}
        self.said: list[Said] = []
        self.blank: list[Said] = []
        self.tables: list[ReadTable] = []
        self.refused: list[tuple[Said, CchcError]] = []
        self.computed: list[Said] = []
        self.columns: dict[Path, int] = {}
        self.lines: dict[Path, tuple[str, int]] = {}
        self.sheets: dict[str, int] = {}
        self.order: dict[str | int, int] = {}
        self.rows: list[tuple[Path, CodedRow]] = []
        self.heads: list[tuple[ReadTable, CodedRow]] = []
        self.others: list[Grid] = []
        self.has_codes = False

    # ------------------------------------------------------------ the sheets

    def sheet(self, grid: Grid) -> None:
        """Take what a sheet says; one without codes is left alone."""
        codes = {number: row[0] for number, row in grid.rows if isinstance(row[0], str)}
        if COLUMNS not in codes.values():
            lost = lost_codes(grid)
            if lost is not None:
                raise lost
            self.others.append(grid)
            return
        self.has_codes = True
        self.sheets[grid.name] = len(self.sheets)
        prefixes: dict[int, Path] = {VALUE: ()}
        table: ReadTable | None = None
        coded = list(codes)
        heads_at = 0
        for number, row in grid.rows:
            code = row[0]
            if code == COLUMNS:
                prefixes, heads_at = prefixes_of(grid, row), number + 1
            elif code in (END, None) and table is not None and number in table:
                table.rows.append((number, row))
            elif code == END and table is not None and number == table.first - 1:
                self.heads.append((table, CodedRow(grid, number, row, {})))
            elif code == END and number == heads_at:
                self.refused += heads(CodedRow(grid, number, row, prefixes))
            elif code == END:
                self._beside(CodedRow(grid, number, row, {}))
            elif not isinstance(code, str):
                self._stray(grid, number, row)
            elif is_no_code(code):
                said = Said((), code, grid, number, 1)
                self.refused.append((said, no_code(said)))
            elif code.endswith(("[]", "{}")) and (NUMBER in row or PARENT in row):
                check_keys(grid, row)
                later = coded[bisect_right(coded, number + 1) :][:2]
                table = ReadTable.of(grid, number, row, _ends(codes, later))
                self.tables.append(table)
                self.order.setdefault(table.path[0], len(self.order))
            elif code in HEADER:
                self._header(CodedRow(grid, number, row, {FIRST: (), VALUE: (code,)}))
            else:
                self._line(CodedRow(grid, number, row, prefixes))

    def _header(self, row: CodedRow) -> None:
        said = row.said(VALUE, row.values[VALUE])
        self.header[str(said.path[0])] = said.raw
        if says_nothing(said.raw):
            self.refused.append((said, cleared(said)))
        self._beside(row)

    def _beside(self, row: CodedRow) -> None:
        self.refused += ((said, stray(said)) for said in row.beside())

    def _line(self, row: CodedRow) -> None:
        code = row.cells[0]
        path = steps_of(code.removeprefix("="))
        self.order.setdefault(path[0], len(self.order))
        self.lines.setdefault(path, (row.grid.name, row.number))
        self.rows.append((path, row))
        for column, prefix in row.values.items():
            self.columns.setdefault(prefix, column)
            said = row.said(column, (*prefix, *path))
            if not code.startswith("="):
                self._take(said)
            else:
                self.computed.append(said)

    def _stray(self, grid: Grid, number: int, row: tuple[Any, ...]) -> None:
        for column, raw in enumerate(row, 1):
            if not says_nothing(raw):
                said = Said((), raw, grid, number, column)
                self.refused.append((said, stray(said)))
                return

    def _take(self, said: Said) -> None:
        error = fault(said)
        if error is not None:
            self.refused.append((said, error))
        elif says_nothing(said.raw):
            self.blank.append(said)
        else:
            self.said.append(said)

    # ------------------------------------------------------------ the object

    def object(self, kind: Any, own: Iterable[type], header: Mapping[str, Any]) -> Any:
        """Return what the cells say as an object of a kind."""
        kind, classes = checked(kind, own)
        lost = self.lost(kind, classes)
        if lost is not None:
            raise lost
        self._hold_words(kind, classes)
        for said in items(self.tables, lambda said, error: self.refused.append((said, error))):
            self._take(said)
        found = Found(kind, classes, self.columns, self.lines, self.tables)
        self.refused += found.typed_over(self.computed)
        data = self._ordered(nested(self._leaves(kind, classes)))
        if is_report(kind):
            data = {**header, **data}
        reader = reader_of(classes, True)
        fault: Exception | None = None
        try:
            made = reader.read(kind, data)
            if not self.refused:
                return made
        except RecursionError:
            raise
        except Exception as error:  # whatever it is, the search says it with its place
            fault = error
        teller = Teller(kind, reader.own)
        found_in_data = Search(reader).run(kind, data)
        problems = tuple(self._in_order(found_in_data, teller))
        if not problems:  # what only reading in one go could find
            assert fault is not None
            problems = (fault,) if isinstance(fault, CchcError) else ()
            if not problems:
                raise fault
        raise gathered(problems)

    def lost(self, kind: Any, own: Iterable[type]) -> CchcError | None:
        """Return the refusal of a sheet whose codes somebody took away, if there is one."""
        kind, classes = checked(kind, own)
        return lost_form(self.others, kind, _by_id(classes))

    def _hold_words(self, kind: Any, own: tuple[type, ...]) -> None:
        """Refuse what stands under other words than its code; it is no fact to look at then."""
        named = Named(kind, _by_id(own))
        found = [each for path, row in self.rows for each in named.row(path, row)]
        others = {(said.grid.name, said.row) for said, _ in found}
        self.said = [each for each in self.said if (each.grid.name, each.row) not in others]
        self.refused += found
        for table, row in self.heads:
            self.refused += named.table(table, row)

    def _ordered(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return data in the order in which the sheets have them, what is blank counted."""
        last = len(self.order)
        ordered = sorted(data.items(), key=lambda each: self.order.get(each[0], last))
        return {
            key: self._ordered(each) if (key,) in PREFIXES.values() else each
            for key, each in ordered
        }

    def _leaves(self, kind: Any, own: tuple[type, ...]) -> Iterator[tuple[Path, Any]]:
        by_id = _by_id(own)
        first: dict[Path, Said] = {}
        shapes: dict[Path, Any] = {}
        for said in self.said:
            of_all = tuple(EACH if isinstance(step, int) else step for step in said.path)
            if of_all in shapes:
                shape = shapes[of_all]
            else:
                shape = shapes[of_all] = shape_at(kind, by_id, said.path)
            try:
                if first.setdefault(said.path, said) is not said:
                    raise twice(said, first[said.path])
                if error := as_shown(said, shape):
                    raise error
                value = value_of(shape, said.raw, is_percent=said.is_percent)
            except CchcError as refused:
                path = code_of(said.path)
                self.refused.append((said, refused if refused.path else at(refused, path)))
            else:
                yield said.path, by_hand(shape, value)

    def _in_order(self, found: Iterable[CchcError], teller: Teller) -> Iterator[CchcError]:
        """Yield every problem in the order of sheets and cells, each with its cell."""
        listed: list[tuple[tuple[int, int, int], CchcError]] = []

        def tell(said: Said, error: CchcError) -> None:
            listed.append(((self.sheets[said.grid.name], said.row, said.column), error))

        for said, error in self.refused:
            tell(said, teller.cell(error, said.place, said.raw))
        refused = {said.path for said, _ in self.refused}
        places: dict[Path, Said] = {}
        for said in (*self.said, *self.blank):
            for depth in range(len(said.path), 0, -1):
                places.setdefault(said.path[:depth], said)
        for error in found:
            path = steps_of(error.path)
            if path in refused:
                continue  # what is missing because its cell was refused
            while path and path not in places:
                path = path[:-1]
            if path:
                said = places[path]
                tell(said, teller.fact(error, said.place, said.raw))
            else:
                listed.append(((-1, 0, 0), error))
        for _, error in sorted(listed, key=lambda each: each[0]):
            yield error
