"""Where facts stand on the sheets that were read, and which formulas somebody changed there.

A derived figure is never read from its cell: it follows from the facts. But whoever typed over it
means something, and must be told that it is not what the report will say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cchc_lib.errors import CchcError
from cchc_lib.exchange.xlsx.formulas import cell_formula
from cchc_lib.exchange.xlsx.layout import EACH, Computed, Listing, Path, sheets_of
from cchc_lib.exchange.xlsx.listed import ReadTable
from cchc_lib.exchange.xlsx.places import Places, Table
from cchc_lib.exchange.xlsx.said import Said, not_computed, says_nothing

__all__ = ["Found", "same_formula"]

_OPAQUE = re.compile(r"""("(?:[^"]|"")*")|'((?:[^']|'')*)'(?=!)""")
_LOOKS = re.compile(r"[\s$]|_XLFN\.|_XLWS\.|(?<=TRUE)\(\)|(?<=FALSE)\(\)")


class Found:
    """The cells of facts as they were read; formulas are made for them again, and compared."""

    def __init__(
        self,
        kind: Any,
        own: tuple[type, ...],
        columns: Mapping[Path, int],
        lines: Mapping[Path, tuple[str, int]],
        tables: Iterable[ReadTable],
    ) -> None:
        """Hold where lines and tables stand, of those that a kind of report has."""
        self.tables = tuple(tables)
        self.figures: dict[Path, Computed] = {}
        listings: dict[Path, Listing] = {}
        for sheet in sheets_of(kind, own):
            for section in sheet.sections:
                for line in section.lines:
                    if isinstance(line, Computed):
                        self.figures[line.path] = line
                for listing in section.listings:
                    listings[listing.path] = listing
                    self.figures |= {one.path: one for one in listing.figures}
        self.places = Places(columns, dict(lines))
        for table in self.tables:
            if table.path in listings:
                keys = {key: column for column, key in table.keys.items()}
                self.places.tables[table.path] = Table(
                    table.grid.name, listings[table.path], table.first, table.end - 1, keys
                )

    def typed_over(self, computed: Iterable[Said]) -> Iterator[tuple[Said, CchcError]]:
        """Yield the cells of figures that hold anything but nothing or our formula."""
        for said in computed:
            prefix = said.path[:1] if said.path[:1] in self.places.columns else ()
            figure = self.figures.get(said.path[len(prefix) :])
            if figure is not None:
                figure = attrs.evolve(figure, path=said.path)
            if self._is_changed(said, figure, None):
                yield said, not_computed(said)
        for table in self.tables:
            own = self.places.tables.get(table.path)
            for number, row in table.rows:
                for column, key in table.keys.items():
                    if key.startswith("="):
                        path = (*table.path, EACH, key[1:])
                        said = table.said(number, row, column, path)
                        if self._is_changed(said, self.figures.get(path), own):
                            yield said, not_computed(said)

    def _is_changed(self, said: Said, figure: Computed | None, table: Table | None) -> bool:
        grid = said.grid
        stands = grid.formula(said.row, said.column)
        if stands is None:
            return not says_nothing(said.raw)
        if figure is None:  # of a subject whose class was not given, which is told elsewhere
            return False
        cells = self.places.cells(grid.name, table=table, row=said.row)
        ours = cell_formula(figure, cells)
        return ours is None or not same_formula(ours, f"={stands}")


def same_formula(one: str, other: str) -> bool:
    """Whether two formulas are one, written by two programs.

    >>> same_formula("=IF(TRUE,$E$5/'Trang 1'!E6)", "=if(TRUE(), E5/'Trang 1'!$E$6)")
    True
    >>> same_formula("=E5/E6", "=E6/E5")
    False
    """
    return one == other or _plain(one) == _plain(other)


def _plain(formula: str) -> str:
    """Return a formula without what programs write differently; texts in it stay."""
    parts = []
    end = 0
    for found in _OPAQUE.finditer(formula):
        parts += [
            _LOOKS.sub("", formula[end : found.start()].upper()),
            found[1] or found[2].upper(),
        ]
        end = found.end()
    return "".join((*parts, _LOOKS.sub("", formula[end:].upper())))
