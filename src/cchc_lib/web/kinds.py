"""The kinds of reports that can be filled in: those of the library, or that of an office's file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import attrs

from cchc_lib.exchange.files import loads_family
from cchc_lib.exchange.schema import json_schema
from cchc_lib.families.cchc import Report
from cchc_lib.families.procedures import ProceduresReport
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.report.head import ReportHead
from cchc_lib.web.fields import FormField, fields_of

__all__ = ["Kinds", "OfficeFile", "form_of"]


@attrs.frozen
class OfficeFile:
    """The text of an office's own kind of report (đề cương)."""

    text: str
    format: Literal["toml", "json"] = "toml"


@attrs.frozen
class Kinds:
    """The kinds at hand; it travels to the process that works, where the classes are made."""

    office: OfficeFile | None = None

    def classes(self) -> dict[str, type[ReportHead]]:
        """Return each kind by the id that data say; the first is that of a new form.

        Raises:
            CchcError: for what `loads_family` refuses.
        """
        own = () if self.office is None else (_made(self.office.text, self.office.format),)
        every: tuple[type[ReportHead], ...] = (*own, Report, ProceduresReport)
        found: dict[str, type[ReportHead]] = {}
        for kind in every:
            found.setdefault(_id(kind), kind)
        return found

    def labels(self) -> dict[str, str]:
        """Return what each kind is called."""
        return {id: _label(kind) for id, kind in self.classes().items()}

    def chosen(self, id: str) -> type[ReportHead]:
        """Return the kind of an id, or that of a new form for an id that there is not."""
        classes = self.classes()
        return classes.get(id) or next(iter(classes.values()))


def _id(kind: type[ReportHead]) -> str:
    return str(kind.__subject__.id)  # type: ignore[attr-defined]


def _label(kind: type[ReportHead]) -> str:
    """Return what the title of a report says before its period."""
    title = str(kind.__family__.title)  # type: ignore[attr-defined]
    return title.partition("{")[0].strip(" ,;") or title


@lru_cache(maxsize=4)
def _made(text: str, format: Literal["toml", "json"]) -> type[ReportHead]:
    return loads_family(text, format=format)


@kept_by_class
def form_of(kind: Any) -> tuple[FormField, ...]:
    """Return the fields of the form of a kind."""
    return fields_of(json_schema(kind))
