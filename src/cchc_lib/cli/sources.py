"""Files to read: facts of either family, prose, Word; folders of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_lib.errors import CchcError, FormatError, InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.report.head import ReportHead

__all__ = [
    "COPIES",
    "KINDS",
    "READABLE",
    "STDIN",
    "by_outline",
    "facts",
    "family",
    "is_outline",
    "is_prose",
    "kind_of",
    "not_read",
    "outline_of",
    "passed_over",
    "prose",
    "readable",
]

FACTS, PROSE, WORD = (".toml", ".json", ".xlsx"), (".txt", ".md"), (".docx",)
READABLE = (".toml", ".json", *PROSE, *WORD)
"""What is read in a folder: a workbook there may be of any kind, and is read when it is named."""

UNREAD = tuple(
    ".doc .docm .dot .dotx .dotm .odt .ott .rtf .wps .pages .pdf .xps .htm .html .mht .eml .msg "
    ".xls .xlsx .xlsm .xlsb .ods .csv .ppt .pptx .odp".split()
)
"""What holds words and numbers too and is not read: a folder with such a file is half checked."""

STDIN = Path("-")
"""Prose from standard input, in the place of a file."""

KINDS = {"report": "Report", "procedures": "ProceduresReport"}
COPIES = ".nhan-xet.docx"
"""How copies with comments end: what was written about a report is no report."""


def kind_of(name: str) -> Any:
    """Return the family that an option names."""
    import cchc_lib as cchc

    return getattr(cchc, KINDS[name])


def facts(path: Path, outline: Path | None = None) -> ReportHead:
    """Return the report that a file of facts holds, of the kind that it or an outline says.

    Raises:
        CchcError: for what `load` and `load_family` refuse.
        OSError: when a file cannot be read.
    """
    import cchc_lib as cchc

    kind = cchc.ReportHead if outline is None else family(outline)
    try:
        check_file(path)
        return cchc.load(path, kind=kind)
    except CchcError as error:
        if is_outline(error):
            error = InvalidValueError(
                f"{path}: an outline, no facts; make a file of facts from it",
                f"đây là đề cương, không phải tệp số liệu; tạo tệp số liệu: cchc new xa.toml "
                f"--outline {path}",
                path="kind",
                got="outline",
            )
        error.add_note(str(path))  # which of the files it is
        raise error from None


def family(outline: Path) -> type[ReportHead]:
    """Return the kind of report that the outline of an office makes.

    Raises:
        CchcError: for what `load_family` refuses.
        OSError: when it cannot be read.
    """
    import cchc_lib as cchc

    try:
        check_file(outline)
        return cchc.load_family(outline)
    except CchcError as error:
        error.add_note(str(outline))
        raise


def outline_of(facts: Path) -> Path | None:
    """Return the outline that a file of facts, which was read before, names."""
    from cchc_lib.exchange.jsontext import parse_json
    from cchc_lib.exchange.tomltext import parse_toml

    if facts.suffix.lower() in WORD:
        return None
    if facts.suffix.lower() == ".xlsx":
        from cchc_lib.exchange.xlsx.read import header_of

        stated = header_of(facts).get("outline")
        return None if stated is None else facts.parent / str(stated)
    parse = parse_json if facts.suffix.lower() == ".json" else parse_toml
    data: Any = parse(facts.read_text("utf-8"))
    stated = data.get("outline")
    return None if stated is None else facts.parent / str(stated)


def is_outline(error: CchcError) -> bool:
    """Whether what was refused as facts is the outline of an office."""
    return any(each.path == "kind" and each.got == "outline" for each in error.problems)


def by_outline(command: Any) -> Any:
    """Give a command the option --outline."""
    import click

    return click.option(
        "--outline",
        type=Path,
        metavar="OUTLINE.toml",
        help="Tệp đề cương của đơn vị, khi tệp số liệu không nêu.",
    )(command)


def is_prose(path: Path) -> bool:
    """Whether it is text: by its name, or because it comes from standard input."""
    return path == STDIN or path.suffix.lower() in PROSE


def prose(path: Path) -> str:
    """Return the text of a file, or of standard input.

    Raises:
        FormatError: for what is no UTF-8 text, or too long.
        OSError: when it cannot be read.
    """
    from cchc_lib.files import MAX_TEXT, decoded, is_file_name, read_text

    if path != STDIN:
        return read_text(path)
    if sys.stdin is None:  # closed by the caller: nothing was read, which is not the same as clean
        raise FormatError("no standard input", "đầu vào chuẩn đã đóng", path=str(path))
    text = decoded(sys.stdin.buffer.read(MAX_TEXT + 1), str(path))
    if is_file_name(text):
        raise FormatError(
            f"{text.strip()}: the name of a file, no text; accepted: cchc check {text.strip()}",
            f"đầu vào chuẩn chỉ có tên tệp {text.strip()}, không có nội dung; hãy đưa tên tệp vào "
            f"lệnh, ví dụ cchc check {text.strip()}",
            path=str(path),
        )
    return text


def check_file(path: Path) -> None:
    """Refuse a folder, a pipe or a device before anything is read from it.

    Raises:
        InvalidValueError: when it is no plain file.
        OSError: when it is not there, or a folder.
    """
    from cchc_lib.files import check_file as check

    check(path)


def readable(path: Path) -> Iterator[tuple[Path, Exception | None]]:
    """Yield each file to check: the path itself, or those below a folder in order of their names.

    A folder that cannot be listed, or holds nothing to check, is yielded with the reason. Hidden
    files, lock files of Word and copies with comments are passed over.
    """
    if path == STDIN or not path.is_dir():
        yield path, None
        return
    failed: list[tuple[Path, Exception | None]] = []
    is_empty = True
    for file in _below(path, failed):
        if file.name.lower().endswith(READABLE):
            is_empty = False
            yield file, None
    yield from failed
    if is_empty and not failed:
        ends = ", ".join(READABLE)
        yield (
            path,
            InvalidValueError(
                f"{path}: nothing to check", f"thư mục không có tệp nào để kiểm tra ({ends})"
            ),
        )


def passed_over(paths: Iterable[Path]) -> list[Path]:
    """Return the files below folders that hold words and are of no kind that is read."""
    return [
        file
        for path in paths
        if path != STDIN and path.is_dir()
        for file in _below(path, [])
        if file.name.lower().endswith(UNREAD)
    ]


def not_read(files: list[Path]) -> str:
    """Return the line that names them, and what to do about it."""
    named = ", ".join(map(str, files))
    return (
        f"Không đọc {len(files)} tệp, vì không phải loại tệp kiểm tra được "
        f"({', '.join(READABLE)}): {named}"
    )


def _below(path: Path, failed: list[tuple[Path, Exception | None]]) -> Iterator[Path]:
    """Yield the files below a folder, without hidden ones, lock files and copies with comments."""
    for folder, folders, names in os.walk(
        path, onerror=lambda error: failed.append((Path(error.filename or path), error))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.lower().endswith(COPIES):
                yield Path(folder, name)
