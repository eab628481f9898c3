"""Dossiers of a period: how they came in, how they ended, what is still open.

The identities are those of Biểu số II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP): caseload =
received + carried over = resolved + pending, and here also the side states that the form has no
column for. An object may break them: that is a finding, not an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.figure import FIGURE, figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.fields import add, check_order, count, day, ratio, words

__all__ = ["Dossiers", "RateBase"]


class RateBase(StrEnum):
    """What the on-time rate divides by; four bases are in use and must be named.

    | base     | divides by                                        |
    |----------|---------------------------------------------------|
    | resolved | dossiers resolved in the period (most reports)    |
    | received | dossiers received in the period                   |
    | due      | dossiers resolved or pending past their due day   |
    | caseload | dossiers received and carried over                |
    """

    RESOLVED = "resolved"
    RECEIVED = "received"
    DUE = "due"
    CASELOAD = "caseload"

    @property
    def label(self) -> str:
        """The base in Vietnamese, as it stands after "tính trên"."""
        return _BASES[self]


_BASES = {
    RateBase.RESOLVED: "số hồ sơ đã giải quyết",
    RateBase.RECEIVED: "số hồ sơ tiếp nhận trong kỳ",
    RateBase.DUE: "số hồ sơ đến hạn giải quyết",
    RateBase.CASELOAD: "tổng số hồ sơ nhận giải quyết",
}


def _rate_base(value: Any) -> RateBase:
    try:
        return RateBase(value)
    except ValueError:
        accepted = "one of " + ", ".join(RateBase)
        raise InvalidValueError.refuse("Dossiers.rate_base", value, accepted, accepted) from None


def _check_sectors(owner: Dossiers, _field: object, value: object) -> None:
    if not isinstance(value, tuple) or not all(isinstance(item, Dossiers) for item in value):
        accepted = "Dossiers objects, each with sector= its name"
        raise InvalidTypeError.refuse("Dossiers.sectors", value, accepted, accepted)
    for row, item in enumerate(value):
        if item.sector is None:
            name = f"Dossiers.sectors[{row}].sector"
            raise InvalidValueError.refuse(
                name,
                None,
                "the sector's name, such as 'Hộ tịch'",
                "the sector's name, such as 'Hộ tịch'",
            )


def _tuple(values: Any) -> Any:
    return tuple(values) if isinstance(values, Iterable) else values


@attrs.frozen(kw_only=True)
class Dossiers:
    """Dossiers counted in one window, as a whole or of one sector.

    `early` is `None` where the agency does not count it apart: `on_time` then holds both.
    `pending_unsplit` is for an agency that does not split pending dossiers by due day; give it
    or `pending_in_time` and `overdue`. `start` and `end` replace the report's data window.

    >>> counted = Dossiers(online=1219, in_person=49, on_time=1211, late=3, pending_unsplit=28)
    >>> counted.received, str(counted.online_share), str(counted.on_time_ratio)
    (1268, '96,14%', '99,75%')
    >>> counted.unaccounted
    26
    """

    sector: str | None = words()
    start: date | None = day()
    end: date | None = day()
    online: int | None = count("hồ sơ")
    in_person: int | None = count("hồ sơ")
    postal: int | None = count("hồ sơ")
    carried_over: int | None = count("hồ sơ")
    early: int | None = count("hồ sơ")
    on_time: int | None = count("hồ sơ")
    late: int | None = count("hồ sơ")
    pending_in_time: int | None = count("hồ sơ")
    overdue: int | None = count("hồ sơ")
    pending_unsplit: int | None = count("hồ sơ")
    supplementing: int | None = count("hồ sơ")
    returned: int | None = count("hồ sơ")
    refused: int | None = count("hồ sơ")
    withdrawn: int | None = count("hồ sơ")
    suspended: int | None = count("hồ sơ")
    digitised: int | None = count("hồ sơ")
    rate_base: RateBase = attrs.field(default=RateBase.RESOLVED, converter=_rate_base)
    sectors: Sequence[Dossiers] = attrs.field(
        default=(), converter=_tuple, validator=_check_sectors
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a window that ends before it starts, and pending dossiers given twice."""
        check_order("Dossiers.end", self.start, self.end)
        split = add(extra=(self.pending_in_time, self.overdue))
        if self.pending_unsplit is not None and split is not None:
            accepted = "None beside pending_in_time and overdue: give the split or the one number"
            raise InvalidValueError.refuse(
                "Dossiers.pending_unsplit", self.pending_unsplit, accepted, accepted
            )

    @classmethod
    def of_sectors(cls, sectors: Iterable[Dossiers], **others: Any) -> Dossiers:
        """Return the dossiers of all sectors: each count that every sector states, added up.

        >>> registry = Dossiers(sector="Hộ tịch", online=7, in_person=2)
        >>> land = Dossiers(sector="Đất đai", online=3, in_person=1)
        >>> Dossiers.of_sectors([registry, land]).received
        13
        """
        parts = tuple(sectors)
        names = [field.name for field in attrs.fields(cls) if FIGURE in field.metadata]
        sums = {name: add(*(getattr(part, name) for part in parts)) for name in names}
        return cls(**({"sectors": parts} | sums | others))

    @property
    @figure(unit="hồ sơ", formula="online + in_person + [postal]")
    def received(self) -> int | None:
        """Dossiers received in the window, by every channel."""
        return add(self.online, self.in_person, extra=(self.postal,))

    @property
    @figure(unit="hồ sơ", formula="in_person + [postal]")
    def not_online(self) -> int | None:
        """Dossiers received at the counter or by post: column 5 of Biểu II.06a/VPCP/KSTT."""
        return add(self.in_person, extra=(self.postal,))

    @property
    @figure(unit="hồ sơ", formula="received + [carried_over]")
    def caseload(self) -> int | None:
        """Dossiers to handle: received in the window and carried over into it."""
        return add(self.received, extra=(self.carried_over,))

    @property
    @figure(unit="hồ sơ", formula="[early] + on_time")
    def in_time(self) -> int | None:
        """Dossiers resolved before or on their due day."""
        return add(self.on_time, extra=(self.early,))

    @property
    @figure(unit="hồ sơ", formula="in_time + late")
    def resolved(self) -> int | None:
        """Dossiers resolved in the window."""
        return add(self.in_time, self.late)

    @property
    @figure(unit="hồ sơ", formula="pending_unsplit or pending_in_time + overdue")
    def pending(self) -> int | None:
        """Dossiers not ended when the window closed."""
        if self.pending_unsplit is not None:
            return self.pending_unsplit
        return add(self.pending_in_time, self.overdue)

    @property
    @figure(
        unit="hồ sơ", formula="[supplementing] + [returned] + [refused] + [withdrawn] + [suspended]"
    )
    def set_aside(self) -> int | None:
        """Dossiers in a side state: neither resolved nor being resolved."""
        return add(
            extra=(
                self.supplementing,
                self.returned,
                self.refused,
                self.withdrawn,
                self.suspended,
            )
        )

    @property
    @figure(unit="hồ sơ", formula="caseload - resolved - [pending] - [set_aside]")
    def unaccounted(self) -> int | None:
        """Dossiers that came in and are in no state; negative when more ended than came."""
        if self.caseload is None or self.resolved is None:
            return None
        return self.caseload - self.resolved - (self.pending or 0) - (self.set_aside or 0)

    @property
    @figure(unit="hồ sơ", formula="resolved + overdue")
    def due(self) -> int | None:
        """Dossiers whose time is up: resolved, or pending past their due day."""
        return add(self.resolved, self.overdue)

    @property
    @figure(unit="%", formula="online / received")
    def online_share(self) -> Ratio | None:
        """Dossiers received online over dossiers received."""
        return ratio(self.online, self.received)

    @property
    @figure(unit="%", formula="in_person / received")
    def in_person_share(self) -> Ratio | None:
        """Dossiers received at the counter over dossiers received."""
        return ratio(self.in_person, self.received)

    @property
    @figure(unit="%", formula="postal / received")
    def postal_share(self) -> Ratio | None:
        """Dossiers received by public post over dossiers received."""
        return ratio(self.postal, self.received)

    @property
    @figure(unit="%", formula="in_time / rate_base")
    def on_time_ratio(self) -> Ratio | None:
        """Dossiers resolved in time over the base named by `rate_base`."""
        return ratio(self.in_time, getattr(self, self.rate_base.value))

    @property
    @figure(unit="%", formula="late / rate_base")
    def late_ratio(self) -> Ratio | None:
        """Dossiers resolved late over the base named by `rate_base`."""
        return ratio(self.late, getattr(self, self.rate_base.value))

    @property
    @figure(unit="%", formula="digitised / received")
    def digitised_ratio(self) -> Ratio | None:
        """Dossiers turned into electronic form over dossiers received."""
        return ratio(self.digitised, self.received)
