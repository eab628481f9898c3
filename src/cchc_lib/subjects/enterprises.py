"""Enterprises and cooperatives: what the reform did for who does business."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.figures.figure import figure
from cchc_lib.report.fields import add, count, narrative

__all__ = ["Enterprises"]


@attrs.frozen(kw_only=True)
class Enterprises:
    """Enterprises founded, moved in and dissolved; cooperatives and cooperative groups founded."""

    founded: int | None = count("doanh nghiệp")
    moved_in: int | None = count("doanh nghiệp")
    dissolved: int | None = count("doanh nghiệp")
    cooperatives: int | None = count("hợp tác xã")
    cooperative_groups: int | None = count("tổ hợp tác")
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="doanh nghiệp", formula="founded + moved_in")
    def added(self) -> int | None:
        """Enterprises founded here or moved in."""
        return add(self.founded, self.moved_in)
