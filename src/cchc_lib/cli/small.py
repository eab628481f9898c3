"""`cchc spell` and `cchc schema`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc_lib.cli import sources
from cchc_lib.cli.terminal import called, json_text, say, say_json, write_new
from cchc_lib.cli.words import Command

__all__ = ["schema", "spell"]


@click.command(
    cls=Command,
    short_help="Đọc một số thành chữ.",
    context_settings={"ignore_unknown_options": True},  # -5 is a number
    help="""Đọc một số thành chữ: cchc spell 1.000.005 (chấm sau hàng nghìn, phẩy thập phân).

    Với --vnd, số tiền được viết như trong văn bản: cchc spell --vnd "20.800.000 đồng".
    """,
)
@click.argument("number", metavar="SỐ")
@click.option("--vnd", is_flag=True, help="Đọc số tiền, có đơn vị đồng, nghìn, triệu hoặc tỷ đồng.")
def spell(number: str, vnd: bool) -> int:
    """Print a number in words."""
    import cchc_lib as cchc

    with called(text="số tiền" if vnd else "số"):
        words = (
            cchc.spell_vnd(cchc.parse_vnd(number)) if vnd else cchc.spell(cchc.parse_number(number))
        )
    say(words)
    return 0


@click.command(
    cls=Command,
    short_help="In JSON Schema của tệp số liệu.",
    help="In JSON Schema (2020-12) của tệp số liệu, để phần mềm khác kiểm tra.",
)
@click.option(
    "--kind",
    type=click.Choice(list(sources.KINDS)),
    default=None,
    help="Loại báo cáo: report (cải cách hành chính, mặc định), procedures (thủ tục hành chính).",
)
@click.option("-o", "--output", type=Path, metavar="TỆP", help="Ghi ra tệp.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@sources.by_outline
def schema(kind: str | None, output: Path | None, force: bool, outline: Path | None) -> int:
    """Print the schema of a family."""
    import cchc_lib as cchc

    if outline is not None and kind is not None:
        raise click.UsageError("--outline không dùng cùng --kind: đề cương đã nêu loại báo cáo")
    of = sources.kind_of(kind or "report") if outline is None else sources.family(outline)
    found = cchc.json_schema(of)
    if output is None:
        say_json(found)
    else:
        write_new(output, json_text(found).encode(), force=force)
        say(f"-> {output}")
    return 0
