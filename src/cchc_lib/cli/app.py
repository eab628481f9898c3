"""The group of commands: exit status, and errors as lines that an officer reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

import click

from cchc_lib.cli.check import check
from cchc_lib.cli.claims import claims
from cchc_lib.cli.count import count
from cchc_lib.cli.figures import diff, explain, figures
from cchc_lib.cli.form import form
from cchc_lib.cli.inbox import inbox
from cchc_lib.cli.new import new
from cchc_lib.cli.render import render
from cchc_lib.cli.roll_up import roll_up
from cchc_lib.cli.rule import rule
from cchc_lib.cli.serve import serve
from cchc_lib.cli.small import schema, spell
from cchc_lib.cli.terminal import complain, reasons, say
from cchc_lib.cli.words import Group, told
from cchc_lib.cli.workbook import read

__all__ = ["cli"]

FAILED, STOPPED = 2, 130


class App(Group):
    """The group: a command returns its exit status, and no error ends as a traceback."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run and end with the exit status."""
        extra["standalone_mode"] = False
        sys.exit(_status(lambda: super(App, self).main(*args, **extra)))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; who reads its output no more (`cchc figures … | head`) hears no error."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # click would end with 1, which says that there are findings
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED
        return status


def _status(run: Callable[[], Any]) -> int:
    try:
        status = run()
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return FAILED
    except click.ClickException as error:
        return _failed([told(error)], error)
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except Exception as error:
        where = str(getattr(error, "filename", None) or "".join(getattr(error, "__notes__", ())))
        return _failed([f"{where}: {each}" if where else each for each in reasons(error)])


def _failed(lines: list[str], error: click.ClickException | None = None) -> int:
    with suppress(OSError):  # a full disk takes no complaint either
        context = getattr(error, "ctx", None)
        if context is not None:
            sys.stderr.write(f"{context.get_usage()}\n")
        for line in lines:
            complain(f"Lỗi: {line}")
    return FAILED


def _version(context: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from cchc_lib import __version__

        say(f"cchc {__version__}")
        context.exit()


@click.group(cls=App, context_settings={"max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Xem phiên bản rồi kết thúc.",
)
def cli() -> None:
    """Lập, kiểm tra và trình bày báo cáo hành chính từ tệp số liệu.

    Tệp số liệu là tệp .toml (người viết), .xlsx (bảng tính) hoặc .json (phần mềm viết). Kết quả trả
    về: 0 khi không có gì trên mức lưu ý, 1 khi có phát hiện hoặc khác biệt, 2 khi không đọc, không
    ghi được.
    """


for _command in (
    *(new, read, count, check, rule, claims, render, form, inbox, roll_up),
    *(figures, explain, diff, serve, spell, schema),
):
    cli.add_command(_command)
