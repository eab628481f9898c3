"""`cchc rule`: the page of a rule, for whoever has a finding and no documentation at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli.terminal import called, say
from cchc_lib.cli.words import Command

if TYPE_CHECKING:
    from cchc_lib.checks.rule import Rule

__all__ = ["rule"]

_VIETNAMESE = "Mức độ", "Căn cứ", "Có phát hiện", "Không có phát hiện", "Cách xử lý"
_ENGLISH = "Severity", "Source", "Fires", "Does not fire", "What to do"


@click.command(
    cls=Command,
    short_help="Giải thích một mã phát hiện.",
    help="""Giải thích một mã phát hiện: kiểm tra gì, vì sao, ví dụ có và không có phát hiện, cách
    xử lý. Ví dụ: cchc rule CCHC161
    """,
)
@click.argument("code", metavar="MÃ")
@click.option("--english", is_flag=True, help="Lý do bằng tiếng Anh.")
def rule(code: str, english: bool) -> int:
    """Print what a rule checks, return the exit status."""
    from cchc_lib.checks.catalogued import CODES
    from cchc_lib.checks.codes import check_known
    from cchc_lib.rulebook import rulebook

    with called(code="mã phát hiện"):
        known = check_known("code", code.strip().upper(), CODES)
    say("\n".join(_page(rulebook()[known], english=english)))
    return 0


def _page(rule: Rule[Any], *, english: bool) -> Iterator[str]:
    grade, source, fires, silent, do = _ENGLISH if english else _VIETNAMESE
    yield f"{rule.code}: {rule.title}"
    yield f"{grade}: {rule.severity.value if english else rule.severity.label}"
    if rule.citation:
        yield f"{source}: {rule.citation}"
    yield from ("", rule.english if english else rule.why, "")
    for head, example in ((fires, rule.fires), (silent, rule.silent)):
        yield f"{head}:"
        yield from (f"    {line}" for line in example.splitlines())
    yield from ("", f"{do}: {rule.do}")
