"""A table as rows of cells, whatever file it stands in."""

from __future__ import annotations

from decimal import Decimal

import attrs

__all__ = ["CellText", "FormTable"]


@attrs.frozen
class CellText:
    """What stands in a cell, and how many columns it reaches over."""

    value: str | int | Decimal
    columns: int = 1

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
