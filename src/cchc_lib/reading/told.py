"""What a report tells of documents, days and people: one form for facts, prose and Word files."""

from __future__ import annotations

from datetime import date

import attrs

from cchc_lib.report.citation import Citation

__all__ = ["Line", "Mention", "Passage", "Signing", "Told"]


@attrs.frozen
class Line:
    """Words and where they stand: a field of the facts (`path`), or offsets in a text."""

    text: str
    path: str = ""
    start: int | None = None
    end: int | None = None


@attrs.frozen(kw_only=True)
class Mention:
    """A document that is named.

    `kind` is its type as it was written there, where one was. `hand` tells who numbers it, as far
    as one can know: documents of one hand are one series, and `None` is in none. `rests_on` is the
    document that this one says it carries out;
    `is_past` that the words around it tell of what is no more.
    """

    citation: Citation
    line: Line
    kind: str | None = None
    is_basis: bool = False
    is_past: bool = False
    is_own: bool = False
    hand: str | None = None
    rests_on: Citation | None = None

    @property
    def name(self) -> str:
        """Type and number, as a sentence names it, with the zeros that were written there."""
        code, number, written = self.citation.code, self.citation.number, self.line.text
        if code is None or number is None:
            return self.citation.cite(first=False)
        digits = number.lstrip("0")
        as_written = "0" * (len(written) - len(written.lstrip("0"))) + digits
        if written.startswith(as_written):
            code = as_written + code.removeprefix(number)
        return f"{self.kind or self.citation.kind} số {code}"

    @property
    def day(self) -> date | None:
        """The day of issue, where it is told."""
        return self.citation.day


@attrs.frozen(kw_only=True)
class Passage:
    """Running words, in which days and periods are looked for; `line` tells where they stand."""

    text: str
    path: str = ""
    offset: int = 0

    def line(self, start: int, end: int) -> Line:
        """Return a stretch of it, and where it stands."""
        return Line(self.text[start:end], self.path, self.offset + start, self.offset + end)


@attrs.frozen(kw_only=True)
class Signing:
    """Who signs: the name, the authority (KT.) and the office, the head's own office if known."""

    name: Line | None = None
    authority: str | None = None
    office: Line
    head: str | None = None


@attrs.frozen(kw_only=True)
class Told:
    """Everything of this kind that one report tells.

    `issued` is its own day, `since` and `until` the period that it reports on; `latest` is the last
    day that it names, so that it was written then or later. `own_names` are names and symbols of
    the agency.
    """

    documents: tuple[Mention, ...] = ()
    passages: tuple[Passage, ...] = ()
    issued: date | None = None
    since: date | None = None
    until: date | None = None
    latest: date | None = None
    own_names: tuple[str, ...] = ()
    drafted_by: Line | None = None
    addressees: tuple[Line, ...] = ()
    recipients: tuple[Line, ...] = ()
    signing: Signing | None = None

    @property
    def at_least(self) -> date | None:
        """The earliest day that the report can be of: what had ended by then is over."""
        return self.issued or max(filter(None, (self.until, self.latest)), default=None)

    @property
    def at_most(self) -> date | None:
        """The latest day that the report can be of: what begins later is not yet."""
        return self.issued or self.until
