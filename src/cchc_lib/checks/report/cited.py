"""Every document that a report cites, with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from cchc_lib.checks.report.shared import once
from cchc_lib.report.citation import Citation
from cchc_lib.report.head import ReportHead

__all__ = ["Cited", "citations"]

_BASES = ("basis", "legal_bases", "legal_basis")
_FROM_ABOVE = (*_BASES, "implemented_documents")
"""What fields are called that name a basis, and those that name documents of levels above."""


@attrs.frozen
class Cited:
    """A document and the path at which it is cited."""

    path: str
    citation: Citation

    @property
    def is_basis(self) -> bool:
        """Whether the report or the work rests on it, so that it must be in force."""
        return self._field in _BASES

    @property
    def is_own(self) -> bool:
        """Whether the agency probably issued it itself: it names no issuer, and no level above."""
        return (
            self._field not in _FROM_ABOVE
            and self.citation.issuer is None
            and not self.citation.is_party_document
            and not self.citation.is_normative_document
        )

    @property
    def _field(self) -> str:
        return self.path.partition("[")[0].rpartition(".")[2]

    @property
    def name(self) -> str:
        """Type and number, as a sentence names it."""
        return self.citation.cite(first=False)


def citations(report: ReportHead) -> tuple[Cited, ...]:
    """Return the documents that a report cites, in the model's order."""
    return once(report, _cited)


def _cited(report: ReportHead) -> tuple[Cited, ...]:
    return tuple(_within(report, ""))


def _within(holder: Any, prefix: str) -> Iterator[Cited]:
    for field in attrs.fields(type(holder)):
        held = getattr(holder, field.name)
        path = f"{prefix}{field.name}"
        if field.name in ("previous", "cumulative"):
            continue
        rows = held if isinstance(held, tuple) else ()
        for where, item in (
            (path, held),
            *((f"{path}[{row}]", each) for row, each in enumerate(rows)),
        ):
            if isinstance(item, Citation):
                yield Cited(where, item)
            elif attrs.has(type(item)):
                yield from _within(item, f"{where}.")
