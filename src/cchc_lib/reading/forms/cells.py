"""A table as rows of cells, whatever file it stands in."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import attrs

__all__ = ["CellText", "FormTable", "Unlike"]


class Unlike(NamedTuple):
    """Why and where a cell does not say what is seen: each in English and in Vietnamese."""

    accepted: tuple[str, str]
    place: tuple[str, str]


@attrs.frozen
class CellText:
    """What stands in a cell, and how many columns it reaches over.

    `unmade` is where a formula stands that nobody has computed yet, in English and in Vietnamese:
    the cell is not blank, what it says is not known. `unlike` is why and where its value is not
    what is seen there: it is hidden, or its format shows another number.
    """

    value: str | int | Decimal
    columns: int = 1
    unmade: tuple[str, str] | None = None
    unlike: Unlike | None = None

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

    @property
    def place(self) -> str:
        """Where it stands, for messages: a sheet in quotation marks, the number of a table."""
        return self.name.rpartition(", ")[0]
