"""What one row of a table says of its dossier, or why it cannot count.

A row is told by the words in it and by how its days lie to each other and to the window. Many rows
say the same: an engine counts how many, and what they say is judged here, once for each kind. Rows
counted in Python are judged by the same lines.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

from cchc_lib.errors import CchcError
from cchc_lib.scale.columns import RowColumns, fold_word
from cchc_lib.scale.statuses import DossierState, DossierStatus, StatusPolicy
from cchc_lib.vietnamese.text import clean_text

__all__ = [
    "Code",
    "Counted",
    "Due",
    "Ended",
    "Received",
    "RefusalReason",
    "RowKind",
    "judge",
    "packed",
    "unpacked",
]


class RefusalReason(StrEnum):
    """Why a row is not counted.

    The last two are no faults: the dossier belongs to another window, or was never taken in.
    """

    NO_CODE = "no_code"
    DUPLICATE = "duplicate"
    COPY = "copy"
    NO_AGENCY = "no_agency"
    NO_SECTOR = "no_sector"
    NO_SOURCE = "no_source"
    NO_RECEIVED = "no_received"
    UNREADABLE_DAY = "unreadable_day"
    CODE_OF_OTHER_DAY = "code_of_other_day"
    DUE_BEFORE_RECEIVED = "due_before_received"
    ENDED_BEFORE_RECEIVED = "ended_before_received"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNKNOWN_STATE = "unknown_state"
    ENDED_YET_PENDING = "ended_yet_pending"
    NO_END = "no_end"
    NO_DUE = "no_due"
    NOT_RECEIVED = "not_received"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The reason in Vietnamese."""
        return _REASONS[self]

    @property
    def is_fault(self) -> bool:
        """Whether the row is wrong, and not only of another window."""
        return self not in (RefusalReason.OUTSIDE, RefusalReason.NOT_RECEIVED)


_REASONS = {
    RefusalReason.NO_CODE: "không có mã hồ sơ",
    RefusalReason.DUPLICATE: "trùng mã hồ sơ, nội dung khác nhau",
    RefusalReason.COPY: "dòng lặp lại của hồ sơ đã tính",
    RefusalReason.NO_AGENCY: "không có đơn vị",
    RefusalReason.NO_SECTOR: "không có lĩnh vực",
    RefusalReason.NO_SOURCE: "không có nguồn số liệu",
    RefusalReason.NO_RECEIVED: "không có ngày tiếp nhận",
    RefusalReason.UNREADABLE_DAY: "ngày không đọc được",
    RefusalReason.CODE_OF_OTHER_DAY: "ngày trong mã hồ sơ khác ngày tiếp nhận",
    RefusalReason.DUE_BEFORE_RECEIVED: "ngày hẹn trả trước ngày tiếp nhận",
    RefusalReason.ENDED_BEFORE_RECEIVED: "kết thúc trước ngày tiếp nhận",
    RefusalReason.UNKNOWN_CHANNEL: "hình thức tiếp nhận không rõ",
    RefusalReason.UNKNOWN_STATE: "trạng thái không rõ",
    RefusalReason.ENDED_YET_PENDING: "đang giải quyết nhưng có ngày kết thúc",
    RefusalReason.NO_END: "đã kết thúc nhưng không có ngày kết thúc",
    RefusalReason.NO_DUE: "không có ngày hẹn trả",
    RefusalReason.NOT_RECEIVED: "chưa tiếp nhận",
    RefusalReason.OUTSIDE: "ngoài thời gian chốt số liệu",
}


class Code(IntEnum):
    """What there is to say of the code of a row."""

    FINE = 0
    MISSING = 1
    OTHER_DAY = 2


class Received(IntEnum):
    """How the day of receipt lies to the window."""

    MISSING = 0
    UNREADABLE = 1
    BEFORE = 2
    WITHIN = 3
    AFTER = 4


class Due(IntEnum):
    """How the due day lies to the day of receipt, and to the last day of the window."""

    MISSING = 0
    UNREADABLE = 1
    IMPOSSIBLE = 2
    PASSED = 3
    AHEAD = 4


class Ended(IntEnum):
    """How the day of the end lies to the day of receipt, the window and the due day."""

    MISSING = 0
    UNREADABLE = 1
    IMPOSSIBLE = 2
    BEFORE = 3
    EARLY = 4
    ON_TIME = 5
    LATE = 6
    UNDUE = 7
    AFTER = 8


class RowKind(NamedTuple):
    """What rows can have in common: their words, and how their days lie."""

    agency: str | None
    sector: str | None
    source: str | None
    channel: str | None
    state: str | None
    days: int


class Counted(NamedTuple):
    """Where a row counts, and as which facts of `Dossiers`."""

    agency: str | None
    sector: str | None
    source: str | None
    facts: tuple[str, ...]


