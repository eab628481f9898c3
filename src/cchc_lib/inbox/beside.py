"""Files of this period beside each other: of one unit, and of two that state the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.checks.forms import check_form
from cchc_lib.checks.rule import Slip
from cchc_lib.errors import CchcError
from cchc_lib.figures.figure import Located, full_label, walk
from cchc_lib.inbox.found import ReadFile
from cchc_lib.inbox.sorting import unit_key
from cchc_lib.report.printing import figure_text
from cchc_lib.scale import rules as of_units
from cchc_lib.vietnamese.text import capital, fold_text

if TYPE_CHECKING:
    from cchc_lib.inbox.inbox import Inbox
    from cchc_lib.inbox.tables import InboxFile

__all__ = ["alike", "beside", "of_facts"]

_OTHER_TIMES = re.compile(
    r"lũy kế|luỹ kế|từ đầu năm|cùng kỳ|kỳ trước|năm trước|quý trước|tháng trước|so với|chuyển sang|"
    r"kế hoạch|chỉ tiêu|lĩnh vực"
)
"""Words beside a number that may make it another than the one of this period and unit."""


def of_facts(inbox: Inbox) -> Iterator[Slip]:
    """Yield what prose says otherwise than the facts of the same unit."""
    for row, of in _with_facts(inbox):
        yield from _against_facts(row, of)


def _with_facts(inbox: Inbox) -> Iterator[tuple[InboxFile, InboxFile]]:
    """Yield the files that are used with the facts of the same unit beside them."""
    used = [row for row in inbox.files if row.state.is_used and unit_key(row)]
    facts = {unit_key(row): row for row in used if row.read is not None and row.read.report}
    for row in used:
        of = facts.get(unit_key(row))
        if of is not None and of is not row:
            yield row, of


def beside(inbox: Inbox) -> Iterator[Finding]:
    """Yield what forms say otherwise than the facts of the same unit."""
    for row, of in _with_facts(inbox):
        if row.read is not None and row.read.form is not None and of.read is not None:
            yield from _of_form(row, of.read)


def _of_form(row: InboxFile, of: ReadFile) -> Iterator[Finding]:
    form: Any = row.read and row.read.form
    known = {(each.code, each.path, each.message) for each in check_form(form)}
    try:
        found = check_form(form, report=of.report)
    except CchcError:  # the form has nothing of such facts
        return
    for each in found:
        if (each.code, each.path, each.message) not in known:
            yield attrs.evolve(each, path=f"{row.name}: {each.path}")


def _against_facts(row: InboxFile, of: InboxFile) -> Iterator[Slip]:
    """Yield figures of prose that the facts beside it state otherwise, each once."""
    if row.read is None or of.read is None or of.read.report is None or row.read.report is not None:
        return
    facts: dict[str, Located] = {each.id: each for each in walk(of.read.report, reported=True)}
    there = {each.value for each in row.read.figures}
    told = set()
    for each in row.read.figures:
        fact = facts.get(each.figure or "")
        if fact is None or each.value is None or type(fact.value) is not int or fact.id in told:
            continue
        if fact.value in there or _OTHER_TIMES.search(fold_text(f"{each.label} {each.sentence}")):
            continue
        told.add(fact.id)
        stated = figure_text(fact.value, fact.declaration.unit)
        yield Slip(
            message=f"{capital(full_label(fact))}: {row.name} ghi {each.text} (“{each.sentence}”), "
            f"tệp số liệu {of.name} ghi {stated}",
            path=f"{row.name}: {each.place}",
            actual=each.text,
            expected=stated,
        )


def alike(inbox: Inbox) -> Iterator[Finding]:
    """Yield files of two units of which every figure is the same: one may be copied."""
    seen: dict[Any, InboxFile] = {}
    for row in inbox.files:
        report = row.read.report if row.state.is_used and row.read is not None else None
        if report is None or not unit_key(row):
            continue
        held = tuple(
            (each.key, each.value)
            for each in walk(report, reported=True)
            if each.declaration.formula is None
        )
        telling = [value for _, value in held if not isinstance(value, int) or value > 1]
        if len(telling) < of_units.MANY_ALIKE:
            continue
        other = seen.setdefault((type(report), held), row)
        if unit_key(other) != unit_key(row):
            yield of_units.double.finding(
                Slip(
                    message=f"Tệp {row.name}: mọi số liệu của {row.unit} giống hệt số liệu của "
                    f"{other.unit} ({other.name})",
                    path=row.name,
                    severity=Severity.WARNING,
                )
            )
