"""A table as rows of cells, whatever file it stands in."""

from __future__ import annotations

from decimal import Decimal

import attrs

__all__ = ["CellText", "FormTable"]


@attrs.frozen
class CellText:
    """What stands in a cell, and how many columns it reaches over.

    `unmade` is where a formula stands that nobody has computed yet, in English and in Vietnamese:
    the cell is not blank, what it says is not known.
    """

    value: str | int | Decimal
    columns: int = 1
    unmade: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        """Its words, or its number as a program writes it."""
        return str(self.value).strip()


@attrs.frozen
class FormTable:
    """The rows of a table, each its cells by their first column; and the words around it.

    `name` says where a row stands, for messages: "dòng" of a sheet, "bảng 2, hàng" of a Word file.
    """

    rows: tuple[dict[int, CellText], ...]
    around: str
    name: str
