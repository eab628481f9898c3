"""What a page says to type and to fill in, done as its reader does it.

A `console` block that begins with `$ ` is run, command by command, and says what it prints; `...`
stands for more. `$ echo $?` asks for the exit status. A `toml` or `text` block with a file in its
title is that file; of a TOML file that is there (from `cchc new`), its lines are those to fill in.
"""

from __future__ import annotations

import doctest
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from cchc_lib.cli.app import cli

TITLED = re.compile(r'(?:toml|text) title="(?P<file>[\w-]+\.(?:toml|txt|csv))"')
SEEN = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
KEY = r"[\w.]+"


@dataclass
class Shell:
    """A terminal in the current folder: it knows `cchc`, and the status of the last command."""

    status: int = field(default=0)

    def run(self, code: str, where: str) -> None:
        """Run the commands of a block, each with what it prints."""
        parts = re.split(r"^\$ (.*)\n", code, flags=re.MULTILINE)
        assert not parts[0].strip(), f"{where}: a console block begins with its first command"
        for command, expected in zip(parts[1::2], parts[2::2], strict=True):
            failed = self.status == 2 and command != "echo $?"
            assert not failed, f"{where}: the command before {command} failed"
            printed = self.output(command, where)
            same = doctest.OutputChecker().check_output(expected, printed, SEEN)
            assert same, f"{where}: {command}\n--- printed\n{printed}--- the page says\n{expected}"
            if command == "echo $?":
                self.status = 0  # told, so that it is no surprise
        assert self.status != 2, f"{where}: {parts[-2]} failed, and the page does not say so"

    def output(self, command: str, where: str) -> str:
        """Return what a command prints, errors too."""
        if command == "echo $?":
            return f"{self.status}\n"
        name, *arguments = shlex.split(command)
        assert name == "cchc", f"{where}: {name!r} is not run here"
        result = CliRunner().invoke(cli, arguments)
        self.status = result.exit_code
        return result.output


def fill_in(path: Path, code: str, where: str) -> None:
    """Write a file, or fill in the lines of one that is there."""
    if path.suffix != ".toml" or not path.exists():
        path.write_text(code, "utf-8")
        return
    text = path.read_text("utf-8")
    for entry in re.split(rf"^(?={KEY} =)", code, flags=re.MULTILINE):
        if not entry.strip():
            continue
        stated = re.match(KEY, entry)
        assert stated, f"{where}: no line to fill in: {entry!r}"
        line = re.compile(rf"^(?:# )?{re.escape(stated[0])} = ?.*\n", re.MULTILINE)
        (found,) = line.findall(text) or [""]
        assert found, f"{where}: {path.name} has no line {stated[0]}"
        _, mark, note = entry.partition("  # ")
        assert not mark or found.endswith(f"  # {note.strip()}\n"), f"{where}: {found!r}"
        text = line.sub(lambda _, entry=entry: entry.rstrip() + "\n", text)
    path.write_text(text, "utf-8")
