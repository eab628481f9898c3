"""In which line of a TOML file a value stands: for the errors of people who write by hand.

This looks at headings and at keys that begin a line, which is how facts are written; what stands
inside a list or an inline table is told by the line where that begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["line_finder"]

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_KEY = rf"(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{0,31}})"
_HEAD = re.compile(rf"[ \t]*+(?P<open>\[\[?)[ \t]*+{_KEY}[ \t]*+\]")
_LINE = re.compile(rf"[ \t]*+{_KEY}[ \t]*+=")
_STEP = re.compile(r'\["(?P<quoted>[^"]*)"\]|\[(?P<row>\d+)\]|(?P<name>[^.\[]+)')

Names = Callable[[tuple[str, ...], str], str]


def line_finder(text: str, name_of: Names) -> Callable[[str], int | None]:
    """Return what finds the line of a path; `name_of` tells the field that a key names."""
    lines: dict[tuple[str, ...], int] = {}
    rows: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    quotes = ""
    for number, line in enumerate(text.split("\n"), 1):
        if quotes:  # inside a paragraph of several lines
            quotes = "" if quotes in line else quotes
            continue
        if head := _HEAD.match(line):
            several = head["open"] == "[["
            table = _path((), head["key"], name_of, rows, is_row=several)
            if several:
                rows[table] = rows.get(table, -1) + 1
                table = (*table, f"[{rows[table]}]")
            for depth in range(1, len(table) + 1):
                lines.setdefault(table[:depth], number)
        elif key := _LINE.match(line):
            path = _path(table, key["key"], name_of, rows)
            for depth in range(len(table) + 1, len(path) + 1):  # what it opens
                lines.setdefault(path[:depth], number)
        for mark in ('"""', "'''"):
            if line.count(mark) % 2:
                quotes = mark

    def line_of(path: str) -> int | None:
        steps = [
            f"[{found['row']}]" if found["row"] else found["quoted"] or found["name"] or ""
            for found in _STEP.finditer(path)
        ]
        while steps:
            if (number := lines.get(tuple(steps))) is not None:
                return number
            steps.pop()
        return None

    return line_of


def _path(
    above: tuple[str, ...],
    stated: str,
    name_of: Names,
    rows: dict[tuple[str, ...], int],
    *,
    is_row: bool = False,
) -> tuple[str, ...]:
    path, parts = above, re.findall(_PART, stated)
    for place, part in enumerate(parts, 1):
        plain = part[1:-1] if part[0] in "\"'" else part
        named = tuple(step for step in path if step[:1] != "[")
        path = (*path, name_of(named, plain))
        if path in rows and not (is_row and place == len(parts)):
            path = (*path, f"[{rows[path]}]")  # below a heading of rows: of the last one
    return path
