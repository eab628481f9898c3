"""Digital government: equipment, signatures, electronic documents, quality management."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.figures.figure import figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.report.fields import count, narrative, ratio, several, share

__all__ = ["Digital"]


@attrs.frozen(kw_only=True)
class Digital:
    """What the agency runs on; shares as it counted them, `Ratio(1, 1)` where all have it."""

    online_meeting_rooms: int | None = count("phòng")
    staff_equipped: Ratio | None = share()
    digital_signatures: Ratio | None = share()
    document_accounts: Ratio | None = share()
    documents_sent: int | None = count("văn bản")
    electronic_documents: int | None = count("văn bản")
    quality_documents: Sequence[Citation] = several(Citation)
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="%", formula="electronic_documents / documents_sent")
    def electronic_ratio(self) -> Ratio | None:
        """Documents sent with a digital signature over documents sent."""
        return ratio(self.electronic_documents, self.documents_sent)
