"""Paragraphs that name figures: `"Đã hoàn thành {plan.completion} nhiệm vụ"`.

Only figure ids are looked up: no attribute is read, nothing is evaluated. A figure repeated in
prose therefore cannot differ from its table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from cchc_lib.errors import FormatError

__all__ = ["fill", "placeholders"]

_BRACES = re.compile(r"(?P<literal>\{\{|\}\})|\{(?P<name>[^{}]*)\}|(?P<stray>[{}])")

_Piece = TypeVar("_Piece")


def fill(
    text: str, look_up: Callable[[str], _Piece], *, where: str = "narrative"
) -> Iterator[str | _Piece]:
    """Yield the words of a paragraph and, for each placeholder, what `look_up` returns for it.

    A literal brace is written twice.

    >>> list(fill("Đạt {plan.completion} {{ước}}", str.upper))
    ['Đạt ', 'PLAN.COMPLETION', ' ', '{', 'ước', '}']

    Raises:
        FormatError: for a brace that is neither doubled nor part of a placeholder.
    """
    position = 0
    for found in _BRACES.finditer(text):
        if found["stray"]:
            raise FormatError.refuse(
                where,
                text,
                "placeholders such as {plan.completion}; a literal brace is written twice",
                "mã số liệu trong ngoặc nhọn, ví dụ {plan.completion}; ngoặc thật thì viết hai lần",
            )
        if found.start() > position:
            yield text[position : found.start()]
        if found["literal"]:
            yield found["literal"][0]
        else:
            yield look_up(found["name"].strip())
        position = found.end()
    if position < len(text):
        yield text[position:]


def placeholders(text: str, *, where: str = "narrative") -> list[str]:
    """Return the figure ids that a paragraph names, in order; `where` it stands, for errors.

    >>> placeholders("{plan.completion} của {plan.tasks} nhiệm vụ")
    ['plan.completion', 'plan.tasks']
    """
    named: list[str] = []
    for _ in fill(text, named.append, where=where):
        pass
    return named
