"""What a walk over the objects of a report tells its tables, found once for a document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.figure import Located, objects, walk
from cchc_lib.figures.formula import Total
from cchc_lib.report.head import ReportHead

__all__ = ["Walked"]


@attrs.frozen
class Walked:
    """The objects of a report and the figures in them, seen from where they stand."""

    report: ReportHead

    @cached_property
    def broken_down(self) -> tuple[tuple[str, Any, attrs.Attribute[Any]], ...]:
        """(path, object, field) of each object with rows of its own facts, and of the rows."""
        return tuple(
            (path, owner, field)
            for path, owner in objects(self.report)
            for field in attrs.fields(type(owner))
            if getattr(field_of(field), "by", None) and getattr(owner, field.name)
        )

    @cached_property
    def breakdowns(self) -> tuple[str, ...]:
        """How the ids begin of figures in rows of a breakdown."""
        return tuple(f"{path}.{field.name}[" for path, _, field in self.broken_down)

    @cached_property
    def group_units(self) -> Mapping[str, str]:
        """The unit of each group's number: that of the sum which the groups make."""
        units: dict[str, str] = {}
        for found in walk(self.report):
            node = found.declaration.node
            if isinstance(node, Total) and found.declaration.unit:
                prefix = found.id[: found.id.rfind(".") + 1]
                for each in node.operands(found.owner):
                    units[prefix + each.path] = found.declaration.unit
        return units

    @cached_property
    def located(self) -> Mapping[str, Located]:
        """Every reported figure with where it stands, by its id."""
        return {found.id: found for found in walk(self.report, reported=True)}

    @property
    def keys(self) -> Mapping[str, str | None]:
        """The key of each figure, by which another report has the same one."""
        return {id: found.key for id, found in self.located.items()}
