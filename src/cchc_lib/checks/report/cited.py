"""Every document that a report cites, with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from cchc_lib.families.cchc import Report
from cchc_lib.report.citation import Citation

__all__ = ["Cited", "citations"]

_FROM_ABOVE = ("basis", "institutions.legal_bases", "institutions.implemented_documents")
_BASES = ("basis", "institutions.legal_bases", "staffing.part_time.legal_basis")


@attrs.frozen
class Cited:
    """A document and the path at which it is cited."""

    path: str
    citation: Citation

    @property
    def is_basis(self) -> bool:
        """Whether the report or the work rests on it, so that it must be in force."""
        return self.path.startswith(_BASES)

    @property
    def is_own(self) -> bool:
        """Whether the agency probably issued it itself: it names no issuer, and no level above."""
        return (
            not self.path.startswith((*_FROM_ABOVE, *_BASES))
            and self.citation.issuer is None
            and not self.citation.is_party_document
            and not self.citation.is_normative_document
        )

    @property
    def name(self) -> str:
        """Type and number, as a sentence names it."""
        return self.citation.cite(first=False)


def citations(report: Report) -> Iterator[Cited]:
    """Yield the documents that a report cites, in the model's order."""
    yield from _within(report, "")


def _within(holder: Any, prefix: str) -> Iterator[Cited]:
    for field in attrs.fields(type(holder)):
        held = getattr(holder, field.name)
        path = f"{prefix}{field.name}"
        if field.name == "previous":
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