def packed(code: int, received: int, due: int, ended: int) -> int:
    """Return how the days of a row lie, in one number."""
    return ((code * len(Received) + received) * len(Due) + due) * len(Ended) + ended


def unpacked(days: int) -> tuple[Code, Received, Due, Ended]:
    """Return what `packed` was given."""
    rest, ended = divmod(days, len(Ended))
    rest, due = divmod(rest, len(Due))
    code, received = divmod(rest, len(Received))
    return Code(code), Received(received), Due(due), Ended(ended)


def _named(said: str | None) -> str | None:
    """Return a name on one line, `None` when it shows nothing or cannot be printed."""
    if said is None:
        return None
    try:
        return clean_text("name", " ".join(said.split())) or None
    except CchcError:
        return None


def judge(
    kind: RowKind, columns: RowColumns, policy: StatusPolicy
) -> tuple[str | None, Counted | RefusalReason]:
    """Return the agency of rows of one kind, and where they count or why they do not.

    Of several reasons the first one of `RefusalReason` is given, so a row has exactly one.
    """
    agency, sector, source = map(_named, kind[:3])
    return agency, _judged(kind, agency, sector, source, columns, policy)


def _judged(
    kind: RowKind,
    agency: str | None,
    sector: str | None,
    source: str | None,
    columns: RowColumns,
    policy: StatusPolicy,
) -> Counted | RefusalReason:
    code, received, due, ended = unpacked(kind.days)
    channel = columns.channels.get(fold_word(kind.channel or ""))
    said = fold_word(kind.state or "")
    state = columns.states.get(said)
    impossible = (
        (code is Code.MISSING, RefusalReason.NO_CODE),
        (
            (columns.agency is not None or columns.agency_in_code) and agency is None,
            RefusalReason.NO_AGENCY,
        ),
        (columns.sector is not None and sector is None, RefusalReason.NO_SECTOR),
        (columns.source is not None and source is None, RefusalReason.NO_SOURCE),
    )
    for found, reason in impossible:
        if found:
            return reason
    if state is None and said:
        return RefusalReason.UNKNOWN_STATE
    if state == DossierState.NOT_RECEIVED:
        return RefusalReason.NOT_RECEIVED
    waits = state == DossierState.SUPPLEMENTING  # the end of such a row is that of the request
    unreadable = received.name, due.name, "" if waits else ended.name
    impossible = (
        (received is Received.MISSING, RefusalReason.NO_RECEIVED),
        ("UNREADABLE" in unreadable, RefusalReason.UNREADABLE_DAY),
        (code is Code.OTHER_DAY, RefusalReason.CODE_OF_OTHER_DAY),
        (due is Due.IMPOSSIBLE, RefusalReason.DUE_BEFORE_RECEIVED),
        (ended is Ended.IMPOSSIBLE and not waits, RefusalReason.ENDED_BEFORE_RECEIVED),
        (channel is None, RefusalReason.UNKNOWN_CHANNEL),
        (
            state == DossierState.PENDING and ended is not Ended.MISSING,
            RefusalReason.ENDED_YET_PENDING,
        ),
        (
            state not in (None, DossierState.PENDING, DossierState.SUPPLEMENTING)
            and ended is Ended.MISSING,
            RefusalReason.NO_END,
        ),
        (received is Received.AFTER, RefusalReason.OUTSIDE),
        (ended is Ended.BEFORE and not waits, RefusalReason.OUTSIDE),
    )
    for found, reason in impossible:
        if found:
            return reason
    assert channel is not None
    if due is Due.MISSING:
        return RefusalReason.NO_DUE
    by_day = _by_day(due, Ended.MISSING if waits else ended)
    is_side = state not in (None, DossierState.PENDING, DossierState.RESOLVED)
    has_ended = by_day in (DossierStatus.EARLY, DossierStatus.ON_TIME, DossierStatus.LATE)
    status = DossierStatus(state) if is_side and (waits or has_ended) else by_day  # type: ignore[arg-type]
    fact = policy.settle(status, by_day).fact
    if received is Received.BEFORE:
        return Counted(agency, sector, source, ("carried_over", fact))
    ways = ("online", channel) if channel in ("full_online", "partial_online") else (channel,)
    return Counted(agency, sector, source, (*ways, fact))


def _by_day(due: Due, ended: Ended) -> DossierStatus:
    """Return what the days alone say: what ended after the window was pending in it."""
    if ended in (Ended.EARLY, Ended.ON_TIME, Ended.LATE):
        return DossierStatus(ended.name.lower())
    passed = due is Due.PASSED
    return DossierStatus.PENDING_OVERDUE if passed else DossierStatus.PENDING_IN_TIME
