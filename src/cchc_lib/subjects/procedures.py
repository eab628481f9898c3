"""Administrative procedures: how many, how many online, what citizens said of them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib.figures.figure import figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.fields import add, count, narrative, one, ratio
from cchc_lib.subjects.dossiers import Dossiers

__all__ = ["Feedback", "Procedures", "Satisfaction"]


@attrs.frozen(kw_only=True)
class Feedback:
    """Complaints and proposals about procedures (phản ánh, kiến nghị)."""

    received: int | None = count("phản ánh, kiến nghị")
    handled: int | None = count("phản ánh, kiến nghị")
    pending: int | None = count("phản ánh, kiến nghị")

    @property
    @figure(unit="%", formula="handled / received")
    def handled_ratio(self) -> Ratio | None:
        """Feedback handled over feedback received."""
        return ratio(self.handled, self.received)


@attrs.frozen(kw_only=True)
class Satisfaction:
    """Answers to the agency's own survey; never called SIPAS, whose composite is not public."""

    answers: int | None = count("phiếu")
    very_satisfied: int | None = count("phiếu")
    satisfied: int | None = count("phiếu")

    @property
    @figure(unit="phiếu", formula="very_satisfied + satisfied")
    def positive(self) -> int | None:
        """Answers "hài lòng" and "rất hài lòng"."""
        return add(self.very_satisfied, self.satisfied)

    @property
    @figure(unit="%", formula="positive / answers")
    def satisfaction(self) -> Ratio | None:
        """Satisfied and very satisfied answers over all answers."""
        return ratio(self.positive, self.answers)


@attrs.frozen(kw_only=True)
class Procedures:
    """Procedures in the agency's competence, and the dossiers handled under them.

    >>> Procedures(total=559, full_online=75, partial_online=293).online_services
    368
    """

    total: int | None = count("thủ tục")
    full_online: int | None = count("thủ tục")
    partial_online: int | None = count("thủ tục")
    dossiers: Dossiers | None = one(Dossiers)
    feedback: Feedback | None = one(Feedback)
    satisfaction: Satisfaction | None = one(Satisfaction)
    notes: Sequence[str] = narrative()

    @property
    @figure(unit="thủ tục", formula="full_online + partial_online")
    def online_services(self) -> int | None:
        """Procedures offered online, in full or in part."""
        return add(self.full_online, self.partial_online)

    @property
    @figure(unit="%", formula="online_services / total")
    def online_service_ratio(self) -> Ratio | None:
        """Procedures offered online over all procedures."""
        return ratio(self.online_services, self.total)
