"""`cchc check`: what does not hold in facts, prose and Word files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cchc_lib.cli import sources
from cchc_lib.cli.folders import Walk
from cchc_lib.cli.terminal import called, check_new, complain, named, reasons, say, say_json
from cchc_lib.cli.words import Command
from cchc_lib.errors import CchcError, InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.checks.finding import Findings

__all__ = ["check"]


class _Checked(NamedTuple):
    """One file: what was found, or why it could not be read, or its copy not be written."""

    path: Path
    findings: Findings | None = None
    error: Exception | None = None
    copy: Path | None = None
    is_outline: bool = False

    @property
    def is_suspect(self) -> bool:
        """Whether there is something above a note."""
        return self.findings is not None and bool(self.findings.at_least("warning"))


@click.command(
    cls=Command,
    short_help="Kiểm tra tệp số liệu, văn bản, tệp Word.",
    help="""Kiểm tra tệp số liệu (.toml, .json, .xlsx), đề cương (.toml, .json), văn bản (.txt,
    .md), Word (.docx) hoặc cả thư mục; dấu - là văn bản từ đầu vào chuẩn: cat bc.txt | cchc check -

    Với --comments, mỗi tệp Word có phát hiện có thêm một bản ghi nhận xét tại đúng chỗ.

    Kết quả trả về: 0 khi không có gì trên mức lưu ý, 1 khi có lỗi hoặc cảnh báo, 2 khi có tệp không
    đọc được.
    """,
)
@click.argument("paths", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC|-...", type=Path)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả; mặc định là text.",
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar='"MÃ=LÝ DO"',
    help='Bỏ qua một mã, kèm lý do: --ignore "CCHC231=đã đối chiếu"; dùng được nhiều lần.',
)
@click.option(
    "--comments",
    is_flag=True,
    help="Ghi bản có nhận xét (*.nhan-xet.docx) cạnh mỗi tệp Word có phát hiện.",
)
@click.option("--force", is_flag=True, help="Ghi đè bản có nhận xét đã có.")
@click.option(
    "--facts",
    is_flag=True,
    help="Với tệp Word do cchc lập: kiểm tra số liệu mang theo, thay cho câu chữ trong tệp.",
)
@sources.by_outline
def check(
    paths: tuple[Path, ...],
    form: str,
    ignored: tuple[str, ...],
    comments: bool,
    force: bool,
    facts: bool,
    outline: Path | None,
) -> int:
    """Print the findings of files, return the exit status."""
    if comments and facts:
        raise click.UsageError("--comments không dùng cùng --facts: nhận xét ghi vào câu chữ")
    with called(ignore="--ignore"):
        codes = _codes(ignored)
    done: list[_Checked] = []
    walk = Walk(lambda file: _check(file, codes, outline, facts=facts))
    for path in paths:
        for file, found in walk.each(path):
            checked = found if isinstance(found, _Checked) else _Checked(file, error=found)
            if comments and checked.findings and file.suffix.lower() in sources.WORD:
                checked = _commented(checked, codes, force=force)
            done.append(checked)
            if form == "text":
                _tell(checked)
    if form == "json":
        say_json({"files": [_plain(checked) for checked in done], **walk.plain()})
    else:
        _sum_up(done, walk.account())
    if any(checked.error for checked in done):
        return 2
    return int(any(checked.is_suspect for checked in done))


def _sum_up(done: list[_Checked], passed_over: Iterable[str]) -> None:
    """Say what came of all files, and which of a folder were not read."""
    if len(done) > 1:
        unread = sum(checked.findings is None for checked in done)
        suspect = sum(checked.is_suspect for checked in done)
        say(f"{len(done)} tệp: {suspect} tệp có lỗi hoặc cảnh báo, {unread} tệp không đọc được.")
    for line in passed_over:
        say(line)
    from cchc_lib.checks.catalogued import CODES

    told = (code for each in done if each.findings for code in each.findings.codes)
    if code := next((code for code in told if code in CODES), None):
        say(f"Giải thích từng mã: cchc rule {code}")


def _codes(ignored: tuple[str, ...]) -> dict[str, str]:
    """Return the codes to silence, each with its reason; without one none is, as in Python.

    Raises:
        InvalidValueError: for what is no code, or has no reason.
        UnknownNameError: for a code that no rule has.
    """
    from cchc_lib.checks.codes import check_known

    codes: dict[str, str] = {}
    for word in ignored:
        code, _, reason = (part.strip() for part in word.partition("="))
        check_known("ignore", code)
        if not reason:
            raise InvalidValueError.refuse(
                "ignore",
                word,
                f'a code with the reason, such as --ignore "{code}=đã đối chiếu"',
                f'mã kèm lý do, ví dụ --ignore "{code}=đã đối chiếu"',
            )
        codes[code] = reason
    return codes


def _check(path: Path, codes: dict[str, str], outline: Path | None, *, facts: bool) -> _Checked:
    """Return what was found in a file.

    Raises:
        Exception: whatever keeps it from being read.
    """
    try:
        return _Checked(path, _findings(path, codes, outline, facts=facts))
    except CchcError as error:
        if not sources.is_outline(error):
            raise
    from cchc_lib.checks.finding import Findings

    sources.family(path)
    return _Checked(path, Findings(), is_outline=True)


def _commented(checked: _Checked, codes: dict[str, str], *, force: bool) -> _Checked:
    """Write the copy of a Word file with what was found at the very words."""
    import cchc_lib as cchc

    copy = checked.path.with_name(checked.path.stem + sources.COPIES)
    try:
        check_new(copy, force=force)
        cchc.audit_docx(checked.path, annotated=copy, ignore=codes)
    except Exception as error:  # one bad file does not stop the others
        return checked._replace(copy=copy, error=error)
    return checked._replace(copy=copy)


def _findings(path: Path, codes: dict[str, str], outline: Path | None, *, facts: bool) -> Findings:
    import cchc_lib as cchc

    end = path.suffix.lower()
    if end in sources.FACTS or (facts and end in sources.WORD):
        return cchc.audit(sources.facts(path, outline), ignore=codes)
    if sources.is_prose(path):
        return cchc.audit_text(sources.prose(path), ignore=codes)
    sources.check_file(path)
    if end in sources.WORD:
        return cchc.audit_docx(path, ignore=codes)
    ends = ", ".join(sources.READABLE)
    raise InvalidValueError(
        f"{path}: no kind of file that is checked; accepted: {ends}",
        f"không phải loại tệp kiểm tra được; cần: {ends}",
        path=str(path),
    )


def _tell(checked: _Checked) -> None:
    if checked.findings is not None:
        say(f"== {checked.path}")
        say("Đề cương dùng được." if checked.is_outline else str(checked.findings))
    if checked.error is not None:
        where = (
            f"{checked.copy}"
            if checked.copy
            else f"{named(checked.path, checked.error)}: không đọc được"
        )
        for reason in reasons(checked.error):
            complain(f"{where}: {reason}")
    elif checked.copy is not None:
        say(f"-> {checked.copy}")


def _plain(checked: _Checked) -> dict[str, Any]:
    import cchc_lib as cchc

    plain: dict[str, Any] = {"file": str(checked.path)}
    if checked.findings is not None:
        plain |= cchc.to_dict(checked.findings)
    if checked.copy is not None:
        plain["copy"] = str(checked.copy)
    if checked.error is not None:
        plain["errors"] = reasons(checked.error)
    return plain
