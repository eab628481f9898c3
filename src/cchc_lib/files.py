"""A file on disk that is the old one or the new one, never half of either, and never overheard.

The new bytes go into a file beside the old one, `.<8 hex digits>-<digit>.tmp`, which then takes its
place in a single step. Whoever may not read the old file cannot read that one either. A process
that is killed meanwhile leaves it behind; the next save of the same path removes it, and it may be
deleted by hand at any time.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from cchc_lib.errors import InvalidTypeError, InvalidValueError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["docx_path", "replace_file"]

_SLOTS = 8  # as many may save one path at once before names are drawn at random
_FLAGS = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC if fcntl else getattr(os, "O_BINARY", 0)


def docx_path(path: str | os.PathLike[str]) -> str:
    """Return the path of a Word file, as it was given.

    Raises:
        InvalidTypeError: for what is no path.
        InvalidValueError: for a path that no file can have, or that does not end in .docx.
    """
    shown = _path(path)
    if not shown.lower().endswith(".docx") or not Path(shown).suffix:
        raise InvalidValueError.refuse(
            "path",
            shown,
            "the path of a Word file, which ends in .docx, such as 'bao-cao.docx'",
            "đường dẫn tệp Word có đuôi .docx, ví dụ 'bao-cao.docx'",
        )
    return shown


def replace_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file whole or not at all; an old one stays until the new one is there.

    A link is followed, and who may read the old file stays as it was.

    Raises:
        InvalidTypeError: for what is no path.
        InvalidValueError: for a path that no file can have, or a pipe, socket or device.
        OSError: when the file cannot be written, with the path that was given; nothing is left
            behind then.
    """
    shown = _path(path)
    try:
        target = Path(os.path.realpath(shown))
        _replace(target, data, _mode(target, shown))
    except OSError as error:  # of the file that was asked for, not of the one beside it
        error.filename, error.filename2 = shown, None
        raise


def _path(path: object) -> str:
    accepted = "the path of a file, such as 'bao-cao.docx'"
    accepted_vi = "đường dẫn của một tệp, ví dụ 'bao-cao.docx'"
    shown = os.fspath(path) if isinstance(path, str | os.PathLike) else None
    if not isinstance(shown, str) or "\0" in shown:
        raise InvalidTypeError.refuse("path", path, accepted, accepted_vi)
    try:
        os.fsencode(shown)
    except UnicodeError:
        raise InvalidValueError.refuse("path", path, accepted, accepted_vi) from None
    return shown


def _mode(target: Path, shown: str) -> int | None:
    """Return who may do what with an old file, `None` without one; it must be a file."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), shown)
    if not stat.S_ISREG(mode):
        raise InvalidValueError.refuse(
            "path",
            shown,
            "a file or a new name, not a pipe, socket or device, such as 'bao-cao.docx'",
            "một tệp hoặc một tên mới, không phải đường ống, socket hay thiết bị, ví dụ "
            "'bao-cao.docx'",
        )
    return stat.S_IMODE(mode)


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    beside, descriptor = _create(target, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
            if mode is not None:
                beside.chmod(mode)
            if fcntl:  # while it is locked, so that nobody takes it for left behind
                beside.replace(target)
        if not fcntl:  # Windows renames no open file
            beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _create(target: Path, mode: int) -> tuple[Path, int]:
    """Return a new file beside the target, in the same folder: there a rename is a single step.

    Those who save one path at once get a file each. What a killed process left is removed, which
    can be told from a file in use by its lock: the system drops the lock of who has ended.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS
    name = f".{crc32(os.fsencode(target.name)):08x}"
    slots = [target.with_name(f"{name}-{slot}.tmp") for slot in range(_SLOTS if fcntl else 0)]
    for beside in slots:
        _remove_left(beside)
    for beside in slots:
        try:
            descriptor = os.open(beside, flags, mode)
        except FileExistsError:
            continue
        if _locked(descriptor) is not False and _is_at(descriptor, beside):
            return beside, descriptor
        os.close(descriptor)  # somebody took it for left behind before it was locked
    beside = target.with_name(f"{name}-{secrets.token_hex(8)}.tmp")
    return beside, os.open(beside, flags, mode)


def _remove_left(beside: Path) -> None:
    try:
        descriptor = os.open(beside, os.O_RDONLY | _FLAGS)
    except OSError:  # nothing is there, nearly always
        return
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        if is_file and _locked(descriptor) and _is_at(descriptor, beside):
            with suppress(OSError):
                beside.unlink()
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool | None:
    """Lock an open file: `False` when somebody has it locked, `None` where there are no locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Return whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except OSError:
        return False
