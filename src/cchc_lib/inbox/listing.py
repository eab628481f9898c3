"""What stands in a folder that others fill: every entry once, in one order, none opened yet."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import attrs

from cchc_lib.errors import InvalidValueError
from cchc_lib.files import COPIES

__all__ = ["MOST_ENTRIES", "Entry", "entries", "key_of", "shown_name"]

MOST_ENTRIES = 20_000
"""Entries of a folder, those of folders within it counted."""

_LOCKS = ("~$", ".~lock.", "~WRL")
_SYSTEM = frozenset(("thumbs.db", "desktop.ini", "__macosx"))


@attrs.frozen
class Entry:
    """A thing in the folder: its path from there, and why it is not to be opened, if so.

    `is_apart` says that it is no file of anybody's: a lock file, a hidden one, a copy with the
    comments that we wrote beside the file itself.
    """

    name: str
    path: str
    refusal: str = ""
    is_apart: bool = False


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return everything below a folder that is no folder, in the order of the names.

    Links are not followed. A folder that cannot be listed stands there as such.

    Raises:
        InvalidValueError: for what is no folder.
        OSError: when the folder itself cannot be listed.
    """
    if not folder.is_dir():
        folder.stat()  # the error of the system, when there is nothing
        raise InvalidValueError.refuse(
            "folder",
            str(folder),
            "the path of a folder, such as 'hop-thu'",
            "đường dẫn của một thư mục, ví dụ 'hop-thu'",
        )
    found: list[Entry] = []
    for entry in _below(folder):
        found.append(entry)
        if len(found) >= MOST_ENTRIES:
            why = f"thư mục có quá {MOST_ENTRIES} tệp, phần còn lại không đọc"
            found.append(Entry("…", str(folder), why))
            break
    return tuple(sorted(found, key=lambda each: key_of(each.name)))


def key_of(name: str) -> tuple[str, str]:
    """Return what names are sorted by, the same on every system."""
    return unicodedata.normalize("NFC", name).casefold(), name


def shown_name(name: str) -> str:
    """Return a name that can be printed, whatever bytes the system has of it."""
    text = os.fsencode(name).decode("utf-8", "replace")
    text = unicodedata.normalize("NFC", text)
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _below(top: Path) -> Iterator[Entry]:
    waiting = [("", str(top))]
    while waiting:
        under, path = waiting.pop()
        try:
            with os.scandir(path) as listed:
                inside = sorted(listed, key=lambda each: key_of(each.name))
        except OSError:
            if not under:
                raise
            yield Entry(under.rstrip("/"), path, "không mở được thư mục này")
            continue
        folders = []
        stems = {each.name.rpartition(".")[0] for each in inside}
        for each in inside:
            name = f"{under}{shown_name(each.name)}"
            if each.name.startswith(_LOCKS):
                yield Entry(name, each.path, "tệp tạm của chương trình soạn thảo", is_apart=True)
            elif each.name.startswith(".") or each.name.casefold() in _SYSTEM:
                yield Entry(name, each.path, "tệp ẩn của hệ thống", is_apart=True)
            elif each.name.lower().endswith(COPIES) and each.name[: -len(COPIES)] in stems:
                why = "bản có nhận xét do cchc ghi, báo cáo là tệp bên cạnh"
                yield Entry(name, each.path, why, is_apart=True)
            elif each.is_dir(follow_symlinks=False):
                folders.append((f"{name}/", each.path))
            else:
                yield Entry(name, each.path, _refusal(each))
        waiting += reversed(folders)


def _refusal(entry: os.DirEntry[str]) -> str:
    try:
        if entry.is_symlink():
            return "là liên kết (shortcut) đến nơi khác, không đọc theo"
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return "hệ thống không cho đọc"
    return "" if stat.S_ISREG(mode) else "không phải một tệp (đường ống, thiết bị)"
