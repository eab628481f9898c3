"""`cchc render`: files of facts to Word, PDF, HTML or text."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_lib.cli import sources
from cchc_lib.cli.terminal import (
    check_new,
    command,
    complain,
    is_terminal,
    named,
    reasons,
    say,
    write_new,
)
from cchc_lib.cli.words import Command
from cchc_lib.errors import CchcError, InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.render.docx.template import OfficeTemplate
    from cchc_lib.report.head import ReportHead

__all__ = ["render"]

_ENDS = {"docx": ".docx", "pdf": ".pdf", "html": ".html", "text": ".txt"}
_FROM_WORD = ("docx", "pdf")


@click.command(
    cls=Command,
    short_help="Trình bày thành tệp Word, PDF, trang web, văn bản.",
    help="""Trình bày tệp số liệu (.toml, .json, .xlsx) thành Word, PDF, trang web hoặc văn bản. Tệp
    Word (.docx) do cchc lập mang theo số liệu nên cũng là tệp số liệu.

    Tệp PDF do LibreOffice tạo, nên máy cần có LibreOffice.

    Một tệp có lỗi không làm dừng các tệp khác; khi đó kết quả trả về là 2.
    """,
)
@click.argument("files", nargs=-1, required=True, metavar="TỆP...", type=Path)
@click.option(
    "-o",
    "--output",
    "folder",
    type=Path,
    metavar="THƯ_MỤC",
    default=Path(),
    help="Thư mục ghi kết quả, được tạo khi chưa có; mặc định là thư mục hiện tại.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_ENDS)),
    default=None,
    help="Dạng kết quả; mặc định là docx.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="Tệp Word là bản sạch để gửi đi: không mang theo số liệu, không có liên kết.",
)
@click.option("--pdf", is_flag=True, help="Như --format pdf.")
@click.option(
    "--template",
    type=Path,
    metavar="TỆP",
    help="Mẫu Word của cơ quan (.docx, .dotx); báo cáo vào chỗ có đoạn {{NỘI DUNG}}.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@sources.by_outline
def render(
    files: tuple[Path, ...],
    folder: Path,
    form: str | None,
    plain: bool,
    pdf: bool,
    template: Path | None,
    force: bool,
    outline: Path | None,
) -> int:
    """Write a document for each file, return the exit status."""
    from rich.console import Console
    from rich.progress import track

    if pdf and form not in (None, "pdf"):
        raise click.UsageError(
            f"--pdf không dùng cùng --format {form}; mỗi lần lập một dạng: --pdf, hoặc một trong "
            f"--format {', '.join(_ENDS)}"
        )
    form = "pdf" if pdf else form or "docx"
    office = None if template is None else _office(template, form)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if not folder.exists() and folder.suffix.lower() in _ENDS.values():
        raise _no_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written: set[Path] = set()
    failed: list[tuple[Path, Exception]] = []
    suspect = 0
    shown = len(files) > 1 and is_terminal(sys.stderr)
    console = Console(stderr=True, legacy_windows=False)
    for file in track(files, "Trình bày", console=console, disable=not shown, transient=True):
        target = folder / (file.stem + _ENDS[form])
        try:
            _check_facts(file)
            if target in written:
                raise _twice(target)
            _check_other(target, file)
            check_new(target, force=force)
            report = sources.facts(file, outline)
            write_new(target, _document(report, form, office, plain=plain), force=force)
        except Exception as error:  # one bad file does not stop the others
            failed.append((file, error))
        else:
            written.add(target)
            if not shown:
                say(f"{file} -> {target}")
            sources.tell_edits(file, report, outline)
            suspect += _tell_errors(file, report, outline, is_shown=not shown)
    for file, why in failed:
        for reason in reasons(why):
            complain(f"{named(file, why)}: {reason}")
    if len(files) > 1:
        wrong = f", {suspect} tệp có số liệu sai" if suspect else ""
        say(f"{len(files)} tệp: đã ghi {len(written)}{wrong}, không ghi được {len(failed)}.")
    return 2 if failed else 0


def _tell_errors(file: Path, report: ReportHead, outline: Path | None, *, is_shown: bool) -> int:
    """Say that a report was printed whose figures do not hold; return whether it was."""
    import cchc_lib as cchc

    errors = len(cchc.audit(report).at_least("error"))
    if errors and is_shown:
        which = "check --facts" if file.suffix.lower() in sources.WORD else "check"
        see = command(which, file, outline=outline)
        complain(f"{file}: có {errors} lỗi số liệu; xem: {see}")
    return int(bool(errors))


def _check_other(target: Path, file: Path) -> None:
    """Refuse to write over the file that is read: what people wrote in it would be lost.

    Raises:
        InvalidValueError: when both are one file.
    """
    if target.exists() and target.samefile(file):
        raise InvalidValueError(
            f"{target}: the file that is read; accepted: another folder, such as --output moi",
            f"{target} là chính tệp đang đọc, ghi đè thì mất chỗ sửa bằng tay; hãy ghi vào thư mục "
            "khác, ví dụ --output moi",
        )


def _no_folder(folder: Path) -> InvalidValueError:
    return InvalidValueError(
        f"--output: got {folder}; accepted: a folder, such as --output van-ban",
        f"--output nhận thư mục, không nhận tên tệp ({folder}); ví dụ --output van-ban",
    )


def _check_facts(file: Path) -> None:
    accepted = *sources.FACTS, *sources.WORD
    if file.suffix.lower() not in accepted:
        raise InvalidValueError(
            f"{file}: no file of facts; accepted: {', '.join(accepted)}",
            f"không phải tệp số liệu; cần: {', '.join(accepted)}",
        )


def _twice(target: Path) -> InvalidValueError:
    return InvalidValueError(
        f"{target}: written for another file already",
        f"{target} đã được ghi cho một tệp khác cùng tên trong lần chạy này",
    )


def _office(template: Path, form: str) -> OfficeTemplate:
    """Return the template of an office, which is read once for all files.

    Raises:
        CchcError: for one that cannot hold a report, or beside another form than Word and PDF.
        OSError: when it cannot be read.
    """
    import cchc_lib as cchc

    if form not in _FROM_WORD:
        raise InvalidValueError(
            f"--template: not with --format {form}; accepted: docx, pdf",
            f"--template chỉ dùng cho docx và pdf, không dùng cho {form}",
        )
    sources.check_file(template)
    try:
        return cchc.OfficeTemplate(template)
    except CchcError as error:
        error.add_note(str(template))
        raise


def _document(
    report: ReportHead, form: str, template: OfficeTemplate | None, *, plain: bool
) -> bytes:
    import cchc_lib as cchc

    if form == "docx":
        return cchc.render_docx(report, live=not plain, template=template)
    if form == "pdf":
        return cchc.render_pdf(report, template=template)
    text = cchc.render_html(report) if form == "html" else cchc.render_text(report)
    return text.encode("utf-8")
