"""Files: text that is read, and a file that is the old one or the new one, never half of either.

The new bytes go into a file beside the old one, `.<8 hex digits>-<digit>.tmp`, which then takes its
place in a single step. Whoever may not read the old file cannot read that one either. A process
that is killed meanwhile leaves it behind; the next save of the same path removes it, and it may be
deleted by hand at any time.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = [
    "COPIES",
    "MAX_TEXT_BYTES",
    "check_file",
    "check_text",
    "decoded",
    "docx_path",
    "is_file_name",
    "pdf_path",
    "read_text",
    "replace_file",
]

COPIES = ".nhan-xet.docx"
"""How copies with comments end: what was written about a report is no report."""

MAX_TEXT_BYTES = 4 * 1024 * 1024
"""The largest text that is read, in bytes: a report has some hundred thousand."""

_NAME = re.compile(r"\s*(\S{1,250}\.(?P<end>txt|md|docx|docm|doc|odt|rtf|pdf|toml|json))\s*", re.I)

_SLOTS = 8  # as many may save one path at once before names are drawn at random
_FLAGS = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC if fcntl else getattr(os, "O_BINARY", 0)


def docx_path(path: str | os.PathLike[str]) -> str:
    """Return the path of a Word file, as it was given.

    Raises:
        InvalidTypeError: for what is no path.
        InvalidValueError: for a path that no file can have, or that does not end in .docx.
    """
    return _ending(path, ".docx", "Word")


def pdf_path(path: str | os.PathLike[str]) -> str:
    """Return the path of a PDF file, as it was given.

    Raises:
        InvalidTypeError: for what is no path.
        InvalidValueError: for a path that no file can have, or that does not end in .pdf.
    """
    return _ending(path, ".pdf", "PDF")


def _ending(path: str | os.PathLike[str], end: str, kind: str) -> str:
    shown = _path(path)
    if not shown.lower().endswith(end) or not Path(shown).suffix:
        raise InvalidValueError.refuse(
            "path",
            shown,
            f"the path of a {kind} file, which ends in {end}, such as 'bao-cao{end}'",
            f"đường dẫn tệp {kind} có đuôi {end}, ví dụ 'bao-cao{end}'",
        )
    return shown


def is_file_name(text: str) -> bool:
    """Whether a text is nothing but the name of a file: 'bc.txt'."""
    return _NAME.fullmatch(text) is not None


def check_text(text: object, *, word: str) -> None:
    """Refuse the name of a file in the place of its text; `word` is the call for a Word file.

    Raises:
        InvalidValueError: for what is nothing but such a name: 'bc.txt'.
    """
    found = _NAME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return
    name, end = found[1], found["end"].lower()
    if end in ("txt", "md"):
        how = f"Path({name!r}).read_text('utf-8')"
    elif end in ("toml", "json"):
        how = f"cchc.load({name!r})"
    else:  # of other programs: once it is saved as a Word file
        how = word.format(repr(f"{name[: -len(end)]}docx"))
    raise InvalidValueError.refuse(
        "text",
        text,
        f"text itself and no name of a file, which is to be read first, such as {how}",
        f"chính văn bản, không phải tên tệp; hãy đọc tệp trước, ví dụ {how}",
    )


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, without a byte-order mark.

    Raises:
        FormatError: for what is no UTF-8 text, or too long.
        InvalidValueError: for a pipe, socket or device.
        OSError: when it cannot be read.
    """
    check_file(path)
    with path.open("rb") as file:
        return decoded(file.read(MAX_TEXT_BYTES + 1), str(path))


def decoded(data: bytes, path: str) -> str:
    """Return the text that bytes of a file are.

    Raises:
        FormatError: for what is no UTF-8 text, or too long.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise FormatError("more than 4 MiB of text", "văn bản dài hơn 4 MiB", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _no_text(path, f"no UTF-8 in line {line}", f"dòng {line} không phải UTF-8") from None
    if "\0" in text:
        raise _no_text(path, "a NUL character", "có ký tự NUL")
    return text


def _no_text(path: str, what: str, what_vi: str) -> FormatError:
    return FormatError(
        f"{path}: {what}; accepted: text in UTF-8",
        f"{what_vi}; cần: tệp văn bản mã hóa UTF-8 (Notepad: Lưu thành, mã hóa UTF-8)",
        path=path,
    )


def check_file(path: Path) -> None:
    """Refuse a folder, a pipe or a device before anything is read from it.

    Raises:
        InvalidValueError: when it is no plain file.
        OSError: when it is not there, or a folder.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise InvalidValueError(
            f"{path}: a pipe, socket or device; accepted: a file",
            "là đường ống, socket hoặc thiết bị; cần: một tệp",
            path=str(path),
        )


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
