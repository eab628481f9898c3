"""What a folder of files that units sent holds: tables, findings, reports, letters."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from cchc_lib.checks.finding import Finding, Findings
from cchc_lib.document.nodes import Document
from cchc_lib.errors import InvalidValueError, unknown_name
from cchc_lib.forms.filled import FilledForm
from cchc_lib.inbox import continuity
from cchc_lib.inbox.beside import alike, beside
from cchc_lib.inbox.confirmed import confirmed_reports
from cchc_lib.inbox.continuity import Pair
from cchc_lib.inbox.places import apart
from cchc_lib.inbox.points import Point, points_of
from cchc_lib.inbox.rows import InboxRows
from cchc_lib.inbox.rules import RULES, found_by_others
from cchc_lib.inbox.sorting import unit_key
from cchc_lib.inbox.summary import summed
from cchc_lib.inbox.tables import FileState, InboxClaim, InboxFigure, InboxFile, InboxUnit
from cchc_lib.inbox.whom import Roll
from cchc_lib.report.agency import Agency, plain_name
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.scale.identity import Expected

if TYPE_CHECKING:
    from cchc_lib.inbox.letter import Sending

__all__ = ["Inbox"]


@attrs.frozen(slots=False, eq=False)
class Inbox:
    """What a folder of files holds: made by `read_inbox`, read as tables, saved as a folder.

    `files` are one row a file, then one for each unit that sent none. All else follows from them,
    in an order of its own: the same files give the same, byte by byte, on every system.
    """

    folder: str
    _rows: tuple[InboxFile, ...] = attrs.field(repr=False)
    period: Period | None = None
    agency: Agency | None = attrs.field(default=None, kw_only=True)
    expected: tuple[Expected, ...] | None = attrs.field(default=None, kw_only=True, repr=False)
    deadline: date | None = attrs.field(default=None, kw_only=True)
    previous: Inbox | None = attrs.field(default=None, kw_only=True, repr=False)
    confirmed: Mapping[str, str] = attrs.field(factory=dict, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be confirmed at once."""
        _ = self._confirmed

    @property
    def files(self) -> InboxRows[InboxFile]:
        """Every file and what became of it, then every unit that sent none."""
        return InboxRows(self._rows, InboxFile)

    @property
    def missing(self) -> InboxRows[InboxFile]:
        """The units that are to report and have no file that is used."""
        rows = tuple(row for row in self._rows if row.state is FileState.MISSING)
        return InboxRows(rows, InboxFile)

    @cached_property
    def claims(self) -> InboxRows[InboxClaim]:
        """Every claim that was read in files that could be, right ones too; each file's in order.

        Copies of a file are left out: what they state stands there already.
        """
        return InboxRows(tuple(self._claims()), InboxClaim)

    def _claims(self) -> Iterator[InboxClaim]:
        for row in self._rows:
            if row.read is None or row.state is FileState.DUPLICATE:
                continue
            for each in row.read.claims:
                yield InboxClaim(
                    file=row.name,
                    unit=row.unit,
                    sentence=each.sentence,
                    place=each.place,
                    kind=each.kind,
                    stated=each.stated,
                    computed=each.computed,
                    verdict=each.standing,
                    code=each.code,
                    severity=each.severity,
                    message=f"{each.message} {_BY_HAND}" if each.follows else each.message,
                )

    @cached_property
    def figures(self) -> InboxRows[InboxFigure]:
        """Every number of files that somebody else wrote, with its place; see `confirmed`."""
        found = []
        for row in self._used:
            for each in row.read.figures if row.read is not None else ():
                key = f"{row.name}#{each.mark}"
                found.append(
                    InboxFigure(
                        key=key,
                        file=row.name,
                        unit=row.unit,
                        text=each.text,
                        label=each.label,
                        value=each.value,
                        figure=self.confirmed.get(key, each.figure),
                        place=each.place,
                        sentence=each.sentence,
                        is_confirmed=key in self.confirmed,
                    )
                )
        return InboxRows(tuple(found), InboxFigure)

    @property
    def _used(self) -> tuple[InboxFile, ...]:
        return tuple(row for row in self._rows if row.state.is_used)

    @cached_property
    def _confirmed(self) -> tuple[ReportHead, ...]:
        if not self.confirmed:
            return ()
        return confirmed_reports(self.figures, self._rows, self.period, self.confirmed)

    @cached_property
    def reports(self) -> tuple[ReportHead, ...]:
        """The reports of ours in files that are used, and what was confirmed: for `roll_up`."""
        read = (row.read for row in self._used)
        ours = tuple(each.report for each in read if each is not None and each.report is not None)
        return (*ours, *self._confirmed)

    @cached_property
    def forms(self) -> tuple[FilledForm, ...]:
        """The official forms in files that are used, as they are filled in."""
        read = (row.read for row in self._used)
        return tuple(each.form for each in read if each is not None and each.form is not None)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """What units sent for this period beside what they sent for the one before.

        Facts are put beside facts, a form beside the same form; else one beside the other.
        """
        if self.previous is None or not continuity.goes_before(self.previous.period, self.period):
            return ()
        before: dict[tuple[str, str], InboxFile] = {}
        for row in self.previous._used:
            for key in _kind_keys(row):
                before.setdefault(key, row)
        found = []
        for row in self._used:
            for unit, kind in _kind_keys(row):
                other = next(
                    (before[unit, one] for one in (kind, "") if (unit, one) in before), None
                )
                if kind == "" and other is None:
                    other = next((held for key, held in before.items() if key[0] == unit), None)
                if other is not None and row.read and other.read:
                    found.append(Pair(row.unit, row.name, row.read, other.name, other.read))
        return tuple(found)

    @cached_property
    def roll(self) -> Roll:
        """Who is to report, to be found by name and code."""
        return Roll(self.expected)

    def is_expected(self, row: InboxFile) -> bool:
        """Whether the unit of a file is one that is to report."""
        return self.roll.has(row.unit, row.code)

    @cached_property
    def findings(self) -> Findings:
        """What only all files together show, and what does not go on from the period before."""
        told = [*found_by_others(self)]
        told += [(each, slip) for each in RULES for slip in each.slips(self)]
        found = [each.finding(slip) for each, slip in told]
        for pair in self.pairs:
            for each in continuity.carried(pair):
                message = f"{pair.unit}: {each.message}"
                found.append(attrs.evolve(each, path=f"{pair.file}: {each.path}", message=message))
        found += [*alike(self), *beside(self)]
        once = dict.fromkeys(found)
        return Findings(sorted(once, key=lambda each: (each.severity.rank, each.code)))

    def findings_of(self, unit: str) -> Findings:
        """Return what there is to look at in the files of a unit that are used, file by file.

        `path` of a finding says the file, then the place in it.

        Raises:
            UnknownNameError: for a unit that is not here.
        """
        return Findings(self._findings_by_unit.get(_key_of(self._unit(unit)), ()))

    @cached_property
    def _findings_by_unit(self) -> Mapping[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        of_file: dict[str, str] = {}
        for row in self._rows:
            if row.name:
                of_file[row.name] = unit_key(row)
            for each in row.read.findings if row.state.is_used and row.read is not None else ():
                told = attrs.evolve(each, path=f"{row.name}: {each.path}")
                found.setdefault(unit_key(row), []).append(told)
        for each in self.findings:
            if key := of_file.get(apart(each.path, of_file)[0], ""):
                found.setdefault(key, []).append(each)
        return found

    def points_of(self, unit: str) -> tuple[Point, ...]:
        """Return what a letter asks a unit to look at, each point once; see `letter`.

        Raises:
            UnknownNameError: for a unit that is not here.
        """
        rows = [row for row in self._rows_of(unit) if row.state.is_used]
        return points_of(rows, self.findings_of(unit))

    def _rows_of(self, unit: str) -> tuple[InboxFile, ...]:
        key = _key_of(self._unit(unit))
        return tuple(row for row in self._rows if row.name and unit_key(row) == key)

    def _unit(self, unit: str) -> InboxUnit:
        found = self._units_by_name.get(unit) or self._units_by_name.get(plain_name(unit))
        if found is None:
            raise unknown_name("unit", "đơn vị", unit, [each.unit for each in self.units])
        return found

    @cached_property
    def _units_by_name(self) -> Mapping[str, InboxUnit]:
        found: dict[str, InboxUnit] = {}
        for each in self.units:
            for name in (each.unit, each.code, plain_name(each.unit)):
                if name is not None:
                    found.setdefault(name, each)
        return found

    @cached_property
    def units(self) -> InboxRows[InboxUnit]:
        """A summary of each unit: those that are to report in their order, then others by name."""
        rows: dict[str, list[InboxFile]] = {}
        for row in self._rows:
            if row.unit:
                rows.setdefault(unit_key(row), []).append(row)
        order: list[str] = []
        for each in self.expected or ():
            order.append(each.code or plain_name(each.name))
        order += sorted(key for key in rows if key not in order)
        found = [
            summed(
                rows[key],
                self._findings_by_unit.get(key, ()),
                is_expected=self.is_expected(rows[key][0]),
            )
            for key in dict.fromkeys(order)
            if key in rows
        ]
        return InboxRows(tuple(found), InboxUnit)

    def letter(self, unit: str, **options: Any) -> Document:
        """Return the letter that asks a unit to look at its figures again (công văn, mẫu 1.5).

        Where none of its files can be used, it asks to send the report again; of a report that came
        late it says so. `options` are `reply_by`, the day to answer, `signatory`, who signs,
        `drafting_unit` ("CCHC"), `issued` and `number`, which are left open unless they are given.
        `render_docx` makes a Word file of it.

        Raises:
            InvalidValueError: without the `agency` that sends it, with nothing to look at, for a
                day to answer before the deadline.
            UnknownNameError: for a unit that is not here.
        """
        from cchc_lib.inbox.letter import letter_to
        from cchc_lib.inbox.points import others_of

        rows = self._rows_of(unit)
        others = sum(1 for _ in others_of(self.findings_of(unit)))
        sending = self._sending(rows, options)
        return letter_to(self._unit(unit).unit, rows, self.points_of(unit), sending, others=others)

    def reminder(self, **options: Any) -> Document:
        """Return the letter that reminds all units of which nothing came (công văn, mẫu 1.5).

        It names them at its head, or in a list behind it where they are many; names of no unit that
        anybody knows are left out. `options` are those of `letter`.

        Raises:
            InvalidValueError: without the `agency` that sends it, when no unit is to be reminded,
                for a day to answer before the deadline.
        """
        from cchc_lib.inbox.letter import reminder_to

        return reminder_to(self.to_remind, self._sending((), options))

    @property
    def to_remind(self) -> tuple[str, ...]:
        """The units that sent nothing at all, in their order."""
        return tuple(row.unit for row in self.missing if not row.why)

    def _sending(self, rows: tuple[InboxFile, ...], options: Mapping[str, Any]) -> Sending:
        from cchc_lib.inbox.letter import Sending
        from cchc_lib.inbox.titles import report_called

        if self.agency is None:
            raise InvalidValueError.refuse(
                "agency",
                None,
                "the agency that sends letters: read_inbox(…, agency=Agency(…))",
                "cơ quan gửi công văn: read_inbox(…, agency=Agency(…))",
            )
        said = report_called(rows, self.reports, self.period)
        return Sending(agency=self.agency, said=said, deadline=self.deadline, **options)

    def save(
        self, folder: str | os.PathLike[str], *, replace: bool = False, **letters: Any
    ) -> tuple[str, ...]:
        """Write everything into a new folder, whole or not at all; return the names of its files.

        There are a page (`hop-thu.html`), a workbook (`hop-thu.xlsx`), the Word files that have
        findings with comments at the very words (`nhan-xet/`), and, where the inbox has an
        `agency`, a letter to each unit with errors or warnings and one that reminds those who sent
        nothing (`cong-van/`). `letters` are the options of `letter`. The same inbox gives the same
        bytes.

        Raises:
            InvalidValueError: for a folder within the inbox or around it; for one that has
                something in it, unless `replace`.
            MissingExtraError: without openpyxl.
            OSError: when it cannot be written; what was there stays then.
        """
        from cchc_lib.inbox.saving import save

        return save(self, folder, replace=replace, letters=letters)


_BY_HAND = "(Hệ quả của số bị sửa trong tệp.)"


def _kind_keys(row: InboxFile) -> Iterator[tuple[str, str]]:
    """Yield the unit of a file and what it is to be put beside: a form by its id, facts by ""."""
    if row.read is None or not unit_key(row):
        return
    if row.read.form is not None:
        yield unit_key(row), row.read.form.form.id
    elif row.read.report is not None:
        yield unit_key(row), ""


def _key_of(unit: InboxUnit) -> str:
    return unit.code or plain_name(unit.unit)
