"""What rows come to: `Dossiers` for each agency, sector and source, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import attrs

from cchc_lib.errors import unknown_name
from cchc_lib.figures.aggregate import added_up
from cchc_lib.scale.classes import Counted, RefusalReason, RowKind, judge
from cchc_lib.scale.columns import RowColumns
from cchc_lib.scale.statuses import StatusPolicy
from cchc_lib.subjects.procedures.dossiers import Dossiers
from cchc_lib.vietnamese import format_count, format_number

__all__ = ["Example", "Refusal", "RowCounts", "RowGroup", "TallyKey", "chosen", "counted"]

MOST_EXAMPLES = 3


class RowGroup(NamedTuple):
    """Rows of one kind: how many, how many of them stand under a code once more.

    `alike` are codes whose rows are all of this kind: each counts once. `doubled` are the rows
    under codes that stand in several rows, `differing` those of them whose codes also have rows of
    another kind. The first codes are examples.
    """

    kind: RowKind
    rows: int
    alike: int = 0
    doubled: int = 0
    differing: int = 0
    first_alike: str | None = None
    first_differing: str | None = None


class TallyKey(NamedTuple):
    """Whose dossiers they are; `None` where the table has no such column."""

    agency: str | None
    sector: str | None
    source: str | None


@attrs.frozen
class Example:
    """A row that was refused: its code, and the cells that it is judged by."""

    code: str | None
    cells: Mapping[str, str | None] = attrs.field(factory=dict, hash=False)

    def __str__(self) -> str:
        said = "; ".join(
            f"{label}: {text if text else '(trống)'}" for label, text in self.cells.items()
        )
        return " - ".join(filter(None, (self.code, said)))


@attrs.frozen
class Refusal:
    """Rows refused for one reason: how many, in which agencies, some examples."""

    reason: RefusalReason
    rows: int
    agencies: Mapping[str | None, int] = attrs.field(hash=False)
    examples: tuple[Example, ...] = ()

    def __str__(self) -> str:
        shown = "".join(f"\n    {example}" for example in self.examples)
        return f"{self.reason.label}: {format_number(self.rows)} dòng{shown}"


def _added(dossiers: Sequence[Dossiers], **named: object) -> Dossiers:
    return Dossiers(**(added_up(Dossiers, dossiers) | named))  # type: ignore[arg-type]


@attrs.frozen(kw_only=True)
class RowCounts:
    """What the rows of a table come to.

    `tallies` has the dossiers of each agency, sector and source. Every row is counted or refused:
    `rows == counted + refused`.
    """

    start: date
    end: date
    policy: StatusPolicy
    rows: int
    tallies: Mapping[TallyKey, Dossiers] = attrs.field(hash=False)
    refusals: tuple[Refusal, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows do not count, for whatever reason."""
        return sum(refusal.rows for refusal in self.refusals)

    @property
    def counted(self) -> int:
        """How many rows count: the dossiers received in the window and those carried over."""
        return self.rows - self.refused

    @property
    def faults(self) -> tuple[Refusal, ...]:
        """The refusals of rows that are wrong, without those of another window."""
        return tuple(refusal for refusal in self.refusals if refusal.reason.is_fault)

    @property
    def agencies(self) -> tuple[str | None, ...]:
        """The agencies that have dossiers, in order of their names."""
        return tuple(dict.fromkeys(key.agency for key in self.tallies))

    def dossiers(self, agency: str | None = None) -> Dossiers:
        """Return the dossiers of an agency, or of all, with their sectors and sources.

        Raises:
            UnknownNameError: for an agency that has no dossiers.
        """
        if agency is not None and agency not in self.agencies:
            known = [each for each in self.agencies if each is not None]
            raise unknown_name("agency", "đơn vị", agency, known)
        held = {
            key: each for key, each in self.tallies.items() if agency in (None, key.agency)
        }
        if not held:
            return Dossiers(**dict.fromkeys(_FACTS, 0))  # type: ignore[arg-type]
        sources = sorted({key.source for key in held if key.source is not None})
        return self._split(
            held,
            sources=[
                self._split({k: v for k, v in held.items() if k.source == name}, source=name)
                for name in sources
            ],
        )

    def _split(self, held: Mapping[TallyKey, Dossiers], **named: object) -> Dossiers:
        by_sector: dict[str, list[Dossiers]] = {}
        for key, each in held.items():
            if key.sector is not None:
                by_sector.setdefault(key.sector, []).append(each)
        sectors = [_added(by_sector[name], sector=name) for name in sorted(by_sector)]
        return _added(list(held.values()), sectors=sectors, **named)

    def __str__(self) -> str:
        """What an officer reads: how many rows count, and why the others do not."""
        head = (
            f"{format_number(self.rows)} dòng: tính {format_number(self.counted)} hồ sơ, "
            f"không tính {format_number(self.refused)} dòng."
        )
        return "\n".join([head, *(f"- {refusal}" for refusal in self.refusals)])


