"""Files to read: facts of either family, prose, Word."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli.labels import in_words
from cchc_lib.cli.terminal import command, complain
from cchc_lib.errors import CchcError, FormatError, InvalidValueError
from cchc_lib.files import COPIES

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
    "outline_of",
    "prose",
    "said_of",
    "tell_edits",
]

FACTS, PROSE, WORD = (".toml", ".json", ".xlsx"), (".txt", ".md"), (".docx",)
READABLE = (*FACTS, *PROSE, *WORD)
"""What is read, by itself and in a folder."""

_OUTLINES = (".toml", ".json")

STDIN = Path("-")
"""Prose from standard input, in the place of a file."""

KINDS = {"report": "Report", "procedures": "ProceduresReport"}


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
    with said_of(path, kind):
        check_file(path)
        return cchc.load(path, kind=kind)


@contextmanager
def said_of(path: Path, kind: Any) -> Iterator[None]:
    """Say in errors over a file of facts which file it is, and what its fields are called."""
    try:
        yield
    except CchcError as error:
        kinds = _made_for(path, kind)
        for each in error.problems:
            each.message_vi = in_words(each, kinds)
        if is_outline(error):
            error = InvalidValueError(
                f"{path}: an outline, no facts; make a file of facts from it",
                "đây là đề cương, không phải tệp số liệu; tạo tệp số liệu: "
                f"{command('new', Path('xa.toml'), outline=path)}",
                path="kind",
                got="outline",
            )
        error.add_note(str(path))  # which of the files it is
        raise error from None


def _made_for(path: Path, kind: Any) -> tuple[Any, ...]:
    """Return the kind of a file that an outline makes, given or named by it, if there is one."""
    import cchc_lib as cchc

    if kind is not cchc.ReportHead:
        return (kind,)
    if not path.is_file():  # nothing is read from a pipe
        return ()
    try:
        outline = outline_of(path)
        return () if outline is None else (cchc.load_family(outline),)
    except Exception:  # the file or its outline cannot be read: that is told already
        return ()


def family(outline: Path) -> type[ReportHead]:
    """Return the kind of report that the outline of an office makes.

    Raises:
        CchcError: for what `load_family` refuses.
        OSError: when it cannot be read.
    """
    import cchc_lib as cchc

    try:
        check_file(outline)
        if outline.suffix.lower() not in _OUTLINES:
            ends = ", ".join(_OUTLINES)
            raise InvalidValueError(
                f"{outline}: no outline; accepted: {ends}", f"không phải tệp đề cương; cần: {ends}"
            )
        return cchc.load_family(outline)
    except CchcError as error:
        for each in error.problems:
            if each.path == "kind":
                each.message_vi = (
                    'không phải tệp đề cương (thiếu dòng kind = "outline"); tạo đề cương mẫu: '
                    "cchc new de-cuong.toml --kind outline"
                )
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
        metavar="ĐỀ_CƯƠNG.toml",
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
    from cchc_lib.files import MAX_TEXT_BYTES, decoded, is_file_name, read_text

    if path != STDIN:
        return read_text(path)
    if sys.stdin is None:  # closed by the caller: nothing was read, which is not the same as clean
        raise FormatError("no standard input", "đầu vào chuẩn đã đóng", path=str(path))
    text = decoded(sys.stdin.buffer.read(MAX_TEXT_BYTES + 1), str(path))
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


def tell_edits(file: Path, report: ReportHead, outline: Path | None = None) -> None:
    """Say of a Word file that people changed it: its facts, `report`, are those of the making."""
    import cchc_lib as cchc

    if file.suffix.lower() not in WORD:
        return
    if edits := len(cchc.diff_docx(file, kind=type(report))):
        complain(
            f"{file}: tệp đã được sửa bằng tay ({edits} chỗ) từ khi lập; số liệu lấy theo lúc lập, "
            f"không có các chỗ sửa đó; xem: {command('diff', file, outline=outline)}"
        )


_MEANT = {
    "symbol": "--symbol: nêu ký hiệu của cơ quan trong số văn bản, ví dụ --symbol SNV",
    "place": "--parent: nêu cơ quan chủ quản, ví dụ --parent "
    '"Ủy ban nhân dân tỉnh Hà Tĩnh", hoặc mã tỉnh --expected 42',
    "head": "--agency: nêu tên đầy đủ của cơ quan, ví dụ “Sở Nội vụ”",
    "name": "--agency: nêu tên đầy đủ của cơ quan, ví dụ “Sở Nội vụ”",
}
"""By what an agency lacks, the option that says it."""
_COMMITTEES = ("Ủy ban", "UBND")


def agency(name: str | None, parent: str | None, symbol: str | None, expected: Any = None) -> Any:
    """Return the agency that options name; one of a province whose units report is below it.

    Raises:
        click.UsageError: where it needs an option more.
    """
    import cchc_lib as cchc
    from cchc_lib.law.units import units
    from cchc_lib.scale.identity import of_unit

    if name is None:
        return None
    try:
        above = None if parent is None else cchc.Agency(name=parent)
    except CchcError as error:
        raise click.UsageError(
            f"--parent {parent}: nêu tên đầy đủ, ví dụ “Ủy ban nhân dân tỉnh Hà Tĩnh”"
        ) from error
    if above is None and isinstance(expected, str) and not name.startswith(_COMMITTEES):
        above = cchc.Agency(name=of_unit(units()[expected]).name)
    try:
        return cchc.Agency(name=name, parent=above, symbol=symbol)
    except CchcError as error:
        lacks = (error.path or "").rpartition(".")[2]
        if lacks not in _MEANT or (lacks == "name" and above is not None):
            raise
        raise click.UsageError(_MEANT[lacks]) from error
