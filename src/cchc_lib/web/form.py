"""The form as it stands while a request is answered, and the report that it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from cchc_lib.errors import CchcError
from cchc_lib.exchange.data import read
from cchc_lib.exchange.leaves import from_text
from cchc_lib.exchange.plain import plain
from cchc_lib.exchange.shapes import HEADER
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.web.controls import Told, controls_of, places, told_of
from cchc_lib.web.fields import FormField
from cchc_lib.web.filling import said, shown
from cchc_lib.web.kinds import Kinds, form_of

__all__ = ["Form", "in_words"]


@attrs.define
class Form:
    """The form as it stands while a request is answered."""

    kinds: Kinds
    kind: type[ReportHead]
    held: dict[str, Any] = attrs.field(factory=dict)
    carried: dict[str, Any] = attrs.field(factory=dict)
    told: tuple[Told, ...] = ()
    message: str = ""
    where: str = ""
    opened: frozenset[str] = frozenset()
    report: ReportHead | None = None

    @property
    def id(self) -> str:
        """The id of the kind of report, as data say it."""
        return str(self.kind.__subject__.id)  # type: ignore[attr-defined]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of the kind of report."""
        return form_of(self.kind)

    def read(self) -> ReportHead | None:
        """Return the report that is typed, or none: then `told` says what is wrong."""
        try:
            data = {**said(self.fields, self.held), **self.carried}
            self.report = read(data, self.kind, (), hand=True)
        except CchcError as error:
            self.tell(error)
        return self.report

    def tell(self, error: CchcError) -> None:
        """Keep the problems of an error, each at its field."""
        self.told = tuple(told_of(error, places(controls_of(self.fields, self.held))))

    def fill(self, report: ReportHead) -> None:
        """Put a report into the form; what the form does not ask for is carried along."""
        data = in_words(report)
        self.kind = type(report)
        self.held = shown(self.fields, data)
        self.carry({key: value for key, value in data.items() if key not in HEADER})

    def carry(self, data: Mapping[str, Any]) -> None:
        """Keep what has no field: it goes along with the form, and is read with it."""
        asked = {each.key for each in self.fields}
        self.carried = {key: value for key, value in data.items() if key not in asked}


def in_words(report: ReportHead) -> dict[str, Any]:
    """Return the data of a report as people write them, its period in words where these say it."""
    data: dict[str, Any] = plain(report, hand=True)
    name = str(report.period)
    return {**data, "period": name} if _reads_back(name, report.period) else data


def _reads_back(name: str, period: Period) -> bool:
    try:
        return bool(from_text(Period, name) == period)
    except CchcError:
        return False