_FACTS = (
    *("online", "in_person", "postal", "carried_over"),
    *("early", "on_time", "late", "pending_in_time", "overdue"),
)
"""Facts that are known to be 0 where no row counts as them."""


def _refused(group: RowGroup, reason: RefusalReason | None) -> Iterable[tuple[RefusalReason, int]]:
    """Yield why rows of a group are refused, and how many for that."""
    if reason is not None:
        yield reason, group.rows
        return
    yield RefusalReason.DUPLICATE, group.differing
    yield RefusalReason.COPY, group.doubled - group.differing - group.alike


def chosen(
    groups: Sequence[RowGroup], columns: RowColumns, policy: StatusPolicy
) -> dict[RefusalReason, list[tuple[RowKind, str | None]]]:
    """Return the kinds that examples are to be shown of, some for each reason.

    With it comes the code that is shown, where it is that of a double.
    """
    found: dict[RefusalReason, list[tuple[RowKind, str | None]]] = {}
    for group in groups:
        _, verdict = judge(group.kind, columns, policy)
        reason = verdict if isinstance(verdict, RefusalReason) else None
        for each, rows in _refused(group, reason):
            code = {
                RefusalReason.DUPLICATE: group.first_differing,
                RefusalReason.COPY: group.first_alike,
            }.get(each)
            if rows and each.is_fault and len(found.setdefault(each, [])) < MOST_EXAMPLES:
                found[each].append((group.kind, code))
    return found


def counted(
    groups: Sequence[RowGroup],
    examples: Mapping[RefusalReason, Sequence[Example]],
    *,
    start: date,
    end: date,
    columns: RowColumns,
    policy: StatusPolicy,
) -> RowCounts:
    """Return what groups of rows come to."""
    facts: dict[TallyKey, Counter[str]] = {}
    refused: dict[RefusalReason, Counter[str | None]] = {}
    for group in groups:
        agency, verdict = judge(group.kind, columns, policy)
        reason = verdict if isinstance(verdict, RefusalReason) else None
        for each, rows in _refused(group, reason):
            if rows:
                refused.setdefault(each, Counter())[agency] += rows
        if isinstance(verdict, Counted):
            rows = group.rows - group.doubled + group.alike
            if rows:
                tally = facts.setdefault(TallyKey(*verdict[:3]), Counter())
                for fact in verdict.facts:
                    tally[fact] += rows
    always = _FACTS + tuple(map(str, policy.apart))
    told = {fact for tally in facts.values() for fact in tally} & {"full_online", "partial_online"}
    return RowCounts(
        start=start,
        end=end,
        policy=policy,
        rows=sum(group.rows for group in groups),
        tallies={
            key: Dossiers(
                sector=key.sector,
                source=key.source,
                **{fact: facts[key][fact] for fact in (*always, *sorted(told))},  # type: ignore[arg-type]
            )
            for key in sorted(facts, key=_order)
        },
        refusals=tuple(
            Refusal(
                reason,
                refused[reason].total(),
                dict(sorted(refused[reason].items(), key=lambda item: _order((item[0],)))),
                tuple(examples.get(reason, ())),
            )
            for reason in RefusalReason
            if reason in refused
        ),
    )


def _order(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(name or "" for name in names)
