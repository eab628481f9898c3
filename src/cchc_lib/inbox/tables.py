"""The rows of an inbox: a file each, a claim each, a figure each, a unit each."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from cchc_lib.checks.claims import Standing
from cchc_lib.checks.finding import Severity
from cchc_lib.inbox.found import ReadFile, Sort
from cchc_lib.report.period import Period

__all__ = ["FileState", "InboxClaim", "InboxFigure", "InboxFile", "InboxUnit"]


class FileState(StrEnum):
    """What became of a file, or of a unit that sent none.

    | state        | meaning                                                         |
    |--------------|-----------------------------------------------------------------|
    | received     | it is used                                                      |
    | late         | it is used, and came after the deadline                         |
    | duplicate    | the same is there in another file, which is used                |
    | older        | another version of the same unit and period is used             |
    | other_period | it is of another period than the inbox                          |
    | unreadable   | it could not be read; why is told                               |
    | apart        | no file of anybody's: a lock file, a hidden one                 |
    | missing      | a unit that is to report has no file that is used               |
    """

    RECEIVED = "received"
    LATE = "late"
    DUPLICATE = "duplicate"
    OLDER = "older"
    OTHER_PERIOD = "other_period"
    UNREADABLE = "unreadable"
    APART = "apart"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The words an officer reads."""
        return _LABELS[self]

    @property
    def is_used(self) -> bool:
        """Whether what the file states is what its unit states."""
        return self in (FileState.RECEIVED, FileState.LATE)


_LABELS = {
    FileState.RECEIVED: "đã nhận",
    FileState.LATE: "nộp muộn",
    FileState.DUPLICATE: "trùng tệp",
    FileState.OLDER: "bản cũ",
    FileState.OTHER_PERIOD: "khác kỳ",
    FileState.UNREADABLE: "không đọc được",
    FileState.APART: "không xét",
    FileState.MISSING: "chưa gửi",
}


@attrs.frozen(kw_only=True)
class InboxFile:
    """A file of the inbox, or a unit that sent none (`name` is "" then), and what became of it.

    `known_by` says what told the unit: facts, form, text or the name of the file. `day` is the day
    that counts for the deadline. `other` is the file that is used in its place. `claims` counts
    what was read, `failing` what does not hold of it, `unread` the sentences of which nothing was.
    """

    name: str
    state: FileState
    sort: Sort | None = None
    unit: str = ""
    code: str | None = None
    known_by: str = ""
    period: Period | None = None
    document: str = ""
    day: date | None = None
    claims: int = 0
    failing: int = 0
    unread: int = 0
    findings: int = 0
    why: str = ""
    other: str = ""
    path: str = attrs.field(default="", repr=False, eq=False)
    read: ReadFile | None = attrs.field(default=None, repr=False, eq=False)


@attrs.frozen(kw_only=True)
class InboxClaim:
    """A claim that a file makes: its numbers, what they give, whether that holds.

    `computed` is what the numbers beside it give, written as the one stated.
    """

    file: str
    unit: str
    sentence: str
    place: str
    kind: str
    stated: str
    computed: str
    verdict: Standing
    code: str = ""
    severity: Severity | None = None
    message: str = ""


@attrs.frozen(kw_only=True)
class InboxFigure:
    """A number of a file that somebody else wrote, with where it stands: nothing counts it yet.

    `key` names it in `confirmed`: its file, its number, a digest of its sentence. `figure` is the
    fact that the words beside it name, a guess; `is_confirmed` says that it was confirmed, and as
    which figure.
    """

    key: str
    file: str
    unit: str
    text: str
    label: str
    value: int | None
    figure: str | None
    place: str
    sentence: str
    is_confirmed: bool = False


@attrs.frozen(kw_only=True)
class InboxUnit:
    """A unit: what it sent, how many of its claims hold, what there is to look at.

    `state` is that of its files that are used; where none is, that of those that came in vain.
    `errors` and `warnings` count what `Inbox.findings_of` tells.
    `changes` is what its version that is used says otherwise than the one before.
    """

    unit: str
    code: str | None
    state: FileState
    is_expected: bool
    files: int
    used: str = ""
    claims: int = 0
    holding: int = 0
    failing: int = 0
    open: int = 0
    errors: int = 0
    warnings: int = 0
    changes: tuple[str, ...] = ()
