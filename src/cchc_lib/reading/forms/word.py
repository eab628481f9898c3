"""The tables of a Word file, for forms."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.archive import FileSource
from cchc_lib.reading.forms.cells import CellText, FormTable
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

__all__ = ["word_tables"]


def word_tables(source: FileSource) -> Iterator[FormTable]:
    """Yield the tables of a Word file.

    Raises:
        FormatError: for what is no Word file, or one that is unsafe to read.
    """
    file = read_word(Package.of(source))
    for table in file.tables:
        rows = tuple(
            {cell.column: CellText(cell.text, cell.columns) for cell in row if not cell.goes_on}
            for row in table.rows
        )
        yield FormTable(rows, file.text, f"bảng {table.number}, hàng")
