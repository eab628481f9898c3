"""`cchc figures`, `explain` and `diff`: what the facts of a file come to."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_lib.cli import sources
from cchc_lib.cli.terminal import command, json_text, page, say, say_json, say_raw, write_new
from cchc_lib.cli.words import Command
from cchc_lib.errors import CchcError

if TYPE_CHECKING:
    from cchc_lib.figures.figure import Figure
    from cchc_lib.report.head import ReportHead

__all__ = ["diff", "explain", "figures"]

_HEAD = ("mã", "nội dung", "số liệu", "đơn vị", "giá trị", "tử số", "mẫu số", "công thức")


@click.command(
    cls=Command,
    short_help="Liệt kê mọi số liệu của một tệp.",
    help="""Liệt kê mọi số liệu của một tệp: số liệu thống kê và số liệu tính ra.

    CSV ghi ra tệp mở được bằng Excel (UTF-8 có BOM); ô mở đầu bằng = + - @ mà không phải là số được
    thêm dấu nháy đơn để không bị chạy như công thức.
    """,
)
@click.argument("file", metavar="TỆP", type=Path)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="Dạng kết quả; mặc định là table.",
)
@click.option("-o", "--output", type=Path, metavar="TỆP", help="Ghi ra tệp (json, csv).")
@click.option(
    "--delimiter",
    type=click.Choice([",", ";"]),
    default=None,
    help="Dấu ngăn cách các cột của CSV; mặc định là dấu phẩy.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@sources.by_outline
def figures(
    file: Path,
    form: str,
    output: Path | None,
    delimiter: str | None,
    force: bool,
    outline: Path | None,
) -> int:
    """Print the figures of a file of facts."""
    import cchc_lib as cchc

    if output is not None and form == "table":
        raise click.UsageError("--output chỉ dùng với --format json hoặc csv")
    if delimiter is not None and form != "csv":
        raise click.UsageError("--delimiter chỉ dùng với --format csv")
    report = sources.facts(file, outline)
    sources.tell_edits(file, report, outline)
    found = report.figures(padded=False)
    if form == "table":
        from cchc_lib.figures.figure import full_label

        rows = [(each.id, full_label(each), each.text) for each in found.values()]
        page(rows, ("mã", "nội dung", "số liệu"))
    elif form == "json" and output is None:
        say_json(cchc.to_dict(found))
    elif form == "json":
        _save(output, json_text(cchc.to_dict(found)).encode(), force=force)
    elif output is None:
        say_raw(_csv(found.values(), delimiter or ",", "\n"))
    else:
        _save(
            output, _csv(found.values(), delimiter or ",", "\r\n").encode("utf-8-sig"), force=force
        )
    return 0


def _save(path: Path | None, data: bytes, *, force: bool) -> None:
    if path is not None:
        write_new(path, data, force=force)
        say(f"-> {path}")


def _csv(found: object, delimiter: str, end: str) -> str:
    import csv
    import io

    from cchc_lib.figures.figure import full_label

    held = io.StringIO()
    rows = csv.writer(held, delimiter=delimiter, lineterminator=end)
    rows.writerow(_HEAD)
    for each in found:  # type: ignore[attr-defined]
        cells = each.id, full_label(each), each.text, each.unit, *_exact(each), each.formula or ""
        rows.writerow([guarded(cell) for cell in cells])
    return held.getvalue()


def _exact(figure: Figure) -> tuple[str, str, str]:
    """Return the exact value, or part and whole of a rate: 3/4 in one cell would be a day."""
    from cchc_lib.figures.ratio import Ratio

    value = figure.value
    if isinstance(value, Ratio):
        return "", str(value.part), str(value.whole)
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value), "", ""
    return "", "", ""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula; a plain number stays one.

    >>> guarded("=1+1"), guarded("-26"), guarded("-26+cmd")
    ("'=1+1", '-26', "'-26+cmd")
    """
    if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"-?[0-9.,]+%?", cell):
        return f"'{cell}"
    return cell


