"""A folder of files that units sent, read: what each is, whose, and what it states."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cchc_lib.archive import path_of
from cchc_lib.bounded import MEMORY, BoundedExecutor
from cchc_lib.errors import InvalidTypeError, unknown_name
from cchc_lib.inbox.confirmed import checked_confirmed
from cchc_lib.inbox.expecting import in_full
from cchc_lib.inbox.inbox import Inbox
from cchc_lib.inbox.listing import entries
from cchc_lib.inbox.run import read_all
from cchc_lib.inbox.sorting import Wanted, missing_rows, sorted_files
from cchc_lib.inbox.whom import Roll
from cchc_lib.report.agency import Agency
from cchc_lib.report.period import Period
from cchc_lib.scale.identity import to_expected

__all__ = ["read_inbox"]


def read_inbox(
    folder: str | os.PathLike[str],
    *,
    agency: Agency | None = None,
    expected: Any = None,
    period: Period | None = None,
    deadline: date | None = None,
    received: Mapping[str, date] | None = None,
    previous: str | os.PathLike[str] | Inbox | None = None,
    confirmed: Mapping[str, str] | None = None,
    outline: str | os.PathLike[str] | None = None,
    on_progress: Callable[[str, int, int], object] | None = None,
    at_once: int = 2,
    seconds: float = 60,
    memory: int = MEMORY,
) -> Inbox:
    """Return what a folder of files holds: files of ours and of anybody, every one accounted for.

    Read are Word (.docx; .doc, .odt, .rtf where LibreOffice is installed), PDF with a text layer,
    workbooks (.xlsx; .xls as .doc), official forms, TOML and JSON, plain text; folders within are
    read too, links are not followed. Each file is read in a process of its own, in at most
    `seconds` and `memory` bytes, `at_once` at a time; one that fails is told and stops no other.
    Nothing is written.

    `agency` is for whom the inbox is, who sends the letters. `expected` says who is to report, as
    for `UnitReports`; plain names ("Nghi Xuân") are those of the official list, else of who sent
    facts. `period` is what the files are to be of, by default that of most. `deadline`
    is the last day; the day of a file is the one in `received` (by its name in the folder), else
    the one on the document. `previous` is the inbox of the period before, or its folder.
    `confirmed` says which figures of foreign files are which facts: only those count. `outline` is
    the file of an office's own kind of report. `on_progress` gets a name, its place, and how many
    there are. It needs the extra `inbox`.

    Raises:
        InvalidTypeError: for an argument that is none of these.
        InvalidValueError: for what is no folder, and a figure that cannot be confirmed.
        UnknownNameError: for the code of no province, a key that no figure has, a day received of
            a file that is not here.
        OSError: when the folder cannot be listed.
    """
    _check("agency", agency, Agency, "an Agency, such as Agency(name='Sở Nội vụ', …)")
    _check("period", period, Period, "a Period, such as Period.quarter(2026, 3)")
    _check("deadline", deadline, date, "a day, such as date(2026, 9, 20)")
    path = path_of(folder, "folder", "hop-thu")
    expects = to_expected(expected)
    own = None if outline is None else str(path_of(outline, "outline", "de-cuong.toml"))
    confirms = checked_confirmed(confirmed)
    days = _received(received)
    with BoundedExecutor(at_once, seconds=seconds, memory=memory) as executor:

        def files_in(place: Path, told: Any) -> Any:
            listed = entries(place)
            return read_all(listed, executor, seconds=seconds, outline=own, on_progress=told)

        before: Inbox | None = None
        if isinstance(previous, Inbox):
            before = previous
        elif previous is not None:
            place = path_of(previous, "previous", "hop-thu-ky-truoc")
            earlier = files_in(place, None)
            wants = in_full(expects, [found for _, found in earlier], agency)
            then, period_then = sorted_files(earlier, Wanted(roll=Roll(wants)))
            before = Inbox(str(place), then, period_then, agency=agency, expected=wants)
        read = files_in(path, on_progress)
    names = [each.name for each, _ in read]
    for name in days:
        if name not in names:
            raise unknown_name("file", "tệp", name, names, where="received")
    expects = in_full(expects, [found for _, found in read], agency)
    wanted = Wanted(roll=Roll(expects), period=period, deadline=deadline, received=days)
    rows, of_most = sorted_files(read, wanted)
    every = (*rows, *missing_rows(rows, expects))
    return Inbox(
        str(path),
        every,
        of_most,
        agency=agency,
        expected=expects,
        deadline=deadline,
        previous=before,
        confirmed=confirms,
    )


def _check(name: str, value: object, kind: type, accepted: str) -> None:
    if value is not None and not isinstance(value, kind):
        raise InvalidTypeError.refuse(name, value, f"{accepted}, or None", f"{accepted}, hoặc None")


def _received(value: Any) -> Mapping[str, date]:
    if value is None:
        return {}
    if isinstance(value, Mapping) and all(
        isinstance(name, str) and isinstance(day, date) for name, day in value.items()
    ):
        return dict(value)
    raise InvalidTypeError.refuse(
        "received",
        value,
        "a mapping of names of files to days, such as {'xa-a.docx': date(2026, 9, 18)}",
        "bảng tên tệp và ngày nhận, ví dụ {'xa-a.docx': date(2026, 9, 18)}",
    )
