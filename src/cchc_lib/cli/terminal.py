"""What is printed, whatever the terminal can show: Vietnamese where it can, letters without marks.

A stream keeps its encoding. What that lacks is written without its marks ("bao cao" for "báo cáo"),
never as an error; files are always UTF-8.
"""

from __future__ import annotations

import codecs
import errno
import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cchc_lib.errors import CchcError

__all__ = [
    "called",
    "check_new",
    "command",
    "complain",
    "is_terminal",
    "json_text",
    "named",
    "opened",
    "page",
    "prepare",
    "reasons",
    "say",
    "say_json",
    "say_raw",
    "typed",
    "write_new",
]

_HANDLER = "cchc-lib-without-marks"
_PLAIN = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "×": "x",
        "–": "-",
        "—": "-",
        "−": "-",
        "≤": "<=",
        "≥": ">=",
        "•": "-",
        "→": "->",
        "\u00a0": " ",
        "━": "-",
        "─": "-",
        "╸": "-",
        "╺": "-",
    }
)
_CONTROLS = {code: "?" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


def without_marks(text: str) -> str:
    """Return a text in ASCII: letters without their marks, a question mark for what is none.

    >>> without_marks("Đã đạt 95,35% – “đúng hạn”…")
    'Da dat 95,35% - "dung han"...'
    """
    parts = unicodedata.normalize("NFD", text.translate(_PLAIN))
    letters = (each for each in parts if not unicodedata.combining(each))
    return "".join(letters).translate(_PLAIN).encode("ascii", "replace").decode("ascii")


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return without_marks(error.object[error.start : error.end]), error.end


codecs.register_error(_HANDLER, _replace)


def prepare(*streams: Any) -> None:
    """Make streams write what their encoding lacks without its marks."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def opened() -> None:
    """Open standard output and error where the caller closed them: nobody reads what is said."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def is_terminal(stream: Any) -> bool:
    """Whether somebody looks on while it is written."""
    return bool(getattr(stream, "isatty", bool)())


def _shown(text: str) -> str:
    """Return a text that moves no cursor: names and quotes come from files of anyone."""
    return text.translate(_CONTROLS)


def say(text: str = "") -> None:
    """Print a line, or several, on standard output."""
    say_raw(_shown(text) + "\n")


def say_raw(text: str) -> None:
    """Write a text on standard output as it is."""
    sys.stdout.write(text)


def say_json(value: Any) -> None:
    """Print plain values as JSON: characters that the stream lacks as escapes, none is lost."""
    say_raw(json_text(value, ascii_only=not _is_utf8(sys.stdout)))


def json_text(value: Any, *, ascii_only: bool = False) -> str:
    """Return plain values as JSON text that ends its last line."""
    return json.dumps(value, ensure_ascii=ascii_only, indent=2) + "\n"


def _is_utf8(stream: Any) -> bool:
    try:
        return codecs.lookup(stream.encoding or "ascii").name == "utf-8"
    except LookupError:
        return False


def complain(text: str) -> None:
    """Print a line on standard error, after all that was said before it."""
    sys.stdout.flush()
    sys.stderr.write(_shown(text) + "\n")


def page(rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> None:
    """Print a table: in the width of a terminal, or with each row in one line of a pipe or file."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    looked_at = is_terminal(sys.stdout)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(cell)) for cell in row))
    widest = sum(max(len(cell) for cell in column) + 2 for column in zip(head, *rows, strict=True))
    width = None if looked_at else 2 * widest
    console = Console(width=width, highlight=False, emoji=False, legacy_windows=False)
    if looked_at:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    say_raw("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


# ---------------------------------------------------------------- errors and files


def reasons(error: Exception) -> list[str]:
    """Return an error as lines that an officer reads, a problem each."""
    if isinstance(error, CchcError):
        return [" ".join(problem.message_vi.split("\n")) for problem in error.problems]
    if isinstance(error, OSError):
        for kind, said in _SYSTEM:
            if isinstance(error, kind):
                return [said]
        number = error.errno
        if number is None:  # said by ourselves
            return [error.strerror or str(error)]
        return [_BY_NUMBER.get(number) or f"hệ thống báo lỗi: {error.strerror or error}"]
    return [f"lỗi của chương trình: {type(error).__name__}: {error}"]


def command(name: str, *files: Path, outline: Path | None = None) -> str:
    """Return a command as one types it next, with the outline by which a file is read."""
    words = ["cchc", name, *map(typed, files)]
    return " ".join(words if outline is None else [*words, "--outline", typed(outline)])


def typed(name: Path | str) -> str:
    """Return the name of a file as one types it."""
    return f'"{name}"' if set(str(name)) & set(" ()&;'") else str(name)


@contextmanager
def called(**names: str) -> Iterator[None]:
    """Say in errors what is typed, an option or a word, where they name an argument of Python."""
    try:
        yield
    except CchcError as error:
        for each in error.problems:
            if (name := names.get(each.path)) is not None:
                _, _, said = each.message_vi.partition(f"{each.path}: ")
                said = said or each.message_vi
                each.message_vi = f"{name}: {said}"  # without a line: it stands in no file
        raise


def named(path: Path, error: Exception) -> str:
    """Return which file could not be read: the one that was asked for, with an outline if that."""
    other = "".join(getattr(error, "__notes__", ())) or str(getattr(error, "filename", None) or "")
    if isinstance(error, FileExistsError):
        return other or str(path)
    is_outline = other.endswith((".toml", ".json")) and other != str(path)
    return f"{path} (đề cương {other})" if is_outline else str(path)


_SYSTEM = (
    (FileNotFoundError, "không có tệp hoặc thư mục này"),
    (FileExistsError, "tệp đã có; thêm --force để ghi đè"),
    (IsADirectoryError, "là thư mục, không phải tệp"),
    (NotADirectoryError, "đường dẫn đi qua một tệp, không phải thư mục"),
    (PermissionError, "không có quyền đọc hoặc ghi"),
)


_BY_NUMBER = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ELOOP: "các liên kết trỏ vòng tròn",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
}


def check_new(path: Path, *, force: bool) -> None:
    """Refuse a path where something stands already, unless it may be replaced.

    Raises:
        FileExistsError: when the file is there.
    """
    if not force and (path.exists() or path.is_symlink()):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def write_new(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole or not at all; one that is there is replaced with `force` only.

    Raises:
        InvalidValueError: when the path is that of a pipe or device.
        OSError: when it is there, or cannot be written.
    """
    from cchc_lib.files import replace_file

    check_new(path, force=force)
    replace_file(path, data)