@click.command(
    cls=Command,
    short_help="Giải thích một số liệu được tính như thế nào.",
    help="""Giải thích một số liệu được tính như thế nào, đến từng số liệu thống kê.

    Ví dụ: cchc explain mai_hoa.toml plan.completion
    """,
)
@click.argument("file", metavar="TỆP", type=Path)
@click.argument("figure_id", metavar="MÃ_SỐ_LIỆU")
@sources.by_outline
def explain(file: Path, figure_id: str, outline: Path | None) -> int:
    """Print how a figure comes about."""
    report = sources.facts(file, outline)
    sources.tell_edits(file, report, outline)
    try:
        found = report.explain(figure_id)
    except CchcError as error:
        error.message_vi += f"; mọi mã số liệu: {command('figures', file, outline=outline)}"
        raise
    say(found.label)
    say(str(found))
    return 0


@click.command(
    cls=Command,
    short_help="So sánh hai tệp số liệu, hoặc tệp Word với lúc lập.",
    help="""So sánh hai tệp số liệu (.toml, .json, .docx do cchc lập): mỗi số liệu khác một dòng.
    Với một tệp Word do cchc lập: những gì đã sửa trong tệp từ khi lập.

    Dòng của một danh sách (lĩnh vực, đơn vị) được nhận ra theo tên, không theo thứ tự.

    Kết quả trả về: 0 khi không có gì khác, 1 khi có khác.
    """,
)
@click.argument("old", metavar="TỆP_CŨ", type=Path)
@click.argument("new", metavar="[TỆP_MỚI]", required=False, type=Path)
@sources.by_outline
def diff(old: Path, new: Path | None, outline: Path | None) -> int:
    """Print the figures that differ, or what was changed in a file; return the exit status."""
    if new is None:
        return _since_made(old, outline)
    from cchc_lib.figures.figure import full_label

    before, after = sources.facts(old, outline), sources.facts(new, outline)
    sources.tell_edits(old, before, outline)
    sources.tell_edits(new, after, outline)
    then, now = _by_key(before), _by_key(after)
    rows = []
    for key in dict.fromkeys((*now, *then)):
        one, other = then.get(key), now.get(key)
        if one is None or other is None or (one.value, one.text) != (other.value, other.text):
            shown = other or one
            rows.append((shown.id, full_label(shown), *_both(one, other)))  # type: ignore[union-attr, arg-type]
    if not rows:
        say("Mọi số liệu giống nhau.")
        return 0
    page(rows, ("mã", "nội dung", "tệp cũ", "tệp mới"))
    return 1


def _since_made(file: Path, outline: Path | None) -> int:
    """Print what was changed in a Word file since it was made, return the exit status."""
    import cchc_lib as cchc

    if file.suffix.lower() not in sources.WORD:
        raise click.UsageError("cần hai tệp số liệu, hoặc một tệp Word (.docx) do cchc lập")
    sources.check_file(file)
    kind = cchc.ReportHead if outline is None else sources.family(outline)
    with sources.said_of(file, kind):
        found = cchc.diff_docx(file, kind=kind)
    say(str(found) if found else "Tệp Word như khi lập, không có gì bị sửa.")
    return int(bool(found))


def _by_key(report: ReportHead) -> dict[str, Figure]:
    """Return the figures by what is the same in another file: a sector by its name."""
    from cchc_lib.figures.figure import walk
    from cchc_lib.report.head import CHANGE

    keys = {found.id: found.key for found in walk(report, reported=True)}
    figures = report.figures(padded=False)
    return {
        keys.get(id) or id: figure
        for id, figure in figures.items()
        if not id.endswith(CHANGE)  # what became of a figure says the figure
    }


def _both(one: Figure | None, other: Figure | None) -> tuple[str, str]:
    """Return how two figures print; exactly where they print alike."""
    texts = tuple("không nêu" if each is None else each.text for each in (one, other))
    if one is not None and other is not None and texts[0] == texts[1]:
        texts = tuple(f"{each.text} ({_exactly(each)})" for each in (one, other))
    return texts[0], texts[1]


def _exactly(figure: Figure) -> str:
    value, part, whole = _exact(figure)
    return value or (f"{part}/{whole}" if whole else str(figure.value))
