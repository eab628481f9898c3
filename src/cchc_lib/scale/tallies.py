"""What rows come to: `Dossiers` for each agency, sector and source, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple, Self

import attrs

from cchc_lib.errors import unknown_name
from cchc_lib.figures.aggregate import added_up
from cchc_lib.scale.classes import Judge, RefusalReason, RowKind, named
from cchc_lib.scale.columns import LABELS, RowColumns
from cchc_lib.scale.statuses import StatusPolicy
from cchc_lib.scale.together import alphabetical
from cchc_lib.subjects.procedures.dossiers import Dossiers
from cchc_lib.vietnamese import format_count, format_date, format_number
from cchc_lib.vietnamese.text import fold_label

__all__ = ["Chosen", "Example", "Refusal", "RowCounts", "RowGroup", "TallyKey", "counted"]

MOST_EXAMPLES, _MOST_WORDS = 3, 10

DAYS = ("received", "due", "ended")
"""The columns that hold days."""

SEPARATOR = "\x1f"
"""What stands between the cells of an example: less than anything that is printed."""

DAY_MARK = "\x1e"
"""What stands before a day, 20261123, that is no text in the table."""


def _shown(text: str, columns: RowColumns) -> str | None:
    """Return a day as it is printed where it was read as one, else the text of its cell."""
    is_read = text.startswith(DAY_MARK) or columns.days == "yyyymmdd"
    text = text.removeprefix(DAY_MARK)
    try:
        number = int(text) if is_read and len(text) == 8 and text.isdigit() else 0
        return format_date(date(number // 10_000, number // 100 % 100, number % 100))
    except ValueError:
        return text or None


class RowGroup(NamedTuple):
    """Rows of one kind: how many, and how many of them stand under a code that others have too.

    `alike` are codes whose rows are all of this kind: each counts once. `doubled` are the rows
    under codes that stand in several rows, `differing` those of them whose codes also have rows of
    another kind. The least code of each is that of an example.
    """

    kind: RowKind
    rows: int
    first: str | None
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

    @classmethod
    def of(cls, said: str, columns: RowColumns) -> Self:
        """Return the example that code and cells make, joined by `SEPARATOR` in their order."""
        code, *texts = said.split(SEPARATOR)
        fields = [key for key, name in columns.names().items() if name and key != "code"]
        return cls(
            code or None,
            {
                LABELS[key]: _shown(text, columns) if key in DAYS else text or None
                for key, text in zip(fields, texts, strict=False)
            },
        )

    def __str__(self) -> str:
        said = "; ".join(
            f"{label}: {text if text else '(trống)'}" for label, text in self.cells.items()
        )
        return " - ".join(filter(None, (self.code, said)))


@attrs.frozen
class Refusal:
    """Rows refused for one reason: how many, in which agencies, some examples.

    `words` are the words that were not known, of a channel or a state, and how many rows have each,
    the most frequent ones first; "" stands for an empty cell.
    """

    reason: RefusalReason
    rows: int
    agencies: Mapping[str | None, int] = attrs.field(hash=False)
    examples: tuple[Example, ...] = ()
    words: Mapping[str, int] = attrs.field(factory=dict, hash=False)

    def __str__(self) -> str:
        shown = "".join(f"\n    {example}" for example in self.examples)
        return f"{self.reason.label}: {format_number(self.rows)} dòng{self._worded()}{shown}"

    def _worded(self) -> str:
        held = [
            f"{f'“{word}”' if word else '(trống)'} {format_number(rows)} dòng"
            for word, rows in islice(self.words.items(), _MOST_WORDS)
        ]
        if (more := len(self.words) - _MOST_WORDS) > 0:
            held.append(f"{more} từ khác")
        return f": {'; '.join(held)}" if held else ""


def _added(dossiers: Sequence[Dossiers], **named: object) -> Dossiers:
    return Dossiers(**(added_up(Dossiers, dossiers) | named))


@attrs.frozen(kw_only=True)
class RowCounts:
    """What the rows of a table come to.

    `tallies` has the dossiers of each agency, sector and source. Names that differ in capitals,
    blanks or where a tone mark stands are one, in the spelling of most rows. Every row is counted
    or refused: `rows == counted + refused`.
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
        """The agencies that have dossiers, in the order of the alphabet."""
        return tuple(dict.fromkeys(key.agency for key in self.tallies))

    def lacking(self, agency: str | None = None) -> str | None:
        """Return what a report says of dossiers of an agency, or of all, that are not counted.

        That are rows with a fault; a row that repeats a dossier lacks nothing. `None` for none.
        """
        held = {
            refusal.reason.label: rows
            for refusal in self.faults
            if refusal.reason is not RefusalReason.COPY
            and (rows := refusal.rows if agency is None else refusal.agencies.get(agency, 0))
        }
        of_nobody = 0 if agency is None else sum(each.agencies.get(None, 0) for each in self.faults)
        said = []
        if held:
            reasons = "; ".join(f"{label}: {format_count(rows)}" for label, rows in held.items())
            total = format_count(sum(held.values()))
            said.append(f"Chưa tính {total} dòng hồ sơ có lỗi ({reasons}).")
        if of_nobody:
            said.append(
                f"Tệp có {format_count(of_nobody)} dòng hồ sơ có lỗi, không rõ của đơn vị nào."
            )
        return " ".join(said) or None

    def dossiers(self, agency: str | None = None) -> Dossiers:
        """Return the dossiers of an agency, or of all, with their sectors and sources.

        Raises:
            UnknownNameError: for an agency that has no dossiers.
        """
        if agency is not None and agency not in self.agencies:
            known = [each for each in self.agencies if each is not None]
            raise unknown_name("agency", "đơn vị", agency, known)
        held = {key: each for key, each in self.tallies.items() if agency in (None, key.agency)}
        if not held:
            return Dossiers(**dict.fromkeys(_FACTS, 0))  # type: ignore[arg-type]
        sources = sorted({k.source for k in held if k.source is not None}, key=_by_name)
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
        sectors = [_added(by_sector[name], sector=name) for name in sorted(by_sector, key=_by_name)]
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


