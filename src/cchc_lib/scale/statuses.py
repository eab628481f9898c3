"""Where a dossier stands on a day, and in which column a disputed case counts.

Days are compared, not hours: no text says how early an early result is, and the systems of one-stop
offices judge by the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, cast

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_choice
from cchc_lib.scale.calendar import as_day

__all__ = [
    "APART",
    "BY_FORM",
    "IN_COLUMN_9",
    "POLICIES",
    "SIDE_STATES",
    "DossierState",
    "DossierStatus",
    "StatusPolicy",
]


class DossierState(StrEnum):
    """What a system says of a dossier; whether it is in time is for its days to say."""

    PENDING = "pending"
    RESOLVED = "resolved"
    SUPPLEMENTING = "supplementing"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    NOT_RECEIVED = "not_received"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _STATES[self]


_STATES = {
    DossierState.PENDING: "đang giải quyết",
    DossierState.RESOLVED: "đã giải quyết",
    DossierState.SUPPLEMENTING: "chờ bổ sung",
    DossierState.RETURNED: "trả lại hồ sơ",
    DossierState.REFUSED: "từ chối giải quyết",
    DossierState.WITHDRAWN: "rút hồ sơ",
    DossierState.SUSPENDED: "dừng giải quyết",
    DossierState.NOT_RECEIVED: "chưa tiếp nhận",
}

SIDE_STATES = (
    DossierState.SUPPLEMENTING,
    DossierState.RETURNED,
    DossierState.REFUSED,
    DossierState.WITHDRAWN,
    DossierState.SUSPENDED,
)
"""States that Biểu II.06a has no column for, so that practice and sources differ."""


class DossierStatus(StrEnum):
    """Where a dossier stands on a day.

    >>> DossierStatus.of(date(2026, 11, 27), ended=date(2026, 11, 27), on=date(2026, 12, 14))
    <DossierStatus.ON_TIME: 'on_time'>
    >>> DossierStatus.of(date(2026, 11, 27), on=date(2026, 11, 28)).label
    'đang giải quyết, quá hạn'
    """

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    PENDING_IN_TIME = "pending_in_time"
    PENDING_OVERDUE = "pending_overdue"
    SUPPLEMENTING = "supplementing"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"

    @property
    def label(self) -> str:
        """The status in Vietnamese, as inside a sentence."""
        return _STATUSES.get(self) or DossierState(self).label

    @property
    def fact(self) -> str:
        """The name of the fact of `Dossiers` that counts it."""
        return "overdue" if self is DossierStatus.PENDING_OVERDUE else str(self)

    @classmethod
    def of(
        cls,
        due: date,
        *,
        on: date,
        ended: date | None = None,
        state: DossierState | Literal["supplementing"] | str | None = None,
    ) -> DossierStatus:
        """Return where a dossier stands at the end of a day.

        Args:
            due: The due day, after supplements and an extension.
            on: The day that is asked about; what ended later was pending then.
            ended: The day it ended, if it has.
            state: A side state, such as "supplementing" or "withdrawn", where there is one.

        Raises:
            InvalidTypeError: for what is no day.
            InvalidValueError: for an unknown state.
        """
        due, on = as_day("due", due), as_day("on", on)
        ended = None if ended is None else as_day("ended", ended)
        side = None if state is None else DossierState(check_choice("state", state, _SIDE))
        if side is DossierState.SUPPLEMENTING:
            return cls.SUPPLEMENTING
        if ended is None or ended > on:
            return cls.PENDING_IN_TIME if on <= due else cls.PENDING_OVERDUE
        if side is not None:
            return cls(side)
        return cls.EARLY if ended < due else cls.ON_TIME if ended == due else cls.LATE


_SIDE = tuple(map(str, SIDE_STATES))
_STATUSES = {
    DossierStatus.EARLY: "giải quyết trước hạn",
    DossierStatus.ON_TIME: "giải quyết đúng hạn",
    DossierStatus.LATE: "giải quyết quá hạn",
    DossierStatus.PENDING_IN_TIME: "đang giải quyết, trong hạn",
    DossierStatus.PENDING_OVERDUE: "đang giải quyết, quá hạn",
}

Counted = Literal["apart", "on_time", "by_day", "in_time", "pending"]
_COUNTED = ("apart", "on_time", "by_day", "in_time", "pending")


def _places(given: object) -> Mapping[DossierState, Counted]:
    if not isinstance(given, Mapping):
        raise InvalidTypeError.refuse(
            "StatusPolicy.places", given, "a mapping, such as {'returned': 'on_time'}", "bảng"
        )
    places = {
        DossierState(check_choice("StatusPolicy.places", key, _SIDE)): cast(
            "Counted", check_choice(f"StatusPolicy.places[{key!r}]", place, _COUNTED)
        )
        for key, place in given.items()
    }
    missing = [str(state) for state in SIDE_STATES if state not in places]
    if missing:
        raise InvalidValueError.refuse(
            "StatusPolicy.places",
            ", ".join(places),
            f"a place for each side state; missing: {', '.join(missing)}",
            f"chỗ tính cho từng trạng thái; còn thiếu: {', '.join(missing)}",
        )
    waits = DossierState.SUPPLEMENTING
    for state, place in places.items():
        if place in ("in_time", "pending") and state is not waits:
            raise InvalidValueError.refuse(
                f"StatusPolicy.places[{str(state)!r}]",
                place,
                "'apart', 'on_time' or 'by_day': it has ended",
                "'apart', 'on_time' hoặc 'by_day', vì hồ sơ đã kết thúc",
            )
        if place == "by_day" and state is waits:
            raise InvalidValueError.refuse(
                f"StatusPolicy.places[{str(state)!r}]",
                place,
                "'apart', 'in_time', 'pending' or 'on_time': it has not ended",
                "'apart', 'in_time', 'pending' hoặc 'on_time', vì hồ sơ chưa kết thúc",
            )
    return MappingProxyType(places)


@attrs.frozen
class StatusPolicy:
    """Where the side states count; a report names the policy in a note.

    | place   | counts as                                                                       |
    |---------|---------------------------------------------------------------------------------|
    | apart   | its own number, in none of columns 8 to 13                                      |
    | on_time | on time (column 9); late (10) or overdue (13) when past its due day             |
    | by_day  | early, on time or late, as a result of the same day would                       |
    | in_time | pending in time (column 12): time stands still for it                           |
    | pending | pending, in time or overdue, as one that is worked on                           |

    >>> BY_FORM.settle(DossierStatus.WITHDRAWN, DossierStatus.EARLY)
    <DossierStatus.ON_TIME: 'on_time'>
    """

    name: str
    note: str
    places: Mapping[DossierState, Counted] = attrs.field(converter=_places, hash=False)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes."""
        return type(self), (self.name, self.note, dict(self.places))

    def __str__(self) -> str:
        return self.note

    @property
    def apart(self) -> tuple[DossierState, ...]:
        """The states that are counted by themselves."""
        return tuple(state for state in SIDE_STATES if self.places[state] == "apart")

    def settle(self, status: DossierStatus, by_day: DossierStatus) -> DossierStatus:
        """Return the status that a dossier counts under.

        `by_day` is what its days alone say, as if there were no side state.
        """
        if status not in _SIDE:
            return status
        place = self.places[DossierState(status)]
        if place == "apart":
            return status
        if place == "in_time":
            return DossierStatus.PENDING_IN_TIME
        late = by_day in (DossierStatus.LATE, DossierStatus.PENDING_OVERDUE)
        return DossierStatus.ON_TIME if place == "on_time" and not late else by_day


