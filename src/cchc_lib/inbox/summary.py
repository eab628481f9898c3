"""What a unit sent, in one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_lib.checks.claims import Standing
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.inbox import continuity
from cchc_lib.inbox.found import ReadFile
from cchc_lib.inbox.tables import FileState, InboxFile, InboxUnit

__all__ = ["summed"]


def summed(
    rows: Sequence[InboxFile], found: Iterable[Finding] = (), *, is_expected: bool
) -> InboxUnit:
    """Return the summary of a unit by the rows of its files and what was found in them.

    A unit of which no file is used has the state of those that came: it did send something.
    """
    used = [row for row in rows if row.state.is_used]
    first = (used or rows)[0]
    came = {row.state for row in rows if row.name}
    state = next((each for each in _IN_VAIN if each in came), FileState.MISSING)
    if used:
        is_late = any(row.state is FileState.LATE for row in used)
        state = FileState.LATE if is_late else FileState.RECEIVED
    read = [row.read for row in used if row.read is not None]
    claims = [each.standing for one in read for each in one.claims]
    grave = [each.severity for each in found]
    changed: list[str] = []
    for row in rows:
        if row.state is FileState.OLDER and row.read is not None:
            best = next(each for each in rows if each.name == row.other)
            said = _versions(best.read, row.read)
            changed += [f"{best.name} so với {row.name}: {each}" for each in said]
    return InboxUnit(
        unit=first.unit,
        code=first.code,
        state=state,
        is_expected=is_expected,
        files=sum(bool(row.name) for row in rows),
        used=", ".join(row.name for row in used),
        claims=len(claims),
        holding=claims.count(Standing.HOLDS),
        failing=claims.count(Standing.FAILS),
        open=claims.count(Standing.OPEN),
        errors=grave.count(Severity.ERROR),
        warnings=grave.count(Severity.WARNING),
        changes=tuple(changed),
    )


_IN_VAIN = (FileState.UNREADABLE, FileState.OTHER_PERIOD)


def _versions(now: ReadFile | None, before: ReadFile) -> Iterable[str]:
    return () if now is None else continuity.changes(now, before)
