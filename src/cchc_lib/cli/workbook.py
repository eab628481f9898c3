"""A workbook to fill in, and `cchc read`: what a workbook, or another file of facts, holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli import sources
from cchc_lib.cli.terminal import command, page, say, write_new
from cchc_lib.cli.words import Command
from cchc_lib.errors import InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.report.head import ReportHead

__all__ = ["read", "workbook_to_fill"]


def workbook_to_fill(
    kind: Any,
    given: Mapping[str, Any],
    *,
    stays: Mapping[str, Any] | None = None,
    carried: Mapping[str, Any] | None = None,
    before: ReportHead | None = None,
    outline: str | None = None,
) -> bytes:
    """Return a workbook of a kind of report to fill in.

    `given` are agency and period in words, `stays` what the report before says again, `carried`
    facts with a value by their paths, `before` the report before, told beside each fact.
    """
    from cchc_lib.exchange.shapes import HEADER
    from cchc_lib.exchange.xlsx.leaves import nested, spread
    from cchc_lib.exchange.xlsx.write import facts_workbook

    data: dict[str, Any] = dict(stays or {}) | dict(given)
    if isinstance(data.get("agency"), str):
        data["agency"] = {"name": data["agency"]}
    facts = ((tuple(path.split(".")), value) for path, value in (carried or {}).items())
    data |= nested(facts)
    if before is not None:
        said = spread(before, kind)
        data["previous"] = {key: each for key, each in said.items() if key not in HEADER}
    own = () if before is None else tuple(type(item) for item in before.own)
    return facts_workbook(kind, own, data, outline=outline)


@click.command(
    cls=Command,
    short_help="Đọc bảng tính số liệu: có gì, lỗi ở ô nào; chuyển sang .toml, .json.",
    help="""Đọc bảng tính số liệu (.xlsx) đã điền: nêu chủ đề nào có bao nhiêu số liệu; có lỗi thì
    nêu mọi lỗi, mỗi lỗi một dòng với trang tính và ô.

    Với -o, số liệu được ghi ra tệp .toml, .json hoặc .xlsx. Tệp .toml, .json và tệp Word do cchc
    lập cũng đọc được, nên lệnh này chuyển được cả hai chiều.
    """,
)
@click.argument("file", metavar="TỆP.xlsx", type=Path)
@click.option("-o", "--output", type=Path, metavar="TỆP", help="Ghi số liệu ra tệp này.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@sources.by_outline
def read(file: Path, output: Path | None, force: bool, outline: Path | None) -> int:
    """Tell what a file of facts holds, and write it in another form."""
    if file.suffix.lower() not in (*sources.FACTS, *sources.WORD):
        ends = ", ".join((*sources.FACTS, *sources.WORD))
        raise InvalidValueError(
            f"{file}: no file of facts; accepted: {ends}",
            f"{file}: không phải tệp số liệu; cần: {ends}",
        )
    report = sources.facts(file, outline)
    sources.tell_edits(file, report, outline)
    say(f"{report.agency.name}, {report.period}")
    rows = [(label, str(counted), str(computed)) for label, counted, computed in _held(report)]
    if rows:
        page(rows, ("chủ đề", "số liệu thống kê", "số liệu tính ra"))
    else:
        say("Chưa có số liệu nào.")
    if output is not None:
        write_new(output, _as_file(report, output), force=force)
        say(f"-> {output}")
    else:
        which = "check --facts" if file.suffix.lower() in sources.WORD else "check"
        say(f"Không có lỗi khi đọc. Kiểm tra số liệu: {command(which, file, outline=outline)}")
    return 0


def _held(report: ReportHead) -> list[tuple[str, int, int]]:
    """Return the label of each subject with facts, how many were counted and how many follow."""
    from cchc_lib.figures.figure import held, walk

    found = []
    for name, _, label, item in held(report):
        figures = list(walk(item, name, reported=True))
        computed = sum(each.declaration.formula is not None for each in figures)
        if figures:
            found.append((label, len(figures) - computed, computed))
    return found


def _as_file(report: ReportHead, path: Path) -> bytes:
    import cchc_lib as cchc

    end = path.suffix.lower()
    if end == ".toml":
        return cchc.dumps(report, format="toml").encode()
    if end == ".json":
        return cchc.dumps(report, format="json").encode()
    if end == ".xlsx":
        from cchc_lib.exchange.xlsx.write import filled_workbook

        return filled_workbook(report)
    ends = ", ".join(sources.FACTS)
    raise InvalidValueError(
        f"{path}: no kind of file that facts are written to; accepted: {ends}",
        f"{path}: không phải loại tệp ghi được số liệu; cần: {ends}",
    )