def _refused(
    group: RowGroup, verdict: tuple[str, ...] | RefusalReason
) -> Iterable[tuple[RefusalReason, int, str | None]]:
    """Yield why rows of a group are refused, how many for that, and the code of an example."""
    if isinstance(verdict, RefusalReason):
        yield verdict, group.rows, group.first
        return
    if group.differing:
        yield RefusalReason.DUPLICATE, group.differing, group.first_differing
    if copies := group.doubled - group.differing - group.alike:
        yield RefusalReason.COPY, copies, group.first_alike


def counted(
    groups: Iterable[RowGroup],
    exemplified: Callable[[Sequence[Chosen]], Mapping[Chosen, Example]],
    *,
    start: date,
    end: date,
    columns: RowColumns,
    policy: StatusPolicy,
) -> RowCounts:
    """Return what groups of rows come to.

    `exemplified` finds an example for each kind of rows and code: of its rows the least one.
    """
    judge = Judge(columns, policy)
    facts: dict[TallyKey, Counter[str]] = {}
    refused: dict[RefusalReason, Counter[str | None]] = {}
    chosen: dict[RefusalReason, list[Chosen]] = {}
    words: dict[RefusalReason, Counter[str]] = {}
    total, names = 0, _Names()
    for group in groups:
        total += group.rows
        *said, verdict = judge(group.kind)
        agency, sector, source = names.noted(said, group.rows)
        if isinstance(verdict, RefusalReason) or group.doubled:
            for reason, rows, code in _refused(group, verdict):
                refused.setdefault(reason, Counter())[agency] += rows
                if reason in _UNKNOWN:
                    word = named(getattr(group.kind, _UNKNOWN[reason])) or ""
                    words.setdefault(reason, Counter())[word] += rows
                kept = chosen.setdefault(reason, [])
                if reason.is_fault:  # the first ones in order, of which there are few
                    kept.append((group.kind, code))
                    kept.sort(key=_in_order)
                    del kept[MOST_EXAMPLES:]
        rows = group.rows - group.doubled + group.alike
        if rows and not isinstance(verdict, RefusalReason):
            tally = facts.setdefault(TallyKey(agency, sector, source), Counter())
            for fact in verdict:
                tally[fact] += rows
    shown = names.shown()
    examples = exemplified([each for kept in chosen.values() for each in kept])
    told = {fact for tally in facts.values() for fact in tally} & {"full_online", "partial_online"}
    always = (*_FACTS, *map(str, policy.apart), *sorted(told))
    return RowCounts(
        start=start,
        end=end,
        policy=policy,
        rows=total,
        tallies={
            key: Dossiers(
                sector=key.sector,
                source=key.source,
                **{fact: tally[fact] for fact in always},  # type: ignore[arg-type]
            )
            for key, tally in sorted(
                ((TallyKey(*map(dict.get, shown, key)), tally) for key, tally in facts.items()),
                key=lambda item: [_by_name(name) for name in item[0]],
            )
        },
        refusals=tuple(
            Refusal(
                reason,
                refused[reason].total(),
                dict(
                    sorted(
                        ((shown[0].get(key), rows) for key, rows in refused[reason].items()),
                        key=lambda item: _by_name(item[0]),
                    )
                ),
                tuple(examples[each] for each in chosen[reason]),
                dict(sorted(words.get(reason, {}).items(), key=lambda item: (-item[1], item[0]))),
            )
            for reason in RefusalReason
            if reason in refused
        ),
    )


_UNKNOWN = {RefusalReason.UNKNOWN_CHANNEL: "channel", RefusalReason.UNKNOWN_STATE: "state"}
"""Reasons that are a word which nobody knows, and the column that it stands in."""

Chosen = tuple[RowKind, str | None]
"""A kind of rows that an example is shown of, and its code, if it has one."""


def _in_order(each: Chosen) -> tuple[str, ...]:
    kind, code = each
    return (*("" if part is None else str(part) for part in kind), code or "")


def _by_name(name: str | None) -> tuple[str, ...]:
    return (*alphabetical(name or ""), name or "")


class _Names:
    """Agencies, sectors and sources, which are compared as labels are and shown as most rows do."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}
        self._spelled: tuple[dict[str, Counter[str]], ...] = ({}, {}, {})

    def noted(self, said: Sequence[str | None], rows: int) -> TallyKey:
        """Return by what the names are compared, and note that so many rows spell them so."""
        return TallyKey(*map(self._noted, self._spelled, said, (rows,) * 3))

    def _noted(self, spelled: dict[str, Counter[str]], name: str | None, rows: int) -> str | None:
        if name is None:
            return None
        folded = self._folded.get(name)
        if folded is None:
            folded = self._folded[name] = fold_label(name)
        spelled.setdefault(folded, Counter())[name] += rows
        return folded

    def shown(self) -> list[dict[str | None, str | None]]:
        """Return the spelling of most rows by what is compared; of equal ones no capitals."""
        return [
            {
                folded: min((-count, name.isupper(), name) for name, count in rows.items())[-1]
                for folded, rows in spelled.items()
            }
            for spelled in self._spelled
        ]
