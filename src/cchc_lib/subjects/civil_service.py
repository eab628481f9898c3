"""Civil service: recruitment, appointments, training, discipline."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.fields import count, narrative, share

__all__ = ["CivilService"]


@attrs.frozen(kw_only=True)
class CivilService:
    """What changed in the corps of civil servants; 0 says that nothing arose."""

    recruited: int | None = count("người")
    appointed: int | None = count("người")
    reappointed: int | None = count("người")
    trained: int | None = count("lượt người")
    disciplined: int | None = count("trường hợp")
    compliance: Ratio | None = share()
    notes: Sequence[str] = narrative()