BY_FORM = StatusPolicy(
    "by_form",
    "hồ sơ trả lại, từ chối, rút, dừng giải quyết trong hạn tính là đúng hạn; hồ sơ chờ bổ sung "
    "tính là đang giải quyết trong hạn",
    dict.fromkeys(SIDE_STATES, "on_time") | {DossierState.SUPPLEMENTING: "in_time"},
)
"""The default: every dossier is in a column of Biểu II.06a, so 3 = 7 + 11 holds."""

APART = StatusPolicy(
    "apart",
    "hồ sơ trả lại, từ chối, rút, dừng giải quyết, chờ bổ sung được đếm riêng, không tính vào đã "
    "giải quyết hay đang giải quyết",
    dict.fromkeys(SIDE_STATES, "apart"),
)
"""Each side state is a number of its own; what was received is all of them together."""

IN_COLUMN_9 = StatusPolicy(
    "in_column_9",
    "hồ sơ trả lại, từ chối, rút, dừng giải quyết, chờ bổ sung tính là đúng hạn nếu chưa quá hạn",
    dict.fromkeys(SIDE_STATES, "on_time"),
)
"""As one province has it, supplements too; there they stand in column 12 once more, here not."""

POLICIES = {each.name: each for each in (BY_FORM, APART, IN_COLUMN_9)}
"""The policies by name. Another one is a `StatusPolicy` with places of its own."""
