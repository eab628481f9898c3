"""The agency's own judgement and what it will do next: narrative, in paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.report.fields import narrative

__all__ = ["Assessment"]


@attrs.frozen(kw_only=True)
class Assessment:
    """Strengths, shortcomings and their causes; each paragraph may name figures."""

    strengths: Sequence[str] = narrative()
    shortcomings: Sequence[str] = narrative()
    causes: Sequence[str] = narrative()
