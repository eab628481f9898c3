"""`cchc claims`: every relation between numbers that was read, right ones too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_lib.cli import sources
from cchc_lib.cli.folders import Walk
from cchc_lib.cli.terminal import complain, named, reasons, say, say_json
from cchc_lib.cli.words import Command
from cchc_lib.errors import InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.checks.claims import ReadClaims

__all__ = ["claims"]

_UNREAD = "unread"
_OF_FACTS = " (dòng: của văn bản lập từ số liệu trong tệp)"
_ONLY = ("holds", "fails", "open", _UNREAD)


@click.command(
    cls=Command,
    short_help="Liệt kê mọi quan hệ số liệu đã đọc.",
    help="""Liệt kê mọi quan hệ số liệu (tổng số, tỷ lệ, tăng giảm, …) đọc được trong tệp số liệu,
    văn bản (.txt, .md; dấu - là đầu vào chuẩn), Word (.docx), cả những chỗ khớp, kèm cách đọc.
    Chỗ không có phát hiện thì ở đây thấy vì sao: đã đọc và khớp, đã đọc nhưng chưa kết luận, hay
    không đọc được.
    """,
)
@click.argument("paths", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC|-...", type=Path)
@click.option(
    "--only",
    type=click.Choice(_ONLY),
    default=None,
    help="Chỉ liệt kê chỗ khớp (holds), không khớp (fails), chưa kết luận (open), hoặc câu có từ "
    "hai số trở lên không đọc được quan hệ nào (unread).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả; mặc định là text.",
)
@sources.by_outline
def claims(paths: tuple[Path, ...], only: str | None, form: str, outline: Path | None) -> int:
    """Print the claims of files, return the exit status."""
    failed = False
    plain: list[dict[str, object]] = []
    walk = Walk(lambda file: _read(file, outline))
    for path in paths:
        for file, found in walk.each(path):
            if isinstance(found, Exception):
                failed = True
                plain.append({"file": str(file), "errors": reasons(found)})
                for reason in reasons(found):
                    complain(f"{named(file, found)}: không đọc được: {reason}")
                continue
            shown = found if only is None else _shown(found, only)
            unread = [sentence.as_dict() for sentence in shown.unread]
            plain.append({"file": str(file), "claims": shown.as_list(), "unread": unread})
            if form == "text":
                of_facts = file.suffix.lower() in sources.FACTS
                say(f"== {file}{_OF_FACTS if of_facts else ''}")
                say(str(shown))
    if form == "json":
        say_json({"files": plain, **walk.plain()})
    else:
        for line in walk.account():
            say(line)
    return 2 if failed else 0


def _shown(found: ReadClaims, only: str) -> ReadClaims:
    return type(found)((), found.unread) if only == _UNREAD else found.only(only)


def _read(path: Path, outline: Path | None) -> ReadClaims:
    import cchc_lib as cchc

    end = path.suffix.lower()
    if end in sources.FACTS:
        return cchc.read_claims(sources.facts(path, outline))
    if sources.is_prose(path):
        return cchc.read_claims(sources.prose(path))
    sources.check_file(path)
    if end in sources.WORD:
        return cchc.read_claims(path)
    ends = ", ".join(sources.READABLE)
    raise InvalidValueError(
        f"{path}: no kind of file that is read; accepted: {ends}",
        f"không phải loại tệp đọc được; cần: {ends}",
        path=str(path),
    )
