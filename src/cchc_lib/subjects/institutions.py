"""Institutions: drafts commented on, documents issued and reviewed, law enforcement."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.figures.figure import figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.report.fields import count, money, narrative, one, ratio, several

__all__ = ["Institutions", "Sanctions"]


@attrs.frozen(kw_only=True)
class Sanctions:
    """Administrative violations fined: cases and the amount in đồng."""

    cases: int | None = count("trường hợp")
    fine_amount_vnd: int | None = money()
    documents: Sequence[Citation] = several(Citation)


@attrs.frozen(kw_only=True)
class Institutions:
    """Work on normative documents and on law enforcement."""

    legal_bases: Sequence[Citation] = several(Citation)
    drafts_commented: int | None = count("dự thảo văn bản")
    issued: int | None = count("văn bản")
    to_review: int | None = count("văn bản")
    reviewed: int | None = count("văn bản")
    monitoring_documents: Sequence[Citation] = several(Citation)
    implemented_documents: Sequence[Citation] = several(Citation)
    outreach_documents: Sequence[Citation] = several(Citation)
    sanctions: Sanctions | None = one(Sanctions)
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="văn bản", formula="len(monitoring_documents)")
    def monitoring_issued(self) -> int | None:
        """Documents issued on monitoring the enforcement of laws; `None` when none is named."""
        return len(self.monitoring_documents) or None

    @property
    @figure(unit="%", formula="reviewed / to_review")
    def reviewed_ratio(self) -> Ratio | None:
        """Documents reviewed over documents that had to be."""
        return ratio(self.reviewed, self.to_review)
