"""What was read of one file: who it is from, what it states, why it could not be read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from cchc_lib.checks.claims import ReadClaim, Standing
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.forms.filled import FilledForm
from cchc_lib.report.agency import Agency
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.vietnamese.text import capital

__all__ = ["FileClaim", "FileFigure", "ReadFile", "Sort"]


class Sort(StrEnum):
    """What a file is."""

    FACTS = "facts"
    """Facts of ours: TOML, JSON, a workbook."""
    LIVE = "live"
    """A Word file of ours, which carries its facts."""
    FORM = "form"
    """An official form, filled in."""
    WORD = "word"
    """A Word file that somebody else wrote."""
    TEXT = "text"
    """Prose: a PDF file, plain text."""
    SHEET = "sheet"
    """A workbook that somebody else made."""

    @property
    def label(self) -> str:
        """The words an officer reads."""
        return _LABELS[self]

    @property
    def is_ours(self) -> bool:
        """Whether its facts are read as they were entered, and nothing is guessed."""
        return self in (Sort.FACTS, Sort.LIVE)


_LABELS = {
    Sort.FACTS: "tệp số liệu",
    Sort.LIVE: "Word có số liệu",
    Sort.FORM: "biểu mẫu",
    Sort.WORD: "văn bản Word",
    Sort.TEXT: "văn bản",
    Sort.SHEET: "bảng tính",
}


@attrs.frozen(kw_only=True)
class FileClaim:
    """A claim that was read: the numbers stated, what they give, whether that holds.

    `kind` is in words ("tổng", "tỷ lệ"); `place` says where it stands in the file. `numbers` are
    all that it is of, as they are written; `follows` says that one of them was changed by hand in
    a file of ours: the change is what to look at, not the claim.
    """

    sentence: str
    place: str
    kind: str
    stated: str
    computed: str
    standing: Standing
    code: str = ""
    severity: Severity | None = None
    message: str = ""
    numbers: tuple[str, ...] = ()
    follows: bool = False

    @classmethod
    def of(cls, claim: ReadClaim, *, sentence: str, place: str | None = None) -> FileClaim:
        """Return a claim of prose or of a table, in the sentence where it stands."""
        return cls(
            sentence=_short(sentence),
            place=place or claim.path,
            kind=claim.kind.label,
            stated=" ".join((claim.result.text if claim.result else "100%").split()),
            computed=_of_whole(claim),
            standing=claim.standing,
            code=claim.code,
            severity=claim.severity,
            message=capital(claim.message),
            numbers=tuple(
                " ".join(each.text.split())
                for each in (claim.result, *claim.operands)
                if each is not None
            ),
        )


def _of_whole(claim: ReadClaim) -> str:
    """Return what a claim gives, as a share where shares make up the whole of 100%."""
    made = claim.computed
    return f"{made}%" if claim.result is None and made[-1:].isdigit() else made


_LONGEST = 400


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"


@attrs.frozen(kw_only=True)
class FileFigure:
    """A number that a file of somebody else states, and what it may be: nothing is counted yet.

    `mark` tells it from the others of its file by what it says and the sentence it stands in, so
    that it is another where either was changed; `figure` is the id of the fact that the words
    beside it name, a guess that somebody has to confirm. `totals` are the ids of sums of which the
    words name one: they follow from facts, and are compared, never confirmed.
    """

    mark: str
    text: str
    label: str
    place: str
    sentence: str
    value: int | None = None
    figure: str | None = None
    totals: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ReadFile:
    """What was read of a file; where `error` says why not, all else may be missing."""

    error: str = ""
    sort: Sort | None = None
    size: int = 0
    digest: str = ""
    head: str = ""
    agency: Agency | None = None
    sender: str | None = None
    period: Period | None = None
    issued: date | None = None
    document: str = ""
    report: ReportHead | None = None
    form: FilledForm | None = None
    claims: tuple[FileClaim, ...] = ()
    unread: int = 0
    findings: tuple[Finding, ...] = ()
    figures: tuple[FileFigure, ...] = ()
    lines: tuple[str, ...] = ()
