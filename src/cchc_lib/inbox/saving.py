"""Everything an inbox gives as a folder: written beside its place, then put there in one step."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_lib.archive import path_of
from cchc_lib.bounded import BoundedExecutor
from cchc_lib.checks.word.check import commented
from cchc_lib.errors import InvalidValueError
from cchc_lib.files import COPIES
from cchc_lib.inbox.found import Sort
from cchc_lib.inbox.listing import shown_name
from cchc_lib.inbox.page import inbox_page
from cchc_lib.inbox.run import bounded_each
from cchc_lib.inbox.staging import put, staged
from cchc_lib.inbox.whom import bare_name
from cchc_lib.publish import render_docx
from cchc_lib.report.agency import plain_name

if TYPE_CHECKING:
    from cchc_lib.inbox.inbox import Inbox

__all__ = ["save"]

COMMENTED, LETTERS = "nhan-xet", "cong-van"
_REMINDER = "don-doc"
_SORTS = (Sort.WORD, Sort.LIVE, Sort.FORM)


def save(
    inbox: Inbox, folder: str | os.PathLike[str], *, replace: bool, letters: Mapping[str, Any]
) -> tuple[str, ...]:
    """Write an inbox as a folder; see `Inbox.save`."""
    target = Path(os.path.realpath(path_of(folder, "folder", "ket-qua")))
    _check(Path(os.path.realpath(inbox.folder)), target, replace=replace)
    target.parent.mkdir(parents=True, exist_ok=True)
    with staged(target) as made:
        names = []
        for name, data in _files(inbox, letters):
            path = made / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            names.append(name)
        _check(Path(os.path.realpath(inbox.folder)), target, replace=replace)
        put(made, target)
    return tuple(sorted(names))


def _check(source: Path, target: Path, *, replace: bool) -> None:
    if target == source or source in target.parents or target in source.parents:
        raise InvalidValueError.refuse(
            "folder",
            str(target),
            "a folder apart from the inbox, such as 'ket-qua'",
            "một thư mục nằm ngoài hộp thư, ví dụ 'ket-qua'",
        )
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    there = sorted(each.name for each in target.iterdir()) if target.is_dir() else []
    if others := [name for name in there if name not in _OURS]:
        named = ", ".join(map(shown_name, others[:_FEW]))
        raise InvalidValueError(
            f"folder: {str(target)!r} has what no inbox was saved as: {named}; accepted: a new or "
            "an empty folder, or one that an inbox was saved in before, such as 'ket-qua'",
            f"thư mục {target} có thứ không phải kết quả của hộp thư ({named}), không được thay; "
            "hãy nêu thư mục mới, thư mục rỗng hoặc thư mục kết quả đã ghi trước, ví dụ ket-qua",
            path="folder",
        )
    if there and not replace:
        raise FileExistsError(
            errno.EEXIST,
            "an inbox was saved here already; replace=True puts the new one in its place",
            str(target),
        )


_OURS = frozenset(("hop-thu.html", "hop-thu.xlsx", COMMENTED, LETTERS))
"""What an inbox is saved as: nothing else is replaced."""

_FEW = 3


def _files(inbox: Inbox, letters: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    from cchc_lib.inbox.book import inbox_workbook  # loads openpyxl

    yield "hop-thu.html", inbox_page(inbox).encode()
    yield "hop-thu.xlsx", inbox_workbook(inbox)
    yield from _commented(inbox)
    taken = {_REMINDER}
    if inbox.agency is not None and inbox.to_remind:
        yield f"{LETTERS}/{_REMINDER}.docx", render_docx(inbox.reminder(**letters))
    for unit in inbox.units if inbox.agency is not None else ():
        if unit.files and (not unit.state.is_used or inbox.points_of(unit.code or unit.unit)):
            letter = inbox.letter(unit.code or unit.unit, **letters)
            name = _free(bare_name(plain_name(unit.unit)).replace(" ", "-") or "don-vi", taken)
            yield f"{LETTERS}/{name}.docx", render_docx(letter)


def _commented(inbox: Inbox) -> Iterator[tuple[str, bytes]]:
    """Yield the copies with comments of Word files that are used and have findings."""
    rows = [
        row
        for row in inbox.files
        if row.state.is_used and row.sort in _SORTS and row.read is not None and row.findings
    ]
    taken: set[str] = set()
    with BoundedExecutor(2) as executor:
        jobs = [(row.path,) for row in rows]
        for row, result in zip(rows, bounded_each(executor, copy_of, jobs), strict=True):
            if isinstance(result, bytes):  # a file that is gone meanwhile has no copy
                name = _free(re.sub(r"[/\\]", "-", row.name.rpartition(".")[0]), taken)
                yield f"{COMMENTED}/{name}{COPIES}", result


def copy_of(path: str) -> bytes:
    """Return the copy of a Word file with its findings as comments; this is what a worker does."""
    from cchc_lib.inbox.reading import word_file

    return commented(word_file(path))[2]


def _free(stem: str, taken: set[str]) -> str:
    stem = unicodedata.normalize("NFC", stem)[:100]
    free, more = stem, 1
    while free.casefold() in taken:
        more += 1
        free = f"{stem}-{more}"
    taken.add(free.casefold())
    return free
