"""What one row of a table says of its dossier, or why it cannot count.

A row is told by the words in it and by how its days lie to each other and to the window. Many rows
say the same: an engine counts how many, and what they say is judged here, once for each kind. Rows
counted in Python are judged by the same lines.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

from cchc_lib.errors import CchcError
from cchc_lib.scale.columns import RowColumns
from cchc_lib.scale.statuses import DossierState, DossierStatus, StatusPolicy
from cchc_lib.vietnamese.text import clean_text, fold_label

__all__ = [
    "CODE_OF_WORDS",
    "Code",
    "Due",
    "Ended",
    "Judge",
    "Received",
    "RefusalReason",
    "RowKind",
    "named",
    "packed",
    "unpacked",
]


class RefusalReason(StrEnum):
    """Why a row is not counted.

    A row that has several is refused for the first. `NOT_RECEIVED`, `OUTSIDE` and `NO_DOSSIER` are
    no faults: the dossier was never taken in, it belongs to another window, or the row is none but
    a sum or a remark below the table.
    """

    DUPLICATE = "duplicate"
    COPY = "copy"
    NO_CODE = "no_code"
    NO_AGENCY = "no_agency"
    NO_SECTOR = "no_sector"
    NO_SOURCE = "no_source"
    UNKNOWN_STATE = "unknown_state"
    NO_RECEIVED = "no_received"
    UNREADABLE_DAY = "unreadable_day"
    CODE_OF_OTHER_DAY = "code_of_other_day"
    DUE_BEFORE_RECEIVED = "due_before_received"
    ENDED_BEFORE_RECEIVED = "ended_before_received"
    UNKNOWN_CHANNEL = "unknown_channel"
    ENDED_YET_PENDING = "ended_yet_pending"
    NO_END = "no_end"
    NO_DUE = "no_due"
    NOT_RECEIVED = "not_received"
    OUTSIDE = "outside"
    NO_DOSSIER = "no_dossier"

    @property
    def label(self) -> str:
        """The reason in Vietnamese."""
        return _REASONS[self]

    @property
    def is_fault(self) -> bool:
        """Whether the row is wrong, and not only of another window."""
        return self not in _NO_FAULTS


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
    RefusalReason.NO_DOSSIER: "không phải dòng hồ sơ (dòng tổng cộng, ghi chú)",
}


_NO_FAULTS = (RefusalReason.OUTSIDE, RefusalReason.NOT_RECEIVED, RefusalReason.NO_DOSSIER)


class Code(IntEnum):
    """What there is to say of the code of a row; words in its place, as "Tổng cộng", are none."""

    FINE = 0
    MISSING = 1
    OTHER_DAY = 2
    WORDS = 3


CODE_OF_WORDS = "^[^0-9]*$| "
"""The expression of what is no code in any system: no digit in it, or a blank."""


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


def packed(code: int, received: int, due: int, ended: int) -> int:
    """Return how the days of a row lie, in one number."""
    return ((code * len(Received) + received) * len(Due) + due) * len(Ended) + ended


def unpacked(days: int) -> tuple[Code, Received, Due, Ended]:
    """Return what `packed` was given."""
    rest, ended = divmod(days, len(Ended))
    rest, due = divmod(rest, len(Due))
    code, received = divmod(rest, len(Received))
    return Code(code), Received(received), Due(due), Ended(ended)


def named(said: str | None) -> str | None:
    """Return a name on one line, `None` when it shows nothing or cannot be printed."""
    if said is None:
        return None
    try:
        return clean_text("name", " ".join(said.split())) or None
    except CchcError:
        return None


class Judge:
    """Says of a kind of rows where it counts, or why it does not.

    Names do not matter to it, only whether they are there, so it says the same of many kinds.
    """

    def __init__(self, columns: RowColumns, policy: StatusPolicy) -> None:
        self._columns, self._policy = columns, policy
        self._names: dict[str | None, str | None] = {None: None}
        self._verdicts: dict[object, tuple[str, ...] | RefusalReason] = {}
        self._needed = (
            columns.agency is not None or columns.agency_in_code,
            columns.sector is not None,
            columns.source is not None,
        )

    def __call__(
        self, kind: RowKind
    ) -> tuple[str | None, str | None, str | None, tuple[str, ...] | RefusalReason]:
        """Return agency, sector and source, and the facts of `Dossiers` or the reason.

        Of several reasons the first one of `RefusalReason` is given: a row has exactly one.
        """
        agency, sector, source = map(self._name, kind[:3])
        lacking = agency is None, sector is None, source is None
        key = lacking, kind[3:]
        if key not in self._verdicts:
            self._verdicts[key] = self._judged(kind, lacking)
        return agency, sector, source, self._verdicts[key]

    def _name(self, said: str | None) -> str | None:
        if said not in self._names:
            self._names[said] = named(said)
        return self._names[said]

    def _judged(
        self, kind: RowKind, lacking: tuple[bool, bool, bool]
    ) -> tuple[str, ...] | RefusalReason:
        code, received, due, ended = unpacked(kind.days)
        channel = self._columns.channels.get(fold_label(kind.channel or ""))
        said = fold_label(kind.state or "")
        state = self._columns.states.get(said)
        waits = state == DossierState.SUPPLEMENTING  # its end is the day of the request
        end = Ended.MISSING if waits else ended
        is_open = state in (None, DossierState.PENDING, DossierState.SUPPLEMENTING)
        lacks = [need and lack for need, lack in zip(self._needed, lacking, strict=True)]
        unreadable = "UNREADABLE" in (received.name, due.name, end.name)
        is_empty = (received, due, ended) == (Received.MISSING, Due.MISSING, Ended.MISSING)
        has_code = self._columns.code is not None and code not in (Code.MISSING, Code.WORDS)
        impossible = {
            RefusalReason.NO_DOSSIER: is_empty
            and not has_code
            and kind.channel is None
            and kind.state is None,
            RefusalReason.NO_CODE: code is Code.MISSING,
            RefusalReason.NO_AGENCY: lacks[0],
            RefusalReason.NO_SECTOR: lacks[1],
            RefusalReason.NO_SOURCE: lacks[2],
            RefusalReason.UNKNOWN_STATE: state is None and said != "",
            RefusalReason.NOT_RECEIVED: state == DossierState.NOT_RECEIVED,
            RefusalReason.NO_RECEIVED: received is Received.MISSING,
            RefusalReason.UNREADABLE_DAY: unreadable,
            RefusalReason.CODE_OF_OTHER_DAY: code is Code.OTHER_DAY,
            RefusalReason.DUE_BEFORE_RECEIVED: due is Due.IMPOSSIBLE,
            RefusalReason.ENDED_BEFORE_RECEIVED: end is Ended.IMPOSSIBLE,
            RefusalReason.UNKNOWN_CHANNEL: channel is None,
            RefusalReason.ENDED_YET_PENDING: state == DossierState.PENDING
            and end is not Ended.MISSING,
            RefusalReason.NO_END: not is_open and end is Ended.MISSING,
            RefusalReason.OUTSIDE: received is Received.AFTER or end is Ended.BEFORE,
            RefusalReason.NO_DUE: due is Due.MISSING,
        }
        for reason, found in impossible.items():
            if found:
                return reason
        assert channel is not None
        by_day = _by_day(due, end)
        has_ended = end in (Ended.EARLY, Ended.ON_TIME, Ended.LATE)
        is_side = state not in (None, DossierState.PENDING, DossierState.RESOLVED)
        status = DossierStatus(str(state)) if is_side and (waits or has_ended) else by_day
        fact = self._policy.settle(status, by_day).fact
        if received is Received.BEFORE:
            return "carried_over", fact
        if channel in ("full_online", "partial_online"):
            return "online", channel, fact
        return channel, fact


def _by_day(due: Due, ended: Ended) -> DossierStatus:
    """Return what the days alone say: what ended after the window was pending in it."""
    if ended in (Ended.EARLY, Ended.ON_TIME, Ended.LATE):
        return DossierStatus(ended.name.lower())
    passed = due is Due.PASSED
    return DossierStatus.PENDING_OVERDUE if passed else DossierStatus.PENDING_IN_TIME
