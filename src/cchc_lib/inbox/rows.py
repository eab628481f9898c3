"""Rows of one kind: a sequence that becomes plain values, or columns for a data frame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar, overload

import attrs

from cchc_lib.report.period import Period

__all__ = ["InboxRows"]

Row = TypeVar("Row")


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Period) else value


@attrs.frozen
class InboxRows(Sequence[Row], Generic[Row]):
    """The rows of a table of an inbox: a sequence, plain values, or columns.

    `polars.DataFrame(inbox.claims.columns())` and the like of other libraries take the columns.
    """

    items: tuple[Row, ...]
    kind: type[Row]

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> InboxRows[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | InboxRows[Row]:
        found = self.items[index]
        return InboxRows(found, self.kind) if isinstance(found, tuple) else found

    def as_list(self) -> list[dict[str, Any]]:
        """Return the rows as plain values for `json.dumps`, one a row, every field there."""
        names = self._names()
        return [{name: _plain(getattr(row, name)) for name in names} for row in self.items]

    def columns(self) -> dict[str, list[Any]]:
        """Return the rows as columns, which a data frame takes; every field is there."""
        return {name: [_plain(getattr(row, name)) for row in self.items] for name in self._names()}

    def _names(self) -> list[str]:
        fields: Any = attrs.fields(self.kind)  # type: ignore[arg-type]
        return [field.name for field in fields if field.repr]
