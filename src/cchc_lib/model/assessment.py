"""The agency's own judgement and what it will do next: narrative, in paragraphs."""

from __future__ import annotations

import attrs

from cchc_lib.model.fields import narrative

__all__ = ["Assessment"]


@attrs.frozen(kw_only=True)
class Assessment:
    """Strengths, shortcomings and their causes; each paragraph may name figures."""

    strengths: tuple[str, ...] = narrative()
    shortcomings: tuple[str, ...] = narrative()
    causes: tuple[str, ...] = narrative()
